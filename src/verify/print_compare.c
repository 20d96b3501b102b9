/* The words of a PDF against those that it was made of, character by character: see print.h. */
#include <string.h>

#include "base/unicode.h"
#include "verify/print_parts.h"

#define DIFFERENCES_MOST 20
/* After a difference: how far on, and how many characters alike, is where both go on. */
#define WINDOW           1200
#define ALIKE            14
/* The words at the head of a page may follow so much of the flow: the number of a clause, which stands beside them. */
#define HEAD_GLYPHS      12
/* No title is cut shorter. */
#define TITLE_GLYPHS     20
/* Bytes that are shown before a difference. */
#define AROUND           40

struct comparing {
	const struct print *print;
	struct glyphs copy;
	struct differences *differences;
	size_t i, k;       /* in the flow, in the copy */
	size_t beside;     /* numbers of clauses that were met */
	size_t alike;      /* glyphs of the flow that the copy has */
	size_t since_page; /* how many glyphs of the flow stand on the page up to here */
};

static const struct glyph *flow_at(const struct comparing *comparing, size_t i)
{
	return i < comparing->print->flow.list.count ? &comparing->print->flow.list.items[i] : NULL;
}

static uint32_t copy_at(const struct comparing *comparing, size_t k)
{
	return k < comparing->copy.list.count ? comparing->copy.list.items[k].code_point : 0;
}

/* Has the copy this byte between two glyphs: the end of a page, or of a line? */
static bool is_between(const struct comparing *comparing, size_t k, char byte)
{
	struct text text = comparing->copy.text;
	size_t begin = k > 0 ? comparing->copy.list.items[k - 1].at : 0;
	size_t end = k < comparing->copy.list.count ? comparing->copy.list.items[k].at : text.length;
	return text_find_byte(text_slice(text, begin, end), byte, 0) != TEXT_NOT_FOUND;
}

static bool is_digit(uint32_t code_point)
{
	return code_point >= '0' && code_point <= '9';
}

static bool is_of_time(uint32_t code_point)
{
	return is_digit(code_point) || (code_point && code_point < 0x80 && strchr("/:.,-APMapm", (int)code_point));
}

/* How many digits stand there without a gap. */
static size_t count_digits(const struct comparing *comparing, size_t k)
{
	const struct glyph *list = comparing->copy.list.items;
	size_t count = 0;
	while (is_digit(copy_at(comparing, k + count)) && (!count || list[k + count].at == list[k + count - 1].at + 1))
		count++;
	return count;
}

static size_t match_time(const struct comparing *comparing, size_t k)
{
	size_t length = 0, digits = 0, signs = 0;
	while (is_of_time(copy_at(comparing, k + length)) && (!length || !is_between(comparing, k + length, '\n'))) {
		uint32_t code_point = copy_at(comparing, k + length++);
		digits += is_digit(code_point);
		signs += code_point == '/' || code_point == ':' || code_point == '-';
	}
	return digits >= 3 && signs > 0 && length < 24 ? length : 0;
}

static uint32_t lower(uint32_t code_point)
{
	return code_point < 0x80 ? (uint32_t)ascii_lower((char)code_point) : code_point;
}

static bool is_same_glyph(const struct comparing *comparing, uint32_t source, uint32_t copy)
{
	return source == copy || (comparing->print->ignores_case && lower(source) == lower(copy));
}

/* How many glyphs of the copy one of the flow matches; 0: none. */
static size_t match_one(const struct comparing *comparing, uint32_t code_point, size_t k)
{
	size_t length = 0, digits = 0;
	switch (code_point) {
	case GLYPH_LEADER:
		while (copy_at(comparing, k + length) == '.')
			length++;
		digits = count_digits(comparing, k + length);
		return digits ? length + digits : 0;
	case GLYPH_NUMBER:
		return count_digits(comparing, k);
	case GLYPH_TIME:
		return match_time(comparing, k);
	case GLYPH_URL:
		while (copy_at(comparing, k + length) && (!length || !is_between(comparing, k + length, '\n')))
			length++;
		return length;
	case GLYPH_SIZE:
		while (copy_at(comparing, k + length) && copy_at(comparing, k + length) != ')' && length < 32)
			length++;
		return copy_at(comparing, k) == '(' && copy_at(comparing, k + length) == ')' ? length + 1 : 0;
	default:
		return is_same_glyph(comparing, code_point, copy_at(comparing, k)) ? 1 : 0;
	}
}

/* Does an address begin there that is none of the flow's? */
static bool begins_address(const struct comparing *comparing, size_t k)
{
	static const char *const begins[] = {"http:", "https:", "file:"};
	const struct glyph *glyph = flow_at(comparing, comparing->i);
	if (glyph && is_same_glyph(comparing, glyph->code_point, copy_at(comparing, k)))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(begins); i++) {
		size_t at = 0;
		while (begins[i][at] && copy_at(comparing, k + at) == (uint32_t)begins[i][at])
			at++;
		if (!begins[i][at])
			return true;
	}
	return false;
}

/* Browsers shorten a long title. */
static bool is_cut_short(const struct comparing *comparing, size_t matched, size_t k)
{
	return comparing->print->ignores_case && matched >= TITLE_GLYPHS && copy_at(comparing, k) == 0x2026;
}

/* How many glyphs of the copy a whole run matches; 0: it doesn't. */
static size_t match_all(const struct comparing *comparing, const struct glyphs *run, size_t k)
{
	size_t begin = k;
	for (size_t i = 0; i < run->list.count; i++) {
		uint32_t code_point = run->list.items[i].code_point;
		size_t length = code_point == GLYPH_URL && !begins_address(comparing, k)
					? 0
					: match_one(comparing, code_point, k);
		if (!length)
			return is_cut_short(comparing, i, k) ? k + 1 - begin : 0;
		k += length;
	}
	return k - begin;
}

static size_t match_edge(const struct comparing *comparing, size_t k)
{
	size_t longest = 0;
	for (size_t i = 0; i < comparing->print->edges.count; i++) {
		size_t length = match_all(comparing, &comparing->print->edges.items[i], k);
		longest = length > longest ? length : longest;
	}
	return longest;
}

static bool flow_goes_on(const struct comparing *comparing, const struct glyphs *run)
{
	for (size_t i = 0; i < run->list.count; i++) {
		const struct glyph *glyph = flow_at(comparing, comparing->i + i);
		if (!glyph || glyph->code_point != run->list.items[i].code_point)
			return false;
	}
	return true;
}

/* Words at an edge that are too long to be there by chance, and begin a line: columns beside them may come between them
 * and the end of the page. */
static size_t match_long_edge(const struct comparing *comparing, size_t k)
{
	size_t longest = 0;
	if (k > 0 && !is_between(comparing, k, '\n'))
		return 0;
	for (size_t i = 0; i < comparing->print->edges.count; i++) {
		const struct glyphs *edge = &comparing->print->edges.items[i];
		size_t length = edge->list.count >= TITLE_GLYPHS ? match_all(comparing, edge, k) : 0;
		if (length > longest && !flow_goes_on(comparing, edge))
			longest = length;
	}
	return longest;
}

/* What stands at the foot of a page: edges one after another, up to its end. */
static size_t match_foot(const struct comparing *comparing, size_t k)
{
	size_t begin = k;
	for (size_t length = match_edge(comparing, k); length; length = match_edge(comparing, k)) {
		k += length;
		if (is_between(comparing, k, '\f'))
			return k - begin;
	}
	return 0;
}

/* The head of a table that goes on over the page. */
static size_t match_head(const struct comparing *comparing, size_t k)
{
	size_t longest = 0;
	for (size_t i = 0; i < comparing->print->heads.count; i++) {
		size_t length = match_all(comparing, &comparing->print->heads.items[i], k);
		if (length > longest && !flow_goes_on(comparing, &comparing->print->heads.items[i]))
			longest = length;
	}
	return longest;
}

/* Passes over what stands at the edges of pages, where the copy is at one. */
static bool pass_edges(struct comparing *comparing)
{
	size_t length = 0;
	if (comparing->k == 0 || is_between(comparing, comparing->k, '\f'))
		comparing->since_page = 0;
	if (comparing->since_page < HEAD_GLYPHS)
		length = match_edge(comparing, comparing->k);
	if (comparing->since_page < HEAD_GLYPHS && !length)
		length = match_head(comparing, comparing->k);
	if (!length)
		length = match_foot(comparing, comparing->k);
	if (!length)
		length = match_long_edge(comparing, comparing->k);
	comparing->k += length;
	return length > 0;
}

/* At what may be there or not: passes over it, in the flow or in both. */
static void pass_maybe(struct comparing *comparing)
{
	struct comparing before = *comparing;
	const struct glyph *glyph;
	bool is_there = true;
	while ((glyph = flow_at(comparing, ++comparing->i)) && glyph->code_point != GLYPH_END) {
		while (is_there && pass_edges(comparing))
			;
		size_t length = is_there ? match_one(comparing, glyph->code_point, comparing->k) : 0;
		is_there = length > 0;
		comparing->k += length;
		comparing->since_page += length;
	}
	before.i = ++comparing->i;
	if (!is_there)
		*comparing = before;
}

/* Passes over the number of the next clause, where it stands here as a word of its own. */
static bool pass_beside(struct comparing *comparing, bool has_own_line)
{
	const struct glyph *list = comparing->copy.list.items;
	size_t k = comparing->k, next = comparing->beside;
	if (next >= comparing->print->beside.count)
		return false;
	size_t length = match_all(comparing, &comparing->print->beside.items[next], k);
	size_t end = k + length;
	if (!length || (end < comparing->copy.list.count && list[end].at == list[end - 1].at + 1))
		return false;
	if (has_own_line && !((k == 0 || is_between(comparing, k, '\n')) && is_between(comparing, end, '\n')))
		return false;
	comparing->beside++;
	comparing->k = end;
	return true;
}

/* One step that both go together; false where they part. */
static bool step(struct comparing *comparing)
{
	const struct glyph *glyph = flow_at(comparing, comparing->i);
	if (pass_edges(comparing) || pass_beside(comparing, true))
		return true;
	if (!glyph)
		return pass_beside(comparing, false);
	if (glyph->code_point == GLYPH_MAYBE) {
		pass_maybe(comparing);
		return true;
	}
	size_t length = match_one(comparing, glyph->code_point, comparing->k);
	comparing->i += length > 0;
	comparing->alike += length > 0;
	comparing->k += length;
	comparing->since_page += length;
	return length > 0 || pass_beside(comparing, false);
}

static bool is_alike(const struct comparing *comparing, size_t i, size_t k)
{
	for (size_t n = 0; n < ALIKE; n++) {
		const struct glyph *glyph = flow_at(comparing, i + n);
		uint32_t other = copy_at(comparing, k + n);
		if (!is_same_glyph(comparing, glyph ? glyph->code_point : 0, other))
			return false;
		if (!glyph)
			return n > 0;
	}
	return true;
}

/* Where both go on; false where that isn't in sight. */
static bool find_next(const struct comparing *comparing, size_t *i, size_t *k)
{
	size_t flow_left = comparing->print->flow.list.count - comparing->i;
	size_t copy_left = comparing->copy.list.count - comparing->k;
	for (size_t far = 1; far < WINDOW && far <= flow_left + copy_left; far++) {
		size_t least = far > copy_left ? far - copy_left : 0, most = far < flow_left ? far : flow_left;
		for (size_t a = least; a <= most; a++) {
			if (!is_alike(comparing, comparing->i + a, comparing->k + far - a))
				continue;
			*i = comparing->i + a;
			*k = comparing->k + far - a;
			return true;
		}
	}
	return false;
}

/* The words of some glyphs, and some before them. */
static struct text words_of(const struct glyphs *glyphs, size_t begin, size_t end)
{
	size_t count = glyphs->list.count, length = glyphs->text.length;
	size_t from = begin < count ? glyphs->list.items[begin].at : length;
	size_t to = end > begin && end <= count ? glyphs->list.items[end - 1].at + 1 : from;
	from = from > AROUND ? from - AROUND : 0;
	while (from > 0 && !is_ascii_space(glyphs->text.bytes[from]))
		from--;
	while (to < length && !is_ascii_space(glyphs->text.bytes[to]))
		to++;
	return text_trim(text_slice(glyphs->text, from, to));
}

/* With one space for white space, without marks: lines are broken otherwise. */
static void append_words(struct buffer *out, struct text words)
{
	bool is_spaced = false;
	for (size_t i = 0; i < words.length; i++) {
		char c = words.bytes[i];
		if (is_ascii_space(c) || (unsigned char)c < 0x20) {
			is_spaced = true;
			continue;
		}
		if (is_spaced && out->length)
			buffer_append_byte(out, ' ');
		is_spaced = false;
		buffer_append_byte(out, c);
	}
}

static void tell(struct comparing *comparing, size_t i_end, size_t k_end)
{
	struct buffer source = BUFFER_EMPTY, copy = BUFFER_EMPTY;
	append_words(&source, words_of(&comparing->print->flow, comparing->i, i_end));
	append_words(&copy, words_of(&comparing->copy, comparing->k, k_end));
	differences_add(comparing->differences, TEXT(""), buffer_text(&source), buffer_text(&copy));
	buffer_release(&source);
	buffer_release(&copy);
}

/* What a run of glyphs without gaps is. */
static struct text text_of_run(const struct glyphs *run)
{
	size_t count = run->list.count;
	return count ? text_slice(run->text, run->list.items[0].at, run->list.items[count - 1].at + 1) : TEXT("");
}

/* Both to the end of the words that differ. */
static void part(struct comparing *comparing)
{
	size_t i, k;
	bool is_found = comparing->differences->count < DIFFERENCES_MOST && find_next(comparing, &i, &k);
	if (!is_found) {
		i = comparing->print->flow.list.count;
		k = comparing->copy.list.count;
		comparing->differences->is_cut |= i - comparing->i > WINDOW || k - comparing->k > WINDOW;
	}
	tell(comparing, i, k);
	comparing->i = i;
	comparing->k = k;
}

void print_compare(const struct print *print, struct text words, struct differences *differences)
{
	struct comparing comparing = {.print = print, .differences = differences};
	glyphs_read(&comparing.copy, words);
	while (comparing.i < print->flow.list.count || comparing.k < comparing.copy.list.count)
		if (!step(&comparing))
			part(&comparing);
	for (; comparing.beside < print->beside.count; comparing.beside++)
		differences_say(differences, "the number %.*s of a clause is not where it belongs",
				TEXT_ARGUMENTS(text_of_run(&print->beside.items[comparing.beside])));
	if (print->has_pictures)
		differences_cannot(differences, "the pictures in the PDF; compare the page of the same address");
	differences->alike = (unsigned)(comparing.alike * 100 / (print->flow.list.count + 1));
	glyphs_release(&comparing.copy);
}

#include "verify/lines.h"

#include "base/map.h"
#include "base/memory.h"

/* After so many differences what follows is not looked at. */
#define DIFFERENCES_MOST 200
/* How far on the next line that both have is looked for. */
#define WINDOW           48

struct comparing {
	const struct web_line *source, *copy;
	size_t source_count, copy_count;
	struct differences *differences;
};

size_t lines_size_length(struct text text, size_t at)
{
	static const char *const units[] = {" KB)", " MB)", " bytes)"};
	size_t end = text_find_byte(text, ')', at);
	if (end == TEXT_NOT_FOUND || end - at > 40)
		return 0;
	struct text whole = text_slice(text, at, end + 1);
	for (size_t i = 1; i < whole.length; i++)
		if (is_ascii_letter(whole.bytes[i]) && !text_begins(text_slice(whole, i, i + 4), TEXT("page")))
			for (size_t k = 0; k < ARRAY_COUNT(units); k++)
				if (text_equal(text_slice(whole, i - 1, whole.length), text_of(units[k])))
					return whole.length;
	return 0;
}

/* "policyc 0.1.0" at an offset: its length, or 0. */
static size_t generator_length(struct text text, size_t at)
{
	static const struct text name = TEXT_INIT("policyc ");
	size_t end = at + name.length;
	if (!text_begins(text_slice(text, at, text.length), name) || end >= text.length ||
	    !is_ascii_digit(text.bytes[end]))
		return 0;
	while (end < text.length && (is_ascii_digit(text.bytes[end]) || text.bytes[end] == '.'))
		end++;
	return end - at;
}

/* Does a line tell of a file to download, as templates/partials/ have it? */
static bool is_of_file(struct text line)
{
	static const char *const begins[] = {"Download ", "JSON", "XML", "XSL-FO"};
	for (size_t i = 0; i < ARRAY_COUNT(begins); i++)
		if (text_begins(line, text_of(begins[i])))
			return true;
	return false;
}

static size_t passed_length(struct text text, size_t at)
{
	if (text.bytes[at] == '(')
		return lines_size_length(text, at);
	return text.bytes[at] == 'p' ? generator_length(text, at) : 0;
}

static bool is_same_but(struct text source, struct text copy, bool has_sizes)
{
	size_t i = 0, k = 0;
	while (i < source.length && k < copy.length) {
		bool is_looked_at = source.bytes[i] == copy.bytes[k] && (has_sizes || source.bytes[i] != '(');
		size_t passed = is_looked_at ? passed_length(source, i) : 0,
		       other = passed ? passed_length(copy, k) : 0;
		if (!other && source.bytes[i] != copy.bytes[k])
			return false;
		i += other ? passed : 1;
		k += other ? other : 1;
	}
	return i == source.length && k == copy.length;
}

static bool is_same_text(struct text source, struct text copy)
{
	return text_equal(source, copy) || is_same_but(source, copy, is_of_file(source));
}

static bool has_same_marks(const struct web_line *source, const struct web_line *copy)
{
	return text_equal(source->marks, copy->marks) ||
	       is_same_but(source->marks, copy->marks, is_of_file(source->words));
}

/* The first tag in which two runs of marks differ; the words of neither. */
static struct text tag_at(struct text marks, size_t at)
{
	size_t begin = at < marks.length ? at : marks.length;
	while (begin > 0 && marks.bytes[begin - 1] != '<' && marks.bytes[begin - 1] != '>')
		begin--;
	if (begin > 0 && marks.bytes[begin - 1] == '<')
		begin--;
	size_t end = text_find_byte(marks, '>', begin);
	return text_slice(marks, begin, end == TEXT_NOT_FOUND ? marks.length : end + 1);
}

/* For the words "…": the tags, which show no words of their own. */
static void tell_marks(struct comparing *comparing, const struct web_line *source, const struct web_line *copy)
{
	struct text one = source->marks, other = copy->marks;
	size_t at = 0;
	while (at < one.length && at < other.length && one.bytes[at] == other.bytes[at])
		at++;
	one = tag_at(one, at);
	other = tag_at(other, at);
	struct text words = text_slice(source->words, 0, 60);
	differences_say(comparing->differences, "at \"%.*s%s\": %.*s in the sources, %.*s in the copy",
			TEXT_ARGUMENTS(words), words.length < source->words.length ? "…" : "", TEXT_ARGUMENTS(one),
			TEXT_ARGUMENTS(other));
}

static void compare_pair(struct comparing *comparing, const struct web_line *source, const struct web_line *copy)
{
	if (!is_same_text(source->words, copy->words))
		differences_add(comparing->differences, TEXT(""), source->words, copy->words);
	else if (!has_same_marks(source, copy))
		tell_marks(comparing, source, copy);
}

/* The nearest pair of lines with the same words, so far on in either that `*in_source` and `*in_copy` are least
 * together; false where there is none in sight. */
static bool find_next(const struct comparing *comparing, size_t i, size_t k, size_t *in_source, size_t *in_copy)
{
	for (size_t far = 1; far < WINDOW * 2; far++)
		for (size_t a = far > WINDOW ? far - WINDOW : 0; a <= far && a <= WINDOW; a++) {
			if (i + a >= comparing->source_count || k + far - a >= comparing->copy_count ||
			    !is_same_text(comparing->source[i + a].words, comparing->copy[k + far - a].words))
				continue;
			*in_source = a;
			*in_copy = far - a;
			return true;
		}
	return false;
}

static void tell_between(struct comparing *comparing, size_t i, size_t source_end, size_t k, size_t copy_end)
{
	static const struct text nothing = {NULL, 0};
	for (; i < source_end && k < copy_end; i++, k++)
		compare_pair(comparing, &comparing->source[i], &comparing->copy[k]);
	for (; i < source_end; i++)
		differences_add(comparing->differences, TEXT(""), comparing->source[i].words, nothing);
	for (; k < copy_end; k++)
		differences_add(comparing->differences, TEXT(""), nothing, comparing->copy[k].words);
}

void lines_compare(const struct web_line *source, size_t source_count, const struct web_line *copy, size_t copy_count,
		   struct differences *differences)
{
	struct comparing comparing = {source, copy, source_count, copy_count, differences};
	size_t before = differences->count, i = 0, k = 0;
	while ((i < source_count || k < copy_count) && differences->count - before < DIFFERENCES_MOST) {
		size_t in_source, in_copy;
		if (i < source_count && k < copy_count && is_same_text(source[i].words, copy[k].words)) {
			compare_pair(&comparing, &source[i++], &copy[k++]);
			continue;
		}
		if (!find_next(&comparing, i, k, &in_source, &in_copy)) {
			in_source = source_count - i < WINDOW ? source_count - i : WINDOW;
			in_copy = copy_count - k < WINDOW ? copy_count - k : WINDOW;
		}
		tell_between(&comparing, i, i + in_source, k, k + in_copy);
		i += in_source;
		k += in_copy;
	}
	differences->is_cut |= i < source_count || k < copy_count;
}

struct web_line *lines_of_text(struct arena *arena, struct text text, size_t *count)
{
	ARRAY_OF(struct web_line) lines = {0};
	struct text rest = text_begins(text, TEXT("\xEF\xBB\xBF")) ? text_slice(text, 3, text.length) : text, line;
	while (text_split(&rest, '\n', &line)) {
		if (text_ends(line, TEXT("\r")))
			line.length--;
		*ARRAY_ADD(&lines) = (struct web_line){line, TEXT("")};
	}
	while (lines.count && !lines.items[lines.count - 1].words.length)
		lines.count--;
	*count = lines.count;
	struct web_line *copy = arena_copy_array(arena, lines.items, lines.count, sizeof *copy);
	ARRAY_RELEASE(&lines);
	return copy;
}

unsigned lines_in_common(const struct web_line *source, size_t source_count, const struct web_line *copy,
			 size_t copy_count)
{
	struct map there = MAP_EMPTY;
	size_t common = 0, most = source_count > copy_count ? source_count : copy_count;
	for (size_t i = 0; i < copy_count; i++)
		map_set(&there, copy[i].words, &there);
	for (size_t i = 0; i < source_count; i++)
		common += map_get(&there, source[i].words) != NULL;
	map_release(&there);
	return most ? (unsigned)(common * 100 / most) : 100;
}

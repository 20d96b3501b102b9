#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"

/* Words */

/* £ and ±; arrows and mathematical operators. */
static bool is_operator(uint32_t code_point)
{
	return code_point == 0xA3 || code_point == 0xB1 || (code_point >= 0x2190 && code_point <= 0x22FF);
}

/* All beyond ASCII that is not an operator, a space, or general punctuation, «, » or the middle dot. */
static bool is_symbol(uint32_t code_point)
{
	return !((code_point >= 0x2000 && code_point <= 0x206F) || code_point == 0xAB || code_point == 0xBB ||
		 code_point == 0xB7 || is_operator(code_point) || unicode_is_space(code_point));
}

static bool is_word_character(uint32_t code_point, unsigned kinds)
{
	if (kinds & WORD_SYMBOL)
		return is_symbol(code_point);
	return ((kinds & WORD_UNICODE) && (unicode_is_letter(code_point) || unicode_is_mark(code_point))) ||
	       ((kinds & WORD_NUMERAL) && unicode_is_number(code_point));
}

/* The length of the character of a word at `at`; 0: none is there. */
static size_t character_length(struct text text, size_t at, unsigned kinds)
{
	size_t next = at;

	if (at >= text.length)
		return 0;
	if (is_word_byte(text.bytes[at], kinds))
		return 1;
	if ((unsigned char)text.bytes[at] < 0x80)
		return 0;
	return is_word_character(utf8_decode(text, &next), kinds) ? next - at : 0;
}

size_t apostrophe_length(struct text text, size_t at)
{
	struct text rest = text_slice(text, at, text.length);

	if (text_begins(rest, TEXT("'")))
		return 1;
	return text_begins(rest, TEXT("’")) || text_begins(rest, TEXT("‘")) ? strlen("’") : 0;
}

/* The length of a mark at `at` after which the word goes on; 0: it ends. */
static size_t inner_mark_length(struct text text, size_t at, unsigned kinds)
{
	size_t length = 0;

	if (kinds & WORD_POINT && (text.bytes[at] == '.' || text.bytes[at] == ','))
		return is_ascii_digit(text.bytes[at - 1]) && digits_end(text, at + 1) > at + 1;
	if (kinds & WORD_APOSTROPHE)
		length = apostrophe_length(text, at);
	return length && character_length(text, at + length, kinds) ? length : 0;
}

size_t word_end(struct text text, size_t at, unsigned kinds)
{
	size_t begin = at, length;

	for (;; at += length) {
		/* Most words are letters and end at a space. */
		while (at < text.length && is_ascii_letter(text.bytes[at]))
			at++;
		if (at >= text.length || text.bytes[at] == ' ')
			return at;
		length = character_length(text, at, kinds);
		if (!length && at > begin)
			length = inner_mark_length(text, at, kinds);
		if (!length)
			return at;
	}
}

size_t word_begin(struct text text, size_t at, unsigned kinds)
{
	while (at > 0 && is_word_byte(text.bytes[at - 1], kinds))
		at--;
	return at;
}

size_t sign_length(struct text text, size_t at)
{
	size_t next = at;

	if (at >= text.length)
		return 0;
	if ((unsigned char)text.bytes[at] < 0x80)
		return text_find_byte(TEXT("$%&+<=>"), text.bytes[at], 0) != TEXT_NOT_FOUND;
	return is_operator(utf8_decode(text, &next)) ? next - at : 0;
}

size_t spaces_end(struct text text, size_t at)
{
	for (size_t next = at; next < text.length; at = next)
		if (!unicode_is_space(utf8_decode(text, &next)))
			break;
	return at;
}

#define NAME (WORD_DIGIT | WORD_UNDERSCORE | WORD_UNICODE)

bool is_word_edge(struct text text, size_t at)
{
	size_t before = at;

	if (at == 0 || !character_length(text, at, NAME))
		return true;
	do
		before--;
	while (before > 0 && at - before < 4 && ((unsigned char)text.bytes[before] & 0xC0) == 0x80);
	return !character_length(text, before, NAME);
}

/* Words of prose */

#define WORD_PROSE (WORD_DIGIT | WORD_UNDERSCORE | WORD_UNICODE | WORD_NUMERAL | WORD_APOSTROPHE)

/* Letters of the Latin script stand below this. */
#define LATIN_END 0x250

enum character { CHARACTER_OTHER, CHARACTER_SMALL, CHARACTER_CAPITAL, CHARACTER_DIGIT, CHARACTER_FOREIGN };

/* "_" holds the parts of a name together as a digit does. Of other bytes than ASCII's nothing is known. */
static enum character ascii_character(char c)
{
	if ((unsigned char)(c - 'a') < 26)
		return CHARACTER_SMALL;
	if ((unsigned char)(c - 'A') < 26)
		return CHARACTER_CAPITAL;
	return (unsigned char)(c - '0') < 10 || c == '_' ? CHARACTER_DIGIT : CHARACTER_OTHER;
}

/* The kind of the character at `*at`, which moves past it. */
static enum character next_character(struct text text, size_t *at)
{
	char byte = text.bytes[*at];

	if ((unsigned char)byte < 0x80) {
		(*at)++;
		return ascii_character(byte);
	}
	uint32_t code_point = utf8_decode(text, at);
	if (unicode_is_letter(code_point)) {
		if (code_point >= LATIN_END)
			return CHARACTER_FOREIGN;
		return unicode_is_upper(code_point) ? CHARACTER_CAPITAL : CHARACTER_SMALL;
	}
	if (unicode_is_mark(code_point))
		return CHARACTER_SMALL;
	return unicode_is_number(code_point) ? CHARACTER_DIGIT : CHARACTER_OTHER;
}

static enum word_gap gap_between(struct text text, size_t begin, size_t end)
{
	bool is_space = true;

	if (begin == 0)
		return GAP_START;
	if (end == begin + 1 && text.bytes[begin] == ' ')
		return GAP_SPACE;
	struct text gap = text_slice(text, begin, end);
	if (text_is(gap, "-") || text_is(gap, "\xE2\x80\x90") || text_is(gap, "\xE2\x80\x91"))
		return GAP_HYPHEN;
	for (size_t at = 0; at < gap.length && is_space;) {
		is_space = gap.bytes[at] != '\n';
		is_space &= unicode_is_space(utf8_decode(gap, &at));
	}
	return is_space ? GAP_SPACE : GAP_OTHER;
}

/* What the word is made of. */
static void count_characters(struct scanned_word *word)
{
	for (size_t at = 0; at < word->text.length;) {
		size_t begin = at;
		while (at < word->text.length && (unsigned char)(word->text.bytes[at] - 'a') < 26)
			at++;
		word->small += (uint32_t)(at - begin);
		if (at == word->text.length)
			break;
		enum character kind = next_character(word->text, &at);
		word->small += kind == CHARACTER_SMALL;
		word->capitals += kind == CHARACTER_CAPITAL;
		word->has_digit |= kind == CHARACTER_DIGIT;
		word->has_foreign |= kind == CHARACTER_FOREIGN;
		word->has_apostrophe |= kind == CHARACTER_OTHER;
	}
}

bool word_scan(struct text text, struct scanned_word *word)
{
	size_t before = word->end, at = before, next = at;
	enum character kind = CHARACTER_OTHER;

	for (; at < text.length; at = next) {
		kind = next_character(text, &next);
		if (kind != CHARACTER_OTHER)
			break;
	}
	*word = (struct scanned_word){.begin = at, .end = at};
	if (at >= text.length)
		return false;
	word->gap = gap_between(text, before, at);
	word->begins_capital = kind == CHARACTER_CAPITAL;
	word->end = word_end(text, at, WORD_PROSE);
	word->text = text_slice(text, at, word->end);
	count_characters(word);
	return true;
}

void words_scan(struct text text, struct scanned_words *words)
{
	struct scanned_word word = {0};
	size_t most = text.length / 2 + 1; /* a word and what parts it from the next take two bytes or more */

	words->count = 0;
	if (words->capacity < most) {
		words->items = memory_resize_array(words->items, most, sizeof *words->items);
		words->capacity = most;
	}
	while (word_scan(text, &word))
		words->items[words->count++] = word;
}

/* "nhs.uk", "pathway.pdf", and not "met.The" or "e.g.": a point between two letters or digits on either side, of which
 * the next is not a capital. */
static bool has_inner_point(struct text chunk)
{
	for (size_t at = text_find_byte(chunk, '.', 0); at != TEXT_NOT_FOUND; at = text_find_byte(chunk, '.', at + 1)) {
		if (at < 2 || at + 2 >= chunk.length)
			continue;
		enum character after = ascii_character(chunk.bytes[at + 1]);
		if (ascii_character(chunk.bytes[at - 1]) && ascii_character(chunk.bytes[at - 2]) && after &&
		    after != CHARACTER_CAPITAL && ascii_character(chunk.bytes[at + 2]))
			return true;
	}
	return false;
}

static bool is_identifier(struct text chunk)
{
	size_t open = 0;

	while (open < chunk.length && is_ascii_punctuation(chunk.bytes[open]) && !strchr("/#@\\", chunk.bytes[open]))
		open++;
	chunk = text_slice(chunk, open, chunk.length);
	return text_find_byte(chunk, '@', 0) != TEXT_NOT_FOUND || text_find_byte(chunk, '\\', 0) != TEXT_NOT_FOUND ||
	       text_find(chunk, TEXT("://"), 0) != TEXT_NOT_FOUND || text_begins(chunk, TEXT("/")) ||
	       text_begins(chunk, TEXT("#")) || text_begins_ignoring_case(chunk, TEXT("www.")) ||
	       has_inner_point(chunk);
}

void word_chunk_find(struct word_chunk *chunk, struct text text, size_t at)
{
	if (at >= chunk->begin && at < chunk->end)
		return;
	chunk->begin = chunk->end = at;
	/* A no-break space neither ends an address nor stands in one: ASCII is enough. */
	while (chunk->begin > 0 && !is_ascii_space(text.bytes[chunk->begin - 1]))
		chunk->begin--;
	while (chunk->end < text.length && !is_ascii_space(text.bytes[chunk->end]))
		chunk->end++;
	chunk->is_identifier = is_identifier(text_slice(text, chunk->begin, chunk->end));
}

/* Addresses */

/* The first byte after an address: white space, angle brackets and double quotes of any kind end it. */
static size_t address_run(struct text text)
{
	size_t at = 0;

	while (at < text.length) {
		size_t next = at;
		uint32_t c = utf8_decode(text, &next);
		if (unicode_is_space(c) || c < 0x20 || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x201c ||
		    c == 0x201d)
			break;
		at = next;
	}
	return at;
}

/* Punctuation at the end belongs to the sentence, and so does a closing bracket that the address doesn't open. */
static size_t without_punctuation(struct text address)
{
	size_t end = address.length;
	long round = 0, square = 0;

	for (size_t i = 0; i < address.length; i++) {
		char c = address.bytes[i];
		round += (c == '(') - (c == ')');
		square += (c == '[') - (c == ']');
	}
	while (end > 0) {
		char c = address.bytes[end - 1];
		struct text before = text_slice(address, 0, end);
		if (text_ends(before, TEXT("\u2019"))) {
			end -= 3;
		} else if (c == ')' && round < 0) {
			round++;
			end--;
		} else if (c == ']' && square < 0) {
			square++;
			end--;
		} else if (text_find_byte(TEXT("?!.,:;*_~'|"), c, 0) != TEXT_NOT_FOUND) {
			end--;
		} else {
			break;
		}
	}
	return end;
}

/* A host has a dot, and letters, digits and "-" around it. */
static bool is_host(struct text host)
{
	size_t dots = 0;

	for (size_t i = 0; i < host.length; i++) {
		char c = host.bytes[i];
		if (c == '.') {
			if (i == 0 || i + 1 == host.length || host.bytes[i - 1] == '.')
				return false;
			dots++;
		} else if (!is_word_byte(c, WORD_DIGIT | WORD_UNDERSCORE | WORD_BEYOND_ASCII) && c != '-') {
			return false;
		}
	}
	return dots > 0;
}

struct text address_host(struct text rest)
{
	size_t end = 0;

	while (end < rest.length && text_find_byte(TEXT("/?#:"), rest.bytes[end], 0) == TEXT_NOT_FOUND)
		end++;
	return text_slice(rest, 0, end);
}

/* The length of what an address begins with; 0: none begins. */
static size_t address_beginning(struct text rest)
{
	static const struct text beginnings[] = {TEXT_INIT("https://"), TEXT_INIT("http://"), TEXT_INIT("www.")};

	/* Every word is asked. */
	if (!rest.length || (ascii_lower(rest.bytes[0]) != 'h' && ascii_lower(rest.bytes[0]) != 'w'))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(beginnings); i++)
		if (text_begins_ignoring_case(rest, beginnings[i]))
			return beginnings[i].length;
	return 0;
}

/* The run up to a space or bracket, without the punctuation at its end. */
static size_t shown_length(struct text rest)
{
	size_t length = 0;

	while (length < rest.length && (unsigned char)rest.bytes[length] > ' ' &&
	       text_find_byte(TEXT("<>)"), rest.bytes[length], 0) == TEXT_NOT_FOUND)
		length++;
	while (length && is_ascii_punctuation(rest.bytes[length - 1]) && rest.bytes[length - 1] != '/')
		length--;
	return length;
}

size_t address_length(struct text text, size_t at, unsigned flags)
{
	struct text rest = text_slice(text, at, text.length);
	size_t beginning = address_beginning(rest);

	if (!beginning)
		return 0;
	if (!(flags & ADDRESS_LINKED))
		return shown_length(rest);
	if (word_begin(text, at, WORD_DIGIT) < at)
		return 0;
	rest = text_slice(rest, 0, address_run(rest));
	size_t length = without_punctuation(rest);
	/* "www.nhs.uk" has a second dot. */
	if (length <= beginning || !is_host(address_host(text_slice(rest, beginning, length))))
		return 0;
	return length;
}

/* Sentences */

/* A single letter or digit, or "No": what a point after stands for the rest of a word. */
static bool is_initial(struct text text, size_t end)
{
	while (end > 0 && is_ascii_space(text.bytes[end - 1]))
		end--;
	struct text word = text_slice(text, word_begin(text, end, WORD_DIGIT | WORD_BEYOND_ASCII), end);
	return word.length <= 1 || text_is(word, "No");
}

bool is_sentence_end(struct text text, size_t at, unsigned flags)
{
	char c = text.bytes[at];
	size_t next = at + 1;

	if ((flags & SENTENCE_LINE) && c == '\n')
		return true;
	if ((c != '.' && c != '?' && c != '!') || (next < text.length && !is_ascii_space(text.bytes[next])))
		return false;
	if ((flags & SENTENCE_LATIN) && at >= 2 && text.bytes[at - 2] == '.')
		return false;
	if (!(flags & SENTENCE_CAPITAL))
		return !(flags & SENTENCE_INITIAL) || !is_initial(text, at);
	next = spaces_end(text, next);
	return (next == text.length || is_ascii_upper(text.bytes[next])) &&
	       (!(flags & SENTENCE_INITIAL) || !is_initial(text, at));
}

size_t sentence_end(struct text text, size_t at, size_t most, unsigned flags)
{
	size_t last = most < text.length - at ? at + most : text.length;

	for (; at < last; at++)
		if (is_sentence_end(text, at, flags))
			return text.bytes[at] == '\n' ? at : at + 1;
	return last;
}

size_t sentence_begin(struct text text, size_t at, size_t most, unsigned flags)
{
	size_t first = most < at ? at - most : 0;

	while (at > first && !is_sentence_end(text, at - 1, flags))
		at--;
	return at;
}

/* Numbers */

size_t digits_end(struct text text, size_t at)
{
	while (at < text.length && is_ascii_digit(text.bytes[at]))
		at++;
	return at;
}

/* The most digits, points and commas of a number that is read as a quantity. */
#define FIGURES_MOST 15

size_t number_end(struct text text, size_t at, unsigned flags)
{
	bool is_letter = (flags & NUMBER_OF_APPENDIX) && at < text.length && is_ascii_upper(text.bytes[at]);
	size_t end = is_letter ? at + 1 : digits_end(text, at), next;

	if (end == at)
		return at;
	while (flags & NUMBER_THOUSANDS && end - at < FIGURES_MOST && end < text.length && text.bytes[end] == ',' &&
	       digits_end(text, end + 1) == end + 4)
		end += 4;
	while (end < text.length && text.bytes[end] == '.' && (next = digits_end(text, end + 1)) > end + 1) {
		end = next;
		if (!(flags & NUMBER_OF_PART))
			break;
	}
	return end;
}

bool number_value(struct text figures, double *value)
{
	char copy[FIGURES_MOST + 1];
	size_t length = 0;

	if (!figures.length || figures.length > FIGURES_MOST ||
	    number_end(figures, 0, NUMBER_THOUSANDS) != figures.length)
		return false;
	for (size_t i = 0; i < figures.length; i++)
		if (figures.bytes[i] != ',')
			copy[length++] = figures.bytes[i];
	copy[length] = '\0';
	*value = strtod(copy, NULL);
	return true;
}

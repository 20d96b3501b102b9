#include "check/word_scan.h"

#include <string.h>

#include "base/unicode.h"

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

/* The length of an apostrophe at `at` that a letter follows, else 0. */
static size_t inner_apostrophe(struct text text, size_t at)
{
	char byte = text.bytes[at];

	if (byte != '\'' && (byte != '\xE2' || !text_begins(text_slice(text, at, text.length), TEXT("’"))))
		return 0;
	size_t length = byte == '\'' ? 1 : strlen("’"), next = at + length;
	if (next >= text.length)
		return 0;
	enum character after = next_character(text, &next);
	return after == CHARACTER_SMALL || after == CHARACTER_CAPITAL ? length : 0;
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

/* Takes the letters and digits from word->begin on into the word. */
static void take_word(struct text text, struct scanned_word *word)
{
	size_t at = word->begin, apostrophe;

	for (;;) {
		size_t begin = at;
		while (at < text.length && (unsigned char)(text.bytes[at] - 'a') < 26)
			at++;
		word->small += (uint32_t)(at - begin);
		if (at >= text.length || text.bytes[at] == ' ')
			break;
		size_t next = at;
		enum character kind = next_character(text, &next);
		if (kind != CHARACTER_OTHER) {
			word->small += kind == CHARACTER_SMALL;
			word->capitals += kind == CHARACTER_CAPITAL;
			word->has_digit |= kind == CHARACTER_DIGIT;
			word->has_foreign |= kind == CHARACTER_FOREIGN;
		} else if ((apostrophe = inner_apostrophe(text, at)) > 0) {
			word->has_apostrophe = true;
			next = at + apostrophe;
		} else {
			break;
		}
		at = next;
	}
	word->end = at;
	word->text = (struct text){text.bytes + word->begin, at - word->begin};
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
	take_word(text, word);
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
 * the next is no capital. */
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
	/* A no-break space is no end of an address, and never stands in one: ASCII is enough. */
	while (chunk->begin > 0 && !is_ascii_space(text.bytes[chunk->begin - 1]))
		chunk->begin--;
	while (chunk->end < text.length && !is_ascii_space(text.bytes[chunk->end]))
		chunk->end++;
	chunk->is_identifier = is_identifier(text_slice(text, chunk->begin, chunk->end));
}

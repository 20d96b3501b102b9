#include "tree/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/unicode.h"

/* The words of each class, in the order of their bytes. */
#define PHRASE(family, pattern, match, other)
#define WORD_CLASS(name, ...) static const char *const words_of_##name[] = {__VA_ARGS__};
#include "tree/phrases.def"
#undef WORD_CLASS

static const struct {
	struct text name;
	const char *const *words;
	size_t count;
} classes[CLASS_COUNT] = {
#define WORD_CLASS(name, ...) {TEXT_INIT(#name), words_of_##name, ARRAY_COUNT(words_of_##name)},
#include "tree/phrases.def"
#undef WORD_CLASS
};
#undef PHRASE

#define WORD_CLASS(name, ...)
const struct phrase_row phrase_rows[] = {
#define PHRASE(family, pattern, match, other) {PHRASE_##family, pattern, match, other},
#include "tree/phrases.def"
#undef PHRASE
};
#undef WORD_CLASS
const size_t phrase_row_count = ARRAY_COUNT(phrase_rows);

_Static_assert(CLASS_COUNT <= 64, "a word has one bit for each class");

const char *const *word_class_words(enum word_class class, size_t *count)
{
	*count = classes[class].count;
	return classes[class].words;
}

/* How two words are ordered: by their bytes. Every word is asked of every class, and mostly the first bytes differ. */
static int compare_words(struct text word, const char *other)
{
	unsigned char first = (unsigned char)word.bytes[0], second = (unsigned char)other[0];

	return first != second ? (first < second ? -1 : 1) : text_compare(word, text_of(other));
}

static bool class_has(enum word_class class, struct text word)
{
	size_t from = 0, to = classes[class].count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = compare_words(word, classes[class].words[middle]);
		if (order == 0)
			return true;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return false;
}

static uint64_t classes_of(struct text word)
{
	uint64_t found = 0;

	for (size_t class = 0; class < CLASS_COUNT; class ++)
		if (class_has((enum word_class) class, word))
			found |= (uint64_t)1 << class;
	return found;
}

/* What a character is to the cutter. */
enum letter { LETTER_WORD, LETTER_SPACE, LETTER_LINE, LETTER_HIDDEN, LETTER_DASH, LETTER_QUOTE, LETTER_OTHER };

static enum letter letter_of(uint32_t c)
{
	switch (c) {
	case '\n':
		return LETTER_LINE;
	case 0xA0:
	case 0x202F:
	case 0x2007:
	case 0x2009:
		return LETTER_SPACE;
	case 0xAD:
	case 0x200B:
	case 0x2060:
		return LETTER_HIDDEN;
	case 0x2013:
	case 0x2014:
	case 0x2026:
		return LETTER_DASH;
	case '"':
	case 0x201C:
	case 0x201D:
		return LETTER_QUOTE;
	default:
		if (c < 0x80)
			return is_ascii_letter((char)c) || is_ascii_digit((char)c) ? LETTER_WORD
			       : is_ascii_space((char)c)                           ? LETTER_SPACE
										   : LETTER_OTHER;
		return unicode_is_letter(c) || unicode_is_number(c) || unicode_is_mark(c) ? LETTER_WORD
		       : unicode_is_space(c)                                              ? LETTER_SPACE
											  : LETTER_OTHER;
	}
}

struct cutter {
	struct arena *arena;
	struct text text;
	struct word *items;
	size_t count, capacity;
	bool is_joined, is_quoted; /* a hyphen, a single quotation mark that is open, came before */
};

static void add_word(struct cutter *cutter, size_t begin, size_t end, struct text word, enum word_kind kind)
{
	cutter->items = memory_grow(cutter->items, cutter->count, &cutter->capacity, sizeof *cutter->items);
	cutter->items[cutter->count++] = (struct word){
		.begin = begin,
		.end = end,
		.text = word,
		.classes = kind == WORD_PLAIN ? classes_of(word) : 0,
		.kind = kind,
		.is_joined = cutter->is_joined,
	};
	cutter->is_joined = false;
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

static uint32_t letter_at(struct text text, size_t at)
{
	return at < text.length ? utf8_decode(text, &at) : 0;
}

/* Does the sign at `at` stand inside a word or number: the apostrophe of "isn't", the point of "2.5", the slash of
 * "6/12" and "and/or"? `after` is the byte after it. */
static bool is_inside(struct text text, size_t begin, size_t at, size_t after)
{
	uint32_t sign = letter_at(text, at), next = letter_at(text, after);
	bool is_number = is_ascii_digit(text.bytes[begin]);

	if (is_apostrophe(sign))
		return next && letter_of(next) == LETTER_WORD;
	if (next >= 0x80)
		return false;
	if (sign == '.' || sign == ',' || sign == '/')
		return (is_number && is_ascii_digit((char)next) && is_ascii_digit(text.bytes[at - 1])) ||
		       (sign == '/' &&
			text_begins_ignoring_case(text_slice(text, begin, text.length), TEXT("and/or")) &&
			at - begin == 3);
	return false;
}

/* "isn't" is "is not", "won't" "will not". The two words stand at the same place. */
static bool add_negated(struct cutter *cutter, size_t begin, size_t end, struct text word)
{
	static const struct {
		const char *contracted, *verb;
	} odd[] = {{"can't", "can"}, {"won't", "will"}, {"shan't", "shall"}, {"cannot", "can"}};
	struct text verb = {0};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (text_is(word, odd[i].contracted))
			verb = text_of(odd[i].verb);
	if (!verb.bytes && text_ends(word, TEXT("n't")) && word.length > 3)
		verb = text_slice(word, 0, word.length - 3);
	if (!verb.bytes)
		return false;
	add_word(cutter, begin, end, verb, WORD_PLAIN);
	add_word(cutter, begin, end, TEXT("not"), WORD_PLAIN);
	return true;
}

static size_t cut_word(struct cutter *cutter, size_t begin)
{
	struct buffer folded = {0};
	struct text text = cutter->text;
	size_t at = begin;
	bool is_number = true;

	while (at < text.length) {
		size_t next = at;
		uint32_t c = utf8_decode(text, &next);
		enum letter letter = letter_of(c);
		if (letter == LETTER_WORD) {
			is_number &= c < 0x80 && is_ascii_digit((char)c);
			buffer_append(&folded, text_slice(text, at, next));
		} else if (letter != LETTER_HIDDEN && !is_inside(text, begin, at, next)) {
			break;
		} else if (letter != LETTER_HIDDEN) {
			buffer_append(&folded, is_apostrophe(c) ? TEXT("'") : text_slice(text, at, next));
		}
		at = next;
	}
	struct text word = arena_copy(cutter->arena, (struct text){folded.bytes, folded.length});
	for (size_t i = 0; i < word.length; i++)
		((char *)word.bytes)[i] = ascii_lower(word.bytes[i]);
	buffer_release(&folded);
	if (is_number || !add_negated(cutter, begin, at, word))
		add_word(cutter, begin, at, word, is_number ? WORD_NUMBER : WORD_PLAIN);
	return at;
}

static bool is_abbreviation(const struct cutter *cutter)
{
	static const char known[] = "e g i eg ie approx no dr mr mrs ms vs cf st p pp fig para";

	return cutter->count && text_is_one_of(cutter->items[cutter->count - 1].text, known);
}

/* Does a point at `at` end a sentence? What follows begins with a capital, a digit or a mark, or is nothing. */
static bool ends_sentence(const struct cutter *cutter, size_t after)
{
	struct text text = cutter->text;
	size_t at = after;

	while (at < text.length && letter_of(letter_at(text, at)) == LETTER_SPACE)
		(void)utf8_decode(text, &at);
	if (at == text.length)
		return true;
	if (is_abbreviation(cutter) || at == after)
		return false;
	uint32_t next = letter_at(text, at);
	return !unicode_is_letter(next) || unicode_is_upper(next);
}

static enum word_kind kind_of_sign(const struct cutter *cutter, uint32_t c, size_t begin, size_t after)
{
	bool space_before = begin == 0 || is_ascii_space(cutter->text.bytes[begin - 1]);
	bool space_after = after == cutter->text.length || is_ascii_space(cutter->text.bytes[after]);

	switch (c) {
	case '!':
	case '?':
		return WORD_STOP;
	case '.':
		return ends_sentence(cutter, after) ? WORD_STOP : WORD_SIGN;
	case ',':
		return WORD_COMMA;
	case ';':
		return WORD_SEMICOLON;
	case ':':
		return WORD_COLON;
	case '(':
	case '[':
		return WORD_OPEN;
	case ')':
	case ']':
		return WORD_CLOSE;
	case '-':
		return space_before && space_after ? WORD_DASH : WORD_SIGN;
	case '\'':
	case 0x2018:
	case 0x2019:
		return WORD_QUOTE;
	default:
		return letter_of(c) == LETTER_DASH ? WORD_DASH : letter_of(c) == LETTER_QUOTE ? WORD_QUOTE : WORD_SIGN;
	}
}

/* A hyphen inside a compound is no word: "long-term". */
static bool is_hyphen(struct text text, size_t at)
{
	return text.bytes[at] == '-' && at > 0 && at + 1 < text.length && !is_ascii_space(text.bytes[at - 1]) &&
	       (is_ascii_letter(text.bytes[at + 1]) || is_ascii_digit(text.bytes[at + 1]));
}

/* A single mark that stands for an apostrophe: after a letter, where none is open: "three months' work". */
static bool is_possessive(struct cutter *cutter, uint32_t c, size_t at)
{
	bool is_after_word = at > 0 && cutter->count && cutter->items[cutter->count - 1].end == at;

	if (c != '\'' && c != 0x2018 && c != 0x2019)
		return false;
	if (is_after_word && !cutter->is_quoted)
		return true;
	cutter->is_quoted = !is_after_word;
	return false;
}

struct words words_cut(struct arena *arena, struct text text)
{
	struct cutter cutter = {.arena = arena, .text = text};

	for (size_t at = 0; at < text.length;) {
		size_t after = at;
		uint32_t c = utf8_decode(text, &after);
		enum letter letter = letter_of(c);
		if (letter == LETTER_WORD) {
			at = cut_word(&cutter, at);
			continue;
		}
		if (is_hyphen(text, at))
			cutter.is_joined = true;
		else if (is_possessive(&cutter, c, at))
			(void)c; /* no word */
		else if (letter == LETTER_LINE && cutter.count && cutter.items[cutter.count - 1].kind != WORD_STOP)
			add_word(&cutter, at, after, TEXT("."), WORD_STOP);
		else if (letter == LETTER_OTHER || letter == LETTER_DASH || letter == LETTER_QUOTE)
			add_word(&cutter, at, after, text_slice(text, at, after), kind_of_sign(&cutter, c, at, after));
		at = after;
	}
	struct words words = {arena_copy_array(arena, cutter.items, cutter.count, sizeof *cutter.items), cutter.count};
	free(cutter.items);
	return words;
}

bool word_is(const struct words *words, size_t at, const char *word)
{
	return at < words->count && *words->items[at].text.bytes == *word && text_is(words->items[at].text, word);
}

size_t word_find(const struct words *words, size_t from, size_t to, enum word_class class)
{
	while (from < to && !word_in(words, from, class))
		from++;
	return from < to ? from : to;
}

size_t word_find_kind(const struct words *words, size_t from, size_t to, enum word_kind kind)
{
	while (from < to && words->items[from].kind != kind)
		from++;
	return from < to ? from : to;
}

size_t words_sentence_end(const struct words *words, size_t at)
{
	size_t stop = word_find_kind(words, at, words->count, WORD_STOP);

	while (stop < words->count && words->items[stop].kind == WORD_STOP)
		stop++;
	return stop;
}

/* Is the word one of those with "|" between them? Asked more often than anything else here. */
static bool is_choice(struct text word, struct text choices)
{
	const char *end = choices.bytes + choices.length;

	for (const char *choice = choices.bytes, *after; choice < end; choice = after + 1) {
		after = choice;
		while (after < end && *after != '|')
			after++;
		if ((size_t)(after - choice) == word.length && *choice == *word.bytes &&
		    memcmp(choice, word.bytes, word.length) == 0)
			return true;
	}
	return false;
}

static bool element_matches(const struct words *words, size_t at, struct text element)
{
	const struct word *word = at < words->count ? &words->items[at] : NULL;

	if (!word)
		return false;
	if (text_is(element, "#"))
		return word->kind == WORD_NUMBER || word_in(words, at, CLASS_NUMBER);
	if (is_ascii_upper(element.bytes[0])) {
		for (size_t class = 0; class < CLASS_COUNT; class ++)
			if (text_equal(element, classes[class].name))
				return word_in(words, at, (enum word_class) class);
		return false;
	}
	return is_choice(word->text, element);
}

/* How many words a pattern without a gap matches. An element with "?" after it is taken where it is there. */
static size_t run_length(const struct words *words, size_t at, struct text pattern)
{
	struct text element;
	size_t next = at;

	while (text_split(&pattern, ' ', &element)) {
		bool is_optional = text_ends(element, TEXT("?"));
		if (is_optional)
			element.length--;
		if (element_matches(words, next, element))
			next++;
		else if (!is_optional)
			return 0;
	}
	return next - at;
}

#define GAP_MOST 6 /* words that ".." stands for */

/* Does the first word speak against the pattern? Nearly always it does, and nothing more is looked at. */
static bool begins_otherwise(const struct words *words, size_t at, const char *pattern)
{
	size_t length = strcspn(pattern, " ");
	struct text element = {pattern, length};

	return !text_ends(element, TEXT("?")) && !element_matches(words, at, element);
}

size_t pattern_length(const struct words *words, size_t at, const char *pattern)
{
	struct text whole;

	if (at >= words->count || begins_otherwise(words, at, pattern))
		return 0;
	whole = text_of(pattern);
	size_t gap = text_find(whole, TEXT(" .. "), 0);
	if (gap == TEXT_NOT_FOUND)
		return run_length(words, at, whole);
	size_t first = run_length(words, at, text_slice(whole, 0, gap));
	for (size_t skipped = 0; first && skipped <= GAP_MOST && at + first + skipped < words->count; skipped++) {
		if (skipped && words->items[at + first + skipped - 1].kind >= WORD_STOP)
			return 0;
		size_t rest = run_length(words, at + first + skipped, text_slice(whole, gap + 4, whole.length));
		if (rest)
			return first + skipped + rest;
	}
	return 0;
}

/* The first row of a family: the rows are in the order of the families. */
static size_t family_begin(enum phrase_family family)
{
	size_t from = 0, to = ARRAY_COUNT(phrase_rows);

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (phrase_rows[middle].family < family)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t phrase_length(const struct words *words, size_t at, enum phrase_family family)
{
	size_t longest = 0;

	for (size_t i = family_begin(family); i < ARRAY_COUNT(phrase_rows) && phrase_rows[i].family == family; i++) {
		size_t length = pattern_length(words, at, phrase_rows[i].pattern);
		longest = length > longest ? length : longest;
	}
	return longest;
}

size_t phrase_find(const struct words *words, size_t from, size_t to, enum phrase_family family, size_t *after)
{
	for (size_t at = from; at < to; at++) {
		size_t length = phrase_length(words, at, family);
		if (!length)
			continue;
		if (after)
			*after = at + length;
		return at;
	}
	return to;
}

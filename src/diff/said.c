/* What words say, in one form. */
#include "diff/said.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "diff/word_runs.h"
#include "tree/english.h"

#define PHRASE_WORDS   4
#define PHRASE_LONGEST 32 /* bytes, "_" between its words */

/* Words and signs that say something, without the marks between them. */
struct part {
	struct text text;
	bool has_comma, ends, is_negative;
};
struct parts {
	struct part *items;
	size_t count, capacity;
};
struct reader {
	struct speech *speech;
	struct parts parts;
	struct text text;
};

/* Parts */

static bool is_sign(struct text token)
{
	return text_find_byte(TEXT("<>=%+&"), token.bytes[0], 0) != TEXT_NOT_FOUND;
}

static bool is_dash(struct text token)
{
	return text_is(token, "-") || text_is(token, "−") || text_is(token, "–");
}

/* A dash that stands by itself before a number: "a T-score of -2.5", and not "18-40". */
static bool is_minus(struct text text, size_t begin, size_t end)
{
	bool is_free = begin == 0 || is_ascii_space(text.bytes[begin - 1]) || text.bytes[begin - 1] == '(' ||
		       text_ends(text_slice(text, 0, begin), TEXT("\u00a0"));

	return is_dash(text_slice(text, begin, end)) && is_free && end < text.length && is_ascii_digit(text.bytes[end]);
}

static bool is_between_digits(struct text text, size_t begin, size_t end)
{
	return begin > 0 && end < text.length && is_ascii_digit(text.bytes[begin - 1]) &&
	       is_ascii_digit(text.bytes[end]);
}

static bool is_unit(struct text word)
{
	return english_time_unit(word) || english_is(word, ENGLISH_UNITS);
}

/* "3cm" is two parts. */
static size_t digits_before_unit(struct text token)
{
	size_t length = 0;

	while (length < token.length && (is_ascii_digit(token.bytes[length]) || token.bytes[length] == '.'))
		length++;
	return length && length < token.length && is_unit(text_slice(token, length, token.length)) ? length : 0;
}

static void add_part(struct parts *parts, struct text text, bool is_negative)
{
	*ARRAY_ADD(parts) = (struct part){.text = text, .is_negative = is_negative};
}

static void note_mark(struct parts *parts, struct text token)
{
	struct part *last = parts->count ? &parts->items[parts->count - 1] : NULL;

	if (last && token.bytes[0] == ',')
		last->has_comma = true;
	if (last && text_find_byte(TEXT(".;:!?"), token.bytes[0], 0) != TEXT_NOT_FOUND)
		last->ends = true;
}

static void read_parts(struct parts *parts, struct text text)
{
	struct compared_words tokens = {0};
	bool is_negative = false;

	tokens_append(&tokens, text);
	for (size_t i = 0; i < tokens.count; i++) {
		size_t begin = tokens.items[i].begin, end = tokens.items[i].end;
		struct text token = text_slice(text, begin, end);
		size_t digits = digits_before_unit(token);
		if (token.bytes[0] == ASIDE_BEGIN)
			continue;
		if (is_minus(text, begin, end)) {
			is_negative = true;
			continue;
		}
		if (is_dash(token) && is_between_digits(text, begin, end)) {
			add_part(parts, TEXT("to"), false); /* "18–40" */
		} else if (digits) {
			add_part(parts, text_slice(token, 0, digits), is_negative);
			add_part(parts, text_slice(token, digits, token.length), false);
		} else if (!is_dash(token) && (!is_ascii_punctuation(token.bytes[0]) || is_sign(token))) {
			add_part(parts, token, is_negative);
		} else if (text_is(token, "/") && is_between_digits(text, begin, end)) {
			add_part(parts, token, false); /* "6/12" */
		} else {
			note_mark(parts, token);
		}
		is_negative = false;
	}
	ARRAY_RELEASE(&tokens);
}

/* Phrases */

/* The words from `at` on, `count` of them, as the lists have them, in `room`; empty where they are too long for any. */
static struct text phrase_at(const struct reader *reader, size_t at, size_t count, char room[PHRASE_LONGEST])
{
	size_t length = 0;

	if (at + count > reader->parts.count)
		return TEXT("");
	for (size_t i = at; i < at + count; i++) {
		struct text word = reader->parts.items[i].text;
		if (length + word.length + 1 > PHRASE_LONGEST)
			return TEXT("");
		if (i > at)
			room[length++] = '_';
		for (size_t j = 0; j < word.length; j++) {
			bool is_apostrophe = text_begins(text_slice(word, j, word.length), TEXT("’"));
			room[length++] = is_apostrophe ? '\'' : ascii_lower(word.bytes[j]);
			j += is_apostrophe ? strlen("’") - 1 : 0;
		}
	}
	return (struct text){room, length};
}

static bool is_listed(const struct reader *reader, size_t at, size_t count, enum english_list list)
{
	char room[PHRASE_LONGEST];

	return english_is(phrase_at(reader, at, count, room), list);
}

/* How many parts from `at` on are these words, one space between each; 0: they are others. */
static size_t match_words(const struct reader *reader, size_t at, struct text words)
{
	struct text rest = words, word;
	size_t count = 0;

	while (text_split(&rest, ' ', &word)) {
		if (at + count >= reader->parts.count ||
		    !text_equal_ignoring_case(reader->parts.items[at + count].text, word))
			return 0;
		count++;
	}
	return count;
}

static size_t match_comparison(const struct reader *reader, size_t at, enum comparison_place place,
			       enum comparison *comparison)
{
	size_t count;
	const struct comparison_words *rows = english_comparisons(place, &count);

	for (size_t i = 0; i < count; i++) {
		size_t matched = match_words(reader, at, rows[i].words);
		if (matched) {
			*comparison = rows[i].comparison;
			return matched;
		}
	}
	return 0;
}

/* Saying */

#define HASH_BEGIN 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ ((const uint8_t *)bytes)[i]) * HASH_PRIME;
	return hash;
}

/* Small letters; "²" as 2; straight apostrophes. */
static uint64_t hash_word(struct text word)
{
	static const struct {
		const char *form;
		char plain;
	} forms[] = {{"²", '2'}, {"³", '3'}, {"’", '\''}, {"‘", '\''}, {"−", '-'}};
	uint64_t hash = HASH_BEGIN;

	for (size_t i = 0; i < word.length; i++) {
		char plain = ascii_lower(word.bytes[i]);
		for (size_t k = 0; (word.bytes[i] & 0x80) && k < ARRAY_COUNT(forms); k++) {
			if (!text_begins(text_slice(word, i, word.length), text_of(forms[k].form)))
				continue;
			plain = forms[k].plain;
			i += strlen(forms[k].form) - 1;
			break;
		}
		hash = hash_bytes(hash, &plain, 1);
	}
	return hash;
}

/* Of the parts `begin` to `end`. */
static struct said_word *say(struct reader *reader, size_t begin, size_t end, uint64_t hash, unsigned bit)
{
	struct said_word *said = ARRAY_ADD(reader->speech);
	const struct part *first = &reader->parts.items[begin], *last = &reader->parts.items[end - 1];

	*said = (struct said_word){.text = first->text, .hash = hash, .bit = bit, .weight = ALWAYS};
	if (last->text.bytes >= first->text.bytes) /* not the "to" of a range, which is no part of the text */
		said->text.length = (size_t)(last->text.bytes + last->text.length - first->text.bytes);
	for (size_t i = begin; i < end; i++) {
		said->has_comma = said->has_comma || reader->parts.items[i].has_comma;
		said->ends = said->ends || reader->parts.items[i].ends;
	}
	return said;
}

/* Numbers */

/* "10,000", "1.0", "7"; false for "1,5", "T52.1", "16s". */
static bool read_digits(struct text text, double *value)
{
	char room[32];
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++) {
		if (length + 1 == sizeof room ||
		    !(is_ascii_digit(text.bytes[i]) || text.bytes[i] == '.' || text.bytes[i] == ','))
			return false;
		if (text.bytes[i] == ',') {
			bool is_group =
				i + 4 == text.length || (i + 4 < text.length && !is_ascii_digit(text.bytes[i + 4]));
			if (!is_group)
				return false;
			continue;
		}
		room[length++] = text.bytes[i];
	}
	room[length] = '\0';
	char *end;
	*value = strtod(room, &end);
	return length > 0 && *end == '\0';
}

/* A number in digits or words, and how many parts that is: "6", "six", "twenty-one"; 0: none. */
static size_t read_number(const struct reader *reader, size_t at, double *value)
{
	const struct parts *parts = &reader->parts;
	double ones;

	if (at >= parts->count)
		return 0;
	if (read_digits(parts->items[at].text, value)) {
		*value = parts->items[at].is_negative ? -*value : *value;
		return 1;
	}
	if (!english_number(parts->items[at].text, NUMBER_CARDINAL, value))
		return 0;
	if (*value >= 20 && at + 1 < parts->count &&
	    english_number(parts->items[at + 1].text, NUMBER_CARDINAL, &ones) && ones >= 1 && ones < 10) {
		*value += ones;
		return 2;
	}
	return 1;
}

/* 1900 to 2099, and nothing else in the word. */
static bool is_year(struct text word)
{
	return word.length == 4 && (text_begins(word, TEXT("19")) || text_begins(word, TEXT("20"))) &&
	       is_ascii_digit(word.bytes[2]) && is_ascii_digit(word.bytes[3]);
}

/* Times that are exactly so many of another unit: in months, days or minutes. */
static double in_least_unit(double value, const char **unit)
{
	static const struct {
		const char *unit, *least;
		double factor;
	} rows[] = {{"a", "mo", 12}, {"wk", "d", 7}, {"h", "min", 60}};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		if (strcmp(*unit, rows[i].unit) != 0)
			continue;
		*unit = rows[i].least;
		return value * rows[i].factor;
	}
	return value;
}

struct amount {
	size_t begin, number, end; /* parts: of its comparison, of the number, after all of it */
	double value;
	enum comparison comparison;
	size_t compared_begin, compared_end; /* the words of the comparison; equal: none */
	size_t unit_begin, unit_end;         /* those of the unit; equal: none */
	const char *time;                    /* UCUM; NULL: no time */
	bool is_age, is_percent;
};

static void read_unit(const struct reader *reader, struct amount *amount)
{
	size_t at = amount->end, words = match_words(reader, at, TEXT("per cent"));
	struct text word = at < reader->parts.count ? reader->parts.items[at].text : TEXT("");

	if (!words)
		words = text_is(word, "%") || text_equal_ignoring_case(word, TEXT("percent"));
	amount->is_percent = words > 0;
	amount->time = english_time_unit(word);
	if (!words && word.length)
		words = is_unit(word);
	amount->unit_begin = at;
	amount->unit_end = amount->end = at + words;
	if (!amount->time)
		return;
	words = match_words(reader, amount->end, TEXT("of age"));
	words = words ? words : match_words(reader, amount->end, TEXT("old"));
	amount->is_age = words > 0;
	amount->end += words;
}

/* Is an age named just before? "aged 18", "over the age of 65" */
static bool follows_age(const struct reader *reader, size_t at)
{
	for (size_t i = at > 3 ? at - 3 : 0; i < at; i++)
		if (is_listed(reader, i, 1, ENGLISH_AGES))
			return true;
	return false;
}

#define FILLERS_MOST 3 /* "over the age of 65" */

static bool read_amount(const struct reader *reader, size_t at, struct amount *amount)
{
	size_t words, filled = 0;

	*amount = (struct amount){.begin = at};
	words = match_comparison(reader, at, BEFORE_QUANTITY, &amount->comparison);
	amount->compared_begin = at;
	amount->compared_end = amount->number = at + words;
	while (words && filled < FILLERS_MOST && is_listed(reader, amount->number, 1, ENGLISH_FILLERS)) {
		amount->number++;
		filled++;
	}
	words = read_number(reader, amount->number, &amount->value);
	if (!words)
		return false;
	amount->end = amount->number + words;
	read_unit(reader, amount);
	if (amount->compared_begin == amount->compared_end) {
		words = match_comparison(reader, amount->end, AFTER_QUANTITY, &amount->comparison);
		amount->compared_begin = amount->end;
		amount->compared_end = amount->end += words;
		if (words && amount->unit_begin == amount->unit_end)
			read_unit(reader, amount);
	}
	amount->is_age = amount->is_age || follows_age(reader, amount->number);
	return true;
}

/* A number that is no measure: a year, "Appendix 1", the "one" that is a word for anything. */
static bool is_mere_name(const struct reader *reader, const struct amount *amount)
{
	struct text word = reader->parts.items[amount->number].text;
	bool is_bare = amount->compared_begin == amount->compared_end && amount->unit_begin == amount->unit_end;

	if (!is_bare)
		return false;
	if (amount->number > 0 && is_listed(reader, amount->number - 1, 1, ENGLISH_PARTS))
		return true;
	return is_year(word) ||
	       (text_equal_ignoring_case(word, TEXT("one")) &&
		!(amount->end < reader->parts.count && english_counted_thing(reader->parts.items[amount->end].text)));
}

/* "a BMI of at least 40" and "a BMI ≥ 40" say the same. */
static void drop_of(struct speech *speech)
{
	if (speech->count && text_equal_ignoring_case(speech->items[speech->count - 1].text, TEXT("of")))
		speech->count--;
}

static void say_unit(struct reader *reader, const struct amount *amount)
{
	if (amount->unit_begin == amount->unit_end || amount->time)
		return;
	uint64_t hash =
		amount->is_percent ? hash_word(TEXT("%")) : hash_word(reader->parts.items[amount->unit_begin].text);
	say(reader, amount->unit_begin, amount->unit_end, hash, amount->is_percent ? LOGIC_NUMBER : LOGIC_UNIT)
		->is_measure = true;
}

static size_t say_amount(struct reader *reader, const struct amount *amount)
{
	const char *unit = amount->time ? amount->time : amount->is_age ? "a" : "";
	double value = in_least_unit(amount->value, &unit);
	bool is_compared = amount->compared_begin < amount->compared_end;
	bool is_before = is_compared && amount->compared_begin == amount->begin;
	unsigned bit = is_mere_name(reader, amount) ? 0
		       : amount->is_age             ? LOGIC_AGE
		       : amount->time               ? LOGIC_DURATION
						    : LOGIC_NUMBER;

	if (is_compared && is_before)
		drop_of(reader->speech);
	for (size_t i = amount->compared_end; is_before && i < amount->number; i++)
		say(reader, i, i + 1, hash_word(reader->parts.items[i].text), 0);
	if (is_compared)
		say(reader, amount->compared_begin, amount->compared_end,
		    HASH_PRIME * (2 + (uint64_t)amount->comparison), LOGIC_COMPARISON);
	uint64_t hash = hash_bytes(hash_bytes(HASH_BEGIN, &value, sizeof value), unit, strlen(unit));
	struct said_word *said = say(reader, amount->number, amount->number + 1, hash, bit);
	said->is_measure = bit != 0;
	said->ends = said->ends || reader->parts.items[amount->end - 1].ends;
	said->has_comma = said->has_comma || reader->parts.items[amount->end - 1].has_comma;
	say_unit(reader, amount);
	return amount->end;
}

/* Words */

static const struct {
	unsigned bit;
	enum said_weight weight;
	enum english_list list;
} word_lists[] = {
	{0, ALWAYS, ENGLISH_NAMES}, /* first: "positive airway pressure" is no result of a test */
	{LOGIC_COMBINATION, ALWAYS, ENGLISH_LEAD_PHRASES},
	{LOGIC_COMBINATION, AT_AN_EDGE, ENGLISH_JOINERS},
	{LOGIC_COMBINATION, IN_FEW_WORDS, ENGLISH_QUANTIFIERS},
	{LOGIC_NEGATION, ALWAYS, ENGLISH_NEGATIONS},
	{LOGIC_CONDITION, ALWAYS, ENGLISH_RESTRICTIONS},
	{LOGIC_CONDITION, ALWAYS, ENGLISH_CONDITIONS},
	{LOGIC_OBLIGATION, ALWAYS, ENGLISH_OBLIGATIONS},
	{LOGIC_COMPARISON, ALWAYS, ENGLISH_COMPARATIVES},
	{LOGIC_COMPARISON, NEAR_A_MEASURE, ENGLISH_PREPOSITIONS},
	{LOGIC_NUMBER, ALWAYS, ENGLISH_AMOUNTS},
	{LOGIC_PATIENTS, OF_CARE, ENGLISH_PATIENTS},
	{LOGIC_CASE, OF_CARE, ENGLISH_CASES},
	{LOGIC_URGENCY, OF_CARE, ENGLISH_URGENCY},
	{LOGIC_REFERRER, ON_BOTH_SIDES, ENGLISH_CLINICIANS},
};

/* "May 2023", "12 May" */
static bool is_month(const struct reader *reader, size_t at)
{
	const struct parts *parts = &reader->parts;
	double day;

	return text_is(parts->items[at].text, "May") &&
	       ((at + 1 < parts->count && is_year(parts->items[at + 1].text)) ||
		(at > 0 && read_digits(parts->items[at - 1].text, &day)));
}

static bool has_digit(struct text word)
{
	for (size_t i = 0; i < word.length; i++)
		if (is_ascii_digit(word.bytes[i]))
			return true;
	return false;
}

/* "where", "when" and "if" say the same, and so do the short and the long name of who refers. */
static uint64_t hash_of_phrase(const struct reader *reader, size_t at, size_t count)
{
	uint64_t hash = HASH_BEGIN;

	if (is_listed(reader, at, count, ENGLISH_WHEN))
		return 1;
	if (is_listed(reader, at, count, ENGLISH_GENERAL_PRACTITIONERS))
		return 2;
	for (size_t i = at; i < at + count; i++)
		hash = hash * HASH_PRIME + hash_word(reader->parts.items[i].text);
	return count == 1 ? hash_word(reader->parts.items[at].text) : hash;
}

static size_t say_listed(struct reader *reader, size_t at)
{
	char room[PHRASE_LONGEST];

	for (size_t count = PHRASE_WORDS; count > 0; count--) {
		struct text phrase = phrase_at(reader, at, count, room);
		for (size_t k = 0; phrase.length && k < ARRAY_COUNT(word_lists); k++) {
			if (!english_is(phrase, word_lists[k].list))
				continue;
			say(reader, at, at + count, hash_of_phrase(reader, at, count), word_lists[k].bit)->weight =
				word_lists[k].weight;
			return at + count;
		}
	}
	return at;
}

static size_t say_word(struct reader *reader, size_t at)
{
	struct text word = reader->parts.items[at].text;
	size_t end = is_month(reader, at) ? at : say_listed(reader, at);
	struct said_word *said;

	if (end > at)
		return end;
	bool is_of_time = english_time_unit(word) != NULL, is_of_number = has_digit(word) && !is_year(word);
	is_of_number = is_of_number && !(at > 0 && is_listed(reader, at - 1, 1, ENGLISH_PARTS));
	/* A unit without a number: "per day", "Wait (weeks)". */
	said = say(reader, at, at + 1, hash_word(word), is_of_time ? LOGIC_UNIT : is_of_number ? LOGIC_NUMBER : 0);
	said->weight = is_of_time ? ON_BOTH_SIDES : ALWAYS;
	said->is_measure = is_of_time || is_of_number || is_listed(reader, at, 1, ENGLISH_MEASURES);
	return at + 1;
}

void said_read(struct speech *speech, struct text words)
{
	struct reader reader = {.speech = speech, .text = words};
	struct amount amount;

	read_parts(&reader.parts, words);
	for (size_t at = 0; at < reader.parts.count;)
		at = read_amount(&reader, at, &amount) ? say_amount(&reader, &amount) : say_word(&reader, at);
	ARRAY_RELEASE(&reader.parts);
}

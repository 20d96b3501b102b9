#include "tree/english.h"

#include <string.h>

#include "base/bug.h"
#include "base/memory.h"

struct number_word {
	struct text word;
	double value;
};
static const struct number_word cardinals[] = {
#define NUMBER_WORD(word, value) {TEXT_INIT(word), value},
#include "tree/english.def"
};
static const struct number_word ordinals[] = {
#define ORDINAL_WORD(word, value) {TEXT_INIT(word), value},
#include "tree/english.def"
};

static const struct comparison_words before[] = {
#define COMPARES_BEFORE(words, comparison) {TEXT_INIT(words), comparison},
#include "tree/english.def"
};
static const struct comparison_words after[] = {
#define COMPARES_AFTER(words, comparison) {TEXT_INIT(words), comparison},
#include "tree/english.def"
};
static const struct comparison_words before_age[] = {
#define COMPARES_AGE(words, comparison) {TEXT_INIT(words), comparison},
#include "tree/english.def"
};

struct unit_word {
	struct text word;
	const char *code;
};
static const struct unit_word time_units[] = {
#define TIME_UNIT(word, code) {TEXT_INIT(word), code},
#include "tree/english.def"
};
static const struct unit_word counted_things[] = {
#define COUNTED_THING(word, code) {TEXT_INIT(word), code},
#include "tree/english.def"
};

static const char *const lists[ENGLISH_LIST_COUNT] = {
#define WORD_LIST(list, words) [ENGLISH_##list] = words,
#include "tree/english.def"
};

static bool find_number(struct text word, const struct number_word *rows, size_t count, double *value)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal_ignoring_case(word, rows[i].word)) {
			*value = rows[i].value;
			return true;
		}
	}
	return false;
}

bool english_number(struct text word, unsigned kinds, double *value)
{
	/* Every word is asked: those with another first letter, or another length, are sent away first. */
	char first = word.length >= 3 && word.length <= 10 ? ascii_lower(word.bytes[0]) : '\0';

	if (!first || !strchr("efnostz", first))
		return false;
	return ((kinds & NUMBER_CARDINAL) && find_number(word, cardinals, ARRAY_COUNT(cardinals), value)) ||
	       ((kinds & NUMBER_ORDINAL) && find_number(word, ordinals, ARRAY_COUNT(ordinals), value));
}

const char *english_number_word(uint32_t number)
{
	if (number > 20)
		BUG("%u is over twenty", (unsigned)number);
	return cardinals[number].word.bytes;
}

const struct comparison_words *english_comparisons(enum comparison_place place, size_t *count)
{
	static const struct {
		const struct comparison_words *rows;
		size_t count;
	} places[] = {
		[BEFORE_QUANTITY] = {before, ARRAY_COUNT(before)},
		[AFTER_QUANTITY] = {after, ARRAY_COUNT(after)},
		[BEFORE_AGE] = {before_age, ARRAY_COUNT(before_age)},
	};

	*count = places[place].count;
	return places[place].rows;
}

static const char *code_of(struct text word, const struct unit_word *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_ignoring_case(word, rows[i].word))
			return rows[i].code;
	return NULL;
}

const char *english_time_unit(struct text word)
{
	/* The first letters of all of them: every word is asked. */
	return word.length && strchr("ymwdh", ascii_lower(word.bytes[0]))
		       ? code_of(word, time_units, ARRAY_COUNT(time_units))
		       : NULL;
}

const char *english_counted_thing(struct text word)
{
	return code_of(word, counted_things, ARRAY_COUNT(counted_things));
}

bool english_is(struct text word, enum english_list list)
{
	return text_is_one_of(word, lists[list]);
}

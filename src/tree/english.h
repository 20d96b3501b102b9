/* The closed lists of English, from english.def: number words, comparisons, units, negations, joiners. Case makes no
 * difference to any function here. */
#ifndef POLICYC_TREE_ENGLISH_H
#define POLICYC_TREE_ENGLISH_H

#include "tree/node.h"

/* The value of a number word, "six" but not "6". Ordinals ("eighteenth") only where they are asked for: of a count they
 * say something else. False for all other words. */
enum { NUMBER_CARDINAL = 1 << 0, NUMBER_ORDINAL = 1 << 1 };
bool english_number(struct text word, unsigned kinds, double *value);

/* The word of a whole number from zero to twenty. */
const char *english_number_word(uint32_t number);

/* Words that compare what is before or after them. */
enum comparison_place { BEFORE_QUANTITY, AFTER_QUANTITY, BEFORE_AGE };
struct comparison_words {
	struct text words; /* one space between; ends in NUL */
	enum comparison comparison;
};
/* In the order in which they are to be tried. */
const struct comparison_words *english_comparisons(enum comparison_place place, size_t *count);

/* The UCUM code of a unit of time, or of what is counted; NULL where the word is none. */
const char *english_time_unit(struct text word);
const char *english_counted_thing(struct text word);

/* Lists of words that say a thing by themselves. */
enum english_list {
#define WORD_LIST(list, words) ENGLISH_##list,
#include "tree/english.def"
	ENGLISH_LIST_COUNT
};
/* Is the word, or the phrase with "_" between its words, in the list? */
bool english_is(struct text word, enum english_list list);

#endif

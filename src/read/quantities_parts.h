/* What the files that read quantities share, and no other file needs. */
#ifndef POLICYC_READ_QUANTITIES_PARTS_H
#define POLICYC_READ_QUANTITIES_PARTS_H

#include "read/quantities.h"

/* A leaf block's words cut into tokens: runs of letters, numbers, and single signs. Numbers that are written as words
 * ("six", "twenty-one") are numbers too. */
enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	size_t begin, end; /* in the flat text */
	struct text text;
	double number;
};

struct scan {
	struct arena *arena;
	const struct flat_text *flat;
	struct token *tokens;
	size_t count, capacity;
	struct quantity *first, **next; /* what was read, and where the next goes */
	/* The quantity read last, and the token after its words: what "over 18 and under 40" goes on from. */
	const struct quantity *last;
	size_t last_end;
};

/* Is there a number in some words, in digits or letters, or a unit of time? Where not, they hold no quantity. */
bool may_hold_quantity(struct text text);
/* Cuts scan->flat into scan->tokens, which the caller frees. */
void scan_cut(struct scan *scan);

/* Tokens are asked for by their index; one that isn't there is none of these. Case makes no difference. */
bool token_is(const struct scan *scan, size_t index, const char *word);
/* One of the words of a list that has one space between them. */
bool token_is_one_of(const struct scan *scan, size_t index, const char *words);
bool token_is_number(const struct scan *scan, size_t index);
/* The number of tokens of `words` (tokens with one space between) that stand at `index`, or that end before it; 0 when
 * they don't. */
size_t match_at(const struct scan *scan, size_t index, const char *words);
size_t match_before(const struct scan *scan, size_t index, const char *words);
/* The token after a number that is said twice: "twelve (12)"; else the one after `index`. */
size_t after_number(const struct scan *scan, size_t index);

/* The UCUM code of the unit of time at `index`; NULL where it is none. */
const char *time_unit(const struct scan *scan, size_t index);
/* The code of what is counted at `index`, or NULL. */
const char *counted_unit(const struct scan *scan, size_t index);

/* A quantity being put together: tokens from begin up to, not including, end are its words. */
struct draft {
	size_t begin, end;
	enum comparison comparison;
	bool is_compared;
};
/* Takes the words that compare, before what is there or after it, into the draft. Nothing where there are none. */
void compare_before(const struct scan *scan, struct draft *draft);
void compare_after(const struct scan *scan, struct draft *draft);
/* "over the age of 65", "until age 19", "has reached the age of 16": what stands before the word "age" compares. */
void compare_before_age(const struct scan *scan, struct draft *draft);
/* "a minimum BMI of 30", "the upper age limit is 40". */
void compare_by_limit(const struct scan *scan, struct draft *draft);
/* How a birthday is compared: "before their 35th birthday". */
void compare_before_birthday(const struct scan *scan, struct draft *draft);

/* What the words just before a number say that it measures. `goes_on`: "BMI over 18 and under 30" is of one subject. */
enum subject { SUBJECT_NONE, SUBJECT_AGE, SUBJECT_BMI, SUBJECT_SCORE, SUBJECT_PRESSURE, SUBJECT_ACUITY };
enum subject subject_before(const struct scan *scan, size_t index, bool goes_on);
/* Does a word for a patient stand just before `index`: "patients over 65", "women who are under 40"? */
bool person_before(const struct scan *scan, size_t index);
/* One that tells of an age by itself: "children under 3". */
bool person_of_age_before(const struct scan *scan, size_t index);
/* Does nothing stand at `index` that the number before it could be a number of: the end, a mark, "and"? */
bool ends_before(const struct scan *scan, size_t index);

#endif

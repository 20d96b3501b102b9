/* What the files that read quantities share, and no other file needs. */
#ifndef POLICYC_READ_QUANTITIES_PARTS_H
#define POLICYC_READ_QUANTITIES_PARTS_H

#include "read/quantities.h"

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* A leaf block's words cut into tokens: runs of letters, numbers, and single signs. Numbers that are written as words
 * ("six", "twenty-one") are numbers too; letters and digits that are one name ("HbA1c", "PHQ-9", "NG59") are a word. */
enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	size_t begin, end; /* in the flat text */
	struct text text;
	double number;
};

/* The tokens of a name of what is measured; none where begin is end. */
struct name {
	size_t begin, end;
};

/* A quantity that was read, with the tokens of its words. */
struct found {
	struct quantity *quantity;
	size_t begin, end;
	struct name name;
};

struct scan {
	struct arena *arena;
	const struct flat_text *flat;
	struct token *tokens;
	size_t count, capacity;
	struct found *found; /* in their order */
	size_t found_count, found_capacity;
};

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
/* The words from one token up to, not including, another. */
struct text token_words(const struct scan *scan, size_t begin, size_t end);

/* The UCUM code of the unit of time at `index`; NULL where it is none. */
const char *time_unit(const struct scan *scan, size_t index);
/* The code of what is counted at `index`, or NULL. */
const char *counted_unit(const struct scan *scan, size_t index);
/* The unit of measure at `index` and its tokens, or NULL. */
struct measure_unit {
	const char *words;
	enum quantity_kind kind;
	const char *code;
};
const struct measure_unit *measure_unit_at(const struct scan *scan, size_t index, size_t *count);

/* A quantity being put together: tokens from begin up to, not including, end are its words. */
struct draft {
	size_t begin, end;
	enum comparison comparison;
	bool is_compared;
	bool is_open;     /* an upper bound of which the words don't say whether it counts */
	bool is_of_sight; /* compared by "worse" or "better" */
};
/* Takes the words that compare, before what is there or after it, into the draft. Nothing where there are none. */
void compare_before(const struct scan *scan, struct draft *draft);
void compare_after(const struct scan *scan, struct draft *draft);
/* "over the age of 65", "until age 19", "has reached the age of 16": what stands before the word "age" compares. */
void compare_before_age(const struct scan *scan, struct draft *draft);
/* The same before the number itself: "not yet reached 40". */
void compare_by_reaching(const struct scan *scan, struct draft *draft);
/* "a minimum BMI of 30", "the upper age limit is 40". */
void compare_by_limit(const struct scan *scan, struct draft *draft);
/* How a birthday is compared: "before their 35th birthday". */
void compare_before_birthday(const struct scan *scan, struct draft *draft);
/* The tokens of "their", "the patient's" before `index`. */
size_t owner_before(const struct scan *scan, size_t index);

/* What the words just before a number say that it measures. `goes_on`: "BMI over 18 and under 30" is of one subject. */
enum subject {
	SUBJECT_NONE,
	SUBJECT_AGE,
	SUBJECT_BMI,
	SUBJECT_SCORE,
	SUBJECT_LABORATORY,
	SUBJECT_PRESSURE,
	SUBJECT_ACUITY
};
enum subject subject_before(const struct scan *scan, size_t index, bool goes_on, struct name *name);
/* The subject whose name ends with the token at `index`, by its name alone. */
enum subject named_subject(const struct scan *scan, size_t index, struct name *name);
/* Does a word for a patient stand just before `index`: "patients over 65", "women who are under 40"? */
bool person_before(const struct scan *scan, size_t index);
/* One that says by itself that a number is an age: "children under 3", "the patient is under 40". */
bool person_of_age_before(const struct scan *scan, size_t index);
/* Is a number without a unit of the same measure as the quantity before it: "BMI between 35 and 40 with sleep apnoea,
 * or over 40", "18 or over, or 16 or over with consent"? */
bool carries_on(const struct scan *scan, const struct draft *draft, double number);
/* Does nothing stand at `index` that the number before it could be a number of: the end, a mark, "and"? */
bool ends_before(const struct scan *scan, size_t index);
/* Within so many tokens before `index`, does one of these words stand in the same sentence? */
bool word_before(const struct scan *scan, size_t index, const char *words, size_t most);

/* The words before the first number of a range: "between 16 and 40", "from 16 to 40". The number of them. */
size_t range_words_before(const struct scan *scan, size_t index);
/* The second number of "16 to 40", "16–40", "between 16 and 40", where the first ends before `after`; 0: none. */
size_t range_end(const struct scan *scan, size_t after, bool has_words_before);
/* A draft becomes a quantity. */
struct quantity *add_quantity(struct scan *scan, enum quantity_kind kind, const struct draft *draft, double value,
			      const char *unit);
/* Its second number, where it is a range; one with a comparison too ("at least 6-8 weeks") is unstated. */
void set_upper(struct quantity *quantity, const struct draft *draft, double upper);
/* "per year", "each month", "daily" at `index` → "a", "mo", "d" and the tokens; NULL: none. */
const char *per_at(const struct scan *scan, size_t index, size_t *count);

/* Takes the words of a rate after the quantity that was added last: "per year", "daily". The token after it. */
size_t take_per(struct scan *scan);

/* A reader looks at the number at an index. Where it reads a quantity it gives the token after its words, else 0. */
typedef size_t reader(struct scan *scan, size_t index);
/* Ages, durations, intervals: quantities_time.c. */
reader read_birthday, read_time, read_one_of_unit;

/* What the words around all quantities of a leaf say of them: negated, for whom, role. quantities_context.c. */
void read_context(struct scan *scan);

#endif

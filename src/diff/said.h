/* What words say, in one form: a passage as a row of words in which the same quantity is the same, however it is
 * written. "three or more", "at least 3" and "≥ 3" are one row, and so are "24 months" and "2 years", "7 days" and
 * "1 week", "20 per cent" and "20%", "10,000" and "10000", "1.0" and "1", "kg/m²" and "kg/m2", "-2.5" and "−2.5". Never
 * "4 weeks" and "1 month", which are not equal, nor units that need a table. Inside src/diff alone. */
#ifndef POLICYC_DIFF_SAID_H
#define POLICYC_DIFF_SAID_H

#include "base/text.h"
#include "diff/diff.h"

/* When a word counts that stands on one side of a change alone. On both sides, all count: then they are compared. */
enum said_weight {
	ALWAYS,
	AT_AN_EDGE,     /* it ties what changed to what stayed: not the "and" of a whole phrase that came or went */
	IN_FEW_WORDS,   /* so that it changes what stayed: "any" alone, and not that of a whole sentence */
	NEAR_A_MEASURE, /* "over 18", and not "over time" */
	OF_CARE,        /* in criteria and codes; elsewhere in a change of a few words */
	ON_BOTH_SIDES,  /* never alone: a unit of time, who refers */
};

struct said_word {
	struct text text; /* as written */
	uint64_t hash;    /* of what is the same the same */
	unsigned bit;     /* of enum logic that it speaks of; 0: of none */
	enum said_weight weight;
	uint32_t change; /* 0, or the number of the run of changes that it is part of; said_read leaves it 0 */
	bool has_comma;  /* a comma follows */
	bool ends;       /* a mark follows that ends a sentence or a part of one */
	bool is_measure; /* a number, a unit, an age */
};
/* A heap array, released with ARRAY_RELEASE. */
struct speech {
	struct said_word *items;
	size_t count, capacity;
};

/* Appends what the words say; asides (word_runs.h) and marks that say nothing are left out. */
void said_read(struct speech *speech, struct text words);

#endif

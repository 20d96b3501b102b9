/* What the files that read lead-ins share. */
#ifndef POLICYC_TREE_LEAD_IN_PARTS_H
#define POLICYC_TREE_LEAD_IN_PARTS_H

#include "tree/lead_in.h"
#include "tree/phrases.h"

/* Longer sentences are not read: nobody can, and the work grows with the square of their length. */
#define SENTENCE_MOST 300 /* words */

/* The last sentence of a lead-in, the marks at its end left out. */
struct sentence {
	const struct words *words;
	size_t from, to;
};

/* A phrase that says how a list combines. */
struct quantifier {
	size_t first, after; /* words */
	size_t list_end;     /* the word after the last that names the list: "any of the following symptoms" */
	enum criteria_operator combination;
	uint32_t number, announced;
	bool names_following; /* "of the following" */
	bool is_set;
};

/* The quantifier at a word that speaks of what follows; false: there is none. */
bool quantifier_at(const struct sentence *sentence, size_t at, struct quantifier *found);
/* "The following criteria are met": all, without a word that says so. */
bool quantifier_of_set(const struct sentence *sentence, struct quantifier *found);
/* The number that a word says, in digits or letters; false: none. */
bool word_number(const struct words *words, size_t at, uint32_t *number);

/* The condition beside the list that the quantifier leads to. */
void lead_in_own(struct lead_in *lead_in, const struct sentence *sentence, const struct quantifier *quantifier,
		 bool is_nested);

#endif

/* What the words that lead to a list or a table say of it: how its criteria combine, and whether they make a condition
 * at all. Closed lists of words; what they don't know is not read.
 *
 *   all        all of, all the following, all (these, the) criteria, both of, each of, every one of, all three of
 *   any        any of, one or more of, at least one of, either of, one of, any or all of
 *   none       none of, neither of; any of, after "not", "no" or "without" and a verb of the patient ("do not have")
 *   at least   at least two of, 2 or more of, any two of, a minimum of two of, two of
 *
 * Such words count only where they speak of what follows: "any of the following", "two or more of these criteria",
 * "both of:", but not "for any of the procedures in this policy". Where several stand there that say different things,
 * those with "following" count; where these differ too the words are unclear. So are words that leave open what a "not"
 * means, and those that make exceptions from the criterion that they stand in ("under 30, unless any of the
 * following"). */
#ifndef POLICYC_TREE_LEAD_IN_H
#define POLICYC_TREE_LEAD_IN_H

#include "tree/flat_text.h"

struct lead_in {
	/* CRITERIA_NONE_READ: they don't say; CRITERIA_UNCLEAR: they say two things, or it is open what a "not" or an
	 * "unless" means. */
	enum criteria_operator combination;
	uint32_t count;    /* of CRITERIA_AT_LEAST; of CRITERIA_ALL how many there are ("both", 2), or 0 */
	size_t begin, end; /* the words that say so, in the text */
	/* CRITERIA_UNCLEAR: those that say otherwise, the "not", the "unless"; empty: none. */
	size_t other_begin, other_end;
	bool is_open;      /* they end in a colon or a dash, or in no mark: what follows belongs to them */
	bool is_condition; /* is_open, and they speak of what must hold or must not */
	bool goes_on;      /* they begin with "and", "or", "plus": they go on from what stands before */
};

/* Does the profile say what meeting the list means for a patient (SPEC section 2, Criteria), by the section alone, or
 * by the words? */
enum stated_effect { EFFECT_NOT_STATED, EFFECT_OF_SECTION, EFFECT_OF_WORDS };

/* `is_nested`: the words are a criterion themselves. */
struct lead_in lead_in_read(struct text words, enum stated_effect effect, bool is_nested);

/* The paragraph that leads to a list or table: the one above it, notes between them left aside. NULL: there is none. */
struct node *lead_in_of(const struct node *block);
/* The list or table that a paragraph leads to, or NULL. */
struct node *lead_in_block(const struct node *paragraph);

#endif

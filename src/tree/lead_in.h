/* What the words that lead to a list or a table say of it: how its criteria combine, whether they make a condition at
 * all, and what condition of their own stands beside it. Closed lists of phrases (tree/phrases.def); what they don't
 * know is not read.
 *
 *   all        all of, each of, both of; the following criteria are met
 *   any        any of, either of, one or more of, one of
 *   none       none of, neither of, without any of, do not have any of
 *   at least   at least two of, more than one of, any two of
 *   at most    no more than two of, fewer than two of, not both of
 *   exactly    exactly two of
 *
 * Such words count only in the last sentence, and where they speak of what follows: "any of the following", "two or
 * more of these criteria", "both of:", but not "for any of the procedures in this policy". Where several stand there
 * that say different things, those with "following" count; where these differ too the words are unclear. So are words
 * that leave the number open ("some of", "two of", "all but one of"), that leave open what a "not" means, that speak of
 * some of the items only ("where appropriate", "the third criterion"), and those that make exceptions from the
 * criterion that they stand in ("under 30, unless any of the following"). */
#ifndef POLICYC_TREE_LEAD_IN_H
#define POLICYC_TREE_LEAD_IN_H

#include "tree/flat_text.h"

struct lead_in {
	/* CRITERIA_NONE_READ: they don't say; CRITERIA_UNCLEAR: they say two things, or it is open what they mean. */
	enum criteria_operator combination;
	uint32_t number;    /* of CRITERIA_AT_LEAST, _AT_MOST, _EXACTLY; 0 of "not all of": one fewer than there are */
	uint32_t announced; /* how many there are by these words ("both", "the following 3"); 0: they don't say */
	bool is_set;        /* all, since the criteria are met as a whole: "who meet the following criteria" */
	size_t begin, end;  /* the words that say so, in the text */
	/* CRITERIA_UNCLEAR: those that say otherwise, the "not", the "unless"; empty: none. */
	size_t other_begin, other_end;
	bool is_negated;   /* CRITERIA_UNCLEAR: it is open what the "not" at other_begin means */
	bool is_open;      /* they end in a colon or a dash, or in no mark: what follows belongs to them */
	bool is_condition; /* is_open, and they speak of what must hold or must not */
	bool is_example;   /* what follows is "for example", "such as" */
	bool is_of_things; /* they name what the list is of, which is no criterion: documents, procedures, examples */
	bool leads_to_things; /* they end in the treatment or in "for", so that what follows may be things or patients
			       */
	bool is_exceptions;   /* "Exceptions:" */
	bool goes_on;         /* they begin with "and", "or", "plus": they go on from what stands before */
	/* OWN_CONDITION: a condition in these words, beside the list. */
	enum own_words own;
	enum own_join join;
	size_t own_begin, own_end; /* the words that show it */
};

/* Does the profile say what meeting the list means for a patient (SPEC section 2, Criteria), by the section alone, or
 * by the words? */
enum stated_effect { EFFECT_NOT_STATED, EFFECT_OF_SECTION, EFFECT_OF_WORDS };

/* `is_nested`: the words are a criterion themselves. The arena is for what is only looked at. */
struct lead_in lead_in_read(struct arena *scratch, struct text words, enum stated_effect effect, bool is_nested);

/* What a paragraph after a list says of it. */
struct after_list {
	enum after_list_kind {
		AFTER_NOTHING,  /* that can be read */
		AFTER_COMBINES, /* "all of the above must be met": `combination` */
		AFTER_ADDS,     /* "In addition, …": a condition that goes with the list by `and` */
		AFTER_GOES_ON,  /* "OR – children who …": a route or a condition that the list doesn't have */
	} kind;
	enum criteria_operator combination;
	uint32_t number;
	size_t begin, end; /* the words that show it */
};
struct after_list after_list_read(struct arena *scratch, struct text words);

/* The paragraph that leads to a list or table: the one above it, notes between them left aside. NULL: there is none. */
struct node *lead_in_of(const struct node *block);
/* The list or table that a paragraph leads to, or NULL. */
struct node *lead_in_block(const struct node *paragraph);

#endif

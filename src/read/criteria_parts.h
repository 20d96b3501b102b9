/* What the files that read criteria share, and no other file needs. */
#ifndef POLICYC_READ_CRITERIA_PARTS_H
#define POLICYC_READ_CRITERIA_PARTS_H

#include "read/criteria.h"
#include "tree/joiner.h"
#include "tree/lead_in.h"

/* What the joiners between, before and after the criteria of a block say. */
struct joined {
	enum criteria_operator combination; /* CRITERIA_UNCLEAR: two things, or AND alone over runs of OR */
	enum criteria_basis basis;
	struct place place, other; /* where it is said, and where otherwise; source NULL: nowhere */
	struct place or_place;     /* of is_and_over_or: the first "or" in a run */
	struct place dangling;     /* a joiner after the last criterion */
	bool is_partial;           /* it joins some of them, and others not */
	bool has_runs;             /* lines of OR over runs that "and" joins: `combination` is of the runs */
	bool is_and_over_or;
};
struct joined criteria_joined(struct arena *scratch, const struct node *block);

/* Each run of criteria between two joiners that stand alone in a line becomes a list of its own below one item. */
void criteria_make_runs(struct arena *arena, struct node *list);

/* What is known of a group before it is decided how its criteria combine. */
struct group_words {
	struct lead_in lead_in; /* all zeros: there is none */
	struct flat_text flat;  /* its words */
	struct after_list after;
	struct place after_place; /* of the words that show it */
	bool has_lead_in;
};

/* Where a group stands. */
struct group_place {
	enum stated_effect effect; /* of its lead-in */
	bool is_nested;            /* below a criterion */
};
struct group_words group_words_of(struct arena *scratch, const struct node *block, const struct group_place *where);

/* Decides how the items of a list or the rows of a table combine, by its mark (which group->basis and combination hold
 * already), its lead-in, its joiners, its endings: criteria.h tells in which order. Makes runs into
 * lists, in the arena. */
void criteria_combine(struct arena *arena, struct arena *scratch, struct node *block, const struct group_words *words);

#endif

/* When policies are to be reviewed. A policy under review, or overdue, still applies: this says only who has work to
 * do. */
#ifndef POLICYC_TREE_REVIEW_H
#define POLICYC_TREE_REVIEW_H

#include "tree/suite.h"

/* How soon a review counts as due soon. */
#define REVIEW_SOON_MONTHS 6

enum review_state {
	REVIEW_NONE,     /* the version is not in force: nothing is due */
	REVIEW_OVERDUE,  /* the last day that the date can mean is past */
	REVIEW_DUE_SOON, /* its first day comes within REVIEW_SOON_MONTHS */
	REVIEW_LATER,
	REVIEW_UNDATED, /* no date is given */
	REVIEW_STATE_COUNT
};
const char *review_state_name(enum review_state state); /* "overdue", "due_soon" */

/* The date by which the policy is to be reviewed: the one that an extension gives, else its review date; none where it
 * has none. */
struct date review_due(const struct policy *policy);
enum review_state review_state_of(const struct policy *policy, struct date today);
/* Does the date come within so long a time from today, or is it past? */
bool review_is_within(struct date due, struct date today, struct duration within);

struct review {
	const struct policy *policy;
	enum review_state state; /* never REVIEW_NONE */
	struct date due;
};
bool review_is_to_come(const struct review *review);
struct reviews {
	struct review *items; /* by date, then by ref; those without a date last */
	size_t count;
	size_t of_state[REVIEW_STATE_COUNT]; /* how many of each */
};
/* The policies in force. Lives in the arena. */
struct reviews reviews_collect(struct arena *arena, const struct suite *suite);

/* The quarter of a date: a number that is one more for the next quarter. */
int32_t quarter_of(struct date date);
/* "January to March 2027" */
struct text quarter_words(struct arena *arena, int32_t quarter);

#endif

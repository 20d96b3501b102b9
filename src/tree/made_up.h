/* Made-up cases of a group of criteria: which of them hold, and whether the group is met then. They show a person who
 * agrees to a reading what an operator means. */
#ifndef POLICYC_TREE_MADE_UP_H
#define POLICYC_TREE_MADE_UP_H

#include "tree/node.h"

/* Is a group with this operator (and number, where it counts) met, where `holding` of its `count` criteria hold? Of an
 * operator that is known alone. */
bool criteria_are_met(enum criteria_operator combination, uint32_t number, size_t holding, size_t count);

struct made_up_case {
	bool is_there;  /* false: no case comes out so, or the operator isn't known */
	size_t holding; /* how many of the criteria hold in it: any of them, since an operator only counts */
};
struct made_up_cases {
	struct made_up_case met, unmet;
};
/* The two that are nearest to the boundary of the operator, so that they show where it lies. */
struct made_up_cases made_up_cases_of(enum criteria_operator combination, uint32_t number, size_t count);

#endif

/* How much of a policy is read: so that a team sees what is left to settle. */
#ifndef POLICYC_TREE_COVERAGE_H
#define POLICYC_TREE_COVERAGE_H

#include "tree/policy.h"

/* Of the sections where criteria are read (policy statement, exclusions, core criteria). */
struct coverage {
	size_t funding_clauses; /* clauses with a word of funding, availability or eligibility */
	size_t with_effect;     /* those of them of which it is read what they do */
	size_t lists;           /* lists and tables that stand in no other, but those marked {list} */
	size_t criteria;        /* those of them that are criteria whose operator is read */
	size_t open;            /* parts that are open or not read, as the reading sheet counts them */
	size_t silent;          /* those of them from whose words nothing is read */
};

struct coverage coverage_of(const struct policy *policy);
/* Adds what is counted in one to the other. */
void coverage_add(struct coverage *sum, const struct coverage *coverage);

#endif

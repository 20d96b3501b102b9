/* Which lists are groups of criteria, how they combine, and the quantities in them: SPEC section 2, Criteria. */
#ifndef POLICYC_READ_CRITERIA_H
#define POLICYC_READ_CRITERIA_H

#include "tree/policy.h"

/* Reads policy-statement, exclusions and core-criteria sections of policy->body after structure_build. Takes the marks
 * {all} {any} {none} {at-least n} {list} out of the lead-ins' words. Sets the lists' operator, basis, at_least,
 * mark_place; items' is_criterion and quantities; effects of sections, clauses, lists and items from the profile. */
void criteria_read(struct policy *policy, const struct profile *profile);

#endif

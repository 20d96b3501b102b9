/* Which lists and tables are groups of criteria, how they combine, and the quantities in them: SPEC section 2,
 * Criteria.
 *
 * How a group combines is said by, the first that says anything:
 *
 *   1. a mark at the end of its lead-in: {all} {any} {none} {at-least 2}; {list} says that it is no group at all
 *   2. the words of its lead-in (tree/lead_in.h)
 *   3. joiners: AND or OR in a line of their own between its items
 *   4. endings: "; and" or "; or" at the end of each item but the last, or of the last but one where the others end in
 *      ";". A comma or nothing may stand in the place of the ";" before "and" and "or", "and/or" is "or"
 *
 * What contradicts is reported, never guessed (`mixed-and-or`): joiners and endings among each other, whatever else is
 * said; a lead-in and joiners or endings, unless a mark settles it; a mark and joiners or endings that all say
 * otherwise, unless the lead-in says what the mark says. "None of" goes with both, "at least two of" with OR and with
 * endings. All but the last leave the group CRITERIA_UNCLEAR; under a mark that is contradicted the group is what the
 * mark says.
 *
 * What says nothing, or too little, is CRITERIA_UNCLEAR too, and reported as `ambiguous-criteria`: a lead-in whose
 * words differ ("any of the following or all of the following"), endings of some items only, a list under a lead-in
 * that makes a condition, and a list that goes on from a group before it. Each is settled by a mark.
 *
 * Of a table the rows under its header are the criteria; it is a group by mark or lead-in only. */
#ifndef POLICYC_READ_CRITERIA_H
#define POLICYC_READ_CRITERIA_H

#include "tree/policy.h"

/* Reads policy-statement, exclusions and core-criteria sections of policy->body after structure_build. Takes the marks
 * out of the lead-ins' words, in all sections. Sets the groups of lists and tables, which items and rows are criteria,
 * quantities, and by read/effects.h what sections, clauses, groups and criteria do; the profile may be NULL. */
void criteria_read(struct policy *policy, const struct profile *profile);

#endif

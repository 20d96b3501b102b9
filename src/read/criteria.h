/* Which lists and tables are groups of criteria, how they combine, and the quantities in them: SPEC section 2,
 * Criteria.
 *
 * How a group combines is said by, the first that says anything:
 *
 *   1. a mark at the end of its lead-in (read/marks.h); {list} says that it is no group at all
 *   2. the words of its lead-in (tree/lead_in.h); where a short label stands between, of the words above that
 *   3. the paragraph after it: "All of the above must be met."
 *   4. AND or OR in a line of their own between its items (tree/joiner.h)
 *   5. joiners at the end of each item but the last, or of the last but one where the others end in ";" or ",", or at
 *      the head of each item but the first
 *
 * A line of OR binds looser than "and" at ends and heads: each run between two lines becomes a list of its own below an
 * item without words. AND alone over runs of "or" is open.
 *
 * What contradicts is reported, never guessed (`mixed-and-or`): joiners among each other, whatever else is said; a
 * lead-in and joiners, unless a mark settles it; a mark and joiners that say otherwise, unless the lead-in says what
 * the mark says. "None of" goes with both, "at least two of" with OR and with endings. All but the last leave the group
 * CRITERIA_UNCLEAR; under a mark that is contradicted the group is what the mark says.
 *
 * What says nothing, too little or what can't be so is CRITERIA_UNCLEAR too: enum criteria_doubt has each reason, and
 * src/check/criteria_group.c what is said of it. A condition of its own beside a list is kept as `own` and `join`.
 *
 * Of a table the rows under its header are the criteria; it is a group by mark or lead-in only. */
#ifndef POLICYC_READ_CRITERIA_H
#define POLICYC_READ_CRITERIA_H

#include "tree/policy.h"

/* Reads policy-statement, exclusions and core-criteria sections of policy->body after structure_build. Sets the groups
 * of lists and tables, which items and rows are criteria, quantities, and the effects of sections, clauses, groups and
 * criteria by the profile, which may be NULL. */
void criteria_read(struct policy *policy, const struct profile *profile);

#endif

/* What the rules on criteria share. */
#ifndef POLICYC_CHECK_CRITERIA_PARTS_H
#define POLICYC_CHECK_CRITERIA_PARTS_H

#include "check/rules.h"

/* Where a mark would stand: the end of the words that lead to a list or table, or its first words where there are none.
 */
struct place criteria_lead_in_place(struct check_context *context, const struct node *block);
/* The first words of a list or table. */
struct place criteria_first_place(const struct node *block);
/* The words of a place on one line, for a message: they may stand on two in the source. */
struct text criteria_words_at(struct check_context *context, struct place place);

/* Is it in a section whose lists are read as criteria (SPEC section 2, Criteria)? */
bool criteria_stand_in(const struct node *node);

#endif

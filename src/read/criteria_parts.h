/* What the files that read criteria share, and no other file needs. */
#ifndef POLICYC_READ_CRITERIA_PARTS_H
#define POLICYC_READ_CRITERIA_PARTS_H

#include "read/criteria.h"
#include "tree/lead_in.h"

/* Decides how the items of a list or the rows of a table combine, by its mark (which group->basis and combination hold
 * already), its lead-in, its joiners, its endings: criteria.h tells in which order. `lead_in` is all zeros where there
 * is none; its words are those of `flat`. */
void criteria_combine(struct arena *scratch, struct node *block, const struct lead_in *lead_in,
		      const struct flat_text *flat);

#endif

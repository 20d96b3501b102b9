/* Ages, durations and other quantities in the words of a criterion. Closed lists: what is not in them is not read. */
#ifndef POLICYC_READ_QUANTITIES_H
#define POLICYC_READ_QUANTITIES_H

#include "tree/node.h"
#include "tree/words.h"

/* The quantities in a leaf block's words, in their order, or NULL. Units are UCUM (years "a", months "mo", weeks "wk", days
 * "d", hours "h", minutes "min"; body mass index "kg/m2"; blood pressure "mm[Hg]"; scores "{score}"; acuity "{Snellen}";
 * counts "{episode}" and the like). A comparison that no word states is COMPARISON_EQUAL. */
struct quantity *quantities_read(struct arena *arena, const struct flat_text *flat);

#endif

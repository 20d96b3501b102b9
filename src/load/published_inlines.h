/* The inlines of a leaf block, read back from the HTML that policy.json has of it. */
#ifndef POLICYC_LOAD_PUBLISHED_INLINES_H
#define POLICYC_LOAD_PUBLISHED_INLINES_H

#include "tree/node.h"

/* Gives a leaf block the inlines of `html`, which is of the kind that write/html_inline.h makes; where its words aren't
 * `words`, a single text of these: the words count. A citation has the id of its
 * reference as its own. Both must live as long as the arena, as must the place's source. */
void published_inlines_read(struct arena *arena, struct node *leaf, struct text html, struct text words);

#endif

/* The shapes of diff.json: its writer and its JSON Schema go over these rows. */
#ifndef POLICYC_WRITE_DIFF_SHAPES_H
#define POLICYC_WRITE_DIFF_SHAPES_H

#include "base/version.h"
#include "tree/published.h"
#include "write/diff.h"

/* The members of the document, in this order: of nothing, of a struct diff_pair, of its struct difference. */
extern const struct shape diff_head_shape, diff_pair_shape, difference_shape;
/* All that these hold, in the order in which the schema has them, ended by NULL. */
extern const struct shape *const diff_shapes[];

#endif

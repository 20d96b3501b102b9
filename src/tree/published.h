/* The shapes of published data: what policy.json, policy.xml, codes.csv and their schemas have of a policy beside the
 * rows of policy_fields. */
#ifndef POLICYC_TREE_PUBLISHED_H
#define POLICYC_TREE_PUBLISHED_H

#include "tree/shape.h"

extern const struct shape code_set_shape; /* struct code_set */
extern const struct shape code_shape;     /* struct code */

/* What forms of the same thing are told apart by: struct code. */
bool code_is_range(const void *code);

#endif

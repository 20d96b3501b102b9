/* `policyc show --as ast`: the tree as indented lines, with places; also what golden tests compare. */
#ifndef POLICYC_TREE_DUMP_H
#define POLICYC_TREE_DUMP_H

#include "tree/policy.h"

/* Each front matter field that is set, each node with its place as line:column-line:column, ids, numbers, criteria and
 * quantities, then code sets, references and included blocks. A node from another file says which. */
void policy_dump(struct buffer *out, const struct policy *policy);

#endif

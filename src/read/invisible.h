/* Characters that look like others or like none: SPEC section 2, Criteria, and `invisible-character`. */
#ifndef POLICYC_READ_INVISIBLE_H
#define POLICYC_READ_INVISIBLE_H

#include "tree/policy.h"

/* One finding for each leaf block of policy->body, and one for the front matter, that holds any. The mend changes bytes
 * of the words, so it is there only while they are not ratified. Those of included blocks are found where the block is
 * read. */
void invisible_find(struct policy *policy);

#endif

/* A shared block as a policy that holds nothing else, so that its editions can be compared like versions. */
#ifndef POLICYC_LOAD_BLOCK_POLICY_H
#define POLICYC_LOAD_BLOCK_POLICY_H

#include "tree/suite.h"

/* A policy of the suite's with the block's name as its ref, its title, and its edition as its version, whose body is
 * the block in the section that a profile puts it in (or any edition of it), so that its criteria are read as there.
 * Its history is the block's. It is complete; freed with policy_free before the suite is released. */
struct policy *block_policy(const struct suite *suite, const struct shared_block *block);

#endif

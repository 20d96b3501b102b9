/* The shared blocks as the Shared wording checks look at them: the passages of every edition, and for each profile the
 * blocks that it expects. Made once for a suite (check/tables.h), then only read. */
#ifndef POLICYC_CHECK_SHARED_WORDING_H
#define POLICYC_CHECK_SHARED_WORDING_H

#include "tree/suite.h"

struct shared_wording;

/* The suite's profiles and blocks must outlive it. */
struct shared_wording *shared_wording_new(const struct suite *suite);
void shared_wording_free(struct shared_wording *wording);

#endif

/* One policy file, from bytes to finished tree. */
#ifndef POLICYC_READ_POLICY_H
#define POLICYC_READ_POLICY_H

#include "tree/suite.h"

/* First stage, on its own: safe bytes, front matter, body as raw blocks. `path` is shown in findings; bytes must live
 * as long as the policy. */
struct policy *policy_read(const char *path, struct text bytes, bool is_older_version);
/* Second stage, when profiles and shared blocks are there: splicing, structure, criteria, numbers, links, codes,
 * references, and what follows from the profile (policy_derive). */
void policy_complete(struct policy *policy, const struct suite *suite);

#endif

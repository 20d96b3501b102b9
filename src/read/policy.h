/* One policy file, from bytes to finished tree. */
#ifndef POLICYC_READ_POLICY_H
#define POLICYC_READ_POLICY_H

#include "tree/suite.h"

/* First stage, on its own: safe bytes, front matter, body as raw blocks. `path` is shown in findings; path and bytes
 * are copied. Never NULL, and never without a body: what can't be read has an empty one and is_readable false. */
struct policy *policy_read(const char *path, struct text bytes, bool is_older_version);
/* The policy of a file whose bytes can't be had, so that its ref is known all the same; `reason` says why. */
struct policy *policy_unreadable(const char *path, bool is_older_version, enum check check, const char *reason);
/* Second stage, when profiles and shared blocks are there: splicing, structure, criteria, numbers, links, codes,
 * references, and what follows from the profile (policy_derive). */
void policy_complete(struct policy *policy, const struct suite *suite);

#endif

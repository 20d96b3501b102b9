/* The other policies of the suite, by the ways in which a policy names them. Made once for a suite (check/tables.h),
 * then looked at by all threads. */
#ifndef POLICYC_CHECK_OTHER_POLICIES_H
#define POLICYC_CHECK_OTHER_POLICIES_H

#include "tree/site.h"
#include "tree/suite.h"

struct other_policies;

struct other_policies *other_policies_new(const struct suite *suite);
void other_policies_free(struct other_policies *others);

/* The first ref that stands somewhere in a text, or empty. */
struct text ref_within(const struct site *site, struct text words);
/* The newest version of the policy that has a ref, or NULL. */
const struct policy *other_policy(const struct suite *suite, struct text ref);
/* The policy that once had a ref (its previous_refs), or NULL. */
const struct policy *other_policy_by_former_ref(const struct other_policies *others, struct text ref);
/* The policy whose row `supersedes` names a ref, or NULL. */
const struct policy *other_policy_that_supersedes(const struct other_policies *others, struct text ref);
/* The policy that has a title; capitals, marks and white space make no difference. NULL: none. */
const struct policy *other_policy_by_title(const struct other_policies *others, struct text title);
/* A title as it is compared: letters and digits of all scripts, folded, one space for all that stands between. */
struct text plain_title(struct arena *arena, struct text title);
/* The policy other than `except` whose title stands somewhere in words that plain_title gave, or NULL. */
const struct policy *other_policy_named_in(const struct other_policies *others, struct text plain,
					   const struct policy *except);
/* The policy that was meant by a ref that none has: by one with other capitals, marks or zeros, or with the same number
 * and nearly the same letters. NULL: none. */
const struct policy *other_policy_near(const struct other_policies *others, struct text ref);
/* Does a policy have a part of a name or number? From any thread: the parts of a policy are gathered when it is first
 * asked for. */
bool other_policy_has_part(struct other_policies *others, const struct policy *policy, struct text part);
/* The name of a part that is nearest to one that the policy doesn't have, or empty. From any thread. */
struct text other_policy_nearest_part(const struct policy *policy, struct arena *arena, struct text part);

#endif

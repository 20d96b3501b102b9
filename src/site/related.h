/* Which policies have to do with each other: those that one names, those that name it, and those that rest on the same
 * guidance of NICE. */
#ifndef POLICYC_SITE_RELATED_H
#define POLICYC_SITE_RELATED_H

#include "base/value.h"
#include "tree/suite.h"

/* A zeroed one knows of nothing. */
struct related {
	struct map naming;   /* ref -> struct policy_list: policies of the site that name it */
	struct map guidance; /* "NG59" -> struct policy_list: policies of the site that refer to it */
};

/* From what the policies that the site shows say themselves: the suite keeps its arrays. */
void related_find(struct related *related, const struct suite *suite);
void related_release(struct related *related);

/* Adds to a page's values `related`, `named_only`, `referred_by`, `same_guidance` and `has_related`
 * (templates/README.md). `root` is the way to the site's root. From any thread. */
void related_values(const struct related *related, struct arena *arena, const struct suite *suite,
		    const struct policy *policy, const char *root, struct value *values);

#endif

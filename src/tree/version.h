/* Versions of one policy: their order, when each applies, and which is published. SPEC section 2. */
#ifndef POLICYC_TREE_VERSION_H
#define POLICYC_TREE_VERSION_H

#include "tree/policy.h"

/* Compares versions number by number: 0.10 is after 0.9; "1" equals "1.0". Parts that are not numbers compare as text
 * after numbers. <0, 0, >0. */
int version_compare(struct text a, struct text b);
/* True when each part is a number. */
bool version_is_numeric(struct text version);

/* All versions of one ref, oldest first. */
struct record {
	struct text ref;
	struct policy **versions;
	size_t count;
	struct policy *published; /* what policies/<slug>/ shows on the day: NULL when no version is shown there */
	const struct policy
		*stub; /* the policy was or will be removed; NULL: it wasn't. There may be no version then */
	bool has_page; /* policies/<slug>/ answers: with a version, or with why there is none */
};

/* Sorts the record's versions and sets `effective`, `standing`, the neighbours of each version, and `published`, as on
 * `today`. Published is the newest version that is ratified or withdrawn, may be known, and applies on the day; a
 * withdrawn one also after its end, so that people learn of it. A version that may not be known yet (a draft, or before
 * its publish_from) ends no other, since that date would tell of it. With `drafts`, where nothing else is published,
 * the newest version is. A removal
 * ends all versions; with `versions: gone` they are taken down. */
void record_resolve(struct record *record, struct date today, bool drafts);
/* Has the removal come by that day? */
bool removal_has_come(const struct policy *stub, struct date today);
/* May this version stand in any published file on that day? Not drafts, consultations, or before publish_from. */
bool policy_is_publishable(const struct policy *policy, struct date today, bool drafts);

#endif

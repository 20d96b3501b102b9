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
	struct policy *published; /* what policies/<slug>/ shows on the day: NULL when nothing is published */
};

/* Sets `effective`, `standing`, the neighbours of each version, and `published`, as on `today`. `drafts`: drafts and
 * consultations and versions before publish_from are published too, where no other version is in force or with it the
 * newest. The record's versions are sorted here. */
void record_resolve(struct record *record, struct date today, bool drafts);
/* May this version stand in any published file on that day? Not drafts, consultations, or before publish_from. */
bool policy_is_publishable(const struct policy *policy, struct date today, bool drafts);

#endif

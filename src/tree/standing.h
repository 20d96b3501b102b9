/* What is said at the address of a policy where no version applies on the day: since when and why, what came before,
 * what is announced. SPEC section 2, "Every address that was ever published answers". */
#ifndef POLICYC_TREE_STANDING_H
#define POLICYC_TREE_STANDING_H

#include "tree/suite.h"

struct standing_notice {
	const struct record *record;
	struct text ref, title, slug, url;
	const struct policy *stub;      /* the policy was removed; NULL: it wasn't */
	const struct policy *last;      /* the last version that applied; NULL: none has yet */
	const struct policy *announced; /* the next that will; NULL: none is */
	struct date ended;              /* the first day without a version; not set: unknown, or none has applied yet */
	bool ended_in_month;            /* the record gives only the month of it */
};

/* False where a version is shown at the policy's address, or where nobody may know of the policy. Texts made are in the
 * arena. */
bool standing_notice_make(struct standing_notice *notice, struct arena *arena, const struct suite *suite,
			  const struct record *record, bool drafts);

#endif

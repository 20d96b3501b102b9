/* The source of a version turned into that of the next draft, for `policyc revise`. */
#ifndef POLICYC_LOAD_DRAFT_H
#define POLICYC_LOAD_DRAFT_H

#include "tree/policy.h"

/* Appends the policy's source with these edits, and every other byte as it is, comments too:
 *   version          the new one, in quotes where the old one was
 *   status           draft
 *   date_ratified, date_published, last_reviewed, review_date
 *                    nothing, and "# to fill in" before a comment that the line has; the check `placeholder` finds it
 *                    when the version is ratified
 *   effective_from, effective_to, publish_from, withdrawn, and the words of document_control that say the version or
 *   those dates      made comments: they were the old version's
 *   history          one more entry, of the new version, with the month of `today`
 * The policy was read without a Source finding. False, and the reason in plain words, where the front matter is laid
 * out in a way that can't be edited like this. */
bool draft_append(struct buffer *out, const struct policy *policy, struct text version, struct date today,
		  struct buffer *why);

/* Why and from when a policy ends, as --withdraw and --remove say it. */
struct ending {
	struct date date;
	struct text reason, replaced_by; /* empty: to be filled in, and none */
};
/* The policy's source with `status: withdrawn` and a `withdrawn` of this ending; likewise. The words stay the version's
 * own, so it stays the same version. */
bool withdrawal_append(struct buffer *out, const struct policy *policy, const struct ending *ending,
		       struct buffer *why);
/* The stub that answers for a policy that was removed: ref, title, date and reason. */
void stub_append(struct buffer *out, const struct policy *policy, const struct ending *ending);

#endif

/* A baseline: the findings of an earlier run, by identity, so that only what is new counts. */
#ifndef POLICYC_DIAG_BASELINE_H
#define POLICYC_DIAG_BASELINE_H

#include "diag/finding.h"

#define BASELINE_VERSION     1
#define LIMIT_BASELINE_BYTES (256 * 1024 * 1024) /* what a reader of one should take */

/* The baseline of a report: each finding that isn't accepted, with its id, check, owner and message, in the order of
 * ids. */
void baseline_write(const struct report *report, struct buffer *out);

/* Accepts every finding of the report whose identity the baseline names, and counts again. False, with what is wrong in
 * plain words appended to `why`, where the bytes are no baseline of this version; then nothing is accepted. */
bool baseline_apply(struct report *report, struct arena *arena, const char *path, struct text bytes,
		    struct buffer *why);

#endif

/* A policy read back from its published policy.json: enough of it to be compared. Also the only reader of JSON. */
#ifndef POLICYC_LOAD_PUBLISHED_H
#define POLICYC_LOAD_PUBLISHED_H

#include "base/buffer.h"
#include "tree/policy.h"

enum published_result {
	PUBLISHED_IS_READ,
	PUBLISHED_HAS_NO_VERSION, /* a policy.json of an address at which no version applies: nothing to compare */
	PUBLISHED_IS_OTHER,       /* it is no policy.json */
	PUBLISHED_IS_WRONG        /* it says that it is one, and can't be read */
};

/* The longest policy.json that is read: far more than is ever written. */
#define PUBLISHED_BYTES_MOST ((size_t)64 * 1024 * 1024)

/* `*policy`, which the caller frees with policy_free, has what the file says: every field that policy.json has, the
 * body with ids, numbers, criteria and quantities, code sets and references. It has no places but that of the file, no
 * profile, and neither `allow` nor other keys that are never published. Links are what their addresses show: those to
 * other policies too. `fingerprint` is what the file claims, whatever its words are. But for PUBLISHED_IS_READ
 * `*policy` is NULL, and `why` gets a sentence. `path` is shown in findings and copied. */
enum published_result published_read(const char *path, struct text bytes, struct policy **policy, struct buffer *why);

#endif

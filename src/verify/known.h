/* What verify knows of versions: which one a copy means, and what it is today. */
#ifndef POLICYC_VERIFY_KNOWN_H
#define POLICYC_VERIFY_KNOWN_H

#include "publish/stage.h"
#include "verify/verify.h"

/* Notes the worst of what was found. */
void verify_note(struct verifying *verifying, enum verify_outcome outcome);
/* May this version be published today? */
bool is_known_version(const struct suite *suite, const struct policy *version);
/* The record of a ref, or of a policy that had the ref before; NULL: there is none. */
const struct record *find_record(const struct suite *suite, struct text ref);
/* The policy that some words name first, or NULL. */
const struct record *named_in(const struct suite *suite, struct text words);
/* The version of today's suite whose fingerprint stands in some words, or NULL. */
const struct policy *fingerprint_in(const struct verifying *verifying, struct text words);
/* The version that a file of the site is of: "policies/x/policy.json", "policies/x/versions/2/index.html"; of today's
 * suite. NULL: it is of none. */
const struct policy *version_of_path(const struct verifying *verifying, struct text path);
/* "version 3 of FEL_101, Surgery for carpal tunnel syndrome" */
void append_name(struct buffer *out, const struct policy *version);
/* What a version is today, and which applies in its place and since when: "an earlier version, which applied from …;
 * now it is version 3, in force from …". */
void append_standing_now(struct buffer *out, const struct verifying *verifying, const struct policy *version);
/* Does it apply, or will it, as what its policy's own address shows? */
bool is_current(const struct verifying *verifying, const struct policy *version);
/* Gives every file that a build would write to the taker: as on the day of the copy. False, and verifying->why, where
 * the sources can't be published. `pdf`: with what PDFs are made of. */
bool verify_build(struct verifying *verifying, bool pdf, const struct stage_taker *taker);

#endif

/* The readings that somebody agreed to: policies/readings/<ref>@<version>.json. */
#ifndef POLICYC_LOAD_KEPT_READING_H
#define POLICYC_LOAD_KEPT_READING_H

#include "tree/suite.h"

#define READINGS_FOLDER          "policies/readings"
#define LIMIT_KEPT_READING_BYTES (4 * 1024 * 1024)

/* Sets what is said of the policy's reading (policy_reading), beside the kept one where its front matter says that
 * somebody agreed. A kept reading that is not there, or is no JSON, is as none: then it is not known what differs. */
void kept_reading_read(struct policy *policy, const struct suite *suite, bool with_fingerprint);

#endif

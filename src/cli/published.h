/* What site.yaml's `published` holds, for the checks that compare a version with what was published of it; and policies
 * in the form of published JSON, so that what was never published makes no difference. */
#ifndef POLICYC_CLI_PUBLISHED_H
#define POLICYC_CLI_PUBLISHED_H

#include "cli/command.h"
#include "load/revision.h"

struct published {
	struct revision revision;
	bool is_open;
	ARRAY_OF(struct policy *) forms; /* policies of the suite as published */
};

/* Reads what `published` names, if anything, and gives the suite its pairs. What is wrong with it is a finding at the
 * key. `output`: the folder that is built to, which is never compared with. */
void published_open(struct published *published, struct suite *suite, const struct settings *settings,
		    const char *output);
/* Once the suite's findings have been shown: their notes may point into what was published. */
void published_release(struct published *published);

/* A policy of the suite written as policy.json and read back; freed with policy_free. */
struct policy *policy_as_published(const struct policy *policy, const struct suite *suite);

#endif

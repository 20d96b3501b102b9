/* What site.yaml's `published` holds, for the checks that compare a version with what was published of it; and policies
 * in the form of published JSON, so that what was never published makes no difference. */
#ifndef POLICYC_CLI_PUBLISHED_H
#define POLICYC_CLI_PUBLISHED_H

#include "cli/command.h"
#include "load/previous_site.h"
#include "load/revision.h"

struct published {
	struct revision revision;
	bool is_open;
	struct answers answers;
	struct previous_site previous; /* in the folder that is built to */
	struct map form_of_path;
	ARRAY_OF(struct policy *) forms; /* policies and blocks of the suite, and blocks of the revision, to compare */
};

/* Reads what `published` names, if anything, and the site in `output`, the folder that is built to; gives the suite its
 * pairs, and what was published and is gone. What is wrong with `published` is a finding at the key. */
void published_open(struct published *published, struct suite *suite, const struct settings *settings,
		    const char *output);
/* Once the suite's findings have been shown: their notes may point into what was published. */
void published_release(struct published *published);

/* A policy of the suite written as policy.json and read back; freed with policy_free. */
struct policy *policy_as_published(const struct policy *policy, const struct suite *suite);

#endif

/* The whole published site: which pages there are, staging, and publishing as one step. SPEC section 5. */
#ifndef POLICYC_SITE_SITE_BUILD_H
#define POLICYC_SITE_SITE_BUILD_H

#include "tree/suite.h"

struct build_options {
	const char *output;   /* the folder to publish to */
	struct text base_url; /* over site.yaml's; empty: that one */
	bool drafts;
	size_t threads;
};

struct build_result {
	size_t policies, files; /* published */
	int error;              /* an errno value: something could not be read or written (exit status 3) */
	bool is_refused;        /* the folder is not ours, or is locked (exit status 2) */
	bool was_exchanged;     /* false: files were replaced one by one, and a kill may have left a mixture */
	struct text message;    /* what to tell the user when it failed; in the suite's arena */
};

/* Writes every file of the site into a staging folder beside the target, then exchanges the two. Template and page
 * faults are findings of the suite (then nothing is published, and false is given). */
bool site_build(struct suite *suite, const struct build_options *options, struct build_result *result);

#endif

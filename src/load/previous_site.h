/* The site that a build replaces, as it stands in its folder: which versions it has, for the comparison with the
 * sources. SPEC section 3, policy-gone. */
#ifndef POLICYC_LOAD_PREVIOUS_SITE_H
#define POLICYC_LOAD_PREVIOUS_SITE_H

#include "base/memory.h"
#include "publish/manifest.h"
#include "tree/answers.h"

struct previous_site {
	struct arena arena;
	const char *folder;
	bool is_there;            /* a site of policyc's, whole or damaged, and built without drafts */
	struct manifest manifest; /* what it was compared by: the build sees under its lock that it is still the same */
	ARRAY_OF(struct gone_version) gone;
};

/* Reads the manifest of the site in `folder`, if there is one; where that was cut short, what still stands in its
 * folder policies. Of each address that the sources don't answer for, ref, title and version are read. 0, or what the
 * system says of the manifest or of a policy.json. Always ended by previous_site_release; texts live as long. */
int previous_site_read(struct previous_site *previous, const char *folder, const struct answers *answers);
void previous_site_release(struct previous_site *previous);

#endif

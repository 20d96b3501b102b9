/* Which addresses of policies the sources answer for, so that what was published and has no source any more is found.
 * Refs and versions are compared as parts of addresses: ref_slug, version_slug. */
#ifndef POLICYC_TREE_ANSWERS_H
#define POLICYC_TREE_ANSWERS_H

#include "tree/suite.h"

struct answers {
	struct arena arena;
	struct map keys;
};

/* Of every decided version, on whatever day it may be shown; of a ref that a policy had before, and of one whose stub
 * says that its versions are gone, every address; of a file that can't be read, every address too: that it can't is
 * told by other findings. The suite must outlive it. */
void answers_make(struct answers *answers, const struct suite *suite);
/* `version` empty: the policy's own address. */
bool answers_has(const struct answers *answers, struct text ref, struct text version);
void answers_release(struct answers *answers);

#endif

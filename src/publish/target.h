/* The folder that a site is published to: where it really is, and whether it may be. */
#ifndef POLICYC_PUBLISH_TARGET_H
#define POLICYC_PUBLISH_TARGET_H

#include "publish/fault.h"

struct target {
	const char *shown;  /* as the user wrote it, without slashes at its end */
	const char *path;   /* its real path: no symbolic link on the way, and it is none itself */
	const char *parent; /* the real path of the folder that it stands in, which need not be there yet */
	struct text name;   /* its own name */
	bool is_there;
};

/* Finds out about the folder `shown` for the project in folder `root`; false, and the fault, where a site can't or must
 * not be published there: a symbolic link, what is no folder, a folder that holds the project or is one of its
 * sources'. Makes nothing. */
bool target_find(struct target *target, struct arena *arena, const char *root, const char *shown, struct fault *fault);

#endif

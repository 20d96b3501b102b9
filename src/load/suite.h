/* Loading a whole project folder. */
#ifndef POLICYC_LOAD_SUITE_H
#define POLICYC_LOAD_SUITE_H

#include "tree/suite.h"

struct suite_options {
	const char *root; /* the project folder */
	struct date today;
	bool drafts;
	size_t threads;
	bool only_checks;     /* nothing will be written: no fingerprints */
	const char *base_url; /* in place of site.yaml's, or NULL */
	/* A file outside policies/ to read as one more policy of this suite (`policyc check new.md`), or NULL. */
	const char *const *extra_paths;
	size_t extra_path_count;
	bool no_policies; /* only what a policy is read with: shared blocks, profiles, site.yaml */
	/* The project's files in place of those on the disk, or NULL; they must outlive the suite. Code lists are not
	 * looked for there. */
	const struct file_set *files;
};

/* `suite` is zeroed, but that its arena may hold things of the caller's; it is released with suite_release. Reads
 * site.yaml, profiles, shared blocks, then every policy on `threads` threads, splices, numbers and reads them, and
 * resolves versions. Always gives a suite: whatever is wrong is in the findings. What can't be opened or read is
 * `unreadable` and sets could_not_read. */
void suite_load(struct suite *suite, const struct suite_options *options);
/* The nearest folder above `path` (a file or folder, or where it would be) that holds site/site.yaml; NULL: none. */
char *project_find(struct arena *arena, const char *path);

#endif

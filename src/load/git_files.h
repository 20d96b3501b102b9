/* A project as a revision of its git repository has it. The only file that includes libgit2, which is used from one
 * thread. */
#ifndef POLICYC_LOAD_GIT_FILES_H
#define POLICYC_LOAD_GIT_FILES_H

#include "base/file_set.h"

enum git_result {
	GIT_IS_READ,
	GIT_IS_NOT_THERE, /* no repository, no such revision, no such file: what the user asked for is wrong */
	GIT_IS_UNREADABLE /* the repository can't be read */
};

/* Fills `files` with what a suite is loaded from: policies, their older versions and shared blocks, document profiles
 * and site.yaml, by their paths in the project folder `root`, as `revision` (a commit, tag, branch, HEAD~2 …) of the
 * repository around `root` has them. Links and submodules are left out. What the revision lacks of site.yaml and
 * profiles comes from `root` as it is now, so that what is older than these can be read too.
 *   With `path`, of the policies and their versions only that file: a path from the repository's top, as git has it,
 * or from the project folder; `*found` becomes its path in the project (in the arena of `files`).
 *   But for GIT_IS_READ, `why` gets a sentence for the user. */
enum git_result git_files_read(struct file_set *files, const char *root, const char *revision, const char *path,
			       const char **found, struct buffer *why);

#endif

#include "read/suite.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pool.h"
#include "read/block.h"
#include "read/limits.h"
#include "read/policy.h"
#include "read/profile.h"
#include "read/site.h"
#include "tree/fingerprint.h"

/* A file to read: its path as it is shown, and as it is opened. */
struct job {
	const char *shown, *opened;
	bool is_older_version, is_outside; /* outside the project folder on purpose: named by the user */
};

struct loading {
	struct suite *suite;
	const struct suite_options *options;
	ARRAY_OF(struct job) policies, blocks;
	bool *could_not_read; /* of each file of the list that is being read: one for each, so that threads don't meet */
};

/* Why a file couldn't be read, in words to put after its path; NULL where the reason is the system's. */
static const char *not_a_file(const char *root, const struct job *job)
{
	if (text_is(text_of(job->opened), "-"))
		return NULL;
	if (!job->is_outside && !path_stays_inside(root, job->shown))
		return "this is a link to a file outside the project folder, and nothing is read from there; put a copy of "
		       "the file here";
	if (path_is_folder(job->opened))
		return "this is a folder, and a file belongs here; give the folder another name, or move it elsewhere";
	return access(job->opened, F_OK) == 0 && !path_is_file(job->opened)
		       ? "this is no ordinary file; put a text file in its place"
		       : NULL;
}

/* Reads a file into `bytes`. False where that can't be: what to tell is in `findings`, at the file. */
static bool read_bytes(const struct loading *loading, const struct job *job, struct buffer *bytes,
		       struct text *trouble, enum check *check, bool *is_system_error)
{
	const char *reason = not_a_file(loading->options->root, job);
	int error = reason == NULL ? file_read(job->opened, LIMIT_FILE_BYTES, bytes) : 0;

	*is_system_error = error != 0 && error != EFBIG;
	*check = error == EFBIG ? CHECK_LIMIT : CHECK_UNREADABLE;
	if (error == EFBIG)
		reason = "this file is longer than 1 MiB, far more than a policy needs; see what makes it so long (often a "
			 "picture pasted in as text)";
	*trouble = text_of(reason != NULL ? reason : error != 0 ? strerror(error) : NULL);
	return reason == NULL && error == 0;
}

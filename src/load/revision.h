/* A side of a comparison: what a file, a folder, a revision of the git repository, or published JSON holds. */
#ifndef POLICYC_LOAD_REVISION_H
#define POLICYC_LOAD_REVISION_H

#include "base/file_set.h"
#include "base/memory.h"
#include "tree/suite.h"

struct revision_options {
	/* The project folder: where revisions are looked for, and what files outside any project are read with. */
	const char *root;
	struct date today;
	size_t threads;
	/* The other side, open already, or NULL. Two files of one project are read with what was loaded for the first,
	 * so it must be released after the second. */
	const struct revision *beside;
	bool with_versions; /* of a published site every version, and not only what stands at the policies' addresses */
};

enum revision_result {
	REVISION_IS_READ,
	REVISION_IS_WRONG,     /* there is no such thing, or it is of a kind that can't be compared: exit status 2 */
	REVISION_IS_UNREADABLE /* exit status 3 */
};

struct revision {
	const char *name;              /* as the user wrote it */
	struct suite suite;            /* empty: published JSON, or read with the suite of the other side */
	const struct suite *read_with; /* what the policies were read with; NULL: published JSON */
	/* One policy for a file; else every version of every policy (of a published folder, what stands at the
	 * policies' own addresses), in the order of their paths. They may be unreadable, and have findings. */
	ARRAY_OF(struct policy *) policies;
	bool is_one;     /* the side names one policy or block */
	bool is_block;   /* a shared block (load/block_policy.h) */
	bool is_data;    /* published JSON: without what is never published */
	bool has_drafts; /* a published site that was built with --drafts */
	/* of revision.c */
	struct file_set files;
	ARRAY_OF(struct policy *) own; /* policies that the suite does not release */
};

/* `name` is, in this order:
 *   -                 standard input: a policy's source, or its policy.json
 *   a file            a policy's source, a shared block (in a folder called shared), a policy.json, or a
 *                     policies.ndjson, which has many
 *   a folder          a project (or its folder policies), or a published site
 *   REV:PATH          a file as a git revision has it; PATH from the repository's top, or from the project folder
 *   REV               the project as a git revision has it
 * Always ended by revision_release. But for REVISION_IS_READ `why` gets a sentence for the user. On one thread: libgit2
 * is used from no other. */
enum revision_result revision_open(struct revision *revision, const struct revision_options *options, const char *name,
				   struct buffer *why);
void revision_release(struct revision *revision);
/* The newest version of a ref among the policies, or NULL. */
struct policy *revision_find(const struct revision *revision, struct text ref);

#endif

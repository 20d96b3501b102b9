/* manifest.json: every file of a published site with its SHA-256, in the order of their paths. It does not list itself.
 *   {"generator": "policyc 0.1.0", "publisher": {"name": "…", "ods": "…"}, "drafts": false,
 *    "files": [{"path": "404.html", "sha256": "…"}, …]} */
#ifndef POLICYC_PUBLISH_MANIFEST_H
#define POLICYC_PUBLISH_MANIFEST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/sha256.h"

#define MANIFEST_NAME "manifest.json"

struct manifest_file {
	struct text path; /* from the site's root, "/" between parts */
	char sha256[SHA256_HEX_LENGTH + 1];
	bool is_kept; /* the same bytes stand in the target already; of a manifest that was read: false */
};

/* A zeroed one is empty. Not for several threads at once, but for manifest_find while nobody adds. */
struct manifest {
	struct arena arena;
	struct text publisher, ods; /* whose site it is; empty where that isn't known */
	bool has_drafts;            /* the site shows what was never decided, so nothing is compared with it */
	ARRAY_OF(struct manifest_file *) files; /* in the order in which they were added */
	struct map of_path;
};

void manifest_release(struct manifest *manifest);
/* NULL: no such file. */
const struct manifest_file *manifest_find(const struct manifest *manifest, struct text path);
/* Path and hash are copied. False, and nothing added, where the path is there already. */
bool manifest_add(struct manifest *manifest, struct text path, const char *sha256, bool is_kept);
/* Have both the same files with the same bytes, whoever published them? */
bool manifests_are_equal(const struct manifest *one, const struct manifest *other);
/* Adds the files of `other` that are not there yet. */
void manifest_join(struct manifest *manifest, const struct manifest *other);
/* Adds each folder that a file stands in, and those above it, as a key of `folders`; the keys live as long as the
 * files' paths, and the values are of no use but that they are not NULL. */
void manifest_folders(const struct manifest *manifest, struct map *folders);
/* Is there a file where a path has a folder: "a" or "a/b" of "a/b/c"? */
bool manifest_has_file_above(const struct manifest *manifest, struct text path);
/* Sorts the files and appends the whole manifest. */
void manifest_write(struct manifest *manifest, struct buffer *out);
/* Adds what the manifest at `path`, from a folder, lists. ENOENT where there is none; EINVAL, and nothing added, where
 * it is no manifest of policyc's, or names a path that leads out of its folder; EBADMSG where it is what a failure of
 * power or a full disk leaves of one (nothing, nulls, its beginning): then what can still be read is added; else what
 * the system says. */
int manifest_read(struct manifest *manifest, const char *folder, const char *path);
/* Has it a name in each part: not absolute, no "." or "..", nothing empty? */
bool manifest_path_is_plain(struct text path);

#endif

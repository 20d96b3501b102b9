/* All that stands in a folder, and how one thing of it is put into another folder unchanged. */
#ifndef POLICYC_PUBLISH_FOLDER_TREE_H
#define POLICYC_PUBLISH_FOLDER_TREE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/memory.h"

struct tree_item {
	const char *path; /* from the folder */
	mode_t mode;      /* permission bits */
	bool is_folder;   /* a symbolic link is none, whatever it leads to */
	bool is_empty;    /* of a folder */
};
/* A zeroed one is empty. */
struct folder_tree {
	ARRAY_OF(struct tree_item) items; /* a folder before what is in it; otherwise in no order */
	bool has_mounts;                  /* a folder in it is another file system */
};

/* Reads all that is in a folder, hidden names too. Paths live in the arena. 0, or what the system says, and then the
 * path that it says it of. */
int folder_tree_read(struct folder_tree *tree, struct arena *arena, const char *folder, const char **failed);
void folder_tree_release(struct folder_tree *tree);

/* Makes `to` the same file as `from` (a hard link), or, where that can't be, a copy with the same permission bits; of a
 * symbolic link, the link. EEXIST where `to` is there. */
int file_link_or_copy(const char *from, const char *to);
/* Is it a plain file that holds exactly these bytes? */
bool file_holds(const char *path, struct text bytes);
/* Are both plain files with the same bytes? */
bool files_are_equal(const char *first, const char *second);

#endif

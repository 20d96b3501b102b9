/* Files in memory in place of those of a folder: a project as a git revision has it. */
#ifndef POLICYC_BASE_FILE_SET_H
#define POLICYC_BASE_FILE_SET_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"

/* A zeroed one is empty. Only read, from as many threads as like, once all files are there. */
struct file_set {
	struct arena arena;
	struct map files; /* path, "/" between parts -> struct text, the bytes */
};

void file_set_release(struct file_set *set);
/* Path and bytes are copied; a path that is there already gets the new bytes. */
void file_set_add(struct file_set *set, struct text path, struct text bytes);
bool file_set_has(const struct file_set *set, const char *path);
/* As file_read: 0, ENOENT, or EFBIG where it is longer than `most`. */
int file_set_read(const struct file_set *set, const char *path, size_t most, struct buffer *into);
/* As folder_list, of the files alone that stand in a folder itself; never fails. */
void file_set_list(const struct file_set *set, struct arena *arena, const char *folder, const char ***names,
		   size_t *count);

#endif

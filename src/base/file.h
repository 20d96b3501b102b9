/* Files and paths. Functions that can fail give 0 or an errno value, and leave nothing half done. Paths are bytes with
 * "/" between parts. */
#ifndef POLICYC_BASE_FILE_H
#define POLICYC_BASE_FILE_H

#include "base/arena.h"
#include "base/buffer.h"

/* Appends a whole file that the user named: it may be anywhere, and a pipe. EFBIG when it is longer than `most` bytes
 * (nothing is appended), EISDIR for a folder. "-" is standard input. */
int file_read(const char *path, size_t most, struct buffer *into);
/* The same of a file that nobody but the project names: `path` is from the folder `root`. EXDEV where it leads out of
 * that folder, by its names or by a link on the way (a link that stays inside is followed); ENXIO where it is not a
 * plain file but a pipe, a socket or a device, which is never waited for. Every file of a project is opened here. */
int file_read_inside(const char *root, const char *path, size_t most, struct buffer *into);
/* What file_read_inside would say before it reads: 0 where there is a plain file, inside. */
int file_look_inside(const char *root, const char *path);
/* What to say of an errno value that these give: "it leads out of its folder". */
const char *file_error_words(int error);
/* Appends all that an open descriptor gives, and checks it as file_read does. */
int descriptor_read(int fd, size_t most, struct buffer *into);
/* Writes through a temporary name beside the target, synchronised, then renamed over it: a reader sees the old bytes or
 * the new, and a failure leaves the old. The target keeps its permission bits; a symbolic link stays, and what it leads
 * to is replaced or made; what is no file (/dev/null, a pipe) is written to in place. "-" is standard output. */
int file_write(const char *path, struct text bytes);
/* Writes a new file that nobody reads yet (inside a staging folder): no synchronising, EEXIST where it exists. */
int file_create(const char *path, struct text bytes);
/* Writes all of the bytes to an open descriptor. */
int descriptor_write(int fd, struct text bytes);
/* Makes a folder and those above it that are missing; fine where it is there. On failure those made are removed again.
 */
int folder_create_all(const char *path);
/* Removes a folder and all below it without following symbolic links (ENOTDIR for a link itself). Stops at the first
 * thing that can't be removed. */
int folder_remove_all(const char *path);
/* Why it can't be told whether there is something of that name: 0 where it can, else an errno value. */
int path_error(const char *path);
/* Both follow symbolic links; false also where that can't be told (path_error). */
bool path_is_folder(const char *path);
bool path_is_file(const char *path);
/* "a" and "b/c" as "a/b/c"; an absolute `b` is given back alone; "" or "." as a gives b alone; "" as b gives a. */
char *path_join(struct arena *arena, const char *a, const char *b);
/* Slashes at the end don't count: "a/b/" has the name "b" in the folder "a". */
struct text path_base_name(struct text path);
struct text path_folder(struct text path); /* "." where there is none */
/* Without "." and empty parts, and with ".." resolved by name; a ".." above the start stays ("/.." is "/"); "." where
 * nothing is left. */
char *path_normalise(struct arena *arena, const char *path);
/* Does a path climb above its start at any point, by its names alone? */
bool path_climbs_out(struct text path);
/* True when `path`, relative to folder `root`, stays below it: not absolute, no way up and out by name, and no symbolic
 * link on the way that leads out, or to nothing. A path that does not exist is judged by its existing part. The folder
 * itself counts as inside. */
bool path_stays_inside(const char *root, const char *path);
/* How an existing file or folder is called from the folder `root` ("policies/a.md"; "." for the folder itself),
 * whatever links lead to its folder; NULL where it does not stand below. */
char *path_below(struct arena *arena, const char *root, const char *path);
/* The names in a folder in byte order, without "." and ".." and names that begin with a dot; they and their bytes are
 * in the arena. NULL and 0 on failure. */
int folder_list(struct arena *arena, const char *path, const char ***names, size_t *count);

#endif

#include "publish/folder_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define BYTES_AT_ONCE ((size_t)64 * 1024)

static int add_item(struct folder_tree *tree, struct arena *arena, int folder, const char *path, const char *name,
		    dev_t device)
{
	struct stat status;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : errno; /* gone again */
	bool is_folder = S_ISDIR(status.st_mode);
	if (is_folder && status.st_dev != device)
		tree->has_mounts = true;
	*ARRAY_ADD(&tree->items) = (struct tree_item){.path = path_join(arena, path, name),
						      .mode = status.st_mode & 07777,
						      .is_folder = is_folder,
						      .is_empty = is_folder};
	return 0;
}

/* `path` is "" for the folder itself. */
static int read_folder(struct folder_tree *tree, struct arena *arena, const char *folder, const char *path,
		       dev_t *device, bool *is_empty)
{
	struct stat status;
	struct dirent *entry = NULL;
	int fd = open(path_join(arena, folder, path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	if (!stream) {
		int error = errno;
		if (fd >= 0)
			close(fd);
		return error;
	}
	if (!*path && fstat(fd, &status) == 0)
		*device = status.st_dev;
	int error = 0;
	while (!error && (errno = 0, entry = readdir(stream))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		*is_empty = false;
		error = add_item(tree, arena, fd, path, entry->d_name, *device);
	}
	if (!error)
		error = errno;
	closedir(stream);
	return error;
}

int folder_tree_read(struct folder_tree *tree, struct arena *arena, const char *folder, const char **failed)
{
	dev_t device = 0;
	bool is_empty = true;
	*failed = folder;
	int error = read_folder(tree, arena, folder, "", &device, &is_empty);
	for (size_t i = 0; !error && i < tree->items.count; i++) {
		if (!tree->items.items[i].is_folder)
			continue;
		is_empty = true;
		*failed = tree->items.items[i].path;
		error = read_folder(tree, arena, folder, *failed, &device, &is_empty);
		tree->items.items[i].is_empty = is_empty;
	}
	return error;
}

void folder_tree_release(struct folder_tree *tree)
{
	ARRAY_RELEASE(&tree->items);
}

static int copy_bytes(int from, int to)
{
	char bytes[BYTES_AT_ONCE];
	for (;;) {
		ssize_t got = read(from, bytes, sizeof bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? errno : 0;
		int error = descriptor_write(to, (struct text){bytes, (size_t)got});
		if (error)
			return error;
	}
}

static int copy_file(const char *from, const char *to, mode_t mode)
{
	int source = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
	if (source < 0)
		return errno;
	int copy = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode & 0777);
	if (copy < 0) {
		int error = errno;
		close(source);
		return error;
	}
	int error = copy_bytes(source, copy);
	if (!error && fchmod(copy, mode & 0777) != 0)
		error = errno;
	if (close(copy) != 0 && !error)
		error = errno;
	close(source);
	if (error)
		unlink(to);
	return error;
}

static int copy_link(const char *from, const char *to)
{
	char target[PATH_MAX];
	ssize_t length = readlink(from, target, sizeof target - 1);
	if (length < 0)
		return errno;
	target[length] = '\0';
	return symlink(target, to) == 0 ? 0 : errno;
}

int file_link_or_copy(const char *from, const char *to)
{
	struct stat status;
	if (linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
		return 0;
	int error = errno;
	/* Another file system, one without hard links, a file that the system lets only its owner link, too many links.
	 */
	if (error != EXDEV && error != EPERM && error != EMLINK && error != EOPNOTSUPP && error != EACCES)
		return error;
	if (lstat(from, &status) != 0)
		return errno;
	if (S_ISREG(status.st_mode))
		return copy_file(from, to, status.st_mode);
	if (S_ISLNK(status.st_mode))
		return copy_link(from, to);
	return error;
}

bool file_holds(const char *path, struct text bytes)
{
	char read_bytes[BYTES_AT_ONCE];
	struct stat status;
	/* O_NONBLOCK: what stands there may be a pipe that nobody writes to. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return false;
	bool holds = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (uintmax_t)status.st_size == bytes.length;
	while (holds && bytes.length) {
		ssize_t got = read(fd, read_bytes, sizeof read_bytes);
		if (got < 0 && errno == EINTR)
			continue;
		holds = got > 0 && (size_t)got <= bytes.length && memcmp(read_bytes, bytes.bytes, (size_t)got) == 0;
		bytes = text_slice(bytes, (size_t)(got > 0 ? got : 0), bytes.length);
	}
	close(fd);
	return holds;
}

bool files_are_equal(const char *first, const char *second)
{
	char bytes[BYTES_AT_ONCE], other[BYTES_AT_ONCE];
	struct stat status, other_status;
	/* Looked at before they are opened: what stands there may be a pipe that nobody writes to. */
	if (lstat(first, &status) != 0 || lstat(second, &other_status) != 0 || !S_ISREG(status.st_mode) ||
	    !S_ISREG(other_status.st_mode) || status.st_size != other_status.st_size)
		return false;
	FILE *files[] = {fopen(first, "rbe"), fopen(second, "rbe")};
	bool are_equal = files[0] && files[1];
	for (size_t got = 1; are_equal && got;) {
		got = fread(bytes, 1, sizeof bytes, files[0]);
		are_equal = fread(other, 1, sizeof other, files[1]) == got && memcmp(bytes, other, got) == 0 &&
			    !ferror(files[0]) && !ferror(files[1]);
	}
	for (size_t i = 0; i < 2; i++)
		if (files[i])
			fclose(files[i]);
	return are_equal;
}

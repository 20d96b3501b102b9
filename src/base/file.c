#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

#define READ_AT_ONCE ((size_t)64 * 1024)

static bool is_standard_stream(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* Reads to the end. On failure the buffer is as it was. */
static int read_all(int fd, size_t most, struct buffer *into)
{
	size_t begin = into->length;

	for (;;) {
		ssize_t got = 0;
		if (into->capacity == into->length)
			buffer_reserve(into, READ_AT_ONCE);
		got = read(fd, into->bytes + into->length, into->capacity - into->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			return 0;
		if (got < 0 || (size_t)got > most - (into->length - begin)) {
			int error = got < 0 ? errno : EFBIG;
			into->length = begin;
			return error;
		}
		into->length += (size_t)got;
	}
}

int descriptor_read(int fd, size_t most, struct buffer *into)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	if (S_ISDIR(status.st_mode))
		return EISDIR;
	if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size > most)
		return EFBIG;
	/* One byte more than there are, so that the read that finds the end needs no more room. */
	if (S_ISREG(status.st_mode))
		buffer_reserve(into, (size_t)status.st_size + 1);
	return read_all(fd, most, into);
}

int file_read(const char *path, size_t most, struct buffer *into)
{
	int error = 0, fd = 0;

	if (is_standard_stream(path))
		return read_all(STDIN_FILENO, most, into);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return errno;
	error = descriptor_read(fd, most, into);
	close(fd);
	return error;
}

int descriptor_write(int fd, struct text bytes)
{
	while (bytes.length > 0) {
		ssize_t put = write(fd, bytes.bytes, bytes.length);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : EIO;
		bytes = text_slice(bytes, (size_t)put, bytes.length);
	}
	return 0;
}

/* Some file systems report only on closing that bytes were lost. */
static int close_checked(int fd, int error)
{
	if (close(fd) != 0 && error == 0 && errno != EINTR)
		return errno;
	return error;
}

/* Devices, pipes and the like can't be replaced, only written to; and what a link leads to can be made by its name
 * alone.
 */
static int write_in_place(const char *path, struct text bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);

	if (fd < 0)
		return errno;
	return close_checked(fd, descriptor_write(fd, bytes));
}

/* Creates a file that nobody else has, beside `target`, with the mode that any new file would have (which mkstemp
 * wouldn't give). Its name doesn't grow with the target's, which may be as long as a name can be. */
static int temporary_open(struct arena *arena, const char *target, char **path)
{
	const char *folder = arena_string(arena, path_folder(text_of(target)));

	for (int attempt = 0; attempt < 100; attempt++) {
		uint64_t number = 0;
		int fd = -1;
		if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
			return -1;
		*path = path_join(arena, folder, arena_format(arena, ".policyc-%016" PRIx64, number).bytes);
		fd = open(*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* So that the new name outlives a failure of power. The file is whole whether or not this succeeds, so failing is no
 * reason to say that it wasn't written. */
static void synchronise_folder(struct arena *arena, const char *target)
{
	int fd = open(arena_string(arena, path_folder(text_of(target))), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* `mode`: the permission bits to give, or -1 for those of a new file. */
static int replace(struct arena *arena, const char *target, struct text bytes, int mode)
{
	char *temporary = NULL;
	int error = 0, fd = temporary_open(arena, target, &temporary);

	if (fd < 0)
		return errno;
	error = descriptor_write(fd, bytes);
	if (!error && mode >= 0 && fchmod(fd, (mode_t)mode) != 0)
		error = errno;
	/* EINVAL: a file system that has nothing to synchronise. */
	if (!error && fsync(fd) != 0 && errno != EINVAL)
		error = errno;
	error = close_checked(fd, error);
	if (!error && rename(temporary, target) != 0)
		error = errno;
	if (error)
		unlink(temporary);
	else
		synchronise_folder(arena, target);
	return error;
}

static bool is_link(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

int file_write(const char *path, struct text bytes)
{
	struct arena arena = ARENA_EMPTY;
	struct stat status;
	char *real = NULL;
	int error = 0;

	if (is_standard_stream(path)) {
		fflush(stdout); /* what was printed before comes first */
		return descriptor_write(STDOUT_FILENO, bytes);
	}
	if (stat(path, &status) != 0) {
		error = errno;
		if (error == ENOENT)
			error = is_link(path) ? write_in_place(path, bytes) : replace(&arena, path, bytes, -1);
	} else if (S_ISDIR(status.st_mode)) {
		error = EISDIR;
	} else if (!S_ISREG(status.st_mode)) {
		error = write_in_place(path, bytes);
	} else {
		/* A symbolic link stays one: what it leads to is replaced. */
		real = realpath(path, NULL);
		error = real ? replace(&arena, real, bytes, (int)(status.st_mode & 0777)) : errno;
		free(real);
	}
	arena_release(&arena);
	return error;
}

int file_create(const char *path, struct text bytes)
{
	int error = 0, fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);

	if (fd < 0)
		return errno;
	error = close_checked(fd, descriptor_write(fd, bytes));
	if (error)
		unlink(path);
	return error;
}

/* Removes the folders of `path` that are longer than `kept` bytes: those that folder_create_all has just made. */
static void folders_unmake(char *path, size_t length, size_t kept)
{
	while (length > kept) {
		path[length] = '\0';
		rmdir(path);
		while (length > kept && path[length - 1] != '/')
			length--;
		while (length > kept && path[length - 1] == '/')
			length--;
	}
}

int folder_create_all(const char *path)
{
	struct arena arena = ARENA_EMPTY;
	size_t length = strlen(path), end = 0, kept = 0;
	char *part = arena_string(&arena, text_of(path));
	bool made = false;
	int error = length ? 0 : ENOENT;

	while (end < length) {
		size_t begin = end;
		while (end < length && path[end] == '/')
			end++;
		while (end < length && path[end] != '/')
			end++;
		part[end] = '\0';
		error = mkdir(part, 0777) == 0 ? 0 : errno;
		if (!error) {
			kept = made ? kept : begin;
			made = true;
		} else if (path_is_folder(part)) {
			error = 0;
		} else {
			error = error == EEXIST ? ENOTDIR : error;
			if (made)
				folders_unmake(part, begin, kept);
			break;
		}
		if (end < length)
			part[end] = '/';
	}
	arena_release(&arena);
	return error;
}

/* An open folder on the way down; `name` is its name in the one before, in the memory of that one's DIR, which isn't
 * read on until this one is gone. */
struct open_folder {
	DIR *stream;
	const char *name;
};
struct open_folders {
	struct open_folder *items;
	size_t count, capacity;
};

static int folder_open_below(struct open_folders *open_folders, int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);

	if (!stream) {
		int error = errno;
		if (fd >= 0)
			close(fd);
		return error;
	}
	*ARRAY_ADD(open_folders) = (struct open_folder){stream, name};
	return 0;
}

/* Removes one thing in the innermost folder, or goes down into it, or, where nothing is left, goes up and removes the
 * folder itself. */
static int folder_remove_next(struct open_folders *open_folders)
{
	struct open_folder *here = &open_folders->items[open_folders->count - 1];
	struct dirent *entry = NULL;
	struct stat status;

	errno = 0;
	entry = readdir(here->stream);
	if (!entry && errno)
		return errno;
	if (!entry) {
		int parent = open_folders->count > 1 ? dirfd(here[-1].stream) : AT_FDCWD;
		closedir(here->stream);
		open_folders->count--;
		return unlinkat(parent, here->name, AT_REMOVEDIR) == 0 ? 0 : errno;
	}
	if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
		return 0;
	if (fstatat(dirfd(here->stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : errno;
	if (S_ISDIR(status.st_mode))
		return folder_open_below(open_folders, dirfd(here->stream), entry->d_name);
	return unlinkat(dirfd(here->stream), entry->d_name, 0) == 0 || errno == ENOENT ? 0 : errno;
}

int folder_remove_all(const char *path)
{
	struct arena arena = ARENA_EMPTY;
	struct open_folders open_folders = {0};
	struct text name = text_of(path);
	int error = 0;

	/* With a slash behind it the name of a symbolic link would mean what the link leads to. */
	while (name.length > 1 && name.bytes[name.length - 1] == '/')
		name.length--;
	error = folder_open_below(&open_folders, AT_FDCWD, arena_string(&arena, name));
	while (!error && open_folders.count > 0)
		error = folder_remove_next(&open_folders);
	while (open_folders.count > 0)
		closedir(open_folders.items[--open_folders.count].stream);
	ARRAY_RELEASE(&open_folders);
	arena_release(&arena);
	return error == ELOOP ? ENOTDIR : error; /* which is what O_NOFOLLOW says of a link */
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int folder_list(struct arena *arena, const char *path, const char ***names, size_t *count)
{
	ARRAY_OF(const char *) list = {0};
	struct dirent *entry = NULL;
	DIR *stream = opendir(path);
	int error = 0;

	*names = NULL;
	*count = 0;
	if (!stream)
		return errno;
	while (errno = 0, (entry = readdir(stream)))
		if (entry->d_name[0] != '.')
			*ARRAY_ADD(&list) = arena_string(arena, text_of(entry->d_name));
	error = errno;
	closedir(stream);
	if (!error && list.count > 0) {
		qsort(list.items, list.count, sizeof *list.items, compare_names);
		*names = arena_copy_array(arena, list.items, list.count, sizeof *list.items);
		*count = list.count;
	}
	ARRAY_RELEASE(&list);
	return error;
}

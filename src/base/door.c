/* The half of file.h through which every file of a project is opened. A stranger may have written the project: what is
 * there may be a link to a file of this machine, or a pipe that nobody ever writes to. */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"

/* Not to wait for a pipe's other end, and not to be given a terminal. */
#define READING (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

#define ATTEMPTS_MOST 8

/* The system follows the path, and refuses when it leads out at any point. EXDEV: it does, or by a link that names its
 * whole path, which may lead back in. */
static int open_beneath(int root, const char *path)
{
	struct open_how how = {.flags = READING, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
	long fd = -1;

	/* EAGAIN: something was renamed in the meantime. */
	for (int attempt = 0; attempt < ATTEMPTS_MOST; attempt++) {
		fd = syscall(SYS_openat2, root, path, &how, sizeof how);
		if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	return (int)fd;
}

/* Opens a path without any link in it, name by name. */
static int open_names(int root, struct text path)
{
	struct buffer name = BUFFER_EMPTY;
	struct text part;
	int folder = root, fd = -1;

	while (text_split(&path, '/', &part)) {
		int flags = path.length ? O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW : READING | O_NOFOLLOW;
		if (!part.length)
			continue;
		buffer_clear(&name);
		buffer_append(&name, part);
		fd = openat(folder, buffer_string(&name), flags);
		int error = errno;
		if (folder != root)
			close(folder);
		folder = fd;
		errno = error;
		if (fd < 0)
			break;
	}
	buffer_release(&name);
	return fd;
}

/* Where the path really leads, if that is inside; then that, by its names alone. */
static int open_real(const char *root, int root_fd, const char *path)
{
	struct arena arena = ARENA_EMPTY;
	char *real_root = realpath(root, NULL), *real = realpath(path_join(&arena, root, path), NULL);
	size_t length = real_root && strcmp(real_root, "/") != 0 ? strlen(real_root) : 0;
	int fd = -1;

	if (real_root && real) {
		errno = strcmp(real, real_root) == 0 ? EISDIR : EXDEV;
		if (strncmp(real, real_root, length) == 0 && real[length] == '/')
			fd = open_names(root_fd, text_of(real + length));
	}
	int error = errno;
	free(real_root);
	free(real);
	arena_release(&arena);
	errno = error;
	return fd;
}

static int check_kind(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	if (S_ISDIR(status.st_mode))
		return EISDIR;
	return S_ISREG(status.st_mode) ? 0 : ENXIO;
}

/* Opens a plain file; `*fd` is to be closed where 0 is given. */
static int open_inside(const char *root, const char *path, int *fd)
{
	int folder = -1, error = 0;

	*fd = -1;
	if (path[0] == '/' || path_climbs_out(text_of(path)))
		return EXDEV;
	if (!path[0])
		return EISDIR;
	root = root[0] ? root : ".";
	folder = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return errno;
	*fd = open_beneath(folder, path);
	/* No such call, or one that a sandbox forbids. */
	if (*fd < 0 && (errno == EXDEV || errno == ENOSYS || errno == EPERM || errno == EAGAIN))
		*fd = open_real(root, folder, path);
	error = *fd < 0 ? errno : check_kind(*fd);
	close(folder);
	if (error && *fd >= 0)
		close(*fd);
	return error;
}

int file_read_inside(const char *root, const char *path, size_t most, struct buffer *into)
{
	int fd = -1, error = open_inside(root, path, &fd);

	if (error)
		return error;
	error = descriptor_read(fd, most, into);
	close(fd);
	return error;
}

int file_look_inside(const char *root, const char *path)
{
	int fd = -1, error = open_inside(root, path, &fd);

	if (!error)
		close(fd);
	return error;
}

const char *file_error_words(int error)
{
	switch (error) {
	case EXDEV:
		return "it leads out of its folder";
	case EISDIR:
		return "it is a folder";
	case ENXIO:
		return "it is a pipe, a socket or a device, and no file";
	case ELOOP:
		return "it is a link that leads round in a circle";
	case EFBIG:
		return "it is too long";
	default:
		return strerror(error);
	}
}

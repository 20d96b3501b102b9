#include "publish/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOLDER_BYTES_MOST 200

/* A file that somebody else made may be closed to writing, and can be locked all the same. */
static int open_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd >= 0 || errno != EACCES)
		return fd;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	/* There is none: then it is the folder that is closed. */
	if (fd < 0 && errno == ENOENT)
		errno = EACCES;
	return fd;
}

/* Is the open file still the one of that name? Whoever held the lock removes the file before giving it back. */
static bool is_current(int fd, const char *path)
{
	struct stat held, named;
	return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
	       held.st_ino == named.st_ino;
}

static void read_holder(int fd, struct buffer *holder)
{
	char words[HOLDER_BYTES_MOST];
	ssize_t got = pread(fd, words, sizeof words, 0);
	if (got > 0)
		buffer_append(holder, text_trim((struct text){words, (size_t)got}));
}

/* For whoever finds the lock taken. The lock holds whether or not this can be written. */
static void write_holder(int fd)
{
	struct buffer words = BUFFER_EMPTY;
	buffer_append_format(&words, "policyc build, process %ld\n", (long)getpid());
	if (ftruncate(fd, 0) == 0 && pwrite(fd, words.bytes, words.length, 0) < 0)
		errno = 0;
	buffer_release(&words);
}

int lock_take(struct lock *lock, const char *path, struct buffer *holder)
{
	*lock = (struct lock){.path = path, .fd = -1};
	for (;;) {
		int fd = open_file(path);
		if (fd < 0)
			return errno;
		if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
			int error = errno;
			if (error == EWOULDBLOCK)
				read_holder(fd, holder);
			close(fd);
			if (error == EINTR)
				continue;
			return error;
		}
		if (is_current(fd, path)) {
			write_holder(fd);
			lock->fd = fd;
			return 0;
		}
		close(fd);
	}
}

void lock_release(struct lock *lock)
{
	if (!lock->path || lock->fd < 0)
		return;
	unlink(lock->path);
	close(lock->fd);
	lock->fd = -1;
}

/* Preloaded into the program: ends it with SIGKILL just before the KILL_AT-th of its calls that change files. What the
 * calls do is left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>

static void count(void)
{
	static int calls;
	const char *at = getenv("KILL_AT");

	if (at && ++calls == atoi(at))
		raise(SIGKILL);
}

#define NEXT(name, ...)                           \
	count();                                  \
	*(void **)&next = dlsym(RTLD_NEXT, name); \
	return next(__VA_ARGS__)

ssize_t write(int fd, const void *bytes, size_t length)
{
	ssize_t (*next)(int, const void *, size_t);
	NEXT("write", fd, bytes, length);
}

int fsync(int fd)
{
	int (*next)(int);
	NEXT("fsync", fd);
}

int rename(const char *from, const char *to)
{
	int (*next)(const char *, const char *);
	NEXT("rename", from, to);
}

int mkdir(const char *path, mode_t mode)
{
	int (*next)(const char *, mode_t);
	NEXT("mkdir", path, mode);
}

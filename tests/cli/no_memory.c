/* Preloaded: of the calls that ask for memory the one of number NO_MEMORY_AT fails, as where there is none left, and
 * all after it. Without NO_MEMORY_AT the number of calls is written to the file NO_MEMORY_COUNT. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_long calls;
static long at = -1;

static int fails(void)
{
	long number = atomic_fetch_add(&calls, 1) + 1;

	if (at <= 0 || number < at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails() ? NULL : __libc_realloc(block, size);
}

__attribute__((constructor)) static void begin(void)
{
	const char *words = getenv("NO_MEMORY_AT");

	/* What is asked for before main is the system's own. */
	atomic_store(&calls, 0);
	at = words ? strtol(words, NULL, 10) : -1;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("NO_MEMORY_COUNT");
	char words[32];
	int length = snprintf(words, sizeof words, "%ld\n", atomic_load(&calls));
	int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;

	if (file >= 0 && write(file, words, (size_t)length) == length)
		close(file);
}

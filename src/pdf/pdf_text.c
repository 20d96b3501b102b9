#define _GNU_SOURCE /* memfd_create */
#include "pdf/pdf_text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* Of the processor; and of memory. A PDF comes from anybody. */
#define SECONDS_MOST 20
#define MEMORY_MOST  ((rlim_t)1024 * 1024 * 1024)
/* The exit status of a child that could not start the program, as shells have it. */
#define NOT_STARTED  127

/* The bytes as a file that another program can open; -1, and errno. */
static int as_descriptor(struct text bytes)
{
	int fd = memfd_create("copy.pdf", 0);
	if (fd < 0)
		return -1;
	int error = descriptor_write(fd, bytes);
	if (!error && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	close(fd);
	errno = error ? error : errno;
	return -1;
}

/* In the child: only what may be called between fork and exec. */
static void run(const char *path, int out, enum pdf_order order)
{
	const struct rlimit seconds = {SECONDS_MOST, SECONDS_MOST}, memory = {MEMORY_MOST, MEMORY_MOST};
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (setrlimit(RLIMIT_CPU, &seconds) != 0 || setrlimit(RLIMIT_AS, &memory) != 0 ||
	    dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(nothing, STDERR_FILENO) < 0)
		_exit(NOT_STARTED);
	if (order == PDF_AS_WRITTEN)
		execlp("pdftotext", "pdftotext", "-q", "-raw", "-enc", "UTF-8", path, "-", (char *)NULL);
	else
		execlp("pdftotext", "pdftotext", "-q", "-enc", "UTF-8", path, "-", (char *)NULL);
	_exit(NOT_STARTED);
}

/* What the program writes, to its end or as much as is read. Gives its exit status, or -1 where it was ended. */
static int gather(pid_t child, int in, struct buffer *words, int *error)
{
	int status = 0;
	*error = descriptor_read(in, PDF_TEXT_BYTES_MOST, words);
	if (*error)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool explain(int error, int status, struct buffer *why)
{
	if (error == EFBIG)
		buffer_append_string(why, "it holds more words than any policy");
	else if (error)
		buffer_append_format(why, "pdftotext could not be run: %s", strerror(error));
	else if (status == NOT_STARTED)
		buffer_append_string(why, "pdftotext, which reads its words, is not installed; install poppler-utils");
	else if (status < 0)
		buffer_append_string(why, "pdftotext took too long over it, or too much memory");
	else if (status != 0)
		buffer_append_string(why, "pdftotext can't read it: it is damaged, or locked with a password");
	return !error && status == 0;
}

bool pdf_text_read(struct text pdf, enum pdf_order order, struct buffer *words, struct buffer *why)
{
	char path[32];
	int ends[2], error = 0, status = 0;
	int file = as_descriptor(pdf);
	if (file < 0)
		return explain(errno, 0, why);
	if (pipe2(ends, O_CLOEXEC) != 0) {
		error = errno;
		close(file);
		return explain(error, 0, why);
	}
	snprintf(path, sizeof path, "/dev/fd/%d", file);
	pid_t child = fork();
	if (child == 0)
		run(path, ends[1], order);
	error = child < 0 ? errno : 0;
	close(file);
	close(ends[1]);
	if (child > 0)
		status = gather(child, ends[0], words, &error);
	close(ends[0]);
	return explain(error, status, why);
}

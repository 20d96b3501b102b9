/* measure TIMES PROGRAM [ARGUMENT…]: runs a program so many times without its output, and prints the least time of all
 * in milliseconds, the least processor time, the most memory of all in KiB, and the exit status of the last. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

struct run {
	double wall, processor; /* milliseconds */
	long memory;            /* KiB */
	int status;
};

static double milliseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void become(char **command)
{
	int nowhere = open("/dev/null", O_WRONLY);

	dup2(nowhere, STDOUT_FILENO);
	dup2(nowhere, STDERR_FILENO);
	execvp(command[0], command);
	_exit(127);
}

static bool run_once(struct run *run, char **command)
{
	struct rusage usage;
	int status = 0;
	double began = now();
	pid_t child = fork();

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &usage) != child)
		return false;
	*run = (struct run){
		.wall = now() - began,
		.processor = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
		.memory = usage.ru_maxrss,
		.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
	};
	return true;
}

int main(int count, char **words)
{
	uint32_t times;
	struct run least = {.wall = 0}, run;

	if (count < 3 || !text_to_number(text_of(words[1]), 1000000, &times) || times == 0) {
		fputs("usage: measure TIMES PROGRAM [ARGUMENT…]\n", stderr);
		return 2;
	}
	for (uint32_t i = 0; i < times; i++) {
		if (!run_once(&run, words + 2)) {
			fprintf(stderr, "%s can't be run\n", words[2]);
			return 3;
		}
		if (i == 0 || run.wall < least.wall)
			least.wall = run.wall;
		if (i == 0 || run.processor < least.processor)
			least.processor = run.processor;
		if (run.memory > least.memory)
			least.memory = run.memory;
	}
	printf("%.2f %.2f %ld %d\n", least.wall, least.processor, least.memory, run.status);
	return 0;
}

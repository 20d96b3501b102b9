/* What the unit tests have in common: cmocka with all that it needs before it, and a way to see how a call ends the
 * program. */
#ifndef POLICYC_TESTS_UNIT_H
#define POLICYC_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"

/* Compares a struct text with a string, and shows both where they differ. */
#define assert_text_is(actual, expected)                                                                \
	do {                                                                                            \
		struct text actual_text = (actual), expected_text = text_of(expected);                  \
		if (!text_equal(actual_text, expected_text))                                            \
			fail_msg("\"%.*s\" in place of \"%s\"", TEXT_ARGUMENTS(actual_text), expected); \
	} while (0)

/* The exit status with which `act` ends a program, or -1 where a signal ends it, or 255 where it returns. What it
 * writes to standard error is in `*said` up to the room there, where that is given. */
static inline int unit_ending(void (*act)(void), char *said, size_t room)
{
	int ends[2], status = 0;
	size_t length = 0;
	ssize_t got = 0;
	char spare[512];
	pid_t child = 0;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (dup2(ends[1], STDERR_FILENO) >= 0)
			act();
		_exit(255);
	}
	close(ends[1]);
	while ((got = read(ends[0], spare, sizeof spare)) > 0) {
		for (ssize_t i = 0; said && i < got && length + 1 < room; i++)
			said[length++] = spare[i];
	}
	if (said)
		said[length] = '\0';
	close(ends[0]);
	assert_true(waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif

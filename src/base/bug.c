#include "base/bug.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void bug_report(const char *file, int line, const char *format, ...)
{
	va_list arguments;

	/* Held so that the reports of two threads don't run into each other. */
	flockfile(stderr);
	fprintf(stderr, "policyc: a fault in policyc itself, found at %s:%d: ", file, line);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputs("\nNothing that you wrote should cause this. Please report it with the command and the files that led to "
	      "it.\n",
	      stderr);
	fflush(stderr);
	/* Not exit(): other threads may still be running, and what is wrong in memory must not be written out. */
	_Exit(4);
}

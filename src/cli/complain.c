/* What a command says beside its findings. */
#include <stdarg.h>
#include <stdio.h>

#include "base/shown.h"
#include "cli/command.h"

void complain(const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY, shown = BUFFER_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	shown_append(&shown, buffer_text(&words), 0);
	fprintf(stderr, "policyc: %.*s\n", TEXT_ARGUMENTS(buffer_text(&shown)));
	buffer_release(&words);
	buffer_release(&shown);
}

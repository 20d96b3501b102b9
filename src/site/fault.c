#include "site/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"

bool fault_is_set(const struct fault *fault)
{
	return fault->message.bytes != NULL;
}

bool fault_refuse(struct fault *fault, struct arena *arena, const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY;
	va_list arguments;
	if (fault_is_set(fault))
		return false;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	*fault = (struct fault){.is_refused = true, .message = arena_copy(arena, buffer_text(&words))};
	buffer_release(&words);
	return false;
}

bool fault_of_system(struct fault *fault, struct arena *arena, int error, const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY;
	va_list arguments;
	if (fault_is_set(fault))
		return false;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	buffer_append_format(&words, ": %s", strerror(error));
	*fault = (struct fault){.error = error ? error : EIO, .message = arena_copy(arena, buffer_text(&words))};
	buffer_release(&words);
	return false;
}

bool fault_of_program(struct fault *fault, struct arena *arena, const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY;
	va_list arguments;
	if (fault_is_set(fault))
		return false;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	*fault = (struct fault){.error = EIO, .message = arena_copy(arena, buffer_text(&words))};
	buffer_release(&words);
	return false;
}

#include "publish/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"

bool fault_is_set(const struct fault *fault)
{
	return fault->message.bytes != NULL;
}

/* `reason` follows the words where it is given. */
static void __attribute__((format(printf, 5, 0))) set_fault(struct fault *fault, struct arena *arena, struct fault set,
							    const char *reason, const char *format, va_list arguments)
{
	struct buffer words = BUFFER_EMPTY;
	if (fault_is_set(fault))
		return;
	buffer_append_arguments(&words, format, arguments);
	if (reason)
		buffer_append_format(&words, ": %s", reason);
	*fault = set;
	fault->message = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
}

bool fault_refuse(struct fault *fault, struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	set_fault(fault, arena, (struct fault){.is_refused = true}, NULL, format, arguments);
	va_end(arguments);
	return false;
}

bool fault_of_system(struct fault *fault, struct arena *arena, int error, const char *format, ...)
{
	va_list arguments;
	error = error ? error : EIO;
	va_start(arguments, format);
	set_fault(fault, arena, (struct fault){.error = error}, strerror(error), format, arguments);
	va_end(arguments);
	return false;
}

bool fault_of_file(struct fault *fault, struct arena *arena, int error, const char *format, ...)
{
	bool is_wrong = error == EXDEV || error == ENXIO || error == ELOOP || error == EISDIR;
	va_list arguments;
	va_start(arguments, format);
	set_fault(fault, arena, (struct fault){.error = is_wrong ? 0 : error, .is_refused = is_wrong},
		  file_error_words(error), format, arguments);
	va_end(arguments);
	return false;
}

bool fault_of_program(struct fault *fault, struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	set_fault(fault, arena, (struct fault){.error = EIO}, NULL, format, arguments);
	va_end(arguments);
	return false;
}

/* A growing run of bytes on the heap. A zeroed struct buffer is empty; buffer_release gives its memory back. */
#ifndef POLICYC_BASE_BUFFER_H
#define POLICYC_BASE_BUFFER_H

#include <stdarg.h>

#include "base/arena.h"

struct buffer {
	char *bytes; /* NULL or `capacity` bytes, of which `length` are used; no NUL is kept after them */
	size_t length, capacity;
};

#define BUFFER_EMPTY \
	{            \
		0    \
	}
void buffer_release(struct buffer *buffer);
/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buffer);
/* What is appended must not stand in the buffer itself, which may move. */
void buffer_append(struct buffer *buffer, struct text text);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_append_arguments(struct buffer *buffer, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
/* Makes sure that `more` further bytes fit without moving. */
void buffer_reserve(struct buffer *buffer, size_t more);
static inline void buffer_append_byte(struct buffer *buffer, char byte)
{
	if (buffer->length == buffer->capacity)
		buffer_reserve(buffer, 1);
	buffer->bytes[buffer->length++] = byte;
}
/* What stands in it now; valid until the next append. The bytes are never NULL. */
struct text buffer_text(const struct buffer *buffer);
/* A copy of it that lives as long as the arena; the buffer is released. */
struct text buffer_keep(struct buffer *buffer, struct arena *arena);
/* Puts a NUL after the bytes (not counted in the length) and gives them as a string; valid until the next append. */
const char *buffer_string(struct buffer *buffer);

#endif

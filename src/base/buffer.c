#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/memory.h"

void buffer_release(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer)BUFFER_EMPTY;
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t needed = more > SIZE_MAX - buffer->length ? SIZE_MAX : buffer->length + more;
	size_t capacity = buffer->capacity ? buffer->capacity : 64;

	if (needed <= buffer->capacity)
		return;
	while (capacity < needed)
		capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
	buffer->bytes = memory_resize_array(buffer->bytes, capacity, 1);
	buffer->capacity = capacity;
}

void buffer_append(struct buffer *buffer, struct text text)
{
	if (text.length == 0)
		return;
	buffer_reserve(buffer, text.length);
	memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
	buffer->length += text.length;
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
	buffer_append(buffer, text_of(string));
}

void buffer_append_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	buffer_append_arguments(buffer, format, arguments);
	va_end(arguments);
}

#define FORMATTED_USUAL 250

void buffer_append_arguments(struct buffer *buffer, const char *format, va_list arguments)
{
	size_t room = 0;
	va_list again;
	int length = 0;

	/* Room for most messages: without it each would be formatted twice. */
	buffer_reserve(buffer, FORMATTED_USUAL);
	room = buffer->capacity - buffer->length;
	va_copy(again, arguments);
	length = vsnprintf(buffer->bytes + buffer->length, room, format, arguments);
	if (length < 0)
		BUG("the format \"%s\" can't be written", format);
	if ((size_t)length >= room) {
		buffer_reserve(buffer, (size_t)length + 1); /* vsnprintf wants room for its NUL */
		vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
	}
	va_end(again);
	buffer->length += (size_t)length;
}

struct text buffer_text(const struct buffer *buffer)
{
	return (struct text){buffer->bytes ? buffer->bytes : "", buffer->length};
}

struct text buffer_keep(struct buffer *buffer, struct arena *arena)
{
	struct text kept = arena_copy(arena, buffer_text(buffer));

	buffer_release(buffer);
	return kept;
}

const char *buffer_string(struct buffer *buffer)
{
	buffer_reserve(buffer, 1);
	buffer->bytes[buffer->length] = '\0';
	return buffer->bytes;
}

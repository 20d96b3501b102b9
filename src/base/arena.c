#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/memory.h"

/* Small: of a large suite every document has an arena, and what is free at its end is memory that nobody uses. */
#define BLOCK_SIZE ((size_t)8 * 1024)

struct arena_block {
	struct arena_block *older;
	size_t size; /* of the room, in bytes */
	alignas(max_align_t) char room[];
};

static struct arena_block *block_new(size_t size, struct arena_block *older)
{
	struct arena_block *block = NULL;

	/* An overflow here wraps to too small a size, so ask for what no system has instead. */
	block = memory_resize_array(NULL, 1, size > SIZE_MAX - sizeof *block ? SIZE_MAX : sizeof *block + size);
	block->older = older;
	block->size = size;
	return block;
}

/* A size that no block of the usual sizes should be spent on has a block alone, put behind the newest one, whose free
 * part stays in use. */
static char *arena_take_alone(struct arena *arena, size_t size)
{
	struct arena_block *block = NULL;

	if (!arena->blocks) {
		arena->blocks = block = block_new(size, NULL);
		arena->next = arena->end = block->room + size;
	} else {
		arena->blocks->older = block = block_new(size, arena->blocks->older);
	}
	return block->room;
}

static char *arena_take(struct arena *arena, size_t size, size_t alignment)
{
	size_t padding = arena->next ? -(uintptr_t)arena->next & (alignment - 1) : 0;
	size_t room = arena->next ? (size_t)(arena->end - arena->next) : 0;
	char *taken = NULL;

	if (!arena->next || padding > room || size > room - padding) {
		if (size > BLOCK_SIZE / 2)
			return arena_take_alone(arena, size);
		arena->blocks = block_new(BLOCK_SIZE, arena->blocks);
		arena->next = arena->blocks->room;
		arena->end = arena->next + BLOCK_SIZE;
		padding = 0;
	}
	taken = arena->next + padding;
	arena->next = taken + size;
	return taken;
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
	*arena = (struct arena)ARENA_EMPTY;
}

void *arena_allocate(struct arena *arena, size_t size)
{
	/* Zeroed here and not by the block: room that nobody asks for is never touched. */
	return memset(arena_take(arena, size, alignof(max_align_t)), 0, size);
}

void *arena_allocate_array(struct arena *arena, size_t count, size_t size)
{
	/* SIZE_MAX is what memory.c refuses in its own words, and doesn't come back. */
	if (size && count > SIZE_MAX / size)
		arena_take(arena, SIZE_MAX, 1);
	return arena_allocate(arena, count * size);
}

struct text arena_copy(struct arena *arena, struct text text)
{
	char *bytes = arena_take(arena, text.length + 1, 1);

	if (text.length)
		memcpy(bytes, text.bytes, text.length);
	bytes[text.length] = '\0';
	return (struct text){bytes, text.length};
}

char *arena_string(struct arena *arena, struct text text)
{
	/* The copy's bytes are the arena's own and may be written to. */
	return (char *)arena_copy(arena, text).bytes;
}

struct text arena_lower(struct arena *arena, struct text text)
{
	char *copy = arena_string(arena, text);

	for (size_t i = 0; i < text.length; i++)
		copy[i] = ascii_lower(copy[i]);
	return (struct text){copy, text.length};
}

struct text arena_join(struct arena *arena, const struct text *parts, size_t count)
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++)
		length += parts[i].length;
	char *bytes = arena_take(arena, length + 1, 1), *end = bytes;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].length)
			memcpy(end, parts[i].bytes, parts[i].length);
		end += parts[i].length;
	}
	*end = '\0';
	return (struct text){bytes, length};
}

struct text arena_number(struct arena *arena, uint64_t number)
{
	char digits[20]; /* of the largest number */
	size_t begin = sizeof digits;

	do
		digits[--begin] = (char)('0' + number % 10);
	while (number /= 10);
	return arena_copy(arena, (struct text){digits + begin, sizeof digits - begin});
}

struct text arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *bytes = NULL, usual[120];
	int length = 0;

	va_start(arguments, format);
	length = vsnprintf(usual, sizeof usual, format, arguments);
	va_end(arguments);
	if (length < 0)
		BUG("the format \"%s\" can't be written", format);
	if ((size_t)length < sizeof usual)
		return arena_copy(arena, (struct text){usual, (size_t)length});
	bytes = arena_take(arena, (size_t)length + 1, 1);
	va_start(arguments, format);
	vsnprintf(bytes, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return (struct text){bytes, (size_t)length};
}

void *arena_copy_array(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = NULL;

	if (count == 0)
		return NULL;
	copy = arena_allocate_array(arena, count, size);
	if (size)
		memcpy(copy, items, count * size);
	return copy;
}

size_t arena_size(const struct arena *arena)
{
	size_t size = 0;

	for (const struct arena_block *block = arena->blocks; block; block = block->older)
		size += sizeof *block + block->size;
	return size;
}

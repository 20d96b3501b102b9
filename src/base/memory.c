#include "base/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How much more the system is asked for than is needed at once, and how much that is free is kept rather than given
 * back; in bytes. Documents live until the end, and what one needs only while it is read the next needs too. */
#define ASKED_AHEAD ((int)1 << 20)
#define KEPT_FREE   ((int)256 << 20)

void memory_set_up(void)
{
	mallopt(M_TOP_PAD, ASKED_AHEAD);
	mallopt(M_TRIM_THRESHOLD, KEPT_FREE);
}

static _Noreturn void memory_end_program(size_t count, size_t size)
{
	fprintf(stderr,
		"policyc: the system has no memory left (%zu times %zu bytes were asked for); close other programs or "
		"use fewer threads (-j 1)\n",
		count, size);
	fflush(stderr);
	_Exit(3);
}

_Noreturn void memory_run_out(void)
{
	fputs("policyc: the system has no memory left; close other programs or use fewer threads (-j 1)\n", stderr);
	fflush(stderr);
	_Exit(3);
}

void *memory_for_library(size_t size)
{
	return memory_resize_for_library(NULL, size);
}

void *memory_resize_for_library(void *block, size_t size)
{
	return memory_resize_array(block, 1, size);
}

char *memory_string_for_library(const char *string)
{
	size_t size = strlen(string) + 1;

	return memcpy(memory_for_library(size), string, size);
}

/* The size of `count` items in bytes. No block can be larger than a difference of pointers can say, so that is where a
 * product overflows. 1 in place of 0: malloc and realloc may give NULL for that, which would look like a lack of
 * memory. */
static size_t memory_product(size_t count, size_t size)
{
	if (size && count > PTRDIFF_MAX / size)
		memory_end_program(count, size);
	return count && size ? count * size : 1;
}

void *memory_allocate(size_t size)
{
	return memory_allocate_array(1, size);
}

void *memory_allocate_array(size_t count, size_t size)
{
	void *block = calloc(1, memory_product(count, size));

	if (!block)
		memory_end_program(count, size);
	return block;
}

void *memory_resize_array(void *block, size_t count, size_t size)
{
	void *resized = realloc(block, memory_product(count, size));

	if (!resized)
		memory_end_program(count, size);
	return resized;
}

void *memory_grow(void *block, size_t count, size_t *capacity, size_t size)
{
	size_t wanted = *capacity ? *capacity : 8;

	if (count < *capacity)
		return block;
	while (wanted <= count) {
		if (wanted > SIZE_MAX / 2)
			memory_end_program(count, size);
		wanted *= 2;
	}
	block = memory_resize_array(block, wanted, size);
	*capacity = wanted;
	return block;
}

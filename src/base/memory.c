#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void memory_end_program(size_t count, size_t size)
{
	fprintf(stderr,
		"policyc: the system has no memory left (%zu times %zu bytes were asked for); close other programs or "
		"use fewer threads (-j 1)\n",
		count, size);
	fflush(stderr);
	_Exit(3);
}

void *memory_allocate(size_t size)
{
	return memory_allocate_array(1, size);
}

void *memory_allocate_array(size_t count, size_t size)
{
	void *block = NULL;

	if (count == 0 || size == 0)
		block = calloc(1, 1);
	else
		block = calloc(count, size); /* which refuses a product that overflows */
	if (!block)
		memory_end_program(count, size);
	return block;
}

void *memory_resize_array(void *block, size_t count, size_t size)
{
	void *resized = NULL;

	if (size && count > SIZE_MAX / size)
		memory_end_program(count, size);
	/* realloc(p, 0) may free p and give NULL, which would look like a lack of memory. */
	resized = realloc(block, count && size ? count * size : 1);
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

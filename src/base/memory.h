/* Checked allocation. Running out of memory ends the program in memory.c with exit status 3 and a plain message,
 * so that no signature above has to report it. Sizes are in bytes; a size of 0 gives a pointer that may be freed.
 * Memory from here is owned by the caller and freed with free(). */
#ifndef POLICYC_BASE_MEMORY_H
#define POLICYC_BASE_MEMORY_H

#include <stddef.h>
#include <stdlib.h>

/* Tells the C library how a compiler uses memory; once, before the first thread. */
void memory_set_up(void);

/* Says that there is no memory left, and ends the program with exit status 3: for libraries that report it. */
_Noreturn void memory_run_out(void);
/* What libraries are given in place of malloc, realloc and strdup: they end the program where there is no memory, and
 * what they give is freed with free(). Not zeroed. */
void *memory_for_library(size_t size);
void *memory_resize_for_library(void *block, size_t size);
char *memory_string_for_library(const char *string);

/* Both zeroed; a product of count and size that overflows ends the program too. */
void *memory_allocate(size_t size);
void *memory_allocate_array(size_t count, size_t size);
/* What is added at the end is not zeroed. */
void *memory_resize_array(void *block, size_t count, size_t size);

/* The number of items of an array (never of a pointer). */
#define ARRAY_COUNT(array) (sizeof(array) / sizeof *(array))

/* Grows a heap array { items, count, capacity } so that one more item fits: `*ARRAY_ADD(&list) = item;`.
 * The array begins as all zeros and is released with ARRAY_RELEASE. */
#define ARRAY_OF(type)                  \
	struct {                        \
		type *items;            \
		size_t count, capacity; \
	}
#define ARRAY_ADD(array)                                                                                           \
	((array)->items = memory_grow((array)->items, (array)->count, &(array)->capacity, sizeof *(array)->items), \
	 &(array)->items[(array)->count++])
#define ARRAY_RELEASE(array) (free((array)->items), (array)->items = NULL, (array)->count = (array)->capacity = 0)

/* Used by ARRAY_ADD: makes room for item number `count`, doubling `*capacity` when it is full. */
void *memory_grow(void *block, size_t count, size_t *capacity, size_t size);

#endif

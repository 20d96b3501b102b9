/* An arena: many small allocations that are all released together. One for each document, passed explicitly, used from
 * one thread at a time. Nothing taken from it is freed on its own. */
#ifndef POLICYC_BASE_ARENA_H
#define POLICYC_BASE_ARENA_H

#include "base/text.h"

struct arena_block;
struct arena {
	struct arena_block *blocks; /* newest first */
	char *next, *end;           /* the free part of the newest block */
};

/* A zeroed struct arena is an empty arena: ARENA_EMPTY, or static storage. */
#define ARENA_EMPTY \
	{           \
		0   \
	}
void arena_release(struct arena *arena);
/* Zeroed and aligned for any type; never NULL. */
void *arena_allocate(struct arena *arena, size_t size);
/* Zeroed room for `count` items of `size` bytes; ends the program on overflow. */
void *arena_allocate_array(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type)          ((type *)arena_allocate((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_allocate_array((arena), (count), sizeof(type)))
/* A copy that lives as long as the arena, with a NUL after it (not counted in the length). Its bytes are never NULL,
 * not even those of a copy of the text whose bytes are NULL. */
struct text arena_copy(struct arena *arena, struct text text);
char *arena_string(struct arena *arena, struct text text);
/* The same with ASCII letters in lower case. */
struct text arena_lower(struct arena *arena, struct text text);
/* Texts one after the other: a copy of them all, far quicker than a format. */
struct text arena_join(struct arena *arena, const struct text *parts, size_t count);
#define ARENA_JOIN(arena, ...)                                  \
	arena_join((arena), (const struct text[]){__VA_ARGS__}, \
		   sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))
/* A number in decimal digits. */
struct text arena_number(struct arena *arena, uint64_t number);
struct text arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A copy of `count` items of `size` bytes that lives as long as the arena; NULL when count is 0. */
void *arena_copy_array(struct arena *arena, const void *items, size_t count, size_t size);
/* Bytes asked of the system so far: for tests and benchmarks. */
size_t arena_size(const struct arena *arena);

#endif

/* A hash map from text to pointer. Keys are not copied: they must live as long as the map. A zeroed struct map is
 * empty. Iteration is in the order of first insertion, so that output never depends on hashing. */
#ifndef POLICYC_BASE_MAP_H
#define POLICYC_BASE_MAP_H

#include "base/text.h"

struct map_entry {
	struct text key;
	void *value;
	uint64_t hash;
};

struct map {
	struct map_entry *entries; /* in order of insertion */
	size_t count, capacity;
	uint32_t *slots; /* 1-based positions in entries; 0 is empty */
	size_t slot_count;
};

#define MAP_EMPTY \
	{         \
		0 \
	}
void map_release(struct map *map);
/* The value, or NULL. */
void *map_get(const struct map *map, struct text key);
/* The place of the value of `key`, made (NULL) where the key is new; valid until the next map_place. `*is_new`, where
 * given, says which. */
void **map_place(struct map *map, struct text key, bool *is_new);
/* Sets and returns what was there before, or NULL. */
void *map_set(struct map *map, struct text key, void *value);

#endif

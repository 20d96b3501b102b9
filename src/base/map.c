#include "base/map.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/memory.h"

void map_release(struct map *map)
{
	free(map->entries);
	free(map->slots);
	*map = (struct map)MAP_EMPTY;
}

/* The slot where `key` is, or the empty one where it would go. Needs at least one empty slot. */
static size_t map_slot(const struct map *map, struct text key, uint64_t hash)
{
	size_t mask = map->slot_count - 1, slot = (size_t)hash & mask;

	while (map->slots[slot]) {
		const struct map_entry *entry = &map->entries[map->slots[slot] - 1];
		if (entry->hash == hash && text_equal(entry->key, key))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

/* Doubles the slots (their number is a power of two) and finds each entry its place again. */
static void map_grow_slots(struct map *map)
{
	free(map->slots);
	map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
	map->slots = memory_allocate_array(map->slot_count, sizeof *map->slots);
	for (size_t i = 0; i < map->count; i++) {
		size_t mask = map->slot_count - 1, slot = (size_t)map->entries[i].hash & mask;
		while (map->slots[slot])
			slot = (slot + 1) & mask;
		map->slots[slot] = (uint32_t)(i + 1);
	}
}

void *map_get(const struct map *map, struct text key)
{
	size_t slot = 0;

	if (map->count == 0)
		return NULL;
	slot = map_slot(map, key, text_hash(key));
	return map->slots[slot] ? map->entries[map->slots[slot] - 1].value : NULL;
}

void **map_place(struct map *map, struct text key, bool *is_new)
{
	uint64_t hash = text_hash(key);
	size_t slot = 0;
	bool found = false;

	/* At most three quarters of the slots are in use, so that runs of them stay short. */
	if (map->count + 1 > map->slot_count / 4 * 3)
		map_grow_slots(map);
	slot = map_slot(map, key, hash);
	found = map->slots[slot] != 0;
	if (is_new)
		*is_new = !found;
	if (!found) {
		if (map->count >= UINT32_MAX)
			BUG("a map holds more than %zu keys", map->count);
		map->entries = memory_grow(map->entries, map->count, &map->capacity, sizeof *map->entries);
		map->entries[map->count++] = (struct map_entry){key, NULL, hash};
		map->slots[slot] = (uint32_t)map->count;
	}
	return &map->entries[map->slots[slot] - 1].value;
}

void *map_set(struct map *map, struct text key, void *value)
{
	void **place = map_place(map, key, NULL), *before = *place;

	*place = value;
	return before;
}

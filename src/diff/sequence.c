#include "diff/sequence.h"

#include "base/map.h"
#include "base/memory.h"

void pair_by_key(const struct text *old_keys, size_t old_count, const struct text *new_keys, size_t new_count,
		 uint32_t *old_of)
{
	struct map first = MAP_EMPTY; /* key -> 1 + the number of the first old one that is free */
	uint32_t *next = memory_allocate_array(old_count, sizeof *next);

	for (size_t i = old_count; i-- > 0;) {
		if (!old_keys[i].bytes)
			continue;
		void **place = map_place(&first, old_keys[i], NULL);
		next[i] = (uint32_t)(uintptr_t)*place;
		*place = (void *)(uintptr_t)(i + 1);
	}
	for (size_t i = 0; i < new_count; i++) {
		old_of[i] = PAIR_NONE;
		if (!new_keys[i].bytes || !map_get(&first, new_keys[i]))
			continue;
		void **place = map_place(&first, new_keys[i], NULL);
		old_of[i] = (uint32_t)(uintptr_t)*place - 1;
		*place = (void *)(uintptr_t)next[old_of[i]];
	}
	free(next);
	map_release(&first);
}

void keep_order(const uint32_t *places, size_t count, bool *is_kept)
{
	/* ends[length]: the place in `places` at which the increasing subsequence of that length with the least end
	 * ends; before[i]: what stands before i in its own. */
	uint32_t *ends = memory_allocate_array(count + 1, sizeof *ends);
	uint32_t *before = memory_allocate_array(count + 1, sizeof *before);
	size_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = longest;
		is_kept[i] = false;
		if (places[i] == PAIR_NONE)
			continue;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (places[ends[middle]] < places[i])
				low = middle + 1;
			else
				high = middle;
		}
		ends[low] = (uint32_t)i;
		before[i] = low ? ends[low - 1] : PAIR_NONE;
		if (low == longest)
			longest++;
	}
	for (uint32_t i = longest ? ends[longest - 1] : PAIR_NONE; i != PAIR_NONE; i = before[i])
		is_kept[i] = true;
	free(before);
	free(ends);
}

#include "diff/candidates.h"

#include "base/memory.h"

#define RUN_WORDS 3

struct posting {
	uint32_t block, next; /* next: 1 + the number of another posting of the run; 0: none */
};
struct slot {
	uint64_t run;
	uint32_t first, count; /* first: 1 + the number of a posting; 0: the slot is free */
};

struct candidates {
	ARRAY_OF(struct posting) postings;
	struct slot *slots;
	size_t slot_count; /* a power of two, at most half of them used */
	uint32_t *hits;    /* by block; all 0 between searches */
	ARRAY_OF(uint32_t) touched;
};

static uint32_t run_words(const struct bag *bag)
{
	return bag->count < RUN_WORDS ? bag->count : RUN_WORDS;
}

static uint32_t run_count(const struct bag *bag)
{
	return bag->count < CANDIDATE_WORDS_LEAST ? 0 : bag->count - run_words(bag) + 1;
}

static uint64_t run_at(const struct bag *bag, uint32_t at)
{
	uint64_t hash = 0;

	for (uint32_t i = 0; i < run_words(bag); i++)
		hash = (hash ^ bag->words[at + i]) * 0x9E3779B97F4A7C15u ^ hash >> 31;
	return hash;
}

static struct slot *slot_of(const struct candidates *candidates, uint64_t run)
{
	size_t at = (size_t)(run * 0x9E3779B97F4A7C15u >> 20) & (candidates->slot_count - 1);

	while (candidates->slots[at].first && candidates->slots[at].run != run)
		at = (at + 1) & (candidates->slot_count - 1);
	return &candidates->slots[at];
}

static void add_block(struct candidates *candidates, const struct bag *bag, uint32_t block)
{
	for (uint32_t i = 0; i < run_count(bag); i++) {
		uint64_t run = run_at(bag, i);
		struct slot *slot = slot_of(candidates, run);
		slot->run = run;
		if (slot->count++ >= RUN_BLOCKS_MOST)
			continue;
		*ARRAY_ADD(&candidates->postings) = (struct posting){block, slot->first};
		slot->first = (uint32_t)candidates->postings.count;
	}
}

struct candidates *candidates_new(const struct blocks *blocks, bool (*wants)(const struct block *block))
{
	struct candidates *candidates = memory_allocate(sizeof *candidates);
	size_t runs = 0;

	for (uint32_t i = 0; i < blocks->count; i++)
		if (wants(&blocks->items[i]))
			runs += run_count(&blocks->items[i].bag);
	candidates->slot_count = 64;
	while (candidates->slot_count < runs * 2)
		candidates->slot_count *= 2;
	candidates->slots = memory_allocate_array(candidates->slot_count, sizeof *candidates->slots);
	candidates->hits = memory_allocate_array(blocks->count, sizeof *candidates->hits);
	for (uint32_t i = 0; i < blocks->count; i++)
		if (wants(&blocks->items[i]))
			add_block(candidates, &blocks->items[i].bag, i);
	return candidates;
}

void candidates_free(struct candidates *candidates)
{
	if (!candidates)
		return;
	ARRAY_RELEASE(&candidates->postings);
	ARRAY_RELEASE(&candidates->touched);
	free(candidates->slots);
	free(candidates->hits);
	free(candidates);
}

/* Puts a block among those found so far, the one with the most hits first; of equals the earlier in the document. */
static size_t put(const struct candidates *candidates, uint32_t *found, size_t count, uint32_t block)
{
	size_t at = count;

	while (at > 0 && (candidates->hits[found[at - 1]] < candidates->hits[block] ||
			  (candidates->hits[found[at - 1]] == candidates->hits[block] && found[at - 1] > block)))
		at--;
	if (at == CANDIDATES_MOST)
		return count;
	count += count < CANDIDATES_MOST;
	for (size_t i = count - 1; i > at; i--)
		found[i] = found[i - 1];
	found[at] = block;
	return count;
}

size_t candidates_find(struct candidates *candidates, const struct bag *bag, uint32_t found[CANDIDATES_MOST])
{
	size_t count = 0;

	for (uint32_t i = 0; i < run_count(bag); i++) {
		const struct slot *slot = slot_of(candidates, run_at(bag, i));
		if (slot->count > RUN_BLOCKS_MOST)
			continue;
		for (uint32_t at = slot->first; at; at = candidates->postings.items[at - 1].next) {
			uint32_t block = candidates->postings.items[at - 1].block;
			if (!candidates->hits[block]++)
				*ARRAY_ADD(&candidates->touched) = block;
		}
	}
	for (size_t i = 0; i < candidates->touched.count; i++)
		count = put(candidates, found, count, candidates->touched.items[i]);
	for (size_t i = 0; i < candidates->touched.count; i++)
		candidates->hits[candidates->touched.items[i]] = 0;
	candidates->touched.count = 0;
	return count;
}

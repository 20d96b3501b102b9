#include "diff/code_units.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/scan.h"
#include "diff/sequence.h"

/* So many blocks further on a code is looked for: each stands in the one that named it or the next. */
#define BLOCKS_AHEAD_MOST 64

static bool names_codes(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_ROW:
	case NODE_ITEM:
	case NODE_CLAUSE:
		return block->bag.count > 0;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		return true;
	default:
		return false;
	}
}

static struct text words_of(const struct blocks *blocks, uint32_t block)
{
	uint32_t leaf = blocks->items[block].node->kind == NODE_ROW ? block : block_own_leaf(blocks, block);

	return leaf == BLOCK_NONE ? TEXT("") : blocks->items[leaf].words;
}

/* Where the code stands in the words as a word of its own. */
static size_t find_code(struct text words, struct text code, size_t from)
{
	for (size_t at = text_find(words, code, from); at != TEXT_NOT_FOUND; at = text_find(words, code, at + 1))
		if (is_word_edge(words, at))
			return at;
	return TEXT_NOT_FOUND;
}

/* Where the last code was found. */
struct cursor {
	uint32_t home; /* the block that its set stands in */
	uint32_t block, end;
	size_t offset;
};

/* A row is named before its cells' words, a clause before its paragraph's: the outer one. */
static uint32_t next_unit(const struct blocks *blocks, struct cursor *cursor, struct text code, uint32_t most)
{
	struct cursor at = *cursor;

	for (uint32_t looked = 0; at.home != BLOCK_NONE && at.block < at.end && looked < most;
	     looked++, at.block++, at.offset = 0) {
		if (!names_codes(&blocks->items[at.block]))
			continue;
		size_t found = find_code(words_of(blocks, at.block), code, at.offset);
		if (found == TEXT_NOT_FOUND)
			continue;
		at.offset = found + code.length;
		*cursor = at;
		return at.block;
	}
	return BLOCK_NONE;
}

static struct text code_key(struct arena *arena, const struct code_set *set, const struct code *code, bool in_set)
{
	struct text name = code->canonical.length ? code->canonical : code->written;

	return arena_format(arena, "%d %d %.*s-%.*s %.*s", (int)set->system, (int)code->match, TEXT_ARGUMENTS(name),
			    TEXT_ARGUMENTS(code->last_canonical), in_set ? (int)set->heading.length : 0,
			    set->heading.bytes ? set->heading.bytes : "");
}

/* Sets of one section or clause stand one after the other: the next begins where the last code was found. */
static void list_set(struct arena *arena, const struct code_set *set, const struct blocks *blocks,
		     struct coded_list *list, struct cursor *cursor)
{
	uint32_t home = set->node ? blocks_find(blocks, set->node) : BLOCK_NONE;
	struct map seen = MAP_EMPTY;

	if (home != cursor->home)
		*cursor = (struct cursor){home, home, home == BLOCK_NONE ? home : blocks->items[home].end, 0};
	for (size_t i = 0; i < set->count; i++) {
		struct coded *coded = &list->items[list->count++];
		bool is_new;
		coded->set = set;
		coded->code = &set->codes[i];
		coded->unit = next_unit(blocks, cursor, coded->code->written, i ? BLOCKS_AHEAD_MOST : UINT32_MAX);
		coded->in_set = code_key(arena, set, coded->code, true);
		coded->alone = code_key(arena, set, coded->code, false);
		map_place(&seen, coded->in_set, &is_new);
		coded->is_repeat = !is_new;
	}
	map_release(&seen);
}

struct coded_list coded_list_of(struct arena *arena, const struct policy *policy, const struct blocks *blocks)
{
	struct coded_list list = {0};
	struct cursor cursor = {.home = BLOCK_NONE};
	size_t count = 0;

	for (size_t i = 0; i < policy->code_set_count; i++)
		count += policy->code_sets[i].count;
	list.items = ARENA_ARRAY(arena, count, struct coded);
	for (size_t i = 0; i < policy->code_set_count; i++)
		list_set(arena, &policy->code_sets[i], blocks, &list, &cursor);
	return list;
}

/* One pass over those that are free: by one of the two keys. */
static void pair_by(const struct coded_list *old, const struct coded_list *new, bool in_set, bool *is_taken,
		    uint32_t *old_of)
{
	struct arena arena = ARENA_EMPTY;
	struct text *old_keys = ARENA_ARRAY(&arena, old->count, struct text);
	struct text *new_keys = ARENA_ARRAY(&arena, new->count, struct text);
	uint32_t *found = ARENA_ARRAY(&arena, new->count, uint32_t);

	for (size_t i = 0; i < old->count; i++)
		if (!is_taken[i])
			old_keys[i] = in_set ? old->items[i].in_set : old->items[i].alone;
	for (size_t i = 0; i < new->count; i++)
		if (old_of[i] == PAIR_NONE)
			new_keys[i] = in_set ? new->items[i].in_set : new->items[i].alone;
	pair_by_key(old_keys, old->count, new_keys, new->count, found);
	for (size_t i = 0; i < new->count; i++) {
		if (found[i] == PAIR_NONE)
			continue;
		old_of[i] = found[i];
		is_taken[found[i]] = true;
	}
	arena_release(&arena);
}

/* A code that was changed to another with the same term, in the same set. */
static void pair_by_term(const struct coded_list *old, const struct coded_list *new, bool *is_taken, uint32_t *old_of)
{
	struct arena arena = ARENA_EMPTY;
	struct text *keys[2];
	const struct coded_list *lists[] = {old, new};
	uint32_t *found = ARENA_ARRAY(&arena, new->count, uint32_t);

	for (size_t k = 0; k < 2; k++) {
		keys[k] = ARENA_ARRAY(&arena, lists[k]->count, struct text);
		for (size_t i = 0; i < lists[k]->count; i++) {
			const struct coded *coded = &lists[k]->items[i];
			bool is_free = k ? old_of[i] == PAIR_NONE : !is_taken[i];
			if (is_free && coded->code->term.length)
				keys[k][i] = arena_format(&arena, "%d %.*s %.*s", (int)coded->set->system,
							  TEXT_ARGUMENTS(coded->set->heading),
							  TEXT_ARGUMENTS(coded->code->term));
		}
	}
	pair_by_key(keys[0], old->count, keys[1], new->count, found);
	for (size_t i = 0; i < new->count; i++) {
		if (found[i] == PAIR_NONE)
			continue;
		old_of[i] = found[i];
		is_taken[found[i]] = true;
	}
	arena_release(&arena);
}

/* Do two codes differ in one character? */
static bool are_neighbours(const struct coded *a, const struct coded *b)
{
	return a->set->system == b->set->system && text_equal(a->set->heading, b->set->heading) &&
	       a->code->undotted.length > 0 && text_distance(a->code->undotted, b->code->undotted, 1) <= 1;
}

/* `new` and `old` stand beside codes that are a pair: before them, or after them. */
static void pair_beside(const struct coded_list *old, const struct coded_list *new, size_t at, bool is_before,
			bool *is_taken, uint32_t *old_of)
{
	size_t beside = is_before ? at - 1 : at + 1;

	if (old_of[at] != PAIR_NONE || (is_before ? at == 0 : beside >= new->count) || old_of[beside] == PAIR_NONE)
		return;
	size_t candidate = is_before ? (size_t)old_of[beside] + 1 : (size_t)old_of[beside] - 1;
	if (candidate >= old->count || is_taken[candidate] || !are_neighbours(&old->items[candidate], &new->items[at]))
		return;
	old_of[at] = (uint32_t)candidate;
	is_taken[candidate] = true;
}

static void pair_neighbours(const struct coded_list *old, const struct coded_list *new, bool *is_taken,
			    uint32_t *old_of)
{
	for (size_t i = 0; i < new->count; i++)
		pair_beside(old, new, i, true, is_taken, old_of);
	for (size_t i = new->count; i-- > 0;)
		pair_beside(old, new, i, false, is_taken, old_of);
}

void pair_codes(const struct coded_list *old, const struct coded_list *new, uint32_t *old_of)
{
	bool *is_taken = memory_allocate_array(old->count, sizeof *is_taken);

	for (size_t i = 0; i < new->count; i++)
		old_of[i] = PAIR_NONE;
	pair_by(old, new, true, is_taken, old_of);
	pair_by(old, new, false, is_taken, old_of);
	pair_by_term(old, new, is_taken, old_of);
	pair_neighbours(old, new, is_taken, old_of);
	free(is_taken);
}

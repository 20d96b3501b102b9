#include "diff/match.h"

#include "base/map.h"
#include "base/memory.h"
#include "diff/matching.h"
#include "diff/sequence.h"

/* A block of fewer words that stands in another section is another, even with the same words. */
#define ELSEWHERE_WORDS_LEAST 4

/* Two blocks that are the same, with all below them. */
static void pair_trees(const struct matching *matching, uint32_t old, uint32_t new)
{
	uint32_t count = old_block(matching, old)->end - old;

	if (count != new_block(matching, new)->end - new) { /* two shapes with one hash */
		pair_blocks(matching, old, new);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		if (is_free(old_block(matching, old + i)) && is_free(new_block(matching, new + i)) &&
		    kinds_fit(old_block(matching, old + i)->node->kind, new_block(matching, new + i)->node->kind))
			pair_alone(matching, old + i, new + i);
}

/* Names */

static void gather_names(const struct blocks *blocks, bool of_sections, struct map *names)
{
	static const uint32_t twice = BLOCK_NONE;

	for (uint32_t i = 1; i < blocks->count; i++) {
		const struct block *block = &blocks->items[i];
		if (!block->node->name.length || !is_free(block) || (block->node->kind == NODE_SECTION) != of_sections)
			continue;
		bool is_new;
		void **place = map_place(names, blocks->items[i].node->name, &is_new);
		*place = (void *)(uintptr_t)(is_new ? i : twice);
	}
}

static void match_names(const struct matching *matching, bool of_sections)
{
	struct map old_names = MAP_EMPTY, new_names = MAP_EMPTY;

	gather_names(matching->old, of_sections, &old_names);
	gather_names(matching->new, of_sections, &new_names);
	for (size_t i = 0; i < new_names.count; i++) {
		uintptr_t new = (uintptr_t)new_names.entries[i].value;
		uintptr_t old = (uintptr_t)map_get(&old_names, new_names.entries[i].key);
		if (!old || old == BLOCK_NONE || new == BLOCK_NONE)
			continue;
		if (kinds_fit(old_block(matching, (uint32_t)old)->node->kind,
			      new_block(matching, (uint32_t) new)->node->kind))
			pair_blocks(matching, (uint32_t)old, (uint32_t) new);
	}
	map_release(&old_names);
	map_release(&new_names);
}

/* Sections */

/* What sections are paired by. */
enum section_rule { BY_KIND, BY_HEADING, BY_LEVEL, SECTION_RULES };
static const bool section_steps[][SECTION_RULES] = {
	{true, true, true}, {false, true, true}, {true, false, true}, {false, true, false}, {true, false, false},
};

struct section_list {
	uint32_t *blocks;
	struct text *keys;
	size_t count;
};

/* The key of a section by some of the rules; bytes NULL: it has none. */
static struct text section_key(struct arena *arena, const struct blocks *blocks, uint32_t index, const bool *rules)
{
	const struct block *block = &blocks->items[index];
	enum section_kind kind = block->node->section.kind;

	if ((rules[BY_KIND] && (kind == SECTION_OTHER || kind == SECTION_APPENDIX)) ||
	    (rules[BY_HEADING] && !block->bag.count))
		return (struct text){NULL, 0};
	return arena_format(arena, "%d %llu %d", rules[BY_KIND] ? (int)kind : -1,
			    rules[BY_HEADING] ? (unsigned long long)block->own : 0,
			    rules[BY_LEVEL] ? block->node->section.level : 0);
}

static void list_sections(struct arena *arena, struct blocks *blocks, const bool *rules, struct section_list *list)
{
	*list = (struct section_list){ARENA_ARRAY(arena, blocks->count, uint32_t),
				      ARENA_ARRAY(arena, blocks->count, struct text), 0};
	for (uint32_t i = 0; i < blocks->count; i++) {
		if (blocks->items[i].node->kind != NODE_SECTION || !is_free(&blocks->items[i]))
			continue;
		list->blocks[list->count] = i;
		list->keys[list->count++] = section_key(arena, blocks, i, rules);
	}
}

static void match_sections(const struct matching *matching)
{
	for (size_t step = 0; step < ARRAY_COUNT(section_steps); step++) {
		struct arena arena = ARENA_EMPTY;
		struct section_list old, new;
		list_sections(&arena, matching->old, section_steps[step], &old);
		list_sections(&arena, matching->new, section_steps[step], &new);
		uint32_t *old_of = ARENA_ARRAY(&arena, new.count, uint32_t);
		pair_by_key(old.keys, old.count, new.keys, new.count, old_of);
		for (size_t i = 0; i < new.count; i++)
			if (old_of[i] != PAIR_NONE)
				pair_blocks(matching, old.blocks[old_of[i]], new.blocks[i]);
		arena_release(&arena);
	}
}

/* What is the same */

static struct text key_with_name(struct arena *arena, const struct block *block)
{
	if (!block->node->name.length)
		return (struct text){NULL, 0};
	return arena_format(arena, "%llu %.*s", (unsigned long long)block->hash, TEXT_ARGUMENTS(block->node->name));
}

/* One pass over the children that are free; `named`: those with a permanent id, by that too. */
static void pair_same_children(const struct matching *matching, uint32_t old, uint32_t new, bool named,
			       struct arena *arena)
{
	size_t old_room = old_block(matching, old)->end - old, new_room = new_block(matching, new)->end - new;
	uint32_t *olds = ARENA_ARRAY(arena, old_room, uint32_t), *news = ARENA_ARRAY(arena, new_room, uint32_t);
	struct text *old_keys = ARENA_ARRAY(arena, old_room, struct text);
	struct text *new_keys = ARENA_ARRAY(arena, new_room, struct text);
	size_t old_count = free_children(matching->old, old, olds, old_keys);
	size_t new_count = free_children(matching->new, new, news, new_keys);
	uint32_t *old_of = ARENA_ARRAY(arena, new_count, uint32_t);

	if (!old_count || !new_count)
		return;
	for (size_t i = 0; named && i < old_count; i++)
		old_keys[i] = key_with_name(arena, old_block(matching, olds[i]));
	for (size_t i = 0; named && i < new_count; i++)
		new_keys[i] = key_with_name(arena, new_block(matching, news[i]));
	pair_by_key(old_keys, old_count, new_keys, new_count, old_of);
	for (size_t i = 0; i < new_count; i++)
		if (old_of[i] != PAIR_NONE)
			pair_trees(matching, olds[old_of[i]], news[i]);
}

static void match_same_children(const struct matching *matching, uint32_t old, uint32_t new, struct arena *arena)
{
	pair_same_children(matching, old, new, true, arena);
	pair_same_children(matching, old, new, false, arena);
}

static bool can_stand_elsewhere(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_BODY:
	case NODE_SECTION:
	case NODE_HEADING:
	case NODE_JOINER:
	case NODE_CELL:
		return false;
	default:
		return is_free(block) && block->word_count > 0;
	}
}

/* Blocks of OLD with one hash: a chain in the order of the document. */
struct same_blocks {
	struct map first;
	uint32_t *next;
};

static void gather_same(const struct matching *matching, struct same_blocks *same)
{
	same->first = (struct map)MAP_EMPTY;
	same->next = memory_allocate_array(matching->old->count, sizeof *same->next);
	for (uint32_t i = matching->old->count; i-- > 1;) {
		const struct block *block = old_block(matching, i);
		if (!can_stand_elsewhere(block))
			continue;
		void **place =
			map_place(&same->first, (struct text){(const char *)&block->hash, sizeof block->hash}, NULL);
		same->next[i] = (uint32_t)(uintptr_t)*place;
		*place = (void *)(uintptr_t)i;
	}
}

/* The first free block of a chain that stands in the section of `new`, else the first free one. */
static uint32_t choose_same(const struct matching *matching, struct same_blocks *same, uint32_t new)
{
	const struct block *block = new_block(matching, new);
	struct text key = {(const char *)&block->hash, sizeof block->hash};
	uint32_t chosen = BLOCK_NONE, looked = 0;

	if (!map_get(&same->first, key))
		return BLOCK_NONE;
	void **first = map_place(&same->first, key, NULL);
	while (*first && !is_free(old_block(matching, (uint32_t)(uintptr_t)*first)))
		*first = (void *)(uintptr_t)same->next[(uintptr_t)*first];
	for (uint32_t i = (uint32_t)(uintptr_t)*first; i && looked < NEIGHBOURS_MOST; i = same->next[i], looked++) {
		if (!is_free(old_block(matching, i)))
			continue;
		if (in_same_section(matching, i, new))
			return i;
		if (chosen == BLOCK_NONE && block->word_count >= ELSEWHERE_WORDS_LEAST)
			chosen = i;
	}
	return chosen;
}

static void match_same_anywhere(const struct matching *matching)
{
	struct same_blocks same;

	gather_same(matching, &same);
	for (uint32_t i = 1; i < matching->new->count; i++) {
		if (!can_stand_elsewhere(new_block(matching, i)))
			continue;
		uint32_t old = choose_same(matching, &same, i);
		if (old != BLOCK_NONE)
			pair_trees(matching, old, i);
	}
	free(same.next);
	map_release(&same.first);
}

/* By contents */

/* The block of OLD that most of the children of `new` came from; BLOCK_NONE where none has most of them. */
static uint32_t origin_of_children(const struct matching *matching, uint32_t new)
{
	uint32_t origin = BLOCK_NONE, lead = 0, votes = 0, children = 0;

	FOR_EACH_CHILD(matching->new, new, child)
	{
		const struct block *block = new_block(matching, child);
		uint32_t from = is_free(block) ? BLOCK_NONE : old_block(matching, block->pair)->parent;
		if (from == BLOCK_NONE || block->node->kind == NODE_JOINER)
			continue;
		if (lead == 0)
			origin = from;
		lead = from == origin ? lead + 1 : lead - 1;
	}
	if (origin == BLOCK_NONE)
		return BLOCK_NONE;
	FOR_EACH_CHILD(matching->new, new, child)
	{
		const struct block *block = new_block(matching, child);
		children += !is_free(block);
		votes += !is_free(block) && old_block(matching, block->pair)->parent == origin;
	}
	return votes * 2 > children ? origin : BLOCK_NONE;
}

/* The section of OLD that most of the words straight below a section of NEW came from; BLOCK_NONE: none. */
static uint32_t origin_of_words(const struct matching *matching, uint32_t section)
{
	uint32_t origin = BLOCK_NONE;
	uint64_t lead = 0, votes = 0, all = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = section + 1; i < new_block(matching, section)->end; i++) {
			const struct block *block = new_block(matching, i);
			if (!node_is_leaf_block(block->node) || block->node->kind == NODE_HEADING ||
			    block_section(matching->new, i) != section)
				continue;
			uint32_t from = is_free(block) ? BLOCK_NONE : block_section(matching->old, block->pair);
			if (pass == 1) {
				all += block->word_count;
				votes += from == origin ? block->word_count : 0;
				continue;
			}
			if (from == BLOCK_NONE || from == 0)
				continue;
			if (from == origin || lead >= block->word_count) {
				lead = from == origin ? lead + block->word_count : lead - block->word_count;
			} else {
				origin = from;
				lead = block->word_count - lead;
			}
		}
		if (origin == BLOCK_NONE)
			return BLOCK_NONE;
	}
	return votes * 2 > all ? origin : BLOCK_NONE;
}

static void match_sections_by_words(const struct matching *matching)
{
	for (uint32_t i = 1; i < matching->new->count; i++) {
		if (new_block(matching, i)->node->kind != NODE_SECTION || !is_free(new_block(matching, i)))
			continue;
		uint32_t old = origin_of_words(matching, i);
		if (old != BLOCK_NONE && is_free(old_block(matching, old)))
			pair_blocks(matching, old, i);
	}
}

/* A clause or item goes with its own first paragraph. */
static void match_by_own_words(const struct matching *matching)
{
	for (uint32_t i = 1; i < matching->new->count; i++) {
		uint32_t leaf = block_own_leaf(matching->new, i), old;
		if (!is_free(new_block(matching, i)) || leaf == BLOCK_NONE || leaf == i ||
		    is_free(new_block(matching, leaf)))
			continue;
		old = old_block(matching, new_block(matching, leaf)->pair)->parent;
		if (old && is_free(old_block(matching, old)) &&
		    block_own_leaf(matching->old, old) == new_block(matching, leaf)->pair &&
		    kinds_fit(old_block(matching, old)->node->kind, new_block(matching, i)->node->kind))
			pair_blocks(matching, old, i);
	}
}

/* Has the leaf of its own words a pair that is not the other's? */
static bool own_words_are_elsewhere(const struct blocks *these, uint32_t block, const struct blocks *others,
				    uint32_t other)
{
	uint32_t leaf = block_own_leaf(these, block);

	return leaf != BLOCK_NONE && !is_free(&these->items[leaf]) &&
	       these->items[leaf].pair != block_own_leaf(others, other);
}

/* From the inside out, so that what is paired here has a vote further out. */
static void match_by_contents(const struct matching *matching)
{
	match_sections_by_words(matching);
	match_by_own_words(matching);
	for (uint32_t i = matching->new->count; i-- > 1;) {
		const struct block *block = new_block(matching, i);
		if (!is_free(block) || node_is_leaf_block(block->node) || block->node->kind == NODE_ROW ||
		    block->node->kind == NODE_SECTION)
			continue;
		uint32_t old = origin_of_children(matching, i);
		if (old != BLOCK_NONE && old && is_free(old_block(matching, old)) &&
		    !own_words_are_elsewhere(matching->new, i, matching->old, old) &&
		    !own_words_are_elsewhere(matching->old, old, matching->new, i) &&
		    kinds_fit(old_block(matching, old)->node->kind, block->node->kind))
			pair_blocks(matching, old, i);
	}
}

void match_blocks(struct blocks *old, struct blocks *new, const struct known_pairs *known)
{
	struct matching matching = {old, new};

	pair_blocks(&matching, 0, 0);
	for (size_t i = 0; i < known->count; i++)
		pair_blocks(&matching, known->old[i], known->new[i]);
	match_names(&matching, true);
	match_sections(&matching);
	for_each_pair(&matching, match_same_children);
	match_same_anywhere(&matching);
	match_names(&matching, false);
	match_by_contents(&matching);
	for_each_pair(&matching, match_alike_children);
	match_alike_anywhere(&matching);
	match_by_contents(&matching);
	for_each_pair(&matching, match_alike_children);
}

void blocks_mark_kept(const struct blocks *old, struct blocks *new)
{
	uint32_t *children = memory_allocate_array(new->count, sizeof *children);
	uint32_t *places = memory_allocate_array(new->count, sizeof *places);
	bool *is_kept = memory_allocate_array(new->count, sizeof *is_kept);

	new->items[0].is_kept = true;
	for (uint32_t i = 0; i < new->count; i++) {
		size_t count = 0;
		if (is_free(&new->items[i]))
			continue;
		FOR_EACH_CHILD(new, i, child)
		{
			const struct block *block = &new->items[child];
			bool stays = !is_free(block) && old->items[block->pair].parent == new->items[i].pair;
			if (!stays)
				continue;
			children[count] = child;
			places[count++] = old->items[block->pair].place;
		}
		keep_order(places, count, is_kept);
		for (size_t k = 0; k < count; k++)
			new->items[children[k]].is_kept = is_kept[k];
	}
	free(is_kept);
	free(places);
	free(children);
}

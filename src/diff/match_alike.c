/* Blocks without a partner of equal words are paired by likeness. */
#include "base/memory.h"
#include "diff/candidates.h"
#include "diff/match.h"
#include "diff/matching.h"

/* What is alike enough, as bag_likeness: between the same neighbours, below the same block, anywhere. */
#define ALIKE_IN_PLACE 0.3
#define ALIKE_BELOW    0.5
#define ALIKE_ANYWHERE 0.6

/* What is alike, in place */

struct choice {
	double likeness;
	uint32_t distance; /* in places */
	uint32_t old, new;
};
struct choices {
	struct choice *items;
	size_t count, capacity;
};

static int compare_choices(const void *first, const void *second)
{
	const struct choice *a = first, *b = second;

	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->new != b->new)
		return a->new < b->new ? -1 : 1;
	return (a->old > b->old) - (a->old < b->old);
}

/* The best first, each block once. */
static void take_choices(const struct matching *matching, struct choices *choices)
{
	if (choices->count)
		qsort(choices->items, choices->count, sizeof *choices->items, compare_choices);
	for (size_t i = 0; i < choices->count; i++)
		pair_blocks(matching, choices->items[i].old, choices->items[i].new);
	choices->count = 0;
}

/* For each free child: the pair of the last one before it that has one (of an old one: that one itself), so that those
 * of both versions which stand between the same neighbours have the same. */
static void mark_gaps(const struct blocks *blocks, uint32_t parent, bool is_new, uint32_t *gaps)
{
	uint32_t gap = 0;
	size_t count = 0;

	FOR_EACH_CHILD(blocks, parent, child)
	{
		const struct block *block = &blocks->items[child];
		if (is_free(block))
			gaps[count++] = gap;
		else
			gap = is_new ? block->pair : child;
	}
}

static bool has_words_to_compare(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_HEADING:
	case NODE_JOINER:
	case NODE_CELL:
	case NODE_SECTION:
		return false;
	default:
		return block->bag.count > 0;
	}
}

/* Two lists of free children of a pair, with their gaps. */
struct children {
	uint32_t *old, *new, *old_gaps, *new_gaps;
	size_t old_count, new_count;
};

static void weigh(const struct matching *matching, const struct children *children, size_t i, size_t j,
		  struct choices *choices)
{
	const struct block *old = old_block(matching, children->old[i]);
	const struct block *new = new_block(matching, children->new[j]);
	bool is_in_place = children->old_gaps[i] == children->new_gaps[j];
	double likeness;

	if (!kinds_fit(old->node->kind, new->node->kind) || !has_words_to_compare(old) || !has_words_to_compare(new))
		return;
	likeness = bag_likeness(&old->bag, &new->bag);
	if (likeness < (is_in_place ? ALIKE_IN_PLACE : ALIKE_BELOW))
		return;
	*ARRAY_ADD(choices) =
		(struct choice){likeness, (uint32_t)(i > j ? i - j : j - i), children->old[i], children->new[j]};
}

/* Rows with words go by these. */
static bool goes_in_order(const struct block *block, enum node_kind kind)
{
	return block->node->kind == kind && is_free(block) && (kind != NODE_ROW || !block->bag.count);
}

/* Lists and tables have no words of their own, joiners always the same: the first goes with the first of its kind. */
static void match_in_order(const struct matching *matching, const struct children *children)
{
	static const enum node_kind kinds[] = {NODE_LIST, NODE_TABLE, NODE_REFERENCE_LIST, NODE_QUOTE, NODE_JOINER,
					       NODE_CELL, NODE_ROW};

	for (size_t k = 0; k < ARRAY_COUNT(kinds); k++) {
		size_t j = 0;
		for (size_t i = 0; i < children->old_count; i++) {
			if (!goes_in_order(old_block(matching, children->old[i]), kinds[k]))
				continue;
			while (j < children->new_count &&
			       !goes_in_order(new_block(matching, children->new[j]), kinds[k]))
				j++;
			if (j == children->new_count)
				break;
			pair_blocks(matching, children->old[i], children->new[j]);
		}
	}
}

void match_alike_children(const struct matching *matching, uint32_t old, uint32_t new, struct arena *arena)
{
	size_t old_room = old_block(matching, old)->end - old, new_room = new_block(matching, new)->end - new;
	struct children children = {
		ARENA_ARRAY(arena, old_room, uint32_t),
		ARENA_ARRAY(arena, new_room, uint32_t),
		ARENA_ARRAY(arena, old_room, uint32_t),
		ARENA_ARRAY(arena, new_room, uint32_t),
		0,
		0,
	};
	struct choices choices = {0};

	children.old_count = free_children(matching->old, old, children.old, NULL);
	children.new_count = free_children(matching->new, new, children.new, NULL);
	if (!children.old_count || !children.new_count)
		return;
	mark_gaps(matching->old, old, false, children.old_gaps);
	mark_gaps(matching->new, new, true, children.new_gaps);
	for (size_t j = 0; j < children.new_count; j++) {
		/* Where it would stand among the old ones; those around are looked at, or all where they are few. */
		size_t around = j * children.old_count / children.new_count;
		size_t begin = around > NEIGHBOURS_MOST / 2 ? around - NEIGHBOURS_MOST / 2 : 0;
		for (size_t i = begin; i < children.old_count && i < begin + NEIGHBOURS_MOST; i++)
			weigh(matching, &children, i, j, &choices);
	}
	take_choices(matching, &choices);
	match_in_order(matching, &children);
	ARRAY_RELEASE(&choices);
}

/* What is alike anywhere */

static bool can_be_like(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_CLAUSE:
	case NODE_ITEM:
	case NODE_PARAGRAPH:
	case NODE_NOTE:
	case NODE_ROW:
	case NODE_REFERENCE:
		return is_free(block);
	default:
		return false;
	}
}

void match_alike_anywhere(const struct matching *matching)
{
	struct candidates *candidates = candidates_new(matching->old, can_be_like);
	struct choices choices = {0};

	for (uint32_t i = 1; i < matching->new->count; i++) {
		const struct block *block = new_block(matching, i);
		uint32_t found[CANDIDATES_MOST];
		size_t count = can_be_like(block) ? candidates_find(candidates, &block->bag, found) : 0;
		for (size_t k = 0; k < count; k++) {
			const struct block *old = old_block(matching, found[k]);
			double likeness = bag_likeness(&old->bag, &block->bag);
			if (likeness < ALIKE_ANYWHERE || !kinds_fit(old->node->kind, block->node->kind))
				continue;
			*ARRAY_ADD(&choices) =
				(struct choice){likeness, !in_same_section(matching, found[k], i), found[k], i};
		}
	}
	take_choices(matching, &choices);
	ARRAY_RELEASE(&choices);
	candidates_free(candidates);
}

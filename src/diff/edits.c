/* The edits that make the new version of the old one, each given to the change that it belongs to. */
#include "diff/block_values.h"
#include "diff/comparison.h"
#include "diff/word_runs.h"

/* An edit and the number of the change that it belongs to. */
struct owned_edit {
	uint32_t owner;
	struct edit edit;
};

struct edits {
	struct version_comparison *comparison;
	ARRAY_OF(struct owned_edit) list;
};

/* The number of the child at each level below the body. */
static const uint32_t *position_of(struct arena *arena, const struct blocks *blocks, uint32_t block, size_t *count)
{
	uint32_t *position;
	size_t depth = 0;

	for (uint32_t i = block; i; i = blocks->items[i].parent)
		depth++;
	*count = depth;
	position = ARENA_ARRAY(arena, depth, uint32_t);
	for (uint32_t i = block; i; i = blocks->items[i].parent)
		position[--depth] = blocks->items[i].place;
	return position;
}

/* The change that a block's edits belong to: its own, else that of the unit around it. */
static uint32_t owner_of(const struct version_blocks *version, uint32_t block)
{
	return version->owners[block] != CHANGE_NONE ? version->owners[block]
						     : version->owners[unit_of(&version->blocks, block)];
}

/* A change of formatting alone, for edits of a unit that no other change tells of. */
static uint32_t add_format(struct version_comparison *comparison, uint32_t old, uint32_t new)
{
	bool is_new = new != BLOCK_NONE;
	const struct version_blocks *version = is_new ? &comparison->to : &comparison->from;
	uint32_t unit = unit_of(&version->blocks, is_new ? new : old), number = (uint32_t)comparison->changes.count;
	const struct block *block = &version->blocks.items[unit];
	struct change *change = change_add(comparison, CLASS_EDITORIAL, OP_FORMAT, subject_of_unit(block));
	struct change_place place = place_of_block(comparison->arena, &version->blocks, unit);

	change_path_of_block(comparison, change, block, (struct text){NULL, 0});
	change->old_words = change->new_words = words_alone(comparison->arena, unit_words(&version->blocks, unit));
	change->from = change->to = place;
	change->order = is_new ? 2 * (size_t)unit : order_of_removed(comparison, unit);
	(is_new ? comparison->to.owners : comparison->from.owners)[unit] = number;
	return number;
}

static void add_edit(struct edits *edits, struct edit edit, uint32_t old, uint32_t new)
{
	struct version_comparison *comparison = edits->comparison;
	uint32_t owner = new == BLOCK_NONE ? CHANGE_NONE : owner_of(&comparison->to, new);

	if (owner == CHANGE_NONE && old != BLOCK_NONE)
		owner = owner_of(&comparison->from, old);
	if (owner == CHANGE_NONE)
		owner = add_format(comparison, old, new);
	if (old != BLOCK_NONE)
		edit.at = position_of(comparison->arena, &comparison->from.blocks, old, &edit.at_count);
	if (new != BLOCK_NONE && edit.op != EDIT_SET)
		edit.to = position_of(comparison->arena, &comparison->to.blocks, new, &edit.to_count);
	*ARRAY_ADD(&edits->list) = (struct owned_edit){owner, edit};
}

/* The members that differ, null for those that go; NULL where none does. */
static const struct value *members_that_differ(struct arena *arena, const struct node *old, const struct node *new)
{
	const struct value *before = plain_block(arena, old), *after = plain_block(arena, new);
	struct value *members = value_map(arena);

	for (uint32_t i = 0; i < after->count; i++)
		if (!value_equal(after->members[i].value, value_map_get(before, after->members[i].key)))
			value_map_add(arena, members, after->members[i].key, after->members[i].value);
	for (uint32_t i = 0; i < before->count; i++)
		if (!value_map_get(after, before->members[i].key))
			value_map_add(arena, members, before->members[i].key, value_null(arena));
	return members->count ? members : NULL;
}

/* A block of NEW with those below it that were not in OLD. */
static const struct value *inserted_value(struct arena *arena, const struct blocks *blocks, uint32_t root)
{
	ARRAY_OF(struct {
		uint32_t end;
		struct value *content;
	})
	open = {0};
	struct value *value = NULL;

	for (uint32_t i = root; i < blocks->items[root].end;) {
		const struct block *block = &blocks->items[i];
		if (block->pair != BLOCK_NONE) {
			i = block->end;
			continue;
		}
		while (open.count && open.items[open.count - 1].end <= i)
			open.count--;
		struct value *plain = plain_block(arena, block->node);
		if (open.count)
			value_list_add(arena, open.items[open.count - 1].content, plain);
		else
			value = plain;
		if (!node_is_leaf_block(block->node) && block->node->kind != NODE_INCLUDE) {
			struct value *content = value_list(arena);
			value_set(arena, plain, "content", content);
			*ARRAY_ADD(&open) = (__typeof__(*open.items)){block->end, content};
		}
		i++;
	}
	ARRAY_RELEASE(&open);
	return value;
}

static void edit_block_of_new(struct edits *edits, uint32_t index)
{
	const struct blocks *blocks = &edits->comparison->to.blocks;
	const struct block *block = &blocks->items[index];
	struct arena *arena = edits->comparison->arena;

	if (block->pair == BLOCK_NONE) {
		if (blocks->items[block->parent].pair != BLOCK_NONE)
			add_edit(edits, (struct edit){.op = EDIT_INSERT, .value = inserted_value(arena, blocks, index)},
				 BLOCK_NONE, index);
		return;
	}
	if (index && !block->is_kept)
		add_edit(edits, (struct edit){.op = EDIT_MOVE}, block->pair, index);
	const struct value *members =
		members_that_differ(arena, edits->comparison->from.blocks.items[block->pair].node, block->node);
	if (members)
		add_edit(edits, (struct edit){.op = EDIT_SET, .value = members}, block->pair, index);
}

static void edit_block_of_old(struct edits *edits, uint32_t index)
{
	const struct blocks *blocks = &edits->comparison->from.blocks;
	const struct block *block = &blocks->items[index];

	if (block->pair == BLOCK_NONE && blocks->items[block->parent].pair != BLOCK_NONE)
		add_edit(edits, (struct edit){.op = EDIT_DELETE}, index, BLOCK_NONE);
}

static int compare_owners(const void *first, const void *second)
{
	const struct owned_edit *a = *(struct owned_edit *const *)first, *b = *(struct owned_edit *const *)second;

	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	return (a > b) - (a < b);
}

/* The edits of each change stand together. */
static void hand_out(struct edits *edits)
{
	struct version_comparison *comparison = edits->comparison;
	struct owned_edit **sorted = memory_allocate_array(edits->list.count, sizeof *sorted);
	struct edit *all = ARENA_ARRAY(comparison->arena, edits->list.count, struct edit);

	for (size_t i = 0; i < edits->list.count; i++)
		sorted[i] = &edits->list.items[i];
	if (edits->list.count)
		qsort(sorted, edits->list.count, sizeof *sorted, compare_owners);
	for (size_t i = 0; i < edits->list.count; i++) {
		struct change *change = &comparison->changes.items[sorted[i]->owner];
		all[i] = sorted[i]->edit;
		if (!change->edit_count++)
			change->edits = &all[i];
	}
	free(sorted);
}

void attach_edits(struct version_comparison *comparison)
{
	struct edits edits = {.comparison = comparison};

	for (uint32_t i = 0; i < comparison->to.blocks.count; i++)
		edit_block_of_new(&edits, i);
	for (uint32_t i = 1; i < comparison->from.blocks.count; i++)
		edit_block_of_old(&edits, i);
	hand_out(&edits);
	ARRAY_RELEASE(&edits.list);
}

/* Permanent ids that were given, taken away or put on other words: no word of the policy is another, and yet a link
 * from elsewhere leads to other words. */
#include "base/map.h"
#include "base/memory.h"
#include "diff/comparison.h"

static struct text name_of(const struct version_blocks *version, uint32_t unit)
{
	return unit == BLOCK_NONE ? TEXT("") : version->blocks.items[unit].node->name;
}

/* `old`, `new`: the units; BLOCK_NONE: none. */
static struct change *add_id(struct version_comparison *comparison, enum change_op op, uint32_t old, uint32_t new)
{
	struct version_blocks *from = &comparison->from, *to = &comparison->to;
	uint32_t number = (uint32_t)comparison->changes.count;
	struct change *change = change_add(comparison, CLASS_EDITORIAL, op, SUBJECT_ID);

	change->old_words = op == OP_ADDED ? (struct text){NULL, 0} : name_of(from, old);
	change->new_words = op == OP_REMOVED ? (struct text){NULL, 0} : name_of(to, new);
	if (op != OP_ADDED)
		change->from = place_of_block(comparison->arena, &from->blocks, old);
	if (op != OP_REMOVED)
		change->to = place_of_block(comparison->arena, &to->blocks, new);
	change_path_of_block(comparison, change, op == OP_REMOVED ? &from->blocks.items[old] : &to->blocks.items[new],
			     (struct text){NULL, 0});
	change->order = op == OP_REMOVED ? order_of_removed(comparison, old) : 2 * (size_t) new;
	if (old != BLOCK_NONE && from->owners[old] == CHANGE_NONE)
		from->owners[old] = number;
	if (new != BLOCK_NONE && to->owners[new] == CHANGE_NONE)
		to->owners[new] = number;
	return change;
}

/* Does a unit that both have bear another id in the other version? */
static bool has_other_id(const struct version_comparison *comparison, uint32_t old, uint32_t new)
{
	return !text_equal(name_of(&comparison->from, old), name_of(&comparison->to, new));
}

/* The ids that units of OLD have and their pairs in NEW have not: 1 + the unit. */
static void gather_lost(const struct version_comparison *comparison, const uint32_t *new_unit, struct map *lost)
{
	const struct blocks *blocks = &comparison->from.blocks;

	for (uint32_t i = 1; i < blocks->count; i++)
		if (block_is_unit(blocks, i) && blocks->items[i].node->name.length &&
		    (new_unit[i] == BLOCK_NONE || has_other_id(comparison, i, new_unit[i])))
			map_set(lost, blocks->items[i].node->name, (void *)(uintptr_t)(i + 1));
}

void compare_ids(struct version_comparison *comparison, const uint32_t *old_unit, const uint32_t *new_unit)
{
	const struct blocks *old_blocks = &comparison->from.blocks, *new_blocks = &comparison->to.blocks;
	struct map lost = MAP_EMPTY;

	gather_lost(comparison, new_unit, &lost);
	for (uint32_t i = 1; i < new_blocks->count; i++) {
		struct text name = new_blocks->items[i].node->name;
		uint32_t old = block_is_unit(new_blocks, i) ? old_unit[i] : BLOCK_NONE;
		if (!block_is_unit(new_blocks, i) || !name.length ||
		    (old != BLOCK_NONE && !has_other_id(comparison, old, i)))
			continue;
		uintptr_t from = (uintptr_t)map_get(&lost, name);
		if (from) {
			map_set(&lost, name, NULL);
			/* Its words went with it: a removal and an addition tell that. */
			if (new_unit[from - 1] == BLOCK_NONE && old == BLOCK_NONE)
				continue;
			add_id(comparison, OP_CHANGED, (uint32_t)(from - 1), i);
		} else if (old != BLOCK_NONE && name_of(&comparison->from, old).length) {
			map_set(&lost, name_of(&comparison->from, old), NULL);
			add_id(comparison, OP_CHANGED, old, i);
		} else if (old != BLOCK_NONE) {
			add_id(comparison, OP_ADDED, old, i);
		}
	}
	for (uint32_t i = 1; i < old_blocks->count; i++) {
		struct text name = old_blocks->items[i].node->name;
		if (!name.length || !block_is_unit(old_blocks, i) || new_unit[i] == BLOCK_NONE)
			continue;
		if ((uintptr_t)map_get(&lost, name) == (uintptr_t)i + 1)
			add_id(comparison, OP_REMOVED, i, BLOCK_NONE);
	}
	map_release(&lost);
}

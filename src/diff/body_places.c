/* Where a unit stands in two versions, as people see it. */
#include "diff/body.h"
#include "tree/lead_in.h"

/* Where a unit stands, as people see it: the section, clause or item around it, and its group of criteria. */

uint32_t unit_around(const struct blocks *blocks, uint32_t unit)
{
	uint32_t around = blocks->items[unit].parent;

	while (around && blocks->items[around].node->kind != NODE_SECTION &&
	       blocks->items[around].node->kind != NODE_CLAUSE && blocks->items[around].node->kind != NODE_ITEM)
		around = blocks->items[around].parent;
	return around;
}

/* The list or table of criteria that a criterion stands in; BLOCK_NONE: none. */
uint32_t group_around(const struct blocks *blocks, uint32_t unit)
{
	uint32_t around = blocks->items[unit].parent;

	return around != BLOCK_NONE && node_is_group(blocks->items[around].node) ? around : BLOCK_NONE;
}

const struct criteria_group *group_of(const struct blocks *blocks, uint32_t list)
{
	return node_group((struct node *)(uintptr_t)blocks->items[list].node);
}

bool is_in_other_group(const struct body *body, uint32_t old, uint32_t new)
{
	uint32_t from = group_around(body->old, old), to = group_around(body->new, new);

	return from != BLOCK_NONE && to != BLOCK_NONE && new_at(body, to)->pair != from &&
	       (new_at(body, to)->pair != BLOCK_NONE || old_at(body, from)->pair != BLOCK_NONE);
}

/* Do both stand in one list or table, below the same words that lead to it? These may stand in a clause now, and before
 * in a paragraph of the section. */
static bool is_led_alike(const struct body *body, uint32_t old, uint32_t new)
{
	uint32_t old_list = old_at(body, old)->parent, new_list = new_at(body, new)->parent;
	const struct node *old_words, *new_words;

	if (new_at(body, new_list)->pair != old_list || old_at(body, old_list)->node->kind == NODE_SECTION)
		return false;
	old_words = lead_in_of(old_at(body, old_list)->node);
	new_words = lead_in_of(new_at(body, new_list)->node);
	if (!old_words || !new_words)
		return false;
	uint32_t from = blocks_find(body->old, old_words), to = blocks_find(body->new, new_words);
	return from != BLOCK_NONE && to != BLOCK_NONE && new_at(body, to)->pair == from;
}

/* Does it stand in another section, clause or item now? */
bool is_elsewhere(const struct body *body, uint32_t old, uint32_t new)
{
	return !is_led_alike(body, old, new) &&
	       body->old_unit[unit_around(body->new, new)] != unit_around(body->old, old);
}

/* Only its place among its neighbours is another. */
bool is_in_other_order(const struct body *body, uint32_t old, uint32_t new)
{
	if (is_elsewhere(body, old, new) || is_in_other_group(body, old, new))
		return false;
	return new_at(body, new)->pair == old && !new_at(body, new)->is_kept &&
	       new_at(body, new_at(body, new)->parent)->pair == old_at(body, old)->parent;
}

bool is_moved(const struct body *body, uint32_t old, uint32_t new)
{
	if (new_at(body, new)->node->kind == NODE_REFERENCE || body->comparison->to.are_codes[new])
		return false;
	return is_elsewhere(body, old, new) || is_in_other_group(body, old, new) || is_in_other_order(body, old, new);
}

struct change *add_pair(struct body *body, enum change_op op, uint32_t old, uint32_t new)
{
	struct version_comparison *comparison = body->comparison;
	struct change *change = change_add(comparison, CLASS_EDITORIAL, op, subject_of_unit(new_at(body, new)));

	change_path_of_block(comparison, change, new_at(body, new), (struct text){NULL, 0});
	change->from = place_of_block(comparison->arena, body->old, old);
	change->to = place_of_block(comparison->arena, body->new, new);
	change->old_effect = effect_of_block(old_at(body, old));
	change->new_effect = effect_of_block(new_at(body, new));
	change->order = 2 * (size_t) new;
	comparison->from.owners[old] = comparison->to.owners[new] = (uint32_t)(change - comparison->changes.items);
	return change;
}

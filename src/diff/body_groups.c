/* How the criteria of two versions combine. */
#include "diff/body.h"
#include "tree/lead_in.h"

/* Are the words the same that lead to two lists or tables, and all that stands in them? Then only a mark can make them
 * read otherwise. */
static bool is_same_list(const struct body *body, uint32_t old, uint32_t new)
{
	const struct node *old_words = lead_in_of(old_at(body, old)->node);
	const struct node *new_words = lead_in_of(new_at(body, new)->node);

	if (old_at(body, old)->hash != new_at(body, new)->hash || !old_words != !new_words)
		return false;
	if (!old_words)
		return true;
	uint32_t from = blocks_find(body->old, old_words), to = blocks_find(body->new, new_words);
	return from != BLOCK_NONE && to != BLOCK_NONE && old_at(body, from)->own == new_at(body, to)->own;
}

/* Is a unit in no group of criteria, or in the same one? */
bool is_in_same_list(const struct body *body, uint32_t old, uint32_t new)
{
	uint32_t from = group_around(body->old, old), to = group_around(body->new, new);

	return from == BLOCK_NONE || to == BLOCK_NONE ? from == to : is_same_list(body, from, to);
}

void note_reading(struct change *change)
{
	change->is_reading = true;
	change->class = CLASS_EDITORIAL;
	change->logic = 0;
}

bool combine_alike(const struct criteria_group *a, const struct criteria_group *b)
{
	return a->combination == b->combination && a->at_least == b->at_least && a->own == b->own && a->join == b->join;
}

/* The joiners of a group go with the change that tells how it combines. */
static void own_joiners(struct version_blocks *version, uint32_t list, uint32_t number)
{
	FOR_EACH_CHILD(&version->blocks, list, child)
	if (version->blocks.items[child].node->kind == NODE_JOINER)
		version->owners[child] = number;
}

void compare_group(struct body *body, uint32_t old, uint32_t new)
{
	struct version_comparison *comparison = body->comparison;
	const struct criteria_group *before = group_of(body->old, old), *after = group_of(body->new, new);
	uint32_t lead_in = unit_of(body->new, new_at(body, new)->parent);
	uint32_t led_before = unit_of(body->old, old_at(body, old)->parent);
	uint32_t number =
		lead_in && body->old_unit[lead_in] == led_before ? comparison->to.owners[lead_in] : CHANGE_NONE;
	struct change *change = number == CHANGE_NONE ? NULL : &comparison->changes.items[number];

	if (!before || !after || combine_alike(before, after))
		return;
	/* The words that lead to it have said so already. */
	if (!change || change->op != OP_CHANGED || !(change->logic & (LOGIC_COMBINATION | LOGIC_NUMBER))) {
		number = (uint32_t)comparison->changes.count;
		change = change_add(comparison, CLASS_CRITERIA, OP_CHANGED, SUBJECT_GROUP);
		change_path_of_block(comparison, change, new_at(body, new), (struct text){NULL, 0});
		change->from = place_of_block(comparison->arena, body->old, old);
		change->to = place_of_block(comparison->arena, body->new, new);
		change->order = 2 * (size_t) new;
		change->old_words = criteria_group_words(comparison->arena, before);
		change->new_words = criteria_group_words(comparison->arena, after);
	}
	change->logic |= LOGIC_COMBINATION;
	change->class = CLASS_CRITERIA;
	if (is_same_list(body, old, new))
		note_reading(change);
	change->old_group = before;
	change->new_group = after;
	comparison->to.owners[new] = comparison->from.owners[old] = number;
	own_joiners(&comparison->from, old, number);
	own_joiners(&comparison->to, new, number);
}

/* The bodies of two versions, unit by unit: what came, went, changed, moved, was split or merged. */
#include "diff/body.h"
#include "diff/logic.h"
#include "diff/word_runs.h"

/* Units and their pairs. The paragraph of a section that became a clause is paired with the clause's own: to people
 * the two are one unit. */

static uint32_t partner(const struct blocks *these, const struct blocks *others, uint32_t unit)
{
	uint32_t pair = these->items[unit].pair, leaf, other;

	if (pair != BLOCK_NONE) {
		other = unit_of(others, pair);
		return block_is_unit(others, pair) || (other && others->items[other].pair == BLOCK_NONE) ? other
													 : BLOCK_NONE;
	}
	leaf = block_own_leaf(these, unit);
	if (leaf == BLOCK_NONE || these->items[leaf].pair == BLOCK_NONE)
		return BLOCK_NONE;
	pair = these->items[leaf].pair;
	other = unit_of(others, pair);
	return other && (other == pair || others->items[other].pair == BLOCK_NONE) ? other : BLOCK_NONE;
}

static void pair_units(struct body *body)
{
	for (uint32_t i = 0; i < body->new->count; i++)
		body->old_unit[i] = BLOCK_NONE;
	for (uint32_t i = 0; i < body->old->count; i++)
		body->new_unit[i] = BLOCK_NONE;
	for (uint32_t i = 1; i < body->new->count; i++) {
		uint32_t old = block_is_unit(body->new, i) ? partner(body->new, body->old, i) : BLOCK_NONE;
		if (old == BLOCK_NONE || body->new_unit[old] != BLOCK_NONE)
			continue;
		body->old_unit[i] = old;
		body->new_unit[old] = i;
	}
	body->old_unit[0] = body->new_unit[0] = 0;
}

/* Changed and moved */

static bool has_other_kind(const struct body *body, uint32_t old, uint32_t new)
{
	return old_at(body, old)->node->section.kind != new_at(body, new)->node->section.kind;
}

/* Does what it means for a patient differ, and not only because it does for all around it? */
static bool has_other_effect(const struct body *body, uint32_t old, uint32_t new)
{
	enum effect before = effect_of_block(old_at(body, old)), after = effect_of_block(new_at(body, new));
	uint32_t around_old = unit_around(body->old, old), around_new = unit_around(body->new, new);

	if (before == after || old_at(body, old)->node->kind != new_at(body, new)->node->kind)
		return false;
	/* That of a section follows from its kind, or else from its clauses, which say so themselves. */
	if (new_at(body, new)->node->kind == NODE_SECTION)
		return has_other_kind(body, old, new);
	if (effect_of_block(old_at(body, around_old)) != before || effect_of_block(new_at(body, around_new)) != after)
		return true;
	return new_at(body, around_new)->node->kind == NODE_SECTION && !has_other_kind(body, around_old, around_new);
}

static unsigned logic_of_move(const struct body *body, uint32_t old, uint32_t new)
{
	enum section_kind before = node_section_kind(old_at(body, old)->node);
	enum section_kind after = node_section_kind(new_at(body, new)->node);
	unsigned logic = logic_of_presence(old_at(body, old), unit_words(body->old, old)) |
			 logic_of_presence(new_at(body, new), unit_words(body->new, new));

	bool is_criterion = node_is_criterion(old_at(body, old)->node) || node_is_criterion(new_at(body, new)->node);
	bool is_of_other_clause = is_criterion && is_elsewhere(body, old, new);
	return before != after || is_of_other_clause || is_in_other_group(body, old, new) ? logic : 0;
}

/* Are its words the same, but for marks and how quantities are written? */
static bool says_the_same(const struct change *change)
{
	return asides_are_same(&change->words) && words_are_same_but_for_marks(change->old_words, change->new_words);
}

/* What a unit's change is apart from where it stands. Headings say what a section is called. */
static void judge_words(struct body *body, struct change *change, uint32_t old, uint32_t new)
{
	enum change_class before = class_of_block(old_at(body, old)), after = class_of_block(new_at(body, new));

	change->class = before < after ? before : after;
	if (change->subject == SUBJECT_SECTION)
		change->class = CLASS_EDITORIAL;
	if (change->subject == SUBJECT_SECTION || (change->op == OP_MOVED && !change->words.count))
		return;
	if (change->subject != SUBJECT_REFERENCE)
		change->logic |=
			logic_of_words(change->old_words, change->new_words, change->class, change->is_rewritten);
	if (target_is_other(&change->words))
		change->logic |= LOGIC_REFERENCE;
	if (says_the_same(change)) {
		change->class = change->op == OP_CHANGED && !change->logic ? CLASS_EDITORIAL : change->class;
		return;
	}
	/* Of what was split the words alone say it: its quantities may be those of another part now. */
	if (change->class != CLASS_EDITORIAL && change->op != OP_SPLIT && change->op != OP_MERGED) {
		unsigned bits = logic_of_quantities(node_quantities(old_at(body, old)->node),
						    node_quantities(new_at(body, new)->node));
		change->logic |= bits;
		if (bits & (LOGIC_AGE | LOGIC_DURATION)) /* the number is that of an age */
			change->logic &= ~(unsigned)LOGIC_NUMBER;
	}
	if (change->is_rewritten && change->class == CLASS_CRITERIA)
		change->logic |= logic_of_presence(old_at(body, old), change->old_words) |
				 logic_of_presence(new_at(body, new), change->new_words);
}

/* Of a move to another group, how criteria combine in either. */
static void note_move(struct body *body, struct change *change, uint32_t old, uint32_t new)
{
	if (change->subject != SUBJECT_SECTION)
		change->logic |= logic_of_move(body, old, new);
	if (!is_in_other_group(body, old, new))
		return;
	change->old_group = group_of(body->old, group_around(body->old, old));
	change->new_group = group_of(body->new, group_around(body->new, new));
}

/* That a clause was split or merged is nothing by itself; what changed in its words is told apart. */
static struct change *part_words_from_place(struct body *body, struct change *change, uint32_t old, uint32_t new)
{
	size_t number = (size_t)(change - body->comparison->changes.items);
	struct change *of_words = add_pair(body, OP_CHANGED, old, new);

	change = &body->comparison->changes.items[number];
	of_words->class = change->class;
	of_words->logic = change->logic;
	of_words->words = change->words;
	of_words->is_rewritten = change->is_rewritten;
	of_words->old_words = change->old_words;
	of_words->new_words = change->new_words;
	change->words = (struct word_runs){0};
	change->is_rewritten = false;
	change->logic = 0;
	change->class = CLASS_EDITORIAL;
	return change;
}

static void compare_unit(struct body *body, uint32_t old, uint32_t new)
{
	struct version_comparison *comparison = body->comparison;
	bool is_split = body->parts[old], is_merged = body->merged_parts[new];
	bool moved = is_moved(body, old, new), other_effect = has_other_effect(body, old, new);
	struct text old_words = unit_words(body->old, old), new_words = unit_words(body->new, new);
	bool has_other_words = old_at(body, old)->own != new_at(body, new)->own;
	enum change_op op = is_split ? OP_SPLIT : is_merged ? OP_MERGED : moved ? OP_MOVED : OP_CHANGED;

	if (comparison->to.are_codes[new] && comparison->from.are_codes[old])
		return;
	if (!is_split && !is_merged && !moved && !has_other_words && !other_effect)
		return;
	if (has_other_words && tell_bullets(body, old, new))
		return;
	if (op == OP_CHANGED && !other_effect && tell_sentences(comparison, old, new))
		return;
	struct change *change = add_pair(body, op, old, new);
	if (is_split || is_merged) {
		uint32_t number = (uint32_t)(change - comparison->changes.items);
		change->parts = gather_parts(body, is_split ? old : new, is_split, number, &change->part_count,
					     is_split ? &new_words : &old_words);
	}
	if (has_other_words || is_split || is_merged) {
		change_words(comparison, change, old_words, new_words);
	} else {
		change->old_words = words_alone(comparison->arena, old_words);
		change->new_words = words_alone(comparison->arena, new_words);
	}
	judge_words(body, change, old, new);
	change->is_reordered = is_in_other_order(body, old, new);
	if (moved)
		note_move(body, change, old, new);
	if (other_effect && op == OP_CHANGED && !has_other_words && is_in_same_list(body, old, new)) {
		note_reading(change);
	} else if (other_effect && !is_split && !is_merged) { /* the parts may be read by themselves now */
		change->logic |= LOGIC_EFFECT;
		change->class = CLASS_CRITERIA;
	}
	if ((is_split || is_merged) && change->logic)
		change = part_words_from_place(body, change, old, new);
	/* The same words in another place, with nothing that hangs on it. */
	if (op != OP_CHANGED && !change->logic && says_the_same(change))
		change->class = CLASS_EDITORIAL;
}

static void compare_all(struct body *body)
{
	struct version_comparison *comparison = body->comparison;

	for (uint32_t i = 1; i < body->new->count; i++) {
		const struct block *block = new_at(body, i);
		if ((block->node->kind == NODE_LIST || block->node->kind == NODE_TABLE) && block->pair != BLOCK_NONE)
			compare_group(body, block->pair, i);
		if (!block_is_unit(body->new, i) || body->split_of[i] != BLOCK_NONE || body->is_told_new[i])
			continue;
		if (body->old_unit[i] != BLOCK_NONE)
			compare_unit(body, body->old_unit[i], i);
		else if (!comparison->to.are_codes[i])
			add_gone(body, i, true);
	}
	for (uint32_t i = 1; i < body->old->count; i++)
		if (block_is_unit(body->old, i) && body->new_unit[i] == BLOCK_NONE && !body->is_told_old[i] &&
		    body->merged_to[i] == BLOCK_NONE && !comparison->from.are_codes[i])
			add_gone(body, i, false);
}

void compare_bodies(struct version_comparison *comparison)
{
	struct arena arena = ARENA_EMPTY;
	const struct blocks *old = &comparison->from.blocks, *new = &comparison->to.blocks;
	struct body body = {
		.comparison = comparison,
		.old = old,
		.new = new,
		.old_unit = ARENA_ARRAY(&arena, new->count, uint32_t),
		.new_unit = ARENA_ARRAY(&arena, old->count, uint32_t),
		.split_of = ARENA_ARRAY(&arena, new->count, uint32_t),
		.merged_to = ARENA_ARRAY(&arena, old->count, uint32_t),
		.parts = ARENA_ARRAY(&arena, old->count, bool),
		.merged_parts = ARENA_ARRAY(&arena, new->count, bool),
		.is_told_old = ARENA_ARRAY(&arena, old->count, bool),
		.is_told_new = ARENA_ARRAY(&arena, new->count, bool),
	};

	pair_units(&body);
	find_all_parts(&body);
	tell_tables(&body);
	compare_all(&body);
	tell_renumbering(&body);
	compare_ids(comparison, body.old_unit, body.new_unit);
	join_sentences(comparison);
	arena_release(&arena);
}

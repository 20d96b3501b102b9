#include "diff/candidates.h"
#include "diff/comparison.h"
#include "diff/logic.h"
#include "diff/word_runs.h"
#include "tree/lead_in.h"

/* How much of a text must stand in another for it to be a part of that, and how much of that must be new there. */
#define PART_WITHIN     0.75
#define PART_OF_ITS_OWN 0.6

/* What is known of units while changes are made. Numbers of blocks; BLOCK_NONE: none. */
struct body {
	struct version_comparison *comparison;
	const struct blocks *old, *new;
	uint32_t *old_unit;  /* by unit of NEW: the unit that it was */
	uint32_t *new_unit;  /* by unit of OLD: the unit that it is */
	uint32_t *split_of;  /* by unit of NEW that was not there: the unit of OLD that it is a part of */
	uint32_t *merged_to; /* by unit of OLD that is gone: the unit of NEW that it is a part of */
	bool *parts;         /* by unit of OLD: it was split */
	bool *merged_parts;  /* by unit of NEW: it was merged of several */
};

static const struct block *old_at(const struct body *body, uint32_t index)
{
	return &body->old->items[index];
}

static const struct block *new_at(const struct body *body, uint32_t index)
{
	return &body->new->items[index];
}

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

/* Where a unit stands, as people see it: the section, clause or item around it, and its group of criteria. */

static uint32_t unit_around(const struct blocks *blocks, uint32_t unit)
{
	uint32_t around = blocks->items[unit].parent;

	while (around && blocks->items[around].node->kind != NODE_SECTION &&
	       blocks->items[around].node->kind != NODE_CLAUSE && blocks->items[around].node->kind != NODE_ITEM)
		around = blocks->items[around].parent;
	return around;
}

/* The list or table of criteria that a criterion stands in; BLOCK_NONE: none. */
static uint32_t group_around(const struct blocks *blocks, uint32_t unit)
{
	uint32_t around = blocks->items[unit].parent;

	return around != BLOCK_NONE && node_is_group(blocks->items[around].node) ? around : BLOCK_NONE;
}

static const struct criteria_group *group_of(const struct blocks *blocks, uint32_t list)
{
	return node_group((struct node *)(uintptr_t)blocks->items[list].node);
}

static bool is_in_other_group(const struct body *body, uint32_t old, uint32_t new)
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
static bool is_elsewhere(const struct body *body, uint32_t old, uint32_t new)
{
	return !is_led_alike(body, old, new) &&
	       body->old_unit[unit_around(body->new, new)] != unit_around(body->old, old);
}

/* Only its place among its neighbours is another. */
static bool is_in_other_order(const struct body *body, uint32_t old, uint32_t new)
{
	if (is_elsewhere(body, old, new) || is_in_other_group(body, old, new))
		return false;
	return new_at(body, new)->pair == old && !new_at(body, new)->is_kept &&
	       new_at(body, new_at(body, new)->parent)->pair == old_at(body, old)->parent;
}

static bool is_moved(const struct body *body, uint32_t old, uint32_t new)
{
	if (new_at(body, new)->node->kind == NODE_REFERENCE || body->comparison->to.are_codes[new])
		return false;
	return is_elsewhere(body, old, new) || is_in_other_group(body, old, new) || is_in_other_order(body, old, new);
}

/* Words */

/* Is a block below what is new (or gone) told by another change: of codes, of a unit that the other version has, of a
 * list that both have? The words of a unit are told with it, wherever the other version has them. */
static bool is_told_elsewhere(const struct body *body, const struct version_blocks *version, uint32_t block)
{
	bool is_new = version == &body->comparison->to;
	const struct blocks *blocks = &version->blocks;

	if (version->are_codes[block])
		return true;
	if (block_is_unit(blocks, block))
		return (is_new ? body->old_unit : body->new_unit)[block] != BLOCK_NONE;
	return blocks->items[block].pair != BLOCK_NONE && !node_is_leaf_block(blocks->items[block].node);
}

/* The groups of criteria that lines of words stand in, while they are gathered. */
struct levels {
	ARRAY_OF(struct change_level) levels;
	ARRAY_OF(uint32_t) ends; /* of the groups that are open: the first block after each */
};

/* `begin`: of the next line. */
static void add_level(struct levels *levels, size_t begin, const struct criteria_group *group)
{
	*ARRAY_ADD(&levels->levels) = (struct change_level){begin, levels->ends.count, group};
}

/* A group of which no line is told here is none of these words. */
static void leave_groups(struct levels *levels, size_t begin, uint32_t block)
{
	while (levels->ends.count && levels->ends.items[levels->ends.count - 1] <= block) {
		const struct change_level *last = &levels->levels.items[levels->levels.count - 1];
		levels->ends.count--;
		if (last->group && last->begin == begin)
			levels->levels.count--;
		else
			add_level(levels, begin, NULL);
	}
}

static struct change_levels levels_end(struct levels *levels, struct arena *arena)
{
	struct change_levels result = {
		arena_copy_array(arena, levels->levels.items, levels->levels.count, sizeof(struct change_level)),
		levels->levels.count};
	ARRAY_RELEASE(&levels->levels);
	ARRAY_RELEASE(&levels->ends);
	return result;
}

/* All words of what is new (or gone) with a unit, a block a line, and the groups of criteria among them. */
static struct text words_below(struct body *body, const struct version_blocks *version, uint32_t unit,
			       struct change_levels *groups)
{
	const struct blocks *blocks = &version->blocks;
	struct buffer words = BUFFER_EMPTY;
	struct levels levels = {0};
	bool has_words = false; /* and not only the lines of an empty row */

	for (uint32_t i = unit; i < blocks->items[unit].end;) {
		const struct block *block = &blocks->items[i];
		size_t begin = words.length + (words.length > 0);
		leave_groups(&levels, begin, i);
		if (i != unit && is_told_elsewhere(body, version, i)) {
			i = block->end;
			continue;
		}
		if (node_is_group(block->node)) {
			*ARRAY_ADD(&levels.ends) = block->end;
			add_level(&levels, begin, group_of(blocks, i));
		}
		if (block->words.bytes) {
			has_words = has_words || block->bag.count > 0;
			if (words.length)
				buffer_append_byte(&words, '\n');
			buffer_append(&words, words_alone(body->comparison->arena, block->words));
		}
		i = block->node->kind == NODE_ROW ? block->end : i + 1;
	}
	struct text text = has_words ? arena_copy(body->comparison->arena, buffer_text(&words)) : TEXT("");
	leave_groups(&levels, words.length + (words.length > 0), blocks->items[unit].end);
	*groups = levels_end(&levels, body->comparison->arena);
	buffer_release(&words);
	return text;
}

/* Added and removed */

/* Does nothing that both versions have stand between a unit and the one around it? */
static bool is_wholly_below(const struct blocks *blocks, uint32_t unit, uint32_t around)
{
	for (uint32_t i = blocks->items[unit].parent; i != around; i = blocks->items[i].parent)
		if (blocks->items[i].pair != BLOCK_NONE)
			return false;
	return true;
}

static void add_gone(struct body *body, uint32_t unit, bool is_new)
{
	struct version_comparison *comparison = body->comparison;
	struct version_blocks *version = is_new ? &comparison->to : &comparison->from;
	const struct block *block = &version->blocks.items[unit];
	uint32_t around = unit_of(&version->blocks, block->parent), number = (uint32_t)comparison->changes.count;
	struct change_levels levels;
	struct text words;

	/* What is added with the clause around it is a part of that; what is below a part of another, or in a list that
	 * both versions have, is not. */
	if (around && is_wholly_below(&version->blocks, unit, around) &&
	    (is_new ? body->split_of : body->merged_to)[around] == BLOCK_NONE &&
	    (is_new ? body->old_unit : body->new_unit)[around] == BLOCK_NONE &&
	    version->owners[around] != CHANGE_NONE && !version->are_codes[around]) {
		version->owners[unit] = version->owners[around];
		return;
	}
	words = words_below(body, version, unit, &levels);
	version->owners[unit] = number;
	struct change *change =
		change_add(comparison, class_of_block(block), is_new ? OP_ADDED : OP_REMOVED, subject_of_unit(block));
	change_path_of_block(comparison, change, block, (struct text){NULL, 0});
	change->logic = logic_of_presence(block, words);
	change_note_limit(change, words);
	change->levels = levels;
	if (change->subject == SUBJECT_CRITERION)
		*(is_new ? &change->new_group : &change->old_group) = group_of(&version->blocks, block->parent);
	if (!words.length)
		change->op = OP_FORMAT;
	else if (change->subject == SUBJECT_SECTION && text_find_byte(words, '\n', 0) == TEXT_NOT_FOUND)
		change->class = CLASS_EDITORIAL; /* a heading alone */
	if (is_new) {
		change->new_words = words;
		change->to = place_of_block(comparison->arena, &version->blocks, unit);
		change->order = 2 * (size_t)unit;
	} else {
		change->old_words = words;
		change->from = place_of_block(comparison->arena, &version->blocks, unit);
		change->order = order_of_removed(comparison, unit);
	}
}

/* Split and merged */

static bool can_be_part(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_CLAUSE:
	case NODE_ITEM:
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		return block->bag.count >= CANDIDATE_WORDS_LEAST;
	default:
		return false;
	}
}

/* Is `part` a part of `whole` that `rest`, what became of the whole, hasn't? */
static bool is_part(const struct bag *part, const struct bag *whole, const struct bag *rest)
{
	uint32_t common = bag_common(part, whole), with_rest = bag_common(whole, rest);
	uint32_t free_words = whole->count > with_rest ? whole->count - with_rest : 0;

	return common >= PART_WITHIN * part->count && free_words >= PART_OF_ITS_OWN * part->count;
}

/* For each unit of `these` that has no partner: the unit of `others` that it was taken out of (or put into). */
static void find_parts(const struct body *body, bool is_split)
{
	const struct blocks *these = is_split ? body->new : body->old, *others = is_split ? body->old : body->new;
	const uint32_t *partners = is_split ? body->old_unit : body->new_unit;
	const uint32_t *backwards = is_split ? body->new_unit : body->old_unit;
	uint32_t *whole_of = is_split ? body->split_of : body->merged_to;
	bool *has_parts = is_split ? body->parts : body->merged_parts;
	struct candidates *candidates = candidates_new(others, can_be_part);

	for (uint32_t i = 0; i < these->count; i++) {
		const struct block *part = &these->items[i];
		uint32_t found[CANDIDATES_MOST];
		size_t count = 0;
		whole_of[i] = BLOCK_NONE;
		if (i && block_is_unit(these, i) && partners[i] == BLOCK_NONE && can_be_part(part))
			count = candidates_find(candidates, &part->bag, found);
		for (size_t k = 0; k < count && whole_of[i] == BLOCK_NONE; k++) {
			uint32_t rest = backwards[found[k]];
			if (!block_is_unit(others, found[k]) || rest == BLOCK_NONE ||
			    block_section(these, rest) != block_section(these, i) ||
			    !is_part(&part->bag, &others->items[found[k]].bag, &these->items[rest].bag))
				continue;
			whole_of[i] = found[k];
			has_parts[found[k]] = true;
		}
	}
	candidates_free(candidates);
}

/* The units that a whole's words stand in, in the order of the document: what became of it, and its parts. The parts
 * belong to the change with that number. */
static struct change_part *gather_parts(struct body *body, uint32_t whole, bool is_split, uint32_t number,
					size_t *count, struct text *joined)
{
	struct version_comparison *comparison = body->comparison;
	struct version_blocks *version = is_split ? &comparison->to : &comparison->from;
	const struct blocks *blocks = &version->blocks;
	const uint32_t *whole_of = is_split ? body->split_of : body->merged_to;
	uint32_t rest = (is_split ? body->new_unit : body->old_unit)[whole];
	uint32_t section = block_section(blocks, rest);
	ARRAY_OF(struct change_part) parts = {0};
	struct buffer words = BUFFER_EMPTY;

	for (uint32_t i = section; i < blocks->items[section].end; i++) {
		if (i != rest && whole_of[i] != whole)
			continue;
		version->owners[i] = number;
		struct change_part *part = ARRAY_ADD(&parts);
		part->place = place_of_block(comparison->arena, blocks, i);
		part->words = words_alone(comparison->arena, unit_words(blocks, i));
		if (words.length)
			buffer_append_byte(&words, ' ');
		buffer_append(&words, unit_words(blocks, i));
	}
	*count = parts.count;
	*joined = arena_copy(comparison->arena, buffer_text(&words));
	struct change_part *list = arena_copy_array(comparison->arena, parts.items, parts.count, sizeof *list);
	ARRAY_RELEASE(&parts);
	buffer_release(&words);
	return list;
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
	if (says_the_same(change)) {
		change->class = change->op == OP_CHANGED && !change->logic ? CLASS_EDITORIAL : change->class;
		return;
	}
	if (change->class != CLASS_EDITORIAL) {
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

static struct change *add_pair(struct body *body, enum change_op op, uint32_t old, uint32_t new)
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
static bool is_in_same_list(const struct body *body, uint32_t old, uint32_t new)
{
	uint32_t from = group_around(body->old, old), to = group_around(body->new, new);

	return from == BLOCK_NONE || to == BLOCK_NONE ? from == to : is_same_list(body, from, to);
}

static void note_reading(struct change *change)
{
	change->is_reading = true;
	change->class = CLASS_EDITORIAL;
	change->logic = 0;
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
	} else if (other_effect) {
		change->logic |= LOGIC_EFFECT;
		change->class = CLASS_CRITERIA;
	}
	if ((is_split || is_merged) && change->logic)
		change = part_words_from_place(body, change, old, new);
	/* The same words in another place, with nothing that hangs on it. */
	if (op != OP_CHANGED && !change->logic && says_the_same(change))
		change->class = CLASS_EDITORIAL;
}

/* Groups of criteria */

static bool combine_alike(const struct criteria_group *a, const struct criteria_group *b)
{
	return a->combination == b->combination && (a->combination != CRITERIA_AT_LEAST || a->at_least == b->at_least);
}

/* The joiners of a group go with the change that tells how it combines. */
static void own_joiners(struct version_blocks *version, uint32_t list, uint32_t number)
{
	FOR_EACH_CHILD(&version->blocks, list, child)
	if (version->blocks.items[child].node->kind == NODE_JOINER)
		version->owners[child] = number;
}

static void compare_group(struct body *body, uint32_t old, uint32_t new)
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

/* What was split and merged at once is told as reworded, with its parts added and removed. */
static void keep_splits_apart(struct body *body)
{
	for (uint32_t i = 1; i < body->new->count; i++) {
		uint32_t old = body->old_unit[i];
		if (old == BLOCK_NONE || !body->parts[old] || !body->merged_parts[i])
			continue;
		body->parts[old] = body->merged_parts[i] = false;
	}
	for (uint32_t i = 1; i < body->new->count; i++)
		if (body->split_of[i] != BLOCK_NONE && !body->parts[body->split_of[i]])
			body->split_of[i] = BLOCK_NONE;
	for (uint32_t i = 1; i < body->old->count; i++)
		if (body->merged_to[i] != BLOCK_NONE && !body->merged_parts[body->merged_to[i]])
			body->merged_to[i] = BLOCK_NONE;
}

static void compare_all(struct body *body)
{
	struct version_comparison *comparison = body->comparison;

	for (uint32_t i = 1; i < body->new->count; i++) {
		const struct block *block = new_at(body, i);
		if ((block->node->kind == NODE_LIST || block->node->kind == NODE_TABLE) && block->pair != BLOCK_NONE)
			compare_group(body, block->pair, i);
		if (!block_is_unit(body->new, i) || body->split_of[i] != BLOCK_NONE)
			continue;
		if (body->old_unit[i] != BLOCK_NONE)
			compare_unit(body, body->old_unit[i], i);
		else if (!comparison->to.are_codes[i])
			add_gone(body, i, true);
	}
	for (uint32_t i = 1; i < body->old->count; i++)
		if (block_is_unit(body->old, i) && body->new_unit[i] == BLOCK_NONE &&
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
	};

	pair_units(&body);
	find_parts(&body, true);
	find_parts(&body, false);
	keep_splits_apart(&body);
	compare_all(&body);
	compare_ids(comparison, body.old_unit, body.new_unit);
	join_sentences(comparison);
	arena_release(&arena);
}

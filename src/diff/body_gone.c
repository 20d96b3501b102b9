/* What one version alone has. */
#include "base/memory.h"
#include "diff/body.h"
#include "diff/word_runs.h"

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

void add_gone(struct body *body, uint32_t unit, bool is_new)
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

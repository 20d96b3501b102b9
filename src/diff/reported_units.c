/* What people speak of in a body: a section, a clause, a criterion, a note, a paragraph, a row, a reference. */
#include "diff/comparison.h"
#include "diff/logic.h"
#include "diff/word_runs.h"
#include "tree/lead_in.h"

bool block_is_unit(const struct blocks *blocks, uint32_t index)
{
	const struct block *block = &blocks->items[index];

	switch (block->node->kind) {
	case NODE_SECTION:
	case NODE_CLAUSE:
	case NODE_ITEM:
	case NODE_ROW:
	case NODE_REFERENCE:
	case NODE_INCLUDE:
		return true;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		return block_own_leaf(blocks, block->parent) != index;
	default:
		return false;
	}
}

uint32_t unit_of(const struct blocks *blocks, uint32_t block)
{
	while (block && !block_is_unit(blocks, block))
		block = blocks->items[block].parent;
	return block;
}

enum change_subject subject_of_unit(const struct block *unit)
{
	switch (unit->node->kind) {
	case NODE_SECTION:
		return SUBJECT_SECTION;
	case NODE_CLAUSE:
		return SUBJECT_CLAUSE;
	case NODE_ITEM:
		return unit->node->ruling.is_criterion ? SUBJECT_CRITERION : SUBJECT_ITEM;
	case NODE_ROW:
		return unit->node->ruling.is_criterion ? SUBJECT_CRITERION : SUBJECT_ROW;
	case NODE_NOTE:
		return SUBJECT_NOTE;
	case NODE_REFERENCE:
		return SUBJECT_REFERENCE;
	default:
		return SUBJECT_PARAGRAPH;
	}
}

/* Does it stand in, or hold, a group of criteria? */
static bool is_of_criteria(const struct node *node)
{
	for (; node; node = node->parent)
		if (node_is_criterion(node) || node_is_group(node))
			return true;
	return false;
}

enum change_class class_of_block(const struct block *block)
{
	static const enum change_class classes[SECTION_KIND_COUNT] = {
		[SECTION_OTHER] = CLASS_GOVERNANCE,        [SECTION_POLICY_STATEMENT] = CLASS_CRITERIA,
		[SECTION_EXCLUSIONS] = CLASS_CRITERIA,     [SECTION_CORE_CRITERIA] = CLASS_CRITERIA,
		[SECTION_RATIONALE] = CLASS_EVIDENCE,      [SECTION_EVIDENCE] = CLASS_EVIDENCE,
		[SECTION_GUIDANCE] = CLASS_GOVERNANCE,     [SECTION_MONITORING] = CLASS_GOVERNANCE,
		[SECTION_EQUALITY] = CLASS_GOVERNANCE,     [SECTION_CODING] = CLASS_CODING,
		[SECTION_INTRODUCTION] = CLASS_GOVERNANCE, [SECTION_PURPOSE] = CLASS_GOVERNANCE,
		[SECTION_FORCE] = CLASS_GOVERNANCE,        [SECTION_REFERENCES] = CLASS_EVIDENCE,
		[SECTION_APPENDIX] = CLASS_GOVERNANCE,
	};
	enum change_class class = classes[node_section_kind(block->node)];

	if (block->node->kind == NODE_REFERENCE)
		return CLASS_EVIDENCE;
	return class == CLASS_GOVERNANCE && is_of_criteria(block->node) ? CLASS_CRITERIA : class;
}

struct text unit_words(const struct blocks *blocks, uint32_t unit)
{
	uint32_t leaf = blocks->items[unit].node->kind == NODE_ROW ? unit : block_own_leaf(blocks, unit);

	return leaf == BLOCK_NONE ? TEXT("") : blocks->items[leaf].words;
}

enum effect effect_of_block(const struct block *block)
{
	switch (block->node->kind) {
	case NODE_SECTION:
		return block->node->section.effect;
	case NODE_CLAUSE:
		return block->node->ruling.reading.effect;
	case NODE_ITEM:
		return block->node->ruling.reading.effect;
	case NODE_ROW:
		return block->node->ruling.reading.effect;
	default:
		return EFFECT_UNSTATED;
	}
}

/* The heading of a section; of a subsection without a number also that of the section around it. */
static struct text section_words(struct arena *arena, const struct blocks *blocks, uint32_t section)
{
	struct text own = words_alone(arena, unit_words(blocks, section));
	uint32_t around = blocks->items[section].parent;

	if (blocks->items[section].node->number.length || blocks->items[around].node->kind != NODE_SECTION)
		return own;
	return arena_format(arena, "%.*s, %.*s", TEXT_ARGUMENTS(words_alone(arena, unit_words(blocks, around))),
			    TEXT_ARGUMENTS(own));
}

/* Longer words are no name for a list. */
#define LEAD_BYTES_MOST 600

/* Without the mark that they end in. */
static struct text words_that_lead(struct arena *arena, const struct node *node)
{
	const struct node *lead = NULL;

	for (; node && node->parent && !lead; node = node->parent) {
		if (node->kind == NODE_SECTION || node->kind == NODE_CLAUSE)
			break;
		if (node->parent->kind != NODE_LIST && node->parent->kind != NODE_TABLE)
			continue;
		lead = lead_in_of(node->parent);
		break;
	}
	if (!lead || lead->place.end - lead->place.begin > LEAD_BYTES_MOST)
		return TEXT("");
	struct text words = text_trim(node_words(arena, lead));
	while (text_ends(words, TEXT(":")))
		words.length--;
	return words;
}

struct change_place place_of_block(struct arena *arena, const struct blocks *blocks, uint32_t block)
{
	const struct node *node = blocks->items[block].node, *with_id = node_with_id(node);
	struct change_place place = {.node = node, .kind = node_section_kind(node), .section = TEXT("")};
	uint32_t section = block_section(blocks, block);

	for (const struct node *above = node; above && !place.number.length; above = above->parent)
		place.number = above->number;
	if (section)
		place.section = section_words(arena, blocks, section);
	place.lead = words_that_lead(arena, node);
	if (with_id)
		place.id = with_id->id;
	return place;
}

unsigned logic_of_presence(const struct block *block, struct text words)
{
	enum change_subject subject = subject_of_unit(block);
	bool counts = subject == SUBJECT_CRITERION || subject == SUBJECT_CLAUSE || subject == SUBJECT_SECTION;

	if (class_of_block(block) != CLASS_CRITERIA || words_say_none(words))
		return 0;
	if (!counts && !logic_is_spoken_of(words) && !words_limit_scope(words))
		return 0;
	return node_section_kind(block->node) == SECTION_EXCLUSIONS ? LOGIC_EXCLUSION : LOGIC_CRITERION;
}

size_t order_of_removed(const struct version_comparison *comparison, uint32_t unit)
{
	uint32_t pair = unit == BLOCK_NONE ? BLOCK_NONE : comparison->from.last_pair[unit];

	return pair == BLOCK_NONE ? 1 : 2 * (size_t)pair + 1;
}

/* What was split or merged. */
#include "base/memory.h"
#include "diff/body.h"
#include "diff/candidates.h"
#include "diff/word_runs.h"

/* How much of a text must stand in another for it to be a part of that, and how much of that must be new there. */
#define PART_WITHIN     0.75
#define PART_OF_ITS_OWN 0.6

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
struct change_part *gather_parts(struct body *body, uint32_t whole, bool is_split, uint32_t number, size_t *count,
				 struct text *joined)
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

void find_all_parts(struct body *body)
{
	find_parts(body, true);
	find_parts(body, false);
	keep_splits_apart(body);
}

#include "diff/diff.h"

#include "diff/candidates.h"
#include "diff/comparison.h"
#include "diff/match.h"
#include "diff/sequence.h"

/* Logic first, then by class, then as they were found, which is the order of the document. Corrected readings come
 * after them, what is formatting alone last. */
static int compare_changes(const void *first, const void *second)
{
	const struct change *a = first, *b = second;

	if ((a->op == OP_FORMAT) != (b->op == OP_FORMAT))
		return a->op == OP_FORMAT ? 1 : -1;
	if (a->is_reading != b->is_reading)
		return a->is_reading ? 1 : -1;
	if (!a->logic != !b->logic)
		return a->logic ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

/* Words of both, and of all, in what sets one policy apart from another: not in what they share with many. */
static void weigh_words(const struct blocks *blocks, size_t *paired, size_t *all)
{
	for (uint32_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->items[i];
		enum change_class class = class_of_block(block);
		if (!block->words.bytes || block->node->kind == NODE_HEADING || class == CLASS_GOVERNANCE ||
		    node_section_kind(block->node) == SECTION_CORE_CRITERIA)
			continue;
		*all += block->bag.count;
		if (block->pair != BLOCK_NONE && block->bag.count >= CANDIDATE_WORDS_LEAST)
			*paired += block->bag.count;
	}
}

/* Two refs, two titles, and less than a fifth of what each says of its own in the other. */
static bool are_unrelated(const struct version_comparison *comparison)
{
	size_t paired = 0, all = 0;

	/* One that could not be read says nothing of itself. */
	if (!comparison->old->ref.text.length || !comparison->new->ref.text.length ||
	    text_equal(comparison->old->ref.text, comparison->new->ref.text) ||
	    text_equal(comparison->old->title.text, comparison->new->title.text))
		return false;
	weigh_words(&comparison->from.blocks, &paired, &all);
	weigh_words(&comparison->to.blocks, &paired, &all);
	return paired * 5 < all;
}

static void version_init(struct version_blocks *version, struct arena *arena, const struct policy *policy)
{
	blocks_init(&version->blocks, arena, policy->body);
	version->owners = ARENA_ARRAY(arena, version->blocks.count, uint32_t);
	version->last_pair = ARENA_ARRAY(arena, version->blocks.count, uint32_t);
	version->are_codes = ARENA_ARRAY(arena, version->blocks.count, bool);
	for (uint32_t i = 0; i < version->blocks.count; i++)
		version->owners[i] = CHANGE_NONE;
}

static void note_last_pairs(struct version_blocks *version)
{
	uint32_t last = BLOCK_NONE;

	for (uint32_t i = 0; i < version->blocks.count; i++) {
		version->last_pair[i] = last;
		if (version->blocks.items[i].pair != BLOCK_NONE)
			last = version->blocks.items[i].pair;
	}
}

/* The blocks that name the same code are known to be the same before anything else is looked at. */
static void match(struct version_comparison *comparison, const struct coded_list *old, const struct coded_list *new,
		  const uint32_t *old_of)
{
	uint32_t *olds = memory_allocate_array(new->count, sizeof *olds);
	uint32_t *news = memory_allocate_array(new->count, sizeof *news);
	struct known_pairs known = {olds, news, 0};

	for (size_t i = 0; i < new->count; i++) {
		uint32_t unit = new->items[i].unit;
		if (old_of[i] == PAIR_NONE || unit == BLOCK_NONE || old->items[old_of[i]].unit == BLOCK_NONE)
			continue;
		if (comparison->to.blocks.items[unit].node->kind !=
		    comparison->from.blocks.items[old->items[old_of[i]].unit].node->kind)
			continue;
		olds[known.count] = old->items[old_of[i]].unit;
		news[known.count++] = unit;
	}
	struct blocks *from = &comparison->from.blocks, *to = &comparison->to.blocks;
	/* Always from the same of the two to the other, so that swapping them swaps what is said of them. */
	if (from->items[0].hash <= to->items[0].hash) {
		match_blocks(from, to, &known);
		blocks_mark_kept(from, to);
	} else {
		known = (struct known_pairs){news, olds, known.count};
		match_blocks(to, from, &known);
		blocks_mark_kept(to, from);
		for (uint32_t i = 0; i < to->count; i++)
			to->items[i].is_kept =
				to->items[i].pair != BLOCK_NONE && from->items[to->items[i].pair].is_kept;
	}
	blocks_name_citations(&comparison->from.blocks, false);
	blocks_name_citations(&comparison->to.blocks, true);
	note_last_pairs(&comparison->from);
	free(olds);
	free(news);
}

static void compare_versions(struct version_comparison *comparison, struct arena *scratch)
{
	version_init(&comparison->from, scratch, comparison->old);
	version_init(&comparison->to, scratch, comparison->new);
	struct coded_list old = coded_list_of(scratch, comparison->old, &comparison->from.blocks);
	struct coded_list new = coded_list_of(scratch, comparison->new, &comparison->to.blocks);
	uint32_t *old_of = ARENA_ARRAY(scratch, new.count, uint32_t);

	pair_codes(&old, &new, old_of);
	match(comparison, &old, &new, old_of);
	compare_codes(comparison, &old, &new, old_of);
	compare_bodies(comparison);
	attach_edits(comparison);
}

const struct difference *diff_policies(struct arena *arena, const struct policy *old, const struct policy *new)
{
	struct version_comparison comparison = {.arena = arena, .old = old, .new = new};
	struct difference *difference = ARENA_NEW(arena, struct difference);
	struct change_list *changes = &comparison.changes;

	compare_versions(&comparison, arena);
	compare_fields(&comparison);
	if (changes->count)
		qsort(changes->items, changes->count, sizeof *changes->items, compare_changes);
	difference->count = changes->count;
	difference->changes = arena_copy_array(arena, changes->items, changes->count, sizeof *changes->items);
	while (difference->shown < difference->count && difference->changes[difference->shown].op != OP_FORMAT)
		difference->shown++;
	difference->are_unrelated = are_unrelated(&comparison);
	summarise(arena, difference);
	ARRAY_RELEASE(changes);
	return difference;
}

const struct difference *diff_sides(struct arena *arena, const struct policy *old, const struct policy *new)
{
	struct difference *difference;

	if (old && new)
		return diff_policies(arena, old, new);
	difference = ARENA_NEW(arena, struct difference);
	difference->summary = new ? TEXT("A new policy.") : TEXT("The policy is gone.");
	return difference;
}

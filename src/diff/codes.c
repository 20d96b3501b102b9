/* The codes of two versions, code by code. */
#include "diff/comparison.h"
#include "diff/sequence.h"
#include "diff/word_runs.h"

/* "S10.3 Chemical peeling of skin" */
static struct text words_of_code(struct arena *arena, const struct code *code)
{
	struct text range = code->last_canonical;
	/* A family is as it is written: "H01.-" */
	struct text name = code->canonical.length && code->match != MATCH_FAMILY ? code->canonical : code->written;

	return arena_format(arena, "%.*s%s%.*s%.*s%s%.*s", TEXT_ARGUMENTS(name), range.length ? "–" : "",
			    TEXT_ARGUMENTS(range), TEXT_ARGUMENTS(code->marks), code->term.length ? " " : "",
			    TEXT_ARGUMENTS(code->term));
}

/* Is what a unit says of its codes all that it says? The words without the codes and their terms. */
static struct text rest_of_unit(struct arena *arena, struct text words, const struct coded_list *list,
				const uint32_t *first, const uint32_t *next, uint32_t unit)
{
	for (uint32_t i = first[unit]; i; i = next[i - 1]) {
		const struct code *code = list->items[i - 1].code;
		const struct text parts[] = {code->written, code->term};
		for (size_t k = 0; k < 2; k++) {
			size_t at = parts[k].length ? text_find(words, parts[k], 0) : TEXT_NOT_FOUND;
			if (at != TEXT_NOT_FOUND)
				words = arena_format(arena, "%.*s %.*s", (int)at, words.bytes,
						     (int)(words.length - at - parts[k].length),
						     words.bytes + at + parts[k].length);
		}
	}
	return words;
}

static uint64_t hash_of_rest(struct text rest, size_t *words)
{
	struct compared_words tokens = {0};
	uint64_t hash;
	size_t kept = 0;

	tokens_append(&tokens, rest);
	for (size_t i = 0; i < tokens.count; i++)
		if (!is_ascii_punctuation(rest.bytes[tokens.items[i].begin]))
			tokens.items[kept++] = tokens.items[i];
	hash = compared_words_hash(tokens.items, kept);
	*words = kept;
	ARRAY_RELEASE(&tokens);
	return hash;
}

/* The codes of each unit as a chain: by block 1 + the number of its first, by code 1 + the number of the next. */
struct chains {
	uint32_t *first, *next;
};

static struct chains chains_of(struct arena *arena, const struct coded_list *list, const struct blocks *blocks)
{
	struct chains chains = {ARENA_ARRAY(arena, blocks->count, uint32_t), ARENA_ARRAY(arena, list->count, uint32_t)};

	for (size_t i = list->count; i-- > 0;) {
		uint32_t unit = list->items[i].unit;
		if (unit == BLOCK_NONE)
			continue;
		chains.next[i] = chains.first[unit];
		chains.first[unit] = (uint32_t)i + 1;
	}
	return chains;
}

/* More codes than this in one paragraph are prose to whoever reads it. */
#define CODES_OF_A_UNIT_MOST 32

/* What is known of the codes of one version. */
struct side {
	const struct coded_list *list;
	struct chains chains;
	struct version_blocks *version;
};

static size_t count_codes(const struct side *side, uint32_t unit)
{
	size_t count = 0;

	for (uint32_t at = side->chains.first[unit]; at; at = side->chains.next[at - 1])
		count++;
	return count;
}

/* The hash of what a unit says beside its codes, and how many words that is. */
static uint64_t hash_beside_codes(struct arena *arena, const struct side *side, uint32_t unit, size_t *words)
{
	struct text all = unit_words(&side->version->blocks, unit);

	return hash_of_rest(rest_of_unit(arena, all, side->list, side->chains.first, side->chains.next, unit), words);
}

/* Is a unit told by its codes alone: nothing else is in it, or the same in both versions? */
static bool is_told_by_codes(struct arena *arena, const struct side *side, const struct side *other, uint32_t unit)
{
	uint32_t pair = side->version->blocks.items[unit].pair;
	size_t count = count_codes(side, unit), words = 0, other_words = 0;
	uint64_t hash;

	if (!count || count > CODES_OF_A_UNIT_MOST)
		return false;
	hash = hash_beside_codes(arena, side, unit, &words);
	if (pair == BLOCK_NONE)
		return words == 0;
	return hash == hash_beside_codes(arena, other, pair, &other_words) && words == other_words;
}

static void mark_units(struct version_comparison *comparison, const struct coded_list *old,
		       const struct coded_list *new)
{
	struct arena arena = ARENA_EMPTY;
	const struct side from = {old, chains_of(&arena, old, &comparison->from.blocks), &comparison->from};
	const struct side to = {new, chains_of(&arena, new, &comparison->to.blocks), &comparison->to};

	for (uint32_t i = 0; i < comparison->from.blocks.count; i++)
		comparison->from.are_codes[i] = is_told_by_codes(&arena, &from, &to, i);
	for (uint32_t i = 0; i < comparison->to.blocks.count; i++)
		comparison->to.are_codes[i] = is_told_by_codes(&arena, &to, &from, i);
	arena_release(&arena);
}

static void own(struct version_blocks *version, uint32_t unit, uint32_t change)
{
	if (unit != BLOCK_NONE && version->owners[unit] == CHANGE_NONE)
		version->owners[unit] = change;
}

static struct change *add_code(struct version_comparison *comparison, enum change_op op, const struct coded *old,
			       const struct coded *new)
{
	const struct coded *here = new ? new : old;
	const struct version_blocks *version = new ? &comparison->to : &comparison->from;
	struct change *change = change_add(comparison, CLASS_CODING, op, SUBJECT_CODE);
	uint32_t block = here->unit != BLOCK_NONE ? here->unit : blocks_find(&version->blocks, here->set->node);

	change->label = text_of(code_system_names[here->set->system]);
	change->set = here->set;
	change->is_repeat = here->is_repeat;
	change->old_code = old ? old->code : NULL;
	change->new_code = new ? new->code : NULL;
	change_path_of_block(comparison, change, &version->blocks.items[block == BLOCK_NONE ? 0 : block],
			     here->code->canonical.length ? here->code->canonical : here->code->written);
	change_words(comparison, change, old ? words_of_code(comparison->arena, old->code) : (struct text){NULL, 0},
		     new ? words_of_code(comparison->arena, new->code) : (struct text){NULL, 0});
	if (old)
		change->from = place_of_block(comparison->arena, &comparison->from.blocks,
					      old->unit == BLOCK_NONE ? 0 : old->unit);
	if (new)
		change->to = place_of_block(comparison->arena, &comparison->to.blocks,
					    new->unit == BLOCK_NONE ? 0 : new->unit);
	return change;
}

/* Is it the only set of its system where it stands? */
static bool is_alone(const struct policy *policy, const struct code_set *set)
{
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *other = &policy->code_sets[i];
		if (other != set && other->node == set->node && other->system == set->system)
			return false;
	}
	return true;
}

/* The same set, whatever it is called: the only one of its system in a clause or section that both versions have. */
static bool is_same_set(const struct version_comparison *comparison, const struct coded *old, const struct coded *new)
{
	uint32_t from = blocks_find(&comparison->from.blocks, old->set->node);
	uint32_t to = blocks_find(&comparison->to.blocks, new->set->node);

	if (old->set->system != new->set->system || text_equal(old->in_set, new->in_set))
		return true;
	return from != BLOCK_NONE && to != BLOCK_NONE && comparison->to.blocks.items[to].pair == from &&
	       is_alone(comparison->old, old->set) && is_alone(comparison->new, new->set);
}

static void compare_code(struct version_comparison *comparison, const struct coded *old, const struct coded *new)
{
	bool is_other_set = !is_same_set(comparison, old, new);
	bool is_other_term = !text_equal(old->code->term, new->code->term);
	bool is_otherwise_written =
		!text_equal(old->code->written, new->code->written) || !text_equal(old->code->marks, new->code->marks);
	uint32_t number = (uint32_t)comparison->changes.count;

	if (!is_other_set && !is_other_term && !is_otherwise_written)
		return;
	struct change *change = add_code(comparison, is_other_set ? OP_MOVED : OP_CHANGED, old, new);
	bool is_other_code = !text_equal(old->code->canonical, new->code->canonical) ||
			     !text_equal(old->code->last_canonical, new->code->last_canonical) ||
			     old->code->match != new->code->match;
	if (!is_other_set && !is_other_term && !is_other_code) {
		change->class = CLASS_EDITORIAL;
		change_words(comparison, change, old->code->written, new->code->written);
	}
	change->order = 2 * (size_t)(new->unit == BLOCK_NONE ? 0 : new->unit);
	own(&comparison->from, old->unit, number);
	own(&comparison->to, new->unit, number);
}

void compare_codes(struct version_comparison *comparison, const struct coded_list *old, const struct coded_list *new,
		   const uint32_t *old_of)
{
	bool *is_paired = memory_allocate_array(old->count, sizeof *is_paired);

	mark_units(comparison, old, new);
	for (size_t i = 0; i < new->count; i++) {
		const struct coded *coded = &new->items[i];
		if (old_of[i] != PAIR_NONE) {
			is_paired[old_of[i]] = true;
			compare_code(comparison, &old->items[old_of[i]], coded);
			continue;
		}
		own(&comparison->to, coded->unit, (uint32_t)comparison->changes.count);
		struct change *change = add_code(comparison, OP_ADDED, NULL, coded);
		change->order = 2 * (size_t)(coded->unit == BLOCK_NONE ? 0 : coded->unit);
	}
	for (size_t i = 0; i < old->count; i++) {
		if (is_paired[i])
			continue;
		own(&comparison->from, old->items[i].unit, (uint32_t)comparison->changes.count);
		struct change *change = add_code(comparison, OP_REMOVED, &old->items[i], NULL);
		change->order = order_of_removed(comparison, old->items[i].unit);
	}
	free(is_paired);
}

/* The codes of a policy, each with the block that names it. */
#ifndef POLICYC_DIFF_CODE_UNITS_H
#define POLICYC_DIFF_CODE_UNITS_H

#include "diff/blocks.h"
#include "tree/policy.h"

struct coded {
	const struct code_set *set;
	const struct code *code;
	uint32_t unit;      /* the row, item, clause or paragraph; BLOCK_NONE: not found */
	bool is_repeat;     /* the set has it already */
	struct text in_set; /* key: system and heading of the set, and the code */
	struct text alone;  /* key: system and code */
};
struct coded_list {
	struct coded *items;
	size_t count;
};

struct coded_list coded_list_of(struct arena *arena, const struct policy *policy, const struct blocks *blocks);
/* Pairs them: in sets of the same system and heading, then in those of the same system; then codes that were changed to
 * others, which have the same term in the same set, or stand beside a pair and differ in one character. `old_of` has
 * room for new->count numbers. */
void pair_codes(const struct coded_list *old, const struct coded_list *new, uint32_t *old_of);

#endif

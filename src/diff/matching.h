/* What the steps of matching share (match.h). Inside src/diff alone. */
#ifndef POLICYC_DIFF_MATCHING_H
#define POLICYC_DIFF_MATCHING_H

#include "diff/blocks.h"

struct matching {
	struct blocks *old, *new;
};

static inline struct block *old_block(const struct matching *matching, uint32_t index)
{
	return &matching->old->items[index];
}

static inline struct block *new_block(const struct matching *matching, uint32_t index)
{
	return &matching->new->items[index];
}

static inline bool is_free(const struct block *block)
{
	return block->pair == BLOCK_NONE;
}

/* May two kinds be the same block in two versions? */
bool kinds_fit(enum node_kind a, enum node_kind b);
/* Pairs two blocks, and nothing with them. */
void pair_alone(const struct matching *matching, uint32_t old, uint32_t new);
/* Pairs two blocks that are both free, and with them the leaves that hold their own words. */
void pair_blocks(const struct matching *matching, uint32_t old, uint32_t new);
/* Are the sections of two blocks a pair? */
bool in_same_section(const struct matching *matching, uint32_t old, uint32_t new);
/* The children of `parent` that are still free; `keys`, where it is not NULL, gets what each says as a key. Both have
 * room for all blocks below the parent. */
size_t free_children(const struct blocks *blocks, uint32_t parent, uint32_t *list, struct text *keys);
/* Calls `visit` for each pair, from the outside in; pairs that it makes further on are visited too. */
void for_each_pair(const struct matching *matching,
		   void (*visit)(const struct matching *matching, uint32_t old, uint32_t new, struct arena *arena));

/* match_alike.c: step 5, for one pair of parents, and step 6. */
void match_alike_children(const struct matching *matching, uint32_t old, uint32_t new, struct arena *arena);
void match_alike_anywhere(const struct matching *matching);

#endif

#include "diff/matching.h"

bool kinds_fit(enum node_kind a, enum node_kind b)
{
	static const unsigned groups[NODE_KIND_COUNT] = {
		[NODE_CLAUSE] = 1,
		[NODE_ITEM] = 1,
		[NODE_PARAGRAPH] = 2,
		[NODE_NOTE] = 2,
	};
	return a == b || (groups[a] && groups[a] == groups[b]);
}

void pair_alone(const struct matching *matching, uint32_t old, uint32_t new)
{
	old_block(matching, old)->pair = new;
	new_block(matching, new)->pair = old;
}

void pair_blocks(const struct matching *matching, uint32_t old, uint32_t new)
{
	uint32_t old_leaf, new_leaf;

	if (!is_free(old_block(matching, old)) || !is_free(new_block(matching, new)))
		return;
	pair_alone(matching, old, new);
	old_leaf = block_own_leaf(matching->old, old);
	new_leaf = block_own_leaf(matching->new, new);
	if (old_leaf == old || new_leaf == new || old_leaf == BLOCK_NONE || new_leaf == BLOCK_NONE)
		return;
	if (is_free(old_block(matching, old_leaf)) && is_free(new_block(matching, new_leaf)))
		pair_alone(matching, old_leaf, new_leaf);
}

bool in_same_section(const struct matching *matching, uint32_t old, uint32_t new)
{
	return old_block(matching, block_section(matching->old, old))->pair == block_section(matching->new, new);
}

size_t free_children(const struct blocks *blocks, uint32_t parent, uint32_t *list, struct text *keys)
{
	size_t count = 0;

	FOR_EACH_CHILD(blocks, parent, child)
	{
		const struct block *block = &blocks->items[child];
		if (!is_free(block))
			continue;
		if (keys)
			keys[count] = (struct text){(const char *)&block->hash, sizeof block->hash};
		list[count++] = child;
	}
	return count;
}

void for_each_pair(const struct matching *matching,
		   void (*visit)(const struct matching *matching, uint32_t old, uint32_t new, struct arena *arena))
{
	struct arena arena = ARENA_EMPTY;

	for (uint32_t i = 0; i < matching->new->count; i++) {
		const struct block *block = new_block(matching, i);
		if (is_free(block) || node_is_leaf_block(block->node))
			continue;
		visit(matching, block->pair, i, &arena);
		if (arena_size(&arena) > 1 << 20)
			arena_release(&arena);
	}
	arena_release(&arena);
}

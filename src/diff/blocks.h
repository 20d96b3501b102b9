/* A body laid out for comparison: its blocks in the order of the document, each with its words and hashes of them. */
#ifndef POLICYC_DIFF_BLOCKS_H
#define POLICYC_DIFF_BLOCKS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "tree/node.h"

#define BLOCK_NONE UINT32_MAX

/* Words to compare, as hashes: in order, and sorted. Punctuation is left out. */
struct bag {
	const uint64_t *words, *sorted;
	uint32_t count;
};

struct block {
	const struct node *node;
	uint32_t parent;     /* BLOCK_NONE: the body */
	uint32_t end;        /* the first block that is not below it */
	uint32_t place;      /* among its parent's children */
	uint32_t pair;       /* the block of the other version, or BLOCK_NONE */
	bool is_kept;        /* paired, in the same parent and in its order: set by blocks_mark_kept, of NEW */
	uint32_t word_count; /* of all below it */
	struct text words;   /* of a leaf and of a row, with asides (word_runs.h) */
	uint64_t own;        /* hash of its own words: those of a leaf, of a section's heading, of the first paragraph
				of a clause or item, of a row's cells; 0: it has none */
	uint64_t hash;       /* of the words and shape of all below it; a clause and an item have the same shape */
	struct bag bag;      /* of its own words */
};

struct blocks {
	struct arena *arena;
	struct block *items; /* [0] is the body; a block's children follow it */
	uint32_t count;
	uint32_t *by_node; /* sorted by the node's address */
};

/* Lays out a body (NULL: an empty one). The words are copied into the arena. */
void blocks_init(struct blocks *blocks, struct arena *arena, const struct node *body);
/* Once blocks are paired: a citation is the same where the reference that it names is, however that was reworded. Reads
 * the words that have citations again. */
void blocks_name_citations(struct blocks *blocks, bool is_new);
/* The block of a node, or BLOCK_NONE. */
uint32_t blocks_find(const struct blocks *blocks, const struct node *node);

/* The leaf that a block's own words stand in: itself, a section's heading, the first paragraph of a clause or item.
 * BLOCK_NONE: it has none, or (a row) several. */
uint32_t block_own_leaf(const struct blocks *blocks, uint32_t block);
/* The section that a block stands in, or itself; 0: it stands in none. */
uint32_t block_section(const struct blocks *blocks, uint32_t block);
/* Its children: for (i = block_first(b, x); i < b->items[x].end; i = b->items[i].end). */
#define FOR_EACH_CHILD(blocks, block, child) \
	for (uint32_t child = (block) + 1; child < (blocks)->items[block].end; child = (blocks)->items[child].end)

/* How much of two bags is the same, from 0 to 1: twice the common words over all (L. R. Dice, 1945). */
double bag_likeness(const struct bag *a, const struct bag *b);
/* Words of `a` that are in `b`, each as often as there. */
uint32_t bag_common(const struct bag *a, const struct bag *b);

/* The inlines of a leaf as XML: <em>, <strong>, <code>, <a href title>, <img src title>, <br/>, <cite label>. A soft
 * break is a space. Two leaves are the same in every way when their markup is. */
void block_append_markup(struct buffer *out, const struct node *leaf);

#endif

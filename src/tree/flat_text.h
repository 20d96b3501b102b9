/* The words of a leaf block as one text, with the way back to the source: what checks, criteria, codes and references
 * read. Soft breaks are one space, line breaks "\n", images and emphasis their text, citations nothing. */
#ifndef POLICYC_TREE_FLAT_TEXT_H
#define POLICYC_TREE_FLAT_TEXT_H

#include "base/buffer.h"
#include "tree/node.h"

struct segment {
	size_t offset; /* in the flat text: this node's first byte */
	size_t length;
	struct node *node; /* NODE_TEXT, NODE_CODE, NODE_SOFT_BREAK or NODE_LINE_BREAK */
};

struct flat_text {
	struct text text;
	struct segment *segments;
	size_t count;
	/* Of flat_text_for_reading: for each byte of the text and its end, the offset that it has in the words as they
	 * are written, which the segments count in; NULL: the same. */
	const uint32_t *origins;
};

/* The inlines below `node` (a leaf block or an inline). Lives in the arena and the tree. */
struct flat_text flat_text_of(struct arena *arena, const struct node *node);
/* The words of several leaf blocks, a space between, in the order given. */
struct flat_text flat_text_of_leaves(struct arena *arena, const struct node *const *leaves, size_t count);
/* The same words as readers take them: U+00A0, U+202F, U+2007 and U+2009 are spaces, and U+00AD, U+200B and U+2060 are
 * not there. Places stay exact. SPEC section 2, Criteria. */
struct flat_text flat_text_for_reading(struct arena *arena, struct flat_text flat);
/* The same of words alone: themselves, or in the arena. */
struct text words_for_reading(struct arena *arena, struct text words);
/* The source bytes of flat_text bytes begin to end: exact for literal text, the whole entity or escape where only a
 * part of a decoded one is meant. For an empty run: the empty place at that point. */
struct place flat_text_place(const struct flat_text *flat, size_t begin, size_t end);

/* The inline that the byte at `offset` comes from; NULL where the text is empty. */
const struct node *flat_text_node(const struct flat_text *flat, size_t offset);
/* Is the byte at `offset` part of the language, and not of an address or identifier that is a link, or of code? */
bool flat_text_is_prose(const struct flat_text *flat, size_t offset);

/* All words below any node, blocks separated by one space ("\n" between blocks when `lines`), joiners included,
 * citations not, appended to a buffer. `numbers`: each clause's and section's number first, as on the page. */
struct words_options {
	bool lines, numbers;
};
void node_append_words(struct buffer *buffer, const struct node *node, struct words_options options);
/* The same on one line, in the arena or the tree; no NUL need stand after it. */
struct text node_words(struct arena *arena, const struct node *node);

/* The cell of a row of a table that says only AND or OR (any case), and so joins the rows around it; NULL: of any other
 * node. */
const struct node *row_joiner(const struct node *row);

#endif

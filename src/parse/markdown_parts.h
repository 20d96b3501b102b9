/* What the files markdown*.c share. Only they may include this: it shows cmark-gfm's own structures, for what its
 * functions don't tell (the text of a leaf before its marks were read, and the options of a parser at work). */
#ifndef POLICYC_PARSE_MARKDOWN_PARTS_H
#define POLICYC_PARSE_MARKDOWN_PARTS_H

/* Without this cmark's headers take the names NODE_TEXT, NODE_LIST and so on for themselves. */
#define CMARK_NO_SHORT_NAMES 1
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/registry.h>

#include "base/map.h"
#include "base/memory.h"
#include "diag/finding.h"
#include "parse/entity.h"
#include "tree/node.h"

struct markdown {
	struct arena *arena;
	const struct source *source;
	size_t begin, end;   /* the bytes that are read */
	uint32_t first_line; /* of the source, from 1: cmark's line 1 */
	struct findings *findings;
	struct node *parent;      /* blocks are appended to it */
	struct node *reference;   /* the definition that leaves are read into; NULL: none */
	uint32_t reference_depth; /* open definitions */
	bool is_reference_split;  /* a second paragraph of this one has been reported */
	uint32_t quotes;          /* open quotations */
	struct map labels;        /* of definitions, folded -> struct node */
};

/* Bytes of a leaf's text that stand one after another in the source too. */
struct stretch {
	size_t content; /* where they begin in the leaf's text */
	size_t length;
	size_t source; /* where they begin in the source */
	bool is_pipe;  /* "\|" of a table: one byte in the text, two in the source */
	bool begins_line;
};

/* The text of a leaf block as cmark reads marks in it, and where each byte of it stands. Lines end in "\n", their white
 * space at the beginning is in no stretch, and the last has none at its end. */
struct leaf {
	struct text content;
	ARRAY_OF(struct stretch) stretches;
};

struct text markdown_text(const cmark_chunk *chunk);
struct place markdown_place(const struct markdown *markdown, size_t begin, size_t end);

/* markdown_places.c */

/* The bytes of a line by cmark's count, without its line end. */
struct text markdown_line(const struct markdown *markdown, int line);
/* The offset in the source of a text that is a part of it. */
size_t markdown_offset(const struct markdown *markdown, struct text part);
/* A line without white space and the marks of quotations before its words: of a line that is not its block's first. */
struct text markdown_continued_line(const struct markdown *markdown, int line);
/* Where the text of a leaf stands. An empty text has no stretches. Released with leaf_release. */
void leaf_of_paragraph(struct leaf *leaf, const struct markdown *markdown, const cmark_node *paragraph);
void leaf_of_heading(struct leaf *leaf, const struct markdown *markdown, const cmark_node *heading);
void leaf_of_cell(struct leaf *leaf, const struct markdown *markdown, const cmark_node *cell, struct text bytes);
void leaf_release(struct leaf *leaf);
/* The last stretch that begins at or before an offset of the text; the first where none does. A text without words has
 * none: that is a BUG. */
const struct stretch *leaf_stretch(const struct leaf *leaf, size_t offset);
/* Where the byte at `offset` of the text begins, and where the byte before it ends. */
size_t leaf_source_begin(const struct leaf *leaf, size_t offset);
size_t leaf_source_end(const struct leaf *leaf, size_t offset);
/* The line in which a table's header stands, by cmark's count. */
int table_header_line(const cmark_node *table);

/* markdown_inline.c */

/* Reads the inlines of a leaf, which are `block`'s children, to the end of `target`. */
void markdown_read_inlines(struct markdown *markdown, const struct leaf *leaf, cmark_node *block, struct node *target);
/* Appends literal bytes of the source to `target`; they lengthen the text before them where that ends there. */
void markdown_append_literal(struct markdown *markdown, struct node *target, size_t begin, size_t end);
void markdown_append_break(struct markdown *markdown, struct node *target, enum node_kind kind, size_t begin,
			   size_t end);
/* raw-html, for a tag: how to say the same in a policy. */
void markdown_report_tag(struct markdown *markdown, struct text tag, struct place place);

/* markdown_decode.c */

/* Reports the characters of the entity or escape at `place` that may not stand in a document. */
void decoded_check(struct markdown *markdown, struct text decoded, struct place place);
/* A copy in the arena, with another character in the place of each that XML forbids. */
struct text decoded_text(struct markdown *markdown, struct text decoded);

/* markdown_link.c */

struct link_tail {
	size_t end;                      /* of the whole link */
	size_t target_begin, target_end; /* of an address in parentheses */
	size_t title_begin, title_end;   /* with its quotation marks; empty: none */
	bool is_inline;
};
/* What stands behind the "]" of a link or image that cmark has found, at `at`: an address in parentheses, a label in
 * brackets, or nothing. CommonMark 0.29, sections 6.6 and 6.7. */
struct link_tail link_tail_read(struct text content, size_t at);

/* markdown_table.c */

/* Reads a table to a node below markdown->parent, or into the definition that is being read. */
void markdown_read_table(struct markdown *markdown, cmark_node *table);

/* markdown_losses.c: `syntax` for signs and words that Markdown would take away. */

/* ">" at the beginning of a line; before markdown->quotes counts it. */
void markdown_check_quote(struct markdown *markdown, const cmark_node *quote);
/* "+ 5", "1. - 5", "2013. ": an item whose mark is a sign or a number of its words. */
void markdown_check_item(struct markdown *markdown, const cmark_node *item);
/* "2*3 cm and 4*5 cm": emphasis from `begin` to `end` of a leaf's text, its marks included. */
void markdown_check_emphasis(struct markdown *markdown, struct text content, size_t begin, size_t end,
			     struct place place);
/* "[Note]: words" in a line of its own: the definition of a link that there isn't. */
void markdown_check_definitions(struct markdown *markdown, const struct node *body);

/* markdown.c: a leaf's node, or the definition that is being read, parted from what is in it already. */
struct node *markdown_leaf_target(struct markdown *markdown, enum node_kind kind, struct place place);

#endif

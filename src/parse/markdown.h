/* Markdown to blocks and inlines with exact places: the only door to cmark-gfm. */
#ifndef POLICYC_PARSE_MARKDOWN_H
#define POLICYC_PARSE_MARKDOWN_H

#include "diag/finding.h"
#include "tree/node.h"

/* cmark-gfm's registration of extensions: in main, before the first thread, and after the last. */
void markdown_set_up(void);
void markdown_tear_down(void);

/* Reads the bytes from begin to end of a source that bytes_are_safe and markdown_is_bounded have passed. Gives
 * NODE_BODY whose children are raw blocks in the order written: NODE_HEADING (its section.level is set; 2 or 3),
 * NODE_PARAGRAPH, NODE_LIST with NODE_ITEM, NODE_QUOTE, NODE_TABLE, and NODE_REFERENCE for each footnote definition
 * where it stands (cited or not, duplicates too, which are `syntax` findings). No sections, clauses, notes, joiners,
 * attributes or includes yet: structure.h makes them. NODE_CITATION has its label; an unknown citation is one too. What
 * SPEC refuses (code blocks, rules, setext, # and #### headings, raw HTML that is no lone comment) is a finding, and
 * its words stay as a paragraph of text so that nothing is lost. Every node has its exact place, inlines too, also
 * across continued lines, containers, entities and escapes. */
struct node *markdown_read(struct arena *arena, const struct source *source, size_t begin, size_t end,
			   struct findings *findings);

#endif

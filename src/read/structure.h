/* From raw Markdown blocks to a policy's sections, clauses, notes and joiners: SPEC section 2, Body. */
#ifndef POLICYC_READ_STRUCTURE_H
#define POLICYC_READ_STRUCTURE_H

#include "tree/suite.h"

/* Marks that stand alone in a paragraph, {{include …}}, become NODE_INCLUDE; any other "{{" is a `syntax` finding. For
 * policies and shared blocks alike, straight after markdown_read. */
void structure_find_includes(struct arena *arena, struct node *body, struct findings *findings);

/* Puts copies of the blocks' nodes in place of policy->body's includes, at any depth to LIMIT_INCLUDE_DEPTH, and fills
 * policy->includes: each block once, those inside others too. The copies keep their places in the block's file, and so
 * do the findings on them, which suite_report joins. include-missing (with "did you mean"), include-cycle (with the
 * chain), limit (depth, or too much text). */
void structure_splice_includes(struct policy *policy, const struct suite *suite);

/* Makes sections of headings (kinds from the profile; attributes {-}, {#id}, {bullets}, {paragraphs} taken out of the
 * words), clauses of ordered lists that stand directly in a section, notes, joined lists, lists of references.
 * Findings: syntax, stray-list, typed-number; those that depend on where a block was put are at the include.
 * - A ### without a ## above it is made a section of level 2 (its heading's level stays 3).
 * - {bullets} and {paragraphs} are for the lists that stand directly below that heading. Lists that {bullets} made, and
 *   bullets straight after them, are one list. A clause's name goes to the paragraph that is left of it.
 * - Ordered lists before the first heading stay lists.
 * - AND and OR that stand between no items, or between clauses, stay words of their paragraph.
 * - Definitions of references are put into a NODE_REFERENCE_LIST where they stand; links alone follow in
 *   links_recognise. */
void structure_build(struct policy *policy, const struct profile *profile);

#endif

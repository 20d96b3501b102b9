/* From raw Markdown blocks to a policy's sections, clauses, notes and joiners: SPEC section 2, Body. */
#ifndef POLICYC_READ_STRUCTURE_H
#define POLICYC_READ_STRUCTURE_H

#include "tree/suite.h"

/* Marks that stand alone in a paragraph, {{include …}}, become NODE_INCLUDE; any other "{{" is a `syntax` finding. For
 * policies and shared blocks alike, straight after markdown_read. */
void structure_find_includes(struct arena *arena, struct node *body, struct findings *findings);

/* Puts copies of the blocks' nodes in place of policy->body's includes, at any depth to LIMIT_INCLUDE_DEPTH, and fills
 * policy->includes. include-missing (with "did you mean"), include-cycle, limit. */
void structure_splice_includes(struct policy *policy, const struct suite *suite);

/* Makes sections of headings (kinds from the profile; attributes {-}, {#id}, {bullets}, {paragraphs} taken out of the
 * words), clauses of ordered lists that stand directly in a section, notes, joined lists, the list of references.
 * Findings: syntax, stray-list, typed-number. */
void structure_build(struct policy *policy, const struct profile *profile);

#endif

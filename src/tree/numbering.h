/* Numbers and ids of sections, clauses, criteria, references: SPEC section 2 (Body) and section 5 (HTML ids). */
#ifndef POLICYC_TREE_NUMBERING_H
#define POLICYC_TREE_NUMBERING_H

#include "tree/policy.h"

/* The ids of the two sections that are made of the front matter: none in the body gets them. */
#define DOCUMENT_CONTROL_ID "s-document-control"
#define VERSION_HISTORY_ID  "s-version-history"

/* Gives each section, subsection and clause its number, each definition of a reference the number that is shown, and
 * every node that can be linked to its id:
 *   section s-1, subsection s-6-1, unnumbered s-<words> (a repeat s-<words>-2); clause c-1-1, c-6-1-1;
 *   a criterion c-1-1-a, nested c-1-1-a-1 (letters and numbers by turns; z is followed by aa);
 *   a reference reference-1; a named node its name, whole.
 * Clauses that stand in a section before its subsections are counted with them, so that no number stands twice: after
 * clause 6.1 comes subsection 6.2. A clause without a number has no id but its name. A definition's number is its label
 * where that is a whole number, else its place in the order written, or the next number that is free; a link alone has
 * none.
 * Runs after includes are spliced and criteria are read. Ids are unique: an id that is taken gets -2, -3 … (the check
 * duplicate-id speaks of names, which are never changed silently: the later one loses its name's id). */
void policy_number(struct policy *policy);
/* The node with an id; NULL: none. Walks the body. */
struct node *policy_find_id(const struct policy *policy, struct text id);

#endif

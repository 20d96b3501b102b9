/* The steps of structure_build, in the order in which it takes them. Only structure*.c includes this. */
#ifndef POLICYC_READ_STRUCTURE_PARTS_H
#define POLICYC_READ_STRUCTURE_PARTS_H

#include "read/structure.h"

struct structure {
	struct policy *policy;
	struct arena *arena;   /* the policy's */
	struct arena *scratch; /* the policy's too: for words that are only looked at */
	struct findings *findings;
	const struct profile *profile; /* NULL: unknown, and all kinds are SECTION_OTHER */
};

/* Paragraphs are cut before each line that begins NOTE:, and what begins so becomes NODE_NOTE. At any depth. */
void structure_split_notes(struct structure *structure);

/* Takes the attributes at the end of a heading out of its words: {-}, {#name}, {bullets}, {paragraphs}, in any order
 * and combination. What is none of these is a `syntax` finding. */
struct attributes {
	bool is_unnumbered;
	enum presentation presentation;
	struct text name;
};
struct attributes structure_take_attributes(struct structure *structure, struct node *heading);
/* Takes the marks (read/marks.h) and {#name} from the end of a leaf block's words: kept on `owner`, whose first words
 * they are (`is_first`), and marks on the list or table that the block leads to. */
void structure_take_marks(struct structure *structure, struct node *leaf, struct node *owner, bool is_first);
/* Those of all clauses, items and lead-ins; anywhere else they are a finding. */
void structure_take_all_marks(struct structure *structure);

/* Makes NODE_JOINER of AND and OR that stand between items, at any depth, joining lists that they part. */
void structure_join_lists(struct structure *structure);

/* stray-list, typed-number, and clauses and bullets without words, on the finished sections. */
void structure_find_faults(struct structure *structure);

/* Is a paragraph, or a line of one that begins at `first`, only AND or OR? */
bool is_joiner_line(const struct node *first);
/* The place in the policy's own file: of what comes from a block, that of the include. For findings that depend on
 * where the block was put. */
static inline struct place structure_place(const struct structure *structure, struct place place)
{
	struct place include = policy_include_place(structure->policy, place);

	return include.source ? include : place;
}

#endif

/* The shapes of published data: what policy.json, policy.xml, codes.csv and their schemas have of a policy beside the
 * rows of policy_fields. */
#ifndef POLICYC_TREE_PUBLISHED_H
#define POLICYC_TREE_PUBLISHED_H

#include "tree/shape.h"

extern const struct shape code_set_shape, code_shape; /* struct code_set, struct code */
extern const struct shape reference_shape;            /* struct reference */
extern const struct shape included_block_shape;       /* struct included_block */
extern const struct shape publisher_shape;            /* struct site */
extern const struct shape quantity_shape;             /* struct quantity */
extern const struct shape criteria_shape;             /* struct criteria_group */
extern const struct shape criterion_shape;            /* struct node of a NODE_ITEM or NODE_ROW, beside its own */
/* struct node */
extern const struct shape section_shape, clause_shape, paragraph_shape, note_shape, list_shape, item_shape,
	joiner_shape, quote_shape, table_shape, row_shape, cell_shape, reference_list_shape, reference_entry_shape;

/* By the kind of a node; NULL: it is no block of published data. The first row says what its `type` is there. */
extern const struct shape *const block_shapes[NODE_KIND_COUNT];
/* All, in the order in which the JSON Schema has them, ended by NULL. */
extern const struct shape *const published_shapes[];

/* "left" of the 'l' of a table's alignments; NULL: none. */
const char *alignment_name(uint8_t alignment);

/* What forms of the same thing are told apart by: struct code, struct criteria_group, struct node. */
bool code_is_range(const void *code);
bool group_is_counted(const void *group);
bool group_is_limited(const void *group);
bool group_is_exact(const void *group);
bool clause_is_numbered(const void *clause);

#endif

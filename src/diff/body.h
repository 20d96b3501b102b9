/* What the parts of a comparison of two bodies share (body.c). Inside src/diff alone. */
#ifndef POLICYC_DIFF_BODY_H
#define POLICYC_DIFF_BODY_H

#include "diff/comparison.h"

/* What is known of units while changes are made. Numbers of blocks; BLOCK_NONE: none. */
struct body {
	struct version_comparison *comparison;
	const struct blocks *old, *new;
	uint32_t *old_unit;  /* by unit of NEW: the unit that it was */
	uint32_t *new_unit;  /* by unit of OLD: the unit that it is */
	uint32_t *split_of;  /* by unit of NEW that was not there: the unit of OLD that it is a part of */
	uint32_t *merged_to; /* by unit of OLD that is gone: the unit of NEW that it is a part of */
	bool *parts;         /* by unit of OLD: it was split */
	bool *merged_parts;  /* by unit of NEW: it was merged of several */
	/* By unit: told already, with a list or table that was set out otherwise. */
	bool *is_told_old, *is_told_new;
};

static inline const struct block *old_at(const struct body *body, uint32_t index)
{
	return &body->old->items[index];
}

static inline const struct block *new_at(const struct body *body, uint32_t index)
{
	return &body->new->items[index];
}

/* body_places.c: where a unit stands, as people see it. */

/* The section, clause or item around it. */
uint32_t unit_around(const struct blocks *blocks, uint32_t unit);
/* The list or table of criteria that a criterion stands in; BLOCK_NONE: none. */
uint32_t group_around(const struct blocks *blocks, uint32_t unit);
const struct criteria_group *group_of(const struct blocks *blocks, uint32_t list);
bool is_in_other_group(const struct body *body, uint32_t old, uint32_t new);
/* Does it stand in another section, clause or item now? */
bool is_elsewhere(const struct body *body, uint32_t old, uint32_t new);
/* Only its place among its neighbours is another. */
bool is_in_other_order(const struct body *body, uint32_t old, uint32_t new);
bool is_moved(const struct body *body, uint32_t old, uint32_t new);
/* A new change of a unit that both versions have, with both places. */
struct change *add_pair(struct body *body, enum change_op op, uint32_t old, uint32_t new);

/* body_gone.c: what one version alone has. */
void add_gone(struct body *body, uint32_t unit, bool is_new);

/* body_parts.c: what was split or merged. */
void find_all_parts(struct body *body);
struct change_part *gather_parts(struct body *body, uint32_t whole, bool is_split, uint32_t number, size_t *count,
				 struct text *joined);

/* body_groups.c: how criteria combine. */
bool combine_alike(const struct criteria_group *a, const struct criteria_group *b);
void compare_group(struct body *body, uint32_t old, uint32_t new);
/* Is a unit in no group of criteria, or in the same one? */
bool is_in_same_list(const struct body *body, uint32_t old, uint32_t new);
/* Only how the words are read is another. */
void note_reading(struct change *change);

/* reshape.c: the same words set out otherwise. */

/* Tells a sentence that was made bullets, or the other way round; false: it was not, and nothing is told. */
bool tell_bullets(struct body *body, uint32_t old, uint32_t new);
/* Tells the tables that were made lists and the lists that were made tables. */
void tell_tables(struct body *body);
/* Tells that references have other numbers for they were put in another order. */
void tell_renumbering(struct body *body);

#endif

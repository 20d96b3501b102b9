/* What the parts of one comparison share: diff.c makes it, and every part adds its changes. Inside src/diff alone. */
#ifndef POLICYC_DIFF_COMPARISON_H
#define POLICYC_DIFF_COMPARISON_H

#include "base/memory.h"
#include "diff/blocks.h"
#include "diff/code_units.h"
#include "diff/diff.h"

struct version_comparison {
	struct arena *arena; /* of the result */
	const struct policy *old, *new;
	struct version_blocks {
		struct blocks blocks;
		uint32_t *owners;    /* by block: the change that its edits belong to, or CHANGE_NONE */
		uint32_t *last_pair; /* by block: the pair of the last one before it that has one */
		bool *are_codes;     /* by block: a row or item that codes and their words are all of */
	} from, to;
	struct change_list {
		struct change *items;
		size_t count, capacity;
	} changes;
};

#define CHANGE_NONE UINT32_MAX

/* change.c: the making of a change. */

/* A new change at the end of the list, all zeros but for what is given; valid until the next one. */
struct change *change_add(struct version_comparison *comparison, enum change_class class, enum change_op op,
			  enum change_subject subject);
/* Sets its path: texts that live as long as the arena, ended by one whose bytes are NULL. */
void change_path(struct version_comparison *comparison, struct change *change, const struct text *path);
/* The same by the ids around a block, from the outside in; `last`, where its bytes are not NULL, follows them. */
void change_path_of_block(struct version_comparison *comparison, struct change *change, const struct block *block,
			  struct text last);
/* Sets both sides' words and, where both are there, the runs between them. */
void change_words(struct version_comparison *comparison, struct change *change, struct text old, struct text new);

/* What was added or removed outside the criteria, and limits whom the policy is for, is a change of the criteria. */
void change_note_limit(struct change *change, struct text words);

/* sentences.c: tells the sentences that came, went or changed places in a unit that both versions have, where all its
 * other sentences are the same; false: they are not, and nothing is told. */
bool tell_sentences(struct version_comparison *comparison, uint32_t old_unit, uint32_t new_unit);
/* Once all units are compared: a sentence that was taken out of one and put into another has moved. */
void join_sentences(struct version_comparison *comparison);

/* ids.c: by unit, the unit of the other version; BLOCK_NONE: none. */
void compare_ids(struct version_comparison *comparison, const uint32_t *old_unit, const uint32_t *new_unit);

/* fields.c: the front matter, field by field; the version history, entry by entry. */
void compare_fields(struct version_comparison *comparison);

/* codes.c: code by code. Sets `are_codes`, and owners of the blocks whose codes changed. */
void compare_codes(struct version_comparison *comparison, const struct coded_list *old, const struct coded_list *new,
		   const uint32_t *old_of);

/* reported_units.c: what people speak of in a body: a section, a clause, a criterion, a note, a paragraph, a row, a
 * reference. The blocks inside one that are no units themselves (a clause's first paragraph, a heading, a list) belong
 * to it. */
bool block_is_unit(const struct blocks *blocks, uint32_t block);
/* The unit that a block is or belongs to; 0 where that is the body itself. */
uint32_t unit_of(const struct blocks *blocks, uint32_t block);
enum change_subject subject_of_unit(const struct block *unit);
/* What a change of words there is, by its section. */
enum change_class class_of_block(const struct block *block);
/* Its own words, with asides; empty where it has none. */
struct text unit_words(const struct blocks *blocks, uint32_t unit);
enum effect effect_of_block(const struct block *block);
/* What makes it one of logic that a unit came, went or was put elsewhere. Is it a criterion, an exclusion or a clause
 * of the criteria by itself, or does it say something of what must hold? `words`: all that it says. */
unsigned logic_of_presence(const struct block *unit, struct text words);
struct change_place place_of_block(struct arena *arena, const struct blocks *blocks, uint32_t block);
/* change.order of what was taken out: after what stood before it. That of all else is twice the number of its block. */
size_t order_of_removed(const struct version_comparison *comparison, uint32_t unit);

/* body.c: unit by unit. Sets owners of all that it tells. */
void compare_bodies(struct version_comparison *comparison);

/* edits.c: gives each edit that makes NEW of OLD to the change it belongs to; what belongs to none becomes OP_FORMAT.
 */
void attach_edits(struct version_comparison *comparison);

/* summary.c */
void summarise(struct arena *arena, struct difference *difference);

#endif

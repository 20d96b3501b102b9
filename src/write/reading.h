/* The reading sheet: what policyc reads out of a policy, beside its words, for a clinician to agree to. One list of
 * rows, which is drawn as text and as HTML. SPEC section 2, The reading. */
#ifndef POLICYC_WRITE_READING_H
#define POLICYC_WRITE_READING_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "tree/reading.h"

enum sheet_row_kind {
	SHEET_TITLE,
	SHEET_HEADING,
	SHEET_LINE,    /* words across the sheet */
	SHEET_BULLET,  /* one of a list of them */
	SHEET_SECTION, /* the heading of a section of the policy, above its pairs */
	SHEET_PAIR,    /* words and reading side by side */
	SHEET_PICTURE, /* a group of criteria as a tree */
};

struct sheet_row {
	enum sheet_row_kind kind;
	unsigned depth;    /* of SHEET_PAIR: in how many groups its criterion is */
	struct text label; /* "1.1", "A", "B2": how the sheet calls it; empty: nothing */
	struct text words;
	struct text *readings; /* of SHEET_PAIR: short sentences */
	size_t reading_count;
	bool is_open;
	const struct node *group; /* of SHEET_PICTURE */
};

struct sheet {
	struct arena arena;
	ARRAY_OF(struct sheet_row) rows;
};

struct sheet_options {
	bool is_block;     /* the policy is a shared block as one (load/block_policy.h) */
	bool is_published; /* a page of the site: nothing to fill in, no commands, shared wording in full */
	bool with_name;    /* is_published: who agreed */
};
/* The sheet of a policy, which outlives it. */
void sheet_make(struct sheet *sheet, const struct policy *policy, const struct sheet_options *options);
void sheet_release(struct sheet *sheet);

/* How the sheet calls a criterion in its outermost group: "A", "B2", "B2a". Criteria alone count. */
void criterion_label_append(struct buffer *out, const struct node *criterion);
size_t group_criterion_count(const struct node *group);
/* The words of a clause or criterion without those of the lists and tables in it, which are parts of their own. */
void own_words_append(struct buffer *out, const struct node *node);

/* What counts and what doesn't: "35 counts; 34.9 does not; whether 40 counts is not said". A sentence. */
void boundary_append(struct buffer *out, const struct quantity *quantity);
/* What a clause, a group or a criterion does, as short sentences with a space between. */
void effect_sentences_append(struct buffer *out, const struct effect_reading *reading);
/* How the criteria of a group combine, with the condition beside it. */
void group_sentences_append(struct buffer *out, const struct node *group);
/* The made-up cases of a group: "B only: this list is met. None of them: it is not met." Empty where its operator is
 * open. */
void made_up_append(struct buffer *out, const struct node *group);
/* How a code set is matched. */
void codes_sentences_append(struct buffer *out, const struct code_set *set);

/* A picture of a group of criteria as a tree: an SVG element with a title and a description in its place. `number`: of
 * the picture in the page, for its ids. */
void picture_append(struct buffer *out, const struct node *group, unsigned number);

/* The sheet as HTML: the inside of a page's main part without its title, where it is published; else a whole page with
 * its styles in it. */
void sheet_write_html(struct buffer *out, const struct policy *policy, const struct sheet_options *options);

/* The reading as it is kept in policies/readings/<ref>@<version>.json: ref, version, fingerprint, grammar, how many
 * parts are open, and the parts, each with its id, its words and what is read of it (reading_part_append). */
void reading_write_json(struct buffer *out, const struct policy *policy);

#endif

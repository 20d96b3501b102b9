/* What is read out of a policy's words, part by part: what a clinician agrees to, what the fingerprint of the reading
 * covers, and what is open. SPEC section 2, The reading. */
#ifndef POLICYC_TREE_READING_H
#define POLICYC_TREE_READING_H

#include "base/buffer.h"
#include "tree/policy.h"

/* Rises whenever the same words, or the same marks, come to mean something else to policyc: an agreement to the old
 * meaning is then no agreement to the new one. */
#define READING_GRAMMAR 1

#define READING_FORM "policyc-reading-1"

enum reading_part_kind {
	READING_CLAUSE,
	READING_GROUP,     /* a list or table of criteria */
	READING_CRITERION, /* an item or row of one */
	READING_NOTE,      /* an item of one that is no criterion */
	READING_LIST,      /* a list or table where criteria are looked for, which is none */
	READING_WORDS,     /* a paragraph there that is in no clause */
	READING_CODES,     /* a code set */
};

/* Why a part is open: bits. */
enum reading_matter {
	OPEN_EFFECT = 1 << 0,      /* words of funding that can't be read */
	OPEN_SEVERAL = 1 << 1,     /* its sentences do different things */
	OPEN_COMBINATION = 1 << 2, /* how criteria go together */
	OPEN_OWN = 1 << 3,         /* how a condition beside a list goes with it */
	OPEN_LEFT_OUT = 1 << 4,    /* a paragraph after a list adds to it */
	OPEN_QUANTITY = 1 << 5,    /* a number whose comparison, or whose bound, the words leave open */
	OPEN_SILENT = 1 << 6,      /* nothing is read from its words */
};

struct reading_part {
	enum reading_part_kind kind;
	const struct node *node;    /* NULL: of READING_CODES */
	const struct code_set *set; /* of READING_CODES */
	unsigned open;              /* enum reading_matter */
	/* The shared block that it is in; NULL: the policy's own words. */
	const struct included_block *block;
};
struct reading_parts {
	struct reading_part *items;
	size_t count;
	size_t open; /* how many of them are open */
};
/* In the order of the document, code sets last. Lives in the arena and the policy. */
struct reading_parts reading_parts_of(struct arena *arena, const struct policy *policy);

/* Is the node in a section where criteria are read: policy statement, exclusions, core criteria? */
bool reading_is_looked_for(const struct node *node);
/* Do the words of the quantity leave something open? */
bool quantity_is_open(const struct quantity *quantity);

/* What is read of a part, in one line of names and values: equal for two readings that are the same. No words of the
 * policy but those of quantities and codes. */
void reading_part_append(struct buffer *out, const struct reading_part *part);
/* The bytes that the fingerprint of the reading is taken over: the line READING_FORM, a line "grammar N", then records
 * as in tree/fingerprint.h: ref, title, body (as there); parts (how many); then for each its words and what is read.
 * Not the version, nor anything that says only how it is printed. */
void reading_append_form(struct buffer *out, const struct policy *policy);
/* Sets policy->reading. `kept`: policies/readings/<ref>@<version>.json, the reading that was agreed to; NULL: it is not
 * there, and then nobody can say what differs from it. `with_fingerprint`: also where nobody agreed to anything. */
void policy_reading(struct policy *policy, const struct value *kept, bool with_fingerprint);
/* Makes everything that is read otherwise than was agreed open, as it is published until somebody agrees to it anew;
 * where it isn't known what differs, everything that is read. Counts them in policy->reading.open. */
void policy_open_changes(struct policy *policy);

/* "sha256:" and the digest of that. */
struct text reading_fingerprint(struct arena *arena, const struct policy *policy);

#endif

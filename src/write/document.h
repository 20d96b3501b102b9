/* What every writer of a whole document needs and no node holds: the parts of the document in the order of its profile,
 * the words of those that are generated, and the few words that are shown beside the ratified ones. */
#ifndef POLICYC_WRITE_DOCUMENT_H
#define POLICYC_WRITE_DOCUMENT_H

#include "tree/numbering.h"
#include "tree/policy.h"
#include "tree/profile.h"

/* document_frame.c */

/* A line of the title block. */
struct title_words {
	enum title_line line;
	struct text words;
};

/* The lines of a contents list: every section with its number, and the generated sections. */
struct contents_line {
	struct text id, number, heading; /* number: as the heading shows it, "1."; empty where it has none */
	const struct node *section;      /* NULL: a generated one */
};
struct contents_lines {
	struct contents_line *lines;
	size_t count;
};
/* The version history as a table. */
struct history_table {
	const struct list *columns; /* struct profile_column */
	size_t row_count;
	const struct text *cells; /* row by row; the first row is the header */
};

/* How a form draws the parts of a document. `writer` is its own, as document_draw was given it. */
struct document_form {
	void (*title_block)(void *writer, const struct title_words *lines, size_t count);
	void (*contents)(void *writer, struct text heading, const struct contents_lines *lines); /* NULL: it has none */
	/* Around the sections, the document control and the version history. `heading`: of the latter two (their ids:
	 * tree/numbering.h); empty where the profile shows none. */
	void (*begin_part)(void *writer, enum document_part part, struct text heading);
	void (*end_part)(void *writer, enum document_part part, struct text heading);
	/* A block of the body, with all below it. */
	void (*block)(void *writer, const struct node *block);
	/* A line that was made of the front matter: last reviewed, the review sentence, an entry of the history. */
	void (*words)(void *writer, enum document_part part, struct text words);
	void (*control)(void *writer, const struct list *rows); /* struct control_row */
	void (*history)(void *writer, const struct history_table *table);
};
/* Draws the parts that have something to show, in the order of the profile, and returns how many there are. The
 * preamble and the sections are always among them where the body has them: no word of a body is dropped. */
size_t document_draw(const struct policy *policy, const struct document_form *form, void *writer);

/* The first section or subsection of a kind, with a heading and an id to link to; NULL: there is none. */
const struct node *document_section_of(const struct policy *policy, enum section_kind kind);

/* Everything that has a heading, in the order of the document: what a page or an outline leads to. */
struct contents_lines document_outline(struct arena *arena, const struct policy *policy);

/* The subsections of one of its lines. */
struct contents_lines document_outline_below(struct arena *arena, const struct policy *policy,
					     const struct contents_line *line);
/* Number and heading. */
struct text contents_line_words(struct arena *arena, const struct contents_line *line);

/* The number of a section or subsection as its heading shows it: "1.", "6.1"; nothing where it has none. */
void document_append_section_number(struct buffer *out, const struct policy *policy, const struct node *section);

/* The policy that a line (from 0) of a document control row names, or NULL. */
const struct cross_reference *document_control_link(const struct policy *policy, const struct control_row *row,
						    size_t line);

/* document.c */

/* A table in a section of kind coding. */
bool table_is_of_codes(const struct node *table);
/* The header word of a code table whose own header cells are empty; empty where there is none for that column. */
struct text code_table_header(const struct policy *policy, size_t column);
/* "OPCS-4 codes": what a code table holds, for those who can't see where it stands. Tables are asked for in the order
 * of the text; `*next` is 0 before the first, and keeps the place among the policy's code sets. */
const char *code_table_caption(const struct policy *policy, const struct node *table, size_t *next);

/* The label that says what a section, a clause, a list or table of criteria, or a criterion does to a patient's case:
 * SPEC section 2. One place has it: the section where all its clauses have the same, else the clause's group, else the
 * clause; a criterion only where it does something else than its group. NULL: none is shown here. */
const char *effect_label(const struct node *node);
/* Said once wherever there are labels. */
#define LABELS_STATEMENT "Labels sum up one clause. They are not part of the policy. Read all of the policy."
bool document_has_labels(const struct policy *policy);
/* What a screen reader says before words that are not the policy's own. */
#define ADDED_WORDS "Added by policyc: "
/* "and" or "or", to be shown after this item or row of a group of criteria, where nothing written joins it to the next
 * criterion; else NULL. */
const char *criterion_joiner_words(const struct node *item);
/* "At least 2 of these must hold:", "None of these may hold:": to be shown before a list or table of criteria that a
 * mark alone says it of, so that whoever reads the words knows what was read; and before one whose operator is unclear
 * that it is. False: there is nothing to show. */
bool criteria_append_combination(struct buffer *out, const struct node *block);
/* The numbers of the items of the lists that a walk is in, innermost last. Begins as all zeros. */
struct item_numbers {
	uint32_t *items;
	size_t count, capacity; /* count: how many lists are open */
};
void item_numbers_enter_list(struct item_numbers *numbers, const struct node *list);
void item_numbers_leave_list(struct item_numbers *numbers, const struct node *list);
/* The number of the item that is entered: 1, 2 … from its list's start. One that only holds a run of the list's
 * criteria counts for none: the criteria in it go on with the numbers. */
uint32_t item_numbers_next(struct item_numbers *numbers, const struct node *item);
void item_numbers_release(struct item_numbers *numbers);

/* Is this a group of criteria whose operator is known? */
bool list_is_group(const struct node *list);

#endif

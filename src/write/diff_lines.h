/* What is said of a difference, before any form draws it: which changes stand together and below which heading, what
 * each is called, and the lines that tell it. diff_lines.c decides what is said, diff_words.c has the wording;
 * diff_text.c, diff_html.c and diff_fo.c only draw. */
#ifndef POLICYC_WRITE_DIFF_LINES_H
#define POLICYC_WRITE_DIFF_LINES_H

#include "base/arena.h"
#include "write/diff.h"

/* Who draws. The forms differ in what they have room for, and diff_lines.c alone says where. */
enum diff_form { DIFF_FORM_TEXT, DIFF_FORM_HTML, DIFF_FORM_FO };

/* One change, or the codes of one system that were removed, added or changed in the same place: they are told together.
 */
struct diff_step {
	const struct change *changes;
	size_t count;
};
/* "Codes", "Dates" …: the changes below one heading. */
struct diff_group {
	const char *heading;
	const struct diff_step *steps;
	size_t count;
};
struct diff_outline {
	const struct diff_group *groups;
	size_t count;
	size_t step_count; /* of all groups */
};
/* The changes of a pair that are shown, in their order; lives in the arena. */
struct diff_outline diff_outline_of(struct arena *arena, const struct diff_pair *pair);

enum diff_line_kind {
	DIFF_LINE_RUN,     /* `runs`: the words of both versions, what differs marked */
	DIFF_LINE_REMOVED, /* `words` that only the old has, whole */
	DIFF_LINE_ADDED,   /* `words` that only the new has, whole */
	DIFF_LINE_SAME,    /* `words` that both have: what the change is about */
	DIFF_LINE_REMARK,  /* how the criteria of the lines below combine: no words of the policy, as all that follow */
	DIFF_LINE_SENTENCE, /* what follows from the change; without a full stop */
	DIFF_LINE_EXCHANGE, /* `label`: `words` before, `instead` now */
	DIFF_LINE_PART, /* `label`: the number of a clause (or nothing) that has these `words` of a split block now, or
			   had them of a merged one */
};
struct diff_line {
	enum diff_line_kind kind;
	size_t depth; /* how many groups of criteria it stands in; of very many, fewer */
	struct text label, words, instead;
	const struct word_runs *runs;
};
struct diff_lines {
	const struct diff_line *items;
	size_t count;
};

/* All that is said of a step. */
struct diff_account {
	struct text place;         /* "1.2 Policy statement", "Review date" */
	struct text title;         /* "criterion changed", "June 2030 → June 2031" */
	struct text logic;         /* "age, comparison"; empty: no kind of logic that the title doesn't say */
	struct diff_lines words;   /* what stood and stands */
	struct diff_lines before;  /* DIFF_FORM_HTML: the words of the old alone; none where they weren't there */
	struct diff_lines after;   /* the same of the new */
	struct diff_lines parts;   /* of a block that was split or merged */
	struct diff_lines meaning; /* what follows from it */
};
/* Lives in the arena, and points into the step. */
struct diff_account diff_account_of(struct arena *arena, const struct diff_step *step, enum diff_form form);

/* diff_words.c: the wording */

/* "Changes to what must hold", "Codes" …: the heading that a change stands below. */
const char *diff_heading(const struct change *change);
/* Where a change is told: where it stands now, of what was removed or split where it stood. */
const struct change_place *diff_place(const struct change *change);
bool diff_is_same_place(const struct change_place *a, const struct change_place *b);
/* "1.2 Policy statement" of where it stands now, or stood. */
void diff_append_place(struct buffer *out, const struct change_place *place);
/* Where a change stands that has neither number nor section. */
#define DIFF_NO_PLACE "Before the first section"
/* "criterion added", "clause moved from 1.2, Exclusions". */
void diff_append_title(struct buffer *out, const struct change *change);
/* "2 OPCS-4 codes moved from 9.1 Clinical Coding", of `count` codes that are told together. */
void diff_append_codes_title(struct buffer *out, const struct change *first, size_t count);
/* "June 2030 → June 2031", "June 2031 (new)": a field whose words are so short that they are its title. */
void diff_append_short_field(struct buffer *out, const struct change *field);
/* "age, comparison": the kinds of logic that a change is of and its title doesn't say; nothing where there are none. */
void diff_append_logic(struct buffer *out, const struct change *change);
/* "any of these is enough (OR):": before the lines of a group. */
struct text diff_group_remark(struct arena *arena, const struct criteria_group *group);
/* "With its neighbours: any of these is enough (OR)". */
struct text diff_neighbours_sentence(struct arena *arena, const struct criteria_group *group);
/* "In the list “Scans are commissioned for any of the following”". */
struct text diff_list_sentence(struct arena *arena, struct text lead);
/* "It leads to: A; B; C", of words that lead to a list or table; empty where they don't. */
struct text diff_led_sentence(struct arena *arena, const struct node *unit);
/* What DIFF_LINE_EXCHANGE says of. */
#define DIFF_OF_LIST       "List"
#define DIFF_OF_NEIGHBOURS "With its neighbours"
#define DIFF_OF_PATIENT    "For the patient"
/* What meeting it means for a patient. */
const char *diff_effect_words(enum effect effect);
/* "Where the words stand now:" */
const char *diff_parts_heading(const struct change *change);
/* "version 0.3 → version 0.4 (draft)", with what stands between the two. */
void diff_append_versions(struct buffer *out, const struct diff_pair *pair, const char *between);
/* "The old is CMICB_Clin015 Other title.": of two that are no versions of one policy. */
void diff_append_other_policy(struct buffer *out, const struct diff_pair *pair);

#endif

/* A document profile: what one generation of documents looks like. templates/profiles/README.md explains every key.
 * Read once with the suite (load/profile.h), then shared by all threads unchanged. */
#ifndef POLICYC_TREE_PROFILE_H
#define POLICYC_TREE_PROFILE_H

#include "base/buffer.h"
#include "tree/field.h"
#include "tree/node.h"

/* In the order of the choices of `parts`. */
enum document_part {
	PART_TITLE_BLOCK,
	PART_CONTENTS,
	PART_LAST_REVIEWED,
	PART_REVIEW_SENTENCE,
	PART_PREAMBLE,
	PART_SECTIONS,
	PART_DOCUMENT_CONTROL,
	PART_VERSION_HISTORY,
	PART_COUNT
};
enum title_line { TITLE_DOCUMENT_TYPE, TITLE_REF, TITLE_TITLE, TITLE_SUBTITLE, TITLE_CATEGORY, TITLE_LINE_COUNT };
enum contents_entry { CONTENTS_SECTIONS, CONTENTS_DOCUMENT_CONTROL, CONTENTS_VERSION_HISTORY };
enum history_form { HISTORY_SENTENCES, HISTORY_TABLE };
enum history_column { COLUMN_VERSION, COLUMN_DATE, COLUMN_CHANGES };

struct profile_contents {
	struct place place; /* source NULL: no contents list */
	struct text_value heading;
	struct list entries; /* struct choice_value: enum contents_entry */
};
struct profile_category {
	struct place place;
	struct text_value id, label;
};
struct profile_control_row {
	struct place place;
	struct text_value key, label, pattern;
};
struct profile_control {
	struct place place;
	struct text_value heading; /* not set: none is shown */
	struct text_value none;    /* shown for a row that is N/A */
	struct list rows;          /* struct profile_control_row */
};
struct profile_column {
	struct place place;
	struct choice_value key; /* enum history_column */
	struct text_value label;
};
struct profile_history {
	struct place place;
	struct text_value heading;  /* not set: none is shown */
	struct choice_value form;   /* enum history_form */
	struct text_value sentence; /* pattern */
	struct list columns;        /* struct profile_column */
	struct text_value change;   /* pattern */
};
struct profile_code_table {
	struct place place;
	struct text_value code, term;
};
struct profile_lead_in {
	struct place place;
	struct text_value words;    /* whole words; " * " is any words of the same sentence */
	struct choice_value effect; /* enum effect */
	struct text folded;         /* the words as they are compared: profile_fold */
};
/* A section or a subsection. */
struct profile_section {
	struct place place;
	struct choice_value kind; /* enum section_kind; -1 in a subsection that is of its section's kind */
	struct list headings;     /* struct text_value; "*" at the end: any further words */
	struct text *folded;      /* the headings as they are compared, without "*": profile_fold */
	struct boolean_value required;
	struct choice_value effect; /* enum effect; -1: unstated */
	struct list lead_ins;       /* struct profile_lead_in */
	struct list blocks;         /* struct text_value: "core-criteria@2024" */
	struct list subsections;    /* struct profile_section; none below a subsection */
};

struct profile {
	struct text name; /* the file's, without ".yaml" */
	const struct source *source;
	struct text_value profile, title, successor; /* successor not set: this is the newest generation */
	struct list parts;                           /* struct choice_value: enum document_part */
	struct text_value document_type;
	struct list title_block; /* struct choice_value: enum title_line */
	struct text_value section_number;
	struct profile_contents contents;
	struct text_value last_reviewed, review_sentence; /* patterns */
	struct list categories;                           /* struct profile_category */
	struct profile_control document_control;
	struct profile_history version_history;
	struct profile_code_table code_table;
	struct list sections; /* struct profile_section */
};
extern const struct field_table profile_fields;

/* Makes what headings and words are compared with below, once for all policies; the texts live in the arena. */
void profile_fold(struct profile *profile, struct arena *arena);

/* "1." of "1": how a section's number is shown. `profile` may be NULL: the bare number. */
void profile_append_section_number(struct buffer *buffer, const struct profile *profile, struct text number);
/* The wording of a category, or NULL. */
const struct profile_category *profile_category(const struct profile *profile, struct text id);
/* The section, or the subsection of `section`, that a heading's words mean, or NULL. One that names it in full goes
 * before one with "*", and then the first of the list. Capitals and the amount of white space make no difference. */
const struct profile_section *profile_section_of(const struct profile *profile, struct text heading);
const struct profile_section *profile_subsection_of(const struct profile_section *section, struct text heading);
/* The effect of a clause or group whose own words were read, and are silent: of the first lead-in that stands in them,
 * else the effect of the section; of a clause that is only "None" unstated. `subsection` counts instead of `section`
 * where it states a kind. Both may be NULL. */
enum effect profile_effect(const struct profile_section *section, const struct profile_section *subsection,
			   struct text words);
/* True where the words of a lead-in stand in a text. */
bool lead_in_matches(struct text lead_in, struct text words);

#endif

/* What changed between two versions, written down. SPEC section 6. */
#ifndef POLICYC_WRITE_DIFF_H
#define POLICYC_WRITE_DIFF_H

#include "base/json_writer.h"
#include "diff/diff.h"

/* One side as people know it. */
struct diff_side {
	const struct policy *policy; /* NULL: there is none, as of a policy that is only in the other folder */
	const char *name;            /* the file or revision that was named */
};

struct diff_pair {
	struct diff_side old, new;
	const struct difference *difference;
	bool formatting; /* show OP_FORMAT too */
};

/* The text form, lines of at most DIFF_TEXT_COLUMNS: what matters first. */
#define DIFF_TEXT_COLUMNS 100
void write_diff_text(struct buffer *out, const struct diff_pair *pair, bool color);
/* Several policies, one after the other: those that changed, or one line that none did. */
void write_diffs_text(struct buffer *out, const struct diff_pair *pairs, size_t count, bool color);

/* Everything, formatting and edits too, so that diff_apply (diff/apply.h) makes NEW of OLD; schema/diff.json describes
 * it. `root`: from the file's folder to the site's root, with "/" at its end. */
#define DIFF_SCHEMA_VERSION "1.0"
void write_diff_json(struct buffer *out, const struct diff_pair *pair, const char *root);
/* The JSON Schema (2020-12) of such a document. `base_url` may be empty. */
void write_diff_schema(struct buffer *out, struct text base_url);
/* A list of such documents, of those that changed; not `is_list`: the document alone. */
void write_diffs_json(struct buffer *out, const struct diff_pair *pairs, size_t count, bool is_list);

struct diff_html_options {
	bool standalone; /* with its styles in it, as one file to send on */
	/* The pages of the two versions, to which a change leads, ready for an attribute; NULL: none. */
	const char *old_page, *new_page;
};
/* The summary and the changes, to stand below an h1 in a page of the site. */
void write_diff_html(struct buffer *out, const struct diff_pair *pair, const struct diff_html_options *options);
/* A whole document, of one policy or several. */
void write_diffs_html(struct buffer *out, const struct diff_pair *pairs, size_t count,
		      const struct diff_html_options *options);

/* Is there anything to show? */
bool diff_has_changes(const struct diff_pair *pair);

/* As write_fo and write_fo_bookmarks: what stands in the document of templates/pdf.mustache. */
struct edition; /* write/write.h */
void write_diff_fo(struct buffer *out, const struct diff_pair *pair, const struct edition *edition);
void write_diff_fo_bookmarks(struct buffer *out, const struct diff_pair *pair, const struct edition *edition);

/* The codes of one heading, removed or added or changed together: changes from `begin` up to the number returned that
 * speak of codes of the same system, in the same place, in the same way. */
size_t diff_code_run_end(const struct difference *difference, size_t begin, size_t end);

/* The policy that a comparison is called after: the new one, unless it isn't there or has no ref. */
const struct policy *diff_policy(const struct diff_pair *pair);

/* The words that text and HTML share. */

/* "Changes to what must hold", "Codes" …: the heading that a change stands below. */
const char *diff_heading(const struct change *change);
/* "criterion added", "clause moved from 1.2, Exclusions", "codes removed". */
void diff_append_title(struct buffer *out, const struct change *change);
/* "2 OPCS-4 codes moved from 9.1 Clinical Coding", of `count` codes that are told together. */
void diff_append_codes_title(struct buffer *out, const struct change *first, size_t count);
/* The lines of words that came or went whole, as all forms show them: those of the policy and, before the first of each
 * group of criteria, how they combine. They live in the arena. */
struct diff_line {
	struct text words;
	size_t depth; /* how many groups of criteria it stands in; of very many, fewer */
	bool is_told; /* how criteria combine: no words of the policy */
};
struct diff_lines {
	struct diff_line *items;
	size_t count;
};
struct diff_lines diff_lines_of(struct arena *arena, const struct change *change, struct text words);
/* "With its neighbours: any of these is enough (OR)" of a criterion that came or went; else nothing. */
struct text diff_neighbours(struct arena *arena, const struct change *change);
/* Where a change is told: where it stands now, of what was removed or split where it stood. */
const struct change_place *diff_place(const struct change *change);
/* Kinds of logic that the title of a change says by itself. */
#define LOGIC_SAID (LOGIC_CRITERION | LOGIC_EXCLUSION)
/* "age, comparison": the kinds of logic that a change is of; nothing where it is of none. */
void diff_append_logic(struct buffer *out, const struct change *change);
/* "1.2 Policy statement" of where it stands now, or stood. */
void diff_append_place(struct buffer *out, const struct change_place *place);
/* What meeting it means for a patient. */
const char *diff_effect_words(enum effect effect);
/* "Version 0.3, May 2025" of one side. */
void diff_append_version(struct buffer *out, const struct diff_side *side);

#endif

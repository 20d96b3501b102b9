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

/* Everything, formatting and edits too, so that diff_apply (tests/unit/diff_apply.h) makes NEW of OLD; schema/diff.json
 * describes it. `root`: from the file's folder to the site's root, with "/" at its end. */
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

/* The policy that a comparison is called after: the new one, unless it isn't there or has no ref. */
const struct policy *diff_policy(const struct diff_pair *pair);

#endif

/* The writers: one finished policy in, the bytes of one file out. They only read the tree, may run on any thread, and
 * depend on nothing but the policy, the site's configuration and what stands in struct edition. */
#ifndef POLICYC_WRITE_WRITE_H
#define POLICYC_WRITE_WRITE_H

#include "base/buffer.h"
#include "base/version.h"
#include "tree/policy.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "tree/suite.h"

#define POLICY_SCHEMA_VERSION  "1.0"
#define CHANGES_SCHEMA_VERSION "1.0"

struct fo_styles; /* write/fo_style.h */

/* Where the file that is written stands in the site. */
struct edition {
	const struct site *site;
	const struct suite *suite; /* which policies have a page; NULL: all */
	const char *root;          /* from this file's folder to the site's root, with "/" at its end: "../../" */
	bool is_version_page;      /* policies/<slug>/versions/<version>/ */
	const struct fo_styles *fo_styles; /* of XSL-FO; NULL: none */
	bool is_large_print;               /* of XSL-FO: fewer letters stand in a line */
	bool is_block;                     /* the policy is a shared block (load/block_policy.h) */
};

/* policy.json: SPEC section 5; keys and their order from policy_fields. */
void write_json(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* The same in one line, with a line break at its end. */
void write_json_line(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* Lists of versions: data/policies.json has all that policy.json has but the text; data/codes.json the code sets of
 * each. */
void write_policies_json(struct buffer *out, const struct policy *const *policies, size_t count,
			 const struct edition *edition);
void write_codes_json(struct buffer *out, const struct policy *const *policies, size_t count,
		      const struct edition *edition);
/* The same as tables, in CSV (RFC 4180): a row for each version, with every value of policy_fields that is no list of
 * objects, columns by their paths in policy.json; a row for each code, or for a code set without any. Texts of a list
 * have "; " between them. A cell that a spreadsheet would take for a formula has ' before it. */
void write_policies_csv(struct buffer *out, const struct policy *const *policies, size_t count);
void write_codes_csv(struct buffer *out, const struct policy *const *policies, size_t count,
		     const struct edition *edition);
/* policy.xml: the canonical XML that schema/policy.rng describes. */
void write_xml(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* XSL-FO 1.1, with FOP's extensions for accessibility, as elements without an XML declaration: fo:flow, which holds the
 * whole ratified document in the order of its profile; and fo:bookmark-tree, nothing where there is no heading. What
 * stands around them is templates/pdf.mustache. */
void write_fo(struct buffer *out, const struct policy *policy, const struct edition *edition);
void write_fo_bookmarks(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* The inside of #policy-text: the ratified document in the order of its profile. */
void write_html(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* The body of a page of the organisation's own (tree/web_page.h), which has its title above it. */
void write_page_html(struct buffer *out, const struct node *body, const struct edition *edition);
/* The words of the ratified document, a block a line, numbers first: `show --as text`. */
void write_text(struct buffer *out, const struct policy *policy, const struct edition *edition);
/* The reading sheet (write/reading.h): `show --as reading`. */
void write_reading(struct buffer *out, const struct policy *policy, const struct edition *edition);

/* The JSON Schema (2020-12) of policy.json, from policy_fields. `base_url` may be empty. */
void write_policy_schema(struct buffer *out, struct text base_url);
/* Those of data/policies.json and data/codes.json. */
void write_policies_schema(struct buffer *out, struct text base_url);
void write_codes_schema(struct buffer *out, struct text base_url);
/* That of data/changes.json, from bulletin_entry_fields. */
void write_changes_schema(struct buffer *out, struct text base_url);
/* The RELAX NG schema (XML syntax) of policy.xml, documented with annotations, attributes from policy_fields. */
void write_policy_relaxng(struct buffer *out);

#endif

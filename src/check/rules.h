/* The rules by group: one function each, called from the tables in run.c. A rule reads the policy and adds findings. */
#ifndef POLICYC_CHECK_RULES_H
#define POLICYC_CHECK_RULES_H

#include "check/check.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "tree/words.h"

/* A rule about nodes of one kind, and a rule about the words of leaf blocks (headings, paragraphs, notes, cells,
 * references): the flat text is made once for all of them. */
struct node_rule {
	enum node_kind kind;
	void (*run)(struct check_context *context, const struct node *node);
};
typedef void leaf_rule(struct check_context *context, const struct node *leaf, const struct flat_text *flat);

/* Where a finding about something that is not written stands: the --- that opens the front matter. */
struct place place_of_absence(const struct policy *policy);
/* The words of a heading, or those of the front matter's opening: where a finding about a kind of section stands. */
struct place place_of_section_kind(const struct policy *policy, enum section_kind kind);
/* The id of the list that is nearest to a misspelt one, or empty where none is near. */
struct text nearest_text(struct text word, const struct text *candidates, size_t count);

/* accessibility.c */
void rule_link_words(struct check_context *context, const struct node *link);
void rule_image(struct check_context *context, const struct node *image);
void rule_table_header(struct check_context *context, const struct node *table);

/* language.c */
void rule_doubled_words(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
void rule_stray_space(struct check_context *context, const struct node *leaf, const struct flat_text *flat);

/* metadata.c */
void rule_ref(struct check_context *context);
void rule_category(struct check_context *context);
void rule_category_contradiction(struct check_context *context);
void rule_blank_rows(struct check_context *context);
void rule_places_and_routes(struct check_context *context);
void rule_documents(struct check_context *context);
void suite_rule_refs(struct check_context *context);
void suite_rule_redirects(struct check_context *context);
void suite_rule_formats_contact(struct check_context *context);

/* dates.c */
void rule_date_order(struct check_context *context);
void rule_status_and_dates(struct check_context *context);
void rule_review(struct check_context *context);
void rule_date_precision(struct check_context *context);

/* versions.c */
void rule_history(struct check_context *context);
void rule_draft_version(struct check_context *context);
void suite_rule_versions(struct check_context *context);

/* codes.c */
void rule_codes(struct check_context *context);
void rule_code_style(struct check_context *context);
void rule_code_logic(struct check_context *context);
void rule_code_list(struct check_context *context);
void suite_rule_code_terms(struct check_context *context);

#endif

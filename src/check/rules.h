/* The rules by group: one function each, called from the tables in run.c. A rule reads the policy and adds findings. */
#ifndef POLICYC_CHECK_RULES_H
#define POLICYC_CHECK_RULES_H

#include "check/check.h"
#include "tree/flat_text.h"
#include "tree/profile.h"
#include "tree/site.h"

/* A rule about a whole policy, about nodes of one kind, and about the words of leaf blocks (headings, paragraphs,
 * notes, cells, references), whose flat text is made once for all of them. */
struct policy_rule {
	enum check_group group;
	void (*run)(struct check_context *context);
};
struct node_rule {
	enum check_group group;
	enum node_kind kind;
	void (*run)(struct check_context *context, const struct node *node);
};
struct leaf_rule {
	enum check_group group;
	void (*run)(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
};

/* Where a finding about something that is not written stands: the --- that opens the front matter. */
struct place place_of_absence(const struct policy *policy);
/* The words of a heading, or those of the front matter's opening: where a finding about a kind of section stands. */
struct place place_of_section_kind(const struct policy *policy, enum section_kind kind);
/* The id of the list that is nearest to a misspelt one, or empty where none is near. */
struct text nearest_text(struct text word, const struct text *candidates, size_t count);
/* The most names that are compared with a misspelt one: of very many the first. */
#define NAMES_COMPARED_MOST 200
/* The subject of a finding about words at a place: in a shared block's words, whose findings become the block's, it is
 * another one than in the policy's own. The words themselves stand at its end, after "\n" where anything is before. */
struct text subject_at(const struct check_context *context, struct place place, struct text words);

/* structure.c */
void rule_sections(struct check_context *context);
void rule_empty_sections(struct check_context *context);
void rule_old_profile(struct check_context *context);

/* whole_text.c: ids, repeated clauses, references within the document, citations */
void rule_whole_text(struct check_context *context);

/* references.c */
void rule_address(struct check_context *context, const struct node *link);
void rule_repeated_address(struct check_context *context, const struct node *link);
void rule_nice_style(struct check_context *context, const struct node *link);
void rule_nice_label(struct check_context *context, const struct node *link);
void rule_nice_beside(struct check_context *context, const struct node *link);
void rule_nice_reference(struct check_context *context, const struct node *reference);

/* source_rules.c */
void rule_retired_address(struct check_context *context, const struct node *link);
void rule_uncited_source(struct check_context *context, const struct node *leaf, const struct flat_text *flat);

/* related.c, related_suite.c */
void rule_policy_link(struct check_context *context, const struct node *link);
void rule_meant_refs(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
void rule_cross_references(struct check_context *context);
void rule_named_policy(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
void suite_rule_related(struct check_context *context);

/* housekeeping.c */
/* Does an entry of `allow` name a check and a reason? Others accept nothing, and have findings of the reader's. */
bool allow_entry_counts(const struct allow_entry *entry, enum check *check);
/* unused-allow, after findings_accept. `policy` is NULL for the entries of a shared block; `allowances` are of those
 * entries that count, in their order. */
void report_unused_allowances(const struct suite *suite, struct findings *findings, const struct policy *policy,
			      const struct list *entries, const struct allowance *allowances);

/* accessibility.c */
void rule_link_words(struct check_context *context, const struct node *link);
void rule_image(struct check_context *context, const struct node *image);
void rule_table_header(struct check_context *context, const struct node *table);

/* language.c */
void rule_words(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
void rule_stray_space(struct check_context *context, const struct node *leaf, const struct flat_text *flat);

/* spelling_rules.c */
void rule_spelling_of_fields(struct check_context *context);

/* acronyms.c */
void rule_acronyms(struct check_context *context);

/* metadata.c */
void rule_ref(struct check_context *context);
void rule_category(struct check_context *context);
void rule_category_contradiction(struct check_context *context);
void rule_blank_rows(struct check_context *context);
void rule_places_and_routes(struct check_context *context);
void rule_documents(struct check_context *context);
void rule_keywords(struct check_context *context);
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

/* published_version.c */
void rule_compared_versions(struct check_context *context);

/* criteria_group.c: all that a group's own state tells. */
void rule_criteria_group(struct check_context *context, const struct node *block);

/* criteria.c */
void rule_groups_together(struct check_context *context, const struct node *parent);
void rule_lead_in(struct check_context *context, const struct node *leaf, const struct flat_text *flat);

/* criteria_beside.c */
void rule_unread_block(struct check_context *context, const struct node *block);
void rule_note_item(struct check_context *context, const struct node *item);
void rule_joined_clause(struct check_context *context, const struct node *clause);
void rule_duplicate_criterion(struct check_context *context, const struct node *block);

/* effects.c */
void rule_effect(struct check_context *context, const struct node *node);

/* criteria_ranges.c */
void rule_criterion(struct check_context *context, const struct node *criterion);
void rule_ranges_together(struct check_context *context, const struct node *block);
void rule_age_range(struct check_context *context);

/* codes.c */
void rule_codes(struct check_context *context);
void rule_code_style(struct check_context *context);
void rule_code_logic(struct check_context *context);
void rule_code_list(struct check_context *context);
void suite_rule_code_terms(struct check_context *context);

/* shared_rules.c */
void rule_shared_wording(struct check_context *context);
void rule_old_editions(struct check_context *context);
void suite_rule_blocks(struct check_context *context);

#endif

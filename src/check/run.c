#include "check/rules.h"

/* What is asked of one policy. Older versions (policies/versions/) are ratified history: only what the readers found in
 * them, and the rules across versions, are told. */
static void (*const policy_rules[])(struct check_context *) = {
	/* Metadata */
	rule_ref,
	rule_category,
	rule_category_contradiction,
	rule_blank_rows,
	rule_places_and_routes,
	rule_documents,
	/* Dates */
	rule_date_order,
	rule_status_and_dates,
	rule_review,
	rule_date_precision,
	/* Versions */
	rule_history,
	rule_draft_version,
	/* Codes */
	rule_codes,
	rule_code_style,
	rule_code_logic,
	rule_code_list,
};

/* What is asked of the suite. The context has no policy; its findings are those of the site. */
static void (*const suite_rules[])(struct check_context *) = {
	suite_rule_refs, suite_rule_redirects, suite_rule_formats_contact, suite_rule_versions, suite_rule_code_terms,
};

void policy_check(struct policy *policy, const struct suite *suite)
{
	struct check_context context = {
		.suite = suite, .policy = policy, .findings = &policy->findings, .arena = &policy->arena};
	if (policy->is_older_version || !policy->is_readable)
		return;
	for (size_t i = 0; i < sizeof policy_rules / sizeof *policy_rules; i++)
		policy_rules[i](&context);
}

void suite_check(struct suite *suite)
{
	struct check_context context = {.suite = suite, .findings = &suite->findings, .arena = &suite->arena};
	for (size_t i = 0; i < sizeof suite_rules / sizeof *suite_rules; i++)
		suite_rules[i](&context);
}

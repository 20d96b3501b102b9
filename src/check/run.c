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
	/* Structure */
	rule_sections,
	rule_empty_sections,
	rule_old_profile,
	/* Structure, References: what depends on the place */
	rule_whole_text,
	/* Criteria */
	rule_age_range,
	/* Codes */
	rule_codes,
	rule_code_style,
	rule_code_logic,
	rule_code_list,
	/* Other policies */
	rule_cross_references,
	/* Shared wording */
	rule_shared_wording,
	rule_old_editions,
	/* Language */
	rule_spelling_of_fields,
	rule_acronyms,
};

/* What is asked of every node of a kind. */
static const struct node_rule node_rules[] = {
	/* Criteria */
	{NODE_LIST, rule_criteria_group},
	{NODE_LIST, rule_ranges_together},
	{NODE_TABLE, rule_criteria_group},
	{NODE_TABLE, rule_ranges_together},
	{NODE_CLAUSE, rule_groups_together},
	{NODE_CLAUSE, rule_criterion},
	{NODE_ITEM, rule_groups_together},
	{NODE_ITEM, rule_criterion},
	{NODE_ROW, rule_criterion},
	/* References */
	{NODE_LINK, rule_address},
	{NODE_IMAGE, rule_address},
	{NODE_LINK, rule_retired_address},
	{NODE_LINK, rule_repeated_address},
	{NODE_LINK, rule_nice_style},
	{NODE_LINK, rule_nice_label},
	{NODE_LINK, rule_nice_beside},
	{NODE_REFERENCE, rule_nice_reference},
	/* Other policies */
	{NODE_LINK, rule_policy_link},
	/* Accessibility */
	{NODE_LINK, rule_link_words},
	{NODE_IMAGE, rule_image},
	{NODE_TABLE, rule_table_header},
};

/* What is asked of the words of every leaf block. */
static leaf_rule *const leaf_rules[] = {
	/* Criteria */
	rule_lead_in,
	/* References */
	rule_uncited_source,
	/* Other policies */
	rule_named_policy,
	/* Language */
	rule_words,
	rule_stray_space,
};

/* What is asked of the suite. The context has no policy; its findings are those of the site. */
static void (*const suite_rules[])(struct check_context *) = {
	suite_rule_refs,       suite_rule_redirects, suite_rule_formats_contact, suite_rule_versions,
	suite_rule_code_terms, suite_rule_related,   suite_rule_blocks,
};

/* Are the rules about nodes to look at this one? At a policy's own nodes always; at those of a shared block in the
 * first policy that includes it, for all: what is found there becomes the block's (report.c). */
struct ownership {
	const struct source *source; /* of the node before, mostly that of the next one too */
	bool is_ours;
};

static bool is_ours(struct ownership *ownership, const struct check_context *context, const struct node *node)
{
	const struct source *source = node->place.source;
	if (source == ownership->source)
		return ownership->is_ours;
	ownership->source = source;
	ownership->is_ours = true;
	for (size_t i = 0; source != &context->policy->source && i < context->policy->include_count; i++) {
		const struct included_block *include = &context->policy->includes[i];
		if (include->source != source)
			continue;
		struct text key = ARENA_JOIN(context->arena, include->block, TEXT("@"), include->edition);
		const struct shared_block *block = map_get(&context->suite->block_of_key, key);
		ownership->is_ours = block && block->used_by_count && block->used_by[0] == context->policy;
		break;
	}
	return ownership->is_ours;
}

static void check_nodes(struct check_context *context)
{
	struct ownership ownership = {0};
	struct walk walk = walk_begin(context->policy->body);
	while (walk_next(&walk)) {
		if (!walk.is_entering || !is_ours(&ownership, context, walk.node))
			continue;
		for (size_t i = 0; i < sizeof node_rules / sizeof *node_rules; i++)
			if (node_rules[i].kind == walk.node->kind)
				node_rules[i].run(context, walk.node);
		if (!node_is_leaf_block(walk.node))
			continue;
		struct flat_text flat = flat_text_of(context->arena, walk.node);
		for (size_t i = 0; i < sizeof leaf_rules / sizeof *leaf_rules; i++)
			leaf_rules[i](context, walk.node, &flat);
	}
}

void policy_check(struct policy *policy, const struct suite *suite)
{
	struct arena scratch = ARENA_EMPTY;
	struct check_context context = {
		.suite = suite, .policy = policy, .findings = &policy->findings, .arena = &scratch};
	if (policy->is_older_version || !policy->is_readable)
		return;
	for (size_t i = 0; i < sizeof policy_rules / sizeof *policy_rules; i++)
		policy_rules[i](&context);
	check_nodes(&context);
	arena_release(&scratch);
}

void suite_check(struct suite *suite)
{
	struct check_context context = {.suite = suite, .findings = &suite->findings, .arena = &suite->arena};
	for (size_t i = 0; i < sizeof suite_rules / sizeof *suite_rules; i++)
		suite_rules[i](&context);
}

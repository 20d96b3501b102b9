#include "check/rules.h"

/* What is asked of one policy. Older versions (policies/versions/) are ratified history: only what the readers found in
 * them, and the rules across versions, are told. */
static const struct policy_rule policy_rules[] = {
	{GROUP_METADATA, rule_ref},
	{GROUP_METADATA, rule_category},
	{GROUP_METADATA, rule_category_contradiction},
	{GROUP_METADATA, rule_blank_rows},
	{GROUP_METADATA, rule_places_and_routes},
	{GROUP_METADATA, rule_documents},
	{GROUP_METADATA, rule_keywords},
	{GROUP_DATES, rule_date_order},
	{GROUP_DATES, rule_status_and_dates},
	{GROUP_DATES, rule_review},
	{GROUP_DATES, rule_date_precision},
	{GROUP_VERSIONS, rule_history},
	{GROUP_VERSIONS, rule_draft_version},
	{GROUP_VERSIONS, rule_compared_versions},
	{GROUP_STRUCTURE, rule_sections},
	{GROUP_STRUCTURE, rule_empty_sections},
	{GROUP_STRUCTURE, rule_old_profile},
	/* And References: what depends on the place. */
	{GROUP_STRUCTURE, rule_whole_text},
	{GROUP_CRITERIA, rule_age_range},
	{GROUP_CODES, rule_codes},
	{GROUP_CODES, rule_code_style},
	{GROUP_CODES, rule_code_logic},
	{GROUP_CODES, rule_code_list},
	{GROUP_OTHER_POLICIES, rule_cross_references},
	{GROUP_SHARED_WORDING, rule_shared_wording},
	{GROUP_SHARED_WORDING, rule_old_editions},
	{GROUP_LANGUAGE, rule_spelling_of_fields},
	{GROUP_LANGUAGE, rule_acronyms},
};

/* What is asked of every node of a kind. */
static const struct node_rule node_rules[] = {
	{GROUP_CRITERIA, NODE_CLAUSE, rule_effect},
	{GROUP_CRITERIA, NODE_LIST, rule_effect},
	{GROUP_CRITERIA, NODE_TABLE, rule_effect},
	{GROUP_CRITERIA, NODE_ITEM, rule_effect},
	{GROUP_CRITERIA, NODE_LIST, rule_criteria_group},
	{GROUP_CRITERIA, NODE_LIST, rule_ranges_together},
	{GROUP_CRITERIA, NODE_TABLE, rule_criteria_group},
	{GROUP_CRITERIA, NODE_TABLE, rule_ranges_together},
	{GROUP_CRITERIA, NODE_LIST, rule_unread_block},
	{GROUP_CRITERIA, NODE_LIST, rule_duplicate_criterion},
	{GROUP_CRITERIA, NODE_TABLE, rule_unread_block},
	{GROUP_CRITERIA, NODE_TABLE, rule_duplicate_criterion},
	{GROUP_CRITERIA, NODE_CLAUSE, rule_joined_clause},
	{GROUP_CRITERIA, NODE_ITEM, rule_note_item},
	{GROUP_CRITERIA, NODE_CLAUSE, rule_groups_together},
	{GROUP_CRITERIA, NODE_CLAUSE, rule_criterion},
	{GROUP_CRITERIA, NODE_ITEM, rule_groups_together},
	{GROUP_CRITERIA, NODE_ITEM, rule_criterion},
	{GROUP_CRITERIA, NODE_ROW, rule_criterion},
	{GROUP_REFERENCES, NODE_LINK, rule_address},
	{GROUP_REFERENCES, NODE_IMAGE, rule_address},
	{GROUP_REFERENCES, NODE_LINK, rule_retired_address},
	{GROUP_REFERENCES, NODE_LINK, rule_repeated_address},
	{GROUP_REFERENCES, NODE_LINK, rule_nice_style},
	{GROUP_REFERENCES, NODE_LINK, rule_nice_label},
	{GROUP_REFERENCES, NODE_LINK, rule_nice_beside},
	{GROUP_REFERENCES, NODE_REFERENCE, rule_nice_reference},
	{GROUP_OTHER_POLICIES, NODE_LINK, rule_policy_link},
	{GROUP_ACCESSIBILITY, NODE_LINK, rule_link_words},
	{GROUP_ACCESSIBILITY, NODE_IMAGE, rule_image},
	{GROUP_ACCESSIBILITY, NODE_TABLE, rule_table_header},
};

/* What is asked of the words of every leaf block. */
static const struct leaf_rule leaf_rules[] = {
	{GROUP_CRITERIA, rule_lead_in},
	{GROUP_REFERENCES, rule_uncited_source},
	{GROUP_OTHER_POLICIES, rule_meant_refs},
	{GROUP_OTHER_POLICIES, rule_named_policy},
	{GROUP_LANGUAGE, rule_words},
	{GROUP_LANGUAGE, rule_stray_space},
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

static bool is_among(unsigned groups, enum check_group group)
{
	return groups & 1u << group;
}

static void check_nodes(struct check_context *context, unsigned groups)
{
	struct ownership ownership = {0};
	struct walk walk = walk_begin(context->policy->body);
	while (walk_next(&walk)) {
		if (!walk.is_entering || !is_ours(&ownership, context, walk.node))
			continue;
		for (size_t i = 0; i < sizeof node_rules / sizeof *node_rules; i++)
			if (node_rules[i].kind == walk.node->kind && is_among(groups, node_rules[i].group))
				node_rules[i].run(context, walk.node);
		if (!node_is_leaf_block(walk.node))
			continue;
		struct flat_text flat = flat_text_of(context->arena, walk.node);
		for (size_t i = 0; i < sizeof leaf_rules / sizeof *leaf_rules; i++)
			if (is_among(groups, leaf_rules[i].group))
				leaf_rules[i].run(context, walk.node, &flat);
	}
}

void policy_check_groups(struct policy *policy, const struct suite *suite, unsigned groups)
{
	struct arena scratch = ARENA_EMPTY;
	struct check_context context = {
		.suite = suite, .policy = policy, .findings = &policy->findings, .arena = &scratch};
	if (policy->is_older_version || !policy->is_readable)
		return;
	for (size_t i = 0; i < sizeof policy_rules / sizeof *policy_rules; i++)
		if (is_among(groups, policy_rules[i].group))
			policy_rules[i].run(&context);
	check_nodes(&context, groups);
	arena_release(&scratch);
}

void policy_check(struct policy *policy, const struct suite *suite)
{
	policy_check_groups(policy, suite, ~0u);
}

void suite_check(struct suite *suite)
{
	struct check_context context = {.suite = suite, .findings = &suite->findings, .arena = &suite->arena};
	for (size_t i = 0; i < sizeof suite_rules / sizeof *suite_rules; i++)
		suite_rules[i](&context);
}

/* Which rules there are, and the one walk over a policy for all of them. */
#include "check/rules.h"

#include "base/bug.h"
#include "base/memory.h"

static const struct rule *const tables[] = {
	accessibility_rules,  acronyms_rules,        brackets_rules,
	codes_rules,          copied_rules,          criteria_beside_rules,
	criteria_group_rules, criteria_ranges_rules, criteria_rules,
	dates_rules,          effects_rules,         language_rules,
	link_words_rules,     metadata_rules,        phones_rules,
	placeholder_rules,    private_address_rules, published_version_rules,
	references_rules,     related_rules,         related_suite_rules,
	shared_rules,         source_rules,          spelling_rules,
	structure_rules,      versions_rules,        whole_text_rules,
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

/* The rules that look at nodes, found once for all nodes of a policy: by kind, and those of leaf blocks. */
#define RULES_OF_KIND_MOST 20
struct node_rules {
	const struct rule *of_kind[NODE_KIND_COUNT][RULES_OF_KIND_MOST];
	size_t of_kind_count[NODE_KIND_COUNT];
	const struct rule *of_leaves[RULES_OF_KIND_MOST];
	size_t of_leaves_count;
};

static void choose(const struct rule **rules, size_t *count, const struct rule *rule)
{
	if (*count == RULES_OF_KIND_MOST)
		BUG("over %d rules look at nodes of one kind", RULES_OF_KIND_MOST);
	rules[(*count)++] = rule;
}

/* Runs the rules about the whole policy, and gathers those about its nodes. Groups is a bit for each. */
static void run_policy_rules(struct check_context *context, unsigned groups, struct node_rules *chosen)
{
	for (size_t i = 0; i < ARRAY_COUNT(tables); i++) {
		for (const struct rule *rule = tables[i]; rule->scope != SCOPE_END; rule++) {
			if (!(groups & 1u << rule->group))
				continue;
			if (rule->scope == SCOPE_POLICY)
				rule->run.policy(context);
			else if (rule->scope == SCOPE_NODE)
				choose(chosen->of_kind[rule->kind], &chosen->of_kind_count[rule->kind], rule);
			else if (rule->scope == SCOPE_LEAF)
				choose(chosen->of_leaves, &chosen->of_leaves_count, rule);
		}
	}
}

static void run_node_rules(struct check_context *context, const struct node_rules *rules)
{
	struct ownership ownership = {0};
	struct walk walk = walk_begin(context->policy->body);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering || !is_ours(&ownership, context, node))
			continue;
		for (size_t i = 0; i < rules->of_kind_count[node->kind]; i++)
			rules->of_kind[node->kind][i]->run.node(context, node);
		if (!node_is_leaf_block(node))
			continue;
		struct flat_text flat = flat_text_of(context->arena, node);
		for (size_t i = 0; i < rules->of_leaves_count; i++)
			rules->of_leaves[i]->run.leaf(context, node, &flat);
	}
}

/* Older versions (policies/versions/) are ratified history: they have only what the readers found in them, what is
 * wrong with their source, and the rules across versions. */
void policy_check_groups(struct policy *policy, const struct suite *suite, unsigned groups)
{
	struct arena scratch = ARENA_EMPTY;
	struct node_rules chosen = {0};
	struct check_context context = {
		.suite = suite, .policy = policy, .findings = &policy->findings, .arena = &scratch};

	if (!policy->is_readable)
		return;
	if (policy->is_older_version)
		groups &= 1u << GROUP_SOURCE;
	run_policy_rules(&context, groups, &chosen);
	run_node_rules(&context, &chosen);
	arena_release(&scratch);
}

void policy_check(struct policy *policy, const struct suite *suite)
{
	policy_check_groups(policy, suite, ~0u);
}

void suite_check(struct suite *suite)
{
	struct check_context context = {.suite = suite, .findings = &suite->findings, .arena = &suite->arena};

	for (size_t i = 0; i < ARRAY_COUNT(tables); i++)
		for (const struct rule *rule = tables[i]; rule->scope != SCOPE_END; rule++)
			if (rule->scope == SCOPE_SUITE)
				rule->run.policy(&context);
}

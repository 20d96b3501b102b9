/* All findings of a suite as one report: those of shared wording once, those that are accepted with their reason. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/pool.h"
#include "check/rules.h"
#include "tree/site.h"

/* Blocks of the tree that come from a policy's own file, in the order of their places: for finding which holds a place.
 */
struct outline {
	ARRAY_OF(const struct node *) nodes;
};

static void outline_of(struct outline *outline, const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	while (walk_next_block(&walk))
		if (walk.is_entering && walk.node->place.source == &policy->source)
			*ARRAY_ADD(&outline->nodes) = walk.node;
}

/* The innermost node that holds an offset, or NULL. Nodes begin in order and nest, so the last that begins before the
 * offset holds it, or one above it does. */
static const struct node *node_at(const struct outline *outline, const struct source *source, uint32_t offset)
{
	size_t low = 0, high = outline->nodes.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (outline->nodes.items[middle]->place.begin <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	const struct node *node = low ? outline->nodes.items[low - 1] : NULL;
	while (node && (node->place.source != source || node->place.end < offset))
		node = node->parent;
	return node;
}

/* "#name" of the nearest named node, else the kinds from the section down: "coding/clause/table". */
static struct text path_of(struct arena *arena, const struct node *node)
{
	struct text path = TEXT("");
	for (; node && node->kind != NODE_BODY; node = node->parent) {
		if (node->name.length)
			return ARENA_JOIN(arena, TEXT("#"), node->name, path.length ? TEXT("/") : TEXT(""), path);
		const char *kind = node->kind == NODE_SECTION ? section_kind_names[node->section.kind]
							      : node_kind_name(node->kind);
		path = ARENA_JOIN(arena, text_of(kind), path.length ? TEXT("/") : TEXT(""), path);
	}
	return path;
}

/* Fills in the paths of a policy's findings. */
static void locate(struct policy *policy)
{
	struct outline outline = {0};
	if (!policy->findings.first || !policy->body)
		return;
	outline_of(&outline, policy);
	for (struct finding *finding = policy->findings.first; finding; finding = finding->next) {
		if (finding->place.source != &policy->source || finding->path.length)
			continue;
		const struct node *node = finding->place.begin < policy->front_matter.end
						  ? NULL
						  : node_at(&outline, &policy->source, finding->place.begin);
		finding->path = node ? path_of(&policy->arena, node) : TEXT("front-matter");
	}
	ARRAY_RELEASE(&outline.nodes);
}

static void accept_entries(const struct suite *suite, struct findings *findings, struct arena *arena,
			   const struct policy *policy, const struct list *entries)
{
	struct allowance *allowances = ARENA_ARRAY(arena, entries->count + 1, struct allowance);
	size_t count = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct allow_entry *entry = LIST_ITEM(*entries, struct allow_entry, i);
		struct allowance *allowance = &allowances[count];
		if (!allow_entry_counts(entry, &allowance->check))
			continue;
		allowance->matches = entry->matches.text;
		allowance->reason = entry->reason.text;
		allowance->place = entry->place;
		count++;
	}
	findings_accept(findings, allowances, count);
	if (!policy || (!policy->is_older_version && policy->is_readable))
		report_unused_allowances(suite, findings, policy, entries, allowances);
}

/* Takes a finding out of one list and puts it at the end of another. */
static void move_finding(struct findings *from, struct finding *before, struct finding *finding, struct findings *to)
{
	if (before)
		before->next = finding->next;
	else
		from->first = finding->next;
	if (from->last == finding)
		from->last = before;
	from->count--;
	finding->next = NULL;
	finding->owner = to->owner;
	if (to->last)
		to->last->next = finding;
	else
		to->first = finding;
	to->last = finding;
	to->count++;
}

/* What is done for each policy by itself. */
struct reporting {
	const struct suite *suite;
	struct map blocks;          /* path of each shared block -> the block */
	struct findings *in_blocks; /* for each policy: what was found in a shared block's words */
};

static struct shared_block *block_of(const struct reporting *reporting, const struct finding *finding)
{
	return map_get(&reporting->blocks, text_of(finding->place.source->path));
}

static void set_apart(const struct reporting *reporting, struct policy *policy, struct findings *in_blocks)
{
	struct finding *before = NULL;
	for (struct finding *finding = policy->findings.first, *next; finding; finding = next) {
		next = finding->next;
		const struct source *source = finding->place.source;
		if (source && source != &policy->source && block_of(reporting, finding))
			move_finding(&policy->findings, before, finding, in_blocks);
		else
			before = finding;
	}
}

static void locate_one(void *context, size_t item)
{
	struct reporting *reporting = context;
	struct policy *policy = reporting->suite->policies[item];
	set_apart(reporting, policy, &reporting->in_blocks[item]);
	locate(policy);
}

/* When the blocks have their findings: what an entry says of those is told too. */
static void accept_one(void *context, size_t item)
{
	struct reporting *reporting = context;
	struct policy *policy = reporting->suite->policies[item];
	accept_entries(reporting->suite, &policy->findings, &policy->arena, policy, &policy->allow);
}

/* What was found in a shared block's words while reading a policy is the block's: findings_finish joins those that are
 * the same. */
static void give_to_blocks(const struct reporting *reporting, struct findings *in_blocks)
{
	while (in_blocks->first)
		move_finding(in_blocks, NULL, in_blocks->first, &block_of(reporting, in_blocks->first)->findings);
}

/* The policies that include a block, on each of its findings. */
static void name_users(struct shared_block *block)
{
	for (struct finding *finding = block->findings.first; finding; finding = finding->next) {
		finding->path = TEXT("block");
		for (size_t i = 0; i < block->used_by_count; i++) {
			const struct policy *policy = block->used_by[i];
			struct place place = PLACE_NONE;
			for (size_t j = 0; j < policy->include_count; j++)
				if (policy->includes[j].source == &block->source)
					place = policy->includes[j].place;
			finding_note(
				&block->findings, finding, place, "%.*s includes this wording",
				TEXT_ARGUMENTS(policy->ref.text.length ? policy->ref.text : text_of(policy->file_ref)));
		}
	}
}

void suite_report(struct suite *suite, size_t threads, struct report *report)
{
	struct reporting reporting = {.suite = suite};
	size_t document_count = 1 + CODE_SYSTEM_COUNT + suite->block_count + suite->policy_count + suite->stub_count;
	struct findings **documents = memory_allocate_array(document_count, sizeof *documents);
	size_t count = 0, current = 0;
	documents[count++] = &suite->findings;
	for (size_t i = 0; i < CODE_SYSTEM_COUNT; i++)
		if (suite->code_lists[i])
			documents[count++] = &suite->code_lists[i]->findings;
	for (size_t i = 0; i < suite->block_count; i++) {
		map_set(&reporting.blocks, text_of(suite->blocks[i]->source.path), suite->blocks[i]);
		documents[count++] = &suite->blocks[i]->findings;
	}
	reporting.in_blocks = memory_allocate_array(suite->policy_count, sizeof *reporting.in_blocks);
	pool_run(threads, suite->policy_count, locate_one, &reporting);
	for (size_t i = 0; i < suite->policy_count; i++) {
		give_to_blocks(&reporting, &reporting.in_blocks[i]);
		documents[count++] = &suite->policies[i]->findings;
		current += !suite->policies[i]->is_older_version;
	}
	for (size_t i = 0; i < suite->stub_count; i++)
		documents[count++] = &suite->stubs[i]->findings;
	pool_run(threads, suite->policy_count, accept_one, &reporting);
	for (size_t i = 0; i < suite->block_count; i++) {
		name_users(suite->blocks[i]);
		accept_entries(suite, &suite->blocks[i]->findings, &suite->blocks[i]->arena, NULL,
			       &suite->blocks[i]->allow);
	}
	findings_finish(report, &suite->arena, documents, count, &suite->site->severities);
	report->policies = current;
	free(documents);
	free(reporting.in_blocks);
	map_release(&reporting.blocks);
}

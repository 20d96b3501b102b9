/* unversioned-change, change-kind-too-weak: a version against what it is said to be, and against the one before it. */
#include "base/memory.h"
#include "check/rules.h"
#include "diff/diff.h"
#include "tree/fingerprint.h"
#include "tree/version.h"

static bool is_version(const struct policy *other, const struct policy *policy)
{
	return other && other->is_readable && version_compare(other->version.text, policy->version.text) == 0;
}

/* The newest of the versions that come before the policy's own. */
static const struct policy *version_before(const struct policy *policy)
{
	const struct policy *before = policy->previous_version;
	while (before &&
	       (is_version(before, policy) || !before->is_readable || before->status.choice < STATUS_RATIFIED))
		before = before->previous_version;
	return before;
}

/* Where the first change stands in the policy's own file or a shared block. */
static struct place place_of_change(const struct difference *difference)
{
	for (size_t i = 0; i < difference->shown; i++)
		if (difference->changes[i].to.node && place_is_set(difference->changes[i].to.node->place))
			return difference->changes[i].to.node->place;
	return PLACE_NONE;
}

/* Do its places lie in files of the project? Those of published JSON are nowhere, those of a revision in files as they
 * once were. */
static bool is_of_suite(const struct check_context *context, const struct policy *version)
{
	const struct policy *policy = context->policy;
	return version == policy || (policy && (version == policy->previous_version ||
						version == policy->next_version || version == version_before(policy)));
}

/* What changed, in a few words without a full stop. */
static struct text summary_of(const struct difference *difference)
{
	struct text summary = difference->summary;
	if (text_ends(summary, TEXT(".")))
		summary.length--;
	return summary;
}

static void report_unversioned(struct check_context *context, const struct policy *old, const struct policy *new,
			       const char *where)
{
	const struct policy *policy = context->policy;
	const struct difference *difference = diff_policies(context->arena, old, new);
	struct text summary = summary_of(difference);
	struct finding *finding = findings_add(
		context->findings, CHECK_UNVERSIONED_CHANGE, policy->version.place,
		"this is not the text that %s has as version %.*s (%.*s), so two texts would go by one number; give "
		"this one the next version with `policyc revise`, or put the words back",
		where, TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(summary));
	if (is_of_suite(context, old))
		finding_note(context->findings, finding, old->version.place, "version %.*s as it was",
			     TEXT_ARGUMENTS(old->version.text));
	struct place change = place_of_change(difference);
	if (place_is_set(change) && is_of_suite(context, new))
		finding_note(context->findings, finding, change, "the first change in the text");
}

/* What every new version changes: it says nothing of what kind of change it is. */
static bool comes_with_any_version(const struct change *change)
{
	static const char *const fields[] = {"version",        "status",       "document_control", "supersedes",
					     "effective_from", "effective_to", "publish_from",     "date_ratified",
					     "date_published", "ratified_by",  "last_reviewed",    "review_date"};
	if (change->subject == SUBJECT_HISTORY)
		return true;
	for (size_t i = 0; change->subject == SUBJECT_FIELD && i < ARRAY_COUNT(fields); i++)
		if (text_is(text_of(change->field), fields[i]))
			return true;
	return false;
}

/* The kind that a history entry must at least say for a class of change; dates need none. */
static enum change_kind kind_for(enum change_class class)
{
	static const enum change_kind kinds[CLASS_COUNT] = {
		[CLASS_CRITERIA] = CHANGE_KIND_CRITERIA,     [CLASS_CODING] = CHANGE_KIND_CODING,
		[CLASS_DATES] = CHANGE_KIND_EDITORIAL,       [CLASS_EVIDENCE] = CHANGE_KIND_EVIDENCE,
		[CLASS_GOVERNANCE] = CHANGE_KIND_GOVERNANCE, [CLASS_EDITORIAL] = CHANGE_KIND_EDITORIAL,
	};
	return kinds[class];
}

/* The strongest change, or NULL. */
static const struct change *strongest_change(const struct difference *difference)
{
	const struct change *strongest = NULL;
	for (size_t i = 0; i < difference->shown; i++) {
		const struct change *change = &difference->changes[i];
		if (!comes_with_any_version(change) &&
		    (!strongest || kind_for(change->class) < kind_for(strongest->class)))
			strongest = change;
	}
	return strongest;
}

static const struct history_entry *entry_of(const struct policy *policy)
{
	for (size_t i = policy->history.count; i-- > 0;) {
		const struct history_entry *entry = LIST_ITEM(policy->history, struct history_entry, i);
		if (version_compare(entry->version.text, policy->version.text) == 0)
			return entry;
	}
	return NULL;
}

static void report_weak_kind(struct check_context *context, const struct policy *old, const struct policy *new)
{
	const struct history_entry *entry = entry_of(context->policy);
	if (!entry || entry->kind.choice < 0 || entry->kind.choice == CHANGE_KIND_CRITERIA)
		return;
	const struct change *change = strongest_change(diff_policies(context->arena, old, new));
	if (!change || (int)kind_for(change->class) >= entry->kind.choice)
		return;
	struct finding *finding = findings_add(
		context->findings, CHECK_CHANGE_KIND_TOO_WEAK, entry->kind.place,
		"the history calls version %.*s a change of kind %s, but since version %.*s it changes more than that, "
		"and who only reads of changes that matter to them would miss it; write kind: %s",
		TEXT_ARGUMENTS(entry->version.text), change_kind_names[entry->kind.choice],
		TEXT_ARGUMENTS(old->version.text), change_kind_names[kind_for(change->class)]);
	if (change->to.node && is_of_suite(context, new))
		finding_note(context->findings, finding, change->to.node->place, "this was %s",
			     change_op_names[change->op]);
	else if (change->from.node && is_of_suite(context, old))
		finding_note(context->findings, finding, change->from.node->place, "this was %s",
			     change_op_names[change->op]);
}

static void rule_compared_versions(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct policy *before = version_before(policy), *before_form = policy;
	bool is_reported = false;
	if (policy->status.choice < STATUS_RATIFIED || !policy->version.text.length)
		return;
	const struct policy *same = is_version(policy->previous_version, policy) ? policy->previous_version
				    : is_version(policy->next_version, policy)   ? policy->next_version
										 : NULL;
	if (same && !policies_say_the_same(same, policy)) {
		report_unversioned(context, same, policy, "policies/versions");
		is_reported = true;
	}
	for (size_t i = 0; i < context->suite->published_count; i++) {
		const struct published_pair *pair = &context->suite->published[i];
		if (pair->policy != policy)
			continue;
		int order = version_compare(pair->old->version.text, policy->version.text);
		if (order == 0 && !is_reported && !policies_say_the_same(pair->old, pair->new)) {
			report_unversioned(context, pair->old, pair->new, pair->where);
			is_reported = true;
		} else if (order < 0 && !version_before(policy) &&
			   (!before || version_compare(pair->old->version.text, before->version.text) > 0)) {
			before = pair->old;
			before_form = pair->new;
		}
	}
	if (before)
		report_weak_kind(context, before, before_form);
}

/* A kept version is never edited again. */
static void report_kept_version(struct check_context *context, const struct published_pair *pair)
{
	struct policy *policy = (struct policy *)(uintptr_t)pair->policy;
	struct text summary = summary_of(diff_policies(context->arena, pair->old, pair->new));
	findings_add(&policy->findings, CHECK_UNVERSIONED_CHANGE, policy->version.place,
		     "%s has other words as version %.*s of %.*s: %.*s" WHY
		     "people were judged by the words that were published, and cite them by this number" FIX
		     "put this file's words back as they were; a change needs a version of its own",
		     pair->where, TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(policy->ref.text),
		     TEXT_ARGUMENTS(summary));
}

static void report_block(struct check_context *context, const struct published_block *pair)
{
	struct shared_block *block = pair->block;
	struct text summary = summary_of(diff_policies(context->arena, pair->old, pair->new));
	findings_add(&block->findings, CHECK_UNVERSIONED_CHANGE, block->edition.place,
		     "%s has other words as shared block %.*s: %.*s" WHY
		     "every policy that includes it, kept versions too, would change under its old number" FIX
		     "put the words back, and write the change as a new edition in a file of its own",
		     pair->where, TEXT_ARGUMENTS(block->key), TEXT_ARGUMENTS(summary));
}

/* What stands in policies/versions and policies/shared, against what was published. A changed block is reported alone,
 * and not again in each version that includes it. */
static void rule_kept_words(struct check_context *context)
{
	const struct suite *suite = context->suite;
	struct map changed = MAP_EMPTY;
	for (size_t i = 0; i < suite->published_block_count; i++) {
		const struct published_block *pair = &suite->published_blocks[i];
		if (policies_say_the_same(pair->old, pair->new))
			continue;
		report_block(context, pair);
		map_set(&changed, pair->block->key, pair->block);
	}
	for (size_t i = 0; i < suite->published_count; i++) {
		const struct published_pair *pair = &suite->published[i];
		bool includes_changed = false;
		if (!pair->policy->is_older_version || policies_say_the_same(pair->old, pair->new))
			continue;
		for (size_t k = 0; k < pair->policy->include_count; k++) {
			const struct included_block *include = &pair->policy->includes[k];
			includes_changed |= map_get(&changed, ARENA_JOIN(context->arena, include->block, TEXT("@"),
									 include->edition)) != NULL;
		}
		if (!includes_changed)
			report_kept_version(context, pair);
	}
	map_release(&changed);
}

/* The file that answered for it, or would. */
static struct place place_of_gone(struct check_context *context, const struct gone_version *gone)
{
	struct arena *arena = &((struct suite *)(uintptr_t)context->suite)->arena;
	const struct record *record = suite_record(context->suite, gone->ref);
	struct text path = arena_format(arena, "policies/%.*s.md", TEXT_ARGUMENTS(gone->ref));
	if (record && gone->version.length)
		path = arena_format(arena, "policies/versions/%.*s@%.*s.md", TEXT_ARGUMENTS(gone->ref),
				    TEXT_ARGUMENTS(gone->version));
	return place_of_path(arena, path.bytes);
}

static void rule_gone(struct check_context *context)
{
	for (size_t i = 0; i < context->suite->gone_count; i++) {
		const struct gone_version *gone = &context->suite->gone[i];
		struct place place = place_of_gone(context, gone);
		struct finding *finding =
			gone->version.length
				? findings_add(context->findings, CHECK_POLICY_GONE, place,
					       "version %.*s of %.*s is in %s and no longer in the sources",
					       TEXT_ARGUMENTS(gone->version), TEXT_ARGUMENTS(gone->ref), gone->where)
				: findings_add(context->findings, CHECK_POLICY_GONE, place,
					       "%.*s is in %s and no longer in the sources", TEXT_ARGUMENTS(gone->ref),
					       gone->where);
		finding->owner = arena_copy(context->arena, gone->ref);
	}
}

static void rule_published_unset(struct check_context *context)
{
	const struct site *site = context->suite->site;
	if (site->source && !place_is_set(site->published.place) &&
	    !findings_name_key(&context->suite->findings, "published"))
		findings_add(context->findings, CHECK_PUBLISHED_UNSET, place_of(site->source, 0, 0),
			     "site.yaml does not say what is published now");
}

const struct rule published_version_rules[] = {
	POLICY_RULE(VERSIONS, rule_compared_versions),
	SUITE_RULE(rule_kept_words),
	SUITE_RULE(rule_gone),
	SUITE_RULE(rule_published_unset),
	RULES_END,
};

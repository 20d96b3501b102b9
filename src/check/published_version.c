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
	return version == context->policy || version == context->policy->previous_version ||
	       version == context->policy->next_version || version == version_before(context->policy);
}

static void report_unversioned(struct check_context *context, const struct policy *old, const struct policy *new,
			       const char *where)
{
	const struct policy *policy = context->policy;
	const struct difference *difference = diff_policies(context->arena, old, new);
	struct text summary = difference->summary;
	if (text_ends(summary, TEXT(".")))
		summary.length--;
	struct finding *finding = findings_add(context->findings, CHECK_UNVERSIONED_CHANGE, policy->version.place,
					       "this is not the text that %s has as version %.*s" WHY
					       "two texts with one number can't be told apart (%.*s)" FIX
					       "give it the next version with `policyc revise`, or put the words back",
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
	struct finding *finding =
		findings_add(context->findings, CHECK_CHANGE_KIND_TOO_WEAK, entry->kind.place,
			     "the history calls version %.*s %s, but since version %.*s it changes more" WHY
			     "readers who look only at stronger changes would miss it" FIX "write kind: %s",
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
	const struct policy *same = NULL, *before = version_before(policy), *before_form = policy;
	const char *where = "policies/versions";
	const struct policy *same_form = policy;
	if (policy->status.choice < STATUS_RATIFIED || !policy->version.text.length)
		return;
	if (is_version(policy->previous_version, policy))
		same = policy->previous_version;
	else if (is_version(policy->next_version, policy))
		same = policy->next_version;
	for (size_t i = 0; i < context->suite->published_count; i++) {
		const struct published_pair *pair = &context->suite->published[i];
		if (pair->policy != policy)
			continue;
		int order = version_compare(pair->old->version.text, policy->version.text);
		if (order == 0 && !same) {
			same = pair->old;
			same_form = pair->new;
			where = pair->where;
		} else if (order < 0 && !before) {
			before = pair->old;
			before_form = pair->new;
		}
	}
	if (same && !policies_say_the_same(same, same_form))
		report_unversioned(context, same, same_form, where);
	if (before)
		report_weak_kind(context, before, before_form);
}

const struct rule published_version_rules[] = {
	POLICY_RULE(VERSIONS, rule_compared_versions),
	RULES_END,
};

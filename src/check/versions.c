/* The versions of one policy: their order, their history and the days on which they apply. */
#include "base/file.h"
#include "check/rules.h"
#include "tree/fingerprint.h"
#include "tree/version.h"

static const struct history_entry *entry_at(const struct policy *policy, size_t index)
{
	return LIST_ITEM(policy->history, struct history_entry, index);
}

/* The numbers of "1.2": major and minor, false when there is more to it. */
static bool numbers_of(struct text version, uint32_t *major, uint32_t *minor)
{
	struct text rest = version, part;
	*minor = 0;
	if (!text_split(&rest, '.', &part) || !text_to_number(part, 1000000, major))
		return false;
	if (rest.bytes && (!text_split(&rest, '.', &part) || !text_to_number(part, 1000000, minor)))
		return false;
	return rest.bytes == NULL;
}

/* Does nothing lie between the two? 0.2 and 0.3, 0.9 and 0.10, 0.4 and 1, 1.3 and 2.0. Versions of another form: yes.
 */
static bool is_next(struct text before, struct text after)
{
	uint32_t major, minor, next_major, next_minor;
	if (!numbers_of(before, &major, &minor) || !numbers_of(after, &next_major, &next_minor))
		return true;
	return next_major == major ? next_minor == minor + 1 : next_major == major + 1 && next_minor == 0;
}

/* May a history begin with it? 0.1, 1, 1.0. */
static bool is_first(struct text version)
{
	uint32_t major, minor;
	return !numbers_of(version, &major, &minor) || (major == 1 && minor == 0) || (major == 0 && minor <= 1);
}

static void check_neighbours(struct check_context *context, const struct history_entry *before,
			     const struct history_entry *after)
{
	int order = version_compare(before->version.text, after->version.text);
	struct finding *finding = NULL;
	if (order >= 0)
		finding = findings_add(
			context->findings, CHECK_VERSION_ORDER, after->version.place,
			"version %.*s comes after version %.*s in the history, so it can't be seen which replaced "
			"which; put the entries in order, oldest first, each version once",
			TEXT_ARGUMENTS(after->version.text), TEXT_ARGUMENTS(before->version.text));
	else if (date_is_set(before->date.date) && date_is_set(after->date.date) &&
		 date_to_days(date_last_day(after->date.date)) < date_to_days(date_first_day(before->date.date)))
		finding = findings_add(
			context->findings, CHECK_VERSION_ORDER, after->date.place,
			"version %.*s is dated before version %.*s, which it replaced; correct one of the dates",
			TEXT_ARGUMENTS(after->version.text), TEXT_ARGUMENTS(before->version.text));
	else if (!is_next(before->version.text, after->version.text))
		finding = findings_add(
			context->findings, CHECK_HISTORY_GAP, after->version.place,
			"the history goes from version %.*s to %.*s, so a reader can't see what happened between; add "
			"what is missing",
			TEXT_ARGUMENTS(before->version.text), TEXT_ARGUMENTS(after->version.text));
	if (finding)
		finding_note(context->findings, finding, before->version.place, "the entry before it");
}

/* version-history-mismatch, version-order, history-gap: within one file. */
static void rule_history(struct check_context *context)
{
	const struct policy *policy = context->policy;
	size_t count = policy->history.count;
	if (!count || findings_name_key(context->findings, "history"))
		return;
	const struct history_entry *first = entry_at(policy, 0), *newest = first;
	if (first->version.text.length && !is_first(first->version.text))
		findings_add(context->findings, CHECK_HISTORY_GAP, first->version.place,
			     "the history begins at version %.*s, so a reader can't see what came before it; add the "
			     "earlier versions, if they are known",
			     TEXT_ARGUMENTS(first->version.text));
	for (size_t i = 1; i < count; i++) {
		const struct history_entry *entry = entry_at(policy, i);
		if (entry->version.text.length && entry_at(policy, i - 1)->version.text.length)
			check_neighbours(context, entry_at(policy, i - 1), entry);
		if (version_compare(entry->version.text, newest->version.text) > 0)
			newest = entry;
	}
	if (!policy->version.text.length || !newest->version.text.length ||
	    version_compare(newest->version.text, policy->version.text) == 0)
		return;
	struct finding *finding = findings_add(
		context->findings, CHECK_VERSION_HISTORY_MISMATCH, policy->version.place,
		"this is version %.*s, but the newest entry of the history is version %.*s, so nobody can say which "
		"text this is; add an entry, or correct the version",
		TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(newest->version.text));
	finding_note(context->findings, finding, newest->version.place, "the newest entry");
}

/* draft-version-published: ratified as 0.x. */
static void rule_draft_version(struct check_context *context)
{
	const struct policy *policy = context->policy;
	uint32_t major, minor;
	if (policy->status.choice == STATUS_RATIFIED && numbers_of(policy->version.text, &major, &minor) && major == 0)
		findings_add(context->findings, CHECK_DRAFT_VERSION_PUBLISHED, policy->version.place,
			     "version %.*s is the number of a draft, and the policy is ratified, so readers will doubt "
			     "that it is in force; number the next version 1 or higher",
			     TEXT_ARGUMENTS(policy->version.text));
}

/* Is it compared with other copies of its version? */
static bool is_compared(const struct policy *policy)
{
	return !policy->is_older_version && policy->is_readable && policy->status.choice >= STATUS_RATIFIED;
}

static void check_pair(struct check_context *context, struct policy *before, struct policy *after)
{
	struct findings *findings = &after->findings;
	if (!before->is_older_version && !after->is_older_version)
		return; /* duplicate-ref has spoken of it */
	bool is_alone = !is_compared(before) && !is_compared(after);
	if (version_compare(before->version.text, after->version.text) == 0) {
		/* Of two texts unversioned-change has spoken. */
		if (!is_alone && !policies_say_the_same(before, after))
			return;
		struct finding *finding =
			findings_add(findings, CHECK_VERSION_ORDER, after->version.place,
				     "two files hold version %.*s of %.*s, so one of them could not be published; give "
				     "one its right version",
				     TEXT_ARGUMENTS(after->version.text), TEXT_ARGUMENTS(after->ref.text));
		finding_note(findings, finding, before->version.place, "the other one");
		return;
	}
	if (after->is_older_version && !before->is_older_version) {
		struct finding *finding = findings_add(
			findings, CHECK_VERSION_ORDER, after->version.place,
			"version %.*s is put by in policies/versions/, but %s holds version %.*s, an earlier one, and "
			"is taken for the newest; let the two change places, or correct the number that is wrong",
			TEXT_ARGUMENTS(after->version.text), before->source.path, TEXT_ARGUMENTS(before->version.text));
		finding_note(findings, finding, before->version.place, "version %.*s",
			     TEXT_ARGUMENTS(before->version.text));
		return;
	}
	if (!policy_is_publishable(before, context->suite->today, false) ||
	    !policy_is_publishable(after, context->suite->today, false))
		return;
	struct date from = after->effective.from.date, earlier = before->effective.from.date;
	if (!date_is_set(from) || !date_is_set(earlier))
		return;
	if (date_to_days(from) < date_to_days(earlier)) {
		struct finding *finding =
			findings_add(findings, CHECK_VERSION_ORDER, after->version.place,
				     "version %.*s applies from an earlier day than version %.*s, which it replaces; "
				     "correct one of the dates",
				     TEXT_ARGUMENTS(after->version.text), TEXT_ARGUMENTS(before->version.text));
		finding_note(findings, finding, before->version.place, "version %.*s",
			     TEXT_ARGUMENTS(before->version.text));
		return;
	}
	struct date stated_end = before->effective_to.date;
	bool same_day = date_to_days(from) == date_to_days(earlier);
	if (!same_day && (!date_is_set(stated_end) || date_to_days(date_last_day(stated_end)) < date_to_days(from)))
		return;
	struct finding *finding =
		findings_add(findings, CHECK_EFFECTIVE_OVERLAP,
			     after->effective.from.place.source ? after->effective.from.place : after->version.place,
			     "versions %.*s and %.*s apply on the same day, so a referral of that day has two "
			     "answers; let the earlier one end on the day before the later one begins",
			     TEXT_ARGUMENTS(before->version.text), TEXT_ARGUMENTS(after->version.text));
	finding_note(findings, finding, same_day ? before->effective.from.place : before->effective_to.place,
		     "version %.*s", TEXT_ARGUMENTS(before->version.text));
}

/* ref-filename: of an older version, which is looked for by its ref and its number. */
static void check_file_name(struct check_context *context, struct policy *policy)
{
	struct text name = path_base_name(text_of(policy->source.path));
	struct text right = arena_format(context->arena, "%.*s@%.*s.md", TEXT_ARGUMENTS(policy->ref.text),
					 TEXT_ARGUMENTS(policy->version.text));

	if (!policy->is_older_version || !policy->ref.text.length || !policy->version.text.length ||
	    text_equal(name, right))
		return;
	bool is_ref_right = text_is(policy->ref.text, policy->file_ref);
	findings_add(
		&policy->findings, CHECK_REF_FILENAME, is_ref_right ? policy->version.place : policy->ref.place,
		"this is version %.*s of %.*s, but the file is called %.*s, so whoever looks for an earlier version "
		"opens the wrong one; rename the file to %.*s, or correct the %s",
		TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(policy->ref.text), TEXT_ARGUMENTS(name),
		TEXT_ARGUMENTS(right), is_ref_right ? "version" : "ref");
}

/* version-order and effective-overlap: between the files of one policy, neighbours by version. And the names of files.
 */
static void suite_rule_versions(struct check_context *context)
{
	for (size_t i = 0; i < context->suite->policy_count; i++)
		check_file_name(context, context->suite->policies[i]);
	for (size_t i = 0; i < context->suite->record_count; i++) {
		const struct record *record = context->suite->records[i];
		for (size_t j = 1; j < record->count; j++)
			check_pair(context, record->versions[j - 1], record->versions[j]);
	}
}

const struct rule versions_rules[] = {
	POLICY_RULE(VERSIONS, rule_history),
	POLICY_RULE(VERSIONS, rule_draft_version),
	SUITE_RULE(suite_rule_versions),
	RULES_END,
};

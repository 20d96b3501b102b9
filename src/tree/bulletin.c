#include "tree/bulletin.h"

#include <stdlib.h>

#include "base/memory.h"

static const char *const type_names[] = {
	[BULLETIN_NEW] = "new",
	[BULLETIN_CHANGED] = "changed",
	[BULLETIN_WITHDRAWN] = "withdrawn",
	NULL,
};
static const char *const precisions[] = {[PRECISION_DAY] = "day", [PRECISION_MONTH] = "month", NULL};

#define ROW(json, type, flags, member, choices, sentence)                                                           \
	{                                                                                                           \
		NULL, json, type, flags, .offset = offsetof(struct bulletin_entry, member), choices, NULL, sentence \
	}
static const struct field rows[] = {
	ROW("type", FIELD_CHOICE, FIELD_ALWAYS, type, type_names, "What happened to the policy."),
	ROW("date", FIELD_DATE, 0, date, NULL, "When it was told: published, else ratified; or withdrawn."),
	ROW("ref", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, ref, NULL, "The policy's permanent name."),
	ROW("title", FIELD_TEXT, FIELD_ALWAYS, title, NULL, "The title of the version."),
	ROW("version", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, version, NULL, "The version."),
	ROW("previous_version", FIELD_TEXT, FIELD_TOKEN, previous_version, NULL, "The published version before it."),
	ROW("effective.from", FIELD_DATE, 0, from, NULL, "The first day on which the version applies."),
	ROW("effective.to", FIELD_DATE, 0, to, NULL, "The last day on which it applies, where one is known."),
	ROW("effective.to_precision", FIELD_CHOICE, 0, to_precision, precisions,
	    "Whether the record gives the last day, or only its month."),
	ROW("effective.precision", FIELD_CHOICE, 0, precision, precisions,
	    "Whether the record gives the first day, or only its month."),
	ROW("kind", FIELD_CHOICE, 0, kind, change_kind_names, "What kind of change it is."),
	ROW("changes", FIELD_TEXT_LIST, FIELD_ALWAYS, changes, NULL, "What changed."),
	ROW("action", FIELD_TEXT, 0, action, NULL, "What somebody who refers patients does differently."),
	ROW("replaced_by", FIELD_TEXT, FIELD_TOKEN, replaced_by, NULL, "The ref of the policy to use in its place."),
	ROW("specialty", FIELD_TEXT_LIST, FIELD_ALWAYS, specialty, NULL, "The specialties that it is for."),
	ROW("url", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, url, NULL, "The policy's address."),
	ROW("version_url", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, version_url, NULL, "The version's address."),
	ROW("fingerprint", FIELD_TEXT, FIELD_TOKEN, fingerprint, NULL, "SHA-256 over the version's words."),
};
const struct field_table bulletin_entry_fields = FIELD_TABLE("change", struct bulletin_entry, rows);

struct entries {
	struct arena *arena;
	const struct suite *suite;
	const struct bulletin_options *options;
	ARRAY_OF(struct bulletin_entry) list;
};

static bool is_decided_before(const struct entries *entries, const struct policy *policy, bool as_withdrawn)
{
	const struct record *record =
		entries->options->before ? suite_record(entries->options->before, policy->ref.text) : NULL;
	for (size_t i = 0; record && i < record->count; i++) {
		const struct policy *other = record->versions[i];
		if (version_compare(other->version.text, policy->version.text) == 0 &&
		    (as_withdrawn ? other->status.choice == STATUS_WITHDRAWN : other->status.choice >= STATUS_RATIFIED))
			return true;
	}
	return false;
}

/* Is the date, or the last day of its month, on or after `since`? Without a date it is not known, and told only where
 * everything is. */
static bool is_since(const struct entries *entries, struct date date)
{
	struct date since = date_first_day(entries->options->since);
	if (!date_is_set(since))
		return true;
	return date_is_set(date) && date_compare(date_last_day(date), since) >= 0;
}

/* The day on which people could know of the version. */
static struct date_value date_told(const struct policy *policy)
{
	struct date_value told = date_is_set(policy->date_published.date)  ? policy->date_published
				 : date_is_set(policy->date_ratified.date) ? policy->date_ratified
									   : policy->effective.from;
	if (date_is_set(policy->publish_from.date) && date_compare(policy->publish_from.date, told.date) > 0)
		told = policy->publish_from;
	return told;
}

static const struct history_entry *history_of(const struct policy *policy)
{
	for (size_t i = policy->history.count; i-- > 0;) {
		const struct history_entry *entry = LIST_ITEM(policy->history, struct history_entry, i);
		if (version_compare(entry->version.text, policy->version.text) == 0)
			return entry;
	}
	return NULL;
}

/* The newest published version before it. */
static const struct policy *published_before(const struct entries *entries, const struct policy *policy)
{
	const struct policy *before = policy->previous_version;
	while (before && (!policy_is_publishable(before, entries->suite->today, entries->options->drafts) ||
			  version_compare(before->version.text, policy->version.text) == 0))
		before = before->previous_version;
	return before;
}

static struct bulletin_entry *add(struct entries *entries, const struct policy *policy, enum bulletin_type type,
				  struct date_value date)
{
	struct bulletin_entry *entry = ARRAY_ADD(&entries->list);
	field_clear(&bulletin_entry_fields, entry);
	*entry = (struct bulletin_entry){
		.policy = policy,
		.ref = policy->ref,
		.title = policy->title,
		.version = policy->version,
		.type = {.choice = (int)type, .place = policy->ref.place},
		.date = date,
		.from = policy->effective.from,
		.to = policy->effective.to,
		.precision = policy->effective.precision,
		.to_precision = policy->effective.to_precision,
		.kind = {.choice = -1},
		.specialty = policy->specialty,
		.url = policy->url,
		.version_url = policy->version_url,
		.fingerprint = policy->fingerprint,
	};
	return entry;
}

static void add_version(struct entries *entries, const struct policy *policy)
{
	const struct history_entry *history = history_of(policy);
	const struct policy *before = published_before(entries, policy);
	struct date_value date = date_told(policy);
	/* Told before, and applying since: that is news as well. */
	if ((!is_since(entries, date.date) && !is_since(entries, policy->effective.from.date)) ||
	    is_decided_before(entries, policy, false))
		return;
	struct bulletin_entry *entry = add(entries, policy, before ? BULLETIN_CHANGED : BULLETIN_NEW, date);
	if (before)
		entry->previous_version = before->version;
	if (history) {
		entry->kind = history->kind;
		entry->changes = history->changes;
		entry->action = history->action;
	}
}

static void add_withdrawal(struct entries *entries, const struct policy *policy)
{
	const struct withdrawal *withdrawn = &policy->withdrawn;
	if (policy->standing != STANDING_WITHDRAWN || !is_since(entries, withdrawn->date.date) ||
	    is_decided_before(entries, policy, true))
		return;
	struct bulletin_entry *entry = add(entries, policy, BULLETIN_WITHDRAWN, withdrawn->date);
	entry->replaced_by = withdrawn->replaced_by;
	if (withdrawn->reason.text.length) {
		struct text_value *reason = ARENA_NEW(entries->arena, struct text_value);
		*reason = withdrawn->reason;
		entry->changes = (struct list){reason, 1, reason->place};
	}
}

static int compare_entries(const void *first, const void *second)
{
	const struct bulletin_entry *a = first, *b = second;
	int order = date_compare(b->date.date, a->date.date);
	if (!order)
		order = text_compare(a->ref.text, b->ref.text);
	if (!order)
		order = version_compare(b->version.text, a->version.text);
	return order ? order : b->type.choice - a->type.choice;
}

struct bulletin bulletin_make(struct arena *arena, const struct suite *suite, const struct bulletin_options *options)
{
	struct entries entries = {.arena = arena, .suite = suite, .options = options};
	for (size_t i = 0; i < suite->record_count; i++)
		for (size_t k = 0; k < suite->records[i]->count; k++) {
			const struct policy *policy = suite->records[i]->versions[k];
			if (!policy->is_readable || !policy_is_publishable(policy, suite->today, options->drafts))
				continue;
			add_version(&entries, policy);
			add_withdrawal(&entries, policy);
		}
	if (entries.list.count)
		qsort(entries.list.items, entries.list.count, sizeof *entries.list.items, compare_entries);
	struct bulletin bulletin = {.count = entries.list.count};
	bulletin.entries = arena_copy_array(arena, entries.list.items, entries.list.count, sizeof *bulletin.entries);
	ARRAY_RELEASE(&entries.list);
	return bulletin;
}

struct text bulletin_specialty(const struct bulletin_entry *entry)
{
	return entry->specialty.count ? LIST_ITEM(entry->specialty, struct text_value, 0)->text : TEXT("Other");
}

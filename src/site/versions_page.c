/* policies/<slug>/versions/index.html: which version applied between which dates. */
#include "site/page_values.h"
#include "tree/version.h"

/* What a date rests on, in a reader's words; NULL: the words of the date say all. A month alone is counted from its
 * first day, or to its last. */
static struct value *month_note(struct arena *arena, struct date day, struct choice_value precision,
				const char *counted)
{
	if (precision.choice != PRECISION_MONTH)
		return value_null(arena);
	return value_string(arena, arena_format(arena, "the record gives only the month; counted %s %.*s", counted,
						TEXT_ARGUMENTS(value_text(date_words(arena, day)))));
}

static const char *basis_words(const struct policy *policy)
{
	switch (policy->effective.basis.choice) {
	case BASIS_PUBLISHED:
		return "the date of publication";
	case BASIS_RATIFIED:
		return "the date of ratification";
	default:
		return NULL;
	}
}

static struct value *period_values(struct arena *arena, const struct policy *version)
{
	const struct effective *effective = &version->effective;
	struct value *map = value_map(arena);
	value_set_boolean(arena, map, "is_gap", false);
	value_set(arena, map, "from_words", effective_from_words(arena, version));
	value_set(arena, map, "from_note", month_note(arena, effective->from.date, effective->precision, "from"));
	value_set(arena, map, "basis_words", value_string(arena, text_of(basis_words(version))));
	value_set(arena, map, "to_words", effective_to_words(arena, version));
	value_set(arena, map, "to_note", month_note(arena, effective->to.date, effective->to_precision, "to"));
	value_set_text(arena, map, "version", version->version.text);
	value_set_text(arena, map, "title", version->title.text);
	value_set_text(arena, map, "href",
		       arena_format(arena, "%.*s/", TEXT_ARGUMENTS(version_slug(arena, version->version.text))));
	value_set_string(arena, map, "status_words", standing_words(version));
	value_set_boolean(arena, map, "is_in_force", version->standing == STANDING_IN_FORCE);
	value_set_boolean(arena, map, "is_unratified", version->standing == STANDING_DRAFT);
	value_set_text(arena, map, "fingerprint_short", fingerprint_short(version));
	value_set(arena, map, "transition", value_text_or_null(arena, version->transition.text));
	return map;
}

/* Days between two versions on which none applied. */
static struct value *gap_values(struct arena *arena, struct date from, struct date to)
{
	struct value *map = value_map(arena);
	value_set_boolean(arena, map, "is_gap", true);
	value_set(arena, map, "from_words", date_words(arena, from));
	value_set(arena, map, "to_words", date_words(arena, to));
	return map;
}

/* What the newest entry of its own version says that it changed: null where its history has none. */
static struct value *changes_values(struct arena *arena, const struct policy *version)
{
	for (size_t i = version->history.count; i-- > 0;) {
		const struct history_entry *entry = LIST_ITEM(version->history, struct history_entry, i);
		if (version_compare(entry->version.text, version->version.text) != 0)
			continue;
		struct value *map = value_map(arena), *changes = value_list(arena);
		for (size_t k = 0; k < entry->changes.count; k++)
			value_list_add(arena, changes,
				       value_string(arena, LIST_ITEM(entry->changes, struct text_value, k)->text));
		value_set(arena, map, "list", changes);
		value_set(arena, map, "action", value_text_or_null(arena, entry->action.text));
		return map;
	}
	return value_null(arena);
}

/* The page of what it changed; null for the first version. */
static struct value *redline_value(struct arena *arena, const struct publication *publication,
				   const struct policy *version)
{
	const struct policy *previous = previous_published(publication, version);
	if (!previous)
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set_text(arena, map, "old_version", previous->version.text);
	value_set_text(
		arena, map, "href",
		arena_format(arena, "../changes/%.*s/", TEXT_ARGUMENTS(redline_folder(arena, previous, version))));
	return map;
}

/* Newest first, with the gaps between them. */
static struct value *periods_values(struct arena *arena, const struct publication *publication,
				    const struct record *record)
{
	struct value *list = value_list(arena);
	const struct policy *later = NULL;
	for (size_t i = record->count; i-- > 0;) {
		const struct policy *version = record->versions[i];
		if (!is_published(publication, version))
			continue;
		bool is_decided = version->standing != STANDING_DRAFT;
		struct date end = version->effective.to.date;
		if (is_decided && later && date_is_set(end) && date_is_set(later->effective.from.date)) {
			int32_t first = date_to_days(end) + 1, last = date_to_days(later->effective.from.date) - 1;
			if (first <= last)
				value_list_add(arena, list,
					       gap_values(arena, date_from_days(first), date_from_days(last)));
		}
		struct value *period = period_values(arena, version);
		value_set(arena, period, "changes", changes_values(arena, version));
		value_set(arena, period, "redline", redline_value(arena, publication, version));
		value_list_add(arena, list, period);
		if (is_decided)
			later = version;
	}
	return list;
}

/* What the page is named after: what people find under the policy's address, else the newest version that they may
 * know of. NULL: there is none. */
static const struct policy *version_to_name(const struct publication *publication, const struct record *record)
{
	for (size_t i = record->count; !record->published && i-- > 0;)
		if (is_published(publication, record->versions[i]))
			return record->versions[i];
	return record->published;
}

void publish_versions(struct publication *publication, const struct record *record)
{
	struct arena arena = ARENA_EMPTY;
	const struct policy *policy = version_to_name(publication, record);
	const char *root = "../../../";
	if (!policy)
		return;
	struct value *breadcrumbs = value_list(&arena), *values;
	breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), root);
	breadcrumb_add(&arena, breadcrumbs, policy->title.text, "../");
	struct page page = {
		.path = arena_format(&arena, "policies/%.*s/versions/index.html", TEXT_ARGUMENTS(policy->slug)).bytes,
		.root = root,
		.title = arena_format(&arena, "Versions of %.*s (%.*s)", TEXT_ARGUMENTS(policy->title.text),
				      TEXT_ARGUMENTS(policy->ref.text)),
		.description = arena_format(&arena, "Which version of %.*s applied on which date.",
					    TEXT_ARGUMENTS(policy->ref.text)),
		.breadcrumbs = breadcrumbs,
	};
	values = page_values(&arena, publication, &page);
	policy_values(&arena, publication, policy, root, values);
	value_set(&arena, values, "periods", periods_values(&arena, publication, record));
	value_set_boolean(&arena, values, "has_current", record->published != NULL);
	publish_page(publication, &arena, "versions", values, &page);
	arena_release(&arena);
}

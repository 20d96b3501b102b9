/* changes/index.html, changes/feed.atom and data/changes.json: what changed, newest first. */
#include "site/page_values.h"
#include "write/bulletin.h"

/* The newest on the page; data/changes.json has all of them. */
#define ENTRIES_MOST 300

static struct value *entry_values(struct arena *arena, const struct bulletin_entry *entry)
{
	const struct policy *policy = entry->policy;
	struct value *map = value_map(arena), *changes = value_list(arena), *specialties = value_list(arena);
	struct buffer event = BUFFER_EMPTY;
	bulletin_append_event(&event, entry);
	value_set_text(arena, map, "event_words", buffer_keep(&event, arena));
	value_set_text(arena, map, "ref", entry->ref.text);
	value_set_text(arena, map, "title", entry->title.text);
	value_set(arena, map, "date_words",
		  entry->type.choice == BULLETIN_WITHDRAWN ? value_null(arena) : date_words(arena, entry->date.date));
	value_set_text(arena, map, "href",
		       arena_format(arena, "../policies/%.*s/versions/%.*s/", TEXT_ARGUMENTS(policy->slug),
				    TEXT_ARGUMENTS(version_slug(arena, policy->version.text))));
	for (size_t i = 0; i < entry->changes.count; i++)
		value_list_add(arena, changes,
			       value_string(arena, LIST_ITEM(entry->changes, struct text_value, i)->text));
	value_set(arena, map, "changes", changes);
	value_set_boolean(arena, map, "has_changes", entry->changes.count > 0);
	value_set(arena, map, "action", value_text_or_null(arena, entry->action.text));
	value_set(arena, map, "kind",
		  entry->kind.choice < 0 ? value_null(arena)
					 : value_string(arena, text_of(change_kind_names[entry->kind.choice])));
	for (size_t i = 0; i < entry->specialty.count; i++)
		value_list_add(arena, specialties,
			       value_string(arena, LIST_ITEM(entry->specialty, struct text_value, i)->text));
	value_set(arena, map, "specialty", specialties);
	return map;
}

/* "May 2026"; "Date not recorded". */
static struct text month_words(struct arena *arena, struct date date)
{
	date.day = 0;
	return date_is_set(date) ? value_text(date_words(arena, date)) : TEXT("Date not recorded");
}

/* By the months in which they were told, newest first. */
static struct value *months_values(struct arena *arena, const struct bulletin *bulletin)
{
	struct value *months = value_list(arena), *entries = NULL;
	for (size_t i = 0; i < bulletin->count && i < ENTRIES_MOST; i++) {
		const struct bulletin_entry *entry = &bulletin->entries[i];
		struct text month = month_words(arena, entry->date.date);
		if (!i || !text_equal(month, month_words(arena, bulletin->entries[i - 1].date.date))) {
			struct value *map = value_map(arena);
			entries = value_list(arena);
			value_set_text(arena, map, "month_words", month);
			value_set(arena, map, "entries", entries);
			value_list_add(arena, months, map);
		}
		value_list_add(arena, entries, entry_values(arena, entry));
	}
	return months;
}

static void add_file(struct publication *publication, const char *path, struct buffer *bytes)
{
	stage_add(&publication->stage, path, buffer_text(bytes));
	buffer_clear(bytes);
}

void publish_changes(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	const struct suite *suite = publication->suite;
	struct bulletin_options options = {.drafts = publication->drafts};
	struct bulletin bulletin = bulletin_make(&arena, suite, &options);
	struct bulletin_document document = {.bulletin = &bulletin, .site = suite->site, .root = "../"};
	struct buffer bytes = BUFFER_EMPTY;
	struct page page = page_at(&arena, "changes/index.html");
	page.title = TEXT("What changed");
	page.description = TEXT("New policies, new versions and withdrawals, newest first.");
	struct value *values = page_values(&arena, publication, &page);
	value_set(&arena, values, "months", months_values(&arena, &bulletin));
	value_set_boolean(&arena, values, "has_more", bulletin.count > ENTRIES_MOST);
	publish_page(publication, &arena, "changes", values, &page);
	write_bulletin_atom(&bytes, &document);
	add_file(publication, "changes/feed.atom", &bytes);
	write_bulletin_json(&bytes, &document);
	add_file(publication, "data/changes.json", &bytes);
	buffer_release(&bytes);
	arena_release(&arena);
}

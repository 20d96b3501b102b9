/* policies/<slug>/ where no version applies on the day: why, since when, and where to go on. */
#include "site/page_values.h"
#include "tree/standing.h"
#include "write/standing.h"

#define ROOT "../../"

/* A version to lead on to; null where there is none. */
static struct value *version_value(struct arena *arena, const struct policy *version)
{
	if (!version)
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set_text(arena, map, "version", version->version.text);
	value_set_text(
		arena, map, "href",
		arena_format(arena, "versions/%.*s/", TEXT_ARGUMENTS(version_slug(arena, version->version.text))));
	value_set(arena, map, "from_words", effective_from_words(arena, version));
	value_set(arena, map, "to_words", effective_to_words(arena, version));
	return map;
}

static struct value *removed_value(struct arena *arena, const struct standing_notice *notice)
{
	if (!notice->stub)
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set(arena, map, "date_words", date_words(arena, notice->stub->removed.date.date));
	value_set(arena, map, "reason", value_text_or_null(arena, notice->stub->removed.reason.text));
	value_set_boolean(arena, map, "are_versions_gone", notice->stub->removed.versions.choice == REMOVED_GONE);
	return map;
}

static void add_data(struct publication *publication, struct arena *arena, const struct standing_notice *notice)
{
	struct edition edition = {.site = publication->suite->site, .suite = publication->suite, .root = ROOT};
	struct buffer bytes = BUFFER_EMPTY;
	write_standing_json(&bytes, notice, &edition, publication->drafts);
	stage_add(&publication->stage,
		  arena_format(arena, "policies/%.*s/policy.json", TEXT_ARGUMENTS(notice->slug)).bytes,
		  buffer_text(&bytes));
	buffer_release(&bytes);
}

static struct text description_of(struct arena *arena, const struct standing_notice *notice)
{
	return arena_format(arena, "%.*s: %s", TEXT_ARGUMENTS(notice->ref),
			    notice->stub   ? "this policy was removed and is no longer published."
			    : notice->last ? "no version of this policy applies now."
					   : "this policy does not apply yet.");
}

static void add_page(struct publication *publication, struct arena *arena, const struct standing_notice *notice)
{
	struct value *breadcrumbs = value_list(arena);
	struct date since = notice->ended;
	breadcrumb_add(arena, breadcrumbs, TEXT("All policies"), ROOT);
	if (notice->ended_in_month)
		since.day = 0;
	struct page page = {
		.path = arena_format(arena, "policies/%.*s/index.html", TEXT_ARGUMENTS(notice->slug)).bytes,
		.root = ROOT,
		.title = arena_format(arena, "%.*s (%.*s)", TEXT_ARGUMENTS(notice->title), TEXT_ARGUMENTS(notice->ref)),
		.description = description_of(arena, notice),
		.breadcrumbs = breadcrumbs,
		.is_noindex = !notice->announced,
	};
	struct value *values = page_values(arena, publication, &page);
	bool has_versions = notice->last || notice->announced;
	value_set_text(arena, values, "ref", notice->ref);
	value_set_text(arena, values, "title", notice->title);
	value_set(arena, values, "removed", removed_value(arena, notice));
	value_set_boolean(arena, values, "is_expired", !notice->stub && notice->last);
	value_set_boolean(arena, values, "is_new", !notice->stub && !notice->last);
	value_set(arena, values, "since_words", date_words(arena, since));
	value_set(arena, values, "last", version_value(arena, notice->last));
	value_set(arena, values, "announced", version_value(arena, notice->announced));
	value_set_boolean(arena, values, "has_versions", has_versions);
	publish_page(publication, arena, "standing", values, &page);
}

void publish_standing(struct publication *publication, const struct record *record)
{
	struct arena arena = ARENA_EMPTY;
	struct standing_notice notice;
	if (standing_notice_make(&notice, &arena, publication->suite, record, publication->drafts)) {
		add_page(publication, &arena, &notice);
		add_data(publication, &arena, &notice);
	}
	arena_release(&arena);
}

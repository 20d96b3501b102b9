/* policies/<slug>/versions/<version>/reading/: how a version is read, where site.yaml wants it shown. */
#include "site/page_values.h"
#include "tree/site.h"
#include "write/reading.h"

void publish_reading(struct publication *publication, const struct policy *policy)
{
	int shows = publication->suite->site->show_reading.choice;
	struct sheet_options options = {.is_published = true, .with_name = shows == SHOW_READING_WITH_NAME};
	struct arena arena = ARENA_EMPTY;
	struct buffer body = BUFFER_EMPTY;
	const char *root = "../../../../../";

	if (shows != SHOW_READING_YES && shows != SHOW_READING_WITH_NAME)
		return;
	struct text version = policy->version.text;
	struct value *breadcrumbs = value_list(&arena), *values;
	breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), root);
	breadcrumb_add(&arena, breadcrumbs, arena_format(&arena, "Version %.*s", TEXT_ARGUMENTS(version)), "../");
	struct page page = {
		.path = arena_format(&arena, "policies/%.*s/versions/%.*s/reading/index.html",
				     TEXT_ARGUMENTS(policy->slug), TEXT_ARGUMENTS(version_slug(&arena, version)))
				.bytes,
		.root = root,
		.title = arena_format(&arena, "How policyc reads %.*s, version %.*s", TEXT_ARGUMENTS(policy->ref.text),
				      TEXT_ARGUMENTS(version)),
		.description = arena_format(&arena, "What is read out of the words of %.*s, and what is open.",
					    TEXT_ARGUMENTS(policy->title.text)),
		.is_noindex = true,
		.breadcrumbs = breadcrumbs,
	};
	values = page_values(&arena, publication, &page);
	sheet_write_html(&body, policy, &options);
	value_set_text(&arena, values, "body", buffer_keep(&body, &arena));
	value_set_boolean(&arena, values, "has_contents", false);
	value_set(&arena, values, "contents", value_list(&arena));
	publish_page(publication, &arena, "page", values, &page);
	arena_release(&arena);
}

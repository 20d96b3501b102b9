/* policies/<slug>/changes/<old>...<new>/: what changed from one published version to the next, as a page and as data.
 */
#include "diff/diff.h"
#include "site/page_values.h"
#include "write/diff.h"

#define REDLINE_ROOT "../../../../"

const struct policy *previous_published(const struct publication *publication, const struct policy *version)
{
	const struct policy *previous = version->previous_version;

	while (previous && !is_published(publication, previous))
		previous = previous->previous_version;
	return previous;
}

struct text redline_folder(struct arena *arena, const struct policy *old, const struct policy *new)
{
	return arena_format(arena, "%.*s...%.*s", TEXT_ARGUMENTS(version_slug(arena, old->version.text)),
			    TEXT_ARGUMENTS(version_slug(arena, new->version.text)));
}

/* The page of a version, from the redline's. */
static const char *version_page(struct arena *arena, const struct policy *version)
{
	return arena_format(arena, "../../versions/%.*s/", TEXT_ARGUMENTS(version_slug(arena, version->version.text)))
		.bytes;
}

static struct value *version_value(struct arena *arena, const struct policy *version)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "version", version->version.text);
	value_set_string(arena, map, "href", version_page(arena, version));
	value_set(arena, map, "from_words", effective_from_words(arena, version));
	value_set_string(arena, map, "status_words", standing_words(version));
	return map;
}

static void add_page(struct publication *publication, struct arena *arena, const struct diff_pair *pair,
		     const char *folder)
{
	const struct policy *old = pair->old.policy, *new = pair->new.policy;
	struct diff_html_options options = {
		.old_page = version_page(arena, old),
		.new_page = version_page(arena, new),
	};
	struct buffer body = BUFFER_EMPTY;
	struct value *breadcrumbs = value_list(arena);
	breadcrumb_add(arena, breadcrumbs, TEXT("All policies"), REDLINE_ROOT);
	breadcrumb_add(arena, breadcrumbs, TEXT("Versions"), "../../versions/");
	struct page page = {
		.path = arena_format(arena, "%sindex.html", folder).bytes,
		.root = REDLINE_ROOT,
		.title = arena_format(arena, "What changed from version %.*s to %.*s of %.*s (%.*s)",
				      TEXT_ARGUMENTS(old->version.text), TEXT_ARGUMENTS(new->version.text),
				      TEXT_ARGUMENTS(new->title.text), TEXT_ARGUMENTS(new->ref.text)),
		.description = pair->difference->summary,
		.breadcrumbs = breadcrumbs,
		.is_noindex = true,
	};
	struct value *values = page_values(arena, publication, &page);

	policy_values(arena, publication, new, page.root, values);
	write_diff_html(&body, pair, &options);
	value_set_text(arena, values, "body", buffer_text(&body));
	value_set(arena, values, "old", version_value(arena, old));
	value_set(arena, values, "new", version_value(arena, new));
	publish_page(publication, arena, "redline", values, &page);
	buffer_release(&body);
}

void publish_redline(struct publication *publication, const struct policy *version)
{
	const struct policy *previous = previous_published(publication, version);
	struct arena arena = ARENA_EMPTY;
	struct buffer json = BUFFER_EMPTY;

	if (!previous)
		return;
	struct diff_pair pair = {
		/* By their addresses: where their sources stand is nobody's business, and changes when one is put by.
		 */
		.old = {previous, arena_string(&arena, previous->version_url.text)},
		.new = {version, arena_string(&arena, version->version_url.text)},
		.difference = diff_policies(&arena, previous, version),
	};
	struct text name = redline_folder(&arena, previous, version);
	const char *folder =
		arena_format(&arena, "policies/%.*s/changes/%.*s/", TEXT_ARGUMENTS(version->slug), TEXT_ARGUMENTS(name))
			.bytes;
	add_page(publication, &arena, &pair, folder);
	write_diff_json(&json, &pair, REDLINE_ROOT);
	stage_add(&publication->stage, arena_format(&arena, "%sdiff.json", folder).bytes, buffer_text(&json));
	buffer_release(&json);
	arena_release(&arena);
}

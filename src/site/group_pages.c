/* categories/, specialties/, routes/, places/: the filters of the first page, built ahead for readers without scripts,
 * and to link to. */
#include "site/page_values.h"

/* What a group's page is called: it tells of which kind the group is. */
static struct text group_title(struct arena *arena, enum facet_id id, const struct group *group)
{
	static const struct {
		const char *before, *after;
	} words[FACET_COUNT] = {
		[FACET_CATEGORY] = {"", " policies"},
		[FACET_SPECIALTY] = {"", " policies"},
		[FACET_ROUTE] = {"Policies by route: ", ""},
		[FACET_PLACE] = {"Policies for ", ""},
	};
	return arena_format(arena, "%s%.*s%s", words[id].before, TEXT_ARGUMENTS(group->label), words[id].after);
}

static void publish_group(struct publication *publication, enum facet_id id, const struct group *group)
{
	struct arena arena = ARENA_EMPTY;
	const struct facet *facet = &publication->listing.facets[id];
	const char *path = arena_format(&arena, "%s/%.*s/index.html", facet->folder, TEXT_ARGUMENTS(group->slug)).bytes;
	struct page page = page_at(&arena, path);
	page.title = group_title(&arena, id, group);
	page.description = group->meaning;
	breadcrumb_add(&arena, page.breadcrumbs, text_of(facet->plural), "../");
	struct value *values = page_values(&arena, publication, &page);
	value_set(&arena, values, "group", group_values(&arena, facet, group));
	value_set_boolean(&arena, values, "is_category", id == FACET_CATEGORY);
	value_set(&arena, values, "policies", members_values(&arena, group));
	publish_page(publication, &arena, "group", values, &page);
	arena_release(&arena);
}

static void publish_facet(struct publication *publication, enum facet_id id)
{
	struct arena arena = ARENA_EMPTY;
	const struct facet *facet = &publication->listing.facets[id];
	struct value *groups = value_list(&arena);
	const char *path = arena_format(&arena, "%s/index.html", facet->folder).bytes;
	struct page page = page_at(&arena, path);
	page.title = text_of(facet->plural);
	for (size_t i = 0; i < facet->groups.count; i++) {
		publish_group(publication, id, &facet->groups.items[i]);
		value_list_add(&arena, groups, group_values(&arena, facet, &facet->groups.items[i]));
	}
	struct value *values = page_values(&arena, publication, &page);
	value_set_boolean(&arena, values, "is_category", id == FACET_CATEGORY);
	value_set(&arena, values, "groups", groups);
	publish_page(publication, &arena, "groups", values, &page);
	arena_release(&arena);
}

void publish_groups(struct publication *publication)
{
	for (int i = 0; i < FACET_COUNT; i++)
		if (publication->listing.facets[i].folder && publication->listing.facets[i].groups.count)
			publish_facet(publication, (enum facet_id)i);
}

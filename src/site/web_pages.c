/* Pages of the organisation's own: site/pages/<name>.md as <name>/index.html. */
#include "site/page_values.h"
#include "tree/flat_text.h"
#include "tree/site.h"
#include "tree/web_page.h"
#include "write/write.h"

/* With fewer headings a list of contents is longer than it is worth. */
#define CONTENTS_LEAST 4

static struct value *contents_of(struct arena *arena, const struct node *body)
{
	struct value *list = value_list(arena);
	for (const struct node *node = body->first_child; node; node = node->next) {
		if (node->kind != NODE_HEADING || node->section.level != 2)
			continue;
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", node->id);
		value_set_text(arena, map, "heading", node_words(arena, node));
		value_list_add(arena, list, map);
	}
	return list;
}

static void publish_one(struct publication *publication, const struct web_page *source)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer body = BUFFER_EMPTY;
	struct value *breadcrumbs = value_list(&arena);
	struct page page = {.path = arena_format(&arena, "%.*s/index.html", TEXT_ARGUMENTS(source->name)).bytes,
			    .root = "../",
			    .title = source->title.text,
			    .description = source->description.text,
			    .breadcrumbs = breadcrumbs};
	struct edition edition = {.site = publication->suite->site, .suite = publication->suite, .root = page.root};
	if (manifest_find(&publication->stage.next, text_of(page.path))) {
		findings_add(publication->findings, CHECK_BAD_VALUE, place_of(&source->document->source, 0, 0),
			     "policyc makes a page of its own at %.*s/" WHY "this page would take its place" FIX
			     "give the file another name",
			     TEXT_ARGUMENTS(source->name));
	} else {
		breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), page.root);
		struct value *values = page_values(&arena, publication, &page);
		struct value *contents = contents_of(&arena, source->document->body);
		write_page_html(&body, source->document->body, &edition);
		value_set_text(&arena, values, "body", buffer_text(&body));
		value_set(&arena, values, "contents", contents);
		value_set_boolean(&arena, values, "has_contents", contents->count >= CONTENTS_LEAST);
		publish_page(publication, &arena, "page", values, &page);
	}
	buffer_release(&body);
	arena_release(&arena);
}

void publish_web_pages(struct publication *publication)
{
	const struct suite *suite = publication->suite;
	for (size_t i = 0; i < suite->web_page_count && !stage_has_failed(&publication->stage); i++)
		publish_one(publication, suite->web_pages[i]);
}

bool site_has(const struct publication *publication, struct text path)
{
	struct arena scratch = ARENA_EMPTY;
	if (!path.length || text_ends(path, TEXT("/")))
		path = arena_format(&scratch, "%.*sindex.html", TEXT_ARGUMENTS(path));
	bool is_there = text_is(path, MANIFEST_NAME) || manifest_find(&publication->stage.next, path) != NULL;
	arena_release(&scratch);
	return is_there;
}

static void check_links_of_page(struct publication *publication, const struct web_page *page)
{
	struct walk walk = walk_begin(page->document->body);
	while (walk_next(&walk)) {
		const struct node *link = walk.node;
		if (walk.is_entering && link->kind == NODE_LINK && link->link.kind == LINK_PAGE &&
		    !site_has(publication, link->link.ref))
			findings_add(publication->findings, CHECK_UNRESOLVED_XREF, link->place,
				     "this site has no page \"%.*s\"" WHY "the link would lead nowhere" FIX
				     "correct the name of the page",
				     TEXT_ARGUMENTS(link->link.ref));
	}
}

/* Every page of the site has the links of site.yaml, so a wrong one would be wrong everywhere. */
static void check_links_of_site(struct publication *publication, const struct list *links)
{
	for (size_t i = 0; i < links->count; i++) {
		const struct text_value *path = &LIST_ITEM(*links, struct site_link, i)->path;
		struct text page = text_slice(path->text, 0, text_find_byte(path->text, '#', 0));
		if (place_is_set(path->place) && !site_has(publication, page))
			findings_add(publication->findings, CHECK_BAD_VALUE, path->place,
				     "this site has no page \"%.*s\"" WHY
				     "the link would lead nowhere, from every page" FIX
				     "write the page's place in the site, such as reviews/ or about/",
				     TEXT_ARGUMENTS(path->text));
	}
}

void check_site_links(struct publication *publication)
{
	const struct suite *suite = publication->suite;
	if (stage_has_failed(&publication->stage))
		return;
	check_links_of_site(publication, &suite->site->navigation);
	check_links_of_site(publication, &suite->site->footer.links);
	for (size_t i = 0; i < suite->web_page_count; i++)
		check_links_of_page(publication, suite->web_pages[i]);
}

#include "site/page_values.h"

#include <stdlib.h>
#include <string.h>

#include "tree/site.h"
#include "tree/web_page.h"
#include "write/write.h"

struct text count_words(struct arena *arena, size_t count, const char *one, const char *several)
{
	return arena_format(arena, "%zu %s", count, count == 1 ? one : several);
}

void breadcrumb_add(struct arena *arena, struct value *list, struct text words, const char *href)
{
	struct value *link = value_map(arena);
	value_set_text(arena, link, "text", words);
	value_set_string(arena, link, "href", href);
	value_list_add(arena, list, link);
}

/* "index.html" and nothing name the same page. */
static struct text without_index(struct text path)
{
	static const struct text index = TEXT_INIT("index.html");
	if (text_ends(path, index) &&
	    (path.length == index.length || path.bytes[path.length - index.length - 1] == '/'))
		path.length -= index.length;
	return path;
}

static struct value *menu_link(struct arena *arena, struct text label, struct text href, bool is_current)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "label", label);
	value_set_text(arena, map, "href", href);
	value_set_boolean(arena, map, "current", is_current);
	return map;
}

/* From one page of the site to another. */
static struct value *page_link(struct arena *arena, struct text label, struct text path, const struct page *page)
{
	path = without_index(path);
	return menu_link(arena, label, arena_format(arena, "%s%.*s", page->root, TEXT_ARGUMENTS(path)),
			 text_equal(path, without_index(text_of(page->path))));
}

struct page page_at(struct arena *arena, const char *path)
{
	struct buffer root = BUFFER_EMPTY;
	struct value *breadcrumbs = value_list(arena);
	for (const char *c = path; *c; c++)
		if (*c == '/')
			buffer_append_string(&root, "../");
	if (!root.length)
		buffer_append_string(&root, "./");
	struct page page = {.path = path, .root = arena_string(arena, buffer_text(&root)), .breadcrumbs = breadcrumbs};
	breadcrumb_add(arena, breadcrumbs, TEXT("All policies"), page.root);
	buffer_release(&root);
	return page;
}

/* Links of site.yaml: to a page of this site or to an address elsewhere. */
static struct value *link_values(struct arena *arena, const struct list *links, const struct page *page)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < links->count; i++) {
		const struct site_link *link = LIST_ITEM(*links, struct site_link, i);
		value_list_add(arena, list,
			       place_is_set(link->path.place)
				       ? page_link(arena, link->label.text, link->path.text, page)
				       : menu_link(arena, link->label.text, link->url.text, false));
	}
	return list;
}

static struct value *organisation_values(struct arena *arena, const struct site_organisation *organisation)
{
	struct value *map = value_map(arena);
	struct text short_name = organisation->short_name.text;
	value_set(arena, map, "name", value_text_or_null(arena, organisation->name.text));
	value_set(arena, map, "short_name",
		  value_text_or_null(arena, short_name.length ? short_name : organisation->name.text));
	value_set(arena, map, "ods", value_text_or_null(arena, organisation->ods.text));
	value_set(arena, map, "website", value_text_or_null(arena, organisation->website.text));
	value_set(arena, map, "ifr", value_text_or_null(arena, organisation->ifr.text));
	value_set(arena, map, "email", value_text_or_null(arena, organisation->email.text));
	value_set(arena, map, "phone", value_text_or_null(arena, organisation->phone.text));
	value_set(arena, map, "address", value_text_or_null(arena, organisation->address.text));
	return map;
}

static struct value *logo_values(struct arena *arena, const struct site_logo *logo, const char *root)
{
	if (!place_is_set(logo->place))
		return value_null(arena);
	struct value *map = value_map(arena);
	struct text address = asset_address_of_name(arena, logo->file.text);
	value_set_text(arena, map, "href", arena_format(arena, "%s%.*s", root, TEXT_ARGUMENTS(address)));
	value_set_text(arena, map, "alt", logo->alt.text);
	return map;
}

static struct value *colours_values(struct arena *arena, const struct site_colours *colours)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "brand", brand_colour(colours));
	value_set_text(arena, map, "text", brand_text_colour(colours));
	return map;
}

static struct value *pdf_values(struct arena *arena, const struct site_pdf *pdf)
{
	struct value *map = value_map(arena);
	value_set(arena, map, "statement", value_text_or_null(arena, pdf->statement.text));
	return map;
}

static struct value *licence_values(struct arena *arena, const struct site_licence *licence)
{
	if (!place_is_set(licence->place))
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set(arena, map, "name", value_text_or_null(arena, licence->name.text));
	value_set(arena, map, "url", value_text_or_null(arena, licence->url.text));
	return map;
}

static struct value *formats_values(struct arena *arena, const struct site_formats *formats)
{
	if (!place_is_set(formats->place))
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set(arena, map, "email", value_text_or_null(arena, formats->email.text));
	value_set(arena, map, "phone", value_text_or_null(arena, formats->phone.text));
	value_set(arena, map, "days", value_text_or_null(arena, formats->days.text));
	return map;
}

struct menu_page {
	const struct web_page *page;
	size_t index;
};

/* Those with an order first, by it; else as their names are. */
static int compare_menu_pages(const void *first, const void *second)
{
	const struct menu_page *a = first, *b = second;
	bool has_a = place_is_set(a->page->order.place), has_b = place_is_set(b->page->order.place);
	if (has_a != has_b)
		return has_a ? -1 : 1;
	if (has_a && a->page->order.number != b->page->order.number)
		return a->page->order.number < b->page->order.number ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* The links of site.yaml, and then those of the pages that name this menu. */
static struct value *menu_values(struct arena *arena, const struct suite *suite, const struct list *links,
				 enum page_menu menu, const struct page *page)
{
	struct value *list = link_values(arena, links, page);
	struct menu_page *pages = ARENA_ARRAY(arena, suite->web_page_count + 1, struct menu_page);
	size_t count = 0;
	for (size_t i = 0; i < suite->web_page_count; i++)
		if (suite->web_pages[i]->navigation.choice == (int)menu)
			pages[count++] = (struct menu_page){suite->web_pages[i], i};
	qsort(pages, count, sizeof *pages, compare_menu_pages);
	for (size_t i = 0; i < count; i++) {
		struct text path = arena_format(arena, "%.*s/", TEXT_ARGUMENTS(pages[i].page->name));
		value_list_add(arena, list, page_link(arena, pages[i].page->title.text, path, page));
	}
	return list;
}

static struct value *site_values(struct arena *arena, const struct suite *suite, const struct page *page)
{
	const struct site *site = suite->site;
	struct value *navigation = menu_values(arena, suite, &site->navigation, PAGE_MENU_HEADER, page);
	struct value *links = menu_values(arena, suite, &site->footer.links, PAGE_MENU_FOOTER, page);
	struct value *map = value_map(arena), *footer = value_map(arena);
	value_set(arena, map, "title", value_text_or_null(arena, site->title.text));
	value_set(arena, map, "organisation", organisation_values(arena, &site->organisation));
	value_set(arena, map, "navigation", navigation);
	value_set_boolean(arena, map, "has_navigation", navigation->count > 0);
	value_set(arena, footer, "text", value_text_or_null(arena, site->footer.text.text));
	value_set(arena, footer, "links", links);
	value_set_boolean(arena, footer, "has_links", links->count > 0);
	value_set(arena, map, "footer", footer);
	value_set(arena, map, "logo", logo_values(arena, &site->logo, page->root));
	value_set(arena, map, "colours", colours_values(arena, &site->colours));
	value_set(arena, map, "pdf", pdf_values(arena, &site->pdf));
	value_set(arena, map, "licence", licence_values(arena, &site->licence));
	value_set(arena, map, "accessible_formats", formats_values(arena, &site->accessible_formats));
	return map;
}

const char *site_path(struct arena *arena, const struct site *site)
{
	struct text base = site->base_url.text;
	size_t host = text_find(base, TEXT("://"), 0);
	size_t path = host == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : text_find_byte(base, '/', host + 3);
	if (path == TEXT_NOT_FOUND)
		return "/";
	struct text rest = text_slice(base, path, base.length);
	return arena_format(arena, "%.*s/", TEXT_ARGUMENTS(rest)).bytes;
}

struct text page_address(struct arena *arena, const struct publication *publication, const struct page *page)
{
	struct text base = publication->suite->site->base_url.text, path = without_index(text_of(page->path));
	if (!base.length)
		return (struct text){NULL, 0};
	return arena_format(arena, "%.*s/%.*s", TEXT_ARGUMENTS(base), TEXT_ARGUMENTS(path));
}

bool page_is_noindex(const struct publication *publication, const struct page *page)
{
	return page->is_noindex || publication->drafts;
}

static struct value *canonical_value(struct arena *arena, const struct publication *publication,
				     const struct page *page)
{
	struct text address = page->url.length ? page->url : page_address(arena, publication, page);
	return value_string(arena, address);
}

struct value *page_values(struct arena *arena, const struct publication *publication, const struct page *page)
{
	struct value *values = value_map(arena), *map = value_map(arena);
	struct value *crumbs = page->breadcrumbs ? page->breadcrumbs : value_list(arena);
	value_set_text(arena, map, "title", page->title);
	value_set(arena, map, "description", value_text_or_null(arena, page->description));
	value_set_string(arena, map, "language", "en-GB");
	bool is_noindex = page_is_noindex(publication, page);
	value_set(arena, map, "url", is_noindex ? value_null(arena) : canonical_value(arena, publication, page));
	value_set_string(arena, map, "root", page->root);
	value_set(arena, map, "print_style",
		  page->print_style ? value_string(arena, text_of(page->print_style)) : value_null(arena));
	value_set_boolean(arena, map, "noindex", is_noindex);
	value_set(arena, map, "as_at_words", date_words(arena, publication->suite->today));
	value_set_boolean(arena, map, "is_home", page->is_home);
	value_set(arena, map, "breadcrumbs", crumbs);
	value_set(arena, map, "parent", crumbs->count ? crumbs->items[crumbs->count - 1] : value_null(arena));
	value_set(arena, values, "page", map);
	value_set(arena, values, "site", site_values(arena, publication->suite, page));
	value_set_string(arena, values, "generator", "policyc " POLICYC_VERSION);
	return values;
}

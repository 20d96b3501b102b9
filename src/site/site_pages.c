/* The pages that are about no policy. */
#include "site/page_values.h"
#include "tree/site.h"

/* The path of the site's address, with a slash at its end: the page is shown in place of others, in whatever folder. */
static const char *absolute_root(struct arena *arena, struct text base_url)
{
	size_t host = text_find(base_url, TEXT("://"), 0);
	size_t path = host == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : text_find_byte(base_url, '/', host + 3);
	if (path == TEXT_NOT_FOUND)
		return "/";
	struct text rest = text_slice(base_url, path, base_url.length);
	return arena_format(arena, "%.*s/", TEXT_ARGUMENTS(rest)).bytes;
}

void publish_not_found(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct value *breadcrumbs = value_list(&arena);
	const char *root = absolute_root(&arena, publication->suite->site->base_url.text);
	breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), root);
	struct page page = {.path = "404.html",
			    .root = root,
			    .title = TEXT("Page not found"),
			    .is_noindex = true,
			    .breadcrumbs = breadcrumbs};
	publish_page(publication, &arena, "404", page_values(&arena, publication, &page), &page);
	arena_release(&arena);
}

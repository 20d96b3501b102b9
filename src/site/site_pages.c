/* The pages that are about no policy. */
#include "site/page_values.h"
#include "tree/site.h"

void publish_not_found(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct value *breadcrumbs = value_list(&arena);
	const char *root = site_path(&arena, publication->suite->site);
	breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), root);
	struct page page = {.path = "404.html",
			    .root = root,
			    .title = TEXT("Page not found"),
			    .is_noindex = true,
			    .breadcrumbs = breadcrumbs};
	publish_page(publication, &arena, "404", page_values(&arena, publication, &page), &page);
	arena_release(&arena);
}

/* How every page of the site is made: rendered, staged, and noted for the site map. */
#include "site/page_values.h"

/* A page whose canonical address is its own. */
static bool is_mapped(struct arena *arena, const struct publication *publication, const struct page *page)
{
	struct text own = page_address(arena, publication, page);
	return own.bytes && !page_is_noindex(publication, page) && (!page->url.length || text_equal(page->url, own));
}

static void note_page(struct arena *arena, struct publication *publication, const struct page *page)
{
	if (!is_mapped(arena, publication, page))
		return;
	pthread_mutex_lock(&publication->map.mutex);
	*ARRAY_ADD(&publication->map.pages) = (struct mapped_page){
		arena_string(&publication->map.arena, page_address(arena, publication, page)), page->changed};
	pthread_mutex_unlock(&publication->map.mutex);
}

void publish_page(struct publication *publication, struct arena *arena, const char *template, struct value *values,
		  const struct page *page)
{
	struct buffer bytes = BUFFER_EMPTY;
	if (templates_render(&publication->templates, arena, template, values, &bytes) &&
	    stage_add(&publication->stage, page->path, buffer_text(&bytes)))
		note_page(arena, publication, page);
	buffer_release(&bytes);
}

/* sitemap.xml and robots.txt: what search engines read before the pages. */
#include <stdlib.h>
#include <string.h>

#include "base/xml_writer.h"
#include "site/publication.h"
#include "tree/site.h"

static int compare_pages(const void *first, const void *second)
{
	return strcmp(((const struct mapped_page *)first)->address, ((const struct mapped_page *)second)->address);
}

/* The protocol of sitemaps.org, 0.9. Addresses must be whole, so without `base_url` there is none. */
static void publish_map(struct publication *publication)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct mapped_page *pages = publication->map.pages.items;
	size_t count = publication->map.pages.count;
	if (!publication->suite->site->base_url.text.length)
		return;
	if (count)
		qsort(pages, count, sizeof *pages, compare_pages);
	buffer_append_string(&bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				     "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(&bytes, "  <url><loc>");
		xml_escape(&bytes, text_of(pages[i].address));
		buffer_append_string(&bytes, "</loc>");
		if (date_is_set(pages[i].changed)) {
			buffer_append_string(&bytes, "<lastmod>");
			date_append_iso(&bytes, pages[i].changed);
			buffer_append_string(&bytes, "</lastmod>");
		}
		buffer_append_string(&bytes, "</url>\n");
	}
	buffer_append_string(&bytes, "</urlset>\n");
	stage_add(&publication->stage, "sitemap.xml", buffer_text(&bytes));
	buffer_release(&bytes);
}

/* RFC 9309. Nothing is disallowed: a page that search engines are not to list says so itself, and they must be able to
 * read that. */
static void publish_robots(struct publication *publication)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct text base = publication->suite->site->base_url.text;
	buffer_append_string(&bytes, "User-agent: *\nAllow: /\n");
	if (base.length)
		buffer_append_format(&bytes, "\nSitemap: %.*s/sitemap.xml\n", TEXT_ARGUMENTS(base));
	stage_add(&publication->stage, "robots.txt", buffer_text(&bytes));
	buffer_release(&bytes);
}

void publish_machine_files(struct publication *publication)
{
	publish_map(publication);
	publish_robots(publication);
}

/* A page of the organisation's own, site/pages/<name>.md: read with the project's configuration, and written. */
#include <stdlib.h>

#include "read/web_page.h"
#include "tree/web_page.h"
#include "trial.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void try_writer(const struct suite *trial, const struct web_page *page)
{
	const struct edition edition = {.site = trial->site, .suite = trial, .root = "../page/"};
	struct buffer out = BUFFER_EMPTY;

	write_page_html(&out, page->document->body, &edition);
	promise_html(buffer_text(&out));
	buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct report report = {0};

	trial_begin(&trial);
	struct web_page *page = web_page_read(&trial, "site/pages/about-us.md",
					      (struct text){size > 0 ? (const char *)bytes : "", size});
	promise_nodes(page->document->body);
	try_writer(&trial, page);
	trial_report(&trial, &report);
	policy_free(page->document);
	free(page);
	trial_end(&trial);
	return 0;
}

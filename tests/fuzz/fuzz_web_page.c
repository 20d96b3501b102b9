/* A page of the organisation's own, site/pages/<name>.md: read with the project's configuration, and written. */
#include <stdlib.h>

#include "load/web_page.h"
#include "tree/web_page.h"
#include "trial.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Where something is wrong with it, nothing is published: then the writer need only bear it. */
static void try_writer(const struct suite *trial, const struct web_page *page, bool is_published)
{
	const struct edition edition = {.site = trial->site, .suite = trial, .root = "../page/"};
	struct buffer out = BUFFER_EMPTY;

	write_page_html(&out, page->document->body, &edition);
	if (is_published)
		promise_html(buffer_text(&out));
	buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct report report = {0};
	bool has_error = false;

	trial_begin(&trial);
	struct web_page *page = web_page_read(&trial, "site/pages/about-us.md",
					      (struct text){size > 0 ? (const char *)bytes : "", size});
	promise_nodes(page->document->body);
	trial_report(&trial, &report);
	for (size_t i = 0; i < report.count; i++)
		has_error |= report.findings[i]->severity == SEVERITY_ERROR;
	try_writer(&trial, page, !has_error);
	policy_free(page->document);
	free(page);
	trial_end(&trial);
	return 0;
}

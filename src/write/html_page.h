/* What the two files that make a policy's page share: html.c (the body), html_generated.c (what is made of the front
 * matter). */
#ifndef POLICYC_WRITE_HTML_PAGE_H
#define POLICYC_WRITE_HTML_PAGE_H

#include "base/xml_writer.h"
#include "write/document.h"
#include "write/write.h"

/* Begins the id of a section's heading. Ids that begin "page-" are the page's own: no place in a policy has one. */
#define HEADING_ID "page-heading-"

struct html_page {
	struct buffer *out;
	const struct policy *policy;
	const struct edition *edition;
	struct item_numbers numbers;
	size_t next_code_set;
};

static inline void put(struct html_page *page, const char *html)
{
	buffer_append_string(page->out, html);
}

static inline void put_text(struct html_page *page, struct text text)
{
	xml_escape(page->out, text);
}

static inline void put_paragraph(struct html_page *page, const char *class, struct text words)
{
	buffer_append_format(page->out, "<p class=\"%s\">", class);
	put_text(page, words);
	put(page, "</p>\n");
}

/* html_generated.c */

void html_title_block(struct html_page *page);
void html_document_control(struct html_page *page);
void html_version_history(struct html_page *page);

#endif

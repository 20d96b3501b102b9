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
	bool has_heading; /* the generated part that is open */
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

/* html_generated.c: members of struct document_form; `writer` is a struct html_page */

void html_title_block(void *writer, const struct title_words *lines, size_t count);
void html_begin_part(void *writer, enum document_part part, struct text heading);
void html_end_part(void *writer, enum document_part part, struct text heading);
void html_document_control(void *writer, const struct list *rows);
void html_version_history(void *writer, const struct history_table *table);

#endif

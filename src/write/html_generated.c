/* The parts of a ratified document that are made of its front matter: title block, document control, version history.
 */
#include "write/html_inline.h"
#include "write/html_page.h"

/* A generated section; without a heading what it holds stands alone. */
void html_begin_part(void *writer, enum document_part part, struct text heading)
{
	struct html_page *page = writer;
	const char *id = part == PART_DOCUMENT_CONTROL ? DOCUMENT_CONTROL_ID : VERSION_HISTORY_ID;
	page->has_heading = heading.length > 0;
	if (!page->has_heading)
		return;
	buffer_append_format(page->out,
			     "<section class=\"policy-section\" id=\"%s\" aria-labelledby=\"" HEADING_ID "%s\">\n"
			     "<h2 id=\"" HEADING_ID "%s\" class=\"nhsuk-heading-l\">",
			     id, id, id);
	put_text(page, heading);
	put(page, "</h2>\n");
}

void html_end_part(void *writer, enum document_part part, struct text heading)
{
	(void)part;
	if (heading.length)
		put(writer, "</section>\n");
}

void html_title_block(void *writer, const struct title_words *lines, size_t count)
{
	struct html_page *page = writer;
	static const char *const classes[TITLE_LINE_COUNT] = {
		[TITLE_DOCUMENT_TYPE] = "policy-document-type",
		[TITLE_REF] = "policy-ref",
		[TITLE_TITLE] = "policy-title",
		[TITLE_SUBTITLE] = "policy-subtitle",
		[TITLE_CATEGORY] = "policy-category",
	};
	put(page, "<div class=\"policy-title-block\">\n");
	for (size_t i = 0; i < count; i++)
		put_paragraph(page, classes[lines[i].line], lines[i].words);
	put(page, "</div>\n");
}

static void put_control_line(struct html_page *page, const struct control_row *row, size_t line)
{
	const struct cross_reference *other = document_control_link(page->policy, row, line);
	if (other && !edition_shows(page->edition, other->ref.text))
		other = NULL;
	if (other) {
		put(page, "<a href=\"");
		html_policy_address(page->out, other->ref.text, TEXT(""), page->edition);
		put(page, "\">");
	}
	put_text(page, LIST_ITEM(row->lines, struct text_value, line)->text);
	if (other)
		put(page, "</a>");
}

/* The section around it has the id where there is one. */
static void begin_generated_table(struct html_page *page, const char *class, const char *caption, const char *id)
{
	buffer_append_format(page->out, "<table class=\"nhsuk-table %s\"", class);
	if (!page->has_heading)
		buffer_append_format(page->out, " id=\"%s\"", id);
	buffer_append_format(page->out,
			     ">\n<caption class=\"nhsuk-table__caption nhsuk-u-visually-hidden\">%s</caption>\n",
			     caption);
}

void html_document_control(void *writer, const struct list *rows)
{
	struct html_page *page = writer;
	begin_generated_table(page, "policy-document-control", "Document control", DOCUMENT_CONTROL_ID);
	put(page, "<tbody class=\"nhsuk-table__body\">\n");
	for (size_t i = 0; i < rows->count; i++) {
		const struct control_row *row = LIST_ITEM(*rows, struct control_row, i);
		put(page, "<tr class=\"nhsuk-table__row\"><th scope=\"row\" class=\"nhsuk-table__header\">");
		put_text(page, row->label.text);
		put(page, "</th><td class=\"nhsuk-table__cell\">");
		for (size_t j = 0; j < row->lines.count; j++) {
			if (j)
				put(page, "<br>\n");
			put_control_line(page, row, j);
		}
		put(page, "</td></tr>\n");
	}
	put(page, "</tbody>\n</table>\n");
}

static void put_history_row(struct html_page *page, const struct text *cells, size_t count, bool is_header)
{
	put(page, "<tr class=\"nhsuk-table__row\">");
	for (size_t i = 0; i < count; i++) {
		put(page, is_header ? "<th scope=\"col\" class=\"nhsuk-table__header\">"
				    : "<td class=\"nhsuk-table__cell\">");
		put_text(page, cells[i]);
		put(page, is_header ? "</th>" : "</td>");
	}
	put(page, "</tr>\n");
}

void html_version_history(void *writer, const struct history_table *table)
{
	struct html_page *page = writer;
	size_t columns = table->columns->count;
	begin_generated_table(page, "policy-history", "Version history", VERSION_HISTORY_ID);
	put(page, "<thead class=\"nhsuk-table__head\">\n");
	put_history_row(page, table->cells, columns, true);
	put(page, "</thead>\n<tbody class=\"nhsuk-table__body\">\n");
	for (size_t i = 1; i < table->row_count; i++)
		put_history_row(page, table->cells + i * columns, columns, false);
	put(page, "</tbody>\n</table>\n");
}

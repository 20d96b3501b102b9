/* The parts of a ratified document that are made of its front matter: title block, document control, version history.
 */
#include "write/html_inline.h"
#include "write/html_page.h"

/* A generated section; without a heading what it holds stands alone. */
static void begin_generated(struct html_page *page, const char *id, struct text heading)
{
	if (!heading.length)
		return;
	buffer_append_format(page->out,
			     "<section class=\"policy-section\" id=\"%s\" aria-labelledby=\"" HEADING_ID "%s\">\n"
			     "<h2 id=\"" HEADING_ID "%s\" class=\"nhsuk-heading-l\">",
			     id, id, id);
	put_text(page, heading);
	put(page, "</h2>\n");
}

static void end_generated(struct html_page *page, struct text heading)
{
	if (heading.length)
		put(page, "</section>\n");
}

void html_title_block(struct html_page *page)
{
	static const char *const classes[TITLE_LINE_COUNT] = {
		[TITLE_DOCUMENT_TYPE] = "policy-document-type",
		[TITLE_REF] = "policy-ref",
		[TITLE_TITLE] = "policy-title",
		[TITLE_SUBTITLE] = "policy-subtitle",
		[TITLE_CATEGORY] = "policy-category",
	};
	struct title_words lines[TITLE_LINE_COUNT];
	size_t count = document_title_lines(page->policy, lines);
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

static void begin_generated_table(struct html_page *page, const char *class, const char *caption, const char *id)
{
	buffer_append_format(page->out, "<table class=\"nhsuk-table %s\"", class);
	if (id)
		buffer_append_format(page->out, " id=\"%s\"", id);
	buffer_append_format(page->out,
			     ">\n<caption class=\"nhsuk-table__caption nhsuk-u-visually-hidden\">%s</caption>\n",
			     caption);
}

void html_document_control(struct html_page *page)
{
	struct text heading = document_control_heading(page->policy);
	const struct list *rows = &page->policy->control_rows;
	begin_generated(page, DOCUMENT_CONTROL_ID, heading);
	begin_generated_table(page, "policy-document-control", "Document control",
			      heading.length ? NULL : DOCUMENT_CONTROL_ID);
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
	end_generated(page, heading);
}

static void put_history_table(struct html_page *page, bool has_heading)
{
	const struct list *columns = &page->policy->profile->version_history.columns;
	const struct list *history = &page->policy->history;
	begin_generated_table(page, "policy-history", "Version history", has_heading ? NULL : VERSION_HISTORY_ID);
	put(page, "<thead class=\"nhsuk-table__head\">\n<tr class=\"nhsuk-table__row\">");
	for (size_t i = 0; i < columns->count; i++) {
		put(page, "<th scope=\"col\" class=\"nhsuk-table__header\">");
		put_text(page, LIST_ITEM(*columns, struct profile_column, i)->label.text);
		put(page, "</th>");
	}
	put(page, "</tr>\n</thead>\n<tbody class=\"nhsuk-table__body\">\n");
	struct buffer words = BUFFER_EMPTY;
	for (size_t i = 0; i < history->count; i++) {
		put(page, "<tr class=\"nhsuk-table__row\">");
		for (size_t j = 0; j < columns->count; j++) {
			int column = LIST_ITEM(*columns, struct profile_column, j)->key.choice;
			buffer_clear(&words);
			if (column >= 0)
				document_append_history_cell(&words, LIST_ITEM(*history, struct history_entry, i),
							     (enum history_column)column);
			put(page, "<td class=\"nhsuk-table__cell\">");
			put_text(page, buffer_text(&words));
			put(page, "</td>");
		}
		put(page, "</tr>\n");
	}
	buffer_release(&words);
	put(page, "</tbody>\n</table>\n");
}

void html_version_history(struct html_page *page)
{
	struct text heading = document_history_heading(page->policy);
	begin_generated(page, VERSION_HISTORY_ID, heading);
	if (document_history_is_table(page->policy)) {
		put_history_table(page, heading.length > 0);
	} else {
		const struct list *lines = &page->policy->history_lines;
		for (size_t i = 0; i < lines->count; i++)
			put_paragraph(page, "policy-history-entry", LIST_ITEM(*lines, struct text_value, i)->text);
	}
	end_generated(page, heading);
}

/* The reading sheet as HTML. */
#include "base/xml_writer.h"
#include "write/reading.h"
#include "write/write.h"

/* The styles of a sheet that stands alone, to be printed on two sides. */
static const char styles[] =
	"body{font:1rem/1.4 Arial,sans-serif;color:#212b32;background:#fff;margin:0 auto;max-width:64rem;"
	"padding:1rem}\n"
	"h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.2rem;margin:1.5rem 0 0.5rem}\n"
	"table{border-collapse:collapse;width:100%}\n"
	"th,td{border-bottom:1px solid #aeb7bd;padding:0.3rem 0.5rem;text-align:left;vertical-align:top}\n"
	"td p{margin:0 0 0.2rem}\n"
	".policy-reading__open{border-left:0.25rem solid #d5281b}\n"
	"svg{max-width:100%;height:auto}\n"
	"@media print{body{font-size:0.75rem;max-width:none;padding:0}tr{break-inside:avoid}}\n";

struct sheet_html {
	struct buffer *out;
	enum { IN_NOTHING, IN_BULLETS, IN_TABLE } inside;
	unsigned pictures;
};

static void put(struct sheet_html *html, const char *markup)
{
	buffer_append_string(html->out, markup);
}

/* Ends the list or table that is open, and begins what the next row stands in. */
static void stand_in(struct sheet_html *html, int inside)
{
	if ((int)html->inside == inside)
		return;
	if (html->inside == IN_BULLETS)
		put(html, "</ul>\n");
	if (html->inside == IN_TABLE)
		put(html, "</tbody>\n</table>\n");
	if (inside == IN_BULLETS)
		put(html, "<ul>\n");
	if (inside == IN_TABLE)
		put(html, "<table class=\"nhsuk-table policy-reading\">\n<thead><tr><th scope=\"col\">Where</th><th "
			  "scope=\"col\">The words</th>"
			  "<th scope=\"col\">How policyc reads them</th></tr></thead>\n<tbody>\n");
	html->inside = inside == IN_BULLETS ? IN_BULLETS : inside == IN_TABLE ? IN_TABLE : IN_NOTHING;
}

static void put_element(struct sheet_html *html, const char *begin, struct text words, const char *end)
{
	put(html, begin);
	xml_escape(html->out, words);
	put(html, end);
}

static void put_pair(struct sheet_html *html, const struct sheet_row *row)
{
	put(html, row->is_open ? "<tr class=\"policy-reading__open\"><td>" : "<tr><td>");
	xml_escape(html->out, row->label);
	put_element(html, "</td><td>", row->words, "</td><td>");
	for (size_t i = 0; i < row->reading_count; i++)
		put_element(html, "<p>", row->readings[i], "</p>");
	put(html, "</td></tr>\n");
}

static void put_row(struct sheet_html *html, const struct sheet_row *row)
{
	switch (row->kind) {
	case SHEET_TITLE:
		stand_in(html, IN_NOTHING);
		put_element(html, "<h1>", row->words, "</h1>\n");
		break;
	case SHEET_HEADING:
		stand_in(html, IN_NOTHING);
		put_element(html, "<h2>", row->words, "</h2>\n");
		break;
	case SHEET_LINE:
		stand_in(html, IN_NOTHING);
		put_element(html, "<p>", row->words, "</p>\n");
		break;
	case SHEET_BULLET:
		stand_in(html, IN_BULLETS);
		put_element(html, "<li>", row->words, "</li>\n");
		break;
	case SHEET_SECTION:
		stand_in(html, IN_TABLE);
		put_element(html, "<tr><th colspan=\"3\" scope=\"colgroup\">", row->words, "</th></tr>\n");
		break;
	case SHEET_PAIR:
		stand_in(html, IN_TABLE);
		put_pair(html, row);
		break;
	case SHEET_PICTURE:
		stand_in(html, IN_TABLE);
		put(html, "<tr><td colspan=\"3\">");
		picture_append(html->out, row->group, ++html->pictures);
		put(html, "</td></tr>\n");
		break;
	}
}

static void put_head(struct buffer *out, const struct policy *policy)
{
	buffer_append_string(out,
			     "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>How "
			     "policyc reads ");
	xml_escape(out, policy->ref.text);
	buffer_append_format(out,
			     "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			     "<style>\n%s</style>\n</head>\n<body>\n<main>\n",
			     styles);
}

void sheet_write_html(struct buffer *out, const struct policy *policy, const struct sheet_options *options)
{
	struct sheet_html html = {.out = out};
	struct sheet sheet;

	sheet_make(&sheet, policy, options);
	if (!options->is_published)
		put_head(out, policy);
	for (size_t i = 0; i < sheet.rows.count; i++)
		if (!options->is_published || sheet.rows.items[i].kind != SHEET_TITLE)
			put_row(&html, &sheet.rows.items[i]);
	stand_in(&html, IN_NOTHING);
	if (!options->is_published)
		buffer_append_string(out, "</main>\n</body>\n</html>\n");
	sheet_release(&sheet);
}

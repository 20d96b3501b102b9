/* What every document in XSL-FO is made with, whatever it says: its beginning and end, styles, headings, indents. */
#include "write/fo_sheet.h"

#include <string.h>

static void set_namespaces(struct sheet *sheet)
{
	set(sheet, "xmlns:fo", "http://www.w3.org/1999/XSL/Format");
	set(sheet, "xmlns:fox", "http://xmlgraphics.apache.org/fop/extensions");
}

void fo_begin_flow(struct sheet *sheet, struct buffer *out)
{
	xml_begin(&sheet->xml, out);
	begin(sheet, "fo:flow");
	set_namespaces(sheet);
	set(sheet, "flow-name", "xsl-region-body");
}

void fo_begin_bookmarks(struct sheet *sheet, struct buffer *out)
{
	xml_begin(&sheet->xml, out);
	begin(sheet, "fo:bookmark-tree");
	set_namespaces(sheet);
}

void fo_end_document(struct sheet *sheet, struct buffer *out, size_t begin_at)
{
	end(sheet);
	xml_end(&sheet->xml);
	/* The XML declaration, a line that no element within a document can have. */
	size_t line = text_find_byte(buffer_text(out), '\n', begin_at) + 1;
	memmove(out->bytes + begin_at, out->bytes + line, out->length - line);
	out->length -= line - begin_at;
	item_numbers_release(&sheet->numbers);
	arena_release(&sheet->arena);
}

void fo_style(struct sheet *sheet, enum fo_style style)
{
	const struct fo_styles *styles = sheet->edition->fo_styles;
	for (size_t i = 0; styles && i < styles->of[style].count; i++)
		xml_attribute(&sheet->xml, styles->of[style].properties[i].name, styles->of[style].properties[i].value);
}

void fo_begin_heading(struct sheet *sheet, int level, struct text id)
{
	static const char *const roles[] = {"H1", "H2", "H3"};
	static const enum fo_style styles[] = {FO_STYLE_TITLE, FO_STYLE_HEADING_2, FO_STYLE_HEADING_3};
	begin_words(sheet);
	set(sheet, "role", roles[level - 1]);
	set_id(sheet, id);
	fo_style(sheet, styles[level - 1]);
	set(sheet, "keep-with-next.within-page", "always");
}

bool fo_is_numbered_clause(const struct node *node)
{
	return node && node->kind == NODE_CLAUSE && node->number.length;
}

/* The text of a numbered section stands right of its clauses' numbers, whether it has one itself or not. */
static bool is_beside_numbers(const struct node *block)
{
	const struct node *section = block->parent;
	if (!section || section->kind != NODE_SECTION || fo_is_numbered_clause(block))
		return false;
	const struct node *around = section->parent ? node_ancestor(section->parent, NODE_SECTION) : NULL;
	return section->number.length || (around && around->number.length);
}

void fo_set_indent(struct sheet *sheet, const struct node *block, const char *more)
{
	if (is_beside_numbers(block))
		xml_attribute_format(&sheet->xml, "start-indent", "%s + %s", FO_CLAUSE_INDENT, more);
	else if (strcmp(more, "0mm") != 0)
		xml_attribute_format(&sheet->xml, "start-indent", "inherited-property-value(start-indent) + %s", more);
}

#include "write/fo_sheet.h"

static void begin(struct sheet *sheet, const char *name)
{
	xml_element_begin(&sheet->xml, name);
}

static void end(struct sheet *sheet)
{
	xml_element_end(&sheet->xml);
}

static void set(struct sheet *sheet, const char *property, const char *value)
{
	xml_attribute_string(&sheet->xml, property, value);
}

static void begin_words(struct sheet *sheet)
{
	xml_element_begin_inline(&sheet->xml, "fo:block");
}

static void put_words(struct sheet *sheet, struct text words)
{
	begin_words(sheet);
	set(sheet, "space-after", "6pt");
	fo_words(sheet, words);
	end(sheet);
}

/* What stands around the text */

static void put_masters(struct sheet *sheet)
{
	begin(sheet, "fo:layout-master-set");
	begin(sheet, "fo:simple-page-master");
	set(sheet, "master-name", "page");
	set(sheet, "page-width", "210mm");
	set(sheet, "page-height", "297mm");
	set(sheet, "margin", "12mm 22mm 12mm 22mm");
	begin(sheet, "fo:region-body");
	set(sheet, "margin", "15mm 0mm 15mm 0mm");
	end(sheet);
	begin(sheet, "fo:region-before");
	set(sheet, "extent", "8mm");
	end(sheet);
	begin(sheet, "fo:region-after");
	set(sheet, "extent", "8mm");
	set(sheet, "display-align", "after");
	end(sheet);
	end(sheet);
	end(sheet);
}

static void put_fact(struct sheet *sheet, const char *name, struct text value)
{
	if (value.length)
		xml_element_text(&sheet->xml, name, value);
}

/* The properties of the file, as XMP: what a reader shows in its title bar, and a library catalogues. */
static void put_metadata(struct sheet *sheet)
{
	begin(sheet, "fo:declarations");
	begin(sheet, "x:xmpmeta");
	set(sheet, "xmlns:x", "adobe:ns:meta/");
	begin(sheet, "rdf:RDF");
	set(sheet, "xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
	begin(sheet, "rdf:Description");
	set(sheet, "rdf:about", "");
	set(sheet, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	set(sheet, "xmlns:xmp", "http://ns.adobe.com/xap/1.0/");
	put_fact(sheet, "dc:title", sheet->policy->title.text);
	put_fact(sheet, "dc:creator", sheet->edition->site->organisation.name.text);
	put_fact(sheet, "dc:identifier", sheet->policy->ref.text);
	put_fact(sheet, "dc:description", sheet->policy->category_details.label.text);
	put_fact(sheet, "dc:language", TEXT("en-GB"));
	put_fact(sheet, "xmp:CreatorTool", TEXT("policyc " POLICYC_VERSION));
	end(sheet);
	end(sheet);
	end(sheet);
	end(sheet);
}

static void begin_bookmark(struct sheet *sheet, struct text id, struct text words)
{
	begin(sheet, "fo:bookmark");
	xml_attribute(&sheet->xml, "internal-destination", id);
	xml_element_text(&sheet->xml, "fo:bookmark-title", words);
}

static void put_bookmarks(struct sheet *sheet)
{
	struct contents_lines outline = document_outline(&sheet->arena, sheet->policy);
	if (!outline.count)
		return;
	begin(sheet, "fo:bookmark-tree");
	for (size_t i = 0; i < outline.count; i++) {
		struct contents_line *line = &outline.lines[i];
		begin_bookmark(sheet, line->id, contents_line_words(&sheet->arena, line));
		struct contents_lines below = document_outline_below(&sheet->arena, sheet->policy, line);
		for (size_t j = 0; j < below.count; j++) {
			begin_bookmark(sheet, below.lines[j].id, contents_line_words(&sheet->arena, &below.lines[j]));
			end(sheet);
		}
		end(sheet);
	}
	end(sheet);
}

/* A line at the page's edge, no part of the document's structure. */
static void begin_edge(struct sheet *sheet, const char *region, const char *border, const char *padding)
{
	begin(sheet, "fo:static-content");
	set(sheet, "flow-name", region);
	set(sheet, "role", "artifact");
	begin_words(sheet);
	set(sheet, "font-size", "9pt");
	set(sheet, "color", FO_GREY);
	set(sheet, "text-align-last", "justify");
	set(sheet, border, FO_RULE);
	set(sheet, padding, "1.5mm");
}

static void put_space_between(struct sheet *sheet)
{
	begin(sheet, "fo:leader");
	set(sheet, "leader-pattern", "space");
	end(sheet);
}

static void put_header(struct sheet *sheet)
{
	const struct policy *policy = sheet->policy;
	int status = policy->status.choice;
	begin_edge(sheet, "xsl-region-before", "border-bottom", "padding-bottom");
	xml_text(&sheet->xml, policy->ref.text);
	if (policy->version.text.length) {
		xml_text(&sheet->xml, TEXT(" · version "));
		xml_text(&sheet->xml, policy->version.text);
	}
	if (status == STATUS_DRAFT)
		xml_text(&sheet->xml, TEXT(" · draft"));
	else if (status == STATUS_CONSULTATION)
		xml_text(&sheet->xml, TEXT(" · draft for consultation"));
	put_space_between(sheet);
	xml_text(&sheet->xml, sheet->edition->site->organisation.name.text);
	end(sheet);
	end(sheet);
}

#define FINGERPRINT_SHOWN 12

static void put_footer(struct sheet *sheet)
{
	struct text fingerprint = sheet->policy->fingerprint.text;
	size_t begins = text_find_byte(fingerprint, ':', 0);
	begin_edge(sheet, "xsl-region-after", "border-top", "padding-top");
	if (begins != TEXT_NOT_FOUND) {
		xml_text(&sheet->xml, TEXT("Fingerprint "));
		xml_text(&sheet->xml, text_slice(fingerprint, begins + 1, begins + 1 + FINGERPRINT_SHOWN));
	}
	put_space_between(sheet);
	xml_text(&sheet->xml, TEXT("Page "));
	begin(sheet, "fo:page-number");
	end(sheet);
	xml_text(&sheet->xml, TEXT(" of "));
	begin(sheet, "fo:page-number-citation-last");
	set(sheet, "ref-id", "policy-document");
	end(sheet);
	end(sheet);
	end(sheet);
}

/* The generated parts */

static void put_title_line(struct sheet *sheet, const struct title_words *title)
{
	static const char *const sizes[TITLE_LINE_COUNT] = {
		[TITLE_DOCUMENT_TYPE] = "14pt", [TITLE_REF] = "12pt",      [TITLE_TITLE] = "24pt",
		[TITLE_SUBTITLE] = "14pt",      [TITLE_CATEGORY] = "13pt",
	};
	if (title->line == TITLE_TITLE) {
		fo_begin_heading(sheet, 1, TEXT(""));
	} else {
		begin_words(sheet);
		set(sheet, "font-size", sizes[title->line]);
		set(sheet, "line-height", "1.3");
		set(sheet, "space-after", "4pt");
	}
	if (title->line == TITLE_DOCUMENT_TYPE)
		xml_attribute(&sheet->xml, "color", sheet->brand);
	if (title->line == TITLE_DOCUMENT_TYPE || title->line == TITLE_CATEGORY)
		set(sheet, "font-weight", "bold");
	if (title->line == TITLE_CATEGORY)
		set(sheet, "space-before", "10pt");
	fo_words(sheet, title->words);
	end(sheet);
}

static void put_title_block(struct sheet *sheet)
{
	struct title_words lines[TITLE_LINE_COUNT];
	size_t count = document_title_lines(sheet->policy, lines);
	begin(sheet, "fo:block");
	set(sheet, "role", "Div");
	xml_attribute_format(&sheet->xml, "border-top", "1.5mm solid %.*s", TEXT_ARGUMENTS(sheet->brand));
	set(sheet, "border-bottom", FO_RULE);
	set(sheet, "padding-top", "5mm");
	set(sheet, "padding-bottom", "3mm");
	set(sheet, "space-after", "8mm");
	for (size_t i = 0; i < count; i++)
		put_title_line(sheet, &lines[i]);
	end(sheet);
}

static void put_contents_line(struct sheet *sheet, struct contents_line *line)
{
	struct text words = contents_line_words(&sheet->arena, line);
	begin(sheet, "fo:block");
	set(sheet, "role", "TOCI");
	set(sheet, "text-align-last", "justify");
	set(sheet, "start-indent", "6mm");
	set(sheet, "text-indent", "-6mm");
	set(sheet, "space-after", "3pt");
	fo_begin_internal_link(sheet, line->id, words);
	fo_words(sheet, words);
	xml_text(&sheet->xml, TEXT(" "));
	begin(sheet, "fo:leader");
	set(sheet, "leader-pattern", "dots");
	end(sheet);
	xml_text(&sheet->xml, TEXT(" "));
	begin(sheet, "fo:page-number-citation");
	set(sheet, "role", "Span");
	xml_attribute(&sheet->xml, "ref-id", line->id);
	end(sheet);
	end(sheet);
	end(sheet);
}

static void put_contents(struct sheet *sheet)
{
	struct contents_lines contents = document_contents(&sheet->arena, sheet->policy);
	fo_begin_heading(sheet, 2, TEXT(""));
	fo_words(sheet, sheet->policy->profile->contents.heading.text);
	end(sheet);
	if (!contents.count)
		return;
	begin(sheet, "fo:block");
	set(sheet, "role", "TOC");
	set(sheet, "space-after", "8mm");
	for (size_t i = 0; i < contents.count; i++)
		put_contents_line(sheet, &contents.lines[i]);
	end(sheet);
}

static void put_generated_heading(struct sheet *sheet, const char *id, struct text heading)
{
	if (!heading.length)
		return;
	fo_begin_heading(sheet, 2, text_of(id));
	fo_words(sheet, heading);
	end(sheet);
}

static void put_control_line(struct sheet *sheet, const struct control_row *row, size_t line)
{
	const struct cross_reference *other = document_control_link(sheet->policy, row, line);
	struct text words = LIST_ITEM(row->lines, struct text_value, line)->text;
	if (other)
		fo_begin_external_link(sheet, fo_policy_address(sheet, other->ref.text, TEXT("")), words);
	fo_words(sheet, words);
	if (other)
		end(sheet);
}

static void put_control_row(struct sheet *sheet, const struct control_row *row)
{
	fo_begin_row(sheet);
	fo_begin_cell(sheet, true, NULL);
	fo_words(sheet, row->label.text);
	fo_end_cell(sheet);
	fo_begin_cell(sheet, false, NULL);
	for (size_t i = 0; i < row->lines.count; i++) {
		if (i) {
			begin(sheet, "fo:block");
			end(sheet);
		}
		put_control_line(sheet, row, i);
	}
	fo_end_cell(sheet);
	end(sheet);
}

static void put_document_control(struct sheet *sheet)
{
	static const size_t widths[] = {35, 65};
	const struct list *rows = &sheet->policy->control_rows;
	put_generated_heading(sheet, DOCUMENT_CONTROL_ID, document_control_heading(sheet->policy));
	fo_begin_table(sheet, widths, 2, true);
	fo_begin_table_part(sheet, "fo:table-body");
	for (size_t i = 0; i < rows->count; i++)
		put_control_row(sheet, LIST_ITEM(*rows, struct control_row, i));
	end(sheet);
	end(sheet);
}

static void put_history_row(struct sheet *sheet, const struct list *columns, const struct history_entry *entry)
{
	struct buffer words = BUFFER_EMPTY;
	fo_begin_row(sheet);
	for (size_t i = 0; i < columns->count; i++) {
		const struct profile_column *column = LIST_ITEM(*columns, struct profile_column, i);
		buffer_clear(&words);
		if (!entry)
			buffer_append(&words, column->label.text);
		else if (column->key.choice >= 0)
			document_append_history_cell(&words, entry, (enum history_column)column->key.choice);
		fo_begin_cell(sheet, !entry, NULL);
		fo_words(sheet, buffer_text(&words));
		fo_end_cell(sheet);
	}
	buffer_release(&words);
	end(sheet);
}

static void put_history_table(struct sheet *sheet)
{
	const struct list *columns = &sheet->policy->profile->version_history.columns;
	const struct list *history = &sheet->policy->history;
	size_t *widths = ARENA_ARRAY(&sheet->arena, columns->count, size_t);
	for (size_t i = 0; i < columns->count; i++)
		widths[i] = LIST_ITEM(*columns, struct profile_column, i)->key.choice == COLUMN_CHANGES ? 55 : 22;
	fo_begin_table(sheet, widths, columns->count, false);
	fo_begin_table_part(sheet, "fo:table-header");
	put_history_row(sheet, columns, NULL);
	end(sheet);
	fo_begin_table_part(sheet, "fo:table-body");
	for (size_t i = 0; i < history->count; i++)
		put_history_row(sheet, columns, LIST_ITEM(*history, struct history_entry, i));
	end(sheet);
	end(sheet);
}

static void put_version_history(struct sheet *sheet)
{
	const struct list *lines = &sheet->policy->history_lines;
	put_generated_heading(sheet, VERSION_HISTORY_ID, document_history_heading(sheet->policy));
	if (document_history_is_table(sheet->policy)) {
		put_history_table(sheet);
		return;
	}
	for (size_t i = 0; i < lines->count; i++)
		put_words(sheet, LIST_ITEM(*lines, struct text_value, i)->text);
}

/* The sections of a document with a contents list begin a page of their own: what stands before them is its cover. */
static void put_sections(struct sheet *sheet, bool has_cover)
{
	if (has_cover) {
		begin(sheet, "fo:block");
		set(sheet, "role", "Div");
		set(sheet, "break-before", "page");
	}
	for (const struct node *node = document_first_section(sheet->policy); node; node = node->next)
		fo_block(sheet, node);
	if (has_cover)
		end(sheet);
}

static void put_part(struct sheet *sheet, enum document_part part, bool has_cover)
{
	switch (part) {
	case PART_TITLE_BLOCK:
		put_title_block(sheet);
		break;
	case PART_CONTENTS:
		put_contents(sheet);
		break;
	case PART_LAST_REVIEWED:
		put_words(sheet, sheet->policy->last_reviewed_line.text);
		break;
	case PART_REVIEW_SENTENCE:
		put_words(sheet, sheet->policy->review_sentence.text);
		break;
	case PART_PREAMBLE:
		for (const struct node *node = document_first_preamble(sheet->policy);
		     node && node->kind != NODE_SECTION; node = node->next)
			fo_block(sheet, node);
		break;
	case PART_SECTIONS:
		put_sections(sheet, has_cover);
		break;
	case PART_DOCUMENT_CONTROL:
		put_document_control(sheet);
		break;
	case PART_VERSION_HISTORY:
		put_version_history(sheet);
		break;
	case PART_COUNT:
		break;
	}
}

static void put_flow(struct sheet *sheet)
{
	struct document_parts document = document_parts_of(sheet->policy);
	bool has_cover = false;
	begin(sheet, "fo:flow");
	set(sheet, "flow-name", "xsl-region-body");
	for (size_t i = 0; i < document.count; i++) {
		put_part(sheet, document.parts[i], has_cover);
		has_cover = has_cover || document.parts[i] == PART_CONTENTS;
	}
	if (!document.count) {
		begin(sheet, "fo:block");
		end(sheet);
	}
	end(sheet);
}

void write_fo(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	sheet.brand = edition->site->colours.brand.text;
	if (!sheet.brand.length)
		sheet.brand = TEXT("#005eb8");
	xml_begin(&sheet.xml, out);
	begin(&sheet, "fo:root");
	set(&sheet, "xmlns:fo", "http://www.w3.org/1999/XSL/Format");
	set(&sheet, "xmlns:fox", "http://xmlgraphics.apache.org/fop/extensions");
	set(&sheet, "xml:lang", "en-GB");
	set(&sheet, "font-family", "Liberation Sans");
	set(&sheet, "font-size", "12pt");
	set(&sheet, "line-height", "1.4");
	set(&sheet, "color", "#212b32");
	put_masters(&sheet);
	put_metadata(&sheet);
	put_bookmarks(&sheet);
	begin(&sheet, "fo:page-sequence");
	set(&sheet, "master-reference", "page");
	set(&sheet, "id", "policy-document");
	put_header(&sheet);
	put_footer(&sheet);
	put_flow(&sheet);
	end(&sheet);
	end(&sheet);
	xml_end(&sheet.xml);
	item_numbers_release(&sheet.numbers);
	arena_release(&sheet.arena);
}

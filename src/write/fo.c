/* A policy as XSL-FO: its parts in the order of its profile, and the bookmarks. */
#include "write/fo_sheet.h"

static void begin_bookmark(struct sheet *sheet, struct text id, struct text words)
{
	begin(sheet, "fo:bookmark");
	xml_attribute(&sheet->xml, "internal-destination", id);
	xml_element_text(&sheet->xml, "fo:bookmark-title", words);
}

static void put_bookmarks(struct sheet *sheet, const struct contents_lines *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		struct contents_line *line = &outline->lines[i];
		begin_bookmark(sheet, line->id, contents_line_words(&sheet->arena, line));
		struct contents_lines below = document_outline_below(&sheet->arena, sheet->policy, line);
		for (size_t j = 0; j < below.count; j++) {
			begin_bookmark(sheet, below.lines[j].id, contents_line_words(&sheet->arena, &below.lines[j]));
			end(sheet);
		}
		end(sheet);
	}
}

/* The generated parts */

static void put_title_line(struct sheet *sheet, const struct title_words *title)
{
	static const enum fo_style styles[TITLE_LINE_COUNT] = {
		[TITLE_DOCUMENT_TYPE] = FO_STYLE_DOCUMENT_TYPE,
		[TITLE_REF] = FO_STYLE_REF,
		[TITLE_TITLE] = FO_STYLE_TITLE,
		[TITLE_SUBTITLE] = FO_STYLE_SUBTITLE,
		[TITLE_CATEGORY] = FO_STYLE_CATEGORY,
	};
	if (title->line == TITLE_TITLE) {
		fo_begin_heading(sheet, 1, TEXT(""));
	} else {
		begin_words(sheet);
		fo_style(sheet, styles[title->line]);
	}
	fo_words(sheet, title->words);
	end(sheet);
}

static void put_title_block(void *writer, const struct title_words *lines, size_t count)
{
	struct sheet *sheet = writer;
	begin(sheet, "fo:block");
	set(sheet, "role", "Div");
	fo_style(sheet, FO_STYLE_TITLE_BLOCK);
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
	set(sheet, "start-indent", FO_ITEM_INDENT);
	set(sheet, "text-indent", "-" FO_ITEM_INDENT);
	set(sheet, "end-indent", FO_ITEM_INDENT);
	fo_style(sheet, FO_STYLE_CONTENTS_LINE);
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

static void put_contents(void *writer, struct text heading, const struct contents_lines *contents)
{
	struct sheet *sheet = writer;
	sheet->has_cover = true;
	fo_begin_heading(sheet, 2, TEXT(""));
	fo_words(sheet, heading);
	end(sheet);
	if (!contents->count)
		return;
	begin(sheet, "fo:block");
	set(sheet, "role", "TOC");
	fo_style(sheet, FO_STYLE_CONTENTS);
	for (size_t i = 0; i < contents->count; i++)
		put_contents_line(sheet, &contents->lines[i]);
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

/* A draft has not been ratified, whoever will do that. */
static struct text draft_words(struct sheet *sheet, const struct control_row *row)
{
	const struct policy *policy = sheet->policy;
	struct text board = policy->ratified_by.text;
	if (!text_is(row->key.text, "ratified_by"))
		return TEXT("");
	if (policy->status.choice == STATUS_CONSULTATION)
		return TEXT("Draft for consultation");
	if (policy->status.choice != STATUS_DRAFT)
		return TEXT("");
	return board.length ? arena_format(&sheet->arena, "Draft for ratification by %.*s", TEXT_ARGUMENTS(board))
			    : TEXT("Draft for ratification");
}

static void put_control_row(struct sheet *sheet, const struct control_row *row)
{
	fo_begin_row(sheet);
	fo_begin_cell(sheet, true, NULL);
	fo_words(sheet, row->label.text);
	fo_end_cell(sheet);
	fo_begin_cell(sheet, false, NULL);
	struct text draft = draft_words(sheet, row);
	fo_words(sheet, draft);
	for (size_t i = 0; i < row->lines.count && !draft.length; i++) {
		if (i) {
			begin(sheet, "fo:block");
			end(sheet);
		}
		put_control_line(sheet, row, i);
	}
	fo_end_cell(sheet);
	end(sheet);
}

static void put_control(void *writer, const struct list *rows)
{
	static const size_t widths[] = {35, 65};
	struct sheet *sheet = writer;
	fo_begin_table(sheet, widths, 2, true);
	fo_begin_table_part(sheet, "fo:table-body");
	for (size_t i = 0; i < rows->count; i++)
		put_control_row(sheet, LIST_ITEM(*rows, struct control_row, i));
	end(sheet);
	end(sheet);
}

static void put_history_row(struct sheet *sheet, const struct text *cells, size_t count, bool is_header)
{
	fo_begin_row(sheet);
	for (size_t i = 0; i < count; i++) {
		fo_begin_cell(sheet, is_header, NULL);
		fo_words(sheet, cells[i]);
		fo_end_cell(sheet);
	}
	end(sheet);
}

static void put_history(void *writer, const struct history_table *table)
{
	struct sheet *sheet = writer;
	size_t columns = table->columns->count;
	size_t *widths = ARENA_ARRAY(&sheet->arena, columns, size_t);
	for (size_t i = 0; i < columns; i++)
		widths[i] =
			LIST_ITEM(*table->columns, struct profile_column, i)->key.choice == COLUMN_CHANGES ? 55 : 22;
	fo_begin_table(sheet, widths, columns, false);
	fo_begin_table_part(sheet, "fo:table-header");
	put_history_row(sheet, table->cells, columns, true);
	end(sheet);
	fo_begin_table_part(sheet, "fo:table-body");
	for (size_t i = 1; i < table->row_count; i++)
		put_history_row(sheet, table->cells + i * columns, columns, false);
	end(sheet);
	end(sheet);
}

static void put_generated(void *writer, enum document_part part, struct text words)
{
	(void)part;
	fo_paragraph(writer, words);
}

static void put_block(void *writer, const struct node *block)
{
	fo_block(writer, block);
}

/* A part that a block is around. */
static bool is_boxed(const struct sheet *sheet, enum document_part part)
{
	return part == PART_DOCUMENT_CONTROL || (part == PART_SECTIONS && sheet->has_cover);
}

/* The document control stands whole on a page, where one can hold it. The sections of a document with a contents list
 * begin a page of their own: what stands before them is its cover. */
static void begin_part(void *writer, enum document_part part, struct text heading)
{
	struct sheet *sheet = writer;
	if (is_boxed(sheet, part)) {
		begin(sheet, "fo:block");
		set(sheet, "role", "Div");
		if (part == PART_SECTIONS)
			set(sheet, "break-before", "page");
		else
			set(sheet, "keep-together.within-page", "5");
	}
	if (!heading.length)
		return;
	fo_begin_heading(sheet, 2,
			 part == PART_DOCUMENT_CONTROL ? TEXT(DOCUMENT_CONTROL_ID) : TEXT(VERSION_HISTORY_ID));
	fo_words(sheet, heading);
	end(sheet);
}

static void end_part(void *writer, enum document_part part, struct text heading)
{
	(void)heading;
	if (is_boxed(writer, part))
		end(writer);
}

static void put_document(struct sheet *sheet)
{
	static const struct document_form form = {
		.title_block = put_title_block,
		.contents = put_contents,
		.begin_part = begin_part,
		.end_part = end_part,
		.block = put_block,
		.words = put_generated,
		.control = put_control,
		.history = put_history,
	};
	if (document_draw(sheet->policy, &form, sheet))
		return;
	begin(sheet, "fo:block");
	end(sheet);
}

void write_fo(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	size_t begin_at = out->length;
	fo_begin_flow(&sheet, out);
	put_document(&sheet);
	fo_end_document(&sheet, out, begin_at);
}

void write_fo_bookmarks(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	struct contents_lines outline = document_outline(&sheet.arena, policy);
	size_t begin_at = out->length;
	if (!outline.count) {
		arena_release(&sheet.arena);
		return;
	}
	fo_begin_bookmarks(&sheet, out);
	put_bookmarks(&sheet, &outline);
	fo_end_document(&sheet, out, begin_at);
}

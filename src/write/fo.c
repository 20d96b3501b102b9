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

static void put_title_block(struct sheet *sheet)
{
	struct title_words lines[TITLE_LINE_COUNT];
	size_t count = document_title_lines(sheet->policy, lines);
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
	fo_style(sheet, FO_STYLE_CONTENTS);
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

static void put_document_control(struct sheet *sheet)
{
	static const size_t widths[] = {35, 65};
	const struct list *rows = &sheet->policy->control_rows;
	/* Whole on a page, where one can hold it. */
	begin(sheet, "fo:block");
	set(sheet, "role", "Div");
	set(sheet, "keep-together.within-page", "5");
	put_generated_heading(sheet, DOCUMENT_CONTROL_ID, document_control_heading(sheet->policy));
	fo_begin_table(sheet, widths, 2, true);
	fo_begin_table_part(sheet, "fo:table-body");
	for (size_t i = 0; i < rows->count; i++)
		put_control_row(sheet, LIST_ITEM(*rows, struct control_row, i));
	end(sheet);
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
		fo_paragraph(sheet, LIST_ITEM(*lines, struct text_value, i)->text);
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
		fo_paragraph(sheet, sheet->policy->last_reviewed_line.text);
		break;
	case PART_REVIEW_SENTENCE:
		fo_paragraph(sheet, sheet->policy->review_sentence.text);
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
	for (size_t i = 0; i < document.count; i++) {
		put_part(sheet, document.parts[i], has_cover);
		has_cover = has_cover || document.parts[i] == PART_CONTENTS;
	}
	if (!document.count) {
		begin(sheet, "fo:block");
		end(sheet);
	}
}

void write_fo(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	size_t begin_at = out->length;
	fo_begin_flow(&sheet, out);
	put_flow(&sheet);
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

/* The frame of a document: which parts it has, in which order, and what each holds. */
#include "base/memory.h"
#include "tree/flat_text.h"
#include "write/document.h"

/* Where there is no profile, or one that leaves out what a document must have. */
static const enum document_part usual_parts[] = {PART_TITLE_BLOCK,    PART_LAST_REVIEWED, PART_REVIEW_SENTENCE,
						 PART_PREAMBLE,       PART_SECTIONS,      PART_DOCUMENT_CONTROL,
						 PART_VERSION_HISTORY};
static const enum title_line usual_title[] = {TITLE_REF, TITLE_TITLE, TITLE_SUBTITLE, TITLE_CATEGORY};

/* The parts that have something to show, in the order of the profile. The preamble and the sections are always among
 * them where the body has them: no word of a body is dropped. */
struct document_parts {
	enum document_part parts[PART_COUNT];
	size_t count;
};

static const struct node *first_preamble(const struct policy *policy)
{
	const struct node *first = policy->body ? policy->body->first_child : NULL;
	return first && first->kind != NODE_SECTION ? first : NULL;
}

static const struct node *first_section(const struct policy *policy)
{
	const struct node *node = policy->body ? policy->body->first_child : NULL;
	while (node && node->kind != NODE_SECTION)
		node = node->next;
	return node;
}

const struct node *document_section_of(const struct policy *policy, enum section_kind kind)
{
	for (const struct node *section = first_section(policy); section; section = section->next) {
		for (const struct node *node = section; node;
		     node = node == section ? section->first_child : node->next)
			if (node->kind == NODE_SECTION && node->section.kind == kind && node->id.length &&
			    node_heading(node))
				return node;
	}
	return NULL;
}

static struct text title_words(const struct policy *policy, enum title_line line)
{
	switch (line) {
	case TITLE_DOCUMENT_TYPE:
		return policy->profile ? policy->profile->document_type.text : TEXT("");
	case TITLE_REF:
		return policy->ref.text;
	case TITLE_TITLE:
		return policy->title.text;
	case TITLE_SUBTITLE:
		return policy->subtitle.text;
	case TITLE_CATEGORY:
		return policy->category_details.label.text;
	default:
		return TEXT("");
	}
}

static size_t title_lines(const struct policy *policy, struct title_words lines[TITLE_LINE_COUNT])
{
	const struct list *named = policy->profile ? &policy->profile->title_block : NULL;
	bool usual = !named || named->count == 0;
	size_t wanted = usual ? sizeof(usual_title) / sizeof *usual_title : named->count;
	size_t count = 0;
	for (size_t i = 0; i < wanted && count < TITLE_LINE_COUNT; i++) {
		int line = usual ? (int)usual_title[i] : LIST_ITEM(*named, struct choice_value, i)->choice;
		if (line < 0)
			continue;
		struct text words = title_words(policy, (enum title_line)line);
		if (words.length)
			lines[count++] = (struct title_words){(enum title_line)line, words};
	}
	return count;
}

static bool history_is_table(const struct policy *policy)
{
	return policy->profile && policy->profile->version_history.form.choice == HISTORY_TABLE;
}

static bool has_history(const struct policy *policy)
{
	return history_is_table(policy) ? policy->history.count > 0 : policy->history_lines.count > 0;
}

static bool has_words(const struct policy *policy, enum document_part part)
{
	struct title_words lines[TITLE_LINE_COUNT];
	switch (part) {
	case PART_TITLE_BLOCK:
		return title_lines(policy, lines) > 0;
	case PART_CONTENTS:
		return policy->profile && place_is_set(policy->profile->contents.place);
	case PART_LAST_REVIEWED:
		return policy->last_reviewed_line.text.length > 0;
	case PART_REVIEW_SENTENCE:
		return policy->review_sentence.text.length > 0;
	case PART_PREAMBLE:
		return first_preamble(policy) != NULL;
	case PART_SECTIONS:
		return first_section(policy) != NULL;
	case PART_DOCUMENT_CONTROL:
		return policy->control_rows.count > 0;
	case PART_VERSION_HISTORY:
		return has_history(policy);
	default:
		return false;
	}
}

static bool names_part(const struct list *parts, enum document_part part)
{
	for (size_t i = 0; i < parts->count; i++)
		if (LIST_ITEM(*parts, struct choice_value, i)->choice == (int)part)
			return true;
	return false;
}

static bool has_part(const struct document_parts *document, enum document_part part)
{
	for (size_t i = 0; i < document->count; i++)
		if (document->parts[i] == part)
			return true;
	return false;
}

static void add_part(struct document_parts *document, const struct policy *policy, enum document_part part)
{
	if (!has_part(document, part) && has_words(policy, part))
		document->parts[document->count++] = part;
}

static struct document_parts parts_of(const struct policy *policy)
{
	struct document_parts document = {{0}, 0};
	const struct list *parts = policy->profile ? &policy->profile->parts : NULL;
	if (!parts || parts->count == 0) {
		for (size_t i = 0; i < sizeof(usual_parts) / sizeof *usual_parts; i++)
			add_part(&document, policy, usual_parts[i]);
		return document;
	}
	for (size_t i = 0; i < parts->count; i++) {
		int part = LIST_ITEM(*parts, struct choice_value, i)->choice;
		if (part < 0)
			continue;
		if (part == PART_SECTIONS && !names_part(parts, PART_PREAMBLE))
			add_part(&document, policy, PART_PREAMBLE);
		add_part(&document, policy, (enum document_part)part);
	}
	add_part(&document, policy, PART_PREAMBLE);
	add_part(&document, policy, PART_SECTIONS);
	return document;
}

static struct text control_heading(const struct policy *policy)
{
	return policy->profile ? policy->profile->document_control.heading.text : TEXT("");
}

static struct text history_heading(const struct policy *policy)
{
	return policy->profile ? policy->profile->version_history.heading.text : TEXT("");
}

void document_append_section_number(struct buffer *out, const struct policy *policy, const struct node *section)
{
	if (!section->number.length)
		return;
	if (section->section.level == 2)
		profile_append_section_number(out, policy->profile, section->number);
	else
		buffer_append(out, section->number);
}

/* Adds to an array that is long enough. */
static void add_generated(struct contents_lines *contents, struct text id, struct text heading)
{
	if (heading.length)
		contents->lines[contents->count++] =
			(struct contents_line){.id = id, .number = TEXT(""), .heading = heading};
}

/* Those of `first` and its siblings that are sections. */
static void add_sections(struct arena *arena, const struct policy *policy, const struct node *first,
			 struct contents_lines *contents)
{
	struct buffer number = BUFFER_EMPTY;
	for (const struct node *node = first; node; node = node->next) {
		const struct node *heading = node->kind == NODE_SECTION ? node_heading(node) : NULL;
		if (!heading || !node->id.length)
			continue;
		buffer_clear(&number);
		document_append_section_number(&number, policy, node);
		contents->lines[contents->count++] =
			(struct contents_line){.id = node->id,
					       .number = arena_copy(arena, buffer_text(&number)),
					       .heading = node_words(arena, heading),
					       .section = node};
	}
	buffer_release(&number);
}

static struct contents_lines contents_room(struct arena *arena, const struct node *first, size_t entries)
{
	size_t sections = 0;
	for (const struct node *node = first; node; node = node->next)
		sections += node->kind == NODE_SECTION;
	struct contents_lines contents = {NULL, 0};
	contents.lines = ARENA_ARRAY(arena, (sections + 1) * (entries + 1), struct contents_line);
	return contents;
}

static struct contents_lines contents_of(struct arena *arena, const struct policy *policy)
{
	if (!has_words(policy, PART_CONTENTS))
		return (struct contents_lines){NULL, 0};
	const struct list *entries = &policy->profile->contents.entries;
	struct document_parts document = parts_of(policy);
	struct contents_lines contents = contents_room(arena, first_section(policy), entries->count);
	for (size_t i = 0; i < entries->count; i++) {
		switch (LIST_ITEM(*entries, struct choice_value, i)->choice) {
		case CONTENTS_SECTIONS:
			add_sections(arena, policy, first_section(policy), &contents);
			break;
		case CONTENTS_DOCUMENT_CONTROL:
			if (has_part(&document, PART_DOCUMENT_CONTROL))
				add_generated(&contents, TEXT(DOCUMENT_CONTROL_ID), control_heading(policy));
			break;
		case CONTENTS_VERSION_HISTORY:
			if (has_part(&document, PART_VERSION_HISTORY))
				add_generated(&contents, TEXT(VERSION_HISTORY_ID), history_heading(policy));
			break;
		default:
			break;
		}
	}
	return contents;
}

struct contents_lines document_outline(struct arena *arena, const struct policy *policy)
{
	struct document_parts document = parts_of(policy);
	struct contents_lines outline = contents_room(arena, first_section(policy), document.count);
	for (size_t i = 0; i < document.count; i++) {
		if (document.parts[i] == PART_SECTIONS)
			add_sections(arena, policy, first_section(policy), &outline);
		else if (document.parts[i] == PART_DOCUMENT_CONTROL)
			add_generated(&outline, TEXT(DOCUMENT_CONTROL_ID), control_heading(policy));
		else if (document.parts[i] == PART_VERSION_HISTORY)
			add_generated(&outline, TEXT(VERSION_HISTORY_ID), history_heading(policy));
	}
	return outline;
}

struct contents_lines document_outline_below(struct arena *arena, const struct policy *policy,
					     const struct contents_line *line)
{
	if (!line->section)
		return (struct contents_lines){NULL, 0};
	struct contents_lines below = contents_room(arena, line->section->first_child, 0);
	add_sections(arena, policy, line->section->first_child, &below);
	return below;
}

struct text contents_line_words(struct arena *arena, const struct contents_line *line)
{
	if (!line->number.length)
		return line->heading;
	return arena_format(arena, "%.*s %.*s", TEXT_ARGUMENTS(line->number), TEXT_ARGUMENTS(line->heading));
}

/* A row of cross references that the fields word has a line for each of them, in their order. */
const struct cross_reference *document_control_link(const struct policy *policy, const struct control_row *row,
						    size_t line)
{
	if (!text_is(row->key.text, "cross_references") || line >= policy->cross_references.count)
		return NULL;
	const struct cross_reference *other = LIST_ITEM(policy->cross_references, struct cross_reference, line);
	struct text words = LIST_ITEM(row->lines, struct text_value, line)->text;
	return other->ref.text.length && text_equal(other->title.text, words) ? other : NULL;
}

/* The frame: what the forms draw */

static void append_history_cell(struct buffer *out, const struct history_entry *entry, enum history_column column)
{
	switch (column) {
	case COLUMN_VERSION:
		buffer_append(out, entry->version.text);
		break;
	case COLUMN_DATE:
		date_append_british(out, entry->date.date);
		break;
	case COLUMN_CHANGES:
		buffer_append(out, entry->changes_words);
		break;
	}
}

static struct history_table history_table_of(struct arena *arena, const struct policy *policy)
{
	const struct list *columns = &policy->profile->version_history.columns;
	struct history_table table = {columns, policy->history.count + 1, NULL};
	struct text *cells = ARENA_ARRAY(arena, table.row_count * columns->count, struct text);
	struct buffer words = BUFFER_EMPTY;

	table.cells = cells;
	for (size_t i = 0; i < columns->count; i++)
		*cells++ = LIST_ITEM(*columns, struct profile_column, i)->label.text;
	for (size_t i = 0; i < policy->history.count; i++) {
		for (size_t k = 0; k < columns->count; k++) {
			int column = LIST_ITEM(*columns, struct profile_column, k)->key.choice;
			buffer_clear(&words);
			if (column >= 0)
				append_history_cell(&words, LIST_ITEM(policy->history, struct history_entry, i),
						    (enum history_column)column);
			*cells++ = arena_copy(arena, buffer_text(&words));
		}
	}
	buffer_release(&words);
	return table;
}

static void draw_title_block(const struct policy *policy, const struct document_form *form, void *writer)
{
	struct title_words lines[TITLE_LINE_COUNT];
	size_t count = title_lines(policy, lines);

	form->title_block(writer, lines, count);
}

static void draw_contents(const struct policy *policy, const struct document_form *form, void *writer)
{
	struct arena arena = ARENA_EMPTY;
	struct contents_lines contents = contents_of(&arena, policy);

	form->contents(writer, policy->profile->contents.heading.text, &contents);
	arena_release(&arena);
}

static void draw_preamble(const struct policy *policy, const struct document_form *form, void *writer)
{
	for (const struct node *node = first_preamble(policy); node && node->kind != NODE_SECTION; node = node->next)
		form->block(writer, node);
}

static void draw_sections(const struct policy *policy, const struct document_form *form, void *writer)
{
	form->begin_part(writer, PART_SECTIONS, TEXT(""));
	for (const struct node *node = first_section(policy); node; node = node->next)
		form->block(writer, node);
	form->end_part(writer, PART_SECTIONS, TEXT(""));
}

static void draw_control(const struct policy *policy, const struct document_form *form, void *writer)
{
	struct text heading = control_heading(policy);

	form->begin_part(writer, PART_DOCUMENT_CONTROL, heading);
	form->control(writer, &policy->control_rows);
	form->end_part(writer, PART_DOCUMENT_CONTROL, heading);
}

static void draw_history(const struct policy *policy, const struct document_form *form, void *writer)
{
	struct text heading = history_heading(policy);
	const struct list *lines = &policy->history_lines;
	struct arena arena = ARENA_EMPTY;

	form->begin_part(writer, PART_VERSION_HISTORY, heading);
	if (history_is_table(policy)) {
		struct history_table table = history_table_of(&arena, policy);
		form->history(writer, &table);
	} else {
		for (size_t i = 0; i < lines->count; i++)
			form->words(writer, PART_VERSION_HISTORY, LIST_ITEM(*lines, struct text_value, i)->text);
	}
	form->end_part(writer, PART_VERSION_HISTORY, heading);
	arena_release(&arena);
}

static void draw_part(const struct policy *policy, enum document_part part, const struct document_form *form,
		      void *writer)
{
	switch (part) {
	case PART_TITLE_BLOCK:
		draw_title_block(policy, form, writer);
		break;
	case PART_CONTENTS:
		if (form->contents)
			draw_contents(policy, form, writer);
		break;
	case PART_LAST_REVIEWED:
		form->words(writer, part, policy->last_reviewed_line.text);
		break;
	case PART_REVIEW_SENTENCE:
		form->words(writer, part, policy->review_sentence.text);
		break;
	case PART_PREAMBLE:
		draw_preamble(policy, form, writer);
		break;
	case PART_SECTIONS:
		draw_sections(policy, form, writer);
		break;
	case PART_DOCUMENT_CONTROL:
		draw_control(policy, form, writer);
		break;
	case PART_VERSION_HISTORY:
		draw_history(policy, form, writer);
		break;
	case PART_COUNT:
		break;
	}
}

size_t document_draw(const struct policy *policy, const struct document_form *form, void *writer)
{
	struct document_parts document = parts_of(policy);

	for (size_t i = 0; i < document.count; i++)
		draw_part(policy, document.parts[i], form, writer);
	return document.count;
}

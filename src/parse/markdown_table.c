/* Tables. cmark tells no places for cells that can be relied on, so the rows' lines are parted here as cmark parts
 * them. */
#include "base/bug.h"
#include "parse/limits.h"
#include "parse/markdown_parts.h"

/* Takes the next cell off a row's line; false when there is none. cmark-gfm 0.29.0.gfm.6, table.c: a "|" behind a
 * backslash parts nothing. */
static bool next_cell(struct text *rest, struct text *cell)
{
	size_t at = 0;

	if (!rest->length)
		return false;
	while (at < rest->length && (rest->bytes[at] != '|' || (at > 0 && rest->bytes[at - 1] == '\\')))
		at++;
	*cell = text_slice(*rest, 0, at);
	if (at < rest->length)
		at++;
	while (at < rest->length && (rest->bytes[at] == ' ' || rest->bytes[at] == '\t'))
		at++;
	*rest = text_slice(*rest, at, rest->length);
	return true;
}

static struct text skip_pipe(struct text line)
{
	size_t at = line.length && line.bytes[0] == '|' ? 1 : 0;

	while (at > 0 && at < line.length && (line.bytes[at] == ' ' || line.bytes[at] == '\t'))
		at++;
	return text_slice(line, at, line.length);
}

/* The words of a cell between the marks around it. An empty one stands where the words would begin. */
static struct place cell_place(struct markdown *markdown, struct text bytes)
{
	struct text words = text_trim(bytes);
	size_t begin = markdown_offset(markdown, words.length ? words : text_slice(bytes, 0, 0));

	return markdown_place(markdown, begin, begin + words.length);
}

static void read_cell(struct markdown *markdown, cmark_node *cell, struct text bytes)
{
	struct node *target;
	struct leaf leaf;

	leaf_of_cell(&leaf, markdown, cell, bytes);
	target = markdown->reference && !leaf.content.length
			 ? NULL
			 : markdown_leaf_target(markdown, NODE_CELL, cell_place(markdown, bytes));
	if (target)
		markdown_read_inlines(markdown, &leaf, cell, target);
	leaf_release(&leaf);
}

static void report_surplus(struct markdown *markdown, struct text rest, uint32_t columns)
{
	struct text cell;

	do
		if (!next_cell(&rest, &cell))
			return;
	while (!text_trim(cell).length);
	findings_add(markdown->findings, CHECK_SYNTAX, cell_place(markdown, cell),
		     "this row has more cells than the table's heading, which has %u" WHY
		     "the words in the other cells would be lost" FIX
		     "write \\| for a | that is meant, or add a cell to the heading",
		     columns);
}

/* One finding for a table and kind of fault, however many rows have it. */
static void report_lack(struct markdown *markdown, struct text line, uint32_t cells, uint32_t columns)
{
	struct text words = text_trim(line);
	size_t begin = markdown_offset(markdown, words);
	bool is_row = text_find_byte(words, '|', 0) != TEXT_NOT_FOUND;

	struct text subject =
		arena_format(markdown->arena, "%s of %u", is_row ? "row" : "line",
			     markdown->reference ? markdown->reference->place.begin : markdown->parent->place.begin);

	findings_add_subject(
		markdown->findings, CHECK_SYNTAX, subject, markdown_place(markdown, begin, begin + words.length),
		is_row ? "this row has %u of the table's %u cells" WHY "its words may be in the wrong column" FIX
			 "put a | between the cells, also where one is empty"
		       : "this line is straight below a table, and has %u of its %u cells" WHY
			 "it is read as a row of the table" FIX "put an empty line above it",
		cells, columns);
}

/* `rest` is what its cells are parted of: the line, or a part of it. */
static void read_row(struct markdown *markdown, cmark_node *row, struct text line, struct text rest, uint32_t columns)
{
	struct text bytes;
	size_t begin = markdown_offset(markdown, line);
	struct node *table = markdown->parent;

	if (!markdown->reference) {
		struct node *node =
			node_new(markdown->arena, NODE_ROW, markdown_place(markdown, begin, begin + line.length));
		node->row.is_header = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
		node_append(table, node);
		markdown->parent = node;
	}
	uint32_t cells = 0;
	for (cmark_node *cell = row->first_child; cell; cell = cell->next) {
		if (next_cell(&rest, &bytes))
			cells++;
		else
			bytes = text_slice(line, line.length, line.length);
		read_cell(markdown, cell, bytes);
	}
	markdown->parent = table;
	if (cells < columns)
		report_lack(markdown, line, cells, columns);
	report_surplus(markdown, rest, columns);
}

static bool is_row_empty(const struct node *row)
{
	for (const struct node *cell = row->first_child; cell; cell = cell->next)
		if (cell->first_child)
			return false;
	return true;
}

/* The header as cmark parted it: the last line of what was a paragraph's text before. */
static struct text header_words(const cmark_node *table)
{
	struct text text = {(const char *)table->content.ptr, (size_t)table->content.size - 1};
	size_t begin = text.length;

	while (begin > 0 && text.bytes[begin - 1] != '\n')
		begin--;
	return text_slice(text, begin, text.length);
}

/* The same in the source, where it is the end of a line. */
static struct text header_line(struct markdown *markdown, const cmark_node *table)
{
	struct text line = markdown_line(markdown, table_header_line(table));
	size_t length = text_trim(header_words(table)).length;

	line = text_slice(line, 0, (size_t)(text_trim(line).bytes - line.bytes) + text_trim(line).length);
	if (length > line.length)
		BUG("%s: the heading of a table is longer than its line", markdown->source->path);
	return text_slice(line, line.length - length, line.length);
}

void markdown_read_table(struct markdown *markdown, cmark_node *table)
{
	struct node *parent = markdown->parent, *node = NULL;
	uint32_t columns = cmark_gfm_extensions_get_table_columns(table);
	int number = table_header_line(table);
	struct text line = header_line(markdown, table), last = markdown_continued_line(markdown, number + 1);
	size_t begin = markdown_offset(markdown, line);
	/* cmark keeps the white space before a line that goes on without its containers' marks, and then takes no
	 * notice of a "|" behind it: an empty cell comes first. */
	struct text rest = is_ascii_space(header_words(table).bytes[0]) ? line : skip_pipe(line);

	if (!markdown->reference) {
		node = node_new(markdown->arena, NODE_TABLE, markdown_place(markdown, begin, begin));
		node->table.columns = columns;
		node->table.alignments =
			arena_copy_array(markdown->arena, cmark_gfm_extensions_get_table_alignments(table), columns, 1);
		node_append(parent, node);
		markdown->parent = node;
	}
	for (cmark_node *row = table->first_child; row; row = row->next) {
		read_row(markdown, row, line, rest, columns);
		if (!row->next)
			break;
		/* The line between the header and the rows is no row. */
		number += number == table_header_line(table) ? 2 : 1;
		line = last = markdown_continued_line(markdown, number);
		rest = skip_pipe(line);
	}
	markdown->parent = parent;
	if (!node)
		return;
	node->place.end = (uint32_t)(markdown_offset(markdown, last) + last.length);
	node->table.is_header_empty = is_row_empty(node->first_child);
}

/* A policy as plain text, a block a line. */
#include "tree/flat_text.h"
#include "write/document.h"
#include "write/write.h"

struct lines {
	struct buffer *out;
	const struct policy *policy;
	struct item_numbers numbers;
};

static void end_line(struct lines *lines)
{
	buffer_append_byte(lines->out, '\n');
}

static void put_line(struct lines *lines, struct text words)
{
	buffer_append(lines->out, words);
	end_line(lines);
}

static void put_number(struct lines *lines, struct text number)
{
	if (!number.length)
		return;
	buffer_append(lines->out, number);
	buffer_append_byte(lines->out, ' ');
}

/* The number that its reference is listed by, or as it is written where there is no such reference. */
static void put_citation(struct lines *lines, const struct node *citation)
{
	if (citation->citation.number)
		buffer_append_format(lines->out, "[%u]", citation->citation.number);
	else
		buffer_append_format(lines->out, "[%.*s]", TEXT_ARGUMENTS(citation->citation.label));
}

/* The words of a leaf, on one line, and its citations where they stand. */
static void put_words(struct lines *lines, const struct node *leaf)
{
	struct walk walk = walk_begin(leaf);
	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		if (walk.node->kind == NODE_TEXT || walk.node->kind == NODE_CODE)
			buffer_append(lines->out, walk.node->text.text);
		else if (walk.node->kind == NODE_SOFT_BREAK || walk.node->kind == NODE_LINE_BREAK)
			buffer_append_byte(lines->out, ' ');
		else if (walk.node->kind == NODE_CITATION)
			put_citation(lines, walk.node);
	}
}

/* What stands before the first words of a block: the number of its clause, or the sign of its item, indented by how
 * deep the item's list stands. */
static void put_signs(struct lines *lines, const struct node *leaf)
{
	const struct node *around = leaf->parent;
	if (around->kind == NODE_CLAUSE && !leaf->previous)
		put_number(lines, around->number);
	if (around->kind != NODE_ITEM && leaf->kind != NODE_JOINER)
		return;
	for (size_t i = 1; i < lines->numbers.count; i++)
		buffer_append_string(lines->out, "  ");
	if (leaf->kind == NODE_JOINER)
		return;
	if (leaf->previous)
		buffer_append_string(lines->out, "  ");
	else if (around->parent->list.is_ordered)
		buffer_append_format(lines->out, "%u. ", lines->numbers.items[lines->numbers.count - 1] - 1);
	else
		buffer_append_string(lines->out, "- ");
}

static void put_leaf(struct lines *lines, const struct node *leaf)
{
	put_signs(lines, leaf);
	put_words(lines, leaf);
	end_line(lines);
}

/* A clause whose first block has no words of its own, a table for example, has its number in a line before it. */
static void enter_clause(struct lines *lines, const struct node *clause)
{
	if (clause->number.length && (!clause->first_child || !node_is_leaf_block(clause->first_child)))
		put_line(lines, clause->number);
}

static void put_heading(struct lines *lines, const struct node *section)
{
	const struct node *heading = node_heading(section);
	size_t begin = lines->out->length;
	if (!heading)
		return;
	end_line(lines);
	document_append_section_number(lines->out, lines->policy, section);
	if (lines->out->length > begin + 1)
		buffer_append_byte(lines->out, ' ');
	put_words(lines, heading);
	end_line(lines);
}

/* A row is a line, with a tab between its cells. */
static void put_row(struct lines *lines, const struct node *row)
{
	if (row->row.is_header && row->parent->table.is_header_empty)
		return;
	for (const struct node *cell = row->first_child; cell; cell = cell->next) {
		if (cell->previous)
			buffer_append_byte(lines->out, '\t');
		put_words(lines, cell);
	}
	end_line(lines);
}

static void put_reference(struct lines *lines, const struct node *reference)
{
	if (reference->reference.number)
		buffer_append_format(lines->out, "%u. ", reference->reference.number);
	put_words(lines, reference);
	end_line(lines);
}

static void enter(struct lines *lines, struct walk *walk)
{
	const struct node *node = walk->node;
	switch (node->kind) {
	case NODE_SECTION:
		put_heading(lines, node);
		break;
	case NODE_CLAUSE:
		enter_clause(lines, node);
		break;
	case NODE_LIST:
		item_numbers_enter_list(&lines->numbers, node);
		break;
	case NODE_ITEM:
		item_numbers_next(&lines->numbers, node);
		break;
	case NODE_ROW:
		put_row(lines, node);
		walk_skip_children(walk);
		break;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
	case NODE_JOINER:
		put_leaf(lines, node);
		break;
	case NODE_REFERENCE:
		put_reference(lines, node);
		break;
	default:
		break;
	}
	if (node_is_leaf_block(node))
		walk_skip_children(walk);
}

static void put_block(void *writer, const struct node *block)
{
	struct lines *lines = writer;
	struct walk walk = walk_begin(block);
	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter(lines, &walk);
		else if (walk.node->kind == NODE_LIST)
			item_numbers_leave_list(&lines->numbers, walk.node);
	}
}

/* The generated parts */

static void put_title_block(void *writer, const struct title_words *titles, size_t count)
{
	struct lines *lines = writer;
	for (size_t i = 0; i < count; i++)
		put_line(lines, titles[i].words);
	end_line(lines);
}

static void put_contents(void *writer, struct text heading, const struct contents_lines *contents)
{
	struct lines *lines = writer;
	struct arena arena = ARENA_EMPTY;
	put_line(lines, heading);
	for (size_t i = 0; i < contents->count; i++)
		put_line(lines, contents_line_words(&arena, &contents->lines[i]));
	end_line(lines);
	arena_release(&arena);
}

static void begin_part(void *writer, enum document_part part, struct text heading)
{
	(void)part;
	if (!heading.length)
		return;
	end_line(writer);
	put_line(writer, heading);
}

static void end_part(void *writer, enum document_part part, struct text heading)
{
	(void)heading;
	if (part == PART_DOCUMENT_CONTROL)
		end_line(writer);
}

static void put_generated(void *writer, enum document_part part, struct text words)
{
	(void)part;
	put_line(writer, words);
}

static void put_control(void *writer, const struct list *rows)
{
	struct lines *lines = writer;
	for (size_t i = 0; i < rows->count; i++) {
		const struct control_row *row = LIST_ITEM(*rows, struct control_row, i);
		buffer_append(lines->out, row->label.text);
		for (size_t j = 0; j < row->lines.count; j++) {
			buffer_append_byte(lines->out, j ? ' ' : '\t');
			buffer_append(lines->out, LIST_ITEM(row->lines, struct text_value, j)->text);
		}
		end_line(lines);
	}
}

static void put_history(void *writer, const struct history_table *table)
{
	struct lines *lines = writer;
	const struct text *cell = table->cells;
	for (size_t i = 0; i < table->row_count; i++) {
		for (size_t j = 0; j < table->columns->count; j++) {
			if (j)
				buffer_append_byte(lines->out, '\t');
			buffer_append(lines->out, *cell++);
		}
		end_line(lines);
	}
}

void write_text(struct buffer *out, const struct policy *policy, const struct edition *edition)
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
	struct lines lines = {.out = out, .policy = policy};
	(void)edition; /* words alone lead nowhere */
	document_draw(policy, &form, &lines);
	item_numbers_release(&lines.numbers);
}

/* Tables of XSL-FO: those of the body, and what the generated ones are made with. */
#include "tree/flat_text.h"
#include "write/fo_sheet.h"

/* A table of more columns than this is wide: its letters are smaller. */
#define WIDE_TABLE_COLUMNS 6

/* Letters in a line as wide as the text, less the indent of a clause: of usual tables, of wide ones, in large print. */
#define LETTERS_USUAL       76
#define LETTERS_WIDE        92
#define LETTERS_LARGE_PRINT 50
#define LETTERS_OF_PADDING  2
/* A column is no wider for more letters than these. */
#define CELL_LETTERS_MOST   60

void fo_begin_table(struct sheet *sheet, const size_t *widths, size_t columns, bool row_headers)
{
	begin(sheet, "fo:table");
	set(sheet, "table-layout", "fixed");
	set(sheet, "width", "100%");
	fo_style(sheet, columns > WIDE_TABLE_COLUMNS ? FO_STYLE_WIDE_TABLE : FO_STYLE_TABLE);
	for (size_t i = 0; i < columns; i++) {
		begin(sheet, "fo:table-column");
		xml_attribute_format(&sheet->xml, "column-width", "proportional-column-width(%zu)", widths[i]);
		if (row_headers && i == 0)
			set(sheet, "fox:header", "true");
		end(sheet);
	}
}

/* Indents are inherited, into cells too (XSL 1.1, 7.10): there they begin anew. */
void fo_begin_table_part(struct sheet *sheet, const char *name)
{
	begin(sheet, name);
	set(sheet, "start-indent", "0pt");
	set(sheet, "end-indent", "0pt");
}

/* A row stays whole where a page can hold it, which "always" would demand even of one that no page can. */
void fo_begin_row(struct sheet *sheet)
{
	begin(sheet, "fo:table-row");
	set(sheet, "keep-together.within-page", "9");
}

void fo_begin_cell(struct sheet *sheet, bool is_header, const char *align)
{
	begin(sheet, "fo:table-cell");
	fo_style(sheet, is_header ? FO_STYLE_HEADER_CELL : FO_STYLE_CELL);
	xml_element_begin_inline(&sheet->xml, "fo:block");
	if (align)
		set(sheet, "text-align", align);
}

void fo_end_cell(struct sheet *sheet)
{
	end(sheet);
	end(sheet);
}

static struct text added_header(struct sheet *sheet, const struct node *row, size_t column)
{
	const struct node *table = row->parent;
	if (!row->row.is_header || !table->table.is_header_empty || !table_is_of_codes(table))
		return TEXT("");
	return code_table_header(sheet->policy, column);
}

static bool row_is_shown(const struct node *row)
{
	const struct node *table = row->parent;
	return !row->row.is_header || !table->table.is_header_empty || table_is_of_codes(table);
}

/* How much room a column needs, in letters: for its longest word, and for its longest cell. */
struct column {
	size_t least, most;
};

static size_t longest_word(struct text words)
{
	size_t longest = 0;
	struct text word;
	while (text_split(&words, ' ', &word))
		if (word.length > longest)
			longest = word.length;
	return longest;
}

static void widen(struct column *column, struct text words, bool is_header)
{
	/* Bold letters are wider. */
	size_t word = longest_word(words) + 1 + is_header;
	size_t whole = words.length < CELL_LETTERS_MOST ? words.length : CELL_LETTERS_MOST;
	if (word > column->least)
		column->least = word;
	if (whole > column->most)
		column->most = whole;
}

static struct column *measure_columns(struct sheet *sheet, const struct node *table)
{
	struct column *columns = ARENA_ARRAY(&sheet->arena, table->table.columns, struct column);
	for (const struct node *row = table->first_child; row; row = row->next) {
		size_t i = 0;
		for (const struct node *cell = row->first_child; cell && i < table->table.columns; cell = cell->next) {
			widen(&columns[i], node_words(&sheet->arena, cell), row->row.is_header);
			widen(&columns[i], added_header(sheet, row, i), true);
			i++;
		}
	}
	for (size_t i = 0; i < table->table.columns; i++) {
		/* An address can break. */
		if (columns[i].least > CELL_LETTERS_MOST / 2)
			columns[i].least = CELL_LETTERS_MOST / 2;
		if (columns[i].most < columns[i].least)
			columns[i].most = columns[i].least;
	}
	return columns;
}

static size_t letters_of_line(const struct sheet *sheet, size_t columns)
{
	size_t all = sheet->edition->is_large_print ? LETTERS_LARGE_PRINT
		     : columns > WIDE_TABLE_COLUMNS ? LETTERS_WIDE
						    : LETTERS_USUAL;
	size_t padding = columns * LETTERS_OF_PADDING;
	return all > padding + columns ? all - padding : columns;
}

/* Each column's share of the width, in letters: each has room for its longest word before any has more. */
static size_t *column_widths(struct sheet *sheet, const struct node *table)
{
	size_t count = table->table.columns, least = 0, most = 0, all = letters_of_line(sheet, count);
	const struct column *columns = measure_columns(sheet, table);
	size_t *widths = ARENA_ARRAY(&sheet->arena, count, size_t);
	for (size_t i = 0; i < count; i++) {
		least += columns[i].least;
		most += columns[i].most;
	}
	for (size_t i = 0; i < count; i++) {
		if (all <= least)
			widths[i] = columns[i].least * all / least;
		else if (all >= most)
			widths[i] = columns[i].most * all / most;
		else
			widths[i] = columns[i].least +
				    (columns[i].most - columns[i].least) * (all - least) / (most - least);
		if (!widths[i])
			widths[i] = 1;
	}
	return widths;
}

static void put_cell(struct sheet *sheet, const struct node *cell, size_t column, const size_t *widths)
{
	const struct node *row = cell->parent, *table = row->parent;
	uint8_t align = table->table.alignments ? table->table.alignments[column] : 0;
	fo_begin_cell(sheet, row->row.is_header, align == 'r' ? "end" : align == 'c' ? "center" : NULL);
	sheet->letters = widths[column];
	xml_text(&sheet->xml, added_header(sheet, row, column));
	fo_inlines(sheet, cell);
	sheet->letters = 0;
	fo_end_cell(sheet);
}

static void put_row(struct sheet *sheet, const struct node *row, const size_t *widths)
{
	size_t columns = row->parent->table.columns, column = 0;
	fo_begin_row(sheet);
	for (const struct node *cell = row->first_child; cell && column < columns; cell = cell->next)
		put_cell(sheet, cell, column++, widths);
	for (; column < columns; column++) {
		fo_begin_cell(sheet, row->row.is_header, NULL);
		fo_end_cell(sheet);
	}
	end(sheet);
}

/* What joins two rows of criteria is a row between them, as on pages; with the row above it on one page. */
static void put_joiner(struct sheet *sheet, const struct node *row, const char *joiner)
{
	fo_begin_row(sheet);
	set(sheet, "keep-with-previous.within-page", "always");
	begin(sheet, "fo:table-cell");
	xml_attribute_format(&sheet->xml, "number-columns-spanned", "%u", row->parent->table.columns);
	/* In a table whose first column heads the rows it heads none. */
	set(sheet, "role", "TD");
	fo_style(sheet, FO_STYLE_CELL);
	xml_element_begin_inline(&sheet->xml, "fo:block");
	fo_style(sheet, FO_STYLE_ADDED_WORDS);
	xml_text(&sheet->xml, text_of(joiner));
	end(sheet);
	end(sheet);
	end(sheet);
}

/* A table must have a body (XSL 1.1, 6.7.3): where the source has but a header row, that is its body. */
static void put_rows(struct sheet *sheet, const struct node *row, const size_t *widths)
{
	if (row->row.is_header && row->next) {
		fo_begin_table_part(sheet, "fo:table-header");
		put_row(sheet, row, widths);
		end(sheet);
		row = row->next;
	}
	fo_begin_table_part(sheet, "fo:table-body");
	for (; row; row = row->next) {
		const char *joiner = criterion_joiner_words(row);
		put_row(sheet, row, widths);
		if (joiner)
			put_joiner(sheet, row, joiner);
	}
	end(sheet);
}

/* Rows and cells are no deeper than this: no walk is needed. */
void fo_table(struct sheet *sheet, const struct node *table)
{
	const struct node *row = table->first_child;
	if (row && !row_is_shown(row))
		row = row->next;
	if (!row || !table->table.columns) {
		begin(sheet, "fo:block");
		end(sheet);
		return;
	}
	const size_t *widths = column_widths(sheet, table);
	/* The width of a table is a share of what it stands in, not of what indents leave of that: so it stands in a
	 * container that the indents have made narrower, where they begin anew. */
	begin(sheet, "fo:block-container");
	fo_set_indent(sheet, table, "0mm");
	begin(sheet, "fo:block");
	set(sheet, "role", "Div");
	set(sheet, "start-indent", "0pt");
	set(sheet, "end-indent", "0pt");
	/* A code is what its row is about; and where no row says what the columns hold, the first column must. */
	fo_begin_table(sheet, widths, table->table.columns, table_is_of_codes(table) || !row->row.is_header);
	put_rows(sheet, row, widths);
	end(sheet);
	end(sheet);
	end(sheet);
}

#include "load/word_table.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "parse/limits.h"

/* No table has so many; what stands further right in the header is told of as unknown. */
#define COLUMNS_MOST 16

struct reading {
	struct suite *suite;
	const struct source *source;
	const struct word_table_form *form;
	size_t column_of[COLUMNS_MOST]; /* of the file: its place in the form; column_count: of no meaning */
	size_t columns;                 /* of the file; 0: the header isn't read yet */
	struct map keys;                /* of rows -> their row */
	struct arena scratch;
	ARRAY_OF(struct word_row) rows;
};

static struct finding *complain(struct reading *reading, struct place place, const char *words)
{
	return findings_add(&reading->suite->findings, CHECK_SYNTAX, place, "%s", words);
}

/* The bytes from begin to end of the source without the white space around them. */
static struct text_value trimmed(const struct source *source, size_t begin, size_t end)
{
	while (begin < end && is_ascii_space(source->bytes.bytes[begin]))
		begin++;
	while (end > begin && is_ascii_space(source->bytes.bytes[end - 1]))
		end--;
	return (struct text_value){text_slice(source->bytes, begin, end), place_of(source, begin, end)};
}

/* The next cell of a line that ends at `end`: false when there is no more. `*at` is past the end then. */
static bool next_cell(const struct source *source, size_t *at, size_t end, struct text_value *cell)
{
	size_t tab;

	if (*at > end)
		return false;
	tab = text_find_byte(text_slice(source->bytes, 0, end), '\t', *at);
	if (tab == TEXT_NOT_FOUND)
		tab = end;
	*cell = trimmed(source, *at, tab);
	*at = tab + 1;
	return true;
}

static size_t find_column(const struct word_table_form *form, struct text name)
{
	size_t i = 0;

	while (i < form->column_count && !text_equal_ignoring_case(name, text_of(form->columns[i].name)))
		i++;
	return i;
}

static const char *nearest_column(const struct word_table_form *form, struct text name)
{
	for (size_t i = 0; i < form->column_count; i++)
		if (text_distance(name, text_of(form->columns[i].name), 2) <= 2)
			return form->columns[i].name;
	return NULL;
}

/* A column that has no meaning: a misspelt one always, another only where the others are all there. */
static void complain_of_column(struct reading *reading, const struct text_value *cell, bool is_complete)
{
	const char *nearest = nearest_column(reading->form, cell->text);
	struct findings *findings = &reading->suite->findings;

	if (find_column(reading->form, cell->text) < reading->form->column_count)
		findings_add(findings, CHECK_SYNTAX, cell->place,
			     "there are two columns \"%.*s\", and only one can count; take one of them out",
			     TEXT_ARGUMENTS(cell->text));
	else if (nearest)
		findings_add(findings, CHECK_SYNTAX, cell->place,
			     "this table has no column \"%.*s\", so what stands in it is passed over; did you mean "
			     "\"%s\"?",
			     TEXT_ARGUMENTS(cell->text), nearest);
	else if (is_complete)
		findings_add(findings, CHECK_SYNTAX, cell->place,
			     "this table has no column \"%.*s\", so what stands in it is passed over; take it out, or "
			     "begin the line with # to make a note of it",
			     TEXT_ARGUMENTS(cell->text));
}

static bool has_required_columns(struct reading *reading, const bool *seen, struct place place)
{
	const struct word_table_form *form = reading->form;

	for (size_t i = 0; i < form->column_count; i++) {
		if (seen[i] || !form->columns[i].is_required)
			continue;
		findings_add(&reading->suite->findings, CHECK_SYNTAX, place,
			     "no column is called \"%s\", so nothing in this table can be used; the first line that "
			     "does not begin with # names the columns, with a tab between them",
			     form->columns[i].name);
		return false;
	}
	return true;
}

/* The line that names the columns. False where one is missing that every row needs. */
static bool read_header(struct reading *reading, size_t begin, size_t end)
{
	const struct word_table_form *form = reading->form;
	struct text_value without_meaning[COLUMNS_MOST], cell;
	bool seen[COLUMNS_MOST] = {false};
	size_t count = 0;

	for (size_t at = begin; reading->columns < COLUMNS_MOST && next_cell(reading->source, &at, end, &cell);) {
		size_t column = find_column(form, cell.text);
		if (column < form->column_count && seen[column])
			column = form->column_count;
		if (column < form->column_count)
			seen[column] = true;
		else if (cell.text.length)
			without_meaning[count++] = cell;
		reading->column_of[reading->columns++] = column;
	}
	bool is_complete = has_required_columns(reading, seen, trimmed(reading->source, begin, end).place);
	for (size_t i = 0; i < count; i++)
		complain_of_column(reading, &without_meaning[i], is_complete);
	return is_complete;
}

/* Fills the cells of a row; false, with a finding, where one that it needs is empty or there are more than columns. */
static bool read_cells(struct reading *reading, size_t begin, size_t end, struct word_row *row)
{
	const struct word_table_form *form = reading->form;
	struct text_value cell;
	size_t column = 0;

	for (size_t i = 0; i < form->column_count; i++)
		row->cells[i].text = TEXT("");
	for (size_t at = begin; next_cell(reading->source, &at, end, &cell); column++) {
		if (column >= reading->columns && cell.text.length) {
			complain(reading, cell.place,
				 "this line has more cells than there are columns, so it can't be seen what this one "
				 "is, and the line is not used; take a tab out");
			return false;
		}
		if (column < reading->columns && reading->column_of[column] < form->column_count && cell.text.length)
			row->cells[reading->column_of[column]] = cell;
	}
	for (size_t i = 0; i < form->column_count; i++) {
		if (!form->columns[i].is_required || row->cells[i].text.length)
			continue;
		findings_add(&reading->suite->findings, CHECK_SYNTAX, row->place,
			     "nothing stands under \"%s\" in this line, so it is not used; write it there, with one "
			     "tab between two cells",
			     form->columns[i].name);
		return false;
	}
	return true;
}

/* The words of the key columns in small letters, a tab between them. */
static struct text key_of(struct reading *reading, const struct word_row *row)
{
	struct buffer key = BUFFER_EMPTY;

	for (size_t i = 0; i < reading->form->key_columns; i++) {
		buffer_append_byte(&key, '\t');
		unicode_fold_case(&key, row->cells[i].text);
	}
	return buffer_keep(&key, &reading->scratch);
}

static void read_row(struct reading *reading, size_t begin, size_t end)
{
	const struct word_table_form *form = reading->form;
	struct word_row row = {
		.place = trimmed(reading->source, begin, end).place,
		.cells = ARENA_ARRAY(&reading->suite->arena, form->column_count, struct text_value),
	};
	bool is_new;

	if (!read_cells(reading, begin, end, &row))
		return;
	void **first = map_place(&reading->keys, key_of(reading, &row), &is_new);
	if (!is_new) {
		struct finding *finding = complain(
			reading, row.place, "this line is there twice, and only the first counts; take this one out");
		finding->severity = SEVERITY_WARNING;
		finding_note(&reading->suite->findings, finding,
			     place_of(reading->source, (size_t)(uintptr_t)*first, (size_t)(uintptr_t)*first),
			     "the first one");
		return;
	}
	*first = (void *)(uintptr_t)row.place.begin;
	if (!form->accepts || form->accepts(reading->suite, &row))
		*ARRAY_ADD(&reading->rows) = row;
}

static bool read_lines(struct reading *reading)
{
	const struct source *source = reading->source;

	for (uint32_t i = 1; i <= source->line_count; i++) {
		struct text line = source_line(source, i);
		size_t begin = (size_t)(line.bytes - source->bytes.bytes);
		struct text words = text_trim(line);
		if (!words.length || words.bytes[0] == '#')
			continue;
		if (reading->columns)
			read_row(reading, begin, begin + line.length);
		else if (!read_header(reading, begin, begin + line.length))
			return false;
	}
	return true;
}

struct word_table *word_table_read(struct suite *suite, const struct source *source, const struct word_table_form *form)
{
	struct reading reading = {.suite = suite, .source = source, .form = form};
	struct word_table *table = NULL;
	size_t invalid = utf8_first_invalid(source->bytes);

	if (invalid < source->bytes.length) {
		findings_add(&suite->findings, CHECK_ENCODING, place_of(source, invalid, invalid + 1),
			     "this table is not UTF-8, so nothing in it can be used; save it as UTF-8");
		return NULL;
	}
	if (has_no_merge_marks(source, &suite->findings) && read_lines(&reading)) {
		table = ARENA_NEW(&suite->arena, struct word_table);
		table->source = source;
		table->rows = arena_copy_array(&suite->arena, reading.rows.items, reading.rows.count,
					       sizeof(struct word_row));
		table->count = reading.rows.count;
	}
	ARRAY_RELEASE(&reading.rows);
	map_release(&reading.keys);
	arena_release(&reading.scratch);
	return table;
}

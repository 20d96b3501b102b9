/* Policies and codes as tables (RFC 4180). */
#include "base/memory.h"
#include "tree/field_values.h"
#include "tree/published.h"
#include "write/write.h"

/* One file: rows of cells, each row ended by row_end. */
struct csv {
	struct buffer *out;
	bool is_row_begun;
};

/* RFC 4180, section 2: a cell with a comma, a quotation mark or a line break stands in quotation marks. */
static void cell(struct csv *csv, struct text text)
{
	static const struct text specials = TEXT_INIT(",\"\r\n");
	bool is_quoted = false;
	for (size_t i = 0; i < text.length; i++)
		is_quoted |= text_find_byte(specials, text.bytes[i], 0) != TEXT_NOT_FOUND;
	if (csv->is_row_begun)
		buffer_append_byte(csv->out, ',');
	csv->is_row_begun = true;
	if (is_quoted)
		buffer_append_byte(csv->out, '"');
	/* What begins so is run as a formula by spreadsheets, which can send what else is in the sheet elsewhere. */
	if (text.length && text_find_byte(TEXT("=+-@\t\r"), text.bytes[0], 0) != TEXT_NOT_FOUND)
		buffer_append_byte(csv->out, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] == '"')
			buffer_append_byte(csv->out, '"');
		buffer_append_byte(csv->out, text.bytes[i]);
	}
	if (is_quoted)
		buffer_append_byte(csv->out, '"');
}

static void row_end(struct csv *csv)
{
	buffer_append_string(csv->out, "\r\n");
	csv->is_row_begun = false;
}

/* The columns of a table are called by the paths of its rows. */
struct columns {
	struct arena *arena;
	ARRAY_OF(struct text) paths;
};

/* Tables nest as their definitions do: this recursion ends. */
static void add_columns(struct columns *columns, const struct field_table *table, struct text prefix)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (!field->json || field->type == FIELD_LIST || field->type == FIELD_MAP || field->type == FIELD_VALUE)
			continue;
		struct text path = arena_format(columns->arena, "%.*s%s%s", TEXT_ARGUMENTS(prefix),
						prefix.length ? "." : "", field->json);
		if (field->type == FIELD_OBJECT)
			add_columns(columns, field->members, path);
		else
			*ARRAY_ADD(&columns->paths) = path;
	}
}

static void value_cell(struct csv *csv, const struct value *value)
{
	struct buffer words = BUFFER_EMPTY;
	if (!value || value->kind != VALUE_LIST) {
		struct text text = value_text(value);
		cell(csv, text.bytes ? text : TEXT(""));
		return;
	}
	for (uint32_t i = 0; i < value->count; i++) {
		if (i)
			buffer_append_string(&words, "; ");
		buffer_append(&words, value_text(value->items[i]));
	}
	cell(csv, buffer_text(&words));
	buffer_release(&words);
}

static void head_cells(struct csv *csv, const struct columns *columns)
{
	for (size_t i = 0; i < columns->paths.count; i++)
		cell(csv, columns->paths.items[i]);
}

static void policy_cells(struct csv *csv, const struct columns *columns, const struct field_table *table,
			 const struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;
	const struct value *values = field_values(&arena, table, policy);
	for (size_t i = 0; i < columns->paths.count; i++)
		value_cell(csv, value_at(values, columns->paths.items[i].bytes));
	arena_release(&arena);
}

void write_policies_csv(struct buffer *out, const struct policy *const *policies, size_t count)
{
	struct csv csv = {.out = out};
	struct arena arena = ARENA_EMPTY;
	struct columns columns = {.arena = &arena};
	add_columns(&columns, &policy_fields, TEXT(""));
	head_cells(&csv, &columns);
	row_end(&csv);
	for (size_t i = 0; i < count; i++) {
		policy_cells(&csv, &columns, &policy_fields, policies[i]);
		row_end(&csv);
	}
	ARRAY_RELEASE(&columns.paths);
	arena_release(&arena);
}

/* The columns of a shape, by its rows: first those that come first, then the others. NULL after the last. */
static const struct member *next_column(const struct shape *shape, size_t *index)
{
	while (*index < 2 * shape->count) {
		const struct member *member = &shape->members[*index % shape->count];
		bool is_first = (member->flags & MEMBER_CSV_FIRST) != 0, is_due = is_first == (*index < shape->count);
		++*index;
		if (is_due && member->type < MEMBER_SHAPES && !(member->flags & MEMBER_NO_CSV))
			return member;
	}
	return NULL;
}

static void shape_names(struct csv *csv, const struct shape *shape)
{
	const struct member *column;
	for (size_t i = 0; (column = next_column(shape, &i));)
		cell(csv, text_of(column->name));
}

/* `object` NULL: there is none, and its cells are empty. */
static void shape_cells(struct csv *csv, const struct shape *shape, const void *object, const struct site *site)
{
	struct buffer scratch = BUFFER_EMPTY;
	const struct member *column;
	for (size_t i = 0; (column = next_column(shape, &i));)
		cell(csv, object ? member_words(column, object, site, &scratch) : TEXT(""));
	buffer_release(&scratch);
}

void write_codes_csv(struct buffer *out, const struct policy *const *policies, size_t count,
		     const struct edition *edition)
{
	struct csv csv = {.out = out};
	struct arena arena = ARENA_EMPTY;
	struct field_table keys = field_table_of(&arena, &policy_fields, FIELD_NAMES_VERSION);
	struct columns columns = {.arena = &arena};
	add_columns(&columns, &keys, TEXT(""));
	head_cells(&csv, &columns);
	shape_names(&csv, &code_set_shape);
	shape_names(&csv, &code_shape);
	row_end(&csv);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < policies[i]->code_set_count; k++) {
			const struct code_set *set = &policies[i]->code_sets[k];
			for (size_t n = 0; n == 0 || n < set->count; n++) {
				policy_cells(&csv, &columns, &keys, policies[i]);
				shape_cells(&csv, &code_set_shape, set, edition->site);
				shape_cells(&csv, &code_shape, set->count ? &set->codes[n] : NULL, edition->site);
				row_end(&csv);
			}
		}
	}
	ARRAY_RELEASE(&columns.paths);
	arena_release(&arena);
}

#include "write/xml_rows.h"

static bool is_attribute(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
		return (field->flags & FIELD_TOKEN) != 0;
	case FIELD_DATE:
	case FIELD_DURATION:
	case FIELD_CHOICE:
	case FIELD_NUMBER:
	case FIELD_BOOLEAN:
		return true;
	default:
		return false;
	}
}

/* The first part of what follows `prefix` in a row's path, empty where the row is not of that group; `*is_last`: it is
 * the row's own name. */
static struct text name_after(const struct field *field, struct text prefix, bool *is_last)
{
	struct text path = text_of(field->json);

	if (!path.length || !text_begins(path, prefix))
		return TEXT("");
	path = text_slice(path, prefix.length, path.length);
	size_t dot = text_find_byte(path, '.', 0);
	*is_last = dot == TEXT_NOT_FOUND;
	return *is_last ? path : text_slice(path, 0, dot);
}

bool xml_row_next(const struct field_table *table, struct text prefix, size_t *index, struct xml_row *row)
{
	for (; *index < table->count; ++*index) {
		bool is_last = false, is_first = true, ignored;
		struct text name = name_after(&table->fields[*index], prefix, &is_last);

		for (size_t i = 0; i < *index && !is_last && is_first; i++)
			is_first = !text_equal(name_after(&table->fields[i], prefix, &ignored), name);
		if (!name.length || !is_first)
			continue;
		row->name = name;
		row->field = is_last ? &table->fields[*index] : NULL;
		row->is_attribute = is_last && is_attribute(row->field);
		++*index;
		return true;
	}
	return false;
}

bool xml_row_may_be_blank(const struct field *field)
{
	return (field->flags & FIELD_BLANK_ALLOWED) != 0;
}

const char *xml_any_type_name(enum value_kind kind)
{
	static const char *const names[XML_ANY_TYPE_COUNT] = {
		[VALUE_NULL] = "null",     [VALUE_BOOLEAN] = "boolean", [VALUE_NUMBER] = "number",
		[VALUE_STRING] = "string", [VALUE_LIST] = "list",       [VALUE_MAP] = "map",
	};
	return names[kind];
}

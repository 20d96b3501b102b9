#include "tree/field_values.h"

#include <stdlib.h>

#include "base/bug.h"

static struct value *text_or_null(struct arena *arena, const struct text_value *value)
{
	return value->place.source || value->text.length ? value_string(arena, value->text) : value_null(arena);
}

static struct value *date_or_null(struct arena *arena, struct date date)
{
	if (!date_is_set(date))
		return value_null(arena);
	struct buffer iso = BUFFER_EMPTY;
	date_append_iso(&iso, date);
	struct value *value = value_string(arena, buffer_keep(&iso, arena));
	return value;
}

static struct value *duration_or_null(struct arena *arena, const struct duration_value *duration)
{
	if (!duration->place.source || (!duration->duration.months && !duration->duration.days))
		return value_null(arena);
	struct buffer iso = BUFFER_EMPTY;
	duration_append_iso(&iso, duration->duration);
	struct value *value = value_string(arena, buffer_keep(&iso, arena));
	return value;
}

static struct value *text_list(struct arena *arena, const struct list *list)
{
	struct value *values = value_list(arena);
	for (size_t i = 0; i < list->count; i++)
		value_list_add(arena, values, value_string(arena, LIST_ITEM(*list, struct text_value, i)->text));
	return values;
}

static struct value *choice_or_null(struct arena *arena, const struct field *field, const struct choice_value *value)
{
	if (value->choice < 0 || !value->place.source)
		return value_null(arena);
	return value_string(arena, text_of(field->choices[value->choice]));
}

static struct value *choice_list(struct arena *arena, const struct field *field, const struct list *list)
{
	struct value *values = value_list(arena);
	for (size_t i = 0; i < list->count; i++)
		value_list_add(arena, values, choice_or_null(arena, field, LIST_ITEM(*list, struct choice_value, i)));
	return values;
}

static struct value *text_map(struct arena *arena, const struct list *list)
{
	struct value *map = value_map(arena);
	for (size_t i = 0; i < list->count; i++) {
		const struct map_item *item = LIST_ITEM(*list, struct map_item, i);
		value_map_add(arena, map, item->key.text, value_string(arena, item->value.text));
	}
	return map;
}

static struct value *object_list(struct arena *arena, const struct list *list, const struct field_table *members)
{
	struct value *values = value_list(arena);
	for (size_t i = 0; i < list->count; i++)
		value_list_add(arena, values,
			       field_values(arena, members, (const char *)list->items + i * members->size));
	return values;
}

/* Tables are as deep as their definitions nest, which is a constant of the program: this recursion ends. */
struct value *field_value(struct arena *arena, const struct field *field, const void *object)
{
	switch (field->type) {
	case FIELD_TEXT:
		return text_or_null(arena, FIELD_AT_CONST(object, field, struct text_value));
	case FIELD_TEXT_LIST:
		return text_list(arena, FIELD_AT_CONST(object, field, struct list));
	case FIELD_DATE:
		return date_or_null(arena, FIELD_AT_CONST(object, field, struct date_value)->date);
	case FIELD_DURATION:
		return duration_or_null(arena, FIELD_AT_CONST(object, field, struct duration_value));
	case FIELD_CHOICE:
		return choice_or_null(arena, field, FIELD_AT_CONST(object, field, struct choice_value));
	case FIELD_CHOICES:
		return choice_list(arena, field, FIELD_AT_CONST(object, field, struct list));
	case FIELD_NUMBER:
		return field_is_set(object, field)
			       ? value_integer(arena, FIELD_AT_CONST(object, field, struct number_value)->number)
			       : value_null(arena);
	case FIELD_BOOLEAN:
		return field_is_set(object, field)
			       ? value_boolean(arena, FIELD_AT_CONST(object, field, struct boolean_value)->boolean)
			       : value_null(arena);
	case FIELD_OBJECT:
		if (!field_is_set(object, field) && !(field->flags & FIELD_ALWAYS))
			return value_null(arena);
		return field_values(arena, field->members, FIELD_AT_CONST(object, field, char));
	case FIELD_LIST:
		return object_list(arena, FIELD_AT_CONST(object, field, struct list), field->members);
	case FIELD_MAP:
		return text_map(arena, FIELD_AT_CONST(object, field, struct list));
	case FIELD_VALUE: {
		const struct value *value = *FIELD_AT_CONST(object, field, struct value *);
		/* Given on unchanged: nobody writes to a value once it is read. */
		return value ? (struct value *)(uintptr_t)value : value_map(arena);
	}
	}
	BUG("field %s has no type", field->json);
}

/* The map in which the last part of a dotted path stands, made where it isn't there; `*name` is that last part. */
static struct value *group_of(struct arena *arena, struct value *map, struct text path, struct text *name)
{
	for (;;) {
		size_t dot = text_find_byte(path, '.', 0);
		if (dot == TEXT_NOT_FOUND)
			break;
		struct text part = text_slice(path, 0, dot);
		struct value *group = value_map_get(map, part);
		if (!group) {
			group = value_map(arena);
			value_map_add(arena, map, part, group);
		}
		map = group;
		path = text_slice(path, dot + 1, path.length);
	}
	*name = path;
	return map;
}

struct value *field_values(struct arena *arena, const struct field_table *table, const void *object)
{
	struct value *map = value_map(arena);
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (!field->json)
			continue;
		struct text name;
		struct value *group = group_of(arena, map, text_of(field->json), &name);
		if (!value_map_add(arena, group, name, field_value(arena, field, object)))
			BUG("two rows of %s are called %s", table->name, field->json);
	}
	return map;
}

static void json_number_text(struct json_writer *json, struct text digits)
{
	char copy[40];
	size_t length = digits.length < sizeof copy - 1 ? digits.length : sizeof copy - 1;
	for (size_t i = 0; i < length; i++)
		copy[i] = digits.bytes[i];
	copy[length] = '\0';
	char *end;
	long long whole = strtoll(copy, &end, 10);
	if (*end == '\0')
		json_write_integer(json, whole);
	else
		json_write_number(json, strtod(copy, NULL));
}

/* Values come from tables or from YAML that is at most LIMIT_YAML_DEPTH deep: this recursion ends. */
void json_write_value(struct json_writer *json, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		json_write_null(json);
		return;
	case VALUE_BOOLEAN:
		json_write_boolean(json, value->boolean);
		return;
	case VALUE_NUMBER:
		json_number_text(json, value->text);
		return;
	case VALUE_STRING:
		json_write_string(json, value->text);
		return;
	case VALUE_LIST:
		json_write_array_begin(json);
		for (uint32_t i = 0; i < value->count; i++)
			json_write_value(json, value->items[i]);
		json_write_array_end(json);
		return;
	case VALUE_MAP:
		json_write_object_begin(json);
		json_write_value_members(json, value);
		json_write_object_end(json);
		return;
	}
}

void json_write_value_members(struct json_writer *json, const struct value *map)
{
	for (uint32_t i = 0; i < map->count; i++) {
		json_write_name_text(json, map->members[i].key);
		json_write_value(json, map->members[i].value);
	}
}

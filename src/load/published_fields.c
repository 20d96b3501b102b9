#include "load/published_fields.h"

static struct text_value text_at(const struct value *value, struct place place)
{
	struct text text = value_text(value);
	return (struct text_value){text, text.bytes ? place : PLACE_NONE};
}

static struct list texts_of(struct arena *arena, const struct value *value, struct place place)
{
	if (!value || value->kind != VALUE_LIST)
		return (struct list){NULL, 0, PLACE_NONE};
	struct text_value *items = ARENA_ARRAY(arena, value->count, struct text_value);
	for (uint32_t i = 0; i < value->count; i++)
		items[i] = text_at(value->items[i], place);
	return (struct list){items, value->count, value->count ? place : PLACE_NONE};
}

static struct list map_of(struct arena *arena, const struct value *value, struct place place)
{
	if (!value || value->kind != VALUE_MAP)
		return (struct list){NULL, 0, PLACE_NONE};
	struct map_item *items = ARENA_ARRAY(arena, value->count, struct map_item);
	for (uint32_t i = 0; i < value->count; i++)
		items[i] = (struct map_item){{value->members[i].key, place}, text_at(value->members[i].value, place)};
	return (struct list){items, value->count, value->count ? place : PLACE_NONE};
}

/* Has it a member that says something? Objects that are always there may say nothing. */
static bool says_something(const struct value *map)
{
	for (uint32_t i = 0; map && map->kind == VALUE_MAP && i < map->count; i++) {
		const struct value *value = map->members[i].value;
		if (value->kind != VALUE_NULL && (value->kind != VALUE_LIST || value->count))
			return true;
	}
	return false;
}

static void read_object(struct arena *arena, const struct field_table *table, const struct value *map, void *object,
			struct place place)
{
	field_clear(table, object);
	*(struct place *)object = place;
	published_fields_read(arena, table, map, object, place);
}

static struct list objects_of(struct arena *arena, const struct field_table *table, const struct value *value,
			      struct place place)
{
	if (!value || value->kind != VALUE_LIST)
		return (struct list){NULL, 0, PLACE_NONE};
	char *items = arena_allocate_array(arena, value->count, table->size);
	for (uint32_t i = 0; i < value->count; i++)
		read_object(arena, table, value->items[i], items + i * table->size, place);
	return (struct list){items, value->count, value->count ? place : PLACE_NONE};
}

static struct choice_value choice_of(const char *const *choices, const struct value *value, struct place place)
{
	struct choice_value result = {.choice = -1, .text = value_text(value)};
	for (int i = 0; result.text.bytes && choices[i]; i++)
		if (text_is(result.text, choices[i]))
			result = (struct choice_value){i, place, result.text};
	return result;
}

static struct list choices_of(struct arena *arena, const char *const *choices, const struct value *value,
			      struct place place)
{
	if (!value || value->kind != VALUE_LIST)
		return (struct list){NULL, 0, PLACE_NONE};
	struct choice_value *items = ARENA_ARRAY(arena, value->count, struct choice_value);
	for (uint32_t i = 0; i < value->count; i++)
		items[i] = choice_of(choices, value->items[i], place);
	return (struct list){items, value->count, value->count ? place : PLACE_NONE};
}

static struct number_value number_of(const struct value *value, struct place place)
{
	uint32_t number = 0;
	text_to_number(value_text(value), UINT32_MAX, &number);
	return (struct number_value){.number = number, .place = place};
}

static struct date_value date_of(const struct value *value, struct place place)
{
	struct date_value result = {.text = value_text(value)};
	if (date_parse(result.text, &result.date))
		result.place = place;
	return result;
}

/* "P5Y", "P18M", "P6W", "P12D": what duration_append_iso writes is, without its P, the short form of --within. */
static struct duration_value duration_of(const struct value *value, struct place place)
{
	struct duration_value result = {.text = value_text(value)};
	if (text_begins(result.text, TEXT("P")) &&
	    duration_parse(text_slice(result.text, 1, result.text.length), &result.duration))
		result.place = place;
	return result;
}

static void read_field(struct arena *arena, const struct field *field, const struct value *value, void *object,
		       struct place place)
{
	switch (field->type) {
	case FIELD_TEXT:
		*FIELD_AT(object, field, struct text_value) = text_at(value, place);
		break;
	case FIELD_TEXT_LIST:
		*FIELD_AT(object, field, struct list) = texts_of(arena, value, place);
		break;
	case FIELD_DATE:
		*FIELD_AT(object, field, struct date_value) = date_of(value, place);
		break;
	case FIELD_DURATION:
		*FIELD_AT(object, field, struct duration_value) = duration_of(value, place);
		break;
	case FIELD_CHOICE:
		*FIELD_AT(object, field, struct choice_value) = choice_of(field->choices, value, place);
		break;
	case FIELD_CHOICES:
		*FIELD_AT(object, field, struct list) = choices_of(arena, field->choices, value, place);
		break;
	case FIELD_OBJECT:
		if (says_something(value))
			read_object(arena, field->members, value, FIELD_AT(object, field, char), place);
		break;
	case FIELD_LIST:
		*FIELD_AT(object, field, struct list) = objects_of(arena, field->members, value, place);
		break;
	case FIELD_MAP:
		*FIELD_AT(object, field, struct list) = map_of(arena, value, place);
		break;
	case FIELD_VALUE:
		*FIELD_AT(object, field, const struct value *) = value && value->count ? value : NULL;
		break;
	case FIELD_NUMBER:
		*FIELD_AT(object, field, struct number_value) = number_of(value, place);
		break;
	case FIELD_BOOLEAN:
		break; /* of configuration alone */
	}
}

void published_fields_read(struct arena *arena, const struct field_table *table, const struct value *map, void *object,
			   struct place place)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		const struct value *value = field->json ? value_at(map, field->json) : NULL;
		if (value && value->kind != VALUE_NULL)
			read_field(arena, field, value, object, place);
	}
}

#include "tree/field.h"

const struct field *field_find(const struct field_table *table, struct text key)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->fields[i].key != NULL && text_is(key, table->fields[i].key))
			return &table->fields[i];
	return NULL;
}

void field_clear(const struct field_table *table, void *object)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (field->type == FIELD_CHOICE)
			FIELD_AT(object, field, struct choice_value)->choice = -1;
		else if (field->type == FIELD_OBJECT)
			field_clear(field->members, FIELD_AT(object, field, char));
	}
}

struct place field_place(const void *object, const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
		return FIELD_AT_CONST(object, field, struct text_value)->place;
	case FIELD_DATE:
		return FIELD_AT_CONST(object, field, struct date_value)->place;
	case FIELD_DURATION:
		return FIELD_AT_CONST(object, field, struct duration_value)->place;
	case FIELD_CHOICE:
		return FIELD_AT_CONST(object, field, struct choice_value)->place;
	case FIELD_NUMBER:
		return FIELD_AT_CONST(object, field, struct number_value)->place;
	case FIELD_BOOLEAN:
		return FIELD_AT_CONST(object, field, struct boolean_value)->place;
	case FIELD_OBJECT:
		return *FIELD_AT_CONST(object, field, struct place);
	case FIELD_TEXT_LIST:
	case FIELD_CHOICES:
	case FIELD_LIST:
	case FIELD_MAP:
		return FIELD_AT_CONST(object, field, struct list)->place;
	case FIELD_VALUE:
		break;
	}
	return PLACE_NONE;
}

bool field_is_set(const void *object, const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
		return FIELD_AT_CONST(object, field, struct text_value)->text.length > 0;
	case FIELD_DATE:
		return date_is_set(FIELD_AT_CONST(object, field, struct date_value)->date);
	case FIELD_DURATION: {
		struct duration duration = FIELD_AT_CONST(object, field, struct duration_value)->duration;
		return duration.months != 0 || duration.days != 0;
	}
	case FIELD_CHOICE:
		return FIELD_AT_CONST(object, field, struct choice_value)->choice >= 0;
	case FIELD_NUMBER:
	case FIELD_BOOLEAN:
	case FIELD_OBJECT:
		return place_is_set(field_place(object, field));
	case FIELD_TEXT_LIST:
	case FIELD_CHOICES:
	case FIELD_LIST:
	case FIELD_MAP:
		return FIELD_AT_CONST(object, field, struct list)->count > 0;
	case FIELD_VALUE:
		return *FIELD_AT_CONST(object, field, struct value *) != NULL;
	}
	return false;
}

struct field_table field_table_of(struct arena *arena, const struct field_table *table, unsigned flag)
{
	struct field *rows = ARENA_ARRAY(arena, table->count, struct field);
	struct field_table part = {.name = table->name, .size = table->size, .fields = rows};
	for (size_t i = 0; i < table->count; i++)
		if (table->fields[i].flags & flag)
			rows[part.count++] = table->fields[i];
	return part;
}

/* Tables nest as their definitions do: this recursion ends. */
void field_each_text(const struct field_table *table, const void *object,
		     void (*visit)(void *context, const struct field *field, const struct text_value *value),
		     void *context)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		const struct list *list = FIELD_AT_CONST(object, field, struct list);
		if (!field->key)
			continue;
		if (field->type == FIELD_TEXT)
			visit(context, field, FIELD_AT_CONST(object, field, struct text_value));
		else if (field->type == FIELD_OBJECT)
			field_each_text(field->members, list, visit, context);
		for (size_t j = 0; field->type == FIELD_TEXT_LIST && j < list->count; j++)
			visit(context, field, LIST_ITEM(*list, struct text_value, j));
		for (size_t j = 0; field->type == FIELD_MAP && j < list->count; j++)
			visit(context, field, &LIST_ITEM(*list, struct map_item, j)->value);
		for (size_t j = 0; field->type == FIELD_LIST && field->json && j < list->count; j++)
			field_each_text(field->members, (const char *)list->items + j * field->members->size, visit,
					context);
	}
}

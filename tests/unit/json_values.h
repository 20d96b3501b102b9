/* JSON as policyc wrote it, read back as values. */
#ifndef POLICYC_TESTS_JSON_VALUES_H
#define POLICYC_TESTS_JSON_VALUES_H

#include <jansson.h>

#include "base/value.h"

/* JSON back to values: numbers keep their digits. As deep as the document: this recursion ends. */
static inline struct value *value_of_json(struct arena *arena, json_t *json)
{
	const char *key;
	json_t *item;
	size_t i;
	struct value *value;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value = value_map(arena);
		json_object_foreach(json, key, item)
			value_map_add(arena, value, arena_copy(arena, text_of(key)), value_of_json(arena, item));
		return value;
	case JSON_ARRAY:
		value = value_list(arena);
		json_array_foreach(json, i, item) value_list_add(arena, value, value_of_json(arena, item));
		return value;
	case JSON_STRING:
		return value_string(
			arena, arena_copy(arena, (struct text){json_string_value(json), json_string_length(json)}));
	case JSON_INTEGER:
		return value_integer(arena, json_integer_value(json));
	case JSON_REAL:
		return value_number(arena, arena_format(arena, "%.17g", json_real_value(json)));
	case JSON_TRUE:
	case JSON_FALSE:
		return value_boolean(arena, json_is_true(json));
	default:
		return value_null(arena);
	}
}

/* NULL where it is no JSON. */
static inline struct value *value_of_json_text(struct arena *arena, struct text text)
{
	json_t *json = json_loadb(text.bytes, text.length, JSON_ALLOW_NUL, NULL);
	struct value *value = json ? value_of_json(arena, json) : NULL;

	json_decref(json);
	return value;
}

#endif

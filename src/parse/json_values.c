#include "parse/json_values.h"

#include <jansson.h>

#include "base/memory.h"
#include "base/unicode.h"

/* What no source may hold, no copy made from one can: it is seen as U+FFFD, and does nothing in a terminal. */
static struct text copy_of(struct arena *arena, const char *bytes, size_t length)
{
	struct text text = {bytes, length}, copy;
	struct buffer safe = BUFFER_EMPTY;
	size_t at = 0;
	while (at < length && (unsigned char)bytes[at] >= ' ' && (unsigned char)bytes[at] < 0x7F)
		at++;
	if (at == length)
		return arena_copy(arena, text);
	buffer_append(&safe, text_slice(text, 0, at));
	while (at < length) {
		uint32_t code_point = utf8_decode(text, &at);
		utf8_append(&safe, unicode_is_unsafe(code_point) ? 0xFFFD : code_point);
	}
	copy = arena_copy(arena, buffer_text(&safe));
	buffer_release(&safe);
	return copy;
}

static struct value *number_of(struct arena *arena, const json_t *json)
{
	if (json_is_integer(json))
		return value_integer(arena, json_integer_value(json));
	return value_number(arena, arena_format(arena, "%.17g", json_real_value(json)));
}

/* jansson reads nothing that is nested over 2048 deep (its JSON_PARSER_MAX_DEPTH), so this recursion ends. */
static struct value *value_of(struct arena *arena, json_t *json)
{
	struct value *value;
	const char *key;
	json_t *member;
	size_t index;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value = value_map(arena);
		json_object_foreach(json, key, member)
			value_map_add(arena, value, copy_of(arena, key, text_of(key).length), value_of(arena, member));
		return value;
	case JSON_ARRAY:
		value = value_list(arena);
		json_array_foreach(json, index, member) value_list_add(arena, value, value_of(arena, member));
		return value;
	case JSON_STRING:
		return value_string(arena, copy_of(arena, json_string_value(json), json_string_length(json)));
	case JSON_INTEGER:
	case JSON_REAL:
		return number_of(arena, json);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_boolean(arena, json_is_true(json));
	case JSON_NULL:
		break;
	}
	return value_null(arena);
}

struct value *json_values_read(struct arena *arena, struct text bytes, unsigned *line)
{
	json_error_t error = {.line = 0};
	json_t *json = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	struct value *value = json ? value_of(arena, json) : NULL;

	*line = error.line > 0 ? (unsigned)error.line : 0;
	json_decref(json);
	return value;
}

void json_values_set_up(void)
{
	json_set_alloc_funcs(memory_for_library, free);
}

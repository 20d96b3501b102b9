#include "base/value.h"

#include <inttypes.h>
#include <string.h>

#include "base/bug.h"

/* Up to this many members a map is searched from the front: shorter than making a table. */
#define MEMBERS_WITHOUT_TABLE 8

static struct value *value_new(struct arena *arena, enum value_kind kind, struct text text)
{
	struct value *value = ARENA_NEW(arena, struct value);
	value->kind = kind;
	value->text = text;
	return value;
}

struct value *value_null(struct arena *arena)
{
	return value_new(arena, VALUE_NULL, TEXT(""));
}

struct value *value_boolean(struct arena *arena, bool boolean)
{
	struct value *value = value_new(arena, VALUE_BOOLEAN, boolean ? TEXT("true") : TEXT("false"));
	value->boolean = boolean;
	return value;
}

struct value *value_number(struct arena *arena, struct text digits)
{
	return value_new(arena, VALUE_NUMBER, digits);
}

struct value *value_integer(struct arena *arena, int64_t number)
{
	return value_number(arena, arena_format(arena, "%" PRId64, number));
}

struct value *value_string(struct arena *arena, struct text text)
{
	return text.bytes == NULL ? value_null(arena) : value_new(arena, VALUE_STRING, text);
}

struct value *value_list(struct arena *arena)
{
	return value_new(arena, VALUE_LIST, TEXT(""));
}

struct value *value_map(struct arena *arena)
{
	return value_new(arena, VALUE_MAP, TEXT(""));
}

/* Room for one more item of `size` bytes. The old room stays in the arena: at most as much again as is used. */
static void *grown(struct arena *arena, struct value *value, void *old, size_t size)
{
	if (value->count < value->capacity)
		return old;
	if (value->count > UINT32_MAX / 4)
		BUG("a value of more than %" PRIu32 " parts", value->count);
	uint32_t capacity = value->capacity == 0 ? 4 : value->capacity * 2;
	void *room = arena_allocate_array(arena, capacity, size);
	if (value->count > 0)
		memcpy(room, old, value->count * size);
	value->capacity = capacity;
	return room;
}

void value_list_add(struct arena *arena, struct value *list, struct value *item)
{
	if (list->kind != VALUE_LIST)
		BUG("an item is added to %s", value_kind_words(list->kind));
	list->items = grown(arena, list, list->items, sizeof(struct value *));
	list->items[list->count++] = item;
}

/* The slot where the key is or would be; slots hold 1-based positions of members. */
static uint32_t *slot_of(const struct value *map, struct text key)
{
	uint32_t mask = map->slot_count - 1;
	for (uint32_t at = (uint32_t)text_hash(key) & mask;; at = (at + 1) & mask) {
		uint32_t *slot = &map->slots[at];
		if (*slot == 0 || text_equal(map->members[*slot - 1].key, key))
			return slot;
	}
}

static void table_make(struct arena *arena, struct value *map)
{
	map->slot_count = map->slot_count == 0 ? 4 * MEMBERS_WITHOUT_TABLE : map->slot_count * 2;
	map->slots = ARENA_ARRAY(arena, map->slot_count, uint32_t);
	for (uint32_t i = 0; i < map->count; i++)
		*slot_of(map, map->members[i].key) = i + 1;
}

struct value_member *value_map_add(struct arena *arena, struct value *map, struct text key, struct value *value)
{
	if (map->kind != VALUE_MAP)
		BUG("a member is added to %s", value_kind_words(map->kind));
	if (value_map_member(map, key) != NULL)
		return NULL;
	map->members = grown(arena, map, map->members, sizeof(struct value_member));
	map->members[map->count++] = (struct value_member){.key = key, .value = value};
	/* Kept at most half full. */
	if (map->count > MEMBERS_WITHOUT_TABLE && map->count * 2 > map->slot_count)
		table_make(arena, map);
	else if (map->slots != NULL)
		*slot_of(map, key) = map->count;
	return &map->members[map->count - 1];
}

void value_set(struct arena *arena, struct value *map, const char *key, struct value *value)
{
	if (value_map_add(arena, map, text_of(key), value) == NULL)
		BUG("\"%s\" is set twice", key);
}

void value_set_text(struct arena *arena, struct value *map, const char *key, struct text text)
{
	value_set(arena, map, key, value_string(arena, text));
}

void value_set_string(struct arena *arena, struct value *map, const char *key, const char *string)
{
	value_set(arena, map, key, string == NULL ? value_null(arena) : value_string(arena, text_of(string)));
}

void value_set_boolean(struct arena *arena, struct value *map, const char *key, bool boolean)
{
	value_set(arena, map, key, value_boolean(arena, boolean));
}

void value_set_integer(struct arena *arena, struct value *map, const char *key, int64_t number)
{
	value_set(arena, map, key, value_integer(arena, number));
}

struct value_member *value_map_member(const struct value *map, struct text key)
{
	if (map == NULL || map->kind != VALUE_MAP)
		return NULL;
	if (map->slots != NULL) {
		uint32_t position = *slot_of(map, key);
		return position == 0 ? NULL : &map->members[position - 1];
	}
	for (uint32_t i = 0; i < map->count; i++) {
		if (text_equal(map->members[i].key, key))
			return &map->members[i];
	}
	return NULL;
}

struct value *value_map_get(const struct value *map, struct text key)
{
	struct value_member *member = value_map_member(map, key);
	return member == NULL ? NULL : member->value;
}

struct value *value_at(const struct value *value, const char *path)
{
	struct text rest = text_of(path), key;
	struct value *found = NULL;
	while (text_split(&rest, '.', &key)) {
		found = value_map_get(value, key);
		if (found == NULL)
			return NULL;
		value = found;
	}
	return found;
}

bool value_is_scalar(const struct value *value)
{
	return value != NULL && value->kind != VALUE_LIST && value->kind != VALUE_MAP;
}

struct text value_text(const struct value *value)
{
	if (!value_is_scalar(value) || value->kind == VALUE_NULL)
		return (struct text){NULL, 0};
	return value->text;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a == b)
		return true;
	if (!a || !b || a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_BOOLEAN:
		return a->boolean == b->boolean;
	case VALUE_NUMBER:
	case VALUE_STRING:
		return text_equal(a->text, b->text);
	case VALUE_LIST:
		if (a->count != b->count)
			return false;
		for (uint32_t i = 0; i < a->count; i++)
			if (!value_equal(a->items[i], b->items[i]))
				return false;
		return true;
	case VALUE_MAP:
		if (a->count != b->count)
			return false;
		for (uint32_t i = 0; i < a->count; i++)
			if (!value_equal(a->members[i].value, value_map_get(b, a->members[i].key)))
				return false;
		return true;
	}
	return false;
}

const char *value_kind_words(enum value_kind kind)
{
	static const char *const words[] = {
		[VALUE_NULL] = "nothing",  [VALUE_BOOLEAN] = "true or false", [VALUE_NUMBER] = "a number",
		[VALUE_STRING] = "a text", [VALUE_LIST] = "a list",           [VALUE_MAP] = "a group of values",
	};
	return words[kind];
}

struct value *value_text_or_null(struct arena *arena, struct text text)
{
	return text.length ? value_string(arena, text) : value_null(arena);
}

void value_replace(struct arena *arena, struct value *map, const char *key, struct value *value)
{
	struct value_member *member = value_map_member(map, text_of(key));
	if (member)
		member->value = value;
	else
		value_set(arena, map, key, value);
}

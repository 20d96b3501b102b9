#include "verify/values.h"

#include "base/map.h"
#include "base/memory.h"

/* Where a value stands: the way there from the whole. */
struct way {
	const struct way *above; /* NULL: the whole */
	struct text key;         /* bytes NULL: an item by its number */
	uint32_t number;
	bool is_item;
};

struct comparing {
	struct differences *differences;
	struct arena arena; /* words of lists and maps that are shown whole */
};

static void compare(struct comparing *comparing, const struct way *way, const struct value *source,
		    const struct value *copy);

/* Deeper than this, paths are shown from there on. */
#define STEPS_SHOWN 24

static void append_step(struct buffer *out, const struct way *way)
{
	if (way->is_item && way->key.bytes)
		buffer_append_format(out, "[%.*s]", TEXT_ARGUMENTS(text_slice(way->key, 0, 80)));
	else if (way->is_item)
		buffer_append_format(out, "[%u]", (unsigned)way->number);
	else
		buffer_append_format(out, "%s%.*s", out->length ? "." : "",
				     TEXT_ARGUMENTS(text_slice(way->key, 0, 80)));
}

static void append_way(struct buffer *out, const struct way *way)
{
	const struct way *steps[STEPS_SHOWN];
	size_t count = 0;
	for (; way && way->above && count < STEPS_SHOWN; way = way->above)
		steps[count++] = way;
	if (way && way->above)
		buffer_append_string(out, "…");
	while (count-- > 0)
		append_step(out, steps[count]);
}

/* A scalar as it is written, a list or map by what it is. */
static struct text shown(struct comparing *comparing, const struct value *value)
{
	if (!value)
		return (struct text){NULL, 0};
	switch (value->kind) {
	case VALUE_NULL:
		return TEXT("null");
	case VALUE_STRING:
		return arena_format(&comparing->arena, "\"%.*s\"", TEXT_ARGUMENTS(value->text));
	case VALUE_BOOLEAN:
	case VALUE_NUMBER:
		return value->text;
	case VALUE_LIST:
		return arena_format(&comparing->arena, "a list of %u", (unsigned)value->count);
	case VALUE_MAP:
		break;
	}
	return arena_format(&comparing->arena, "an object of %u", (unsigned)value->count);
}

static void tell(struct comparing *comparing, const struct way *way, const struct value *source,
		 const struct value *copy)
{
	struct buffer name = BUFFER_EMPTY;
	append_way(&name, way);
	differences_add(comparing->differences, name.length ? buffer_text(&name) : TEXT("the whole"),
			shown(comparing, source), shown(comparing, copy));
	buffer_release(&name);
}

static bool is_passed_over(const struct way *way, struct text key)
{
	return !way->above && (text_is(key, "generator") || text_is(key, "$schema"));
}

static void compare_maps(struct comparing *comparing, const struct way *way, const struct value *source,
			 const struct value *copy)
{
	for (uint32_t i = 0; i < source->count; i++) {
		struct way step = {way, source->members[i].key, 0, false};
		const struct value *other = value_map_get(copy, step.key);
		if (!is_passed_over(way, step.key))
			compare(comparing, &step, source->members[i].value, other);
	}
	for (uint32_t i = 0; i < copy->count; i++) {
		struct way step = {way, copy->members[i].key, 0, false};
		if (!is_passed_over(way, step.key) && !value_map_member(source, step.key))
			tell(comparing, &step, NULL, copy->members[i].value);
	}
}

/* What names an item of a list, the surest first. */
static const char *const names[] = {"id", "ref", "code", "path", "key", "number", "slug", "name", "url"};

/* The items of a list by that member; false where some have none, or the same. */
static bool index_items(const struct value *list, const char *name, struct map *items)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct text key = value_text(value_map_get(list->items[i], text_of(name)));
		bool is_new = false;
		if (list->items[i]->kind != VALUE_MAP || !key.length)
			return false;
		void **place = map_place(items, key, &is_new);
		if (!is_new)
			return false;
		*place = list->items[i];
	}
	return list->count > 0;
}

/* The lists by a member that names their items, where there is one. */
static bool index_both(const struct value *source, const struct value *copy, struct map *in_source, struct map *in_copy)
{
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (index_items(source, names[i], in_source) && (!copy->count || index_items(copy, names[i], in_copy)))
			return true;
		map_release(in_source);
		map_release(in_copy);
		*in_source = *in_copy = (struct map)MAP_EMPTY;
	}
	return false;
}

/* Stands one item in the place of another, of which neither is in the other list? Then its name was altered. */
static bool is_renamed(const struct map *source, const struct map *copy, size_t i)
{
	return source->count == copy->count && !map_get(copy, source->entries[i].key) &&
	       !map_get(source, copy->entries[i].key);
}

static void compare_named(struct comparing *comparing, const struct way *way, const struct map *source,
			  const struct map *copy)
{
	size_t before = comparing->differences->count;
	for (size_t i = 0; i < source->count; i++) {
		struct way step = {way, source->entries[i].key, 0, true};
		const struct value *other = map_get(copy, step.key);
		compare(comparing, &step, source->entries[i].value,
			other || !is_renamed(source, copy, i) ? other : copy->entries[i].value);
	}
	for (size_t i = 0; i < copy->count; i++) {
		struct way step = {way, copy->entries[i].key, 0, true};
		if (!map_get(source, step.key) && !is_renamed(source, copy, i))
			tell(comparing, &step, NULL, copy->entries[i].value);
	}
	if (comparing->differences->count != before)
		return;
	for (size_t i = 0; i < source->count; i++) {
		if (text_equal(source->entries[i].key, copy->entries[i].key))
			continue;
		struct buffer name = BUFFER_EMPTY;
		append_way(&name, way);
		differences_say(comparing->differences,
				"%.*s: its items stand in another order: \"%.*s\" where the sources have \"%.*s\"",
				TEXT_ARGUMENTS(buffer_text(&name)), TEXT_ARGUMENTS(copy->entries[i].key),
				TEXT_ARGUMENTS(source->entries[i].key));
		buffer_release(&name);
		return;
	}
}

/* By their numbers; where some are missing or added, what stands the same at either end is left out first, so that they
 * are named and not all that follows. */
static void compare_numbered(struct comparing *comparing, const struct way *way, const struct value *source,
			     const struct value *copy)
{
	uint32_t least = source->count < copy->count ? source->count : copy->count, head = 0, tail = 0;
	bool is_as_long = source->count == copy->count;
	while (!is_as_long && head < least && value_equal(source->items[head], copy->items[head]))
		head++;
	while (!is_as_long && tail < least - head &&
	       value_equal(source->items[source->count - tail - 1], copy->items[copy->count - tail - 1]))
		tail++;
	for (uint32_t i = head; i < source->count - tail || i < copy->count - tail; i++) {
		struct way step = {way, {NULL, 0}, i, true};
		compare(comparing, &step, i < source->count - tail ? source->items[i] : NULL,
			i < copy->count - tail ? copy->items[i] : NULL);
	}
}

static void compare_lists(struct comparing *comparing, const struct way *way, const struct value *source,
			  const struct value *copy)
{
	struct map in_source = MAP_EMPTY, in_copy = MAP_EMPTY;
	if (index_both(source, copy, &in_source, &in_copy))
		compare_named(comparing, way, &in_source, &in_copy);
	else
		compare_numbered(comparing, way, source, copy);
	map_release(&in_source);
	map_release(&in_copy);
}

/* Goes as deep as what the sources have, which is what policyc writes. */
static void compare(struct comparing *comparing, const struct way *way, const struct value *source,
		    const struct value *copy)
{
	if (!source || !copy || source->kind != copy->kind)
		tell(comparing, way, source, copy);
	else if (source->kind == VALUE_MAP)
		compare_maps(comparing, way, source, copy);
	else if (source->kind == VALUE_LIST)
		compare_lists(comparing, way, source, copy);
	else if (!text_equal(source->text, copy->text))
		tell(comparing, way, source, copy);
}

void values_compare(const struct value *source, const struct value *copy, struct differences *differences)
{
	struct comparing comparing = {.differences = differences};
	struct way whole = {NULL, TEXT(""), 0, false};
	compare(&comparing, &whole, source, copy);
	arena_release(&comparing.arena);
}

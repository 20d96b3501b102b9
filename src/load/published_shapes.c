#include "load/published_shapes.h"

#include <stdio.h>
#include <stdlib.h>

#define TARGET(object, member, type) ((type *)(void *)((char *)(object) + (member)->offset))

static double number_of(const struct value *value)
{
	struct text digits = value_text(value);
	char word[64];
	if (!digits.bytes || digits.length >= sizeof word)
		return 0;
	snprintf(word, sizeof word, "%.*s", TEXT_ARGUMENTS(digits));
	return strtod(word, NULL);
}

/* True, false, or null where it is open; no member is false. */
static enum truth truth_of(const struct value *value)
{
	if (!value || (value->kind == VALUE_BOOLEAN && !value->boolean))
		return TRUTH_NO;
	return value->kind == VALUE_BOOLEAN ? TRUTH_YES : TRUTH_OPEN;
}

static bool has_number(const struct value *map, const char *name)
{
	const struct value *value = value_map_get(map, text_of(name));

	return value && value->kind == VALUE_NUMBER;
}

static struct text *ids_of(struct arena *arena, const struct value *list, size_t *count)
{
	*count = list && list->kind == VALUE_LIST ? list->count : 0;
	struct text *ids = ARENA_ARRAY(arena, *count, struct text);
	for (size_t i = 0; i < *count; i++)
		ids[i] = value_text(list->items[i]);
	return ids;
}

static struct quantity *quantities_of(struct arena *arena, const struct member *member, const struct value *list,
				      struct place place)
{
	struct quantity *first = NULL, **last = &first;
	for (uint32_t i = 0; list && list->kind == VALUE_LIST && i < list->count; i++) {
		struct quantity *quantity = ARENA_NEW(arena, struct quantity);
		const struct value *map = list->items[i];
		published_shape_read(arena, member->shape, map, place, quantity);
		/* What members say by being there. */
		quantity->has_upper = has_number(map, "upper");
		quantity->has_second = has_number(map, "diastolic") || has_number(map, "denominator");
		quantity->is_join_unclear = value_map_get(map, TEXT("join")) != NULL;
		quantity->is_amount = value_map_get(map, TEXT("role")) != NULL;
		*last = quantity;
		last = &quantity->next;
	}
	return first;
}

/* Shapes nest as their tables do: this recursion, through published_shapes_read, ends. */
static void read_member(struct arena *arena, const struct member *member, const struct value *value, struct place place,
			void *object)
{
	size_t *count = (size_t *)(void *)((char *)object + member->count);

	/* Rows for one value by different names ("at_least", "exactly"): the one that is there says it. */
	if (!value && member->flags & MEMBER_OPTIONAL)
		return;
	switch (member->type) {
	case MEMBER_TEXT:
	case MEMBER_ID:
	case MEMBER_NUMBERING:
	case MEMBER_ADDRESS:
		if (!member->text)
			*TARGET(object, member, struct text) = value_text(value);
		return;
	case MEMBER_CHOICE:
		if (member->choice && !member->offset)
			return; /* worked out, and in no struct */
		*TARGET(object, member, unsigned) = choices_find(member->choices, value_text(value));
		return;
	case MEMBER_WHOLE:
		*TARGET(object, member, uint32_t) = (uint32_t)number_of(value);
		return;
	case MEMBER_NUMBER:
		*TARGET(object, member, double) = number_of(value);
		return;
	case MEMBER_TRUTH:
		*TARGET(object, member, bool) = value && value->kind == VALUE_BOOLEAN && value->boolean;
		return;
	case MEMBER_OPEN:
		*TARGET(object, member, enum truth) = truth_of(value);
		return;
	case MEMBER_IDS:
		*TARGET(object, member, struct text *) = ids_of(arena, value, count);
		return;
	case MEMBER_SHAPES:
		*TARGET(object, member, void *) = published_shapes_read(arena, member->shape, value, place, count);
		return;
	case MEMBER_QUANTITIES:
		*TARGET(object, member, struct quantity *) = quantities_of(arena, member, value, place);
		return;
	default:
		return;
	}
}

void published_shape_read(struct arena *arena, const struct shape *shape, const struct value *map, struct place place,
			  void *object)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *member = &shape->members[i];
		if (!(member->flags & MEMBER_NO_JSON))
			read_member(arena, member, value_map_get(map, text_of(member->name)), place, object);
	}
	if (shape->place)
		*(struct place *)(void *)((char *)object + shape->place) = place;
}

void *published_shapes_read(struct arena *arena, const struct shape *shape, const struct value *list,
			    struct place place, size_t *count)
{
	*count = list && list->kind == VALUE_LIST ? list->count : 0;
	char *objects = arena_allocate_array(arena, *count, shape->size);
	for (size_t i = 0; i < *count; i++)
		published_shape_read(arena, shape, list->items[i], place, objects + i * shape->size);
	return objects;
}

#include "diff_apply.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "diff/block_values.h"

/* The edits of one tree, by position: what is set, deleted or moved by where it was, what is inserted or moved by the
 * position of its new parent. Keys are positions as text: "0/3/1". */
struct edit_index {
	struct arena *arena;
	struct map sets;          /* position -> members */
	struct map gone;          /* position -> the edit that takes it away */
	struct map arrivals;      /* position of the parent -> list of edits */
	const struct value *root; /* of OLD */
	bool is_wrong;
};

static struct text position_key(struct arena *arena, const struct value *position, uint32_t count)
{
	struct buffer key = BUFFER_EMPTY;

	for (uint32_t i = 0; i < count; i++) {
		buffer_append_byte(&key, '/');
		buffer_append(&key, value_text(position->items[i]));
	}
	return buffer_keep(&key, arena);
}

static struct text child_key(struct arena *arena, struct text parent, uint32_t place)
{
	return arena_format(arena, "%.*s/%u", TEXT_ARGUMENTS(parent), place);
}

static void add_arrival(struct edit_index *index, struct value *edit, const struct value *to)
{
	struct text key = position_key(index->arena, to, to->count - 1);
	void **list = map_place(&index->arrivals, key, NULL);

	if (!*list)
		*list = value_list(index->arena);
	value_list_add(index->arena, *list, edit);
}

static void index_edit(struct edit_index *index, struct value *edit)
{
	const struct value *at = value_map_get(edit, TEXT("at")), *to = value_map_get(edit, TEXT("to"));
	struct text op = value_text(value_map_get(edit, TEXT("op")));

	if (text_is(op, "set") && at)
		map_set(&index->sets, position_key(index->arena, at, at->count), value_map_get(edit, TEXT("value")));
	if ((text_is(op, "delete") || text_is(op, "move")) && at)
		map_set(&index->gone, position_key(index->arena, at, at->count), edit);
	if ((text_is(op, "insert") || text_is(op, "move")) && to && to->count)
		add_arrival(index, edit, to);
}

/* The edits of the body (`field` empty), or of a list of the front matter. */
static void index_edits(struct edit_index *index, const struct value *difference, struct text field)
{
	const struct value *changes = value_map_get(difference, TEXT("changes"));

	for (uint32_t i = 0; changes && i < changes->count; i++) {
		const struct value *edits = value_map_get(changes->items[i], TEXT("edits"));
		for (uint32_t k = 0; edits && k < edits->count; k++) {
			struct text of = value_text(value_map_get(edits->items[k], TEXT("field")));
			if (text_equal(of, field))
				index_edit(index, edits->items[k]);
		}
	}
}

static void index_release(struct edit_index *index)
{
	map_release(&index->sets);
	map_release(&index->gone);
	map_release(&index->arrivals);
}

/* The block of OLD at a position; NULL: there is none. */
static const struct value *block_at(const struct edit_index *index, const struct value *position)
{
	const struct value *block = index->root;

	for (uint32_t i = 0; block && i < position->count; i++) {
		const struct value *content = value_map_get(block, TEXT("content"));
		uint32_t place;
		if (!content || !text_to_number(value_text(position->items[i]), UINT32_MAX, &place) ||
		    place >= content->count)
			return NULL;
		block = content->items[place];
	}
	return block;
}

/* A map with the members that an edit sets (NULL: none); of a block without its content. */
static struct value *with_members(struct arena *arena, const struct value *block, const struct value *set,
				  bool is_block)
{
	struct value *result = value_map(arena);

	for (uint32_t i = 0; i < block->count; i++) {
		struct text key = block->members[i].key;
		const struct value *value = value_map_get(set, key);
		if (is_block && text_is(key, "content"))
			continue;
		if (!value)
			value = block->members[i].value;
		if (value->kind != VALUE_NULL)
			value_map_add(arena, result, key, (struct value *)(uintptr_t)value);
	}
	for (uint32_t i = 0; set && i < set->count; i++)
		if (set->members[i].value->kind != VALUE_NULL)
			value_map_add(arena, result, set->members[i].key, set->members[i].value);
	return result;
}

/* Where a block of NEW comes from: its place in OLD, or an insertion. */
struct origin {
	const struct value *block;
	struct text old_key; /* its position in OLD; bytes NULL: it is inserted */
};

/* The children that stay with a block, in their order. */
static size_t staying(const struct edit_index *index, const struct origin *parent, const struct value *content,
		      struct origin *list)
{
	size_t count = 0;

	for (uint32_t i = 0; content && i < content->count; i++) {
		struct origin child = {content->items[i], {NULL, 0}};
		if (parent->old_key.bytes) {
			child.old_key = child_key(index->arena, parent->old_key, i);
			if (map_get(&index->gone, child.old_key))
				continue;
		}
		list[count++] = child;
	}
	return count;
}

static bool arrival_origin(struct edit_index *index, const struct value *edit, struct origin *origin)
{
	if (text_is(value_text(value_map_get(edit, TEXT("op"))), "move")) {
		const struct value *at = value_map_get(edit, TEXT("at"));
		origin->block = at ? block_at(index, at) : NULL;
		origin->old_key = at ? position_key(index->arena, at, at->count) : (struct text){NULL, 0};
	} else {
		origin->block = value_map_get(edit, TEXT("value"));
		origin->old_key = (struct text){NULL, 0};
	}
	return origin->block != NULL;
}

static uint32_t last_place(const struct value *edit)
{
	const struct value *to = value_map_get(edit, TEXT("to"));
	uint32_t place = UINT32_MAX;

	text_to_number(value_text(to->items[to->count - 1]), UINT32_MAX, &place);
	return place;
}

/* A block of NEW with all below it. Deep as the tree is, which is no deeper than its source's nesting may be: this
 * recursion ends. */
static struct value *build(struct edit_index *index, const struct origin *origin, struct text new_key)
{
	struct arena *arena = index->arena;
	const struct value *content = value_map_get(origin->block, TEXT("content"));
	const struct value *arrivals = map_get(&index->arrivals, new_key);
	const struct value *set = origin->old_key.bytes ? map_get(&index->sets, origin->old_key) : NULL;
	struct value *result = with_members(arena, origin->block, set, true), *list = value_list(arena);
	size_t most = (content ? content->count : 0) + (arrivals ? arrivals->count : 0);
	struct origin *stay = ARENA_ARRAY(arena, most, struct origin), *all = ARENA_ARRAY(arena, most, struct origin);
	size_t stay_count = staying(index, origin, content, stay), taken = 0;
	size_t count = stay_count + (arrivals ? arrivals->count : 0);

	for (uint32_t i = 0; arrivals && i < arrivals->count; i++) {
		uint32_t place = last_place(arrivals->items[i]);
		if (place >= count || all[place].block || !arrival_origin(index, arrivals->items[i], &all[place])) {
			index->is_wrong = true;
			return result;
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		if (!all[i].block)
			all[i] = stay[taken++];
		value_list_add(arena, list, build(index, &all[i], child_key(arena, new_key, i)));
	}
	if (content || list->count)
		value_set(arena, result, "content", list);
	return result;
}

static struct value *apply_to_tree(struct arena *arena, const struct value *root, const struct value *difference,
				   struct text field)
{
	struct edit_index index = {.arena = arena, .root = root};
	struct origin origin = {root, TEXT("")};

	index_edits(&index, difference, field);
	struct value *result = build(&index, &origin, TEXT(""));
	index_release(&index);
	return index.is_wrong ? NULL : result;
}

/* The front matter */

/* The map with a member set, or taken away where the value is null. */
static struct value *with_member(struct arena *arena, const struct value *map, struct text key,
				 const struct value *value)
{
	struct value *set = value_map(arena);

	value_map_add(arena, set, key, (struct value *)(uintptr_t)value);
	return with_members(arena, map, set, false);
}

static struct value *apply_to_field(struct arena *arena, struct value *front, const struct value *change)
{
	const struct value *path = value_map_get(change, TEXT("path")), *new = value_map_get(change, TEXT("new"));

	if (!path || !new || path->count == 0 || path->count > 2)
		return NULL;
	struct text key = value_text(path->items[0]);
	if (path->count == 1)
		return with_member(arena, front, key, plain_value(arena, new));
	struct value *object = value_map_get(front, key);
	object = with_member(arena, object ? object : value_map(arena), value_text(path->items[1]), new);
	return with_member(arena, front, key, object->count ? object : value_null(arena));
}

/* The list of a field as a tree: each item below an `entry`. */
static struct value *apply_to_list(struct arena *arena, struct value *front, const struct value *difference,
				   struct text field)
{
	const struct value *items = value_map_get(front, field);
	struct value *root = value_map(arena), *content = value_list(arena), *list = value_list(arena), *result;

	for (uint32_t i = 0; items && i < items->count; i++) {
		struct value *entry = value_map(arena);
		value_set(arena, entry, "entry", items->items[i]);
		value_list_add(arena, content, entry);
	}
	value_set(arena, root, "content", content);
	result = apply_to_tree(arena, root, difference, field);
	if (!result)
		return NULL;
	content = value_map_get(result, TEXT("content"));
	for (uint32_t i = 0; i < content->count; i++)
		value_list_add(arena, list, value_map_get(content->items[i], TEXT("entry")));
	return with_member(arena, front, field, list);
}

struct value *diff_apply(struct arena *arena, const struct value *old, const struct value *difference)
{
	const struct value *changes = value_map_get(difference, TEXT("changes"));
	struct value *front = value_map_get(old, TEXT("front_matter")), *result = value_map(arena);
	const struct value *body = value_map_get(old, TEXT("body"));

	for (uint32_t i = 0; front && changes && i < changes->count; i++)
		if (text_is(value_text(value_map_get(changes->items[i], TEXT("subject"))), "field"))
			front = apply_to_field(arena, front, changes->items[i]);
	if (front)
		front = apply_to_list(arena, front, difference, TEXT("history"));
	if (!front || !body)
		return NULL;
	struct value *new_body = apply_to_tree(arena, body, difference, (struct text){NULL, 0});
	if (!new_body)
		return NULL;
	value_set(arena, result, "front_matter", front);
	value_set(arena, result, "body", new_body);
	return result;
}

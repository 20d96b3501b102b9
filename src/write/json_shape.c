#include "write/json_shape.h"

#include "base/bug.h"

void json_member_or_null(struct json_writer *json, const char *name, struct text text)
{
	if (text.length)
		json_write_member(json, name, text);
	else
		json_write_member_null(json, name);
}

static void write_ids(struct json_writer *json, const struct member *member, const void *object)
{
	const struct text *ids = *MEMBER_AT(object, member, struct text *);
	json_write_array_begin(json);
	for (size_t i = 0; i < member_count(member, object); i++)
		json_write_string(json, ids[i]);
	json_write_array_end(json);
}

/* A value that is there, after its name. */
static void write_value(struct json_document *document, const struct member *member, const void *object)
{
	struct json_writer *json = document->json;

	switch (member->type) {
	case MEMBER_CHOICE:
		json_write_string(json, member_choice(member, object));
		return;
	case MEMBER_CONSTANT:
		json_write_string(json, text_of(member->constant));
		return;
	case MEMBER_WHOLE:
		json_write_integer(json, *MEMBER_AT(object, member, uint32_t));
		return;
	case MEMBER_NUMBER:
		json_write_number(json, *MEMBER_AT(object, member, double));
		return;
	case MEMBER_TRUTH:
		json_write_boolean(json, *MEMBER_AT(object, member, bool));
		return;
	case MEMBER_IDS:
		write_ids(json, member, object);
		return;
	default:
		BUG("member %s is of no type that JSON has", member->name);
	}
}

/* Shapes nest as their tables do: this recursion, through json_shapes, ends. */
static void write_member(struct json_document *document, const struct member *member, const void *object)
{
	const struct site *site = document->edition ? document->edition->site : NULL;

	if (member->type == MEMBER_SHAPES) {
		json_shapes(document, member->name, member->shape, *MEMBER_AT(object, member, void *),
			    member_count(member, object));
		return;
	}
	bool is_there = member_is_there(member, object, site);
	if (!is_there && (member->flags & MEMBER_OPTIONAL))
		return;
	if (!is_there)
		json_write_member_null(document->json, member->name);
	else if (member_is_text(member))
		json_write_member(document->json, member->name, member_text(member, object, site));
	else {
		json_write_name(document->json, member->name);
		write_value(document, member, object);
	}
}

void json_shape_members(struct json_document *document, const struct shape *shape, const void *object)
{
	for (size_t i = 0; i < shape->count; i++)
		if (!(shape->members[i].flags & MEMBER_NO_JSON))
			write_member(document, &shape->members[i], object);
}

void json_shapes(struct json_document *document, const char *name, const struct shape *shape, const void *objects,
		 size_t count)
{
	json_write_name(document->json, name);
	json_write_array_begin(document->json);
	for (size_t i = 0; i < count; i++) {
		json_write_object_begin(document->json);
		json_shape_members(document, shape, (const char *)objects + i * shape->size);
		json_write_object_end(document->json);
	}
	json_write_array_end(document->json);
}

#include "write/json_shape.h"

#include "base/bug.h"
#include "tree/field_values.h"
#include "tree/flat_text.h"
#include "tree/published.h"
#include "write/html_inline.h"

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

static void write_numbers(struct json_writer *json, const struct member *member, const void *object)
{
	const uint32_t *numbers = *MEMBER_AT(object, member, uint32_t *);
	json_write_array_begin(json);
	for (size_t i = 0; i < member_count(member, object); i++)
		json_write_integer(json, numbers[i]);
	json_write_array_end(json);
}

static void write_shape(struct json_document *document, const struct shape *shape, const void *object)
{
	json_write_object_begin(document->json);
	json_shape_members(document, shape, object);
	json_write_object_end(document->json);
}

static void write_alignments(struct json_writer *json, const struct node *table)
{
	json_write_array_begin(json);
	for (uint32_t i = 0; i < table->table.columns; i++) {
		const char *side = alignment_name(table->table.alignments ? table->table.alignments[i] : 0);
		if (side)
			json_write_string(json, text_of(side));
		else
			json_write_null(json);
	}
	json_write_array_end(json);
}

static void write_words(struct json_document *document, const struct node *node)
{
	buffer_clear(&document->scratch);
	if (node)
		node_append_words(&document->scratch, node, (struct words_options){0});
	json_write_string(document->json, node ? buffer_text(&document->scratch) : TEXT(""));
}

static void write_plain_html(struct json_document *document, const struct node *node)
{
	buffer_clear(&document->scratch);
	html_plain(&document->scratch, node, document->edition);
	json_write_string(document->json, buffer_text(&document->scratch));
}

static void write_quantities(struct json_document *document, const struct quantity *quantity)
{
	json_write_array_begin(document->json);
	for (; quantity; quantity = quantity->next)
		write_shape(document, &quantity_shape, quantity);
	json_write_array_end(document->json);
}

/* A value that is there, after its name. */
static void write_value(struct json_document *document, const struct member *member, const void *object)
{
	struct json_writer *json = document->json;

	if (member->json) {
		member->json(json, object);
		return;
	}
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
	case MEMBER_OPEN:
		if (*MEMBER_AT(object, member, enum truth) == TRUTH_OPEN)
			json_write_null(json);
		else
			json_write_boolean(json, *MEMBER_AT(object, member, enum truth) == TRUTH_YES);
		return;
	case MEMBER_IDS:
		write_ids(json, member, object);
		return;
	case MEMBER_SHAPE:
		write_shape(document, member->shape, MEMBER_AT(object, member, char));
		return;
	case MEMBER_POINTED:
		write_shape(document, member->shape, *MEMBER_AT(object, member, void *));
		return;
	case MEMBER_NUMBERS:
		write_numbers(json, member, object);
		return;
	case MEMBER_VALUE:
		json_write_value(json, *MEMBER_AT(object, member, struct value *));
		return;
	case MEMBER_WORDS:
		write_words(document, object);
		return;
	case MEMBER_HEADING:
		write_words(document, node_heading(object));
		return;
	case MEMBER_HTML:
		write_plain_html(document, object);
		return;
	case MEMBER_ALIGNMENTS:
		write_alignments(json, object);
		return;
	case MEMBER_QUANTITIES:
		write_quantities(document, node_quantities(object));
		return;
	default:
		BUG("member %s is of no type that JSON has", member->name);
	}
}

static const struct node *group_below(const struct node *block)
{
	for (const struct node *child = block->first_child; child; child = child->next)
		if (node_is_group(child))
			return child;
	return NULL;
}

/* A group, and its criteria: of no group but a clause that has several, these. */
static void write_group(struct json_document *document, const struct criteria_group *group, const struct node *block)
{
	json_write_object_begin(document->json);
	json_shape_members(document, &criteria_shape, group);
	json_write_name(document->json, "items");
	json_write_array_begin(document->json);
	for (const struct node *child = block->first_child; child; child = child->next) {
		if (group->combination == CRITERIA_UNSTATED ? !node_is_group(child) : !node_is_criterion(child))
			continue;
		write_shape(document, &criterion_shape, child);
	}
	json_write_array_end(document->json);
	json_write_object_end(document->json);
}

/* The criteria of a clause or criterion: its group, or the group that it is. Of several in a clause, one object that
 * holds them and does not say how they combine. */
static void write_criteria(struct json_document *document, const struct member *member, const struct node *node)
{
	const struct node *group = node_is_group(node) ? node : group_below(node);
	size_t count = 0;

	if (!group && member->flags & MEMBER_OPTIONAL)
		return;
	json_write_name(document->json, member->name);
	for (const struct node *child = node->first_child; child; child = child->next)
		count += node_is_group(child);
	if (!group) {
		json_write_null(document->json);
	} else if (node->kind == NODE_CLAUSE && count > 1) {
		struct criteria_group several = {.combination = CRITERIA_UNSTATED, .reading = node->ruling.reading};
		write_group(document, &several, node);
	} else {
		write_group(document, node_group((struct node *)group), group);
	}
}

static void write_member(struct json_document *document, const struct member *member, const void *object)
{
	const struct site *site = document->edition ? document->edition->site : NULL;
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

/* Shapes nest as their tables do, and groups of criteria at most LIMIT_NESTING deep: this recursion ends. */
void json_shape_members(struct json_document *document, const struct shape *shape, const void *object)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *member = &shape->members[i];
		if (member->flags & MEMBER_NO_JSON || member->type >= MEMBER_CRITERION_LIST)
			continue;
		if (member->type == MEMBER_SHAPES && (!member->is_there || member->is_there(object)))
			json_shapes(document, member->name, member->shape, *MEMBER_AT(object, member, void *),
				    member_count(member, object));
		else if (member->type == MEMBER_CRITERIA)
			write_criteria(document, member, object);
		else if (member->type != MEMBER_SHAPES)
			write_member(document, member, object);
	}
}

void json_shapes(struct json_document *document, const char *name, const struct shape *shape, const void *objects,
		 size_t count)
{
	json_write_name(document->json, name);
	json_write_array_begin(document->json);
	for (size_t i = 0; i < count; i++)
		write_shape(document, shape, (const char *)objects + i * shape->size);
	json_write_array_end(document->json);
}

#include "diff/block_values.h"

#include "base/memory.h"
#include "diff/blocks.h"
#include "tree/field_values.h"

static void set_text(struct arena *arena, struct value *map, const char *name, struct text text)
{
	if (text.length)
		value_set_text(arena, map, name, text);
}

static void set_flag(struct arena *arena, struct value *map, const char *name, bool flag)
{
	if (flag)
		value_set_boolean(arena, map, name, true);
}

static void set_effect(struct arena *arena, struct value *map, enum effect effect)
{
	if (effect != EFFECT_UNSTATED)
		value_set_string(arena, map, "effect", effect_names[effect]);
}

static void set_group(struct arena *arena, struct value *map, const struct criteria_group *group)
{
	set_flag(arena, map, "marked_list", group->is_marked_list);
	if (group->combination == CRITERIA_NONE_READ)
		return;
	value_set_string(arena, map, "op", criteria_operator_names[group->combination]);
	if (criteria_operator_counts(group->combination))
		value_set_integer(arena, map, criteria_operator_names[group->combination], group->at_least);
	if (group->own == OWN_CONDITION)
		value_set_string(arena, map, "join", own_join_names[group->join]);
	if (group->reading.effect != EFFECT_UNSTATED)
		value_set_string(arena, map, "group_effect", effect_names[group->reading.effect]);
}

static void set_section(struct arena *arena, struct value *map, const struct node *node)
{
	static const char *const presentations[] = {
		[PRESENTATION_BULLETS] = "bullets",
		[PRESENTATION_PARAGRAPHS] = "paragraphs",
	};
	value_set_integer(arena, map, "level", node->section.level);
	value_set_string(arena, map, "kind", section_kind_names[node->section.kind]);
	set_flag(arena, map, "unnumbered", node->section.is_unnumbered);
	if (node->section.presentation != PRESENTATION_CLAUSES)
		value_set_string(arena, map, "presentation", presentations[node->section.presentation]);
	set_effect(arena, map, node->section.effect);
}

static void set_table(struct arena *arena, struct value *map, const struct node *node)
{
	struct text alignments = {(const char *)node->table.alignments, node->table.columns};
	char *letters;

	value_set_integer(arena, map, "columns", node->table.columns);
	set_flag(arena, map, "header_empty", node->table.is_header_empty);
	set_group(arena, map, &node->table.group);
	if (!alignments.bytes)
		return;
	letters = arena_string(arena, alignments);
	for (size_t i = 0; i < alignments.length; i++)
		letters[i] = letters[i] ? letters[i] : '-';
	value_set_text(arena, map, "alignments", (struct text){letters, alignments.length});
}

static void set_list(struct arena *arena, struct value *map, const struct node *node)
{
	set_flag(arena, map, "ordered", node->list.is_ordered);
	if (node->list.is_ordered)
		value_set_integer(arena, map, "start", node->list.start);
	set_flag(arena, map, "loose", node->list.is_loose);
	set_flag(arena, map, "run", node->list.is_run);
	set_group(arena, map, &node->list.group);
}

struct value *plain_block(struct arena *arena, const struct node *block)
{
	struct value *map = value_map(arena);
	struct buffer markup = BUFFER_EMPTY;

	value_set_string(arena, map, "type", node_kind_name(block->kind));
	set_text(arena, map, "name", block->name);
	switch (block->kind) {
	case NODE_SECTION:
		set_section(arena, map, block);
		break;
	case NODE_CLAUSE:
		set_effect(arena, map, block->ruling.reading.effect);
		break;
	case NODE_ITEM:
		set_effect(arena, map, block->ruling.reading.effect);
		break;
	case NODE_LIST:
		set_list(arena, map, block);
		break;
	case NODE_TABLE:
		set_table(arena, map, block);
		break;
	case NODE_ROW:
		set_flag(arena, map, "header", block->row.is_header);
		set_effect(arena, map, block->ruling.reading.effect);
		break;
	case NODE_REFERENCE:
		set_text(arena, map, "label", block->reference.label);
		break;
	case NODE_INCLUDE:
		set_text(arena, map, "block", block->include.block);
		set_text(arena, map, "edition", block->include.edition);
		break;
	default:
		break;
	}
	if (node_is_leaf_block(block)) {
		block_append_markup(&markup, block);
		value_set_text(arena, map, "markup", buffer_keep(&markup, arena));
	}
	return map;
}

static struct value *plain_body(struct arena *arena, const struct node *body)
{
	ARRAY_OF(struct value *) open = {0}; /* the contents of the blocks that are open, innermost last */
	struct value *root = NULL;
	struct walk walk = walk_begin(body);

	while (walk_next(&walk)) {
		if (!node_is_block(walk.node))
			continue;
		if (!walk.is_entering) {
			open.count -= !node_is_leaf_block(walk.node);
			continue;
		}
		struct value *block = plain_block(arena, walk.node);
		if (open.count)
			value_list_add(arena, open.items[open.count - 1], block);
		else
			root = block;
		if (node_is_leaf_block(walk.node)) {
			walk_skip_children(&walk);
		} else if (walk.node->kind != NODE_INCLUDE) { /* which is entered and never left */
			struct value *content = value_list(arena);
			value_set(arena, block, "content", content);
			*ARRAY_ADD(&open) = content;
		}
	}
	ARRAY_RELEASE(&open);
	return root;
}

bool field_is_compared(const struct field *field)
{
	return field->key ? !text_is(text_of(field->key), "allow") : text_is(text_of(field->json), "extra");
}

struct value *plain_value(struct arena *arena, const struct value *value)
{
	struct value *members;

	if (value->kind != VALUE_MAP)
		return (struct value *)(uintptr_t)value;
	members = value_map(arena);
	for (uint32_t i = 0; i < value->count; i++)
		if (value->members[i].value->kind != VALUE_NULL)
			value_map_add(arena, members, value->members[i].key, value->members[i].value);
	return members->count ? members : value_null(arena);
}

static void set_field(struct arena *arena, struct value *front, const char *key, const struct value *value)
{
	struct value *plain = plain_value(arena, value);

	if (plain->kind != VALUE_NULL)
		value_set(arena, front, key, plain);
}

struct value *plain_policy(struct arena *arena, const struct policy *policy)
{
	struct value *plain = value_map(arena), *front = value_map(arena);

	for (size_t i = 0; i < policy_fields.count; i++) {
		const struct field *field = &policy_fields.fields[i];
		if (field_is_compared(field))
			set_field(arena, front, field->key ? field->key : field->json,
				  field_value(arena, field, policy));
	}
	value_set(arena, plain, "front_matter", front);
	value_set(arena, plain, "body",
		  policy->body ? plain_body(arena, policy->body)
			       : plain_body(arena, node_new(arena, NODE_BODY, PLACE_NONE)));
	return plain;
}

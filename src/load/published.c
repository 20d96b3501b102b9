#include "load/published.h"

#include "base/map.h"
#include "load/published_fields.h"
#include "load/published_inlines.h"
#include "load/published_shapes.h"
#include "parse/json_values.h"
#include "tree/flat_text.h"
#include "tree/published.h"

struct published {
	struct policy *policy;
	struct arena *arena; /* the policy's */
	struct place place;
	struct map by_id; /* id -> struct node */
	bool is_misbuilt; /* parts of its text stand where none can */
};

static struct text text_in(const struct value *map, const char *name)
{
	return value_text(value_map_get(map, text_of(name)));
}

/* The kind of block that a `type` is; a paragraph where it is none. */
static enum node_kind kind_of(struct text type)
{
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
		if (block_shapes[kind] && text_is(type, block_shapes[kind]->members[0].constant))
			return (enum node_kind)kind;
	return NODE_PARAGRAPH;
}

/* An id that is not made of the number is the source's own name. */
static void note_id(struct published *published, struct node *node)
{
	if (!node->id.length)
		return;
	map_set(&published->by_id, node->id, node);
	if (!text_begins(node->id, TEXT("s-")) && !text_begins(node->id, TEXT("c-")) && node->kind != NODE_REFERENCE)
		node->name = node->id;
}

static void read_alignments(struct published *published, struct node *table, const struct value *list)
{
	table->table.columns = list && list->kind == VALUE_LIST ? list->count : 0;
	uint8_t *alignments = ARENA_ARRAY(published->arena, table->table.columns + 1, uint8_t);
	for (uint32_t i = 0; i < table->table.columns; i++) {
		struct text side = value_text(list->items[i]);
		alignments[i] = side.length ? (uint8_t)side.bytes[0] : 0;
	}
	table->table.alignments = alignments;
}

static void add_heading(struct published *published, struct node *section, const struct value *map)
{
	struct text words = text_in(map, "heading");
	struct node *heading = node_new(published->arena, NODE_HEADING, published->place);
	node_append(section, heading);
	published_inlines_read(published->arena, heading, TEXT(""), words);
}

static void read_section(struct published *published, struct node *section, const struct value *map)
{
	section->section.level = section->parent && section->parent->kind == NODE_SECTION ? 3 : 2;
	section->section.is_unnumbered = !section->number.length;
	add_heading(published, section, map);
}

static void read_members(struct published *published, struct node *node, const struct value *map)
{
	published_shape_read(published->arena, block_shapes[node->kind], map, published->place, node);
	note_id(published, node);
	if (node->kind == NODE_SECTION)
		read_section(published, node, map);
	else if (node->kind == NODE_TABLE)
		read_alignments(published, node, value_map_get(map, TEXT("alignments")));
	else if (node_is_leaf_block(node))
		published_inlines_read(published->arena, node, text_in(map, "html"), text_in(map, "text"));
}

static void read_group(struct published *published, const struct value *map);

/* The criteria of a group, with their nested groups: nested as the JSON is, which has its own limit. */
static void read_criteria(struct published *published, const struct value *items, const struct effect_reading *around)
{
	for (uint32_t i = 0; items && items->kind == VALUE_LIST && i < items->count; i++) {
		const struct value *item = items->items[i];
		struct text id = text_in(item, "id");
		struct node *node = id.bytes ? map_get(&published->by_id, id) : NULL;
		if (node && (node->kind == NODE_ITEM || node->kind == NODE_ROW)) {
			published_shape_read(published->arena, &criterion_shape, item, published->place, node);
			node->ruling.is_criterion = true;
			if (!value_map_get(item, TEXT("effect")))
				node->ruling.reading = *around;
		}
		read_group(published, value_map_get(item, TEXT("criteria")));
	}
}

static void read_group(struct published *published, const struct value *map)
{
	const struct value *items = value_map_get(map, TEXT("items"));
	if (!items || items->kind != VALUE_LIST)
		return;
	struct text first = items->count ? text_in(items->items[0], "id") : TEXT("");
	struct node *item = first.length ? map_get(&published->by_id, first) : NULL;
	struct criteria_group *group = item && item->parent ? node_group(item->parent) : NULL;
	struct criteria_group read = {.combination = CRITERIA_NONE_READ};
	published_shape_read(published->arena, &criteria_shape, map, published->place, &read);
	if (group && read.combination != CRITERIA_NONE_READ && read.combination != CRITERIA_UNSTATED)
		*group = read;
	read_criteria(published, items, &read.reading);
}

/* The blocks of a block: the last row of its shape. */
static const struct value *content_of(const struct node *node, const struct value *map)
{
	const struct shape *shape = block_shapes[node->kind];
	return value_map_get(map, text_of(shape->members[shape->count - 1].name));
}

/* What a part may be by what it stands in: tables hold rows, rows cells, lists items, and these stand nowhere else. */
static bool may_stand_in(enum node_kind kind, enum node_kind parent)
{
	switch (parent) {
	case NODE_TABLE:
		return kind == NODE_ROW;
	case NODE_ROW:
		return kind == NODE_CELL;
	case NODE_LIST:
		return kind == NODE_ITEM || kind == NODE_JOINER;
	case NODE_REFERENCE_LIST:
		return kind == NODE_REFERENCE;
	default:
		return kind != NODE_ROW && kind != NODE_CELL && kind != NODE_ITEM;
	}
}

/* Adds the blocks of a list of JSON below a node. `type` where they don't say theirs. Nested as the JSON is. */
static void read_blocks(struct published *published, struct node *parent, const struct value *list, const char *type)
{
	for (uint32_t i = 0; list && list->kind == VALUE_LIST && i < list->count; i++) {
		const struct value *map = list->items[i];
		struct text own = text_in(map, "type");
		enum node_kind kind = kind_of(own.bytes ? own : text_of(type));
		if (!may_stand_in(kind, parent->kind)) {
			published->is_misbuilt = true;
			continue;
		}
		struct node *node = node_new(published->arena, kind, published->place);
		node_append(parent, node);
		read_members(published, node, map);
		if (node_is_leaf_block(node))
			continue;
		read_blocks(published, node, content_of(node, map), "paragraph");
		if (node->kind == NODE_CLAUSE || node_group(node))
			read_group(published, value_map_get(map, TEXT("criteria")));
	}
}

static void read_code_sets(struct published *published, const struct value *list)
{
	struct policy *policy = published->policy;
	policy->code_sets = published_shapes_read(published->arena, &code_set_shape, list, published->place,
						  &policy->code_set_count);
	for (size_t i = 0; i < policy->code_set_count; i++) {
		struct code_set *set = &policy->code_sets[i];
		set->node = set->id.length ? map_get(&published->by_id, set->id) : NULL;
	}
}

/* The definitions of the body by their words: the label of a reference stands only there. */
static void find_definitions(struct published *published, struct map *definitions)
{
	struct walk walk = walk_begin(published->policy->body);
	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_REFERENCE)
			map_set(definitions, text_trim(node_words(published->arena, walk.node)), walk.node);
}

static void read_references(struct published *published, const struct value *list)
{
	struct policy *policy = published->policy;
	struct map definitions = MAP_EMPTY;
	policy->references = published_shapes_read(published->arena, &reference_shape, list, published->place,
						   &policy->reference_count);
	find_definitions(published, &definitions);
	for (size_t i = 0; i < policy->reference_count; i++) {
		struct reference *reference = &policy->references[i];
		struct node *node = map_get(&definitions, text_trim(reference->text));
		if (!node)
			continue;
		reference->node = node;
		reference->label = node->reference.label;
		node->reference.index = i;
	}
	map_release(&definitions);
}

static void read_includes(struct published *published, const struct value *list)
{
	struct policy *policy = published->policy;
	policy->includes = published_shapes_read(published->arena, &included_block_shape, list, published->place,
						 &policy->include_count);
}

/* The entries of cross_references as they are written in a source: the file has their titles. */
static void set_cross_reference_texts(struct published *published)
{
	struct policy *policy = published->policy;
	size_t count = policy->cross_references.count;
	struct text_value *texts = ARENA_ARRAY(published->arena, count, struct text_value);
	for (size_t i = 0; i < count; i++) {
		const struct cross_reference *entry = LIST_ITEM(policy->cross_references, struct cross_reference, i);
		texts[i] = (struct text_value){entry->title.text, published->place};
		if (entry->ref.text.length)
			texts[i].text = arena_format(published->arena, "policy:%.*s", TEXT_ARGUMENTS(entry->ref.text));
	}
	policy->cross_reference_texts = (struct list){texts, count, count ? published->place : PLACE_NONE};
}

/* Citations lead to their references. */
static void resolve_citations(struct published *published)
{
	struct walk walk = walk_begin(published->policy->body);
	while (walk_next(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_CITATION)
			continue;
		struct node *reference = walk.node->id.length ? map_get(&published->by_id, walk.node->id) : NULL;
		if (reference && reference->kind == NODE_REFERENCE)
			walk.node->citation.reference = reference;
		walk.node->id = TEXT("");
	}
}

static void read_policy(struct published *published, const struct value *root)
{
	struct policy *policy = published->policy;
	published_fields_read(published->arena, &policy_fields, root, policy, published->place);
	policy->front_matter = published->place;
	policy->file_ref = arena_string(published->arena, policy->ref.text);
	policy->slug = ref_slug(published->arena, policy->ref.text);
	policy->category_details.id = policy->category;
	policy->body = node_new(published->arena, NODE_BODY, published->place);
	read_blocks(published, policy->body, value_map_get(root, TEXT("preamble")), "paragraph");
	read_blocks(published, policy->body, value_map_get(root, TEXT("sections")), "section");
	resolve_citations(published);
	read_code_sets(published, value_map_get(root, TEXT("code_sets")));
	read_references(published, value_map_get(root, TEXT("references")));
	read_includes(published, value_map_get(root, TEXT("shared_blocks")));
	set_cross_reference_texts(published);
	policy->is_readable = true;
}

/* Is it a policy.json, and one that this version of policyc knows? */
static enum published_result judge(const char *path, const struct value *root, unsigned line, struct buffer *why)
{
	struct text schema = value_text(value_map_get(root, TEXT("schema_version")));
	uint32_t major = 0;
	if (!root) {
		buffer_append_format(why, "%s is no JSON%s", path, line ? "" : " that can be read");
		if (line)
			buffer_append_format(why, ": line %u is where it goes wrong", line);
		return PUBLISHED_IS_OTHER;
	}
	if (value_map_get(root, TEXT("policies"))) {
		buffer_append_format(
			why,
			"%s lists policies without their words; name the policies.ndjson beside it, which has "
			"them, or the folder of the site",
			path);
		return PUBLISHED_IS_OTHER;
	}
	if (!schema.bytes || !value_text(value_map_get(root, TEXT("ref"))).bytes) {
		buffer_append_format(why, "%s is JSON, but no policy.json: it has no \"schema_version\" and \"ref\"",
				     path);
		return PUBLISHED_IS_OTHER;
	}
	if (!text_to_number(text_slice(schema, 0, text_find_byte(schema, '.', 0)), UINT32_MAX, &major) || major != 1) {
		buffer_append_format(
			why,
			"%s has \"schema_version\" %.*s, and this policyc reads version 1: use the policyc "
			"that wrote it, or a newer one",
			path, TEXT_ARGUMENTS(schema));
		return PUBLISHED_IS_WRONG;
	}
	const struct value *version = value_map_get(root, TEXT("version"));
	/* A policy may lack its version too, but only where none applies does the file say since when. */
	if (version && version->kind == VALUE_NULL && value_map_get(root, TEXT("ended"))) {
		buffer_append_format(why, "%s says that no version of the policy applies, and holds none", path);
		return PUBLISHED_HAS_NO_VERSION;
	}
	return PUBLISHED_IS_READ;
}

enum published_result published_read(const char *path, struct text bytes, struct policy **policy, struct buffer *why)
{
	struct policy *made = policy_new(path, TEXT(""));
	struct published published = {.policy = made, .arena = &made->arena, .place = place_of(&made->source, 0, 0)};
	unsigned line;
	const struct value *root = json_values_read(&made->arena, bytes, &line);
	enum published_result result = judge(path, root, line, why);
	if (result == PUBLISHED_IS_READ)
		read_policy(&published, root);
	if (published.is_misbuilt) {
		buffer_append_format(
			why,
			"%s was changed since it was published: parts of its text stand where no policy.json "
			"has such a part; take the one of the site",
			path);
		result = PUBLISHED_IS_WRONG;
	}
	map_release(&published.by_id);
	*policy = result == PUBLISHED_IS_READ ? made : NULL;
	if (!*policy)
		policy_free(made);
	return result;
}

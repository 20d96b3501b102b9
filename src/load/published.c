#include "load/published.h"

#include <stdlib.h>

#include "base/map.h"
#include "load/published_fields.h"
#include "load/published_inlines.h"
#include "parse/json_values.h"
#include "tree/flat_text.h"

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

/* The number of a name among those that `name_of` gives to 0 … count - 1; `none` where it is no such name. */
static int choice_by_name(struct text text, const char *(*name_of)(int), int count, int none)
{
	for (int i = 0; i < count; i++)
		if (text.bytes && text_is(text, name_of(i)))
			return i;
	return none;
}

static enum node_kind kind_of(struct text type)
{
	static const struct {
		const char *type;
		enum node_kind kind;
	} kinds[] = {
		{"section", NODE_SECTION},     {"clause", NODE_CLAUSE},
		{"paragraph", NODE_PARAGRAPH}, {"note", NODE_NOTE},
		{"list", NODE_LIST},           {"item", NODE_ITEM},
		{"joiner", NODE_JOINER},       {"quote", NODE_QUOTE},
		{"table", NODE_TABLE},         {"row", NODE_ROW},
		{"cell", NODE_CELL},           {"references", NODE_REFERENCE_LIST},
		{"reference", NODE_REFERENCE},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_is(type, kinds[i].type))
			return kinds[i].kind;
	return NODE_PARAGRAPH;
}

static double number_in(const struct value *map, const char *name)
{
	struct text digits = text_in(map, name);
	char word[64];
	if (!digits.bytes || digits.length >= sizeof word)
		return 0;
	snprintf(word, sizeof word, "%.*s", TEXT_ARGUMENTS(digits));
	return strtod(word, NULL);
}

static const char *quantity_name(int kind)
{
	return quantity_kind_name((enum quantity_kind)kind);
}

static const char *comparison_word(int comparison)
{
	return comparison_name((enum comparison)comparison);
}

static const char *own_name(int own)
{
	return own_words_name((enum own_words)own);
}

static const char *join_name(int join)
{
	const char *name = own_join_name((enum own_join)join);
	return name ? name : "";
}

static const char *operator_name(int combination)
{
	return combination == CRITERIA_NONE_READ ? "" : criteria_operator_name((enum criteria_operator)combination);
}

static struct quantity *quantities_of(struct published *published, const struct value *list)
{
	struct quantity *first = NULL, **last = &first;
	for (uint32_t i = 0; list && list->kind == VALUE_LIST && i < list->count; i++) {
		const struct value *map = list->items[i];
		struct quantity *quantity = ARENA_NEW(published->arena, struct quantity);
		quantity->kind = (enum quantity_kind)choice_by_name(text_in(map, "kind"), quantity_name,
								    QUANTITY_KIND_COUNT, QUANTITY_COUNT);
		quantity->comparison = (enum comparison)choice_by_name(text_in(map, "comparison"), comparison_word,
								       COMPARISON_COUNT, COMPARISON_EQUAL);
		quantity->value = number_in(map, "value");
		quantity->upper = number_in(map, "upper");
		quantity->unit = text_in(map, "unit");
		quantity->words = text_in(map, "text");
		quantity->place = published->place;
		*last = quantity;
		last = &quantity->next;
	}
	return first;
}

/* The place of a member's word in a list of names that ends with NULL; 0 where it isn't there. */
static size_t choice_in(const struct value *map, const char *key, const char *const *names)
{
	struct text name = text_in(map, key);

	for (size_t i = 0; name.bytes && names[i]; i++)
		if (text_is(name, names[i]))
			return i;
	return 0;
}

static enum effect effect_in(const struct value *map)
{
	enum effect effect = EFFECT_UNSTATED;
	struct text name = text_in(map, "effect");
	if (name.bytes)
		effect_find(name, &effect);
	return effect;
}

/* What a clause, a group or a criterion does; a criterion that doesn't say so does what its group does. */
static struct effect_reading reading_in(const struct value *map, struct effect_reading around)
{
	struct effect_reading reading = around;

	if (!text_in(map, "effect").bytes)
		return around;
	reading.effect = effect_in(map);
	reading.from = (enum effect_basis)choice_in(map, "from", effect_basis_names);
	effect_find(text_in(map, "otherwise"), &reading.otherwise);
	reading.exception = (enum exception_route)choice_in(map, "exception", exception_names);
	reading.phase = (enum treatment_phase)choice_in(map, "phase", phase_names);
	return reading;
}

static void set_id(struct published *published, struct node *node, const struct value *map)
{
	node->id = text_in(map, "id");
	node->number = text_in(map, "number");
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
	section_kind_find(text_in(map, "kind"), &section->section.kind);
	section->section.is_unnumbered = !section->number.length;
	section->section.effect = effect_in(map);
	add_heading(published, section, map);
}

static void read_members(struct published *published, struct node *node, const struct value *map)
{
	switch (node->kind) {
	case NODE_SECTION:
		read_section(published, node, map);
		break;
	case NODE_CLAUSE:
		node->clause.reading = reading_in(map, (struct effect_reading){.place = PLACE_NONE});
		node->clause.quantities = quantities_of(published, value_map_get(map, TEXT("quantities")));
		break;
	case NODE_LIST: {
		const struct value *ordered = value_map_get(map, TEXT("ordered"));
		node->list.is_ordered = ordered && ordered->kind == VALUE_BOOLEAN && ordered->boolean;
		node->list.start = (uint32_t)number_in(map, "start");
		break;
	}
	case NODE_TABLE:
		read_alignments(published, node, value_map_get(map, TEXT("alignments")));
		break;
	case NODE_ROW: {
		const struct value *header = value_map_get(map, TEXT("header"));
		node->row.is_header = header && header->kind == VALUE_BOOLEAN && header->boolean;
		break;
	}
	case NODE_REFERENCE:
		node->reference.label = text_in(map, "label");
		node->reference.number = (uint32_t)number_in(map, "number");
		break;
	default:
		break;
	}
	if (node_is_leaf_block(node))
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
		struct quantity *quantities = quantities_of(published, value_map_get(item, TEXT("quantities")));
		if (node && node->kind == NODE_ITEM) {
			node->item.is_criterion = true;
			node->item.reading = reading_in(item, *around);
			node->item.quantities = quantities;
		} else if (node && node->kind == NODE_ROW) {
			node->row.is_criterion = true;
			node->row.reading = reading_in(item, *around);
			node->row.quantities = quantities;
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
	struct effect_reading reading = reading_in(map, (struct effect_reading){.place = PLACE_NONE});
	int combination = choice_by_name(text_in(map, "op"), operator_name, CRITERIA_OPERATOR_COUNT, 0);
	if (group && combination != CRITERIA_NONE_READ) {
		group->combination = (enum criteria_operator)combination;
		if (criteria_operator_counts(group->combination))
			group->at_least = (uint32_t)number_in(map, criteria_operator_name(group->combination));
		group->own = (enum own_words)choice_by_name(text_in(map, "own"), own_name, OWN_WORDS_COUNT, 0);
		group->join = (enum own_join)choice_by_name(text_in(map, "join"), join_name, OWN_JOIN_COUNT, 0);
		group->reading = reading;
	}
	read_criteria(published, items, &reading);
}

static const struct value *content_of(const struct value *map)
{
	static const char *const names[] = {"content", "items", "rows", "cells"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct value *list = value_map_get(map, text_of(names[i]));
		if (list && list->kind == VALUE_LIST)
			return list;
	}
	return NULL;
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
		set_id(published, node, map);
		read_members(published, node, map);
		if (node_is_leaf_block(node))
			continue;
		read_blocks(published, node, content_of(map), "paragraph");
		if (node->kind == NODE_CLAUSE || node_group(node))
			read_group(published, value_map_get(map, TEXT("criteria")));
	}
}

static const char *match_name(int match)
{
	return code_match_name((enum code_match)match);
}

static const char *state_name(int state)
{
	return code_set_state_name((enum code_set_state)state);
}

static const char *system_name(int system)
{
	return code_system_name((enum code_system)system);
}

static const char *reference_name(int kind)
{
	return reference_kind_name((enum reference_kind)kind);
}

static void read_code(struct published *published, struct code *code, const struct value *map)
{
	*code = (struct code){
		.written = text_in(map, "code"),
		.canonical = text_in(map, "canonical"),
		.undotted = text_in(map, "undotted"),
		.last_canonical = text_in(map, "last_canonical"),
		.last_undotted = text_in(map, "last_undotted"),
		.match = (enum code_match)choice_by_name(text_in(map, "match"), match_name, MATCH_RANGE + 1, 0),
		.term = text_in(map, "term"),
		.marks = text_in(map, "marks"),
		.place = published->place,
	};
}

static void read_code_sets(struct published *published, const struct value *list)
{
	struct policy *policy = published->policy;
	if (!list || list->kind != VALUE_LIST)
		return;
	policy->code_sets = ARENA_ARRAY(published->arena, list->count, struct code_set);
	policy->code_set_count = list->count;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct value *map = list->items[i], *codes = value_map_get(map, TEXT("codes"));
		struct code_set *set = &policy->code_sets[i];
		*set = (struct code_set){
			.system = (enum code_system)choice_by_name(text_in(map, "system"), system_name,
								   CODE_SYSTEM_COUNT, 0),
			.state = (enum code_set_state)choice_by_name(text_in(map, "state"), state_name,
								     CODES_ABSENT + 1, CODES_ABSENT),
			.id = text_in(map, "id"),
			.heading = text_in(map, "heading"),
			.role = text_in(map, "role"),
			.url = text_in(map, "url"),
			.place = published->place,
		};
		set->node = set->id.length ? map_get(&published->by_id, set->id) : NULL;
		set->count = codes && codes->kind == VALUE_LIST ? codes->count : 0;
		set->codes = ARENA_ARRAY(published->arena, set->count, struct code);
		for (size_t j = 0; j < set->count; j++)
			read_code(published, &set->codes[j], codes->items[j]);
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

static void read_cited_in(struct published *published, struct reference *reference, const struct value *ids)
{
	if (!ids || ids->kind != VALUE_LIST)
		return;
	reference->cited_in = ARENA_ARRAY(published->arena, ids->count, struct text);
	reference->cited_count = ids->count;
	for (uint32_t i = 0; i < ids->count; i++)
		reference->cited_in[i] = value_text(ids->items[i]);
}

static void read_references(struct published *published, const struct value *list)
{
	struct policy *policy = published->policy;
	struct map definitions = MAP_EMPTY;
	if (!list || list->kind != VALUE_LIST)
		return;
	find_definitions(published, &definitions);
	policy->references = ARENA_ARRAY(published->arena, list->count, struct reference);
	policy->reference_count = list->count;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct value *map = list->items[i];
		struct reference *reference = &policy->references[i];
		*reference = (struct reference){
			.kind = (enum reference_kind)choice_by_name(text_in(map, "kind"), reference_name,
								    REFERENCE_TEXT + 1, REFERENCE_TEXT),
			.identifier = text_in(map, "identifier"),
			.number = (uint32_t)number_in(map, "number"),
			.url = text_in(map, "url"),
			.text = text_in(map, "text"),
			.place = published->place,
		};
		read_cited_in(published, reference, value_map_get(map, TEXT("cited_in")));
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
	if (!list || list->kind != VALUE_LIST)
		return;
	policy->includes = ARENA_ARRAY(published->arena, list->count, struct included_block);
	policy->include_count = list->count;
	for (uint32_t i = 0; i < list->count; i++)
		policy->includes[i] = (struct included_block){.block = text_in(list->items[i], "block"),
							      .edition = text_in(list->items[i], "edition"),
							      .place = published->place};
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

#include "base/json_writer.h"
#include "tree/field_values.h"
#include "tree/flat_text.h"
#include "write/html_inline.h"
#include "write/write.h"

/* What the members of one policy.json are written with. */
struct json_document {
	struct json_writer *json;
	const struct policy *policy;
	const struct edition *edition;
	struct buffer scratch; /* words and HTML of one node at a time */
};

static void member_words(struct json_document *document, const char *name, const struct node *node)
{
	buffer_clear(&document->scratch);
	node_append_words(&document->scratch, node, (struct words_options){0});
	json_write_member(document->json, name, buffer_text(&document->scratch));
}

static void member_html(struct json_document *document, const struct node *node)
{
	buffer_clear(&document->scratch);
	html_plain(&document->scratch, node, document->edition);
	json_write_member(document->json, "html", buffer_text(&document->scratch));
}

static void member_id(struct json_document *document, const struct node *node)
{
	if (node->id.length)
		json_write_member(document->json, "id", node->id);
	else
		json_write_member_null(document->json, "id");
}

static void member_or_null(struct json_writer *json, const char *name, struct text text)
{
	if (text.length)
		json_write_member(json, name, text);
	else
		json_write_member_null(json, name);
}

static void write_quantities(struct json_document *document, const struct quantity *quantity)
{
	struct json_writer *json = document->json;
	json_write_name(json, "quantities");
	json_write_array_begin(json);
	for (; quantity; quantity = quantity->next) {
		json_write_object_begin(json);
		json_write_member(json, "kind", text_of(quantity_kind_name(quantity->kind)));
		json_write_member(json, "comparison", text_of(comparison_name(quantity->comparison)));
		json_write_name(json, "value");
		json_write_number(json, quantity->value);
		json_write_name(json, "upper");
		if (quantity_has_second(quantity))
			json_write_number(json, quantity->upper);
		else
			json_write_null(json);
		member_or_null(json, "unit", quantity->unit);
		json_write_member(json, "text", quantity->words);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_own(struct json_writer *json, enum own_words own, enum own_join join)
{
	json_write_member(json, "own", text_of(own_words_name(own)));
	member_or_null(json, "join", text_of(own_join_name(join)));
}

static void write_reading(struct json_writer *json, const struct effect_reading *reading)
{
	const char *otherwise = reading->otherwise ? effect_name(reading->otherwise) : NULL;
	const char *exception = reading->exception ? exception_names[reading->exception] : NULL;
	const char *phase = reading->phase ? phase_names[reading->phase] : NULL;

	json_write_member(json, "effect", text_of(effect_name(reading->effect)));
	json_write_member(json, "from", text_of(effect_basis_names[reading->from]));
	member_or_null(json, "otherwise", text_of(otherwise));
	member_or_null(json, "exception", text_of(exception));
	member_or_null(json, "phase", text_of(phase));
}

/* Of a criterion that does something else than its group. */
static void write_own_effect(struct json_writer *json, const struct effect_reading *own,
			     const struct criteria_group *group)
{
	if (own->effect == group->reading.effect)
		return;
	json_write_member(json, "effect", text_of(effect_name(own->effect)));
	json_write_member(json, "from", text_of(effect_basis_names[own->from]));
}

static const struct node *group_below(const struct node *block)
{
	for (const struct node *child = block->first_child; child; child = child->next)
		if (node_is_group(child))
			return child;
	return NULL;
}

/* A group, a list or a table, and the groups below it: lists nest at most LIMIT_NESTING deep, so this recursion ends.
 */
static void write_group(struct json_document *document, const struct node *list)
{
	struct json_writer *json = document->json;
	const struct criteria_group *group = node_group((struct node *)list);
	json_write_object_begin(json);
	json_write_member(json, "op", text_of(criteria_operator_name(group->combination)));
	if (criteria_operator_counts(group->combination))
		json_write_member_integer(json, criteria_operator_name(group->combination), group->at_least);
	write_own(json, group->own, group->join);
	write_reading(json, &group->reading);
	json_write_name(json, "items");
	json_write_array_begin(json);
	for (const struct node *item = list->first_child; item; item = item->next) {
		if (!node_is_criterion(item))
			continue;
		const struct node *nested = group_below(item);
		json_write_object_begin(json);
		member_id(document, item);
		member_words(document, "text", item);
		/* Of a criterion with no list below it all words are the condition. */
		write_own(json, nested ? node_group((struct node *)nested)->own : OWN_CONDITION,
			  nested ? node_group((struct node *)nested)->join : JOIN_NOT_SAID);
		write_own_effect(json, node_reading(item), group);
		write_quantities(document, node_quantities(item));
		if (nested) {
			json_write_name(json, "criteria");
			write_group(document, nested);
		}
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

/* The criteria of a clause: its group; of several, one object that holds them and does not say how they combine. */
static void write_criteria(struct json_document *document, const struct node *clause)
{
	struct json_writer *json = document->json;
	size_t groups = 0;
	for (const struct node *child = clause->first_child; child; child = child->next)
		groups += node_is_group(child);
	json_write_name(json, "criteria");
	if (groups == 0) {
		json_write_null(json);
		return;
	}
	if (groups == 1) {
		write_group(document, group_below(clause));
		return;
	}
	json_write_object_begin(json);
	json_write_member(json, "op", TEXT("unstated"));
	write_own(json, OWN_NONE, JOIN_NOT_SAID);
	write_reading(json, &clause->clause.reading);
	json_write_name(json, "items");
	json_write_array_begin(json);
	for (const struct node *child = clause->first_child; child; child = child->next) {
		if (!node_is_group(child))
			continue;
		json_write_object_begin(json);
		member_id(document, child);
		member_words(document, "text", child);
		write_own(json, OWN_NONE, JOIN_NOT_SAID);
		json_write_name(json, "quantities");
		json_write_array_begin(json);
		json_write_array_end(json);
		json_write_name(json, "criteria");
		write_group(document, child);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

/* The criteria of a list or table that stands in no clause, which would have them. */
static void write_own_criteria(struct json_document *document, const struct node *block)
{
	if (!node_is_group(block) || node_ancestor(block, NODE_CLAUSE) || node_ancestor(block, NODE_ITEM))
		return;
	json_write_name(document->json, "criteria");
	write_group(document, block);
}

/* What each kind of block is called in JSON; NULL: it is no member of `content` (a heading is its section's). */
static const char *type_name(enum node_kind kind)
{
	switch (kind) {
	case NODE_SECTION:
		return "section";
	case NODE_CLAUSE:
		return "clause";
	case NODE_PARAGRAPH:
		return "paragraph";
	case NODE_NOTE:
		return "note";
	case NODE_LIST:
		return "list";
	case NODE_ITEM:
		return "item";
	case NODE_JOINER:
		return "joiner";
	case NODE_QUOTE:
		return "quote";
	case NODE_TABLE:
		return "table";
	case NODE_ROW:
		return "row";
	case NODE_CELL:
		return "cell";
	case NODE_REFERENCE_LIST:
		return "references";
	case NODE_REFERENCE:
		return "reference";
	default:
		return NULL;
	}
}

/* The name of the array that holds a block's blocks. */
static const char *content_name(enum node_kind kind)
{
	switch (kind) {
	case NODE_LIST:
	case NODE_REFERENCE_LIST:
		return "items";
	case NODE_TABLE:
		return "rows";
	case NODE_ROW:
		return "cells";
	default:
		return "content";
	}
}

static void section_members(struct json_document *document, const struct node *section)
{
	struct json_writer *json = document->json;
	const struct node *heading = node_heading(section);
	member_id(document, section);
	member_or_null(json, "number", section->number);
	json_write_member(json, "kind", text_of(section_kind_name(node_section_kind(section))));
	if (heading)
		member_words(document, "heading", heading);
	else
		json_write_member(json, "heading", TEXT(""));
	json_write_member(json, "effect", text_of(effect_name(section->section.effect)));
}

static void clause_members(struct json_document *document, const struct node *clause)
{
	struct json_writer *json = document->json;
	member_id(document, clause);
	member_or_null(json, "number", clause->number);
	member_words(document, "text", clause);
	member_html(document, clause);
	write_reading(json, &clause->clause.reading);
	write_quantities(document, clause->clause.quantities);
	write_criteria(document, clause);
}

static void table_members(struct json_writer *json, const struct node *table)
{
	json_write_name(json, "alignments");
	json_write_array_begin(json);
	for (uint32_t i = 0; i < table->table.columns; i++) {
		switch (table->table.alignments ? table->table.alignments[i] : 0) {
		case 'l':
			json_write_string(json, TEXT("left"));
			break;
		case 'c':
			json_write_string(json, TEXT("centre"));
			break;
		case 'r':
			json_write_string(json, TEXT("right"));
			break;
		default:
			json_write_null(json);
		}
	}
	json_write_array_end(json);
}

/* The members of a block but for the blocks below it. */
static void block_members(struct json_document *document, const struct node *node)
{
	struct json_writer *json = document->json;
	json_write_member(json, "type", text_of(type_name(node->kind)));
	switch (node->kind) {
	case NODE_SECTION:
		section_members(document, node);
		return;
	case NODE_CLAUSE:
		clause_members(document, node);
		return;
	case NODE_LIST:
		json_write_member_boolean(json, "ordered", node->list.is_ordered);
		if (node->list.is_ordered)
			json_write_member_integer(json, "start", node->list.start);
		write_own_criteria(document, node);
		return;
	case NODE_ITEM:
		member_id(document, node);
		member_words(document, "text", node);
		member_html(document, node);
		return;
	case NODE_TABLE:
		table_members(json, node);
		write_own_criteria(document, node);
		return;
	case NODE_ROW:
		json_write_member_boolean(json, "header", node->row.is_header);
		if (node->id.length)
			json_write_member(json, "id", node->id);
		return;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		if (node->id.length)
			json_write_member(json, "id", node->id);
		break;
	case NODE_REFERENCE:
		member_id(document, node);
		member_or_null(json, "label", node->reference.label);
		json_write_name(json, "number");
		if (node->reference.number)
			json_write_integer(json, node->reference.number);
		else
			json_write_null(json);
		break;
	default:
		break;
	}
	if (node_is_leaf_block(node)) {
		member_words(document, "text", node);
		member_html(document, node);
	}
}

/* An array of the blocks below `parent`, at every depth, by one walk. */
static void write_content(struct json_document *document, const struct node *parent)
{
	struct json_writer *json = document->json;
	json_write_array_begin(json);
	struct walk walk = walk_begin(parent);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (node == parent || !type_name(node->kind)) {
			if (walk.is_entering && node != parent)
				walk_skip_children(&walk);
			continue;
		}
		if (walk.is_entering) {
			json_write_object_begin(json);
			block_members(document, node);
			if (node_is_leaf_block(node)) {
				walk_skip_children(&walk);
			} else {
				json_write_name(json, content_name(node->kind));
				json_write_array_begin(json);
			}
		} else {
			if (!node_is_leaf_block(node))
				json_write_array_end(json);
			json_write_object_end(json);
		}
	}
	json_write_array_end(json);
}

/* Sections are members of `sections`; what stands before the first is the `preamble`. */
static void write_body(struct json_document *document)
{
	struct json_writer *json = document->json;
	json_write_name(json, "preamble");
	json_write_array_begin(json);
	for (const struct node *node = document->policy->body->first_child; node; node = node->next) {
		if (node->kind == NODE_SECTION)
			continue;
		json_write_object_begin(json);
		block_members(document, node);
		if (!node_is_leaf_block(node)) {
			json_write_name(json, content_name(node->kind));
			write_content(document, node);
		}
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_name(json, "sections");
	json_write_array_begin(json);
	for (const struct node *node = document->policy->body->first_child; node; node = node->next) {
		if (node->kind != NODE_SECTION)
			continue;
		json_write_object_begin(json);
		block_members(document, node);
		json_write_name(json, "content");
		write_content(document, node);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_code(struct json_writer *json, const struct code *code)
{
	json_write_object_begin(json);
	json_write_member(json, "code", code->written);
	member_or_null(json, "canonical", code->canonical);
	member_or_null(json, "undotted", code->undotted);
	json_write_member(json, "match", text_of(code_match_name(code->match)));
	if (code->match == MATCH_RANGE) {
		json_write_member(json, "last_canonical", code->last_canonical);
		json_write_member(json, "last_undotted", code->last_undotted);
	}
	member_or_null(json, "marks", code->marks);
	member_or_null(json, "term", code->term);
	json_write_object_end(json);
}

static void write_code_sets(struct json_document *document)
{
	struct json_writer *json = document->json;
	json_write_name(json, "code_sets");
	json_write_array_begin(json);
	for (size_t i = 0; i < document->policy->code_set_count; i++) {
		const struct code_set *set = &document->policy->code_sets[i];
		const struct site_code_system *system = site_code_system(document->edition->site, set->system);
		json_write_object_begin(json);
		member_or_null(json, "id", set->id);
		json_write_member(json, "system", text_of(code_system_name(set->system)));
		member_or_null(json, "heading", set->heading);
		member_or_null(json, "edition", system ? system->edition.text : TEXT(""));
		json_write_member(json, "role", set->role);
		json_write_member(json, "use", TEXT("unstated"));
		json_write_member(json, "state", text_of(code_set_state_name(set->state)));
		member_or_null(json, "url", set->url);
		json_write_name(json, "codes");
		json_write_array_begin(json);
		for (size_t j = 0; j < set->count; j++)
			write_code(json, &set->codes[j]);
		json_write_array_end(json);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_references(struct json_document *document)
{
	struct json_writer *json = document->json;
	json_write_name(json, "references");
	json_write_array_begin(json);
	for (size_t i = 0; i < document->policy->reference_count; i++) {
		const struct reference *reference = &document->policy->references[i];
		json_write_object_begin(json);
		json_write_member(json, "kind", text_of(reference_kind_name(reference->kind)));
		member_or_null(json, "identifier", reference->identifier);
		json_write_name(json, "number");
		if (reference->number)
			json_write_integer(json, reference->number);
		else
			json_write_null(json);
		member_or_null(json, "text", reference->text);
		member_or_null(json, "url", reference->url);
		json_write_name(json, "cited_in");
		json_write_array_begin(json);
		for (size_t j = 0; j < reference->cited_count; j++)
			json_write_string(json, reference->cited_in[j]);
		json_write_array_end(json);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_name(json, "shared_blocks");
	json_write_array_begin(json);
	for (size_t i = 0; i < document->policy->include_count; i++) {
		json_write_object_begin(json);
		json_write_member(json, "block", document->policy->includes[i].block);
		json_write_member(json, "edition", document->policy->includes[i].edition);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

/* Who publishes it, under what licence, made by what. */
static void write_head(struct json_document *document, const char *schema)
{
	struct json_writer *json = document->json;
	const struct site *site = document->edition->site;
	buffer_clear(&document->scratch);
	buffer_append_format(&document->scratch, "%sschema/%s.json", document->edition->root, schema);
	json_write_member(json, "$schema", buffer_text(&document->scratch));
	json_write_member(json, "schema_version", TEXT(POLICY_SCHEMA_VERSION));
	json_write_member(json, "generator", TEXT("policyc " POLICYC_VERSION));
	json_write_name(json, "publisher");
	json_write_object_begin(json);
	member_or_null(json, "name", site->organisation.name.text);
	member_or_null(json, "ods", site->organisation.ods.text);
	json_write_object_end(json);
	member_or_null(json, "licence", site->licence.name.text);
}

/* The members of the object that is open. */
static void write_members(struct json_writer *json, const struct policy *policy, const struct edition *edition,
			  bool has_head, bool has_text)
{
	struct json_document document = {.json = json, .policy = policy, .edition = edition};
	struct arena arena = ARENA_EMPTY;
	if (has_head)
		write_head(&document, "policy");
	json_write_value_members(json, field_values(&arena, &policy_fields, policy));
	if (has_text)
		write_body(&document);
	write_code_sets(&document);
	write_references(&document);
	arena_release(&arena);
	buffer_release(&document.scratch);
}

void write_json(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct json_writer json;
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	write_members(&json, policy, edition, true, true);
	json_write_object_end(&json);
	json_write_end(&json);
}

void write_json_line(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct json_writer json;
	json_write_begin(&json, out, false);
	json_write_object_begin(&json);
	write_members(&json, policy, edition, true, true);
	json_write_object_end(&json);
	json_write_end(&json);
	buffer_append_byte(out, '\n');
}

/* What all files of data begin with. */
static void write_list_head(struct json_writer *json, const char *schema, const struct edition *edition)
{
	struct json_document document = {.json = json, .edition = edition};
	write_head(&document, schema);
	buffer_release(&document.scratch);
}

void write_policies_json(struct buffer *out, const struct policy *const *policies, size_t count,
			 const struct edition *edition)
{
	struct json_writer json;
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	write_list_head(&json, "policies", edition);
	json_write_name(&json, "policies");
	json_write_array_begin(&json);
	for (size_t i = 0; i < count; i++) {
		json_write_object_begin(&json);
		write_members(&json, policies[i], edition, false, false);
		json_write_object_end(&json);
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
}

void write_codes_json(struct buffer *out, const struct policy *const *policies, size_t count,
		      const struct edition *edition)
{
	struct json_writer json;
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	write_list_head(&json, "codes", edition);
	json_write_name(&json, "policies");
	json_write_array_begin(&json);
	for (size_t i = 0; i < count; i++) {
		struct json_document document = {.json = &json, .policy = policies[i], .edition = edition};
		struct arena arena = ARENA_EMPTY;
		struct field_table keys = field_table_of(&arena, &policy_fields, FIELD_NAMES_VERSION);
		json_write_object_begin(&json);
		json_write_value_members(&json, field_values(&arena, &keys, policies[i]));
		write_code_sets(&document);
		json_write_object_end(&json);
		arena_release(&arena);
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
}

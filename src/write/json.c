/* policy.json and the lists of versions, over the tables of fields and shapes. */
#include "tree/field_values.h"
#include "tree/published.h"
#include "write/json_shape.h"

/* The members of a block but for the blocks below it; the name of their array, or NULL where it has none. */
static const char *block_members(struct json_document *document, const struct node *node)
{
	const struct shape *shape = block_shapes[node->kind];
	const struct member *last = &shape->members[shape->count - 1];

	json_shape_members(document, shape, node);
	return last->type == MEMBER_BLOCKS ? last->name : NULL;
}

/* An array of the blocks below `parent`, at every depth, by one walk. */
static void write_content(struct json_document *document, const struct node *parent)
{
	struct json_writer *json = document->json;
	json_write_array_begin(json);
	struct walk walk = walk_begin(parent);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (node == parent || !block_shapes[node->kind]) {
			if (walk.is_entering && node != parent)
				walk_skip_children(&walk);
			continue;
		}
		if (walk.is_entering) {
			json_write_object_begin(json);
			const char *content = block_members(document, node);
			if (content) {
				json_write_name(json, content);
				json_write_array_begin(json);
			} else {
				walk_skip_children(&walk);
			}
		} else {
			if (!node_is_leaf_block(node))
				json_write_array_end(json);
			json_write_object_end(json);
		}
	}
	json_write_array_end(json);
}

/* The sections of the body, or the blocks before the first. */
static void write_part(struct json_document *document, const char *name, bool sections)
{
	struct json_writer *json = document->json;
	json_write_name(json, name);
	json_write_array_begin(json);
	for (const struct node *node = document->policy->body->first_child; node; node = node->next) {
		if ((node->kind == NODE_SECTION) != sections)
			continue;
		json_write_object_begin(json);
		const char *content = block_members(document, node);
		if (content) {
			json_write_name(json, content);
			write_content(document, node);
		}
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_code_sets(struct json_document *document)
{
	json_shapes(document, "code_sets", &code_set_shape, document->policy->code_sets,
		    document->policy->code_set_count);
}

static void write_references(struct json_document *document)
{
	const struct policy *policy = document->policy;
	json_shapes(document, "references", &reference_shape, policy->references, policy->reference_count);
	json_shapes(document, "shared_blocks", &included_block_shape, policy->includes, policy->include_count);
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
	json_shape_members(document, &publisher_shape, site);
	json_write_object_end(json);
	json_member_or_null(json, "licence", site->licence.name.text);
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
	if (has_text) {
		write_part(&document, "preamble", false);
		write_part(&document, "sections", true);
	}
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

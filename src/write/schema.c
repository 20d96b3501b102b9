#include "base/bug.h"
#include "tree/bulletin.h"
#include "tree/field_values.h"
#include "write/schema_shapes.h"
#include "write/write.h"

/* JSON Schema 2020-12 of policy.json. The head comes from policy_fields; the body's shapes are the tables below. */

static void type_one(struct json_writer *json, const char *type, bool or_null)
{
	json_write_name(json, "type");
	if (!or_null) {
		json_write_string(json, text_of(type));
		return;
	}
	json_write_array_begin(json);
	json_write_string(json, text_of(type));
	json_write_string(json, TEXT("null"));
	json_write_array_end(json);
}

static void choice_schema(struct json_writer *json, const char *const *choices, bool or_null)
{
	type_one(json, "string", or_null);
	json_write_name(json, "enum");
	json_write_array_begin(json);
	for (; *choices; choices++)
		json_write_string(json, text_of(*choices));
	if (or_null)
		json_write_null(json);
	json_write_array_end(json);
}

static void pattern_schema(struct json_writer *json, const char *pattern, bool or_null)
{
	type_one(json, "string", or_null);
	json_write_member(json, "pattern", text_of(pattern));
}

#define DATE_PATTERN     "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
#define DURATION_PATTERN "^P[0-9]+[YMWD]$"

static void table_schema(struct json_writer *json, const struct field_table *table, bool or_null);

/* The schema of one row's value. Tables nest as their definitions do: this recursion ends. */
static void field_schema(struct json_writer *json, const struct field *field)
{
	bool or_null = !(field->flags & FIELD_ALWAYS);
	json_write_object_begin(json);
	json_write_member(json, "description", text_of(field->sentence));
	switch (field->type) {
	case FIELD_TEXT:
		type_one(json, "string", or_null);
		break;
	case FIELD_DATE:
		pattern_schema(json, DATE_PATTERN, or_null);
		break;
	case FIELD_DURATION:
		pattern_schema(json, DURATION_PATTERN, or_null);
		break;
	case FIELD_CHOICE:
		choice_schema(json, field->choices, or_null);
		break;
	case FIELD_NUMBER:
		type_one(json, "integer", or_null);
		break;
	case FIELD_BOOLEAN:
		type_one(json, "boolean", or_null);
		break;
	case FIELD_OBJECT:
		table_schema(json, field->members, or_null);
		break;
	case FIELD_TEXT_LIST:
	case FIELD_CHOICES:
	case FIELD_LIST:
		type_one(json, "array", false);
		json_write_name(json, "items");
		json_write_object_begin(json);
		if (field->type == FIELD_TEXT_LIST)
			type_one(json, "string", false);
		else if (field->type == FIELD_CHOICES)
			choice_schema(json, field->choices, true);
		else
			table_schema(json, field->members, false);
		json_write_object_end(json);
		break;
	case FIELD_MAP:
		type_one(json, "object", false);
		json_write_name(json, "additionalProperties");
		json_write_object_begin(json);
		type_one(json, "string", false);
		json_write_object_end(json);
		break;
	case FIELD_VALUE:
		type_one(json, "object", false);
		break;
	}
	json_write_object_end(json);
}

static void required_names(struct json_writer *json, const struct value *names)
{
	json_write_name(json, "required");
	json_write_array_begin(json);
	for (uint32_t i = 0; i < names->count; i++)
		json_write_string(json, names->members[i].key);
	json_write_array_end(json);
	json_write_member_boolean(json, "additionalProperties", false);
}

/* Rows by the first part of their path. A group's rows ("review.due") become one object. */
static void properties(struct json_writer *json, const struct field_table *table, struct arena *arena,
		       struct value *names)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (!field->json)
			continue;
		struct text path = text_of(field->json);
		size_t dot = text_find_byte(path, '.', 0);
		if (dot == TEXT_NOT_FOUND) {
			if (!value_map_add(arena, names, path, value_null(arena)))
				BUG("two rows are called %s", field->json);
			json_write_name(json, field->json);
			field_schema(json, field);
			continue;
		}
		struct text group = text_slice(path, 0, dot + 1);
		if (!value_map_add(arena, names, text_slice(path, 0, dot), value_null(arena)))
			continue; /* written with its first row */
		struct value *members = value_map(arena);
		json_write_name_text(json, text_slice(path, 0, dot));
		json_write_object_begin(json);
		type_one(json, "object", false);
		json_write_name(json, "properties");
		json_write_object_begin(json);
		for (size_t j = i; j < table->count; j++) {
			if (!table->fields[j].json || !text_begins(text_of(table->fields[j].json), group))
				continue;
			struct text name = text_slice(text_of(table->fields[j].json), dot + 1, (size_t)-1);
			value_map_add(arena, members, name, value_null(arena));
			json_write_name_text(json, name);
			field_schema(json, &table->fields[j]);
		}
		json_write_object_end(json);
		required_names(json, members);
		json_write_object_end(json);
	}
}

static void table_schema(struct json_writer *json, const struct field_table *table, bool or_null)
{
	struct arena arena = ARENA_EMPTY;
	struct value *names = value_map(&arena);
	type_one(json, "object", or_null);
	json_write_name(json, "properties");
	json_write_object_begin(json);
	properties(json, table, &arena, names);
	json_write_object_end(json);
	required_names(json, names);
	arena_release(&arena);
}

static void reference_to(struct json_writer *json, const char *definition)
{
	char path[80] = "#/$defs/";
	size_t length = 8;
	for (const char *c = definition; *c && length < sizeof path - 1; c++)
		path[length++] = *c;
	path[length] = '\0';
	json_write_member(json, "$ref", text_of(path));
}

static void strings_schema(struct json_writer *json, bool or_null)
{
	type_one(json, "array", false);
	json_write_name(json, "items");
	json_write_object_begin(json);
	type_one(json, "string", or_null);
	json_write_object_end(json);
}

static void shape_schema(struct json_writer *json, const struct member *member)
{
	switch (member->shape) {
	case STRING:
	case STRING_OR_NULL:
		type_one(json, "string", member->shape == STRING_OR_NULL);
		break;
	case INTEGER:
	case INTEGER_OR_NULL:
		type_one(json, "integer", member->shape == INTEGER_OR_NULL);
		break;
	case NUMBER:
	case NUMBER_OR_NULL:
		type_one(json, "number", member->shape == NUMBER_OR_NULL);
		break;
	case BOOLEAN:
		type_one(json, "boolean", false);
		break;
	case STRINGS:
	case STRINGS_OR_NULLS:
		strings_schema(json, member->shape == STRINGS_OR_NULLS);
		break;
	case NUMBERS:
		type_one(json, "array", false);
		json_write_name(json, "items");
		json_write_object_begin(json);
		type_one(json, "integer", false);
		json_write_object_end(json);
		break;
	case ANY:
		break;
	case CONSTANT:
		json_write_member(json, "const", text_of(member->of));
		break;
	case CHOICE:
	case CHOICE_OR_NULL:
		type_one(json, "string", member->shape == CHOICE_OR_NULL);
		json_write_name(json, "enum");
		json_write_array_begin(json);
		for (int i = 0; schema_choice(member->of, i); i++)
			json_write_string(json, text_of(schema_choice(member->of, i)));
		if (member->shape == CHOICE_OR_NULL)
			json_write_null(json);
		json_write_array_end(json);
		break;
	case ONE:
		reference_to(json, member->of);
		break;
	case ONE_OR_NULL:
		json_write_name(json, "anyOf");
		json_write_array_begin(json);
		json_write_object_begin(json);
		reference_to(json, member->of);
		json_write_object_end(json);
		json_write_object_begin(json);
		type_one(json, "null", false);
		json_write_object_end(json);
		json_write_array_end(json);
		break;
	case MANY:
		type_one(json, "array", false);
		json_write_name(json, "items");
		json_write_object_begin(json);
		reference_to(json, member->of);
		json_write_object_end(json);
		break;
	}
}

void schema_object(struct json_writer *json, const struct member *members)
{
	type_one(json, "object", false);
	json_write_name(json, "properties");
	json_write_object_begin(json);
	for (const struct member *member = members; member->name; member++) {
		json_write_name(json, member->name);
		json_write_object_begin(json);
		json_write_member(json, "description", text_of(member->sentence));
		shape_schema(json, member);
		json_write_object_end(json);
	}
	json_write_object_end(json);
	json_write_name(json, "required");
	json_write_array_begin(json);
	for (const struct member *member = members; member->name; member++)
		if (!member->is_optional)
			json_write_string(json, text_of(member->name));
	json_write_array_end(json);
	json_write_member_boolean(json, "additionalProperties", false);
}

void schema_definition(struct json_writer *json, const struct definition *definition)
{
	json_write_name(json, definition->name);
	json_write_object_begin(json);
	json_write_member(json, "description", text_of(definition->sentence));
	schema_object(json, definition->members);
	json_write_object_end(json);
}

/* What may stand in `content`: every definition that begins with a `type`. */
static void block_schema(struct json_writer *json)
{
	json_write_name(json, "block");
	json_write_object_begin(json);
	json_write_member(json, "description", TEXT("Any block of the text; `type` says which."));
	json_write_name(json, "oneOf");
	json_write_array_begin(json);
	for (size_t i = 0; i < schema_definition_count; i++) {
		if (schema_definitions[i].members[0].shape != CONSTANT)
			continue;
		json_write_object_begin(json);
		reference_to(json, schema_definitions[i].name);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

/* The members of policy.json that no row of policy_fields gives: those that lists of policies have once, those of the
 * text, and those that were read from it. */
static const struct member head_members[] = {
	{"$schema", STRING, NULL, false, "Where this schema stands, from the file."},
	{"schema_version", CONSTANT, POLICY_SCHEMA_VERSION, false, "The version of this schema."},
	{"generator", STRING, NULL, false, "The program that wrote the file."},
	{"publisher", ONE, "publisher", false, "Who publishes it."},
	{"licence", STRING_OR_NULL, NULL, false, "The licence; null: none is stated."},
	END,
};
static const struct member text_members[] = {
	{"preamble", MANY, "block", false, "What stands before the first section."},
	{"sections", MANY, "section", false, "The sections, in order."},
	END,
};
static const struct member code_set_members[] = {
	{"code_sets", MANY, "code_set", false, "The clinical codes."},
	END,
};
static const struct member reference_members[] = {
	{"references", MANY, "reference", false, "What the text refers to, in the order and number written."},
	{"shared_blocks", MANY, "shared_block", false, "The shared wording that the text includes."},
	END,
};

/* What an object has: groups of members and rows of policy_fields. */
struct contents {
	const struct member *members[4];
	const struct field_table *rows; /* NULL: none */
};

static void contents_schema(struct json_writer *json, const struct contents *contents)
{
	struct arena arena = ARENA_EMPTY;
	struct value *names = value_map(&arena);
	type_one(json, "object", false);
	json_write_name(json, "properties");
	json_write_object_begin(json);
	for (size_t i = 0; i < 4 && contents->members[i]; i++) {
		for (const struct member *member = contents->members[i]; member->name; member++) {
			value_map_add(&arena, names, text_of(member->name), value_null(&arena));
			json_write_name(json, member->name);
			json_write_object_begin(json);
			json_write_member(json, "description", text_of(member->sentence));
			shape_schema(json, member);
			json_write_object_end(json);
		}
	}
	if (contents->rows)
		properties(json, contents->rows, &arena, names);
	json_write_object_end(json);
	required_names(json, names);
	arena_release(&arena);
}

void schema_begin(struct json_writer *json, struct buffer *out, struct text base_url, const char *name,
		  const char *title, const char *description)
{
	json_write_begin(json, out, true);
	json_write_object_begin(json);
	json_write_member(json, "$schema", TEXT("https://json-schema.org/draft/2020-12/schema"));
	if (base_url.length) {
		struct buffer id = BUFFER_EMPTY;
		buffer_append(&id, base_url);
		buffer_append_format(&id, "/schema/%s.json", name);
		json_write_member(json, "$id", buffer_text(&id));
		buffer_release(&id);
	}
	json_write_member(json, "title", text_of(title));
	json_write_member(json, "description", text_of(description));
}

static void begin_definitions(struct json_writer *json)
{
	json_write_name(json, "$defs");
	json_write_object_begin(json);
	block_schema(json);
	for (size_t i = 0; i < schema_definition_count; i++)
		schema_definition(json, &schema_definitions[i]);
}

void schema_end(struct json_writer *json)
{
	json_write_object_end(json);
	json_write_object_end(json);
	json_write_end(json);
}

void write_policy_schema(struct buffer *out, struct text base_url)
{
	static const struct contents document = {
		.members = {head_members, text_members, code_set_members, reference_members}, .rows = &policy_fields};
	struct json_writer json;
	schema_begin(&json, out, base_url, "policy", "A clinical commissioning policy",
		     "One version of one policy: its document control, its whole text as a tree, its criteria as read "
		     "from the text, its codes and references.");
	contents_schema(&json, &document);
	begin_definitions(&json);
	schema_end(&json);
}

/* A list of versions, of which each has `entry`. */
static void list_schema(struct buffer *out, struct text base_url, const char *name, const char *title,
			const char *description, const struct contents *entry)
{
	static const struct member list_members[] = {
		{"policies", MANY, "entry", false, "Every published version, by ref and version."},
		END,
	};
	static const struct contents list = {.members = {head_members, list_members}};
	struct json_writer json;
	schema_begin(&json, out, base_url, name, title, description);
	contents_schema(&json, &list);
	begin_definitions(&json);
	json_write_name(&json, "entry");
	json_write_object_begin(&json);
	json_write_member(&json, "description", TEXT("One version of one policy."));
	contents_schema(&json, entry);
	json_write_object_end(&json);
	schema_end(&json);
}

void write_changes_schema(struct buffer *out, struct text base_url)
{
	static const struct member members[] = {
		{"$schema", STRING, NULL, true, "Where this schema stands, from the file."},
		{"schema_version", CONSTANT, CHANGES_SCHEMA_VERSION, false, "The version of this schema."},
		{"generator", STRING, NULL, false, "The program that wrote the file."},
		{"as_of", STRING_OR_NULL, NULL, false, "The day that it was made for; null: it holds for any."},
		{"since", STRING_OR_NULL, NULL, false, "From when on changes are told; null: from the beginning."},
		{"changes", MANY, "change", false, "What changed, newest first."},
		END,
	};
	struct json_writer json;
	schema_begin(&json, out, base_url, "changes", "Changes of clinical commissioning policies",
		     "Each version of each policy as it was published, and each withdrawal.");
	schema_object(&json, members);
	json_write_name(&json, "$defs");
	json_write_object_begin(&json);
	json_write_name(&json, "change");
	json_write_object_begin(&json);
	json_write_member(&json, "description", TEXT("A version that was published, or a withdrawal."));
	table_schema(&json, &bulletin_entry_fields, false);
	json_write_object_end(&json);
	schema_end(&json);
}

void write_policies_schema(struct buffer *out, struct text base_url)
{
	static const struct contents entry = {.members = {code_set_members, reference_members}, .rows = &policy_fields};
	list_schema(out, base_url, "policies", "Clinical commissioning policies",
		    "Every published version of every policy: all that policy.json has but the text. The text is in "
		    "policies.ndjson and at each version's address.",
		    &entry);
}

void write_codes_schema(struct buffer *out, struct text base_url)
{
	struct arena arena = ARENA_EMPTY;
	struct field_table keys = field_table_of(&arena, &policy_fields, FIELD_NAMES_VERSION);
	struct contents entry = {.members = {code_set_members}, .rows = &keys};
	list_schema(out, base_url, "codes", "Codes of clinical commissioning policies",
		    "The clinical codes of every published version of every policy.", &entry);
	arena_release(&arena);
}

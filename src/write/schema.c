/* The JSON Schemas, from the tables of fields and shapes. */
#include "base/bug.h"
#include "tree/bulletin.h"
#include "tree/field_values.h"
#include "tree/published.h"
#include "write/schema_parts.h"
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

static void shape_or_null(struct json_writer *json, const char *definition, bool or_null)
{
	if (!or_null) {
		reference_to(json, definition);
		return;
	}
	json_write_name(json, "anyOf");
	json_write_array_begin(json);
	json_write_object_begin(json);
	reference_to(json, definition);
	json_write_object_end(json);
	json_write_object_begin(json);
	type_one(json, "null", false);
	json_write_object_end(json);
	json_write_array_end(json);
}

/* The schema of the value of a row. */
static void member_schema(struct json_writer *json, const struct member *member)
{
	bool or_null = !(member->flags & (MEMBER_ALWAYS | MEMBER_OPTIONAL));
	size_t index = 0;

	switch (member->type) {
	case MEMBER_TEXT:
	case MEMBER_ID:
	case MEMBER_NUMBERING:
	case MEMBER_ADDRESS:
	case MEMBER_WORDS:
	case MEMBER_HTML:
	case MEMBER_HEADING:
		type_one(json, "string", or_null);
		break;
	case MEMBER_WHOLE:
		type_one(json, "integer", or_null);
		break;
	case MEMBER_NUMBER:
		type_one(json, "number", or_null);
		break;
	case MEMBER_TRUTH:
		type_one(json, "boolean", false);
		break;
	case MEMBER_OPEN:
		type_one(json, "boolean", true);
		break;
	case MEMBER_IDS:
	case MEMBER_ALIGNMENTS:
		strings_schema(json, member->type == MEMBER_ALIGNMENTS);
		break;
	case MEMBER_CONSTANT:
		json_write_member(json, "const", text_of(member->constant));
		break;
	case MEMBER_CHOICE:
		type_one(json, "string", or_null);
		json_write_name(json, "enum");
		json_write_array_begin(json);
		for (const char *name; (name = choices_next(member->choices, member->choices->hidden, &index));)
			json_write_string(json, text_of(name));
		if (or_null)
			json_write_null(json);
		json_write_array_end(json);
		break;
	case MEMBER_NUMBERS:
		type_one(json, "array", false);
		json_write_name(json, "items");
		json_write_object_begin(json);
		type_one(json, "integer", false);
		json_write_object_end(json);
		break;
	case MEMBER_VALUE:
		break;
	case MEMBER_SHAPE:
	case MEMBER_POINTED:
	case MEMBER_CRITERIA:
		shape_or_null(json, member->shape->name, or_null);
		break;
	case MEMBER_SHAPES:
	case MEMBER_QUANTITIES:
	case MEMBER_CRITERION_LIST:
	case MEMBER_BLOCKS:
		type_one(json, "array", false);
		json_write_name(json, "items");
		json_write_object_begin(json);
		reference_to(json, member->shape ? member->shape->name : "block");
		json_write_object_end(json);
		break;
	}
}

/* The members of a shape among the properties that are open. Adds the names of those that are required. */
static void shape_properties(struct json_writer *json, const struct shape *shape, struct arena *arena,
			     struct value *names)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *member = &shape->members[i];
		if (member->flags & MEMBER_NO_JSON)
			continue;
		json_write_name(json, member->name);
		json_write_object_begin(json);
		json_write_member(json, "description", text_of(member->sentence));
		member_schema(json, member);
		json_write_object_end(json);
		if (!(member->flags & MEMBER_OPTIONAL))
			value_map_add(arena, names, text_of(member->name), value_null(arena));
	}
}

void schema_contents(struct json_writer *json, const struct shape *const *shapes, const struct field_table *rows)
{
	struct arena arena = ARENA_EMPTY;
	struct value *names = value_map(&arena);
	type_one(json, "object", false);
	json_write_name(json, "properties");
	json_write_object_begin(json);
	for (; *shapes; shapes++)
		shape_properties(json, *shapes, &arena, names);
	if (rows)
		properties(json, rows, &arena, names);
	json_write_object_end(json);
	required_names(json, names);
	arena_release(&arena);
}

void schema_definitions(struct json_writer *json, const struct shape *const *shapes)
{
	for (; *shapes; shapes++) {
		json_write_name(json, (*shapes)->name);
		json_write_object_begin(json);
		json_write_member(json, "description", text_of((*shapes)->sentence));
		schema_contents(json, (const struct shape *const[]){*shapes, NULL}, NULL);
		json_write_object_end(json);
	}
}

/* What may stand in `content`: every shape of a kind of block, which begins with a `type`. */
static void block_schema(struct json_writer *json)
{
	json_write_name(json, "block");
	json_write_object_begin(json);
	json_write_member(json, "description", TEXT("Any block of the text; `type` says which."));
	json_write_name(json, "oneOf");
	json_write_array_begin(json);
	for (const struct shape *const *shape = published_shapes; *shape; shape++) {
		if (!text_is(text_of((*shape)->members[0].name), "type"))
			continue;
		json_write_object_begin(json);
		reference_to(json, (*shape)->name);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

/* The members of policy.json that no row of policy_fields gives: those that lists of policies have once, those of the
 * text, and those that were read from it. */
#define PART(rows)                                                      \
	{                                                               \
		.members = rows, .count = sizeof(rows) / sizeof *(rows) \
	}
#define HEAD_ROWS(flags_of_address, version)                                                             \
	{"$schema", "Where this schema stands, from the file.", MEMBER_TEXT, .flags = flags_of_address}, \
		{"schema_version", "The version of this schema.", MEMBER_CONSTANT, .constant = version}, \
	{                                                                                                \
		"generator", "The program that wrote the file.", MEMBER_TEXT, .flags = MEMBER_ALWAYS     \
	}
static const struct member head_rows[] = {
	HEAD_ROWS(MEMBER_ALWAYS, POLICY_SCHEMA_VERSION),
	{"publisher", "Who publishes it.", MEMBER_SHAPE, MEMBER_ALWAYS, .shape = &publisher_shape},
	{"licence", "The licence; null: none is stated.", MEMBER_TEXT, .flags = 0},
};
static const struct member text_rows[] = {
	{"preamble", "What stands before the first section.", MEMBER_BLOCKS, .flags = MEMBER_ALWAYS},
	{"sections", "The sections, in order.", MEMBER_BLOCKS, .shape = &section_shape},
};
static const struct member code_set_rows[] = {
	{"code_sets", "The clinical codes.", MEMBER_SHAPES, .shape = &code_set_shape},
};
static const struct member reference_rows[] = {
	{"references", "What the text refers to, in the order and number written.", MEMBER_SHAPES,
	 .shape = &reference_shape},
	{"shared_blocks", "The shared wording that the text includes.", MEMBER_SHAPES, .shape = &included_block_shape},
};
static const struct shape head = PART(head_rows), text = PART(text_rows), code_sets = PART(code_set_rows),
			  references = PART(reference_rows);

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
	schema_definitions(json, published_shapes);
}

void schema_end(struct json_writer *json)
{
	json_write_object_end(json);
	json_write_object_end(json);
	json_write_end(json);
}

void write_policy_schema(struct buffer *out, struct text base_url)
{
	static const struct shape *const shapes[] = {&head, &text, &code_sets, &references, NULL};
	struct json_writer json;
	schema_begin(&json, out, base_url, "policy", "A clinical commissioning policy",
		     "One version of one policy: its document control, its whole text as a tree, its criteria as read "
		     "from the text, its codes and references.");
	schema_contents(&json, shapes, &policy_fields);
	begin_definitions(&json);
	schema_end(&json);
}

/* A list of versions, of which each has these shapes and rows. */
static void list_schema(struct buffer *out, struct text base_url, const char *name, const char *title,
			const char *description, const struct shape *const *shapes, const struct field_table *rows)
{
	static const struct shape entry = {.name = "entry"};
	static const struct member list_rows[] = {
		{"policies", "Every published version, by ref and version.", MEMBER_SHAPES, .shape = &entry},
	};
	static const struct shape list = PART(list_rows);
	struct json_writer json;
	schema_begin(&json, out, base_url, name, title, description);
	schema_contents(&json, (const struct shape *const[]){&head, &list, NULL}, NULL);
	begin_definitions(&json);
	json_write_name(&json, entry.name);
	json_write_object_begin(&json);
	json_write_member(&json, "description", TEXT("One version of one policy."));
	schema_contents(&json, shapes, rows);
	json_write_object_end(&json);
	schema_end(&json);
}

void write_changes_schema(struct buffer *out, struct text base_url)
{
	static const struct shape change = {.name = "change"};
	static const struct member rows[] = {
		HEAD_ROWS(MEMBER_OPTIONAL, CHANGES_SCHEMA_VERSION),
		{"as_of", "The day that it was made for; null: it holds for any.", MEMBER_TEXT, .flags = 0},
		{"since", "From when on changes are told; null: from the beginning.", MEMBER_TEXT, .flags = 0},
		{"changes", "What changed, newest first.", MEMBER_SHAPES, .shape = &change},
	};
	static const struct shape document = PART(rows);
	struct json_writer json;
	schema_begin(&json, out, base_url, "changes", "Changes of clinical commissioning policies",
		     "Each version of each policy as it was published, and each withdrawal.");
	schema_contents(&json, (const struct shape *const[]){&document, NULL}, NULL);
	json_write_name(&json, "$defs");
	json_write_object_begin(&json);
	json_write_name(&json, change.name);
	json_write_object_begin(&json);
	json_write_member(&json, "description", TEXT("A version that was published, or a withdrawal."));
	table_schema(&json, &bulletin_entry_fields, false);
	json_write_object_end(&json);
	schema_end(&json);
}

void write_policies_schema(struct buffer *out, struct text base_url)
{
	static const struct shape *const shapes[] = {&code_sets, &references, NULL};
	list_schema(out, base_url, "policies", "Clinical commissioning policies",
		    "Every published version of every policy: all that policy.json has but the text. The text is in "
		    "policies.ndjson and at each version's address.",
		    shapes, &policy_fields);
}

void write_codes_schema(struct buffer *out, struct text base_url)
{
	struct arena arena = ARENA_EMPTY;
	struct field_table keys = field_table_of(&arena, &policy_fields, FIELD_NAMES_VERSION);
	list_schema(out, base_url, "codes", "Codes of clinical commissioning policies",
		    "The clinical codes of every published version of every policy.",
		    (const struct shape *const[]){&code_sets, NULL}, &keys);
	arena_release(&arena);
}

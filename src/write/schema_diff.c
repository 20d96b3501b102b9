/* The JSON Schema (2020-12) of diff.json. */
#include "write/diff_shapes.h"
#include "write/schema_parts.h"

void write_diff_schema(struct buffer *out, struct text base_url)
{
	static const struct member address_rows[] = {
		{"$schema", "Where this schema stands, from the file.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
	};
	static const struct shape address = {.members = address_rows, .count = 1};
	struct json_writer writer, *json = &writer;

	schema_begin(
		json, out, base_url, "diff", "Changes of a clinical commissioning policy",
		"What changed from one version of a policy to another, and all that is needed to make the new of the "
		"old.");
	schema_contents(
		json,
		(const struct shape *const[]){&address, &diff_head_shape, &diff_pair_shape, &difference_shape, NULL},
		NULL);
	json_write_name(json, "$defs");
	json_write_object_begin(json);
	schema_definitions(json, diff_shapes);
	schema_end(json);
}

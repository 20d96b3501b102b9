/* A difference as JSON, over the rows of diff_shapes.h. */
#include "write/diff_shapes.h"
#include "write/json_shape.h"

static void write_document(struct json_writer *json, const struct diff_pair *pair, const char *root)
{
	struct json_document document = {.json = json};
	struct buffer schema = BUFFER_EMPTY;

	json_write_object_begin(json);
	buffer_append_format(&schema, "%sschema/diff.json", root);
	json_write_member(json, "$schema", buffer_text(&schema));
	buffer_release(&schema);
	json_shape_members(&document, &diff_head_shape, NULL);
	json_shape_members(&document, &diff_pair_shape, pair);
	json_shape_members(&document, &difference_shape, pair->difference);
	json_write_object_end(json);
}

void write_diff_json(struct buffer *out, const struct diff_pair *pair, const char *root)
{
	struct json_writer json;

	json_write_begin(&json, out, true);
	write_document(&json, pair, root);
	json_write_end(&json);
}

void write_diffs_json(struct buffer *out, const struct diff_pair *pairs, size_t count, bool is_list)
{
	struct json_writer json;

	json_write_begin(&json, out, true);
	if (is_list)
		json_write_array_begin(&json);
	for (size_t i = 0; i < count; i++)
		if (!is_list || diff_has_changes(&pairs[i]) || pairs[i].difference->count)
			write_document(&json, &pairs[i], "");
	if (is_list)
		json_write_array_end(&json);
	json_write_end(&json);
}

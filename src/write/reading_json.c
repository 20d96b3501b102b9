/* The reading as it is kept in policies/readings/, to be compared with what a later compiler reads. */
#include "base/json_writer.h"
#include "tree/flat_text.h"
#include "write/reading.h"

static void put_part(struct json_writer *json, struct arena *arena, const struct reading_part *part)
{
	struct buffer reading = BUFFER_EMPTY;
	const struct node *named = part->node ? node_with_id(part->node) : NULL;

	reading_part_append(&reading, part);
	json_write_object_begin(json);
	json_write_member(json, "id", part->set ? part->set->id : named ? named->id : (struct text){0});
	json_write_member(json, "words", part->node ? node_words(arena, part->node) : TEXT(""));
	json_write_member(json, "reading", buffer_text(&reading));
	json_write_object_end(json);
	buffer_release(&reading);
}

void reading_write_json(struct buffer *out, const struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;
	struct json_writer json;
	struct reading_parts parts = reading_parts_of(&arena, policy);

	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	json_write_member(&json, "ref", policy->ref.text);
	json_write_member(&json, "version", policy->version.text);
	json_write_member(&json, "fingerprint", reading_fingerprint(&arena, policy));
	json_write_member_integer(&json, "grammar", READING_GRAMMAR);
	json_write_member_integer(&json, "open", (int64_t)parts.open);
	json_write_name(&json, "parts");
	json_write_array_begin(&json);
	for (size_t i = 0; i < parts.count; i++)
		put_part(&json, &arena, &parts.items[i]);
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	arena_release(&arena);
}

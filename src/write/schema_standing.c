/* The JSON Schema (2020-12) of policy.json where no version applies. */
#include "tree/published.h"
#include "write/schema_parts.h"
#include "write/standing.h"

#define PART(rows)                                                      \
	{                                                               \
		.members = rows, .count = sizeof(rows) / sizeof *(rows) \
	}

void write_standing_schema(struct buffer *out, struct text base_url)
{
	static const struct member days_rows[] = {
		{"from", "The first day on which the version applies or applied.", MEMBER_TEXT, .flags = 0},
		{"to", "The last day, where one is known.", MEMBER_TEXT, .flags = 0},
	};
	static const struct shape days = {
		.name = "days", .sentence = "Between which days.", .members = days_rows, .count = 2};
	static const struct member version_rows[] = {
		{"id", "The ref, @, and the version.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"version", "The version.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"version_url", "The address of the version.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"in_force", "Between which days it applies or applied.", MEMBER_SHAPE, .flags = MEMBER_ALWAYS,
		 .shape = &days},
	};
	static const struct shape version = {
		.name = "version", .sentence = "A version that may be read.", .members = version_rows, .count = 4};
	static const struct member ended_rows[] = {
		{"on", "The first day without a version; null: it is not known.", MEMBER_TEXT, .flags = 0},
		{"reason", "Why, in words for readers.", MEMBER_TEXT, .flags = 0},
		{"by", "The ref of the policy to use in its place.", MEMBER_TEXT, .flags = 0},
		{"how", "removed: the policy is no longer published; expired: its last day has passed.", MEMBER_TEXT,
		 .flags = MEMBER_ALWAYS},
	};
	static const struct shape ended = {
		.name = "ended", .sentence = "How the policy ended.", .members = ended_rows, .count = 4};
	static const struct member rows[] = {
		{"$schema", "The name of this schema.", MEMBER_CONSTANT, .constant = STANDING_SCHEMA},
		{"schema_version", "The version of this schema.", MEMBER_CONSTANT, .constant = POLICY_SCHEMA_VERSION},
		{"publisher", "Who publishes it.", MEMBER_SHAPE, MEMBER_ALWAYS, .shape = &publisher_shape},
		{"ref", "The policy's permanent name.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"title", "The policy's title.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"url", "The address of the policy.", MEMBER_TEXT, .flags = MEMBER_ALWAYS},
		{"version", "Always null: no version applies.", MEMBER_TEXT, .flags = 0},
		{"ended", "Since when none applies; null: none has applied yet.", MEMBER_POINTED, .flags = 0,
		 .shape = &ended},
		{"announced", "The next version that will apply; null: none is announced.", MEMBER_POINTED, .flags = 0,
		 .shape = &version},
		{"versions", "Every version that may be read, newest first.", MEMBER_SHAPES, .shape = &version},
	};
	static const struct shape document = PART(rows);
	struct json_writer json;
	schema_begin(&json, out, base_url, "standing", "A clinical commissioning policy without a version that applies",
		     "What is at a policy's own address on a day on which no version of it applies.");
	schema_contents(&json, (const struct shape *const[]){&document, NULL}, NULL);
	json_write_name(&json, "$defs");
	json_write_object_begin(&json);
	schema_definitions(&json, (const struct shape *const[]){&publisher_shape, &days, &version, &ended, NULL});
	schema_end(&json);
}

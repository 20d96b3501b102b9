/* policies/<slug>/policy.json where no version applies: SPEC section 8, "In force on D". */
#include "write/standing.h"

#include "tree/published.h"
#include "write/json_shape.h"
#include "write/write.h"

static void write_date(struct json_writer *json, const char *name, struct date date)
{
	struct buffer words = BUFFER_EMPTY;
	json_write_name(json, name);
	if (date_is_set(date)) {
		date_append_iso(&words, date_first_day(date));
		json_write_string(json, buffer_text(&words));
	} else {
		json_write_null(json);
	}
	buffer_release(&words);
}

static void write_ended(struct json_writer *json, const struct standing_notice *notice)
{
	json_write_name(json, "ended");
	if (!notice->stub && !notice->last) {
		json_write_null(json);
		return;
	}
	json_write_object_begin(json);
	write_date(json, "on", notice->ended);
	json_member_or_null(json, "reason", notice->stub ? notice->stub->removed.reason.text : TEXT(""));
	json_member_or_null(json, "by", TEXT(""));
	json_write_member(json, "how", notice->stub ? TEXT("removed") : TEXT("expired"));
	json_write_object_end(json);
}

/* Id, number, address and days of a version, into the object that is open. */
static void write_version(struct json_writer *json, const struct policy *version)
{
	struct arena arena = ARENA_EMPTY;
	json_write_member(json, "id", ARENA_JOIN(&arena, version->ref.text, TEXT("@"), version->version.text));
	json_write_member(json, "version", version->version.text);
	json_write_member(json, "version_url", version->version_url.text);
	json_write_name(json, "in_force");
	json_write_object_begin(json);
	write_date(json, "from", version->effective.from.date);
	write_date(json, "to", version->effective.to.date);
	json_write_object_end(json);
	arena_release(&arena);
}

void write_standing_json(struct buffer *out, const struct standing_notice *notice, const struct edition *edition,
			 bool drafts)
{
	struct json_writer writer, *json = &writer;
	struct json_document document = {.json = json, .edition = edition};
	json_write_begin(json, out, true);
	json_write_object_begin(json);
	json_write_member(json, "$schema", TEXT(STANDING_SCHEMA));
	json_write_member(json, "schema_version", TEXT(POLICY_SCHEMA_VERSION));
	json_write_name(json, "publisher");
	json_write_object_begin(json);
	json_shape_members(&document, &publisher_shape, edition->site);
	json_write_object_end(json);
	json_write_member(json, "ref", notice->ref);
	json_write_member(json, "title", notice->title);
	json_write_member(json, "url", notice->url);
	json_write_member_null(json, "version");
	write_ended(json, notice);
	json_write_name(json, "announced");
	if (notice->announced) {
		json_write_object_begin(json);
		write_version(json, notice->announced);
		json_write_object_end(json);
	} else {
		json_write_null(json);
	}
	json_write_name(json, "versions");
	json_write_array_begin(json);
	for (size_t i = notice->record->count; i-- > 0;) {
		const struct policy *version = notice->record->versions[i];
		if (!policy_is_publishable(version, edition->suite->today, drafts))
			continue;
		json_write_object_begin(json);
		write_version(json, version);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_end(json);
	buffer_release(&document.scratch);
}

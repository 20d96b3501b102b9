/* Findings as other programs read them: one JSON object a line (SPEC section 3). */
#include "diag/finding.h"

#include "base/json_writer.h"
#include "base/unicode.h"

/* The text as JSON can hold it for every reader: UTF-8, and no NUL, which some can't take even escaped. Where it is so
 * already, as nearly always, it is given back; else its mended copy in `scratch`. */
static struct text text_mend(struct text text, struct buffer *scratch)
{
	size_t at = 0;

	if (text.length == 0 ||
	    (utf8_first_invalid(text) == text.length && text_find_byte(text, '\0', 0) == TEXT_NOT_FOUND))
		return text;
	buffer_clear(scratch);
	while (at < text.length) {
		uint32_t code_point = utf8_decode(text, &at);
		utf8_append(scratch, code_point ? code_point : 0xFFFD);
	}
	return buffer_text(scratch);
}

static void member(struct json_writer *json, struct buffer *scratch, const char *name, struct text value)
{
	json_write_member(json, name, text_mend(value, scratch));
}

static void members_of_begin(struct json_writer *json, struct buffer *scratch, struct place place)
{
	struct position position;

	if (!place_is_set(place)) {
		json_write_member_null(json, "file");
		json_write_member_null(json, "line");
		json_write_member_null(json, "column");
		return;
	}
	position = source_position(place.source, place.begin);
	member(json, scratch, "file", text_of(place.source->path));
	json_write_member_integer(json, "line", position.line);
	json_write_member_integer(json, "column", position.column);
}

static void members_of_end(struct json_writer *json, struct place place)
{
	struct position position;

	if (!place_is_set(place)) {
		json_write_member_null(json, "end_line");
		json_write_member_null(json, "end_column");
		return;
	}
	position = source_position(place.source, place.end);
	json_write_member_integer(json, "end_line", position.line);
	json_write_member_integer(json, "end_column", position.column);
}

static void note_print(struct json_writer *json, struct buffer *scratch, struct place place, struct text message)
{
	json_write_object_begin(json);
	member(json, scratch, "message", message);
	members_of_begin(json, scratch, place);
	json_write_object_end(json);
}

static void notes_print(struct json_writer *json, struct buffer *scratch, const struct finding *finding)
{
	uint32_t shown = 0;

	json_write_name(json, "notes");
	json_write_array_begin(json);
	for (const struct note *note = finding->notes; note; note = note->next, shown++)
		note_print(json, scratch, note->place, note->message);
	if (finding->note_count > shown) {
		struct buffer words = BUFFER_EMPTY;
		buffer_append_format(&words, "and %u more", finding->note_count - shown);
		note_print(json, scratch, PLACE_NONE, buffer_text(&words));
		buffer_release(&words);
	}
	json_write_array_end(json);
}

static void fix_print(struct json_writer *json, struct buffer *scratch, const struct fix *fix)
{
	if (!fix) {
		json_write_member_null(json, "fix");
		return;
	}
	json_write_name(json, "fix");
	json_write_object_begin(json);
	members_of_begin(json, scratch, fix->place);
	members_of_end(json, fix->place);
	member(json, scratch, "replacement", fix->replacement);
	member(json, scratch, "description", fix->description);
	json_write_object_end(json);
}

static void finding_print(struct buffer *out, struct buffer *scratch, const struct finding *finding)
{
	struct json_writer json;

	json_write_begin(&json, out, false);
	json_write_object_begin(&json);
	json_write_member(&json, "id", text_of(finding->identity));
	json_write_member(&json, "check", text_of(check_descriptions[finding->check].id));
	json_write_member(&json, "severity", text_of(severity_name(finding->severity)));
	member(&json, scratch, "message", finding->message);
	member(&json, scratch, "why", finding_why(finding));
	member(&json, scratch, "fix_text", finding_mend(finding));
	members_of_begin(&json, scratch, finding->place);
	members_of_end(&json, finding->place);
	if (finding->owner.length > 0)
		member(&json, scratch, "policy", finding->owner);
	else
		json_write_member_null(&json, "policy");
	notes_print(&json, scratch, finding);
	fix_print(&json, scratch, finding->fix);
	member(&json, scratch, "accepted", finding->accepted);
	json_write_object_end(&json);
	json_write_end(&json);
	buffer_append_byte(out, '\n');
}

void report_print_json(const struct report *report, const struct print_options *options, struct buffer *out)
{
	struct buffer scratch = BUFFER_EMPTY;

	report_identify(report);
	for (size_t i = 0; i < report->count; i++)
		if (report->findings[i]->severity >= options->level)
			finding_print(out, &scratch, report->findings[i]);
	buffer_release(&scratch);
}

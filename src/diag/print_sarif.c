/* Findings as SARIF 2.1.0, the format in which code hosts and editors exchange what analysers found. Sections named
 * below are those of the OASIS standard of 27 March 2020. */
#include "diag/finding.h"

#include "base/json_writer.h"
#include "base/version.h"

static bool ends_sentence(struct text words)
{
	return text_ends(words, TEXT(".")) || text_ends(words, TEXT("?"));
}

/* 3.11.2: the text of a message, which ends with a full stop as whole sentences do. */
static void message(struct json_writer *json, const char *name, struct text text)
{
	struct buffer words = BUFFER_EMPTY;

	buffer_append(&words, text);
	if (text.length && !ends_sentence(text))
		buffer_append_byte(&words, '.');
	json_write_name(json, name);
	json_write_object_begin(json);
	json_write_member(json, "text", buffer_text(&words));
	json_write_object_end(json);
	buffer_release(&words);
}

static void append_sentence(struct buffer *out, struct text text)
{
	if (!text.length)
		return;
	buffer_append_string(out, ends_sentence(buffer_text(out)) ? " " : ". ");
	buffer_append_byte(out, ascii_upper(text.bytes[0]));
	buffer_append(out, text_slice(text, 1, text.length));
}

/* What is wrong, why that matters and how to mend it, as three sentences. */
static void finding_message(struct json_writer *json, const struct finding *finding)
{
	struct buffer words = BUFFER_EMPTY;

	buffer_append(&words, finding->message);
	append_sentence(&words, finding_why(finding));
	append_sentence(&words, finding_mend(finding));
	message(json, "message", buffer_text(&words));
	buffer_release(&words);
}

/* 3.28: a path as a relative URI reference (RFC 3986). */
static void artifact_location(struct json_writer *json, const char *path)
{
	struct buffer uri = BUFFER_EMPTY;

	for (const char *c = path; *c; c++) {
		bool is_plain = is_ascii_letter(*c) || is_ascii_digit(*c) || *c == '/' || *c == '-' || *c == '.' ||
				*c == '_' || *c == '~' || *c == '@';
		if (is_plain)
			buffer_append_byte(&uri, *c);
		else
			buffer_append_format(&uri, "%%%02X", (unsigned char)*c);
	}
	json_write_name(json, "artifactLocation");
	json_write_object_begin(json);
	json_write_member(json, "uri", buffer_text(&uri));
	if (path[0] != '/')
		json_write_member(json, "uriBaseId", TEXT("PROJECT"));
	json_write_object_end(json);
	buffer_release(&uri);
}

/* 3.30: a region; columns count code points (columnKind). */
static void region(struct json_writer *json, const char *name, struct place place)
{
	struct position begin = source_position(place.source, place.begin);
	struct position end = source_position(place.source, place.end);

	json_write_name(json, name);
	json_write_object_begin(json);
	json_write_member_integer(json, "startLine", begin.line);
	json_write_member_integer(json, "startColumn", begin.column);
	json_write_member_integer(json, "endLine", end.line);
	json_write_member_integer(json, "endColumn", end.column);
	json_write_object_end(json);
}

static void physical_location(struct json_writer *json, struct place place)
{
	json_write_name(json, "physicalLocation");
	json_write_object_begin(json);
	artifact_location(json, place.source->path);
	region(json, "region", place);
	json_write_object_end(json);
}

static void related_locations(struct json_writer *json, const struct finding *finding)
{
	uint32_t id = 0;

	json_write_name(json, "relatedLocations");
	json_write_array_begin(json);
	for (const struct note *note = finding->notes; note; note = note->next) {
		struct place place = place_is_set(note->place) ? note->place : finding->place;
		json_write_object_begin(json);
		json_write_member_integer(json, "id", ++id);
		if (place_is_set(place))
			physical_location(json, place);
		message(json, "message", note->message);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

/* 3.55: the mend, as a replacement in one file. */
static void fixes(struct json_writer *json, const struct fix *fix)
{
	json_write_name(json, "fixes");
	json_write_array_begin(json);
	json_write_object_begin(json);
	message(json, "description", fix->description);
	json_write_name(json, "artifactChanges");
	json_write_array_begin(json);
	json_write_object_begin(json);
	artifact_location(json, fix->place.source->path);
	json_write_name(json, "replacements");
	json_write_array_begin(json);
	json_write_object_begin(json);
	region(json, "deletedRegion", fix->place);
	json_write_name(json, "insertedContent");
	json_write_object_begin(json);
	json_write_member(json, "text", fix->replacement);
	json_write_object_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
}

/* 3.35: what was accepted: by the policy's own `allow`, or because a baseline knows it. */
static void suppressions(struct json_writer *json, const struct finding *finding)
{
	json_write_name(json, "suppressions");
	json_write_array_begin(json);
	if (finding->accepted.bytes) {
		json_write_object_begin(json);
		json_write_member(json, "kind", finding->is_known ? TEXT("external") : TEXT("inSource"));
		json_write_member(json, "status", TEXT("accepted"));
		json_write_member(json, "justification", finding->accepted);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

/* 3.27.10: SARIF calls an info a note. */
static const char *level_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_OFF] = "none",
		[SEVERITY_INFO] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

static void result(struct json_writer *json, const struct finding *finding)
{
	json_write_object_begin(json);
	json_write_member(json, "ruleId", text_of(check_descriptions[finding->check].id));
	json_write_member_integer(json, "ruleIndex", finding->check);
	json_write_member(json, "level", text_of(level_name(finding->severity)));
	finding_message(json, finding);
	json_write_name(json, "locations");
	json_write_array_begin(json);
	if (place_is_set(finding->place)) {
		json_write_object_begin(json);
		physical_location(json, finding->place);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	related_locations(json, finding);
	json_write_name(json, "partialFingerprints");
	json_write_object_begin(json);
	json_write_member(json, "policyc/1", text_of(finding->identity));
	json_write_object_end(json);
	suppressions(json, finding);
	if (finding->fix)
		fixes(json, finding->fix);
	json_write_object_end(json);
}

/* 3.49: a check as a rule. */
static void rule(struct json_writer *json, const struct check_description *check)
{
	json_write_object_begin(json);
	json_write_member(json, "id", text_of(check->id));
	message(json, "shortDescription", text_of(check->line));
	message(json, "fullDescription", text_of(check->purpose));
	message(json, "help", text_of(check->mend));
	json_write_name(json, "defaultConfiguration");
	json_write_object_begin(json);
	json_write_member(json, "level", text_of(level_name(check->severity)));
	json_write_object_end(json);
	json_write_name(json, "properties");
	json_write_object_begin(json);
	json_write_member(json, "group", text_of(check_group_name(check->group)));
	json_write_object_end(json);
	json_write_object_end(json);
}

static void tool(struct json_writer *json)
{
	json_write_name(json, "tool");
	json_write_object_begin(json);
	json_write_name(json, "driver");
	json_write_object_begin(json);
	json_write_member(json, "name", TEXT("policyc"));
	json_write_member(json, "version", TEXT(POLICYC_VERSION));
	json_write_member(json, "semanticVersion", TEXT(POLICYC_VERSION));
	json_write_name(json, "rules");
	json_write_array_begin(json);
	for (int i = 0; i < CHECK_COUNT; i++)
		rule(json, &check_descriptions[i]);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_object_end(json);
}

void report_print_sarif(const struct report *report, const struct print_options *options, struct buffer *out)
{
	struct json_writer writer, *json = &writer;

	report_identify(report);
	json_write_begin(json, out, true);
	json_write_object_begin(json);
	json_write_member(
		json, "$schema",
		TEXT("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"));
	json_write_member(json, "version", TEXT("2.1.0"));
	json_write_name(json, "runs");
	json_write_array_begin(json);
	json_write_object_begin(json);
	tool(json);
	json_write_member(json, "columnKind", TEXT("unicodeCodePoints"));
	json_write_name(json, "originalUriBaseIds");
	json_write_object_begin(json);
	json_write_name(json, "PROJECT");
	json_write_object_begin(json);
	message(json, "description", TEXT("The project folder: the one that holds site/site.yaml"));
	json_write_object_end(json);
	json_write_object_end(json);
	json_write_name(json, "results");
	json_write_array_begin(json);
	for (size_t i = 0; i < report->count; i++)
		if (report->findings[i]->severity >= options->level)
			result(json, report->findings[i]);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_end(json);
}

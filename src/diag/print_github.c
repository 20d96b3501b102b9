/* Findings as annotations that GitHub shows beside the lines of a change: workflow commands, one a line. */
#include "base/shown.h"
#include "diag/finding.h"

/* What ends a property or the command is written as %XX. */
static void escape(struct buffer *out, struct text text, bool is_property)
{
	struct buffer shown = BUFFER_EMPTY;
	struct text rest = text, line;
	for (bool is_first = true; text_split(&rest, '\n', &line); is_first = false) {
		if (!is_first)
			buffer_append_byte(&shown, '\n');
		shown_append(&shown, line, 0);
	}
	text = buffer_text(&shown);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		bool is_special = c == '%' || c == '\n' || (is_property && (c == ':' || c == ','));

		if (is_special)
			buffer_append_format(out, "%%%02X", (unsigned char)c);
		else
			buffer_append_byte(out, c);
	}
	buffer_release(&shown);
}

static void append_place(struct buffer *out, struct place place)
{
	struct position begin = source_position(place.source, place.begin);
	struct position end = source_position(place.source, place.end);

	buffer_append_string(out, " file=");
	escape(out, text_of(place.source->path), true);
	buffer_append_format(out, ",line=%u,col=%u,endLine=%u,endColumn=%u,", begin.line, begin.column, end.line,
			     end.column);
}

static void append_note(struct buffer *out, const struct note *note)
{
	buffer_append_string(out, "%0A");
	if (place_is_set(note->place)) {
		struct position position = source_position(note->place.source, note->place.begin);
		escape(out, text_of(note->place.source->path), false);
		buffer_append_format(out, ":%u:%u: ", position.line, position.column);
	}
	escape(out, note->message, false);
}

static void append_finding(struct buffer *out, const struct finding *finding)
{
	static const char *const commands[] = {
		[SEVERITY_OFF] = "notice",
		[SEVERITY_INFO] = "notice",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	uint32_t shown = 0;

	buffer_append_format(out, "::%s", commands[finding->severity]);
	if (place_is_set(finding->place))
		append_place(out, finding->place);
	else
		buffer_append_byte(out, ' ');
	buffer_append_format(out, "title=%s::", check_descriptions[finding->check].id);
	escape(out, finding->message, false);
	buffer_append_string(out, "%0Awhy: ");
	escape(out, finding_why(finding), false);
	buffer_append_string(out, "%0Afix: ");
	escape(out, finding_mend(finding), false);
	for (const struct note *note = finding->notes; note; note = note->next, shown++)
		append_note(out, note);
	if (finding->note_count > shown)
		buffer_append_format(out, "%%0Aand %u more", finding->note_count - shown);
	buffer_append_byte(out, '\n');
}

void report_print_github(const struct report *report, const struct print_options *options, struct buffer *out)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct finding *finding = report->findings[i];
		if (finding->severity >= options->level && !finding->accepted.bytes)
			append_finding(out, finding);
	}
}

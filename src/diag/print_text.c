/* Findings as a person reads them: the place, the message, the source line and a caret under the exact characters. */
#include "diag/finding.h"

#include "base/shown.h"
#include "base/unicode.h"

/* With the gutter, 120 columns. A longer line is cut around the place. */
#define WINDOW_COLUMNS     112
#define WINDOW_BEFORE      32  /* columns kept before the place in a line cut at its beginning */
#define WINDOW_CODE_POINTS 512 /* accents take no column, but they do take room */
#define TAB_STOP           4   /* as CommonMark counts them */

#define MESSAGE_CODE_POINTS 2000

#define ELLIPSIS "\u2026"

#define COLOR_NONE     "\033[0m"
#define COLOR_BOLD     "\033[1m"
#define GUTTER_COLUMNS 6 /* those of "%5u " before a source line */
#define COLOR_NOTE     "\033[1;34m"
#define COLOR_CARET    "\033[1;32m"

static const char *severity_color(enum severity severity)
{
	static const char *const colors[] = {
		[SEVERITY_OFF] = COLOR_BOLD,
		[SEVERITY_INFO] = "\033[1;36m",
		[SEVERITY_WARNING] = "\033[1;35m",
		[SEVERITY_ERROR] = "\033[1;31m",
	};

	return colors[severity];
}

static void append_repeated(struct buffer *out, char byte, size_t count)
{
	buffer_reserve(out, count);
	for (size_t i = 0; i < count; i++)
		buffer_append_byte(out, byte);
}

static void append_one_line(struct buffer *out, struct text text)
{
	shown_append(out, text, MESSAGE_CODE_POINTS);
}

static void append_colored(struct buffer *out, const struct print_options *options, const char *color,
			   const char *string)
{
	if (options->color)
		buffer_append_string(out, color);
	buffer_append_string(out, string);
	if (options->color)
		buffer_append_string(out, COLOR_NONE);
}

static void append_location(struct buffer *out, const struct print_options *options, struct place place)
{
	if (options->color)
		buffer_append_string(out, COLOR_BOLD);
	if (place_is_set(place)) {
		struct position position = source_position(place.source, place.begin);
		shown_append_path(out, text_of(place.source->path));
		buffer_append_format(out, ":%u:%u:", position.line, position.column);
	} else {
		buffer_append_string(out, "policyc:");
	}
	if (options->color)
		buffer_append_string(out, COLOR_NONE);
	buffer_append_byte(out, ' ');
}

/* A line of the source, and the place in it; both as byte offsets in the line. */
struct excerpt {
	struct text line;
	size_t begin, end;           /* of the place */
	size_t shown_from, shown_to; /* the part of the line that is shown */
};

static size_t column_width(uint32_t code_point, size_t column)
{
	return code_point == '\t' ? TAB_STOP - column % TAB_STOP : shown_width(code_point);
}

/* Moves on from `at`, in column 0, as far as `columns` reach and no further than `end`; the columns gone in *taken. */
static size_t move_forward(struct text line, size_t at, size_t end, size_t columns, size_t *taken)
{
	*taken = 0;
	for (size_t count = 0; at < end && count < WINDOW_CODE_POINTS; count++) {
		size_t next = at, width = column_width(utf8_decode(line, &next), *taken);
		if (*taken + width > columns)
			break;
		*taken += width;
		at = next;
	}
	return at;
}

/* The offset of the code point before `at`, read as utf8_decode does from the front. */
static size_t code_point_before(struct text line, size_t at)
{
	for (size_t length = 4; length > 1; length--) {
		size_t next = at - length;
		if (at >= length) {
			utf8_decode(line, &next);
			if (next == at)
				return at - length;
		}
	}
	return at - 1;
}

/* Moves back by at most `columns`, and further where an accent would be parted from its letter. */
static size_t move_back(struct text line, size_t at, size_t columns)
{
	size_t width = 0, next = at;
	bool is_accent = at < line.length && column_width(utf8_decode(line, &next), 0) == 0;

	for (size_t count = 0; at > 0 && count < WINDOW_CODE_POINTS; count++) {
		size_t before = code_point_before(line, at), further = 0;
		next = before;
		further = column_width(utf8_decode(line, &next), 0);
		if (width + further > columns && !is_accent)
			break;
		width += further;
		is_accent = further == 0;
		at = before;
	}
	return at;
}

/* Decides which part of a long line is shown: its beginning, where the place is there; else the place with some words
 * before it, and more of them where the line ends soon after. */
static void excerpt_cut(struct excerpt *excerpt)
{
	struct text line = excerpt->line;
	size_t room = WINDOW_COLUMNS - 2, before = WINDOW_BEFORE, width = 0; /* 2: "…" at both ends */

	excerpt->shown_from = 0;
	excerpt->shown_to = move_forward(line, 0, line.length, WINDOW_COLUMNS, &width);
	if (excerpt->shown_to == line.length)
		return;
	excerpt->shown_to = move_forward(line, 0, line.length, WINDOW_COLUMNS - 1, &width);
	if (excerpt->end <= excerpt->shown_to || excerpt->begin <= move_forward(line, 0, line.length, before, &width))
		return;
	if (move_forward(line, excerpt->begin, line.length, room - before, &width) == line.length)
		before = room - width;
	else if (move_forward(line, excerpt->begin, excerpt->end, room, &width) == excerpt->end &&
		 width > room - before)
		before = room - width;
	excerpt->shown_from = move_back(line, excerpt->begin, before);
	excerpt->shown_to = move_forward(line, excerpt->shown_from, line.length, room, &width);
}

/* Appends the shown part, and gives the columns that the place takes in it: at least one. */
static void excerpt_append(struct buffer *out, const struct excerpt *excerpt, size_t *caret_from, size_t *caret_to)
{
	struct text line = excerpt->line;
	size_t at = excerpt->shown_from, column = 0, letter = 0;
	bool is_found = false;

	if (at > 0) {
		buffer_append_string(out, ELLIPSIS);
		column = 1;
	}
	*caret_from = *caret_to = 0;
	while (at < excerpt->shown_to) {
		size_t next = at;
		uint32_t code_point = utf8_decode(line, &next);
		size_t width = column_width(code_point, column);
		/* An accent stands in the column of its letter. */
		if (width > 0)
			letter = column;
		if (!is_found && excerpt->begin < next) {
			*caret_from = letter;
			is_found = true;
		}
		if (is_found && at < excerpt->end)
			*caret_to = column + width;
		if (code_point == '\t')
			append_repeated(out, ' ', width);
		else
			shown_append_character(out, code_point);
		column += width;
		at = next;
	}
	if (!is_found)
		*caret_from = column;
	if (at < line.length) {
		buffer_append_string(out, ELLIPSIS);
		if (excerpt->end > at)
			*caret_to = column + 1;
	}
	if (*caret_to <= *caret_from)
		*caret_to = *caret_from + 1;
}

/* The line in which the place begins, and carets under the place or, where it runs on, to the line's end. */
static void append_source(struct buffer *out, const struct print_options *options, struct place place)
{
	uint32_t number = source_position(place.source, place.begin).line;
	struct text line = source_line(place.source, number);
	struct excerpt excerpt = {.line = line};
	size_t offset = (size_t)(line.bytes - place.source->bytes.bytes);
	size_t gutter = 0, from = 0, to = 0, begin = out->length;

	excerpt.begin = place.begin > offset ? place.begin - offset : 0;
	excerpt.end = place.end > offset ? place.end - offset : 0;
	if (excerpt.begin > line.length)
		excerpt.begin = line.length;
	if (excerpt.end > line.length)
		excerpt.end = line.length;
	excerpt_cut(&excerpt);
	buffer_append_format(out, "%5u |", number);
	gutter = out->length - begin - 1;
	if (line.length > 0)
		buffer_append_byte(out, ' ');
	excerpt_append(out, &excerpt, &from, &to);
	buffer_append_byte(out, '\n');
	append_repeated(out, ' ', gutter);
	buffer_append_string(out, "| ");
	append_repeated(out, ' ', from);
	if (options->color)
		buffer_append_string(out, COLOR_CARET);
	buffer_append_byte(out, '^');
	append_repeated(out, '~', to - from - 1);
	if (options->color)
		buffer_append_string(out, COLOR_NONE);
	buffer_append_byte(out, '\n');
}

/* A note of no place of its own is told at the finding's. */
static void append_note(struct buffer *out, const struct print_options *options, struct place place,
			struct text message)
{
	append_location(out, options, place);
	append_colored(out, options, COLOR_NOTE, "note:");
	buffer_append_byte(out, ' ');
	append_one_line(out, message);
	buffer_append_byte(out, '\n');
}

static void append_notes(struct buffer *out, const struct print_options *options, const struct finding *finding)
{
	struct buffer words = BUFFER_EMPTY;
	uint32_t shown = 0;

	for (const struct note *note = finding->notes; note; note = note->next, shown++)
		append_note(out, options, place_is_set(note->place) ? note->place : finding->place, note->message);
	if (finding->note_count > shown) {
		buffer_append_format(&words, "and %u more", finding->note_count - shown);
		append_note(out, options, finding->place, buffer_text(&words));
	}
	if (finding->accepted.bytes) {
		buffer_clear(&words);
		buffer_append_string(&words, "accepted: ");
		buffer_append(&words, finding->accepted);
		append_note(out, options, finding->place, buffer_text(&words));
	}
	buffer_release(&words);
}

/* "      = why: …", below the source line and its carets. */
static void append_part(struct buffer *out, const struct print_options *options, const char *label, struct text words)
{
	if (!words.length)
		return;
	append_repeated(out, ' ', GUTTER_COLUMNS);
	buffer_append_string(out, "= ");
	append_colored(out, options, COLOR_NOTE, label);
	buffer_append_byte(out, ' ');
	append_one_line(out, words);
	buffer_append_byte(out, '\n');
}

static void append_finding(struct buffer *out, const struct print_options *options, const struct finding *finding)
{
	append_location(out, options, finding->place);
	if (options->color)
		buffer_append_string(out, severity_color(finding->severity));
	buffer_append_string(out, severity_name(finding->severity));
	buffer_append_byte(out, ':');
	if (options->color)
		buffer_append_string(out, COLOR_NONE);
	buffer_append_byte(out, ' ');
	append_one_line(out, finding->message);
	buffer_append_format(out, " [%s]\n", check_descriptions[finding->check].id);
	if (options->is_terse)
		return;
	if (place_is_set(finding->place) && finding->place.source->bytes.length > 0)
		append_source(out, options, finding->place);
	append_part(out, options, "why:", finding_why(finding));
	append_part(out, options, "fix:", finding_mend(finding));
	append_notes(out, options, finding);
}

void report_print_text(const struct report *report, const struct print_options *options, struct buffer *out)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct finding *finding = report->findings[i];
		if (finding->severity >= options->level && (options->accepted || !finding->accepted.bytes))
			append_finding(out, options, finding);
	}
	report_print_summary(report, out);
	buffer_append_byte(out, '\n');
}

static void append_count(struct buffer *out, size_t count, const char *one, const char *many, bool *is_first)
{
	if (count == 0)
		return;
	buffer_append_format(out, "%s%zu %s", *is_first ? "" : ", ", count, count == 1 ? one : many);
	*is_first = false;
}

void report_print_summary(const struct report *report, struct buffer *out)
{
	bool is_first = true;

	append_count(out, report->errors, "error", "errors", &is_first);
	append_count(out, report->warnings, "warning", "warnings", &is_first);
	append_count(out, report->infos, "info", "infos", &is_first);
	if (is_first)
		buffer_append_string(out, "no findings");
	buffer_append_format(out, " in %zu %s", report->policies, report->policies == 1 ? "policy" : "policies");
	if (report->accepted > 0)
		buffer_append_format(out, " (%zu accepted)", report->accepted);
}

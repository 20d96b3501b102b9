#include "parse/limits.h"

#include "base/unicode.h"

/* So many lines with the same kind of fault are findings of their own; what follows is a note of the last of them. */
#define FAULTS_SHOWN_MOST 50

enum fault { FAULT_NONE, FAULT_NOT_UTF8, FAULT_NUL, FAULT_CONTROL, FAULT_MARK, FAULT_DIRECTION, FAULT_COUNT };

struct faults {
	struct findings *findings;
	struct finding *last[FAULT_COUNT];
	size_t count[FAULT_COUNT];
	uint32_t line[FAULT_COUNT]; /* the line of the last one, from 1 */
};

static enum fault fault_of(uint32_t code_point)
{
	if (code_point == 0)
		return FAULT_NUL;
	if (code_point == 0xFEFF)
		return FAULT_MARK;
	if (unicode_is_bidi_control(code_point))
		return FAULT_DIRECTION;
	return unicode_is_unsafe(code_point) ? FAULT_CONTROL : FAULT_NONE;
}

static const char *const fault_words[FAULT_COUNT] = {
	[FAULT_NUL] = "is no character at all, so the file is damaged or is no text file; delete it",
	[FAULT_CONTROL] =
		"stands for no letter or sign, and no web page, PDF or data file may hold it; delete it, and type "
		"again what was meant to stand here",
	[FAULT_MARK] =
		"is a byte order mark, which belongs only at the very start of a file and is seen by nobody here; "
		"delete it",
	[FAULT_DIRECTION] = "turns the direction in which the text is shown, so that it may read otherwise than it is "
			    "stored; delete it",
};

const char *character_fault(uint32_t code_point)
{
	return fault_words[fault_of(code_point)];
}

/* The byte in the encoding that older Windows programs save in (code page 1252), for those that Word types by itself.
 */
static const char *windows_character(unsigned char byte)
{
	switch (byte) {
	case 0x91:
	case 0x92:
		return "a curly apostrophe";
	case 0x93:
	case 0x94:
		return "a curly quotation mark";
	case 0x96:
	case 0x97:
		return "a long dash";
	case 0xA0:
		return "a space";
	case 0xA3:
		return "the pound sign";
	default:
		return "";
	}
}

static void report_fault(struct faults *faults, enum fault fault, uint32_t line, struct place place,
			 uint32_t code_point)
{
	struct findings *findings = faults->findings;

	if (faults->line[fault] == line)
		return;
	faults->line[fault] = line;
	/* One wrong byte is nearly always one of many, and one mend does for all. */
	if (faults->count[fault]++ >= (fault == FAULT_NOT_UTF8 || fault == FAULT_NUL ? 1 : FAULTS_SHOWN_MOST)) {
		finding_note(findings, faults->last[fault], place, "another one here");
		return;
	}
	unsigned char byte = place.begin < place.end ? (unsigned char)place_text(place).bytes[0] : 0;
	const char *windows_words = windows_character(byte);
	if (fault == FAULT_NOT_UTF8)
		faults->last[fault] =
			findings_add(findings, CHECK_ENCODING, place,
				     "the byte 0x%02X is not UTF-8%s%s%s, so nobody can say which character is meant; "
				     "save the file as UTF-8 (editors offer it when saving), then see that the accents "
				     "and quotation marks are right",
				     (unsigned)byte, windows_words[0] ? " (in older Windows files it is " : "",
				     windows_words, windows_words[0] ? ")" : "");
	else
		faults->last[fault] =
			findings_add(findings, CHECK_ENCODING, place, "U+%04X %s", code_point, fault_words[fault]);
}

/* True for a line of printing ASCII and tabs, which is nearly every line. */
static bool is_plain(struct text line)
{
	for (size_t i = 0; i < line.length; i++)
		if ((line.bytes[i] < ' ' && line.bytes[i] != '\t') || line.bytes[i] == 0x7F)
			return false;
	return true;
}

static void look_at_line(struct faults *faults, const struct source *source, uint32_t number, struct text line)
{
	size_t first = (size_t)(line.bytes - source->bytes.bytes);

	for (size_t at = 0; at < line.length;) {
		size_t begin = at;
		uint32_t code_point = utf8_decode(line, &at);
		bool is_broken = code_point == 0xFFFD && at - begin == 1;
		enum fault fault = is_broken ? FAULT_NOT_UTF8 : fault_of(code_point);
		if (fault == FAULT_MARK && first + begin == 0)
			continue;
		if (fault != FAULT_NONE)
			report_fault(faults, fault, number, place_of(source, first + begin, first + at), code_point);
	}
}

/* A line of seven marks, alone or before a space: as git leaves both sides of a merge that nobody finished. */
static bool is_merge_mark(struct text line, char mark)
{
	for (size_t i = 0; i < 7; i++)
		if (i >= line.length || line.bytes[i] != mark)
			return false;
	return line.length == 7 || is_ascii_space(line.bytes[7]);
}

/* The lines between the marks are told as well, where one of either end says that it is a merge: by themselves, seven
 * "=" underline a heading and seven "|" are a row of a table. False, with a finding, where there are any. */
bool has_no_merge_marks(const struct source *source, struct findings *findings)
{
	struct finding *finding = NULL;

	for (uint32_t number = 1; number <= source->line_count; number++) {
		struct text line = source_line(source, number);
		if (!is_merge_mark(line, '<') && !is_merge_mark(line, '>') &&
		    !(finding && (is_merge_mark(line, '=') || is_merge_mark(line, '|'))))
			continue;
		size_t begin = (size_t)(line.bytes - source->bytes.bytes);
		struct place place = place_of(source, begin, begin + 7);
		if (finding)
			finding_note(findings, finding, place, "and here");
		else
			finding = findings_add(findings, CHECK_SYNTAX, place,
					       "a merge was left unfinished here: \"%.*s\" is a mark of git" WHY
					       "the file holds two versions of the same lines, one after the other" FIX
					       "keep the lines that are right, and delete the marks",
					       7, line.bytes);
	}
	return finding == NULL;
}

bool bytes_are_safe(const struct source *source, struct findings *findings)
{
	struct faults faults = {.findings = findings};
	size_t before = findings->count;

	if (text_begins(source->bytes, TEXT("\xFF\xFE")) || text_begins(source->bytes, TEXT("\xFE\xFF"))) {
		findings_add(
			findings, CHECK_ENCODING, place_of(source, 0, 2),
			"this file is saved as UTF-16, which Windows calls Unicode, and nothing in it can be read; "
			"save it as UTF-8 (editors offer it when saving)");
		return false;
	}

	if (source->bytes.length > LIMIT_FILE_BYTES)
		findings_add(
			findings, CHECK_LIMIT, place_of(source, 0, 0),
			"the file has %zu bytes, and policyc takes no more than %d in one file; look for a picture or "
			"another document pasted in as text",
			source->bytes.length, LIMIT_FILE_BYTES);
	for (uint32_t number = 1; number <= source->line_count; number++) {
		struct text line = source_line(source, number);
		if (line.length > LIMIT_LINE_BYTES) {
			size_t at = (size_t)(line.bytes - source->bytes.bytes) + LIMIT_LINE_BYTES;
			findings_add(
				findings, CHECK_LIMIT, place_of(source, at, at + 1),
				"the line has %zu bytes, and policyc takes no more than %d in one line; look for the "
				"places where it should have been broken into lines",
				line.length, LIMIT_LINE_BYTES);
		}
		if (!is_plain(line))
			look_at_line(&faults, source, number, line);
	}
	return has_no_merge_marks(source, findings) && findings->count == before;
}

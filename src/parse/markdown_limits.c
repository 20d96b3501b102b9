/* What cmark would have to do for a text, worked out from its bytes line by line: one pass, no memory but a small
 * stack.
 *
 * cmark reads a paragraph's marks together, so most of what costs it more than a paragraph's length is counted over a
 * run of lines that surely holds the whole paragraph: a run ends at an empty line or where a line surely begins another
 * block. Where that isn't sure the run goes on, so a count can be too high and never too low. */
#include <limits.h>

#include "base/scan.h"
#include "parse/limits.h"

#define TAB_STOP            4
#define FOOTNOTE_INDENT     4
#define LIST_DIGITS_MOST    9
#define PADDING_MOST        5
/* Bytes that cmark may look at again and again, in the whole file: about a quarter of a second. */
#define LIMIT_WORK          (256u * 1024 * 1024)
/* Bytes of addresses and titles that references to link definitions may copy. */
#define LIMIT_DEFINED_BYTES (64u * 1024 * 1024)

enum container_kind { CONTAINER_QUOTE, CONTAINER_ITEM, CONTAINER_FOOTNOTE };

struct container {
	enum container_kind kind;
	uint32_t width; /* columns that a line of an item is indented by */
};

/* A place in a line, in bytes and in columns; inside a tab the two differ. */
struct cursor {
	struct text line;
	size_t at;
	uint32_t column;
};

/* Lines that may be one paragraph. */
struct run {
	size_t bytes, brackets, marks, scans, lines;
	size_t widest; /* cells of its widest line */
	bool has_definition;
	size_t columns; /* of the widest line that could part a table's header from its rows; 0: none */
	size_t rows;    /* lines after the first of these */
	bool is_table;  /* those lines are surely rows: each cell is read by itself */
	bool is_wide_reported, is_long_reported, is_brackets_reported, is_marks_reported;
};

struct measure {
	const struct source *source;
	struct findings *findings;
	struct container containers[LIMIT_NESTING];
	size_t depth;
	bool is_deep_reported, is_work_reported, is_definition_reported;
	bool follows_blank;
	struct run run;
	struct text previous; /* the line above without its indentation, where it stands in no container */
	uint32_t item_column; /* where the words of the list item above begin; 0: the line above belongs to none */
	bool is_html_possible, is_comment_open;
	uint64_t work;
	size_t brackets, longest_definition;
};

static bool is_blank_byte(char c)
{
	return c == ' ' || c == '\t';
}

static char byte_at(const struct cursor *cursor, size_t ahead)
{
	return cursor->at + ahead < cursor->line.length ? cursor->line.bytes[cursor->at + ahead] : '\0';
}

/* The columns of white space from the cursor on. `*bytes` is how many bytes they are. */
static uint32_t indentation(const struct cursor *cursor, size_t *bytes)
{
	uint32_t column = cursor->column;
	size_t at = cursor->at;

	for (; at < cursor->line.length && is_blank_byte(cursor->line.bytes[at]); at++)
		column += cursor->line.bytes[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
	*bytes = at - cursor->at;
	return column - cursor->column;
}

static void advance_columns(struct cursor *cursor, uint32_t columns)
{
	while (columns > 0 && cursor->at < cursor->line.length) {
		bool is_tab = cursor->line.bytes[cursor->at] == '\t';
		uint32_t width = is_tab ? TAB_STOP - cursor->column % TAB_STOP : 1;
		uint32_t step = width < columns ? width : columns;
		cursor->column += step;
		columns -= step;
		if (step == width)
			cursor->at++;
	}
}

static void advance_blanks(struct cursor *cursor)
{
	size_t bytes;

	advance_columns(cursor, indentation(cursor, &bytes));
}

static bool is_at_end(const struct cursor *cursor)
{
	size_t bytes;

	indentation(cursor, &bytes);
	return cursor->at + bytes == cursor->line.length;
}

/* The length of "[^label]:", or 0. */
static size_t footnote_length(struct text text)
{
	size_t at = 2;

	if (!text_begins(text, TEXT("[^")))
		return 0;
	while (at < text.length && text.bytes[at] != ']' && !is_blank_byte(text.bytes[at]))
		at++;
	return at > 2 && at + 1 < text.length && text.bytes[at] == ']' && text.bytes[at + 1] == ':' ? at + 2 : 0;
}

/* The length of a bullet or of a number with its mark, with white space or nothing after it; or 0. */
static size_t marker_length(struct text text)
{
	size_t length = 0;

	if (text.length && (text.bytes[0] == '-' || text.bytes[0] == '*' || text.bytes[0] == '+')) {
		length = 1;
	} else {
		while (length < text.length && length < LIST_DIGITS_MOST && is_ascii_digit(text.bytes[length]))
			length++;
		if (!length || length >= text.length || (text.bytes[length] != '.' && text.bytes[length] != ')'))
			return 0;
		length++;
	}
	return length == text.length || is_blank_byte(text.bytes[length]) ? length : 0;
}

static struct text rest_of(const struct cursor *cursor)
{
	return text_slice(cursor->line, cursor->at, cursor->line.length);
}

/* True when the line goes on with this open container; the cursor is then behind its prefix. */
static bool match_container(struct cursor *cursor, const struct container *container)
{
	size_t bytes;
	uint32_t indent = indentation(cursor, &bytes);

	switch (container->kind) {
	case CONTAINER_QUOTE:
		if (indent >= TAB_STOP || byte_at(cursor, bytes) != '>')
			return false;
		advance_columns(cursor, indent + 1);
		if (is_blank_byte(byte_at(cursor, 0)))
			advance_columns(cursor, 1);
		return true;
	case CONTAINER_ITEM:
	case CONTAINER_FOOTNOTE:
		if (indent >= container->width)
			advance_columns(cursor, container->width);
		else if (!is_at_end(cursor))
			return false;
		return true;
	}
	return false;
}

/* True when a container begins at the cursor, which is then behind its mark. */
static bool open_container(struct cursor *cursor, struct container *opened)
{
	size_t bytes, length;
	uint32_t indent = indentation(cursor, &bytes), padding;
	struct cursor after;

	if (indent >= TAB_STOP)
		return false;
	*opened = (struct container){CONTAINER_QUOTE, 0};
	if (match_container(cursor, opened))
		return true;
	after = *cursor;
	advance_columns(&after, indent);
	length = footnote_length(rest_of(&after));
	if (length) {
		*opened = (struct container){CONTAINER_FOOTNOTE, FOOTNOTE_INDENT};
		advance_columns(&after, (uint32_t)length);
		advance_blanks(&after);
		*cursor = after;
		return true;
	}
	length = marker_length(rest_of(&after));
	if (!length)
		return false;
	advance_columns(&after, (uint32_t)length);
	padding = indentation(&after, &bytes);
	if (padding >= PADDING_MOST || padding < 1 || is_at_end(&after))
		padding = 1;
	advance_columns(&after, padding);
	*opened = (struct container){CONTAINER_ITEM, indent + (uint32_t)length + padding};
	*cursor = after;
	return true;
}

static struct place place_at(const struct measure *measure, const struct cursor *cursor, size_t length)
{
	size_t at = (size_t)(cursor->line.bytes - measure->source->bytes.bytes) + cursor->at;

	return place_of(measure->source, at, at + length);
}

/* Passes over the marks of all containers of a line, and keeps the stack of those that are open. */
static void pass_containers(struct measure *measure, struct cursor *cursor, bool is_blank)
{
	struct container opened;
	struct cursor mark;
	size_t matched = 0;
	bool opens = false;

	while (matched < measure->depth && match_container(cursor, &measure->containers[matched]))
		matched++;
	/* Text may belong to the paragraph above without the marks of its containers, but not after an empty line. */
	if (is_blank || measure->follows_blank)
		measure->depth = matched;
	while (mark = *cursor, open_container(cursor, &opened)) {
		if (!opens)
			measure->depth = matched;
		opens = true;
		if (measure->depth < LIMIT_NESTING) {
			measure->containers[measure->depth++] = opened;
			continue;
		}
		if (!measure->is_deep_reported)
			findings_add(measure->findings, CHECK_LIMIT, place_at(measure, &mark, 1),
				     "lists and quotations are nested more than %d deep" WHY
				     "policyc reads no deeper, and no policy needs it" FIX
				     "move the inner ones to the left",
				     LIMIT_NESTING);
		measure->is_deep_reported = true;
		break;
	}
}

/* The cells of a table's row, as cmark parts them; 0 for an empty line. */
static size_t count_cells(struct text row)
{
	size_t cells = 0, at = row.length && row.bytes[0] == '|' ? 1 : 0;

	while (at < row.length) {
		size_t begin = at;
		do
			at = text_find_byte(row, '|', at);
		while (at != TEXT_NOT_FOUND && at > begin && row.bytes[at - 1] == '\\' && ++at);
		if (at == TEXT_NOT_FOUND)
			at = row.length;
		if (at == row.length && !text_trim(text_slice(row, begin, at)).length)
			break;
		cells++;
		at++;
	}
	return cells;
}

/* Could the line part a table's header from its rows? A line of dashes alone is something else. */
static bool is_delimiter_row(struct text line)
{
	bool has_dash = false, has_mark = false;

	for (size_t i = 0; i < line.length; i++) {
		char c = line.bytes[i];
		if (c != '-' && c != ':' && c != '|' && !is_ascii_space(c))
			return false;
		has_dash |= c == '-';
		has_mark |= c == ':' || c == '|';
	}
	return has_dash && has_mark;
}

static bool is_plain_begin(char c)
{
	return is_word_byte(c, WORD_DIGIT | WORD_BEYOND_ASCII) || c == '(' || c == '"' || c == '\'' || c == '[';
}

/* A list item's line, its mark at `*at`: does it surely begin a block, whatever is open? */
static bool is_sure_item(struct measure *measure, struct text line, size_t at, bool is_quoted)
{
	struct text rest = text_slice(line, at, line.length);
	size_t length = marker_length(rest);
	struct text words = text_trim(text_slice(rest, length, rest.length));
	bool is_first = measure->run.lines == 0, is_bullet = !is_ascii_digit(rest.bytes[0]);
	uint32_t number = 0;

	if (!words.length)
		return false;
	text_to_number(text_slice(rest, 0, length - 1), UINT32_MAX, &number);
	/* CommonMark 0.29, section 5.2: in a paragraph only a list that begins with 1 begins; among the items of a list
	 * the next may have any number. */
	if (!is_bullet && number != 1 && !is_first && (is_quoted || at >= measure->item_column))
		return false;
	measure->item_column = 0;
	if (!is_quoted && is_plain_begin(words.bytes[0]) && !text_begins(words, TEXT("[^")))
		measure->item_column = (uint32_t)(words.bytes - line.bytes);
	return true;
}

/* Does the line surely begin a block of its own, so that the paragraph above has ended? Asked of the whole line, since
 * what is open is not known for sure. */
static bool begins_block(struct measure *measure, struct text line)
{
	size_t at = 0, spaces;
	bool is_quoted = false;
	struct text rest;

	for (;;) {
		for (spaces = 0; at < line.length && line.bytes[at] == ' '; spaces++)
			at++;
		if (spaces >= TAB_STOP || at == line.length || line.bytes[at] != '>')
			break;
		is_quoted = true;
		at++;
		if (at < line.length && line.bytes[at] == ' ')
			at++;
	}
	rest = text_slice(line, at, line.length);
	if (spaces < TAB_STOP && marker_length(rest) && is_sure_item(measure, line, at, is_quoted))
		return true;
	if (is_quoted || !rest.length || !is_plain_begin(rest.bytes[0]))
		measure->item_column = 0;
	if (spaces >= TAB_STOP)
		return false;
	if (footnote_length(rest))
		return true;
	for (spaces = 0; spaces < rest.length && rest.bytes[spaces] == '#';)
		spaces++;
	return spaces >= 1 && spaces <= 6 && (spaces == rest.length || is_blank_byte(rest.bytes[spaces]));
}

static void add_work(struct measure *measure, uint64_t bytes, struct place place)
{
	measure->work += bytes;
	if (measure->work <= LIMIT_WORK || measure->is_work_reported)
		return;
	measure->is_work_reported = true;
	findings_add(measure->findings, CHECK_LIMIT, place,
		     "the text to here has too many brackets, tags or table lines" WHY
		     "it would take too long to read" FIX
		     "look for pasted data, and part long paragraphs by empty lines");
}

static void end_run(struct measure *measure, struct place place)
{
	struct run *run = &measure->run;

	if (!run->is_brackets_reported)
		add_work(measure, (uint64_t)(run->brackets + run->scans) * run->bytes, place);
	if (run->has_definition && run->bytes > measure->longest_definition)
		measure->longest_definition = run->bytes;
	*run = (struct run){0};
}

/* Tables surely begin only where nothing is open that would take their lines for something else. */
static void watch_for_html(struct measure *measure, struct text line)
{
	struct text trimmed = text_trim(line);

	if (measure->is_comment_open || text_begins(trimmed, TEXT("<!--"))) {
		measure->is_comment_open = text_find(trimmed, TEXT("-->"), 0) == TEXT_NOT_FOUND;
		measure->run.is_table = false;
	} else if (text_begins(trimmed, TEXT("<"))) {
		measure->is_html_possible = true;
	}
	if (measure->is_html_possible || text_begins(trimmed, TEXT("```")) || text_begins(trimmed, TEXT("~~~")))
		measure->run.is_table = false;
}

static void report_wide(struct measure *measure, size_t cells, struct place place)
{
	if (cells <= LIMIT_TABLE_COLUMNS || measure->run.is_wide_reported)
		return;
	measure->run.is_wide_reported = true;
	findings_add(measure->findings, CHECK_LIMIT, place,
		     "this row of a table has %zu columns, and the most is %d" WHY
		     "nobody could read a table so wide" FIX "make two tables of it",
		     cells, LIMIT_TABLE_COLUMNS);
}

static void measure_table(struct measure *measure, const struct cursor *cursor)
{
	struct run *run = &measure->run;
	size_t bytes, cells;
	uint32_t indent = indentation(cursor, &bytes);
	struct text row = text_trim(rest_of(cursor));
	struct place place = place_at(measure, cursor, 0);

	cells = count_cells(row);
	if (run->lines > 0 && is_delimiter_row(row)) {
		if (!run->is_table) {
			add_work(measure, run->bytes, place);
			if (cells > run->columns)
				run->columns = cells;
			run->is_table = measure->previous.length && !measure->depth && indent < TAB_STOP &&
					!measure->is_comment_open && !measure->is_html_possible &&
					count_cells(measure->previous) == cells;
		}
		report_wide(measure, run->widest, place);
	}
	if (cells > run->widest)
		run->widest = cells;
	if (!run->columns)
		return;
	report_wide(measure, cells, place);
	run->rows++;
	if (run->columns * run->rows <= LIMIT_TABLE_CELLS || run->is_long_reported)
		return;
	run->is_long_reported = true;
	findings_add(measure->findings, CHECK_LIMIT, place,
		     "the table has more than %d cells to here (%zu columns, %zu lines)" WHY
		     "policyc takes no larger table" FIX "split it into several tables",
		     LIMIT_TABLE_CELLS, run->columns, run->rows);
}

static void count_bracket(struct measure *measure, struct place place)
{
	measure->brackets++;
	if (++measure->run.brackets > LIMIT_BRACKETS && !measure->run.is_brackets_reported) {
		measure->run.is_brackets_reported = true;
		findings_add(measure->findings, CHECK_LIMIT, place,
			     "this paragraph has more than %d opening brackets [" WHY
			     "it would take too long to read" FIX "split it with empty lines",
			     LIMIT_BRACKETS);
	}
}

static void count_mark(struct measure *measure, struct place place)
{
	if (++measure->run.marks > LIMIT_EMPHASIS_MARKS && !measure->run.is_marks_reported) {
		measure->run.is_marks_reported = true;
		findings_add(measure->findings, CHECK_LIMIT, place,
			     "this paragraph has more than %d marks of emphasis (* or _)" WHY
			     "it would take too long to read" FIX "split it with empty lines",
			     LIMIT_EMPHASIS_MARKS);
	}
}

static void count_marks(struct measure *measure, struct cursor cursor)
{
	/* Nearly no byte is one of these. */
	static const bool counts[UCHAR_MAX + 1] = {
		['['] = true, ['*'] = true, ['_'] = true, ['<'] = true, [']'] = true};
	struct run *run = &measure->run;
	const struct text line = cursor.line;
	struct text start;

	advance_blanks(&cursor);
	start = rest_of(&cursor);
	for (size_t i = 0; i < line.length; i++) {
		if (!counts[(unsigned char)line.bytes[i]])
			continue;
		char c = line.bytes[i], next = i + 1 < line.length ? line.bytes[i + 1] : '\0';
		cursor.at = i;
		if (c == '[')
			count_bracket(measure, place_at(measure, &cursor, 1));
		else if ((c == '*' || c == '_') && next != c)
			count_mark(measure, place_at(measure, &cursor, 1));
		else if (c == '<' && (next == '!' || next == '?'))
			run->scans++;
		else if (c == ']' && next == ':' && !footnote_length(start))
			run->has_definition = true;
	}
}

static void measure_line(struct measure *measure, struct text line)
{
	struct cursor cursor = {line, 0, 0};
	bool is_blank = is_at_end(&cursor);

	watch_for_html(measure, line);
	pass_containers(measure, &cursor, is_blank);
	is_blank = is_at_end(&cursor);
	measure->follows_blank = is_blank;
	if (is_blank || begins_block(measure, line))
		end_run(measure, place_at(measure, &cursor, 0));
	if (is_blank) {
		measure->previous = TEXT("");
		measure->item_column = 0;
		return;
	}
	measure_table(measure, &cursor);
	/* cmark reads each cell by itself, so what it may read again ends with the row. */
	if (measure->run.is_table) {
		add_work(measure, (uint64_t)(measure->run.brackets + measure->run.scans) * measure->run.bytes,
			 place_at(measure, &cursor, 0));
		measure->run.bytes = measure->run.brackets = measure->run.marks = measure->run.scans = 0;
	}
	measure->run.lines++;
	measure->run.bytes += line.length + 1;
	count_marks(measure, cursor);
	measure->previous = measure->depth ? TEXT("") : text_trim(line);
}

bool markdown_is_bounded(const struct source *source, size_t begin, size_t end, struct findings *findings)
{
	struct measure measure = {.source = source, .findings = findings, .follows_blank = true};
	size_t before = findings->count, at = begin;
	struct place last = place_of(source, end, end);

	while (at < end) {
		size_t line_end = at;
		while (line_end < end && source->bytes.bytes[line_end] != '\n' && source->bytes.bytes[line_end] != '\r')
			line_end++;
		measure_line(&measure, text_slice(source->bytes, at, line_end));
		if (line_end + 1 < end && source->bytes.bytes[line_end] == '\r' &&
		    source->bytes.bytes[line_end + 1] == '\n')
			line_end++;
		at = line_end + 1;
	}
	end_run(&measure, last);
	if ((uint64_t)measure.brackets * measure.longest_definition > LIMIT_DEFINED_BYTES)
		findings_add(findings, CHECK_LIMIT, last,
			     "definitions of link addresses, [name]: address, are too long and used too often" WHY
			     "the text would grow out of bounds" FIX "write the addresses where they are used");
	return findings->count == before;
}

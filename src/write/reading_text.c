/* The reading sheet as text: words and reading in two columns. */
#include "base/unicode.h"
#include "write/reading.h"
#include "write/write.h"

#define SHEET_WIDTH   100
#define LABEL_WIDTH   6
#define WORDS_WIDTH   45
#define READING_WIDTH (SHEET_WIDTH - LABEL_WIDTH - WORDS_WIDTH - 2)

static void put_spaces(struct buffer *out, size_t count)
{
	while (count-- > 0)
		buffer_append_byte(out, ' ');
}

/* Takes as many words off the front of `*rest` as fit in `width`; a longer word is a line of its own. */
static struct text take_line(struct text *rest, size_t width)
{
	size_t end = 0, next = 0;
	*rest = text_trim(*rest);
	while (next < rest->length) {
		size_t space = text_find_byte(*rest, ' ', next + 1);
		size_t to = space == TEXT_NOT_FOUND ? rest->length : space;
		if (end > 0 && utf8_count(text_slice(*rest, 0, to)) > width)
			break;
		end = next = to;
	}
	struct text line = text_slice(*rest, 0, end);
	*rest = text_slice(*rest, end, rest->length);
	return line;
}

static void put_wrapped(struct buffer *out, struct text words, const char *sign)
{
	size_t indent = utf8_count(text_of(sign));
	for (bool is_first = true; is_first || words.length; is_first = false) {
		if (is_first)
			buffer_append_string(out, sign);
		else
			put_spaces(out, indent);
		buffer_append(out, take_line(&words, SHEET_WIDTH - indent));
		buffer_append_byte(out, '\n');
	}
}

/* A pair: the label, the words and the sentences go on down their columns together. */
static void put_pair(struct buffer *out, const struct sheet_row *row)
{
	size_t indent = 2 * (size_t)(row->depth > 6 ? 6 : row->depth), next = 0;
	struct text words = row->words, reading = {0};

	if (row->depth == 0 && row->label.length)
		buffer_append_byte(out, '\n');
	for (bool is_first = true; is_first || words.length || reading.length || next < row->reading_count;
	     is_first = false) {
		size_t begin = out->length;
		put_spaces(out, indent);
		if (is_first)
			buffer_append(out, row->label);
		if (is_first && row->is_open && !row->label.length)
			buffer_append_byte(out, ' ');
		size_t used = utf8_count(text_slice(buffer_text(out), begin, out->length));
		size_t label = LABEL_WIDTH + indent;
		put_spaces(out, used < label ? label - used : 1);
		buffer_append(out, take_line(&words, WORDS_WIDTH - indent));
		if (!reading.length && next < row->reading_count)
			reading = row->readings[next++];
		struct text line = take_line(&reading, READING_WIDTH);
		used = utf8_count(text_slice(buffer_text(out), begin, out->length));
		if (line.length) {
			put_spaces(out, used < LABEL_WIDTH + WORDS_WIDTH ? LABEL_WIDTH + WORDS_WIDTH - used + 2 : 2);
			buffer_append(out, line);
		}
		while (out->length > begin && out->bytes[out->length - 1] == ' ')
			out->length--;
		buffer_append_byte(out, '\n');
	}
}

static void put_row(struct buffer *out, const struct sheet_row *row)
{
	switch (row->kind) {
	case SHEET_TITLE:
		put_wrapped(out, row->words, "");
		buffer_append_byte(out, '\n');
		break;
	case SHEET_HEADING:
	case SHEET_SECTION:
		buffer_append_byte(out, '\n');
		put_wrapped(out, row->words, row->kind == SHEET_HEADING ? "== " : "");
		break;
	case SHEET_LINE:
		put_wrapped(out, row->words, "");
		break;
	case SHEET_BULLET:
		put_wrapped(out, row->words, "- ");
		break;
	case SHEET_PAIR:
		put_pair(out, row);
		break;
	case SHEET_PICTURE: /* the labels and how far they are indented say the same */
		break;
	}
}

void write_reading(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct sheet sheet;

	sheet_make(&sheet, policy, &(struct sheet_options){.is_block = edition->is_block});
	for (size_t i = 0; i < sheet.rows.count; i++)
		put_row(out, &sheet.rows.items[i]);
	sheet_release(&sheet);
}

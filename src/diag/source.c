#include "diag/source.h"

#include <string.h>

#include "base/bug.h"
#include "base/unicode.h"

#define BYTE_ORDER_MARK TEXT("\xEF\xBB\xBF")

/* The offset after the line end that begins at or after `from`; the text's length where no more line ends. Nearly no
 * text has a carriage return. */
static size_t line_end_after(struct text text, size_t from, bool has_carriage_return)
{
	if (!has_carriage_return) {
		size_t feed = text_find_byte(text, '\n', from);
		return feed == TEXT_NOT_FOUND ? text.length : feed + 1;
	}
	while (from < text.length && text.bytes[from] != '\n' && text.bytes[from] != '\r')
		from++;
	if (from + 1 < text.length && text.bytes[from] == '\r' && text.bytes[from + 1] == '\n')
		from++;
	return from < text.length ? from + 1 : text.length;
}

static bool ends_line(struct text text)
{
	return text.length > 0 && (text.bytes[text.length - 1] == '\n' || text.bytes[text.length - 1] == '\r');
}

void source_init(struct source *source, struct arena *arena, const char *path, struct text bytes)
{
	uint32_t count = ends_line(bytes) || bytes.length == 0 ? 1 : 0;
	bool has_carriage_return = text_find_byte(bytes, '\r', 0) != TEXT_NOT_FOUND;

	if (bytes.length > UINT32_MAX)
		BUG("the source %s has %zu bytes, more than a place can name", path, bytes.length);
	for (size_t at = 0; at < bytes.length; at = line_end_after(bytes, at, has_carriage_return))
		count++;
	*source = (struct source){path, bytes, ARENA_ARRAY(arena, count, uint32_t), count};
	/* What follows the last line end is a line too, if only an empty one: that is where a file's end is shown. */
	for (size_t at = 0, line = 0; line < count; at = line_end_after(bytes, at, has_carriage_return))
		source->lines[line++] = (uint32_t)at;
}

/* The 0-based line in which the byte at `offset` stands. */
static uint32_t line_of(const struct source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Whole code points in the text up to `end`, which may stand inside one. */
static uint32_t code_points_before(struct text text, size_t end)
{
	uint32_t count = 0;
	size_t at = 0;

	while (at < end) {
		if ((unsigned char)text.bytes[at] < 0x80)
			at++;
		else
			utf8_decode(text, &at);
		if (at <= end)
			count++;
	}
	return count;
}

struct position source_position(const struct source *source, uint32_t offset)
{
	uint32_t line = 0;
	struct text text;
	size_t begin = 0, before = 0;

	if (offset > source->bytes.length)
		offset = (uint32_t)source->bytes.length;
	line = line_of(source, offset);
	text = source_line(source, line + 1);
	begin = text.bytes ? (size_t)(text.bytes - source->bytes.bytes) : 0;
	before = offset > begin ? offset - begin : 0;
	/* CR LF ends a line once: both of its bytes stand in the column after the last character. */
	if (before > text.length)
		before = text.length;
	return (struct position){line + 1, code_points_before(text, before) + 1};
}

struct text source_line(const struct source *source, uint32_t line)
{
	size_t begin = 0, end = source->bytes.length;

	if (line == 0 || line > source->line_count)
		return (struct text){NULL, 0};
	begin = source->lines[line - 1];
	if (line < source->line_count) {
		end = source->lines[line];
		while (end > begin && (source->bytes.bytes[end - 1] == '\n' || source->bytes.bytes[end - 1] == '\r'))
			end--;
	}
	if (begin == 0 && text_begins(text_slice(source->bytes, 0, end), BYTE_ORDER_MARK))
		begin = BYTE_ORDER_MARK.length;
	return text_slice(source->bytes, begin, end);
}

struct place place_of(const struct source *source, size_t begin, size_t end)
{
	size_t length = source->bytes.length;

	if (end > length)
		end = length;
	if (begin > end)
		begin = end;
	return (struct place){source, (uint32_t)begin, (uint32_t)end};
}

struct place place_of_path(struct arena *arena, const char *path)
{
	struct source *source = ARENA_NEW(arena, struct source);

	source_init(source, arena, path, TEXT(""));
	return place_of(source, 0, 0);
}

struct text place_text(struct place place)
{
	return place.source ? text_slice(place.source->bytes, place.begin, place.end) : (struct text){NULL, 0};
}

struct place place_join(struct place first, struct place last)
{
	if (!first.source || first.source != last.source)
		return first;
	return place_of(first.source, first.begin, last.end > first.end ? last.end : first.end);
}

bool place_is_set(struct place place)
{
	return place.source != NULL;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

int place_compare(struct place a, struct place b)
{
	int order = 0;

	if (!a.source || !b.source)
		return (a.source != NULL) - (b.source != NULL);
	if (a.source != b.source)
		order = strcmp(a.source->path, b.source->path);
	if (order == 0)
		order = compare_numbers(a.begin, b.begin);
	return order ? order : compare_numbers(a.end, b.end);
}

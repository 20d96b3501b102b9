#include "parse/yaml_repair.h"

#include <string.h>

#include "base/memory.h"

void yaml_repair_init(struct yaml_repair *repair, struct arena *arena, struct text document)
{
	*repair = (struct yaml_repair){.length = document.length};
	repair->bytes = ARENA_ARRAY(arena, document.length + 1, char);
	if (document.length > 0)
		memcpy(repair->bytes, document.bytes, document.length);
}

static size_t line_begin(struct text bytes, size_t offset)
{
	while (offset > 0 && bytes.bytes[offset - 1] != '\n')
		offset--;
	return offset;
}

/* Where the line ends, with its line break. */
static size_t line_end(struct text bytes, size_t offset)
{
	while (offset < bytes.length && bytes.bytes[offset] != '\n')
		offset++;
	return offset < bytes.length ? offset + 1 : offset;
}

/* Does a key stand at the left margin here? Entries of a list and comments may, and belong to the key above. */
static bool begins_entry(struct text bytes, size_t at)
{
	char c = at < bytes.length ? bytes.bytes[at] : ' ';

	return !is_ascii_space(c) && c != '#' && c != '-';
}

static struct value_place entry_at(struct text bytes, size_t offset)
{
	size_t begin = line_begin(bytes, offset), end = line_end(bytes, offset);

	while (begin > 0 && !begins_entry(bytes, begin))
		begin = line_begin(bytes, begin - 1);
	while (end < bytes.length && !begins_entry(bytes, end))
		end = line_end(bytes, end);
	return (struct value_place){(uint32_t)begin, (uint32_t)end};
}

/* The words before the first colon of a line, without what a slip may have put before them. */
static struct text key_of_line(struct text bytes, size_t begin)
{
	struct text line = text_slice(bytes, begin, line_end(bytes, begin));
	size_t colon = text_find_byte(line, ':', 0);

	if (colon != TEXT_NOT_FOUND)
		return text_trim(text_slice(line, 0, colon));
	/* Without one: "status = ratified". */
	line = text_trim(line);
	colon = text_find_byte(line, ' ', 0);
	return colon == TEXT_NOT_FOUND ? TEXT("") : text_slice(line, 0, colon);
}

static bool take(struct yaml_repair *repair, size_t begin, size_t end)
{
	bool had_words = false;

	for (size_t i = begin; i < end; i++) {
		had_words |= !is_ascii_space(repair->bytes[i]);
		if (repair->bytes[i] != '\n' && repair->bytes[i] != '\r')
			repair->bytes[i] = ' ';
	}
	if (had_words)
		repair->taken[repair->count++] = (struct value_place){(uint32_t)begin, (uint32_t)end};
	return had_words;
}

bool yaml_repair_take(struct yaml_repair *repair, struct text document, size_t offset, struct text *key)
{
	size_t begin = line_begin(document, offset), end = line_end(document, offset), indent = begin;
	struct value_place entry = entry_at(document, offset);

	*key = TEXT("");
	if (repair->count == ARRAY_COUNT(repair->taken))
		return false;
	while (indent < end && is_ascii_space(document.bytes[indent]))
		indent++;
	/* A key that was pushed in by a space or two is meant to stand at the margin. */
	if (indent - begin <= 2 && indent < end && document.bytes[indent] != '-')
		*key = key_of_line(document, begin);
	if (key->length == 0)
		*key = key_of_line(document, entry.begin);
	return (!yaml_repair_took(repair, entry.begin, entry.end) && take(repair, begin, end)) ||
	       take(repair, entry.begin, entry.end);
}

bool yaml_repair_took(const struct yaml_repair *repair, size_t begin, size_t end)
{
	for (size_t i = 0; i < repair->count; i++)
		if (repair->taken[i].begin < end && begin < repair->taken[i].end)
			return true;
	return false;
}

#include "read/front_matter.h"

#include "read/yaml.h"

static const struct text byte_order_mark = TEXT_INIT("\xEF\xBB\xBF");

/* The line that begins at `*at`, without its end; `*at` moves to the next. */
static struct text next_line(struct text bytes, size_t *at)
{
	size_t begin = *at, end = begin;

	while (end < bytes.length && bytes.bytes[end] != '\n' && bytes.bytes[end] != '\r')
		end++;
	*at = end;
	if (*at < bytes.length && bytes.bytes[*at] == '\r')
		++*at;
	if (*at < bytes.length && bytes.bytes[*at] == '\n' && (*at == end || bytes.bytes[*at - 1] == '\r'))
		++*at;
	return text_slice(bytes, begin, end);
}

/* Three dashes and nothing after them but spaces. */
static bool is_fence(struct text line)
{
	return text_begins(line, TEXT("---")) && text_trim(line).length == 3;
}

/* Where the closing line of front matter that begins at `at` begins and ends; false where there is none. */
static bool find_end(struct text bytes, size_t at, size_t *close, size_t *after)
{
	while (at < bytes.length) {
		*close = at;
		struct text line = next_line(bytes, &at);
		*after = at;
		if (is_fence(line))
			return true;
	}
	return false;
}

/* Where front matter without a closing line most likely ends: at the first empty line or heading. */
static size_t guess_end(struct text bytes, size_t at)
{
	while (at < bytes.length) {
		size_t begin = at;
		struct text line = next_line(bytes, &at);
		if (text_trim(line).length == 0 || text_begins(line, TEXT("## ")))
			return begin;
	}
	return at;
}

struct front_matter front_matter_read(struct arena *arena, const struct source *source, struct findings *findings)
{
	struct text bytes = source->bytes;
	size_t begin = text_begins(bytes, byte_order_mark) ? byte_order_mark.length : 0, at = begin;
	struct front_matter front = {.place = PLACE_NONE, .body = begin, .map = value_map(arena)};
	size_t close = 0, after = 0;
	bool is_closed;

	struct text line = next_line(bytes, &at);
	if (!is_fence(line)) {
		findings_add(findings, CHECK_YAML, place_of(source, begin, begin + line.length),
			     text_trim(bytes).length == begin
				     ? "this file is empty; a policy begins with a line of three dashes "
				       "(---), its front matter, and a second such line"
				     : "front matter is missing, so nothing is known about this text; "
				       "the first line of the file must be three dashes (---), then "
				       "keys such as ref and title, then a second line of three dashes");
		return front;
	}
	size_t content = at;
	is_closed = find_end(bytes, content, &close, &after);
	if (!is_closed) {
		close = after = guess_end(bytes, content);
		findings_add(
			findings, CHECK_YAML, place_of(source, begin, begin + line.length),
			"the front matter that begins here is never closed; add a line of three dashes (---) after its "
			"last key");
	}
	front.place = place_of(source, begin, after);
	front.body = after;
	struct value *map = yaml_read(arena, source, content, close, findings);
	if (map != NULL) {
		map->is_incomplete = map->is_incomplete || !is_closed;
		front.map = map;
	}
	return front;
}

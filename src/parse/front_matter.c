#include "parse/front_matter.h"

#include "base/scan.h"
#include "base/unicode.h"
#include "parse/yaml.h"

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

/* Dashes of any kind and number, as slips and word processors make them of three. */
static bool is_nearly_fence(struct text line)
{
	size_t count = 0;

	line = text_trim(line);
	for (size_t at = 0; at < line.length; count++) {
		uint32_t c = utf8_decode(line, &at);
		if (c != '-' && c != 0x2212 && (c < 0x2010 || c > 0x2015))
			return false;
	}
	return count > 0;
}

/* A key at the left margin: letters or "_", and a colon. */
static bool is_key(struct text line)
{
	size_t at = word_end(line, 0, WORD_UNDERSCORE);

	return at > 0 && at < line.length && line.bytes[at] == ':';
}

/* Where the closing line of front matter that begins at `at` begins and ends; false where there is none. */
static bool find_end(struct text bytes, size_t at, size_t *close, size_t *after)
{
	while (at < bytes.length) {
		*close = at;
		struct text line = next_line(bytes, &at);
		*after = at;
		if (is_fence(line) || (is_nearly_fence(line) && line.bytes[0] != ' '))
			return true;
		if (text_begins(line, TEXT("## ")))
			return false;
	}
	return false;
}

/* Where the first line that isn't empty begins. */
static size_t first_words(struct text bytes, size_t at)
{
	while (at < bytes.length) {
		size_t begin = at;
		if (text_trim(next_line(bytes, &at)).length > 0)
			return begin;
	}
	return at;
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

/* The line that opens front matter, with a finding where it isn't three dashes as the file's first line. False: nothing
 * here is like front matter. `content`: where its first key is looked for. */
static bool find_beginning(const struct source *source, size_t begin, size_t *content, struct findings *findings)
{
	struct text bytes = source->bytes;
	size_t first = first_words(bytes, begin), at = first;
	struct text line = next_line(bytes, &at);
	struct place place = place_of(source, first, first + line.length);

	*content = at;
	if (is_fence(line) && first == begin)
		return true;
	if (is_fence(line)) {
		findings_add(findings, CHECK_YAML, place,
			     "these three dashes (---) are not the very first line of the file" WHY
			     "the front matter is read only from the first line on" FIX
			     "take out the empty lines above them");
		return true;
	}
	size_t close, after;
	bool is_bare = is_key(line) && find_end(bytes, at, &close, &after);
	if (!is_nearly_fence(line) && !is_bare)
		return false;
	if (is_bare) {
		*content = first;
		findings_add(findings, CHECK_YAML, place,
			     "a line of three dashes (---) is missing above the policy's first key" WHY
			     "without it the keys could be read as words of the policy" FIX
			     "write --- in a line of its own above this one");
	} else {
		findings_add(findings, CHECK_YAML, place,
			     "the line that opens the front matter is not exactly three dashes" WHY
			     "the front matter begins at a line of three plain dashes" FIX
			     "write --- and nothing else in this line");
	}
	return true;
}

struct front_matter front_matter_read(struct arena *arena, const struct source *source, struct findings *findings)
{
	struct text bytes = source->bytes;
	size_t begin = text_begins(bytes, byte_order_mark) ? byte_order_mark.length : 0, content = begin;
	struct front_matter front = {.place = PLACE_NONE, .body = begin, .map = value_map(arena)};
	size_t close = 0, after = 0, at = begin;

	struct text line = next_line(bytes, &at);
	if (!find_beginning(source, begin, &content, findings)) {
		findings_add(
			findings, CHECK_YAML, place_of(source, begin, begin + line.length),
			text_trim(bytes).length == begin
				? "this file is empty" WHY
				  "a policy begins with its front matter, which says what it is" FIX
				  "begin it with a line ---, keys such as ref and title, and a second line ---"
				: "the front matter is missing" WHY "nothing is known about this text" FIX
				  "begin the file with a line ---, keys such as ref and title, and a second line ---");
		return front;
	}
	bool is_closed = find_end(bytes, content, &close, &after);
	if (!is_closed) {
		close = after = guess_end(bytes, content);
		findings_add(findings, CHECK_YAML, place_of(source, begin, begin + line.length),
			     "the front matter that begins here is never closed" WHY
			     "its keys and the words of the policy can't be told apart" FIX
			     "add a line of three dashes (---) after its last key");
	} else if (!is_fence(text_slice(bytes, close, after))) {
		findings_add(findings, CHECK_YAML,
			     place_of(source, close, close + text_trim(text_slice(bytes, close, after)).length),
			     "the line that ends the front matter is not exactly three dashes" WHY
			     "the front matter ends at a line of three plain dashes" FIX
			     "write --- and nothing else in this line");
	}
	front.place = place_of(source, begin, after);
	front.body = after;
	struct value *map = yaml_read(arena, source, content, close, findings);
	if (map != NULL) {
		map->is_incomplete = map->is_incomplete || !is_closed;
		map->place.begin = front.place.begin;
		front.map = map;
	}
	return front;
}

#include "verify/differences.h"

#include "base/unicode.h"

/* Of what is shown around a difference, and of each side of it. */
#define AROUND_MOST 48
#define WORDS_MOST  200

void differences_release(struct differences *differences)
{
	buffer_release(&differences->shown);
	buffer_release(&differences->untold);
}

bool differences_are_none(const struct differences *differences)
{
	return differences->count == 0 && differences->untold.length == 0;
}

/* Nothing that a terminal would obey, and all on one line. */
static void append_plain(struct buffer *out, struct text text)
{
	for (size_t at = 0; at < text.length;) {
		uint32_t code_point = utf8_decode(text, &at);
		if (code_point < 0x80 && is_ascii_space((char)code_point))
			buffer_append_byte(out, ' ');
		else
			utf8_append(out, unicode_is_unsafe(code_point) ? 0xFFFD : code_point);
	}
}

/* Where a word begins at or before an offset, so that no word and no character is cut. */
static size_t word_before(struct text text, size_t at, size_t most)
{
	size_t begin = at;
	while (begin > 0 && at - begin < most && !is_ascii_space(text.bytes[begin - 1]))
		begin--;
	while (begin < at && ((unsigned char)text.bytes[begin] & 0xC0) == 0x80)
		begin++;
	return begin;
}

static size_t word_after(struct text text, size_t at, size_t most)
{
	size_t end = at;
	while (end < text.length && end - at < most && !is_ascii_space(text.bytes[end]))
		end++;
	while (end > at && end < text.length && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
		end--;
	return end;
}

/* The end of a text that is as long as may be shown. */
static void append_tail(struct buffer *out, struct text text)
{
	size_t begin = text.length > AROUND_MOST ? text.length - AROUND_MOST : 0;
	begin = begin ? word_after(text, begin, AROUND_MOST) : 0;
	if (begin)
		buffer_append_string(out, "…");
	append_plain(out, text_slice(text, begin, text.length));
}

static void append_head(struct buffer *out, struct text text, size_t most)
{
	size_t end = text.length > most ? word_before(text, most, most) : text.length;
	append_plain(out, text_slice(text, 0, end));
	if (end < text.length)
		buffer_append_string(out, "…");
}

static void append_side(struct buffer *out, const char *begin, struct text words, const char *end)
{
	if (!words.length)
		return;
	buffer_append_string(out, begin);
	append_head(out, words, WORDS_MOST);
	buffer_append_string(out, end);
}

/* "at least [-eight-]{+nine+} weeks" */
static void append_change(struct buffer *out, struct text source, struct text copy)
{
	size_t least = source.length < copy.length ? source.length : copy.length, head = 0, tail = 0;
	while (head < least && source.bytes[head] == copy.bytes[head])
		head++;
	if (head < source.length || head < copy.length)
		head = word_before(source, head, WORDS_MOST);
	while (tail < least - head && source.bytes[source.length - tail - 1] == copy.bytes[copy.length - tail - 1])
		tail++;
	tail = source.length - word_after(source, source.length - tail, WORDS_MOST);
	if (tail > least - head)
		tail = least - head;
	append_tail(out, text_slice(source, 0, head));
	append_side(out, "[-", text_slice(source, head, source.length - tail), "-]");
	append_side(out, "{+", text_slice(copy, head, copy.length - tail), "+}");
	append_head(out, text_slice(source, source.length - tail, source.length), AROUND_MOST);
}

static bool is_shown(struct differences *differences)
{
	return ++differences->count <= DIFFERENCES_SHOWN;
}

void differences_add(struct differences *differences, struct text name, struct text source, struct text copy)
{
	struct buffer *out = &differences->shown;
	if (!is_shown(differences))
		return;
	buffer_append_string(out, "    ");
	append_head(out, name, WORDS_MOST);
	if (name.length)
		buffer_append_string(out, ": ");
	if (source.bytes && copy.bytes && source.length && copy.length) {
		append_change(out, source, copy);
	} else {
		buffer_append_string(out,
				     source.bytes && source.length ? "only in the sources: " : "only in the copy: ");
		append_head(out, source.bytes && source.length ? source : copy, WORDS_MOST);
	}
	buffer_append_byte(out, '\n');
}

void differences_say(struct differences *differences, const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY;
	va_list arguments;
	if (!is_shown(differences))
		return;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	buffer_append_string(&differences->shown, "    ");
	append_plain(&differences->shown, buffer_text(&words));
	buffer_append_byte(&differences->shown, '\n');
	buffer_release(&words);
}

void differences_cannot(struct differences *differences, const char *format, ...)
{
	struct buffer words = BUFFER_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	buffer_append_arguments(&words, format, arguments);
	va_end(arguments);
	buffer_append_string(&differences->untold, "    not compared: ");
	append_plain(&differences->untold, buffer_text(&words));
	buffer_append_byte(&differences->untold, '\n');
	buffer_release(&words);
}

void differences_print(const struct differences *differences, struct buffer *out)
{
	size_t more = differences->count > DIFFERENCES_SHOWN ? differences->count - DIFFERENCES_SHOWN : 0;
	buffer_append(out, buffer_text(&differences->shown));
	if (more)
		buffer_append_format(out, "    and %zu more%s\n", more, differences->is_cut ? " or still more" : "");
	buffer_append(out, buffer_text(&differences->untold));
}

#include "base/shown.h"

#include "base/unicode.h"

#define ELLIPSIS "\u2026"

static bool is_control(uint32_t code_point)
{
	return code_point < 0x20 || code_point == 0x7F;
}

/* Characters that show nothing, or that change how others are shown: a reader has to see that they are there. The
 * joiners U+200C and U+200D are left alone, since words and emoji need them. */
static bool is_unseen(uint32_t code_point)
{
	if (code_point < 0x80)
		return false;
	return (code_point >= 0x80 && code_point <= 0x9F) || code_point == 0xAD || code_point == 0x180E ||
	       code_point == 0x200B || code_point == 0x2028 || code_point == 0x2029 ||
	       (code_point >= 0x2060 && code_point <= 0x2064) || code_point == 0xFEFF ||
	       (code_point >= 0xFFF9 && code_point <= 0xFFFB) || (code_point >= 0xE0000 && code_point <= 0xE007F) ||
	       (code_point & 0xFFFE) == 0xFFFE || unicode_is_bidi_control(code_point);
}

size_t shown_width(uint32_t code_point)
{
	if (is_control(code_point))
		return 1;
	if (is_unseen(code_point))
		return code_point > 0xFFFFF ? 10 : code_point > 0xFFFF ? 9 : 8;
	return (size_t)unicode_width(code_point);
}

void shown_append_character(struct buffer *out, uint32_t code_point)
{
	if (code_point >= 0x20 && code_point < 0x7F)
		buffer_append_byte(out, (char)code_point);
	else if (code_point == 0x7F)
		utf8_append(out, 0x2421);
	else if (is_control(code_point))
		utf8_append(out, 0x2400 + code_point);
	else if (is_unseen(code_point))
		buffer_append_format(out, "<U+%04X>", (unsigned int)code_point);
	else
		utf8_append(out, code_point);
}

bool shown_begins_command(struct text before)
{
	size_t end = before.length;
	while (end > 0 && (is_ascii_letter(before.bytes[end - 1]) || before.bytes[end - 1] == '-'))
		end--;
	return text_ends(text_slice(before, 0, end), TEXT("##"));
}

void shown_append(struct buffer *out, struct text text, size_t most)
{
	size_t at = 0;

	for (size_t count = 0; at < text.length && (!most || count < most); count++) {
		size_t begin = at;
		uint32_t code_point = utf8_decode(text, &at);
		if (code_point == '[' && shown_begins_command(text_slice(text, 0, begin)))
			buffer_append_byte(out, '\\');
		shown_append_character(
			out, code_point == '\t' || code_point == '\n' || code_point == '\r' ? ' ' : code_point);
	}
	if (at < text.length)
		buffer_append_string(out, ELLIPSIS);
}

void shown_append_path(struct buffer *out, struct text path)
{
	struct text trimmed = text_trim(path);

	if (text_begins(trimmed, TEXT("::")))
		buffer_append_string(out, "./");
	shown_append(out, path, 0);
}

/* Entities: what they stand for, and whether it may stand in a document. */
#include "base/unicode.h"
#include "parse/limits.h"
#include "parse/markdown_parts.h"

/* CommonMark 0.29, section 6.2: NUL, surrogates and numbers beyond the last character are shown as this. */
#define REPLACEMENT 0xFFFD

size_t entity_decode(struct text text, struct buffer *decoded)
{
	cmark_strbuf characters;
	bufsize_t length = 0;

	cmark_strbuf_init(cmark_get_default_mem_allocator(), &characters, 0);
	if (text.length > 1)
		length = houdini_unescape_ent(&characters, (const uint8_t *)text.bytes + 1, (bufsize_t)text.length - 1);
	if (length > 0)
		buffer_append(decoded, (struct text){(const char *)characters.ptr, (size_t)characters.size});
	cmark_strbuf_free(&characters);
	return length > 0 ? (size_t)length + 1 : 0;
}

/* "&#0;" and the like: a replacement character that was not asked for by its own number. */
static bool is_replaced(struct text written)
{
	return text_begins(written, TEXT("&#")) && !text_equal_ignoring_case(written, TEXT("&#xFFFD;")) &&
	       !text_is(written, "&#65533;");
}

void decoded_check(struct markdown *markdown, struct text decoded, struct place place)
{
	struct text written = place_text(place);

	for (size_t at = 0; at < decoded.length;) {
		uint32_t code_point = utf8_decode(decoded, &at);
		const char *fault = character_fault(code_point);
		if (code_point == REPLACEMENT && is_replaced(written))
			findings_add(markdown->findings, CHECK_ENCODING, place,
				     "%.*s names no character; delete it, and type what was meant",
				     TEXT_ARGUMENTS(written));
		else if (fault)
			findings_add(markdown->findings, CHECK_ENCODING, place, "U+%04X, written %.*s, %s", code_point,
				     TEXT_ARGUMENTS(written), fault);
	}
}

struct text decoded_text(struct markdown *markdown, struct text decoded)
{
	struct buffer kept = BUFFER_EMPTY;
	struct text text;

	for (size_t at = 0; at < decoded.length;) {
		uint32_t code_point = utf8_decode(decoded, &at);
		/* Of a number that names no character cmark gives bytes that are no UTF-8: they must not be kept. */
		utf8_append(&kept, unicode_is_xml_char(code_point) ? code_point : REPLACEMENT);
	}
	text = buffer_keep(&kept, markdown->arena);
	return text;
}

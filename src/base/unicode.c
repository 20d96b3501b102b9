#include "base/unicode.h"

#include <stdlib.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <uniwidth.h>

#define REPLACEMENT_CHARACTER 0xFFFDu

static uint32_t byte_at(struct text text, size_t offset)
{
	return (unsigned char)text.bytes[offset];
}

/* The length in bytes of the well-formed sequence at `offset`, 0 where there is none; its code point in *code_point.
 * The Unicode Standard 15.0, table 3-7: after some first bytes the second one has a narrower range than 80..BF, which
 * is what keeps out overlong forms, surrogates and everything over U+10FFFF. */
static size_t utf8_sequence(struct text text, size_t offset, uint32_t *code_point)
{
	uint32_t first = byte_at(text, offset), least = 0x80, most = 0xBF;
	size_t length = 0;

	if (first < 0x80) {
		*code_point = first;
		return 1;
	}
	if (first >= 0xC2 && first <= 0xDF) {
		length = 2;
		*code_point = first & 0x1F;
	} else if (first >= 0xE0 && first <= 0xEF) {
		length = 3;
		*code_point = first & 0x0F;
		least = first == 0xE0 ? 0xA0 : least;
		most = first == 0xED ? 0x9F : most;
	} else if (first >= 0xF0 && first <= 0xF4) {
		length = 4;
		*code_point = first & 0x07;
		least = first == 0xF0 ? 0x90 : least;
		most = first == 0xF4 ? 0x8F : most;
	}
	if (length == 0 || text.length - offset < length)
		return 0;
	for (size_t i = 1; i < length; i++) {
		uint32_t byte = byte_at(text, offset + i);
		if (byte < least || byte > most)
			return 0;
		*code_point = *code_point << 6 | (byte & 0x3F);
		least = 0x80;
		most = 0xBF;
	}
	return length;
}

uint32_t utf8_decode_sequence(struct text text, size_t *offset)
{
	uint32_t code_point = 0;
	size_t length = utf8_sequence(text, *offset, &code_point);

	*offset += length ? length : 1;
	return length ? code_point : REPLACEMENT_CHARACTER;
}

void utf8_append(struct buffer *buffer, uint32_t code_point)
{
	if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF)
		code_point = REPLACEMENT_CHARACTER;
	if (code_point < 0x80) {
		buffer_append_byte(buffer, (char)code_point);
		return;
	}
	if (code_point < 0x800) {
		buffer_append_byte(buffer, (char)(0xC0 | code_point >> 6));
	} else {
		if (code_point < 0x10000) {
			buffer_append_byte(buffer, (char)(0xE0 | code_point >> 12));
		} else {
			buffer_append_byte(buffer, (char)(0xF0 | code_point >> 18));
			buffer_append_byte(buffer, (char)(0x80 | (code_point >> 12 & 0x3F)));
		}
		buffer_append_byte(buffer, (char)(0x80 | (code_point >> 6 & 0x3F)));
	}
	buffer_append_byte(buffer, (char)(0x80 | (code_point & 0x3F)));
}

size_t utf8_first_invalid(struct text text)
{
	size_t offset = 0;
	uint32_t code_point = 0;

	while (offset < text.length) {
		size_t length = utf8_sequence(text, offset, &code_point);
		if (length == 0)
			break;
		offset += length;
	}
	return offset;
}

size_t utf8_count(struct text text)
{
	size_t count = 0;

	for (size_t offset = 0; offset < text.length; count++)
		utf8_decode(text, &offset);
	return count;
}

int unicode_width(uint32_t code_point)
{
	int width = 0;

	if (code_point >= 0x20 && code_point < 0x7F)
		return 1;
	/* -1 is what libunistring says of control characters: a terminal gives them no column. */
	width = uc_width(code_point, "UTF-8");
	return width < 0 ? 0 : width;
}

bool unicode_is_xml_char(uint32_t code_point)
{
	return code_point == 0x9 || code_point == 0xA || code_point == 0xD ||
	       (code_point >= 0x20 && code_point <= 0xD7FF) || (code_point >= 0xE000 && code_point <= 0xFFFD) ||
	       (code_point >= 0x10000 && code_point <= 0x10FFFF);
}

bool unicode_is_bidi_control(uint32_t code_point)
{
	return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
	       (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

bool unicode_is_unsafe(uint32_t code_point)
{
	return !unicode_is_xml_char(code_point) || (code_point >= 0x7F && code_point <= 0x9F) ||
	       (code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFE) == 0xFFFE ||
	       unicode_is_bidi_control(code_point);
}

bool unicode_is_letter(uint32_t code_point)
{
	return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L);
}

bool unicode_is_upper(uint32_t code_point)
{
	return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lu);
}

bool unicode_is_number(uint32_t code_point)
{
	return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_N);
}

bool unicode_is_mark(uint32_t code_point)
{
	return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_M);
}

bool unicode_is_space(uint32_t code_point)
{
	if (code_point < 0x80)
		return is_ascii_space((char)code_point);
	return uc_is_property_white_space(code_point);
}

/* One code point becomes at most 3 when its case is folded (CaseFolding.txt), and those at most 18 each when they are
 * decomposed (UnicodeData.txt: U+FDFA). */
#define FOLDED_MOST     3
#define DECOMPOSED_MOST (3 * 18)

/* Gives the number of code points in `folded`. libunistring answers in other memory only where the room is too small,
 * which by the bounds above doesn't happen. */
static size_t fold_code_point(uint32_t code_point, uint32_t folded[FOLDED_MOST])
{
	size_t length = FOLDED_MOST;
	uint32_t *result = u32_casefold(&code_point, 1, NULL, NULL, folded, &length);

	if (result == folded)
		return length;
	free(result);
	folded[0] = code_point;
	return 1;
}

bool unicode_is_blank(struct text text)
{
	for (size_t at = 0; at < text.length;)
		if (!unicode_is_space(utf8_decode(text, &at)))
			return false;
	return true;
}

void unicode_fold_case(struct buffer *buffer, struct text text)
{
	size_t offset = 0;

	buffer_reserve(buffer, text.length);
	while (offset < text.length) {
		uint32_t folded[FOLDED_MOST];
		size_t count = 0;
		if (byte_at(text, offset) < 0x80) {
			buffer_append_byte(buffer, ascii_lower(text.bytes[offset++]));
			continue;
		}
		count = fold_code_point(utf8_decode(text, &offset), folded);
		for (size_t i = 0; i < count; i++)
			utf8_append(buffer, folded[i]);
	}
}

struct text unicode_fold(struct arena *arena, struct text text)
{
	struct buffer folded = BUFFER_EMPTY;

	unicode_fold_case(&folded, text);
	return buffer_keep(&folded, arena);
}

/* One code point of a heading: its letters and digits without accents, or a break between words. */
static void slug_append(struct buffer *buffer, uint32_t code_point, size_t begin, bool *broken)
{
	uint32_t folded[FOLDED_MOST], parts[DECOMPOSED_MOST];
	size_t folded_count = fold_code_point(code_point, folded), count = DECOMPOSED_MOST;
	uint32_t *result = u32_normalize(UNINORM_NFKD, folded, folded_count, parts, &count);

	for (size_t i = 0; result && i < count; i++) {
		if (uc_is_general_category_withtable(result[i], UC_CATEGORY_MASK_M))
			continue;
		if (!uc_is_general_category_withtable(result[i], UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) {
			*broken = true;
			continue;
		}
		if (*broken && buffer->length > begin)
			buffer_append_byte(buffer, '-');
		*broken = false;
		utf8_append(buffer, result[i]);
	}
	if (result != parts)
		free(result);
}

void unicode_append_slug(struct buffer *buffer, struct text text)
{
	size_t begin = buffer->length, offset = 0;
	bool broken = false;

	while (offset < text.length)
		slug_append(buffer, utf8_decode(text, &offset), begin, &broken);
	if (buffer->length == begin)
		buffer_append_byte(buffer, 'x');
}

bool unicode_is_invisible(uint32_t code_point)
{
	static const uint32_t invisible[] = {0xa0, 0x202f, 0x2007, 0x2009, 0xad, 0x200b, 0x2060};

	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		if (code_point == invisible[i])
			return true;
	return false;
}

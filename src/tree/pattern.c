#include "tree/pattern.h"

/* Appends the words from `begin` up to `end`, where no bracket stands. False, and what was appended stays, where a
 * field has no words. */
static bool expand_piece(struct buffer *out, struct text pattern, size_t begin, size_t end, pattern_field *field,
			 const void *context)
{
	for (size_t at = begin; at < end;) {
		if (pattern.bytes[at] != '{') {
			buffer_append_byte(out, pattern.bytes[at++]);
			continue;
		}
		size_t close = text_find_byte(pattern, '}', at);
		if (close == TEXT_NOT_FOUND || close >= end)
			return false;
		if (!field(out, text_slice(pattern, at + 1, close), context))
			return false;
		at = close + 1;
	}
	return true;
}

bool pattern_expand(struct buffer *out, struct text pattern, pattern_field *field, const void *context)
{
	size_t before = out->length;

	for (size_t at = 0; at < pattern.length;) {
		size_t open = text_find_byte(pattern, '[', at);
		size_t end = open == TEXT_NOT_FOUND ? pattern.length : open;
		if (!expand_piece(out, pattern, at, end, field, context)) {
			out->length = before;
			return false;
		}
		if (open == TEXT_NOT_FOUND)
			break;
		size_t close = text_find_byte(pattern, ']', open), kept = out->length;
		if (close == TEXT_NOT_FOUND)
			close = pattern.length;
		if (!expand_piece(out, pattern, open + 1, close, field, context))
			out->length = kept;
		at = close + 1;
	}
	return true;
}

enum pattern_fault pattern_check(struct text pattern, bool (*knows)(struct text name, const void *context),
				 const void *context, struct text *where)
{
	bool is_in_brackets = false;

	for (size_t at = 0; at < pattern.length; at++) {
		char byte = pattern.bytes[at];
		*where = text_slice(pattern, at, at + 1);
		if (byte == '}' || (byte == '[' && is_in_brackets) || (byte == ']' && !is_in_brackets))
			return PATTERN_UNBALANCED;
		if (byte == '[' || byte == ']')
			is_in_brackets = byte == '[';
		if (byte != '{')
			continue;
		size_t close = text_find_byte(pattern, '}', at);
		if (close == TEXT_NOT_FOUND)
			return PATTERN_UNBALANCED;
		*where = text_slice(pattern, at + 1, close);
		if (!knows(*where, context))
			return PATTERN_UNKNOWN_FIELD;
		at = close;
	}
	*where = text_slice(pattern, pattern.length, pattern.length);
	return is_in_brackets ? PATTERN_UNBALANCED : PATTERN_FINE;
}

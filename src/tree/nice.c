#include "tree/nice.h"

#include "base/memory.h"
#include "base/scan.h"

/* DOMAIN.md: the kinds of guidance that NICE numbers. */
static const struct text nice_kinds[] = {TEXT_INIT("NG"),  TEXT_INIT("CG"),  TEXT_INIT("TA"),  TEXT_INIT("HST"),
					 TEXT_INIT("IPG"), TEXT_INIT("HTG"), TEXT_INIT("MTG"), TEXT_INIT("DG"),
					 TEXT_INIT("QS"),  TEXT_INIT("PH")};

/* The bytes of one space between kind and number: a space, a line break, a no-break space wide or narrow. */
static size_t space_length(struct text text, size_t at)
{
	struct text rest = text_slice(text, at, text.length);

	if (rest.length && (rest.bytes[0] == ' ' || rest.bytes[0] == '\n'))
		return 1;
	if (text_begins(rest, TEXT("\u00a0")))
		return 2;
	return text_begins(rest, TEXT("\u202f")) ? 3 : 0;
}

/* "NG1 5DT" is a post code: a digit and two letters follow the space. */
static bool is_post_code(struct text text, size_t at)
{
	size_t space = space_length(text, at);
	struct text rest = text_slice(text, at + space, text.length);

	return space && rest.length >= 3 && is_ascii_digit(rest.bytes[0]) && is_ascii_upper(rest.bytes[1]) &&
	       is_ascii_upper(rest.bytes[2]) &&
	       (rest.length == 3 || !is_word_byte(rest.bytes[3], WORD_DIGIT | WORD_UNDERSCORE | WORD_BEYOND_ASCII));
}

bool nice_is_kind(struct text letters)
{
	for (size_t i = 0; i < ARRAY_COUNT(nice_kinds); i++)
		if (text_equal_ignoring_case(letters, nice_kinds[i]))
			return true;
	return false;
}

size_t nice_identifier(struct arena *arena, struct text text, size_t at, struct text *identifier)
{
	for (size_t i = 0; i < ARRAY_COUNT(nice_kinds); i++) {
		struct text kind = nice_kinds[i];
		/* Every word with a capital is asked. */
		if (kind.bytes[0] != text.bytes[at] || !text_begins(text_slice(text, at, text.length), kind))
			continue;
		size_t digits = at + kind.length + space_length(text, at + kind.length);
		size_t end = digits_end(text, digits);
		if (end == digits || end - digits > 4 || text.bytes[digits] == '0')
			continue;
		if (end < text.length && is_word_byte(text.bytes[end], WORD_UNDERSCORE))
			continue;
		/* A decimal, as in "PH 7.4". */
		if (end + 1 < text.length && text.bytes[end] == '.' && is_ascii_digit(text.bytes[end + 1]))
			continue;
		if (is_post_code(text, end))
			continue;
		if (at > 0 && (is_word_byte(text.bytes[at - 1], WORD_DIGIT | WORD_UNDERSCORE) ||
			       text_find_byte(TEXT("@#=&"), text.bytes[at - 1], 0) != TEXT_NOT_FOUND))
			continue;
		*identifier = ARENA_JOIN(arena, kind, text_slice(text, digits, end));
		return end - at;
	}
	return 0;
}

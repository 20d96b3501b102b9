#include "tree/joiner.h"

/* The longest first: "and/or" begins and ends with another. */
static const struct {
	struct text word;
	enum joiner_kind kind;
} joiners[] = {
	{TEXT_INIT("and/or"), JOINER_OR}, {TEXT_INIT("and / or"), JOINER_OR}, {TEXT_INIT("plus"), JOINER_AND},
	{TEXT_INIT("and"), JOINER_AND},   {TEXT_INIT("or"), JOINER_OR},
};

/* The length of a dash in UTF-8 that ends before `end`, or 0. */
static size_t dash_before(struct text words, size_t end)
{
	struct text dash = text_slice(words, end > 3 ? end - 3 : 0, end);
	return text_is(dash, "–") || text_is(dash, "—") || text_is(dash, "…") ? 3 : 0;
}

/* Signs and spaces that may stand round a joiner. */
static size_t end_without_signs(struct text words)
{
	size_t end = words.length, dash;

	while (end > 0) {
		char last = words.bytes[end - 1];
		if (is_ascii_space(last) || text_find_byte(TEXT(")],:;.-"), last, 0) != TEXT_NOT_FOUND)
			end--;
		else if ((dash = dash_before(words, end)) > 0)
			end -= dash;
		else
			break;
	}
	return end;
}

static size_t begin_without_signs(struct text words)
{
	size_t begin = 0;

	while (begin < words.length) {
		if (is_ascii_space(words.bytes[begin]) ||
		    text_find_byte(TEXT("([-"), words.bytes[begin], 0) != TEXT_NOT_FOUND)
			begin++;
		else if (begin + 3 <= words.length && dash_before(words, begin + 3))
			begin += 3;
		else
			break;
	}
	return begin;
}

struct joiner joiner_of_line(struct text line)
{
	size_t begin = begin_without_signs(line), end = end_without_signs(line);

	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
		if (begin < end && text_equal_ignoring_case(text_slice(line, begin, end), joiners[i].word))
			return (struct joiner){joiners[i].kind, begin, end};
	return (struct joiner){0};
}

struct joiner joiner_at_end(struct text words)
{
	size_t end = end_without_signs(words);

	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
		struct text word = joiners[i].word;
		if (end <= word.length || !text_equal_ignoring_case(text_slice(words, end - word.length, end), word))
			continue;
		size_t begin = end - word.length;
		char before = words.bytes[begin - 1];
		if (is_ascii_space(before) || text_find_byte(TEXT(";,.(["), before, 0) != TEXT_NOT_FOUND)
			return (struct joiner){joiners[i].kind, begin, end};
	}
	return (struct joiner){0};
}

struct joiner joiner_at_head(struct text words)
{
	size_t begin = begin_without_signs(words);

	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
		size_t end = begin + joiners[i].word.length;
		if (end > words.length || !text_equal_ignoring_case(text_slice(words, begin, end), joiners[i].word))
			continue;
		char after = end < words.length ? words.bytes[end] : ' ';
		if (is_ascii_space(after) || text_find_byte(TEXT(",:)]"), after, 0) != TEXT_NOT_FOUND)
			return (struct joiner){joiners[i].kind, begin, end};
	}
	return (struct joiner){0};
}

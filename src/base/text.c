#define _GNU_SOURCE /* memmem */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool text_begins_ignoring_case(struct text text, struct text prefix)
{
	if (text.length < prefix.length)
		return false;
	for (size_t i = 0; i < prefix.length; i++)
		if (ascii_lower(text.bytes[i]) != ascii_lower(prefix.bytes[i]))
			return false;
	return true;
}

bool text_equal_ignoring_case(struct text a, struct text b)
{
	return a.length == b.length && text_begins_ignoring_case(a, b);
}

bool text_is_one_of(struct text word, const char *list)
{
	char first = word.length ? ascii_lower(word.bytes[0]) : '\0';

	/* From one such letter to the next: few of them begin a word. */
	for (const char *at = first ? strchr(list, first) : NULL; at; at = strchr(at + 1, first)) {
		size_t alike = 1;
		if (at > list && at[-1] != ' ')
			continue;
		while (alike < word.length && at[alike] && at[alike] == ascii_lower(word.bytes[alike]))
			alike++;
		if (alike == word.length && (at[alike] == ' ' || at[alike] == '\0'))
			return true;
	}
	return false;
}

int text_compare(struct text a, struct text b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common ? memcmp(a.bytes, b.bytes, common) : 0;

	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

struct text text_trim(struct text text)
{
	size_t begin = 0, end = text.length;

	while (begin < end && is_ascii_space(text.bytes[begin]))
		begin++;
	while (end > begin && is_ascii_space(text.bytes[end - 1]))
		end--;
	return text_slice(text, begin, end);
}

size_t text_find(struct text text, struct text needle, size_t from)
{
	const char *found = NULL;

	if (from > text.length || needle.length > text.length - from)
		return TEXT_NOT_FOUND;
	if (needle.length == 0)
		return from;
	found = memmem(text.bytes + from, text.length - from, needle.bytes, needle.length);
	return found ? (size_t)(found - text.bytes) : TEXT_NOT_FOUND;
}

size_t text_find_byte(struct text text, char byte, size_t from)
{
	const char *found = NULL;

	if (from >= text.length)
		return TEXT_NOT_FOUND;
	found = memchr(text.bytes + from, byte, text.length - from);
	return found ? (size_t)(found - text.bytes) : TEXT_NOT_FOUND;
}

bool text_split(struct text *rest, char separator, struct text *part)
{
	size_t end = 0;

	if (!rest->bytes)
		return false;
	end = text_find_byte(*rest, separator, 0);
	if (end == TEXT_NOT_FOUND) {
		*part = *rest;
		*rest = (struct text){NULL, 0};
	} else {
		*part = text_slice(*rest, 0, end);
		*rest = text_slice(*rest, end + 1, rest->length);
	}
	return true;
}

bool text_to_number(struct text text, uint32_t most, uint32_t *number)
{
	uint64_t value = 0;

	if (text.length == 0)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		if (!is_ascii_digit(text.bytes[i]))
			return false;
		value = value * 10 + (uint64_t)(text.bytes[i] - '0');
		if (value > most)
			return false;
	}
	*number = (uint32_t)value;
	return true;
}

uint64_t text_hash(struct text text)
{
	/* FNV-1a, 64 bits. Its low bits mix poorly and tables use those, so the high ones are folded in at the end. */
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.bytes[i]) * UINT64_C(1099511628211);
	hash ^= hash >> 32;
	hash *= UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the table of distances: `row[j]` is the distance of the first i bytes of `a` from the first j of `b`. Only
 * cells within `most` of the diagonal can matter; the two just outside are set so that the next row may read them.
 * Returns the least of the row. */
static size_t distance_row(struct text a, struct text b, size_t i, size_t most, size_t *row, const size_t *above,
			   const size_t *above_that)
{
	size_t first = i > most ? i - most : 0, last = smaller(b.length, i + most), least = SIZE_MAX;

	if (first > 0)
		row[first - 1] = most + 1;
	for (size_t j = first; j <= last; j++) {
		if (j == 0) {
			row[j] = i;
		} else {
			size_t distance = above[j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]);
			distance = smaller(distance, row[j - 1] + 1);
			if (j < i + most)
				distance = smaller(distance, above[j] + 1);
			if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1])
				distance = smaller(distance, above_that[j - 2] + 1);
			row[j] = distance;
		}
		least = smaller(least, row[j]);
	}
	return least;
}

size_t text_distance(struct text a, struct text b, size_t most)
{
	size_t longer = a.length > b.length ? a.length : b.length, shorter = smaller(a.length, b.length);
	size_t width = b.length + 1, limit = smaller(most, longer), result = 0;
	size_t *cells = NULL, *above_that = NULL, *above = NULL, *row = NULL;

	if (longer - shorter > limit)
		return limit + 1;
	cells = memory_allocate_array(width, 3 * sizeof *cells);
	above_that = cells;
	above = cells + width;
	row = cells + 2 * width;
	for (size_t j = 0; j < width; j++)
		above[j] = j;
	result = above[b.length];
	for (size_t i = 1; i <= a.length; i++) {
		size_t *oldest = above_that;
		/* An exchange reaches back two rows, but never to less than a replacement from this row would. */
		if (distance_row(a, b, i, limit, row, above, above_that) > limit) {
			result = limit + 1;
			break;
		}
		result = row[b.length];
		above_that = above;
		above = row;
		row = oldest;
	}
	free(cells);
	return result > limit ? limit + 1 : result;
}

bool text_is_address(struct text text, bool is_any)
{
	static const struct {
		struct text scheme;
		bool is_of_web;
	} schemes[] = {
		{TEXT_INIT("https://"), true},
		{TEXT_INIT("http://"), true},
		{TEXT_INIT("mailto:"), false},
		{TEXT_INIT("tel:"), false},
	};
	bool has_scheme = false;

	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		has_scheme |= (schemes[i].is_of_web || is_any) && text.length > schemes[i].scheme.length &&
			      text_begins(text, schemes[i].scheme);
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.bytes[i] <= ' ' || text.bytes[i] == 0x7f ||
		    text_find_byte(TEXT("\"<>\\^`{|}"), text.bytes[i], 0) != TEXT_NOT_FOUND)
			return false;
	return has_scheme;
}

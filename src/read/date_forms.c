#include "read/date_forms.h"

#include "base/date.h"
#include "base/memory.h"

/* What somebody meant by "May 2025", "12th May 2025", "12/05/2025", "12.5.25", "2025/5/12" or "2025-5": the numbers,
 * day first as in Britain, whether or not there is such a day. False where that is unclear. */
static bool guess_numbers(struct text text, uint32_t *day, uint32_t *month, uint32_t *year)
{
	static const char months[12][4] = {"jan", "feb", "mar", "apr", "may", "jun",
					   "jul", "aug", "sep", "oct", "nov", "dec"};
	struct text parts[3] = {{NULL, 0}};
	size_t count = 0;

	for (size_t at = 0; at < text.length;) {
		size_t begin = at;
		while (at < text.length && text_find_byte(TEXT(" /.-,"), text.bytes[at], 0) == TEXT_NOT_FOUND)
			at++;
		if (at > begin && count == 3)
			return false;
		if (at > begin)
			parts[count++] = text_slice(text, begin, at);
		at++;
	}
	if (count < 2)
		return false;
	bool is_year_first = parts[0].length == 4 && is_ascii_digit(parts[0].bytes[3]);
	struct text year_part = parts[is_year_first ? 0 : count - 1], name = parts[is_year_first ? 1 : count - 2];
	struct text day_part = count < 3 ? TEXT("") : parts[is_year_first ? 2 : 0];
	for (uint32_t i = 0; i < 12 && name.length >= 3; i++)
		if (text_begins_ignoring_case(name, text_of(months[i])))
			*month = i + 1;
	bool is_named = *month > 0;
	if (!is_named && !text_to_number(name, 12, month))
		return false;
	if (!text_to_number(year_part, 9999, year))
		return false;
	if (year_part.length == 2 && count == 3)
		*year += 2000;
	if (is_named && day_part.length > 2 && !is_ascii_digit(day_part.bytes[day_part.length - 1]))
		day_part.length -= 2; /* 12th */
	if (count == 3 && (!text_to_number(day_part, 31, day) || *day == 0))
		return false;
	return *year >= 1900 && *month > 0;
}

bool date_guess(struct text text, struct buffer *iso, bool *is_real)
{
	uint32_t day = 0, month = 0, year = 0;
	struct date date;

	if (!guess_numbers(text_trim(text), &day, &month, &year))
		return false;
	if (day > 0)
		buffer_append_format(iso, "%04u-%02u-%02u", year, month, day);
	else
		buffer_append_format(iso, "%04u-%02u", year, month);
	*is_real = date_parse(buffer_text(iso), &date);
	return true;
}

bool date_meant(struct text text, struct buffer *meant, char *letter)
{
	static const char *const dashes[] = {"‐", "‑", "‒", "–", "—", "−"};
	struct date date;

	for (size_t at = 0; at < text.length; at++) {
		struct text rest = text_slice(text, at, text.length);
		char c = text.bytes[at];
		size_t dash = 0;
		for (size_t i = 0; i < ARRAY_COUNT(dashes) && !dash; i++)
			dash = text_begins(rest, text_of(dashes[i])) ? strlen(dashes[i]) : 0;
		bool is_letter = c == 'O' || c == 'o' || c == 'l' || c == 'I';
		if (is_letter && !*letter)
			*letter = c;
		buffer_append_byte(meant, dash ? '-' : !is_letter ? c : c == 'l' || c == 'I' ? '1' : '0');
		at += dash ? dash - 1 : 0;
	}
	return !text_equal(buffer_text(meant), text) && date_parse(buffer_text(meant), &date);
}

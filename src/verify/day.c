/* The day that a copy says it is of. */
#include <stdio.h>

#include "base/file.h"
#include "base/memory.h"
#include "verify/compare.h"
#include "verify/verify.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
				     "July",    "August",   "September", "October", "November", "December"};

/* "21 November 2026" at an offset, spaces as a print may break them; not set: none. */
static struct date read_day(struct text words)
{
	char iso[16];
	struct date date = {0};
	uint32_t day, year;
	struct text parts[3];
	size_t count = 0;
	for (size_t at = 0; at < words.length && count < ARRAY_COUNT(parts);) {
		size_t begin = at;
		while (at < words.length && (is_ascii_letter(words.bytes[at]) || is_ascii_digit(words.bytes[at])))
			at++;
		if (at > begin)
			parts[count++] = text_slice(words, begin, at);
		else if (!is_ascii_space(words.bytes[at++]))
			break;
	}
	if (count < 3 || !text_to_number(parts[0], 31, &day) || !text_to_number(parts[2], 9999, &year))
		return (struct date){0};
	for (size_t i = 0; i < ARRAY_COUNT(months); i++) {
		snprintf(iso, sizeof iso, "%04u-%02u-%02u", (unsigned)year, (unsigned)i + 1, (unsigned)day);
		if (text_is(parts[1], months[i]) && date_parse(text_of(iso), &date))
			return date;
	}
	return (struct date){0};
}

/* The last "as at" of some words, which on a page of ours stands below what authors wrote. */
static struct date day_in_words(struct text words)
{
	static const struct text before = TEXT_INIT("s at "); /* "As at", "as at" */
	struct date day = {0};
	for (size_t at = text_find(words, before, 0); at != TEXT_NOT_FOUND; at = text_find(words, before, at + 1)) {
		struct date found = read_day(text_slice(words, at + before.length, at + before.length + 40));
		if (date_is_set(found))
			day = found;
	}
	return day;
}

static struct date day_in_json(const struct value *value)
{
	struct date day = {0};
	if (value && value->kind == VALUE_MAP && !date_parse(value_text(value_map_get(value, TEXT("as_of"))), &day))
		day = (struct date){0};
	return day;
}

struct date verify_day_of_file(struct text bytes)
{
	enum copy_kind kind = copy_kind_of_bytes(bytes);
	struct copy copy;
	struct date day;
	if (kind != COPY_PDF && kind != COPY_PAGE && kind != COPY_JSON)
		return (struct date){0};
	copy_open(&copy, bytes, kind);
	if (kind == COPY_PDF)
		copy_read_print(&copy);
	day = kind == COPY_JSON ? day_in_json(copy.value)
				: day_in_words(kind == COPY_PDF ? copy.as_read : copy.page.words);
	copy_release(&copy);
	return day;
}

struct date verify_day_of_folder(const char *folder)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct date day = {0};
	if (file_read_inside(folder, "index.html", COPY_BYTES_MOST, &bytes) == 0)
		day = verify_day_of_file(buffer_text(&bytes));
	buffer_release(&bytes);
	return day;
}

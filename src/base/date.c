#include "base/date.h"

#include <time.h>

#include "base/memory.h"
#include "base/scan.h"

#define SECONDS_A_DAY 86400

static const struct date date_none = {0, 0, 0};

static bool year_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && year_is_leap(year) ? 29 : lengths[month - 1];
}

bool date_parse(struct text text, struct date *date)
{
	uint32_t year = 0, month = 0, day = 0;

	*date = date_none;
	/* ISO 8601-1:2019, 5.2.2.1 and 5.2.2.2: the extended forms YYYY-MM-DD and YYYY-MM. */
	if ((text.length != 7 && text.length != 10) || text.bytes[4] != '-')
		return false;
	if (!text_to_number(text_slice(text, 0, 4), 9999, &year) || year == 0)
		return false;
	if (!text_to_number(text_slice(text, 5, 7), 12, &month) || month == 0)
		return false;
	if (text.length == 10) {
		uint32_t most = (uint32_t)month_length((int)year, (int)month);
		if (text.bytes[7] != '-' || !text_to_number(text_slice(text, 8, 10), most, &day) || day == 0)
			return false;
	}
	*date = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return true;
}

bool date_is_set(struct date date)
{
	return date.year != 0;
}

void date_append_iso(struct buffer *buffer, struct date date)
{
	if (!date_is_set(date))
		return;
	buffer_append_format(buffer, "%04d-%02d", date.year, date.month);
	if (date.day)
		buffer_append_format(buffer, "-%02d", date.day);
}

void date_append_british(struct buffer *buffer, struct date date)
{
	static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
					    "July",    "August",   "September", "October", "November", "December"};

	if (!date_is_set(date))
		return;
	if (date.day)
		buffer_append_format(buffer, "%d ", date.day);
	buffer_append_format(buffer, "%s %d", names[date.month - 1], date.year);
}

struct date date_first_day(struct date date)
{
	if (date_is_set(date) && date.day == 0)
		date.day = 1;
	return date;
}

struct date date_last_day(struct date date)
{
	if (date_is_set(date) && date.day == 0)
		date.day = (uint8_t)month_length(date.year, date.month);
	return date;
}

/* Days from 1 January of year 1 to 1 January of `year`. */
static int32_t days_before_year(int year)
{
	int past = year - 1;

	return past * 365 + past / 4 - past / 100 + past / 400;
}

#define DAYS_BEFORE_1970 719162
#define DAYS_MOST        2932896 /* 31 December 9999, counted from 1970 */

int32_t date_to_days(struct date whole)
{
	int32_t days = days_before_year(whole.year) - DAYS_BEFORE_1970;

	for (int month = 1; month < whole.month; month++)
		days += month_length(whole.year, month);
	return days + date_first_day(whole).day - 1;
}

struct date date_from_days(int32_t days)
{
	int32_t rest = 0;
	int year = 0, month = 1;

	if (days < -DAYS_BEFORE_1970)
		days = -DAYS_BEFORE_1970;
	if (days > DAYS_MOST)
		days = DAYS_MOST;
	rest = days + DAYS_BEFORE_1970;
	/* 400 years have 146097 days. Counting from 0 what counts from 1, this is never too late a year. */
	year = (int)((int64_t)rest * 400 / 146097);
	year = year < 1 ? 1 : year;
	while (year < 9999 && days_before_year(year + 1) <= rest)
		year++;
	rest -= days_before_year(year);
	while (rest >= month_length(year, month))
		rest -= month_length(year, month++);
	return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)(rest + 1)};
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	/* A month's 0 stands before its first day's 1 and after nothing else, which is the order promised. */
	return (a.day > b.day) - (a.day < b.day);
}

bool date_is_surely_before(struct date a, struct date b)
{
	return date_is_set(a) && date_is_set(b) && date_to_days(date_last_day(a)) < date_to_days(date_first_day(b));
}

struct date date_add_months(struct date date, int months)
{
	int64_t month = 0;
	int most = 0;

	if (!date_is_set(date))
		return date;
	month = (int64_t)date.year * 12 + date.month - 1 + months;
	if (month < 12)
		month = 12;
	if (month > 9999 * 12 + 11)
		month = 9999 * 12 + 11;
	date.year = (int16_t)(month / 12);
	date.month = (uint8_t)(month % 12 + 1);
	most = month_length(date.year, date.month);
	if (date.day > most)
		date.day = (uint8_t)most;
	return date;
}

struct date date_today(void)
{
	return date_from_epoch((int64_t)time(NULL));
}

struct date date_from_epoch(int64_t seconds)
{
	int64_t days = seconds / SECONDS_A_DAY;

	/* Division rounds towards 0, but a moment before 1970 belongs to the day that began before it. */
	if (seconds % SECONDS_A_DAY < 0)
		days--;
	if (days < -DAYS_BEFORE_1970)
		days = -DAYS_BEFORE_1970;
	if (days > DAYS_MOST)
		days = DAYS_MOST;
	return date_from_days((int32_t)days);
}

static const struct unit {
	const char *word, *words;
	char letter;
	bool in_months;
	int32_t size; /* in months or in days */
	uint32_t most;
} units[] = {
	{"year", "years", 'y', true, 12, 9999},
	{"month", "months", 'm', true, 1, 9999 * 12},
	{"week", "weeks", 'w', false, 7, 9999 * 52},
	{"day", "days", 'd', false, 1, 9999 * 365},
};
#define UNIT_COUNT ARRAY_COUNT(units)

static bool unit_is_named(const struct unit *unit, struct text name, bool apart)
{
	if (!apart)
		return name.length == 1 && ascii_lower(name.bytes[0]) == unit->letter;
	return text_equal_ignoring_case(name, text_of(unit->word)) ||
	       text_equal_ignoring_case(name, text_of(unit->words));
}

bool duration_parse(struct text text, struct duration *duration)
{
	struct text number, name;
	size_t digits;

	*duration = (struct duration){0, 0};
	text = text_trim(text);
	digits = digits_end(text, 0);
	number = text_slice(text, 0, digits);
	text = text_slice(text, digits, text.length);
	name = text_trim(text);
	for (size_t i = 0; i < UNIT_COUNT; i++) {
		uint32_t value = 0;
		if (!unit_is_named(&units[i], name, name.length < text.length))
			continue;
		if (!text_to_number(number, units[i].most, &value))
			return false;
		if (units[i].in_months)
			duration->months = (int32_t)value * units[i].size;
		else
			duration->days = (int32_t)value * units[i].size;
		return true;
	}
	return false;
}

/* The largest unit that divides the duration; *value is how many of it. */
static const struct unit *duration_unit(struct duration duration, int32_t *value)
{
	const struct unit *unit = units;
	int32_t length = duration.months ? duration.months : duration.days;

	while (unit < units + UNIT_COUNT - 1 &&
	       (unit->in_months != (duration.months != 0) || length == 0 || length % unit->size != 0))
		unit++;
	*value = length / unit->size;
	return unit;
}

void duration_append_iso(struct buffer *buffer, struct duration duration)
{
	int32_t value = 0;
	const struct unit *unit = duration_unit(duration, &value);

	buffer_append_format(buffer, "P%d%c", value, ascii_upper(unit->letter));
}

void duration_append_words(struct buffer *buffer, struct duration duration)
{
	int32_t value = 0;
	const struct unit *unit = duration_unit(duration, &value);

	buffer_append_format(buffer, "%d %s", value, value == 1 ? unit->word : unit->words);
}

/* Partial dates and durations: the calendar's edges, precision, arithmetic by months, forms. */
#include "unit.h"

#include <limits.h>
#include <time.h>

#include "base/date.h"

static struct date date_of(const char *string)
{
	struct date date;

	if (!date_parse(text_of(string), &date))
		fail_msg("\"%s\" is no date", string);
	return date;
}

static void assert_date_is(struct date date, const char *iso)
{
	struct buffer buffer = BUFFER_EMPTY;

	date_append_iso(&buffer, date);
	assert_text_is(buffer_text(&buffer), iso);
	buffer_release(&buffer);
}

static void test_parse(void **state)
{
	struct date date = date_of("2023-04-01");

	(void)state;
	assert_int_equal(date.year, 2023);
	assert_int_equal(date.month, 4);
	assert_int_equal(date.day, 1);
	date = date_of("2025-05");
	assert_int_equal(date.month, 5);
	assert_int_equal(date.day, 0);
	assert_date_is(date_of("0001-01-01"), "0001-01-01");
	assert_date_is(date_of("9999-12"), "9999-12");
	assert_true(date_is_set(date));
}

static void test_parse_refuses(void **state)
{
	static const char *const wrong[] = {
		"",           "2025",        "2025-5",      "2025-13",       "2025-00",    "0000-01",    "2025-05-00",
		"2025-05-32", "2025-04-31",  "2025-02-29",  "2024-02-30",    "1900-02-29", "2025/05/01", "2025-05/01",
		"2025-05-1",  "2025-5-01",   "2025-05-011", "+025-05",       "-025-05",    "2025-0x",    " 2025-05",
		"2025-05 ",   "2025-05-01T", "12025-05",    "20250501",      "2025-w05",   "1 May 2025", "May 2025",
		"2025-05-",   "2025--05-1",  "20 5-05",     "2025-05-0\xB9",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
		struct date date = {1, 1, 1};
		if (date_parse(text_of(wrong[i]), &date))
			fail_msg("\"%s\" was taken for a date", wrong[i]);
		assert_false(date_is_set(date));
		assert_int_equal(date.month + date.day, 0);
	}
	assert_false(date_parse(text_of(NULL), &(struct date){0, 0, 0}));
}

static void test_leap_years(void **state)
{
	struct date date;

	(void)state;
	assert_true(date_parse(TEXT("2024-02-29"), &date));
	assert_true(date_parse(TEXT("2000-02-29"), &date));
	assert_true(date_parse(TEXT("0004-02-29"), &date));
	assert_false(date_parse(TEXT("2100-02-29"), &date));
	assert_false(date_parse(TEXT("2023-02-29"), &date));
	assert_date_is(date_last_day(date_of("2024-02")), "2024-02-29");
	assert_date_is(date_last_day(date_of("2100-02")), "2100-02-28");
}

static void assert_british(struct date date, const char *expected)
{
	struct buffer buffer = BUFFER_EMPTY;

	date_append_british(&buffer, date);
	assert_text_is(buffer_text(&buffer), expected);
	buffer_release(&buffer);
}

static void test_forms(void **state)
{
	struct date none = {0, 0, 0};

	(void)state;
	assert_british(date_of("2023-04-01"), "1 April 2023");
	assert_british(date_of("2025-05"), "May 2025");
	assert_british(date_of("2021-12-31"), "31 December 2021");
	assert_british(date_of("0987-01"), "January 987");
	assert_british(none, "");
	assert_date_is(none, "");
}

static void test_first_and_last_day(void **state)
{
	struct date none = {0, 0, 0};

	(void)state;
	assert_date_is(date_first_day(date_of("2025-05")), "2025-05-01");
	assert_date_is(date_last_day(date_of("2025-05")), "2025-05-31");
	assert_date_is(date_last_day(date_of("2025-04")), "2025-04-30");
	assert_date_is(date_last_day(date_of("2025-12")), "2025-12-31");
	assert_date_is(date_first_day(date_of("2025-05-09")), "2025-05-09");
	assert_date_is(date_last_day(date_of("2025-05-09")), "2025-05-09");
	assert_false(date_is_set(date_first_day(none)));
	assert_int_equal(date_last_day(none).day, 0);
}

static void test_every_day_of_the_calendar(void **state)
{
	/* From the first day to the last, each follows from the one before in the way that a calendar is turned. */
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int32_t days = date_to_days(date_of("0001-01-01")), first = days;
	int year = 1, month = 1, day = 1;

	(void)state;
	while (year < 10000) {
		bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day}, back = date_from_days(days);
		if (date_to_days(date) != days || back.year != year || back.month != month || back.day != day)
			fail_msg("%d-%d-%d is day %d", year, month, day, days);
		days++;
		if (day++ < lengths[month - 1] + (month == 2 && leap))
			continue;
		day = 1;
		if (month++ < 12)
			continue;
		month = 1;
		year++;
	}
	assert_int_equal(date_to_days(date_of("1970-01-01")), 0);
	assert_int_equal(date_to_days(date_of("2000-03-01")), 11017);
	assert_int_equal(date_to_days(date_of("1969-12-31")), -1);
	assert_int_equal(date_to_days(date_of("2025-05")), date_to_days(date_of("2025-05-01")));
	assert_date_is(date_from_days(first - 1), "0001-01-01");
	assert_date_is(date_from_days(INT32_MIN), "0001-01-01");
	assert_date_is(date_from_days(days), "9999-12-31");
	assert_date_is(date_from_days(INT32_MAX), "9999-12-31");
}

static void test_order(void **state)
{
	static const char *const rising[] = {"0001-01", "2024-12-31", "2025-01", "2025-01-01", "2025-01-02",
					     "2025-02", "2025-02-01", "2026-01", "9999-12-31"};
	struct date none = {0, 0, 0};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(rising); i++) {
		for (size_t j = 0; j < ARRAY_COUNT(rising); j++) {
			int order = date_compare(date_of(rising[i]), date_of(rising[j]));
			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
		assert_true(date_compare(none, date_of(rising[i])) < 0);
	}
	assert_int_equal(date_compare(none, none), 0);
}

static void test_add_months(void **state)
{
	struct date none = {0, 0, 0};

	(void)state;
	assert_date_is(date_add_months(date_of("2025-05"), 60), "2030-05");
	assert_date_is(date_add_months(date_of("2025-01-31"), 1), "2025-02-28");
	assert_date_is(date_add_months(date_of("2024-01-31"), 1), "2024-02-29");
	assert_date_is(date_add_months(date_of("2024-02-29"), 12), "2025-02-28");
	assert_date_is(date_add_months(date_of("2024-02-29"), 48), "2028-02-29");
	assert_date_is(date_add_months(date_of("2025-12"), 1), "2026-01");
	assert_date_is(date_add_months(date_of("2025-12-15"), 0), "2025-12-15");
	assert_date_is(date_add_months(date_of("2025-03-31"), -1), "2025-02-28");
	assert_date_is(date_add_months(date_of("2025-01"), -1), "2024-12");
	assert_date_is(date_add_months(date_of("2025-01-05"), -13), "2023-12-05");
	assert_date_is(date_add_months(date_of("0001-01"), -1), "0001-01");
	assert_date_is(date_add_months(date_of("9999-12"), 1), "9999-12");
	assert_date_is(date_add_months(date_of("2025-05-31"), INT_MAX), "9999-12-31");
	assert_date_is(date_add_months(date_of("2025-05-31"), INT_MIN), "0001-01-31");
	assert_false(date_is_set(date_add_months(none, 5)));
}

static void test_epoch(void **state)
{
	struct date before = {0, 0, 0}, today = {0, 0, 0}, after = {0, 0, 0};

	(void)state;
	assert_date_is(date_from_epoch(0), "1970-01-01");
	assert_date_is(date_from_epoch(86399), "1970-01-01");
	assert_date_is(date_from_epoch(86400), "1970-01-02");
	assert_date_is(date_from_epoch(-1), "1969-12-31");
	assert_date_is(date_from_epoch(-86400), "1969-12-31");
	assert_date_is(date_from_epoch(-86401), "1969-12-30");
	assert_date_is(date_from_epoch(1795219200), "2026-11-21");
	assert_date_is(date_from_epoch(INT64_C(4294967296)), "2106-02-07"); /* past 32 bits */
	assert_date_is(date_from_epoch(INT64_MAX), "9999-12-31");
	assert_date_is(date_from_epoch(INT64_MIN), "0001-01-01");
	before = date_from_epoch((int64_t)time(NULL));
	today = date_today();
	after = date_from_epoch((int64_t)time(NULL));
	assert_true(date_compare(before, today) <= 0 && date_compare(today, after) <= 0);
}

static void test_duration_parse(void **state)
{
	static const struct {
		const char *written;
		int32_t months, days;
	} right[] = {
		{"5 years", 60, 0}, {"1 year", 12, 0},  {"18 months", 18, 0}, {"1 month", 1, 0},
		{"6 weeks", 0, 42}, {"12 days", 0, 12}, {"1 DAY", 0, 1},      {" 3  Years ", 36, 0},
		{"6m", 6, 0},       {"2w", 0, 14},      {"90d", 0, 90},       {"5y", 60, 0},
		{"5Y", 60, 0},      {"0d", 0, 0},       {"2\tweeks", 0, 14},  {"9999 years", 9999 * 12, 0},
	};
	static const char *const wrong[] = {
		"",
		"5",
		"years",
		"y",
		"five years",
		"-5 years",
		"5.5 years",
		"5years",
		"5 y",
		"5 yrs",
		"5 years later",
		"5 years 2 months",
		"10000 years",
		"99999999999d",
		"4294967297 days",
		"5 quarters",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(right); i++) {
		struct duration duration;
		if (!duration_parse(text_of(right[i].written), &duration))
			fail_msg("\"%s\" was refused", right[i].written);
		assert_int_equal(duration.months, right[i].months);
		assert_int_equal(duration.days, right[i].days);
	}
	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
		struct duration duration = {1, 1};
		if (duration_parse(text_of(wrong[i]), &duration))
			fail_msg("\"%s\" was taken for a duration", wrong[i]);
		assert_int_equal(duration.months | duration.days, 0);
	}
	assert_false(duration_parse(text_of(NULL), &(struct duration){0, 0}));
}

static void assert_duration(const char *written, const char *iso, const char *words)
{
	struct buffer buffer = BUFFER_EMPTY;
	struct duration duration;

	assert_true(duration_parse(text_of(written), &duration));
	duration_append_iso(&buffer, duration);
	assert_text_is(buffer_text(&buffer), iso);
	buffer_clear(&buffer);
	duration_append_words(&buffer, duration);
	assert_text_is(buffer_text(&buffer), words);
	buffer_release(&buffer);
}

static void test_duration_forms(void **state)
{
	(void)state;
	assert_duration("5 years", "P5Y", "5 years");
	assert_duration("1y", "P1Y", "1 year");
	assert_duration("18 months", "P18M", "18 months");
	assert_duration("24m", "P2Y", "2 years");
	assert_duration("1 months", "P1M", "1 month");
	assert_duration("6 weeks", "P6W", "6 weeks");
	assert_duration("7d", "P1W", "1 week");
	assert_duration("12 days", "P12D", "12 days");
	assert_duration("1d", "P1D", "1 day");
	assert_duration("0d", "P0D", "0 days");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_refuses),
		cmocka_unit_test(test_leap_years),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_first_and_last_day),
		cmocka_unit_test(test_every_day_of_the_calendar),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_add_months),
		cmocka_unit_test(test_epoch),
		cmocka_unit_test(test_duration_parse),
		cmocka_unit_test(test_duration_forms),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}

/* Partial dates: a year and month, or a year, month and day. The precision written is the precision shown. */
#ifndef POLICYC_BASE_DATE_H
#define POLICYC_BASE_DATE_H

#include "base/buffer.h"

struct date {
	int16_t year;  /* 1 to 9999; 0: there is no date */
	uint8_t month; /* 1 to 12 */
	uint8_t day;   /* 1 to 31; 0: only the month is known */
};

/* Reads "2025-05" or "2023-04-01" (ISO 8601, proleptic Gregorian calendar). False when it is neither, or no such day
 * exists; then *date is all zeros. */
bool date_parse(struct text text, struct date *date);
bool date_is_set(struct date date);
/* "2025-05", "2023-04-01": as date_parse reads it. Here and below: nothing where there is no date. */
void date_append_iso(struct buffer *buffer, struct date date);
/* "May 2025", "1 April 2023": as it is shown in Britain. */
void date_append_british(struct buffer *buffer, struct date date);
/* The first and the last day that the date can mean (day is never 0 in the result); no date gives no date. */
struct date date_first_day(struct date date);
struct date date_last_day(struct date date);
/* Days since 1 January 1970 of a whole date (negative before; of a month, those of its first day); date_from_days is
 * its inverse, and gives the first day of year 1 or the last of year 9999 for what lies outside them. */
int32_t date_to_days(struct date whole);
struct date date_from_days(int32_t days);
/* Orders by first day; of two with the same first day a month comes before a day, and no date before any. <0, 0, >0. */
int date_compare(struct date a, struct date b);
/* Surely before, whatever days the months stand for; false where one of them is no date. */
bool date_is_surely_before(struct date a, struct date b);
/* The date so many months later, at the same precision; the day becomes the month's last where there is no such day
 * (31 January and one month is 28 or 29 February). Stays within the years 1 to 9999: what lies outside becomes January
 * of year 1 or December of year 9999. */
struct date date_add_months(struct date date, int months);
/* Today by the system's clock in UTC. The only function here that depends on anything but its arguments. */
struct date date_today(void);
/* The date of a number of seconds since 1970 (SOURCE_DATE_EPOCH), in UTC. */
struct date date_from_epoch(int64_t seconds);

/* A length of time. 0 months and 0 days is the length 0. */
struct duration {
	int32_t months, days; /* one of them is 0 */
};
/* Reads "5 years", "18 months", "6 weeks", "12 days", and the short "6m", "2w", "90d", "5y" of --within; case and white
 * space at the ends don't matter. False for anything else and for more than about 9999 years; then *duration is all
 * zeros. */
bool duration_parse(struct text text, struct duration *duration);
/* ISO 8601 in the largest unit that is exact: "P5Y", "P18M", "P6W", "P12D". */
void duration_append_iso(struct buffer *buffer, struct duration duration);
/* In the same unit: "5 years", "18 months", "1 day". */
void duration_append_words(struct buffer *buffer, struct duration duration);

#endif

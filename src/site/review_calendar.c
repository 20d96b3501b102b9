/* reviews/reviews.ics: the same dates for a calendar program (RFC 5545). */
#include "base/unicode.h"
#include "site/review_parts.h"
#include "tree/site.h"
#include "write/write.h"

#define LINE_BYTES_MOST 75 /* RFC 5545, section 3.1: without the line break */

/* Section 3.1: a long line goes on after a line break and a space; never within a character. */
static void append_line(struct buffer *out, struct text line)
{
	size_t begin = 0, width = LINE_BYTES_MOST;
	while (line.length - begin > width) {
		size_t end = begin + width;
		while (end > begin + 1 && ((unsigned char)line.bytes[end] & 0xC0) == 0x80)
			end--;
		buffer_append(out, text_slice(line, begin, end));
		buffer_append_string(out, "\r\n ");
		begin = end;
		width = LINE_BYTES_MOST - 1;
	}
	buffer_append(out, text_slice(line, begin, line.length));
	buffer_append_string(out, "\r\n");
}

static void append_value(struct buffer *out, const char *name, struct text value)
{
	struct buffer line = BUFFER_EMPTY;
	buffer_append_string(&line, name);
	buffer_append_byte(&line, ':');
	buffer_append(&line, value);
	append_line(out, buffer_text(&line));
	buffer_release(&line);
}

/* Section 3.3.11: a value that is words. */
static void append_words(struct buffer *out, const char *name, struct text words)
{
	struct buffer value = BUFFER_EMPTY;
	for (size_t i = 0; i < words.length; i++) {
		char c = words.bytes[i];
		if (c == '\\' || c == ';' || c == ',')
			buffer_append_byte(&value, '\\');
		if (c == '\n')
			buffer_append_string(&value, "\\n");
		else if ((unsigned char)c >= 0x20)
			buffer_append_byte(&value, c);
	}
	append_value(out, name, buffer_text(&value));
	buffer_release(&value);
}

static struct text basic_date(struct arena *arena, struct date date)
{
	return arena_format(arena, "%04d%02d%02d", date.year, date.month, date.day);
}

static struct date day_after(struct date date)
{
	return date_from_days(date_to_days(date) + 1);
}

/* When the facts of the event were last changed (section 3.8.7.2): with this version of the policy. Nothing here
 * depends on the day of the build. */
static struct text stamp(struct arena *arena, const struct policy *policy)
{
	struct date day = date_first_day(policy->effective.from.date);
	if (!date_is_set(day))
		day = (struct date){1970, 1, 1};
	return arena_format(arena, "%.*sT000000Z", TEXT_ARGUMENTS(basic_date(arena, day)));
}

/* A whole-day event, or one as long as its month where only that is known. */
static void append_event(struct buffer *out, struct arena *arena, const struct publication *publication,
			 const struct review *review)
{
	const struct policy *policy = review->policy;
	const struct site *site = publication->suite->site;
	append_value(out, "BEGIN", TEXT("VEVENT"));
	append_value(out, "UID",
		     arena_format(arena, "%.*s-review@%.*s", TEXT_ARGUMENTS(policy->slug),
				  TEXT_ARGUMENTS(ref_slug(arena, site->organisation.ods.text))));
	append_value(out, "DTSTAMP", stamp(arena, policy));
	append_value(out, "DTSTART;VALUE=DATE", basic_date(arena, date_first_day(review->due)));
	append_value(out, "DTEND;VALUE=DATE", basic_date(arena, day_after(date_last_day(review->due))));
	append_words(out, "SUMMARY",
		     arena_format(arena, "Review due: %.*s %.*s", TEXT_ARGUMENTS(policy->ref.text),
				  TEXT_ARGUMENTS(policy->title.text)));
	append_words(
		out, "DESCRIPTION",
		arena_format(
			arena,
			"Version %.*s of the policy is due for review. It applies until it is replaced or withdrawn.",
			TEXT_ARGUMENTS(policy->version.text)));
	if (site->base_url.text.length)
		append_value(out, "URL", policy->url.text);
	append_value(out, "TRANSP", TEXT("TRANSPARENT"));
	append_value(out, "END", TEXT("VEVENT"));
}

void publish_review_calendar(struct publication *publication, const struct reviews *reviews)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY;
	const struct site *site = publication->suite->site;
	struct text name = arena_format(&arena, "Policy reviews: %.*s", TEXT_ARGUMENTS(site->organisation.name.text));
	append_value(&bytes, "BEGIN", TEXT("VCALENDAR"));
	append_value(&bytes, "VERSION", TEXT("2.0"));
	append_value(&bytes, "PRODID", TEXT("-//policyc//policyc " POLICYC_VERSION "//EN"));
	append_value(&bytes, "CALSCALE", TEXT("GREGORIAN"));
	append_words(&bytes, "NAME", name); /* RFC 7986, section 5.1; and the name that came before it */
	append_words(&bytes, "X-WR-CALNAME", name);
	for (size_t i = 0; i < reviews->count; i++)
		if (date_is_set(reviews->items[i].due))
			append_event(&bytes, &arena, publication, &reviews->items[i]);
	append_value(&bytes, "END", TEXT("VCALENDAR"));
	stage_add(&publication->stage, "reviews/reviews.ics", buffer_text(&bytes));
	buffer_release(&bytes);
	arena_release(&arena);
}

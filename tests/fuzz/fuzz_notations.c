/* The short notations: dates, lengths of time, versions, codes, slugs, patterns, widths. The input is lines, and each
 * pair of neighbours is compared. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/scan.h"
#include "base/unicode.h"
#include "promises.h"
#include "read/addresses.h"
#include "read/codes.h"
#include "tree/nice.h"
#include "tree/pattern.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "tree/version.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

static void promise_date(struct text line)
{
	struct buffer out = BUFFER_EMPTY;
	struct date date, again;

	if (!date_parse(line, &date)) {
		promise(!date_is_set(date), "what is no date is set");
		return;
	}
	date_append_iso(&out, date);
	promise(text_equal(buffer_text(&out), line), "%.*s is written %.*s", TEXT_ARGUMENTS(line),
		TEXT_ARGUMENTS(buffer_text(&out)));
	date_append_british(&out, date);
	struct date first = date_first_day(date), last = date_last_day(date);
	promise(first.day > 0 && last.day > 0 && date_compare(first, last) <= 0, "the days of %.*s",
		TEXT_ARGUMENTS(line));
	again = date_from_days(date_to_days(last));
	promise(memcmp(&again, &last, sizeof last) == 0, "%.*s changes when counted in days", TEXT_ARGUMENTS(line));
	for (int months = -25; months <= 25; months += 5) {
		struct date later = date_add_months(date, months);
		promise(later.month >= 1 && later.month <= 12 && (later.day == 0) == (date.day == 0),
			"%.*s and %d months", TEXT_ARGUMENTS(line), months);
	}
	buffer_release(&out);
}

static void promise_duration(struct text line)
{
	struct buffer out = BUFFER_EMPTY;
	struct duration duration, again;

	if (!duration_parse(line, &duration))
		return;
	duration_append_words(&out, duration);
	promise(duration_parse(buffer_text(&out), &again) && again.months == duration.months &&
			again.days == duration.days,
		"%.*s is written %.*s", TEXT_ARGUMENTS(line), TEXT_ARGUMENTS(buffer_text(&out)));
	duration_append_iso(&out, duration);
	buffer_release(&out);
}

static void promise_codes(struct arena *arena, struct text line)
{
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		enum code_system system = (enum code_system)i;
		struct text canonical, undotted, marks, again[2];
		if (!code_normalise(arena, system, line, &canonical, &undotted, &marks))
			continue;
		promise(code_normalise(arena, system, canonical, &again[0], &again[1], &marks) &&
				text_equal(again[0], canonical) && text_equal(again[1], undotted),
			"the dotted form of %.*s has another", TEXT_ARGUMENTS(line));
		promise(code_normalise(arena, system, undotted, &again[0], &again[1], &marks) &&
				text_equal(again[0], canonical) && text_equal(again[1], undotted),
			"the undotted form of %.*s has another", TEXT_ARGUMENTS(line));
	}
}

static void promise_slug(struct text slug)
{
	promise(slug.length > 0 && slug.bytes[0] != '.' && text_find_byte(slug, '/', 0) == TEXT_NOT_FOUND &&
			text_find_byte(slug, '\0', 0) == TEXT_NOT_FOUND,
		"the slug “%.*s” is no part of a path", TEXT_ARGUMENTS(slug));
}

static void promise_slugs(struct arena *arena, struct text line)
{
	struct buffer out = BUFFER_EMPTY;

	promise_slug(ref_slug(arena, line));
	promise_slug(version_slug(arena, line));
	unicode_append_slug(&out, line);
	promise_slug(buffer_text(&out));
	promise_characters(buffer_text(&out), "a slug");
	buffer_clear(&out);
	unicode_fold_case(&out, line);
	promise(utf8_first_invalid(buffer_text(&out)) == out.length, "folding gives what is not UTF-8");
	buffer_release(&out);
}

static bool knows_ref(struct text name, const void *context)
{
	(void)context;
	return text_is(name, "ref");
}

static bool append_ref(struct buffer *out, struct text name, const void *context)
{
	if (!knows_ref(name, context))
		return false;
	buffer_append_string(out, context);
	return *(const char *)context != '\0';
}

static void promise_pattern(struct text line)
{
	struct buffer out = BUFFER_EMPTY;
	struct text where = TEXT("");

	enum pattern_fault fault = pattern_check(line, knows_ref, "", &where);
	promise(where.length <= line.length, "a fault larger than its pattern");
	if (!pattern_expand(&out, line, append_ref, ""))
		promise(out.length == 0, "a pattern that gives nothing leaves “%.*s”",
			TEXT_ARGUMENTS(buffer_text(&out)));
	buffer_clear(&out);
	promise(pattern_expand(&out, line, append_ref, "R") || fault != PATTERN_FINE,
		"the sound pattern “%.*s” gives nothing", TEXT_ARGUMENTS(line));
	buffer_release(&out);
}

/* Bare refs, NICE identifiers and addresses at every byte of the line; links to it. */
static void promise_recognised(struct arena *arena, struct text line)
{
	struct site site = {.ref_pattern = {.text = TEXT_INIT("CMICB_Clin###+")}};
	struct node link = {.kind = NODE_LINK, .link = {.target = line}};
	struct text identifier;

	for (size_t at = 0; at < line.length; at++) {
		promise(site_ref_length(&site, line, at) <= line.length - at, "a ref longer than its text");
		promise(nice_identifier(arena, line, at, &identifier) <= line.length - at,
			"an identifier longer than its text");
		promise(address_length(line, at, ADDRESS_LINKED) <= line.length - at,
			"an address longer than its text");
	}
	site_ref_matches(&site, line);
	address_classify(arena, &link);
	struct text url = address_url(arena, &link);
	for (size_t i = 0; i < url.length; i++)
		promise(url.bytes[i] > ' ' && url.bytes[i] < 0x7F, "an address with byte %02X",
			(unsigned char)url.bytes[i]);
}

static void promise_versions(struct text a, struct text b)
{
	promise(version_compare(a, a) == 0, "“%.*s” differs from itself", TEXT_ARGUMENTS(a));
	promise(sign(version_compare(a, b)) == -sign(version_compare(b, a)),
		"“%.*s” and “%.*s” are not ordered the same both ways", TEXT_ARGUMENTS(a), TEXT_ARGUMENTS(b));
	version_is_numeric(a);
	for (size_t most = 0; most < 6; most++)
		promise(text_distance(a, b, most) == text_distance(b, a, most),
			"“%.*s” is not as far from “%.*s” as the other way round", TEXT_ARGUMENTS(a),
			TEXT_ARGUMENTS(b));
	lead_in_matches(a, b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct text rest = arena_copy(&arena, (struct text){(const char *)bytes, size}), line, before = TEXT("");

	while (text_split(&rest, '\n', &line)) {
		promise_date(line);
		promise_duration(line);
		promise_slugs(&arena, line);
		promise_pattern(line);
		promise_versions(before, line);
		/* What is read from a source is UTF-8. */
		if (utf8_first_invalid(line) == line.length) {
			promise_codes(&arena, line);
			promise_recognised(&arena, line);
		}
		before = line;
	}
	arena_release(&arena);
	return 0;
}

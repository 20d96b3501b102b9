#include "verify/known.h"

#include "site/site_build.h"
#include "tree/fingerprint.h"
#include "tree/site.h"

void verifying_open(struct verifying *verifying, struct suite *today)
{
	static const struct text algorithm = TEXT_INIT("sha256:");
	*verifying = (struct verifying){.today = today, .then = today, .threads = 1};
	for (size_t i = 0; i < today->policy_count; i++) {
		const struct policy *version = today->policies[i];
		struct text print =
			text_slice(version->fingerprint.text, algorithm.length, algorithm.length + FINGERPRINT_SHOWN);
		if (version->is_readable && print.length == FINGERPRINT_SHOWN)
			text_set_add(&verifying->fingerprints, print, i);
	}
	text_set_prepare(&verifying->fingerprints);
}

void verifying_release(struct verifying *verifying)
{
	text_set_release(&verifying->fingerprints);
	buffer_release(&verifying->out);
	buffer_release(&verifying->why);
}

void verify_note(struct verifying *verifying, enum verify_outcome outcome)
{
	if (outcome > verifying->outcome)
		verifying->outcome = outcome;
}

bool is_known_version(const struct suite *suite, const struct policy *version)
{
	return version->is_readable && policy_is_publishable(version, suite->today, false);
}

const struct record *find_record(const struct suite *suite, struct text ref)
{
	const struct record *record = suite_record(suite, ref);
	for (size_t i = 0; !record && i < suite->policy_count; i++)
		for (size_t k = 0; k < suite->policies[i]->previous_refs.count; k++)
			if (text_equal(LIST_ITEM(suite->policies[i]->previous_refs, struct text_value, k)->text, ref))
				return suite_record(suite, suite->policies[i]->ref.text);
	return record;
}

const struct record *named_in(const struct suite *suite, struct text words)
{
	const struct record *first = NULL;
	size_t least = TEXT_NOT_FOUND;
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct record *record = suite->records[i];
		size_t at = text_find(words, record->ref, 0);
		if (at < least && site_ref_length(suite->site, words, at) <= record->ref.length) {
			least = at;
			first = record;
		}
	}
	return first;
}

const struct policy *fingerprint_in(const struct verifying *verifying, struct text words)
{
	size_t number = text_set_lowest_in(&verifying->fingerprints, words);
	return number == TEXT_SET_NONE ? NULL : verifying->today->policies[number];
}

static const struct record *record_of_slug(const struct suite *suite, struct text slug)
{
	for (size_t i = 0; i < suite->record_count; i++)
		if (suite->records[i]->count && text_equal(suite->records[i]->versions[0]->slug, slug))
			return suite->records[i];
	return NULL;
}

const struct policy *version_of_path(const struct verifying *verifying, struct text path)
{
	struct arena scratch = ARENA_EMPTY;
	const struct policy *found = NULL;
	struct text rest = path, part, slug;
	if (!text_split(&rest, '/', &part) || !text_is(part, "policies") || !text_split(&rest, '/', &slug) ||
	    !rest.bytes)
		return NULL;
	const struct record *record = record_of_slug(verifying->then, slug);
	text_split(&rest, '/', &part);
	if (!rest.bytes)
		found = record ? record->published : NULL;
	else if (text_is(part, "versions") && text_split(&rest, '/', &part) && rest.bytes)
		for (size_t i = 0; record && !found && i < record->count; i++)
			if (text_equal(version_slug(&scratch, record->versions[i]->version.text), part))
				found = record->versions[i];
	arena_release(&scratch);
	/* Of today: the two suites are read from the same files, in the same order. */
	for (size_t i = 0; found && i < verifying->then->policy_count; i++)
		if (verifying->then->policies[i] == found)
			return verifying->today->policies[i];
	return NULL;
}

static void append_day(struct buffer *out, struct date day, struct choice_value precision)
{
	if (precision.choice == PRECISION_MONTH)
		day.day = 0;
	date_append_british(out, day);
}

/* "from 1 May 2022 to August 2023 (the record gives only the month)" */
static void append_period(struct buffer *out, const struct effective *effective)
{
	if (date_is_set(effective->from.date)) {
		buffer_append_string(out, " from ");
		append_day(out, effective->from.date, effective->precision);
	}
	if (date_is_set(effective->to.date)) {
		buffer_append_string(out, " to ");
		append_day(out, effective->to.date, effective->to_precision);
		if (effective->to_precision.choice == PRECISION_MONTH)
			buffer_append_string(out, " (the record gives only the month)");
	}
}

void append_name(struct buffer *out, const struct policy *version)
{
	buffer_append_format(out, "version %.*s of %.*s, %.*s", TEXT_ARGUMENTS(version->version.text),
			     TEXT_ARGUMENTS(version->ref.text), TEXT_ARGUMENTS(version->title.text));
}

/* What a version is today: "in force from …", "an earlier version, which applied from … to …". */
static void append_standing(struct buffer *out, const struct policy *version)
{
	switch (version->standing) {
	case STANDING_IN_FORCE:
		buffer_append_string(out, "in force");
		append_period(out, &version->effective);
		break;
	case STANDING_UPCOMING:
		buffer_append_string(out, "which will apply");
		append_period(out, &version->effective);
		break;
	case STANDING_SUPERSEDED:
		buffer_append_string(out, "an earlier version, which applied");
		append_period(out, &version->effective);
		break;
	case STANDING_WITHDRAWN:
		buffer_append_string(out, "which was withdrawn");
		if (date_is_set(version->withdrawn.date.date)) {
			buffer_append_string(out, " on ");
			date_append_british(out, version->withdrawn.date.date);
		}
		buffer_append_string(out, " and no longer applies");
		if (version->withdrawn.replaced_by.text.length)
			buffer_append_format(out, "; it was replaced by %.*s",
					     TEXT_ARGUMENTS(version->withdrawn.replaced_by.text));
		break;
	case STANDING_DRAFT:
		buffer_append_string(out, "a draft, which was never published");
		break;
	}
}

static const struct policy *published_now(const struct verifying *verifying, const struct policy *version)
{
	const struct record *record = suite_record(verifying->today, version->ref.text);
	return record ? record->published : NULL;
}

bool is_current(const struct verifying *verifying, const struct policy *version)
{
	return version == published_now(verifying, version) && version->standing != STANDING_SUPERSEDED &&
	       version->standing != STANDING_WITHDRAWN;
}

void append_standing_now(struct buffer *out, const struct verifying *verifying, const struct policy *version)
{
	const struct policy *current = published_now(verifying, version);
	append_standing(out, version);
	if (version == current || !current)
		return;
	buffer_append_format(out, "; now it is version %.*s, ", TEXT_ARGUMENTS(current->version.text));
	append_standing(out, current);
}

bool verify_build(struct verifying *verifying, bool pdf, const struct stage_taker *taker)
{
	struct build_options options = {.taker = taker, .pdf = pdf, .threads = verifying->threads};
	struct build_result result = {0};
	if (site_build(verifying->then, &options, &result))
		return true;
	buffer_append_format(&verifying->why,
			     "there is nothing to compare with, since `policyc build` would fail: %.*s",
			     TEXT_ARGUMENTS(result.message));
	verify_note(verifying, result.error ? VERIFY_IS_UNREADABLE : VERIFY_IS_UNUSABLE);
	return false;
}

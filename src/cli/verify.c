/* policyc verify: is this copy what the sources publish? */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/text_set.h"
#include "cli/command.h"
#include "cli/published.h"
#include "diff/diff.h"
#include "load/published.h"
#include "parse/web_copy.h"
#include "pdf/pdf_file.h"
#include "tree/fingerprint.h"
#include "tree/version.h"
#include "write/diff.h"
#include "write/write.h"

#define COPY_BYTES_MOST ((size_t)256 * 1024 * 1024)

struct verifying {
	struct suite suite;
	const struct settings *settings;
	struct buffer out;
	struct map forms;             /* "ref version" -> struct policy, in the form of published JSON */
	struct text_set fingerprints; /* as much of them as pages show; numbers as those of suite.policies */
	size_t copies, right;
	int status;
};

/* Where a copy was found, and what belongs there: a published folder has every version at its own address. */
struct expectation {
	bool is_of_site;
	const char *version; /* policies/<slug>/versions/<version>/; NULL: the policy's own address */
};

static bool is_known(const struct verifying *verifying, const struct policy *version)
{
	return version->is_readable && policy_is_publishable(version, verifying->suite.today, false);
}

static const struct policy *form_of(struct verifying *verifying, const struct policy *version)
{
	struct arena *arena = &verifying->suite.arena;
	struct text key = arena_format(arena, "%.*s %.*s", TEXT_ARGUMENTS(version->ref.text),
				       TEXT_ARGUMENTS(version->version.text));
	void **form = map_place(&verifying->forms, key, NULL);
	if (!*form)
		*form = policy_as_published(version, &verifying->suite);
	return *form;
}

/* The record of a ref, or of a policy that had the ref before. */
static const struct record *find_record(const struct suite *suite, struct text ref)
{
	const struct record *record = suite_record(suite, ref);
	for (size_t i = 0; !record && i < suite->policy_count; i++)
		for (size_t k = 0; k < suite->policies[i]->previous_refs.count; k++)
			if (text_equal(LIST_ITEM(suite->policies[i]->previous_refs, struct text_value, k)->text, ref))
				return suite_record(suite, suite->policies[i]->ref.text);
	return record;
}

/* Words */

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

static void append_name(struct buffer *out, const struct policy *version)
{
	buffer_append_format(out, "version %.*s of %.*s, %.*s", TEXT_ARGUMENTS(version->version.text),
			     TEXT_ARGUMENTS(version->ref.text), TEXT_ARGUMENTS(version->title.text));
}

/* What a version is today: "which is in force", "which applied from … to …". */
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
		break;
	case STANDING_DRAFT:
		buffer_append_string(out, "a draft, which was never published");
		break;
	}
}

static void tell_match(struct verifying *verifying, const char *path, const struct record *record,
		       const struct policy *version)
{
	struct buffer *out = &verifying->out;
	const struct policy *current = record->published;
	buffer_append_format(out, "%s: ", path);
	append_name(out, version);
	buffer_append_string(out, version == current ? ": what the sources publish now, " : ": ");
	append_standing(out, version);
	if (version != current && current) {
		buffer_append_format(out, "; now it is version %.*s, ", TEXT_ARGUMENTS(current->version.text));
		append_standing(out, current);
	}
	buffer_append_byte(out, '\n');
}

static void count(struct verifying *verifying, bool is_right)
{
	verifying->copies++;
	verifying->right += is_right;
	if (!is_right && verifying->status < STATUS_FINDINGS)
		verifying->status = STATUS_FINDINGS;
}

/* Is a copy of this version what belongs in its place? */
static bool belongs(const struct expectation *expected, const struct record *record, const struct policy *version)
{
	struct arena scratch = ARENA_EMPTY;
	if (!expected->version)
		return version == record->published;
	bool is_right = text_is(version_slug(&scratch, version->version.text), expected->version);
	arena_release(&scratch);
	return is_right;
}

/* Ends a copy of a published version: told unless it is only one right file of a site. */
static void answer_match(struct verifying *verifying, const char *path, const struct expectation *expected,
			 const struct record *record, const struct policy *version)
{
	bool is_right = belongs(expected, record, version);
	count(verifying, is_right);
	if (!expected->is_of_site || !is_right)
		tell_match(verifying, path, record, version);
}

/* JSON */

static const struct policy *same_words(struct verifying *verifying, const struct record *record,
				       const struct policy *copy, bool drafts)
{
	for (size_t i = record->count; i-- > 0;) {
		const struct policy *version = record->versions[i];
		if (is_known(verifying, version) == !drafts && version->is_readable &&
		    policies_say_the_same(form_of(verifying, version), copy))
			return version;
	}
	return NULL;
}

/* The version that a copy calls itself, else the one that is published. NULL: nothing of the policy is. */
static const struct policy *version_meant(const struct verifying *verifying, const struct record *record,
					  struct text number)
{
	for (size_t i = record->count; i-- > 0;)
		if (is_known(verifying, record->versions[i]) &&
		    version_compare(record->versions[i]->version.text, number) == 0)
			return record->versions[i];
	return record->published;
}

static void tell_difference(struct verifying *verifying, const char *path, const struct policy *copy,
			    const struct policy *meant)
{
	struct buffer *out = &verifying->out;
	struct arena arena = ARENA_EMPTY;
	bool is_its_own = version_compare(meant->version.text, copy->version.text) == 0;
	buffer_append_format(out, "%s: not what the sources publish: it calls itself version %.*s of %.*s, ", path,
			     TEXT_ARGUMENTS(copy->version.text), TEXT_ARGUMENTS(copy->ref.text));
	if (is_its_own)
		buffer_append_string(out, "and differs from it as follows");
	else
		buffer_append_format(out, "which the sources don't have; it differs from version %.*s as follows",
				     TEXT_ARGUMENTS(meant->version.text));
	buffer_append_string(out, " (sources → copy).\n");
	if (text_equal(copy->fingerprint.text, meant->fingerprint.text))
		buffer_append_string(out, "Its fingerprint is that of the version, so it was changed afterwards.\n");
	struct diff_pair pair = {{form_of(verifying, meant), "the sources"},
				 {copy, path},
				 diff_policies(&arena, form_of(verifying, meant), copy),
				 false};
	if (pair.difference->shown)
		write_diff_text(out, &pair, false);
	else
		buffer_append_string(out,
				     "The words of the clauses are the same: what differs is the document control, a "
				     "reference or how codes are listed.\n");
	arena_release(&arena);
}

static void verify_policy(struct verifying *verifying, const char *path, const struct policy *copy,
			  const struct expectation *expected)
{
	struct buffer *out = &verifying->out;
	const struct record *record = find_record(&verifying->suite, copy->ref.text);
	const struct policy *version = record ? same_words(verifying, record, copy, false) : NULL;
	if (version) {
		answer_match(verifying, path, expected, record, version);
		return;
	}
	count(verifying, false);
	const struct policy *draft = record ? same_words(verifying, record, copy, true) : NULL;
	const struct policy *meant = record ? version_meant(verifying, record, copy->version.text) : NULL;
	if (draft) {
		buffer_append_format(out, "%s: not what the sources publish: version %.*s of %.*s is ", path,
				     TEXT_ARGUMENTS(draft->version.text), TEXT_ARGUMENTS(draft->ref.text));
		buffer_append_string(out, draft->standing == STANDING_DRAFT ? "a draft there\n"
									    : "not published there yet\n");
	} else if (meant) {
		tell_difference(verifying, path, copy, meant);
	} else {
		buffer_append_format(out, "%s: not what the sources publish: they have no policy %.*s\n", path,
				     TEXT_ARGUMENTS(copy->ref.text));
	}
}

static void fail(struct verifying *verifying, int status, const char *message)
{
	complain("%s", message);
	if (verifying->status < status)
		verifying->status = status;
}

static void verify_json(struct verifying *verifying, const char *path, struct text bytes,
			const struct expectation *expected)
{
	struct buffer why = BUFFER_EMPTY;
	struct policy *copy;
	if (published_read(path, bytes, &copy, &why) == PUBLISHED_IS_READ)
		verify_policy(verifying, path, copy, expected);
	else
		fail(verifying, STATUS_USAGE, buffer_string(&why));
	policy_free(copy);
	buffer_release(&why);
}

/* Pages */

/* Of a site each page is looked through once for the fingerprints of all versions, not once for each. */
static void prepare_fingerprints(struct verifying *verifying)
{
	static const struct text algorithm = TEXT_INIT("sha256:");
	for (size_t i = 0; i < verifying->suite.policy_count; i++) {
		const struct policy *version = verifying->suite.policies[i];
		struct text print =
			text_slice(version->fingerprint.text, algorithm.length, algorithm.length + FINGERPRINT_SHOWN);
		if (is_known(verifying, version) && print.length == FINGERPRINT_SHOWN)
			text_set_add(&verifying->fingerprints, print, i);
	}
	text_set_prepare(&verifying->fingerprints);
}

/* The published version whose fingerprint stands in the words of a page. */
static const struct policy *fingerprint_in(const struct verifying *verifying, struct text words)
{
	size_t number = text_set_lowest_in(&verifying->fingerprints, words);
	return number == TEXT_SET_NONE ? NULL : verifying->suite.policies[number];
}

/* The policy that a page names first. */
static const struct record *named_in(const struct verifying *verifying, struct text words)
{
	const struct record *first = NULL;
	size_t least = TEXT_NOT_FOUND;
	for (size_t i = 0; i < verifying->suite.record_count; i++) {
		const struct record *record = verifying->suite.records[i];
		size_t at = text_find(words, record->ref, 0);
		if (at < least && site_ref_length(verifying->suite.site, words, at) <= record->ref.length) {
			least = at;
			first = record;
		}
	}
	return first;
}

static struct web_copy page_of(struct verifying *verifying, struct arena *arena, const struct policy *version)
{
	struct edition edition = {.site = verifying->suite.site, .suite = &verifying->suite, .root = "../../"};
	struct buffer html = BUFFER_EMPTY;
	write_html(&html, version, &edition);
	struct web_copy page = web_copy_read(arena, buffer_text(&html), true);
	buffer_release(&html);
	return page;
}

static bool same_lines(const struct web_copy *one, const struct web_copy *other)
{
	bool is_same = one->line_count == other->line_count;
	for (size_t i = 0; is_same && i < one->line_count; i++)
		is_same = text_equal(one->lines[i], other->lines[i]);
	return is_same;
}

/* The lines of one that the other hasn't, at most `most` of them. */
static void tell_lines(struct buffer *out, const char *mark, const struct web_copy *one, const struct web_copy *other,
		       size_t most)
{
	struct map there = MAP_EMPTY;
	size_t found = 0;
	for (size_t i = 0; i < other->line_count; i++)
		map_set(&there, other->lines[i], &there);
	for (size_t i = 0; i < one->line_count; i++)
		if (!map_get(&there, one->lines[i]) && found++ < most)
			buffer_append_format(out, "    %s %.*s\n", mark, TEXT_ARGUMENTS(one->lines[i]));
	if (found > most)
		buffer_append_format(out, "    %s and %zu more\n", mark, found - most);
	map_release(&there);
}

static void tell_page_difference(struct verifying *verifying, const char *path, const struct web_copy *copy,
				 const struct web_copy *page, const struct policy *meant, bool has_fingerprint)
{
	struct buffer *out = &verifying->out;
	buffer_append_format(out,
			     "%s: not what the sources publish: %s version %.*s of %.*s, and its text differs (- "
			     "only in the sources, + only in the copy):\n",
			     path, has_fingerprint ? "it has the fingerprint of" : "it is nearest to",
			     TEXT_ARGUMENTS(meant->version.text), TEXT_ARGUMENTS(meant->ref.text));
	tell_lines(out, "-", page, copy, 20);
	tell_lines(out, "+", copy, page, 20);
}

static void verify_page(struct verifying *verifying, const char *path, struct text bytes,
			const struct expectation *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct web_copy copy = web_copy_read(&arena, bytes, false);
	const struct policy *version = fingerprint_in(verifying, copy.words), *same = NULL;
	const struct record *record =
		version ? suite_record(&verifying->suite, version->ref.text) : named_in(verifying, copy.words);
	struct web_copy page = {.lines = NULL};
	if (!copy.has_text) {
		buffer_append_format(&verifying->out,
				     "%s: no policy's page: it has no ratified text (id=\"policy-text\")\n", path);
		count(verifying, false);
		arena_release(&arena);
		return;
	}
	for (size_t i = record ? record->count : 0; !same && i-- > 0;) {
		if (!is_known(verifying, record->versions[i]) || (version && record->versions[i] != version))
			continue;
		page = page_of(verifying, &arena, record->versions[i]);
		if (same_lines(&page, &copy))
			same = record->versions[i];
	}
	if (same) {
		answer_match(verifying, path, expected, record, same);
	} else {
		const struct policy *meant = version ? version : record ? record->published : NULL;
		count(verifying, false);
		if (meant) {
			page = page_of(verifying, &arena, meant);
			tell_page_difference(verifying, path, &copy, &page, meant, version != NULL);
		} else {
			buffer_append_format(&verifying->out,
					     "%s: not what the sources publish: it names no policy that they have\n",
					     path);
		}
	}
	arena_release(&arena);
}

/* PDF: what its metadata claim. Its words can't be read. */
static void verify_pdf(struct verifying *verifying, const char *path, struct text bytes,
		       const struct expectation *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct pdf_facts facts;
	struct text claimed = pdf_file_read(&arena, bytes, &facts) ? facts.fingerprint : TEXT("");
	for (size_t i = 0; claimed.length && i < verifying->suite.policy_count; i++) {
		const struct policy *version = verifying->suite.policies[i];
		if (!is_known(verifying, version) || !text_equal(version->fingerprint.text, text_trim(claimed)))
			continue;
		answer_match(verifying, path, expected, suite_record(&verifying->suite, version->ref.text), version);
		if (!expected->is_of_site)
			buffer_append_string(&verifying->out, "(By the fingerprint that the PDF carries; its words "
							      "can't be compared.)\n");
		arena_release(&arena);
		return;
	}
	count(verifying, false);
	buffer_append_format(&verifying->out, "%s: %s\n", path,
			     claimed.length
				     ? "not what the sources publish: the PDF carries the fingerprint of no version "
				       "that they have"
				     : "a PDF without a fingerprint, so it isn't known whose copy it is; its words "
				       "can't be compared: take the page or the policy.json of the same address");
	arena_release(&arena);
}

static void verify_file(struct verifying *verifying, const char *path, const struct expectation *expected)
{
	struct buffer bytes = BUFFER_EMPTY, message = BUFFER_EMPTY;
	int error = file_read(path, COPY_BYTES_MOST, &bytes);
	struct text text = buffer_text(&bytes), trimmed = text_trim(text);
	if (error) {
		buffer_append_format(&message, "%s can't be read: %s", path, strerror(error));
		fail(verifying, STATUS_FILES, buffer_string(&message));
	} else if (text_begins(text, TEXT("%PDF-"))) {
		verify_pdf(verifying, path, text, expected);
	} else if (text_find_byte(text, '\0', 0) != TEXT_NOT_FOUND || !trimmed.length) {
		buffer_append_format(&message, "%s is neither a page nor a policy.json: %s", path,
				     trimmed.length ? "it is a binary file" : "it is empty");
		fail(verifying, STATUS_USAGE, buffer_string(&message));
	} else if (trimmed.bytes[0] == '<') {
		verify_page(verifying, path, text, expected);
	} else {
		verify_json(verifying, path, text, expected);
	}
	buffer_release(&bytes);
	buffer_release(&message);
}

/* Folders */

/* The files of a folder of a site that hold a version's words. */
static size_t verify_place(struct verifying *verifying, const char *folder, const char *version)
{
	static const char *const names[] = {"policy.json", "index.html", "policy.pdf"};
	struct expectation expected = {true, version};
	size_t found = 0;
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		const char *path = path_join(&verifying->suite.arena, folder, names[i]);
		if (!path_is_file(path))
			continue;
		found++;
		verify_file(verifying, path, &expected);
	}
	return found;
}

static size_t verify_slug(struct verifying *verifying, const char *folder)
{
	struct arena *arena = &verifying->suite.arena;
	const char *versions = path_join(arena, folder, "versions"), **names = NULL;
	size_t found = verify_place(verifying, folder, NULL), count_of_versions = 0;
	if (folder_list(arena, versions, &names, &count_of_versions) != 0)
		return found;
	for (size_t i = 0; i < count_of_versions; i++)
		if (path_is_folder(path_join(arena, versions, names[i])))
			found += verify_place(verifying, path_join(arena, versions, names[i]), names[i]);
	return found;
}

/* What the sources publish and the folder lacks. */
static void tell_missing(struct verifying *verifying, const char *folder)
{
	struct arena *arena = &verifying->suite.arena;
	for (size_t i = 0; i < verifying->suite.record_count; i++) {
		const struct policy *current = verifying->suite.records[i]->published;
		if (!current)
			continue;
		const char *place =
			arena_format(arena, "%s/policies/%.*s/policy.json", folder, TEXT_ARGUMENTS(current->slug))
				.bytes;
		if (path_is_file(place))
			continue;
		buffer_append_format(&verifying->out, "%s: missing: the sources publish ", place);
		append_name(&verifying->out, current);
		buffer_append_byte(&verifying->out, '\n');
		count(verifying, false);
	}
}

static void verify_folder(struct verifying *verifying, const char *folder)
{
	struct arena *arena = &verifying->suite.arena;
	const char *policies = path_join(arena, folder, "policies"), **names = NULL;
	size_t slugs = 0, found = 0;
	int error = folder_list(arena, policies, &names, &slugs);
	for (size_t i = 0; !error && i < slugs; i++)
		found += verify_slug(verifying, path_join(arena, policies, names[i]));
	if (!found) {
		struct buffer message = BUFFER_EMPTY;
		if (error && error != ENOENT && error != ENOTDIR)
			buffer_append_format(&message, "%s can't be read: %s", policies, strerror(error));
		else
			buffer_append_format(
				&message, "%s is no published site: it has no policies/<policy>/policy.json", folder);
		fail(verifying, error && error != ENOENT && error != ENOTDIR ? STATUS_FILES : STATUS_USAGE,
		     buffer_string(&message));
		buffer_release(&message);
		return;
	}
	tell_missing(verifying, folder);
	buffer_append_format(&verifying->out, "%s: %zu of %zu files are what the sources publish there\n", folder,
			     verifying->right, verifying->copies);
}

int command_verify(const struct settings *settings)
{
	struct verifying verifying = {.settings = settings};
	struct expectation nowhere = {false, NULL};
	const char *path = settings->arguments[0];
	int status = suite_open_here(&verifying.suite, settings);
	suite_open_changes(&verifying.suite);
	if (status == STATUS_FINE && strcmp(path, "-") != 0 && !path_is_file(path) && !path_is_folder(path)) {
		complain("%s: there is no such file or folder", path);
		status = STATUS_FILES;
	}
	if (status == STATUS_FINE) {
		prepare_fingerprints(&verifying);
		if (path_is_folder(path))
			verify_folder(&verifying, path);
		else
			verify_file(&verifying, path, &nowhere);
		status = verifying.status;
		int printed = print_shown(buffer_text(&verifying.out));
		if (printed > status)
			status = printed;
	}
	for (size_t i = 0; i < verifying.forms.count; i++)
		policy_free(verifying.forms.entries[i].value);
	map_release(&verifying.forms);
	text_set_release(&verifying.fingerprints);
	buffer_release(&verifying.out);
	suite_release(&verifying.suite);
	return status;
}

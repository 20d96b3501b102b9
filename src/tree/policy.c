#include "tree/policy.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/memory.h"

const char *const status_names[] = {
	[STATUS_DRAFT] = "draft",
	[STATUS_CONSULTATION] = "consultation",
	[STATUS_RATIFIED] = "ratified",
	[STATUS_WITHDRAWN] = "withdrawn",
	NULL,
};
const char *const document_kind_names[] = {
	[DOCUMENT_FORM] = "form",
	[DOCUMENT_EVIDENCE_REQUIRED] = "evidence_required",
	[DOCUMENT_EQUALITY_IMPACT] = "equality_impact",
	[DOCUMENT_QUALITY_IMPACT] = "quality_impact",
	[DOCUMENT_PATIENT_LEAFLET] = "patient_leaflet",
	[DOCUMENT_EASY_READ] = "easy_read",
	[DOCUMENT_LARGE_PRINT] = "large_print",
	[DOCUMENT_TRANSLATION] = "translation",
	[DOCUMENT_EVIDENCE_REVIEW] = "evidence_review",
	[DOCUMENT_COMMITTEE_PAPER] = "committee_paper",
	[DOCUMENT_CONSULTATION] = "consultation",
	NULL,
};
const char *const change_kind_names[] = {
	[CHANGE_KIND_CRITERIA] = "criteria",   [CHANGE_KIND_CODING] = "coding",
	[CHANGE_KIND_EVIDENCE] = "evidence",   [CHANGE_KIND_GOVERNANCE] = "governance",
	[CHANGE_KIND_EDITORIAL] = "editorial", NULL,
};
const char *const code_system_names[] = {
	[CODE_OPCS4] = "OPCS-4",
	[CODE_ICD10] = "ICD-10",
	NULL,
};
const char *const code_match_names[] = {
	[MATCH_EXACT] = "exact",
	[MATCH_FAMILY] = "family",
	[MATCH_RANGE] = "range",
	NULL,
};
const char *const code_set_state_names[] = {
	[CODES_LISTED] = "listed",
	[CODES_NONE] = "none",
	[CODES_DELEGATED] = "delegated",
	[CODES_ABSENT] = "absent",
	NULL,
};
const char *const reference_kind_names[] = {
	[REFERENCE_NICE] = "nice",
	[REFERENCE_POLICY] = "policy",
	[REFERENCE_URL] = "url",
	[REFERENCE_TEXT] = "text",
	NULL,
};
static const char *const sex_names[] = {
	[SEX_FEMALE] = "female",
	[SEX_MALE] = "male",
	NULL,
};
static const char *const combine_names[] = {
	[COMBINE_ALL] = "all",
	[COMBINE_ANY] = "any",
	NULL,
};
static const char *const position_names[] = {
	[POSITION_DOMINANT] = "dominant",
	[POSITION_ANY] = "any",
	NULL,
};
static const char *const precision_names[] = {
	[PRECISION_DAY] = "day",
	[PRECISION_MONTH] = "month",
	NULL,
};
static const char *const basis_names[] = {
	[BASIS_STATED] = "stated",
	[BASIS_PUBLISHED] = "published",
	[BASIS_RATIFIED] = "ratified",
	NULL,
};

#define AT(member) .offset = offsetof(STRUCTURE, member)
/* Rows of parts of the front matter have the same name in the source and in the JSON. */
#define ROW(key, type, flags, choices, sentence)                          \
	{                                                                 \
#key, #key, type, flags, AT(key), choices, NULL, sentence \
	}

#define STRUCTURE struct history_entry
static const struct field history_rows[] = {
	ROW(version, FIELD_TEXT, FIELD_REQUIRED | FIELD_TOKEN, NULL, "The version that the entry is about."),
	ROW(date, FIELD_DATE, FIELD_REQUIRED, NULL,
	    "When that version was made: a month (2025-05) or a day (2025-05-12)."),
	ROW(changes, FIELD_TEXT_LIST, FIELD_REQUIRED | FIELD_ALWAYS | FIELD_TEXT_OR_LIST | FIELD_PROSE, NULL,
	    "What changed: a text, or a list of changes that the document numbers."),
	ROW(kind, FIELD_CHOICE, 0, change_kind_names, "What kind of change it is."),
	ROW(action, FIELD_TEXT, FIELD_PROSE, NULL, "What somebody who refers patients does differently from then on."),
};
const struct field_table history_entry_fields = FIELD_TABLE("history entry", STRUCTURE, history_rows);
#undef STRUCTURE

#define STRUCTURE struct withdrawal
static const struct field withdrawal_rows[] = {
	ROW(date, FIELD_DATE, FIELD_REQUIRED, NULL, "The day from which the policy no longer applies."),
	ROW(reason, FIELD_TEXT, 0, NULL, "Why it was withdrawn."),
	ROW(replaced_by, FIELD_TEXT, FIELD_TOKEN, NULL, "The ref of the policy to use in its place."),
};
static const struct field_table withdrawal_fields = FIELD_TABLE("withdrawal", STRUCTURE, withdrawal_rows);
#undef STRUCTURE

#define STRUCTURE struct removal
static const char *const removed_versions[] = {[REMOVED_KEEP] = "keep", [REMOVED_GONE] = "gone", NULL};
static const struct field removal_rows[] = {
	ROW(date, FIELD_DATE, FIELD_REQUIRED, NULL, "The day from which the policy is no longer published."),
	ROW(reason, FIELD_TEXT, FIELD_REQUIRED, NULL, "Why it was removed, in words for its readers."),
	ROW(versions, FIELD_CHOICE, 0, removed_versions,
	    "keep: the versions stay at their own addresses; gone: they may no longer be shown."),
};
static const struct field_table removal_fields = FIELD_TABLE("removal", STRUCTURE, removal_rows);
#undef STRUCTURE

#define STRUCTURE struct review_extension
static const struct field review_extension_rows[] = {
	ROW(to, FIELD_DATE, FIELD_REQUIRED, NULL, "The review date that was agreed in place of the first one."),
	ROW(by, FIELD_TEXT, 0, NULL, "Who agreed to it."),
	ROW(date, FIELD_DATE, 0, NULL, "When it was agreed."),
};
static const struct field_table review_extension_fields =
	FIELD_TABLE("review extension", STRUCTURE, review_extension_rows);
#undef STRUCTURE

#define STRUCTURE struct applies_to
static const struct field applies_to_rows[] = {
	ROW(places, FIELD_TEXT_LIST, FIELD_ALWAYS, NULL,
	    "Ids of the places that the policy is for; none where it is for all of them."),
	ROW(age_from, FIELD_DURATION, 0, NULL, "The age from which the policy applies."),
	ROW(age_under, FIELD_DURATION, 0, NULL, "The age from which the policy no longer applies."),
	ROW(sex, FIELD_CHOICE, 0, sex_names, "The sex that the policy applies to, where it is for one alone."),
};
static const struct field_table applies_to_fields = FIELD_TABLE("applies_to part", STRUCTURE, applies_to_rows);
#undef STRUCTURE

#define STRUCTURE struct coding_logic
static const struct field coding_logic_rows[] = {
	ROW(combine, FIELD_CHOICE, 0, combine_names, "Whether a record must match all code sets or any of them."),
	ROW(position, FIELD_CHOICE, 0, position_names, "Whether the code must be the dominant one of its record."),
	ROW(text, FIELD_TEXT, FIELD_PROSE, NULL, "How the code sets combine, in words."),
};
static const struct field_table coding_logic_fields = FIELD_TABLE("coding_logic part", STRUCTURE, coding_logic_rows);
#undef STRUCTURE

#define STRUCTURE struct related_document
static const struct field related_document_rows[] = {
	ROW(kind, FIELD_CHOICE, FIELD_REQUIRED, document_kind_names, "What kind of document it is."),
	ROW(title, FIELD_TEXT, FIELD_REQUIRED, NULL, "The document's title."),
	ROW(file, FIELD_TEXT, FIELD_TOKEN, NULL,
	    "The file that is published with the policy, as a path from the project folder."),
	ROW(url, FIELD_TEXT, FIELD_TOKEN, NULL, "The document's address elsewhere."),
	ROW(lang, FIELD_TEXT, FIELD_TOKEN, NULL,
	    "The language of the document, as a tag such as pl, where it is not English."),
	ROW(date, FIELD_DATE, 0, NULL, "The document's date."),
};
static const struct field_table related_document_fields = FIELD_TABLE("document", STRUCTURE, related_document_rows);
#undef STRUCTURE

#define STRUCTURE struct allow_entry
static const struct field allow_rows[] = {
	ROW(check, FIELD_TEXT, FIELD_REQUIRED, NULL, "The check whose findings are accepted."),
	ROW(matches, FIELD_TEXT, 0, NULL, "Words that a finding must hold to be accepted."),
	ROW(reason, FIELD_TEXT, FIELD_REQUIRED, NULL, "Why the findings are accepted."),
};
const struct field_table allow_entry_fields = FIELD_TABLE("allow entry", STRUCTURE, allow_rows);
#undef STRUCTURE

/* What is worked out: never in a source. */
#define DERIVED(json, type, flags, member, choices, members, sentence)          \
	{                                                                       \
		NULL, json, type, flags, AT(member), choices, members, sentence \
	}

#define STRUCTURE struct cross_reference
static const struct field cross_reference_rows[] = {
	DERIVED("title", FIELD_TEXT, FIELD_ALWAYS, title, NULL, NULL, "The title of the other policy or guidance."),
	DERIVED("ref", FIELD_TEXT, FIELD_TOKEN, ref, NULL, NULL, "The ref of the other policy, where it is known."),
};
static const struct field_table cross_reference_fields =
	FIELD_TABLE("cross reference", STRUCTURE, cross_reference_rows);
#undef STRUCTURE

#define STRUCTURE struct control_row
static const struct field control_row_rows[] = {
	DERIVED("key", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, key, NULL, NULL, "The key that the row is about."),
	DERIVED("label", FIELD_TEXT, FIELD_ALWAYS, label, NULL, NULL, "The words of the first cell."),
	DERIVED("lines", FIELD_TEXT_LIST, FIELD_ALWAYS, lines, NULL, NULL,
		"The words of the second cell, a line each; none where the row is blank."),
};
static const struct field_table control_row_fields = FIELD_TABLE("document control row", STRUCTURE, control_row_rows);
#undef STRUCTURE

#define STRUCTURE struct labelled
static const struct field labelled_rows[] = {
	DERIVED("id", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, id, NULL, NULL, "The id as the policy writes it."),
	DERIVED("label", FIELD_TEXT, 0, label, NULL, NULL, "What pages call it."),
	DERIVED("meaning", FIELD_TEXT, 0, meaning, NULL, NULL, "What it means, in plain words."),
};
static const struct field_table labelled_fields = FIELD_TABLE("labelled id", STRUCTURE, labelled_rows);
#undef STRUCTURE

#define KEY(key, json, type, flags, member, choices, members, sentence)        \
	{                                                                      \
		key, json, type, flags, AT(member), choices, members, sentence \
	}
/* A row that people call otherwise than by the words of its key. */
#define CALLED(label, key, json, type, flags, member, choices, members, sentence)     \
	{                                                                             \
		key, json, type, flags, AT(member), choices, members, sentence, label \
	}
#define STRUCTURE struct policy
static const struct field policy_rows[] = {
	KEY("ref", "ref", FIELD_TEXT, FIELD_NAMES_VERSION | FIELD_REQUIRED | FIELD_ALWAYS | FIELD_TOKEN, ref, NULL,
	    NULL, "The policy's permanent name, the same as its file's."),
	DERIVED("url", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, url, NULL, NULL,
		"The address of the policy, which always shows the version in force; from the site's root where the "
		"site states no address of its own."),
	DERIVED("version_url", FIELD_TEXT, FIELD_NAMES_VERSION | FIELD_ALWAYS | FIELD_TOKEN, version_url, NULL, NULL,
		"The address of this version, which never shows another; likewise."),
	KEY("title", "title", FIELD_TEXT, FIELD_NAMES_VERSION | FIELD_REQUIRED | FIELD_ALWAYS | FIELD_PROSE, title,
	    NULL, NULL, "The policy's title."),
	KEY("subtitle", "subtitle", FIELD_TEXT, FIELD_EDITORIAL | FIELD_PROSE, subtitle, NULL, NULL,
	    "The line below the title, brackets included."),
	CALLED("Document profile", "profile", "profile", FIELD_TEXT,
	       FIELD_REQUIRED | FIELD_ALWAYS | FIELD_TOKEN | FIELD_EDITORIAL, profile_name, NULL, NULL,
	       "The document profile: which generation of documents the policy belongs to."),
	KEY("version", "version", FIELD_TEXT, FIELD_NAMES_VERSION | FIELD_REQUIRED | FIELD_ALWAYS | FIELD_TOKEN,
	    version, NULL, NULL, "The version, compared number by number: 0.10 is after 0.9."),
	KEY("status", "status", FIELD_CHOICE, FIELD_NAMES_VERSION | FIELD_REQUIRED | FIELD_ALWAYS, status, status_names,
	    NULL, "What has been decided about this version; whether it is in force follows from its dates."),
	KEY("category", "category.id", FIELD_TEXT, FIELD_REQUIRED | FIELD_ALWAYS | FIELD_TOKEN | FIELD_SCOPE, category,
	    NULL, NULL, "The category of the intervention."),
	DERIVED("category.label", FIELD_TEXT, 0, category_details.label, NULL, NULL,
		"The wording of the category in the ratified document."),
	DERIVED("category.meaning", FIELD_TEXT, 0, category_details.meaning, NULL, NULL,
		"What the category means, in a patient's words."),
	CALLED("Wording of the category", "category_label", NULL, FIELD_TEXT, FIELD_EDITORIAL, category_label, NULL,
	       NULL, "The ratified wording of the category, where it is not the profile's."),
	KEY("route", "route", FIELD_TEXT_LIST, FIELD_ALWAYS | FIELD_SCOPE, route, NULL, NULL,
	    "Ids of the ways in which the treatment is asked for."),
	DERIVED("route_details", FIELD_LIST, FIELD_ALWAYS, routes, NULL, &labelled_fields,
		"The ways in which the treatment is asked for, with their words."),
	CALLED("For whom", "applies_to", "applies_to", FIELD_OBJECT, FIELD_ALWAYS | FIELD_SCOPE, applies_to, NULL,
	       &applies_to_fields, "Whom the policy is for, where it is not for everybody."),
	DERIVED("place_details", FIELD_LIST, FIELD_ALWAYS, places, NULL, &labelled_fields,
		"The places that the policy is for, with their names."),
	DERIVED("effective.from", FIELD_DATE, FIELD_NAMES_VERSION, effective.from, NULL, NULL,
		"The first day on which the version applies."),
	DERIVED("effective.to", FIELD_DATE, FIELD_NAMES_VERSION, effective.to, NULL, NULL,
		"The last day on which the version applies, where one is known."),
	DERIVED("effective.to_precision", FIELD_CHOICE, FIELD_NAMES_VERSION, effective.to_precision, precision_names,
		NULL, "Whether the record gives the last day on which the version applies, or only its month."),
	DERIVED("effective.precision", FIELD_CHOICE, FIELD_NAMES_VERSION, effective.precision, precision_names, NULL,
		"Whether the record gives the day from which the version applies, or only the month."),
	DERIVED("effective.basis", FIELD_CHOICE, FIELD_NAMES_VERSION, effective.basis, basis_names, NULL,
		"What the first day comes from: stated as such, or the date of publication or ratification."),
	KEY("effective_from", NULL, FIELD_DATE, FIELD_DATING, effective_from, NULL, NULL,
	    "When the version begins to apply, where it is not when it was published or ratified."),
	KEY("effective_to", NULL, FIELD_DATE, FIELD_DATING, effective_to, NULL, NULL,
	    "The last day on which the version applies, where it is not the day before the next one begins."),
	KEY("publish_from", NULL, FIELD_DATE, FIELD_DATING, publish_from, NULL, NULL,
	    "The day before which the version is in no published file."),
	KEY("transition", "transition", FIELD_TEXT, FIELD_SCOPE | FIELD_PROSE, transition, NULL, NULL,
	    "Which date of a referral decides whether this version applies to it."),
	CALLED("Withdrawal", "withdrawn", "withdrawn", FIELD_OBJECT, FIELD_SCOPE, withdrawn, NULL, &withdrawal_fields,
	       "When and why the policy was withdrawn."),
	DERIVED("fingerprint", FIELD_TEXT, FIELD_ALWAYS | FIELD_TOKEN, fingerprint, NULL, NULL,
		"SHA-256 over the ratified words: equal for two copies that say the same."),
	KEY("purpose", "document_control.purpose", FIELD_TEXT, FIELD_BLANK_ALLOWED | FIELD_PROSE, purpose, NULL, NULL,
	    "What the document is for."),
	KEY("supersedes", "document_control.supersedes", FIELD_TEXT, FIELD_BLANK_ALLOWED, supersedes, NULL, NULL,
	    "What the policy takes the place of."),
	KEY("author", "document_control.author", FIELD_TEXT, FIELD_BLANK_ALLOWED, author, NULL, NULL,
	    "Who wrote it, with the job title."),
	KEY("ratified_by", "document_control.ratified_by", FIELD_TEXT, FIELD_BLANK_ALLOWED | FIELD_OF_RATIFIED,
	    ratified_by, NULL, NULL, "The committee that ratified it."),
	KEY("date_ratified", "document_control.date_ratified", FIELD_DATE,
	    FIELD_BLANK_ALLOWED | FIELD_DATING | FIELD_OF_RATIFIED, date_ratified, NULL, NULL,
	    "When it was ratified: a month (2025-05) or a day (2025-05-12)."),
	KEY("date_published", "document_control.date_published", FIELD_DATE,
	    FIELD_BLANK_ALLOWED | FIELD_DATING | FIELD_OF_RATIFIED, date_published, NULL, NULL,
	    "When it was published: a month (2025-05) or a day (2025-05-12)."),
	CALLED("Published", "published_where", "document_control.published_where", FIELD_TEXT, FIELD_BLANK_ALLOWED,
	       published_where, NULL, NULL, "Where it was published."),
	KEY("target_audience", "document_control.target_audience", FIELD_TEXT, FIELD_BLANK_ALLOWED | FIELD_PROSE,
	    target_audience, NULL, NULL, "Whom it is written for."),
	CALLED("Document control", "document_control", "document_control.wording", FIELD_MAP, FIELD_ALWAYS,
	       document_control, NULL, NULL,
	       "The ratified words of rows of the document control table that say it otherwise than the fields would."),
	DERIVED("document_control_rows", FIELD_LIST, FIELD_ALWAYS, control_rows, NULL, &control_row_fields,
		"The document control table as the document shows it."),
	KEY("last_reviewed", "review.last_reviewed", FIELD_DATE, FIELD_DATING | FIELD_OF_RATIFIED, last_reviewed, NULL,
	    NULL, "When the policy was last reviewed: a month (2025-05) or a day (2025-05-12)."),
	CALLED("Review interval", "review_every", "review.every", FIELD_DURATION, FIELD_DATING, review_every, NULL,
	       NULL, "How often it is reviewed."),
	KEY("review_date", "review.due", FIELD_DATE, FIELD_BLANK_ALLOWED | FIELD_DATING | FIELD_OF_RATIFIED,
	    review_date, NULL, NULL, "When it is to be reviewed next: a month (2025-05) or a day (2025-05-12)."),
	KEY("review_extended", "review.extended", FIELD_OBJECT, FIELD_DATING, review_extended, NULL,
	    &review_extension_fields, "A later review date that was agreed."),
	KEY("review_started", "review.started", FIELD_DATE, FIELD_DATING, review_started, NULL, NULL,
	    "When a review began."),
	DERIVED("review.line", FIELD_TEXT, 0, last_reviewed_line, NULL, NULL,
		"The document's own line on when it was last reviewed."),
	DERIVED("review.sentence", FIELD_TEXT, 0, review_sentence, NULL, NULL,
		"The document's own sentence on how often it is reviewed."),
	KEY("coding_logic", "coding_logic", FIELD_OBJECT, FIELD_CODING, coding_logic, NULL, &coding_logic_fields,
	    "How the code sets combine; without it, that is not stated."),
	KEY("cross_references", NULL, FIELD_TEXT_LIST, FIELD_BLANK_ALLOWED, cross_reference_texts, NULL, NULL,
	    "Other policies and guidance: policy: and a ref, or the words where there is no ref; N/A for none."),
	DERIVED("cross_references", FIELD_LIST, FIELD_ALWAYS, cross_references, NULL, &cross_reference_fields,
		"Other policies and guidance to read beside this one."),
	CALLED("Summary for the public", "summary", "summary", FIELD_TEXT, FIELD_EDITORIAL | FIELD_PROSE, summary, NULL,
	       NULL, "The policy in plain words for the public; no part of the policy."),
	KEY("specialty", "specialty", FIELD_TEXT_LIST, FIELD_ALWAYS | FIELD_EDITORIAL, specialty, NULL, NULL,
	    "The specialties by which people look for the policy."),
	KEY("keywords", "keywords", FIELD_TEXT_LIST, FIELD_ALWAYS | FIELD_EDITORIAL, keywords, NULL, NULL,
	    "Words that people search for."),
	KEY("documents", "documents", FIELD_LIST, FIELD_ALWAYS, documents, NULL, &related_document_fields,
	    "Documents that belong to the policy, such as forms and leaflets."),
	KEY("history", "history", FIELD_LIST, FIELD_ALWAYS, history, NULL, &history_entry_fields,
	    "What changed in each version, oldest first."),
	DERIVED("history_lines", FIELD_TEXT_LIST, FIELD_ALWAYS, history_lines, NULL, NULL,
		"The sentences of the version history as the document shows them; none where it shows a table."),
	KEY("previous_refs", "previous_refs", FIELD_TEXT_LIST, FIELD_ALWAYS | FIELD_EDITORIAL, previous_refs, NULL,
	    NULL, "Refs that the policy had before."),
	KEY("redirect_from", "redirect_from", FIELD_TEXT_LIST, FIELD_ALWAYS | FIELD_EDITORIAL, redirect_from, NULL,
	    NULL, "Old addresses that lead to the policy now."),
	KEY("allow", NULL, FIELD_LIST, 0, allow, NULL, &allow_entry_fields,
	    "Findings that were looked at and accepted, each with a reason."),
	CALLED("Other keys", NULL, "extra", FIELD_VALUE, FIELD_ALWAYS | FIELD_EDITORIAL, extra, NULL, NULL,
	       "The organisation's own keys, which begin with x_, as they were written."),
};
static const struct field removal_stub_rows[] = {
	KEY("ref", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_TOKEN, ref, NULL, NULL,
	    "The policy's permanent name, the same as its file's."),
	KEY("title", NULL, FIELD_TEXT, FIELD_REQUIRED, title, NULL, NULL, "The policy's title."),
	KEY("removed", NULL, FIELD_OBJECT, FIELD_REQUIRED, removed, NULL, &removal_fields,
	    "From when on it is no longer published, and why."),
};
const struct field_table removal_stub_fields = FIELD_TABLE("removed policy", STRUCTURE, removal_stub_rows);
static const struct field_group policy_groups[] = {
	{"category", "The category of the intervention, in the ratified words and in plain ones."},
	{"effective", "Between which days the version applies."},
	{"document_control", "The document control table: its values, its ratified words, and the table as shown."},
	{"review", "When the policy was reviewed last and is to be reviewed next."},
	{NULL, NULL},
};
const struct field_table policy_fields = {
	"policy", sizeof(STRUCTURE), policy_rows, sizeof policy_rows / sizeof *policy_rows, policy_groups,
};
#undef STRUCTURE

const char *const standing_names[] = {
	[STANDING_DRAFT] = "draft",           [STANDING_UPCOMING] = "upcoming",   [STANDING_IN_FORCE] = "in_force",
	[STANDING_SUPERSEDED] = "superseded", [STANDING_WITHDRAWN] = "withdrawn", NULL,
};

struct policy *policy_new(const char *path, struct text bytes)
{
	struct policy *policy = memory_allocate(sizeof *policy);

	source_init(&policy->source, &policy->arena, arena_string(&policy->arena, text_of(path)),
		    arena_copy(&policy->arena, bytes));
	findings_init(&policy->findings, &policy->arena, TEXT(""));
	policy->file_ref = "";
	field_clear(&policy_fields, policy);
	return policy;
}

void policy_free(struct policy *policy)
{
	if (policy == NULL)
		return;
	arena_release(&policy->scratch);
	arena_release(&policy->arena);
	free(policy);
}

/* A text as a part of a path: what is no letter, digit, "." or "-" becomes "-". */
static struct text path_part(struct arena *arena, struct text text, bool lower)
{
	char *bytes = arena_string(arena, text);

	for (size_t i = 0; i < text.length; i++) {
		if (lower)
			bytes[i] = ascii_lower(bytes[i]);
		if (!is_ascii_letter(bytes[i]) && !is_ascii_digit(bytes[i]) && (bytes[i] != '.' || i == 0))
			bytes[i] = '-';
	}
	return text.length > 0 ? (struct text){bytes, text.length} : TEXT("-");
}

struct text ref_slug(struct arena *arena, struct text ref)
{
	return path_part(arena, ref, true);
}

struct text version_slug(struct arena *arena, struct text version)
{
	return path_part(arena, version, false);
}

struct text old_address_path(struct text address)
{
	static const struct text index = TEXT_INIT("index.html");
	size_t scheme = text_find(address, TEXT("://"), 0), end;
	if (scheme != TEXT_NOT_FOUND) {
		size_t slash = text_find_byte(address, '/', scheme + 3);
		address = slash == TEXT_NOT_FOUND ? TEXT("") : text_slice(address, slash, address.length);
	}
	for (end = 0; end < address.length && address.bytes[end] != '?' && address.bytes[end] != '#'; end++)
		;
	address.length = end;
	if (text_ends(address, index))
		address.length -= index.length;
	while (address.length && address.bytes[0] == '/')
		address = text_slice(address, 1, address.length);
	while (address.length && address.bytes[address.length - 1] == '/')
		address.length--;
	return address;
}

struct place policy_include_place(const struct policy *policy, struct place place)
{
	if (place.source == &policy->source)
		return PLACE_NONE;
	for (size_t i = 0; i < policy->include_count; i++)
		if (policy->includes[i].source == place.source)
			return policy->includes[i].place;
	return PLACE_NONE;
}

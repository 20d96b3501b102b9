/* Findings: subjects and notes, allowances, severities, the order and the joining of a report, identities. */
#include "unit.h"

#include "diag/finding.h"

/* A document with findings of its own, as a policy has. */
struct document {
	struct arena arena;
	struct source source;
	struct findings findings;
};

static void document_init(struct document *document, const char *path, const char *owner, struct text bytes)
{
	*document = (struct document){.arena = ARENA_EMPTY};
	source_init(&document->source, &document->arena, path, bytes);
	findings_init(&document->findings, &document->arena, text_of(owner));
}

/* The place of the `ordinal`th (from 0) `words` in the document. */
static struct place place_find(const struct document *document, const char *words, size_t ordinal)
{
	struct text needle = text_of(words);
	size_t at = text_find(document->source.bytes, needle, 0);

	for (; ordinal > 0; ordinal--)
		at = text_find(document->source.bytes, needle, at + 1);
	assert_true(at != TEXT_NOT_FOUND);
	return place_of(&document->source, at, at + needle.length);
}

static void finish(struct report *report, struct arena *arena, struct document *const *documents, size_t count)
{
	struct findings *findings[8];
	struct severities severities;

	assert_true(count <= 8);
	for (size_t i = 0; i < count; i++)
		findings[i] = &documents[i]->findings;
	severities_default(&severities);
	findings_finish(report, arena, findings, count, &severities);
	report_identify(report);
}

static void test_adding(void **state)
{
	struct document document;
	struct finding *first = NULL, *second = NULL;

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("one two\n"));
	first = findings_add(&document.findings, CHECK_SYNTAX, place_find(&document, "two", 0), "the word %s, %d%%",
			     "two", 5);
	second = findings_add(&document.findings, CHECK_NO_SUMMARY, PLACE_NONE, "no summary");
	assert_int_equal(document.findings.count, 2);
	assert_ptr_equal(document.findings.first, first);
	assert_ptr_equal(first->next, second);
	assert_null(second->next);
	assert_text_is(first->message, "the word two, 5%");
	assert_text_is(first->owner, "A1");
	assert_int_equal(first->severity, SEVERITY_ERROR);
	assert_int_equal(second->severity, SEVERITY_INFO);
	assert_null(first->accepted.bytes);
	arena_release(&document.arena);
}

static void test_subjects(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	char words[16];

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("S103 S103 S103 S104"));
	finding = findings_add_subject(&document.findings, CHECK_DUPLICATE_CODE, TEXT("S10.3"),
				       place_find(&document, "S103", 1), "twice");
	/* what was given as the subject may change afterwards */
	snprintf(words, sizeof words, "S10.3");
	assert_ptr_equal(findings_add_subject(&document.findings, CHECK_DUPLICATE_CODE, text_of(words),
					      place_find(&document, "S103", 2), "again"),
			 finding);
	words[0] = 'X';
	assert_int_equal(document.findings.count, 1);
	assert_text_is(finding->message, "twice");
	assert_text_is(finding->subject, "S10.3");
	assert_int_equal(finding->note_count, 1);
	assert_text_is(finding->notes->message, "also here");
	assert_int_equal(finding->notes->place.begin, 10);
	/* another check, another subject, another owner: another finding */
	findings_add_subject(&document.findings, CHECK_SHORT_CODE, TEXT("S10.3"), PLACE_NONE, "short");
	findings_add_subject(&document.findings, CHECK_DUPLICATE_CODE, TEXT("S10.4"), PLACE_NONE, "twice");
	document.findings.owner = TEXT("A2");
	findings_add_subject(&document.findings, CHECK_DUPLICATE_CODE, TEXT("S10.3"), PLACE_NONE, "twice");
	assert_int_equal(document.findings.count, 4);
	arena_release(&document.arena);
}

static void test_many_subjects(void **state)
{
	struct document document;
	struct report report;

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("0123456789"));
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 5000; i++) {
			char subject[16];
			snprintf(subject, sizeof subject, "S%d", i);
			findings_add_subject(&document.findings, CHECK_BAD_CODE, text_of(subject),
					     place_of(&document.source, (size_t)round, 9), "code %d", i);
		}
	}
	assert_int_equal(document.findings.count, 5000);
	for (const struct finding *finding = document.findings.first; finding; finding = finding->next)
		assert_int_equal(finding->note_count, 2);
	finish(&report, &document.arena, (struct document *[]){&document}, 1);
	assert_int_equal(report.count, 5000);
	arena_release(&document.arena);
}

static void test_seventy_notes(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	const struct note *note = NULL;

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("0123456789"));
	finding = findings_add(&document.findings, CHECK_BAD_CODE, PLACE_NONE, "many");
	for (int i = 0; i < 70; i++)
		finding_note(&document.findings, finding, place_of(&document.source, 1, 2), "note %d", i);
	assert_int_equal(finding->note_count, 70);
	note = finding->notes;
	for (int i = 0; i < NOTES_SHOWN_MOST; i++, note = note->next) {
		char expected[16];
		snprintf(expected, sizeof expected, "note %d", i);
		assert_text_is(note->message, expected);
	}
	assert_null(note);
	arena_release(&document.arena);
}

static void test_fix(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	char replacement[] = "date_ratified";

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("date_ratifed: 2025-05\n"));
	finding = findings_add(&document.findings, CHECK_UNKNOWN_KEY, place_find(&document, "date_ratifed", 0), "key");
	assert_null(finding->fix);
	finding_fix(&document.findings, finding, finding->place, text_of(replacement), "write date_ratified");
	replacement[0] = 'X';
	assert_text_is(finding->fix->replacement, "date_ratified");
	assert_text_is(finding->fix->description, "write date_ratified");
	arena_release(&document.arena);
}

static void test_allowances(void **state)
{
	struct document document;
	struct finding *by_message = NULL, *by_words = NULL, *by_none = NULL, *over_lines = NULL;
	struct allowance allowances[] = {
		{CHECK_DUPLICATE_CODE, TEXT_INIT("S10.3"), TEXT_INIT("ratified so"), {NULL, 0, 0}, false},
		{CHECK_DUPLICATE_CODE, TEXT_INIT("S113"), TEXT_INIT("and so"), {NULL, 0, 0}, false},
		{CHECK_DUPLICATE_CODE, TEXT_INIT("S99"), TEXT_INIT("nowhere"), {NULL, 0, 0}, false},
		{CHECK_DUPLICATE_CODE, TEXT_INIT("Chemical peeling of lesion"), {NULL, 0}, {NULL, 0, 0}, false},
		{CHECK_DUPLICATE_CODE, TEXT_INIT("S10.3"), TEXT_INIT("too late"), {NULL, 0, 0}, false},
		{CHECK_SHORT_CODE, TEXT_INIT(""), TEXT_INIT("of another check"), {NULL, 0, 0}, false},
	};

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("S103 S113 S601\nChemical  peeling\r\nof\tlesion\n"));
	by_message = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_find(&document, "S103", 0),
				  "OPCS-4 code S10.3 is listed twice");
	by_words = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_find(&document, "S113", 0),
				"OPCS-4 code S11.3 is listed twice");
	by_none = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_find(&document, "S601", 0),
			       "OPCS-4 code S60.1 is listed twice");
	over_lines = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_of(&document.source, 15, 43), "x");
	findings_accept(&document.findings, allowances, ARRAY_COUNT(allowances));
	assert_text_is(by_message->accepted, "ratified so");
	assert_text_is(by_words->accepted, "and so");
	assert_null(by_none->accepted.bytes);
	assert_non_null(over_lines->accepted.bytes); /* without a reason, but accepted */
	assert_text_is(over_lines->accepted, "");
	assert_true(allowances[0].is_used && allowances[1].is_used && allowances[3].is_used);
	assert_false(allowances[2].is_used || allowances[4].is_used || allowances[5].is_used);
	arena_release(&document.arena);
}

static void test_allowance_of_all(void **state)
{
	struct document document;
	struct report report;
	struct allowance allowances[] = {
		{CHECK_BLANK_FIELD, {NULL, 0}, TEXT_INIT("blank on purpose"), {NULL, 0, 0}, false},
		{CHECK_ENCODING, {NULL, 0}, TEXT_INIT("never mind"), {NULL, 0, 0}, false},
	};

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("one\ntwo\n"));
	findings_add(&document.findings, CHECK_BLANK_FIELD, place_of(&document.source, 0, 3), "author");
	findings_add(&document.findings, CHECK_BLANK_FIELD, PLACE_NONE, "purpose");
	findings_add(&document.findings, CHECK_ENCODING, place_of(&document.source, 4, 5), "a bad character");
	findings_add(&document.findings, CHECK_NO_SUMMARY, place_of(&document.source, 4, 5), "no summary");
	findings_accept(&document.findings, NULL, 0);
	findings_accept(&document.findings, allowances, 2);
	assert_true(allowances[0].is_used);
	/* what could not be read can't be accepted */
	assert_false(allowances[1].is_used);
	finish(&report, &document.arena, (struct document *[]){&document}, 1);
	assert_int_equal(report.accepted, 2);
	assert_int_equal(report.errors, 1);
	assert_int_equal(report.warnings, 0);
	assert_int_equal(report.infos, 1);
	arena_release(&document.arena);
}

static void test_severities(void **state)
{
	struct document document;
	struct findings *findings = NULL;
	struct severities severities;
	struct finding *raised = NULL, *lowered = NULL, *kept_low = NULL, *off = NULL;
	struct report report;

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("one\n"));
	findings = &document.findings;
	raised = findings_add(findings, CHECK_NO_SUMMARY, PLACE_NONE, "info made error");
	lowered = findings_add(findings, CHECK_BAD_CODE, PLACE_NONE, "error made info");
	/* across policies a warning, whatever the configuration says of the rest */
	kept_low = findings_add(findings, CHECK_CONFLICTING_CODE_TERMS, PLACE_NONE, "across policies");
	kept_low->severity = SEVERITY_WARNING;
	off = findings_add(findings, CHECK_SHORT_CODE, PLACE_NONE, "off");
	severities_default(&severities);
	assert_int_equal(severities.of[CHECK_SHORT_CODE], SEVERITY_WARNING);
	severities.of[CHECK_NO_SUMMARY] = SEVERITY_ERROR;
	severities.of[CHECK_BAD_CODE] = SEVERITY_INFO;
	severities.of[CHECK_SHORT_CODE] = SEVERITY_OFF;
	findings_finish(&report, &document.arena, &findings, 1, &severities);
	assert_int_equal(raised->severity, SEVERITY_ERROR);
	assert_int_equal(lowered->severity, SEVERITY_INFO);
	assert_int_equal(kept_low->severity, SEVERITY_WARNING);
	assert_int_equal(report.count, 3);
	for (size_t i = 0; i < report.count; i++)
		assert_ptr_not_equal(report.findings[i], off);
	severities.of[CHECK_CONFLICTING_CODE_TERMS] = SEVERITY_INFO;
	findings_finish(&report, &document.arena, &findings, 1, &severities);
	assert_int_equal(kept_low->severity, SEVERITY_INFO);
	arena_release(&document.arena);
}

static void test_order(void **state)
{
	static const char *const expected[] = {"of the suite", "first", "longer", "longest", "short",
					       "short b",      "other", "late",   "in b"};
	struct document a, b;
	struct arena arena = ARENA_EMPTY;
	struct report report;

	(void)state;
	document_init(&a, "policies/a.md", "A1", TEXT("0123456789"));
	document_init(&b, "policies/b.md", "B1", TEXT("0123456789"));
	findings_add(&b.findings, CHECK_SYNTAX, place_of(&b.source, 0, 1), "in b");
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 9, 9), "late");
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 5, 6), "other");
	findings_add(&a.findings, CHECK_SHORT_CODE, place_of(&a.source, 5, 6), "short b");
	findings_add(&a.findings, CHECK_SHORT_CODE, place_of(&a.source, 5, 6), "short");
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 2, 9), "longest");
	findings_add(&a.findings, CHECK_YAML, place_of(&a.source, 2, 4), "longer");
	findings_add(&a.findings, CHECK_YAML, place_of(&a.source, 0, 0), "first");
	findings_add(&a.findings, CHECK_UNREADABLE, PLACE_NONE, "of the suite");
	finish(&report, &arena, (struct document *[]){&b, &a}, 2);
	assert_int_equal(report.count, ARRAY_COUNT(expected));
	for (size_t i = 0; i < report.count; i++)
		assert_text_is(report.findings[i]->message, expected[i]);
	assert_int_equal(report.errors, 7);
	assert_int_equal(report.warnings, 2);
	arena_release(&a.arena);
	arena_release(&b.arena);
	arena_release(&arena);
}

/* The same subject in the lists of two documents, and the same finding made twice. */
static void test_joining(void **state)
{
	struct document a, b;
	struct arena arena = ARENA_EMPTY;
	struct report report;
	struct finding *later = NULL, *kept = NULL;
	struct allowance all = {CHECK_BAD_CODE, {NULL, 0}, TEXT_INIT("as it is"), {NULL, 0, 0}, false};

	(void)state;
	document_init(&a, "policies/a.md", "A1", TEXT("0123456789"));
	document_init(&b, "policies/b.md", "A1", TEXT("0123456789"));
	later = findings_add_subject(&b.findings, CHECK_BAD_CODE, TEXT("S1"), place_of(&b.source, 3, 4), "later");
	for (int i = 0; i < 70; i++)
		finding_note(&b.findings, later, place_of(&b.source, 5, 6), "its note %d", i);
	findings_add_subject(&a.findings, CHECK_BAD_CODE, TEXT("S1"), place_of(&a.source, 7, 8), "first");
	findings_accept(&a.findings, &all, 1);
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 8, 9), "twice the same");
	findings_add(&b.findings, CHECK_SYNTAX, place_of(&a.source, 8, 9), "twice the same");
	finish(&report, &arena, (struct document *[]){&b, &a}, 2);
	assert_int_equal(report.count, 2);
	kept = report.findings[0];
	assert_text_is(kept->message, "first");
	assert_int_equal(kept->note_count, 71);
	assert_text_is(kept->notes->message, "also here");
	assert_ptr_equal(kept->notes->place.source, &b.source);
	assert_int_equal(kept->notes->place.begin, 3);
	assert_text_is(kept->last_note->message, "its note 3");
	assert_null(kept->accepted.bytes); /* only one of the two was accepted */
	assert_int_equal(report.findings[1]->note_count, 0);
	assert_int_equal(report.errors, 2);
	arena_release(&arena);
	arena_release(&a.arena);
	arena_release(&b.arena);
}

static void test_identity_parts(void **state)
{
	struct document document;
	struct report report;
	struct finding *finding[6];

	(void)state;
	document_init(&document, "policies/a.md", "A1", TEXT("S103 S103 S104"));
	finding[0] = findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 0, 4), "x");
	finding[1] = findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 5, 9), "x");
	finding[2] = findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 10, 14), "x");
	finding[3] = findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 0, 4), "x");
	finding[4] = findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 0, 4), "y");
	finding[4]->path = TEXT("coding");
	document.findings.owner = TEXT("A2");
	finding[5] = findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 0, 4), "x");
	finish(&report, &document.arena, (struct document *[]){&document}, 1);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(strlen(finding[i]->identity), 16);
		assert_int_equal(strspn(finding[i]->identity, "0123456789abcdef"), 16);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(finding[i]->identity, finding[j]->identity);
	}
	arena_release(&document.arena);
}

/* An identity is a promise to baselines of earlier runs: these must never change. */
static void test_identity_is_kept(void **state)
{
	struct document document;
	struct report report;
	struct finding *finding = NULL;

	(void)state;
	document_init(&document, "policies/a.md", "CMICB_Clin055", TEXT("\n| S103 | Chemical\n  peeling |"));
	finding = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_find(&document, "S103", 0), "m");
	finding->path = TEXT("c-9-1");
	findings_add(&document.findings, CHECK_UNREADABLE, PLACE_NONE, "m");
	finish(&report, &document.arena, (struct document *[]){&document}, 1);
	assert_string_equal(report.findings[0]->identity, "039300a59803e89c");
	assert_string_equal(finding->identity, "a26c6d1a338819c5");
	arena_release(&document.arena);
}

static void collect_identities(struct text bytes, char identities[20][17])
{
	struct document document;
	struct report report;
	size_t at = 0;

	document_init(&document, "policies/a.md", "A1", bytes);
	for (size_t i = 0; i < 20; i++, at++) {
		at = text_find(bytes, TEXT("the the"), at);
		assert_true(at != TEXT_NOT_FOUND);
		findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, at, at + 7), "twice");
	}
	finish(&report, &document.arena, (struct document *[]){&document}, 1);
	assert_int_equal(report.count, 20);
	for (size_t i = 0; i < 20; i++)
		memcpy(identities[i], report.findings[i]->identity, 17);
	arena_release(&document.arena);
}

/* Equal findings keep their identities when lines are put in above them, and when line ends change. */
static void test_identity_without_lines(void **state)
{
	struct buffer plain = BUFFER_EMPTY, below = BUFFER_EMPTY;
	char before[20][17], after[20][17];

	(void)state;
	for (int i = 0; i < 50; i++)
		buffer_append_format(&below, "A new line %d.\r\n", i);
	for (int i = 0; i < 20; i++) {
		buffer_append_string(&plain, "of the the list\n");
		buffer_append_string(&below, "of the the list\r\n");
	}
	collect_identities(buffer_text(&plain), before);
	collect_identities(buffer_text(&below), after);
	for (size_t i = 0; i < 20; i++) {
		assert_string_equal(before[i], after[i]);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(before[i], before[j]);
	}
	buffer_release(&plain);
	buffer_release(&below);
}

/* A line that is broken elsewhere is the same words. */
static void test_identity_of_broken_lines(void **state)
{
	struct document a, b;
	struct report report;
	char identity[17];

	(void)state;
	document_init(&a, "policies/a.md", "A1", TEXT("policy statement and more"));
	document_init(&b, "policies/a.md", "A1", TEXT("   policy\r\n   statement and\nmore"));
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 0, 25), "x");
	findings_add(&b.findings, CHECK_SYNTAX, place_of(&b.source, 3, 32), "x");
	finish(&report, &a.arena, (struct document *[]){&a}, 1);
	memcpy(identity, report.findings[0]->identity, sizeof identity);
	finish(&report, &b.arena, (struct document *[]){&b}, 1);
	assert_string_equal(report.findings[0]->identity, identity);
	arena_release(&a.arena);
	arena_release(&b.arena);
}

static bool is_of_path(const struct finding *finding, const void *context)
{
	const char *path = context;

	return finding->place.source && strcmp(finding->place.source->path, path) == 0;
}

static void test_keeping(void **state)
{
	struct document a, b;
	struct report report;
	char identity[17];

	(void)state;
	document_init(&a, "policies/a.md", "A1", TEXT("x x"));
	document_init(&b, "policies/b.md", "A1", TEXT("x"));
	findings_add(&a.findings, CHECK_SYNTAX, place_of(&a.source, 0, 1), "in a");
	findings_add(&b.findings, CHECK_SYNTAX, place_of(&b.source, 0, 1), "in b");
	findings_add(&b.findings, CHECK_NO_SUMMARY, PLACE_NONE, "of none");
	finish(&report, &a.arena, (struct document *[]){&a, &b}, 2);
	assert_int_equal(report.count, 3);
	memcpy(identity, report.findings[2]->identity, sizeof identity);
	report_keep(&report, is_of_path, "policies/b.md");
	assert_int_equal(report.count, 1);
	assert_int_equal(report.errors, 1);
	assert_int_equal(report.infos, 0);
	assert_text_is(report.findings[0]->message, "in b");
	/* it is the second of its kind in the suite, whether the first is shown or not */
	assert_string_equal(report.findings[0]->identity, identity);
	arena_release(&a.arena);
	arena_release(&b.arena);
}

static void test_nothing(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct severities severities;
	struct report report;

	(void)state;
	severities_default(&severities);
	findings_finish(&report, &arena, NULL, 0, &severities);
	assert_int_equal(report.count, 0);
	assert_int_equal(report.errors + report.warnings + report.infos + report.accepted, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_adding),
		cmocka_unit_test(test_subjects),
		cmocka_unit_test(test_many_subjects),
		cmocka_unit_test(test_seventy_notes),
		cmocka_unit_test(test_fix),
		cmocka_unit_test(test_allowances),
		cmocka_unit_test(test_allowance_of_all),
		cmocka_unit_test(test_severities),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_joining),
		cmocka_unit_test(test_identity_parts),
		cmocka_unit_test(test_identity_is_kept),
		cmocka_unit_test(test_identity_without_lines),
		cmocka_unit_test(test_identity_of_broken_lines),
		cmocka_unit_test(test_keeping),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}

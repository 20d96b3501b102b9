/* What is said of a change, line by line, whatever form draws it. */
#include "unit.h"

#include "write/diff_lines.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct diff_account tell(const struct change *change, enum diff_form form)
{
	struct diff_step step = {change, 1};

	return diff_account_of(&arena, &step, form);
}

/* The line stands there, of that kind and with these words. */
static void assert_line(struct diff_lines lines, size_t at, enum diff_line_kind kind, const char *words)
{
	assert_true(at < lines.count);
	assert_int_equal(lines.items[at].kind, kind);
	assert_text_is(lines.items[at].words, words);
}

static void test_codes_are_told_together(void **state)
{
	(void)state;
	struct change changes[] = {
		{.subject = SUBJECT_CODE, .op = OP_ADDED, .class = CLASS_CODING, .label = TEXT("OPCS-4")},
		{.subject = SUBJECT_CODE, .op = OP_ADDED, .class = CLASS_CODING, .label = TEXT("OPCS-4")},
		{.subject = SUBJECT_CODE, .op = OP_ADDED, .class = CLASS_CODING, .label = TEXT("ICD-10")},
		{.subject = SUBJECT_FIELD, .op = OP_CHANGED, .class = CLASS_DATES},
		{.subject = SUBJECT_CLAUSE, .op = OP_FORMAT, .class = CLASS_EDITORIAL},
	};
	struct difference difference = {.changes = changes, .count = 5, .shown = 4};
	struct diff_pair pair = {.difference = &difference};
	struct diff_outline outline = diff_outline_of(&arena, &pair);

	assert_int_equal(outline.count, 2);
	assert_int_equal(outline.step_count, 3);
	assert_string_equal(outline.groups[0].heading, "Codes");
	assert_int_equal(outline.groups[0].count, 2);
	assert_int_equal(outline.groups[0].steps[0].count, 2);
	assert_string_equal(outline.groups[1].heading, "Dates");
	pair.formatting = true;
	assert_int_equal(diff_outline_of(&arena, &pair).step_count, 4);
}

/* Codes of one family are a line of the text form, and one each elsewhere. */
static void test_families(void **state)
{
	(void)state;
	const struct code codes[] = {{.canonical = TEXT("S60.1"), .match = MATCH_EXACT},
				     {.canonical = TEXT("S60.2"), .match = MATCH_EXACT},
				     {.canonical = TEXT("S10.3"), .match = MATCH_EXACT}};
	struct change changes[3];

	for (size_t i = 0; i < 3; i++)
		changes[i] = (struct change){.subject = SUBJECT_CODE,
					     .op = OP_REMOVED,
					     .label = TEXT("OPCS-4"),
					     .old_code = &codes[i],
					     .old_words = codes[i].canonical};
	struct diff_step step = {changes, 3};
	struct diff_account account = diff_account_of(&arena, &step, DIFF_FORM_TEXT);
	assert_text_is(account.title, "3 OPCS-4 codes removed");
	assert_int_equal(account.words.count, 2);
	assert_line(account.words, 0, DIFF_LINE_REMOVED, "S60: S60.1; S60.2");
	assert_line(account.words, 1, DIFF_LINE_REMOVED, "S10.3");
	assert_int_equal(diff_account_of(&arena, &step, DIFF_FORM_HTML).words.count, 3);
	assert_int_equal(diff_account_of(&arena, &step, DIFF_FORM_FO).words.count, 3);
}

static void test_a_field(void **state)
{
	(void)state;
	struct change date = {.subject = SUBJECT_FIELD,
			      .op = OP_CHANGED,
			      .label = TEXT("Review date"),
			      .is_rewritten = true,
			      .old_words = TEXT("June 2030"),
			      .new_words = TEXT("June 2031")};
	struct diff_account text = tell(&date, DIFF_FORM_TEXT), paper = tell(&date, DIFF_FORM_FO);

	assert_text_is(text.place, "Review date");
	assert_text_is(text.title, "June 2030 → June 2031");
	assert_int_equal(text.words.count, 0);
	assert_text_is(paper.title, "changed");
	assert_line(paper.words, 0, DIFF_LINE_EXCHANGE, "June 2030");
	assert_text_is(paper.words.items[0].instead, "June 2031");
}

/* What was added, with a group of criteria in it, and how the criterion combines with its neighbours. */
static void test_what_was_added(void **state)
{
	(void)state;
	const struct criteria_group any = {.combination = CRITERIA_ANY}, all = {.combination = CRITERIA_ALL};
	const struct change_level level = {.begin = 4, .depth = 1, .group = &any};
	struct change change = {.subject = SUBJECT_CRITERION,
				.op = OP_ADDED,
				.logic = LOGIC_CRITERION | LOGIC_AGE,
				.to = {.number = TEXT("1.2"), .section = TEXT("Policy statement")},
				.new_words = TEXT("Led\nto"),
				.new_group = &all,
				.levels = {&level, 1}};
	struct diff_account account = tell(&change, DIFF_FORM_HTML);

	assert_text_is(account.place, "1.2 Policy statement");
	assert_text_is(account.title, "criterion added");
	assert_text_is(account.logic, "age");
	assert_int_equal(account.words.count, 3);
	assert_line(account.words, 0, DIFF_LINE_ADDED, "Led");
	assert_int_equal(account.words.items[1].kind, DIFF_LINE_REMARK);
	assert_int_equal(account.words.items[1].depth, 1);
	assert_line(account.words, 2, DIFF_LINE_ADDED, "to");
	assert_int_equal(account.words.items[2].depth, 1);
	assert_int_equal(account.before.count, 0);
	assert_int_equal(account.after.count, 3);
	assert_int_equal(account.meaning.count, 1);
	assert_int_equal(account.meaning.items[0].kind, DIFF_LINE_SENTENCE);
}

static void test_what_was_split(void **state)
{
	(void)state;
	struct word_run runs[] = {{.op = '=', .text = TEXT("One. ")}, {.op = '+', .text = TEXT("Two.")}};
	const struct change_part parts[] = {{{.number = TEXT("1.1")}, TEXT("One.")},
					    {{.number = TEXT("1.2")}, TEXT("Two.")}};
	struct change change = {.subject = SUBJECT_CLAUSE,
				.op = OP_SPLIT,
				.logic = LOGIC_EFFECT,
				.new_effect = EFFECT_ELIGIBLE,
				.old_words = TEXT("One."),
				.new_words = TEXT("One. Two."),
				.words = {runs, 2},
				.parts = parts,
				.part_count = 2};
	struct diff_account account = tell(&change, DIFF_FORM_TEXT);

	assert_text_is(account.place, "Before the first section");
	assert_text_is(account.title, "clause split into 1.1 and 1.2");
	assert_int_equal(account.words.count, 1);
	assert_int_equal(account.words.items[0].kind, DIFF_LINE_RUN);
	assert_ptr_equal(account.words.items[0].runs, &change.words);
	assert_int_equal(account.parts.count, 2);
	assert_line(account.parts, 1, DIFF_LINE_PART, "Two.");
	assert_text_is(account.parts.items[1].label, "1.2");
	assert_line(account.meaning, 0, DIFF_LINE_EXCHANGE, "not read by policyc");
	assert_text_is(account.meaning.items[0].instead, "eligible");
	/* The words are in both already: there is nothing to mark. */
	runs[1].op = '=';
	assert_int_equal(tell(&change, DIFF_FORM_TEXT).words.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_are_told_together),
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_a_field),
		cmocka_unit_test(test_what_was_added),
		cmocka_unit_test(test_what_was_split),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}

#include "unit.h"

#include "tree/lead_in.h"

/* Says what some words say of a list: "all", "all 2", "at_least 2", with "condition" where they make one. */
static void assert_reading(const char *words, enum stated_effect effect, bool is_nested, const char *expected)
{
	struct buffer said = BUFFER_EMPTY;
	struct arena arena = ARENA_EMPTY;
	struct lead_in lead_in = lead_in_read(&arena, text_of(words), effect, is_nested);
	buffer_append_string(&said, criteria_operator_names[lead_in.combination]);
	if (lead_in.number || lead_in.announced)
		buffer_append_format(&said, " %u", lead_in.number ? lead_in.number : lead_in.announced);
	if (lead_in.end > lead_in.begin)
		buffer_append_format(&said, " \"%.*s\"", (int)(lead_in.end - lead_in.begin), words + lead_in.begin);
	if (lead_in.other_end > lead_in.other_begin)
		buffer_append_format(&said, " but \"%.*s\"", (int)(lead_in.other_end - lead_in.other_begin),
				     words + lead_in.other_begin);
	if (lead_in.is_condition)
		buffer_append_string(&said, ", condition");
	if (lead_in.goes_on)
		buffer_append_string(&said, ", goes on");
	if (lead_in.own == OWN_CONDITION)
		buffer_append_format(&said, ", own %s \"%.*s\"", own_join_names[lead_in.join],
				     (int)(lead_in.own_end - lead_in.own_begin), words + lead_in.own_begin);
	assert_string_equal(buffer_string(&said), expected);
	buffer_release(&said);
	arena_release(&arena);
}

static void assert_lead_in(const char *words, const char *expected)
{
	assert_reading(words, EFFECT_NOT_STATED, false, expected);
}

static void test_phrases(void **state)
{
	(void)state;
	assert_lead_in("Send all of the following:", "all \"all of\"");
	assert_lead_in("when ALL the following are met:", "all \"ALL\", condition");
	assert_lead_in("where all criteria below are met:", "all \"all\", condition");
	assert_lead_in("Both of:", "all 2 \"Both of\"");
	assert_lead_in("all three of these criteria:", "all 3 \"all three of\", condition");
	assert_lead_in("Any one or more of the following", "any \"Any one or more of\"");
	assert_lead_in("One or more of these:", "any \"One or more of\"");
	assert_lead_in("at least one of the following", "any \"at least one of\"");
	assert_lead_in("if either:", "any 2 \"either\", condition");
	assert_lead_in("None of the following:", "none \"None of\"");
	assert_lead_in("at least two of the following:", "at_least 2 \"at least two of\"");
	assert_lead_in("2 or more of the nine symptoms below:", "at_least 2 \"2 or more of\"");
	assert_lead_in("any two of these features:", "at_least 2 \"any two of\"");
	assert_lead_in("at least 0 of the following:", "at_least \"at least 0 of\"");
}

static void test_words_of_other_lists(void **state)
{
	(void)state;
	assert_lead_in("Funding for any of the procedures in this policy is approved where the patient has:",
		       "none_read, condition");
	assert_lead_in("all of the criteria in section 2 and any of the following:",
		       "any \"any of\", condition, own and \"all of the criteria in section 2\"");
	assert_lead_in("any of the criteria listed in the appendix:", "none_read, condition");
	assert_lead_in("Previous treatments, if any:", "none_read, condition");
	assert_lead_in("The following procedures:", "none_read");
	assert_lead_in("", "none_read");
}

static void test_several_phrases(void **state)
{
	(void)state;
	assert_lead_in("any of the following or all of the following:", "unclear \"any of\" but \"all of\"");
	assert_lead_in("any of the following, that is, one or more of the following:", "any \"any of\"");
}

static void test_negations(void **state)
{
	(void)state;
	assert_lead_in("Patients must not have any of the following:", "none \"any of\"");
	assert_lead_in("Patients who don't smoke or have any of the following:",
		       "none \"any of\", own unclear \"who don't smoke\"");
	assert_lead_in("with no history of any of the following:", "none \"any of\"");
	assert_lead_in("It is not funded for any of the following:", "any \"any of\", condition");
	assert_lead_in("It is not funded unless any of the following apply:", "any \"any of\", condition");
	assert_lead_in("It must not wait for any of the following:", "unclear \"any of\" but \"not\"");
	assert_lead_in("Not all of the following:", "at_most \"Not all of\"");
	assert_lead_in("It is not delayed in any of the following circumstances:", "any \"any of\", condition");
}

static void test_limits(void **state)
{
	(void)state;
	assert_lead_in("with fewer than two of the following:", "at_most 1 \"fewer than two of\"");
	assert_lead_in("with more than one of the following:", "at_least 2 \"more than one of\"");
	assert_lead_in("with no more than one of the following:", "at_most 1 \"no more than one of\"");
	assert_lead_in("with one, and only one, of the following:", "exactly 1 \"one, and only one, of\", condition");
	assert_lead_in("with one, or more, of the following:", "any \"one, or more, of\"");
	assert_lead_in("in the absence of any of the following:", "none \"any of\"");
	assert_lead_in("where the following are not both present:", "at_most 2 \"not both\", condition");
	assert_lead_in("with two of the following:", "unclear \"two of\"");
	assert_lead_in("with all but one of the following:", "unclear \"all but one of\"");
	assert_lead_in("with some or all of the following:", "unclear \"some or all of\"");
	assert_lead_in("with at least one but no more than two of the following:",
		       "unclear \"at least one but no more than two of\"");
	assert_lead_in("with only one of the following:", "unclear \"only one of\", condition");
	assert_lead_in("who meet the first two of these criteria and either of the others:",
		       "unclear \"the first two of\" but \"either of\", condition");
	assert_lead_in("where any of the following apply, where appropriate:",
		       "unclear \"any of\" but \"where appropriate\", condition, own unclear \"where appropriate\"");
	assert_lead_in("who have not responded to all of the following:", "unclear \"all of\" but \"not\"");
	assert_lead_in("who fail to meet any of the following:", "unclear \"any of\" but \"fail to\"");
	assert_lead_in("who have failed at least two of the following:", "at_least 2 \"at least two of\"");
	assert_lead_in("all patients with the following:", "none_read, condition");
}

static void test_sets(void **state)
{
	(void)state;
	assert_lead_in("who meet the following 3 criteria:", "all 3 \"following 3 criteria\", condition");
	assert_lead_in("The following conditions must be satisfied:", "all \"following conditions\"");
	assert_lead_in("where the following criteria are not met:", "none_read, condition");
	assert_lead_in("where the following apply:", "none_read, condition");
}

static void test_own_conditions(void **state)
{
	(void)state;
	assert_lead_in("where there is a cataract and one or more of the following:",
		       "any \"one or more of\", condition, own and \"there is a cataract\"");
	assert_lead_in("where the lesion is large, or any of the following apply:",
		       "any \"any of\", condition, own or \"the lesion is large,\"");
	assert_lead_in("if any of the following have been present for six months:",
		       "any \"any of\", condition, own each \"for six months\"");
	assert_lead_in("For children under 12, it is funded if both of the following apply:",
		       "all 2 \"both of\", condition, own when \"For children under 12\"");
	assert_lead_in("where BMI is 40 or more, or 35 to 40 with one of the following:",
		       "any \"one of\", condition, own unclear \"BMI is 40 or more, or 35 to 40\"");
	assert_lead_in("It is funded for adults who have any of the following:", "any \"any of\", condition");
}

static void assert_after(const char *words, enum after_list_kind kind, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct after_list after = after_list_read(&arena, text_of(words));
	assert_int_equal(after.kind, kind);
	assert_string_equal(criteria_operator_names[after.combination], expected);
	arena_release(&arena);
}

static void test_paragraphs_after(void **state)
{
	(void)state;
	assert_after("All of the above must be met.", AFTER_COMBINES, "all");
	assert_after("Any one of these is sufficient.", AFTER_COMBINES, "any");
	assert_after("At least two of the above are needed.", AFTER_COMBINES, "at_least");
	assert_after("All of the above must be recorded.", AFTER_NOTHING, "none_read");
	assert_after("Not all of the above are needed.", AFTER_NOTHING, "none_read");
	assert_after("OR – children with a cleft palate.", AFTER_GOES_ON, "none_read");
	assert_after("Alternatively, a letter may be sent.", AFTER_GOES_ON, "none_read");
	assert_after("In addition, the patient must not smoke.", AFTER_ADDS, "none_read");
	assert_after("Patients are told of the risks.", AFTER_NOTHING, "none_read");
}

static void test_conditions(void **state)
{
	(void)state;
	assert_lead_in("Patients with:", "none_read, condition");
	assert_lead_in("People who have a severe illness are offered more time:", "none_read");
	assert_lead_in("Treatment is offered where", "none_read, condition");
	assert_lead_in("The criteria are long.", "none_read");
	assert_lead_in("The criteria are set out below.", "none_read, condition");
	assert_lead_in("The request includes:", "none_read");
	assert_reading("Treatment for:", EFFECT_OF_WORDS, false, "none_read, condition");
	assert_reading("Treatment for the following procedures:", EFFECT_OF_WORDS, false, "none_read");
	assert_reading("severe pain:", EFFECT_NOT_STATED, true, "none_read, condition");
	assert_reading("severe pain, such as:", EFFECT_NOT_STATED, true, "none_read");
	assert_reading("severe pain (e.g.)", EFFECT_NOT_STATED, true, "none_read");
	assert_reading("pain, unless any of the following apply:", EFFECT_NOT_STATED, true,
		       "unclear \"any of\" but \"unless\", condition");
	assert_reading("This policy does not cover:", EFFECT_OF_SECTION, false, "none_read, condition");
	assert_reading("For further information see:", EFFECT_OF_SECTION, false, "none_read");
	assert_lead_in("and also", "none_read, goes on");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_phrases),         cmocka_unit_test(test_words_of_other_lists),
		cmocka_unit_test(test_several_phrases), cmocka_unit_test(test_negations),
		cmocka_unit_test(test_limits),          cmocka_unit_test(test_sets),
		cmocka_unit_test(test_own_conditions),  cmocka_unit_test(test_paragraphs_after),
		cmocka_unit_test(test_conditions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "tree/lead_in.h"

/* Says what some words say of a list: "all", "all 2", "at_least 2", with "condition" where they make one. */
static void assert_reading(const char *words, enum stated_effect effect, bool is_nested, const char *expected)
{
	struct buffer said = BUFFER_EMPTY;
	struct lead_in lead_in = lead_in_read(text_of(words), effect, is_nested);
	buffer_append_string(&said, criteria_operator_names[lead_in.combination]);
	if (lead_in.count)
		buffer_append_format(&said, " %u", lead_in.count);
	if (lead_in.end > lead_in.begin)
		buffer_append_format(&said, " \"%.*s\"", (int)(lead_in.end - lead_in.begin), words + lead_in.begin);
	if (lead_in.other_end > lead_in.other_begin)
		buffer_append_format(&said, " but \"%.*s\"", (int)(lead_in.other_end - lead_in.other_begin),
				     words + lead_in.other_begin);
	if (lead_in.is_condition)
		buffer_append_string(&said, ", condition");
	if (lead_in.goes_on)
		buffer_append_string(&said, ", goes on");
	assert_string_equal(buffer_string(&said), expected);
	buffer_release(&said);
}

static void assert_lead_in(const char *words, const char *expected)
{
	assert_reading(words, EFFECT_NOT_STATED, false, expected);
}

static void test_phrases(void **state)
{
	(void)state;
	assert_lead_in("Send all of the following:", "all \"all of\"");
	assert_lead_in("when ALL the following are met:", "all \"ALL the\", condition");
	assert_lead_in("where all criteria below are met:", "all \"all criteria\", condition");
	assert_lead_in("Both of:", "all 2 \"Both of\"");
	assert_lead_in("all three of these criteria:", "all 3 \"all three of\", condition");
	assert_lead_in("Any one or more of the following", "any \"Any one or more of\"");
	assert_lead_in("One or more of these:", "any \"One or more of\"");
	assert_lead_in("at least one of the following", "any \"at least one of\"");
	assert_lead_in("if either:", "any \"either\", condition");
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
	assert_lead_in("all of the criteria in section 2 and any of the following:", "any \"any of\", condition");
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
	assert_lead_in("Patients who don't smoke or have any of the following:", "none \"any of\"");
	assert_lead_in("with no history of any of the following:", "none \"any of\"");
	assert_lead_in("It is not funded for any of the following:", "any \"any of\"");
	assert_lead_in("It is not funded unless any of the following apply:", "any \"any of\", condition");
	assert_lead_in("It must not wait for any of the following:", "unclear \"any of\" but \"not\"");
	assert_lead_in("Not all of the following:", "unclear \"all of\" but \"Not\"");
	assert_lead_in("It is not delayed in any of the following circumstances:", "any \"any of\", condition");
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
		cmocka_unit_test(test_conditions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

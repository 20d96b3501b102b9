/* Words in which two texts differ. */
#include "unit.h"

#include "diff/word_runs.h"

static void assert_runs(const char *old, const char *new, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer out = BUFFER_EMPTY;
	bool is_rewritten;
	struct word_runs runs = word_runs_of(&arena, text_of(old), text_of(new), &is_rewritten);

	for (size_t i = 0; i < runs.count; i++) {
		const struct word_run *run = &runs.runs[i];
		const char *marks = run->op == '-' ? "[]" : run->op == '+' ? "{}" : NULL;
		if (marks)
			buffer_append_byte(&out, marks[0]);
		buffer_append(&out, run->text);
		if (marks)
			buffer_append_byte(&out, marks[1]);
	}
	if (is_rewritten)
		buffer_append_string(&out, " rewritten");
	assert_string_equal(buffer_string(&out), expected);
	buffer_release(&out);
	arena_release(&arena);
}

static void test_a_word_is_replaced(void **state)
{
	(void)state;
	assert_runs("aged 18 or over", "aged 16 or over", "aged [18]{16} or over");
	assert_runs("The BMI is 40.5 kg", "The BMI is 40 kg", "The BMI is [40.5]{40} kg");
	assert_runs("Pain or fever.", "Pain and fever.", "Pain [or]{and} fever.");
}

static void test_words_are_put_in_and_taken_out(void **state)
{
	(void)state;
	assert_runs("It is not commissioned.", "It is commissioned.", "It is [not ]commissioned.");
	assert_runs("It is commissioned.", "It is routinely commissioned.", "It is {routinely }commissioned.");
	assert_runs("", "New words", "{New words} rewritten");
	assert_runs("Old words", "", "[Old words] rewritten");
}

static void test_nothing_differs(void **state)
{
	(void)state;
	assert_runs("The patient\xE2\x80\x99s  age \xE2\x80\x93 in years", "The patient's age - in years",
		    "The patient's age - in years");
	assert_runs("", "", "");
}

static void test_marks_and_capitals_differ(void **state)
{
	(void)state;
	assert_runs("Severe pain; or", "Severe pain, or", "Severe pain[;]{,} or");
	assert_runs("The policy", "the policy", "[The]{the} policy");
}

/* What lies between two short runs reads as part of one. */
static void test_runs_are_joined(void **state)
{
	(void)state;
	assert_runs("refer to the local hospital team before any treatment is begun",
		    "refer to a specialist of the trust before any treatment is begun",
		    "refer to {a specialist of }the [local hospital team]{trust} before any treatment is begun");
}

/* A sentence put in begins where it begins, although its first words are those of the next. */
static void test_runs_slide_to_sentences(void **state)
{
	(void)state;
	assert_runs("The patient is an adult. The patient is able to consent.",
		    "The patient is an adult. The patient is registered. The patient is able to consent.",
		    "The patient is an adult. {The patient is registered. }The patient is able to consent.");
}

static void test_rewritten_texts_are_shown_apart(void **state)
{
	(void)state;
	assert_runs("Evidence from four trials shows some benefit in most adults",
		    "A review of the literature found that harms outweigh it",
		    "[Evidence from four trials shows some benefit in most adults]"
		    "{A review of the literature found that harms outweigh it} rewritten");
}

static void test_asides_are_shown_where_they_differ(void **state)
{
	(void)state;
	assert_runs("See the pathway\x02 (https://a.example)\x01https://a.example\x03 first.",
		    "See the pathway\x02 (https://b.example)\x01https://b.example\x03 first.",
		    "See the pathway[ (https://a.example)]{ (https://b.example)} first.");
	assert_runs("See the pathway\x02[1]\x01x\x03 first.", "See the pathway\x02[2]\x01x\x03 again.",
		    "See the pathway [first]{again}.");
	/* White space that only the new text has apart from its word is not taken from the old. */
	assert_runs("Evidence shows.", "Evidence\x02[1]\x01x\x03 NICE\x02[2]\x01y\x03 shows.",
		    "Evidence{[1]}{ NICE}{[2]} shows.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_word_is_replaced),
		cmocka_unit_test(test_words_are_put_in_and_taken_out),
		cmocka_unit_test(test_nothing_differs),
		cmocka_unit_test(test_marks_and_capitals_differ),
		cmocka_unit_test(test_runs_are_joined),
		cmocka_unit_test(test_runs_slide_to_sentences),
		cmocka_unit_test(test_rewritten_texts_are_shown_apart),
		cmocka_unit_test(test_asides_are_shown_where_they_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

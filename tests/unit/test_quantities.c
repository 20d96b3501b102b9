#include "unit.h"

#include "read/quantities.h"

/* Reads the quantities of one line of text, and says them as "kind comparison value[-upper] unit "words"" each. */
static void assert_quantities(const char *words, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer said = BUFFER_EMPTY;
	struct source source;
	source_init(&source, &arena, "test.md", text_of(words));
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, place_of(&source, 0, source.bytes.length));
	struct node *text = node_new(&arena, NODE_TEXT, paragraph->place);
	text->text.text = source.bytes;
	node_append(paragraph, text);
	struct flat_text flat = flat_text_of(&arena, paragraph);
	for (const struct quantity *q = quantities_read(&arena, &flat); q; q = q->next) {
		if (said.length)
			buffer_append_string(&said, "; ");
		buffer_append_format(&said, "%s %s %g", quantity_kind_name(q->kind), comparison_name(q->comparison),
				     q->value);
		if (q->upper != 0)
			buffer_append_format(&said, "-%g", q->upper);
		buffer_append_format(&said, " %.*s \"%.*s\"", TEXT_ARGUMENTS(q->unit), TEXT_ARGUMENTS(q->words));
		/* The place is that of the words. */
		struct text there = place_text(q->place);
		assert_int_equal(there.length, q->words.length);
		assert_memory_equal(there.bytes, q->words.bytes, there.length);
	}
	assert_string_equal(buffer_string(&said), expected);
	buffer_release(&said);
	arena_release(&arena);
}

static void test_durations(void **state)
{
	(void)state;
	assert_quantities("must have persisted for at least one year after the acne has cleared",
			  "duration at_least 1 a \"at least one year\"");
	assert_quantities("failed conservative treatment for 18 months", "duration equal 18 mo \"18 months\"");
	assert_quantities(
		"no more than 6 weeks, or 12 weeks or longer",
		"duration at_most 6 wk \"no more than 6 weeks\"; duration at_least 12 wk \"12 weeks or longer\"");
	assert_quantities("more than a year", "duration more_than 1 a \"more than a year\"");
	assert_quantities("between 3 and 6 months", "duration between 3-6 mo \"between 3 and 6 months\"");
	assert_quantities("a 12-week course", "duration equal 12 wk \"12-week\"");
	assert_quantities("twice a year", "");
}

static void test_ages(void **state)
{
	(void)state;
	assert_quantities("This policy applies to people aged 16 years or older.",
			  "age at_least 16 a \"16 years or older\"");
	assert_quantities("adults aged 19 years and over", "age at_least 19 a \"19 years and over\"");
	assert_quantities("aged under 18", "age less_than 18 a \"under 18\"");
	assert_quantities("over the age of 65", "age more_than 65 a \"over the age of 65\"");
	assert_quantities("at least 40 years old", "age at_least 40 a \"at least 40 years old\"");
	assert_quantities("from 16 years to 18 years of age",
			  "age between 16-18 a \"from 16 years to 18 years of age\"");
	assert_quantities("aged 18 to 40", "age between 18-40 a \"18 to 40\"");
}

static void test_measures(void **state)
{
	(void)state;
	assert_quantities("BMI of 30 or more", "bmi at_least 30 kg/m2 \"30 or more\"");
	assert_quantities("a body mass index below 35 kg/m²", "bmi less_than 35 kg/m2 \"below 35 kg/m²\"");
	assert_quantities("BMI ≥ 27.5", "bmi at_least 27.5 kg/m2 \"≥ 27.5\"");
	assert_quantities("an Oxford hip score of 20 or less", "score at_most 20 {score} \"20 or less\"");
	assert_quantities("blood pressure below 140/90 mmHg",
			  "blood_pressure less_than 140-90 mm[Hg] \"below 140/90 mmHg\"");
	assert_quantities("a best corrected acuity of 6/12 or worse",
			  "acuity at_most 6-12 {Snellen} \"6/12 or worse\"");
	assert_quantities("visual acuity of 6/12 or less", "acuity at_most 6-12 {Snellen} \"6/12 or less\"");
	assert_quantities(
		"at least three severe episodes in 12 months",
		"count at_least 3 {episode} \"at least three severe episodes\"; duration equal 12 mo \"12 months\"");
}

static void test_what_is_no_quantity(void **state)
{
	(void)state;
	assert_quantities("available locally 24/7 for patients", "");
	assert_quantities("Section 1.8 of NICE guideline, NG 198", "");
	assert_quantities("there are 3 types of treatment", "");
	assert_quantities("", "");
	assert_quantities("99999999999999999999999999999999999999999999999 years", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_ages),
		cmocka_unit_test(test_measures),
		cmocka_unit_test(test_what_is_no_quantity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

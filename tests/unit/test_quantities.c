#include "quantities.h"

static void test_durations(void **state)
{
	(void)state;
	assert_quantities("must have persisted for at least one year after the acne has cleared",
			  "duration at_least 1 a \"at least one year\"");
	assert_quantities("failed conservative treatment for 18 months", "duration unstated 18 mo \"18 months\"");
	assert_quantities("no more than 6 weeks, or 12 weeks or longer",
			  "duration unstated 6 wk \"no more than 6 weeks\" join; duration unstated 12 wk \"12 weeks or "
			  "longer\" join");
	assert_quantities("more than a year", "duration more_than 1 a \"more than a year\"");
	assert_quantities("between 3 and 6 months", "duration between 3-6 mo \"between 3 and 6 months\"");
	assert_quantities("a 12-week course", "duration unstated 12 wk \"12-week\"");
	assert_quantities("twice a year", "");
	assert_quantities("for six or more months", "duration at_least 6 mo \"six or more months\"");
	assert_quantities("for a minimum period of twelve (12) months",
			  "duration at_least 12 mo \"a minimum period of twelve (12) months\"");
	assert_quantities("in two consecutive years", "duration unstated 2 a \"two consecutive years\"");
	assert_quantities("symptoms for 1 year and 6 months", "duration unstated 18 mo \"1 year and 6 months\"");
	assert_quantities("for twenty-one days", "duration unstated 21 d \"twenty-one days\"");
	assert_quantities("patients 10 years after surgery", "duration unstated 10 a \"10 years\"");
	assert_quantities("patients of any age with at least 6 months of pain",
			  "duration at_least 6 mo \"at least 6 months\"");
	assert_quantities("referred under the 2-week rule", "");
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
	assert_quantities("between the ages of 23 and 39", "age between 23-39 a \"between the ages of 23 and 39\"");
	assert_quantities("adults (18 years or over)", "age at_least 18 a \"18 years or over\"");
	assert_quantities("women who are over 40 years", "age more_than 40 a \"over 40 years\"");
	assert_quantities("from the age of 16", "age at_least 16 a \"from the age of 16\"");
	assert_quantities("up to the age of 19", "age at_most 19 a \"up to the age of 19\"");
	assert_quantities("has not yet reached the age of 18",
			  "age less_than 18 a \"has not yet reached the age of 18\"");
	assert_quantities("The minimum age is 18", "age at_least 18 a \"minimum age is 18\"");
	assert_quantities("an upper age limit of 40 years", "age at_most 40 a \"upper age limit of 40 years\"");
	assert_quantities("not for under 16s", "age less_than 16 a \"under 16s\" negated?");
	assert_quantities("aged 18+", "age at_least 18 a \"18+\"");
	assert_quantities("aged over 18 and under 40 years",
			  "age more_than 18 a \"over 18\"; age less_than 40 a \"under 40 years\"");
	assert_quantities("aged 18 or over and at least 2 years of symptoms",
			  "age at_least 18 a \"18 or over\"; duration at_least 2 a \"at least 2 years\"");
	assert_quantities("children under 3, with glue ear", "age less_than 3 a \"under 3\"");
	assert_quantities("must be 18 or older", "age at_least 18 a \"18 or older\"");
	assert_quantities("a scan not older than 6 months", "duration at_most 6 mo \"not older than 6 months\"");
	assert_quantities("no older than 42 years", "age at_most 42 a \"no older than 42 years\"");
}

static void test_birthdays(void **state)
{
	(void)state;
	assert_quantities("is referred before their 35th birthday",
			  "age less_than 35 a \"before their 35th birthday\"");
	assert_quantities("on or after the 16th birthday", "age at_least 16 a \"on or after the 16th birthday\"");
	assert_quantities("until her eighteenth birthday", "age less_than 18 a \"until her eighteenth birthday\"");
	assert_quantities("up to their 19th birthday", "age less_than 19 a \"up to their 19th birthday\"");
	assert_quantities("has not reached their 40th birthday",
			  "age less_than 40 a \"has not reached their 40th birthday\"");
	assert_quantities("between their 23rd and 40th birthdays",
			  "age between 23-40 a \"between their 23rd and 40th birthdays\"");
	assert_quantities("23 to 39 years and 364 days", "age between 23-40 a \"23 to 39 years and 364 days\"");
	assert_quantities("aged between 23 years and 39 years and 364 days",
			  "age between 23-40 a \"between 23 years and 39 years and 364 days\"");
	assert_quantities("up to 39 years and 364 days", "age less_than 40 a \"up to 39 years and 364 days\"");
	assert_quantities("39 years 364 days or younger", "age less_than 40 a \"39 years 364 days or younger\"");
}

static void test_measures(void **state)
{
	(void)state;
	assert_quantities("BMI of 30 or more", "bmi at_least 30 kg/m2 \"30 or more\"");
	assert_quantities("a body mass index below 35 kg/m²", "bmi less_than 35 kg/m2 \"below 35 kg/m²\"");
	assert_quantities("body mass index (BMI) of 35 kg/m2 or more", "bmi at_least 35 kg/m2 \"35 kg/m2 or more\"");
	assert_quantities("BMI ≥ 27.5", "bmi at_least 27.5 kg/m2 \"≥ 27.5\"");
	assert_quantities("a BMI over 18.5 and under 30",
			  "bmi more_than 18.5 kg/m2 \"over 18.5\"; bmi less_than 30 kg/m2 \"under 30\"");
	assert_quantities("a BMI between 19 and 29.9", "bmi between 19-29.9 kg/m2 \"between 19 and 29.9\"");
	assert_quantities("BMI over 40 with 2 comorbidities", "bmi more_than 40 kg/m2 \"over 40\"");
	assert_quantities("a minimum BMI of 40", "bmi at_least 40 kg/m2 \"minimum BMI of 40\"");
	assert_quantities("an Oxford hip score of 20 or less",
			  "score at_most 20 {score} \"20 or less\" [Oxford hip score]");
	assert_quantities("an Oxford Hip Score (OHS) of less than 26",
			  "score less_than 26 {score} \"less than 26\" [Oxford Hip Score]");
	assert_quantities("scores 8 to 19 on the questionnaire", "score between 8-19 {score} \"8 to 19\"");
	assert_quantities("a PHQ-9 score of at least 10", "score at_least 10 {score} \"at least 10\" [PHQ-9 score]");
	assert_quantities("a T-score of -2.5 or below", "score at_most -2.5 {score} \"-2.5 or below\" [T-score]");
	assert_quantities("a pain score of at least 7 out of 10",
			  "score at_least 7 {score} \"at least 7 out of 10\" [pain score]");
	assert_quantities("grade 3 or above", "");
}

static void test_pressure_and_sight(void **state)
{
	(void)state;
	assert_quantities("blood pressure below 140/90 mmHg",
			  "blood_pressure less_than 140/90 mm[Hg] \"below 140/90 mmHg\"");
	assert_quantities("BP of 140/90 or less", "blood_pressure at_most 140/90 mm[Hg] \"140/90 or less\"");
	assert_quantities("a systolic pressure over 160 mmHg",
			  "blood_pressure more_than 160 mm[Hg] \"systolic pressure over 160 mmHg\" [systolic]");
	assert_quantities("a best corrected acuity of 6/12 or worse",
			  "acuity at_most 6/12 {Snellen} \"6/12 or worse\"");
	assert_quantities("visual acuity of 6/12 or less", "acuity at_most 6/12 {Snellen} \"6/12 or less\"");
	assert_quantities("visual acuity in the worse eye worse than 6/9",
			  "acuity less_than 6/9 {Snellen} \"worse than 6/9\"");
	assert_quantities("acuity of 0.3 logMAR or worse", "acuity at_least 0.3 {logMAR} \"0.3 logMAR or worse\"");
	assert_quantities("better than LogMAR 0.3", "acuity less_than 0.3 {logMAR} \"better than LogMAR 0.3\"");
}

static void test_counts(void **state)
{
	(void)state;
	assert_quantities(
		"at least three severe episodes in 12 months",
		"count at_least 3 {episode} \"at least three severe episodes\"; duration unstated 12 mo \"12 months\"");
	assert_quantities("on two or more separate occasions",
			  "count at_least 2 {occasion} \"two or more separate occasions\"");
	assert_quantities("6 to 8 sessions", "count between 6-8 {session} \"6 to 8 sessions\"");
	assert_quantities("up to 3 (three) full cycles", "count at_most 3 {cycle} \"up to 3 (three) full cycles\"");
}

/* `missing-unit` tells of these. */
static void test_units_left_out(void **state)
{
	(void)state;
	assert_quantities("has lasted for at least 6.", "duration at_least 6  \"at least 6\"");
	assert_quantities("Patient must be 18 or over.", "age at_least 18 a \"18 or over\"");
	assert_quantities("patients over 40 are not eligible", "other more_than 40  \"over 40\"");
	assert_quantities("at least 6 of the following", "");
	assert_quantities("for at least 6 teeth", "count at_least 6 {tooth} \"at least 6 teeth\"");
	assert_quantities(
		"eGFR of less than 30, HbA1c below 69",
		"laboratory less_than 30  \"less than 30\" [eGFR]; laboratory less_than 69  \"below 69\" [HbA1c]");
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
		cmocka_unit_test(test_durations),          cmocka_unit_test(test_ages),
		cmocka_unit_test(test_birthdays),          cmocka_unit_test(test_measures),
		cmocka_unit_test(test_pressure_and_sight), cmocka_unit_test(test_counts),
		cmocka_unit_test(test_units_left_out),     cmocka_unit_test(test_what_is_no_quantity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

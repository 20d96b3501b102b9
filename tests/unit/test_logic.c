/* Which words make a change of a criterion one of logic, each change both ways round. */
#include "unit.h"

#include "base/memory.h"
#include "diff/logic.h"
#include "diff/word_runs.h"

static unsigned logic_of(const char *old, const char *new, enum change_class class)
{
	return logic_of_words(text_of(old), text_of(new), class, false);
}

struct example {
	const char *old, *new;
	unsigned bits;
};

static void assert_examples(const struct example *examples, size_t count, enum change_class class)
{
	for (size_t i = 0; i < count; i++) {
		const struct example *example = &examples[i];
		unsigned there = logic_of(example->old, example->new, class);
		unsigned back = logic_of(example->new, example->old, class);
		if (there != example->bits || back != example->bits)
			fail_msg("\"%s\" and \"%s\": %#x, and back %#x, where %#x is right", example->old, example->new,
				 there, back, example->bits);
	}
}
#define ASSERT_EXAMPLES(examples, class) assert_examples(examples, ARRAY_COUNT(examples), class)

static void test_conditions(void **state)
{
	static const struct example examples[] = {
		{"It is treated only if it bleeds.", "It is treated if it bleeds.", LOGIC_CONDITION},
		{"Refer only when imaging is there.", "Refer when imaging is there.", LOGIC_CONDITION},
		{"It is treated if it bleeds.", "It is treated.", LOGIC_CONDITION},
		{"Provided that it hurts a lot at night.", "That it hurts a lot at night.", LOGIC_CONDITION},
		{"Patients of any sex regardless of weight.", "Patients of any sex.", LOGIC_CONDITION},
		{"It is treated unless it bleeds.", "It is treated if it bleeds.", LOGIC_CONDITION | LOGIC_NEGATION},
		/* the same by another word */
		{"Refer where imaging is there.", "Refer when imaging is there.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	assert_int_equal(logic_of("Code it only if asked.", "Code it if asked.", CLASS_CODING), LOGIC_CONDITION);
	/* wherever they stand */
	assert_int_equal(logic_of("Trials only of adults.", "Trials of adults.", CLASS_EVIDENCE), LOGIC_CONDITION);
	assert_int_equal(logic_of("Read only by the board.", "Read by the board.", CLASS_GOVERNANCE), LOGIC_CONDITION);
}

static void test_negations(void **state)
{
	static const struct example examples[] = {
		{"The splint has not helped.", "The splint has helped.", LOGIC_NEGATION},
		{"The patient never smoked.", "The patient smoked.", LOGIC_NEGATION},
		{"The patient doesn’t smoke now.", "The patient does smoke now.", LOGIC_NEGATION},
		{"The patient no longer smokes.", "The patient smokes.", LOGIC_NEGATION},
		{"All patients except children.", "All patients including children.", LOGIC_NEGATION},
		{"Referred with imaging.", "Referred without imaging.", LOGIC_NEGATION},
		{"Any tumour other than a lipoma.", "Any tumour including a lipoma.", LOGIC_NEGATION},
		{"There is absence of infection.", "There is presence of infection.", LOGIC_NEGATION},
		{"Patients who are non-smokers.", "Patients who are smokers.", LOGIC_NEGATION},
		{"Such patients are eligible here.", "Such patients are ineligible here.", LOGIC_NEGATION},
		{"Patients who are able to walk.", "Patients who are unable to walk.", LOGIC_NEGATION},
		{"The lesion is asymptomatic.", "The lesion is symptomatic.", LOGIC_NEGATION},
		/* no opposites */
		{"The lump is round and soft.", "The lump is around and soft.", 0},
		{"Pain of the left hand.", "Pain of the right hand.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	assert_int_equal(logic_of("It is not expensive.", "It is expensive.", CLASS_EVIDENCE), LOGIC_NEGATION);
}

static void test_and_or(void **state)
{
	static const struct example examples[] = {
		{"Pain and numbness.", "Pain or numbness.", LOGIC_COMBINATION},
		{"Pain and/or numbness.", "Pain and numbness.", LOGIC_COMBINATION},
		{"Pain, numbness and weakness.", "Pain, numbness or weakness.", LOGIC_COMBINATION},
		{"Any finger is stiff.", "Each finger is stiff.", LOGIC_COMBINATION},
		{"A scar on any finger.", "A scar on a finger.", LOGIC_COMBINATION},
		{"It is used alongside a splint.", "It is used instead of a splint.", LOGIC_COMBINATION},
		/* what stayed is tied to what came or went */
		{"Pain in the hand or wrist.", "Pain in the hand.", LOGIC_COMBINATION},
		{"A splint was worn.", "A splint and a sling was worn.", LOGIC_COMBINATION},
		{"Pain persists and surgery is planned.", "Pain persists.", LOGIC_COMBINATION},
		{"It is used when any of the following is met: all of them apply.",
		 "It is used when all of them apply.", LOGIC_COMBINATION},
		/* whole phrases */
		{"A common set of criteria for procedures and treatments across the region.",
		 "A common set of criteria across the region.", 0},
		{"A common set of criteria for procedures and treatments.", "A common set of criteria for care.", 0},
		{"This is one of the suite.", "This is one of the suite. Each of them is read and kept by all boards.",
		 0},
		{"Procedures and treatments are listed.", "Drugs or devices are listed.", LOGIC_COMBINATION},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	assert_int_equal(logic_of("Heat and cold.", "Heat or cold.", CLASS_EVIDENCE), 0);
}

static void test_comparisons(void **state)
{
	static const struct example examples[] = {
		{"Pain for more than a while.", "Pain for less than a while.", LOGIC_COMPARISON},
		{"A rise up to the elbow.", "A rise to the elbow.", LOGIC_COMPARISON},
		{"Seen before surgery.", "Seen after surgery.", LOGIC_COMPARISON},
		{"Seen until healed.", "Seen after healed.", LOGIC_COMPARISON},
		{"Seen prior to surgery.", "Seen at surgery.", LOGIC_COMPARISON},
		{"For ≥ 30 days.", "For > 30 days.", LOGIC_COMPARISON},
		{"Had 3 attacks.", "Had 3 or more attacks.", LOGIC_COMPARISON},
		{"Seen within 6 weeks.", "Seen in 6 weeks.", LOGIC_COMPARISON},
		{"A scar above the knee.", "A scar below the knee.", LOGIC_COMPARISON},
		/* places and care, and no measure */
		{"Those under the care of a surgeon.", "Those in the care of a surgeon.", 0},
		{"It is used within the region.", "It is used in the region.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
}

static void test_numbers(void **state)
{
	static const struct example examples[] = {
		{"A BMI of 30.", "A BMI of 35.", LOGIC_NUMBER},
		{"After two attacks.", "After three attacks.", LOGIC_NUMBER},
		{"A first attack of gout.", "A second attack of gout.", LOGIC_NUMBER},
		{"Taken daily for pain.", "Taken weekly for pain.", LOGIC_NUMBER},
		{"Over 25 of a hundred.", "Over 25 of a thousand.", LOGIC_NUMBER},
		/* neither years nor places in a document */
		{"As agreed in 2023.", "As agreed in 2024.", 0},
		{"As set out in Appendix 1.", "As set out in Appendix 2.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
}

static void test_obligations(void **state)
{
	static const struct example examples[] = {
		{"Patients must be seen.", "Patients may be seen.", LOGIC_OBLIGATION},
		{"A trial is recommended.", "A trial is required.", LOGIC_OBLIGATION},
		{"It is routinely commissioned.", "It is commissioned.", LOGIC_OBLIGATION},
		{"It will always be treated.", "It will be treated.", LOGIC_OBLIGATION},
		{"The patient cannot walk.", "The patient can walk.", LOGIC_OBLIGATION | LOGIC_NEGATION},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	assert_int_equal(logic_of("It may be monitored.", "It must be monitored.", CLASS_GOVERNANCE), LOGIC_OBLIGATION);
	assert_int_equal(logic_of("It may help.", "It will help.", CLASS_EVIDENCE), LOGIC_OBLIGATION);
	assert_int_equal(logic_of("Read in May 2023.", "Read in March 2023.", CLASS_EVIDENCE), 0);
}

/* What is true of each change is true of several in one text: none hides another. */
static void test_each_change_by_itself(void **state)
{
	(void)state;
	/* Taken together, "and" and "or" are as many as before. */
	assert_int_equal(logic_of("Pain and fever for some while, in summer, with a rash or with a cough.",
				  "Pain or fever for some while, in summer, with a rash and with a cough.",
				  CLASS_CRITERIA),
			 LOGIC_COMBINATION);
	assert_int_equal(logic_of("Aged 16 and seen in a clinic by a surgeon with an interest in 18 matters.",
				  "Aged 18 and seen in a clinic by a surgeon with an interest in 16 matters.",
				  CLASS_CRITERIA),
			 LOGIC_NUMBER | LOGIC_AGE);
}

/* The same quantity in other words is none, and what is nearly the same is one. */
static void test_quantities(void **state)
{
	static const struct example examples[] = {
		{"Pain for six months.", "Pain for 6 months.", 0},
		{"A BMI ≥ 40 is needed.", "A BMI of at least 40 is needed.", 0},
		{"An index > 6 at night.", "An index more than 6 at night.", 0},
		{"Followed for 24 months.", "Followed for 2 years.", 0},
		{"A diary of 7 days.", "A diary of 1 week.", 0},
		{"A BMI of 35 kg/m2.", "A BMI of 35 kg/m².", 0},
		{"In 20 per cent of them.", "In 20% of them.", 0},
		{"After three or more attacks.", "After at least 3 attacks.", 0},
		{"Women aged 18 years of age or older.", "Women aged 18 or over.", 0},
		{"A T-score of -2.5.", "A T-score of −2.5.", 0},
		{"A lens of 1.0 dioptre.", "A lens of 1 dioptre.", 0},
		{"Used by 10,000 people.", "Used by 10000 people.", 0},
		{"Twenty-one sessions.", "21 sessions.", 0},
		{"From 23–39 points.", "From 23 to 39 points.", 0},
		{"For 4 weeks.", "For 1 month.", LOGIC_DURATION},
		{"HbA1c of 7.5%.", "HbA1c of 58 mmol/mol.", LOGIC_NUMBER | LOGIC_UNIT},
		{"A T-score of -2.5.", "A T-score of 2.5.", LOGIC_NUMBER},
		{"A defect of 3 cm.", "A defect of 3 mm.", LOGIC_UNIT},
		{"Tested every 8 weeks.", "Tested every 8 months.", LOGIC_DURATION},
		{"Twice per day.", "Twice per week.", LOGIC_UNIT},
		{"A diary of the day.", "A diary of the clinic.", 0},
		{"Acuity of 6/12.", "Acuity of 6/9.", LOGIC_NUMBER},
		{"A pressure of 160/100.", "A pressure of 160/90.", LOGIC_NUMBER},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	ASSERT_EXAMPLES(examples, CLASS_EVIDENCE);
	assert_true(logic_of("For over 16s.", "For people aged 16 and over.", CLASS_CRITERIA) != 0);
}

/* Words that decide who is treated, each in a pair that is reported and in one that is not. */
static void test_who_is_treated(void **state)
{
	static const struct example examples[] = {
		{"Scans for women over 65.", "Scans for men over 65.", LOGIC_PATIENTS},
		{"Care of children.", "Care of adults.", LOGIC_PATIENTS},
		{"Sent to the Children's Hospital.", "Sent to the Hospital.", 0},
		{"A positive test of the nerve.", "A negative test of the nerve.", LOGIC_CASE},
		{"Given positive airway pressure.", "Given airway pressure.", 0},
		{"Stones that are suspected.", "Stones that are confirmed.", LOGIC_CASE},
		{"A mild rash.", "A moderate rash.", LOGIC_CASE},
		{"An acute tear.", "A chronic tear.", LOGIC_CASE},
		{"Sent to an acute trust.", "Sent to a trust.", 0},
		{"Used as a first-line drug.", "Used as a second-line drug.", LOGIC_CASE},
		{"As first published.", "As published.", 0},
		{"An urgent referral.", "A routine referral.", LOGIC_URGENCY},
		{"Stitches at the walk-in centre.", "Stitches at the urgent treatment centre.", 0},
		{"On referral by a general practitioner.", "On referral by a consultant.", LOGIC_REFERRER},
		{"On referral by a general practitioner.", "On referral by a GP.", 0},
		{"Seen by a surgeon.", "Seen here.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
}

static void test_commas(void **state)
{
	static const struct example examples[] = {
		{"Young people and adults with pain.", "Young people, and adults with pain.", LOGIC_COMMA},
		{"Patients who smoke are seen.", "Patients, who smoke, are seen.", LOGIC_COMMA},
		{"With pain, stiffness, and swelling.", "With pain, stiffness and swelling.", 0},
		{"At night, pain is worse.", "At night pain is worse.", 0},
	};
	(void)state;
	ASSERT_EXAMPLES(examples, CLASS_CRITERIA);
	assert_int_equal(logic_of("Heat and cold.", "Heat, and cold.", CLASS_EVIDENCE), 0);
}

static void test_limits_of_scope(void **state)
{
	(void)state;
	assert_true(words_limit_scope(TEXT("This policy applies only to patients of the team.")));
	assert_true(words_limit_scope(TEXT("Smokers are not eligible until they have stopped.")));
	assert_true(words_limit_scope(TEXT("The policy does not apply to couples.")));
	assert_false(words_limit_scope(TEXT("An annual report goes to the board.")));
	assert_false(words_limit_scope(TEXT("This policy is reviewed. It is not long.")));
	assert_false(words_limit_scope(TEXT("This policy remains in force until it is superseded.")));
	assert_false(words_limit_scope(TEXT("Only a few people meet the criteria.")));
}

static void test_what_is_spoken_of(void **state)
{
	(void)state;
	assert_true(logic_is_spoken_of(TEXT("NOTE: only after imaging.")));
	assert_true(logic_is_spoken_of(TEXT("NOTE: patients must be seen.")));
	assert_false(logic_is_spoken_of(TEXT("NOTE: pain and numbness, under the care of a surgeon.")));
	assert_true(words_say_none(TEXT(" None. ")));
	assert_false(words_say_none(TEXT("None of these")));
}

static bool same_but_for_marks(const char *old, const char *new)
{
	return words_are_same_but_for_marks(text_of(old), text_of(new));
}

static void test_marks(void **state)
{
	(void)state;
	assert_true(same_but_for_marks("Pain, at rest; or fever.", "pain at rest or Fever"));
	assert_false(same_but_for_marks("Pain at rest.", "Pain at test."));
	assert_false(same_but_for_marks("For < 3 days.", "For > 3 days."));
	assert_false(same_but_for_marks("3 attacks.", "3+ attacks."));
}

static void test_asides(void **state)
{
	struct arena arena = ARENA_EMPTY;
	bool is_rewritten;
	struct word_runs same, other;

	(void)state;
	same = word_runs_of(&arena, TEXT("See \x02 (a)\x01k\x03 it."), TEXT("See \x02 (b)\x01k\x03 it!"),
			    &is_rewritten);
	other = word_runs_of(&arena, TEXT("See \x02 (a)\x01j\x03 it."), TEXT("See \x02 (b)\x01k\x03 it."),
			     &is_rewritten);
	assert_true(asides_are_same(&same));
	assert_false(asides_are_same(&other));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_negations),
		cmocka_unit_test(test_and_or),
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_obligations),
		cmocka_unit_test(test_each_change_by_itself),
		cmocka_unit_test(test_quantities),
		cmocka_unit_test(test_who_is_treated),
		cmocka_unit_test(test_commas),
		cmocka_unit_test(test_limits_of_scope),
		cmocka_unit_test(test_what_is_spoken_of),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_asides),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

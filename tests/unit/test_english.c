/* The closed lists of English: that each is found, whatever its case, and that its neighbours are not. */
#include "unit.h"

#include "tree/english.h"

static void test_numbers(void **state)
{
	double value = -1;

	(void)state;
	assert_true(english_number(TEXT("zero"), NUMBER_CARDINAL, &value));
	assert_true(value == 0);
	assert_true(english_number(TEXT("Twelve"), NUMBER_CARDINAL, &value));
	assert_true(value == 12);
	assert_true(english_number(TEXT("NINETY"), NUMBER_CARDINAL, &value));
	assert_true(value == 90);
	assert_false(english_number(TEXT("eighteenth"), NUMBER_CARDINAL, &value));
	assert_true(english_number(TEXT("eighteenth"), NUMBER_CARDINAL | NUMBER_ORDINAL, &value));
	assert_true(value == 18);
	assert_false(english_number(TEXT("eighteen"), NUMBER_ORDINAL, &value));
	assert_false(english_number(TEXT("6"), NUMBER_CARDINAL, &value));
	assert_false(english_number(TEXT("ones"), NUMBER_CARDINAL, &value));
	assert_false(english_number(TEXT(""), NUMBER_CARDINAL, &value));
	assert_true(value == 18);
	for (uint32_t number = 0; number <= 20; number++) {
		assert_true(english_number(text_of(english_number_word(number)), NUMBER_CARDINAL, &value));
		assert_true(value == number);
	}
}

/* Words that are tried first would hide longer ones that end in them, or begin with them. */
static void test_comparisons(void **state)
{
	(void)state;
	for (int place = BEFORE_QUANTITY; place <= BEFORE_AGE; place++) {
		size_t count;
		const struct comparison_words *rows = english_comparisons((enum comparison_place)place, &count);
		assert_true(count > 10);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(rows[i].words.bytes[rows[i].words.length], '\0');
			for (size_t j = i + 1; j < count; j++) {
				struct text early = rows[i].words, late = rows[j].words;
				assert_false(text_equal(early, late));
				if (place == AFTER_QUANTITY)
					assert_false(text_begins(late, early));
				else if (text_ends(late, early))
					assert_true(is_ascii_letter(late.bytes[late.length - early.length - 1]) ||
						    early.length == 1);
			}
		}
	}
}

static void test_units(void **state)
{
	(void)state;
	assert_string_equal(english_time_unit(TEXT("Years")), "a");
	assert_string_equal(english_time_unit(TEXT("wks")), "wk");
	assert_null(english_time_unit(TEXT("yearly")));
	assert_null(english_time_unit(TEXT("")));
	assert_string_equal(english_counted_thing(TEXT("times")), "{occasion}");
	assert_null(english_counted_thing(TEXT("time")));
}

static void test_lists(void **state)
{
	(void)state;
	assert_true(english_is(TEXT("Unless"), ENGLISH_NEGATIONS));
	assert_true(english_is(TEXT("no_longer"), ENGLISH_NEGATIONS));
	assert_false(english_is(TEXT("longer"), ENGLISH_NEGATIONS));
	assert_true(english_is(TEXT("when"), ENGLISH_CONDITIONS));
	assert_true(english_is(TEXT("providing"), ENGLISH_CONDITIONS));
	assert_false(english_is(TEXT("providing"), ENGLISH_WHEN));
	assert_true(english_is(TEXT("≥"), ENGLISH_COMPARATIVES));
	assert_false(english_is(TEXT(""), ENGLISH_JOINERS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests_name("english", tests, NULL, NULL);
}

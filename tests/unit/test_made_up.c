/* Made-up cases: each is true of its group. Every subset of the criteria is tried, by a meaning of the operators that
 * is written anew here. */
#include "unit.h"

#include "tree/made_up.h"

/* In so many words: how many hold, how many don't, and what each operator asks of them. */
static bool holds(enum criteria_operator combination, unsigned number, unsigned subset, unsigned count)
{
	unsigned yes = 0, no = 0;
	for (unsigned i = 0; i < count; i++)
		if (subset >> i & 1)
			yes++;
		else
			no++;
	switch (combination) {
	case CRITERIA_ALL:
		return no == 0;
	case CRITERIA_ANY:
		return yes != 0;
	case CRITERIA_NONE:
		return yes == 0;
	case CRITERIA_AT_LEAST:
		return !(yes < number);
	case CRITERIA_AT_MOST:
		return !(yes > number);
	case CRITERIA_EXACTLY:
		return yes == number;
	default:
		fail();
		return false;
	}
}

static const enum criteria_operator operators[] = {CRITERIA_ALL,      CRITERIA_ANY,     CRITERIA_NONE,
						   CRITERIA_AT_LEAST, CRITERIA_AT_MOST, CRITERIA_EXACTLY};

static unsigned holding_in(unsigned subset)
{
	unsigned holding = 0;
	for (; subset; subset >>= 1)
		holding += subset & 1;
	return holding;
}

/* What is said of a case of so many is true of all subsets of so many, and a case is there whenever there is one. */
static void try_case(struct made_up_case made_up, bool is_met, enum criteria_operator combination, unsigned number,
		     unsigned count)
{
	bool could_be = false;
	for (unsigned subset = 0; subset < 1u << count; subset++) {
		bool result = holds(combination, number, subset, count);
		could_be |= result == is_met;
		if (made_up.is_there && holding_in(subset) == made_up.holding)
			assert_int_equal(result, is_met);
	}
	assert_int_equal(made_up.is_there, could_be);
	if (made_up.is_there)
		assert_true(made_up.holding <= count);
}

static void every_case_is_true_of_its_group(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(operators); i++)
		for (unsigned count = 1; count <= 7; count++)
			for (unsigned number = 0; number <= 8; number++) {
				struct made_up_cases cases = made_up_cases_of(operators[i], number, count);
				try_case(cases.met, true, operators[i], number, count);
				try_case(cases.unmet, false, operators[i], number, count);
			}
}

static void what_is_open_has_no_case(void **state)
{
	(void)state;
	static const enum criteria_operator open[] = {CRITERIA_UNCLEAR, CRITERIA_UNSTATED, CRITERIA_NONE_READ};
	for (size_t i = 0; i < ARRAY_COUNT(open); i++) {
		struct made_up_cases cases = made_up_cases_of(open[i], 1, 3);
		assert_false(cases.met.is_there || cases.unmet.is_there);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_is_true_of_its_group),
		cmocka_unit_test(what_is_open_has_no_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

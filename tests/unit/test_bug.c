/* A fault ends the program with status 4 and says where it was found. */
#include "unit.h"

#include "base/bug.h"

static void report(void)
{
	BUG("%s has %d legs", "the table", 3);
}

static void test_bug_ends_with_4(void **state)
{
	char said[512];

	(void)state;
	assert_int_equal(unit_ending(report, said, sizeof said), 4);
	assert_non_null(strstr(said, "test_bug.c:8: the table has 3 legs\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bug_ends_with_4)};

	return cmocka_run_group_tests_name("bug", tests, NULL, NULL);
}

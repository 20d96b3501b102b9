/* Replacing runs of bytes in a text. */
#include "unit.h"

#include "base/text_edit.h"

static void test_edits(void **state)
{
	(void)state;
	struct buffer out = BUFFER_EMPTY;
	struct text_edit edits[] = {{6, 11, TEXT_INIT("all")},
				    {0, 0, TEXT_INIT("<")},
				    {0, 0, TEXT_INIT("-")},
				    {5, 6, TEXT_INIT("")},
				    {11, 11, TEXT_INIT(">")}};

	text_edits_apply(&out, TEXT("hello world"), edits, ARRAY_COUNT(edits));
	assert_text_is(buffer_text(&out), "<-helloall>");
	buffer_clear(&out);
	text_edits_apply(&out, TEXT("as it is"), NULL, 0);
	assert_text_is(buffer_text(&out), "as it is");
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_edits)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

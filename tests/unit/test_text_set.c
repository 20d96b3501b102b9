/* Many texts looked for in one: against looking for each by itself, and with very many alike. */
#include "unit.h"

#include "base/arena.h"
#include "base/text_set.h"

#define MANY 20000

static void test_few(void **state)
{
	struct text_set needles = TEXT_SET_EMPTY;

	(void)state;
	assert_int_equal(text_set_lowest_in(&needles, TEXT("anything")), TEXT_SET_NONE);
	text_set_add(&needles, TEXT("she"), 3);
	text_set_add(&needles, TEXT("hers"), 1);
	text_set_add(&needles, TEXT("he"), 2);
	text_set_add(&needles, TEXT("his"), 4);
	text_set_add(&needles, TEXT("he"), 5);
	text_set_prepare(&needles);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("ushers")), 1);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("usher")), 2);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("shis")), 4);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("h e r s")), TEXT_SET_NONE);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("")), TEXT_SET_NONE);
	text_set_release(&needles);
}

static void test_empty_text(void **state)
{
	struct text_set needles = TEXT_SET_EMPTY;

	(void)state;
	text_set_add(&needles, TEXT("a"), 0);
	text_set_add(&needles, TEXT(""), 7);
	text_set_prepare(&needles);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("")), 7);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("bbb")), 7);
	assert_int_equal(text_set_lowest_in(&needles, TEXT("bab")), 0);
	text_set_release(&needles);
}

/* All texts of two letters up to a length, in all others. */
static void test_each_by_itself(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct text texts[62];
	size_t count = 0;

	(void)state;
	for (unsigned length = 1; length <= 5; length++)
		for (unsigned bits = 0; bits < 1u << length; bits++) {
			char *bytes = ARENA_ARRAY(&arena, length, char);
			for (unsigned i = 0; i < length; i++)
				bytes[i] = bits >> i & 1 ? 'b' : '\0';
			texts[count++] = (struct text){bytes, length};
		}
	for (size_t step = 1; step < count; step += 2) {
		struct text_set needles = TEXT_SET_EMPTY;
		for (size_t i = 0; i < count; i += step)
			text_set_add(&needles, texts[(i * 37 + step) % count], i);
		text_set_prepare(&needles);
		for (size_t text = 0; text < count; text++) {
			size_t lowest = TEXT_SET_NONE;
			for (size_t i = 0; i < count && lowest == TEXT_SET_NONE; i += step)
				if (text_find(texts[text], texts[(i * 37 + step) % count], 0) != TEXT_NOT_FOUND)
					lowest = i;
			assert_int_equal(text_set_lowest_in(&needles, texts[text]), lowest);
		}
		text_set_release(&needles);
	}
	arena_release(&arena);
}

static void test_many(void **state)
{
	struct text_set needles = TEXT_SET_EMPTY;
	struct arena arena = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		text_set_add(&needles, arena_format(&arena, "code S10.%zu is", i), i);
	text_set_prepare(&needles);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(
			text_set_lowest_in(&needles, arena_format(&arena, "the code S10.%zu is listed twice", i)), i);
	arena_release(&arena);
	text_set_release(&needles);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_few),
		cmocka_unit_test(test_empty_text),
		cmocka_unit_test(test_each_by_itself),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Checked allocation: zeroing, growing, and the end of the program on overflow. */
#include "unit.h"

#include "base/memory.h"

/* A sanitizer would end the program in its own way where the system would refuse. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

const char *__tsan_default_options(void)
{
	return __asan_default_options();
}

static void test_zeroed(void **state)
{
	unsigned char *block = memory_allocate(1000), *array = memory_allocate_array(10, 100);

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(block[i] | array[i], 0);
	free(block);
	free(array);
}

static void test_nothing_may_be_freed(void **state)
{
	void *none = memory_allocate(0), *no_items = memory_allocate_array(0, 8),
	     *no_size = memory_allocate_array(8, 0);
	void *shrunk = memory_resize_array(memory_allocate(8), 0, 8);

	(void)state;
	assert_non_null(none);
	assert_non_null(no_items);
	assert_non_null(no_size);
	assert_non_null(shrunk);
	free(none);
	free(no_items);
	free(no_size);
	free(shrunk);
}

static void test_resize_keeps(void **state)
{
	int *items = memory_resize_array(NULL, 2, sizeof *items);

	(void)state;
	items[0] = 7;
	items[1] = 8;
	items = memory_resize_array(items, 5000, sizeof *items);
	assert_int_equal(items[0], 7);
	assert_int_equal(items[1], 8);
	free(items);
}

static void test_array_grows(void **state)
{
	ARRAY_OF(int) list = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		*ARRAY_ADD(&list) = i;
	assert_int_equal(list.count, 1000);
	assert_true(list.capacity >= 1000 && list.capacity < 3000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.items[i], i);
	ARRAY_RELEASE(&list);
	assert_null(list.items);
	assert_int_equal(list.count + list.capacity, 0);
}

static void allocate_overflow(void)
{
	free(memory_allocate_array(SIZE_MAX / 2, 3));
}

static void allocate_too_much(void)
{
	free(memory_allocate(SIZE_MAX / 2));
}

static void resize_overflow(void)
{
	free(memory_resize_array(NULL, SIZE_MAX / 4 + 2, 4));
}

static void grow_overflow(void)
{
	size_t capacity = SIZE_MAX / 2 + 1;

	free(memory_grow(NULL, capacity, &capacity, 1));
}

static void test_overflow_ends_with_3(void **state)
{
	char said[512];

	(void)state;
	assert_int_equal(unit_ending(allocate_overflow, said, sizeof said), 3);
	assert_non_null(strstr(said, "no memory left"));
	assert_int_equal(unit_ending(resize_overflow, NULL, 0), 3);
	assert_int_equal(unit_ending(grow_overflow, NULL, 0), 3);
	assert_int_equal(unit_ending(allocate_too_much, NULL, 0), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed),
		cmocka_unit_test(test_nothing_may_be_freed),
		cmocka_unit_test(test_resize_keeps),
		cmocka_unit_test(test_array_grows),
		cmocka_unit_test(test_overflow_ends_with_3),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}

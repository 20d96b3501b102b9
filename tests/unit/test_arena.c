/* Many small allocations released together: alignment, zeroing, blocks of every size, copies. */
#include "unit.h"

#include <stdalign.h>

#include "base/arena.h"

static void test_zeroed_and_aligned(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *bytes = NULL;
		arena_copy(&arena, TEXT("x")); /* two bytes, which leave the next place odd */
		bytes = arena_allocate(&arena, size);
		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++) {
			assert_int_equal(bytes[i], 0);
			bytes[i] = 0xFF; /* any overlap shows up as what isn't zero */
		}
	}
	arena_release(&arena);
	assert_null(arena.blocks);
	assert_null(arena.next);
	assert_int_equal(arena_size(&arena), 0);
}

static void test_large_among_small(void **state)
{
	struct arena arena = ARENA_EMPTY;
	char *before = NULL, *large = NULL, *after = NULL;

	(void)state;
	before = arena_allocate(&arena, 16);
	large = arena_allocate(&arena, 5000000);
	after = arena_allocate(&arena, 16);
	/* The large one has a block alone, and the small ones stay together. */
	assert_ptr_equal(after, before + 16);
	large[4999999] = 'x';
	assert_true(arena_size(&arena) > 5000000 && arena_size(&arena) < 5100000);
	arena_release(&arena);

	large = arena_allocate(&arena, 5000000);
	large[0] = large[4999999] = 'x';
	after = arena_allocate(&arena, 16);
	assert_int_equal(after[15], 0);
	arena_release(&arena);
}

static void test_size_grows_with_use(void **state)
{
	struct arena arena = ARENA_EMPTY;
	size_t used = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		arena_allocate(&arena, 48);
		used += 48;
	}
	assert_true(arena_size(&arena) >= used);
	assert_true(arena_size(&arena) < 2 * used);
	arena_release(&arena);
}

static void test_copies(void **state)
{
	struct arena arena = ARENA_EMPTY;
	char source[] = "clause";
	struct text copy = arena_copy(&arena, text_of(source));
	char *string = arena_string(&arena, text_slice(text_of(source), 0, 3));
	struct text empty = arena_copy(&arena, text_of(NULL));

	(void)state;
	source[0] = 'p';
	assert_text_is(copy, "clause");
	assert_int_equal(copy.bytes[copy.length], '\0');
	assert_string_equal(string, "cla");
	assert_non_null(empty.bytes);
	assert_int_equal(empty.length, 0);
	assert_int_equal(empty.bytes[0], '\0');
	assert_string_equal(arena_string(&arena, TEXT("")), "");
	arena_release(&arena);
}

static void test_format(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct text text = arena_format(&arena, "%s-%d", "c", 12), padded;

	(void)state;
	assert_text_is(text, "c-12");
	assert_int_equal(text.bytes[text.length], '\0');
	padded = arena_format(&arena, "%200000d", 7);
	assert_int_equal(padded.length, 200000);
	assert_int_equal(padded.bytes[199999], '7');
	assert_int_equal(arena_format(&arena, "%s", "").length, 0);
	arena_release(&arena);
}

static void test_arrays(void **state)
{
	struct arena arena = ARENA_EMPTY;
	int numbers[] = {1, 2, 3}, *copy = arena_copy_array(&arena, numbers, 3, sizeof *numbers);
	int *made = ARENA_ARRAY(&arena, 100, int);

	(void)state;
	numbers[0] = 9;
	assert_int_equal(copy[0], 1);
	assert_int_equal(copy[2], 3);
	assert_int_equal(made[99], 0);
	assert_null(arena_copy_array(&arena, NULL, 0, sizeof *numbers));
	arena_release(&arena);
}

static void array_overflow(void)
{
	struct arena arena = ARENA_EMPTY;

	arena_allocate_array(&arena, SIZE_MAX / 2, 4);
}

static void size_overflow(void)
{
	struct arena arena = ARENA_EMPTY;

	arena_allocate(&arena, 16);
	arena_allocate(&arena, SIZE_MAX - 4);
}

static void test_overflow_ends_with_3(void **state)
{
	(void)state;
	assert_int_equal(unit_ending(array_overflow, NULL, 0), 3);
	assert_int_equal(unit_ending(size_overflow, NULL, 0), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed_and_aligned),
		cmocka_unit_test(test_large_among_small),
		cmocka_unit_test(test_size_grows_with_use),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_arrays),
		cmocka_unit_test(test_overflow_ends_with_3),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}

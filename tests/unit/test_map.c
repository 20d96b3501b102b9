/* The hash map: thousands of keys, order of first insertion, keys with NULs and without bytes. */
#include "unit.h"

#include "base/arena.h"
#include "base/map.h"

#define MANY 20000

static void test_empty(void **state)
{
	struct map map = MAP_EMPTY;

	(void)state;
	assert_null(map_get(&map, TEXT("a")));
	map_release(&map);
	assert_int_equal(map.count, 0);
}

static void test_thousands_in_order(void **state)
{
	struct map map = MAP_EMPTY;
	struct arena arena = ARENA_EMPTY;
	static int values[MANY];
	bool is_new = false;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		void **place = map_place(&map, arena_format(&arena, "key %d", i * 7919 % MANY), &is_new);
		assert_true(is_new);
		assert_null(*place);
		*place = &values[i];
	}
	assert_int_equal(map.count, MANY);
	for (int i = 0; i < MANY; i++) {
		struct text key = arena_format(&arena, "key %d", i * 7919 % MANY);
		assert_true(text_equal(map.entries[i].key, key));
		assert_ptr_equal(map_get(&map, key), &values[i]);
		assert_ptr_equal(*map_place(&map, key, &is_new), &values[i]);
		assert_false(is_new);
	}
	assert_int_equal(map.count, MANY);
	assert_null(map_get(&map, arena_format(&arena, "key %d", MANY)));
	assert_null(map_get(&map, TEXT("key")));
	map_release(&map);
	arena_release(&arena);
}

static void test_set_gives_what_was_there(void **state)
{
	struct map map = MAP_EMPTY;
	int first = 1, second = 2;

	(void)state;
	assert_null(map_set(&map, TEXT("b"), &first));
	assert_null(map_set(&map, TEXT("a"), &first));
	assert_ptr_equal(map_set(&map, TEXT("b"), &second), &first);
	assert_ptr_equal(map_get(&map, TEXT("b")), &second);
	assert_ptr_equal(map_set(&map, TEXT("b"), NULL), &second);
	assert_int_equal(map.count, 2);
	assert_text_is(map.entries[0].key, "b");
	assert_text_is(map.entries[1].key, "a");
	map_release(&map);
}

static void test_unusual_keys(void **state)
{
	struct map map = MAP_EMPTY;
	int empty = 0, with_nul = 0, without = 0;

	(void)state;
	map_set(&map, TEXT("a\0b"), &with_nul);
	map_set(&map, TEXT("a"), &without);
	map_set(&map, TEXT(""), &empty);
	assert_int_equal(map.count, 3);
	assert_ptr_equal(map_get(&map, TEXT("a\0b")), &with_nul);
	assert_ptr_equal(map_get(&map, TEXT("a")), &without);
	assert_ptr_equal(map_get(&map, text_of(NULL)), &empty); /* no bytes are the same as none counted */
	map_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_thousands_in_order),
		cmocka_unit_test(test_set_gives_what_was_there),
		cmocka_unit_test(test_unusual_keys),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}

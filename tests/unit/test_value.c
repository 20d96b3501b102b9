/* Value trees: order and lookup in small and large maps, keys given twice, paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/value.h"

static void test_large_map(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct value *map = value_map(&arena), *list = value_list(&arena);
	for (int i = 0; i < 1000; i++) {
		struct text key = arena_format(&arena, "key %d", i);
		struct value_member *member = value_map_add(&arena, map, key, value_integer(&arena, i));
		assert_non_null(member);
		assert_true(text_equal(member->key, key));
		assert_null(value_map_add(&arena, map, key, list));
		value_list_add(&arena, list, value_integer(&arena, -i));
	}
	assert_int_equal(map->count, 1000);
	assert_int_equal(list->count, 1000);
	for (int i = 0; i < 1000; i++) {
		struct text key = arena_format(&arena, "key %d", i);
		assert_true(text_equal(value_text(value_map_get(map, key)), arena_format(&arena, "%d", i)));
		assert_true(text_equal(map->members[i].key, key));
		assert_true(text_equal(list->items[i]->text, arena_format(&arena, "%d", -i)));
	}
	assert_null(value_map_get(map, TEXT("key 1000")));
	assert_null(value_map_get(list, TEXT("key")));
	assert_null(value_map_get(NULL, TEXT("key")));
	arena_release(&arena);
}

static void test_paths_and_scalars(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct value *map = value_map(&arena);
	value_set_integer(&arena, map, "key 7", 7);
	struct value *outer = value_map(&arena);
	value_set(&arena, outer, "map", map);
	value_set_string(&arena, outer, "none", NULL);
	value_set_boolean(&arena, outer, "yes", true);
	assert_true(text_is(value_text(value_at(outer, "map.key 7")), "7"));
	assert_true(text_is(value_text(value_at(outer, "yes")), "true"));
	assert_null(value_at(outer, "map.no.way"));
	assert_null(value_text(value_at(outer, "none")).bytes);
	assert_null(value_text(map).bytes);
	assert_true(value_is_scalar(value_at(outer, "none")));
	assert_false(value_is_scalar(map));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_large_map),
		cmocka_unit_test(test_paths_and_scalars),
	};
	return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}

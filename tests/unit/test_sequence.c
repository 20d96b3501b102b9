/* What goes with what by a key, and what kept its order. */
#include "unit.h"

#include "base/memory.h"
#include "diff/sequence.h"

static void assert_pairs(const char *const *olds, size_t old_count, const char *const *news, size_t new_count,
			 const uint32_t *expected)
{
	struct text old_keys[8] = {0}, new_keys[8] = {0};
	uint32_t old_of[8];

	for (size_t i = 0; i < old_count; i++)
		old_keys[i] = olds[i] ? text_of(olds[i]) : (struct text){NULL, 0};
	for (size_t i = 0; i < new_count; i++)
		new_keys[i] = news[i] ? text_of(news[i]) : (struct text){NULL, 0};
	pair_by_key(old_keys, old_count, new_keys, new_count, old_of);
	for (size_t i = 0; i < new_count; i++)
		if (old_of[i] != expected[i])
			fail_msg("%zu goes with %u, not %u", i, expected[i], old_of[i]);
}

static void test_keys(void **state)
{
	(void)state;
	/* Of several with one key the first goes with the first; what has no key goes with nothing. */
	assert_pairs((const char *const[]){"a", "b", "a", NULL, "c"}, 5,
		     (const char *const[]){"b", "a", "a", "a", NULL, "d"}, 6,
		     (const uint32_t[]){1, 0, 2, PAIR_NONE, PAIR_NONE, PAIR_NONE});
	assert_pairs(NULL, 0, (const char *const[]){"a"}, 1, (const uint32_t[]){PAIR_NONE});
	assert_pairs((const char *const[]){"a"}, 1, NULL, 0, NULL);
	/* An empty key is a key. */
	assert_pairs((const char *const[]){""}, 1, (const char *const[]){""}, 1, (const uint32_t[]){0});
}

static size_t count_kept(const uint32_t *places, size_t count, bool *is_kept)
{
	size_t kept = 0;

	keep_order(places, count, is_kept);
	for (size_t i = 0; i < count; i++)
		kept += is_kept[i];
	return kept;
}

static void test_order(void **state)
{
	bool is_kept[8];

	(void)state;
	assert_int_equal(count_kept((const uint32_t[]){0, 1, 2, 3}, 4, is_kept), 4);
	assert_int_equal(count_kept((const uint32_t[]){3, 2, 1, 0}, 4, is_kept), 1);
	assert_int_equal(count_kept(NULL, 0, is_kept), 0);
	/* One that was put first moved, and not the three behind it. */
	assert_int_equal(count_kept((const uint32_t[]){3, 0, 1, 2}, 4, is_kept), 3);
	assert_false(is_kept[0]);
	/* What has no place is never kept and holds nothing up. */
	assert_int_equal(count_kept((const uint32_t[]){PAIR_NONE, 0, PAIR_NONE, 1}, 4, is_kept), 2);
	assert_false(is_kept[0] || is_kept[2]);
}

/* The longest increasing subsequence by trying all. */
static size_t longest_by_trying(const uint32_t *places, size_t count)
{
	size_t longest = 0;

	for (unsigned chosen = 0; chosen < 1u << count; chosen++) {
		size_t length = 0;
		uint32_t last = 0;
		bool increases = true;
		for (size_t i = 0; i < count; i++) {
			if (!(chosen >> i & 1))
				continue;
			increases = increases && places[i] != PAIR_NONE && (length == 0 || places[i] > last);
			last = places[i];
			length++;
		}
		if (increases && length > longest)
			longest = length;
	}
	return longest;
}

/* All orders of seven, each also with one that has no place. */
static void try_orders(uint32_t *places, size_t fixed, size_t count)
{
	bool is_kept[8];

	if (fixed == count) {
		uint32_t last = 0;
		bool any = false;
		assert_int_equal(count_kept(places, count, is_kept), longest_by_trying(places, count));
		for (size_t i = 0; i < count; i++) {
			if (!is_kept[i])
				continue;
			assert_true(!any || places[i] > last);
			last = places[i];
			any = true;
		}
		return;
	}
	for (size_t i = fixed; i < count; i++) {
		uint32_t other = places[i];
		places[i] = places[fixed];
		places[fixed] = other;
		try_orders(places, fixed + 1, count);
		places[fixed] = places[i];
		places[i] = other;
	}
}

static void test_every_order(void **state)
{
	uint32_t places[] = {0, 1, 2, 3, 4, 5}, with_none[] = {4, PAIR_NONE, 0, 2, 1, 3};

	(void)state;
	try_orders(places, 0, 6);
	try_orders(with_none, 0, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_every_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

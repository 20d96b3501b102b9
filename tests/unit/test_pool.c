/* Work by several threads: each item once, more threads than items, work side by side, the caller alone. */
#include "unit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/pool.h"

#define ITEMS 10000

struct tally {
	atomic_int times[ITEMS];
	atomic_size_t total;
};

static void count_item(void *context, size_t item)
{
	struct tally *tally = context;

	atomic_fetch_add(&tally->times[item], 1);
	atomic_fetch_add(&tally->total, 1);
}

static void assert_each_once(size_t threads, size_t count)
{
	static struct tally tally;

	for (size_t i = 0; i < ITEMS; i++)
		atomic_store(&tally.times[i], 0);
	atomic_store(&tally.total, 0);
	pool_run(threads, count, count_item, &tally);
	assert_int_equal(atomic_load(&tally.total), count);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(atomic_load(&tally.times[i]), i < count);
}

static void test_each_item_once(void **state)
{
	(void)state;
	for (size_t threads = 1; threads <= 8; threads++)
		assert_each_once(threads, ITEMS);
	assert_each_once(0, ITEMS);
}

static void test_more_threads_than_items(void **state)
{
	(void)state;
	assert_each_once(64, 3);
	assert_each_once(8, 1);
	assert_each_once(8, 0);
	assert_each_once(1, 0);
	assert_each_once(SIZE_MAX, 2);
}

static void check_order(void *context, size_t item)
{
	size_t *next = context;

	if (item == *next)
		(*next)++;
}

struct caller {
	pthread_t thread;
	size_t elsewhere;
};

static void check_caller(void *context, size_t item)
{
	struct caller *caller = context;

	(void)item;
	if (!pthread_equal(caller->thread, pthread_self()))
		caller->elsewhere++;
}

static void test_one_thread_is_the_caller_in_order(void **state)
{
	struct caller caller = {pthread_self(), 0};
	size_t next = 0;

	(void)state;
	pool_run(1, 1000, check_order, &next);
	assert_int_equal(next, 1000);
	pool_run(1, 1000, check_caller, &caller);
	pool_run(8, 1, check_caller, &caller);
	assert_int_equal(caller.elsewhere, 0);
}

struct meeting {
	pthread_mutex_t mutex;
	pthread_cond_t arrived;
	size_t here;
};

/* Returns only once three items are being worked on at one time. */
static void wait_for_others(void *context, size_t item)
{
	struct meeting *meeting = context;

	(void)item;
	pthread_mutex_lock(&meeting->mutex);
	meeting->here++;
	pthread_cond_broadcast(&meeting->arrived);
	while (meeting->here < 3)
		pthread_cond_wait(&meeting->arrived, &meeting->mutex);
	pthread_mutex_unlock(&meeting->mutex);
}

static void test_threads_work_side_by_side(void **state)
{
	struct meeting meeting = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};

	(void)state;
	pool_run(3, 3, wait_for_others, &meeting);
	assert_int_equal(meeting.here, 3);
}

static void write_plainly(void *context, size_t item)
{
	size_t *squares = context;

	squares[item] = item * item;
}

static void test_results_are_seen(void **state)
{
	/* Plain memory that other threads have written is there when pool_run returns. */
	static size_t squares[ITEMS];

	(void)state;
	pool_run(4, ITEMS, write_plainly, squares);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(squares[i], i * i);
}

static void test_processors(void **state)
{
	(void)state;
	assert_true(pool_processors() >= 1);
	assert_true(pool_processors() < 100000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_item_once),
		cmocka_unit_test(test_more_threads_than_items),
		cmocka_unit_test(test_one_thread_is_the_caller_in_order),
		cmocka_unit_test(test_threads_work_side_by_side),
		cmocka_unit_test(test_results_are_seen),
		cmocka_unit_test(test_processors),
	};

	return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}

#define _GNU_SOURCE /* sched_getaffinity */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

/* The same for every thread, whatever `ulimit -s` says, so that what one machine can read every machine can. */
#define STACK_SIZE ((size_t)8 * 1024 * 1024)

struct pool {
	void (*work)(void *context, size_t item);
	void *context;
	size_t count;
	atomic_size_t next; /* the first item that nobody has taken */
};

static void *pool_work(void *argument)
{
	struct pool *pool = argument;
	size_t item = 0;

	/* Goes past `count` by one for each thread, never round to 0: each thread is alive and takes memory. */
	while ((item = atomic_fetch_add(&pool->next, 1)) < pool->count)
		pool->work(pool->context, item);
	return NULL;
}

/* Starts up to `wanted` threads and gives the number that the system allowed. */
static size_t pool_start(struct pool *pool, pthread_t *threads, size_t wanted)
{
	pthread_attr_t attributes;
	size_t started = 0;

	if (pthread_attr_init(&attributes) != 0)
		return 0;
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	while (started < wanted && pthread_create(&threads[started], &attributes, pool_work, pool) == 0)
		started++;
	pthread_attr_destroy(&attributes);
	return started;
}

void pool_run(size_t threads, size_t count, void (*work)(void *context, size_t item), void *context)
{
	struct pool pool = {.work = work, .context = context, .count = count};
	size_t others = threads < count ? threads : count, started = 0;
	pthread_t *handles = NULL;

	atomic_init(&pool.next, 0);
	if (others > 1) {
		/* The caller is one of them; where the system refuses a thread, those that there are do its work. */
		handles = memory_allocate_array(others - 1, sizeof *handles);
		started = pool_start(&pool, handles, others - 1);
	}
	pool_work(&pool);
	for (size_t i = 0; i < started; i++)
		pthread_join(handles[i], NULL);
	free(handles);
}

size_t pool_processors(void)
{
	cpu_set_t set;
	long online = 0;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return (size_t)CPU_COUNT(&set);
	online = sysconf(_SC_NPROCESSORS_ONLN);
	return online > 0 ? (size_t)online : 1;
}

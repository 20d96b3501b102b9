/* Work on numbered items by several threads. */
#ifndef POLICYC_BASE_POOL_H
#define POLICYC_BASE_POOL_H

#include <stddef.h>

/* Calls work(context, item) once for each item from 0 to count - 1, on `threads` threads (1: on the caller's alone),
 * and returns when all are done. Items are taken in order; nothing else is promised of time. */
void pool_run(size_t threads, size_t count, void (*work)(void *context, size_t item), void *context);
/* The processors that this process may use; at least 1. */
size_t pool_processors(void);

#endif

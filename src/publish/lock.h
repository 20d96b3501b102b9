/* A lock that ends with the process that holds it, however that ends: one build at a time for each target. */
#ifndef POLICYC_PUBLISH_LOCK_H
#define POLICYC_PUBLISH_LOCK_H

#include "base/buffer.h"

struct lock {
	const char *path;
	int fd; /* -1: not held */
};

/* Takes the lock of the file `path`, which is made where it is missing and must live as long as the lock. 0;
 * EWOULDBLOCK where another process holds it, whose own words about itself (perhaps none) are then appended to
 * `holder`; else what the system says. */
int lock_take(struct lock *lock, const char *path, struct buffer *holder);
/* Removes the file and gives the lock back; nothing where it isn't held. */
void lock_release(struct lock *lock);

#endif

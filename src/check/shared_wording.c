#include "check/shared_wording.h"

#include "base/memory.h"

struct shared_wording {
	struct arena arena;
};

struct shared_wording *shared_wording_new(const struct suite *suite)
{
	(void)suite;
	return memory_allocate(sizeof(struct shared_wording));
}

void shared_wording_free(struct shared_wording *wording)
{
	arena_release(&wording->arena);
	free(wording);
}

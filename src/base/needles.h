/* Many texts looked for in one, in one pass over it (A. V. Aho, M. J. Corasick: Efficient string matching, 1975): in
 * time that grows with the length of the text, and not with how many are looked for. A zeroed struct needles is empty.
 */
#ifndef POLICYC_BASE_NEEDLES_H
#define POLICYC_BASE_NEEDLES_H

#include "base/text.h"

struct needle_state;
struct needles {
	struct needle_state *states; /* a tree of the texts' bytes; the first is its root */
	size_t count, capacity;
};

#define NEEDLES_EMPTY \
	{             \
		0     \
	}
#define NEEDLES_NONE ((size_t)-1)
void needles_release(struct needles *needles);
/* Adds a text under a number below UINT32_MAX; of texts that are alike the lowest number counts. The bytes are copied.
 * The empty text stands in every text. */
void needles_add(struct needles *needles, struct text text, size_t number);
/* After the last that is added, before the first that is looked for. */
void needles_prepare(struct needles *needles);
/* The lowest number of those that stand in `text`, or NEEDLES_NONE. */
size_t needles_lowest_in(const struct needles *needles, struct text text);

#endif

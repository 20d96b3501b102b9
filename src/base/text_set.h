/* Many texts looked for in one, in one pass over it (A. V. Aho, M. J. Corasick: Efficient string matching, 1975): in
 * time that grows with the length of the text, and not with how many are looked for. A zeroed struct text_set is empty.
 */
#ifndef POLICYC_BASE_TEXT_SET_H
#define POLICYC_BASE_TEXT_SET_H

#include "base/text.h"

struct text_set_state;
struct text_set {
	struct text_set_state *states; /* a tree of the texts' bytes; the first is its root */
	size_t count, capacity;
};

#define TEXT_SET_EMPTY \
	{              \
		0      \
	}
#define TEXT_SET_NONE ((size_t)-1)
void text_set_release(struct text_set *needles);
/* Adds a text under a number below UINT32_MAX; of texts that are alike the lowest number counts. The bytes are copied.
 * The empty text stands in every text. */
void text_set_add(struct text_set *needles, struct text text, size_t number);
/* After the last that is added, before the first that is looked for. */
void text_set_prepare(struct text_set *needles);
/* The lowest number of those that stand in `text`, or TEXT_SET_NONE. */
size_t text_set_lowest_in(const struct text_set *needles, struct text text);

#endif

/* Identifiers of NICE guidance in words: "NG59", "NG 59", "IPG31". */
#ifndef POLICYC_TREE_NICE_H
#define POLICYC_TREE_NICE_H

#include "base/arena.h"

/* Are these letters, of either case, a kind of guidance: "NG", "ta"? */
bool nice_is_kind(struct text letters);

/* The length of a NICE identifier that begins at `at` and stands there as a word of its own: kind, at most one space or
 * line break, number. 0 when there is none. `identifier` becomes "NG59". */
size_t nice_identifier(struct arena *arena, struct text text, size_t at, struct text *identifier);

#endif

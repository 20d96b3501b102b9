/* Two small things that every part of a comparison needs: what goes with what by a key, and what kept its order. */
#ifndef POLICYC_DIFF_SEQUENCE_H
#define POLICYC_DIFF_SEQUENCE_H

#include "base/arena.h"

#define PAIR_NONE UINT32_MAX

/* Pairs what has the same key: of several with one key the first with the first, the second with the second. `old_of`
 * has room for `new_count` places: the number of the old one, or PAIR_NONE. A key whose bytes are NULL pairs with
 * nothing. */
void pair_by_key(const struct text *old_keys, size_t old_count, const struct text *new_keys, size_t new_count,
		 uint32_t *old_of);

/* Of `count` places, each PAIR_NONE or unlike the others, marks those that kept their order: the longest increasing
 * subsequence. PAIR_NONE is never kept. (C. Schensted, "Longest increasing and decreasing subsequences", Canadian
 * Journal of Mathematics 13, 1961; here with binary search: count times its logarithm.) */
void keep_order(const uint32_t *places, size_t count, bool *is_kept);

#endif

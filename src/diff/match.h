/* Which block of one version is which of the other. */
#ifndef POLICYC_DIFF_MATCH_H
#define POLICYC_DIFF_MATCH_H

#include "diff/blocks.h"

/* Pairs made beforehand, by what is known of the blocks and not of their words: the rows of codes. A block that is
 * named twice keeps its first. */
struct known_pairs {
	const uint32_t *old, *new;
	size_t count;
};

/* Sets `pair` in both. Each step pairs only what no earlier one did:
 *   1. the known pairs;
 *   2. sections: of the same permanent id, of the same kind and heading, of the same heading, of the same kind, each
 *      first on the same level;
 *   3. below paired blocks what is the same, with the same permanent id first; then what is the same anywhere, a whole
 *      clause before its parts, what stands in the same section before others; then permanent ids that stand once in
 *      each: equal words weigh more;
 *   4. lists, tables, clauses and sections that most of whose contents are paired, by a majority vote (R. S. Boyer and
 *      J S. Moore, "MJRTY", 1991);
 *   5. below paired blocks what is alike, what stands between the same neighbours more readily;
 *   6. what is alike anywhere (candidates.h).
 * Time: each step looks at each block once, but that in step 5 a block is compared with at most NEIGHBOURS_MOST others
 * and in step 6 with at most CANDIDATES_MOST. */
#define NEIGHBOURS_MOST 32
void match_blocks(struct blocks *old, struct blocks *new, const struct known_pairs *known);

/* Sets `is_kept` in NEW. Runs after match_blocks. */
void blocks_mark_kept(const struct blocks *old, struct blocks *new);

#endif

/* Blocks that share runs of words with a given one, found without a look at the others.
 *
 * Each block is known by its runs of three words, a short one by its words (shingles: A. Z. Broder, "On the resemblance
 * and containment of documents", 1997). A run that stands in more than RUN_BLOCKS_MOST blocks tells nothing and is not
 * followed, so that a search takes time in proportion to its own words. */
#ifndef POLICYC_DIFF_CANDIDATES_H
#define POLICYC_DIFF_CANDIDATES_H

#include "diff/blocks.h"

#define RUN_BLOCKS_MOST       48
#define CANDIDATES_MOST       8
/* Blocks with fewer words are found only where they are (match.c), never by this. */
#define CANDIDATE_WORDS_LEAST 4

struct candidates;
/* Of the blocks that `wants` says yes to. Freed with candidates_free. */
struct candidates *candidates_new(const struct blocks *blocks, bool (*wants)(const struct block *block));
void candidates_free(struct candidates *candidates);
/* Fills `found` with the blocks that share the most runs, the most first, and gives their number. */
size_t candidates_find(struct candidates *candidates, const struct bag *bag, uint32_t found[CANDIDATES_MOST]);

#endif

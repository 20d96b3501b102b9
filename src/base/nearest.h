/* "Did you mean …?": of the words that are known, the one nearest to a misspelt one. The one mechanism for keys,
 * values, profiles, blocks, ids of checks, places, commands and options. */
#ifndef POLICYC_BASE_NEAREST_H
#define POLICYC_BASE_NEAREST_H

#include "base/text.h"

/* Longer words are compared with nothing. */
#define NEAREST_LENGTH_MOST 64

struct nearest {
	struct text best; /* bytes NULL: none is near */
	size_t index;     /* of the best among those offered, from 0 */
	size_t offered, least;
	char word[NEAREST_LENGTH_MOST]; /* as it is compared */
	size_t length;
};

/* `word` is what somebody wrote. Capitals don't count, nor _ or a space for -, nor quotation marks round the whole; one
 * letter in words of up to 3, two in words of up to 8, else three may differ, but never all. */
void nearest_init(struct nearest *nearest, struct text word);
/* Offers a known word, which must live as long as `best` is used. Of two that are equally near the first stays. */
void nearest_offer(struct nearest *nearest, struct text known);

#endif

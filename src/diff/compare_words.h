/* Texts compared word by word: what makes two passages alike, and the words in which they differ.
 *
 * A word is a run of letters and digits with the apostrophes, and the points and commas of numbers, inside it; a sign
 * such as ≥ or % is a word of its own, and & is the word "and". Capitals, punctuation, hyphens, the forms of quotation
 * marks and of spaces make no difference: where only they differ, no reader is told another thing. A web address is one
 * word, and so is a link with words of its own, which is the same only where those words and its address are. */
#ifndef POLICYC_DIFF_COMPARE_WORDS_H
#define POLICYC_DIFF_COMPARE_WORDS_H

#include "tree/flat_text.h"

struct compared_word {
	uint64_t hash;           /* of equal words equal; of others all but certainly not */
	const struct node *link; /* the link that is this word, or NULL */
	uint32_t begin, end;     /* bytes of the flat text */
};
/* A heap array: zeroed to begin with, released with ARRAY_RELEASE. */
struct compared_words {
	struct compared_word *items;
	size_t count, capacity;
};

/* Appends the words of the bytes `begin` to `end`. The flat text lives as long as the words. Returns how many words a
 * reader counts, those inside a link each. */
size_t compared_words_append(struct compared_words *words, const struct flat_text *flat, size_t begin, size_t end);
/* One number for a sequence of words. */
uint64_t compared_words_hash(const struct compared_word *words, size_t count);

/* Words of `a` in place of words of `b`; either may be none. */
struct compared_run {
	uint32_t a_begin, a_end, b_begin, b_end;
};
/* Are words put in the place of others? A word that only came or went, such as a "not", is no part of that. */
static inline bool compared_run_is_replacement(const struct compared_run *run)
{
	return run->a_begin < run->a_end && run->b_begin < run->b_end;
}
struct word_difference {
	struct compared_run *items; /* in order */
	size_t count, capacity;
	size_t common; /* words that both have, in the same order */
	size_t edits;  /* words of either that the other has not */
};

/* Sets the difference of two sequences (released with ARRAY_RELEASE; what it held is overwritten): the shortest one,
 * and then runs of one kind with a single common word between them joined into one. False, and no difference, where
 * more than `most` words would have to be taken out or put in. Greedy algorithm of E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", Algorithmica 1 (1986), section 4: time (a + b) times `most` at worst, memory `most`
 * squared. */
bool compare_words(const struct compared_word *a, size_t a_count, const struct compared_word *b, size_t b_count,
		   size_t most, struct word_difference *difference);

#endif

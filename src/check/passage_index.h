/* The passages of all shared blocks, so that those like a given text are found without a look at the others.
 *
 * Each passage is known by its runs of three words (shingles: A. Z. Broder, "On the resemblance and containment of
 * documents", 1997). A text looks its own runs up, and only the passages that share enough of them are compared with it
 * word by word: a word that is replaced spoils three runs at most, so that with two in ten replaced four runs in ten,
 * less two, are still whole (the lemma on q-grams of E. Ukkonen, "Approximate string-matching with q-grams and maximal
 * matches", 1992). Passages of the same words, in several editions of a block, are one.
 *
 * The time is proportional to the words of the text, whatever the number of passages: a run that stands in more than
 * PASSAGES_OF_A_RUN_MOST passages tells nothing and is not looked up, no more than PASSAGES_COMPARED_MOST passages are
 * compared, and none in which more than WORDS_DIFFERENT_MOST words differ. */
#ifndef POLICYC_CHECK_PASSAGE_INDEX_H
#define POLICYC_CHECK_PASSAGE_INDEX_H

#include "diff/compare_words.h"

#define PASSAGES_OF_A_RUN_MOST 64
#define PASSAGES_COMPARED_MOST 8
#define WORDS_DIFFERENT_MOST   400

/* Passages are alike when of the words of both, counted together, at least this many in 100 stand in the other in the
 * same order: two words in ten replaced. Where only a part of the longer is compared with the shorter, it takes more,
 * since a part can be chosen. */
#define ALIKE_WHOLE            80
#define ALIKE_PART             85
/* Passages of fewer words are found only where they are the same; as a part of another, of fewer than the second. */
#define ALIKE_WORDS_LEAST      8
#define ALIKE_PART_WORDS_LEAST 12

#define PASSAGE_NONE UINT32_MAX

struct passage {
	const struct compared_word *words;
	size_t count;
	struct text text; /* the flat text that the words are bytes of */
};

struct passage_index;
struct passage_index *passage_index_new(void);
void passage_index_free(struct passage_index *index);
/* Adds a passage, unless one of the same words is there, and returns its number: 0, 1, 2… The text lives as long as
 * the index, the words are copied. Only before passage_index_finish. */
uint32_t passage_index_add(struct passage_index *index, const struct compared_words *words, struct text text);
/* Once, after the last one and before the first search. From then on the index is only read. */
void passage_index_finish(struct passage_index *index);
size_t passage_count(const struct passage_index *index);
const struct passage *passage_at(const struct passage_index *index, uint32_t number);

/* A text beside a passage. */
struct likeness {
	uint32_t passage;                  /* PASSAGE_NONE: there is none */
	bool is_part;                      /* one is like a part of the other */
	struct word_difference difference; /* a: the text, b: the passage; none: the same words */
};
/* What one thread searches with: begin it for an index, and release it. */
struct passage_search {
	const struct passage_index *index;
	const bool *wanted; /* by passage: those that may be found */
	uint32_t *hits;     /* by passage; all 0 between searches */
	uint32_t *found;    /* passages with hits, and how many they are */
	size_t found_count;
	uint32_t *covered; /* by passage: the most of its words that a text had */
	struct likeness best, other;
};
void passage_search_begin(struct passage_search *search, const struct passage_index *index, const bool *wanted);
void passage_search_release(struct passage_search *search);

/* The passage of just these words, wanted or not; PASSAGE_NONE where there is none. */
uint32_t passage_find_same(const struct passage_index *index, const struct compared_words *words);
/* The passage that the text is most like: of which it has the most words, and then the fewest others; of equals the
 * first. Its words, and those of others that the text is like, count as covered. Valid until the next search. */
const struct likeness *passage_find_like(struct passage_search *search, const struct compared_words *words);

#endif

/* The words in which two texts differ, marked so that a person can read them.
 *
 * A token is a word (letters and digits, with the apostrophes, points and commas inside it), a web address, one other
 * character, or an aside. White space parts tokens and is nothing by itself; the forms of quotation marks, apostrophes
 * and dashes make no difference between tokens, capitals and all other marks do.
 *
 * The shortest difference (compare_words.h) is made readable in three steps: a run that could stand further on or back
 * is moved to where a sentence or a part of one begins; runs with few words between them become one, where what lies
 * between is shorter than they are; and of texts that share too little all is shown as taken out and put in. */
#ifndef POLICYC_DIFF_WORD_RUNS_H
#define POLICYC_DIFF_WORD_RUNS_H

#include "diff/compare_words.h"
#include "diff/diff.h"

/* An aside is no word of the text: where a link leads, which reference a citation names. It stands in a text as
 *   ASIDE_BEGIN shown ASIDE_KEY key ASIDE_END
 * of which `key` alone is compared, and `shown` is given in a run where it changed. No source can hold these bytes. */
#define ASIDE_BEGIN    '\x02'
#define ASIDE_KEY      '\x01'
#define ASIDE_END      '\x03'
/* How that of a reference by number begins, before what it leads to. */
#define ASIDE_LEADS_TO " (leads to "
/* The text without its asides. */
struct text words_alone(struct arena *arena, struct text text);

/* Over so many tokens that differ, what is not the same at both ends is shown as one change. */
#define TOKENS_DIFFERENT_MOST 600

/* A heap array, released with ARRAY_RELEASE: the tokens of a text, for compare_words. */
void tokens_append(struct compared_words *tokens, struct text text);

/* The runs from one text to the other, in the arena; they point into both texts. `is_rewritten`: less than a third of
 * the longer is left. Runs of '=' are as the new text has them, and hold no asides. */
struct word_runs word_runs_of(struct arena *arena, struct text old, struct text new, bool *is_rewritten);

#endif

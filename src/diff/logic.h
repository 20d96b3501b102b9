/* Does a change of words change what must hold? */
#ifndef POLICYC_DIFF_LOGIC_H
#define POLICYC_DIFF_LOGIC_H

#include "diff/diff.h"

/* The bits of enum logic that the words taken out and put in speak of: AND/OR, "not", "only" and "if", numbers,
 * comparisons, must and may. Where a change has words of one kind on both sides, they must be the same, else it is one
 * of logic. Of what stands on one side alone
 *   - AND and OR count where they tie what changed to what stayed ("pain [-or numbness-]", and not "[-procedures and
 *     treatments-]"), "or over" as a comparison;
 *   - any, all, each, both count in a change of a few words;
 *   - over, under, within count near a number, age or time;
 *   - the others always. A word beside its opposite ("suitable", "unsuitable") is a "not".
 * Years are no numbers here, nor is "Appendix 1"'s. AND/OR counts in criteria alone, "only" and "if" in criteria and
 * codes. In prose (evidence, and what is editorial) must/may counts for nothing, and nothing does where it is
 * rewritten. */
unsigned logic_of_words(const struct word_runs *runs, enum change_class class, bool is_rewritten);
/* The bits of the quantities of a criterion or clause that differ. */
unsigned logic_of_quantities(const struct quantity *old, const struct quantity *new);
/* Do the words speak of any of it? For what is added or removed whole. */
bool logic_is_spoken_of(struct text words);
/* Is it only "None", "Nil", "N/A"? */
bool words_say_none(struct text words);
/* Do two texts differ in capitals and punctuation alone? */
bool words_are_same_but_for_marks(const struct word_runs *runs);

#endif

/* Does a change of words change what must hold? */
#ifndef POLICYC_DIFF_LOGIC_H
#define POLICYC_DIFF_LOGIC_H

#include "diff/diff.h"

/* The bits of enum logic that the words taken out and put in speak of: AND/OR, "not", "only" and "if", numbers and
 * their units, comparisons, must and may, which patients, which cases, how urgent. Quantities are compared as
 * quantities (said.h). Where a change has words of one kind on both sides, they must be the same, AND and OR in the
 * same order, else it is one of logic. Of what stands on one side alone
 *   - AND and OR count where they tie what changed to what stayed ("pain [-or numbness-]", and not "[-procedures and
 *     treatments-]"), "or over" as a comparison;
 *   - any, all, each, both count in a change of a few words;
 *   - over, under, within count near a number, age or time;
 *   - which patients and cases count in criteria and codes, elsewhere in a change of a few words;
 *   - units of time without a number, and who refers, never;
 *   - the others always. A word beside its opposite ("suitable", "unsuitable") is a "not".
 * Years are no numbers here, nor is "Appendix 1"'s. AND/OR, and a comma that may change what words belong to, count in
 * criteria and codes alone. In prose (evidence, and what is editorial) nothing counts where it is rewritten. */
unsigned logic_of_words(struct text old, struct text new, enum change_class class, bool is_rewritten);
/* The bits of the quantities of a criterion or clause that differ. */
unsigned logic_of_quantities(const struct quantity *old, const struct quantity *new);
/* Do the words speak of any of it? For what is added or removed whole. */
bool logic_is_spoken_of(struct text words);
/* Does a sentence say of the policy, or of who is eligible, "only", "not", "unless", "until" …? For words that are
 * added or removed outside the criteria. */
bool words_limit_scope(struct text words);
/* Is it only "None", "Nil", "N/A"? */
bool words_say_none(struct text words);
/* Do two texts differ in capitals, punctuation and in how quantities are written alone? */
bool words_are_same_but_for_marks(struct text old, struct text new);
/* Is no aside (word_runs.h) put in or taken out: another address, another source that is cited? */
bool asides_are_same(const struct word_runs *runs);
/* Does a reference by number lead to another clause or section? */
bool target_is_other(const struct word_runs *runs);

#endif

/* What a shared-text-drift finding says: the words of a policy that differ from a passage of a shared block. */
#ifndef POLICYC_CHECK_SHARED_DRIFT_H
#define POLICYC_CHECK_SHARED_DRIFT_H

#include "check/check.h"
#include "check/passage_index.h"
#include "diff/compare_words.h"

struct drift {
	struct text text; /* the policy's passage */
	const struct flat_text *flat;
	const struct compared_word *words;
	struct text block; /* key of the nearest block */
	const struct passage *passage;
	struct place passage_place;
	struct word_difference difference;
};

/* Adds the finding: at the words that differ first, or at all of the passage where more than three runs of words
 * differ; the block's passage and the further differences are its notes. */
void drift_report(struct check_context *context, const struct drift *drift);
/* Words of a text for a message: with one space between them, and not too many. */
struct text shown_words(struct arena *arena, struct text words);

#endif

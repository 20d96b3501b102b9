/* What the checks of single words share: one pass over the words of each leaf (rule_words in language.c). */
#ifndef POLICYC_CHECK_LANGUAGE_H
#define POLICYC_CHECK_LANGUAGE_H

#include "base/scan.h"
#include "check/rules.h"

/* Each looks at all words of a leaf block and adds findings. */
void check_spelling(struct check_context *context, const struct node *leaf, const struct flat_text *flat,
		    const struct scanned_words *words); /* spelling_rules.c */
void check_retired_terms(struct check_context *context, const struct node *leaf, const struct flat_text *flat,
			 const struct scanned_words *words); /* retired_terms.c */

#endif

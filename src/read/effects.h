/* What each clause, list and criterion does to a patient's case: SPEC section 2, What a clause does. Of its own words
 * it says only what they prove; a mark decides; the profile speaks where the words are silent. */
#ifndef POLICYC_READ_EFFECTS_H
#define POLICYC_READ_EFFECTS_H

#include "tree/policy.h"
#include "tree/profile.h"

struct effects {
	struct policy *policy;
	const struct profile_section *section,
		*subsection;    /* what the profile says of where the words stand, or NULL */
	struct text *own_words; /* of the title and keywords: what the policy's treatment is called */
	size_t own_count;
};

/* For one policy; lives in its scratch arena. */
struct effects effects_begin(struct policy *policy);
/* Sets clause->ruling.reading, by its paragraphs. */
void effects_read_clause(const struct effects *effects, struct node *clause);
/* Sets the reading of a list's or table's group, by the words that lead to it. `around`: of the clause it stands in, or
 * of the criterion; NULL: it stands in none. `is_nested`: in a criterion. */
void effects_read_group(const struct effects *effects, struct node *block, const struct effect_reading *around,
			bool is_nested);
/* Sets the readings of a group's items or rows: the group's, or what their own words or marks say. */
void effects_read_criteria(const struct effects *effects, struct node *block);

#endif

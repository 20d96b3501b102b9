/* Code sets in sections of kind coding: SPEC section 2. */
#ifndef POLICYC_READ_CODES_H
#define POLICYC_READ_CODES_H

#include "tree/policy.h"

/* Fills policy->code_sets in the order of the text, after policy_number. A code that is none of its system is kept as
 * written with an empty canonical form, for the check bad-code. */
void codes_read(struct policy *policy, const struct profile *profile);
/* The dotted and undotted forms of one code; false when it has not the form of a code of that system (OPCS-4: a letter
 * but I, two digits, then nothing or one digit; ICD-10 5th edition: letter, two digits, then nothing, a digit or X, and
 * a fifth character; dagger and asterisk marks apart). The texts live in the arena. */
bool code_normalise(struct arena *arena, enum code_system system, struct text written, struct text *canonical,
		    struct text *undotted, struct text *marks);

#endif

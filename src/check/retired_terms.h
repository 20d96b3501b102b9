/* Names and terms that are out of use, from the table retired-terms.tsv: found as whole words, in any plural. */
#ifndef POLICYC_CHECK_RETIRED_TERMS_H
#define POLICYC_CHECK_RETIRED_TERMS_H

#include "tree/suite.h"

struct retired_terms;

/* NULL where there is no table, or the check is off. The suite's table must outlive it. Then only read, by all
 * threads. */
struct retired_terms *retired_terms_new(const struct suite *suite);
void retired_terms_free(struct retired_terms *terms);
/* Is this one word such a term? `terms` may be NULL. */
bool retired_terms_hold(const struct retired_terms *terms, struct text word);

#endif

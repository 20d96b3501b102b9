/* From the policies that were read to one record for each ref. */
#ifndef POLICYC_LOAD_RECORDS_H
#define POLICYC_LOAD_RECORDS_H

#include "tree/suite.h"

/* Takes the stubs of policies that were removed out of the suite's policies. Once, before anything looks at those. */
void records_set_stubs_apart(struct suite *suite);
/* Makes the suite's records, in the order of their refs, each with its versions and its stub. */
void records_make(struct suite *suite);
/* Sets which policy took the place of which, once record_resolve has said which version is shown. */
void records_find_successors(struct suite *suite);

#endif

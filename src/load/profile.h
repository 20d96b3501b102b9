/* Document profiles: templates/profiles/<name>.yaml. */
#ifndef POLICYC_LOAD_PROFILE_H
#define POLICYC_LOAD_PROFILE_H

#include "tree/profile.h"
#include "tree/suite.h"

/* Reads one profile into the suite's arena; NULL where there is nothing of use in it. Everything wrong with it is a
 * finding of the suite. `source` lives as long as the suite. */
struct profile *profile_read(struct suite *suite, const struct source *source, struct text name);
/* After all are read: successors that are no profile. */
void profiles_check_successors(struct suite *suite);

#endif

/* One input as a project of its own: the configuration, profiles and shared blocks of this project, and in the place of
 * its policies the input's. */
#ifndef POLICYC_TESTS_FUZZ_TRIAL_H
#define POLICYC_TESTS_FUZZ_TRIAL_H

#include "promises.h"
#include "tree/suite.h"

/* The project in the current folder: read once, before the first input, and never released. */
const struct suite *project(void);

/* The suite of one input; what is changed in it lasts until trial_end. Whoever gives it another configuration, other
 * profiles, blocks or words sets check_tables to NULL: those of the project fit no more. */
void trial_begin(struct suite *trial);
void trial_end(struct suite *trial);
/* Takes a policy in through every stage but the first, and through every check. The policy is the trial's from then on.
 */
void trial_report(struct suite *trial, struct policy *policy, struct report *report);
/* The same; says whether there is an error that isn't accepted. */
bool trial_policy(struct suite *trial, struct policy *policy);
/* Every writer writes the policy, and all that it promises is asked for. `is_published`: there was no error, so that
 * the XML keeps to its schema too. */
void trial_write(const struct suite *trial, const struct policy *policy, bool is_published);
/* Reads `source` as a policy, and does all of the above. */
void trial_run(struct suite *trial, struct text source);
/* A short policy with every construction of the language in it. */
extern const char sample_policy[];

#endif

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
/* Reads a policy; at most so many in a trial. */
#define TRIAL_POLICIES_MOST 4
void trial_add(struct suite *trial, const char *path, struct text source, bool is_older_version);
/* Takes the policies through every stage and every check, and joins what was found; asks that all trees and findings
 * are as they are to be. */
void trial_report(struct suite *trial, struct report *report);
/* The same; then each policy is written by every writer, and all that these promise is asked for: also that the XML
 * keeps to its schema, where no error stands in the way of publishing. */
void trial_run(struct suite *trial);
/* All of this for one short policy with every construction of the language in it. */
void trial_run_sample(struct suite *trial);

#endif

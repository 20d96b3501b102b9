/* policyc check --coverage. */
#ifndef POLICYC_CLI_COVERAGE_H
#define POLICYC_CLI_COVERAGE_H

#include "cli/command.h"

typedef bool (*coverage_choice)(const struct policy *policy, const void *context);

/* Shows how much is read of each policy that is asked for, newest versions only, and of all of them together: as text,
 * or with --format=json as JSON. Gives the exit status. */
int coverage_show(const struct suite *suite, const struct settings *settings, coverage_choice is_asked_for,
		  const void *context);

#endif

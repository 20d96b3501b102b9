/* What the rules look up: made of configuration, profiles and shared blocks once for a suite, before its policies are
 * checked (suite_prepare_checks in check.h), and from then on only read, by all threads. A group of checks that needs
 * such a table keeps it in a file of its own, with S_new and S_free, and has one line here and two in tables.c. */
#ifndef POLICYC_CHECK_TABLES_H
#define POLICYC_CHECK_TABLES_H

#include "check/shared_wording.h"

struct check_tables {
	struct shared_wording *shared_wording;
};

#endif

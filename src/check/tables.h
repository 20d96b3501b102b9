/* What the rules look up: made of configuration, profiles and shared blocks once for a suite, before its policies are
 * checked (suite_prepare_checks in check.h), and from then on only read, by all threads. A group of checks that needs
 * such a table keeps it in a file of its own, with S_new and S_free, and has one line here and two in tables.c. */
#ifndef POLICYC_CHECK_TABLES_H
#define POLICYC_CHECK_TABLES_H

#include "check/acronyms.h"
#include "check/other_policies.h"
#include "check/retired_terms.h"
#include "check/shared_wording.h"
#include "check/sources.h"
#include "check/spelling.h"

struct check_tables {
	struct shared_wording *shared_wording;
	struct sources *sources;
	struct other_policies *other_policies;
	struct spelling *spelling;           /* NULL: words are not spelled; it also keeps what was asked */
	struct retired_terms *retired_terms; /* NULL: there are none */
	struct acronyms *acronyms;           /* NULL: nobody says which are known */
};

#endif

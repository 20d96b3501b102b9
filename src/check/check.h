/* Checks: what is wrong with a policy, and with a suite of them. A file for each group has its rules in a list at its
 * end, and run.c runs them. Rules only read the tree and add findings. */
#ifndef POLICYC_CHECK_CHECK_H
#define POLICYC_CHECK_CHECK_H

#include "tree/suite.h"

struct reference_names;

/* What a rule is given. The findings are the policy's own (or, for suite_check, the suite's); `today` is suite->today.
 */
struct check_context {
	const struct suite *suite;
	struct policy *policy; /* NULL for rules of the suite */
	struct findings *findings;
	struct arena *arena; /* for texts that a rule needs while it works: gone when the policy's rules have run */
	const struct reference_names *reference_names; /* of the policy, once they are asked for (source_rules.c) */
};

/* Makes what the rules look up, for suite->check_tables, from a suite that is loaded; before the first policy_check.
 * Released when nothing is checked any more; what was found stays. */
void suite_prepare_checks(struct suite *suite);
void suite_release_checks(struct suite *suite);
/* All rules of one policy; may run for several policies at once, each on one thread. Older versions get only what SPEC
 * section 3 allows them. */
void policy_check(struct policy *policy, const struct suite *suite);
/* Only the rules of some groups, a bit (1u << enum check_group) for each: for benchmarks. */
void policy_check_groups(struct policy *policy, const struct suite *suite, unsigned groups);
/* All rules across policies and versions, after every policy_check, on one thread. Near-linear in the suite. Findings
 * go to the policy that they are about. */
void suite_check(struct suite *suite);

/* Everything that was found, as one report in the suite's arena: findings inside a shared block's text become the
 * block's (each once, with a note naming the policies that include it), `allow` entries accept, severities are set,
 * paths for the identity are filled in, all is sorted. `severities` come from site.yaml. */
void suite_report(struct suite *suite, size_t threads, struct report *report);

/* Adds to spelling findings what may be meant: to those of `level` or over, and to accepted ones only where those are
 * asked for, since it takes a tenth of a second for each word; of very many words only the first get it. Between
 * suite_report and suite_release_checks. */
void suite_suggest(struct suite *suite, const struct report *report, enum severity level, bool accepted);

/* Once, before the first thread: running out of memory inside Hunspell ends the program as it does everywhere. */
void spelling_set_up(void);

#endif

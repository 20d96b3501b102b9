/* The rules: each reads the policy or the suite and adds findings. A file lists its own at its end; run.c knows the
 * lists. */
#ifndef POLICYC_CHECK_RULES_H
#define POLICYC_CHECK_RULES_H

#include "check/check.h"
#include "check/places.h"
#include "tree/flat_text.h"
#include "tree/profile.h"
#include "tree/site.h"

/* What a rule is asked about: a whole policy; a node of one kind; the words of a leaf block (heading, paragraph, note,
 * cell, reference), whose flat text is made once for all rules; or the suite, in a context that has no policy. */
enum rule_scope { SCOPE_END, SCOPE_POLICY, SCOPE_NODE, SCOPE_LEAF, SCOPE_SUITE };

struct rule {
	enum rule_scope scope;
	enum check_group group;
	enum node_kind kind; /* of SCOPE_NODE */
	union {
		void (*policy)(struct check_context *context); /* and the suite */
		void (*node)(struct check_context *context, const struct node *node);
		void (*leaf)(struct check_context *context, const struct node *leaf, const struct flat_text *flat);
	} run;
};

#define POLICY_RULE(of_group, function)                                                    \
	{                                                                                  \
		.scope = SCOPE_POLICY, .group = GROUP_##of_group, .run.policy = (function) \
	}
#define NODE_RULE(of_group, of_kind, function)                                                                 \
	{                                                                                                      \
		.scope = SCOPE_NODE, .group = GROUP_##of_group, .kind = NODE_##of_kind, .run.node = (function) \
	}
#define LEAF_RULE(of_group, function)                                                  \
	{                                                                              \
		.scope = SCOPE_LEAF, .group = GROUP_##of_group, .run.leaf = (function) \
	}
#define SUITE_RULE(function)                                   \
	{                                                      \
		.scope = SCOPE_SUITE, .run.policy = (function) \
	}
#define RULES_END                  \
	{                          \
		.scope = SCOPE_END \
	}

extern const struct rule accessibility_rules[], acronyms_rules[], brackets_rules[], codes_rules[], copied_rules[],
	criteria_beside_rules[], criteria_group_rules[], criteria_ranges_rules[], criteria_rules[], dates_rules[],
	effects_rules[], language_rules[], link_words_rules[], metadata_rules[], phones_rules[], placeholder_rules[],
	private_address_rules[], published_version_rules[], references_rules[], related_rules[], related_suite_rules[],
	shared_rules[], source_rules[], spelling_rules[], structure_rules[], versions_rules[], whole_text_rules[];

/* housekeeping.c */
/* Does an entry of `allow` name a check and a reason? Others accept nothing, and have findings of the reader's. */
bool allow_entry_counts(const struct allow_entry *entry, enum check *check);
/* unused-allow, after findings_accept. `policy` is NULL for the entries of a shared block; `allowances` are of those
 * entries that count, in their order. */
void report_unused_allowances(const struct suite *suite, struct findings *findings, const struct policy *policy,
			      const struct list *entries, const struct allowance *allowances);

#endif

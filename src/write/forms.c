#include "write/forms.h"

#include "tree/dump.h"
#include "write/diff.h"
#include "write/standing.h"

static void policy_dump_form(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	(void)edition; /* the tree is the same wherever it is shown */
	policy_dump(out, policy);
}

static void write_relaxng(struct buffer *out, struct text base_url)
{
	(void)base_url; /* nothing in it is an address */
	write_policy_relaxng(out);
}

const struct policy_form_row forms[FORM_COUNT] = {
#define FORM(name, word, file, media_type, write) [FORM_##name] = {word, file, media_type, write},
#include "write/forms.def"
#undef FORM
};

const struct schema schemas[SCHEMA_COUNT] = {
	{"policy", "schema/policy.json", write_policy_schema},
	{"standing", "schema/standing.json", write_standing_schema},
	{"policies", "schema/policies.json", write_policies_schema},
	{"codes", "schema/codes.json", write_codes_schema},
	{"changes", "schema/changes.json", write_changes_schema},
	{"diff", "schema/diff.json", write_diff_schema},
	{"policy.rng", "schema/policy.rng", write_relaxng},
};

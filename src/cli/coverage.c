/* policyc check --coverage: how much of each policy is read. */
#include "cli/coverage.h"
#include "base/json_writer.h"
#include "tree/coverage.h"

static void append_line(struct buffer *out, struct text name, const struct coverage *coverage)
{
	buffer_append_format(out,
			     "%.*s: clauses with words of funding that have an effect: %zu of %zu; lists that are "
			     "criteria: %zu of %zu; parts that are open: %zu, with nothing read from %zu of them\n",
			     TEXT_ARGUMENTS(name), coverage->with_effect, coverage->funding_clauses, coverage->criteria,
			     coverage->lists, coverage->open, coverage->silent);
}

static void write_members(struct json_writer *json, const struct coverage *coverage)
{
	json_write_member_integer(json, "funding_clauses", (int64_t)coverage->funding_clauses);
	json_write_member_integer(json, "with_effect", (int64_t)coverage->with_effect);
	json_write_member_integer(json, "lists", (int64_t)coverage->lists);
	json_write_member_integer(json, "criteria", (int64_t)coverage->criteria);
	json_write_member_integer(json, "open", (int64_t)coverage->open);
	json_write_member_integer(json, "silent", (int64_t)coverage->silent);
}

static void write_policy(struct json_writer *json, const struct policy *policy, const struct coverage *coverage)
{
	json_write_object_begin(json);
	json_write_member(json, "ref", policy->ref.text);
	json_write_member(json, "version", policy->version.text);
	write_members(json, coverage);
	json_write_object_end(json);
}

int coverage_show(const struct suite *suite, const struct settings *settings, coverage_choice is_asked_for,
		  const void *context)
{
	struct buffer text = BUFFER_EMPTY, data = BUFFER_EMPTY;
	struct coverage sum = {0};
	struct json_writer json;

	json_write_begin(&json, &data, true);
	json_write_object_begin(&json);
	json_write_name(&json, "policies");
	json_write_array_begin(&json);
	for (size_t i = 0; i < suite->policy_count; i++) {
		const struct policy *policy = suite->policies[i];
		if (policy->is_older_version || !policy->is_readable || !is_asked_for(policy, context))
			continue;
		struct coverage coverage = coverage_of(policy);
		coverage_add(&sum, &coverage);
		append_line(&text, policy->ref.text, &coverage);
		write_policy(&json, policy, &coverage);
	}
	json_write_array_end(&json);
	json_write_name(&json, "total");
	json_write_object_begin(&json);
	write_members(&json, &sum);
	json_write_object_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	append_line(&text, TEXT("In all"), &sum);
	int status = settings->format == FORMAT_JSON ? print_out(buffer_text(&data)) : print_shown(buffer_text(&text));
	buffer_release(&text);
	buffer_release(&data);
	return status;
}

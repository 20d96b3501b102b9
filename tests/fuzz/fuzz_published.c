/* A published policy.json: what is read of it, and what differs from it. What is written of it again reads the same. */
#include "load/published.h"
#include "trial.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct policy *read_again(const struct policy *policy, struct buffer *out)
{
	const struct edition edition = {.site = project()->site, .root = "../../"};
	struct buffer why = BUFFER_EMPTY;
	struct policy *again;

	buffer_clear(out);
	write_json(out, policy, &edition);
	promise_json(buffer_text(out), "json");
	published_read("policies/again/policy.json", buffer_text(out), &again, &why);
	promise(again != NULL, "what was written is not read again: %.*s", TEXT_ARGUMENTS(buffer_text(&why)));
	buffer_release(&why);
	return again;
}

/* What a file of ours can't say is lost when it is read; after that nothing is. */
static void try_again(const struct policy *policy)
{
	struct buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
	struct policy *again = read_again(policy, &first);
	struct policy *last = read_again(again, &second);
	promise_difference(policy, again);
	policy_free(read_again(last, &first));
	promise(text_equal(buffer_text(&first), buffer_text(&second)), "each time that it is read it is another");
	policy_free(again);
	policy_free(last);
	buffer_release(&first);
	buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text input = {size > 0 ? (const char *)bytes : "", size};
	struct buffer why = BUFFER_EMPTY;
	struct policy *policy;
	enum published_result result = published_read("policies/fuzzed/policy.json", input, &policy, &why);

	promise((policy != NULL) == (result == PUBLISHED_IS_READ), "a policy, and that it couldn't be read");
	promise(policy != NULL || why.length > 0, "it couldn't be read, and nobody says why");
	if (policy != NULL) {
		promise_findings(&policy->findings);
		promise_difference(project()->policies[0], policy);
		try_again(policy);
		policy_free(policy);
	}
	buffer_release(&why);
	return 0;
}

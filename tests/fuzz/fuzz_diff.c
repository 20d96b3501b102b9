/* Two versions of a policy, a line of "=====" between them: what differs, in both directions, through every writer. */
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct text line = TEXT("\n=====\n");
	struct text input = {size > 0 ? (const char *)bytes : "", size};
	size_t end = text_find(input, line, 0);
	struct suite trial;
	struct report report = {0};

	if (end == TEXT_NOT_FOUND)
		return -1;
	trial_begin(&trial);
	trial_add(&trial, "policies/CMICB_Clin900.md", text_slice(input, 0, end), false);
	trial_add(&trial, "policies/CMICB_Clin901.md", text_slice(input, end + line.length, input.length), false);
	trial_report(&trial, &report);
	promise_difference(trial.policies[0], trial.policies[1]);
	trial_end(&trial);
	return 0;
}

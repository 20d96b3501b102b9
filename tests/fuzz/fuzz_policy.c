/* Whole policies: through every reader, check and writer, with the project's own configuration, profiles and shared
 * blocks. After a line of "=====" another policy follows, and after one more an older version of the first. */
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Takes the part before the next line of "=" off the front of `*rest`; false when there is none left. */
static bool take_part(struct text *rest, struct text *part)
{
	const struct text line = TEXT("\n=====\n");
	size_t end;

	if (rest->bytes == NULL)
		return false;
	end = text_find(*rest, line, 0);
	*part = text_slice(*rest, 0, end);
	*rest = end == TEXT_NOT_FOUND ? text_of(NULL) : text_slice(*rest, end + line.length, rest->length);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct text rest = {size > 0 ? (const char *)bytes : "", size}, part;

	trial_begin(&trial);
	if (take_part(&rest, &part))
		trial_add(&trial, "policies/CMICB_Clin900.md", part, false);
	if (take_part(&rest, &part))
		trial_add(&trial, "policies/CMICB_Clin901.md", part, false);
	if (take_part(&rest, &part))
		trial_add(&trial, "policies/versions/CMICB_Clin900@0.9.md", part, true);
	trial_run(&trial);
	trial_end(&trial);
	return 0;
}

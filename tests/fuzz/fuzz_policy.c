/* A whole policy: through every reader, check and writer, with the project's own configuration, profiles and shared
 * blocks. */
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;

	trial_begin(&trial);
	trial_run(&trial, (struct text){(const char *)bytes, size});
	trial_end(&trial);
	return 0;
}

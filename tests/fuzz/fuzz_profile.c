/* A document profile: read, then used for a policy and all that is written of it. */
#include "load/profile.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct source source;

	trial_begin(&trial);
	trial.profiles = (struct map)MAP_EMPTY;
	trial.check_tables = NULL;
	source_init(&source, &trial.arena, "templates/profiles/cm-2024.yaml",
		    arena_copy(&trial.arena, (struct text){(const char *)bytes, size}));
	struct profile *profile = profile_read(&trial, &source, TEXT("cm-2024"));
	if (profile != NULL)
		map_set(&trial.profiles, profile->name, profile);
	profiles_check_successors(&trial);
	trial_run_sample(&trial);
	map_release(&trial.profiles);
	trial_end(&trial);
	return 0;
}

/* site.yaml: read, then used for a policy and all that is written of it. */
#include "load/site.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct source source;
	struct site site;

	trial_begin(&trial);
	site_clear(&site);
	source_init(&source, &trial.arena, "site/site.yaml",
		    arena_copy(&trial.arena, (struct text){(const char *)bytes, size}));
	site_read(&trial, &source, &site);
	for (size_t i = 0; i < CHECK_COUNT; i++)
		promise(site.severities.of[i] <= SEVERITY_ERROR, "a severity of %d", (int)site.severities.of[i]);
	site.severities.of[CHECK_SPELLING] = SEVERITY_OFF;
	trial.site = &site;
	trial.check_tables = NULL;
	trial_run_sample(&trial);
	trial_end(&trial);
	return 0;
}

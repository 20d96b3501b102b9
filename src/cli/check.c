#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"

/* True where a finding stands in one of the files, or below one of the folders, that were named. */
static bool is_asked_for(struct arena *arena, const struct suite *suite, const struct settings *settings,
			 const struct finding *finding)
{
	if (settings->argument_count == 0)
		return true;
	if (!finding->place.source)
		return false;
	const char *path = path_normalise(arena, path_join(arena, suite->root, finding->place.source->path));
	for (size_t i = 0; i < settings->argument_count; i++) {
		const char *asked = path_normalise(arena, settings->arguments[i]);
		size_t length = strlen(asked);
		if (strcmp(asked, ".") == 0 || strcmp(path, asked) == 0 ||
		    strcmp(finding->place.source->path, asked) == 0)
			return true;
		if (strncmp(path, asked, length) == 0 && path[length] == '/')
			return true;
	}
	return false;
}

/* Leaves out of a report what was not asked for, and counts anew. */
static void narrow(struct report *report, struct suite *suite, const struct settings *settings)
{
	struct report all = *report;
	report->count = report->errors = report->warnings = report->infos = report->accepted = 0;
	for (size_t i = 0; i < all.count; i++) {
		struct finding *finding = all.findings[i];
		if (!is_asked_for(&suite->arena, suite, settings, finding))
			continue;
		report->findings[report->count++] = finding;
		report->accepted += finding->accepted.bytes != NULL;
		if (finding->accepted.bytes)
			continue;
		report->errors += finding->severity == SEVERITY_ERROR;
		report->warnings += finding->severity == SEVERITY_WARNING;
		report->infos += finding->severity == SEVERITY_INFO;
	}
}

int command_check(const struct settings *settings)
{
	struct suite suite;
	struct report report;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		suite_check_all(&suite, settings, &report);
		narrow(&report, &suite, settings);
		int shown = report_show(&report, settings);
		status = report_status(&report, settings);
		if (shown > status)
			status = shown;
		if (suite.could_not_read && status < STATUS_FILES)
			status = STATUS_FILES;
	}
	suite_release(&suite);
	return status;
}

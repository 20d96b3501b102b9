#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"

struct asked {
	struct suite *suite;
	const struct settings *settings;
};

/* True where a finding stands in one of the files, or below one of the folders, that were named. */
static bool is_asked_for(const struct finding *finding, const void *context)
{
	const struct asked *asked = context;
	struct arena *arena = &asked->suite->arena;
	if (!finding->place.source)
		return false;
	const char *own = finding->place.source->path;
	const char *path = path_normalise(arena, path_join(arena, asked->suite->root, own));
	for (size_t i = 0; i < asked->settings->argument_count; i++) {
		const char *named = path_normalise(arena, asked->settings->arguments[i]);
		size_t length = strlen(named);
		if (strcmp(named, ".") == 0 || strcmp(path, named) == 0 || strcmp(own, named) == 0)
			return true;
		if (strncmp(path, named, length) == 0 && path[length] == '/')
			return true;
	}
	return false;
}

int command_check(const struct settings *settings)
{
	struct suite suite;
	struct report report;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		suite_check_all(&suite, settings, &report);
		struct asked asked = {&suite, settings};
		if (settings->argument_count)
			report_keep(&report, is_asked_for, &asked);
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

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/coverage.h"
#include "cli/published.h"

struct asked {
	struct suite *suite;
	const struct settings *settings;
};

/* Is it one of the files, or below one of the folders, that were named? */
static bool is_path_asked_for(const struct asked *asked, const char *path)
{
	struct arena *arena = &asked->suite->arena;
	for (size_t i = 0; i < asked->settings->argument_count; i++) {
		const char *argument = asked->settings->arguments[i];
		const char *named = strcmp(argument, "-") == 0 ? NULL : path_below(arena, asked->suite->root, argument);
		size_t length = named ? strlen(named) : 0;
		/* A file of its own, read beside the suite, keeps the name that it was given. */
		if (strcmp(path, argument) == 0)
			return true;
		if (!named)
			continue;
		if (strcmp(named, ".") == 0 || strcmp(path, named) == 0)
			return true;
		if (strncmp(path, named, length) == 0 && path[length] == '/')
			return true;
	}
	return false;
}

static bool is_asked_for(const struct finding *finding, const void *context)
{
	return finding->place.source && is_path_asked_for(context, finding->place.source->path);
}

static bool is_policy_asked_for(const struct policy *policy, const void *context)
{
	const struct asked *asked = context;
	return !asked->settings->argument_count || is_path_asked_for(asked, policy->source.path);
}

static int worst(int a, int b)
{
	return a > b ? a : b;
}

int command_check(const struct settings *asked_settings)
{
	struct settings only_checks = *asked_settings, *settings = &only_checks;
	struct suite suite;
	struct report report;
	settings->only_checks = true;
	if (settings->coverage && settings->format != FORMAT_TEXT && settings->format != FORMAT_JSON) {
		complain("--coverage is shown as text or json; --format=sarif and github are for findings");
		return STATUS_USAGE;
	}
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE && settings->coverage) {
		status = coverage_show(&suite, settings, is_policy_asked_for, &(struct asked){&suite, settings});
		status = worst(status, suite.could_not_read ? STATUS_FILES : STATUS_FINE);
	} else if (status == STATUS_FINE) {
		struct published published;
		published_open(&published, &suite, settings, path_join(&suite.arena, suite.root, "public"));
		suite_check_all(&suite, settings, &report);
		struct asked asked = {&suite, settings};
		if (settings->argument_count)
			report_keep(&report, is_asked_for, &asked);
		int known = report_baseline(&report, &suite, settings);
		int shown = report_show(&report, &suite, settings);
		int mended = settings->fixes ? fixes_apply(&report, suite.root, settings) : STATUS_FINE;
		status = worst(report_status(&report, settings), worst(known, worst(shown, mended)));
		if (suite.could_not_read && status < STATUS_FILES)
			status = STATUS_FILES;
		suite_release_checks(&suite);
		published_release(&published);
	}
	suite_release(&suite);
	return status;
}

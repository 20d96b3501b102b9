/* `policyc check`: read, check and report. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/published.h"

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
	const char *path = finding->place.source->path;
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

static int worst(int a, int b)
{
	return a > b ? a : b;
}

/* The first file of policies or shared wording of which nothing is known, or NULL. */
static const char *unread_file(const struct suite *suite)
{
	for (size_t i = 0; i < suite->policy_count; i++)
		if (!suite->policies[i]->is_readable)
			return suite->policies[i]->source.path;
	for (size_t i = 0; i < suite->block_count; i++)
		if (!suite->blocks[i]->is_readable)
			return suite->blocks[i]->source.path;
	return NULL;
}

/* May a baseline be written? After a partial reading it would lack what was not read, and the next run would find that
 * anew, or the old baseline would be gone. */
static int check_whole(const struct suite *suite, const struct settings *settings)
{
	const char *unread = unread_file(suite);
	if (!settings->new_baseline || (!unread && !suite->could_not_read))
		return STATUS_FINE;
	complain("%s was not written: %s could not be read whole, so it would lack what stands there",
		 settings->new_baseline, unread ? unread : "a file or folder");
	return suite->could_not_read ? STATUS_FILES : STATUS_FINDINGS;
}

/* Mends, where everything was read. After a partial reading a finding may be there only because something else was not
 * read (an `allow` that nothing needs, a ref that nobody has): then only what keeps a file from being read is mended.
 */
static int mend(const struct report *report, const struct suite *suite, const struct settings *settings)
{
	if (!settings->fixes)
		return STATUS_FINE;
	if (suite->could_not_read) {
		complain("nothing was mended, because something could not be read");
		return STATUS_FILES;
	}
	return fixes_apply(report, suite->root, settings, report->loss_count > 0);
}

int command_check(const struct settings *asked_settings)
{
	struct settings only_checks = *asked_settings, *settings = &only_checks;
	struct suite suite;
	struct report report;
	settings->only_checks = true;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE && !output_is_free(settings, suite.root, "--write-baseline", settings->new_baseline))
		status = STATUS_USAGE;
	if (status == STATUS_FINE) {
		struct published published;
		published_open(&published, &suite, settings, path_join(&suite.arena, suite.root, "public"));
		suite_check_all(&suite, settings, &report);
		struct asked asked = {&suite, settings};
		if (settings->argument_count)
			report_keep(&report, is_asked_for, &asked);
		int known = check_whole(&suite, settings);
		if (known == STATUS_FINE)
			known = report_baseline(&report, &suite, settings);
		int shown = report_show(&report, &suite, settings);
		int mended = mend(&report, &suite, settings);
		status = worst(report_status(&report, settings), worst(known, worst(shown, mended)));
		if (suite.could_not_read && status < STATUS_FILES)
			status = STATUS_FILES;
		suite_release_checks(&suite);
		published_release(&published);
	}
	suite_release(&suite);
	return status;
}

#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "site/site_build.h"
#include "tree/site.h"

/* Publishes a suite in which nothing stands against it. */
static int publish(struct suite *suite, const struct settings *settings, struct report *report)
{
	struct build_options options = {.output = settings->output,
					.base_url = text_of(settings->base_url),
					.drafts = settings->drafts,
					.threads = settings->threads};
	struct build_result result = {0};
	if (!site_build(suite, &options, &result)) {
		if (result.message.length)
			complain("%.*s", TEXT_ARGUMENTS(result.message));
		if (result.is_refused)
			return STATUS_USAGE;
		return result.error ? STATUS_FILES : STATUS_FINDINGS;
	}
	if (settings->is_quiet)
		return STATUS_FINE;
	fprintf(stderr, "policyc: published %zu %s in %zu files to %s", result.policies,
		result.policies == 1 ? "policy" : "policies", result.files, settings->output);
	if (report->accepted)
		fprintf(stderr, " (%zu %s accepted, each with its reason: `policyc check --accepted`)",
			report->accepted, report->accepted == 1 ? "finding" : "findings");
	fputc('\n', stderr);
	if (!result.was_exchanged)
		complain("this file system cannot exchange two folders, so the files were replaced one by one; had the "
			 "build been "
			 "ended half-way, the site would hold old and new files together");
	return STATUS_FINE;
}

int command_build(const struct settings *settings)
{
	struct suite suite;
	struct report report;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		suite_check_all(&suite, settings, &report);
		int shown = report_show(&report, settings);
		status = report_status(&report, settings);
		if (shown > status)
			status = shown;
		if (suite.could_not_read && status < STATUS_FILES)
			status = STATUS_FILES;
		/* An error that nobody accepted stops publication whatever --fail-on says. */
		if (report.errors && status < STATUS_FINDINGS)
			status = STATUS_FINDINGS;
		if (status == STATUS_FINE)
			status = publish(&suite, settings, &report);
		else
			complain("nothing was published: the site in %s is as it was", settings->output);
	}
	suite_release(&suite);
	return status;
}

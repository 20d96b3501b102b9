/* `policyc build`: check everything, then publish the site. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/published.h"
#include "site/site_build.h"

static int fail(struct suite *suite, const struct settings *settings, struct build_result *result, size_t policies)
{
	findings_show(&result->findings, suite, settings, policies);
	if (result->message.length)
		complain("nothing was published: %.*s", TEXT_ARGUMENTS(result->message));
	if (result->is_refused)
		return STATUS_USAGE;
	return result->error ? STATUS_FILES : STATUS_FINDINGS;
}

/* What was wrong with the site that was there. */
static void tell_of_damage(const struct build_result *result, const char *output)
{
	if (result->was_damaged)
		complain("%s/manifest.json was empty or cut short, as after a power cut, so every file was made anew",
			 output);
	else if (result->mended)
		complain("%zu %s in %s missing or had been changed by somebody, and %s made anew", result->mended,
			 result->mended == 1 ? "file was" : "files were", output, result->mended == 1 ? "was" : "were");
	if (result->kept)
		complain("%zu other %s in %s may be yours or the old site's, and stayed: remove what isn't wanted",
			 result->kept, result->kept == 1 ? "file" : "files", output);
}

static void tell_of_success(const struct settings *settings, const struct build_result *result, const char *output,
			    size_t accepted)
{
	if (settings->is_quiet)
		return;
	struct buffer also = BUFFER_EMPTY;
	if (accepted)
		buffer_append_format(&also, " (%zu %s accepted, each with its reason: `policyc check --accepted`)",
				     accepted, accepted == 1 ? "finding" : "findings");
	complain("published %zu %s in %zu files to %s%.*s", result->policies,
		 result->policies == 1 ? "policy" : "policies", result->files, output,
		 TEXT_ARGUMENTS(buffer_text(&also)));
	buffer_release(&also);
	tell_of_damage(result, output);
	if (result->rules_only)
		complain("%zu old %s on only where the host reads _redirects or _nginx.conf: %.*s%s",
			 result->rules_only, result->rules_only == 1 ? "address leads" : "addresses lead",
			 TEXT_ARGUMENTS(result->rules_only_names), result->rules_only > 10 ? ", …" : "");
	if (!result->was_exchanged)
		complain("the system cannot exchange two folders there, so the files were replaced one by one; had the "
			 "build been ended half-way, the site would hold old and new files together");
}

/* The folder to publish to: -o, else the project's own "public", by the shortest name from here. */
static const char *output_of(struct suite *suite, const struct settings *settings)
{
	if (settings->output)
		return settings->output;
	char *here = realpath(".", NULL), *root = realpath(suite->root, NULL);
	const char *from = here && root && strcmp(here, root) == 0 ? "." : suite->root;
	free(here);
	free(root);
	return path_join(&suite->arena, from, "public");
}

/* One line of a terminal, written over and over. */
static void tell_of_pdfs(void *context, size_t done, size_t of)
{
	(void)context;
	fprintf(stderr, "\rpolicyc: PDF %zu of %zu%s", done, of, done == of ? "\r\033[K" : "");
}

/* Publishes a suite in which nothing stands against it. */
static int publish(struct suite *suite, const struct settings *settings, const struct report *report,
		   const char *output, const struct manifest *previous)
{
	struct build_options options = {.output = output,
					.previous = previous,
					.drafts = settings->drafts,
					.pdf = settings->pdf,
					.no_sync = settings->no_sync,
					.threads = settings->threads};
	if (isatty(STDERR_FILENO) && !settings->is_quiet)
		options.progress.tell = tell_of_pdfs;
	struct build_result result = {0};
	if (!site_build(suite, &options, &result))
		return fail(suite, settings, &result, report->policies);
	tell_of_success(settings, &result, output, report->accepted);
	if (!result.afterwards.length)
		return STATUS_FINE;
	complain("%.*s", TEXT_ARGUMENTS(result.afterwards));
	return STATUS_FILES;
}

/* What was not read whole is not published, whatever severity site.yaml gives the finding. STATUS_FINE: nothing. */
static int check_losses(const struct report *report)
{
	for (size_t i = 0; i < report->loss_count; i++) {
		const struct finding *finding = report->losses[i];
		if (finding->severity == SEVERITY_ERROR)
			continue;
		complain("%s could not be read whole (%s), which stops a build whatever severity site.yaml gives it: "
			 "%.*s",
			 finding->place.source ? finding->place.source->path : "a file",
			 check_descriptions[finding->check].id, TEXT_ARGUMENTS(finding->message));
	}
	return report->loss_count ? STATUS_FINDINGS : STATUS_FINE;
}

int command_build(const struct settings *settings)
{
	struct suite suite;
	struct report report;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		suite.is_of_asked_day = settings->has_as_of;
		const char *output = output_of(&suite, settings);
		struct published published;
		published_open(&published, &suite, settings, output);
		suite_check_all(&suite, settings, &report);
		int shown = report_show(&report, &suite, settings);
		suite_release_checks(&suite);
		status = report_status(&report, settings);
		if (shown > status)
			status = shown;
		if (suite.could_not_read && status < STATUS_FILES)
			status = STATUS_FILES;
		/* An error that nobody accepted stops publication whatever --fail-on says. */
		if (report.errors && status < STATUS_FINDINGS)
			status = STATUS_FINDINGS;
		int read = check_losses(&report);
		if (read > status)
			status = read;
		if (status == STATUS_FINE)
			status = publish(&suite, settings, &report, output, &published.previous.manifest);
		else
			complain("nothing was published: the site in %s is as it was", output);
		published_release(&published);
	}
	suite_release(&suite);
	return status;
}

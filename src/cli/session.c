/* What commands share: opening a suite, showing its findings, writing to standard output. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pool.h"
#include "base/shown.h"
#include "check/check.h"
#include "cli/command.h"
#include "diag/baseline.h"
#include "load/suite.h"
#include "tree/site.h"

int print_out(struct text text)
{
	if (fwrite(text.bytes, 1, text.length, stdout) == text.length && fflush(stdout) == 0)
		return STATUS_FINE;
	complain("standard output could not be written: %s", strerror(errno));
	return STATUS_FILES;
}

int print_shown(struct text text)
{
	struct buffer shown = BUFFER_EMPTY;
	struct text rest = text, line;
	bool is_ended = text_ends(text, TEXT("\n"));
	while (rest.length && text_split(&rest, '\n', &line)) {
		shown_append_path(&shown, line);
		if (rest.length || is_ended)
			buffer_append_byte(&shown, '\n');
	}
	int status = print_out(buffer_text(&shown));
	buffer_release(&shown);
	return status;
}

/* The folder to begin the search for the project from: -C, else the first argument, else here. */
static int find_root(struct suite *suite, const struct settings *settings)
{
	const char *from = settings->directory ? settings->directory : ".";
	if (settings->directory && path_error(from)) {
		complain("%s can't be read: %s", from, strerror(path_error(from)));
		return STATUS_FILES;
	}
	if (settings->directory && !path_is_folder(from)) {
		complain("%s: there is no such folder", from);
		return STATUS_USAGE;
	}
	if (!settings->directory && settings->argument_count && strcmp(settings->arguments[0], "-") != 0)
		from = settings->arguments[0];
	suite->root = project_find(&suite->arena, from);
	if (suite->root)
		return STATUS_FINE;
	/* It may be there, and only not be ours to look at. */
	const char *configuration = path_join(&suite->arena, from, "site/site.yaml");
	int error = path_is_folder(from) ? path_error(configuration) : path_error(from);
	if (error) {
		complain("%s can't be read: %s", path_is_folder(from) ? configuration : from, strerror(error));
		return STATUS_FILES;
	}
	complain("%s: no folder at or above it holds site/site.yaml, so there is no project to read; go to the "
		 "project's folder, or name it with -C",
		 from);
	return STATUS_USAGE;
}

/* True where the suite reads a file by itself: below one of its own folders. */
static bool is_of_suite(const char *root, const char *path)
{
	static const char *const folders[] = {"/policies/", "/templates/", "/site/"};
	char *whole_root = realpath(root, NULL), *whole = realpath(path, NULL);
	size_t length = whole_root ? strlen(whole_root) : 0;
	bool found = false;
	for (size_t i = 0; i < ARRAY_COUNT(folders) && whole_root && whole; i++)
		found |= strncmp(whole, whole_root, length) == 0 &&
			 strncmp(whole + length, folders[i], strlen(folders[i])) == 0;
	free(whole_root);
	free(whole);
	return found;
}

/* The arguments that are to be read beside the suite. */
static void gather_extra(struct suite *suite, const struct settings *settings, struct suite_options *options)
{
	const char **paths = ARENA_ARRAY(&suite->arena, settings->argument_count + 1, const char *);
	for (size_t i = 0; i < settings->argument_count; i++) {
		const char *path = settings->arguments[i];
		if (strcmp(path, "-") == 0 || (!path_is_folder(path) && !is_of_suite(suite->root, path)))
			paths[options->extra_path_count++] = path;
	}
	options->extra_paths = paths;
}

int suite_open(struct suite *suite, const struct settings *settings)
{
	memset(suite, 0, sizeof *suite);
	for (size_t i = 0; i < settings->argument_count; i++) {
		const char *path = settings->arguments[i];
		if (strcmp(path, "-") != 0 && !path_is_file(path) && !path_is_folder(path)) {
			int error = path_error(path);
			complain("%s: %s", path, error ? strerror(error) : "there is no such file or folder");
			return STATUS_FILES;
		}
	}
	int status = find_root(suite, settings);
	if (status != STATUS_FINE)
		return status;
	struct suite_options options = {
		.root = suite->root,
		.today = settings->as_of,
		.drafts = settings->drafts,
		.threads = settings->threads,
		.only_checks = settings->only_checks,
		.base_url = settings->base_url,
	};
	gather_extra(suite, settings, &options);
	suite_load(suite, &options);
	return STATUS_FINE;
}

int suite_open_here(struct suite *suite, const struct settings *settings)
{
	struct settings without_arguments = *settings;
	without_arguments.argument_count = 0;
	return suite_open(suite, &without_arguments);
}

int suite_open_whole(struct suite *suite, const struct settings *settings)
{
	struct settings no_files = *settings;
	no_files.argument_count = 0;
	int status = suite_open(suite, &no_files);
	for (size_t i = 0; i < suite->policy_count; i++) {
		if (suite->policies[i]->is_readable)
			continue;
		complain("%s can't be read, so it is left out here: `policyc check` says what is wrong with it",
			 suite->policies[i]->source.path);
		status = STATUS_FINDINGS;
	}
	return suite->could_not_read ? STATUS_FILES : status;
}

static void check_one(void *context, size_t item)
{
	struct suite *suite = context;
	policy_check(suite->policies[item], suite);
}

void suite_check_all(struct suite *suite, const struct settings *settings, struct report *report)
{
	suite_prepare_checks(suite);
	pool_run(settings->threads, suite->policy_count, check_one, suite);
	suite_check(suite);
	suite_report(suite, settings->threads, report);
}

static bool wants_color(const struct settings *settings, int descriptor)
{
	const char *no_color = getenv("NO_COLOR");
	if (settings->color != COLOR_AUTO)
		return settings->color == COLOR_ALWAYS;
	return isatty(descriptor) && !(no_color && *no_color);
}

bool colors_output(const struct settings *settings)
{
	return wants_color(settings, STDOUT_FILENO);
}

bool colors_errors(const struct settings *settings)
{
	return wants_color(settings, STDERR_FILENO);
}

int report_show(const struct report *report, struct suite *suite, const struct settings *settings)
{
	struct buffer out = BUFFER_EMPTY;
	struct print_options options = {
		.level = settings->level,
		.accepted = settings->shows_accepted,
		.is_terse = settings->is_terse,
		.color = colors_output(settings),
	};
	static void (*const printers[FORMAT_COUNT])(const struct report *, const struct print_options *,
						    struct buffer *) = {
		[FORMAT_TEXT] = report_print_text,
		[FORMAT_JSON] = report_print_json,
		[FORMAT_SARIF] = report_print_sarif,
		[FORMAT_GITHUB] = report_print_github,
	};
	/* Annotations never show accepted findings, the other forms for machines always do. */
	bool shows_accepted =
		settings->format == FORMAT_TEXT ? settings->shows_accepted : settings->format != FORMAT_GITHUB;
	suite_suggest(suite, report, settings->level, shows_accepted);
	printers[settings->format](report, &options, &out);
	int status = print_out(buffer_text(&out));
	buffer_release(&out);
	return status;
}

void findings_show(struct findings *findings, struct suite *suite, const struct settings *settings, size_t policies)
{
	struct report report = {.policies = policies};
	struct severities severities;
	if (!findings->count)
		return;
	severities_default(&severities);
	findings_finish(&report, &suite->arena, &findings, 1, &severities);
	report.policies = policies;
	report_show(&report, suite, settings);
}

int report_baseline(struct report *report, struct suite *suite, const struct settings *settings)
{
	struct buffer bytes = BUFFER_EMPTY, why = BUFFER_EMPTY;
	int status = STATUS_FINE;
	if (settings->baseline) {
		int error = file_read(settings->baseline, LIMIT_BASELINE_BYTES, &bytes);
		if (error) {
			complain("the baseline %s can't be read: %s", settings->baseline, strerror(error));
			status = STATUS_FILES;
		} else if (!baseline_apply(report, &suite->arena, settings->baseline, buffer_text(&bytes), &why)) {
			complain("%s", buffer_string(&why));
			status = STATUS_USAGE;
		}
	}
	if (settings->new_baseline) {
		buffer_clear(&bytes);
		baseline_write(report, &bytes);
		int error = file_write(settings->new_baseline, buffer_text(&bytes));
		if (error) {
			complain("the baseline %s can't be written: %s", settings->new_baseline, strerror(error));
			status = STATUS_FILES;
		}
	}
	buffer_release(&bytes);
	buffer_release(&why);
	return status;
}

int report_status(const struct report *report, const struct settings *settings)
{
	if (settings->fail_on == SEVERITY_OFF)
		return STATUS_FINE;
	for (size_t i = 0; i < report->count; i++)
		if (!report->findings[i]->accepted.bytes && report->findings[i]->severity >= settings->fail_on)
			return STATUS_FINDINGS;
	return STATUS_FINE;
}

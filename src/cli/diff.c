/* policyc diff: what changed between two files, folders, git revisions or published files. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/diff_pdf.h"
#include "cli/published.h"
#include "diff/diff.h"
#include "load/revision.h"
#include "load/suite.h"
#include "tree/site.h"
#include "write/diff.h"

/* One run; lists live in the arena. */
struct comparison_run {
	struct arena arena;
	const struct settings *settings;
	const char *root; /* the project folder */
	struct revision old, new;
	bool old_is_open, new_is_open;
	ARRAY_OF(struct diff_pair) pairs;
	ARRAY_OF(struct policy *) forms; /* in_form_of */
};

/* The project that the revisions and files belong to: that of -C, of the first argument that is there, or of the
 * current folder. */
static int find_root(struct comparison_run *run)
{
	const struct settings *settings = run->settings;

	if (settings->directory) {
		run->root = project_find(&run->arena, settings->directory);
	} else {
		for (size_t i = 0; i < settings->argument_count && !run->root; i++)
			if (path_is_file(settings->arguments[i]) || path_is_folder(settings->arguments[i]))
				run->root = project_find(&run->arena, settings->arguments[i]);
		if (!run->root)
			run->root = project_find(&run->arena, ".");
	}
	if (run->root)
		return STATUS_FINE;
	complain("no folder at or above %s holds site/site.yaml, so there is no project to compare in; go to the "
		 "project's folder, or name it with -C",
		 settings->directory ? settings->directory : "this one");
	return STATUS_USAGE;
}

static int open_side(struct comparison_run *run, struct revision *side, const char *name)
{
	const struct revision *beside = run->old_is_open ? &run->old : NULL;
	struct revision_options options = {
		.root = run->root, .today = run->settings->as_of, .threads = run->settings->threads, .beside = beside};
	struct buffer why = BUFFER_EMPTY;
	enum revision_result result = revision_open(side, &options, name, &why);

	if (result != REVISION_IS_READ)
		complain("%s", buffer_string(&why));
	buffer_release(&why);
	return result == REVISION_IS_READ ? STATUS_FINE : result == REVISION_IS_WRONG ? STATUS_USAGE : STATUS_FILES;
}

/* Pairs */

/* Beside published JSON the other side counts as it would be published: what never is makes no difference. */
static struct policy *in_form_of(struct comparison_run *run, struct policy *policy, const struct revision *side,
				 const struct revision *other)
{
	if (!policy || !policy->is_readable || side->is_data || !other->is_data)
		return policy;
	*ARRAY_ADD(&run->forms) = policy_as_published(policy, side->read_with);
	return run->forms.items[run->forms.count - 1];
}

static void add_pair(struct comparison_run *run, struct policy *old, struct policy *new)
{
	old = in_form_of(run, old, &run->old, &run->new);
	new = in_form_of(run, new, &run->new, &run->old);
	struct diff_side old_side = {old, run->old.name}, new_side = {new, run->new.name};

	*ARRAY_ADD(&run->pairs) =
		(struct diff_pair){old_side, new_side, diff_sides(&run->arena, old, new), run->settings->formatting};
}

static bool is_ref_before(const struct revision *side, size_t policy)
{
	for (size_t i = 0; i < policy; i++)
		if (text_equal(side->policies.items[i]->ref.text, side->policies.items[policy]->ref.text))
			return true;
	return false;
}

/* The newest version of every policy of either side, in the order of their refs as the sides have them. */
static void pair_all(struct comparison_run *run)
{
	for (size_t i = 0; i < run->old.policies.count; i++) {
		struct text ref = run->old.policies.items[i]->ref.text;
		if (!is_ref_before(&run->old, i))
			add_pair(run, revision_find(&run->old, ref), revision_find(&run->new, ref));
	}
	for (size_t i = 0; i < run->new.policies.count; i++) {
		struct text ref = run->new.policies.items[i]->ref.text;
		if (!is_ref_before(&run->new, i) && !revision_find(&run->old, ref))
			add_pair(run, NULL, revision_find(&run->new, ref));
	}
}

/* One policy beside a whole project: the newest version of it there. */
static int pair_one(struct comparison_run *run)
{
	const struct revision *one = run->old.is_one ? &run->old : &run->new;
	const struct revision *other = run->old.is_one ? &run->new : &run->old;
	struct policy *found = revision_find(other, one->policies.items[0]->ref.text);

	if (!found && !one->policies.items[0]->ref.text.length) {
		complain("%s has no ref, so it isn't known which policy of %s to compare it with; compare it with a "
			 "file",
			 one->name, other->name);
		return STATUS_USAGE;
	}
	if (!found) {
		complain("%s holds no policy %.*s to compare %s with", other->name,
			 TEXT_ARGUMENTS(one->policies.items[0]->ref.text), one->name);
		return STATUS_USAGE;
	}
	add_pair(run, run->old.is_one ? one->policies.items[0] : found,
		 run->old.is_one ? found : one->policies.items[0]);
	return STATUS_FINE;
}

static int make_pairs(struct comparison_run *run)
{
	if (run->old.is_one && run->new.is_one)
		add_pair(run, run->old.policies.items[0], run->new.policies.items[0]);
	else if (run->old.is_one || run->new.is_one)
		return pair_one(run);
	else
		pair_all(run);
	return STATUS_FINE;
}

/* What is wrong with the sides */

/* Errors in the sources of the policies compared: what could not be read is not compared either. */
static void tell_findings(struct comparison_run *run)
{
	struct arena arena = ARENA_EMPTY;
	struct findings **documents = ARENA_ARRAY(&arena, 2 * run->pairs.count, struct findings *);
	struct print_options options = {.level = SEVERITY_ERROR, .color = colors_errors(run->settings)};
	struct severities severities;
	struct report report = {0};
	struct buffer out = BUFFER_EMPTY;
	size_t count = 0;

	for (size_t i = 0; i < run->pairs.count; i++) {
		const struct policy *sides[] = {run->pairs.items[i].old.policy, run->pairs.items[i].new.policy};
		for (size_t k = 0; k < 2; k++)
			if (sides[k] && !(k ? &run->new : &run->old)->is_block)
				documents[count++] = (struct findings *)(uintptr_t)&sides[k]->findings;
	}
	severities_default(&severities);
	findings_finish(&report, &arena, documents, count, &severities);
	report.policies = count;
	if (report.errors) {
		complain("what could not be read is not compared:");
		report_print_text(&report, &options, &out);
		fwrite(out.bytes, 1, out.length, stderr);
	}
	buffer_release(&out);
	arena_release(&arena);
}

/* Output */

static void write_pairs(struct comparison_run *run, struct buffer *out)
{
	bool is_one = run->old.is_one || run->new.is_one;

	switch (run->settings->diff_format) {
	case DIFF_TEXT:
		write_diffs_text(out, run->pairs.items, run->pairs.count,
				 !run->settings->output && colors_output(run->settings));
		break;
	case DIFF_JSON:
		write_diffs_json(out, run->pairs.items, run->pairs.count, !is_one);
		break;
	case DIFF_HTML:
		write_diffs_html(out, run->pairs.items, run->pairs.count,
				 &(struct diff_html_options){.standalone = run->settings->standalone});
		break;
	case DIFF_PDF: /* which is a file and no text */
	case DIFF_FORMAT_COUNT:
		break;
	}
}

static int put_out(struct comparison_run *run, struct text bytes)
{
	const char *path = run->settings->output;
	int error = path ? file_write(path, bytes) : 0;

	if (!path)
		return print_out(bytes);
	if (error)
		complain("%s can't be written: %s", path, strerror(error));
	return error ? STATUS_FILES : STATUS_FINE;
}

static bool has_changes(const struct comparison_run *run)
{
	for (size_t i = 0; i < run->pairs.count; i++)
		if (diff_has_changes(&run->pairs.items[i]))
			return true;
	return false;
}

static int compare(struct comparison_run *run)
{
	struct buffer out = BUFFER_EMPTY;
	int status = make_pairs(run);

	if (status == STATUS_FINE) {
		tell_findings(run);
		if (run->settings->diff_format == DIFF_PDF) {
			status = diff_write_pdf(run->settings, run->root, run->pairs.items, run->pairs.count);
		} else {
			write_pairs(run, &out);
			status = put_out(run, buffer_text(&out));
		}
	}
	if (status == STATUS_FINE && has_changes(run))
		status = STATUS_FINDINGS;
	buffer_release(&out);
	return status;
}

/* Something of a side could not be read, so that it is missing from the answer. */
static bool could_not_read(const struct revision *side)
{
	return side->suite.could_not_read;
}

int command_diff(const struct settings *settings)
{
	struct comparison_run run = {.settings = settings};
	int status = find_root(&run);

	if (status == STATUS_FINE && !output_is_free(settings, run.root, "-o", settings->output))
		status = STATUS_USAGE;
	if (status == STATUS_FINE) {
		status = open_side(&run, &run.old, settings->arguments[0]);
		run.old_is_open = true;
	}
	if (status == STATUS_FINE) {
		status = open_side(&run, &run.new, settings->arguments[1]);
		run.new_is_open = true;
	}
	if (status == STATUS_FINE)
		status = compare(&run);
	if (status < STATUS_FILES && (could_not_read(&run.old) || could_not_read(&run.new)))
		status = STATUS_FILES;
	ARRAY_RELEASE(&run.pairs);
	if (run.new_is_open)
		revision_release(&run.new);
	if (run.old_is_open)
		revision_release(&run.old);
	for (size_t i = 0; i < run.forms.count; i++)
		policy_free(run.forms.items[i]);
	ARRAY_RELEASE(&run.forms);
	arena_release(&run.arena);
	return status;
}

/* policyc revise: puts the newest version of a policy by, and opens the next as a draft in its place; or ends the
 * policy.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "load/draft.h"
#include "parse/limits.h"
#include "tree/version.h"

#define VERSIONS_FOLDER "policies/versions"

/* What one run works with; everything is in the suite's arena. */
struct revision_job {
	struct suite *suite;
	const struct settings *settings;
	const struct record *record;
	const struct policy *current; /* policies/<ref>.md */
	struct text version;          /* of the draft */
	const char *copy;             /* as it is shown: policies/versions/<ref>@<version>.md */
};

/* "FEL_101" of "FEL_101", "policies/FEL_101.md" and "FEL_101.md". */
static struct text ref_of(struct text argument)
{
	struct text name = path_base_name(argument);
	if (text_ends(name, TEXT(".md")))
		name.length -= strlen(".md");
	return name;
}

static const struct policy *current_of(const struct record *record)
{
	for (size_t i = record->count; i-- > 0;)
		if (!record->versions[i]->is_older_version)
			return record->versions[i];
	return NULL;
}

static int find_policy(struct revision_job *job)
{
	struct text ref = ref_of(text_of(job->settings->arguments[0]));
	struct nearest nearest;
	job->record = suite_record(job->suite, ref);
	job->current = job->record ? current_of(job->record) : NULL;
	if (job->current)
		return STATUS_FINE;
	nearest_init(&nearest, ref);
	for (size_t i = 0; i < job->suite->record_count; i++)
		nearest_offer(&nearest, job->suite->records[i]->ref);
	if (job->record && job->record->stub)
		complain("%s says that the policy was removed, so there is nothing to revise",
			 job->record->stub->source.path);
	else if (job->record)
		complain("there is no policies/%.*s.md to revise, only versions of it in " VERSIONS_FOLDER "; copy the "
			 "newest of them there first",
			 TEXT_ARGUMENTS(ref));
	else
		complain("there is no policy %.*s%s%.*s%s", TEXT_ARGUMENTS(ref),
			 nearest.best.length ? "; did you mean " : " in this project", TEXT_ARGUMENTS(nearest.best),
			 nearest.best.length ? "?" : "");
	return STATUS_USAGE;
}

static bool has_source_findings(const struct policy *policy)
{
	for (const struct finding *finding = policy->findings.first; finding; finding = finding->next)
		if (check_descriptions[finding->check].group == GROUP_SOURCE &&
		    check_descriptions[finding->check].severity == SEVERITY_ERROR)
			return true;
	return false;
}

/* Can the version that is there now be put by? */
static int check_current(const struct revision_job *job)
{
	const struct policy *current = job->current;
	const char *path = current->source.path;
	struct text version = current->version.text;
	if (!current->is_readable || has_source_findings(current)) {
		complain("%s can't be revised as long as it can't be read whole: `policyc check %s` says what is wrong "
			 "with it",
			 path, path);
		return STATUS_FINDINGS;
	}
	bool is_draft = current->status.choice == STATUS_DRAFT || current->status.choice == STATUS_CONSULTATION;
	if (job->settings->withdraws && is_draft) {
		complain("%s is a draft (version %.*s), which applies to nobody; to withdraw the version before it, "
			 "take "
			 "the draft away and put that version's file back in its place",
			 path, TEXT_ARGUMENTS(version));
		return STATUS_USAGE;
	}
	if (job->settings->withdraws && current->status.choice == STATUS_WITHDRAWN) {
		complain("%s is withdrawn already", path);
		return STATUS_USAGE;
	}
	if (!job->settings->removes && is_draft) {
		complain("%s is already a draft (version %.*s), so there is nothing to put by; go on with it there, "
			 "and set status to ratified when it is",
			 path, TEXT_ARGUMENTS(version));
		return STATUS_USAGE;
	}
	if (current->status.choice < 0 || !version.length || !text_equal(current->ref.text, job->record->ref)) {
		complain("%s does not say its %s in a way that can be read: `policyc check %s` says what is wrong",
			 path,
			 !version.length              ? "version"
			 : current->status.choice < 0 ? "status"
						      : "ref",
			 path);
		return STATUS_FINDINGS;
	}
	return STATUS_FINE;
}

/* The number after the last dot, and one more: "2.1" to "2.2", "3" to "4"; of a version before 1 "1.0", since a policy
 * that was ratified is no draft. Empty where the version is no number. */
static struct text next_version(struct arena *arena, struct text version)
{
	uint32_t last;
	size_t dot = version.length;
	if (!version_is_numeric(version))
		return TEXT("");
	if (version_compare(version, TEXT("1")) < 0)
		return TEXT("1.0");
	while (dot > 0 && version.bytes[dot - 1] != '.')
		dot--;
	if (!text_to_number(text_slice(version, dot, version.length), UINT32_MAX - 1, &last))
		return TEXT("");
	return arena_format(arena, "%.*s%u", (int)dot, version.bytes, last + 1);
}

static bool is_version(struct text version)
{
	for (size_t i = 0; i < version.length; i++) {
		char byte = version.bytes[i];
		if (!is_ascii_letter(byte) && !is_ascii_digit(byte) && (i == 0 || (byte != '.' && byte != '-')))
			return false;
	}
	return version.length > 0;
}

static int choose_version(struct revision_job *job)
{
	struct text current = job->current->version.text;
	const char *asked = job->settings->version;
	job->version = asked ? text_of(asked) : next_version(&job->suite->arena, current);
	if (!job->version.length) {
		complain("version %.*s is no number, so which comes next is not known; say it with --version",
			 TEXT_ARGUMENTS(current));
		return STATUS_USAGE;
	}
	if (!is_version(job->version)) {
		complain("--version takes numbers with dots between them, such as 2.1, because it becomes part of an "
			 "address; not \"%.*s\"",
			 TEXT_ARGUMENTS(job->version));
		return STATUS_USAGE;
	}
	for (size_t i = 0; i < job->record->count; i++) {
		const struct policy *other = job->record->versions[i];
		if (version_compare(other->version.text, job->version) < 0)
			continue;
		complain("version %.*s does not come after version %.*s (%s), so readers would take it for an older "
			 "text; give a later one with --version",
			 TEXT_ARGUMENTS(job->version), TEXT_ARGUMENTS(other->version.text), other->source.path);
		return STATUS_USAGE;
	}
	return STATUS_FINE;
}

/* Puts the current version by, byte for byte. A copy that an earlier run made before it was ended will do. */
static int write_copy(struct revision_job *job)
{
	struct arena *arena = &job->suite->arena;
	struct text bytes = job->current->source.bytes;
	const char *path = path_join(arena, job->suite->root, job->copy);
	struct buffer there = BUFFER_EMPTY;
	int error = file_read_inside(job->suite->root, job->copy, LIMIT_FILE_BYTES, &there), status = STATUS_FINE;
	bool is_same = error == 0 && text_equal(buffer_text(&there), bytes);
	buffer_release(&there);
	if (is_same)
		return STATUS_FINE;
	/* A link that leads out, and to nothing yet, would be written through. */
	if (error == ENOENT && !path_stays_inside(job->suite->root, job->copy))
		error = EXDEV;
	if (error && error != ENOENT) {
		complain("%s is there already and can't be read: %s; nothing was changed", job->copy,
			 file_error_words(error));
		return STATUS_FILES;
	}
	if (!error) {
		complain("%s is there already and holds other words than %s, and a version that was put by is never "
			 "written over; see which of the two is the version that was ratified, and give the other its "
			 "own version",
			 job->copy, job->current->source.path);
		return STATUS_USAGE;
	}
	error = folder_create_all(path_join(arena, job->suite->root, VERSIONS_FOLDER));
	if (!error)
		error = file_write(path, bytes);
	if (error) {
		complain("%s could not be written: %s; nothing was changed", job->copy, strerror(error));
		status = STATUS_FILES;
	}
	return status;
}

/* Replaces policies/<ref>.md, once the copy is safe on the disk. */
static int write_draft(struct revision_job *job, struct text draft)
{
	const char *shown = job->current->source.path;
	const char *path = path_join(&job->suite->arena, job->suite->root, shown);
	struct buffer now = BUFFER_EMPTY;
	int error = file_read_inside(job->suite->root, shown, LIMIT_FILE_BYTES, &now);
	bool is_same = !error && text_equal(buffer_text(&now), job->current->source.bytes);
	buffer_release(&now);
	if (!error && !is_same) {
		complain("%s changed while it was read, so it was left as it is; %s%s%srun the command again", shown,
			 job->copy ? "remove " : "", job->copy ? job->copy : "", job->copy ? " and " : "");
		return STATUS_FILES;
	}
	if (!error)
		error = file_write(path, draft);
	if (!error)
		return STATUS_FINE;
	if (job->copy)
		complain("%s could not be written: %s; it is as it was, and its copy %s does no harm: run the command "
			 "again",
			 shown, strerror(error), job->copy);
	else
		complain("%s could not be written: %s; it is as it was", shown, strerror(error));
	return STATUS_FILES;
}

/* What is to stand in policies/<ref>.md. */
static int make_next(struct revision_job *job, struct buffer *next)
{
	const struct settings *settings = job->settings;
	struct ending ending = {settings->as_of, text_of(settings->reason), text_of(settings->replaced_by)};
	struct buffer why = BUFFER_EMPTY;
	bool is_made = true;
	if (settings->removes)
		stub_append(next, job->current, &ending);
	else if (settings->withdraws)
		is_made = withdrawal_append(next, job->current, &ending, &why);
	else
		is_made = draft_append(next, job->current, job->version, settings->as_of, &why);
	if (!is_made)
		complain("%s was not changed: %s", job->current->source.path, buffer_string(&why));
	buffer_release(&why);
	return is_made ? STATUS_FINE : STATUS_FINDINGS;
}

static int check_options(const struct settings *settings)
{
	bool ends = settings->removes || settings->withdraws;
	if (settings->removes && settings->withdraws)
		complain(
			"--remove and --withdraw say two things: a policy that is withdrawn no longer applies, and its "
			"words stay; one that is removed is no longer shown; take one");
	else if (ends && settings->version)
		complain("--version names the next draft, and a policy that ends has none; leave it out");
	else if (!ends && (settings->reason || settings->replaced_by))
		complain("--reason and --replaced-by go with --withdraw or --remove");
	else if (settings->removes && settings->replaced_by)
		complain("--replaced-by goes with --withdraw; with --remove say it in --reason");
	else
		return STATUS_FINE;
	return STATUS_USAGE;
}

static int revise(struct revision_job *job)
{
	const struct settings *settings = job->settings;
	struct buffer next = BUFFER_EMPTY;
	int status = check_options(settings);
	if (status == STATUS_FINE)
		status = find_policy(job);
	if (status == STATUS_FINE)
		status = check_current(job);
	if (status == STATUS_FINE && !settings->removes && !settings->withdraws)
		status = choose_version(job);
	if (status == STATUS_FINE)
		status = make_next(job, &next);
	/* A withdrawn version is the same version still: it is in no other file. */
	if (status == STATUS_FINE && !settings->withdraws) {
		job->copy = arena_format(&job->suite->arena, VERSIONS_FOLDER "/%.*s@%.*s.md",
					 TEXT_ARGUMENTS(job->record->ref), TEXT_ARGUMENTS(job->current->version.text))
				    .bytes;
		status = write_copy(job);
	}
	if (status == STATUS_FINE)
		status = write_draft(job, buffer_text(&next));
	buffer_release(&next);
	return status;
}

static void tell_of_end(const struct revision_job *job)
{
	const char *fill = job->settings->reason ? "" : " Fill in the reason, which its readers see.";
	if (job->settings->removes)
		complain("version %.*s of %.*s is kept as %s, and published as before; %s now says that the policy was "
			 "removed.%s Where its versions may not be shown either, write `versions: gone`.",
			 TEXT_ARGUMENTS(job->current->version.text), TEXT_ARGUMENTS(job->record->ref), job->copy,
			 job->current->source.path, fill);
	else
		complain("%s says now that version %.*s is withdrawn; its words stay.%s", job->current->source.path,
			 TEXT_ARGUMENTS(job->current->version.text), fill);
}

static void tell(const struct revision_job *job)
{
	complain("version %.*s of %.*s is kept as %s, and published as before; %s is now the draft of version "
		 "%.*s. Write what changes, and fill in the history's new entry; once it is ratified, the dates, and "
		 "`status: ratified`.",
		 TEXT_ARGUMENTS(job->current->version.text), TEXT_ARGUMENTS(job->record->ref), job->copy,
		 job->current->source.path, TEXT_ARGUMENTS(job->version));
}

int command_revise(const struct settings *settings)
{
	struct suite suite;
	struct revision_job job = {.suite = &suite, .settings = settings};
	int status = suite_open_here(&suite, settings);
	if (status == STATUS_FINE && suite.could_not_read) {
		complain("something of the project could not be read, so it isn't known which versions there are: "
			 "`policyc "
			 "check` says what; nothing was changed");
		status = STATUS_FILES;
	}
	if (status == STATUS_FINE)
		status = revise(&job);
	if (status == STATUS_FINE && !settings->is_quiet)
		(settings->removes || settings->withdraws ? tell_of_end : tell)(&job);
	suite_release(&suite);
	return status;
}

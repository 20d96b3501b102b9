/* `policyc show`: one policy in one of its forms. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "load/block_policy.h"
#include "site/fo_document.h"
#include "tree/reading.h"
#include "tree/site.h"
#include "write/reading.h"

/* The policy that was read from an argument: the argument's path ends with its source's. */
static struct policy *policy_of_path(struct suite *suite, const char *argument)
{
	const char *below = strcmp(argument, "-") == 0 ? NULL : path_below(&suite->arena, suite->root, argument);
	for (size_t i = 0; i < suite->policy_count; i++) {
		const char *path = suite->policies[i]->source.path;
		if (strcmp(path, argument) == 0 || (below && strcmp(path, below) == 0))
			return suite->policies[i];
	}
	return NULL;
}

/* What stands around a policy's XSL-FO is the project's templates, in which something may be wrong. */
static int write_fo_document(struct buffer *out, struct suite *suite, const struct policy *policy,
			     const struct edition *edition, const struct settings *settings)
{
	struct findings findings;
	struct fault fault = {0};
	if (fo_document_show(suite, policy, edition, &findings, &fault, out))
		return STATUS_FINE;
	findings_show(&findings, suite, settings, 1);
	buffer_clear(out);
	if (!fault_is_set(&fault))
		return STATUS_FINDINGS;
	complain("%.*s", TEXT_ARGUMENTS(fault.message));
	return STATUS_FILES;
}

/* What is shown: a policy of the suite, or a shared block as one. */
struct shown {
	struct suite suite;
	struct policy *policy;
	bool is_block; /* made for this, and released with it */
};

/* A name, and no path: "CMICB_Clin086", "CMICB_Clin086@0.3", "core-criteria@2024". */
static bool is_name(const char *argument)
{
	return strcmp(argument, "-") != 0 && !strchr(argument, '/') && !path_is_file(argument) &&
	       !path_is_folder(argument) && !text_ends(text_of(argument), TEXT(".md"));
}

static struct policy *version_named(const struct record *record, struct text version)
{
	for (size_t i = 0; i < record->count; i++)
		if (text_equal(record->versions[i]->version.text, version))
			return record->versions[i];
	return NULL;
}

static int complain_of_name(const struct suite *suite, struct text name)
{
	struct nearest nearest;

	nearest_init(&nearest, name);
	for (size_t i = 0; i < suite->record_count; i++)
		nearest_offer(&nearest, suite->records[i]->ref);
	for (size_t i = 0; i < suite->block_count; i++)
		nearest_offer(&nearest, suite->blocks[i]->key);
	complain("there is no policy or shared block %.*s%s%.*s%s", TEXT_ARGUMENTS(name),
		 nearest.best.length ? "; did you mean " : " in this project", TEXT_ARGUMENTS(nearest.best),
		 nearest.best.length ? "?" : "");
	return STATUS_USAGE;
}

/* REF is the version in force, else the newest; REF@VERSION that one; BLOCK@EDITION a shared block. */
static int find_named(struct shown *shown, const char *argument)
{
	struct text name = text_of(argument);
	size_t at = text_find_byte(name, '@', 0);
	struct text ref = text_slice(name, 0, at == TEXT_NOT_FOUND ? name.length : at);
	const struct record *record = suite_record(&shown->suite, ref);
	const struct shared_block *block = map_get(&shown->suite.block_of_key, name);

	if (record && at != TEXT_NOT_FOUND)
		shown->policy = version_named(record, text_slice(name, at + 1, name.length));
	else if (record)
		shown->policy = record->published ? record->published : record->versions[record->count - 1];
	if (!shown->policy && block) {
		shown->policy = block_policy(&shown->suite, block);
		shown->is_block = true;
	}
	return shown->policy ? STATUS_FINE : complain_of_name(&shown->suite, name);
}

static int find_shown(struct shown *shown, const struct settings *settings)
{
	const char *argument = settings->arguments[0];
	bool named = is_name(argument);
	int status = named ? suite_open_here(&shown->suite, settings) : suite_open(&shown->suite, settings);

	if (status != STATUS_FINE)
		return status;
	if (named)
		return find_named(shown, argument);
	shown->policy = policy_of_path(&shown->suite, argument);
	if (shown->policy)
		return STATUS_FINE;
	complain("%s is no policy's file", argument);
	return STATUS_USAGE;
}

/* Is it the reading as policies/readings/ keeps it that is asked for? */
static bool is_to_be_kept(const struct settings *settings)
{
	return settings->form == FORM_READING && settings->output &&
	       text_ends(text_of(settings->output), TEXT(".json"));
}

/* To the file that -o names, in a folder that may have to be made, or to standard output. */
static int put_out(const struct settings *settings, struct text bytes)
{
	struct arena arena = ARENA_EMPTY;
	int error = 0;

	if (!settings->output)
		return print_out(bytes);
	error = folder_create_all(arena_string(&arena, path_folder(text_of(settings->output))));
	if (!error)
		error = file_write(settings->output, bytes);
	if (error)
		complain("%s can't be written: %s", settings->output, strerror(error));
	arena_release(&arena);
	return error ? STATUS_FILES : STATUS_FINE;
}

static int write_form(struct buffer *out, struct shown *shown, const struct settings *settings)
{
	/* As from the policy's own page in a site. */
	struct edition edition = {.site = shown->suite.site, .root = "../../", .is_block = shown->is_block};

	if (settings->form == FORM_FO)
		return write_fo_document(out, &shown->suite, shown->policy, &edition, settings);
	/* What changed since it was agreed is published as open; the sheet is to show how it is read. */
	if (settings->form != FORM_READING && settings->form != FORM_AST)
		policy_open_changes(shown->policy);
	if (is_to_be_kept(settings))
		reading_write_json(out, shown->policy);
	else if (settings->standalone)
		sheet_write_html(out, shown->policy, &(struct sheet_options){.is_block = shown->is_block});
	else
		forms[settings->form].write(out, shown->policy, &edition);
	return STATUS_FINE;
}

int command_show(const struct settings *settings)
{
	struct shown shown = {0};
	struct buffer out = BUFFER_EMPTY;

	if (settings->standalone && settings->form != FORM_READING) {
		complain("--standalone goes with --as reading; the other forms are whole without it");
		return STATUS_USAGE;
	}
	int status = find_shown(&shown, settings);
	if (status == STATUS_FINE && !shown.policy->is_readable) {
		complain("%s can't be shown: `policyc check %s` says what is wrong with it", settings->arguments[0],
			 shown.policy->source.path);
		status = STATUS_FINDINGS;
	}
	if (status == STATUS_FINE)
		status = write_form(&out, &shown, settings);
	if (status == STATUS_FINE)
		status = put_out(settings, buffer_text(&out));
	/* What it is shown with, or the policy itself, may be missing. */
	if (shown.suite.could_not_read)
		status = STATUS_FILES;
	buffer_release(&out);
	if (shown.is_block)
		policy_free(shown.policy);
	suite_release(&shown.suite);
	return status;
}

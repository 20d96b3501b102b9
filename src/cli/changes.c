/* policyc changes: the bulletin of what changed since a day or a revision. */
#include <string.h>

#include "cli/command.h"
#include "load/revision.h"
#include "write/bulletin.h"

struct since {
	struct bulletin_options options;
	struct revision revision;
	bool is_revision;
	struct text words;
};

/* A date, else a revision of the project's repository (or another folder). */
static int read_since(struct since *since, const struct settings *settings, struct suite *suite)
{
	struct buffer why = BUFFER_EMPTY, words = BUFFER_EMPTY;
	struct revision_options options = {.root = suite->root, .today = settings->as_of, .threads = settings->threads};
	int status = STATUS_FINE;
	if (!settings->since) {
		complain("`policyc changes` needs --since: a date such as 2026-05 or 2026-05-01, or a git revision");
		return STATUS_USAGE;
	}
	if (date_parse(text_of(settings->since), &since->options.since)) {
		date_append_british(&words, since->options.since);
	} else {
		enum revision_result result = revision_open(&since->revision, &options, settings->since, &why);
		since->is_revision = true;
		since->options.before = &since->revision.suite;
		buffer_append_format(&words, "the revision %s", settings->since);
		if (result == REVISION_IS_READ && (since->revision.is_one || since->revision.is_data)) {
			buffer_append_format(&why, "%s is no revision or project folder", settings->since);
			result = REVISION_IS_WRONG;
		}
		if (result != REVISION_IS_READ) {
			complain("--since takes a date such as 2026-05 or 2026-05-01, or a git revision: %s",
				 buffer_string(&why));
			status = result == REVISION_IS_WRONG ? STATUS_USAGE : STATUS_FILES;
		}
	}
	since->words = arena_copy(&suite->arena, buffer_text(&words));
	buffer_release(&why);
	buffer_release(&words);
	return status;
}

int command_changes(const struct settings *settings)
{
	static void (*const writers[DIFF_FORMAT_COUNT])(struct buffer *, const struct bulletin_document *) = {
		[DIFF_TEXT] = write_bulletin_text,
		[DIFF_HTML] = write_bulletin_html,
		[DIFF_JSON] = write_bulletin_json,
	};
	struct suite suite;
	struct since since = {.is_revision = false};
	int status = suite_open_here(&suite, settings);
	if (status == STATUS_FINE)
		status = read_since(&since, settings, &suite);
	if (status == STATUS_FINE) {
		struct bulletin bulletin = bulletin_make(&suite.arena, &suite, &since.options);
		struct bulletin_document document = {.bulletin = &bulletin,
						     .site = suite.site,
						     .today = settings->as_of,
						     .since = settings->diff_format == DIFF_JSON ? settings->since
												 : since.words.bytes};
		struct buffer out = BUFFER_EMPTY;
		writers[settings->diff_format](&out, &document);
		status = print_out(buffer_text(&out));
		buffer_release(&out);
		if (suite.could_not_read || (since.is_revision && since.revision.suite.could_not_read)) {
			complain("something could not be read, so this may not be all: `policyc check` says what");
			status = STATUS_FILES;
		}
	}
	if (since.is_revision)
		revision_release(&since.revision);
	suite_release(&suite);
	return status;
}

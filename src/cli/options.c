/* The options of all commands, in one table: how they are read and how help shows them. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/pool.h"
#include "cli/command.h"
#include "tree/site.h"

enum option_id {
	OPTION_DIRECTORY = 'C',
	OPTION_THREADS = 'j',
	OPTION_QUIET = 'q',
	OPTION_VERBOSE = 'v',
	OPTION_HELP = 'h',
	OPTION_OUTPUT = 'o',
	OPTION_AS_OF = 256,
	OPTION_LEVEL,
	OPTION_FAIL_ON,
	OPTION_FORMAT,
	OPTION_ACCEPTED,
	OPTION_TERSE,
	OPTION_COLOR,
	OPTION_BASE_URL,
	OPTION_DRAFTS,
	OPTION_PDF,
	OPTION_NO_SYNC,
	OPTION_AS,
	OPTION_ALL,
	OPTION_BASELINE,
	OPTION_WRITE_BASELINE,
	OPTION_FIX,
	OPTION_VERSION,
	OPTION_PROGRAM_VERSION,
	OPTION_MDOC,
	OPTION_WITHIN,
	OPTION_ANSWER_FORMAT,
	OPTION_DIFF_FORMAT,
	OPTION_CHANGES_FORMAT,
	OPTION_FORMATTING,
	OPTION_STANDALONE,
	OPTION_SINCE,
	OPTION_REMOVE,
	OPTION_WITHDRAW,
	OPTION_REASON,
	OPTION_REPLACED_BY
};

/* "|ast|json…": the words of --as, each after a bar. */
static const char form_words[] =
#define FORM(name, word, file, media_type, write) "|" word
#include "write/forms.def"
#undef FORM
	;

/* Which commands know an option: their names with spaces around; NULL: all. */
static const struct option_row {
	int id;
	const char *name;     /* long; NULL: short alone */
	const char *argument; /* NULL: none */
	const char *commands;
	const char *line;
} rows[] = {
	{OPTION_LEVEL, "level", "info|warning|error", " check build ", "the least severity shown (warning)"},
	{OPTION_FAIL_ON, "fail-on", "info|warning|error|never", " check build ",
	 "the least severity that makes the exit status 1 (error)"},
	{OPTION_FORMAT, "format", "text|json|sarif|github", " check build ", "how findings are shown (text)"},
	{OPTION_ACCEPTED, "accepted", NULL, " check build ", "show accepted findings too"},
	{OPTION_TERSE, "terse", NULL, " check build ", "one line for each finding: no source, why or fix"},
	{OPTION_BASELINE, "baseline", "FILE", " check ", "findings named in FILE don't count: only what is new does"},
	{OPTION_WRITE_BASELINE, "write-baseline", "FILE", " check ", "write the findings of this run to FILE"},
	{OPTION_FIX, "fix", NULL, " check ", "mend what leaves the published words as they are"},
	{OPTION_OUTPUT, "output", "DIR", " build ", "where the site goes (public)"},
	{OPTION_BASE_URL, "base-url", "URL", " build verify ", "where the site will stand, over site.yaml's base_url"},
	{OPTION_DRAFTS, "drafts", NULL, " build code ", "drafts too, marked as such"},
	{OPTION_PDF, "pdf", NULL, " build ", "publish each policy as PDF too (needs Java and Apache FOP)"},
	{OPTION_NO_SYNC, "no-sync", NULL, " build ",
	 "don't wait until the site is on the disk: a power cut may then leave half of it"},
	{OPTION_AS, "as", form_words + 1, " show ", "in which form (text)"},
	{OPTION_ALL, "all", NULL, " explain ", "every check"},
	{OPTION_VERSION, "version", "V", " revise ", "the version of the draft (the next number)"},
	{OPTION_WITHDRAW, "withdraw", NULL, " revise ", "end the policy: it no longer applies, and its words stay"},
	{OPTION_REMOVE, "remove", NULL, " revise ",
	 "take the policy off the site: its address says since when and why, its versions stay"},
	{OPTION_REASON, "reason", "WORDS", " revise ", "why it is withdrawn or removed, for its readers"},
	{OPTION_REPLACED_BY, "replaced-by", "REF", " revise ", "the policy to use in place of one that is withdrawn"},
	{OPTION_MDOC, "mdoc", "checks|keys|limits|commands|options", " explain ",
	 "a part of the manual pages, in the form in which they are written"},
	{OPTION_WITHIN, "within", "TIME", " due ",
	 "only what is due within so long a time, such as 6m, and what is overdue"},
	{OPTION_ANSWER_FORMAT, "format", "text|json", " due code ", "how the answer is shown (text)"},
	{OPTION_DIFF_FORMAT, "format", "text|html|json|pdf", " diff ", "how the changes are shown (text)"},
	{OPTION_CHANGES_FORMAT, "format", "text|html|json", " changes ", "how the changes are shown (text)"},
	{OPTION_SINCE, "since", "DATE|REV", " changes ", "the day, month or git revision from which changes are told"},
	{OPTION_STANDALONE, "standalone", NULL, " diff ", "HTML as one file with its styles in it, to send on"},
	{OPTION_FORMATTING, "formatting", NULL, " diff ", "show changes of formatting alone too"},
	{OPTION_OUTPUT, "output", "FILE", " diff ", "where to write it (standard output)"},
	{OPTION_DIRECTORY, "directory", "DIR", NULL, "the project folder (the nearest that holds site/site.yaml)"},
	{OPTION_AS_OF, "as-of", "DATE", NULL, "what counts as today (SOURCE_DATE_EPOCH, else the clock)"},
	{OPTION_THREADS, "jobs", "N", NULL, "how many threads work (one for each processor)"},
	{OPTION_COLOR, "color", "auto|always|never", NULL, "colours (auto: on a terminal, unless NO_COLOR is set)"},
	{OPTION_QUIET, "quiet", NULL, NULL, "say nothing that is no finding"},
	{OPTION_VERBOSE, "verbose", NULL, NULL, "say more"},
	{OPTION_HELP, "help", NULL, NULL, "show this help"},
	{OPTION_PROGRAM_VERSION, "version", NULL, NULL, "show which policyc this is"},
};
#define ROW_COUNT ARRAY_COUNT(rows)

static bool is_own(const struct command *command, const struct option_row *row)
{
	char name[32];
	if (!command || !row->commands)
		return false;
	snprintf(name, sizeof name, " %s ", command->name);
	return strstr(row->commands, name) != NULL;
}

/* A command's own option goes before that of all commands: revise has a --version of its own. */
static bool knows(const struct command *command, const struct option_row *row)
{
	if (row->commands)
		return is_own(command, row);
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (is_own(command, &rows[i]) && strcmp(rows[i].name, row->name) == 0)
			return false;
	return true;
}

bool option_takes_next(const char *word)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		bool is_short = word[0] == '-' && word[1] == rows[i].id && word[2] == '\0';
		bool is_long = strncmp(word, "--", 2) == 0 && strcmp(word + 2, rows[i].name) == 0;
		if (rows[i].argument && (is_short || is_long))
			return true;
	}
	return false;
}

void options_print(const struct command *command)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		char left[64];
		if (!knows(command, &rows[i]))
			continue;
		snprintf(left, sizeof left, "%s%c%s--%s%s%s", rows[i].id < 256 ? "-" : " ",
			 rows[i].id < 256 ? rows[i].id : ' ', rows[i].id < 256 ? ", " : "  ", rows[i].name,
			 rows[i].argument ? "=" : "", rows[i].argument ? rows[i].argument : "");
		if (strlen(left) > 38)
			printf("  %s\n  %-38s  %s\n", left, "", rows[i].line);
		else
			printf("  %-38s  %s\n", left, rows[i].line);
	}
}

void options_append_manual(struct buffer *out, const struct command *command)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		if (!knows(command, row) || (command && !row->commands))
			continue;
		buffer_append_string(out, ".It ");
		if (row->id < 256)
			buffer_append_format(out, "Fl %c , ", row->id);
		buffer_append_format(out, "Fl -%s", row->name);
		if (row->argument)
			buffer_append_format(out, " Ns = Ns Ar %s", row->argument);
		buffer_append_format(out, "\n%s.\n", row->line);
	}
}

/* One of the words of "a|b|c": its number, or -1 after a complaint. */
static int choose(const struct option_row *row, const char *word)
{
	struct text rest = text_of(row->argument), part;
	for (int i = 0; text_split(&rest, '|', &part); i++)
		if (text_is(part, word))
			return i;
	struct nearest nearest;
	nearest_init(&nearest, text_of(word));
	for (rest = text_of(row->argument); text_split(&rest, '|', &part);)
		nearest_offer(&nearest, part);
	if (nearest.best.bytes)
		complain("--%s takes %s, not \"%s\"; did you mean \"%.*s\"?", row->name, row->argument, word,
			 TEXT_ARGUMENTS(nearest.best));
	else
		complain("--%s takes %s, not \"%s\"", row->name, row->argument, word);
	return -1;
}

static bool read_date(const char *word, struct date *date)
{
	if (date_parse(text_of(word), date) && date->day)
		return true;
	complain("--as-of takes a whole date such as 2026-11-21, not \"%s\"", word);
	return false;
}

static bool read_threads(const char *word, size_t *threads)
{
	uint32_t number;
	if (text_to_number(text_of(word), 1024, &number) && number > 0) {
		*threads = number;
		return true;
	}
	complain("-j takes a number of threads from 1 to 1024, not \"%s\"", word);
	return false;
}

static bool read_within(struct settings *settings, const char *word)
{
	settings->has_within = duration_parse(text_of(word), &settings->within);
	if (!settings->has_within)
		complain("--within takes a length of time such as 6m, 90d or \"2 years\", not \"%s\"", word);
	return settings->has_within;
}

static bool read_choice(struct settings *settings, const struct option_row *row, const char *word)
{
	static const enum severity severities[] = {SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_OFF};
	int choice = choose(row, word);
	if (choice < 0)
		return false;
	switch (row->id) {
	case OPTION_LEVEL:
		settings->level = severities[choice];
		break;
	case OPTION_FAIL_ON:
		settings->fail_on = severities[choice];
		break;
	case OPTION_FORMAT:
	case OPTION_ANSWER_FORMAT:
		settings->format = (enum output_format)choice;
		break;
	case OPTION_DIFF_FORMAT:
	case OPTION_CHANGES_FORMAT:
		settings->diff_format = (enum diff_format)choice;
		break;
	case OPTION_AS:
		settings->form = (enum policy_form)choice;
		break;
	case OPTION_MDOC:
		settings->manual_part = (enum manual_part)choice;
		settings->shows_manual = settings->shows_all = true;
		break;
	case OPTION_COLOR:
		settings->color = (enum color_choice)choice;
		break;
	}
	return true;
}

static bool is_address(const char *word)
{
	if (site_base_url_is_right(text_of(word)))
		return true;
	complain("--base-url takes the address where the site will stand, such as https://policies.example.org, not "
		 "\"%s\"",
		 word);
	return false;
}

static bool apply(struct settings *settings, const struct option_row *row, const char *word)
{
	switch (row->id) {
	case OPTION_DIRECTORY:
		settings->directory = word;
		return true;
	case OPTION_OUTPUT:
		settings->output = word;
		return true;
	case OPTION_BASE_URL:
		settings->base_url = word;
		return is_address(word);
	case OPTION_QUIET:
		return settings->is_quiet = true;
	case OPTION_VERBOSE:
		return settings->is_verbose = true;
	case OPTION_ACCEPTED:
		return settings->shows_accepted = true;
	case OPTION_TERSE:
		return settings->is_terse = true;
	case OPTION_DRAFTS:
		return settings->drafts = true;
	case OPTION_PDF:
		return settings->pdf = true;
	case OPTION_NO_SYNC:
		return settings->no_sync = true;
	case OPTION_ALL:
		return settings->shows_all = true;
	case OPTION_FIX:
		return settings->fixes = true;
	case OPTION_FORMATTING:
		return settings->formatting = true;
	case OPTION_STANDALONE:
		return settings->standalone = true;
	case OPTION_SINCE:
		settings->since = word;
		return true;
	case OPTION_VERSION:
		settings->version = word;
		return true;
	case OPTION_REMOVE:
		return settings->removes = true;
	case OPTION_WITHDRAW:
		return settings->withdraws = true;
	case OPTION_REASON:
		settings->reason = word;
		return true;
	case OPTION_REPLACED_BY:
		settings->replaced_by = word;
		return true;
	case OPTION_BASELINE:
		settings->baseline = word;
		return true;
	case OPTION_WRITE_BASELINE:
		settings->new_baseline = word;
		return true;
	case OPTION_WITHIN:
		return read_within(settings, word);
	case OPTION_AS_OF:
		settings->has_as_of = true;
		return read_date(word, &settings->as_of);
	case OPTION_THREADS:
		return read_threads(word, &settings->threads);
	default:
		return read_choice(settings, row, word);
	}
}

/* What "today" is where --as-of does not say: SOURCE_DATE_EPOCH, else the clock. */
static bool default_today(struct date *today)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (!epoch || !*epoch) {
		*today = date_today();
		return true;
	}
	uint32_t seconds;
	if (!text_to_number(text_of(epoch), UINT32_MAX, &seconds)) {
		complain("SOURCE_DATE_EPOCH must be a number of seconds since 1970, not \"%s\"", epoch);
		return false;
	}
	*today = date_from_epoch(seconds);
	return true;
}

static const struct option_row *row_of(int id)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].id == id)
			return &rows[i];
	return NULL;
}

static void complain_of_name(const struct command *command, const char *word)
{
	struct text name = text_slice(text_of(word), 2, text_find_byte(text_of(word), '=', 0));
	struct nearest nearest;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (knows(command, &rows[i]))
			nearest_offer(&nearest, text_of(rows[i].name));
	if (nearest.best.bytes && !text_equal(nearest.best, name))
		complain("`policyc %s` has no option --%.*s; did you mean --%s?", command->name, TEXT_ARGUMENTS(name),
			 nearest.best.bytes);
	else
		complain("`policyc %s` has no option %s (see `policyc %s --help`)", command->name, word, command->name);
}

/* Says what is wrong with the option at words[optind - 1] that getopt refused. */
static void complain_of_option(const struct command *command, char **words, int refused)
{
	const char *word = words[optind - 1];
	if (refused == ':')
		complain("%s needs a value (see `policyc %s --help`)", word, command->name);
	else if (optopt && optopt < 256)
		complain("`policyc %s` has no option -%c (see `policyc %s --help`)", command->name, optopt,
			 command->name);
	else
		complain_of_name(command, word);
}

static bool count_is_right(const struct settings *settings, const struct command *command)
{
	if (settings->argument_count < command->least && !settings->shows_all) {
		complain("`policyc %s` needs %s (see `policyc %s --help`)", command->name, command->arguments,
			 command->name);
		return false;
	}
	if (settings->argument_count > command->most) {
		complain("`policyc %s` does not know what to do with \"%s\" (see `policyc %s --help`)", command->name,
			 settings->arguments[command->most], command->name);
		return false;
	}
	return true;
}

/* With -C: what is not in the current folder may be meant from that one. */
static void look_in_directory(struct settings *settings, struct arena *arena)
{
	for (size_t i = 0; i < settings->argument_count; i++) {
		const char *path = settings->arguments[i];
		if (strcmp(path, "-") == 0 || path_is_file(path) || path_is_folder(path))
			continue;
		path = path_join(arena, settings->directory, path);
		if (path_is_file(path) || path_is_folder(path))
			settings->arguments[i] = path;
	}
}

int settings_read(struct settings *settings, struct arena *arena, const struct command *command, int count,
		  char **words, enum asked_for *asked_for)
{
	struct option longs[ROW_COUNT + 1] = {0};
	char shorts[3 * ROW_COUNT + 2] = ":";
	size_t known = 0, length = 1;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!knows(command, &rows[i]))
			continue;
		longs[known++] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument, NULL,
						 rows[i].id};
		if (rows[i].id < 256) {
			shorts[length++] = (char)rows[i].id;
			if (rows[i].argument)
				shorts[length++] = ':';
		}
	}
	*settings = (struct settings){
		.level = SEVERITY_WARNING, .fail_on = SEVERITY_ERROR, .form = FORM_TEXT, .threads = pool_processors()};
	*asked_for = ASKED_FOR_COMMAND;
	settings->arguments = ARENA_ARRAY(arena, (size_t)count + 1, const char *);
	optind = 1;
	opterr = 0;
	for (int id; (id = getopt_long(count, words, shorts, longs, NULL)) != -1;) {
		if (id == OPTION_HELP || id == OPTION_PROGRAM_VERSION) {
			*asked_for = id == OPTION_HELP ? ASKED_FOR_HELP : ASKED_FOR_VERSION;
			return STATUS_FINE;
		}
		if (id == '?' || id == ':') {
			complain_of_option(command, words, id);
			return STATUS_USAGE;
		}
		if (!apply(settings, row_of(id), optarg))
			return STATUS_USAGE;
	}
	if (!date_is_set(settings->as_of) && !default_today(&settings->as_of))
		return STATUS_USAGE;
	while (optind < count)
		settings->arguments[settings->argument_count++] = words[optind++];
	if (settings->directory && command->takes_paths)
		look_in_directory(settings, arena);
	return count_is_right(settings, command) ? STATUS_FINE : STATUS_USAGE;
}

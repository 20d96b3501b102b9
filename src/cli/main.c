/* The commands, and how one is chosen and run. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"
#include "base/unicode.h"
#include "check/check.h"
#include "cli/command.h"
#include "parse/json_values.h"
#include "parse/markdown.h"
#include "write/write.h"

static const struct command commands[] = {
	{"check", "[PATH…]", "read and check: every finding, nothing written", 0, (size_t)-1, command_check, true},
	{"build", "", "check, then publish the site", 0, 0, command_build, false},
	{"diff", "OLD NEW", "compare two versions: what changed, what matters first", 2, 2, command_diff, true},
	{"show", "FILE", "one policy, to standard output", 1, 1, command_show, true},
	{"revise", "REF", "put the current version by and open the next as a draft", 1, 1, command_revise, false},
	{"due", "", "what is to be reviewed when", 0, 0, command_due, false},
	{"code", "CODE…", "which policies name a code, and how", 1, (size_t)-1, command_code, false},
	{"changes", "--since DATE|REV", "the bulletin of what changed", 0, 0, command_changes, false},
	{"impact", "BLOCK@EDITION", "which policies a shared block reaches, and what it would change in others", 1, 1,
	 command_impact, false},
	{"verify", "DIR|FILE", "is this copy what the sources publish?", 1, 1, command_verify, true},
	{"schema", "[NAME]",
	 "print a schema: policy, standing, policies, codes, changes, diff (JSON Schema) or policy.rng (RELAX NG)", 0,
	 1, command_schema, false},
	{"explain", "ID | --all", "a check, explained", 1, 1, command_explain, false},
	{NULL, NULL, NULL, 0, 0, NULL, false},
};

static void print_help(void)
{
	size_t width = 0;
	for (const struct command *command = commands; command->name; command++) {
		size_t count = utf8_count(text_of(command->arguments));
		width = count > width ? count : width;
	}
	puts("policyc: a compiler for clinical commissioning policies\n\nUsage: policyc COMMAND [OPTION…] "
	     "[ARGUMENT…]\n");
	for (const struct command *command = commands; command->name; command++) {
		int gap = (int)(width - utf8_count(text_of(command->arguments))) + 2;
		printf("  policyc %-7s  %s%*s%s\n", command->name, command->arguments, gap, "", command->line);
	}
	puts("\nEvery command takes:");
	options_print(NULL);
	puts("\n`policyc COMMAND --help` shows a command's own options; `policyc explain ID` explains a check.");
}

static void print_version(void)
{
	puts("policyc " POLICYC_VERSION);
}

static void print_command_help(const struct command *command)
{
	printf("policyc %s [OPTION…]%s%s: %s\n\n", command->name, command->arguments[0] ? " " : "", command->arguments,
	       command->line);
	options_print(command);
}

static const struct command *find_command(const char *name)
{
	struct nearest nearest;
	nearest_init(&nearest, text_of(name));
	for (const struct command *command = commands; command->name; command++) {
		if (strcmp(command->name, name) == 0)
			return command;
		nearest_offer(&nearest, text_of(command->name));
	}
	if (nearest.best.bytes)
		complain("there is no command \"%s\"; did you mean \"%s\"?", name, nearest.best.bytes);
	else
		complain("there is no command \"%s\" (see `policyc --help`)", name);
	return NULL;
}

/* The place of the word after the option at `at` and its value, or `count`. */
static int after_option(int count, char **words, int at)
{
	at += option_takes_next(words[at]) ? 2 : 1;
	return at < count ? at : count;
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1];
}

static bool is_among_first(int count, char **words, const char *option)
{
	for (int at = 1; at < count && is_option(words[at]); at = after_option(count, words, at))
		if (strcmp(words[at], option) == 0)
			return true;
	return false;
}

/* Options may stand before the command, as in `policyc -C DIR check`: brings the command to the front. */
static void command_to_front(int count, char **words)
{
	int at = 1;
	while (at < count && is_option(words[at]))
		at = after_option(count, words, at);
	if (at >= count)
		return;
	char *command = words[at];
	memmove(words + 2, words + 1, (size_t)(at - 1) * sizeof *words);
	words[1] = command;
}

static int run(const struct command *command, int count, char **words)
{
	struct arena arena = ARENA_EMPTY;
	struct settings settings;
	enum asked_for asked_for;
	int status = settings_read(&settings, &arena, command, count, words, &asked_for);
	settings.commands = commands;
	if (status == STATUS_FINE && asked_for == ASKED_FOR_HELP)
		print_command_help(command);
	else if (status == STATUS_FINE && asked_for == ASKED_FOR_VERSION)
		print_version();
	else if (status == STATUS_FINE)
		status = command->run(&settings);
	arena_release(&arena);
	return status;
}

static int main_command(int count, char **words)
{
	if (count < 2) {
		print_help();
		return STATUS_USAGE;
	}
	if (strcmp(words[1], "help") == 0 || is_among_first(count, words, "--help") ||
	    is_among_first(count, words, "-h")) {
		print_help();
		return STATUS_FINE;
	}
	if (is_among_first(count, words, "--version")) {
		print_version();
		return STATUS_FINE;
	}
	command_to_front(count, words);
	if (is_option(words[1])) {
		complain("no command is given: it says what to do, as in `policyc check` (see `policyc --help`)");
		return STATUS_USAGE;
	}
	const struct command *command = find_command(words[1]);
	if (!command)
		return STATUS_USAGE;
	/* The libraries that have state of their own are set up before the first thread. */
	memory_set_up();
	json_values_set_up();
	spelling_set_up();
	markdown_set_up();
	int status = run(command, count - 1, words + 1);
	markdown_tear_down();
	return status;
}

int main(int count, char **words)
{
	/* A limit on the size of files is a failure to write like any other, and no reason to be ended without a word.
	 */
	signal(SIGXFSZ, SIG_IGN);
	int status = main_command(count, words);
	/* print_out has said so already, with the reason. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && status < STATUS_FILES) {
		complain("standard output could not be written");
		return STATUS_FILES;
	}
	return status;
}

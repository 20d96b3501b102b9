/* The command line: one table of commands, one of options, and what every command is given. SPEC section 4. */
#ifndef POLICYC_CLI_COMMAND_H
#define POLICYC_CLI_COMMAND_H

#include "diag/finding.h"
#include "tree/suite.h"
#include "write/forms.h"

/* Exit statuses of SPEC section 4: of several the highest counts. */
enum exit_status {
	STATUS_FINE = 0,
	STATUS_FINDINGS = 1, /* findings at or over --fail-on */
	STATUS_USAGE = 2,    /* wrong usage or configuration */
	STATUS_FILES = 3,    /* a file could not be read or written */
	STATUS_FAULT = 4     /* a fault in policyc itself: see base/bug.h */
};

enum output_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB, FORMAT_COUNT };
enum diff_format { DIFF_TEXT, DIFF_HTML, DIFF_JSON, DIFF_PDF, DIFF_FORMAT_COUNT };
enum manual_part { MANUAL_CHECKS, MANUAL_KEYS, MANUAL_LIMITS, MANUAL_COMMANDS, MANUAL_OPTIONS };
enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLOR_COUNT };

/* What the words after the command say. Strings are those of main's argv. */
struct command;

struct settings {
	const struct command *commands; /* all there are, ended by a name of NULL: for `explain` */
	const char *directory;          /* -C; NULL: found from the paths, or the current folder */
	struct date as_of;              /* always set */
	bool has_as_of;                 /* --as-of was given */
	size_t threads;
	bool is_quiet, is_verbose;
	enum severity level, fail_on; /* fail_on SEVERITY_OFF: never */
	enum output_format format;
	enum policy_form form;
	enum diff_format diff_format;
	enum color_choice color;
	bool shows_accepted, is_terse, drafts, pdf, no_sync, shows_all, fixes;
	bool formatting, standalone; /* diff */
	bool only_checks;            /* the command writes nothing that is made of the policies */
	bool shows_manual;           /* explain: a part of the manual */
	enum manual_part manual_part;
	bool has_within; /* --within was given */
	struct duration within;
	const char *baseline, *new_baseline; /* NULL: none */
	const char *output;                  /* NULL: the project's own "public"; diff: standard output */
	const char *base_url;                /* NULL: site.yaml's */
	const char *since;                   /* --since; NULL: not given */
	const char *version;                 /* --version; NULL: the next */
	bool removes, withdraws;             /* revise: the policy is to end */
	const char *reason, *replaced_by;    /* of that; NULL: not given */
	const char **arguments;              /* those that are no options; paths as this process can open them */
	size_t argument_count;
};

struct command {
	const char *name;
	const char *arguments; /* as help shows them */
	const char *line;      /* what it does, in a line */
	size_t least, most;    /* arguments that are no options */
	int (*run)(const struct settings *settings);
	bool takes_paths; /* the arguments are paths */
};

enum asked_for { ASKED_FOR_COMMAND, ASKED_FOR_HELP, ASKED_FOR_VERSION };
/* Reads the words after the command into `settings`, whose arguments stand in the arena. A path is one from the current
 * folder; with -C, one that is not there is a path from that folder. STATUS_FINE; STATUS_USAGE after having said on
 * standard error what is wrong. `*asked_for`: what is to be done with them. */
int settings_read(struct settings *settings, struct arena *arena, const struct command *command, int count,
		  char **words, enum asked_for *asked_for);
/* Is it an option whose value is the next word ("-C", "--as-of", and not "--as-of=…")? */
bool option_takes_next(const char *word);
/* The options of a command (NULL: the common ones), a line each. */
void options_print(const struct command *command);
/* Those of a command alone (NULL: the common ones), as items of a list in mdoc. */
void options_append_manual(struct buffer *out, const struct command *command);
/* A part of policyc(1) or policyc(5) on standard output, as mdoc source. Gives the exit status. */
int print_manual_part(enum manual_part part, const struct command *commands);

int command_check(const struct settings *settings);
int command_build(const struct settings *settings);
int command_diff(const struct settings *settings);
int command_show(const struct settings *settings);
int command_revise(const struct settings *settings);
int command_changes(const struct settings *settings);
int command_impact(const struct settings *settings);
int command_verify(const struct settings *settings);
int command_explain(const struct settings *settings);
int command_due(const struct settings *settings);
int command_code(const struct settings *settings);
int command_schema(const struct settings *settings);

/* policyc: <message> on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Are colours wanted there? */
bool colors_output(const struct settings *settings);
bool colors_errors(const struct settings *settings);
/* Writes to standard output; STATUS_FILES, having said so, where that fails. */
int print_out(struct text text);
/* The same of lines that name files, or hold what a file from elsewhere says: a terminal and the log of a build service
 * only show them. */
int print_shown(struct text text);

/* May the file that an option names be written? False, having said why, where it is one of the arguments (or is in a
 * folder that is one), or a source of the project in `root` (NULL: none); but an older baseline may be replaced. */
bool output_is_free(const struct settings *settings, const char *root, const char *option, const char *path);

/* Loads the suite that the arguments belong to. STATUS_USAGE where there is no project folder, STATUS_FILES where an
 * argument is no file. The suite is to be released in either case. */
int suite_open(struct suite *suite, const struct settings *settings);
/* The same for commands whose arguments are no paths: the suite is that of -C, else of the current folder. */
int suite_open_here(struct suite *suite, const struct settings *settings);
/* The same for a command that asks something of all policies, and whose arguments are no files. STATUS_FINDINGS, having
 * said so, where some could not be read: what is answered is not the whole answer. */
int suite_open_whole(struct suite *suite, const struct settings *settings);
/* Runs all checks on `threads` threads, and joins what was found. What they look up stays until suite_release_checks.
 */
void suite_check_all(struct suite *suite, const struct settings *settings, struct report *report);
/* Shows a report on standard output as the settings ask, with suggestions where the suite's checks are still there. */
int report_show(const struct report *report, struct suite *suite, const struct settings *settings);
/* Shows findings that were made after the suite's report (faults of templates show only when pages are made), where
 * there are any, as a report of its own. `policies`: how many were looked at. */
void findings_show(struct findings *findings, struct suite *suite, const struct settings *settings, size_t policies);
/* Accepts what --baseline names, and writes what --write-baseline asks for. */
int report_baseline(struct report *report, struct suite *suite, const struct settings *settings);
/* Puts every mend of the report's findings into its file, and says on standard error what was changed. Accepted
 * findings are left alone, and what came from standard input. `root`: the project folder. `is_partial`: not everything
 * was read, so that only mends of checks of the Source group are certain; says so where there are others. */
int fixes_apply(const struct report *report, const char *root, const struct settings *settings, bool is_partial);
/* STATUS_FINDINGS where a finding that isn't accepted is at or over --fail-on. */
int report_status(const struct report *report, const struct settings *settings);

#endif

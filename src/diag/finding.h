/* Findings: what is wrong, where, and how to mend it. They are collected for each document in its own arena, from one
 * thread; nothing is printed while they are made. */
#ifndef POLICYC_DIAG_FINDING_H
#define POLICYC_DIAG_FINDING_H

#include "base/buffer.h"
#include "diag/check.h"
#include "diag/source.h"

#define NOTES_SHOWN_MOST 5

struct note {
	struct place place; /* may be PLACE_NONE */
	struct text message;
	struct note *next;
};

/* A mend that leaves the published words as they are: put `replacement` in the place of `place`. */
struct fix {
	struct place place;
	struct text replacement;
	struct text description; /* "write date_ratified" */
};

struct finding {
	enum check check;
	enum severity severity; /* the check's default; whoever adds it may lower it (never raise it) for this one */
	struct place place;
	struct text message;   /* one short sentence that says what is wrong: no full stop at the end, no check id */
	struct text why, mend; /* its own words for why that matters and how to mend it; empty: the check's */
	struct text subject; /* what it is about ("S10.3"): one finding for each check, owner and subject; empty: on its
				own */
	struct text owner;   /* the ref of the policy, or "block@edition"; empty for files that are neither */
	struct text
		key; /* the key of front matter or of a configuration file that it is about, the outermost; or empty */
	struct text path;     /* nearest named id or path of kinds, for the identity; set by whoever knows the tree */
	struct text accepted; /* the reason of the `allow` that accepts it; bytes NULL: not accepted */
	bool is_known;        /* accepted because a baseline names it (diag/baseline.h) */
	struct note *notes, *last_note;
	uint32_t note_count; /* all notes asked for; only the first NOTES_SHOWN_MOST are kept, the others counted */
	struct fix *fix;     /* or NULL */
	char identity[17];   /* lower-case hexadecimal; set by report_identify */
	struct finding *next;
};

struct findings {
	struct arena *arena;
	struct text owner; /* given to each finding added */
	struct finding *first, *last;
	size_t count;
	/* Those added with a subject, by check, owner and subject: open addressing, in the arena. */
	struct finding **subjects;
	size_t subject_slots, subject_count;
};

void findings_init(struct findings *findings, struct arena *arena, struct text owner);
/* Between the parts of a format: "code %s is listed twice" WHY "a reader looks for a difference" FIX "remove one of
 * them". Both may be left out: then the finding says what checks.def has for its check. */
#define WHY "\x1f"
#define FIX "\x1e"

/* Adds a finding. The message, with its parts, follows printf; the finding lives as long as the arena, and notes, a
 * fix, a subject may be added to it at any time before findings_finish. */
struct finding *findings_add(struct findings *findings, enum check check, struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The same for a subject (copied): where this check already has a finding on that subject here, the place becomes a
 * note "also here" of that one, which is returned. */
struct finding *findings_add_subject(struct findings *findings, enum check check, struct text subject,
				     struct place place, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Puts all of `from` at the end of `findings`, which then has none. Subjects of the two are joined by findings_finish
 * alone. Both have the same arena. */
void findings_move(struct findings *findings, struct findings *from);
/* Is there a finding about this key? Then what it says is not known, and nobody is told that it isn't there. */
bool findings_name_key(const struct findings *findings, const char *key);
/* Why it matters and how to mend it: the finding's own words, else the check's. */
struct text finding_why(const struct finding *finding);
struct text finding_mend(const struct finding *finding);
void finding_note(struct findings *findings, struct finding *finding, struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void finding_fix(struct findings *findings, struct finding *finding, struct place place, struct text replacement,
		 const char *description);

/* An `allow` entry: findings of one check looked at and accepted. */
struct allowance {
	enum check check;
	struct text
		matches; /* accepts only findings whose message, why or words under the caret hold this; empty: all */
	struct text reason;
	struct place place;
	bool is_used; /* set by findings_accept */
};
/* Gives each finding of `findings` that an allowance accepts the reason of the first such; only that one is then used.
 * Words are compared as they stand, but a line break or a run of white space counts as one space. Findings of checks
 * that check_may_be_accepted refuses stay as they are. */
void findings_accept(struct findings *findings, struct allowance *allowances, size_t count);

/* All findings of a run: sorted by file and position, with identities and severities. */
struct report {
	struct finding **findings;
	size_t count;
	size_t errors, warnings, infos; /* not accepted ones */
	size_t accepted;
	size_t policies; /* for the last line: how many policies were looked at; the caller sets it */
	/* Those of finding_tells_of_loss, in the order given, whatever severity the configuration gives them. */
	struct finding **losses;
	size_t loss_count;
};

/* Does it say, as it was made, that a file was not read whole? Words are missing then (check_may_be_accepted), or what
 * decides which version it is and from when it may be shown was not understood, and nobody has accepted that. */
bool finding_tells_of_loss(const struct finding *finding);

/* Severities as the configuration says; start from severities_default. */
struct severities {
	enum severity of[CHECK_COUNT];
};
void severities_default(struct severities *severities);

/* Joins the findings of all documents into a report in `arena`, sorted by file, begin, end, check id and message, and
 * otherwise in the order given:
 * - sets severities and drops those that are off. A finding that was lowered is never raised above what it was lowered
 * to;
 * - joins those of one check, owner and subject: the first in order stays, the places of the others become its notes.
 * So do findings that are the same in all that is shown. The joined one is accepted only if all were.
 * The findings themselves stay where they are, in their documents' arenas, and must outlive the report. */
void findings_finish(struct report *report, struct arena *arena, struct findings *const *documents, size_t count,
		     const struct severities *severities);
/* Makes the identities of all findings (check, owner, path, words under the caret, ordinal among equals; never a line
 * number), unless they are there. Only some forms show them: those call it. */
void report_identify(const struct report *report);
/* Keeps only the findings that `keep` wants, in their order, and counts again. Identities are those among all. */
void report_keep(struct report *report, bool (*keep)(const struct finding *finding, const void *context),
		 const void *context);

/* What the printers need to know. */
struct print_options {
	enum severity level; /* the least severity shown */
	bool accepted;       /* the text form shows accepted findings too; JSON always has them */
	bool is_terse;       /* the text form shows the first line of each finding alone */
	bool color;
};
/* The text form with source lines, carets and the summing-up line. Every finding about a file begins with
 * path:line:column, 1:1 where there is no more to say; one about no file with "policyc". What comes from the outside is
 * shown so that a terminal does nothing but print it. Long lines are cut around the place, with "…". */
void report_print_text(const struct report *report, const struct print_options *options, struct buffer *out);
/* One JSON object a line (SPEC section 3); always parseable: NUL and bytes that are not UTF-8 are shown as U+FFFD. The
 * end is the position after the last character. `file` and the positions are null for a finding about no file, `policy`
 * where there is no owner; `fix` is null or {"file","line","column","end_line","end_column","replacement",
 * "description"}. Notes over NOTES_SHOWN_MOST are a last one "and N more", of no file. */
void report_print_json(const struct report *report, const struct print_options *options, struct buffer *out);
/* SARIF 2.1.0, one document; accepted findings are suppressed results. */
void report_print_sarif(const struct report *report, const struct print_options *options, struct buffer *out);
/* GitHub's workflow commands, which show findings beside the lines of a change; accepted ones are left out. */
void report_print_github(const struct report *report, const struct print_options *options, struct buffer *out);
/* "2 errors, 5 warnings, 3 infos in 4 policies (6 accepted)" without a line break. */
void report_print_summary(const struct report *report, struct buffer *out);

#endif

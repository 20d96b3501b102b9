/* The list of checks: one entry each in checks.def, from which come the enum, the table, `explain`, the manual's list
 * and the rule descriptions of SARIF. */
#ifndef POLICYC_DIAG_CHECK_H
#define POLICYC_DIAG_CHECK_H

#include "base/buffer.h"

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

enum check_group {
	GROUP_SOURCE,
	GROUP_METADATA,
	GROUP_DATES,
	GROUP_VERSIONS,
	GROUP_STRUCTURE,
	GROUP_CRITERIA,
	GROUP_CODES,
	GROUP_REFERENCES,
	GROUP_OTHER_POLICIES,
	GROUP_SHARED_WORDING,
	GROUP_LANGUAGE,
	GROUP_ACCESSIBILITY,
	GROUP_HOUSEKEEPING,
	GROUP_COUNT
};

/* CHECK(ENUM_NAME, "id", GROUP, SEVERITY, "one line", "why", "fix", "what it is for", "an example that it finds", "how
 * to mend it") */
enum check {
#define CHECK(name, id, group, severity, line, why, fix, purpose, example, mend) CHECK_##name,
#include "diag/checks.def"
#undef CHECK
	CHECK_COUNT
};

struct check_description {
	const char *id;
	enum check_group group;
	enum severity severity; /* by default */
	const char *line;       /* one line, no full stop */
	/* What a finding says where it says nothing of its own: each one short sentence without a capital or full stop.
	 */
	const char *why, *fix;
	const char *purpose; /* why it matters, in plain sentences */
	const char *example; /* source lines that it finds */
	const char *mend;    /* what to do */
};

extern const struct check_description check_descriptions[CHECK_COUNT];
const char *severity_name(enum severity severity); /* "error", "warning", "info", "off" */
const char *check_group_name(enum check_group group);
/* True, and the check, when there is one of that id. */
bool check_find(struct text id, enum check *check);
/* The id nearest to a misspelt one, or NULL where none is near. Capitals, and _ or a space for -, are not counted. */
const char *check_nearest(struct text id);
/* False for checks of what could not be read or passed on: to accept such a finding would be to publish a policy with
 * words missing. findings_accept leaves them alone. */
bool check_may_be_accepted(enum check check);
/* What `policyc explain ID` shows: id and line, group and severity, why it matters, an example, what to do, and how to
 * accept it. Lines of at most 80 columns, but for the example's. */
void check_print_explanation(enum check check, struct buffer *out);

#endif

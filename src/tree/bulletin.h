/* What changed in a suite: each version of each policy as it was published, and each withdrawal. What `policyc changes`
 * tells, the site's page of changes, its feed and data/changes.json all come from here. */
#ifndef POLICYC_TREE_BULLETIN_H
#define POLICYC_TREE_BULLETIN_H

#include "tree/suite.h"

enum bulletin_type { BULLETIN_NEW, BULLETIN_CHANGED, BULLETIN_WITHDRAWN };

struct bulletin_entry {
	const struct policy *policy; /* the version */
	struct text_value ref, title, version, previous_version;
	struct choice_value type;   /* enum bulletin_type */
	struct date_value date;     /* when it was told: published, else ratified; of a withdrawal its day */
	struct date_value from, to; /* when the version applies */
	struct choice_value precision, to_precision; /* enum date_precision */
	struct choice_value kind;                    /* enum change_kind; -1: the history doesn't say */
	struct list changes;                         /* struct text_value; of a withdrawal its reason */
	struct text_value action;                    /* what somebody who refers does differently */
	struct text_value replaced_by;
	struct list specialty; /* struct text_value */
	struct text_value url, version_url, fingerprint;
};
extern const struct field_table bulletin_entry_fields;

struct bulletin {
	struct bulletin_entry *entries; /* newest first, then by ref and version */
	size_t count;
};

struct bulletin_options {
	/* Told or applying on that day or later; not set: from the beginning. A month counts if its last day does. */
	struct date since;
	const struct suite *before; /* only what this older state of the suite had not yet decided, or NULL */
	bool drafts;
};

/* Of versions that may be known on the suite's day, and withdrawals that have come. Lives in the arena; points into the
 * suite. */
struct bulletin bulletin_make(struct arena *arena, const struct suite *suite, const struct bulletin_options *options);
/* What an entry stands under: its first specialty, or "Other". */
struct text bulletin_specialty(const struct bulletin_entry *entry);

#endif

/* A policy: its front matter, its body, and what follows from both. Everything in it lives in its own arena. */
#ifndef POLICYC_TREE_POLICY_H
#define POLICYC_TREE_POLICY_H

#include "diag/finding.h"
#include "tree/field.h"
#include "tree/node.h"

struct profile; /* tree/profile.h */
struct site;    /* tree/site.h */

/* Choices of policy_fields, in the order of their names there. */
enum status { STATUS_DRAFT, STATUS_CONSULTATION, STATUS_RATIFIED, STATUS_WITHDRAWN };

enum sex { SEX_FEMALE, SEX_MALE };
enum change_kind {
	CHANGE_KIND_CRITERIA,
	CHANGE_KIND_CODING,
	CHANGE_KIND_EVIDENCE,
	CHANGE_KIND_GOVERNANCE,
	CHANGE_KIND_EDITORIAL
};
/* How code sets combine, and where a code must stand in a record. */
enum code_combine { COMBINE_ALL, COMBINE_ANY };
enum code_position { POSITION_DOMINANT, POSITION_ANY };
enum document_kind {
	DOCUMENT_FORM,
	DOCUMENT_EVIDENCE_REQUIRED,
	DOCUMENT_EQUALITY_IMPACT,
	DOCUMENT_QUALITY_IMPACT,
	DOCUMENT_PATIENT_LEAFLET,
	DOCUMENT_EASY_READ,
	DOCUMENT_LARGE_PRINT,
	DOCUMENT_TRANSLATION,
	DOCUMENT_EVIDENCE_REVIEW,
	DOCUMENT_COMMITTEE_PAPER,
	DOCUMENT_CONSULTATION
};

/* What follows from dates on the day that counts as today. */
enum standing { STANDING_DRAFT, STANDING_UPCOMING, STANDING_IN_FORCE, STANDING_SUPERSEDED, STANDING_WITHDRAWN };

struct history_entry {
	struct place place;
	struct text_value version;
	struct date_value date;
	struct list changes; /* struct text_value */
	struct choice_value kind;
	struct text_value action;
	struct text changes_words; /* all changes as the document shows them, by the profile: made by policy_derive */
};
struct withdrawal {
	struct place place;
	struct date_value date;
	struct text_value reason, replaced_by;
};
/* Choices of `versions` of a removal. */
enum removed_versions { REMOVED_KEEP, REMOVED_GONE };
/* A policy that is no longer published: what is left of it is a stub, whose addresses answer for ever. */
struct removal {
	struct place place;
	struct date_value date;
	struct text_value reason;
	struct choice_value versions; /* enum removed_versions; -1: not said, which is keep */
};
struct review_extension {
	struct place place;
	struct date_value to, date;
	struct text_value by;
};
struct applies_to {
	struct place place;
	struct list places; /* struct text_value: ids of the site's places */
	struct duration_value age_from, age_under;
	struct choice_value sex;
};
struct coding_logic {
	struct place place;
	struct choice_value combine, position;
	struct text_value text;
};
struct related_document {
	struct place place;
	struct choice_value kind;
	struct text_value title, file, url, lang;
	struct date_value date;
	struct text refused_url; /* what was written as url and is no address of the web: nothing publishes it */
};
struct allow_entry {
	struct place place;
	struct text_value check, matches, reason;
};
/* A row of `cross_references`: title as shown; ref empty where it has none. */
struct cross_reference {
	struct place place;
	struct text_value title, ref;
};
/* A row of the document control table as the ratified document words it: made by policy_derive. */
struct control_row {
	struct place place;
	struct text_value key, label;
	struct list lines; /* struct text_value: the words, a line each; none: the row is blank */
};
/* A category, a route or a place, with its wording. */
struct labelled {
	struct place place;
	struct text_value id, label, meaning;
};

/* Codes. */
enum code_system { CODE_OPCS4, CODE_ICD10, CODE_SYSTEM_COUNT };
enum code_match {
	MATCH_EXACT,  /* S10.3 */
	MATCH_FAMILY, /* H01.-: all codes below it */
	MATCH_RANGE,  /* W37.1–W39.9, both included */
};
enum code_set_state { CODES_LISTED, CODES_NONE, CODES_DELEGATED, CODES_ABSENT };

struct code {
	struct text written;                       /* as in the source */
	struct text canonical;                     /* dotted: "S10.3", "H01"; empty where it is no code of its system */
	struct text undotted;                      /* "S103" */
	struct text last_canonical, last_undotted; /* of a range; else empty */
	enum code_match match;
	struct text term;        /* the words beside it */
	struct text marks;       /* dagger, asterisk as written; else empty */
	struct place place;      /* of the code as written */
	struct place term_place; /* source NULL: no words */
};
struct code_set {
	enum code_system system;
	enum code_set_state state;
	struct text id;      /* of the nearest clause or section with one */
	struct text heading; /* the label as written */
	struct text role;    /* "procedure", "diagnosis" */
	struct text url;     /* CODES_DELEGATED: where to */
	struct node *node;   /* the clause or section that it stands in */
	struct place place;  /* the label; the link of a delegated set without one */
	struct code *codes;
	size_t count;
};

/* References, in the order and number written. */
enum reference_kind { REFERENCE_NICE, REFERENCE_POLICY, REFERENCE_URL, REFERENCE_TEXT };
struct reference {
	enum reference_kind kind;
	struct text identifier; /* "NG198", "CMICB_Clin086"; empty for others */
	struct text label;      /* "1" of [^1]; empty */
	uint32_t number;        /* as shown; 0: none */
	struct text url;        /* may be empty */
	struct text text;       /* its words, of a definition */
	struct node *node; /* NODE_REFERENCE of a definition, else the first link or bare identifier that names it */
	struct place place;
	struct text *cited_in; /* ids of clauses and sections, in order, each once */
	size_t cited_count;
};

struct included_block {
	struct text block, edition;
	struct place place; /* of the include in the policy; of a block inside a block, that of the outer one */
	const struct source *source; /* the block's file: where its nodes have their places */
};

/* When a version applies: worked out by record_resolve (tree/version.h). Whole days, with the places of the dates that
 * they come from (of `to`, perhaps in the next version's file). */
enum effective_basis { BASIS_STATED, BASIS_PUBLISHED, BASIS_RATIFIED };
enum date_precision { PRECISION_DAY, PRECISION_MONTH };
struct effective {
	struct date_value from, to;    /* to: the last day in force; not set: open */
	struct choice_value precision; /* enum date_precision: what the record gives of `from`; -1: no date is known */
	struct choice_value basis;     /* enum effective_basis: what `from` comes from; -1: no date is known */
	struct choice_value to_precision; /* enum date_precision: what the record gives of `to`; -1: no end is known */
};

struct policy {
	struct arena arena;
	struct arena scratch; /* for what the readers need while they work: emptied by policy_complete */
	struct source source;
	struct findings findings; /* what the readers and the checks found in this file */
	const char *file_ref;     /* what the file's name says */
	bool is_older_version;    /* from policies/versions/ */
	bool is_stub;             /* its front matter has `removed`: it has ref, title and that alone, and no body */
	bool is_taken_down;       /* the stub of its ref says that its versions are gone, and the day has come */
	bool is_readable;         /* false: front matter or body could not be read at all; fields may be empty */

	/* front matter: rows of policy_fields with a key */
	struct text_value ref, title, subtitle, profile_name, category, category_label, version;
	struct choice_value status;
	struct date_value date_ratified, date_published, last_reviewed, review_date;
	struct date_value effective_from, effective_to, publish_from;
	struct duration_value review_every;
	struct review_extension review_extended;
	struct date_value review_started;
	struct text_value published_where, purpose, supersedes, author, ratified_by, target_audience;
	struct list cross_reference_texts; /* as written; struct text_value */
	struct list document_control;      /* struct map_item */
	struct list history;               /* struct history_entry */
	struct withdrawal withdrawn;
	struct removal removed; /* of a stub (removal_stub_fields) */
	struct text_value summary;
	struct list specialty, keywords, route; /* struct text_value */
	struct applies_to applies_to;
	struct text_value transition;
	struct coding_logic coding_logic;
	struct list documents;                    /* struct related_document */
	struct list redirect_from, previous_refs; /* struct text_value */
	struct list allow;                        /* struct allow_entry */
	const struct value *extra;                /* map of the x_ keys, or NULL */

	/* the body */
	struct node *body;
	struct place front_matter; /* with its --- lines */
	struct code_set *code_sets;
	size_t code_set_count;
	struct reference *references;
	size_t reference_count;
	struct included_block *includes;
	size_t include_count;

	/* worked out from the above (policy_derive, record_resolve), also rows of policy_fields */
	const struct profile *profile;    /* NULL: unknown */
	struct text slug;                 /* "cmicb-clin055" */
	struct labelled category_details; /* label: category_label, else the profile's wording; meaning: the site's */
	struct list routes;               /* struct labelled */
	struct list places;               /* struct labelled */
	struct list cross_references;     /* struct cross_reference */
	struct list control_rows;         /* struct control_row */
	/* The sentences of the version history in the order of `history`, struct text_value; none where the profile
	 * shows a table. */
	struct list history_lines;
	struct text_value last_reviewed_line; /* "Last Reviewed: May 2025"; not set where the profile has none */
	struct text_value review_sentence;
	struct text_value url; /* page address, of whichever version is published; relative without a base_url */
	struct text_value version_url; /* the address of this very version, the one to cite */
	struct text_value fingerprint; /* "sha256:…" */
	struct effective effective;
	enum standing standing;
	struct policy *next_version, *previous_version; /* by version number; NULL at the ends */
};

/* The rows of struct policy; rows in the order of policy.json. */
extern const struct field_table policy_fields;
/* All that a stub has. */
extern const struct field_table removal_stub_fields;
extern const struct field_table history_entry_fields, allow_entry_fields; /* shared blocks have them too */
extern const char *const status_names[];                                  /* "draft", …, NULL: by enum status */
extern const char *const document_kind_names[];                           /* "form", …, NULL: by enum document_kind */
extern const char *const change_kind_names[];    /* "criteria", …, NULL: by enum change_kind */
extern const char *const standing_names[];       /* "draft", …, NULL: by enum standing */
extern const char *const code_system_names[];    /* "OPCS-4", "ICD-10", NULL: by enum code_system */
extern const char *const code_match_names[];     /* "exact", …, NULL: by enum code_match */
extern const char *const code_set_state_names[]; /* "listed", …, NULL: by enum code_set_state */
extern const char *const reference_kind_names[]; /* "nice", …, NULL: by enum reference_kind */

/* An empty policy on the heap with its arena and source ready; path and bytes are copied. Freed with policy_free. */
struct policy *policy_new(const char *path, struct text bytes);
void policy_free(struct policy *policy);

/* "cmicb-clin055" of "CMICB_Clin055". Of any text whatever: letters a to z, digits, "." and "-" only, never empty and
 * never beginning with ".", so that it can be part of a path. */
struct text ref_slug(struct arena *arena, struct text ref);
/* What an entry of `redirect_from` names, whatever host and form it was written with: its path without slashes at the
 * ends and without index.html, "policies/cmicb-clin055"; a query is dropped. */
struct text old_address_path(struct text address);
/* The same for a version, which keeps its capitals: "0.3". */
struct text version_slug(struct arena *arena, struct text version);

/* Where the policy's own file includes the shared block that `place` is in; PLACE_NONE where it is in no block. */
struct place policy_include_place(const struct policy *policy, struct place place);

#endif

/* What changed from one version of a policy to another: trees are compared, not lines. SPEC section 6.
 *
 * The way it goes, and where each step comes from:
 *   1. Both trees are laid out as arrays of blocks in the order of the document, each with its words, a hash of them
 *      and a hash of all below it (blocks.h).
 *   2. Blocks are paired (match.h): by permanent id; sections by kind, then heading; code rows by code; then what
 *      is the same in both, the nearest first; then what is alike, found by an index of runs of words. The order of
 *      these steps is that of J.-R. Falleri et al., "Fine-grained and accurate source code differencing", ASE 2014.
 *   3. Of the children of a pair, those that keep their order are the longest increasing subsequence of their places
 *      (C. Schensted, "Longest increasing and decreasing subsequences", 1961); the others were moved. Together with
 *      what was put in, taken out and reworded these are the edits of S. S. Chawathe et al., "Change detection in
 *      hierarchically structured information", SIGMOD 1996.
 *   4. The words of a pair are compared by E. W. Myers' greedy algorithm (compare_words.h), and runs that a person
 * would read as one are joined (word_runs.h).
 *   5. Each edit becomes part of one change, which says what kind of change it is to whoever uses the policy.
 *
 * Nothing compares every pair. With n words in both versions, pairing takes at most n times NEIGHBOURS_MOST (match.h)
 * and CANDIDATES_MOST (candidates.h) steps and the logarithm of n; comparing the words of two blocks of a and b tokens
 * at most (a + b) times TOKENS_DIFFERENT_MOST (word_runs.h), and memory of that number squared. */
#ifndef POLICYC_DIFF_DIFF_H
#define POLICYC_DIFF_DIFF_H

#include "tree/policy.h"
#include "tree/suite.h"

enum change_class {
	CLASS_CRITERIA,
	CLASS_CODING,
	CLASS_DATES,
	CLASS_EVIDENCE,
	CLASS_GOVERNANCE,
	CLASS_EDITORIAL,
	CLASS_COUNT
};

enum change_op {
	OP_ADDED,
	OP_REMOVED,
	OP_CHANGED,
	OP_MOVED, /* also with its words changed */
	OP_SPLIT,
	OP_MERGED,
	OP_FORMAT, /* the words are the same, in the same place: shown in text and HTML only when asked for */
	OP_COUNT
};

/* What makes a change one of logic: bits of change.logic. Told apart and first. */
enum logic {
	LOGIC_COMBINATION = 1 << 0, /* AND/OR between criteria, or how many of a group must hold */
	LOGIC_NEGATION = 1 << 1,    /* not, no, never, unless, except, without; a word and its opposite */
	LOGIC_CONDITION = 1 << 2,   /* only, if, when, where, provided */
	LOGIC_AGE = 1 << 3,
	LOGIC_DURATION = 1 << 4,
	LOGIC_NUMBER = 1 << 5,
	LOGIC_COMPARISON = 1 << 6, /* more than, at least, under … */
	LOGIC_OBLIGATION = 1 << 7, /* must, may, should, will, routinely … */
	LOGIC_CRITERION = 1 << 8,  /* a criterion or clause of the criteria added, dropped or put elsewhere */
	LOGIC_EXCLUSION = 1 << 9,  /* the same of an exclusion */
	LOGIC_EFFECT = 1 << 10,    /* what meeting it means for the patient */
	LOGIC_SCOPE = 1 << 11,     /* category, places, ages, sex: whom the policy is for */
	LOGIC_CODES = 1 << 12,     /* how code sets combine */
	LOGIC_UNIT = 1 << 13,      /* cm, mm; per day, per week */
	LOGIC_PATIENTS = 1 << 14,  /* women, men; children, adults */
	LOGIC_CASE = 1 << 15,      /* mild, severe; suspected, confirmed; positive, negative */
	LOGIC_URGENCY = 1 << 16,   /* urgent, routine */
	LOGIC_REFERRER = 1 << 17,  /* who refers or decides */
	LOGIC_COMMA = 1 << 18,     /* a comma that may change what words belong to */
	LOGIC_REFERENCE = 1 << 19, /* a reference by number leads to other words */
};
#define LOGIC_COUNT 20

/* What a change is about. */
enum change_subject {
	SUBJECT_FIELD,   /* of the front matter */
	SUBJECT_HISTORY, /* an entry of the version history */
	SUBJECT_SECTION, /* with its heading */
	SUBJECT_CLAUSE,
	SUBJECT_CRITERION, /* an item or row of a group of criteria */
	SUBJECT_GROUP,     /* how the criteria of a list or table combine */
	SUBJECT_ITEM,      /* of a list that is no group */
	SUBJECT_NOTE,
	SUBJECT_PARAGRAPH, /* or anything else that holds words */
	SUBJECT_ROW,
	SUBJECT_REFERENCE,
	SUBJECT_CODE,
	SUBJECT_SENTENCE, /* of a clause, an item or a paragraph that both versions have */
	SUBJECT_ID,       /* a permanent id */
	SUBJECT_COUNT
};

/* Words of both ('='), of the old alone ('-'), of the new alone ('+'). All '=' and '-' but asides, in order, are the
 * old words, all '=' and '+' the new; where the two write quotation marks, dashes or spaces in other forms, '=' is as
 * in NEW. */
struct word_run {
	char op;
	bool is_aside; /* no word of the text: where a link leads, which reference is cited; there where it changed */
	struct text text;
};
struct word_runs {
	struct word_run *runs;
	size_t count;
};

/* Where a change stands in one of the versions. */
struct change_place {
	struct text number;      /* "1.2" of the clause it is or stands in; empty: it has none */
	struct text section;     /* the heading of its section; empty: it stands in none */
	struct text lead;        /* the words that lead to the list or table that it stands in; empty: none */
	struct text id;          /* the nearest HTML id; empty: none */
	const struct node *node; /* NULL: no block (a field, a code) */
	enum section_kind kind;  /* of its section, as node_section_kind */
};

/* A tree is edited by these, in any order: `at` is a position in OLD, `to` one in NEW, each the number of the child (0
 * is the first) at each level below the body. tests/unit/diff_apply.h says what they do. */
enum edit_op { EDIT_SET, EDIT_INSERT, EDIT_DELETE, EDIT_MOVE };
struct edit {
	enum edit_op op;
	const char *field;  /* NULL: of the body; else the list of the front matter whose items they move */
	const uint32_t *at; /* SET, DELETE, MOVE */
	size_t at_count;
	const uint32_t *to; /* INSERT, MOVE */
	size_t to_count;
	const struct value *value; /* SET: the members that change, null for one that goes; INSERT: the block with what
				      is new below it */
};

/* A place where words of a split block stand now, or of a merged one stood. */
struct change_part {
	struct change_place place;
	struct text words;
};

/* From this byte of the words on, lines stand so many groups of criteria deep. */
struct change_level {
	size_t begin, depth;
	const struct criteria_group *group; /* that begins here; NULL: one has ended */
};
struct change_levels {
	const struct change_level *items; /* as their lines stand; before the first, none is deep */
	size_t count;
};

struct change {
	enum change_class class;
	enum change_op op;
	enum change_subject subject;
	unsigned logic; /* bits of enum logic; 0: no change of logic */
	/* Ids from the outside in: ["s-1", "c-1-1", "c-1-1-a"], ["review_date"], ["history", "0.3"], ["s-9", "c-9-1",
	 * "S10.3"]. As in NEW, of what was removed as in OLD. */
	const struct text *path;
	size_t path_count;
	struct text label;                /* what it is called: "Review date", "Exclusions"; a code: the system */
	struct change_place from, to;     /* from: of OP_ADDED empty; to: of OP_REMOVED empty */
	struct text old_words, new_words; /* as a reader sees them; bytes NULL: not there */
	struct word_runs words;           /* of OP_CHANGED, OP_MOVED with other words, OP_SPLIT, OP_MERGED */
	bool is_reading;   /* only how the words are read is another, for a mark changed: none for patients */
	bool is_reordered; /* OP_MOVED: among its neighbours alone */
	const char *shape; /* "table made a list": the same words set out otherwise; NULL: they are not */
	bool is_rewritten; /* so little is left of the old words that they are shown apart */
	/* SUBJECT_FIELD, SUBJECT_HISTORY: the values as policy.json has them; NULL: not there. */
	const struct value *old_value, *new_value;
	const char *field; /* SUBJECT_FIELD, SUBJECT_HISTORY: the key in the front matter */
	/* SUBJECT_CODE */
	const struct code *old_code, *new_code;
	const struct code_set *set;
	bool is_repeat; /* the set has the code already: what changed is how often it is listed */
	/* OP_SPLIT: where the words of the old block stand now. OP_MERGED: where those of the new one stood. */
	const struct change_part *parts;
	size_t part_count;
	/* SUBJECT_GROUP and groups that came with a change: how it combined and combines. Of a criterion added or
	 * removed, how it does with its neighbours: on that side alone. */
	const struct criteria_group *old_group, *new_group;
	struct change_levels levels;        /* OP_ADDED, OP_REMOVED: of the groups that came or went with the words */
	enum effect old_effect, new_effect; /* of a unit that both have */
	const struct edit *edits;
	size_t edit_count;
	size_t order, sequence; /* what they are sorted by: where it stands in the document; when it was found */
};

struct difference {
	/* Those of logic first, then by class, then as in the document. OP_FORMAT last. */
	struct change *changes;
	size_t count;
	size_t shown;        /* those that are not OP_FORMAT: they come first */
	struct text summary; /* a sentence; "Nothing has changed" where nothing is shown */
	bool are_unrelated;  /* so little of either is in the other that they are no versions of one policy */
};

/* Compares two versions. Everything that it gives lives in the arena, but that it points into both: they must outlive
 * it. Reads only; may run on any thread. Neither need be readable or complete: what is there is compared. Never NULL.
 */
const struct difference *diff_policies(struct arena *arena, const struct policy *old, const struct policy *new);

/* The same where one side has no such policy (NULL): a summary that says so, and no changes. */
const struct difference *diff_sides(struct arena *arena, const struct policy *old, const struct policy *new);

/* "criteria"; "added"; "clause"; "set": by their enums, each ended by NULL. */
extern const char *const change_class_names[CLASS_COUNT + 1], *const change_op_names[OP_COUNT + 1];
extern const char *const change_subject_names[SUBJECT_COUNT + 1], *const edit_op_names[];
const char *logic_name(enum logic bit);  /* "combination", "negation" …: for data */
const char *logic_words(enum logic bit); /* "and/or", "not" …: for people */

#endif

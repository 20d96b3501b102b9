/* The nodes of a policy's body. Blocks hold blocks or, where they are leaves (heading, paragraph, note, joiner, cell,
 * reference), inlines. All nodes of a policy live in its arena; links between them are plain pointers and never
 * NULL-checked twice: a node without children has first_child NULL.
 *
 *   body ── blocks before the first heading (the preamble), then sections
 *   section ── heading, then blocks and subsections
 *   clause, item, quote ── blocks          list ── items and joiners
 *   table ── rows ── cells                 reference list ── references
 */
#ifndef POLICYC_TREE_NODE_H
#define POLICYC_TREE_NODE_H

#include "base/arena.h"
#include "base/value.h"
#include "diag/source.h"

/* Their order matters to the questions below: blocks first, leaf blocks together, then inlines. */
enum node_kind {
	/* blocks that hold blocks */
	NODE_BODY,
	NODE_SECTION,
	NODE_CLAUSE, /* an item of an ordered list that stands directly in a section */
	NODE_QUOTE,
	NODE_LIST,
	NODE_ITEM,
	NODE_TABLE,
	NODE_ROW,
	NODE_REFERENCE_LIST,
	/* blocks that hold inlines */
	NODE_HEADING,
	NODE_PARAGRAPH,
	NODE_NOTE,   /* begins NOTE: (the word is part of it) */
	NODE_JOINER, /* AND or OR as written between items; a child of their list */
	NODE_CELL,
	NODE_REFERENCE, /* the definition of a citation, or a link alone in a references section */
	/* blocks that only the reader knows: gone from a finished tree */
	NODE_INCLUDE,
	/* inlines that hold inlines */
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_LINK,
	NODE_IMAGE, /* its children are the text in its place */
	/* inlines that hold text or nothing */
	NODE_TEXT,
	NODE_CODE,
	NODE_SOFT_BREAK,
	NODE_LINE_BREAK,
	NODE_CITATION,
	NODE_KIND_COUNT
};

/* The kinds of section of SPEC section 2, in its order. */
enum section_kind {
	SECTION_OTHER,
	SECTION_POLICY_STATEMENT,
	SECTION_EXCLUSIONS,
	SECTION_CORE_CRITERIA,
	SECTION_RATIONALE,
	SECTION_EVIDENCE,
	SECTION_GUIDANCE,
	SECTION_MONITORING,
	SECTION_EQUALITY,
	SECTION_CODING,
	SECTION_INTRODUCTION,
	SECTION_PURPOSE,
	SECTION_FORCE,
	SECTION_REFERENCES,
	SECTION_APPENDIX,
	SECTION_KIND_COUNT
};

/* What a clause or group does to a patient's case; from its words, a mark or the profile, never guessed. */
enum effect {
	EFFECT_UNSTATED,
	EFFECT_ELIGIBLE,
	EFFECT_NOT_COMMISSIONED,
	EFFECT_OUTSIDE_POLICY,
	EFFECT_OVERRIDES,
	EFFECT_CONSIDERED,
	EFFECT_ONLY_IF,
	EFFECT_REQUIRED,
	EFFECT_SCOPE,
	EFFECT_ELSEWHERE,
	EFFECT_MIXED,
	EFFECT_COUNT
};

enum effect_basis { EFFECT_FROM_WORDS, EFFECT_FROM_MARK, EFFECT_FROM_PROFILE, EFFECT_BASIS_COUNT };
/* The ways round a refusal that open nothing. */
enum exception_route { EXCEPTION_NONE, EXCEPTION_IFR, EXCEPTION_APPROVAL, EXCEPTION_COUNT };
/* What part of a treatment it is about. */
enum treatment_phase { PHASE_NONE, PHASE_START, PHASE_CONTINUE, PHASE_STOP, PHASE_REPEAT, PHASE_UNSTATED, PHASE_COUNT };
enum refusal { REFUSAL_PLAIN, REFUSAL_ROUTINE, REFUSAL_NOT_OFFERED };

/* What is said of a clause, a group, or a criterion: SPEC section 2, What a clause does. */
struct effect_reading {
	enum effect effect;
	enum effect_basis from;
	enum effect otherwise; /* for whom the list does not hold; EFFECT_UNSTATED: not said */
	enum exception_route exception;
	enum treatment_phase phase;
	enum refusal refusal;    /* of EFFECT_NOT_COMMISSIONED: "routinely", or "must not be offered" */
	bool has_condition;      /* it has one of its own, or a list */
	bool is_before_referral; /* of EFFECT_REQUIRED: before referral */
	bool is_unclear;         /* it has verbs of funding that can't be read: `effect-unclear` */
	struct place place;      /* of the words that say so, or can't be read; source NULL: none */
	enum effect words;       /* what its words say under a mark; EFFECT_UNSTATED: nothing certain */
};

/* How the top items of a section's ordered lists appear: {bullets}, {paragraphs}. */
enum presentation { PRESENTATION_CLAUSES, PRESENTATION_BULLETS, PRESENTATION_PARAGRAPHS };

/* How the items of a list combine. CRITERIA_NONE_READ: the list is no group of criteria. */
enum criteria_operator {
	CRITERIA_NONE_READ,
	CRITERIA_ALL,
	CRITERIA_ANY,
	CRITERIA_NONE,     /* none of them may hold */
	CRITERIA_AT_LEAST, /* `at_least` of them, or more */
	CRITERIA_AT_MOST,  /* `at_least` of them, or fewer */
	CRITERIA_EXACTLY,  /* `at_least` of them, no more and no fewer */
	CRITERIA_UNCLEAR,  /* criteria, but how they combine can't be read: AND and OR mixed, or neither said */
	CRITERIA_UNSTATED, /* of no group: what published data says of a clause with several groups */
	CRITERIA_OPERATOR_COUNT
};

/* How an operator was found: what a writer may show, and what a check may say. */
enum criteria_basis { CRITERIA_BY_MARK, CRITERIA_BY_LEAD_IN, CRITERIA_BY_JOINER, CRITERIA_BY_ENDINGS };

/* What the words beside a list say for themselves: nothing (there are none), no more than what leads to the list, or a
 * condition of their own. */
enum own_words { OWN_NONE, OWN_LEAD, OWN_CONDITION, OWN_WORDS_COUNT };

/* How a condition beside a list goes with the list. */
enum own_join {
	JOIN_NOT_SAID, /* there is no such condition */
	JOIN_AND,
	JOIN_OR,
	JOIN_EACH, /* it goes with each of the criteria: "any of the following for six months" */
	JOIN_WHEN, /* the list counts only where it holds: "for children under 12" */
	JOIN_UNCLEAR,
	OWN_JOIN_COUNT
};

/* Why a group is CRITERIA_UNCLEAR, or what is to be told of one that is clear. The words that the doubt is about stand
 * at mark_place and at against. */
enum criteria_doubt {
	DOUBT_NONE,
	DOUBT_NOT_SAID,    /* they are a condition, and no word says how they combine */
	DOUBT_WORDS,       /* "any of" and "all of" in one sentence, "where appropriate": two ways to read them */
	DOUBT_NEGATION,    /* it is open what a "not" means */
	DOUBT_NUMBER,      /* "two of", "some of": no least number, or no number */
	DOUBT_MISFIT,      /* "both" over three, "at least three" over two */
	DOUBT_MIXED,       /* AND and OR on one level, or words and joiners that differ */
	DOUBT_PARTIAL,     /* a joiner between some and not between others */
	DOUBT_DANGLING,    /* a joiner after the last */
	DOUBT_AND_OVER_OR, /* AND alone in a line over runs that "or" joins */
	DOUBT_GROUPS,      /* "and" between groups of patients, which adds one to the other */
	DOUBT_OPPOSED,     /* "the following criteria are met", and they exclude each other */
	DOUBT_GOES_ON,     /* the list begins anew after another */
	DOUBT_EXCEPTIONS,  /* "Exceptions:" */
	DOUBT_LEFT_OUT,    /* a paragraph after it begins OR, AND, "alternatively" */
};

/* What a writer says in braces at the end of a clause's or item's first words or of a lead-in (read/marks.h). No output
 * shows them, and no fingerprint of the text counts them. A place whose source is NULL: there is no such mark. */
struct marks {
	enum criteria_operator combination; /* CRITERIA_NONE_READ: {list}, no criteria */
	uint32_t count;                     /* of {at-least 2}, {at-most 1}, {exactly 1} */
	enum effect effect;                 /* EFFECT_UNSTATED: {no-effect} */
	struct place operator_place, effect_place, note_place;
};

/* How the criteria of a list (its items) or of a table (its rows) combine. */
struct criteria_group {
	enum criteria_operator combination;
	enum criteria_basis basis;
	/* CRITERIA_AT_LEAST, _AT_MOST, _EXACTLY: how many. Else 0. */
	uint32_t at_least;
	uint32_t announced; /* how many there are by the lead-in ("both of", "the following 3 criteria"); 0: not said */
	enum own_words own; /* the words beside the list: its lead-in, the item that it stands in, a paragraph after */
	enum own_join join; /* of OWN_CONDITION */
	enum criteria_doubt doubt;
	struct place left_out; /* the paragraph after it that adds to it, and is no part of it; source NULL: none */
	struct effect_reading reading;
	const struct marks *marks; /* of its lead-in; NULL: none */
	bool is_marked_list;       /* {list}: said to be no criteria */
	struct place mark_place;   /* of the mark or of the words that decided; source NULL: none */
	struct place against;      /* of words that contradict those at mark_place; source NULL: none */
};

enum quantity_kind {
	QUANTITY_AGE,
	QUANTITY_DURATION,
	QUANTITY_INTERVAL, /* between two of a row: "every 3 months", "4 weeks apart" */
	QUANTITY_BMI,
	QUANTITY_SCORE,
	QUANTITY_BLOOD_PRESSURE,
	QUANTITY_ACUITY,
	QUANTITY_COUNT,
	QUANTITY_RATE, /* so many of what is counted in each time: has `per` */
	QUANTITY_PERCENTAGE,
	QUANTITY_LABORATORY,
	QUANTITY_HEARING,
	QUANTITY_TEMPERATURE,
	QUANTITY_DOSE,
	QUANTITY_WEIGHT,
	QUANTITY_LENGTH,
	QUANTITY_OTHER, /* of another measure, or of one that the words don't name: "patients over 40" */
	QUANTITY_KIND_COUNT
};
enum comparison {
	COMPARISON_UNSTATED, /* the words give none: "for 6 months", "over 16s" */
	COMPARISON_EQUAL,    /* "exactly" */
	COMPARISON_AT_LEAST,
	COMPARISON_AT_MOST,
	COMPARISON_MORE_THAN,
	COMPARISON_LESS_THAN,
	COMPARISON_BETWEEN, /* value to upper */
	COMPARISON_WITHIN,  /* in that time before or after `anchor`: "in the last 12 months" */
	COMPARISON_COUNT
};

/* What the words say, or leave open. */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_OPEN };

/* Of COMPARISON_WITHIN: on which side of the anchor. */
enum direction { DIRECTION_UNSTATED, DIRECTION_BEFORE, DIRECTION_AFTER, DIRECTION_COUNT };

struct quantity {
	enum quantity_kind kind;
	enum comparison comparison;
	double value;
	double upper;  /* has_upper: the second number of a range; of COMPARISON_UNSTATED too ("at least 6-8 weeks") */
	double second; /* has_second: the diastolic pressure, the denominator of an acuity */
	bool has_upper, has_second;
	/* Does the greatest value count, where there is an upper bound: open for "18 to 40" and "up to 40". */
	enum truth upper_inclusive;
	enum truth negated; /* the leaf denies the quantity as it is compared; open: denies something else over that
			       time */
	/* UCUM: "a" years, "mo", "wk", "d", "h", "kg/m2", "mm[Hg]", "{score}", "{episode}" …; empty: none is written
	 * and none goes without saying */
	struct text unit;
	struct text per;    /* of a rate, in UCUM: "a", "mo", "3.mo"; empty: none */
	struct text name;   /* what is measured, as written: "HbA1c", "Oxford hip score"; empty: its kind says it */
	struct text of;     /* what a percentage is of: "body weight"; empty: not said */
	struct text anchor; /* of COMPARISON_WITHIN: "injury"; empty: not said, or now */
	enum direction direction;
	struct text for_words; /* of several of one kind in a leaf: the words that it is for; empty: of the only one */
	bool is_join_unclear;  /* one of several of one kind, and how they go together is open */
	bool is_amount;        /* how much of the treatment is funded, and no test of the patient */
	bool is_crowd;         /* "over 16s" */
	struct text words;     /* as written */
	struct place place;
	struct quantity *next;
};

/* What a clause, an item or a row of a table says of a patient's case. */
struct ruling {
	struct effect_reading reading; /* of a criterion: its group's, unless it says otherwise */
	struct quantity *quantities;   /* of a clause: in its own first paragraph */
	bool is_criterion;             /* an item or row: a leaf or nested group of a group of criteria */
	const struct marks *marks;     /* of its first words; NULL: none */
};

enum link_kind {
	LINK_URL,    /* https, http, mailto, tel */
	LINK_POLICY, /* policy:REF, policy:REF#name, or a bare ref */
	LINK_WITHIN, /* #name, #1.1 */
	LINK_NICE,   /* nice:NG59, or a bare NICE identifier, or an address below www.nice.org.uk/guidance/ */
	LINK_PAGE,   /* page:about/: a page of the site; only on pages of site/pages/ */
	LINK_EMPTY,  /* "#" or nothing */
	LINK_REFUSED /* a scheme that is not allowed, or an address that leaves the project: reported; shown as its
			words */
};

struct node {
	enum node_kind kind;
	struct node *parent, *first_child, *last_child, *next, *previous;
	struct place place; /* all its source bytes, marks included; of a text: just its own bytes */
	struct text id;     /* HTML id, unique in the policy; empty where it has none */
	struct text number; /* "1", "1.1", "6.1.1"; empty where it has none */
	struct text name;   /* the permanent id of {#name} as written; empty where there is none */
	union {
		struct {
			uint8_t level; /* 2 or 3, as in the source's ## and ### */
			enum section_kind kind;
			bool is_unnumbered; /* {-}, or below such a one */
			enum presentation presentation;
			enum effect effect;
		} section;
		struct ruling ruling; /* NODE_CLAUSE, NODE_ITEM, and NODE_ROW by the first member of `row` */
		struct {
			bool is_ordered, is_loose;
			bool is_run;    /* a part of the list around it, which binds closer: made by criteria_read */
			uint32_t start; /* of an ordered list */
			struct criteria_group group;
		} list;
		struct {
			uint32_t columns;
			const uint8_t *alignments; /* columns: 0 none, 'l', 'c', 'r' */
			bool is_header_empty;      /* all header cells empty: takes the profile's words in a code set */
			struct criteria_group group;
		} table;
		struct {
			struct ruling ruling;
			bool is_header;
		} row;
		struct {
			bool is_gap; /* of a page of site/pages/: a part that is still to be written */
		} note;
		struct {
			struct text label; /* "1" of [^1]; empty for a link alone */
			uint32_t number;   /* the number shown; 0: none */
			size_t index;      /* in the policy's references */
		} reference;
		struct {
			struct text block, edition;
		} include;
		struct {
			struct text text; /* literal: points into the source where it is the same bytes, else into the
					     arena */
		} text;                   /* NODE_TEXT, NODE_CODE */
		struct {
			enum link_kind kind;
			struct text target; /* as written, entities and escapes decoded: "policy:X#y", "https://…",
					       "#1.1", "NG 59" */
			/* What a page writes, in ASCII: the absolute address of LINK_URL and LINK_NICE; "#id" of a
			 * LINK_WITHIN that was found; of an image its path from the project folder. Empty for
			 * LINK_POLICY, whose address each writer makes of `ref`, `fragment` and the depth of its own
			 * page; empty otherwise: no link. */
			struct text url;
			struct text title;
			/* LINK_POLICY: the ref; LINK_NICE: the identifier as "NG59"; LINK_PAGE: the path in the site */
			struct text ref;
			struct text fragment;      /* after "#", without it */
			struct node *resolved;     /* LINK_WITHIN: the section, clause or item; NULL: not found */
			struct place target_place; /* where the address stands */
			bool is_bare; /* recognised in the text, or <…>: the words shown are the address or identifier
				       */
			bool is_autolink; /* <…>: angle brackets in the source */
		} link;                   /* and NODE_IMAGE */
		struct {
			struct text label;
			uint32_t number;        /* of the reference; 0: it has none */
			uint32_t occurrence;    /* 1 for the first citation of that reference in the document */
			struct node *reference; /* or NULL: no such definition */
		} citation;
	};
};

/* Takes only the room that nodes of its kind need: what the union has for other kinds is not there, and a node is never
 * copied as a whole but by node_copy. A leaf block may become another kind of leaf block, and nothing else may. */
struct node *node_new(struct arena *arena, enum node_kind kind, struct place place);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *next, struct node *node);
void node_insert_after(struct node *previous, struct node *node);
/* Takes it out of its parent, with all below it. */
void node_unlink(struct node *node);
/* Moves all children of `from` to the end of `to`. */
void node_move_children(struct node *from, struct node *to);
/* A deep copy in the arena: places stay, quantities are shared, `resolved` and `reference` pointers are left as they
 * are. */
struct node *node_copy(struct arena *arena, const struct node *node);

/* How a list's or a table's criteria combine; NULL for other kinds. */
struct criteria_group *node_group(struct node *node);
/* A list or table whose criteria were read, clear or not. */
bool node_is_group(const struct node *node);
/* An item or row that is a criterion of its group. */
bool node_is_criterion(const struct node *node);
/* An item that the reader made to hold a run of its list's criteria, and that has no words of its own. */
bool node_is_run(const struct node *item);
/* The quantities of a clause or of a criterion, or NULL. */
const struct quantity *node_quantities(const struct node *node);
/* Has it a greatest value, so that `upper_inclusive` says something? */
bool quantity_is_bounded_above(const struct quantity *quantity);

static inline bool node_is_inline(const struct node *node)
{
	return node->kind >= NODE_EMPHASIS;
}
static inline bool node_is_block(const struct node *node)
{
	return node->kind < NODE_EMPHASIS;
}
/* A block that holds inlines. */
static inline bool node_is_leaf_block(const struct node *node)
{
	return node->kind >= NODE_HEADING && node->kind <= NODE_REFERENCE;
}
static inline bool node_can_have_children(const struct node *node)
{
	return node->kind <= NODE_IMAGE && node->kind != NODE_INCLUDE;
}
/* The nearest ancestor (or the node itself) of a kind, or NULL. */
struct node *node_ancestor(const struct node *node, enum node_kind kind);
/* The nearest of the node and its ancestors that has an id; NULL: none has. */
struct node *node_with_id(const struct node *node);
struct node *node_heading(const struct node *section); /* its heading, or NULL */
/* The kind of the nearest section above (or itself) that is not SECTION_OTHER by inheritance: a subsection without a
 * kind of its own has its section's. SECTION_OTHER outside all sections. */
enum section_kind node_section_kind(const struct node *node);

/* The one walk: every node is entered and, if it can have children, left again. Never recursive.
 *   struct walk walk = walk_begin(root);
 *   while (walk_next(&walk)) switch (walk.node->kind) { … walk.is_entering … } */
struct walk {
	const struct node *root;
	struct node *node;
	bool is_entering;
	bool is_started;
	bool skips_children;
};
struct walk walk_begin(const struct node *root);
bool walk_next(struct walk *walk);
/* The same walk without the inlines of leaf blocks, which are half of all nodes: for who looks for blocks. */
bool walk_next_block(struct walk *walk);
/* Called on entering: the node's children are passed over and the next step leaves it. */
void walk_skip_children(struct walk *walk);

const char *node_kind_name(enum node_kind kind); /* "clause" */
/* "policy-statement"; "not_commissioned": each list ends with NULL, as struct field wants its choices. */
extern const char *const section_kind_names[SECTION_KIND_COUNT + 1], *const effect_names[EFFECT_COUNT + 1];
/* "all"; "age"; "at_least" */
extern const char *const criteria_operator_names[CRITERIA_OPERATOR_COUNT + 1];
extern const char *const quantity_kind_names[QUANTITY_KIND_COUNT + 1], *const comparison_names[COMPARISON_COUNT + 1];
extern const char *const direction_names[DIRECTION_COUNT + 1];
extern const char *const effect_basis_names[EFFECT_BASIS_COUNT + 1], *const exception_names[EXCEPTION_COUNT + 1],
									     *const phase_names[PHASE_COUNT + 1];
/* "lead"; "each" */
extern const char *const own_words_names[OWN_WORDS_COUNT + 1], *const own_join_names[OWN_JOIN_COUNT + 1];
/* Of a clause, a criterion, a list or a table; NULL: it has none. */
const struct effect_reading *node_reading(const struct node *node);
/* Does an operator need a number: at least, at most, exactly? */
bool criteria_operator_counts(enum criteria_operator combination);
/* How the criteria of a group combine, in words: "any of these is enough (OR)". */
struct text criteria_group_words(struct arena *arena, const struct criteria_group *group);

#endif

/* The words of a sentence and the closed phrases in them: what the reading of criteria and their checks know of
 * English. All words and phrases stand in one file, tree/phrases.def; what isn't there isn't read.
 *
 * A text is cut into words: lower case, "isn't" and "cannot" as two ("is not", "can not"), a hyphen as a space.
 * No-break spaces (U+00A0, U+202F, U+2007, U+2009) are spaces, and what can't be seen inside a word (U+00AD, U+200B,
 * U+2060) is not there. Punctuation is words of its own. */
#ifndef POLICYC_TREE_PHRASES_H
#define POLICYC_TREE_PHRASES_H

#include "base/arena.h"

enum word_kind {
	WORD_PLAIN,
	WORD_NUMBER,    /* in digits: "35", "1,200", "6/12" */
	WORD_STOP,      /* the end of a sentence: . ! ? or the end of a line */
	WORD_COMMA,     /* , */
	WORD_SEMICOLON, /* ; */
	WORD_COLON,     /* : */
	WORD_DASH,      /* a dash, or a hyphen between spaces, or an ellipsis */
	WORD_OPEN,      /* ( or [ */
	WORD_CLOSE,     /* ) or ] */
	WORD_QUOTE,     /* a double quotation mark of any form, or a single one that stands at no letter's side */
	WORD_SIGN,      /* any other */
};

enum word_class {
#define WORD_CLASS(name, ...) CLASS_##name,
#define PHRASE(family, pattern, match, other)
#include "tree/phrases.def"
#undef WORD_CLASS
#undef PHRASE
	CLASS_COUNT
};

struct word {
	size_t begin, end; /* bytes of the text */
	struct text text;  /* as it is compared */
	uint64_t classes;  /* bit 1 << enum word_class for each that it is in */
	enum word_kind kind;
	bool is_joined; /* a hyphen stands between it and the word before: "NHS-funded" */
};

struct words {
	struct word *items;
	size_t count;
};

/* Each family of phrases. Their rows in the file are in this order. */
enum phrase_family {
	PHRASE_EXCEPTIONALITY,  /* an individual funding request, a panel, exceptional circumstances */
	PHRASE_APPROVAL,        /* prior approval, agreed by the ICB */
	PHRASE_EXCEPTION,       /* except, unless, save, other than */
	PHRASE_CONTRAST,        /* but, however, whereas */
	PHRASE_CONCESSION,      /* although, while */
	PHRASE_CONDITION,       /* where, when, if, provided that */
	PHRASE_REASON,          /* because, as a result of */
	PHRASE_REGARDLESS,      /* regardless of, even if, whether or not */
	PHRASE_WHATEVER,        /* however severe, no matter how */
	PHRASE_THIS_BOARD,      /* the ICB, we, the commissioner */
	PHRASE_OTHER_BOARD,     /* NHS England, the local authority */
	PHRASE_THIS_POLICY,     /* this policy, the policy */
	PHRASE_POLICY_TERMS,    /* the criteria in this policy, the policy statement criteria */
	PHRASE_NHS_COST,        /* on the NHS, at NHS expense */
	PHRASE_LIST_AHEAD,      /* the following, below */
	PHRASE_BEFORE_CARE,     /* before referral, prior to surgery */
	PHRASE_BEFORE_REFERRAL, /* before referral alone */
	PHRASE_OWN_VIEW,        /* the ICB has decided that */
	/* How a list combines (tree/lead_in.h). */
	PHRASE_ALL_OF,      /* all of, each, both */
	PHRASE_ANY_OF,      /* any of, either of, one or more of */
	PHRASE_NONE_OF,     /* none of, neither of */
	PHRASE_AT_LEAST,    /* at least two of, two or more of */
	PHRASE_MORE_THAN,   /* more than one of */
	PHRASE_AT_MOST,     /* no more than two of */
	PHRASE_FEWER_THAN,  /* fewer than two of */
	PHRASE_EXACTLY,     /* exactly two of */
	PHRASE_BARE_NUMBER, /* two of: neither a least nor a most */
	PHRASE_NOT_ALL,     /* not all of, not both */
	PHRASE_NO_NUMBER,   /* some of, all but one of, the first two of */
	PHRASE_SOME_ONLY,   /* where appropriate, the third criterion: not all of the list for all patients */
	PHRASE_LIST_NOUN,   /* criteria, symptoms: what the items of a list are called */
	PHRASE_SET_NOUN,    /* criteria, conditions: what is met as a whole */
	PHRASE_MEET,        /* meets, satisfying */
	PHRASE_MET,         /* met, satisfied */
	PHRASE_DENIAL,      /* not, without, absence of, fails to */
	PHRASE_OF_PATIENT,  /* have, responded: a verb whose subject is the patient */
	PHRASE_EXAMPLE,     /* for example, such as */
	PHRASE_BESIDE_AND,  /* and, together with, provided that */
	PHRASE_THING,       /* the following procedures: a list of things, and no criteria */
	PHRASE_FAMILY_COUNT
};

/* The words of a text; in the arena, which also holds what is compared. */
struct words words_cut(struct arena *arena, struct text text);
static inline bool word_in(const struct words *words, size_t at, enum word_class class)
{
	return at < words->count && words->items[at].classes >> class & 1;
}
bool word_is(const struct words *words, size_t at, const char *word);
/* The first word of a class, or of a kind, in [from, to); `to` where there is none. */
size_t word_find(const struct words *words, size_t from, size_t to, enum word_class class);
size_t word_find_kind(const struct words *words, size_t from, size_t to, enum word_kind kind);
/* The first word after the sentence of the word at `at`; its stop belongs to it. */
size_t words_sentence_end(const struct words *words, size_t at);

/* How many words a pattern (phrases.def tells how it is written) matches at `at`; 0: it doesn't. */
size_t pattern_length(const struct words *words, size_t at, const char *pattern);
/* The same of the longest of a family's phrases. */
size_t phrase_length(const struct words *words, size_t at, enum phrase_family family);
/* The first place in [from, to) where a phrase of the family stands; `to` where there is none. `after`, which may be
 * NULL, becomes the word after it. */
size_t phrase_find(const struct words *words, size_t from, size_t to, enum phrase_family family, size_t *after);

/* For tests: each row of phrases.def. */
struct phrase_row {
	enum phrase_family family;
	const char *pattern;
	const char *match, *other; /* a text that it must match somewhere, and one where it must not */
};
extern const struct phrase_row phrase_rows[];
extern const size_t phrase_row_count;
const char *const *word_class_words(enum word_class class, size_t *count);

#endif

/* What the files that read effects share, and no other file needs.
 *
 * A sentence is read in three steps: what governs each of its words (effects_govern.c), what each verb of its main part
 * says (effects_verbs.c), what these say together (effects_sentence.c). effects.c puts sentences together, with marks
 * and the profile. */
#ifndef POLICYC_READ_EFFECTS_PARTS_H
#define POLICYC_READ_EFFECTS_PARTS_H

#include "tree/node.h"
#include "tree/phrases.h"

/* What governs a word. Only the verbs of the main part say what the sentence does. */
enum governor {
	BY_MAIN,
	BY_CONDITION,  /* where, when, if, provided that */
	BY_EXCEPTION,  /* except, unless, save */
	BY_CONCESSION, /* although, while */
	BY_REGARDLESS, /* regardless of, even if */
	BY_REASON,     /* because */
	BY_RELATIVE,   /* who, which */
	BY_REPORT,     /* what somebody says, asks or hopes */
	BY_UNSURE,     /* a second verb inside one of these, which may be the sentence's own */
};

/* A part of a sentence, between semicolons, colons, dashes and words such as "but". */
struct part {
	size_t from, to;
	bool is_contrast; /* "but" or "however" leads to it, or is in it */
	bool begins_anew; /* a colon or a dash leads to it */
};
#define PARTS_MOST 12

struct act;
/* A sentence without its brackets and quotations. */
struct sentence {
	struct words words;
	uint8_t *governors; /* enum governor of each word */
	struct part parts[PARTS_MOST];
	size_t part_count;
	const struct text *own_words; /* of the title: what this policy's treatment is called */
	size_t own_count;
	const struct act *before; /* what the sentence before it says; NULL: nothing */
	bool leads_to_list;       /* it is the last before a list */
	bool is_tangled;          /* "however severe", "not only … but", an exception in brackets, too many parts */
};

/* What a verb, or a sentence, says. */
struct act {
	enum effect effect, otherwise;
	enum exception_route exception;
	enum treatment_phase phase;
	enum refusal refusal;
	bool is_unclear;         /* it speaks of funding, and what it says can't be read */
	bool has_condition;      /* it has one of its own */
	bool is_before_referral; /* of EFFECT_REQUIRED: before referral */
	bool is_route;           /* it says only how to ask: for an exception, for approval */
	bool has_own_subject;    /* false: it goes on with the one before */
	bool is_contrast, is_concession;
	bool is_exception_list; /* "exceptions are:" */
	bool is_ours;           /* its subject is this board */
	bool denies_otherwise;  /* of EFFECT_ONLY_IF: by words that say so, as "not … unless" */
	bool is_funding;        /* its verb is one that "are not." can take up */
	size_t first, after;    /* words */
};

/* The auxiliary verbs before a verb: "will not routinely be". */
struct chain {
	size_t first, head; /* the verb itself is at `head` */
	unsigned negations;
	bool is_past, may, must, should, would, can, do_, be, have, need;
	bool is_routine, is_hedged, is_only, is_ours, continues, to_be, always;
};
/* False: none begins there. */
bool chain_read(const struct words *words, size_t at, size_t to, struct chain *chain);

/* What stands before a verb, up to the first preposition. */
struct subject {
	size_t from, to;
	unsigned negations;
	bool is_hedged, is_only, is_empty;
	bool is_policy, is_patient, is_request, is_funding, is_clinician, is_evidence, is_provider, is_paper;
	bool is_other_care, is_own, is_ours, is_other_board;
};

/* A verb while it is read. */
struct verb_reading {
	const struct sentence *sentence;
	const struct words *words;
	const struct part *part;
	size_t to; /* where what belongs to the verb ends: the part, or its next main verb */
	struct subject subject;
	struct chain chain;
	size_t head;
	struct act *act;
};

/* effects_funding.c */

/* What stands before a verb. `from`: where that begins. */
struct subject subject_read(const struct sentence *sentence, size_t from, size_t verb);
/* Is a word one of what this policy's own treatment is called? Does one stand in [from, to), or "this treatment"? */
bool sentence_has_own_word(const struct sentence *sentence, struct text word);
bool sentence_names_own(const struct sentence *sentence, size_t from, size_t to);
size_t skip_adverbs(const struct words *words, size_t at);
/* Does what belongs to the verb end with the sentence? */
bool verb_is_of_last_part(const struct verb_reading *reading);
/* Does a phrase of the family stand in [from, reading->to)? */
bool verb_has_phrase(const struct verb_reading *reading, size_t from, enum phrase_family family);
bool verb_is_at_nhs_cost(const struct verb_reading *reading);
/* The first exception at or after `from`, and in `after`, which may be NULL, the word after it; reading->to: none. */
size_t verb_exception(const struct verb_reading *reading, size_t from, size_t *after);
/* Each fills reading->act: by the phase of treatment; as a verb that funds; as one that considers. */
void verb_read_phase(struct verb_reading *reading);
void verb_read_funding(struct verb_reading *reading);
void verb_read_considering(struct verb_reading *reading);
/* After verb_read_funding: the verb refuses without a "not". */
void verb_turn_to_refusal(struct verb_reading *reading);

/* Fills governors and parts. */
void sentence_govern(struct arena *arena, struct sentence *sentence);
/* "Other than", "apart from": an exception that takes a noun, and never a verb. */
bool names_other_than(const struct words *words, size_t at);
/* Do words such as "the ICB has decided that" end right before the word `end` of a part? */
bool sentence_ends_own_view(const struct sentence *sentence, const struct part *part, size_t end);
/* `act->is_ours`: of the verb before it. What the verb at `at` of a part says; its words are from act->first to
 * act->after. False: no verb of interest is there. `subject`: where what stands before it begins. */
bool verb_read(const struct sentence *sentence, const struct part *part, size_t subject, size_t at, struct act *act);
/* What a whole sentence says: an act that is all zeros where it says nothing. `before` is the last act of the sentences
 * before it, which "those with a BMI over 35 are not." takes up; NULL: none. */
struct act sentence_read(struct arena *arena, const struct words *words, size_t from, size_t to,
			 const struct sentence *context, const struct act *before);

#endif

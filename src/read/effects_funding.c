/* What a verb of funding says: what it is about, whose act it is, its exceptions, its conditions, its phase. */
#include "read/effects_parts.h"

static bool is_preposition(const struct words *words, size_t at)
{
	return at < words->count &&
	       text_is_one_of(
		       words->items[at].text,
		       "of for in with without from to by on at within under following via through between including");
}

/* "grommet" and "grommets", and not "specific" and "specialist". */
static bool is_same_name(struct text a, struct text b)
{
	size_t shortest = a.length < b.length ? a.length : b.length, same = 0;

	while (same < shortest && a.bytes[same] == b.bytes[same])
		same++;
	return same >= 5 && same + 2 >= shortest && a.length + b.length <= 2 * shortest + 3;
}

/* Does a word belong to the name of this policy's own treatment? */
bool sentence_has_own_word(const struct sentence *sentence, struct text word)
{
	for (size_t i = 0; i < sentence->own_count; i++)
		if (is_same_name(word, sentence->own_words[i]))
			return true;
	return false;
}

bool sentence_names_own(const struct sentence *sentence, size_t from, size_t to)
{
	const struct words *words = &sentence->words;

	for (size_t i = from; i < to; i++)
		if (sentence_has_own_word(sentence, words->items[i].text) ||
		    pattern_length(words, i, "this|these|the CARE_NOUN") || word_is(words, i, "it"))
			return true;
	return false;
}

/* Does a negation in the subject deny the verb? "No patient", "under no circumstances"; not "couples with no children",
 * "patients not meeting the criteria", who are only named so. */
static bool denies_verb(const struct words *words, const struct subject *subject, size_t at)
{
	return at == subject->from ||
	       (at == subject->from + 1 && text_is_one_of(words->items[subject->from].text, "under at on in"));
}

static void count_negations(const struct sentence *sentence, struct subject *subject, size_t to)
{
	const struct words *words = &sentence->words;
	bool is_with = false;

	for (size_t i = subject->from; i < to; i++) {
		is_with |= word_is(words, i, "with") || word_is(words, i, "having");
		if (sentence->governors[i] != BY_MAIN || !word_in(words, i, CLASS_NEGATION) ||
		    (word_is(words, i, "no") && word_is(words, i + 1, "longer")))
			continue;
		if (word_is(words, i, "nor") && subject->negations)
			continue; /* "neither … nor" */
		if (denies_verb(words, subject, i)) {
			subject->negations++;
			subject->is_hedged |= word_in(words, i + 1, CLASS_HEDGE);
		} else if (!is_with && !text_ends(words->items[i + 1].text, TEXT("ing"))) {
			subject->is_hedged = true;
		}
	}
	subject->is_only = word_in(words, subject->from, CLASS_ONLY);
	subject->is_hedged |= word_in(words, subject->from, CLASS_PARTIAL);
}

static bool slice_has(const struct words *words, size_t from, size_t to, enum word_class class)
{
	return word_find(words, from, to, class) < to;
}

struct subject subject_read(const struct sentence *sentence, size_t from, size_t verb)
{
	const struct words *words = &sentence->words;
	struct subject subject = {.from = from};
	size_t to = from;

	while (to < verb && !(to > from && is_preposition(words, to)) &&
	       sentence->governors[to] == sentence->governors[from])
		to++;
	subject.to = to;
	subject.is_empty = from == verb;
	count_negations(sentence, &subject, verb);
	subject.is_funding = false;
	for (size_t i = from; i < to; i++) {
		subject.is_funding |= word_is(words, i, "funding") || word_is(words, i, "commissioning");
		subject.is_policy |= phrase_length(words, i, PHRASE_THIS_POLICY) > 0 &&
				     i + phrase_length(words, i, PHRASE_THIS_POLICY) == to;
	}
	subject.is_request = slice_has(words, from, to, CLASS_REQUEST);
	subject.is_patient = slice_has(words, from, to, CLASS_PATIENT);
	subject.is_clinician = slice_has(words, from, to, CLASS_CLINICIAN);
	subject.is_evidence = slice_has(words, from, to, CLASS_EVIDENCE);
	subject.is_provider = slice_has(words, from, to, CLASS_PROVIDER);
	/* What a noun phrase is about is its last word: "weight management advice". */
	subject.is_paper = to > from && word_in(words, to - 1, CLASS_PAPER);
	subject.is_other_care = slice_has(words, from, to, CLASS_OTHER_CARE);
	subject.is_own = sentence_names_own(sentence, from, verb);
	size_t end = verb;
	while (end > from && (word_in(words, end - 1, CLASS_ADVERB) || word_in(words, end - 1, CLASS_ONLY)))
		end--;
	for (size_t i = from, length; i < end; i++) {
		length = phrase_length(words, i, PHRASE_THIS_BOARD);
		subject.is_ours |= length && i + length == end;
		length = phrase_length(words, i, PHRASE_OTHER_BOARD);
		subject.is_other_board |= length && i + length == end;
	}
	/* "It", after a sentence about the policy. */
	subject.is_policy |=
		sentence->before && word_is(words, from, "it") && to == from + 1 &&
		(sentence->before->effect == EFFECT_SCOPE || sentence->before->effect == EFFECT_OUTSIDE_POLICY);
	/* "another ICB", "several ICBs", "NHS England and the ICB" */
	subject.is_ours &= !subject.is_other_board;
	return subject;
}

size_t skip_adverbs(const struct words *words, size_t at)
{
	while (word_in(words, at, CLASS_ADVERB) || word_in(words, at, CLASS_ROUTINELY))
		at++;
	return at;
}

bool verb_has_phrase(const struct verb_reading *reading, size_t from, enum phrase_family family)
{
	return phrase_find(reading->words, from, reading->to, family, NULL) < reading->to;
}

bool verb_is_at_nhs_cost(const struct verb_reading *reading)
{
	const struct words *words = reading->words;

	for (size_t at = reading->subject.from; at < reading->to; at++)
		if (phrase_length(words, at, PHRASE_NHS_COST) && reading->sentence->governors[at] == BY_MAIN)
			return true;
	return word_is(words, reading->subject.from, "nhs");
}

size_t verb_exception(const struct verb_reading *reading, size_t from, size_t *after)
{
	for (size_t at = from; at < reading->to; at++) {
		at = phrase_find(reading->words, at, reading->to, PHRASE_EXCEPTION, after);
		if (at < reading->to && reading->sentence->governors[at] == BY_EXCEPTION)
			return at;
	}
	return reading->to;
}

/* Is every alternative of an exception one of how to ask? "unless the patient is exceptional or has pain" is not. */
static enum exception_route route_of(const struct verb_reading *reading, size_t from, size_t to, bool *is_mixed)
{
	const struct words *words = reading->words;
	enum exception_route route = EXCEPTION_NONE;
	bool has_other = false;

	for (size_t begin = from, end; begin < to; begin = end + 1) {
		for (end = begin; end < to && !word_is(words, end, "or") && words->items[end].kind != WORD_COMMA;)
			end++;
		if (phrase_find(words, begin, end, PHRASE_EXCEPTIONALITY, NULL) < end)
			route = EXCEPTION_IFR;
		else if (phrase_find(words, begin, end, PHRASE_APPROVAL, NULL) < end)
			route = route ? route : EXCEPTION_APPROVAL;
		else if (end > begin)
			has_other = true;
	}
	*is_mixed = route && has_other;
	return route;
}

static bool is_last_part(const struct verb_reading *reading)
{
	return reading->to == reading->sentence->parts[reading->sentence->part_count - 1].to;
}

/* An exception that leads to a list does so straight: "except where any of", not "except in X, for patients with". */
static bool leads_straight(const struct verb_reading *reading, size_t from)
{
	const struct words *words = reading->words;

	for (size_t at = from; at < reading->to; at++)
		if (words->items[at].kind == WORD_COMMA ||
		    (at > from && pattern_length(words, at, "for|in PATIENT with|who|whose")))
			return false;
	return true;
}

/* "With the exception of burns, which are funded": two things in one. */
static bool has_funding_verb(const struct words *words, size_t from, size_t to)
{
	struct chain chain;

	for (size_t at = from; at < to; at++)
		if (chain_read(words, at, to, &chain) && word_in(words, chain.head, CLASS_FUNDED))
			return true;
	return false;
}

/* "Funded if any of the following apply, except where …": the list is not the exception's. */
static bool list_is_elsewhere(const struct verb_reading *reading, size_t from, size_t to)
{
	const struct words *words = reading->words;
	size_t ahead = phrase_find(words, reading->part->from, reading->to, PHRASE_LIST_AHEAD, NULL);

	return reading->sentence->leads_to_list && ahead < reading->to &&
	       phrase_find(words, from, to, PHRASE_LIST_AHEAD, NULL) == to;
}

/* An exception after a verb of funding. */
static void read_exception(struct verb_reading *reading, bool is_negative, size_t at, size_t after)
{
	struct act *act = reading->act;
	const struct words *words = reading->words;
	bool is_mixed, after_comma = at > 0 && words->items[at - 1].kind == WORD_COMMA;
	size_t second = verb_exception(reading, after, NULL);
	bool is_leading = at < reading->chain.first;
	size_t to = is_leading ? reading->chain.first : reading->to;
	enum exception_route route = route_of(reading, after, to, &is_mixed);

	if (word_is(words, at, "without") && !is_negative)
		return;
	act->has_condition |= !route;
	if ((second < reading->to && second > at) || is_mixed || (route && !is_negative) ||
	    has_funding_verb(words, after, to))
		act->is_unclear = true;
	else if (route)
		act->exception = route;
	else if (list_is_elsewhere(reading, after, to)) {
		act->is_unclear |= is_negative;
	} else if (reading->sentence->leads_to_list && is_last_part(reading)) {
		act->is_unclear |= !is_leading && !leads_straight(reading, after);
		act->effect = is_negative ? EFFECT_ONLY_IF : EFFECT_NOT_COMMISSIONED;
		act->otherwise = is_negative ? EFFECT_NOT_COMMISSIONED : EFFECT_ELIGIBLE;
	} else if (after_comma && word_find_kind(words, after, reading->to, WORD_COMMA) < reading->to) {
		act->is_unclear = true;
	} else if (is_negative) {
		act->effect = EFFECT_ONLY_IF;
	}
}

/* Does "only" after the verb limit it: "only if", "only to", "for adults only"? `is_open`: it may limit another verb.
 */
static bool only_after(const struct verb_reading *reading, bool *is_open)
{
	const struct words *words = reading->words;

	for (size_t at = reading->head + 1; at < reading->to; at++) {
		if (!word_in(words, at, CLASS_ONLY))
			continue;
		if (reading->sentence->governors[at] == BY_MAIN)
			return true;
		*is_open |= pattern_length(words, at, "ONLY if|where|when|after|once") > 0;
	}
	return false;
}

/* Is a refusal one of some patients or settings? "for the treatment of back pain" is what is refused. */
static bool is_refusal_conditional(const struct verb_reading *reading)
{
	const struct words *words = reading->words;

	for (size_t at = reading->head + 1; at < reading->to && reading->sentence->governors[at] != BY_EXCEPTION; at++)
		if (word_in(words, at, CLASS_PATIENT) || phrase_length(words, at, PHRASE_REGARDLESS) ||
		    text_is_one_of(words->items[at].text, "in within outside as at under on during before who which"))
			return true;
	for (size_t at = reading->subject.from; at < reading->chain.first; at++)
		if (reading->sentence->governors[at] == BY_RELATIVE)
			return true;
	return false;
}

static bool is_conditional(const struct verb_reading *reading)
{
	for (size_t at = reading->part->from; at < reading->to; at++) {
		enum governor by = (enum governor)reading->sentence->governors[at];
		if (by == BY_CONDITION || by == BY_RELATIVE)
			return true;
	}
	return reading->sentence->leads_to_list && is_last_part(reading);
}

/* ---- Phases */

static enum treatment_phase phase_of_words(const struct verb_reading *reading, size_t from, size_t to)
{
	const struct words *words = reading->words;

	for (size_t at = from; at < to; at++) {
		size_t noun = at + 1;
		if (reading->sentence->governors[at] != BY_MAIN)
			continue;
		while (noun < to && noun < at + 4 && !word_in(words, noun, CLASS_CARE_NOUN))
			noun++;
		/* "second eye surgery" is a first operation on it */
		bool is_of_care =
			noun < to && word_in(words, noun, CLASS_CARE_NOUN) &&
			!text_is_one_of(words->items[at + 1].text, "eye ear side hand foot knee hip line stage");
		bool is_of = word_is(words, at + 1, "of");
		if (word_in(words, at, CLASS_REPEATING) && (is_of_care || (word_is(words, at, "revision") && is_of)))
			return PHASE_REPEAT;
		if (word_in(words, at, CLASS_CONTINUING) && !word_is(words, at + 1, "to") && (is_of_care || is_of))
			return PHASE_CONTINUE;
		if (word_in(words, at, CLASS_STARTING) && is_of)
			return PHASE_START;
		if (word_in(words, at, CLASS_CONTINUING) && at + 1 == to && !is_of)
			return PHASE_CONTINUE; /* "Continuation will only be funded" */
	}
	return PHASE_NONE;
}

void verb_read_phase(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head, verb = reading->chain.first;
	struct act *act = reading->act;

	const struct chain *chain = &reading->chain;
	bool is_stop = word_in(words, head, CLASS_STOPPED) && chain->be && !chain->have &&
		       (act->effect == EFFECT_NOT_COMMISSIONED || !chain->negations);
	if (act->phase || (!act->effect && !act->is_unclear && !is_stop))
		return;
	if (reading->chain.continues || word_is(words, head, "continued"))
		act->phase = PHASE_CONTINUE;
	else if (word_is(words, head, "initiated") || word_is(words, head, "started"))
		act->phase = PHASE_START;
	else if (is_stop || (act->effect && word_in(words, head, CLASS_STOP)))
		act->phase = PHASE_STOP;
	if (!act->phase)
		act->phase = phase_of_words(reading, reading->subject.from, verb);
	if (!act->phase)
		act->phase = phase_of_words(reading, head, reading->to);
	for (size_t at = reading->subject.from; !act->phase && at < verb; at++)
		if (pattern_length(words, at, "already receiving|established|treated"))
			act->phase = PHASE_CONTINUE;
}

/* ---- Funding */

static bool has_board(const struct verb_reading *reading)
{
	const struct words *words = reading->words;

	for (size_t at = reading->head; at < reading->to; at++)
		if (word_is(words, at, "by") && phrase_length(words, at + 1, PHRASE_THIS_BOARD))
			return true;
	return false;
}

/* "by NHS England": whose act it is. False: it is somebody's who can't be told. */
static bool read_agent(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t by = skip_adverbs(words, reading->head + 1);

	while (word_in(words, by, CLASS_FUNDED) || word_is(words, by, "or") || word_is(words, by, "and"))
		by++;
	by = skip_adverbs(words, by);
	for (size_t at = by; at < reading->to && at < by + 12; at++) {
		if (reading->sentence->governors[at] != BY_MAIN)
			break;
		if (!word_is(words, at, "by") && !word_is(words, at, "through") && !word_is(words, at, "via"))
			continue;
		if (phrase_length(words, at + 1, PHRASE_OTHER_BOARD)) {
			/* "by the ICB for adults and by NHS England for children" */
			reading->act->effect = EFFECT_ELSEWHERE;
			return !has_board(reading);
		}
		/* "by means of laser" is no agent, and stands further off */
		if (word_is(words, at, "by") && at == by && !phrase_length(words, at + 1, PHRASE_THIS_BOARD))
			return false;
	}
	return true;
}

/* A verb that funds, or doesn't. */
void verb_read_funding(struct verb_reading *reading)
{
	struct act *act = reading->act;
	const struct chain *chain = &reading->chain;
	unsigned negations = chain->negations + reading->subject.negations;
	bool is_negative = negations == 1;
	size_t after = 0, at;

	act->is_funding = true;
	act->after = reading->head + 1;
	act->has_condition = is_conditional(reading) || (is_negative && is_refusal_conditional(reading));
	act->effect = is_negative ? EFFECT_NOT_COMMISSIONED : EFFECT_ELIGIBLE;
	act->refusal = chain->is_routine ? REFUSAL_ROUTINE : REFUSAL_PLAIN;
	if (negations > 1 || chain->is_hedged || reading->subject.is_hedged || chain->is_past || chain->would ||
	    (chain->have && !chain->continues) || chain->may || (!is_negative && (chain->should || chain->must)))
		act->is_unclear = true;
	if (!read_agent(reading) || (act->effect == EFFECT_ELSEWHERE && is_negative))
		act->is_unclear = true;
	if (act->is_unclear || act->effect == EFFECT_ELSEWHERE)
		return;
	bool is_only = chain->is_only || reading->subject.is_only || only_after(reading, &act->is_unclear);
	if (act->is_unclear)
		return;
	at = verb_exception(reading, reading->part->from, &after);
	if (is_only && (is_negative || at < reading->to)) {
		act->is_unclear = true;
		return;
	}
	if (at < reading->to)
		read_exception(reading, is_negative, at, after);
	if (is_only && verb_has_phrase(reading, reading->part->from, PHRASE_EXCEPTIONALITY)) {
		act->effect = EFFECT_NOT_COMMISSIONED;
		act->exception = EXCEPTION_IFR;
	} else if (is_only) {
		act->effect = EFFECT_ONLY_IF;
	} else if (!is_negative && act->effect == EFFECT_ELIGIBLE &&
		   verb_has_phrase(reading, reading->part->from, PHRASE_EXCEPTIONALITY)) {
		act->is_unclear = true;
	}
}

/* Words that refuse without a "not": "excluded from funding". With an exception they are not read. */
void verb_turn_to_refusal(struct verb_reading *reading)
{
	bool is_plain = reading->act->effect == EFFECT_ELIGIBLE && !reading->act->is_unclear;

	reading->act->is_unclear |= !is_plain || verb_exception(reading, reading->part->from, NULL) < reading->to;
	reading->act->effect = EFFECT_NOT_COMMISSIONED;
}

void verb_read_considering(struct verb_reading *reading)
{
	struct act *act = reading->act;
	const struct chain *chain = &reading->chain;
	bool is_mixed;

	/* "may have funding considered" */
	if (word_is(reading->words, reading->head, "funding"))
		reading->chain.have = false;
	verb_read_funding(reading);
	if (chain->may && !chain->would && !chain->is_past && !chain->is_hedged && !reading->subject.is_hedged &&
	    chain->negations + reading->subject.negations == 0) {
		struct chain will = *chain;
		reading->chain.may = false;
		*act = (struct act){.first = act->first,
				    .is_concession = act->is_concession,
				    .has_own_subject = act->has_own_subject,
				    .is_contrast = act->is_contrast};
		verb_read_funding(reading);
		reading->chain = will;
	}
	enum exception_route route = route_of(reading, reading->part->from, reading->to, &is_mixed);
	if (chain->negations + reading->subject.negations == 0 && route && !act->otherwise) {
		/* Considered as an exception: that opens nothing. */
		*act = (struct act){.first = act->first,
				    .after = act->after,
				    .exception = route,
				    .is_route = true,
				    .is_contrast = act->is_contrast};
		return;
	}
	for (size_t at = reading->head; at < reading->to; at++)
		if (reading->sentence->governors[at] == BY_MAIN &&
		    text_is_one_of(reading->words->items[at].text, "elsewhere privately research trial"))
			act->is_unclear = true;
	if (act->effect == EFFECT_ELIGIBLE)
		act->effect = EFFECT_CONSIDERED;
}

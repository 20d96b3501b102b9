/* What each verb of a sentence says: of funding, offering, referring, of the policy itself, of what is required. */
#include "read/effects_parts.h"

/* What stands before a verb, up to the first preposition. */
struct subject {
	size_t from, to;
	unsigned negations;
	bool is_hedged, is_only, is_empty;
	bool is_policy, is_patient, is_request, is_funding, is_clinician, is_evidence, is_provider, is_paper;
	bool is_other_care, is_own, is_ours, is_other_board;
};

struct reading {
	const struct sentence *sentence;
	const struct words *words;
	const struct part *part;
	size_t to; /* where what belongs to the verb ends: the part, or its next main verb */
	struct subject subject;
	struct chain chain;
	size_t head;
	struct act *act;
};

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
static bool is_own_word(const struct sentence *sentence, struct text word)
{
	for (size_t i = 0; i < sentence->own_count; i++)
		if (is_same_name(word, sentence->own_words[i]))
			return true;
	return false;
}

static bool names_own(const struct sentence *sentence, size_t from, size_t to)
{
	const struct words *words = &sentence->words;

	for (size_t i = from; i < to; i++)
		if (is_own_word(sentence, words->items[i].text) ||
		    pattern_length(words, i, "this|these|the CARE_NOUN") || word_is(words, i, "it"))
			return true;
	return false;
}

static void count_negations(const struct sentence *sentence, struct subject *subject, size_t to)
{
	const struct words *words = &sentence->words;

	for (size_t i = subject->from; i < to; i++) {
		if (sentence->governors[i] != BY_MAIN || !word_in(words, i, CLASS_NEGATION) ||
		    (word_is(words, i, "no") && word_is(words, i + 1, "longer")))
			continue;
		if (word_is(words, i, "nor") && subject->negations)
			continue; /* "neither … nor" */
		/* "patients not meeting the criteria": who they are. */
		if (word_is(words, i, "not") && i > subject->from && text_ends(words->items[i + 1].text, TEXT("ing")))
			continue;
		subject->negations++;
		subject->is_hedged |= word_in(words, i + 1, CLASS_HEDGE);
		/* "Treatment not listed here is funded": of the subject alone. */
		subject->is_hedged |= word_is(words, i, "not") && i > subject->from;
	}
	subject->is_only = word_in(words, subject->from, CLASS_ONLY);
	subject->is_hedged |= word_in(words, subject->from, CLASS_PARTIAL);
}

static bool slice_has(const struct words *words, size_t from, size_t to, enum word_class class)
{
	return word_find(words, from, to, class) < to;
}

static struct subject subject_read(const struct sentence *sentence, size_t from, size_t verb)
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
	subject.is_own = names_own(sentence, from, verb);
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

static size_t skip_adverbs(const struct words *words, size_t at)
{
	while (word_in(words, at, CLASS_ADVERB) || word_in(words, at, CLASS_ROUTINELY))
		at++;
	return at;
}

static bool has_phrase(const struct reading *reading, size_t from, enum phrase_family family)
{
	return phrase_find(reading->words, from, reading->to, family, NULL) < reading->to;
}

static bool has_nhs_cost(const struct reading *reading)
{
	const struct words *words = reading->words;

	for (size_t at = reading->subject.from; at < reading->to; at++)
		if (phrase_length(words, at, PHRASE_NHS_COST) && reading->sentence->governors[at] == BY_MAIN)
			return true;
	return word_is(words, reading->subject.from, "nhs");
}

static size_t exception_after(const struct reading *reading, size_t from, size_t *after)
{
	for (size_t at = from; at < reading->to; at++) {
		at = phrase_find(reading->words, at, reading->to, PHRASE_EXCEPTION, after);
		if (at < reading->to && reading->sentence->governors[at] == BY_EXCEPTION)
			return at;
	}
	return reading->to;
}

/* Is every alternative of an exception one of how to ask? "unless the patient is exceptional or has pain" is not. */
static enum exception_route route_of(const struct reading *reading, size_t from, size_t to, bool *is_mixed)
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

static bool is_last_part(const struct reading *reading)
{
	return reading->to == reading->sentence->parts[reading->sentence->part_count - 1].to;
}

/* An exception that leads to a list does so straight: "except where any of", not "except in X, for patients with". */
static bool leads_straight(const struct reading *reading, size_t from)
{
	const struct words *words = reading->words;

	for (size_t at = from; at < reading->to; at++)
		if (words->items[at].kind == WORD_COMMA || pattern_length(words, at, "for|in PATIENT with|who|whose"))
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
static bool list_is_elsewhere(const struct reading *reading, size_t from, size_t to)
{
	const struct words *words = reading->words;
	size_t ahead = phrase_find(words, reading->part->from, reading->to, PHRASE_LIST_AHEAD, NULL);

	return reading->sentence->leads_to_list && ahead < reading->to &&
	       phrase_find(words, from, to, PHRASE_LIST_AHEAD, NULL) == to;
}

/* An exception after a verb of funding. */
static void read_exception(struct reading *reading, bool is_negative, size_t at, size_t after)
{
	struct act *act = reading->act;
	const struct words *words = reading->words;
	bool is_mixed, after_comma = at > 0 && words->items[at - 1].kind == WORD_COMMA;
	size_t second = exception_after(reading, after, NULL);
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
static bool only_after(const struct reading *reading, bool *is_open)
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
static bool is_refusal_conditional(const struct reading *reading)
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

static bool is_conditional(const struct reading *reading)
{
	for (size_t at = reading->part->from; at < reading->to; at++) {
		enum governor by = (enum governor)reading->sentence->governors[at];
		if (by == BY_CONDITION || by == BY_RELATIVE)
			return true;
	}
	return reading->sentence->leads_to_list && is_last_part(reading);
}

/* ---- Phases */

static enum treatment_phase phase_of_words(const struct reading *reading, size_t from, size_t to)
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

static void read_phase(struct reading *reading)
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

static bool has_board(const struct reading *reading)
{
	const struct words *words = reading->words;

	for (size_t at = reading->head; at < reading->to; at++)
		if (word_is(words, at, "by") && phrase_length(words, at + 1, PHRASE_THIS_BOARD))
			return true;
	return false;
}

/* "by NHS England": whose act it is. False: it is somebody's who can't be told. */
static bool read_agent(struct reading *reading)
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
static void read_funding(struct reading *reading)
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
	    (chain->have && !chain->continues) || (!is_negative && (chain->should || chain->must || chain->may)))
		act->is_unclear = true;
	if (!read_agent(reading) || (act->effect == EFFECT_ELSEWHERE && is_negative))
		act->is_unclear = true;
	if (act->is_unclear || act->effect == EFFECT_ELSEWHERE)
		return;
	bool is_only = chain->is_only || reading->subject.is_only || only_after(reading, &act->is_unclear);
	if (act->is_unclear)
		return;
	at = exception_after(reading, reading->part->from, &after);
	if (is_only && (is_negative || at < reading->to)) {
		act->is_unclear = true;
		return;
	}
	if (at < reading->to)
		read_exception(reading, is_negative, at, after);
	if (is_only && has_phrase(reading, reading->part->from, PHRASE_EXCEPTIONALITY)) {
		act->effect = EFFECT_NOT_COMMISSIONED;
		act->exception = EXCEPTION_IFR;
	} else if (is_only) {
		act->effect = EFFECT_ONLY_IF;
	} else if (!is_negative && act->effect == EFFECT_ELIGIBLE &&
		   has_phrase(reading, reading->part->from, PHRASE_EXCEPTIONALITY)) {
		act->is_unclear = true;
	}
}

/* Words that refuse without a "not": "excluded from funding". With an exception they are not read. */
static void turn_to_refusal(struct reading *reading)
{
	bool is_plain = reading->act->effect == EFFECT_ELIGIBLE && !reading->act->is_unclear;

	reading->act->is_unclear |= !is_plain || exception_after(reading, reading->part->from, NULL) < reading->to;
	reading->act->effect = EFFECT_NOT_COMMISSIONED;
}

static void read_considering(struct reading *reading)
{
	struct act *act = reading->act;
	const struct chain *chain = &reading->chain;
	bool is_mixed;

	/* "may have funding considered" */
	if (word_is(reading->words, reading->head, "funding"))
		reading->chain.have = false;
	read_funding(reading);
	if (chain->may && !chain->would && !chain->is_past && !chain->is_hedged && !reading->subject.is_hedged &&
	    chain->negations + reading->subject.negations == 0) {
		struct chain will = *chain;
		reading->chain.may = false;
		*act = (struct act){.first = act->first,
				    .is_concession = act->is_concession,
				    .has_own_subject = act->has_own_subject,
				    .is_contrast = act->is_contrast};
		read_funding(reading);
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

/* ---- Requirements */

static bool may_be_required(const struct reading *reading)
{
	const struct subject *subject = &reading->subject;
	const struct words *words = reading->words;
	bool is_approval =
		phrase_find(words, subject->from, reading->chain.first, PHRASE_APPROVAL, NULL) < reading->chain.first;

	if (subject->is_policy || subject->is_ours || (subject->is_provider && !subject->is_patient))
		return false;
	return subject->is_patient || subject->is_request || subject->is_clinician || subject->is_evidence ||
	       is_approval || (reading->chain.have && reading->chain.be);
}

static void read_requirement(struct reading *reading)
{
	struct act *act = reading->act;

	act->after = reading->head + 1;
	if (!may_be_required(reading))
		return;
	act->effect = EFFECT_REQUIRED;
	act->is_before_care = has_phrase(reading, reading->chain.first, PHRASE_BEFORE_CARE);
	act->has_condition = reading->sentence->governors[reading->part->from] == BY_CONDITION;
	for (size_t at = reading->head; at < reading->to && !act->has_condition; at++)
		act->has_condition = pattern_length(reading->words, at, "where|when|if|unless") > 0;
	if (phrase_find(reading->words, reading->subject.from, reading->chain.first, PHRASE_APPROVAL, NULL) <
	    reading->chain.first)
		act->exception = EXCEPTION_APPROVAL;
}

/* ---- The policy itself */

static void set_reach(struct reading *reading, bool is_outside, size_t after)
{
	struct act *act = reading->act;

	act->after = after;
	act->effect = is_outside ? EFFECT_OUTSIDE_POLICY : EFFECT_SCOPE;
	act->has_condition = true;
	act->is_unclear = reading->chain.is_hedged || reading->subject.is_hedged || reading->chain.is_past ||
			  reading->chain.would || exception_after(reading, reading->part->from, NULL) < reading->to;
}

/* "This policy does not apply to". */
static bool read_policy_verb(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_negative = (reading->chain.negations + reading->subject.negations) % 2;
	bool is_verb =
		head < words->count &&
		text_is_one_of(words->items[head].text, "apply applies cover covers relate relates concern concerns");
	bool is_about = reading->chain.be && (word_is(words, head, "for") || word_is(words, head, "about") ||
					      pattern_length(words, head, "intended|limited|restricted for|to"));

	if (!reading->subject.is_policy)
		return false;
	if (is_verb && word_is(words, head, "apply") && !word_is(words, skip_adverbs(words, head + 1), "to") &&
	    !word_is(words, head + 2, "to"))
		return false;
	if (is_verb || is_about)
		set_reach(reading, is_negative, head + 1);
	else if (word_is(words, head, "excludes") || word_is(words, head, "exclude"))
		set_reach(reading, !is_negative, head + 1);
	else
		return false;
	reading->act->is_unclear |= reading->chain.negations + reading->subject.negations > 1;
	return true;
}

static bool is_policy_at(const struct words *words, size_t at, size_t to)
{
	size_t end = at + 5 < to ? at + 5 : to;

	return phrase_find(words, at, end, PHRASE_THIS_POLICY, NULL) < end;
}

/* "are excluded from this policy". */
static bool read_reach(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head, to = reading->to;
	bool is_negative = reading->chain.negations + reading->subject.negations > 0;
	bool is_policy = is_policy_at(words, head + 1, to);

	if (word_is(words, head, "excluded") || word_is(words, head, "exempt")) {
		bool is_funding = pattern_length(words, head + 1, "from nhs? funding|commissioning");
		if (is_policy && !is_negative)
			set_reach(reading, true, head + 1);
		else if (is_funding && !is_negative)
			read_funding(reading), turn_to_refusal(reading);
		else
			reading->act->is_unclear = true;
		return true;
	}
	size_t deemed = pattern_length(words, head, "considered|deemed|regarded to? be? as?");
	if (deemed && word_is(words, head + deemed, "outside"))
		head += deemed, is_policy = is_policy_at(words, head + 1, to);
	if (word_is(words, head, "outside") || word_is(words, head, "beyond") ||
	    pattern_length(words, head, "falls|fall|out outside|of")) {
		set_reach(reading, true, head + 1);
		reading->act->is_unclear |= is_negative || !is_policy;
		return true;
	}
	if (pattern_length(words, head, "within|in the? scope") ||
	    pattern_length(words, head, "covered|included by|in") || pattern_length(words, head, "subject to")) {
		if (!is_policy)
			return word_is(words, head, "covered") ? (reading->act->is_unclear = true) : false;
		set_reach(reading, is_negative, head + 1);
		/* "It is within the scope of this policy to fund": of nobody */
		reading->act->is_unclear |= word_is(words, reading->subject.from, "it");
		return true;
	}
	if (word_is(words, head, "covered"))
		return reading->act->is_unclear = true;
	return false;
}

/* ---- Others */

static bool read_elsewhere(struct reading *reading)
{
	const struct words *words = reading->words;
	struct act *act = reading->act;
	size_t head = reading->head;
	size_t of = pattern_length(words, head, "the? commissioning? responsibility of");

	if (of) {
		act->after = head + of;
		if (reading->chain.negations + reading->subject.negations)
			act->is_unclear = true;
		else if (phrase_length(words, head + of, PHRASE_OTHER_BOARD))
			act->effect = EFFECT_ELSEWHERE;
		return true;
	}
	bool is_managed = pattern_length(words, head,
					 "managed|treated in|under|through|via|according accordance|the|to .. "
					 "pathway|policy|guideline|service") > 0;
	bool is_referred = pattern_length(words, head, "referred|directed urgently? to|through|via|using") > 0;
	if (!is_managed && !is_referred)
		return false;
	act->after = head + 1;
	if (reading->chain.negations + reading->subject.negations || reading->chain.is_past || reading->chain.would)
		return true;
	/* To somebody who then decides on this very treatment. */
	bool is_own = false;
	for (size_t at = head + 1; at < reading->to; at++)
		is_own |= is_own_word(reading->sentence, words->items[at].text) || word_is(words, at, "consider");
	if (reading->chain.have || has_phrase(reading, head, PHRASE_BEFORE_CARE))
		read_requirement(reading);
	else if (is_own)
		act->is_unclear = true;
	else if (reading->chain.should || reading->chain.must || reading->chain.be)
		act->effect = reading->chain.may || reading->chain.can ? EFFECT_UNSTATED : EFFECT_ELSEWHERE;
	return true;
}

static bool read_limits(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_fund = reading->subject.is_funding || word_is(words, reading->subject.from, "access") ||
		       phrase_find(words, reading->subject.from, reading->chain.first, PHRASE_NHS_COST, NULL) <
			       reading->chain.first;

	if (!pattern_length(words, head, "restricted|limited|confined to"))
		return false;
	reading->act->after = head + 1;
	if (reading->chain.negations + reading->subject.negations)
		return true;
	bool is_who = word_in(words, head + 2, CLASS_PATIENT) || word_in(words, head + 3, CLASS_PATIENT);
	if (is_fund && is_who && reading->chain.be && !reading->chain.is_past && !reading->chain.would)
		reading->act->effect = EFFECT_ONLY_IF, reading->act->is_funding = true;
	else
		reading->act->is_unclear = is_fund;
	return true;
}

static bool read_priority(struct reading *reading)
{
	size_t length =
		pattern_length(reading->words, reading->head,
			       "considered|regarded|classed|viewed? as? to? be? a? low clinical? priority .. funding");

	if (!length)
		length = pattern_length(reading->words, reading->head, "a? low clinical? priority .. funding");
	if (!length)
		return false;
	read_funding(reading);
	turn_to_refusal(reading);
	reading->act->refusal = REFUSAL_ROUTINE;
	return true;
}

/* "eligible to be referred regardless of whether they meet the policy statement criteria". */
static bool read_override(struct reading *reading)
{
	const struct words *words = reading->words;
	const struct part *part = reading->part;

	for (size_t at = part->from; at < part->to; at++) {
		size_t length = phrase_length(words, at, PHRASE_REGARDLESS);
		size_t end = at + length + 3 < part->to ? at + length + 3 : part->to;
		if (!length || phrase_find(words, at + length, end, PHRASE_POLICY_TERMS, NULL) == end)
			continue;
		reading->act->after = reading->head + 1;
		if (reading->chain.negations + reading->subject.negations || reading->chain.is_past)
			reading->act->is_unclear = true;
		else
			reading->act->effect = EFFECT_OVERRIDES;
		return true;
	}
	return false;
}

/* ---- Which of them a verb is */

static bool has_other_object(const struct reading *reading)
{
	const struct words *words = reading->words;
	size_t to = reading->head + 6 < reading->to ? reading->head + 6 : reading->to;

	for (size_t at = reading->head + 1; at < to && !phrase_length(words, at, PHRASE_CONDITION); at++)
		if (word_in(words, at, CLASS_OTHER_CARE) || word_in(words, at, CLASS_PAPER) ||
		    word_is(words, at, "trial"))
			return true;
	return false;
}

/* "funding", "a request": what is granted or refused. */
static bool read_grant(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_money = reading->subject.is_funding || reading->subject.is_request;

	if (word_in(words, head, CLASS_REFUSED)) {
		bool is_funding = is_money || pattern_length(words, head, "REFUSED nhs? funding");
		reading->chain.negations++;
		read_funding(reading);
		reading->act->is_unclear |= !is_funding;
		return true;
	}
	if (reading->subject.is_funding && (word_in(words, head, CLASS_STOPPED) || word_in(words, head, CLASS_STOP))) {
		reading->chain.negations++;
		read_funding(reading);
		return true;
	}
	if (!is_money || !(word_in(words, head, CLASS_GRANTED) || word_in(words, head, CLASS_AVAILABLE) ||
			   word_in(words, head, CLASS_OFFERED)))
		return false;
	if (reading->subject.is_request &&
	    (word_is(words, head, "made") || word_is(words, head, "provided") || word_is(words, head, "given") ||
	     reading->chain.should || reading->chain.must))
		return false;
	read_funding(reading);
	return true;
}

/* What is done with a treatment counts where it is this policy's own, or at the NHS's cost; and a routine refusal. */
static bool read_offer(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	unsigned negations = reading->chain.negations + reading->subject.negations;
	bool is_available = word_in(words, head, CLASS_AVAILABLE);

	if (!word_in(words, head, CLASS_OFFERED) && !is_available)
		return false;
	if (word_is(words, head, "referred") || (word_is(words, head, "carried") && !word_is(words, head + 1, "out")))
		return false;
	bool is_treatment = !reading->subject.is_patient && !reading->subject.is_request &&
			    !reading->subject.is_paper && !reading->subject.is_other_care &&
			    !reading->subject.is_clinician;
	bool is_own = is_treatment && reading->subject.is_own;
	if (reading->subject.is_patient)
		is_own = names_own(reading->sentence, head + 1, reading->to) && !has_other_object(reading);
	bool is_nhs = has_nhs_cost(reading) && !reading->subject.is_paper && !reading->subject.is_other_care &&
		      !has_other_object(reading);
	bool is_routine = is_treatment && negations == 1 && reading->chain.is_routine;
	if (!is_own && !is_nhs && !is_routine) {
		/* It may be another treatment: what is asked to be tried first, or what is used. */
		bool may_open =
			!reading->chain.should &&
			text_is_one_of(words->items[head].text, "offered prescribed provided supplied available "
								"performed undertaken");
		reading->act->is_unclear = is_treatment && !reading->chain.is_past && (negations || may_open);
		return true;
	}
	read_funding(reading);
	if (reading->act->effect == EFFECT_NOT_COMMISSIONED &&
	    (reading->chain.must || reading->chain.should || reading->chain.to_be))
		reading->act->refusal = REFUSAL_NOT_OFFERED;
	return true;
}

/* What is funded: verbs in the passive, and of the board. */
static bool read_money(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_ours = reading->subject.is_ours || reading->chain.is_ours;
	size_t cost =
		pattern_length(words, head, "meet|meets|bear the cost|costs") + pattern_length(words, head, "pay for");

	if (word_in(words, head, CLASS_FUNDED) && (reading->chain.be || reading->chain.continues)) {
		if (reading->subject.is_paper)
			return true;
		read_funding(reading);
		reading->act->is_unclear |=
			pattern_length(words, head + 1, "from|to") > 0 && reading->act->effect == EFFECT_ELIGIBLE;
		return true;
	}
	if (word_in(words, head, CLASS_FUND) || word_in(words, head, CLASS_FUNDS) || cost) {
		bool is_other = word_in(words, head + 1, CLASS_HEDGE) && reading->chain.negations;
		if (!is_ours && reading->subject.is_other_board && !reading->chain.negations) {
			reading->act->effect = EFFECT_ELSEWHERE;
			return true;
		}
		if (has_other_object(reading) && !reading->subject.negations &&
		    word_find(words, head + 1, head + 4, CLASS_PAPER) < head + 4)
			return true;
		read_funding(reading);
		reading->act->is_unclear |= !is_ours || is_other;
		return true;
	}
	return false;
}

static bool read_other_verbs(struct reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	const struct chain *chain = &reading->chain;
	bool is_ours = reading->subject.is_ours || chain->is_ours;

	if (chain->do_ && word_is(words, head, "so"))
		return read_funding(reading),
		       reading->act->is_unclear |= !is_ours && !word_is(words, reading->subject.from, "it"), true;
	if (word_is(words, head, "considered") || pattern_length(words, head, "funding considered") ||
	    (word_is(words, head, "consider") && is_ours)) {
		bool is_judged = pattern_length(words, head + 1, "a|an|as|to|that|low|appropriate|alongside|against");
		if (is_judged || chain->should || chain->must || reading->subject.is_other_care)
			return false;
		return read_considering(reading), true;
	}
	bool is_ineligible = word_is(words, head, "ineligible");
	if (word_in(words, head, CLASS_ELIGIBLE) || word_in(words, head, CLASS_QUALIFY) || is_ineligible) {
		if (chain->must || chain->need)
			return false;
		reading->chain.negations += is_ineligible;
		read_funding(reading);
		reading->act->is_unclear |= has_other_object(reading);
		return true;
	}
	return false;
}

/* "must", "is required". */
static bool read_duty(struct reading *reading)
{
	const struct words *words = reading->words;
	const struct chain *chain = &reading->chain;
	size_t head = reading->head;
	unsigned negations = chain->negations + reading->subject.negations;
	bool is_needed = chain->be && head < words->count &&
			 text_is_one_of(words->items[head].text, "required needed necessary essential mandatory");

	if (chain->is_past || chain->would)
		return false;
	if (is_needed || chain->need) {
		if (!negations)
			read_requirement(reading);
		return true;
	}
	if (chain->should && negations)
		return false;
	if (chain->must || (chain->should && (chain->have || has_phrase(reading, head, PHRASE_BEFORE_CARE)))) {
		read_requirement(reading);
		return true;
	}
	return false;
}

static void read_verb(struct reading *reading)
{
	static bool (*const readers[])(struct reading *) = {
		read_override, read_policy_verb, read_reach,     read_limits, read_priority, read_grant,
		read_money,    read_other_verbs, read_elsewhere, read_offer,  read_duty,
	};

	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (readers[i](reading))
			return;
}

/* A verb without an auxiliary: "the ICB commissions", "patients qualify", "this policy covers". */
static bool is_plain_verb(const struct words *words, size_t at)
{
	return word_in(words, at, CLASS_FUNDS) || word_in(words, at, CLASS_QUALIFY) ||
	       (at && (word_is(words, at - 1, "we") || word_in(words, at - 1, CLASS_ADVERB)) &&
		word_in(words, at, CLASS_FUND)) ||
	       (at < words->count &&
		text_is_one_of(words->items[at].text, "applies covers relates concerns excludes falls fall"));
}

bool verb_read(const struct sentence *sentence, const struct part *part, size_t subject, size_t at, struct act *act)
{
	const struct words *words = &sentence->words;
	struct reading reading = {.sentence = sentence, .words = words, .part = part, .act = act};

	if (!chain_read(words, at, part->to, &reading.chain)) {
		if (!is_plain_verb(words, at))
			return false;
		reading.chain = (struct chain){.first = at, .head = at};
		if (at && word_in(words, at - 1, CLASS_ONLY))
			reading.chain.is_only = true;
	}
	struct chain next;
	reading.to = reading.chain.head + 1;
	while (reading.to < part->to &&
	       (sentence->governors[reading.to] != BY_MAIN || !chain_read(words, reading.to, part->to, &next)))
		reading.to++;
	reading.to = reading.to < part->to ? reading.to : part->to;
	act->first = subject;
	act->after = reading.chain.head;
	reading.head = reading.chain.head;
	reading.subject = subject_read(sentence, subject, at);
	act->has_own_subject = !reading.subject.is_empty;
	read_verb(&reading);
	read_phase(&reading);
	return true;
}

/* What each verb of a sentence says: of funding, offering, referring, of the policy itself, of what is required. */
#include "read/effects_parts.h"

/* ---- Requirements */

static bool may_be_required(const struct verb_reading *reading)
{
	const struct subject *subject = &reading->subject;
	const struct words *words = reading->words;
	bool is_approval =
		phrase_find(words, subject->from, reading->chain.first, PHRASE_APPROVAL, NULL) < reading->chain.first;

	/* What a patient is told is no step of the patient's. */
	if (reading->head < words->count &&
	    text_is_one_of(words->items[reading->head].text, "told informed advised aware"))
		return false;
	if (subject->is_policy || subject->is_ours || (subject->is_provider && !subject->is_patient))
		return false;
	return subject->is_patient || subject->is_request || subject->is_clinician || subject->is_evidence ||
	       is_approval || (reading->chain.have && reading->chain.be);
}

static void read_requirement(struct verb_reading *reading)
{
	struct act *act = reading->act;

	act->after = reading->head + 1;
	if (!may_be_required(reading))
		return;
	act->effect = EFFECT_REQUIRED;
	act->is_before_referral = verb_has_phrase(reading, reading->chain.first, PHRASE_BEFORE_REFERRAL);
	act->has_condition = reading->sentence->governors[reading->part->from] == BY_CONDITION;
	for (size_t at = reading->head; at < reading->to && !act->has_condition; at++)
		act->has_condition = pattern_length(reading->words, at, "where|when|if|unless") > 0;
	if (phrase_find(reading->words, reading->subject.from, reading->chain.first, PHRASE_APPROVAL, NULL) <
	    reading->chain.first)
		act->exception = EXCEPTION_APPROVAL;
}

/* ---- The policy itself */

static void set_reach(struct verb_reading *reading, bool is_outside, size_t after)
{
	struct act *act = reading->act;

	act->after = after;
	act->effect = is_outside ? EFFECT_OUTSIDE_POLICY : EFFECT_SCOPE;
	act->has_condition = true;
	act->is_unclear = reading->chain.is_hedged || reading->subject.is_hedged || reading->chain.is_past ||
			  reading->chain.would || reading->chain.may ||
			  verb_exception(reading, reading->part->from, NULL) < reading->to;
}

/* "This policy does not apply to". */
static bool read_policy_verb(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_negative = (reading->chain.negations + reading->subject.negations) % 2;
	bool is_verb =
		head < words->count &&
		text_is_one_of(words->items[head].text, "apply applies cover covers relate relates concern concerns");
	static const char papers[] = "information review use guidance reference approval consultation discussion";
	bool is_paper = head + 1 < words->count && text_is_one_of(words->items[head + 1].text, papers);
	bool is_about = reading->chain.be && !is_paper &&
			(word_is(words, head, "for") || word_is(words, head, "about") ||
			 pattern_length(words, head, "intended|limited|restricted for|to"));

	if (!reading->subject.is_policy)
		return false;
	if (is_verb && word_is(words, head, "apply") && !word_is(words, skip_adverbs(words, head + 1), "to") &&
	    !word_is(words, head + 2, "to") && !pattern_length(words, head + 1, "if|where|when"))
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
static bool read_reach(struct verb_reading *reading)
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
			verb_read_funding(reading), verb_turn_to_refusal(reading);
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

static bool read_elsewhere(struct verb_reading *reading)
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
		is_own |= sentence_has_own_word(reading->sentence, words->items[at].text) ||
			  word_is(words, at, "consider");
	bool is_first = false;
	for (size_t at = head + 1; at < reading->to; at++)
		is_first |= word_is(words, at, "before") || word_is(words, at, "prior");
	if (reading->chain.have || is_first)
		read_requirement(reading);
	else if (is_own)
		act->is_unclear = true;
	else if (reading->chain.should || reading->chain.must || reading->chain.be)
		act->effect = reading->chain.may || reading->chain.can ? EFFECT_UNSTATED : EFFECT_ELSEWHERE;
	return true;
}

static bool read_limits(struct verb_reading *reading)
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

static bool read_priority(struct verb_reading *reading)
{
	size_t length =
		pattern_length(reading->words, reading->head,
			       "considered|regarded|classed|viewed? as? to? be? a? low clinical? priority .. funding");

	if (!length)
		length = pattern_length(reading->words, reading->head, "a? low clinical? priority .. funding");
	if (!length)
		return false;
	verb_read_funding(reading);
	verb_turn_to_refusal(reading);
	reading->act->refusal = REFUSAL_ROUTINE;
	return true;
}

/* "eligible to be referred regardless of whether they meet the policy statement criteria". */
static bool read_override(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	const struct part *part = reading->part;
	bool is_care = reading->head < words->count &&
		       text_is_one_of(words->items[reading->head].text,
				      "referred seen treated admitted eligible made operated funded commissioned");

	for (size_t at = part->from; at < part->to && is_care; at++) {
		size_t length = phrase_length(words, at, PHRASE_REGARDLESS), after = 0;
		size_t end = at + length + 3 < part->to ? at + length + 3 : part->to;
		/* "regardless of the policy of their own board" */
		if (!length || phrase_find(words, at + length, end, PHRASE_POLICY_TERMS, &after) == end ||
		    word_is(words, after, "of"))
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

static bool has_other_object(const struct verb_reading *reading)
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
static bool read_grant(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_money = reading->subject.is_funding || reading->subject.is_request;

	if (word_in(words, head, CLASS_REFUSED)) {
		bool is_funding = is_money || pattern_length(words, head, "REFUSED nhs? funding");
		reading->chain.negations++;
		verb_read_funding(reading);
		reading->act->is_unclear |= !is_funding;
		return true;
	}
	if (reading->subject.is_funding && (word_in(words, head, CLASS_STOPPED) || word_in(words, head, CLASS_STOP))) {
		reading->chain.negations++;
		/* What has been withdrawn is so now. */
		bool have = reading->chain.have;
		reading->chain.have &= !reading->chain.be;
		verb_read_funding(reading);
		reading->chain.have = have;
		return true;
	}
	if (reading->subject.is_funding && word_is(words, head, "continue")) {
		verb_read_funding(reading);
		reading->act->phase = PHASE_CONTINUE;
		return true;
	}
	if (!is_money || !(word_in(words, head, CLASS_GRANTED) || word_in(words, head, CLASS_AVAILABLE) ||
			   word_in(words, head, CLASS_OFFERED)))
		return false;
	if (reading->subject.is_request &&
	    (word_is(words, head, "made") || word_is(words, head, "provided") || word_is(words, head, "given") ||
	     reading->chain.should || reading->chain.must))
		return false;
	/* What is accepted is only taken in: "accepted with photographs" grants nothing. */
	if (reading->subject.is_request && word_is(words, head, "accepted") &&
	    reading->chain.negations + reading->subject.negations == 0)
		return false;
	verb_read_funding(reading);
	return true;
}

/* "Available if any of the following applies:", right before a list. */
static bool leads_by_condition(const struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t condition = pattern_length(words, reading->head + 1, "only? if|where|when");

	return reading->sentence->leads_to_list && verb_is_of_last_part(reading) && condition > 0 &&
	       !has_other_object(reading);
}

/* What is done with a treatment counts where it is this policy's own, or at the NHS's cost; and a routine refusal. */
static bool read_offer(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	unsigned negations = reading->chain.negations + reading->subject.negations;
	bool is_available = word_in(words, head, CLASS_AVAILABLE);

	bool is_done = reading->chain.be && head < words->count && text_ends(words->items[head].text, TEXT("ed")) &&
		       (phrase_length(words, head + 1, PHRASE_NHS_COST) ||
			(word_is(words, head + 1, "at") && phrase_length(words, head + 2, PHRASE_NHS_COST)));
	bool is_of_before = reading->chain.have && (reading->chain.must || reading->chain.need);

	if ((!word_in(words, head, CLASS_OFFERED) && !is_available && !is_done) || is_of_before)
		return false;
	if (word_is(words, head, "referred") || (word_is(words, head, "carried") && !word_is(words, head + 1, "out")))
		return false;
	bool is_treatment = !reading->subject.is_patient && !reading->subject.is_request &&
			    !reading->subject.is_paper && !reading->subject.is_other_care &&
			    !reading->subject.is_clinician;
	bool is_own = is_treatment && reading->subject.is_own;
	if (reading->subject.is_patient)
		is_own = sentence_names_own(reading->sentence, head + 1, reading->to) && !has_other_object(reading);
	bool is_nhs = verb_is_at_nhs_cost(reading) && !reading->subject.is_paper && !reading->subject.is_other_care &&
		      !has_other_object(reading);
	bool is_routine = is_treatment && negations == 1 && reading->chain.is_routine;
	bool is_listed = is_available && is_treatment && !reading->subject.is_evidence && leads_by_condition(reading);
	if (!is_own && !is_nhs && !is_routine && !is_listed) {
		/* It may be another treatment: what is asked to be tried first, or what is used. */
		bool may_open =
			!reading->chain.should &&
			text_is_one_of(words->items[head].text, "offered prescribed provided supplied available "
								"performed undertaken");
		reading->act->is_unclear = is_treatment && !reading->chain.is_past && (negations || may_open);
		return true;
	}
	verb_read_funding(reading);
	if (reading->act->effect == EFFECT_NOT_COMMISSIONED &&
	    (reading->chain.must || reading->chain.should || reading->chain.to_be))
		reading->act->refusal = REFUSAL_NOT_OFFERED;
	return true;
}

/* What is funded: verbs in the passive, and of the board. */
static bool read_money(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	bool is_ours = reading->subject.is_ours || reading->chain.is_ours;
	size_t cost =
		pattern_length(words, head, "meet|meets|bear the cost|costs") + pattern_length(words, head, "pay for");

	size_t ceased = pattern_length(words, head, "ceased|stopped to FUND") +
			pattern_length(words, head, "ceased|stopped funding|commissioning|purchasing|financing");
	if (ceased && reading->chain.have && is_ours) {
		reading->chain.have = false;
		reading->chain.negations++;
		verb_read_funding(reading);
		return true;
	}
	bool is_paid = pattern_length(words, head, "paid for") > 0 && reading->chain.negations > 0 &&
		       !reading->subject.is_patient && !reading->subject.is_provider &&
		       !reading->subject.is_clinician && !reading->subject.is_paper;
	if ((word_in(words, head, CLASS_FUNDED) || is_paid) && (reading->chain.be || reading->chain.continues)) {
		if (reading->subject.is_paper)
			return true;
		verb_read_funding(reading);
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
		verb_read_funding(reading);
		reading->act->is_unclear |= !is_ours || is_other;
		return true;
	}
	return false;
}

/* May a verb end before this word: "considered for", "considered where"? */
static bool verb_follows(const struct words *words, size_t at)
{
	return phrase_length(words, at, PHRASE_CONDITION) || phrase_length(words, at, PHRASE_EXCEPTION) ||
	       text_is_one_of(
		       words->items[at].text,
		       "for in on by through via only at under following with within and or solely exclusively upon");
}

static bool read_other_verbs(struct verb_reading *reading)
{
	const struct words *words = reading->words;
	size_t head = reading->head;
	const struct chain *chain = &reading->chain;
	bool is_ours = reading->subject.is_ours || chain->is_ours;

	if (chain->do_ && word_is(words, head, "so"))
		return verb_read_funding(reading),
		       reading->act->is_unclear |= !is_ours && !word_is(words, reading->subject.from, "it"), true;
	if (word_is(words, head, "considered") || pattern_length(words, head, "funding considered") ||
	    (word_is(words, head, "consider") && is_ours)) {
		bool is_judged = pattern_length(words, head + 1, "a|an|as|to|that|low|appropriate|alongside|against");
		size_t next = skip_adverbs(words, head + 1);
		/* "considered highly specialised" is what somebody thinks of it. */
		bool is_whole = word_is(words, head, "consider") || word_is(words, head, "funding") ||
				next >= reading->to || words->items[next].kind == WORD_COMMA ||
				verb_follows(words, next);
		if (!is_whole || is_judged || chain->should || chain->must || reading->subject.is_other_care)
			return false;
		return verb_read_considering(reading), true;
	}
	bool is_ineligible = word_is(words, head, "ineligible");
	if (word_in(words, head, CLASS_ELIGIBLE) || word_in(words, head, CLASS_QUALIFY) || is_ineligible) {
		if (chain->must || chain->need)
			return false;
		reading->chain.negations += is_ineligible;
		verb_read_funding(reading);
		reading->act->is_unclear |= has_other_object(reading);
		return true;
	}
	return false;
}

/* "must", "is required". */
static bool read_duty(struct verb_reading *reading)
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
	if (chain->must || (chain->should && (chain->have || verb_has_phrase(reading, head, PHRASE_BEFORE_REFERRAL)))) {
		read_requirement(reading);
		return true;
	}
	return false;
}

static void read_verb(struct verb_reading *reading)
{
	static bool (*const readers[])(struct verb_reading *) = {
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

/* "It" for the board, as the one that funds: after "the ICB has decided that", after a sentence on what it funds. */
static bool is_board_again(const struct verb_reading *reading, size_t verb)
{
	const struct words *words = reading->words;
	const struct act *before = reading->sentence->before;
	size_t it = reading->subject.is_empty && verb > 0 ? verb - 1 : reading->subject.from;

	if (!word_is(words, it, "it") || it + 1 != verb ||
	    !(word_in(words, reading->head, CLASS_FUND) || word_in(words, reading->head, CLASS_FUNDS)))
		return false;
	if (it == reading->part->from)
		return before && before->is_ours && before->is_funding;
	return sentence_ends_own_view(reading->sentence, reading->part, it);
}

bool verb_read(const struct sentence *sentence, const struct part *part, size_t subject, size_t at, struct act *act)
{
	const struct words *words = &sentence->words;
	struct verb_reading reading = {.sentence = sentence, .words = words, .part = part, .act = act};

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
	/* "The ICB funds it for adults and does not fund it for children." */
	reading.subject.is_ours |= (reading.subject.is_empty && act->is_ours) || is_board_again(&reading, at);
	act->is_ours = reading.subject.is_ours || reading.chain.is_ours;
	read_verb(&reading);
	verb_read_phase(&reading);
	return true;
}

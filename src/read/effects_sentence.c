/* What a sentence says: its verbs, put together. */
#include "read/effects_parts.h"

/* The words of a sentence without brackets and quotations. What was in brackets and speaks of exceptions or funding
 * leaves the sentence open. */
static struct words without_asides(struct arena *arena, const struct words *words, size_t from, size_t to,
				   bool *tangled)
{
	struct words kept = {ARENA_ARRAY(arena, to - from + 1, struct word), 0};
	unsigned depth = 0;
	bool is_quoted = false;

	for (size_t at = from; at < to; at++) {
		const struct word *word = &words->items[at];
		if (word->kind == WORD_QUOTE) {
			/* One word in quotation marks is a word; more are a quotation. */
			is_quoted = is_quoted ? false : !(at + 2 < to && words->items[at + 2].kind == WORD_QUOTE);
			if (is_quoted)
				kept.items[kept.count++] = *word;
			else if (at >= from + 2 && words->items[at - 2].kind != WORD_QUOTE)
				continue;
			else if (at + 2 < to && words->items[at + 2].kind == WORD_QUOTE)
				kept.items[kept.count++] = words->items[at + 1], at += 2;
			continue;
		}
		depth += word->kind == WORD_OPEN;
		if (depth && phrase_length(words, at, PHRASE_EXCEPTION) && !word_is(words, at, "without"))
			*tangled = true;
		if (!depth && !is_quoted && word->kind != WORD_STOP)
			kept.items[kept.count++] = *word;
		if (word->kind == WORD_CLOSE && depth)
			depth--;
	}
	return kept;
}

/* The words before a verb from the nearest "the" or "patients" on: where no comma parts the sentence from a condition
 * before it, "Where services are in place the patient needs". */
static size_t noun_before(const struct words *words, size_t from, size_t at)
{
	for (size_t i = at; i > from && at - i < 6; i--)
		if (text_is_one_of(words->items[i - 1].text, "the a an all any each every this these no") ||
		    word_in(words, i - 1, CLASS_PATIENT) || word_in(words, i - 1, CLASS_REQUEST))
			return i - 1;
	return at;
}

/* Where the subject of the verb at `at` begins: after the verb before it, or what stands in front of the part. */
static size_t subject_of(const struct sentence *sentence, const struct part *part, size_t after, size_t at)
{
	const struct words *words = &sentence->words;
	size_t from = after;

	if (after > part->from) {
		/* A later verb: its subject follows "and", "or", a comma; right before the verb there is none. */
		for (size_t i = at; i > after; i--) {
			const struct word *word = &words->items[i - 1];
			if (text_is(word->text, "nor"))
				return i - 1;
			if (text_is_one_of(word->text, "and or") || word->kind == WORD_COMMA)
				return i;
			if (sentence->governors[i - 1] != BY_MAIN)
				break;
		}
		return at;
	}
	bool is_fronted = sentence->governors[from] != BY_MAIN ||
			  text_is_one_of(words->items[from].text,
					 "in as of for with under from following on at during however therefore by to "
					 "because additionally furthermore similarly after since");
	while (from < at && sentence->governors[from] != BY_MAIN)
		from++;
	if (is_fronted) {
		size_t comma = word_find_kind(words, part->from, at, WORD_COMMA);
		while (comma < at && sentence->governors[comma] != BY_MAIN)
			comma = word_find_kind(words, comma + 1, at, WORD_COMMA);
		if (comma < at)
			return comma + 1;
		/* "In order to be treated patients must" */
		if (from == part->from)
			return noun_before(words, from, at);
	}
	return from < at ? from : noun_before(words, part->from, at);
}

static bool is_funding_verb(const struct words *words, size_t at)
{
	return word_in(words, at, CLASS_FUNDED) || word_in(words, at, CLASS_FUND) || word_in(words, at, CLASS_ELIGIBLE);
}

/* "not routinely commissioned" without a verb: the whole of a part, or all that follows is where and by whom. */
static bool read_verbless(const struct sentence *sentence, const struct part *part, size_t at, struct act *act)
{
	const struct words *words = &sentence->words;
	size_t next = at + 1;
	bool is_routine = false;

	if (!word_is(words, at, "not"))
		return false;
	while (word_in(words, next, CLASS_ROUTINELY) || word_in(words, next, CLASS_ADVERB))
		is_routine |= word_in(words, next++, CLASS_ROUTINELY);
	if (!word_in(words, next, CLASS_FUNDED) && !(is_routine && word_in(words, next, CLASS_OFFERED)))
		return false;
	size_t after = next + 1;
	while (word_is(words, after, "or") || word_in(words, after, CLASS_FUNDED))
		after++;
	*act = (struct act){.effect = EFFECT_NOT_COMMISSIONED,
			    .is_funding = true,
			    .first = at,
			    .after = after,
			    .refusal = is_routine ? REFUSAL_ROUTINE : REFUSAL_PLAIN,
			    .has_condition = after < part->to};
	bool is_plain = after >= part->to || words->items[after].kind == WORD_COMMA ||
			text_is_one_of(words->items[after].text, "by for in on at within locally");
	bool has_exception = phrase_find(words, after, part->to, PHRASE_EXCEPTION, NULL) < part->to;
	act->is_unclear = !is_plain || has_exception;
	return true;
}

/* "refer to the policy on", "please see": of a reader, not a patient. */
static bool read_pointer(const struct sentence *sentence, const struct part *part, size_t at, struct act *act)
{
	const struct words *words = &sentence->words;
	size_t length = pattern_length(words, at, "please? refer to|using|via|through");

	length = length ? length : pattern_length(words, at, "please? see");
	if (!length)
		return false;
	size_t end = at + length + 12 < part->to ? at + length + 12 : part->to;
	for (size_t i = at + length; i < end; i++) {
		bool is_within = phrase_length(words, i, PHRASE_THIS_POLICY) && !word_is(words, i, "the");
		if (is_within || text_is_one_of(words->items[i].text, "section appendix paragraph below above"))
			return false;
		if (text_is_one_of(
			    words->items[i].text,
			    "policy policies pathway pathways service services commissioner clinic team centre") ||
		    phrase_length(words, i, PHRASE_OTHER_BOARD)) {
			*act = (struct act){
				.effect = EFFECT_ELSEWHERE, .first = at, .after = at + length, .has_own_subject = true};
			return true;
		}
	}
	return false;
}

/* "Nothing in this policy prevents the referral of", "overrides the thresholds". */
static bool read_overriding(const struct sentence *sentence, const struct part *part, size_t at, struct act *act)
{
	const struct words *words = &sentence->words;
	size_t length = pattern_length(words, at,
				       "nothing in this|the policy prevents|precludes|stops .. "
				       "referral|treatment|admission|assessment");

	if (!length) {
		length = pattern_length(words, at,
					"overrides|override the|these|this|all .. criteria|thresholds|policy");
		if (length && at > part->from && word_in(words, at - 1, CLASS_NEGATION))
			return false;
	}
	if (!length || sentence->governors[at] != BY_MAIN)
		return false;
	*act = (struct act){.effect = EFFECT_OVERRIDES, .first = at, .after = at + length, .has_own_subject = true};
	return true;
}

/* "Those with a BMI over 35 are not." */
static bool read_ellipsis(const struct sentence *sentence, const struct part *part, size_t at, const struct act *before,
			  struct act *act)
{
	struct chain chain;

	if (!before || !before->is_funding || !chain_read(&sentence->words, at, part->to, &chain) ||
	    chain.head != part->to || chain.negations != 1 || chain.is_hedged || chain.is_past || !chain.be ||
	    sentence->governors[at] != BY_MAIN)
		return false;
	*act = (struct act){.effect = EFFECT_NOT_COMMISSIONED,
			    .is_funding = true,
			    .has_own_subject = true,
			    .first = part->from,
			    .after = part->to,
			    .has_condition = true};
	return true;
}

#define ACTS_MOST 12
struct acts {
	struct act items[ACTS_MOST];
	size_t count;
	bool is_unclear;
};

static void add_act(struct acts *acts, struct act act, const struct part *part)
{
	act.is_contrast |= part->is_contrast;
	if (act.is_unclear)
		acts->is_unclear = true;
	if (act.effect == EFFECT_UNSTATED && !act.is_unclear && !act.is_route && !act.phase && !act.exception)
		return;
	if (acts->count == ACTS_MOST)
		acts->is_unclear = true;
	else
		acts->items[acts->count++] = act;
}

/* "in children but not in adults". */
static bool read_but_not(const struct sentence *sentence, const struct part *part, const struct acts *acts,
			 struct act *act)
{
	const struct act *last = acts->count ? &acts->items[acts->count - 1] : NULL;

	if (!part->is_contrast || !last || !last->is_funding ||
	    !pattern_length(&sentence->words, part->from, "not in|for|when|where|if|to"))
		return false;
	*act = (struct act){.effect = EFFECT_NOT_COMMISSIONED,
			    .is_funding = true,
			    .has_own_subject = true,
			    .first = part->from,
			    .after = part->to,
			    .has_condition = true};
	act->is_unclear = last->effect != EFFECT_ELIGIBLE;
	for (size_t at = last->after; at < part->from; at++)
		act->is_unclear |= sentence->governors[at] == BY_CONDITION || sentence->governors[at] == BY_RELATIVE;
	return true;
}

static bool read_special(const struct sentence *sentence, const struct part *part, size_t at, bool begins,
			 struct act *act)
{
	if (sentence->governors[at] != BY_MAIN)
		return false;
	bool is_after_and = at > part->from && text_is_one_of(sentence->words.items[at - 1].text, "and therefore");

	return ((begins || is_after_and) && read_verbless(sentence, part, at, act)) ||
	       (begins && read_pointer(sentence, part, at, act)) || read_overriding(sentence, part, at, act);
}

static void read_part(const struct sentence *sentence, const struct part *part, const struct act *before,
		      struct acts *acts)
{
	const struct words *words = &sentence->words;
	size_t after = part->from, at = part->from;
	bool begins = true;
	struct act act;

	if (read_but_not(sentence, part, acts, &act)) {
		add_act(acts, act, part);
		return;
	}
	while (at < part->to) {
		enum governor by = (enum governor)sentence->governors[at];
		const struct act *last = acts->count ? &acts->items[acts->count - 1] : before;
		act = (struct act){.is_ours = last && last->is_ours};
		if (read_special(sentence, part, at, begins, &act) || read_ellipsis(sentence, part, at, last, &act)) {
			add_act(acts, act, part);
			after = at = act.after > at ? act.after : at + 1;
			begins = false;
			continue;
		}
		struct chain chain;
		bool is_chain = chain_read(words, at, part->to, &chain);
		if (by == BY_MAIN || by == BY_CONCESSION) {
			size_t subject = by == BY_MAIN ? subject_of(sentence, part, after, at) : part->from + 1;
			if (verb_read(sentence, part, subject, at, &act)) {
				act.is_concession = by == BY_CONCESSION;
				add_act(acts, act, part);
				after = at = act.after > at ? act.after : at + 1;
				begins = false;
				continue;
			}
		} else if (is_chain && by == BY_UNSURE && is_funding_verb(words, chain.head)) {
			acts->is_unclear = true;
		}
		begins = words->items[at].kind == WORD_COMMA;
		at++;
	}
}

/* Does the sentence have a verb of funding that no act is of? */
static bool has_unread_funding(const struct sentence *sentence)
{
	const struct words *words = &sentence->words;
	struct chain chain;

	for (size_t at = 0; at < words->count; at++)
		if (chain_read(words, at, words->count, &chain) && is_funding_verb(words, chain.head) &&
		    sentence->governors[at] != BY_CONDITION && sentence->governors[at] != BY_RELATIVE)
			return true;
	return false;
}

static bool is_opening(enum effect effect)
{
	return effect == EFFECT_ELIGIBLE || effect == EFFECT_CONSIDERED || effect == EFFECT_ONLY_IF;
}

/* The next act of a sentence, after those that `sum` is of. */
static void join_act(struct act *sum, const struct act *act)
{
	struct act before = *sum;

	sum->exception = sum->exception ? sum->exception : act->exception;
	sum->phase = sum->phase ? sum->phase : act->phase;
	if (act->effect == EFFECT_UNSTATED) {
		sum->is_route |= act->is_route && !sum->effect;
		return;
	}
	if (before.effect == EFFECT_UNSTATED) {
		*sum = *act;
		sum->exception = act->exception ? act->exception : before.exception;
		sum->phase = act->phase ? act->phase : before.phase;
	} else if (before.effect == EFFECT_NOT_COMMISSIONED && before.otherwise == EFFECT_UNSTATED &&
		   is_opening(act->effect)) {
		bool is_same = !act->has_own_subject || act->is_contrast || before.is_concession;
		/* "not funded where the one holds, but funded where the other does" */
		if (before.has_condition && !before.is_concession)
			is_same = false;
		*sum = *act;
		sum->first = before.first;
		sum->effect = is_same ? act->effect : EFFECT_MIXED;
		sum->otherwise = is_same ? EFFECT_NOT_COMMISSIONED : EFFECT_UNSTATED;
	} else if (before.effect != act->effect) {
		bool is_approval = before.effect == EFFECT_NOT_COMMISSIONED && act->effect == EFFECT_REQUIRED &&
				   act->exception == EXCEPTION_APPROVAL;
		sum->effect = is_approval ? before.effect : EFFECT_MIXED;
		sum->after = act->after;
	} else if (act->effect == EFFECT_NOT_COMMISSIONED && before.refusal != act->refusal) {
		sum->refusal = REFUSAL_ROUTINE; /* the weaker of the two is true of both */
	}
	sum->has_condition |= act->has_condition;
}

/* A contrast or an exception that no act is of: "but this is kept under review". */
static bool has_silent_contrast(const struct sentence *sentence, const struct acts *acts)
{
	const struct words *words = &sentence->words;

	for (size_t i = 0; i < sentence->part_count; i++) {
		const struct part *part = &sentence->parts[i];
		bool is_read = false, in_condition = false;
		if (!part->is_contrast || !i)
			continue;
		for (size_t j = 0; j < acts->count; j++)
			is_read |= acts->items[j].first >= part->from && acts->items[j].first < part->to;
		for (size_t at = sentence->parts[i - 1].from; at < sentence->parts[i - 1].to; at++)
			in_condition |= sentence->governors[at] == BY_CONDITION ||
					sentence->governors[at] == BY_RELATIVE ||
					sentence->governors[at] == BY_EXCEPTION;
		bool is_route = phrase_find(words, part->from, part->to, PHRASE_EXCEPTIONALITY, NULL) < part->to;
		/* "but is where they are severe" takes the verb up again. */
		struct chain chain;
		bool is_taken_up = chain_read(words, part->from, part->to, &chain);
		if (!is_read && (!in_condition || is_taken_up) && !is_route)
			return true;
	}
	return false;
}

static void find_tangles(struct sentence *sentence)
{
	const struct words *words = &sentence->words;

	for (size_t at = 0; at < words->count; at++)
		sentence->is_tangled |= phrase_length(words, at, PHRASE_WHATEVER) > 0 ||
					pattern_length(words, at, "not only|just|merely|solely|simply") > 0;
}

/* "The only exceptions are:" before a list. */
static bool is_exception_list(const struct sentence *sentence)
{
	const struct words *words = &sentence->words;

	for (size_t at = 0; at < words->count && sentence->leads_to_list; at++)
		if (pattern_length(words, at, "exception|exceptions") && (at < 4 || at + 4 >= words->count))
			return true;
	return false;
}

static struct act sum_of(struct sentence *sentence, struct acts *acts)
{
	const struct words *words = &sentence->words;
	struct act sum = {0};

	for (size_t i = 0; i < acts->count; i++)
		join_act(&sum, &acts->items[i]);
	bool is_funding = acts->count > 0 && (sum.is_funding || sum.effect);
	if ((sentence->is_tangled && is_funding) || (acts->count && has_silent_contrast(sentence, acts)))
		acts->is_unclear = true;
	if (!acts->count && has_unread_funding(sentence))
		acts->is_unclear = true;
	if (acts->is_unclear) {
		sum = (struct act){.is_unclear = true,
				   .first = acts->count ? acts->items[0].first : 0,
				   .after = acts->count ? acts->items[0].after : words->count,
				   .phase = sum.phase};
	}
	if (!sum.effect && !sum.is_unclear &&
	    phrase_find(words, 0, words->count, PHRASE_EXCEPTIONALITY, NULL) < words->count)
		sum.is_route = true, sum.exception = EXCEPTION_IFR;
	if (!sum.effect && !sum.is_unclear)
		sum.is_exception_list = is_exception_list(sentence);
	if (sum.effect == EFFECT_NOT_COMMISSIONED && !sum.exception &&
	    phrase_find(words, 0, words->count, PHRASE_EXCEPTIONALITY, NULL) < words->count)
		sum.exception = EXCEPTION_IFR;
	return sum;
}

/* "(not routinely commissioned; IFR required)": a sentence whose verb is in the brackets alone. */
static bool only_in_brackets(const struct words *words, size_t from, size_t to, size_t *open, size_t *close)
{
	*open = word_find_kind(words, from, to, WORD_OPEN);
	*close = word_find_kind(words, *open, to, WORD_CLOSE);
	return *open + 1 < *close && *close < to && word_is(words, *open + 1, "not");
}

/* No sentence that a person can follow has more words, and the work grows with their square. */
#define SENTENCE_MOST 250

struct act sentence_read(struct arena *arena, const struct words *words, size_t from, size_t to,
			 const struct sentence *context, const struct act *before)
{
	struct sentence sentence = *context;
	struct acts acts = {.count = 0};
	size_t open, close;

	if (to - from > SENTENCE_MOST)
		return (struct act){
			.is_unclear = true, .first = words->items[from].begin, .after = words->items[to - 1].end};
	sentence.before = before;
	sentence.words = without_asides(arena, words, from, to, &sentence.is_tangled);
	sentence_govern(arena, &sentence);
	find_tangles(&sentence);
	for (size_t i = 0; i < sentence.part_count; i++)
		read_part(&sentence, &sentence.parts[i], before, &acts);
	struct act sum = sum_of(&sentence, &acts);
	bool is_silent = !sum.effect && !sum.is_unclear;
	/* Once and no deeper: what stands between a bracket and the first that closes has none that closes in it. */
	if (is_silent && only_in_brackets(words, from, to, &open, &close)) {
		struct act aside = sentence_read(arena, words, open + 1, close, context, before);
		if (aside.effect == EFFECT_NOT_COMMISSIONED)
			sum = aside;
		sum.is_unclear |= aside.is_unclear;
		return sum;
	}
	/* From the sentence's own words to those of the text. */
	const struct words *own = &sentence.words;
	if (own->count) {
		size_t last = sum.after > sum.first ? sum.after - 1 : sum.first;
		last = last < own->count ? last : own->count - 1;
		size_t first = sum.first <= last ? sum.first : last;
		sum.first = own->items[first].begin;
		sum.after = own->items[last].end;
	}
	return sum;
}

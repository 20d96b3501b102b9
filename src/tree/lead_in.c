#include "tree/lead_in.h"

#include "tree/joiner.h"
#include "tree/lead_in_parts.h"

static bool is_one_of(const struct words *words, size_t at, const char *list)
{
	return at < words->count && text_is_one_of(words->items[at].text, list);
}

static bool any_is_one_of(const struct words *words, size_t from, size_t to, const char *list)
{
	to = to < words->count ? to : words->count;
	for (size_t i = from; i < to; i++)
		if (is_one_of(words, i, list))
			return true;
	return false;
}

static bool any_in(const struct words *words, size_t from, size_t to, enum word_class class)
{
	to = to < words->count ? to : words->count;
	return word_find(words, from, to, class) < to;
}

/* The last sentence, without the colon, dash or stop at its end. */
static struct sentence last_sentence(const struct words *words)
{
	size_t from = 0, to = words->count;

	while (to > 0 && words->items[to - 1].kind >= WORD_STOP && words->items[to - 1].kind != WORD_CLOSE &&
	       words->items[to - 1].kind != WORD_QUOTE)
		to--;
	for (size_t i = to; i > 0; i--) {
		bool is_letter = i > 1 && words->items[i - 2].text.length == 1; /* "e.g." */
		if (words->items[i - 1].kind == WORD_STOP && !is_letter) {
			from = i;
			break;
		}
	}
	return (struct sentence){words, from, to};
}

/* A "not" that governs a quantifier, and what it is a "not" of. */
struct denial {
	size_t first, after;
	bool is_there;
	bool may_end; /* an "and" after it: "who don't smoke and have any of" */
};

/* Does a new part of the sentence begin at a word, over which no "not" before it reaches? */
static bool begins_part(const struct sentence *sentence, size_t at)
{
	const struct words *words = sentence->words;
	bool is_of_patient = is_one_of(words, at, "with having whose under over aged") && at > sentence->from &&
			     (word_in(words, at - 1, CLASS_PATIENT) ||
			      (at > sentence->from + 1 && word_in(words, at - 2, CLASS_PATIENT)));

	return is_of_patient || phrase_length(words, at, PHRASE_CONDITION) ||
	       phrase_length(words, at, PHRASE_EXCEPTION) || phrase_length(words, at, PHRASE_CONTRAST) ||
	       is_one_of(words, at, "who whom which that because as until since") ||
	       words->items[at].kind == WORD_COLON || words->items[at].kind == WORD_SEMICOLON;
}

/* "Without" is an exception of funding and a denial of what a patient has. */
static struct denial denial_before(const struct sentence *sentence, size_t quantifier)
{
	const struct words *words = sentence->words;
	bool has_and = false;

	for (size_t i = quantifier; i > sentence->from; i--) {
		size_t length = phrase_length(words, i - 1, PHRASE_DENIAL);
		if (length && i - 1 + length <= quantifier) {
			/* "Are not pregnant and have any of": the second verb is not the first's. */
			bool is_ended = has_and && i > 1 && word_in(words, i - 2, CLASS_IS);
			return (struct denial){i - 1, i - 1 + length, !is_ended, has_and};
		}
		has_and |= is_one_of(words, i - 1, "and");
		if (begins_part(sentence, i - 1))
			break;
	}
	return (struct denial){0};
}

static bool is_of_funding(const struct words *words, size_t from, size_t to)
{
	static const enum word_class classes[] = {CLASS_FUNDED,    CLASS_FUND,     CLASS_FUNDS,
						  CLASS_OFFERED,   CLASS_OFFER,    CLASS_GRANTED,
						  CLASS_AVAILABLE, CLASS_ELIGIBLE, CLASS_QUALIFY};

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (any_in(words, from, to, classes[i]))
			return true;
	return any_is_one_of(words, from, to,
			     "cover covers covered apply applies considered recommended appropriate") ||
	       any_is_one_of(words, from, to, "permitted indicated suitable include includes included delayed");
}

/* What a denial before "any of" or "either of" makes of it. */
static enum criteria_operator denied_any(const struct sentence *sentence, const struct denial *denial, size_t first)
{
	const struct words *words = sentence->words;
	bool is_any = is_one_of(words, first, "any either");

	if (is_of_funding(words, denial->after, first))
		return CRITERIA_ANY;
	/* "The sections above do not delay surgery in any of the following circumstances" */
	if (is_one_of(words, first - 1, "in under") &&
	    any_is_one_of(words, first, first + 6, "circumstances situations cases"))
		return CRITERIA_ANY;
	if (!is_any ||
	    is_one_of(words, denial->first, "fail fails failed failing failure unable lack lacking excluding"))
		return CRITERIA_UNCLEAR;
	if (is_one_of(words, denial->first, "without absence free"))
		return CRITERIA_NONE;
	for (size_t i = denial->after; i < first; i++)
		if (phrase_length(words, i, PHRASE_OF_PATIENT))
			return word_find_kind(words, denial->after, first, WORD_COMMA) < first ? CRITERIA_UNCLEAR
											       : CRITERIA_NONE;
	/* "No response to any of": whatever it is that there is none of. */
	if (is_one_of(words, denial->first, "no") && !any_in(words, denial->after, first, CLASS_PATIENT))
		return CRITERIA_NONE;
	return CRITERIA_UNCLEAR;
}

static void set_other(struct lead_in *lead_in, const struct words *words, size_t first, size_t after)
{
	lead_in->combination = CRITERIA_UNCLEAR;
	lead_in->other_begin = words->items[first].begin;
	lead_in->other_end = words->items[after > first ? after - 1 : first].end;
}

/* "None of these have not": what is denied after the words that name the list. */
static void read_denial_after(struct lead_in *lead_in, const struct sentence *sentence, size_t after)
{
	const struct words *words = sentence->words;
	bool is_harmless = lead_in->combination == CRITERIA_ANY || lead_in->combination == CRITERIA_AT_LEAST ||
			   lead_in->combination == CRITERIA_EXACTLY;

	for (size_t i = after; i < sentence->to && i < after + 5; i++) {
		if (phrase_length(words, i, PHRASE_CONDITION) || is_one_of(words, i, "and or but , ; will"))
			return;
		/* "Patients with all of the following are not eligible" */
		bool is_of_main = word_in(words, i, CLASS_NEGATION) && is_of_funding(words, i, i + 4) &&
				  any_in(words, sentence->from, after, CLASS_PATIENT);
		if (word_in(words, i, CLASS_NEGATION) && !is_harmless && !is_of_main) {
			set_other(lead_in, words, i, i + 1);
			lead_in->is_negated = true;
			return;
		}
	}
}

/* "For veins without skin changes, all of the following must be met": the list is what must be, and no "not" of the
 * part before it reaches there. */
static bool is_subject_of_must(const struct sentence *sentence, const struct quantifier *quantifier)
{
	const struct words *words = sentence->words;

	return quantifier->first > sentence->from && words->items[quantifier->first - 1].kind == WORD_COMMA &&
	       is_one_of(words, quantifier->list_end, "must should need needs");
}

static void read_denial(struct lead_in *lead_in, const struct sentence *sentence, const struct quantifier *quantifier)
{
	struct denial denial = is_subject_of_must(sentence, quantifier) ? (struct denial){0}
									: denial_before(sentence, quantifier->first);
	enum criteria_operator meant = CRITERIA_UNCLEAR;

	if (!denial.is_there || lead_in->combination == CRITERIA_UNCLEAR) {
		read_denial_after(lead_in, sentence, quantifier->list_end);
		return;
	}
	if (lead_in->combination == CRITERIA_ANY && !denial.may_end)
		meant = denied_any(sentence, &denial, quantifier->first);
	if (meant == CRITERIA_UNCLEAR) {
		set_other(lead_in, sentence->words, denial.first, denial.after);
		lead_in->is_negated = true;
	}
	lead_in->combination = meant;
}

/* A word before a quantifier that limits it, where no phrase has it: "but any of", "almost all of". */
static bool is_limited(const struct sentence *sentence, const struct quantifier *quantifier)
{
	return quantifier->first > sentence->from &&
	       is_one_of(sentence->words, quantifier->first - 1,
			 "only just merely but except save than nearly almost about around first last next up another");
}

/* "The first two of these and either of the others", "criterion (a)": letters and numbers of single items. */
static size_t item_letter(const struct sentence *sentence)
{
	const struct words *words = sentence->words;

	for (size_t i = sentence->from; i + 2 < sentence->to; i++)
		if (words->items[i].kind == WORD_OPEN && words->items[i + 2].kind == WORD_CLOSE &&
		    words->items[i + 1].text.length <= 2 &&
		    (words->items[i + 1].kind == WORD_NUMBER || words->items[i + 1].text.length == 1))
			return i + 1;
	return sentence->to;
}

/* "Apart from the last", "all but the first": an item by its number alone. */
static size_t item_ordinal(const struct sentence *sentence)
{
	const struct words *words = sentence->words;

	for (size_t i = sentence->from; i + 1 < sentence->to; i++)
		if (is_one_of(words, i, "the") &&
		    is_one_of(words, i + 1,
			      "first second third fourth fifth last former latter others rest remainder") &&
		    (i + 2 >= sentence->to || words->items[i + 2].kind >= WORD_STOP))
			return i + 1;
	return sentence->to;
}

/* Words after the list's that take items out of it, or name one of them: "other than smoking", "but not both",
 * "including pain at night". An exception that is a condition ("except where …", "unless …") is the list's own. */
static size_t exception_after(const struct sentence *sentence, size_t list_end, size_t *after)
{
	const struct words *words = sentence->words;

	for (size_t i = list_end; i < sentence->to; i++) {
		size_t length = phrase_length(words, i, PHRASE_EXCEPTION);
		*after = i + length;
		bool is_condition = is_one_of(words, i, "unless until without") ||
				    phrase_length(words, i + length, PHRASE_CONDITION) ||
				    (is_one_of(words, i + length, "in for") &&
				     word_find(words, i + length, sentence->to, CLASS_PATIENT) < sentence->to);
		if (length && !is_condition)
			return i;
		*after = i + 1;
		if (is_one_of(words, i, "including excluding includes bar minus") ||
		    (is_one_of(words, i, "but") && is_one_of(words, i + 1, "not no only never")))
			return i;
	}
	return sentence->to;
}

static void read_limits(struct lead_in *lead_in, const struct sentence *sentence, const struct quantifier *quantifier,
			bool is_nested)
{
	const struct words *words = sentence->words;
	size_t after, at = phrase_find(words, sentence->from, sentence->to, PHRASE_SOME_ONLY, &after);

	if (lead_in->combination == CRITERIA_UNCLEAR)
		return;
	/* "At least two of these are present": the quantifier's own words limit nothing. */
	if (at >= quantifier->first && at < quantifier->after)
		at = phrase_find(words, quantifier->after, sentence->to, PHRASE_SOME_ONLY, &after);
	if (is_limited(sentence, quantifier)) {
		set_other(lead_in, words, quantifier->first - 1, quantifier->first);
	} else if (at < sentence->to) {
		set_other(lead_in, words, at, after);
	} else if ((at = item_letter(sentence)) < sentence->to || (at = item_ordinal(sentence)) < sentence->to) {
		set_other(lead_in, words, at, at + 1);
	} else if ((at = exception_after(sentence, quantifier->list_end, &after)) < sentence->to) {
		set_other(lead_in, words, at, after);
	} else if (is_nested) {
		/* "BMI under 30, unless any of the following apply": these are no part of what the criterion asks. */
		at = phrase_find(words, sentence->from, quantifier->first, PHRASE_EXCEPTION, &after);
		if (at < quantifier->first && !is_one_of(words, at, "without until"))
			set_other(lead_in, words, at, after);
	}
}

/* The quantifier that decides; two that differ leave it open. */
static bool find_quantifier(struct lead_in *lead_in, const struct sentence *sentence, struct quantifier *best)
{
	struct quantifier found;
	bool is_found = false;

	for (size_t i = sentence->from; i < sentence->to; i++) {
		if (!quantifier_at(sentence, i, &found))
			continue;
		i = found.after - 1;
		bool is_same = is_found && found.combination == best->combination && found.number == best->number;
		if (is_found && best->names_following && !found.names_following)
			continue;
		if (is_found && best->names_following == found.names_following) {
			if (!is_same)
				set_other(lead_in, sentence->words, found.first, found.after);
			continue;
		}
		*best = found;
		is_found = true;
		lead_in->combination = CRITERIA_NONE_READ;
	}
	return is_found || quantifier_of_set(sentence, best);
}

static bool is_condition(const struct sentence *sentence, enum stated_effect effect, bool is_nested)
{
	static const char conditional[] =
		"where when if provided providing unless except only until criteria criterion eligible eligibility "
		"circumstances indications indicated contraindicated contraindications requirements excluded excludes "
		"exclude exclusion exclusions qualify qualifies exceptions restricted";
	const struct words *words = sentence->words;
	size_t from = sentence->from, to = sentence->to;

	if (any_is_one_of(words, from, to, conditional))
		return true;
	if (phrase_find(words, from, to, PHRASE_THING, NULL) < to)
		return false;
	if (effect == EFFECT_OF_WORDS || is_nested || any_in(words, from, to, CLASS_FUNDED) ||
	    any_in(words, from, to, CLASS_FUND) || any_in(words, from, to, CLASS_AVAILABLE) ||
	    any_is_one_of(words, from, to, "considered"))
		return true;
	/* "This policy does not cover:", among the exclusions */
	if (effect == EFFECT_OF_SECTION &&
	    (any_is_one_of(words, from, to, "not no outside following apply applies cover covers") ||
	     any_in(words, from, to, CLASS_PATIENT)))
		return true;
	/* "The patient must have:" */
	return any_in(words, from, to, CLASS_PATIENT) &&
	       any_is_one_of(words, to > from + 3 ? to - 3 : from, to,
			     "must should have has had with who is are be been meet meets");
}

/* The board, its panel or the policy before a verb of what it does itself: "the ICB seeks to do all of". */
static bool is_of_board(const struct sentence *sentence, size_t first)
{
	static const char does[] = "aims|intends|seeks|takes|considers|considered|reviews|reviewed|replaces|supersedes|"
				   "publishes|keeps|holds";
	static const char will_do[] =
		"will|must|shall|may do|take|consider|publish|report|review|monitor|hold|keep|collect|"
		"record|audit|include|involve";
	const struct words *words = sentence->words;

	for (size_t i = sentence->from; i < first; i++) {
		size_t length = phrase_length(words, i, PHRASE_THIS_BOARD);
		if (!length && is_one_of(words, i, "panel policy committee provider trust hospital commissioners"))
			length = 1;
		size_t verb = i + length;
		verb += is_one_of(words, verb, "has have also");
		if (length && (pattern_length(words, verb, does) || pattern_length(words, verb, will_do) ||
			       pattern_length(words, verb, "should|must|may be read|used")))
			return true;
	}
	return false;
}

/* "All of the following are members of the panel:": what the items are called, and nothing that must hold. */
static bool is_of_names(const struct sentence *sentence, size_t from)
{
	static const char names[] = "are|is a|an|the|also? member|members|part|parts|example|examples|symptom|symptoms|"
				    "cause|causes|synonym|synonyms|name|names|type|types|form|forms of|for";

	for (size_t i = from; i < sentence->to; i++)
		if (pattern_length(sentence->words, i, names) ||
		    pattern_length(sentence->words, i,
				   "are|is member|members|part|parts|example|examples|symptom|symptoms|cause|causes|"
				   "synonym|synonyms of|for"))
			return true;
	return false;
}

static bool names_no_condition(const struct sentence *sentence, size_t first, size_t list_end)
{
	const struct words *words = sentence->words;
	size_t from = sentence->from, to = sentence->to;
	bool is_told = is_of_board(sentence, first) || is_of_names(sentence, list_end);

	return is_told && phrase_find(words, from, to, PHRASE_CONDITION, NULL) == to &&
	       !any_in(words, from, to, CLASS_FUNDED) && !any_in(words, from, to, CLASS_FUND) &&
	       phrase_find(words, from, to, PHRASE_EXCEPTION, NULL) == to &&
	       phrase_find(words, from, to, PHRASE_MET, NULL) == to && !any_in(words, from, first, CLASS_PATIENT) &&
	       !any_is_one_of(words, from, to,
			      "criteria criterion conditions circumstances indications treatment funding eligible");
}

/* Words that show that what follows is asked of a patient or a request. */
static bool shows_condition(const struct sentence *sentence, const struct quantifier *quantifier)
{
	const struct words *words = sentence->words;
	size_t from = sentence->from, to = sentence->to;

	if (!quantifier || quantifier->is_set || phrase_find(words, from, to, PHRASE_CONDITION, NULL) < to ||
	    phrase_find(words, from, to, PHRASE_MET, NULL) < to || any_in(words, from, to, CLASS_PATIENT) ||
	    any_in(words, from, to, CLASS_REQUEST) || any_in(words, from, to, CLASS_EVIDENCE) ||
	    phrase_find(words, from, to, PHRASE_DENIAL, NULL) < to || is_of_funding(words, from, to) ||
	    phrase_find(words, from, quantifier->first, PHRASE_OF_PATIENT, NULL) < quantifier->first ||
	    phrase_find(words, from, to, PHRASE_EXCEPTION, NULL) < to)
		return true;
	if (any_is_one_of(words, from, to,
			  "apply applies hold holds occur occurs present true exist exists required needed necessary "
			  "essential evident "
			  "documented confirmed established demonstrated shown tried failed must should with "
			  "criteria criterion conditions requirements exclusions exclusion contraindications"))
		return true;
	/* "All of the following:", "plus either of:" */
	if (quantifier->first > from && is_one_of(words, quantifier->first - 1, "and or plus with"))
		return true;
	for (size_t i = from; i < quantifier->first; i++)
		if (words->items[i].kind < WORD_STOP &&
		    !is_one_of(words, i, "and or plus with if where also in addition to by the there is are has have"))
			return false;
	return quantifier->list_end >= to || words->items[quantifier->list_end].kind == WORD_COMMA;
}

static bool is_of_board_when(const struct sentence *sentence, const struct quantifier *quantifier)
{
	for (size_t i = sentence->from; i < quantifier->first; i++)
		if (pattern_length(sentence->words, i,
				   "policy will|may|shall|should|is be? reviewed|updated|revised|amended|withdrawn"))
			return true;
	return is_of_board(sentence, quantifier->first) &&
	       phrase_find(sentence->words, sentence->from, quantifier->first, PHRASE_CONDITION, NULL) ==
		       quantifier->first &&
	       !any_in(sentence->words, sentence->from, quantifier->first, CLASS_PATIENT) &&
	       !is_of_funding(sentence->words, quantifier->list_end, sentence->to);
}

static void read_combination(struct lead_in *lead_in, const struct sentence *sentence, bool is_nested)
{
	const struct words *words = sentence->words;
	struct quantifier best = {0};

	if (sentence->to - sentence->from > SENTENCE_MOST)
		return;
	if (!find_quantifier(lead_in, sentence, &best)) {
		lead_in->is_no_condition = !is_nested && names_no_condition(sentence, sentence->to, sentence->to);
		lead_in_own(lead_in, sentence, NULL, is_nested);
		return;
	}
	if (!is_nested && names_no_condition(sentence, best.first, best.list_end)) {
		lead_in->is_no_condition = true;
		lead_in->combination = CRITERIA_NONE_READ;
		return;
	}
	bool has_two = lead_in->combination == CRITERIA_UNCLEAR;
	if (!has_two)
		lead_in->combination = best.combination;
	lead_in->begin = words->items[best.first].begin;
	lead_in->end = words->items[best.after - 1].end;
	lead_in->is_set = best.is_set;
	read_denial(lead_in, sentence, &best);
	read_limits(lead_in, sentence, &best, is_nested);
	/* "The ICB considers all of the following when it decides": of whom it asks them is not said. */
	bool is_asked = shows_condition(sentence, &best) && !is_of_board_when(sentence, &best);
	if (!has_two && !is_nested && lead_in->combination != CRITERIA_UNCLEAR && !is_asked) {
		lead_in->combination = CRITERIA_UNCLEAR;
		lead_in->is_unsure = true;
	}
	if (lead_in->combination != CRITERIA_UNCLEAR) {
		lead_in->number = best.number;
		lead_in->announced = best.announced;
	}
	/* "Who do not meet all of" leaves open who is meant; "where not all of" doesn't. */
	if (lead_in->combination == CRITERIA_AT_MOST && best.number == 0 && best.first > sentence->from &&
	    !begins_part(sentence, best.first - 1) && !word_in(words, best.first - 1, CLASS_IS)) {
		set_other(lead_in, words, best.first, best.first + 1);
		lead_in->is_negated = true;
	}
	if (has_two)
		return;
	lead_in_own(lead_in, sentence, &best, is_nested);
	/* "Who don't smoke or have any of": the "not" reaches over both. */
	if (lead_in->join == JOIN_OR && lead_in->combination == CRITERIA_NONE)
		lead_in->join = JOIN_UNCLEAR;
}

/* "Hearing aids are funded for:", "The following are not commissioned:", "in the following circumstances:" */
static bool leads_to_things(const struct sentence *sentence)
{
	const struct words *words = sentence->words;
	size_t from = sentence->from, to = sentence->to;

	if (any_is_one_of(words, to - 1, to, "for to of in on following circumstances indications situations cases"))
		return true;
	return is_of_funding(words, from, to) && phrase_find(words, from, to, PHRASE_CONDITION, NULL) == to &&
	       !any_is_one_of(words, from, to, "who whom with having must should have has meet criteria conditions") &&
	       !any_is_one_of(words, from, to, "either both patient");
}

struct lead_in lead_in_read(struct arena *scratch, struct text text, enum stated_effect effect, bool is_nested)
{
	struct lead_in lead_in = {.combination = CRITERIA_NONE_READ};
	struct words words = words_cut(scratch, text);
	struct sentence sentence = last_sentence(&words);
	struct text all = text_trim(text);

	if (sentence.from == sentence.to)
		return lead_in;
	lead_in.own = OWN_LEAD;
	read_combination(&lead_in, &sentence, is_nested);
	bool ends_closed = text_ends(all, TEXT(".")) || text_ends(all, TEXT("!")) || text_ends(all, TEXT("?"));
	size_t example = sentence.to > sentence.from + 6 ? sentence.to - 6 : sentence.from;
	bool is_example = phrase_find(&words, example, sentence.to, PHRASE_EXAMPLE, NULL) < sentence.to;
	lead_in.is_open =
		!ends_closed || phrase_find(&words, sentence.from, sentence.to, PHRASE_LIST_AHEAD, NULL) < sentence.to;
	lead_in.is_example = is_example;
	lead_in.is_of_things =
		is_example || phrase_find(&words, sentence.from, sentence.to, PHRASE_THING, NULL) < sentence.to;
	lead_in.is_condition = lead_in.is_open && !is_example && is_condition(&sentence, effect, is_nested);
	lead_in.leads_to_things = leads_to_things(&sentence);
	lead_in.is_exceptions =
		sentence.to - sentence.from < 5 && is_one_of(&words, sentence.from, "exception exceptions");
	lead_in.goes_on = joiner_at_head(text).kind != JOINER_NONE || word_is(&words, 0, "but");
	return lead_in;
}

/* "All of the above must be met", "Any one of these is sufficient". */
static bool combines_above(const struct sentence *sentence, struct after_list *after)
{
	const struct words *words = sentence->words;
	struct quantifier quantifier;
	size_t at = sentence->from;

	if (!quantifier_at(sentence, at, &quantifier)) {
		size_t length = phrase_length(words, at, PHRASE_ALL_OF) + phrase_length(words, at, PHRASE_ANY_OF) +
				phrase_length(words, at, PHRASE_AT_LEAST);
		size_t above = at + length + is_one_of(words, at + length, "the");
		if (!length || !is_one_of(words, above, "above") || phrase_length(words, at, PHRASE_NO_NUMBER) > length)
			return false;
		/* "Of the above" is read as "of the following". */
		quantifier = (struct quantifier){.combination = phrase_length(words, at, PHRASE_ALL_OF) ? CRITERIA_ALL
								: phrase_length(words, at, PHRASE_ANY_OF)
									? CRITERIA_ANY
									: CRITERIA_AT_LEAST,
						 .after = at + length};
		for (size_t i = at; i < quantifier.after; i++)
			if (word_number(words, i, &quantifier.number))
				break;
	}
	/* "All of the above must be recorded" says nothing of what is needed. */
	if (!any_is_one_of(
		    words, quantifier.after, sentence->to,
		    "met satisfied fulfilled apply applies present needed required sufficient enough true necessary"))
		return false;
	if (quantifier.combination == CRITERIA_UNCLEAR ||
	    word_find(words, at, sentence->to, CLASS_NEGATION) < sentence->to || sentence->to - at > 14 ||
	    phrase_find(words, at, sentence->to, PHRASE_CONDITION, NULL) < sentence->to)
		return false;
	*after = (struct after_list){
		.kind = AFTER_COMBINES,
		.combination = quantifier.combination,
		.number = criteria_operator_counts(quantifier.combination) ? quantifier.number : 0,
		.begin = words->items[at].begin,
		.end = words->items[quantifier.after - 1].end,
	};
	if (after->combination == CRITERIA_AT_LEAST && after->number == 1)
		*after = (struct after_list){AFTER_COMBINES, CRITERIA_ANY, 0, after->begin, after->end};
	return true;
}

struct after_list after_list_read(struct arena *scratch, struct text text)
{
	struct words words = words_cut(scratch, text);
	struct after_list after = {0};
	size_t first = 0;

	while (first < words.count && words.items[first].kind >= WORD_STOP)
		first++;
	if (first == words.count)
		return after;
	struct sentence sentence = {&words, first, words_sentence_end(&words, first)};
	while (sentence.to > first && words.items[sentence.to - 1].kind >= WORD_STOP)
		sentence.to--;
	if (sentence.to - first <= SENTENCE_MOST && combines_above(&sentence, &after))
		return after;
	size_t begin = words.items[first].begin, end = words.items[first].end;
	struct joiner joiner = joiner_at_head(text);
	if (joiner.kind != JOINER_NONE)
		return (struct after_list){AFTER_GOES_ON, CRITERIA_NONE_READ, 0, joiner.begin, joiner.end};
	if (is_one_of(&words, first, "alternatively otherwise") ||
	    (is_one_of(&words, first, "except unless but provided excluding exceptions exception")))
		return (struct after_list){AFTER_GOES_ON, CRITERIA_NONE_READ, 0, begin, end};
	bool adds = is_one_of(&words, first, "additionally furthermore also") ||
		    (is_one_of(&words, first, "in") && is_one_of(&words, first + 1, "addition"));
	if (adds)
		return (struct after_list){AFTER_ADDS, CRITERIA_NONE_READ, 0, begin,
					   is_one_of(&words, first, "in") ? words.items[first + 1].end : end};
	return after;
}

struct node *lead_in_of(const struct node *block)
{
	struct node *before = block->previous;

	while (before && before->kind == NODE_NOTE)
		before = before->previous;
	return before && before->kind == NODE_PARAGRAPH ? before : NULL;
}

struct node *lead_in_block(const struct node *paragraph)
{
	struct node *after = paragraph->next;

	while (after && after->kind == NODE_NOTE)
		after = after->next;
	return after && node_group(after) ? after : NULL;
}

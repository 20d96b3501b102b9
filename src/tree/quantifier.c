/* "All of", "at least two of", "none of": what the words before a list say of how many are needed. */
#include "tree/lead_in_parts.h"

/* How the families of phrases combine a list. Where two are as long, the first counts. */
static const struct {
	enum phrase_family family;
	enum criteria_operator combination;
	int step; /* "more than one" is at least two */
} families[] = {
	{PHRASE_NOT_ALL, CRITERIA_AT_MOST, 0},     {PHRASE_NO_NUMBER, CRITERIA_UNCLEAR, 0},
	{PHRASE_EXACTLY, CRITERIA_EXACTLY, 0},     {PHRASE_AT_MOST, CRITERIA_AT_MOST, 0},
	{PHRASE_AT_LEAST, CRITERIA_AT_LEAST, 0},   {PHRASE_MORE_THAN, CRITERIA_AT_LEAST, 1},
	{PHRASE_FEWER_THAN, CRITERIA_AT_MOST, -1}, {PHRASE_NONE_OF, CRITERIA_NONE, 0},
	{PHRASE_ANY_OF, CRITERIA_ANY, 0},          {PHRASE_ALL_OF, CRITERIA_ALL, 0},
	{PHRASE_BARE_NUMBER, CRITERIA_UNCLEAR, 0},
};

bool word_number(const struct words *words, size_t at, uint32_t *number)
{
	static const char *const names[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
					    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

	if (at >= words->count)
		return false;
	if (text_to_number(words->items[at].text, 1000, number))
		return true;
	for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (word_is(words, at, names[i])) {
			*number = i;
			return true;
		}
	}
	return false;
}

static bool is_one_of(const struct words *words, size_t at, const char *list)
{
	return at < words->count && text_is_one_of(words->items[at].text, list);
}

static bool is_verb(const struct words *words, size_t at)
{
	return word_in(words, at, CLASS_IS) || word_in(words, at, CLASS_PAST) || word_in(words, at, CLASS_MODAL) ||
	       word_in(words, at, CLASS_HAVE) || word_in(words, at, CLASS_DO);
}

/* Is the rest of the sentence a way of saying where else the list is: "in section 2", "listed in the appendix"? */
static bool is_elsewhere(const struct sentence *sentence, size_t at)
{
	const struct words *words = sentence->words;

	at += is_one_of(words, at, "set listed given described stated named laid outlined detailed");
	at += is_one_of(words, at, "out down");
	if (!is_one_of(words, at, "in of from under at on"))
		return false;
	for (size_t i = at; i < sentence->to && i < at + 6; i++)
		if (is_one_of(words, i, "following below table list this"))
			return false;
	return true;
}

/* "Any of the procedures below where the patient has:" is about another list. */
static bool has_condition_after(const struct sentence *sentence, size_t at)
{
	const struct words *words = sentence->words;

	for (size_t i = at; i < sentence->to; i++)
		if (phrase_length(words, i, PHRASE_CONDITION) ||
		    (phrase_length(words, i, PHRASE_EXCEPTION) && !is_one_of(words, i, "without until")))
			return true;
	return false;
}

/* Reads on to "following" or "below": the end of the words that name the list, or 0. Where no "of" stands before it,
 * only what may stand before a noun does: "all the following", but not "all patients with the following". */
static size_t following_after(const struct sentence *sentence, size_t at, uint32_t *announced)
{
	const struct words *words = sentence->words;
	bool is_of = at > sentence->from && is_one_of(words, at - 1, "of from");

	for (size_t i = at; i < sentence->to && i < at + 8; i++) {
		if (is_one_of(words, i, "and or with who having , ;") || phrase_length(words, i, PHRASE_CONDITION) ||
		    (is_verb(words, i) && i > at))
			break;
		bool is_number = word_number(words, i, announced);
		if (!is_of && !is_number &&
		    !is_one_of(words, i, "the these those following below of listed relevant") &&
		    !phrase_length(words, i, PHRASE_LIST_NOUN))
			break;
		if (!is_one_of(words, i, "following below"))
			continue;
		i++;
		/* "the following 5 features", "the criteria below": what it is called. */
		if (word_number(words, i, announced))
			i++;
		while (i < sentence->to && words->items[i].kind == WORD_PLAIN && !is_verb(words, i) &&
		       phrase_length(words, i, PHRASE_LIST_NOUN))
			i++;
		return i;
	}
	return 0;
}

/* "These", "those criteria", "the statements": the end of the words that name the list, or 0. */
static size_t noun_after(const struct sentence *sentence, size_t at, uint32_t *announced)
{
	const struct words *words = sentence->words;

	for (size_t i = at; i < sentence->to && i < at + 6; i++) {
		if (is_one_of(words, i, "others other here"))
			return i + 1;
		if (is_one_of(words, i, "these those them")) {
			if (word_number(words, i + 1, announced))
				i++;
			if (phrase_length(words, i + 1, PHRASE_LIST_NOUN))
				i++;
			else if (word_in(words, i + 1, CLASS_PATIENT) || word_in(words, i + 1, CLASS_CARE_NOUN))
				return 0;
			return has_condition_after(sentence, i + 1) ? 0 : i + 1;
		}
		if (phrase_length(words, i, PHRASE_LIST_NOUN))
			return is_elsewhere(sentence, i + 1) || has_condition_after(sentence, i + 1) ? 0 : i + 1;
		if (!word_number(words, i, announced) && !is_one_of(words, i, "the") &&
		    (is_verb(words, i) || words->items[i].kind != WORD_PLAIN ||
		     is_one_of(words, i, "and or in for who which that with must on by to at from")))
			return 0;
	}
	return 0;
}

/* Where the words end that a quantifier before `at` is about, where these are what follows; else 0. */
static size_t list_after(const struct sentence *sentence, size_t at, struct quantifier *quantifier)
{
	const struct words *words = sentence->words;

	if (at >= sentence->to)
		return at;
	/* "The following are needed, all of which must be documented" */
	if (is_one_of(words, at, "which whom") && is_one_of(words, at - 1, "of") &&
	    phrase_find(words, sentence->from, at, PHRASE_LIST_AHEAD, NULL) < at) {
		quantifier->names_following = true;
		return at + 1;
	}
	size_t end = following_after(sentence, at, &quantifier->announced);
	quantifier->names_following = end > 0;
	return end ? end : noun_after(sentence, at, &quantifier->announced);
}

/* "The following must all be met", "the following are not both present", "the following all apply". */
static bool stands_after_list(const struct sentence *sentence, size_t first, size_t after)
{
	const struct words *words = sentence->words;
	size_t ahead = phrase_find(words, sentence->from, first, PHRASE_LIST_AHEAD, NULL);
	bool is_by_verb = (first > sentence->from && is_verb(words, first - 1)) || is_verb(words, after) ||
			  is_one_of(words, after, "apply applies be");

	return ahead < first && first - ahead <= 6 && is_by_verb &&
	       word_find_kind(words, ahead, first, WORD_COMMA) == first;
}

/* "(all must apply)", "(any of the below)", "(one or more)", at the end of the sentence. */
static bool stands_in_bracket(const struct sentence *sentence, size_t first)
{
	const struct words *words = sentence->words;

	if (first == sentence->from || words->items[first - 1].kind != WORD_OPEN)
		return false;
	size_t close = word_find_kind(words, first, words->count, WORD_CLOSE);
	return close < words->count && close + 1 >= sentence->to &&
	       phrase_find(words, first, close, PHRASE_EXCEPTION, NULL) == close;
}

static void set_meaning(struct quantifier *quantifier, const struct words *words, size_t family)
{
	uint32_t number = 0;
	bool is_counted = false;

	quantifier->combination = families[family].combination;
	for (size_t i = quantifier->first; i < quantifier->after && !is_counted; i++)
		is_counted = word_number(words, i, &number);
	if (is_one_of(words, quantifier->first, "both either neither") ||
	    is_one_of(words, quantifier->first + 1, "both"))
		quantifier->announced = 2;
	if (quantifier->combination == CRITERIA_ALL && number > 1)
		quantifier->announced = number;
	if (families[family].family == PHRASE_NOT_ALL)
		quantifier->announced = is_counted ? number : quantifier->announced;
	else if (families[family].family == PHRASE_BARE_NUMBER && number == 1)
		quantifier->combination = CRITERIA_ANY;
	else if (criteria_operator_counts(quantifier->combination))
		quantifier->number = number + (uint32_t)families[family].step;
	if (quantifier->combination == CRITERIA_AT_LEAST && quantifier->number == 1)
		quantifier->combination = CRITERIA_ANY;
	if (quantifier->combination == CRITERIA_AT_MOST && is_counted && quantifier->number == 0 &&
	    families[family].family != PHRASE_NOT_ALL)
		quantifier->combination = CRITERIA_NONE;
	if (!criteria_operator_counts(quantifier->combination))
		quantifier->number = 0;
}

bool quantifier_at(const struct sentence *sentence, size_t at, struct quantifier *found)
{
	const struct words *words = sentence->words;
	size_t longest = 0, family = 0;

	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		size_t length = phrase_length(words, at, families[i].family);
		if (length > longest && at + length <= sentence->to) {
			longest = length;
			family = i;
		}
	}
	if (!longest)
		return false;
	*found = (struct quantifier){.first = at, .after = at + longest};
	set_meaning(found, words, family);
	if (stands_in_bracket(sentence, at) || stands_after_list(sentence, at, found->after)) {
		found->list_end = sentence->to;
		found->names_following = true;
		if (stands_after_list(sentence, at, found->after))
			found->list_end = found->after;
		return true;
	}
	/* "If any", "at all" */
	bool is_idiom = at > sentence->from && found->after >= sentence->to &&
			((word_is(words, at, "any") && word_is(words, at - 1, "if")) ||
			 (word_is(words, at, "all") && word_is(words, at - 1, "at")));
	if (is_idiom)
		return false;
	found->list_end = list_after(sentence, found->after, found);
	return found->list_end > 0;
}

/* The number in "the following 3 criteria" or "the four criteria set out below". */
static uint32_t number_before(const struct sentence *sentence, size_t at)
{
	uint32_t number = 0;

	for (size_t i = at; i > sentence->from && at - i < 3; i--)
		if (word_number(sentence->words, i - 1, &number))
			return number;
	return 0;
}

bool quantifier_of_set(const struct sentence *sentence, struct quantifier *found)
{
	const struct words *words = sentence->words;
	size_t after = sentence->to, noun = sentence->to;
	size_t ahead = phrase_find(words, sentence->from, sentence->to, PHRASE_LIST_AHEAD, NULL);

	/* The noun that is nearest to it. */
	for (size_t i = sentence->from; i < sentence->to; i++) {
		size_t length = phrase_length(words, i, PHRASE_SET_NOUN);
		if (length && (noun == sentence->to || i <= ahead + 5)) {
			noun = i;
			after = i + length;
		}
	}

	if (noun == sentence->to || ahead == sentence->to || is_elsewhere(sentence, after))
		return false;
	/* One before the other, with nothing but what is said of the criteria between. */
	size_t first = noun < ahead ? noun : ahead, last = noun < ahead ? ahead : noun;
	for (size_t i = first; i < last; i++)
		if (word_in(words, i, CLASS_NEGATION) || phrase_length(words, i, PHRASE_CONDITION) ||
		    words->items[i].kind >= WORD_STOP)
			return false;
	if (last - first > 5)
		return false;
	size_t met = phrase_find(words, last, sentence->to, PHRASE_MET, NULL);
	size_t meet = phrase_find(words, sentence->from, first, PHRASE_MEET, NULL);
	bool is_met = met < sentence->to && met - last <= 6 && word_find(words, last, met, CLASS_NEGATION) == met &&
		      phrase_find(words, last, met, PHRASE_CONDITION, NULL) == met;
	bool meets = meet < first && first - meet <= 5;
	if (!is_met && !meets)
		return false;
	*found = (struct quantifier){.first = first,
				     .after = last + 1,
				     .list_end = is_met ? met + 1 : last + 1,
				     .combination = word_is(words, noun, "criterion") ? CRITERIA_UNCLEAR : CRITERIA_ALL,
				     .announced = number_before(sentence, noun),
				     .names_following = true,
				     .is_set = true};
	return true;
}

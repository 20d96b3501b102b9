/* Does what leads to a list state a condition of its own? */
#include "tree/lead_in_parts.h"

/* Words that only lead to a list: who has what of it. */
#define LEADING                                                                                                    \
	"a an the who whom they he she it there patient patients person people those individual individuals "      \
	"applicant "                                                                                               \
	"is are be been being was were have has had having do does did must should can could may will would also " \
	"then "                                                                                                    \
	"meet meets meeting met satisfy satisfies satisfying fulfil fulfils fulfilling with in of to from at by "  \
	"either "                                                                                                  \
	"if where when that least their his her its been evidence shown show shows present has need needs"

static bool is_one_of(const struct words *words, size_t at, const char *list)
{
	return at < words->count && text_is_one_of(words->items[at].text, list);
}

static bool is_leading(const struct words *words, size_t at)
{
	return words->items[at].kind >= WORD_STOP || is_one_of(words, at, LEADING);
}

static bool has_content(const struct words *words, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!is_leading(words, i) && !is_one_of(words, i, "and or and/or"))
			return true;
	return false;
}

static bool is_time_unit(const struct words *words, size_t at)
{
	return is_one_of(words, at, "day days week weeks month months year years hour hours");
}

/* The "or" of "18 or over" joins nothing. */
static bool is_bound(const struct words *words, size_t at)
{
	return is_one_of(words, at, "or and") &&
	       is_one_of(words, at + 1,
			 "more over above older greater higher under below less fewer younger worse better "
			 "equal lower later earlier");
}

static bool has_number(const struct words *words, size_t from, size_t to)
{
	uint32_t number;

	for (size_t i = from; i < to; i++)
		if (words->items[i].kind == WORD_NUMBER || (word_number(words, i, &number) && number > 1))
			return true;
	return false;
}

/* "More than one episode of any of the following": a number of something else than the list's items. */
static bool has_amount(const struct words *words, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (phrase_length(words, i, PHRASE_MORE_THAN) || phrase_length(words, i, PHRASE_AT_LEAST) ||
		    phrase_length(words, i, PHRASE_FEWER_THAN) || phrase_length(words, i, PHRASE_AT_MOST))
			return true;
	return has_number(words, from, to);
}

static void set_own(struct lead_in *lead_in, const struct sentence *sentence, enum own_join join, size_t first,
		    size_t after)
{
	lead_in->own = OWN_CONDITION;
	/* Two conditions beside one list: how they go with each other is not said. */
	lead_in->join = lead_in->join == JOIN_NOT_SAID || lead_in->join == join ? join : JOIN_UNCLEAR;
	lead_in->own_begin = sentence->words->items[first].begin;
	lead_in->own_end = sentence->words->items[after > first ? after - 1 : first].end;
}

/* "For children under 12, …", "Where the patient smokes, …", "In addition to a diagnosis, …": the word after it, or
 * `from`. */
static size_t read_front(struct lead_in *lead_in, const struct sentence *sentence, size_t end)
{
	const struct words *words = sentence->words;
	size_t from = sentence->from;
	size_t comma = word_find_kind(words, from, end, WORD_COMMA);
	size_t patient = word_find(words, from, comma, CLASS_PATIENT);
	bool is_main_after = comma < end && !is_one_of(words, comma + 1, "and or and/or") &&
			     (comma + 1 == end || has_content(words, comma, end));

	if (is_one_of(words, from, "in") && is_one_of(words, from + 1, "addition") &&
	    is_one_of(words, from + 2, "to")) {
		if (comma == end)
			return from;
		set_own(lead_in, sentence, JOIN_AND, from, comma);
	} else if (is_one_of(words, from, "unless except") && is_main_after) {
		set_own(lead_in, sentence, JOIN_UNCLEAR, from, comma);
	} else if (is_one_of(words, from, "where when if once provided") && is_main_after) {
		set_own(lead_in, sentence, JOIN_WHEN, from, comma);
	} else if (is_one_of(words, from, "for in among") && is_main_after && patient < comma) {
		set_own(lead_in, sentence, JOIN_WHEN, from, comma);
	} else if (is_one_of(words, from, "for in among") && comma == end && word_in(words, from + 1, CLASS_PATIENT)) {
		/* "For children under 12 grommets are funded when both of": where it ends can't be seen. */
		size_t condition = phrase_find(words, from + 1, end, PHRASE_CONDITION, NULL);
		if (condition == end)
			return from;
		set_own(lead_in, sentence, JOIN_WHEN, from, from + 2);
		return condition;
	} else {
		return from;
	}
	return comma;
}

static bool says_funding(const struct words *words, size_t from, size_t to)
{
	static const enum word_class classes[] = {CLASS_FUNDED,    CLASS_FUND,     CLASS_FUNDS,
						  CLASS_OFFERED,   CLASS_GRANTED,  CLASS_REFUSED,
						  CLASS_AVAILABLE, CLASS_ELIGIBLE, CLASS_QUALIFY};

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (word_find(words, from, to, classes[i]) < to)
			return true;
	return false;
}

/* Where the words begin that say whom or what the list is a condition of: after the main clause. */
static size_t condition_zone(const struct sentence *sentence, size_t from, size_t end, bool is_nested)
{
	const struct words *words = sentence->words;

	if (is_nested)
		return from;
	for (size_t i = from; i < end; i++) {
		size_t length = phrase_length(words, i, PHRASE_CONDITION);
		if (length)
			return i + length;
		/* "Patients will be funded if" is a main clause; "patients with diabetes who" and "adults who" are not.
		 */
		if (word_in(words, i, CLASS_PATIENT) &&
		    is_one_of(words, i + 1, "with who whose aged under over in having diagnosed undergoing suffering"))
			return i + 1;
	}
	/* "The lesion is painful and at least one of": a condition with no word before it. */
	return says_funding(words, from, end) ? end : from;
}

/* The word that joins what stands before a quantifier to it, over words that only lead to the list. */
static enum own_join joiner_before(const struct words *words, size_t zone, size_t first, size_t *at)
{
	for (size_t i = first; i > zone; i--) {
		size_t word = i - 1, begin;
		*at = word;
		if (is_one_of(words, word, "and/or"))
			return JOIN_UNCLEAR;
		if (is_one_of(words, word, "or") && !is_bound(words, word))
			return JOIN_OR;
		for (begin = word + 1; begin > zone && word + 1 - begin < 4; begin--) {
			size_t length = phrase_length(words, begin - 1, PHRASE_BESIDE_AND);
			*at = begin - 1;
			if (length && begin - 1 + length == word + 1)
				return JOIN_AND;
		}
		if (!is_leading(words, word) || first - word > 8)
			return JOIN_NOT_SAID;
	}
	return JOIN_NOT_SAID;
}

static bool has_or(const struct words *words, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_one_of(words, i, "or and/or") && !is_bound(words, i))
			return true;
	return false;
}

/* "Twelve weeks of each of the following" */
static bool is_amount_of(const struct words *words, size_t first)
{
	uint32_t number;

	return first >= 3 && is_one_of(words, first - 1, "of") &&
	       (is_time_unit(words, first - 2) || is_one_of(words, first - 2, "courses sessions cycles doses")) &&
	       word_number(words, first - 3, &number);
}

/* "There is severe pain with any of", but not "the patient presents with any of". */
static bool is_accompanied(const struct words *words, size_t zone, size_t first)
{
	return first > zone + 3 && is_one_of(words, first - 1, "with") && is_one_of(words, zone, "there") &&
	       is_one_of(words, zone + 1, "is are") && has_content(words, zone, first - 1) &&
	       !is_one_of(words, first - 2, "consistent compatible patient patients person people");
}

static void read_before(struct lead_in *lead_in, const struct sentence *sentence, size_t from, size_t first,
			bool is_nested)
{
	const struct words *words = sentence->words;
	size_t zone = condition_zone(sentence, from, first, is_nested), at = first;
	enum own_join join = joiner_before(words, zone, first, &at);

	if (is_amount_of(words, first)) {
		set_own(lead_in, sentence, JOIN_EACH, first - 3, first);
		return;
	}
	if (join != JOIN_NOT_SAID) {
		/* "Surgery is funded, and any of": a main clause is no condition. */
		bool is_mixed = join != JOIN_OR && has_or(words, zone, at);
		if (has_content(words, zone, at))
			set_own(lead_in, sentence, is_mixed ? JOIN_UNCLEAR : join, zone, at);
		return;
	}
	/* The last word that leads to the list: "who have", "with", "where". */
	size_t host = first;
	while (host > zone && is_leading(words, host - 1))
		host--;
	bool is_hosted = false;
	for (size_t i = host; i < first; i++)
		is_hosted |= is_one_of(words, i, "who whom with where when having meeting satisfying that if");
	bool is_of_patient = zone > from && word_in(words, zone - 1, CLASS_PATIENT);
	if (host > zone && (has_amount(words, zone, host) || (is_hosted && (is_nested || is_of_patient))))
		set_own(lead_in, sentence, !is_hosted || has_or(words, zone, host) ? JOIN_UNCLEAR : JOIN_AND, zone,
			host);
	else if (is_accompanied(words, zone, first))
		set_own(lead_in, sentence, has_or(words, zone, host) ? JOIN_UNCLEAR : JOIN_AND, zone, host);
	else if (is_of_patient && !is_one_of(words, zone, "who whose") && host > zone) {
		/* "Patients with diabetes who have not responded to any of": the verb is the list's, not the patient's.
		 */
		size_t who = zone;
		while (who < host && !is_one_of(words, who, "who whom having"))
			who++;
		if (who < host && has_content(words, zone, who))
			set_own(lead_in, sentence, has_or(words, zone, who) ? JOIN_UNCLEAR : JOIN_AND, zone, who);
	}
}

/* "For at least six months", "within the last year", at a word: how it goes with the list. */
static enum own_join time_at(const struct sentence *sentence, size_t at)
{
	const struct words *words = sentence->words;

	if (phrase_length(words, at, PHRASE_BEFORE_CARE))
		return JOIN_NOT_SAID;
	if (is_one_of(words, at, "at") && is_one_of(words, at + 1, "the") && is_one_of(words, at + 2, "time"))
		return JOIN_EACH;
	if (!is_one_of(words, at, "for within during in over throughout since"))
		return JOIN_NOT_SAID;
	for (size_t i = at + 1; i < sentence->to && i < at + 8; i++) {
		if (is_time_unit(words, i))
			return is_one_of(words, at, "over throughout since") &&
					       !is_one_of(words, at + 2, "last past previous preceding")
				       ? JOIN_UNCLEAR
				       : JOIN_EACH;
		if (words->items[i].kind >= WORD_STOP)
			break;
	}
	return JOIN_NOT_SAID;
}

/* Does a word go on with the list's own verb: "tried and failed", "contraindicated or not tolerated"? */
static bool goes_on_with_verb(const struct words *words, size_t at)
{
	return at >= words->count || text_ends(words->items[at].text, TEXT("ed")) ||
	       is_one_of(words, at, "not is are been has have present be failed shown funded will can");
}

static enum own_join tail_join_at(const struct sentence *sentence, size_t at)
{
	const struct words *words = sentence->words;
	enum own_join join = time_at(sentence, at);

	if (join != JOIN_NOT_SAID)
		return join;
	if (is_one_of(words, at, "lasting persisting"))
		return JOIN_EACH;
	if (phrase_length(words, at, PHRASE_BEFORE_CARE) || phrase_length(words, at, PHRASE_REASON))
		return JOIN_NOT_SAID;
	if (is_one_of(words, at, "and or and/or")) {
		if (is_bound(words, at) || goes_on_with_verb(words, at + 1))
			return JOIN_NOT_SAID;
		return is_one_of(words, at, "and") ? JOIN_AND : is_one_of(words, at, "or") ? JOIN_OR : JOIN_UNCLEAR;
	}
	if (phrase_length(words, at, PHRASE_BESIDE_AND))
		return JOIN_AND;
	if (phrase_length(words, at, PHRASE_EXCEPTION) || phrase_length(words, at, PHRASE_CONTRAST) ||
	    phrase_length(words, at, PHRASE_CONCESSION) || phrase_length(words, at, PHRASE_CONDITION) ||
	    is_one_of(words, at, "with which causing resulting affecting"))
		return JOIN_UNCLEAR;
	return JOIN_NOT_SAID;
}

static void read_tail(struct lead_in *lead_in, const struct sentence *sentence, size_t list_end)
{
	for (size_t i = list_end; i < sentence->to; i++) {
		enum own_join join = tail_join_at(sentence, i);
		if (join == JOIN_NOT_SAID)
			continue;
		set_own(lead_in, sentence, join, i, sentence->to);
		return;
	}
	/* A number that nothing above has read is a condition of some kind. */
	if (has_number(sentence->words, list_end, sentence->to))
		set_own(lead_in, sentence, JOIN_UNCLEAR, list_end, sentence->to);
}

void lead_in_own(struct lead_in *lead_in, const struct sentence *sentence, const struct quantifier *quantifier,
		 bool is_nested)
{
	size_t first = quantifier ? quantifier->first : sentence->to;
	size_t from = is_nested ? sentence->from : read_front(lead_in, sentence, first);

	if (from < first)
		read_before(lead_in, sentence, from, first, is_nested);
	if (quantifier)
		read_tail(lead_in, sentence, quantifier->list_end);
}

#include "tree/lead_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "tree/english.h"

/* Words, numbers and single signs, in order. */
struct word {
	size_t begin, end;
	struct text text;
};

struct words {
	struct word *items;
	size_t count, capacity;
};

/* A phrase that says how a list combines. */
struct phrase {
	size_t first, after; /* words */
	enum criteria_operator combination;
	uint32_t count;
	bool names_following; /* "of the following" */
};

/* "#" is a number, in digits or words. The longest that stands at a place counts. */
static const struct {
	const char *words;
	enum criteria_operator combination;
	uint32_t count; /* where the words say one without a number */
} phrases[] = {
	{"all of", CRITERIA_ALL, 0},
	{"all the", CRITERIA_ALL, 0},
	{"all these", CRITERIA_ALL, 0},
	{"all criteria", CRITERIA_ALL, 0},
	{"all conditions", CRITERIA_ALL, 0},
	{"all requirements", CRITERIA_ALL, 0},
	{"all # of", CRITERIA_ALL, 0},
	{"all # criteria", CRITERIA_ALL, 0},
	{"all # conditions", CRITERIA_ALL, 0},
	{"each of", CRITERIA_ALL, 0},
	{"every one of", CRITERIA_ALL, 0},
	{"both of", CRITERIA_ALL, 2},
	{"both the", CRITERIA_ALL, 2},
	{"both criteria", CRITERIA_ALL, 2},
	{"any of", CRITERIA_ANY, 0},
	{"any one of", CRITERIA_ANY, 0},
	{"any one or more of", CRITERIA_ANY, 0},
	{"any or all of", CRITERIA_ANY, 0},
	{"one or both of", CRITERIA_ANY, 0},
	{"one or other of", CRITERIA_ANY, 0},
	{"either of", CRITERIA_ANY, 0},
	{"either or both of", CRITERIA_ANY, 0},
	{"none of", CRITERIA_NONE, 0},
	{"neither of", CRITERIA_NONE, 0},
	{"at least # of", CRITERIA_AT_LEAST, 0},
	{"at least # out of", CRITERIA_AT_LEAST, 0},
	{"at least # criteria", CRITERIA_AT_LEAST, 0},
	{"at least # or more of", CRITERIA_AT_LEAST, 0},
	{"# or more of", CRITERIA_AT_LEAST, 0},
	{"# or more out of", CRITERIA_AT_LEAST, 0},
	{"# or more criteria", CRITERIA_AT_LEAST, 0},
	{"any # of", CRITERIA_AT_LEAST, 0},
	{"any # or more of", CRITERIA_AT_LEAST, 0},
	{"minimum of # of", CRITERIA_AT_LEAST, 0},
	{"no fewer than # of", CRITERIA_AT_LEAST, 0},
	{"# of", CRITERIA_AT_LEAST, 0},
	/* Of a list straight after them, "either:". */
	{"all", CRITERIA_ALL, 0},
	{"each", CRITERIA_ALL, 0},
	{"both", CRITERIA_ALL, 2},
	{"any", CRITERIA_ANY, 0},
	{"either", CRITERIA_ANY, 0},
	{"none", CRITERIA_NONE, 0},
};

static bool count_of_word(struct text word, uint32_t *count)
{
	if (text_to_number(word, 1000, count))
		return true;
	double value;
	if (!english_number(word, NUMBER_CARDINAL, &value) || value > 12)
		return false;
	*count = (uint32_t)value;
	return true;
}

/* The length of a dash or an ellipsis at the beginning of a text; 0: there is none. */
static size_t dash_length(struct text rest)
{
	return text_begins(rest, TEXT("–")) || text_begins(rest, TEXT("—")) || text_begins(rest, TEXT("…")) ? 3 : 0;
}

static struct words cut_words(struct text text)
{
	struct words words = {0};

	for (size_t at = 0; at < text.length;) {
		size_t begin = at;
		size_t dash = dash_length(text_slice(text, at, text.length));
		if (is_ascii_space(text.bytes[at])) {
			at++;
			continue;
		}
		at += dash;
		while (!dash && at < text.length && is_word_byte(text.bytes[at], WORD_DIGIT | WORD_BEYOND_ASCII) &&
		       !dash_length(text_slice(text, at, text.length)))
			at++;
		at += at == begin;
		words.items = memory_grow(words.items, words.count, &words.capacity, sizeof *words.items);
		words.items[words.count++] = (struct word){begin, at, text_slice(text, begin, at)};
	}
	return words;
}

static bool word_is(const struct words *words, size_t index, const char *list)
{
	return index < words->count && text_is_one_of(words->items[index].text, list);
}

static bool any_word_is(const struct words *words, size_t from, size_t to, const char *list)
{
	for (size_t i = from; i < to; i++)
		if (word_is(words, i, list))
			return true;
	return false;
}

/* The words of a phrase that stand at `index`, 0 when they don't. */
static size_t match(const struct words *words, size_t index, const char *phrase, uint32_t *count)
{
	struct text rest, word;
	size_t matched = 0;

	/* Most phrases begin otherwise, and every one is asked for at every word. */
	if (index >= words->count ||
	    (*phrase != '#' && ascii_lower(words->items[index].text.bytes[0]) != ascii_lower(*phrase)))
		return 0;
	rest = text_of(phrase);
	while (text_split(&rest, ' ', &word)) {
		if (index + matched >= words->count)
			return 0;
		struct text found = words->items[index + matched].text;
		if (text_is(word, "#") ? !count_of_word(found, count) : !text_equal_ignoring_case(found, word))
			return 0;
		matched++;
	}
	return matched;
}

/* Is nothing left from `index` on but marks? */
static bool is_end(const struct words *words, size_t index)
{
	while (index < words->count && is_ascii_punctuation(words->items[index].text.bytes[0]))
		index++;
	return index == words->count || (index + 1 == words->count && dash_length(words->items[index].text));
}

#define SUBORDINATE "where when if provided providing unless except whose"

/* Do the words after "criteria" at `index` say that they are elsewhere: "in section 2", "listed in the appendix"? */
static bool is_elsewhere(const struct words *words, size_t index)
{
	index++;
	index += word_is(words, index, "set listed given described stated named laid");
	index += word_is(words, index, "out down");
	return word_is(words, index, "in of from under at on");
}

/* Does a phrase that ends before `after` speak of the list that follows? */
static bool points_ahead(const struct words *words, size_t after, bool *names_following)
{
	static const char nouns[] =
		"these those below here listed criteria criterion conditions condition circumstances "
		"requirements statements symptoms signs features factors indications exceptions "
		"situations points";
	static const char breaks[] = "and or . ; " SUBORDINATE;

	*names_following = false;
	if (is_end(words, after))
		return true;
	for (size_t i = after; i < words->count && i < after + 8 && !word_is(words, i, breaks); i++)
		*names_following |= word_is(words, i, "following");
	if (*names_following)
		return true;
	for (size_t i = after - 1; i < words->count && i < after + 7; i++) {
		/* "any of the procedures below where the patient has:" is about another list. */
		if (word_is(words, i, nouns))
			return !is_elsewhere(words, i) && !any_word_is(words, i, words->count, SUBORDINATE);
		if (i >= after && (word_is(words, i, breaks) ||
				   word_is(words, i,
					   "is are was in for who which that has have had must with on by to "
					   "at from , :")))
			return false;
	}
	return false;
}

/* "if any:", "at all:" */
static bool is_idiom(const struct words *words, size_t index)
{
	return index > 0 && ((word_is(words, index, "any") && word_is(words, index - 1, "if")) ||
			     (word_is(words, index, "all") && word_is(words, index - 1, "at")));
}

/* The longest phrase at `index` that speaks of what follows. */
static bool phrase_at(const struct words *words, size_t index, struct phrase *found)
{
	struct text first = words->items[index].text;
	uint32_t number;
	size_t longest = 0;

	/* The first letters of all phrases that don't begin with a number. */
	if (!strchr("abemno", ascii_lower(first.bytes[0])) && !count_of_word(first, &number))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(phrases); i++) {
		uint32_t count = phrases[i].count;
		bool names_following, is_bare = !strchr(phrases[i].words, ' ');
		size_t length = match(words, index, phrases[i].words, &count);
		if (length <= longest || (is_bare && (!is_end(words, index + length) || is_idiom(words, index))) ||
		    !points_ahead(words, index + length, &names_following))
			continue;
		longest = length;
		*found = (struct phrase){index, index + length, phrases[i].combination, count, names_following};
	}
	if (longest && found->combination == CRITERIA_AT_LEAST && found->count == 1)
		*found = (struct phrase){found->first, found->after, CRITERIA_ANY, 0, found->names_following};
	return longest > 0;
}

/* The "not" that stands over a phrase in its own part of the sentence, or words->count. */
static size_t negation_before(const struct words *words, size_t index)
{
	while (index > 0) {
		index--;
		if (word_is(words, index, "not no without never cannot nor neither"))
			return index;
		/* "don't", "haven't": the letter after the apostrophe is a word of its own */
		if (word_is(words, index, "t") && index > 0 && word_is(words, index - 1, "' ’"))
			return index - 1;
		if (word_is(words, index, SUBORDINATE) ||
		    word_is(words, index, ". ; : and but until who which with because as"))
			break;
	}
	return words->count;
}

/* What a "not" makes of "any of": none of, where the patient must not have them; no change, where it is the funding
 * that is denied; else unclear. */
static enum criteria_operator negated(const struct words *words, size_t negation, size_t phrase)
{
	static const char funding[] =
		"commissioned commission funded fund funding covered cover covers apply applies available offered "
		"offer provided support supported include includes included eligible considered consider approved "
		"approve recommended performed undertaken carried referred treated used appropriate permitted";
	static const char patient[] =
		"have has had having meet meets met satisfy satisfied suffer suffers show shows present take taking "
		"takes responded respond received receive tried undergone experience experienced evidence history";

	if (any_word_is(words, negation, phrase, funding))
		return CRITERIA_ANY;
	/* "surgery is not delayed in any of the following circumstances" */
	if (phrase > negation + 2 && word_is(words, phrase - 1, "in under") &&
	    any_word_is(words, phrase, phrase + 6 < words->count ? phrase + 6 : words->count,
			"circumstances situations cases"))
		return CRITERIA_ANY;
	if (word_is(words, negation, "without") || any_word_is(words, negation, phrase, patient))
		return any_word_is(words, negation, phrase, ",") ? CRITERIA_UNCLEAR : CRITERIA_NONE;
	return CRITERIA_UNCLEAR;
}

static void set_other(struct lead_in *lead_in, const struct words *words, size_t first, size_t after)
{
	lead_in->combination = CRITERIA_UNCLEAR;
	lead_in->other_begin = words->items[first].begin;
	lead_in->other_end = words->items[after - 1].end;
}

/* The "unless" or "except" before a phrase, or words->count. */
static size_t exception_before(const struct words *words, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (word_is(words, i, "unless except"))
			return i;
	return words->count;
}

static void read_phrases(struct lead_in *lead_in, const struct words *words, bool is_nested)
{
	struct phrase best = {0}, phrase;

	for (size_t i = 0; i < words->count; i++) {
		if (!phrase_at(words, i, &phrase))
			continue;
		i = phrase.after - 1;
		bool is_same = phrase.combination == best.combination && phrase.count == best.count;
		if (best.after && best.names_following && !phrase.names_following)
			continue;
		if (best.after && best.names_following == phrase.names_following && !is_same) {
			set_other(lead_in, words, phrase.first, phrase.after);
			continue;
		}
		if (!best.after || !best.names_following) {
			best = phrase;
			*lead_in = (struct lead_in){.combination = phrase.combination, .count = phrase.count};
		}
	}
	if (!best.after)
		return;
	lead_in->begin = words->items[best.first].begin;
	lead_in->end = words->items[best.after - 1].end;
	size_t exception = is_nested ? exception_before(words, best.first) : words->count;
	size_t negation = negation_before(words, best.first);
	/* "BMI under 30, unless any of the following apply": these are no part of what the criterion asks. */
	if (exception < words->count && lead_in->combination != CRITERIA_UNCLEAR)
		set_other(lead_in, words, exception, exception + 1);
	if (lead_in->combination == CRITERIA_UNCLEAR || negation == words->count)
		return;
	/* "no more than two of" is no bound that a group can have, and "not all of" leaves open which. */
	enum criteria_operator meant =
		lead_in->combination == CRITERIA_ANY ? negated(words, negation, best.first) : CRITERIA_UNCLEAR;
	if (lead_in->combination != CRITERIA_ANY && negated(words, negation, best.first) == CRITERIA_ANY)
		meant = lead_in->combination; /* "not commissioned for all of" */
	if (meant == CRITERIA_UNCLEAR)
		set_other(lead_in, words, negation, negation + 1);
	lead_in->combination = meant;
}

static bool ends_open(const struct words *words)
{
	return words->count && !word_is(words, words->count - 1, ". ! ? ”");
}

/* Words that say "for example", at the end. */
static bool is_illustration(const struct words *words)
{
	size_t count = words->count;
	size_t from = count > 6 ? count - 6 : 0;

	for (size_t i = from; i < count; i++)
		if (word_is(words, i, "eg namely ie") || (word_is(words, i, "such") && word_is(words, i + 1, "as")) ||
		    (word_is(words, i, "for") && word_is(words, i + 1, "example instance")) ||
		    (word_is(words, i, "e") && word_is(words, i + 1, ".") && word_is(words, i + 2, "g")) ||
		    (word_is(words, i, "i") && word_is(words, i + 1, ".") && word_is(words, i + 2, "e")))
			return true;
	return false;
}

static bool is_condition(const struct words *words, enum stated_effect effect, bool is_nested)
{
	static const char conditional[] =
		"where when if provided providing unless except only until criteria criterion "
		"eligible eligibility circumstances indications indicated contraindicated "
		"contraindications requirements excluded excludes exclude exclusion "
		"exclusions qualify qualifies";
	static const char of_papers[] =
		"include includes including included evidence photograph photographs letter form "
		"forms enclose enclosed attach attached submit submitted supply supplied send "
		"documentation information document documents procedures treatments operations "
		"interventions devices services products codes definitions examples advice";
	size_t count = words->count;

	if (is_illustration(words))
		return false;
	if (any_word_is(words, 0, count, conditional))
		return true;
	if (any_word_is(words, 0, count, of_papers))
		return false;
	if (effect == EFFECT_OF_WORDS || is_nested)
		return true;
	/* "This policy does not cover:", among the exclusions */
	if (effect == EFFECT_OF_SECTION &&
	    any_word_is(words, 0, count, "not no outside following apply applies cover covers patient patients people"))
		return true;
	/* "The patient must have:" */
	while (count > 0 && is_ascii_punctuation(words->items[count - 1].text.bytes[0]))
		count--;
	return any_word_is(
		       words, 0, count,
		       "patient patients people person adults adult children child women woman men man those anyone "
		       "they he she individual individuals") &&
	       any_word_is(words, count > 3 ? count - 3 : 0, count,
			   "must should have has had with who is are be been meet meets");
}

struct lead_in lead_in_read(struct text text, enum stated_effect effect, bool is_nested)
{
	struct lead_in lead_in = {.combination = CRITERIA_NONE_READ};
	struct words words = cut_words(text);

	read_phrases(&lead_in, &words, is_nested);
	lead_in.is_open = ends_open(&words) || any_word_is(&words, 0, words.count, "following below");
	lead_in.is_condition = lead_in.is_open && is_condition(&words, effect, is_nested);
	lead_in.goes_on = word_is(&words, 0, "and or plus but");
	free(words.items);
	return lead_in;
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

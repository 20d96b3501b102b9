/* What the words around the quantities of a leaf say of them: whether they are denied, what a time counts from, how
 * often, of what, for whom, and how several of one kind go together. */
#include <string.h>

#include "read/quantities_parts.h"

/* Rates. */

const char *per_at(const struct scan *scan, size_t index, size_t *count)
{
	static const struct {
		const char *word, *code;
	} adverbs[] = {{"daily", "d"},  {"weekly", "wk"},  {"fortnightly", "2.wk"}, {"monthly", "mo"},
		       {"yearly", "a"}, {"annually", "a"}, {"nightly", "d"}};
	size_t words = 0;

	for (size_t i = 0; i < COUNT_OF(adverbs); i++)
		if (token_is(scan, index, adverbs[i].word)) {
			*count = 1;
			return adverbs[i].code;
		}
	if (match_at(scan, index, "per annum")) {
		*count = 2;
		return "a";
	}
	if (token_is_one_of(scan, index, "per a each every /"))
		words = 1;
	else if (match_at(scan, index, "in each") || match_at(scan, index, "in every") ||
		 match_at(scan, index, "in any"))
		words = 2 + token_is(scan, index + 2, "one");
	if (!words)
		return NULL;
	/* "every 3 months" */
	if (token_is(scan, index, "every") && token_is_number(scan, index + 1) && time_unit(scan, index + 2)) {
		*count = 3;
		return arena_string(scan->arena, arena_format(scan->arena, "%g.%s", scan->tokens[index + 1].number,
							      time_unit(scan, index + 2)));
	}
	*count = words + 1;
	const char *unit = time_unit(scan, index + words);
	return token_is(scan, index + words, "night") ? "d" : unit;
}

/* Widens the quantity that was added last to the token `end`. */
static void extend(const struct scan *scan, struct found *found, size_t end)
{
	size_t from = scan->tokens[found->begin].begin, to = scan->tokens[end - 1].end;

	found->end = end;
	found->quantity->words = token_words(scan, found->begin, end);
	found->quantity->place = flat_text_place(scan->flat, from, to);
}

size_t take_per(struct scan *scan)
{
	struct found *found = &scan->found[scan->found_count - 1];
	struct quantity *quantity = found->quantity;
	size_t count;
	const char *per = per_at(scan, found->end, &count);

	if (!per)
		return found->end;
	quantity->per = text_of(per);
	if (quantity->kind == QUANTITY_COUNT)
		quantity->kind = QUANTITY_RATE;
	else if (quantity->kind == QUANTITY_WEIGHT)
		quantity->kind = QUANTITY_DOSE; /* "1 g daily" */
	extend(scan, found, found->end + count);
	return found->end;
}

/* Ends of what a few words can say: marks, joiners, words that begin another clause. */
static bool ends_phrase(const struct scan *scan, size_t index)
{
	return index >= scan->count ||
	       token_is_one_of(
		       scan, index,
		       ". , ; : ( ) and or but is are was were has have had who which that if when where unless until "
		       "despite because with will must should may can in at on for by as") ||
	       token_is_number(scan, index);
}

/* Some words from `index` to the end of their phrase, at most `most` tokens; empty: none. */
static struct text phrase_at(const struct scan *scan, size_t index, size_t most)
{
	size_t end = index;

	while (end < index + most && !ends_phrase(scan, end))
		end++;
	return token_words(scan, index, end);
}

/* What a time counts from: "within 6 weeks of injury", "within 3 months after surgery". */
static void read_anchor(const struct scan *scan, const struct found *found)
{
	struct quantity *quantity = found->quantity;
	size_t at = found->end;

	if (quantity->comparison != COMPARISON_WITHIN)
		return;
	if (!token_is(scan, found->begin, "within") || token_is(scan, found->begin + 1, "the"))
		quantity->direction = DIRECTION_BEFORE; /* "in the last 12 months" */
	if (token_is_one_of(scan, at, "after following post since"))
		quantity->direction = DIRECTION_AFTER;
	else if (token_is_one_of(scan, at, "before preceding") || match_at(scan, at, "prior to"))
		quantity->direction = DIRECTION_BEFORE;
	else if (!token_is_one_of(scan, at, "of from"))
		return;
	at += token_is(scan, at, "prior") ? 2 : 1;
	quantity->anchor = phrase_at(scan, at, 8);
}

static void read_percentage_of(const struct scan *scan, const struct found *found)
{
	if (found->quantity->kind == QUANTITY_PERCENTAGE && token_is(scan, found->end, "of"))
		found->quantity->of = phrase_at(scan, found->end + 1, 8);
}

/* Denial. */

#define NEGATORS "not no never without cannot neither nor n't unable"

/* Does a clause of its own begin at `index`: "and is aged", "who has", "; "? */
static bool begins_clause(const struct scan *scan, size_t index)
{
	if (token_is_one_of(scan, index, ". ; : who which because unless until if when where despite"))
		return true;
	bool is_joiner = token_is_one_of(scan, index, "and or but ,");
	return is_joiner &&
	       token_is_one_of(scan, index + 1,
			       "is are was were has have had be been aged must should will can does do who the "
			       "their he she they");
}

/* Words between a denial and what it denies. */
static bool is_transparent(const struct scan *scan, size_t index)
{
	return token_is_one_of(
		scan, index,
		"be been being is are was were has have had having a an the aged any already currently more "
		"received receive had undergone undergo of in within on age bmi body mass index old yet ever "
		"pass passed walk weigh smoke exceed reach lose lost previously recorded documented than to ' ’ t");
}

/* "n't" of "doesn't": the apostrophe and the t are tokens of their own. */
static bool is_negator(const struct scan *scan, size_t index)
{
	if (token_is_one_of(scan, index, NEGATORS))
		return true;
	return token_is(scan, index, "t") && index > 1 && token_is_one_of(scan, index - 1, "' ’") &&
	       token_is_one_of(scan, index - 2,
			       "don doesn didn isn aren wasn weren hasn haven hadn mustn shouldn won can couldn");
}

/* How far back a denial is looked for, in tokens. */
#define DENIAL_MOST 24

/* Is a token one of the words of a quantity before this one? */
static bool is_of_other(const struct scan *scan, const struct found *found, size_t index)
{
	while (found > scan->found && found[-1].end > index) {
		found--;
		if (found->begin <= index)
			return true;
	}
	return false;
}

static void read_denial(const struct scan *scan, const struct found *found)
{
	enum quantity_kind kind = found->quantity->kind;
	bool is_window = found->quantity->comparison == COMPARISON_WITHIN;
	bool is_certain = true;

	for (size_t at = found->begin, most = DENIAL_MOST; at && most; most--) {
		at--;
		/* "no more than two" is no denial of what comes after it. */
		if (is_of_other(scan, found, at))
			continue;
		if (is_negator(scan, at)) {
			bool is_over_time = kind == QUANTITY_DURATION && !is_window;
			bool is_certainly = is_window || (is_certain && !is_over_time);
			found->quantity->negated = is_certainly ? TRUTH_YES : TRUTH_OPEN;
			return;
		}
		if (begins_clause(scan, at))
			return;
		is_certain &= is_transparent(scan, at) || counted_unit(scan, at) != NULL;
	}
}

/* Treatment that is funded, and no test of the patient: "up to 6 sessions will be funded", "the request is for …". */
static void read_role(const struct scan *scan, const struct found *found)
{
	enum quantity_kind kind = found->quantity->kind;
	size_t begin = found->begin, end = found->end;

	if (kind != QUANTITY_COUNT && kind != QUANTITY_DURATION && kind != QUANTITY_DOSE && kind != QUANTITY_RATE)
		return;
	static const char *const before[] = {"request is for",   "requested for",   "funding is for", "funded for",
					     "commissioned for", "entitled to",     "eligible for",   "offered",
					     "will fund",        "will commission", "limited to",     "approved for",
					     "funding for",      "funding of",      "commissions",    "funds",
					     "will be offered",  "will provide"};
	for (size_t i = 0; i < COUNT_OF(before); i++)
		if (match_before(scan, begin, before[i])) {
			found->quantity->is_amount = true;
			return;
		}
	/* "two cycles of IVF will be funded", but not "have been funded". */
	for (size_t at = end; at < end + 8 && at < scan->count; at++) {
		if (token_is_one_of(scan, at, ". , ; :") || token_is_one_of(scan, at, "has have had"))
			return;
		bool is_verb = token_is_one_of(scan, at, "is are") || match_at(scan, at, "will be") ||
			       match_at(scan, at, "can be") || match_at(scan, at, "may be");
		size_t past = at + (token_is_one_of(scan, at, "is are") ? 1 : 2);
		if (is_verb && token_is_one_of(scan, past, "funded commissioned offered provided available approved")) {
			found->quantity->is_amount = true;
			return;
		}
	}
}

/* Several of one kind. */

static bool is_lower(const struct quantity *quantity)
{
	return quantity->comparison == COMPARISON_AT_LEAST || quantity->comparison == COMPARISON_MORE_THAN;
}
static bool is_upper(const struct quantity *quantity)
{
	return quantity->comparison == COMPARISON_AT_MOST || quantity->comparison == COMPARISON_LESS_THAN;
}

/* Are they of one kind and one thing, so that words have to tell them apart? Windows and plain durations are apart. */
static bool is_alike(const struct quantity *a, const struct quantity *b)
{
	bool has_names = a->name.length && b->name.length;

	if (a->kind != b->kind || (a->comparison == COMPARISON_WITHIN) != (b->comparison == COMPARISON_WITHIN))
		return false;
	if (a->kind == QUANTITY_COUNT || a->kind == QUANTITY_RATE)
		return text_equal(a->unit, b->unit);
	if (a->kind == QUANTITY_DOSE || a->kind == QUANTITY_OTHER)
		return true;
	return !has_names || text_equal_ignoring_case(a->name, b->name);
}

static bool is_inside(const struct quantity *inner, const struct quantity *outer)
{
	return inner->place.begin >= outer->place.begin && inner->place.end <= outer->place.end;
}

/* "18 or over and under 55", "minimum age 18, maximum age 55", "6 weeks to 3 months": the two bounds of one range. */
static bool are_range(const struct scan *scan, const struct found *first, const struct found *second)
{
	bool goes_up = is_lower(first->quantity) && is_upper(second->quantity);
	bool goes_down = is_upper(first->quantity) && is_lower(second->quantity);
	size_t at = first->end;

	if (goes_up && token_is_one_of(scan, at, "to - –"))
		return at + 1 == second->begin;
	bool has_mark = token_is_one_of(scan, at, ", ;");
	at += has_mark;
	bool has_word = token_is_one_of(scan, at, "and but");
	if ((!goes_up && !goes_down) || (!has_mark && !has_word))
		return false;
	/* Without a word that joins them: only what can't be two ways to be eligible. */
	bool is_narrow = text_equal(first->quantity->unit, second->quantity->unit) &&
			 (goes_up ? first->quantity->value < second->quantity->value
				  : first->quantity->value > second->quantity->value);
	if (!has_word && !is_narrow)
		return false;
	at += has_word;
	while (at < second->begin &&
	       token_is_one_of(scan, at, "is are aged be must not of age the also a bmi years old"))
		at++;
	return at == second->begin;
}

#define JOINERS ", or and but"

/* Does nothing but a joiner stand between a quantity and the one before? */
static bool is_beside_last(const struct scan *scan, size_t index)
{
	size_t at = index ? scan->found[index - 1].end : scan->count;

	while (at < scan->found[index].begin && token_is_one_of(scan, at, JOINERS))
		at++;
	return at == scan->found[index].begin;
}

/* "35, or 32.5 for people of Asian family origin": the words after a quantity, as far as the next one or a mark. Of "3
 * or 6 months of symptoms" they are not of the last alone. */
static struct text words_after(const struct scan *scan, size_t index)
{
	size_t at = scan->found[index].end, last = at;
	size_t next = index + 1 < scan->found_count ? scan->found[index + 1].begin : scan->count;

	if (!token_is_one_of(scan, at,
			     "for in of with if when where after among on at from under during to before as while") ||
	    (token_is(scan, at, "of") && is_beside_last(scan, index)))
		return TEXT("");
	while (last < next && !token_is_one_of(scan, last, ". , ; : ( )"))
		last++;
	/* Not the joiner, or what leads to the next. */
	while (last == next && last > at &&
	       token_is_one_of(scan, last - 1, "and or but a an the of for at is are to with has have"))
		next = --last;
	return last > at + 1 ? token_words(scan, at, last) : TEXT("");
}

/* "Smoke free for 8 weeks and on a diet for 6 months": the words before a quantity, as far as a joiner. */
static struct text words_ahead(const struct scan *scan, size_t index)
{
	size_t from = scan->found[index].begin, begin = from;
	size_t least = index ? scan->found[index - 1].end : 0;
	bool has_words = false;

	while (from > least && !token_is_one_of(scan, from - 1, ". , ; : ( ) and or but")) {
		from--;
		has_words |=
			scan->tokens[from].kind == TOKEN_WORD &&
			!token_is_one_of(
				scan, from,
				"a an the of for in on by from is are to or and has have been at bmi age aged with");
	}
	while (begin > from &&
	       token_is_one_of(scan, begin - 1, "a an the of for is are was were to at with has have had"))
		begin--;
	return has_words && index ? token_words(scan, from, begin) : TEXT("");
}

static struct text words_for(const struct scan *scan, size_t index)
{
	struct text after = words_after(scan, index);
	return after.length ? after : words_ahead(scan, index);
}

#define TOLD_APART_MOST 64

static void open_one(struct quantity *quantity)
{
	quantity->is_join_unclear = true;
	quantity->for_words = TEXT("");
	quantity->comparison = COMPARISON_UNSTATED;
}

/* Where they can't be told apart, none of them says how it is compared. */
static void open_all(const struct scan *scan, const struct quantity *like)
{
	const struct quantity first = *like; /* as it was before it is opened */

	for (size_t i = 0; i < scan->found_count; i++)
		if (is_alike(scan->found[i].quantity, &first))
			open_one(scan->found[i].quantity);
}

/* The quantities that are like the one at `index`, the first of them: told apart by words, a range, or open. */
static void tell_apart(const struct scan *scan, size_t index)
{
	struct quantity *first = scan->found[index].quantity;
	size_t last = index, without = 0, alike = 1;

	for (size_t i = 0; i < index; i++)
		if (is_alike(scan->found[i].quantity, first))
			return;
	first->for_words = words_for(scan, index);
	without += !first->for_words.length;
	for (size_t i = index + 1; i < scan->found_count; i++) {
		struct quantity *quantity = scan->found[i].quantity;
		if (!is_alike(first, quantity) || is_inside(quantity, scan->found[last].quantity))
			continue;
		bool is_range = are_range(scan, &scan->found[last], &scan->found[i]);
		last = i;
		if (is_range)
			continue;
		alike++;
		quantity->for_words = words_for(scan, i);
		without += !quantity->for_words.length;
	}
	if (alike == 1)
		first->for_words = TEXT("");
	else if (without > 1)
		open_all(scan, first);
}

void read_context(struct scan *scan)
{
	for (size_t i = 0; i < scan->found_count; i++) {
		read_anchor(scan, &scan->found[i]);
		read_percentage_of(scan, &scan->found[i]);
		read_denial(scan, &scan->found[i]);
		read_role(scan, &scan->found[i]);
	}
	/* Each is compared with each: of more than any criterion has, nothing is said. */
	for (size_t i = 0; i < scan->found_count; i++)
		if (scan->found_count <= TOLD_APART_MOST)
			tell_apart(scan, i);
		else
			open_one(scan->found[i].quantity);
}

#include "read/quantities.h"

#include <stdlib.h>
#include <string.h>

#include "read/quantities_parts.h"

/* A reader looks at the number at an index. Where it reads a quantity it gives the token after its words, else 0. */
typedef size_t reader(struct scan *scan, size_t index);

/* Below a person's years, or a number of anything else. */
#define AGE_MOST 120

static struct quantity *add_quantity(struct scan *scan, enum quantity_kind kind, const struct draft *draft,
				     double value, const char *unit)
{
	struct quantity *quantity = ARENA_NEW(scan->arena, struct quantity);
	size_t begin = scan->tokens[draft->begin].begin, end = scan->tokens[draft->end - 1].end;

	quantity->kind = kind;
	quantity->comparison = draft->comparison;
	quantity->value = value;
	quantity->unit = text_of(unit);
	quantity->words = arena_copy(scan->arena, text_slice(scan->flat->text, begin, end));
	quantity->place = flat_text_place(scan->flat, begin, end);
	*scan->next = quantity;
	scan->next = &quantity->next;
	scan->last = quantity;
	scan->last_end = draft->end;
	return quantity;
}

static void compare(const struct scan *scan, struct draft *draft)
{
	compare_before(scan, draft);
	if (!draft->is_compared)
		compare_after(scan, draft);
}

/* "between 16 and 40", "from 16 to 40", "between the ages of 16 and 40": the words before the first number. */
static size_t range_words_before(const struct scan *scan, size_t index)
{
	static const char *const leading[] = {"between the ages of", "between the age of", "between ages", "between",
					      "from the age of",     "from age",           "from"};

	for (size_t i = 0; i < sizeof leading / sizeof *leading; i++) {
		size_t count = match_before(scan, index, leading[i]);
		if (count)
			return count;
	}
	return 0;
}

/* The second number of "16 to 40", "16–40", "between 16 and 40", where the first ends before `after`; 0: none. */
static size_t range_end(const struct scan *scan, size_t after, bool has_words_before)
{
	size_t joiner = token_is(scan, after, "to") || token_is(scan, after, "–") || token_is(scan, after, "-") ||
			(has_words_before && token_is(scan, after, "and"));

	if (match_at(scan, after, "up to"))
		joiner = 2;
	/* "one or two injections" */
	if (after > 0 && token_is(scan, after, "or") && token_is_number(scan, after - 1) &&
	    token_is_number(scan, after + 1) && scan->tokens[after + 1].number == scan->tokens[after - 1].number + 1)
		joiner = 1;
	return joiner && token_is_number(scan, after + joiner) ? after + joiner : 0;
}

/* Ages and durations. */

/* A number or a range of them with a unit of time, as far as the tokens say. */
struct span {
	size_t index, upper; /* of the numbers; upper 0: no range */
	const char *unit;    /* NULL: none */
	struct draft draft;
};

/* "39 years and 364 days": the days that end a year's age. Gives the token after them, or 0. */
static size_t days_to_birthday(const struct scan *scan, size_t index)
{
	index += token_is(scan, index, "and") || token_is(scan, index, ",");
	bool is_year_end = token_is_number(scan, index) &&
			   (scan->tokens[index].number == 364 || scan->tokens[index].number == 365) &&
			   token_is_one_of(scan, index + 1, "day days");
	return is_year_end ? index + 2 : 0;
}

/* The months of "1 year and 6 months". Gives the token after them, or 0. */
static size_t months_beside(const struct scan *scan, size_t index, double *months)
{
	index += token_is(scan, index, "and") || token_is(scan, index, ",");
	if (!token_is_number(scan, index) || !token_is_one_of(scan, index + 1, "month months") ||
	    scan->tokens[index].number >= 12)
		return 0;
	*months = scan->tokens[index].number;
	return index + 2;
}

/* The unit at or after `at`: "6 or more months", "two consecutive years", "12-week". Moves `at` past it. */
static const char *unit_after(const struct scan *scan, size_t *at, struct draft *draft)
{
	size_t index = *at;

	if (token_is(scan, index, "-") && time_unit(scan, index + 1))
		index++;
	else if (token_is_one_of(scan, index,
				 "consecutive previous preceding full complete completed calendar whole further "
				 "successive continuous clear") &&
		 time_unit(scan, index + 1))
		index++;
	else if (!time_unit(scan, index)) {
		struct draft after = {.end = index};
		compare_after(scan, &after);
		if (!after.is_compared || !time_unit(scan, after.end))
			return NULL;
		draft->comparison = after.comparison;
		draft->is_compared = true;
		index = after.end;
	}
	*at = index + 1;
	return time_unit(scan, index);
}

static struct span read_span(const struct scan *scan, size_t index)
{
	struct span span = {.index = index, .draft = {.begin = index, .comparison = COMPARISON_EQUAL}};
	size_t leading = range_words_before(scan, index), after = after_number(scan, index);
	const char *first_unit = time_unit(scan, after);

	span.upper = range_end(scan, after, leading > 0);
	/* "16 years to 18 years": the unit may stand with both. */
	if (!span.upper && first_unit && (span.upper = range_end(scan, after + 1, leading > 0))) {
		const char *second_unit = time_unit(scan, after_number(scan, span.upper));
		if (!second_unit || strcmp(first_unit, second_unit) != 0)
			span.upper = 0;
	}
	if (span.upper)
		after = after_number(scan, span.upper);
	span.draft.end = after;
	span.unit = unit_after(scan, &span.draft.end, &span.draft);
	if (span.upper)
		span.draft.begin -= leading;
	return span;
}

/* "old", "of age" after the words of an age. */
static void take_age_words(const struct scan *scan, struct draft *draft)
{
	if (token_is(scan, draft->end, "old"))
		draft->end++;
	else if (match_at(scan, draft->end, "of age"))
		draft->end += 2;
	if (token_is(scan, draft->end, "(") && token_is(scan, draft->end + 1, "inclusive") &&
	    token_is(scan, draft->end + 2, ")"))
		draft->end += 3;
	else if (token_is(scan, draft->end, "inclusive"))
		draft->end++;
}

/* Does a second quantity go on from an age: "aged over 18 and under 40 years"? Only a bound on the other side does. */
static bool goes_on_from_age(const struct scan *scan, const struct draft *draft)
{
	if (!scan->last || scan->last->kind != QUANTITY_AGE || !draft->is_compared)
		return false;
	bool was_lower =
		scan->last->comparison == COMPARISON_AT_LEAST || scan->last->comparison == COMPARISON_MORE_THAN;
	bool is_lower = draft->comparison == COMPARISON_AT_LEAST || draft->comparison == COMPARISON_MORE_THAN;
	size_t between = scan->last_end;
	between += token_is(scan, between, ",");
	between += token_is_one_of(scan, between, "and but or");
	between += token_is_one_of(scan, between, "is are aged");
	return between == draft->begin && was_lower != is_lower;
}

/* "18 or older", "younger than 18": such words are of an age. */
static bool says_older(const struct scan *scan, size_t begin, size_t end)
{
	for (size_t i = begin; i < end + 2; i++)
		if (token_is_one_of(scan, i, "older younger") && (i < end || token_is_one_of(scan, i - 1, "or and")))
			return true;
	return false;
}

static bool is_age(const struct scan *scan, const struct span *span)
{
	size_t begin = span->draft.begin, end = span->draft.end;
	bool in_years = !span->unit || strcmp(span->unit, "a") == 0;

	if (token_is(scan, end, "old") || match_at(scan, end, "of age"))
		return true;
	/* A scan may be no older than six months: only of years is it a patient's age for certain. */
	if (in_years && says_older(scan, begin, end))
		return true;
	for (size_t i = begin; i < span->index; i++)
		if (token_is_one_of(scan, i, "age aged ages"))
			return true;
	if (subject_before(scan, begin, false) == SUBJECT_AGE)
		return true;
	/* "patients over 65 years", but not "patients 10 years after surgery". */
	bool is_time_since = token_is_one_of(scan, end, "after post since following ago from before prior of");
	return in_years && span->unit && person_before(scan, begin) && !is_time_since;
}

static void add_span(struct scan *scan, struct span *span, enum quantity_kind kind)
{
	const char *unit = span->unit ? span->unit : "a";
	double value = scan->tokens[span->index].number, months = 0;
	bool in_years = strcmp(unit, "a") == 0;
	size_t year_end = span->unit && in_years ? days_to_birthday(scan, span->draft.end) : 0;
	size_t month_end = span->unit && in_years && !span->upper ? months_beside(scan, span->draft.end, &months) : 0;

	if (year_end && span->upper) {
		struct draft lower = {span->draft.begin, after_number(scan, span->index), COMPARISON_AT_LEAST, true};
		struct draft upper = {span->upper, year_end, COMPARISON_LESS_THAN, true};
		add_quantity(scan, QUANTITY_AGE, &lower, value, unit);
		add_quantity(scan, QUANTITY_AGE, &upper, scan->tokens[span->upper].number + 1, unit);
		span->draft.end = year_end;
		return;
	}
	if (year_end || month_end) {
		span->draft.end = year_end ? year_end : month_end;
		take_age_words(scan, &span->draft);
		if (!span->draft.is_compared)
			compare_after(scan, &span->draft);
	}
	if (year_end) {
		bool is_lower =
			span->draft.comparison == COMPARISON_AT_LEAST || span->draft.comparison == COMPARISON_MORE_THAN;
		span->draft.comparison = is_lower ? COMPARISON_AT_LEAST : COMPARISON_LESS_THAN;
		value += 1;
		kind = QUANTITY_AGE;
	} else if (month_end) {
		value = value * 12 + months;
		unit = "mo";
	}
	struct quantity *quantity = add_quantity(scan, kind, &span->draft, value, unit);
	if (span->upper) {
		quantity->comparison = COMPARISON_BETWEEN;
		quantity->upper = scan->tokens[span->upper].number;
	}
}

/* Numbers with a unit of time, and ages without one. */
static size_t read_time(struct scan *scan, size_t index)
{
	struct span span = read_span(scan, index);
	struct draft *draft = &span.draft;

	if (!draft->is_compared)
		compare_before(scan, draft);
	bool age = is_age(scan, &span) || goes_on_from_age(scan, draft);
	if (age && !draft->is_compared && !span.upper)
		compare_before_age(scan, draft);
	bool is_crowd = !span.unit && token_is(scan, draft->end, "s") && draft->is_compared &&
			scan->tokens[draft->end - 1].end == scan->tokens[draft->end].begin;
	draft->end += is_crowd; /* "under 18s" */
	age |= is_crowd;
	if (age)
		take_age_words(scan, draft);
	if (!draft->is_compared)
		compare_after(scan, draft);
	if (!draft->is_compared && !span.upper)
		compare_by_limit(scan, draft);
	if (age)
		take_age_words(scan, draft);
	if (!span.unit && !(age && scan->tokens[index].number <= AGE_MOST && scan->tokens[index].number >= 0))
		return 0;
	if (token_is(scan, draft->end, "rule"))
		return draft->end; /* "the 2-week rule" is the name of a rule */
	add_span(scan, &span, age ? QUANTITY_AGE : QUANTITY_DURATION);
	return draft->end;
}

/* "before their 35th birthday", "between their 23rd and 40th birthdays". */
static size_t read_birthday(struct scan *scan, size_t index)
{
	size_t end = index + 1, upper = 0;

	if (token_is_one_of(scan, end, "st nd rd th"))
		end++;
	if (token_is(scan, end, "and") && token_is_number(scan, end + 1)) {
		upper = end + 1;
		end = upper + 1;
		if (token_is_one_of(scan, end, "st nd rd th"))
			end++;
	}
	if (!token_is_one_of(scan, end, "birthday birthdays"))
		return 0;
	struct draft draft = {.begin = index, .end = end + 1, .comparison = COMPARISON_EQUAL};
	if (!upper)
		compare_before_birthday(scan, &draft);
	else if (index && token_is_one_of(scan, index - 1, "their his her the"))
		draft.begin--;
	if (upper && draft.begin && token_is(scan, draft.begin - 1, "between")) {
		/* The second birthday is the first day that is too late. */
		struct draft lower = {draft.begin - 1, upper - 1, COMPARISON_AT_LEAST, true};
		struct draft higher = {upper, draft.end, COMPARISON_LESS_THAN, true};
		add_quantity(scan, QUANTITY_AGE, &lower, scan->tokens[index].number, "a");
		add_quantity(scan, QUANTITY_AGE, &higher, scan->tokens[upper].number, "a");
		return draft.end;
	}
	if (!upper)
		add_quantity(scan, QUANTITY_AGE, &draft, scan->tokens[index].number, "a");
	return draft.end;
}

/* "more than a year", "at least a month": one of the unit. "Twice a year" and "a year after" are no length of time of
 * their own. */
static size_t read_one_of_unit(struct scan *scan, size_t index)
{
	const char *unit = time_unit(scan, index + 1);
	struct draft draft = {.begin = index, .end = index + 2, .comparison = COMPARISON_EQUAL};

	if (!unit || !token_is_one_of(scan, index, "a an"))
		return 0;
	compare_before(scan, &draft);
	if (!draft.is_compared)
		return 0;
	add_quantity(scan, QUANTITY_DURATION, &draft, 1, unit);
	return draft.end;
}

/* Measures. */

/* Within so many tokens before `index`, does one of these words stand in the same sentence? */
static bool word_before(const struct scan *scan, size_t index, const char *words, size_t most)
{
	for (size_t back = 1; back <= most && back <= index; back++) {
		if (token_is_one_of(scan, index - back, ". ;"))
			return false;
		if (token_is_one_of(scan, index - back, words))
			return true;
	}
	return false;
}

static size_t take_pressure_unit(const struct scan *scan, size_t index)
{
	return token_is(scan, index, "mmhg") ? 1 : match_at(scan, index, "mm hg");
}

/* "140/90", "6/12": what they are is told by a word before, or by the unit. */
static size_t read_ratio(struct scan *scan, size_t index)
{
	if (!token_is(scan, index + 1, "/") || !token_is_number(scan, index + 2))
		return 0;
	struct draft draft = {.begin = index, .end = index + 3, .comparison = COMPARISON_EQUAL};
	size_t unit = take_pressure_unit(scan, draft.end);
	bool pressure = unit || word_before(scan, index, "pressure bp", 8);
	bool acuity = !pressure && (word_before(scan, index, "acuity", 8) ||
				    (scan->tokens[index].number == 6 && word_before(scan, index, "vision", 8)));
	if (!pressure && !acuity && subject_before(scan, index, true) != SUBJECT_ACUITY)
		return 0;
	draft.end += unit;
	compare(scan, &draft);
	struct quantity *quantity = add_quantity(scan, pressure ? QUANTITY_BLOOD_PRESSURE : QUANTITY_ACUITY, &draft,
						 scan->tokens[index].number, pressure ? "mm[Hg]" : "{Snellen}");
	quantity->upper = scan->tokens[index + 2].number;
	return draft.end;
}

/* "systolic blood pressure over 160 mmHg": one number of the two. */
static size_t read_pressure(struct scan *scan, size_t index)
{
	struct draft draft = {.begin = index, .end = index + 1, .comparison = COMPARISON_EQUAL};
	size_t unit = take_pressure_unit(scan, draft.end);

	draft.end += unit;
	compare(scan, &draft);
	if (!unit && (!draft.is_compared || subject_before(scan, draft.begin, true) != SUBJECT_PRESSURE))
		return 0;
	size_t most = draft.begin < 5 ? draft.begin : 5;
	for (size_t back = 1; back <= most; back++) {
		if (!token_is_one_of(scan, draft.begin - back, "systolic diastolic"))
			continue;
		draft.begin -= back; /* which of the two it is belongs to its words */
		break;
	}
	add_quantity(scan, QUANTITY_BLOOD_PRESSURE, &draft, scan->tokens[index].number, "mm[Hg]");
	return draft.end;
}

/* A greater logMAR is worse sight. */
static size_t read_log_mar(struct scan *scan, size_t index)
{
	static const enum comparison turned[COMPARISON_COUNT] = {
		[COMPARISON_EQUAL] = COMPARISON_EQUAL,         [COMPARISON_AT_LEAST] = COMPARISON_AT_MOST,
		[COMPARISON_AT_MOST] = COMPARISON_AT_LEAST,    [COMPARISON_MORE_THAN] = COMPARISON_LESS_THAN,
		[COMPARISON_LESS_THAN] = COMPARISON_MORE_THAN, [COMPARISON_BETWEEN] = COMPARISON_BETWEEN,
	};
	struct draft draft = {.begin = index, .end = index + 1, .comparison = COMPARISON_EQUAL};

	if (token_is(scan, draft.end, "logmar"))
		draft.end++;
	else if (index && token_is(scan, index - 1, "logmar"))
		draft.begin--;
	else
		return 0;
	compare(scan, &draft);
	size_t begin = draft.begin, end = draft.end;
	bool by_sight = match_at(scan, begin, "worse than") || match_at(scan, begin, "better than") ||
			match_at(scan, begin, "no worse than") || match_at(scan, begin, "no better than") ||
			match_at(scan, end - 1, "worse") || match_at(scan, end - 1, "better");
	if (by_sight)
		draft.comparison = turned[draft.comparison];
	add_quantity(scan, QUANTITY_ACUITY, &draft, scan->tokens[index].number, "{logMAR}");
	return draft.end;
}

/* The tokens of a unit of body mass index at `index`. */
static size_t index_unit(const struct scan *scan, size_t index)
{
	size_t count = match_at(scan, index, "kg / m");

	if (!count)
		return 0;
	count += token_is(scan, index + count, "^");
	return count + token_is_one_of(scan, index + count, "² 2");
}

static size_t read_index_or_score(struct scan *scan, size_t index)
{
	size_t leading = range_words_before(scan, index);
	size_t upper = range_end(scan, index + 1, leading > 0);
	struct draft draft = {.begin = index, .end = (upper ? upper : index) + 1, .comparison = COMPARISON_EQUAL};
	size_t unit = index_unit(scan, draft.end);
	if (!upper && unit && (upper = range_end(scan, draft.end + unit, leading > 0))) {
		draft.end = upper + 1; /* "30 kg/m² to 40 kg/m²" */
		unit = index_unit(scan, draft.end);
	}
	draft.begin -= upper ? leading : 0;
	draft.end += unit;
	if (token_is(scan, draft.end, "bmi") && !unit) {
		draft.end++;
		unit = 1;
	}
	if (match_at(scan, draft.end, "out of") && token_is_number(scan, draft.end + 2))
		draft.end += 3;
	else if (token_is(scan, draft.end, "/") && token_is_number(scan, draft.end + 1))
		draft.end += 2;
	if (!upper) {
		compare(scan, &draft);
		compare_by_limit(scan, &draft);
	}
	enum subject subject = unit ? SUBJECT_BMI : subject_before(scan, draft.begin, true);
	if (subject == SUBJECT_NONE)
		for (size_t i = draft.begin; i < index; i++)
			subject = token_is(scan, i, "bmi")     ? SUBJECT_BMI
				  : token_is(scan, i, "score") ? SUBJECT_SCORE
							       : subject;
	bool is_bmi = subject == SUBJECT_BMI;
	if ((!is_bmi && subject != SUBJECT_SCORE) || (is_bmi && scan->tokens[index].number < 0))
		return 0;
	struct quantity *quantity = add_quantity(scan, is_bmi ? QUANTITY_BMI : QUANTITY_SCORE, &draft,
						 scan->tokens[index].number, is_bmi ? "kg/m2" : "{score}");
	if (upper) {
		quantity->comparison = COMPARISON_BETWEEN;
		quantity->upper = scan->tokens[upper].number;
	}
	return draft.end;
}

/* Words that an adjective before a counted noun is not. */
static bool may_be_adjective(const struct scan *scan, size_t index)
{
	return index < scan->count && scan->tokens[index].kind == TOKEN_WORD && !ends_before(scan, index) &&
	       !time_unit(scan, index) && !token_is_one_of(scan, index, "of the a an to from for more less other");
}

static size_t read_count(struct scan *scan, size_t index)
{
	size_t leading = range_words_before(scan, index), after = after_number(scan, index);
	size_t upper = range_end(scan, after, leading > 0);
	struct draft draft = {.begin = index, .end = upper ? upper + 1 : after, .comparison = COMPARISON_EQUAL};

	if (upper)
		draft.begin -= leading;
	compare(scan, &draft);
	/* "three severe episodes", "two separate documented episodes" */
	for (size_t skip = 0; skip <= 2; skip++) {
		const char *unit = counted_unit(scan, draft.end + skip);
		if (unit) {
			draft.end += skip + 1;
			struct quantity *quantity =
				add_quantity(scan, QUANTITY_COUNT, &draft, scan->tokens[index].number, unit);
			if (upper) {
				quantity->comparison = COMPARISON_BETWEEN;
				quantity->upper = scan->tokens[upper].number;
			}
			return draft.end;
		}
		if (!may_be_adjective(scan, draft.end + skip))
			break;
	}
	return 0;
}

/* "for at least 6", "patients over 40": of what? */
static size_t read_without_unit(struct scan *scan, size_t index)
{
	struct draft draft = {.begin = index, .end = after_number(scan, index), .comparison = COMPARISON_EQUAL};

	compare(scan, &draft);
	if (!draft.is_compared || !ends_before(scan, draft.end) || scan->tokens[index].number < 0)
		return 0;
	bool is_lower = draft.comparison == COMPARISON_AT_LEAST || draft.comparison == COMPARISON_MORE_THAN;
	bool is_duration =
		draft.begin && is_lower &&
		token_is_one_of(scan, draft.begin - 1, "for lasting lasts lasted persisting persists persisted");
	bool is_age = !is_duration && scan->tokens[index].number <= AGE_MOST && person_before(scan, draft.begin);
	if (!is_duration && !is_age)
		return 0;
	/* "children under 3", "adults over 65": what else could it be? */
	const char *unit = is_age && person_of_age_before(scan, draft.begin) ? "a" : "";
	add_quantity(scan, is_age ? QUANTITY_AGE : QUANTITY_DURATION, &draft, scan->tokens[index].number, unit);
	return draft.end;
}

struct quantity *quantities_read(struct arena *arena, const struct flat_text *flat)
{
	static reader *const readers[] = {read_birthday, read_ratio,          read_log_mar, read_pressure,
					  read_time,     read_index_or_score, read_count,   read_without_unit};
	struct scan scan = {.arena = arena, .flat = flat};

	if (!may_hold_quantity(flat->text))
		return NULL;
	scan.next = &scan.first;
	scan_cut(&scan);
	for (size_t index = 0; index < scan.count;) {
		size_t next = 0;
		if (token_is_number(&scan, index)) {
			for (size_t i = 0; !next && i < sizeof readers / sizeof *readers; i++)
				next = readers[i](&scan, index);
		} else {
			next = read_one_of_unit(&scan, index);
		}
		index = next ? next : index + 1;
	}
	free(scan.tokens);
	return scan.first;
}

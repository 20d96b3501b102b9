/* Ages, durations and intervals: numbers with a unit of time, and ages without one. */
#include <string.h>

#include "read/quantities_parts.h"
#include "tree/english.h"

/* Below a person's years, or a number of anything else. */
#define AGE_MOST 120

/* A number or a range of them with a unit of time, as far as the tokens say. */
struct span {
	size_t index, upper;    /* of the numbers; upper 0: no range */
	const char *unit;       /* NULL: none */
	const char *upper_unit; /* of the second number, where it has one of its own */
	bool is_adjective;      /* "six-month" */
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
static const char *unit_after(const struct scan *scan, size_t *at, struct draft *draft, bool *is_adjective)
{
	size_t index = *at;

	*is_adjective = token_is(scan, index, "-") && time_unit(scan, index + 1);
	if (*is_adjective)
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

/* More numbers in a row than this have no common unit. */
#define NUMBERS_MOST 8

/* The unit of "3, 6 and 12 months" and "6 or 12 weeks" for those before the last; NULL: none. */
static const char *shared_unit(const struct scan *scan, size_t index)
{
	struct name name;
	size_t at = index + 1, count = 1;

	const struct found *last = scan->found_count ? &scan->found[scan->found_count - 1] : NULL;
	bool goes_on =
		token_is(scan, at, "and") && last && index && last->end == index - 1 && token_is(scan, index - 1, ",");
	if (!goes_on && !token_is_one_of(scan, at, ", or"))
		return NULL;
	if (subject_before(scan, index, true, &name) != SUBJECT_NONE || person_before(scan, index))
		return NULL;
	while (count < NUMBERS_MOST && token_is_one_of(scan, at, ", or and")) {
		bool is_last = !token_is(scan, at, ",") || token_is_one_of(scan, at + 1, "or and");
		at += 1 + (token_is(scan, at, ",") && is_last);
		if (!token_is_number(scan, at))
			return NULL;
		at++;
		count++;
		if (is_last)
			return count > 2 || goes_on || token_is(scan, index + 1, "or") ? time_unit(scan, at) : NULL;
	}
	return NULL;
}

/* "23 to 39 years", "16 years to 18 years", "from 6 months to 5 years". */
static struct span read_span(const struct scan *scan, size_t index)
{
	struct span span = {.index = index, .draft = {.begin = index}};
	size_t leading = range_words_before(scan, index), after = after_number(scan, index);
	const char *first_unit = time_unit(scan, after);

	span.upper = range_end(scan, after, leading > 0);
	if (!span.upper && first_unit && (span.upper = range_end(scan, after + 1, leading > 0))) {
		span.upper_unit = time_unit(scan, after_number(scan, span.upper));
		/* "from 6 months to 5 years", but "between 3 months and 6 sessions" is no range. */
		if (!span.upper_unit || (strcmp(first_unit, span.upper_unit) != 0 && !leading)) {
			span.upper = 0;
			span.upper_unit = NULL;
		}
	}
	if (span.upper)
		after = after_number(scan, span.upper);
	span.draft.end = after;
	span.unit = unit_after(scan, &span.draft.end, &span.draft, &span.is_adjective);
	if (span.upper_unit)
		span.unit = first_unit;
	if (!span.unit && !span.upper)
		span.unit = shared_unit(scan, index);
	/* "at least 6 of the last 12 months" */
	if (!span.unit && !span.upper && match_at(scan, after, "of the") &&
	    token_is_one_of(scan, after + 2, "last past previous preceding") && token_is_number(scan, after + 3))
		span.unit = time_unit(scan, after + 4);
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
	else if (match_at(scan, draft->end, "- old"))
		draft->end += 2;
}

/* Does a second quantity go on from an age: "aged over 18 and under 40 years"? Only a bound on the other side does. */
static bool goes_on_from_age(const struct scan *scan, const struct draft *draft)
{
	const struct found *last = scan->found_count ? &scan->found[scan->found_count - 1] : NULL;

	if (!last || last->quantity->kind != QUANTITY_AGE || !draft->is_compared)
		return false;
	enum comparison before = last->quantity->comparison;
	bool was_lower = before == COMPARISON_AT_LEAST || before == COMPARISON_MORE_THAN;
	bool is_lower = draft->comparison == COMPARISON_AT_LEAST || draft->comparison == COMPARISON_MORE_THAN;
	size_t between = last->end;
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

/* Things that have an age themselves: "the audiogram is no more than 3 months old". */
#define THINGS                                                                                                       \
	"audiogram audiograms scan scans mri ct x ray rays radiograph radiographs test tests result results report " \
	"reports referral letter letters photograph photographs photo photos image images assessment assessments "   \
	"scar scars injury fracture wound lesion tattoo implant implants device prosthesis aid aids sample samples " \
	"echocardiogram ecg dexa dxa prescription study studies evidence"

static bool is_age(const struct scan *scan, const struct span *span)
{
	size_t begin = span->draft.begin, end = span->draft.end;
	bool in_years = !span->unit || strcmp(span->unit, "a") == 0;
	bool is_old = token_is(scan, end, "old") || match_at(scan, end, "of age") || match_at(scan, end, "- old");
	bool is_older = says_older(scan, begin, end);
	struct name name;

	if ((is_old || is_older) && word_before(scan, begin, THINGS, 12) && !person_before(scan, begin))
		return false;
	/* A scan may be no older than six months: only of years, or of a child, is it a patient's age for certain. */
	if (is_old || (is_older && (in_years || person_before(scan, begin))))
		return true;
	for (size_t i = begin; i < span->index; i++)
		if (token_is_one_of(scan, i, "age aged ages birthday"))
			return true;
	if (subject_before(scan, begin, false, &name) == SUBJECT_AGE)
		return true;
	/* "patients over 65 years", but not "patients 10 years after surgery". */
	bool is_time_since = token_is_one_of(scan, end, "after post since following ago from before prior of");
	return in_years && span->unit && person_before(scan, begin) && !is_time_since;
}

/* Two units as one: the value of the first, in the other, and the common code; false: a month has no certain days. */
static bool to_common_unit(const char **unit, const char *upper_unit, double *value, double *upper)
{
	static const struct {
		const char *large, *small;
		double count;
	} ratios[] = {{"a", "mo", 12}, {"wk", "d", 7}, {"d", "h", 24}, {"h", "min", 60}};

	for (size_t i = 0; i < COUNT_OF(ratios); i++) {
		if (strcmp(*unit, ratios[i].small) == 0 && strcmp(upper_unit, ratios[i].large) == 0) {
			*upper *= ratios[i].count;
			return true;
		}
		if (strcmp(*unit, ratios[i].large) == 0 && strcmp(upper_unit, ratios[i].small) == 0) {
			*value *= ratios[i].count;
			*unit = upper_unit;
			return true;
		}
	}
	return strcmp(*unit, upper_unit) == 0;
}

/* A range whose ends have no common unit is two bounds: "from 6 weeks to 3 months". */
static void add_two_bounds(struct scan *scan, const struct span *span, enum quantity_kind kind)
{
	struct draft lower = span->draft, higher = span->draft;

	lower.end = span->upper - 1;
	lower.comparison = COMPARISON_AT_LEAST;
	higher.begin = span->upper;
	higher.comparison = COMPARISON_AT_MOST;
	higher.is_open = true;
	add_quantity(scan, kind, &lower, scan->tokens[span->index].number, span->unit);
	add_quantity(scan, kind, &higher, scan->tokens[span->upper].number, span->upper_unit);
}

static bool take_inclusive(const struct scan *scan, struct draft *draft)
{
	size_t count = match_at(scan, draft->end, "( inclusive )");

	count += count ? 0 : match_at(scan, draft->end, ", inclusive");
	count += count ? 0 : match_at(scan, draft->end, "inclusive");
	draft->end += count;
	return count > 0;
}

static void add_span(struct scan *scan, struct span *span, enum quantity_kind kind)
{
	const char *unit = span->unit ? span->unit : "a";
	double value = scan->tokens[span->index].number, months = 0;
	double upper = span->upper ? scan->tokens[span->upper].number : 0;
	bool in_years = strcmp(unit, "a") == 0;
	size_t year_end = span->unit && in_years ? days_to_birthday(scan, span->draft.end) : 0;
	size_t month_end = span->unit && in_years && !year_end ? months_beside(scan, span->draft.end, &months) : 0;

	if (span->upper_unit && !to_common_unit(&unit, span->upper_unit, &value, &upper)) {
		add_two_bounds(scan, span, kind);
		return;
	}
	if (year_end || month_end) {
		span->draft.end = year_end ? year_end : month_end;
		take_age_words(scan, &span->draft);
		if (!span->draft.is_compared && !span->upper)
			compare_after(scan, &span->draft);
	}
	if (year_end)
		kind = QUANTITY_AGE;
	if (year_end && !span->upper) {
		bool is_lower =
			span->draft.comparison == COMPARISON_AT_LEAST || span->draft.comparison == COMPARISON_MORE_THAN;
		span->draft.comparison = !span->draft.is_compared ? COMPARISON_UNSTATED
					 : is_lower               ? COMPARISON_AT_LEAST
								  : COMPARISON_LESS_THAN;
		span->draft.is_open = false;
		value += 1;
	} else if (month_end) {
		/* "30 to 39 years and 11 months" */
		value = value * 12 + (span->upper ? 0 : months);
		upper = upper * 12 + (span->upper ? months : 0);
		unit = "mo";
	}
	bool is_inclusive = span->upper && take_inclusive(scan, &span->draft);
	struct quantity *quantity = add_quantity(scan, kind, &span->draft, value, unit);
	if (span->upper)
		set_upper(quantity, &span->draft, year_end ? upper + 1 : upper);
	/* The last day of being 39: 40 doesn't count. */
	if (span->upper)
		quantity->upper_inclusive = year_end ? TRUTH_NO : is_inclusive ? TRUTH_YES : TRUTH_OPEN;
}

/* "in the last 12 months", "for the last 6 months", "6 of the last 12 months": what leads to a time that ends now.
 * Gives the tokens before `begin`; 0: it doesn't look back. */
static size_t look_back(const struct scan *scan, struct draft *draft)
{
	size_t begin = draft->begin;

	if (!begin || !token_is_one_of(scan, begin - 1, "last past previous preceding prior recent"))
		return 0;
	begin--;
	begin -= begin && token_is(scan, begin, "recent") && token_is(scan, begin - 1, "most");
	begin -= begin && token_is_one_of(scan, begin - 1, "the their his her");
	size_t words = draft->begin - begin;
	if (match_before(scan, begin, "in each of"))
		return words;
	if (begin && token_is_one_of(scan, begin - 1, "in within over during of")) {
		draft->begin = begin - 1;
		draft->comparison = COMPARISON_WITHIN;
		draft->is_compared = true;
		return words + 1;
	}
	struct draft longer = {.begin = begin, .end = draft->end};
	compare_before(scan, &longer);
	if (longer.is_compared && longer.begin < begin) {
		draft->comparison = longer.comparison;
		draft->is_open = longer.is_open;
		draft->is_compared = true;
		draft->begin = longer.begin;
	}
	return words;
}

/* "in the 12 months before referral" */
static bool take_window(const struct scan *scan, struct draft *draft)
{
	size_t begin = draft->begin;
	bool has_side = token_is_one_of(scan, draft->end, "before after following preceding since") ||
			match_at(scan, draft->end, "prior to");

	if (draft->is_compared || !has_side || begin < 2 || !token_is(scan, begin - 1, "the") ||
	    !token_is_one_of(scan, begin - 2, "in within during over"))
		return false;
	draft->begin -= 2;
	draft->comparison = COMPARISON_WITHIN;
	draft->is_compared = true;
	return true;
}

/* "every 3 months", "at intervals of 3 months", "4 weeks apart". Of "at least every 3 months" and "no more often than
 * every 3 months" what compares is how often, so the time between is compared the other way. */
static bool take_interval(const struct scan *scan, struct draft *draft)
{
	static const char *const seldom[] = {"no more often than", "not more often than", "no more frequently than",
					     "not more frequently than"};
	size_t begin = draft->begin;

	if (token_is(scan, draft->end, "apart")) {
		draft->end++;
		return true;
	}
	if (match_before(scan, begin, "intervals of") || match_before(scan, begin, "interval of") ||
	    match_before(scan, begin, "intervals") || match_before(scan, begin, "interval between treatments of"))
		return true;
	if (!begin || !token_is(scan, begin - 1, "every") || draft->is_compared)
		return false;
	draft->begin = --begin;
	begin -= match_before(scan, begin, "once");
	for (size_t i = 0; i < COUNT_OF(seldom); i++) {
		size_t count = match_before(scan, begin, seldom[i]);
		if (!count)
			continue;
		draft->begin = begin - count;
		draft->comparison = COMPARISON_AT_LEAST;
		draft->is_compared = true;
		return true;
	}
	struct draft often = {.begin = begin, .end = draft->end};
	compare_before(scan, &often);
	if (!often.is_compared)
		return true;
	draft->begin = often.begin;
	draft->is_compared = true;
	draft->comparison = often.comparison == COMPARISON_AT_LEAST    ? COMPARISON_AT_MOST
			    : often.comparison == COMPARISON_AT_MOST   ? COMPARISON_AT_LEAST
			    : often.comparison == COMPARISON_MORE_THAN ? COMPARISON_LESS_THAN
			    : often.comparison == COMPARISON_LESS_THAN ? COMPARISON_MORE_THAN
								       : COMPARISON_UNSTATED;
	return true;
}

/* "over a period of 6 months", "two attacks over 12 months": during, and not more than. */
static void mend_over(const struct scan *scan, struct draft *draft)
{
	if (!token_is(scan, draft->begin, "over"))
		return;
	size_t begin = draft->begin;
	bool is_more =
		!begin || token_is_one_of(scan, begin - 1,
					  "for of is was are were been being lasting lasts lasted aged persisting "
					  "persisted than wait waited waiting took takes ( just well age the");
	/* "over a 12-month period" */
	is_more &= !token_is_one_of(scan, draft->begin + 1, "a an the") || time_unit(scan, draft->begin + 2);
	if (!is_more) {
		draft->comparison = COMPARISON_UNSTATED;
		draft->is_compared = true;
	}
}

/* "the 2-week rule", "an 18-week pathway", "the 6-week check": names. */
static bool is_of_name(const struct scan *scan, size_t end)
{
	return token_is_one_of(scan, end, "rule wait pathway target check scan plan strategy");
}

static void read_duration(struct scan *scan, struct span *span)
{
	struct draft *draft = &span->draft;
	enum quantity_kind kind = QUANTITY_DURATION;

	if (!look_back(scan, draft) && !take_window(scan, draft)) {
		if (draft->begin && token_is(scan, draft->begin - 1, "within")) {
			draft->begin--;
			draft->comparison = COMPARISON_WITHIN;
			draft->is_compared = true;
		} else if (take_interval(scan, draft)) {
			kind = QUANTITY_INTERVAL;
		} else {
			mend_over(scan, draft);
		}
	}
	if (!draft->is_compared) {
		compare_after(scan, draft);
		if (token_is(scan, draft->end, "apart")) {
			draft->end++;
			kind = QUANTITY_INTERVAL;
		}
	}
	if (!draft->is_compared && !span->upper)
		compare_by_limit(scan, draft);
	add_span(scan, span, kind);
	/* "3 hours per day" */
	take_per(scan);
}

size_t read_time(struct scan *scan, size_t index)
{
	struct span span = read_span(scan, index);
	struct draft *draft = &span.draft;

	if (!draft->is_compared)
		compare_before(scan, draft);
	bool age = is_age(scan, &span) || goes_on_from_age(scan, draft);
	if (age && !draft->is_compared && !span.upper)
		compare_before_age(scan, draft);
	size_t crowd = token_is_one_of(scan, draft->end, "' ’") && token_is(scan, draft->end + 1, "s") ? 1 : 0;
	bool is_crowd = !span.unit && token_is(scan, draft->end + crowd, "s") &&
			scan->tokens[draft->end - 1].end == scan->tokens[draft->end].begin &&
			(draft->is_compared || age || token_is_one_of(scan, draft->end + crowd + 1, "and or"));
	draft->end += is_crowd ? crowd + 1 : 0; /* "under 18s" */
	if (is_crowd && !draft->is_compared && draft->begin && token_is(scan, draft->begin - 1, "-"))
		return 0;
	if (age || is_crowd)
		take_age_words(scan, draft);
	if (is_crowd && !draft->is_compared) {
		compare_after(scan, draft);
		if (!draft->is_compared && !age)
			return 0;
	}
	age |= is_crowd;
	if (!span.unit && !(age && scan->tokens[index].number <= AGE_MOST && scan->tokens[index].number >= 0))
		return 0;
	if (is_of_name(scan, draft->end) && !age)
		return draft->end;
	if (!age) {
		read_duration(scan, &span);
		return scan->found[scan->found_count - 1].end;
	}
	if (!draft->is_compared)
		compare_after(scan, draft);
	if (!draft->is_compared && !span.upper)
		compare_by_limit(scan, draft);
	take_age_words(scan, draft);
	bool is_from = !draft->is_compared && !span.upper && draft->begin && token_is(scan, draft->begin - 1, "from");
	if (is_from) {
		draft->begin--;
		draft->comparison = COMPARISON_AT_LEAST;
	}
	bool is_over_crowd = is_crowd && draft->comparison == COMPARISON_MORE_THAN;
	add_span(scan, &span, QUANTITY_AGE);
	struct quantity *quantity = scan->found[scan->found_count - 1].quantity;
	if (is_over_crowd) {
		quantity->comparison = COMPARISON_UNSTATED;
		quantity->is_crowd = true;
	}
	return scan->found[scan->found_count - 1].end;
}

/* "before their 35th birthday", "her fortieth birthday", "between their 23rd and 40th birthdays". */
size_t read_birthday(struct scan *scan, size_t index)
{
	size_t end = index + 1, upper = 0;
	double value = 0, second = 0;

	if (token_is_number(scan, index))
		value = scan->tokens[index].number;
	else if (index >= scan->count || !english_number(scan->tokens[index].text, NUMBER_ORDINAL, &value))
		return 0;
	/* "thirty-fifth" is a number and an ordinal. */
	if (token_is_number(scan, index) &&
	    english_number(token_is(scan, end, "-") ? scan->tokens[end + 1].text
						    : scan->tokens[end < scan->count ? end : index].text,
			   NUMBER_ORDINAL, &second)) {
		end += 1 + token_is(scan, end, "-");
		value += second;
	}
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
	struct draft draft = {.begin = index, .end = end + 1};
	if (!upper) {
		compare_before_birthday(scan, &draft);
		add_quantity(scan, QUANTITY_AGE, &draft, value, "a");
		return draft.end;
	}
	draft.begin -= owner_before(scan, index);
	if (draft.begin && token_is(scan, draft.begin - 1, "between")) {
		draft.begin--;
		struct quantity *quantity = add_quantity(scan, QUANTITY_AGE, &draft, value, "a");
		set_upper(quantity, &draft, scan->tokens[upper].number);
		/* The second birthday is the first day that is too late. */
		quantity->upper_inclusive = TRUTH_NO;
		return draft.end;
	}
	return draft.end;
}

/* "more than a year", "in the last year", "within a month of": one of the unit. "Twice a year" and "a year after" are
 * no length of time of their own. */
size_t read_one_of_unit(struct scan *scan, size_t index)
{
	const char *unit = time_unit(scan, index + 1);
	struct draft draft = {.begin = index, .end = index + 2};

	if (!unit || token_is_one_of(scan, index + 2, "s ' ’"))
		return 0;
	if (token_is_one_of(scan, index, "last past previous preceding")) {
		draft.begin = index + 1;
		if (!look_back(scan, &draft) || draft.comparison != COMPARISON_WITHIN)
			return 0;
	} else if (token_is_one_of(scan, index, "a an")) {
		bool is_within = index && token_is(scan, index - 1, "within");
		compare_before(scan, &draft);
		if (is_within) {
			draft.begin = index - 1;
			draft.comparison = COMPARISON_WITHIN;
		} else if (!draft.is_compared || draft.begin == index) {
			return 0;
		}
		mend_over(scan, &draft);
	} else {
		return 0;
	}
	add_quantity(scan, QUANTITY_DURATION, &draft, 1, unit);
	return draft.end;
}

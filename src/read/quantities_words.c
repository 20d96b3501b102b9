/* The closed lists of words that quantities are read by. quantities.h tells what they give. */
#include <string.h>

#include "read/quantities_parts.h"

struct comparing {
	struct text words; /* tokens with one space between */
	enum comparison comparison;
	enum {
		SURE, /* the number itself counts, or doesn't, by the words */
		OPEN, /* an upper bound of which that is not said */
		SIGHT /* "worse", "better": a direction for sight only */
	} sort;
};

/* Words before a quantity, the longest first where one ends in another. */
static const struct comparing before_words[] = {
	{TEXT_INIT("greater than or equal to"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("more than or equal to"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("greater than / equal to"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal to or greater than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal to or more than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal to or higher than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("less than or equal to"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("less than / equal to"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("equal to or less than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("equal to or lower than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("up to a maximum of"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("greater or equal to"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("greater than / equal"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal or greater than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal to or above"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("equal to or over"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("a minimum period of"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("less or equal to"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("equal to or below"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("equal or less than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("up to and including"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("at or above"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at or over"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("a minimum of"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no fewer than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not fewer than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no less than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not less than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no younger than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not younger than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no lower than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not lower than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no earlier than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not earlier than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("no sooner than"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("> / ="), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at or below"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("at or under"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("a maximum of"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no more than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not more than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no greater than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not greater than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no older than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not older than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no longer than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not longer than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no higher than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not higher than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no later than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not later than"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("< / ="), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("no worse than"), COMPARISON_AT_LEAST, SIGHT},
	{TEXT_INIT("not worse than"), COMPARISON_AT_LEAST, SIGHT},
	{TEXT_INIT("no better than"), COMPARISON_AT_MOST, SIGHT},
	{TEXT_INIT("not better than"), COMPARISON_AT_MOST, SIGHT},
	{TEXT_INIT("in excess of"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("minimum of"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not under"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not below"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("not lower"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at least"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("> ="), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("= >"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("maximum of"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not over"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not above"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not exceeding"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("not exceed"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("at most"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("< ="), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("= <"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("up to"), COMPARISON_AT_MOST, OPEN},
	{TEXT_INIT("better than"), COMPARISON_MORE_THAN, SIGHT},
	{TEXT_INIT("worse than"), COMPARISON_LESS_THAN, SIGHT},
	{TEXT_INIT("more than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("greater than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("longer than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("older than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("higher than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("larger than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("bigger than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("wider than"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("less than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("fewer than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("younger than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("shorter than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("lower than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("smaller than"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("equal to"), COMPARISON_EQUAL, SURE},
	{TEXT_INIT("minimum"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("atleast"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("≥"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("≧"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("⩾"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("maximum"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("atmost"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("≤"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("≦"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("⩽"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("over"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("beyond"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("above"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("exceeding"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("exceeds"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("exceed"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("exceeded"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT(">"), COMPARISON_MORE_THAN, SURE},
	{TEXT_INIT("under"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("below"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("<"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("exactly"), COMPARISON_EQUAL, SURE},
	{TEXT_INIT("precisely"), COMPARISON_EQUAL, SURE},
};

/* Words after a quantity. */
static const struct comparing after_words[] = {
	{TEXT_INIT("or more"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or over"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or older"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or above"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or greater"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or higher"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or longer"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or upwards"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or beyond"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or larger"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or bigger"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or heavier"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or wider"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or deeper"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or later"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and more"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and over"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and older"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and above"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and greater"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and higher"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and longer"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and upwards"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and beyond"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and larger"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and bigger"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and heavier"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and wider"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and deeper"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("and later"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("+"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("plus"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("as a minimum"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at a minimum"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("( minimum )"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("upwards"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("or less"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or fewer"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or under"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or younger"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or below"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or lower"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or shorter"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or smaller"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or lighter"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or earlier"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or sooner"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and less"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and fewer"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and under"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and younger"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and below"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and lower"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and shorter"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and smaller"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and lighter"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and earlier"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("and sooner"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("as a maximum"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("at a maximum"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("( maximum )"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("or better"), COMPARISON_AT_LEAST, SIGHT},
	{TEXT_INIT("and better"), COMPARISON_AT_LEAST, SIGHT},
	{TEXT_INIT("or worse"), COMPARISON_AT_MOST, SIGHT},
	{TEXT_INIT("and worse"), COMPARISON_AT_MOST, SIGHT},
};

/* The same, where no number follows that they could belong to: "6 weeks at least". */
static const struct comparing last_words[] = {
	{TEXT_INIT("at the very least"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at the least"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at least"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("minimum"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("at the most"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("at most"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("maximum"), COMPARISON_AT_MOST, SURE},
};

/* Words that compare with an age or a birthday only: "before 6 weeks" says when, "before the age of 6" how old. */
static const struct comparing age_words[] = {
	{TEXT_INIT("have not yet reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("has not yet reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("have not reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("has not reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("had not reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("not yet reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("not yet attained"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("not attained"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("not reached"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("not yet had"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("the day before"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("day before"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("on or before"), COMPARISON_AT_MOST, SURE},
	{TEXT_INIT("on or after"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("up to"), COMPARISON_AT_MOST, OPEN},
	{TEXT_INIT("prior to"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("before"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("until"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("till"), COMPARISON_LESS_THAN, SURE},
	{TEXT_INIT("by"), COMPARISON_AT_MOST, OPEN},
	{TEXT_INIT("after"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("from"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("on"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("reached"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("reaching"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("attained"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("attaining"), COMPARISON_AT_LEAST, SURE},
	{TEXT_INIT("passed"), COMPARISON_AT_LEAST, SURE},
};

/* Most words before a number end in another letter than those of a row. */
static bool ends_like(const struct scan *scan, size_t index, struct text words)
{
	if (!index)
		return false;
	struct text before = scan->tokens[index - 1].text;
	return ascii_lower(before.bytes[before.length - 1]) == ascii_lower(words.bytes[words.length - 1]);
}

static void take_comparison(struct draft *draft, const struct comparing *words)
{
	draft->comparison = words->comparison;
	draft->is_compared = true;
	draft->is_open = words->sort == OPEN;
	draft->is_of_sight = words->sort == SIGHT;
}

static bool take_before(const struct scan *scan, struct draft *draft, const struct comparing *words, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		size_t count = ends_like(scan, draft->begin, words[i].words)
				       ? match_before(scan, draft->begin, words[i].words.bytes)
				       : 0;
		if (!count)
			continue;
		draft->begin -= count;
		take_comparison(draft, &words[i]);
		return true;
	}
	return false;
}

void compare_before(const struct scan *scan, struct draft *draft)
{
	struct draft longer = *draft;

	if (take_before(scan, draft, before_words, COUNT_OF(before_words)) || !draft->begin)
		return;
	/* "at least a 5% improvement", "more than about 6 weeks", "over-65s" */
	bool is_hyphen = token_is(scan, draft->begin - 1, "-") && draft->begin > 1 &&
			 token_is_one_of(scan, draft->begin - 2, "over under above below");
	is_hyphen |= token_is(scan, draft->begin - 1, "+"); /* "greater than +4" */
	if (!is_hyphen && !token_is_one_of(scan, draft->begin - 1, "a an the about approximately around some"))
		return;
	longer.begin--;
	if (take_before(scan, &longer, before_words, COUNT_OF(before_words)))
		*draft = longer;
}

static bool take_after(const struct scan *scan, struct draft *draft, const struct comparing *words, size_t rows,
		       bool is_last)
{
	for (size_t i = 0; i < rows; i++) {
		size_t count = match_at(scan, draft->end, words[i].words.bytes);
		if (!count)
			continue;
		size_t next = draft->end + count;
		/* "25-29.9 or over 30": the words go with what follows. */
		if (token_is_number(scan, next) && token_is_one_of(scan, next - 1, "over under above below beyond"))
			continue;
		/* "35 plus a comorbidity", "35 + 1" */
		bool is_plus = token_is_one_of(scan, draft->end, "+ plus");
		bool is_glued = scan->tokens[draft->end].begin == scan->tokens[draft->end - 1].end;
		if (is_plus && !is_glued && !ends_before(scan, next) && !time_unit(scan, next))
			continue;
		if (is_last && (token_is_number(scan, next) || token_is_one_of(scan, next, "a an the of one")))
			continue;
		draft->end = next;
		take_comparison(draft, &words[i]);
		return true;
	}
	return false;
}

void compare_after(const struct scan *scan, struct draft *draft)
{
	if (!take_after(scan, draft, after_words, COUNT_OF(after_words), false))
		take_after(scan, draft, last_words, COUNT_OF(last_words), true);
}

void compare_before_age(const struct scan *scan, struct draft *draft)
{
	static const char *const ages[] = {"the age of", "an age of", "age of", "the age", "age", "aged", "ages"};

	for (size_t i = 0; i < COUNT_OF(ages); i++) {
		struct draft longer = *draft;
		size_t count = match_before(scan, draft->begin, ages[i]);
		if (!count)
			continue;
		longer.begin -= count;
		if (take_before(scan, &longer, age_words, COUNT_OF(age_words)) ||
		    take_before(scan, &longer, before_words, COUNT_OF(before_words)))
			*draft = longer;
		return;
	}
}

void compare_by_reaching(const struct scan *scan, struct draft *draft)
{
	struct draft longer = *draft;

	if (take_before(scan, &longer, age_words, COUNT_OF(age_words)) && longer.comparison == COMPARISON_LESS_THAN &&
	    token_is_one_of(scan, draft->begin - 1, "reached attained"))
		*draft = longer;
}

size_t owner_before(const struct scan *scan, size_t index)
{
	if (index && token_is_one_of(scan, index - 1, "their his her the a"))
		return 1;
	/* "the patient's" */
	if (index > 3 && token_is(scan, index - 1, "s") && token_is_one_of(scan, index - 2, "' ’") &&
	    scan->tokens[index - 3].kind == TOKEN_WORD)
		return index > 3 && token_is_one_of(scan, index - 4, "the a their") ? 4 : 3;
	return 0;
}

void compare_before_birthday(const struct scan *scan, struct draft *draft)
{
	draft->begin -= owner_before(scan, draft->begin);
	take_before(scan, draft, age_words, COUNT_OF(age_words));
	/* "By", "up to": those who have had the birthday are as old as those whom the words leave out. */
	if (draft->comparison == COMPARISON_AT_MOST)
		draft->comparison = COMPARISON_LESS_THAN;
	/* "no later than the day before" */
	if (draft->comparison == COMPARISON_LESS_THAN && token_is_one_of(scan, draft->begin, "the day")) {
		struct draft longer = *draft;
		if (take_before(scan, &longer, before_words, COUNT_OF(before_words)) ||
		    take_before(scan, &longer, age_words, COUNT_OF(age_words))) {
			bool is_upper =
				longer.comparison == COMPARISON_AT_MOST || longer.comparison == COMPARISON_LESS_THAN;
			longer.comparison = is_upper ? COMPARISON_LESS_THAN : COMPARISON_UNSTATED;
			*draft = longer;
		}
	}
}

void compare_by_limit(const struct scan *scan, struct draft *draft)
{
	size_t index = draft->begin;

	if (draft->is_compared)
		return;
	for (size_t most = 8; most && index; most--) {
		index--;
		if (token_is_one_of(scan, index, "minimum min lower"))
			draft->comparison = COMPARISON_AT_LEAST;
		else if (token_is_one_of(scan, index, "maximum max upper"))
			draft->comparison = COMPARISON_AT_MOST;
		else if (token_is_one_of(scan, index,
					 "of is : the a age bmi body mass index ( ) score duration period limit length "
					 "threshold"))
			continue;
		else
			return;
		draft->begin = index;
		draft->is_compared = true;
		return;
	}
}

/* The word that names a subject, or SUBJECT_NONE. */
static enum subject subject_of(const struct scan *scan, size_t index, struct name *name)
{
	if (token_is_one_of(scan, index, "age aged ages"))
		return SUBJECT_AGE;
	if (token_is(scan, index, "bmi") || (index > 1 && match_before(scan, index + 1, "body mass index")))
		return SUBJECT_BMI;
	if (token_is_one_of(scan, index, "bp systolic diastolic") || match_before(scan, index + 1, "blood pressure"))
		return SUBJECT_PRESSURE;
	if (token_is_one_of(scan, index, "acuity vision bcva va snellen"))
		return SUBJECT_ACUITY;
	return named_subject(scan, index, name);
}

/* Words that may stand between what is measured and its number. */
#define CONNECTING                                                                                                     \
	"of is was are be being been remained remains must should the a an at in by from between than to ( ) : = has " \
	"least most more less equal limit range level levels concentration result value values threshold value "       \
	"current "                                                                                                     \
	"currently recorded documented measured baseline time date onset diagnosis before first referral request "     \
	"application presentation "                                                                                    \
	"assessment serum fasting reading measurement not no about approximately isn aren wasn doesn ' ’ t"

static enum subject subject_of_kind(enum quantity_kind kind)
{
	switch (kind) {
	case QUANTITY_AGE:
		return SUBJECT_AGE;
	case QUANTITY_BMI:
		return SUBJECT_BMI;
	case QUANTITY_SCORE:
		return SUBJECT_SCORE;
	case QUANTITY_LABORATORY:
		return SUBJECT_LABORATORY;
	case QUANTITY_BLOOD_PRESSURE:
		return SUBJECT_PRESSURE;
	case QUANTITY_ACUITY:
		return SUBJECT_ACUITY;
	default:
		return SUBJECT_NONE;
	}
}

enum subject subject_before(const struct scan *scan, size_t index, bool goes_on, struct name *name)
{
	const struct found *last = scan->found_count ? &scan->found[scan->found_count - 1] : NULL;
	bool has_crossed = false;

	*name = (struct name){0};
	for (size_t most = 12; most && index; most--) {
		index--;
		/* "body mass index (BMI) of": what stands in brackets is passed over. */
		if (token_is(scan, index, ")"))
			for (size_t back = 1; back <= 6 && back <= index; back++)
				if (token_is(scan, index - back, "("))
					index -= back;
		if (last && index + 1 == last->end && (has_crossed || (goes_on && token_is(scan, index + 1, "(")))) {
			name->begin = last->name.begin;
			name->end = last->name.end;
			return subject_of_kind(last->quantity->kind);
		}
		enum subject subject = has_crossed ? SUBJECT_NONE : subject_of(scan, index, name);
		if (subject != SUBJECT_NONE)
			return subject;
		if (goes_on && token_is_one_of(scan, index, "and or but ,"))
			has_crossed = true;
		else if (!token_is_one_of(scan, index, CONNECTING))
			return SUBJECT_NONE;
	}
	return SUBJECT_NONE;
}

/* Somebody of whom a further number may say something else. */
#define PERSONS_NAMED "aged age partner donor"
#define PERSONS                                                                                                       \
	"patient patients people person persons adult adults child children woman women man men girl girls boy boys " \
	"female females male males individual individuals those anyone infant infants babies baby adolescent "        \
	"adolescents applicant applicants partner partners she he they donor donors recipient couple"

/* The token of a word for a patient just before `index`, or scan->count. */
static size_t find_person(const struct scan *scan, size_t index)
{
	for (size_t most = 6; most && index; most--) {
		index--;
		if (token_is_one_of(scan, index, PERSONS))
			return index;
		if (!token_is_one_of(scan, index,
				     "who is are be must should not ( , of between from the and at currently"))
			break;
	}
	return scan->count;
}

bool carries_on(const struct scan *scan, const struct draft *draft, double number)
{
	const struct found *last = scan->found_count ? &scan->found[scan->found_count - 1] : NULL;
	size_t begin = draft->begin;

	if (!last || begin <= last->end || !token_is_one_of(scan, begin - 1, "or and but"))
		return false;
	/* "30 for women and 35 for men" */
	if (!draft->is_compared && !token_is(scan, draft->end, "for"))
		return false;
	for (size_t i = last->end; i < begin; i++)
		if (token_is_one_of(scan, i, ". ;") || token_is_number(scan, i) ||
		    token_is_one_of(scan, i, PERSONS_NAMED))
			return false;
	switch (last->quantity->kind) {
	case QUANTITY_AGE:
		return draft->is_compared && token_is(scan, begin - 1, "or") && text_is(last->quantity->unit, "a");
	case QUANTITY_BMI:
		return number >= 10 && number <= 80;
	default:
		return false;
	}
}

bool person_before(const struct scan *scan, size_t index)
{
	return find_person(scan, index) < scan->count;
}

bool person_of_age_before(const struct scan *scan, size_t index)
{
	size_t person = find_person(scan, index);

	if (token_is_one_of(scan, person, "adult adults child children girl girls boy boys adolescent adolescents"))
		return true;
	/* "The patient is under 18": somebody who is a number is of that age. */
	for (size_t i = person; i < index; i++)
		if (token_is_one_of(scan, i, "is are be"))
			return true;
	return false;
}

bool ends_before(const struct scan *scan, size_t index)
{
	if (index >= scan->count)
		return true;
	if (token_is_one_of(scan, index, "and or to") && token_is_number(scan, index + 1))
		return false;
	return token_is_one_of(
		scan, index,
		". , ; : ) and or but are is who with will must should at in on by if when where unless may "
		"can have has that which except only before prior do does undergoing despite");
}

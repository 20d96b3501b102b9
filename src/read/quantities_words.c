/* The closed lists of words that quantities are read by. quantities.h tells what they give. */
#include <string.h>

#include "read/quantities_parts.h"

struct unit_word {
	struct text word;
	const char *code;
};

static const struct unit_word time_units[] = {
	{TEXT_INIT("year"), "a"},     {TEXT_INIT("years"), "a"},     {TEXT_INIT("yr"), "a"},
	{TEXT_INIT("yrs"), "a"},      {TEXT_INIT("yo"), "a"},        {TEXT_INIT("month"), "mo"},
	{TEXT_INIT("months"), "mo"},  {TEXT_INIT("week"), "wk"},     {TEXT_INIT("weeks"), "wk"},
	{TEXT_INIT("wks"), "wk"},     {TEXT_INIT("day"), "d"},       {TEXT_INIT("days"), "d"},
	{TEXT_INIT("hour"), "h"},     {TEXT_INIT("hours"), "h"},     {TEXT_INIT("hrs"), "h"},
	{TEXT_INIT("minute"), "min"}, {TEXT_INIT("minutes"), "min"},
};

/* What policies count. */
static const struct unit_word counted[] = {
	{TEXT_INIT("admission"), "{admission}"},
	{TEXT_INIT("admissions"), "{admission}"},
	{TEXT_INIT("appointment"), "{appointment}"},
	{TEXT_INIT("appointments"), "{appointment}"},
	{TEXT_INIT("attack"), "{attack}"},
	{TEXT_INIT("attacks"), "{attack}"},
	{TEXT_INIT("attempt"), "{attempt}"},
	{TEXT_INIT("attempts"), "{attempt}"},
	{TEXT_INIT("consultation"), "{consultation}"},
	{TEXT_INIT("consultations"), "{consultation}"},
	{TEXT_INIT("course"), "{course}"},
	{TEXT_INIT("courses"), "{course}"},
	{TEXT_INIT("cycle"), "{cycle}"},
	{TEXT_INIT("cycles"), "{cycle}"},
	{TEXT_INIT("dose"), "{dose}"},
	{TEXT_INIT("doses"), "{dose}"},
	{TEXT_INIT("episode"), "{episode}"},
	{TEXT_INIT("episodes"), "{episode}"},
	{TEXT_INIT("fall"), "{fall}"},
	{TEXT_INIT("falls"), "{fall}"},
	{TEXT_INIT("flare"), "{flare}"},
	{TEXT_INIT("flares"), "{flare}"},
	{TEXT_INIT("infection"), "{infection}"},
	{TEXT_INIT("infections"), "{infection}"},
	{TEXT_INIT("injection"), "{injection}"},
	{TEXT_INIT("injections"), "{injection}"},
	{TEXT_INIT("miscarriage"), "{miscarriage}"},
	{TEXT_INIT("miscarriages"), "{miscarriage}"},
	{TEXT_INIT("occasion"), "{occasion}"},
	{TEXT_INIT("occasions"), "{occasion}"},
	{TEXT_INIT("times"), "{occasion}"},
	{TEXT_INIT("pregnancy"), "{pregnancy}"},
	{TEXT_INIT("pregnancies"), "{pregnancy}"},
	{TEXT_INIT("procedure"), "{procedure}"},
	{TEXT_INIT("procedures"), "{procedure}"},
	{TEXT_INIT("recurrence"), "{recurrence}"},
	{TEXT_INIT("recurrences"), "{recurrence}"},
	{TEXT_INIT("relapse"), "{relapse}"},
	{TEXT_INIT("relapses"), "{relapse}"},
	{TEXT_INIT("session"), "{session}"},
	{TEXT_INIT("sessions"), "{session}"},
	{TEXT_INIT("visit"), "{visit}"},
	{TEXT_INIT("visits"), "{visit}"},
};

struct comparing {
	struct text words; /* tokens with one space between */
	enum comparison comparison;
};
#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* Words before a quantity, the longest first where one ends in another. */
static const struct comparing before_words[] = {
	{TEXT_INIT("greater than or equal to"), COMPARISON_AT_LEAST},
	{TEXT_INIT("more than or equal to"), COMPARISON_AT_LEAST},
	{TEXT_INIT("equal to or greater than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("equal to or more than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("equal to or above"), COMPARISON_AT_LEAST},
	{TEXT_INIT("equal to or over"), COMPARISON_AT_LEAST},
	{TEXT_INIT("less than or equal to"), COMPARISON_AT_MOST},
	{TEXT_INIT("equal to or less than"), COMPARISON_AT_MOST},
	{TEXT_INIT("equal to or below"), COMPARISON_AT_MOST},
	{TEXT_INIT("up to and including"), COMPARISON_AT_MOST},
	{TEXT_INIT("a minimum period of"), COMPARISON_AT_LEAST},
	{TEXT_INIT("a minimum of"), COMPARISON_AT_LEAST},
	{TEXT_INIT("a maximum of"), COMPARISON_AT_MOST},
	{TEXT_INIT("at or above"), COMPARISON_AT_LEAST},
	{TEXT_INIT("at or below"), COMPARISON_AT_MOST},
	{TEXT_INIT("no more than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not more than"), COMPARISON_AT_MOST},
	{TEXT_INIT("no greater than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not greater than"), COMPARISON_AT_MOST},
	{TEXT_INIT("no older than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not older than"), COMPARISON_AT_MOST},
	{TEXT_INIT("no longer than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not longer than"), COMPARISON_AT_MOST},
	{TEXT_INIT("no higher than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not higher than"), COMPARISON_AT_MOST},
	{TEXT_INIT("no fewer than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("not fewer than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("no less than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("not less than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("no younger than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("not younger than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("no lower than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("not lower than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("no worse than"), COMPARISON_AT_LEAST},
	{TEXT_INIT("no better than"), COMPARISON_AT_MOST},
	{TEXT_INIT("not over"), COMPARISON_AT_MOST},
	{TEXT_INIT("not above"), COMPARISON_AT_MOST},
	{TEXT_INIT("not exceeding"), COMPARISON_AT_MOST},
	{TEXT_INIT("not exceed"), COMPARISON_AT_MOST},
	{TEXT_INIT("not under"), COMPARISON_AT_LEAST},
	{TEXT_INIT("not below"), COMPARISON_AT_LEAST},
	{TEXT_INIT("at least"), COMPARISON_AT_LEAST},
	{TEXT_INIT("at most"), COMPARISON_AT_MOST},
	{TEXT_INIT("more than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("greater than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("longer than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("older than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("higher than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("better than"), COMPARISON_MORE_THAN},
	{TEXT_INIT("in excess of"), COMPARISON_MORE_THAN},
	{TEXT_INIT("less than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("fewer than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("younger than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("shorter than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("lower than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("worse than"), COMPARISON_LESS_THAN},
	{TEXT_INIT("up to"), COMPARISON_AT_MOST},
	{TEXT_INIT("minimum of"), COMPARISON_AT_LEAST},
	{TEXT_INIT("maximum of"), COMPARISON_AT_MOST},
	{TEXT_INIT("minimum"), COMPARISON_AT_LEAST},
	{TEXT_INIT("maximum"), COMPARISON_AT_MOST},
	{TEXT_INIT("within"), COMPARISON_AT_MOST},
	{TEXT_INIT("over"), COMPARISON_MORE_THAN},
	{TEXT_INIT("beyond"), COMPARISON_MORE_THAN},
	{TEXT_INIT("above"), COMPARISON_MORE_THAN},
	{TEXT_INIT("exceeding"), COMPARISON_MORE_THAN},
	{TEXT_INIT("exceeds"), COMPARISON_MORE_THAN},
	{TEXT_INIT("under"), COMPARISON_LESS_THAN},
	{TEXT_INIT("below"), COMPARISON_LESS_THAN},
	{TEXT_INIT("≥"), COMPARISON_AT_LEAST},
	{TEXT_INIT("> ="), COMPARISON_AT_LEAST},
	{TEXT_INIT("= >"), COMPARISON_AT_LEAST},
	{TEXT_INIT("≤"), COMPARISON_AT_MOST},
	{TEXT_INIT("< ="), COMPARISON_AT_MOST},
	{TEXT_INIT("= <"), COMPARISON_AT_MOST},
	{TEXT_INIT(">"), COMPARISON_MORE_THAN},
	{TEXT_INIT("<"), COMPARISON_LESS_THAN},
};

/* Words after a quantity. */
static const struct comparing after_words[] = {
	{TEXT_INIT("or more"), COMPARISON_AT_LEAST},     {TEXT_INIT("and more"), COMPARISON_AT_LEAST},
	{TEXT_INIT("or over"), COMPARISON_AT_LEAST},     {TEXT_INIT("and over"), COMPARISON_AT_LEAST},
	{TEXT_INIT("or older"), COMPARISON_AT_LEAST},    {TEXT_INIT("and older"), COMPARISON_AT_LEAST},
	{TEXT_INIT("or above"), COMPARISON_AT_LEAST},    {TEXT_INIT("and above"), COMPARISON_AT_LEAST},
	{TEXT_INIT("or longer"), COMPARISON_AT_LEAST},   {TEXT_INIT("or greater"), COMPARISON_AT_LEAST},
	{TEXT_INIT("and greater"), COMPARISON_AT_LEAST}, {TEXT_INIT("or higher"), COMPARISON_AT_LEAST},
	{TEXT_INIT("and higher"), COMPARISON_AT_LEAST},  {TEXT_INIT("or better"), COMPARISON_AT_LEAST},
	{TEXT_INIT("or less"), COMPARISON_AT_MOST},      {TEXT_INIT("and less"), COMPARISON_AT_MOST},
	{TEXT_INIT("or fewer"), COMPARISON_AT_MOST},     {TEXT_INIT("or under"), COMPARISON_AT_MOST},
	{TEXT_INIT("and under"), COMPARISON_AT_MOST},    {TEXT_INIT("or younger"), COMPARISON_AT_MOST},
	{TEXT_INIT("and younger"), COMPARISON_AT_MOST},  {TEXT_INIT("or below"), COMPARISON_AT_MOST},
	{TEXT_INIT("and below"), COMPARISON_AT_MOST},    {TEXT_INIT("or lower"), COMPARISON_AT_MOST},
	{TEXT_INIT("and lower"), COMPARISON_AT_MOST},    {TEXT_INIT("or shorter"), COMPARISON_AT_MOST},
	{TEXT_INIT("or worse"), COMPARISON_AT_MOST},     {TEXT_INIT("+"), COMPARISON_AT_LEAST},
};

/* Words that compare with an age or a birthday only: "before 6 weeks" says when, "before the age of 6" how old. */
static const struct comparing age_words[] = {
	{TEXT_INIT("have not yet reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("has not yet reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("have not reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("has not reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("not yet reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("not reached"), COMPARISON_LESS_THAN},
	{TEXT_INIT("on or before"), COMPARISON_AT_MOST},
	{TEXT_INIT("on or after"), COMPARISON_AT_LEAST},
	{TEXT_INIT("up to"), COMPARISON_AT_MOST},
	{TEXT_INIT("before"), COMPARISON_LESS_THAN},
	{TEXT_INIT("until"), COMPARISON_LESS_THAN},
	{TEXT_INIT("till"), COMPARISON_LESS_THAN},
	{TEXT_INIT("by"), COMPARISON_AT_MOST},
	{TEXT_INIT("after"), COMPARISON_AT_LEAST},
	{TEXT_INIT("from"), COMPARISON_AT_LEAST},
	{TEXT_INIT("on"), COMPARISON_AT_LEAST},
	{TEXT_INIT("reached"), COMPARISON_AT_LEAST},
	{TEXT_INIT("attained"), COMPARISON_AT_LEAST},
};

static const char *code_of(struct text word, const struct unit_word *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_ignoring_case(word, units[i].word))
			return units[i].code;
	return NULL;
}

const char *time_unit_of(struct text word)
{
	/* The first letters of all of them: every word is asked. */
	return word.length && strchr("ymwdh", ascii_lower(word.bytes[0]))
		       ? code_of(word, time_units, COUNT_OF(time_units))
		       : NULL;
}

const char *time_unit(const struct scan *scan, size_t index)
{
	return index < scan->count ? time_unit_of(scan->tokens[index].text) : NULL;
}

const char *counted_unit(const struct scan *scan, size_t index)
{
	return index < scan->count ? code_of(scan->tokens[index].text, counted, COUNT_OF(counted)) : NULL;
}

/* Most words before a number end in another letter than those of a row. */
static bool ends_like(const struct scan *scan, size_t index, struct text words)
{
	if (!index)
		return false;
	struct text before = scan->tokens[index - 1].text;
	return ascii_lower(before.bytes[before.length - 1]) == ascii_lower(words.bytes[words.length - 1]);
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
		draft->comparison = words[i].comparison;
		draft->is_compared = true;
		return true;
	}
	return false;
}

void compare_before(const struct scan *scan, struct draft *draft)
{
	take_before(scan, draft, before_words, COUNT_OF(before_words));
}

void compare_after(const struct scan *scan, struct draft *draft)
{
	for (size_t i = 0; i < COUNT_OF(after_words); i++) {
		size_t count = match_at(scan, draft->end, after_words[i].words.bytes);
		if (!count)
			continue;
		draft->end += count;
		draft->comparison = after_words[i].comparison;
		draft->is_compared = true;
		return;
	}
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

void compare_before_birthday(const struct scan *scan, struct draft *draft)
{
	if (draft->begin && token_is_one_of(scan, draft->begin - 1, "their his her the a"))
		draft->begin--;
	take_before(scan, draft, age_words, COUNT_OF(age_words));
	/* "By", "up to": those who have had the birthday are as old as those whom the words leave out. */
	if (draft->comparison == COMPARISON_AT_MOST)
		draft->comparison = COMPARISON_LESS_THAN;
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
static enum subject subject_of(const struct scan *scan, size_t index)
{
	if (token_is_one_of(scan, index, "age aged ages"))
		return SUBJECT_AGE;
	if (token_is(scan, index, "bmi") || (index > 1 && match_before(scan, index + 1, "body mass index")))
		return SUBJECT_BMI;
	if (token_is_one_of(scan, index, "score scores scored scoring scale"))
		return SUBJECT_SCORE;
	if (token_is_one_of(scan, index, "bp systolic diastolic") || match_before(scan, index + 1, "blood pressure"))
		return SUBJECT_PRESSURE;
	if (token_is_one_of(scan, index, "acuity vision logmar"))
		return SUBJECT_ACUITY;
	return SUBJECT_NONE;
}

/* Words that may stand between what is measured and its number. */
#define CONNECTING                                                                                                   \
	"of is was are be being been must should the a an at in by from between than to ( ) : = least most more "    \
	"less equal limit range level threshold value current currently recorded documented measured baseline time " \
	"date first referral request application presentation assessment"

enum subject subject_before(const struct scan *scan, size_t index, bool goes_on)
{
	bool has_crossed = false;

	for (size_t most = 12; most && index; most--) {
		index--;
		/* "body mass index (BMI) of": what stands in brackets is passed over. */
		if (token_is(scan, index, ")"))
			for (size_t back = 1; back <= 6 && back <= index; back++)
				if (token_is(scan, index - back, "("))
					index -= back;
		if (scan->last && index + 1 == scan->last_end && has_crossed)
			switch (scan->last->kind) {
			case QUANTITY_AGE:
				return SUBJECT_AGE;
			case QUANTITY_BMI:
				return SUBJECT_BMI;
			case QUANTITY_SCORE:
				return SUBJECT_SCORE;
			case QUANTITY_BLOOD_PRESSURE:
				return SUBJECT_PRESSURE;
			case QUANTITY_ACUITY:
				return SUBJECT_ACUITY;
			default:
				return SUBJECT_NONE;
			}
		if (!has_crossed && subject_of(scan, index) != SUBJECT_NONE)
			return subject_of(scan, index);
		if (goes_on && token_is_one_of(scan, index, "and or but ,"))
			has_crossed = true;
		else if (!token_is_one_of(scan, index, CONNECTING))
			return SUBJECT_NONE;
	}
	return SUBJECT_NONE;
}

/* The token of a word for a patient just before `index`, or scan->count. */
static size_t find_person(const struct scan *scan, size_t index)
{
	for (size_t most = 6; most && index; most--) {
		index--;
		if (token_is_one_of(
			    scan, index,
			    "patient patients people person persons adult adults child children woman women man "
			    "men girl girls boy boys female females male males individual individuals those "
			    "anyone infant infants babies baby adolescent adolescents applicant applicants"))
			return index;
		if (!token_is_one_of(scan, index, "who is are be must should ( , of between from the and at"))
			break;
	}
	return scan->count;
}

bool person_before(const struct scan *scan, size_t index)
{
	return find_person(scan, index) < scan->count;
}

bool person_of_age_before(const struct scan *scan, size_t index)
{
	return token_is_one_of(scan, find_person(scan, index),
			       "adult adults child children girl girls boy boys adolescent adolescents");
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

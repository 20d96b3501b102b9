/* The closed lists of words that quantities are read by. quantities.h tells what they give. */
#include "read/quantities_parts.h"

struct unit_word {
	const char *word, *code;
};

static const struct unit_word time_units[] = {
	{"year", "a"},    {"years", "a"}, {"yr", "a"},     {"yrs", "a"},      {"yo", "a"},        {"month", "mo"},
	{"months", "mo"}, {"week", "wk"}, {"weeks", "wk"}, {"wks", "wk"},     {"day", "d"},       {"days", "d"},
	{"hour", "h"},    {"hours", "h"}, {"hrs", "h"},    {"minute", "min"}, {"minutes", "min"},
};

/* What policies count. */
static const struct unit_word counted[] = {
	{"admission", "{admission}"},
	{"admissions", "{admission}"},
	{"appointment", "{appointment}"},
	{"appointments", "{appointment}"},
	{"attack", "{attack}"},
	{"attacks", "{attack}"},
	{"attempt", "{attempt}"},
	{"attempts", "{attempt}"},
	{"consultation", "{consultation}"},
	{"consultations", "{consultation}"},
	{"course", "{course}"},
	{"courses", "{course}"},
	{"cycle", "{cycle}"},
	{"cycles", "{cycle}"},
	{"dose", "{dose}"},
	{"doses", "{dose}"},
	{"episode", "{episode}"},
	{"episodes", "{episode}"},
	{"fall", "{fall}"},
	{"falls", "{fall}"},
	{"flare", "{flare}"},
	{"flares", "{flare}"},
	{"infection", "{infection}"},
	{"infections", "{infection}"},
	{"injection", "{injection}"},
	{"injections", "{injection}"},
	{"miscarriage", "{miscarriage}"},
	{"miscarriages", "{miscarriage}"},
	{"occasion", "{occasion}"},
	{"occasions", "{occasion}"},
	{"times", "{occasion}"},
	{"pregnancy", "{pregnancy}"},
	{"pregnancies", "{pregnancy}"},
	{"procedure", "{procedure}"},
	{"procedures", "{procedure}"},
	{"recurrence", "{recurrence}"},
	{"recurrences", "{recurrence}"},
	{"relapse", "{relapse}"},
	{"relapses", "{relapse}"},
	{"session", "{session}"},
	{"sessions", "{session}"},
	{"visit", "{visit}"},
	{"visits", "{visit}"},
};

struct comparing {
	const char *words; /* tokens with one space between */
	enum comparison comparison;
};
#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* Words before a quantity, the longest first where one ends in another. */
static const struct comparing before_words[] = {
	{"greater than or equal to", COMPARISON_AT_LEAST},
	{"more than or equal to", COMPARISON_AT_LEAST},
	{"equal to or greater than", COMPARISON_AT_LEAST},
	{"equal to or more than", COMPARISON_AT_LEAST},
	{"equal to or above", COMPARISON_AT_LEAST},
	{"equal to or over", COMPARISON_AT_LEAST},
	{"less than or equal to", COMPARISON_AT_MOST},
	{"equal to or less than", COMPARISON_AT_MOST},
	{"equal to or below", COMPARISON_AT_MOST},
	{"up to and including", COMPARISON_AT_MOST},
	{"a minimum period of", COMPARISON_AT_LEAST},
	{"a minimum of", COMPARISON_AT_LEAST},
	{"a maximum of", COMPARISON_AT_MOST},
	{"at or above", COMPARISON_AT_LEAST},
	{"at or below", COMPARISON_AT_MOST},
	{"no more than", COMPARISON_AT_MOST},
	{"not more than", COMPARISON_AT_MOST},
	{"no greater than", COMPARISON_AT_MOST},
	{"not greater than", COMPARISON_AT_MOST},
	{"no older than", COMPARISON_AT_MOST},
	{"not older than", COMPARISON_AT_MOST},
	{"no longer than", COMPARISON_AT_MOST},
	{"not longer than", COMPARISON_AT_MOST},
	{"no higher than", COMPARISON_AT_MOST},
	{"not higher than", COMPARISON_AT_MOST},
	{"no fewer than", COMPARISON_AT_LEAST},
	{"not fewer than", COMPARISON_AT_LEAST},
	{"no less than", COMPARISON_AT_LEAST},
	{"not less than", COMPARISON_AT_LEAST},
	{"no younger than", COMPARISON_AT_LEAST},
	{"not younger than", COMPARISON_AT_LEAST},
	{"no lower than", COMPARISON_AT_LEAST},
	{"not lower than", COMPARISON_AT_LEAST},
	{"no worse than", COMPARISON_AT_LEAST},
	{"no better than", COMPARISON_AT_MOST},
	{"not over", COMPARISON_AT_MOST},
	{"not above", COMPARISON_AT_MOST},
	{"not exceeding", COMPARISON_AT_MOST},
	{"not exceed", COMPARISON_AT_MOST},
	{"not under", COMPARISON_AT_LEAST},
	{"not below", COMPARISON_AT_LEAST},
	{"at least", COMPARISON_AT_LEAST},
	{"at most", COMPARISON_AT_MOST},
	{"more than", COMPARISON_MORE_THAN},
	{"greater than", COMPARISON_MORE_THAN},
	{"longer than", COMPARISON_MORE_THAN},
	{"older than", COMPARISON_MORE_THAN},
	{"higher than", COMPARISON_MORE_THAN},
	{"better than", COMPARISON_MORE_THAN},
	{"in excess of", COMPARISON_MORE_THAN},
	{"less than", COMPARISON_LESS_THAN},
	{"fewer than", COMPARISON_LESS_THAN},
	{"younger than", COMPARISON_LESS_THAN},
	{"shorter than", COMPARISON_LESS_THAN},
	{"lower than", COMPARISON_LESS_THAN},
	{"worse than", COMPARISON_LESS_THAN},
	{"up to", COMPARISON_AT_MOST},
	{"minimum of", COMPARISON_AT_LEAST},
	{"maximum of", COMPARISON_AT_MOST},
	{"minimum", COMPARISON_AT_LEAST},
	{"maximum", COMPARISON_AT_MOST},
	{"within", COMPARISON_AT_MOST},
	{"over", COMPARISON_MORE_THAN},
	{"beyond", COMPARISON_MORE_THAN},
	{"above", COMPARISON_MORE_THAN},
	{"exceeding", COMPARISON_MORE_THAN},
	{"exceeds", COMPARISON_MORE_THAN},
	{"under", COMPARISON_LESS_THAN},
	{"below", COMPARISON_LESS_THAN},
	{"≥", COMPARISON_AT_LEAST},
	{"> =", COMPARISON_AT_LEAST},
	{"= >", COMPARISON_AT_LEAST},
	{"≤", COMPARISON_AT_MOST},
	{"< =", COMPARISON_AT_MOST},
	{"= <", COMPARISON_AT_MOST},
	{">", COMPARISON_MORE_THAN},
	{"<", COMPARISON_LESS_THAN},
};

/* Words after a quantity. */
static const struct comparing after_words[] = {
	{"or more", COMPARISON_AT_LEAST},    {"and more", COMPARISON_AT_LEAST},    {"or over", COMPARISON_AT_LEAST},
	{"and over", COMPARISON_AT_LEAST},   {"or older", COMPARISON_AT_LEAST},    {"and older", COMPARISON_AT_LEAST},
	{"or above", COMPARISON_AT_LEAST},   {"and above", COMPARISON_AT_LEAST},   {"or longer", COMPARISON_AT_LEAST},
	{"or greater", COMPARISON_AT_LEAST}, {"and greater", COMPARISON_AT_LEAST}, {"or higher", COMPARISON_AT_LEAST},
	{"and higher", COMPARISON_AT_LEAST}, {"or better", COMPARISON_AT_LEAST},   {"or less", COMPARISON_AT_MOST},
	{"and less", COMPARISON_AT_MOST},    {"or fewer", COMPARISON_AT_MOST},     {"or under", COMPARISON_AT_MOST},
	{"and under", COMPARISON_AT_MOST},   {"or younger", COMPARISON_AT_MOST},   {"and younger", COMPARISON_AT_MOST},
	{"or below", COMPARISON_AT_MOST},    {"and below", COMPARISON_AT_MOST},    {"or lower", COMPARISON_AT_MOST},
	{"and lower", COMPARISON_AT_MOST},   {"or shorter", COMPARISON_AT_MOST},   {"or worse", COMPARISON_AT_MOST},
	{"+", COMPARISON_AT_LEAST},
};

/* Words that compare with an age or a birthday only: "before 6 weeks" says when, "before the age of 6" how old. */
static const struct comparing age_words[] = {
	{"have not yet reached", COMPARISON_LESS_THAN},
	{"has not yet reached", COMPARISON_LESS_THAN},
	{"have not reached", COMPARISON_LESS_THAN},
	{"has not reached", COMPARISON_LESS_THAN},
	{"not yet reached", COMPARISON_LESS_THAN},
	{"not reached", COMPARISON_LESS_THAN},
	{"on or before", COMPARISON_AT_MOST},
	{"on or after", COMPARISON_AT_LEAST},
	{"up to", COMPARISON_AT_MOST},
	{"before", COMPARISON_LESS_THAN},
	{"until", COMPARISON_LESS_THAN},
	{"till", COMPARISON_LESS_THAN},
	{"by", COMPARISON_AT_MOST},
	{"after", COMPARISON_AT_LEAST},
	{"from", COMPARISON_AT_LEAST},
	{"on", COMPARISON_AT_LEAST},
	{"reached", COMPARISON_AT_LEAST},
	{"attained", COMPARISON_AT_LEAST},
};

static const char *code_of(const struct scan *scan, size_t index, const struct unit_word *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (token_is(scan, index, units[i].word))
			return units[i].code;
	return NULL;
}

const char *time_unit(const struct scan *scan, size_t index)
{
	return code_of(scan, index, time_units, COUNT_OF(time_units));
}

const char *counted_unit(const struct scan *scan, size_t index)
{
	return code_of(scan, index, counted, COUNT_OF(counted));
}

static bool take_before(const struct scan *scan, struct draft *draft, const struct comparing *words, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		size_t count = match_before(scan, draft->begin, words[i].words);
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
		size_t count = match_at(scan, draft->end, after_words[i].words);
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

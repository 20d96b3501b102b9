/* The words around a number that quantities are read by; the lists of them are in tree/english.def. */
#include <string.h>

#include "base/memory.h"
#include "read/quantities_parts.h"
#include "tree/english.h"

const char *time_unit(const struct scan *scan, size_t index)
{
	return index < scan->count ? english_time_unit(scan->tokens[index].text) : NULL;
}

const char *counted_unit(const struct scan *scan, size_t index)
{
	return index < scan->count ? english_counted_thing(scan->tokens[index].text) : NULL;
}

/* Most words before a number end in another letter than those of a row. */
static bool ends_like(const struct scan *scan, size_t index, struct text words)
{
	if (!index)
		return false;
	struct text before = scan->tokens[index - 1].text;
	return ascii_lower(before.bytes[before.length - 1]) == ascii_lower(words.bytes[words.length - 1]);
}

static bool take_before(const struct scan *scan, struct draft *draft, enum comparison_place place)
{
	size_t rows;
	const struct comparison_words *words = english_comparisons(place, &rows);

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
	take_before(scan, draft, BEFORE_QUANTITY);
}

void compare_after(const struct scan *scan, struct draft *draft)
{
	size_t rows;
	const struct comparison_words *words = english_comparisons(AFTER_QUANTITY, &rows);

	for (size_t i = 0; i < rows; i++) {
		size_t count = match_at(scan, draft->end, words[i].words.bytes);
		if (!count)
			continue;
		draft->end += count;
		draft->comparison = words[i].comparison;
		draft->is_compared = true;
		return;
	}
}

void compare_before_age(const struct scan *scan, struct draft *draft)
{
	static const char *const ages[] = {"the age of", "an age of", "age of", "the age", "age", "aged", "ages"};

	for (size_t i = 0; i < ARRAY_COUNT(ages); i++) {
		struct draft longer = *draft;
		size_t count = match_before(scan, draft->begin, ages[i]);
		if (!count)
			continue;
		longer.begin -= count;
		if (take_before(scan, &longer, BEFORE_AGE) || take_before(scan, &longer, BEFORE_QUANTITY))
			*draft = longer;
		return;
	}
}

void compare_before_birthday(const struct scan *scan, struct draft *draft)
{
	if (draft->begin && token_is_one_of(scan, draft->begin - 1, "their his her the a"))
		draft->begin--;
	take_before(scan, draft, BEFORE_AGE);
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

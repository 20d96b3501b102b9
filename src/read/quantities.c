#include "read/quantities.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "read/quantities_parts.h"
#include "tree/english.h"

static void compare(const struct scan *scan, struct draft *draft)
{
	compare_before(scan, draft);
	if (!draft->is_compared)
		compare_after(scan, draft);
}

/* Sight and blood pressure. */

static size_t take_pressure_unit(const struct scan *scan, size_t index)
{
	static const char *const units[] = {"mmhg", "mm hg", "( mmhg )", "( mm hg )"};

	for (size_t i = 0; i < COUNT_OF(units); i++) {
		size_t count = match_at(scan, index, units[i]);
		if (count)
			return count;
	}
	return 0;
}

#define VISION "acuity vision visual bcva va snellen sight"

/* "140/90", "6/12", "7/10": what they are is said by a word before, or by the unit. */
static size_t read_ratio(struct scan *scan, size_t index)
{
	if (!token_is(scan, index + 1, "/") || !token_is_number(scan, index + 2))
		return 0;
	/* "2013/14", "L4/5/6", dates */
	if (token_is(scan, index + 3, "/") || (index && token_is(scan, index - 1, "/")))
		return 0;
	struct draft draft = {.begin = index, .end = index + 3};
	double first = scan->tokens[index].number, second = scan->tokens[index + 2].number;
	size_t unit = take_pressure_unit(scan, draft.end);
	bool pressure = unit || (word_before(scan, index, "pressure bp", 10) && first > second);
	bool sight = !pressure && (first == 3 || first == 6 || first == 20) && second > 2 &&
		     word_before(scan, index, VISION, 24) &&
		     !word_before(scan, index, "history score scored scale", 4) &&
		     !token_is_one_of(scan, index + 3, "history");
	if (!pressure && !sight)
		return 0;
	draft.end += unit;
	compare(scan, &draft);
	struct quantity *quantity = add_quantity(scan, pressure ? QUANTITY_BLOOD_PRESSURE : QUANTITY_ACUITY, &draft,
						 first, pressure ? "mm[Hg]" : "{Snellen}");
	quantity->second = second;
	quantity->has_second = true;
	return draft.end;
}

/* "systolic blood pressure over 160 mmHg": one number of the two. */
static size_t read_pressure(struct scan *scan, size_t index)
{
	struct name name;
	size_t leading = range_words_before(scan, index), upper = range_end(scan, index + 1, leading > 0);
	struct draft draft = {.begin = index - (upper ? leading : 0), .end = (upper ? upper : index) + 1};
	size_t unit = take_pressure_unit(scan, draft.end);

	draft.end += unit;
	if (upper)
		compare_before(scan, &draft);
	else
		compare(scan, &draft);
	if (!unit &&
	    (!(draft.is_compared || upper) || subject_before(scan, draft.begin, true, &name) != SUBJECT_PRESSURE))
		return 0;
	size_t most = draft.begin < 5 ? draft.begin : 5;
	for (size_t back = 1; back <= most; back++) {
		if (!token_is_one_of(scan, draft.begin - back, "systolic diastolic"))
			continue;
		draft.begin -= back; /* which of the two it is belongs to its words */
		break;
	}
	/* "Intraocular pressure above 24 mmHg" is of another. */
	bool is_of_blood = subject_before(scan, draft.begin, true, &name) == SUBJECT_PRESSURE ||
			   word_before(scan, index, "blood bp systolic diastolic", 10);
	struct quantity *quantity = add_quantity(scan, is_of_blood ? QUANTITY_BLOOD_PRESSURE : QUANTITY_OTHER, &draft,
						 scan->tokens[index].number, "mm[Hg]");
	if (upper)
		set_upper(quantity, &draft, scan->tokens[upper].number);
	if (token_is_one_of(scan, draft.begin, "systolic diastolic"))
		quantity->name = token_words(scan, draft.begin, draft.begin + 1);
	return draft.end;
}

/* A greater logMAR is worse sight. */
static size_t read_log_mar(struct scan *scan, size_t index)
{
	static const enum comparison turned[COMPARISON_COUNT] = {
		[COMPARISON_UNSTATED] = COMPARISON_UNSTATED,   [COMPARISON_EQUAL] = COMPARISON_EQUAL,
		[COMPARISON_AT_LEAST] = COMPARISON_AT_MOST,    [COMPARISON_AT_MOST] = COMPARISON_AT_LEAST,
		[COMPARISON_MORE_THAN] = COMPARISON_LESS_THAN, [COMPARISON_LESS_THAN] = COMPARISON_MORE_THAN,
		[COMPARISON_BETWEEN] = COMPARISON_BETWEEN,     [COMPARISON_WITHIN] = COMPARISON_WITHIN,
	};
	size_t leading = range_words_before(scan, index), upper = range_end(scan, index + 1, leading > 0);
	struct draft draft = {.begin = index - (upper ? leading : 0), .end = (upper ? upper : index) + 1};

	if (token_is(scan, draft.end, "logmar"))
		draft.end++;
	else if (!word_before(scan, index, "logmar", 8))
		return 0;
	else if (index && token_is(scan, index - 1, "logmar"))
		draft.begin--;
	if (upper)
		compare_before(scan, &draft);
	else
		compare(scan, &draft);
	if (draft.is_of_sight)
		draft.comparison = turned[draft.comparison];
	struct quantity *quantity = add_quantity(scan, QUANTITY_ACUITY, &draft, scan->tokens[index].number, "{logMAR}");
	if (upper)
		set_upper(quantity, &draft, scan->tokens[upper].number);
	return draft.end;
}

/* Measures. */

/* "(out of 35)", "/10", "out of 24": the scale of a score, no threshold. */
static size_t scale_of_score(const struct scan *scan, size_t index)
{
	size_t open = token_is(scan, index, "(");

	if (match_at(scan, index + open, "out of") && token_is_number(scan, index + open + 2))
		return 3 + open + (open && token_is(scan, index + open + 3, ")"));
	return token_is(scan, index, "/") && token_is_number(scan, index + 1) ? 2 : 0;
}

/* "48 mmol/mol (6.5%) or above": the same in another unit. Gives the token after the bracket, or 0. */
static size_t other_unit_end(const struct scan *scan, size_t index, size_t *number, const struct measure_unit **unit)
{
	size_t count;

	if (!token_is(scan, index, "(") || !token_is_number(scan, index + 1))
		return 0;
	*unit = measure_unit_at(scan, index + 2, &count);
	*number = index + 1;
	return *unit && token_is(scan, index + 2 + count, ")") ? index + 3 + count : 0;
}

/* The kind of a measure by its unit and its subject; false: it is none that is read. */
static bool kind_of_measure(const struct measure_unit *unit, enum subject subject, enum quantity_kind *kind,
			    const char **code)
{
	switch (subject) {
	case SUBJECT_BMI:
		*kind = QUANTITY_BMI;
		*code = "kg/m2";
		return !unit || unit->kind == QUANTITY_BMI;
	case SUBJECT_SCORE:
		if (unit && unit->kind != QUANTITY_SCORE && unit->kind != QUANTITY_PERCENTAGE)
			break;
		*kind = unit ? unit->kind : QUANTITY_SCORE;
		*code = unit ? unit->code : "{score}";
		return true;
	case SUBJECT_LABORATORY:
		*kind = QUANTITY_LABORATORY;
		*code = unit ? unit->code : "";
		return true;
	default:
		break;
	}
	if (!unit)
		return false;
	*kind = unit->kind;
	*code = unit->code;
	return true;
}

/* A number or a range with a unit, and what compares them. */
struct measure {
	size_t index, upper;
	const struct measure_unit *unit, *other_unit;
	size_t other; /* the number of the other unit */
	struct draft draft;
};

static struct measure scan_measure(const struct scan *scan, size_t index)
{
	size_t leading = range_words_before(scan, index), after = after_number(scan, index), count, end;
	struct measure measure = {.index = index, .upper = range_end(scan, after, leading > 0)};
	struct draft *draft = &measure.draft;

	*draft = (struct draft){.begin = index, .end = measure.upper ? after_number(scan, measure.upper) : after};
	/* "a 5 mm polyp", "a 10-point change" */
	size_t hyphen = token_is(scan, draft->end, "-") && measure_unit_at(scan, draft->end + 1, &count);
	measure.unit = measure_unit_at(scan, draft->end + hyphen, &count);
	if (measure.unit)
		draft->end += hyphen + count;
	if (!measure.upper && measure.unit && (measure.upper = range_end(scan, draft->end, leading > 0))) {
		draft->end = measure.upper + 1; /* "30 kg/m² to 40 kg/m²" */
		const struct measure_unit *second = measure_unit_at(scan, draft->end, &count);
		draft->end += count;
		if (second != measure.unit) {
			draft->end = index + 1 + (measure_unit_at(scan, index + 1, &count) ? count : 0);
			measure.upper = 0;
		}
	}
	draft->begin -= measure.upper ? leading : 0;
	if (!measure.unit && token_is(scan, draft->end, "bmi"))
		draft->end++;
	compare_before(scan, draft);
	if (measure.upper) {
		/* "25-30 dB or worse": which of the two is meant is open. */
		compare_after(scan, draft);
		return measure;
	}
	if (!draft->is_compared && !measure.unit) {
		struct draft longer = *draft;
		compare_after(scan, &longer); /* "35 or more kg/m2" */
		measure.unit = measure_unit_at(scan, longer.end, &count);
		longer.end += count;
		if (measure.unit)
			*draft = longer;
	}
	end = other_unit_end(scan, draft->end, &measure.other, &measure.other_unit);
	draft->end = end ? end : draft->end;
	if (!draft->is_compared)
		compare_after(scan, draft);
	return measure;
}

static size_t read_measure(struct scan *scan, size_t index)
{
	struct measure measure = scan_measure(scan, index);
	struct draft *draft = &measure.draft;
	struct name name;
	enum quantity_kind kind;
	const char *code;

	draft->end += scale_of_score(scan, draft->end);
	if (!draft->is_compared && !measure.upper)
		compare_after(scan, draft);
	if (!draft->is_compared && !measure.upper)
		compare_by_limit(scan, draft);
	enum subject subject = subject_before(scan, draft->begin, true, &name);
	for (size_t i = draft->begin; subject == SUBJECT_NONE && i < index; i++)
		subject = token_is(scan, i, "bmi") ? SUBJECT_BMI : named_subject(scan, i, &name);
	if (token_is(scan, draft->end - 1, "bmi"))
		subject = SUBJECT_BMI;
	if (!kind_of_measure(measure.unit, subject, &kind, &code) ||
	    (kind == QUANTITY_BMI && scan->tokens[index].number < 0))
		return 0;
	struct quantity *quantity = add_quantity(scan, kind, draft, scan->tokens[index].number, code);
	if (measure.upper)
		set_upper(quantity, draft, scan->tokens[measure.upper].number);
	if (kind == QUANTITY_LABORATORY || kind == QUANTITY_SCORE) {
		scan->found[scan->found_count - 1].name = name;
		bool is_nameless = name.end == name.begin + 1 &&
				   token_is_one_of(scan, name.begin, "score scores scored scoring scale");
		quantity->name = is_nameless ? TEXT("") : token_words(scan, name.begin, name.end);
	}
	size_t end = take_per(scan);
	if (measure.other_unit) {
		struct draft other = *draft;
		other.begin = measure.other;
		other.end = measure.other + 1;
		struct quantity *same =
			add_quantity(scan, kind, &other, scan->tokens[measure.other].number, measure.other_unit->code);
		same->name = quantity->name;
		scan->found[scan->found_count - 1].end = end;
	}
	return end;
}

/* "AHI of 15 or more events per hour": what is counted, by the name of a score. */
static void take_name_of_rate(struct scan *scan, struct quantity *quantity, size_t begin)
{
	struct name name;

	if (quantity->kind != QUANTITY_RATE || subject_before(scan, begin, false, &name) != SUBJECT_SCORE)
		return;
	quantity->name = token_words(scan, name.begin, name.end);
}

/* Counts. */

/* Words that an adjective before a counted noun is not. */
static bool may_be_adjective(const struct scan *scan, size_t index)
{
	size_t count;

	return index < scan->count && scan->tokens[index].kind == TOKEN_WORD && !ends_before(scan, index) &&
	       !time_unit(scan, index) && !measure_unit_at(scan, index, &count) &&
	       !token_is_one_of(scan, index, "of the a an to from for more less other than not per every each");
}

static bool ends_in(const struct scan *scan, size_t index, const char *letters)
{
	return index < scan->count && text_ends(scan->tokens[index].text, text_of(letters));
}

/* What may stand between the words before a counted noun: "documented, clinically significant, adequately treated". */
static bool is_between_adjectives(const struct scan *scan, size_t index)
{
	bool is_and = token_is(scan, index, "and") && ends_in(scan, index - 1, "ed") &&
		      (ends_in(scan, index + 1, "ed") || ends_in(scan, index + 1, "ly"));

	return is_and || token_is(scan, index, ",");
}

/* What is counted after `index`: "three severe episodes", "seven or more documented, clinically significant, adequately
 * treated sore throats", "15 headache days per month". A comma needs a comparison, or it could end the number's words.
 */
static const char *counted_after(const struct scan *scan, size_t index, bool is_compared, size_t *end)
{
	size_t most = is_compared ? 9 : 5, count;

	for (size_t at = index; at < index + most; at++) {
		const char *unit = counted_unit(scan, at);
		/* "three treatment sessions": the last noun of a row is what is counted. */
		while (unit && counted_unit(scan, at + 1))
			unit = counted_unit(scan, ++at);
		bool are_days = token_is_one_of(scan, unit ? at + 1 : at, "day days") && (unit || at > index);
		if (are_days) {
			*end = at + 1 + (unit != NULL);
			return per_at(scan, *end, &count) ? "d" : NULL;
		}
		if (unit) {
			*end = at + 1;
			return unit;
		}
		if (!(is_compared && is_between_adjectives(scan, at)) && !token_is(scan, at, "-") &&
		    !may_be_adjective(scan, at))
			return NULL;
	}
	return NULL;
}

static size_t read_count(struct scan *scan, size_t index)
{
	size_t leading = range_words_before(scan, index), after = after_number(scan, index);
	size_t upper = range_end(scan, after, leading > 0), count;
	struct draft draft = {.begin = index, .end = upper ? upper + 1 : after};
	const char *unit, *days = time_unit(scan, draft.end);

	if (scan->tokens[index].number < 0)
		return 0;
	draft.begin -= upper ? leading : 0;
	/* "three of the four joints" */
	size_t whole = match_at(scan, after, "of the");
	whole += whole && token_is_one_of(scan, after + whole, "last past previous");
	if (!upper && whole && token_is_number(scan, after + whole))
		draft.end = after + whole + 1;
	/* "15 days per month", where days are counted */
	if (days && strcmp(days, "d") == 0 && per_at(scan, draft.end + 1, &count)) {
		unit = "d";
		draft.end++;
		compare_before(scan, &draft);
	} else {
		compare(scan, &draft);
		unit = counted_after(scan, draft.end, draft.is_compared, &draft.end);
		if (!unit)
			return 0;
	}
	if (!draft.is_compared)
		compare_after(scan, &draft);
	struct quantity *quantity = add_quantity(scan, QUANTITY_COUNT, &draft, scan->tokens[index].number, unit);
	if (upper)
		set_upper(quantity, &draft, scan->tokens[upper].number);
	size_t end = take_per(scan);
	/* "two injections per joint per year" */
	if (token_is(scan, end, "per"))
		quantity->comparison = COMPARISON_UNSTATED;
	take_name_of_rate(scan, quantity, draft.begin);
	return end;
}

/* Numbers without a unit. */

/* "The 91st centile", "the 2nd cycle": which, and not how many. */
static size_t read_ordinal(struct scan *scan, size_t index)
{
	bool is_ordinal = token_is_one_of(scan, index + 1, "st nd rd th") &&
			  scan->tokens[index].end == scan->tokens[index + 1].begin;
	return is_ordinal ? index + 2 : 0;
}

/* "for at least 6", "patients over 40", "the patient is under 18", "has not yet reached 40". */
static size_t read_without_unit(struct scan *scan, size_t index)
{
	struct draft draft = {.begin = index, .end = after_number(scan, index)};
	double number = scan->tokens[index].number;

	compare(scan, &draft);
	bool may_carry =
		ends_before(scan, draft.end) || token_is_one_of(scan, draft.end, "for in if with without where when");
	if (may_carry && carries_on(scan, &draft, number)) {
		const struct quantity *last = scan->found[scan->found_count - 1].quantity;
		add_quantity(scan, last->kind, &draft, number, arena_string(scan->arena, last->unit));
		return draft.end;
	}
	bool is_reached = false;
	if (!draft.is_compared) {
		compare_by_reaching(scan, &draft);
		is_reached = draft.is_compared;
	}
	if (!draft.is_compared || !ends_before(scan, draft.end) || number < 0)
		return 0;
	bool is_lower = draft.comparison == COMPARISON_AT_LEAST || draft.comparison == COMPARISON_MORE_THAN;
	bool is_duration =
		draft.begin && is_lower &&
		token_is_one_of(scan, draft.begin - 1, "for lasting lasts lasted persisting persists persisted");
	bool is_person = !is_duration && number <= 120 && (is_reached || person_before(scan, draft.begin));
	if (!is_duration && !is_person)
		return 0;
	/* "children under 3", "the patient is under 18": what else could it be? Of "patients over 40" it is not said.
	 */
	bool is_age = is_person && (is_reached || person_of_age_before(scan, draft.begin));
	enum quantity_kind kind = is_duration ? QUANTITY_DURATION : is_age ? QUANTITY_AGE : QUANTITY_OTHER;
	add_quantity(scan, kind, &draft, number, is_age ? "a" : "");
	return draft.end;
}

#define MONTHS                                                                                                       \
	"january february march april june july august september october november december jan feb mar apr jun jul " \
	"aug sept sep oct nov dec"

/* A number that is part of a name, a date or a chance: "section 4.2", "1 April 2019", "1 in 4", "24/7", "day 2". Gives
 * the token after it, or 0. */
static size_t name_of_number(const struct scan *scan, size_t index)
{
	const struct token *token = &scan->tokens[index];
	const struct token *before = index ? token - 1 : NULL;
	size_t count;

	if (token_is_one_of(scan, index + 1, MONTHS) ||
	    (token_is(scan, index + 1, "may") && token_is_number(scan, index + 2)))
		return index + 2;
	if (before && token_is_one_of(scan, index - 1, MONTHS))
		return index + 1;
	if (token_is(scan, index + 1, "in") && token_is_number(scan, index + 2) && !time_unit(scan, index + 3) &&
	    !(before && token_is(scan, index - 1, "/")))
		return index + 3;
	if (token->number == 24 && token_is(scan, index + 1, "/") && token_is(scan, index + 2, "7"))
		return index + 3;
	if (before &&
	    token_is_one_of(
		    scan, index - 1,
		    "section sections clause paragraph appendix version page table figure grade stage class type "
		    "tier category step band phase line part chapter schedule day week room suite "
		    "telephone tel phone opcs icd criterion criteria box annex"))
		return (time_unit(scan, index + 1) && !time_unit(scan, index - 1)) ||
				       measure_unit_at(scan, index + 1, &count)
			       ? 0
			       : index + 1;
	return 0;
}

/* Most words hold no number: they need not be cut into tokens. */
static bool may_hold_quantity(struct text text)
{
	double number;

	for (size_t at = 0, end; at < text.length; at = end) {
		end = at + 1;
		if (is_ascii_digit(text.bytes[at]))
			return true;
		if (!is_ascii_letter(text.bytes[at]))
			continue;
		end = word_end(text, at, WORD_LETTERS);
		struct text word = text_slice(text, at, end);
		if (english_number(word, NUMBER_CARDINAL | NUMBER_ORDINAL, &number) || english_time_unit(word) ||
		    text_begins_ignoring_case(word, TEXT("birthday")))
			return true;
	}
	return false;
}

struct quantity *quantities_read(struct arena *arena, const struct flat_text *flat)
{
	static reader *const readers[] = {read_birthday, read_ordinal, read_ratio,   read_log_mar,     read_pressure,
					  read_count,    read_time,    read_measure, read_without_unit};
	struct flat_text words = flat_text_for_reading(arena, *flat);
	struct scan scan = {.arena = arena, .flat = &words};
	struct quantity *first = NULL, **next_of = &first;

	if (!may_hold_quantity(words.text))
		return NULL;
	scan_cut(&scan);
	for (size_t index = 0; index < scan.count;) {
		size_t next = 0;
		if (token_is_number(&scan, index)) {
			next = name_of_number(&scan, index);
			for (size_t i = 0; !next && i < COUNT_OF(readers); i++)
				next = readers[i](&scan, index);
		} else {
			next = read_birthday(&scan, index);
			next = next ? next : read_one_of_unit(&scan, index);
		}
		index = next ? next : index + 1;
	}
	read_context(&scan);
	for (size_t i = 0; i < scan.found_count; i++) {
		*next_of = scan.found[i].quantity;
		next_of = &scan.found[i].quantity->next;
	}
	free(scan.tokens);
	free(scan.found);
	return first;
}

/* Numbers in words: what counts and what doesn't. */
#include <math.h>
#include <stdio.h>

#include "write/reading.h"

/* By how much a value is changed to show the other side of a bound; 0: no such number is shown. */
static double step_of(const struct quantity *quantity, double value)
{
	bool is_whole = floor(value) == value;
	switch (quantity->kind) {
	case QUANTITY_AGE:
	case QUANTITY_COUNT:
	case QUANTITY_SCORE:
		return is_whole ? 1 : 0;
	case QUANTITY_BMI:
	case QUANTITY_PERCENTAGE:
	case QUANTITY_LABORATORY:
	case QUANTITY_TEMPERATURE:
		return is_whole ? 0.1 : 0.01;
	default:
		return 0;
	}
}

static const char *unit_words(const struct quantity *quantity, bool is_one)
{
	static const struct {
		const char *unit, *one, *many;
	} units[] = {
		{"a", "year", "years"}, {"mo", "month", "months"},    {"wk", "week", "weeks"},     {"d", "day", "days"},
		{"h", "hour", "hours"}, {"min", "minute", "minutes"}, {"kg/m2", "kg/m²", "kg/m²"}, {"%", "%", "%"},
	};
	for (size_t i = 0; i < ARRAY_COUNT(units); i++)
		if (text_is(quantity->unit, units[i].unit))
			return is_one ? units[i].one : units[i].many;
	return "";
}

/* "35", "6 months", "40%". */
static void put_value(struct buffer *out, const struct quantity *quantity, double value)
{
	const char *unit = unit_words(quantity, value == 1);
	buffer_append_format(out, "%.10g", value);
	if (quantity->has_second)
		buffer_append_format(out, "/%.10g", quantity->second);
	if (*unit)
		buffer_append_format(out, "%s%s", *unit == '%' ? "" : " ", unit);
}

enum side { BELOW = -1, ABOVE = 1 };

/* "34.9", or "less". */
static void put_neighbour(struct buffer *out, const struct quantity *quantity, double value, enum side side)
{
	double step = step_of(quantity, value);
	if (step > 0)
		put_value(out, quantity, value + (double)side * step);
	else
		buffer_append_string(out, side == BELOW ? "less" : "more");
}

/* The least value that counts, and what is under it. */
static void put_lower(struct buffer *out, const struct quantity *quantity)
{
	put_value(out, quantity, quantity->value);
	buffer_append_string(out, " counts; ");
	put_neighbour(out, quantity, quantity->value, BELOW);
	buffer_append_string(out, " does not");
}

/* What is true of the greatest value, and what is over it. */
static void put_upper(struct buffer *out, const struct quantity *quantity, double value, enum truth counts)
{
	if (counts == TRUTH_OPEN) {
		buffer_append_string(out, "whether ");
		put_value(out, quantity, value);
		buffer_append_string(out, " counts is not said");
	} else if (counts == TRUTH_YES) {
		put_value(out, quantity, value);
		buffer_append_string(out, " counts; ");
		put_neighbour(out, quantity, value, ABOVE);
		buffer_append_string(out, " does not");
	} else {
		put_neighbour(out, quantity, value, BELOW);
		buffer_append_string(out, " counts; ");
		put_value(out, quantity, value);
		buffer_append_string(out, " does not");
	}
}

static void put_more_than(struct buffer *out, const struct quantity *quantity)
{
	put_value(out, quantity, quantity->value);
	buffer_append_string(out, " does not count; ");
	put_neighbour(out, quantity, quantity->value, ABOVE);
	buffer_append_string(out, " does");
	if (quantity->kind == QUANTITY_AGE && text_is(quantity->unit, "a"))
		buffer_append_format(out, "; the months from %.10g to %.10g are not settled", quantity->value,
				     quantity->value + 1);
}

/* Which acuity is better, and which of two pressures counts, the words say: here is only whether the written value
 * itself counts. */
static void put_pair_of_numbers(struct buffer *out, const struct quantity *quantity)
{
	bool counts = quantity->comparison == COMPARISON_AT_LEAST || quantity->comparison == COMPARISON_AT_MOST ||
		      quantity->comparison == COMPARISON_EQUAL;

	if (!counts && quantity->comparison != COMPARISON_MORE_THAN && quantity->comparison != COMPARISON_LESS_THAN) {
		buffer_append_string(out, "see the words");
		return;
	}
	put_value(out, quantity, quantity->value);
	buffer_append_string(out, counts ? " itself counts" : " itself does not count");
}

static void put_within(struct buffer *out, const struct quantity *quantity)
{
	buffer_append_string(out, "within ");
	put_value(out, quantity, quantity->value);
	if (!quantity->anchor.length && quantity->direction == DIRECTION_BEFORE) {
		buffer_append_string(out, " back; from which day is not said");
		return;
	}
	if (quantity->direction == DIRECTION_BEFORE)
		buffer_append_string(out, " before");
	else if (quantity->direction == DIRECTION_AFTER)
		buffer_append_string(out, " after");
	else
		buffer_append_string(out, " of");
	if (quantity->anchor.length)
		buffer_append_format(out, " “%.*s”", TEXT_ARGUMENTS(quantity->anchor));
	else
		buffer_append_string(out, " a time that the words don't name");
	if (quantity->direction == DIRECTION_UNSTATED)
		buffer_append_string(out, "; before or after is not said");
}

static void put_comparison(struct buffer *out, const struct quantity *quantity)
{
	if (quantity->has_second && quantity->comparison != COMPARISON_UNSTATED) {
		put_pair_of_numbers(out, quantity);
		return;
	}
	switch (quantity->comparison) {
	case COMPARISON_EQUAL:
		buffer_append_string(out, "only ");
		put_value(out, quantity, quantity->value);
		buffer_append_string(out, " counts");
		break;
	case COMPARISON_AT_LEAST:
		put_lower(out, quantity);
		break;
	case COMPARISON_MORE_THAN:
		put_more_than(out, quantity);
		break;
	case COMPARISON_AT_MOST:
	case COMPARISON_LESS_THAN:
		put_upper(out, quantity, quantity->value, quantity->upper_inclusive);
		break;
	case COMPARISON_BETWEEN:
		put_lower(out, quantity);
		buffer_append_string(out, "; ");
		put_upper(out, quantity, quantity->upper, quantity->upper_inclusive);
		break;
	case COMPARISON_WITHIN:
		put_within(out, quantity);
		break;
	case COMPARISON_UNSTATED:
	case COMPARISON_COUNT:
		buffer_append_string(out, "whether more or less counts is not read");
		break;
	}
}

void boundary_append(struct buffer *out, const struct quantity *quantity)
{
	buffer_append_format(out, "“%.*s”", TEXT_ARGUMENTS(quantity->words));
	if (quantity->name.length && text_find(quantity->words, quantity->name, 0) == TEXT_NOT_FOUND)
		buffer_append_format(out, " (%.*s)", TEXT_ARGUMENTS(quantity->name));
	if (quantity->for_words.length && text_find(quantity->words, quantity->for_words, 0) == TEXT_NOT_FOUND)
		buffer_append_format(out, ", for “%.*s”", TEXT_ARGUMENTS(quantity->for_words));
	buffer_append_string(out, ": ");
	if (quantity->is_amount) {
		buffer_append_string(out, "an amount of treatment, no test of the patient.");
		return;
	}
	if (quantity->negated == TRUTH_YES)
		buffer_append_string(out, "the words deny this. What they deny: ");
	put_comparison(out, quantity);
	if (quantity->negated == TRUTH_OPEN)
		buffer_append_string(out, "; what the words deny over that time is not read");
	if (quantity->is_join_unclear)
		buffer_append_string(out, "; how it goes with the other numbers here is not read");
	buffer_append_byte(out, '.');
}

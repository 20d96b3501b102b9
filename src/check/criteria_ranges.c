/* What the quantities of criteria ask for: units that are left out, and ranges that hold nobody. */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/scan.h"
#include "check/rules.h"

/* The values that a quantity lets pass, in a unit that quantities of one kind share. */
struct range {
	double low, high; /* has_low, has_high: else without end */
	bool has_low, has_high, low_is_open, high_is_open;
};

/* One of the unit in days, for a comparison of what is far apart; 1 for units that are no time. */
static double unit_size(struct text unit)
{
	static const struct {
		const char *unit;
		double days;
	} units[] = {{"a", 365.25}, {"mo", 30.4375}, {"wk", 7}, {"d", 1}, {"h", 1.0 / 24}, {"min", 1.0 / 1440}};
	for (size_t i = 0; i < ARRAY_COUNT(units); i++)
		if (text_is(unit, units[i].unit))
			return units[i].days;
	return 1;
}

static struct range range_of(const struct quantity *quantity)
{
	struct range range = {0};
	double size = unit_size(quantity->unit), value = quantity->value * size;
	if (quantity->kind == QUANTITY_ACUITY && quantity->has_second)
		value = quantity->value / quantity->second;
	switch (quantity->comparison) {
	case COMPARISON_AT_LEAST:
	case COMPARISON_MORE_THAN:
		range.low = value;
		range.has_low = true;
		range.low_is_open = quantity->comparison == COMPARISON_MORE_THAN;
		break;
	case COMPARISON_AT_MOST:
	case COMPARISON_LESS_THAN:
		range.high = value;
		range.has_high = true;
		range.high_is_open = quantity->comparison == COMPARISON_LESS_THAN;
		break;
	case COMPARISON_BETWEEN:
		range.low = value;
		range.high = quantity->upper * size;
		range.has_low = range.has_high = true;
		range.high_is_open = quantity->upper_inclusive == TRUTH_NO;
		break;
	default:
		break;
	}
	return range;
}

/* Can no value pass both? Units of time are compared with room for months that differ. */
static bool is_apart(const struct quantity *lower, const struct quantity *upper)
{
	struct range low = range_of(lower), high = range_of(upper);
	double room = text_equal(lower->unit, upper->unit) ? 1 : 1.05;
	if (lower->negated != TRUTH_NO || upper->negated != TRUTH_NO || lower->for_words.length ||
	    upper->for_words.length)
		return false;
	if (lower->kind != upper->kind || !low.has_low || !high.has_high || !lower->unit.length || !upper->unit.length)
		return false;
	if (unit_size(lower->unit) == 1 && !text_equal(lower->unit, upper->unit))
		return false;
	return low.low > high.high * room ||
	       (room == 1 && low.low == high.high && (low.low_is_open || high.high_is_open));
}

static bool exclude_each_other(const struct quantity *a, const struct quantity *b)
{
	return is_apart(a, b) || is_apart(b, a);
}

static void report_range(struct check_context *context, const struct quantity *first, const struct quantity *second)
{
	struct finding *finding =
		findings_add(context->findings, CHECK_IMPOSSIBLE_RANGE, second->place,
			     "nobody is both \"%.*s\" and \"%.*s\", so no patient can ever meet this; correct the "
			     "number that is wrong, or write \"or\" where either is meant",
			     TEXT_ARGUMENTS(first->words), TEXT_ARGUMENTS(second->words));
	finding_note(context->findings, finding, first->place, "\"%.*s\" stands here", TEXT_ARGUMENTS(first->words));
}

/* The words between two quantities join them to one condition: "over 60 and under 18". */
static bool are_joined(const struct quantity *first, const struct quantity *second)
{
	static const char *const words[] = {"and", "but", "is", "are", "aged", "also", "who", "be", "must"};
	if (first->place.source != second->place.source || first->place.end > second->place.begin)
		return false;
	struct text between = place_text(place_of(first->place.source, first->place.end, second->place.begin));
	bool is_joined = false;
	for (size_t at = 0; at < between.length;) {
		size_t begin = at;
		at = word_end(between, at, WORD_LETTERS);
		if (at == begin) {
			if (!is_ascii_space(between.bytes[at]) && between.bytes[at] != ',')
				return false;
			at++;
			continue;
		}
		struct text word = text_slice(between, begin, at);
		bool is_known = false;
		for (size_t i = 0; i < ARRAY_COUNT(words); i++)
			is_known |= text_equal_ignoring_case(word, text_of(words[i]));
		if (!is_known)
			return false;
		is_joined |= text_equal_ignoring_case(word, TEXT("and")) || text_equal_ignoring_case(word, TEXT("but"));
	}
	return is_joined;
}

static enum effect effect_of(const struct node *criterion)
{
	return criterion->ruling.reading.effect;
}

/* "Patients under 18 and over 60 are excluded" means either. */
static bool means_either(const struct node *criterion)
{
	enum effect effect = effect_of(criterion);
	const struct node *block = criterion->parent;
	return effect == EFFECT_OUTSIDE_POLICY || effect == EFFECT_NOT_COMMISSIONED ||
	       node_section_kind(criterion) == SECTION_EXCLUSIONS ||
	       (node_group((struct node *)block) && node_group((struct node *)block)->combination == CRITERIA_NONE);
}

/* age-boundary: "over 16s". */
static void check_boundary(struct check_context *context, const struct quantity *quantity)
{
	if (!quantity->is_crowd)
		return;
	findings_add(context->findings, CHECK_AGE_BOUNDARY, quantity->place,
		     "\"%.*s\" leaves open whether those of %g themselves are meant; write \"aged %g and over\", or "
		     "\"aged %g and over\"",
		     TEXT_ARGUMENTS(quantity->words), quantity->value, quantity->value, quantity->value + 1);
}

/* missing-unit, age-boundary, and impossible-range in the words of one clause or criterion. */
static void rule_criterion(struct check_context *context, const struct node *criterion)
{
	for (const struct quantity *quantity = node_quantities(criterion); quantity; quantity = quantity->next) {
		const struct quantity *next = quantity->next;
		struct text words = quantity->words;
		check_boundary(context, quantity);
		if (!quantity->unit.length && quantity->kind == QUANTITY_OTHER)
			findings_add(context->findings, CHECK_MISSING_UNIT, quantity->place,
				     "\"%.*s\" can be an age or any other measure, so it is not read as one; write "
				     "\"aged %.*s\", or what else is measured",
				     TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(words));
		else if (!quantity->unit.length && quantity->kind == QUANTITY_DURATION)
			findings_add(context->findings, CHECK_MISSING_UNIT, quantity->place,
				     "\"%.*s\" has no unit, so one reader takes it for weeks and another for months; "
				     "write the unit, as in \"%.*s months\"",
				     TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(words));
		/* Of numbers below zero either order is written: "between -1 and -2.5". */
		bool is_turned = quantity->has_upper && quantity->value > quantity->upper && quantity->upper >= 0;
		if (is_turned)
			findings_add(context->findings, CHECK_IMPOSSIBLE_RANGE, quantity->place,
				     "this range runs from the greater number to the smaller, so nothing lies in it; "
				     "write the smaller number first, or correct the one that is wrong");
		else if (next && !means_either(criterion) && exclude_each_other(quantity, next) &&
			 are_joined(quantity, next))
			report_range(context, quantity, next);
	}
}

/* Words that don't tell one measure from another. */
static bool is_neutral(struct text word)
{
	static const char *const words[] = {
		"a",        "the",    "an",     "of",    "is",     "are",   "be",      "must", "should",
		"at",       "in",     "to",     "and",   "who",    "with",  "has",     "have", "patient",
		"patients", "person", "people", "adult", "adults", "age",   "aged",    "ages", "years",
		"year",     "old",    "bmi",    "body",  "mass",   "index", "current", "time", "referral",
		"his",      "her",    "their",  "s",     "for",
	};
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (text_equal_ignoring_case(word, text_of(words[i])))
			return true;
	return false;
}

/* What a criterion measures: its kind, and its words without the quantities and those that tell nothing apart. Two
 * criteria of the same signature are about the same thing. */
static struct text signature_of(struct arena *arena, const struct node *criterion, const struct quantity *of)
{
	struct buffer signature = BUFFER_EMPTY;
	const struct node *leaf = criterion->kind == NODE_ITEM ? criterion->first_child : criterion;
	struct text text = place_text(leaf->place);
	buffer_append_format(&signature, "%s %s", quantity_kind_names[of->kind],
			     unit_size(of->unit) == 1 ? "" : "time");
	for (size_t at = 0; at < text.length;) {
		const struct quantity *quantity = node_quantities(criterion);
		size_t here = leaf->place.begin + at, begin = at;
		while (quantity && !(quantity->place.begin <= here && here < quantity->place.end))
			quantity = quantity->next;
		if (quantity) {
			at = quantity->place.end - leaf->place.begin;
			continue;
		}
		at = word_end(text, at, WORD_BEYOND_ASCII);
		struct text word = text_slice(text, begin, at);
		at += at == begin;
		if (!word.length || is_neutral(word))
			continue;
		buffer_append_byte(&signature, ' ');
		for (size_t i = 0; i < word.length; i++)
			buffer_append_byte(&signature, ascii_lower(word.bytes[i]));
	}
	struct text copy = arena_copy(arena, buffer_text(&signature));
	buffer_release(&signature);
	return copy;
}

/* The strictest of the quantities about one thing so far. */
struct bounds {
	const struct quantity *lower, *upper;
};

static bool has_group_below(const struct node *criterion)
{
	for (const struct node *child = criterion->first_child; child; child = child->next)
		if (node_is_group(child))
			return true;
	return false;
}

/* Compares a quantity with those before it, and keeps it where it is stricter. True: it was told of. */
static bool meet(struct check_context *context, struct bounds *bounds, const struct quantity *quantity)
{
	struct range range = range_of(quantity);
	if (bounds->lower && is_apart(bounds->lower, quantity)) {
		report_range(context, bounds->lower, quantity);
		return true;
	}
	if (bounds->upper && is_apart(quantity, bounds->upper)) {
		report_range(context, bounds->upper, quantity);
		return true;
	}
	if (range.has_low && (!bounds->lower || range.low > range_of(bounds->lower).low))
		bounds->lower = quantity;
	if (range.has_high && (!bounds->upper || range.high < range_of(bounds->upper).high))
		bounds->upper = quantity;
	return false;
}

/* impossible-range across the criteria of a group that must all be met. */
static void rule_ranges_together(struct check_context *context, const struct node *block)
{
	struct arena scratch = ARENA_EMPTY;
	struct map seen = MAP_EMPTY; /* signature -> struct bounds */
	if (node_group((struct node *)block)->combination != CRITERIA_ALL)
		return;
	for (const struct node *criterion = block->first_child; criterion; criterion = criterion->next) {
		const struct quantity *first = node_quantities(criterion);
		/* A criterion with several of a kind, or with a list of its own, says more than one bound. */
		if (!first || first->next || has_group_below(criterion))
			continue;
		struct text key = signature_of(&scratch, criterion, first);
		struct bounds *bounds = map_get(&seen, key);
		if (!bounds) {
			bounds = ARENA_NEW(&scratch, struct bounds);
			map_set(&seen, key, bounds);
		}
		if (meet(context, bounds, first))
			break;
	}
	map_release(&seen);
	arena_release(&scratch);
}

/* impossible-range in applies_to. */
static void rule_age_range(struct check_context *context)
{
	const struct applies_to *applies = &context->policy->applies_to;
	const struct duration *from = &applies->age_from.duration, *under = &applies->age_under.duration;
	if (!applies->age_from.place.source || !applies->age_under.place.source || !(from->months || from->days) ||
	    !(under->months || under->days))
		return;
	double low = from->months * unit_size(TEXT("mo")) + from->days;
	double high = under->months * unit_size(TEXT("mo")) + under->days;
	if (low < high)
		return;
	struct finding *finding =
		findings_add(context->findings, CHECK_IMPOSSIBLE_RANGE, applies->age_under.place,
			     "nobody is both %.*s or older and under %.*s, so the policy would apply to no patient; "
			     "correct the age that is wrong",
			     TEXT_ARGUMENTS(applies->age_from.text), TEXT_ARGUMENTS(applies->age_under.text));
	finding_note(context->findings, finding, applies->age_from.place, "age_from stands here");
}

const struct rule criteria_ranges_rules[] = {
	POLICY_RULE(CRITERIA, rule_age_range),
	NODE_RULE(CRITERIA, LIST, rule_ranges_together),
	NODE_RULE(CRITERIA, TABLE, rule_ranges_together),
	NODE_RULE(CRITERIA, CLAUSE, rule_criterion),
	NODE_RULE(CRITERIA, ITEM, rule_criterion),
	NODE_RULE(CRITERIA, ROW, rule_criterion),
	RULES_END,
};

/* A quantity being put together, and the words of ranges around its number. */
#include <string.h>

#include "base/memory.h"
#include "read/quantities_parts.h"

/* "-6 dioptres or more": of a number below zero it is open whether more is above or below it. "Above", "or lower" and
 * the signs say it. */
static bool is_of_size(const struct scan *scan, const struct draft *draft, const char *unit)
{
	for (size_t i = draft->begin; i < draft->end; i++)
		if (token_is_one_of(scan, i, "more greater least most over larger minimum maximum"))
			return true;
	return strcmp(unit, "[diop]") == 0;
}

struct quantity *add_quantity(struct scan *scan, enum quantity_kind kind, const struct draft *draft, double value,
			      const char *unit)
{
	struct quantity *quantity = ARENA_NEW(scan->arena, struct quantity);
	size_t begin = scan->tokens[draft->begin].begin, end = scan->tokens[draft->end - 1].end;

	quantity->kind = kind;
	quantity->comparison = draft->comparison;
	/* "worse" and "better" are a direction for sight only. */
	if (draft->is_of_sight && kind != QUANTITY_ACUITY)
		quantity->comparison = COMPARISON_UNSTATED;
	if (value < 0 && is_of_size(scan, draft, unit))
		quantity->comparison = COMPARISON_UNSTATED;
	quantity->value = value;
	if (quantity->comparison == COMPARISON_AT_MOST)
		quantity->upper_inclusive = draft->is_open ? TRUTH_OPEN : TRUTH_YES;
	quantity->unit = text_of(unit);
	quantity->words = arena_copy(scan->arena, text_slice(scan->flat->text, begin, end));
	quantity->place = flat_text_place(scan->flat, begin, end);
	scan->found = memory_grow(scan->found, scan->found_count, &scan->found_capacity, sizeof *scan->found);
	scan->found[scan->found_count++] = (struct found){quantity, draft->begin, draft->end, {0}};
	return quantity;
}

void set_upper(struct quantity *quantity, const struct draft *draft, double upper)
{
	quantity->comparison = draft->is_compared ? COMPARISON_UNSTATED : COMPARISON_BETWEEN;
	quantity->upper = upper;
	quantity->has_upper = true;
	quantity->upper_inclusive = TRUTH_OPEN;
}

size_t range_words_before(const struct scan *scan, size_t index)
{
	static const char *const leading[] = {"between the ages of", "between the age of", "between ages", "between",
					      "from the age of",     "from age",           "from"};

	for (size_t i = 0; i < COUNT_OF(leading); i++) {
		size_t count = match_before(scan, index, leading[i]);
		if (count)
			return count;
	}
	return 0;
}

size_t range_end(const struct scan *scan, size_t after, bool has_words_before)
{
	static const char *const joiners[] = {"up to and including", "up to", "to", "–", "—", "-"};
	size_t joiner = 0;

	if (has_words_before && token_is(scan, after, "and"))
		joiner = 1 + match_at(scan, after + 1, "up to");
	for (size_t i = 0; !joiner && i < COUNT_OF(joiners); i++)
		joiner = match_at(scan, after, joiners[i]);
	/* "one or two injections" */
	if (after > 0 && token_is(scan, after, "or") && token_is_number(scan, after - 1) &&
	    token_is_number(scan, after + 1) && scan->tokens[after + 1].number == scan->tokens[after - 1].number + 1)
		joiner = 1;
	return joiner && token_is_number(scan, after + joiner) ? after + joiner : 0;
}

bool word_before(const struct scan *scan, size_t index, const char *words, size_t most)
{
	for (size_t back = 1; back <= most && back <= index; back++) {
		if (token_is_one_of(scan, index - back, ". ;"))
			return false;
		if (token_is_one_of(scan, index - back, words))
			return true;
	}
	return false;
}

#include "tree/code_index.h"

#include <stdlib.h>

#include "base/memory.h"

/* Where a code stands among the others: those below H01 lie between H01 and all that begins with it. */
static struct text last_of(const struct code *code)
{
	return code->match == MATCH_RANGE ? code->last_undotted : code->undotted;
}

/* Is `code` not after `last` and all codes below that? */
static bool is_up_to(struct text code, struct text last)
{
	return text_compare(code, last) <= 0 || text_begins(code, last);
}

enum code_answer code_answers(const struct code *listed, const struct code *asked)
{
	if (!is_up_to(asked->undotted, last_of(listed)) || !is_up_to(listed->undotted, last_of(asked)))
		return ANSWER_NONE;
	if (listed->match == asked->match && text_equal(listed->undotted, asked->undotted) &&
	    text_equal(last_of(listed), last_of(asked)))
		return ANSWER_EXACT;
	switch (listed->match) {
	case MATCH_RANGE:
		return ANSWER_RANGE;
	case MATCH_FAMILY:
		return text_begins(asked->undotted, listed->undotted) ? ANSWER_FAMILY : ANSWER_BELOW;
	default:
		if (text_begins(listed->undotted, asked->undotted) || asked->match == MATCH_RANGE)
			return ANSWER_BELOW;
		return ANSWER_HEADING;
	}
}

const char *code_answer_name(enum code_answer answer)
{
	static const char *const names[ANSWER_COUNT] = {
		[ANSWER_NONE] = "none",   [ANSWER_EXACT] = "exact", [ANSWER_FAMILY] = "family",
		[ANSWER_RANGE] = "range", [ANSWER_BELOW] = "below", [ANSWER_HEADING] = "heading",
	};
	return names[answer];
}

static int compare_codes(const struct code *a, const struct code *b)
{
	int order = text_compare(a->undotted, b->undotted);
	if (order)
		return order;
	/* What means more stands first: the family before its codes. */
	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	return text_compare(a->last_undotted, b->last_undotted);
}

static int compare_uses(const void *first, const void *second)
{
	const struct code_use *a = first, *b = second;
	int order = compare_codes(a->code, b->code);
	if (!order)
		order = text_compare(a->policy->ref.text, b->policy->ref.text);
	if (!order)
		order = text_compare(a->code->term, b->code->term);
	/* Lines of one policy that say the same: by where they stand. */
	if (!order && a->set != b->set)
		return a->set < b->set ? -1 : 1;
	return order ? order : (a->code > b->code) - (a->code < b->code);
}

static bool says_the_same(const struct code_use *a, const struct code_use *b)
{
	return a->policy == b->policy && compare_codes(a->code, b->code) == 0 &&
	       text_equal(a->code->term, b->code->term);
}

struct code_uses code_uses_collect(struct arena *arena, const struct suite *suite, enum code_system system)
{
	ARRAY_OF(struct code_use) uses = {0};
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		for (size_t k = 0; policy && k < policy->code_set_count; k++) {
			const struct code_set *set = &policy->code_sets[k];
			for (size_t n = 0; set->system == system && n < set->count; n++)
				if (set->codes[n].undotted.length)
					*ARRAY_ADD(&uses) = (struct code_use){policy, set, &set->codes[n]};
		}
	}
	if (uses.count)
		qsort(uses.items, uses.count, sizeof *uses.items, compare_uses);
	size_t kept = 0;
	for (size_t i = 0; i < uses.count; i++)
		if (!kept || !says_the_same(&uses.items[kept - 1], &uses.items[i]))
			uses.items[kept++] = uses.items[i];
	struct code_uses result = {arena_copy_array(arena, uses.items, kept, sizeof *uses.items), kept};
	ARRAY_RELEASE(&uses);
	return result;
}

struct delegations delegations_collect(struct arena *arena, const struct suite *suite, enum code_system system)
{
	ARRAY_OF(struct delegated_codes) found = {0};
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		for (size_t k = 0; policy && k < policy->code_set_count; k++) {
			const struct code_set *set = &policy->code_sets[k];
			if (set->system == system && set->state == CODES_DELEGATED)
				*ARRAY_ADD(&found) = (struct delegated_codes){policy, set};
		}
	}
	struct delegations result = {arena_copy_array(arena, found.items, found.count, sizeof *found.items),
				     found.count};
	ARRAY_RELEASE(&found);
	return result;
}

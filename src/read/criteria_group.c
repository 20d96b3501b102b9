/* How the items of a list combine, by what leads to them and what joins them. */
#include "read/criteria_parts.h"

#include "tree/phrases.h"

/* Does what joins the items go with an operator? */
static bool agrees(enum criteria_operator combination, const struct joined *joined)
{
	switch (combination) {
	case CRITERIA_ALL:
	case CRITERIA_ANY:
		return joined->combination == combination;
	case CRITERIA_NONE:
		return !joined->has_runs;
	default: /* "at least two of: a; b; and c" only lists them */
		return !joined->has_runs &&
		       (joined->combination == CRITERIA_ANY || joined->basis == CRITERIA_BY_ENDINGS);
	}
}

/* Does the list go on from a group before it in the same clause or item? */
static bool follows_group(const struct node *block, const struct group_words *words)
{
	const struct node *lead_in = words->has_lead_in ? lead_in_of(block) : NULL;
	const struct node *before = lead_in ? lead_in->previous : block->previous;

	if (block->parent->kind != NODE_CLAUSE && block->parent->kind != NODE_ITEM)
		return false;
	while (before && before->kind == NODE_NOTE)
		before = before->previous;
	return before && node_is_group(before) && (!lead_in || words->lead_in.goes_on);
}

static void decide(struct criteria_group *group, enum criteria_operator combination, enum criteria_basis basis,
		   struct place place)
{
	group->combination = combination;
	group->basis = basis;
	group->mark_place = place;
}

static void doubt(struct criteria_group *group, enum criteria_doubt doubt, struct place against)
{
	group->combination = CRITERIA_UNCLEAR;
	group->at_least = 0;
	group->doubt = doubt;
	group->against = against;
}

static uint32_t count_criteria(const struct node *block)
{
	uint32_t count = 0;
	for (const struct node *child = block->first_child; child; child = child->next)
		count += node_is_criterion(child);
	return count;
}

/* The words that the doubt is about, in a lead-in that can be read in two ways. */
static void doubt_words(struct criteria_group *group, const struct group_words *words)
{
	const struct lead_in *lead_in = &words->lead_in;
	bool has_other = lead_in->other_end > lead_in->other_begin;

	doubt(group,
	      lead_in->is_negated ? DOUBT_NEGATION
	      : has_other         ? DOUBT_WORDS
				  : DOUBT_NUMBER,
	      has_other ? flat_text_place(&words->flat, lead_in->other_begin, lead_in->other_end) : PLACE_NONE);
}

static void decide_by_lead_in(struct criteria_group *group, const struct group_words *words,
			      const struct joined *joined)
{
	const struct lead_in *lead_in = &words->lead_in;
	bool is_joined = joined->combination == CRITERIA_ALL || joined->combination == CRITERIA_ANY;

	decide(group, lead_in->combination, CRITERIA_BY_LEAD_IN,
	       flat_text_place(&words->flat, lead_in->begin, lead_in->end));
	group->at_least = lead_in->number;
	group->announced = lead_in->announced;
	if (lead_in->combination == CRITERIA_UNCLEAR)
		doubt_words(group, words);
	else if (is_joined && !agrees(lead_in->combination, joined))
		doubt(group, DOUBT_MIXED, joined->place);
	else if (words->after.kind == AFTER_COMBINES && words->after.combination != lead_in->combination)
		doubt(group, DOUBT_WORDS, words->after_place);
}

/* "The following criteria are met: under 18 with …; 18 or over with …": one number can't do both. */
static bool excludes(const struct quantity *a, const struct quantity *b)
{
	bool is_under = a->comparison == COMPARISON_LESS_THAN || a->comparison == COMPARISON_AT_MOST;
	bool is_over = b->comparison == COMPARISON_AT_LEAST || b->comparison == COMPARISON_MORE_THAN;

	bool is_open = a->comparison == COMPARISON_LESS_THAN || b->comparison == COMPARISON_MORE_THAN;

	return a->kind == b->kind && text_equal(a->unit, b->unit) && is_under && is_over &&
	       (a->value < b->value || (a->value == b->value && is_open));
}

/* Of longer lists only these criteria are compared with each other, and of each only these quantities. */
#define COMPARED_MOST   32
#define QUANTITIES_MOST 8

static bool exclude_each_other(const struct node *first, const struct node *second)
{
	size_t of_first = 0;

	for (const struct quantity *a = node_quantities(first); a && of_first++ < QUANTITIES_MOST; a = a->next) {
		size_t of_second = 0;
		for (const struct quantity *b = node_quantities(second); b && of_second++ < QUANTITIES_MOST;
		     b = b->next)
			if (excludes(a, b))
				return true;
	}
	return false;
}

/* Do two criteria exclude each other, or do all of them name a case of their own, as in "Revision: …"? */
static bool are_opposed(struct arena *scratch, const struct node *block)
{
	const struct node *items[COMPARED_MOST];
	size_t count = 0, labelled = 0;

	for (const struct node *child = block->first_child; child && count < COMPARED_MOST; child = child->next) {
		if (!node_is_criterion(child))
			continue;
		struct text words = node_words(scratch, child);
		size_t colon = text_find_byte(words, ':', 0);
		labelled += colon != TEXT_NOT_FOUND && colon < 30 && colon + 1 < words.length;
		items[count++] = child;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (i != j && exclude_each_other(items[i], items[j]))
				return true;
	return count > 1 && labelled == count && block->kind == NODE_LIST;
}

/* Whether the criteria are groups of patients: "for: patients with …; and patients with …". */
static bool are_patients(struct arena *scratch, const struct node *block)
{
	size_t count = 0, patients = 0;

	for (const struct node *child = block->first_child; child; child = child->next) {
		if (!node_is_criterion(child))
			continue;
		struct words words = words_cut(scratch, node_words(scratch, child));
		size_t first = joiner_at_head(node_words(scratch, child)).kind != JOINER_NONE;
		bool is_group = word_in(&words, first, CLASS_PATIENT) && !word_is(&words, first, "he") &&
				!word_is(&words, first, "she") && !word_is(&words, first, "they");
		count++;
		patients += is_group;
	}
	return count > 1 && patients == count;
}

/* A list that "and" joins is a condition only where its lead-in leads to conditions. */
static bool adds_groups(struct arena *scratch, const struct node *block, const struct group_words *words)
{
	return words->has_lead_in && (words->lead_in.leads_to_things || are_patients(scratch, block));
}

/* The number that the words say, and how many criteria there are. */
static void fit_number(struct criteria_group *group, uint32_t count)
{
	bool is_misfit = group->announced > 0 && group->announced != count;

	if (group->combination == CRITERIA_AT_MOST && group->at_least == 0 && count > 1)
		group->at_least = count - 1;
	if (group->combination == CRITERIA_AT_LEAST || group->combination == CRITERIA_EXACTLY)
		is_misfit |= group->at_least > count || group->at_least == 0;
	else if (group->combination == CRITERIA_AT_MOST)
		is_misfit |= group->at_least >= count;
	if (is_misfit) {
		uint32_t number = group->at_least;
		doubt(group, DOUBT_MISFIT, PLACE_NONE);
		group->at_least = 0;
		group->announced = group->announced ? group->announced : number;
	}
}

/* What makes an operator uncertain that the words or the joiners gave. */
static void look_around(struct arena *scratch, struct node *block, const struct group_words *words,
			const struct joined *joined)
{
	struct criteria_group *group = node_group(block);

	if (group->combination == CRITERIA_UNCLEAR)
		return;
	fit_number(group, count_criteria(block));
	if (group->combination == CRITERIA_UNCLEAR)
		return;
	if (words->after.kind == AFTER_GOES_ON)
		doubt(group, DOUBT_LEFT_OUT, PLACE_NONE);
	else if (place_is_set(joined->dangling))
		doubt(group, DOUBT_DANGLING, joined->dangling);
	else if (words->lead_in.is_set && group->basis == CRITERIA_BY_LEAD_IN && are_opposed(scratch, block))
		doubt(group, DOUBT_OPPOSED, PLACE_NONE);
	else if (group->basis != CRITERIA_BY_LEAD_IN && group->combination == CRITERIA_ALL &&
		 adds_groups(scratch, block, words))
		doubt(group, DOUBT_GROUPS, PLACE_NONE);
}

static void set_own(struct criteria_group *group, const struct group_words *words)
{
	group->own = words->has_lead_in ? words->lead_in.own : OWN_NONE;
	group->join = words->lead_in.join;
	if (words->after.kind != AFTER_ADDS)
		return;
	group->join = group->own == OWN_CONDITION && group->join != JOIN_AND ? JOIN_UNCLEAR : JOIN_AND;
	group->own = OWN_CONDITION;
}

static void decide_by_mark(struct criteria_group *group, const struct lead_in *lead_in, const struct joined *joined)
{
	bool is_joined = joined->combination == CRITERIA_ALL || joined->combination == CRITERIA_ANY;

	if (is_joined && !agrees(group->combination, joined) && lead_in->combination != group->combination) {
		group->against = joined->place;
		group->doubt = DOUBT_MIXED;
	}
}

static void decide_unmarked(struct arena *scratch, struct node *block, const struct group_words *words,
			    const struct joined *joined)
{
	struct criteria_group *group = node_group(block);
	const struct lead_in *lead_in = &words->lead_in;

	if (lead_in->combination != CRITERIA_NONE_READ) {
		decide_by_lead_in(group, words, joined);
	} else if (words->after.kind == AFTER_COMBINES) {
		decide(group, words->after.combination, CRITERIA_BY_LEAD_IN, words->after_place);
		group->at_least = words->after.number;
		if (joined->combination != CRITERIA_NONE_READ && !agrees(group->combination, joined))
			doubt(group, DOUBT_MIXED, joined->place);
	} else if (joined->is_and_over_or) {
		decide(group, CRITERIA_UNCLEAR, joined->basis, joined->place);
		doubt(group, DOUBT_AND_OVER_OR, joined->or_place);
	} else if (joined->is_partial) {
		decide(group, CRITERIA_UNCLEAR, joined->basis, joined->place);
		doubt(group, DOUBT_PARTIAL, PLACE_NONE);
	} else if (joined->combination != CRITERIA_NONE_READ) {
		decide(group, joined->combination, joined->basis, joined->place);
	} else if (lead_in->is_exceptions) {
		decide(group, CRITERIA_UNCLEAR, CRITERIA_BY_LEAD_IN, PLACE_NONE);
		doubt(group, DOUBT_EXCEPTIONS, PLACE_NONE);
	} else if (follows_group(block, words)) {
		decide(group, CRITERIA_UNCLEAR, CRITERIA_BY_LEAD_IN, PLACE_NONE);
		doubt(group, words->has_lead_in ? DOUBT_NOT_SAID : DOUBT_GOES_ON, PLACE_NONE);
	} else if (lead_in->is_condition) {
		decide(group, CRITERIA_UNCLEAR, CRITERIA_BY_LEAD_IN, PLACE_NONE);
		doubt(group, DOUBT_NOT_SAID, PLACE_NONE);
	}
	look_around(scratch, block, words, joined);
}

void criteria_combine(struct arena *arena, struct arena *scratch, struct node *block, const struct group_words *words)
{
	struct criteria_group *group = node_group(block);
	struct joined joined = criteria_joined(scratch, block);
	bool is_marked = group->combination != CRITERIA_NONE_READ;

	if (place_is_set(joined.other)) {
		decide(group, CRITERIA_UNCLEAR, joined.basis, joined.place);
		doubt(group, DOUBT_MIXED, joined.other);
	} else if (is_marked) {
		decide_by_mark(group, &words->lead_in, &joined);
	} else {
		decide_unmarked(scratch, block, words, &joined);
	}
	if (group->combination == CRITERIA_NONE_READ)
		return;
	if (words->after.kind == AFTER_GOES_ON || words->after.kind == AFTER_ADDS)
		group->left_out = words->after_place;
	set_own(group, words);
	if (group->combination == CRITERIA_ANY && joined.has_runs && block->kind == NODE_LIST)
		criteria_make_runs(arena, block);
}

#include "read/criteria_parts.h"

/* What joiners or endings say. */
struct joined {
	enum criteria_operator combination; /* CRITERIA_UNCLEAR: two things, or not of all items */
	enum criteria_basis basis;
	struct place place, other; /* where it is said, and where otherwise; source NULL: nowhere */
};

static void add_saying(struct joined *joined, enum criteria_operator combination, struct place place)
{
	if (joined->combination == CRITERIA_NONE_READ) {
		joined->combination = combination;
		joined->place = place;
	} else if (joined->combination != combination && joined->combination != CRITERIA_UNCLEAR) {
		joined->combination = CRITERIA_UNCLEAR;
		joined->other = place;
	}
}

static struct joined read_joiners(struct arena *scratch, const struct node *block)
{
	struct joined joined = {.basis = CRITERIA_BY_JOINER};

	for (const struct node *child = block->first_child; child; child = child->next) {
		const struct node *joiner = child->kind == NODE_JOINER ? child : row_joiner(child);
		if (!joiner)
			continue;
		struct text words = text_trim(node_words(scratch, joiner));
		bool is_and = text_equal_ignoring_case(words, TEXT("and"));
		add_saying(&joined, is_and ? CRITERIA_ALL : CRITERIA_ANY, joiner->place);
	}
	return joined;
}

/* The last leaf of a block that is no note: where the words of an item end. */
static const struct node *last_leaf(const struct node *block)
{
	const struct node *leaf = block;

	while (leaf && !node_is_leaf_block(leaf)) {
		leaf = leaf->last_child;
		while (leaf && leaf->kind == NODE_NOTE)
			leaf = leaf->previous;
	}
	return leaf;
}

enum ending { ENDING_NONE, ENDING_MARK, ENDING_AND, ENDING_OR };

/* How an item ends. The place is that of "and" or "or". */
static enum ending item_ending(struct arena *scratch, const struct node *item, struct place *place)
{
	static const struct {
		const char *word;
		enum ending ending;
	} words[] = {{"and/or", ENDING_OR}, {"and", ENDING_AND}, {"or", ENDING_OR}};
	const struct node *leaf = last_leaf(item);
	if (!leaf)
		return ENDING_NONE;
	struct flat_text flat = flat_text_of(scratch, leaf);
	struct text text = flat.text;

	while (text.length && is_ascii_space(text.bytes[text.length - 1]))
		text.length--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct text word = text_of(words[i].word);
		if (text.length <= word.length ||
		    !text_equal_ignoring_case(text_slice(text, text.length - word.length, text.length), word))
			continue;
		size_t begin = text.length - word.length;
		char before = text.bytes[begin - 1];
		if (!is_ascii_space(before) && before != ';' && before != ',' && before != '.')
			continue;
		*place = flat_text_place(&flat, begin, text.length);
		return words[i].ending;
	}
	return text_ends(text, TEXT(";")) || text_ends(text, TEXT(",")) ? ENDING_MARK : ENDING_NONE;
}

static struct joined read_endings(struct arena *scratch, const struct node *list)
{
	struct joined joined = {.basis = CRITERIA_BY_ENDINGS};
	const struct node *item = list->first_child, *next;
	bool is_broken = false;

	while (item && !node_is_criterion(item))
		item = item->next;
	for (; item; item = next) {
		for (next = item->next; next && !node_is_criterion(next);)
			next = next->next;
		if (!next)
			break;
		const struct node *after = next->next;
		while (after && !node_is_criterion(after))
			after = after->next;
		struct place place = PLACE_NONE;
		enum ending ending = item_ending(scratch, item, &place);
		if (ending == ENDING_AND || ending == ENDING_OR)
			add_saying(&joined, ending == ENDING_AND ? CRITERIA_ALL : CRITERIA_ANY, place);
		else if (ending == ENDING_NONE || !after)
			is_broken = true; /* a bare mark is enough for any but the last but one */
	}
	if (joined.combination != CRITERIA_NONE_READ && is_broken && !joined.other.source)
		joined.combination = CRITERIA_UNCLEAR;
	return joined;
}

static struct joined read_joined(struct arena *scratch, const struct node *list)
{
	struct joined joiners = read_joiners(scratch, list), endings = read_endings(scratch, list);

	if (joiners.combination == CRITERIA_NONE_READ)
		return endings;
	if (joiners.combination == CRITERIA_UNCLEAR || endings.combination == CRITERIA_NONE_READ)
		return joiners;
	if (endings.combination == CRITERIA_UNCLEAR && !endings.other.source)
		return joiners; /* endings of some items only, and joiners for all */
	if (endings.combination != joiners.combination) {
		joiners.combination = CRITERIA_UNCLEAR;
		joiners.other = endings.place;
	}
	return joiners;
}

/* Does what joins the items go with an operator? */
static bool agrees(enum criteria_operator combination, const struct joined *joined)
{
	switch (combination) {
	case CRITERIA_ALL:
	case CRITERIA_ANY:
		return joined->combination == combination;
	case CRITERIA_NONE:
		return true;
	default: /* "at least two of: a; b; and c" only lists them */
		return joined->combination == CRITERIA_ANY || joined->basis == CRITERIA_BY_ENDINGS;
	}
}

/* Does the list go on from a group before it in the same clause or item? */
static bool follows_group(const struct node *block, const struct lead_in *lead_in, const struct node *words)
{
	const struct node *before = words ? words->previous : block->previous;

	if (block->parent->kind != NODE_CLAUSE && block->parent->kind != NODE_ITEM)
		return false;
	while (before && before->kind == NODE_NOTE)
		before = before->previous;
	return before && node_is_group(before) && (!words || lead_in->goes_on);
}

static void decide(struct criteria_group *group, enum criteria_operator combination, enum criteria_basis basis,
		   struct place place)
{
	group->combination = combination;
	group->basis = basis;
	group->mark_place = place;
}

static void decide_by_lead_in(struct criteria_group *group, const struct lead_in *lead_in, const struct flat_text *flat,
			      const struct joined *joined)
{
	bool is_joined = joined->combination == CRITERIA_ALL || joined->combination == CRITERIA_ANY;

	decide(group, lead_in->combination, CRITERIA_BY_LEAD_IN, flat_text_place(flat, lead_in->begin, lead_in->end));
	if (lead_in->combination == CRITERIA_UNCLEAR)
		return;
	group->count = lead_in->count;
	if (is_joined && !agrees(lead_in->combination, joined)) {
		group->combination = CRITERIA_UNCLEAR;
		group->count = 0;
		group->against = joined->place;
	}
}

void criteria_combine(struct arena *scratch, struct node *block, const struct lead_in *lead_in,
		      const struct flat_text *flat)
{
	struct criteria_group *group = node_group(block);
	struct joined joined = {0};
	bool is_marked = group->combination != CRITERIA_NONE_READ;

	joined = block->kind == NODE_LIST ? read_joined(scratch, block) : read_joiners(scratch, block);
	if (joined.combination == CRITERIA_UNCLEAR && joined.other.source) {
		decide(group, CRITERIA_UNCLEAR, joined.basis, joined.place);
		group->against = joined.other;
		group->count = 0;
	} else if (is_marked) {
		bool is_joined = joined.combination == CRITERIA_ALL || joined.combination == CRITERIA_ANY;
		if (is_joined && !agrees(group->combination, &joined) && lead_in->combination != group->combination)
			group->against = joined.place;
	} else if (lead_in->combination != CRITERIA_NONE_READ) {
		decide_by_lead_in(group, lead_in, flat, &joined);
	} else if (joined.combination != CRITERIA_NONE_READ) {
		decide(group, joined.combination, joined.basis, joined.place);
	} else if (lead_in->is_condition || follows_group(block, lead_in, flat ? lead_in_of(block) : NULL)) {
		decide(group, CRITERIA_UNCLEAR, CRITERIA_BY_LEAD_IN, PLACE_NONE);
	}
}

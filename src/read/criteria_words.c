/* The words beside a list: its lead-in, the item around it, the paragraph after it. */
#include "read/criteria_parts.h"

/* Label: a few words in a paragraph of their own, with no mark at the end, that name the list below them: "Criteria 1",
 * "Moderate symptoms". */
#define LABEL_MOST 40 /* bytes */

static bool is_label(struct arena *scratch, const struct node *paragraph)
{
	struct text words = text_trim(node_words(scratch, paragraph));
	size_t spaces = 0;

	for (size_t i = 0; i < words.length; i++)
		spaces += words.bytes[i] == ' ';
	return words.length > 0 && words.length <= LABEL_MOST && spaces < 5 &&
	       !is_ascii_punctuation(words.bytes[words.length - 1]) && joiner_of_line(words).kind == JOINER_NONE;
}

static bool has_digit(struct text words)
{
	for (size_t i = 0; i < words.length; i++)
		if (is_ascii_digit(words.bytes[i]))
			return true;
	return false;
}

static const struct node *without_notes(const struct node *node)
{
	while (node && node->kind == NODE_NOTE)
		node = node->next;
	return node;
}

/* Is a label the only one between a lead-in and the lists below it, and no number of several? Then the lead-in speaks
 * of its list. */
static bool is_single_label(struct arena *scratch, const struct node *label, const struct node *block)
{
	const struct node *next = without_notes(block->next);

	if (has_digit(node_words(scratch, label)))
		return false;
	return !next || next->kind != NODE_PARAGRAPH || !lead_in_block(next) || !is_label(scratch, next);
}

/* "Either:" and "Or:" head the items of the list around, and say nothing of the list below them. */
static bool heads_alternative(struct arena *scratch, const struct node *block, const struct node *words)
{
	const struct node *item = block->parent, *next = item->next;
	struct text text = text_trim(node_words(scratch, words));

	while (next && next->kind != NODE_ITEM)
		next = next->next;
	if (item->kind != NODE_ITEM || words->previous || !next || !text_begins_ignoring_case(text, TEXT("either")) ||
	    text.length > sizeof "either:")
		return false;
	const struct node *first = next->first_child;
	return first && node_is_leaf_block(first) && joiner_at_head(node_words(scratch, first)).kind == JOINER_OR;
}

static void read_lead_in(struct arena *scratch, const struct node *block, const struct group_place *where,
			 struct group_words *words)
{
	const struct node *paragraph = lead_in_of(block), *label = NULL;

	if (!paragraph)
		return;
	if (is_label(scratch, paragraph) && !where->is_nested) {
		const struct node *above = paragraph->previous;
		bool leads = above && above->kind == NODE_PARAGRAPH &&
			     text_ends(text_trim(node_words(scratch, above)), TEXT(":"));
		label = paragraph;
		if (leads && is_single_label(scratch, paragraph, block))
			paragraph = above;
	}
	words->has_lead_in = true;
	words->flat = flat_text_of(scratch, paragraph);
	words->lead_in = lead_in_read(scratch, words->flat.text, where->effect, where->is_nested);
	if (label == paragraph)
		words->lead_in.is_condition = true;
	if (heads_alternative(scratch, block, paragraph) || joiner_of_line(words->flat.text).kind != JOINER_NONE)
		words->lead_in = (struct lead_in){.combination = CRITERIA_NONE_READ, .own = OWN_LEAD, .is_open = true};
}

/* The paragraph after a list: in the clause or item, or at the margin after the clause, where it goes on with OR. */
static const struct node *paragraph_after(const struct node *block)
{
	const struct node *next = without_notes(block->next);

	if (!next && block->parent->kind == NODE_CLAUSE)
		next = without_notes(block->parent->next);
	return next && next->kind == NODE_PARAGRAPH && !lead_in_block(next) ? next : NULL;
}

struct group_words group_words_of(struct arena *scratch, const struct node *block, const struct group_place *where)
{
	struct group_words words = {0};
	const struct node *after = paragraph_after(block);

	read_lead_in(scratch, block, where, &words);
	if (!after)
		return words;
	struct flat_text flat = flat_text_of(scratch, after);
	words.after = after_list_read(scratch, flat.text);
	bool is_outside = after->parent != block->parent;
	if (is_outside && joiner_at_head(flat.text).kind == JOINER_NONE)
		words.after = (struct after_list){0};
	if (words.after.kind != AFTER_NOTHING)
		words.after_place = flat_text_place(&flat, words.after.begin, words.after.end);
	return words;
}

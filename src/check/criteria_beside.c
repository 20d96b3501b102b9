/* What stands beside criteria and is none of them, and what stands among them twice. */
#include "base/map.h"
#include "check/criteria_parts.h"
#include "tree/joiner.h"
#include "tree/lead_in.h"
#include "tree/phrases.h"

/* criteria-left-out: a table that its words announce, and a list of things under a criterion. */
static void rule_unread_block(struct check_context *context, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const struct node *leaf = lead_in_of(block);

	if (!leaf || node_is_group(block) || group->is_marked_list || !criteria_stand_in(block))
		return;
	struct words words = words_cut(context->arena, node_words(context->arena, leaf));
	struct lead_in lead_in =
		lead_in_read(context->arena, node_words(context->arena, leaf), EFFECT_NOT_STATED, true);
	bool is_criterion = block->parent->kind == NODE_ITEM && block->parent->ruling.is_criterion;
	bool is_announced = false;
	for (size_t i = 0; block->kind == NODE_TABLE && i < words.count; i++)
		is_announced |= pattern_length(&words, i, "this|the|following table") > 0;
	if (is_criterion ? lead_in.is_example : !is_announced)
		return;
	findings_add(context->findings, CHECK_CRITERIA_LEFT_OUT, criteria_lead_in_place(context, block),
		     "the %s below these words is not read as criteria" FIX
		     "end these words with {all} or {any}, or with {list} where the %s has no criteria",
		     block->kind == NODE_TABLE ? "table" : "list", block->kind == NODE_TABLE ? "rows" : "list");
}

/* criteria-left-out: "{note}" after words that ask for something. */
static void rule_note_item(struct check_context *context, const struct node *item)
{
	const struct marks *marks = item->ruling.marks;
	const struct node *leaf = item->first_child;

	if (!marks || !place_is_set(marks->note_place) || !leaf || !criteria_stand_in(item))
		return;
	struct words words = words_cut(context->arena, node_words(context->arena, leaf));
	bool asks = item->ruling.quantities != NULL;
	for (size_t i = 0; i < words.count; i++)
		asks |= pattern_length(&words, i, "must|shall|required") > 0;
	if (asks)
		findings_add(context->findings, CHECK_CRITERIA_LEFT_OUT, marks->note_place,
			     "{note} leaves out an item that seems to ask something of the patient" FIX
			     "take the mark out, or put what is asked into an item of its own");
}

static bool ends_in_group(const struct node *clause)
{
	for (const struct node *child = clause ? clause->first_child : NULL; child; child = child->next)
		if (node_is_group(child))
			return true;
	return false;
}

/* criteria-left-out: a clause that begins OR after one with criteria. */
static void rule_joined_clause(struct check_context *context, const struct node *clause)
{
	const struct node *leaf = clause->first_child, *before = clause->previous;

	if (!leaf || leaf->kind != NODE_PARAGRAPH || !before || before->kind != NODE_CLAUSE ||
	    !criteria_stand_in(clause) || !ends_in_group(before))
		return;
	struct flat_text flat = flat_text_of(context->arena, leaf);
	struct joiner joiner = joiner_at_head(flat.text);
	if (joiner.kind != JOINER_NONE && joiner.end < flat.text.length)
		findings_add(context->findings, CHECK_CRITERIA_LEFT_OUT,
			     flat_text_place(&flat, joiner.begin, joiner.end),
			     "\"%.*s\" joins this clause to the criteria above, and clauses are never joined" FIX
			     "make one list of both, with a bullet for each",
			     TEXT_ARGUMENTS(text_slice(flat.text, joiner.begin, joiner.end)));
}

/* The words of a criterion as they are compared: small letters, no marks, no joiner at the end. */
static struct text compared_words(struct check_context *context, const struct node *criterion, size_t *count)
{
	struct text text = node_words(context->arena, criterion);
	struct joiner joiner = joiner_at_end(text);
	struct words words =
		words_cut(context->arena, joiner.kind == JOINER_NONE ? text : text_slice(text, 0, joiner.begin));
	struct buffer out = BUFFER_EMPTY;

	*count = 0;
	for (size_t i = 0; i < words.count; i++) {
		if (words.items[i].kind >= WORD_STOP && words.items[i].kind != WORD_SIGN)
			continue;
		buffer_append(&out, words.items[i].text);
		buffer_append_byte(&out, ' ');
		++*count;
	}
	struct text copy = arena_copy(context->arena, buffer_text(&out));
	buffer_release(&out);
	return copy;
}

#define ALONE_MOST 8 /* words of a criterion that says a number and no more */

/* "BMI of 35 or more" as a key: of a number that says what the patient is, alone in a criterion. */
static struct text quantity_key(struct check_context *context, const struct node *criterion, size_t words)
{
	const struct quantity *quantity = node_quantities(criterion);
	bool is_of_patient = quantity && (quantity->kind == QUANTITY_AGE || quantity->kind == QUANTITY_BMI ||
					  quantity->kind == QUANTITY_BLOOD_PRESSURE);

	if (!is_of_patient || quantity->next || words > ALONE_MOST)
		return (struct text){0};
	return arena_format(context->arena, "#%d %d %g %g %.*s", (int)quantity->kind, (int)quantity->comparison,
			    quantity->value, quantity->upper, TEXT_ARGUMENTS(quantity->unit));
}

static void report_duplicate(struct check_context *context, const struct node *second, const struct node *first)
{
	struct finding *finding =
		findings_add(context->findings, CHECK_DUPLICATE_CRITERION, criteria_first_place(second),
			     "this criterion stands in the list already");
	finding_note(context->findings, finding, criteria_first_place(first), "first here");
}

/* duplicate-criterion */
static void rule_duplicate_criterion(struct check_context *context, const struct node *block)
{
	struct map seen = {0};

	if (!node_is_group(block))
		return;
	for (struct node *child = block->first_child; child; child = child->next) {
		size_t count;
		if (!node_is_criterion(child))
			continue;
		struct text words = compared_words(context, child, &count);
		struct text key = quantity_key(context, child, count);
		const struct node *first = map_get(&seen, words);
		if (!first && key.length)
			first = map_get(&seen, key);
		if (first)
			report_duplicate(context, child, first);
		else if (count)
			map_set(&seen, words, child);
		if (key.length && !first)
			map_set(&seen, key, child);
	}
	map_release(&seen);
}

const struct rule criteria_beside_rules[] = {
	NODE_RULE(CRITERIA, LIST, rule_unread_block),
	NODE_RULE(CRITERIA, TABLE, rule_unread_block),
	NODE_RULE(CRITERIA, LIST, rule_duplicate_criterion),
	NODE_RULE(CRITERIA, TABLE, rule_duplicate_criterion),
	NODE_RULE(CRITERIA, CLAUSE, rule_joined_clause),
	NODE_RULE(CRITERIA, ITEM, rule_note_item),
	RULES_END,
};

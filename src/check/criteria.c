/* What stands beside groups of criteria in one clause, and lead-ins that lead to nothing. */
#include "tree/lead_in.h"

#include "check/criteria_parts.h"
#include "tree/joiner.h"

bool criteria_stand_in(const struct node *node)
{
	enum section_kind kind = node_section_kind(node);
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS || kind == SECTION_CORE_CRITERIA;
}

/* The last word of a lead-in with the marks after it: where a mark would stand. */
static struct place end_of_words(struct arena *arena, const struct node *leaf)
{
	struct flat_text flat = flat_text_of(arena, leaf);
	size_t end = flat.text.length, begin;
	while (end > 0 && is_ascii_space(flat.text.bytes[end - 1]))
		end--;
	for (begin = end; begin > 0 && !is_ascii_space(flat.text.bytes[begin - 1]);)
		begin--;
	return flat_text_place(&flat, begin, end);
}

/* The first words of a list or table: of one that has no lead-in. */
struct place criteria_first_place(const struct node *block)
{
	const struct node *leaf = block;
	while (leaf && !node_is_leaf_block(leaf))
		leaf = leaf->first_child;
	return leaf && leaf->first_child ? leaf->first_child->place : block->place;
}

struct place criteria_lead_in_place(struct check_context *context, const struct node *block)
{
	const struct node *words = lead_in_of(block);
	return words ? end_of_words(context->arena, words) : criteria_first_place(block);
}

/* The words of a place on one line, for a message: they may stand on two in the source. */
struct text criteria_words_at(struct check_context *context, struct place place)
{
	struct text text = place_text(place);
	struct buffer words = BUFFER_EMPTY;
	for (size_t at = 0; at < text.length; at++) {
		bool is_space = is_ascii_space(text.bytes[at]);
		if (!is_space || (at > 0 && !is_ascii_space(text.bytes[at - 1])))
			buffer_append_byte(&words, is_space ? ' ' : text.bytes[at]);
	}
	struct text copy = arena_copy(context->arena, buffer_text(&words));
	buffer_release(&words);
	return copy;
}

/* ambiguous-criteria: several groups of the same effect in one clause or criterion. */
static void rule_groups_together(struct check_context *context, const struct node *parent)
{
	const struct node *first = NULL;
	for (const struct node *child = parent->first_child; child; child = child->next) {
		if (!node_is_group(child))
			continue;
		if (first &&
		    node_group((struct node *)first)->reading.effect ==
			    node_group((struct node *)child)->reading.effect &&
		    (lead_in_of(child) || child->kind != first->kind)) {
			struct finding *finding = findings_add(
				context->findings, CHECK_AMBIGUOUS_CRITERIA, criteria_lead_in_place(context, child),
				"a second group of criteria begins here, and nothing that can be read says how it goes "
				"with the first; make each of the two a bullet of one list, with its own list under it "
				"and AND or OR between them, or end these words with {list} where no criteria follow");
			finding_note(context->findings, finding, criteria_lead_in_place(context, first),
				     "the first group begins here");
			return;
		}
		first = first ? first : child;
	}
}

/* The last word of some words, where it is "and" or "or"; else nothing. */
static struct text last_joiner(struct text words)
{
	struct joiner joiner = joiner_at_end(words);
	if (joiner.kind == JOINER_NONE)
		joiner = joiner_of_line(words);
	return text_slice(words, joiner.begin, joiner.end);
}

/* Is what stands at the margin after a clause told of by the reader, since the clause waits for it (`stray-list`)? */
static bool is_stray_after(struct check_context *context, const struct node *clause, const struct node *stray)
{
	const struct node *last = clause->last_child;
	if (clause->kind != NODE_CLAUSE || !last || !stray)
		return false;
	if (stray->kind == NODE_PARAGRAPH) {
		struct text words = text_trim(node_words(context->arena, stray));
		if (last_joiner(words).length != words.length)
			return false;
		if (last->kind == NODE_LIST)
			return true;
	} else if (stray->kind != NODE_NOTE && stray->kind != NODE_TABLE && stray->kind != NODE_LIST) {
		return false;
	}
	return node_is_leaf_block(last) && text_ends(text_trim(node_words(context->arena, last)), TEXT(":"));
}

/* ambiguous-criteria: clauses that AND or OR joins, by itself or as their last word. One finding for a section. */
static void check_joined_clauses(struct check_context *context, const struct node *leaf, const struct flat_text *flat,
				 struct text words)
{
	struct text joiner = last_joiner(words);
	const struct node *joined = leaf->parent->kind == NODE_CLAUSE && !leaf->next ? leaf->parent : leaf;
	bool is_of_clauses = joined->parent->kind == NODE_SECTION && joined->next && joined->next->kind == NODE_CLAUSE;
	if (!joiner.length || !is_of_clauses || !criteria_stand_in(leaf))
		return;
	if (leaf == joined && leaf->previous && is_stray_after(context, leaf->previous, leaf))
		return;
	struct place place = flat_text_place(flat, words.length - joiner.length, words.length);
	struct text section = node_ancestor(leaf, NODE_SECTION)->id;
	findings_add_subject(
		context->findings, CHECK_AMBIGUOUS_CRITERIA, subject_at(context, place, section), place,
		"\"%.*s\" joins numbered clauses, and clauses are no group of criteria, so what must be met together "
		"can't be read; make them bullets of one clause, under words that lead to them",
		TEXT_ARGUMENTS(joiner));
}

/* empty-group: words that lead to criteria, and none follow. And ambiguous-criteria: clauses follow. */
static void rule_lead_in(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text words = flat->text;
	while (words.length && is_ascii_space(words.bytes[words.length - 1]))
		words.length--;
	if (leaf->kind != NODE_PARAGRAPH || lead_in_block(leaf))
		return;
	check_joined_clauses(context, leaf, flat, words);
	if (!text_ends(words, TEXT(":")) || !criteria_stand_in(leaf))
		return;
	if (leaf->parent->kind == NODE_CLAUSE && !leaf->next &&
	    is_stray_after(context, leaf->parent, leaf->parent->next))
		return;
	struct lead_in lead_in = lead_in_read(context->arena, words, EFFECT_NOT_STATED, false);
	bool leads_to_clauses = leaf->parent->kind == NODE_SECTION && leaf->next && leaf->next->kind == NODE_CLAUSE;
	if (leads_to_clauses && (lead_in.is_condition || lead_in.combination != CRITERIA_NONE_READ))
		findings_add(
			context->findings, CHECK_AMBIGUOUS_CRITERIA, end_of_words(context->arena, leaf),
			"these words lead to criteria, and numbered clauses follow, which are no group, so what must "
			"be met together can't be read; make these words a clause, and the clauses below its bullets");
	else if (!leads_to_clauses && lead_in.combination != CRITERIA_NONE_READ)
		findings_add(context->findings, CHECK_EMPTY_GROUP, flat_text_place(flat, lead_in.begin, lead_in.end),
			     "\"%.*s\" leads to criteria, and no list or table follows, so the policy doesn't say what "
			     "must be met; write the criteria below as bullets, indented under these words",
			     TEXT_ARGUMENTS(text_slice(words, lead_in.begin, lead_in.end)));
}

const struct rule criteria_rules[] = {
	NODE_RULE(CRITERIA, CLAUSE, rule_groups_together),
	NODE_RULE(CRITERIA, ITEM, rule_groups_together),
	LEAF_RULE(CRITERIA, rule_lead_in),
	RULES_END,
};

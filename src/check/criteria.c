#include "base/scan.h"
#include "tree/lead_in.h"

#include "check/rules.h"

/* The sections whose lists are read as criteria: SPEC section 2, Criteria. */
static bool holds_criteria(const struct node *node)
{
	enum section_kind kind = node_section_kind(node);
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS || kind == SECTION_CORE_CRITERIA;
}

/* How many criteria a list or table has. */
static uint32_t count_criteria(const struct node *block)
{
	uint32_t count = 0;
	for (const struct node *child = block->first_child; child; child = child->next)
		count += node_is_criterion(child);
	return count;
}

static bool is_in_criterion(const struct node *block)
{
	return block->parent->kind == NODE_ITEM && block->parent->ruling.is_criterion;
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
static struct place place_of_first_words(const struct node *block)
{
	const struct node *leaf = block;
	while (leaf && !node_is_leaf_block(leaf))
		leaf = leaf->first_child;
	return leaf && leaf->first_child ? leaf->first_child->place : block->place;
}

static struct place place_of_lead_in(struct check_context *context, const struct node *block)
{
	const struct node *words = lead_in_of(block);
	return words ? end_of_words(context->arena, words) : place_of_first_words(block);
}

/* The words of a place on one line, for a message: they may stand on two in the source. */
static struct text words_at(struct check_context *context, struct place place)
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

/* mixed-and-or */
static void report_mixed(struct check_context *context, const struct criteria_group *group)
{
	struct text against = words_at(context, group->against), first = words_at(context, group->mark_place);
	struct finding *finding;
	if (group->combination != CRITERIA_UNCLEAR) {
		finding = findings_add(context->findings, CHECK_MIXED_AND_OR, group->against,
				       "\"%.*s\" joins these criteria, and the mark %.*s says otherwise, so the page "
				       "and the data would name different patients; correct the mark, which can settle "
				       "words but not turn them round",
				       TEXT_ARGUMENTS(against), TEXT_ARGUMENTS(first));
		finding_note(context->findings, finding, group->mark_place, "the mark stands here");
	} else if (group->basis == CRITERIA_BY_LEAD_IN) {
		finding = findings_add(
			context->findings, CHECK_MIXED_AND_OR, group->against,
			"\"%.*s\" joins these criteria, and the words above the list say \"%.*s\", so the same patient "
			"would be funded by the one and refused by the other; correct one of the two, or, where the "
			"words are ratified, say which is meant by a mark at the end of the lead-in: {all} or {any}",
			TEXT_ARGUMENTS(against), TEXT_ARGUMENTS(first));
		finding_note(context->findings, finding, group->mark_place, "\"%.*s\" stands here",
			     TEXT_ARGUMENTS(first));
	} else {
		finding = findings_add(context->findings, CHECK_MIXED_AND_OR, group->against,
				       "\"%.*s\" stands here and \"%.*s\" before it in the same list, so it can be "
				       "read in two ways who is eligible; put the criteria that belong together into a "
				       "list of their own under one bullet, or, where the words are ratified, end the "
				       "lead-in with {list}, and they are shown and not read as data",
				       TEXT_ARGUMENTS(against), TEXT_ARGUMENTS(first));
		finding_note(context->findings, finding, group->mark_place, "\"%.*s\" stands here",
			     TEXT_ARGUMENTS(first));
	}
}

#define MARKS "{all}, {any}, {none} or {at-least 2}, or {list} where this is no list of criteria"

/* ambiguous-criteria: words that say two things, or a "not" that leaves open which. */
static void report_unclear_words(struct check_context *context, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const struct node *words = lead_in_of(block);
	struct flat_text flat = flat_text_of(context->arena, words);
	struct lead_in lead_in = lead_in_read(flat.text, EFFECT_NOT_STATED, is_in_criterion(block));
	struct place other = lead_in.other_end > lead_in.other_begin
				     ? flat_text_place(&flat, lead_in.other_begin, lead_in.other_end)
				     : PLACE_NONE;
	struct finding *finding;
	struct text word = words_at(context, other);
	if (text_equal_ignoring_case(word, TEXT("unless")) || text_equal_ignoring_case(word, TEXT("except"))) {
		findings_add(context->findings, CHECK_AMBIGUOUS_CRITERIA, other,
			     "\"%.*s\" makes this list exceptions from the criterion that it stands in, and a list "
			     "under a criterion is read as part of it; write \"either of\" with two bullets, the "
			     "criterion without this and the list, or end these words with {list}",
			     TEXT_ARGUMENTS(word));
		return;
	}
	if (lead_in.other_end > lead_in.other_begin && lead_in.other_begin < lead_in.begin) {
		finding = findings_add(
			context->findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			"\"%.*s\" stands after \"%.*s\", and it is open whether a patient must meet none "
			"of these criteria or only not all of them; end the lead-in with the mark that is "
			"meant: {none} or {any}, or say it in other words",
			TEXT_ARGUMENTS(words_at(context, group->mark_place)), TEXT_ARGUMENTS(words_at(context, other)));
		finding_note(context->findings, finding, other, "\"%.*s\" stands here",
			     TEXT_ARGUMENTS(words_at(context, other)));
		return;
	}
	finding = findings_add(context->findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			       "these words say \"%.*s\", and in the same sentence \"%.*s\", so two readers can decide "
			       "the same case differently; end the lead-in with the mark that is meant: " MARKS,
			       TEXT_ARGUMENTS(words_at(context, group->mark_place)),
			       TEXT_ARGUMENTS(words_at(context, other)));
	finding_note(context->findings, finding, other, "\"%.*s\" stands here",
		     TEXT_ARGUMENTS(words_at(context, other)));
}

/* ambiguous-criteria of one list or table. */
static void report_ambiguous(struct check_context *context, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const char *shape = block->kind == NODE_TABLE ? "table" : "list";
	const struct node *words = lead_in_of(block);
	bool is_exclusion = group->effect == EFFECT_OUTSIDE_POLICY || group->effect == EFFECT_NOT_COMMISSIONED;
	if (group->basis == CRITERIA_BY_ENDINGS) {
		findings_add(context->findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			     "\"%.*s\" joins only some of these criteria, so it is open how the others go with them; "
			     "end each but the last with it (or with \";\", and the last but one with \"; %.*s\"), or "
			     "end the lead-in with a mark: " MARKS,
			     TEXT_ARGUMENTS(words_at(context, group->mark_place)),
			     TEXT_ARGUMENTS(words_at(context, group->mark_place)));
	} else if (group->mark_place.source) {
		report_unclear_words(context, block);
	} else if (!words) {
		struct finding *finding =
			findings_add(context->findings, CHECK_AMBIGUOUS_CRITERIA, place_of_lead_in(context, block),
				     "this %s begins anew after the criteria above, so its own are no part of them; "
				     "begin all bullets of one list with the same mark (-), or write words that lead "
				     "to this one, with a mark at their end",
				     shape);
		finding_note(context->findings, finding, place_of_first_words(block->previous),
			     "the criteria above begin here");
	} else {
		findings_add(context->findings, CHECK_AMBIGUOUS_CRITERIA, place_of_lead_in(context, block),
			     "these words make a condition of the %s below, and don't say whether all of it must hold "
			     "or any one is enough, so two readers can decide the same case differently; end them with "
			     "a mark%s: " MARKS,
			     shape, is_exclusion ? " (of what is excluded, {any} is mostly meant)" : "");
	}
}

/* impossible-group */
static void check_count(struct check_context *context, const struct criteria_group *group, uint32_t count)
{
	struct text words = words_at(context, group->mark_place);
	if (group->combination == CRITERIA_AT_LEAST && group->at_least == 0)
		findings_add(context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
			     "\"%.*s\" holds of every patient, for none of the criteria is needed; write how many must "
			     "be met",
			     TEXT_ARGUMENTS(words));
	else if (group->combination == CRITERIA_AT_LEAST && group->at_least > count)
		findings_add(context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
			     "\"%.*s\" asks for %u criteria, and %u stand%s here, so no patient can ever meet it; "
			     "correct the number, or add what is missing",
			     TEXT_ARGUMENTS(words), group->at_least, count, count == 1 ? "s" : "");
	else if (group->combination == CRITERIA_ALL && group->at_least > 0 && group->at_least != count)
		findings_add(context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
			     "\"%.*s\" speaks of %u criteria, and %u stand%s here, so one is missing or one too many; "
			     "correct the words, or the list",
			     TEXT_ARGUMENTS(words), group->at_least, count, count == 1 ? "s" : "");
}

/* All that a group's own state tells. */
static void rule_criteria_group(struct check_context *context, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	if (group->combination == CRITERIA_NONE_READ)
		return;
	uint32_t count = count_criteria(block);
	if (!count) {
		findings_add(context->findings, CHECK_EMPTY_GROUP, place_of_lead_in(context, block),
			     "no criterion stands in this %s, so the policy doesn't say who may have the treatment; "
			     "write the criteria, or take the words that lead to them out",
			     block->kind == NODE_TABLE ? "table" : "list");
		return;
	}
	if (group->against.source)
		report_mixed(context, group);
	else if (group->combination == CRITERIA_UNCLEAR)
		report_ambiguous(context, block);
	else
		check_count(context, group, count);
}

/* ambiguous-criteria: several groups of the same effect in one clause or criterion. */
static void rule_groups_together(struct check_context *context, const struct node *parent)
{
	const struct node *first = NULL;
	for (const struct node *child = parent->first_child; child; child = child->next) {
		if (!node_is_group(child))
			continue;
		if (first && node_group((struct node *)first)->effect == node_group((struct node *)child)->effect &&
		    (lead_in_of(child) || child->kind != first->kind)) {
			struct finding *finding = findings_add(
				context->findings, CHECK_AMBIGUOUS_CRITERIA, place_of_lead_in(context, child),
				"a second group of criteria begins here, and nothing that can be read says how it goes "
				"with the first; make each of the two a bullet of one list, with its own list under it "
				"and AND or OR between them, or end these words with {list} where no criteria follow");
			finding_note(context->findings, finding, place_of_lead_in(context, first),
				     "the first group begins here");
			return;
		}
		first = first ? first : child;
	}
}

/* The last word of some words, where it is "and" or "or"; else nothing. */
static struct text last_joiner(struct text words)
{
	struct text last = text_slice(words, word_begin(words, words.length, WORD_LETTERS), words.length);
	bool is_joiner = text_equal_ignoring_case(last, TEXT("and")) || text_equal_ignoring_case(last, TEXT("or"));
	return is_joiner ? last : TEXT("");
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
	if (!joiner.length || !is_of_clauses || !holds_criteria(leaf))
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

/* "Moderate symptoms", "Criteria 1": a few words without a mark at their end, which name the list below them. */
static bool is_label(struct arena *arena, const struct node *node)
{
	if (!node || node->kind != NODE_PARAGRAPH)
		return false;
	struct text words = text_trim(node_words(arena, node));
	size_t spaces = 0;
	for (size_t i = 0; i < words.length; i++)
		spaces += words.bytes[i] == ' ';
	if (text_ends(words, TEXT(":")))
		words.length--;
	return words.length && spaces < 8 && !is_sentence_end(words, words.length - 1, 0);
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
	if (!text_ends(words, TEXT(":")) || !holds_criteria(leaf))
		return;
	if (leaf->parent->kind == NODE_CLAUSE && !leaf->next &&
	    is_stray_after(context, leaf->parent, leaf->parent->next))
		return;
	if (is_label(context->arena, leaf->next) && leaf->next->next &&
	    (leaf->next->next->kind == NODE_LIST || leaf->next->next->kind == NODE_TABLE))
		return;
	struct lead_in lead_in = lead_in_read(words, EFFECT_NOT_STATED, false);
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
	NODE_RULE(CRITERIA, LIST, rule_criteria_group),
	NODE_RULE(CRITERIA, TABLE, rule_criteria_group),
	NODE_RULE(CRITERIA, CLAUSE, rule_groups_together),
	NODE_RULE(CRITERIA, ITEM, rule_groups_together),
	LEAF_RULE(CRITERIA, rule_lead_in),
	RULES_END,
};

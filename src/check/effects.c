/* What a clause does, where its words don't prove it or a mark contradicts them. */
#include "check/rules.h"

#define MARKS                                                                                                          \
	"{eligible}, {considered}, {only-if}, {required}, {not-commissioned}, {outside-policy}, {scope}, {elsewhere} " \
	"or {overrides}, or {no-effect} where they do nothing"

/* "only_if" as the words of a message. */
static const char *said_of(enum effect effect)
{
	static const char *const words[EFFECT_COUNT] = {
		[EFFECT_UNSTATED] = "that this does nothing",
		[EFFECT_ELIGIBLE] = "that the treatment can be funded",
		[EFFECT_NOT_COMMISSIONED] = "a refusal",
		[EFFECT_OUTSIDE_POLICY] = "that this is outside the policy",
		[EFFECT_OVERRIDES] = "that patients can be referred whatever else the policy says",
		[EFFECT_CONSIDERED] = "that it may be considered",
		[EFFECT_ONLY_IF] = "that it isn't funded without this",
		[EFFECT_REQUIRED] = "that this is needed",
		[EFFECT_SCOPE] = "whom the policy is for",
		[EFFECT_ELSEWHERE] = "that another service or commissioner deals with it",
		[EFFECT_MIXED] = "several things",
	};
	return words[effect];
}

static const struct marks *marks_of(const struct node *node)
{
	return node->kind == NODE_CLAUSE ? node->ruling.marks
	       : node->kind == NODE_ITEM ? node->ruling.marks
					 : node_group((struct node *)node)->marks;
}

/* Is it said already of the clause, whose first words lead to this list? */
static bool is_said_of_clause(const struct node *node)
{
	const struct effect_reading *around = node->parent->kind == NODE_CLAUSE ? &node->parent->ruling.reading : NULL;

	return node_group((struct node *)node) && around &&
	       (around->is_unclear || marks_of(node) == node->parent->ruling.marks);
}

/* effect-unclear and mark-contradicts, of a clause, a list, a table or an item. */
static void rule_effect(struct check_context *context, const struct node *node)
{
	const struct effect_reading *reading = node_reading(node);
	const struct marks *marks = marks_of(node);

	if (reading->is_unclear && reading->place.source && !is_said_of_clause(node))
		findings_add(
			context->findings, CHECK_EFFECT_UNCLEAR, reading->place,
			"these words speak of funding or treatment, and it can't be read what they do, so the page "
			"and the data say nothing; write it in one plain sentence, or end the clause's first "
			"paragraph with the mark that is meant: " MARKS);
	bool contradicts = reading->from == EFFECT_FROM_MARK && reading->words != EFFECT_UNSTATED &&
			   reading->words != reading->effect;
	if (!contradicts || !marks ||
	    (node_group((struct node *)node) && node->parent->kind == NODE_CLAUSE &&
	     marks == node->parent->ruling.marks && node->parent->ruling.reading.words))
		return;
	struct finding *finding = findings_add(
		context->findings, CHECK_MARK_CONTRADICTS, marks->effect_place,
		"this mark says %s, and the words say %s, so the label would be against the policy; take the "
		"mark out, or give the reason in allow",
		said_of(reading->effect), said_of(reading->words));
	if (reading->place.source)
		finding_note(context->findings, finding, reading->place, "the words stand here");
}

const struct rule effects_rules[] = {
	NODE_RULE(CRITERIA, CLAUSE, rule_effect),
	NODE_RULE(CRITERIA, LIST, rule_effect),
	NODE_RULE(CRITERIA, TABLE, rule_effect),
	NODE_RULE(CRITERIA, ITEM, rule_effect),
	RULES_END,
};

/* How the criteria of one group combine: what can't be read, what contradicts itself, what nobody can meet. */
#include "tree/lead_in.h"

#include "check/criteria_parts.h"

/* What is told of one group, and where. */
struct telling {
	struct check_context *context;
	const struct node *block;
	const struct criteria_group *group;
	struct text first, against; /* the words at group->mark_place and group->against */
	const char *shape;          /* "list" */
};

#define MARKS       "{all}, {any}, {none} or {at-least 2}, or {list} where these are no criteria"
#define FIX_BY_MARK FIX "end the words above the list with the mark that is meant: " MARKS

static void note_first(const struct telling *telling, struct finding *finding)
{
	finding_note(telling->context->findings, finding, telling->group->mark_place, "\"%.*s\" stands here",
		     TEXT_ARGUMENTS(telling->first));
}

/* mixed-and-or */
static void tell_mixed(const struct telling *telling)
{
	const struct criteria_group *group = telling->group;
	struct findings *findings = telling->context->findings;
	struct finding *finding;

	if (group->combination != CRITERIA_UNCLEAR)
		finding = findings_add(findings, CHECK_MIXED_AND_OR, group->against,
				       "\"%.*s\" joins these criteria, and the mark %.*s says otherwise" WHY
				       "the page and the data would name different patients" FIX
				       "correct the mark, which can settle words and not turn them round",
				       TEXT_ARGUMENTS(telling->against), TEXT_ARGUMENTS(telling->first));
	else if (group->basis == CRITERIA_BY_LEAD_IN)
		finding = findings_add(findings, CHECK_MIXED_AND_OR, group->against,
				       "\"%.*s\" joins these criteria, and the words above say \"%.*s\"" WHY
				       "one reader would fund a patient whom the other refuses" FIX
				       "correct one of the two, or end the words above the list with {all} or {any}",
				       TEXT_ARGUMENTS(telling->against), TEXT_ARGUMENTS(telling->first));
	else
		finding = findings_add(findings, CHECK_MIXED_AND_OR, group->against,
				       "\"%.*s\" and \"%.*s\" join the criteria of one list" WHY
				       "it can be read in two ways who is eligible" FIX
				       "put what belongs together into a list of its own under one bullet, or end the "
				       "words above with {list}",
				       TEXT_ARGUMENTS(telling->first), TEXT_ARGUMENTS(telling->against));
	note_first(telling, finding);
}

/* joiner-missing */
static void tell_joiner(const struct telling *telling)
{
	struct findings *findings = telling->context->findings;
	bool is_dangling = telling->group->doubt == DOUBT_DANGLING;
	struct text word = is_dangling ? telling->against : telling->first;

	if (is_dangling)
		findings_add(findings, CHECK_JOINER_MISSING, telling->group->against,
			     "\"%.*s\" stands after the last criterion of this %s" WHY
			     "a criterion may have been lost after it" FIX
			     "write what is missing, or end the words above the list with a mark: " MARKS,
			     TEXT_ARGUMENTS(word), telling->shape);
	else
		findings_add(findings, CHECK_JOINER_MISSING, telling->group->mark_place,
			     "\"%.*s\" joins some of these criteria, and nothing joins the others" FIX
			     "write \"%.*s\" between all of them, or end the words above the list with a mark: " MARKS,
			     TEXT_ARGUMENTS(word), TEXT_ARGUMENTS(word));
}

/* "Have not responded to all of", "fail to meet any of". */
static void tell_negation(const struct telling *telling)
{
	struct finding *finding = findings_add(
		telling->context->findings, CHECK_AMBIGUOUS_CRITERIA, telling->group->mark_place,
		"\"%.*s\" goes with \"%.*s\", which can be read in several ways" WHY
		"the words may mean all, any or none of these criteria" FIX
		"end the words above the list with {all}, {any} or {none}: what must be true of the patient",
		TEXT_ARGUMENTS(telling->first), TEXT_ARGUMENTS(telling->against));
	finding_note(telling->context->findings, finding, telling->group->against, "\"%.*s\" stands here",
		     TEXT_ARGUMENTS(telling->against));
}

/* Two phrases that differ, words that limit one, and an exception within a criterion. */
static void tell_words(const struct telling *telling)
{
	struct findings *findings = telling->context->findings;
	struct finding *finding;

	if (text_equal_ignoring_case(telling->against, TEXT("unless")) ||
	    text_equal_ignoring_case(telling->against, TEXT("except"))) {
		findings_add(findings, CHECK_AMBIGUOUS_CRITERIA, telling->group->against,
			     "\"%.*s\" makes this list exceptions from the criterion above it" WHY
			     "a list under a criterion is read as part of it" FIX
			     "write \"either of\" with two bullets, or end these words with {list}",
			     TEXT_ARGUMENTS(telling->against));
		return;
	}
	finding = findings_add(findings, CHECK_AMBIGUOUS_CRITERIA, telling->group->mark_place,
			       "\"%.*s\" and \"%.*s\" together don't say how these criteria combine" WHY
			       "two readers can decide the same case differently" FIX_BY_MARK,
			       TEXT_ARGUMENTS(telling->first), TEXT_ARGUMENTS(telling->against));
	finding_note(findings, finding, telling->group->against, "\"%.*s\" stands here",
		     TEXT_ARGUMENTS(telling->against));
}

/* impossible-group */
static void tell_misfit(const struct telling *telling, uint32_t count)
{
	const struct criteria_group *group = telling->group;

	findings_add(telling->context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
		     "\"%.*s\" speaks of %u criteria, and %u stand%s here" FIX
		     "correct the number, or add the criterion that is missing",
		     TEXT_ARGUMENTS(telling->first), group->announced, count, count == 1 ? "s" : "");
}

/* An impossible number in a mark, which the reader takes as it is. */
static void tell_marked_number(const struct telling *telling, uint32_t count)
{
	const struct criteria_group *group = telling->group;
	bool is_counted = criteria_operator_counts(group->combination);

	if (!is_counted)
		return;
	if (group->combination == CRITERIA_AT_LEAST && group->at_least == 0)
		findings_add(telling->context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
			     "\"%.*s\" holds of every patient" WHY "none of the criteria is needed" FIX
			     "write how many must be met",
			     TEXT_ARGUMENTS(telling->first));
	else if (group->at_least > count || (group->combination == CRITERIA_AT_MOST && group->at_least == count))
		findings_add(telling->context->findings, CHECK_IMPOSSIBLE_GROUP, group->mark_place,
			     "\"%.*s\" asks for %u criteria, and %u stand%s here" FIX
			     "correct the number, or add the criterion that is missing",
			     TEXT_ARGUMENTS(telling->first), group->at_least, count, count == 1 ? "s" : "");
}

static void tell_not_said(const struct telling *telling)
{
	const struct criteria_group *group = telling->group;
	bool is_exclusion =
		group->reading.effect == EFFECT_OUTSIDE_POLICY || group->reading.effect == EFFECT_NOT_COMMISSIONED;

	findings_add(telling->context->findings, CHECK_AMBIGUOUS_CRITERIA,
		     criteria_lead_in_place(telling->context, telling->block),
		     "these words don't say how the criteria of the %s below combine" WHY
		     "all of them may be needed, or any one may be enough" FIX
		     "end these words with the mark that is meant%s: " MARKS,
		     telling->shape, is_exclusion ? " (of what is excluded, mostly {any})" : "");
}

static void tell_goes_on(const struct telling *telling)
{
	struct finding *finding = findings_add(
		telling->context->findings, CHECK_AMBIGUOUS_CRITERIA,
		criteria_lead_in_place(telling->context, telling->block),
		"this %s begins anew after the criteria above" WHY "its criteria are no part of those" FIX
		"begin all bullets of one list with the same sign (-), or write words that lead to this one",
		telling->shape);
	finding_note(telling->context->findings, finding, criteria_first_place(telling->block->previous),
		     "the criteria above begin here");
}

/* criteria-left-out: a paragraph that adds to the list, and "Exceptions:". */
static void tell_left_out(const struct telling *telling)
{
	const struct criteria_group *group = telling->group;
	struct findings *findings = telling->context->findings;

	if (group->doubt == DOUBT_EXCEPTIONS) {
		findings_add(
			findings, CHECK_CRITERIA_LEFT_OUT, criteria_lead_in_place(telling->context, telling->block),
			"this list of exceptions is no part of the criteria around it" FIX
			"write from what they are exceptions, and how they combine: \"This doesn't apply to any of "
			"the following:\"");
		return;
	}
	findings_add(findings, CHECK_CRITERIA_LEFT_OUT, group->left_out,
		     "\"%.*s\" adds to the %s above, and is no part of its criteria" FIX
		     "make it a bullet of one list with the criteria above, or a clause of its own",
		     TEXT_ARGUMENTS(criteria_words_at(telling->context, group->left_out)), telling->shape);
}

static void tell_other_doubt(const struct telling *telling)
{
	struct findings *findings = telling->context->findings;
	const struct criteria_group *group = telling->group;

	switch (group->doubt) {
	case DOUBT_NUMBER:
		findings_add(
			findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			"\"%.*s\" doesn't say how many of these criteria are needed" WHY
			"more than that may be allowed, or not" FIX
			"end the words above the list with {at-least 2}, {exactly 2} or {at-most 2}, with the number "
			"meant",
			TEXT_ARGUMENTS(telling->first));
		break;
	case DOUBT_AND_OVER_OR:
		findings_add(findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			     "\"%.*s\" alone in a line stands between criteria that \"%.*s\" joins" WHY
			     "it may join the two beside it, or all above with all below" FIX
			     "put what \"%.*s\" joins into a list of its own under one bullet",
			     TEXT_ARGUMENTS(telling->first), TEXT_ARGUMENTS(telling->against),
			     TEXT_ARGUMENTS(telling->against));
		break;
	case DOUBT_GROUPS:
		findings_add(findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			     "\"%.*s\" may add one group of patients to another" WHY
			     "then each of them is enough alone" FIX_BY_MARK,
			     TEXT_ARGUMENTS(telling->first));
		break;
	case DOUBT_OPPOSED:
		findings_add(findings, CHECK_AMBIGUOUS_CRITERIA, group->mark_place,
			     "these criteria can't all be met by one patient" WHY
			     "the words above the list ask for all of them" FIX_BY_MARK);
		break;
	default:
		break;
	}
}

static void tell_doubt(const struct telling *telling, uint32_t count)
{
	switch (telling->group->doubt) {
	case DOUBT_MIXED:
		tell_mixed(telling);
		break;
	case DOUBT_PARTIAL:
	case DOUBT_DANGLING:
		tell_joiner(telling);
		break;
	case DOUBT_NEGATION:
		tell_negation(telling);
		break;
	case DOUBT_WORDS:
		tell_words(telling);
		break;
	case DOUBT_MISFIT:
		tell_misfit(telling, count);
		break;
	case DOUBT_NOT_SAID:
		tell_not_said(telling);
		break;
	case DOUBT_GOES_ON:
		tell_goes_on(telling);
		break;
	case DOUBT_EXCEPTIONS:
		tell_left_out(telling);
		break;
	default:
		tell_other_doubt(telling);
	}
}

static void rule_criteria_group(struct check_context *context, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	struct telling telling = {context, block, group, {0}, {0}, block->kind == NODE_TABLE ? "table" : "list"};
	uint32_t count = 0;

	if (group->combination == CRITERIA_NONE_READ)
		return;
	for (const struct node *child = block->first_child; child; child = child->next)
		count += node_is_criterion(child);
	if (!count) {
		findings_add(context->findings, CHECK_EMPTY_GROUP, criteria_lead_in_place(context, block),
			     "no criterion stands in this %s", telling.shape);
		return;
	}
	if (place_is_set(group->mark_place))
		telling.first = criteria_words_at(context, group->mark_place);
	if (place_is_set(group->against))
		telling.against = criteria_words_at(context, group->against);
	tell_doubt(&telling, count);
	if (place_is_set(group->left_out))
		tell_left_out(&telling);
	tell_marked_number(&telling, count);
}

const struct rule criteria_group_rules[] = {
	NODE_RULE(CRITERIA, LIST, rule_criteria_group),
	NODE_RULE(CRITERIA, TABLE, rule_criteria_group),
	RULES_END,
};

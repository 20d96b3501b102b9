#include "write/schema_shapes.h"

#include "base/bug.h"
#include "base/text.h"
#include "diff/diff.h"
#include "tree/published.h"

/* The names of an enum of the tree, from the functions that the writers use. */
const char *schema_choice(const char *list, int i)
{
	if (text_is(text_of(list), "section_kind"))
		return i < SECTION_KIND_COUNT ? section_kind_name((enum section_kind)i) : NULL;
	if (text_is(text_of(list), "effect"))
		return i < EFFECT_COUNT ? effect_name((enum effect)i) : NULL;
	if (text_is(text_of(list), "quantity_kind"))
		return i < QUANTITY_KIND_COUNT ? quantity_kind_names[(enum quantity_kind)i] : NULL;
	if (text_is(text_of(list), "comparison"))
		return i < COMPARISON_COUNT ? comparison_names[(enum comparison)i] : NULL;
	if (text_is(text_of(list), "code_system"))
		return i < CODE_SYSTEM_COUNT ? code_system_names[(enum code_system)i] : NULL;
	if (text_is(text_of(list), "code_match"))
		return i <= MATCH_RANGE ? code_match_names[(enum code_match)i] : NULL;
	if (text_is(text_of(list), "code_set_state"))
		return i <= CODES_ABSENT ? code_set_state_names[(enum code_set_state)i] : NULL;
	if (text_is(text_of(list), "reference_kind"))
		return i <= REFERENCE_TEXT ? reference_kind_names[(enum reference_kind)i] : NULL;
	if (text_is(text_of(list), "change_class"))
		return i < CLASS_COUNT ? change_class_name((enum change_class)i) : NULL;
	if (text_is(text_of(list), "change_op"))
		return i < OP_COUNT ? change_op_name((enum change_op)i) : NULL;
	if (text_is(text_of(list), "change_subject"))
		return i < SUBJECT_COUNT ? change_subject_name((enum change_subject)i) : NULL;
	if (text_is(text_of(list), "edit_op"))
		return i <= EDIT_MOVE ? edit_op_name((enum edit_op)i) : NULL;
	if (text_is(text_of(list), "group_op"))
		return i < CRITERIA_UNSTATED ? criteria_operator_names[i] : NULL;
	if (text_is(text_of(list), "op"))
		return criteria_operator_names[i + 1];
	BUG("no choices are called %s", list);
}

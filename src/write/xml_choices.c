#include "write/xml_shapes.h"

static const char *section_kind_at(int index)
{
	return index < SECTION_KIND_COUNT ? section_kind_name((enum section_kind)index) : NULL;
}

static const char *effect_at(int index)
{
	return index < EFFECT_COUNT ? effect_name((enum effect)index) : NULL;
}

static const char *operator_at(int index)
{
	static const enum criteria_operator operators[] = {CRITERIA_ALL, CRITERIA_ANY, CRITERIA_NONE, CRITERIA_UNCLEAR};
	return index < (int)(sizeof operators / sizeof *operators) ? criteria_operator_name(operators[index]) : NULL;
}

static const char *join_at(int index)
{
	return index + 1 < OWN_JOIN_COUNT ? own_join_name((enum own_join)(index + 1)) : NULL;
}

static const char *quantity_kind_at(int index)
{
	return index < QUANTITY_KIND_COUNT ? quantity_kind_name((enum quantity_kind)index) : NULL;
}

static const char *comparison_at(int index)
{
	return index < COMPARISON_COUNT ? comparison_name((enum comparison)index) : NULL;
}

static const char *truth_at(int index)
{
	static const char *const names[] = {"false", "true", NULL};
	return names[index];
}

static const char *alignment_at(int index)
{
	static const char *const names[] = {"left", "centre", "right", NULL};
	return names[index];
}

static const char *nowhere_at(int index)
{
	static const char *const names[] = {"empty", "refused", NULL};
	return names[index];
}

static const char *code_system_at(int index)
{
	return index < CODE_SYSTEM_COUNT ? code_system_name((enum code_system)index) : NULL;
}

static const char *role_at(int index)
{
	static const char *const names[] = {"procedure", "diagnosis", NULL};
	return names[index];
}

static const char *code_match_at(int index)
{
	static const enum code_match matches[] = {MATCH_EXACT, MATCH_FAMILY};
	return index < (int)(sizeof matches / sizeof *matches) ? code_match_name(matches[index]) : NULL;
}

static const char *code_set_state_at(int index)
{
	return index <= CODES_ABSENT ? code_set_state_name((enum code_set_state)index) : NULL;
}

static const char *reference_kind_at(int index)
{
	return index <= REFERENCE_TEXT ? reference_kind_name((enum reference_kind)index) : NULL;
}

const struct xml_choice xml_choices[XML_CHOICE_COUNT] = {
	[XML_SECTION_KINDS] =
		{"section_kind", section_kind_at,
		 "What kind of section it is, by its document profile. A subsection without a kind of its "
		 "own has its section's."},
	[XML_EFFECTS] =
		{"effect", effect_at,
		 "What it does to a patient's case. eligible: who meets it is funded; not_commissioned: who meets "
		 "it is not; outside_policy: the policy does not apply to who meets it, and refuses nothing; "
		 "overrides: who meets it can be referred whatever else the policy says; considered: it may be "
		 "considered; only_if: it is not funded without this, and whether this is enough is not said; "
		 "required: it is needed before treatment; scope: whom the policy is for; elsewhere: another service "
		 "or commissioner deals with it; mixed: its sentences do different things; unstated: the text does "
		 "not say, or not for certain."},
	[XML_OPERATORS] =
		{"operator", operator_at,
		 "How criteria combine. all: each must hold; any: one is enough; none: none may hold; unclear: "
		 "they are criteria, but the text does not say how they combine."},
	[XML_JOINS] =
		{"join", join_at,
		 "How a condition in the words beside a list goes with the list. each: with each of its criteria; "
		 "when: the list counts only where it holds; unclear: the words don't say."},
	[XML_QUANTITY_KINDS] = {"quantity_kind", quantity_kind_at, "What a quantity measures."},
	[XML_COMPARISONS] = {"comparison", comparison_at,
			     "How a patient's value is compared with a quantity. between: from value to upper, both "
			     "included."},
	[XML_TRUTHS] = {"truth", truth_at, "Yes or no."},
	[XML_ALIGNMENTS] = {"alignment", alignment_at, "How the cells of a column are aligned."},
	[XML_LINKS_NOWHERE] = {"nowhere", nowhere_at,
			       "Why a link leads nowhere. empty: it has no address; refused: its address may not be "
			       "published."},
	[XML_CODE_SYSTEMS] = {"code_system", code_system_at, "The system that codes belong to."},
	[XML_CODE_ROLES] = {"code_role", role_at, "What codes stand for."},
	[XML_CODE_SET_STATES] =
		{"code_set_state", code_set_state_at,
		 "What the text says on codes. listed: it lists them; none: it says that there are none; "
		 "delegated: it leaves them to another document; absent: it does not speak of them."},
	[XML_CODE_MATCHES] = {"code_match", code_match_at,
			      "What a code means. exact: itself; family: all codes below it."},
	[XML_SOURCE_KINDS] = {"reference_kind", reference_kind_at,
			      "What a reference names. nice: guidance of NICE; policy: another policy; url: another "
			      "address; text: what has only words."},
};

#include "write/schema_shapes.h"

#include "base/bug.h"
#include "base/text.h"
#include "diff/diff.h"
#include "tree/policy.h"

#define TYPE(value)                                                           \
	{                                                                     \
		"type", CONSTANT, value, false, "What kind of block this is." \
	}
#define WORDS                                                          \
	{"text", STRING, NULL, false, "All its words, in order."},     \
	{                                                              \
		"html", STRING, NULL, false, "The same as plain HTML." \
	}
#define ID                                                                                        \
	{                                                                                         \
		"id", STRING_OR_NULL, NULL, false, "Its id in the page: the fragment to link to." \
	}
#define CONTENT                                                                \
	{                                                                      \
		"content", MANY, "block", false, "The blocks in it, in order." \
	}
#define READING(sentence)                                                                                        \
	{"effect", CHOICE, "effect", false, sentence},                                                           \
		{"from", CHOICE, "effect_basis", false,                                                          \
		 "Where that is read: in the words, in a mark of the source, in the document profile."},         \
		{"otherwise", CHOICE_OR_NULL, "effect", false,                                                   \
		 "What it means for who does not meet it, where the words say so."},                             \
		{"exception", CHOICE_OR_NULL, "exception", false,                                                \
		 "The way round a refusal that the words name, which opens nothing: ifr, an individual funding " \
		 "request; approval, prior approval."},                                                          \
	{                                                                                                        \
		"phase", CHOICE_OR_NULL, "phase", false,                                                         \
			"What part of a treatment it is about, where the words say so."                          \
	}
const struct definition schema_definitions[] = {
	{"section", "A section or subsection.",
	 (const struct member[]){
		 TYPE("section"),
		 ID,
		 {"number", STRING_OR_NULL, NULL, false, "Its number, or null where it has none."},
		 {"kind", CHOICE, "section_kind", false, "What kind of section it is, by its profile."},
		 {"heading", STRING, NULL, false, "The heading as written."},
		 {"effect", CHOICE, "effect", false, "What all of it means for a patient, where its clauses agree."},
		 CONTENT,
		 END}},
	{"clause", "A numbered clause.",
	 (const struct member[]){TYPE("clause"),
				 ID,
				 {"number", STRING_OR_NULL, NULL, false, "Its number, or null where it has none."},
				 WORDS,
				 READING("What it does to a patient's case."),
				 {"quantities", MANY, "quantity", false,
				  "Ages, durations and others in its own words, those that lead to a list included."},
				 {"criteria", ONE_OR_NULL, "criteria", false, "The group of criteria below it."},
				 CONTENT,
				 END}},
	{"paragraph", "A paragraph.",
	 (const struct member[]){
		 TYPE("paragraph"), {"id", STRING, NULL, true, "Its permanent id, where it has one."}, WORDS, END}},
	{"note", "A note, which begins NOTE:.",
	 (const struct member[]){
		 TYPE("note"), {"id", STRING, NULL, true, "Its permanent id, where it has one."}, WORDS, END}},
	{"list", "A list.",
	 (const struct member[]){TYPE("list"),
				 {"ordered", BOOLEAN, NULL, false, "Whether its items have numbers."},
				 {"start", INTEGER, NULL, true, "The number of the first item of an ordered list."},
				 {"criteria", ONE, "criteria", true, "Its criteria, where it is a group in no clause."},
				 {"items", MANY, "block", false, "Its items, and the AND or OR written between them."},
				 END}},
	{"item", "An item of a list.", (const struct member[]){TYPE("item"), ID, WORDS, CONTENT, END}},
	{"joiner", "AND or OR, written between two items.", (const struct member[]){TYPE("joiner"), WORDS, END}},
	{"quote", "A quotation.", (const struct member[]){TYPE("quote"), CONTENT, END}},
	{"table", "A table.",
	 (const struct member[]){
		 TYPE("table"),
		 {"alignments", STRINGS_OR_NULLS, NULL, false, "left, centre, right or null for each column."},
		 {"criteria", ONE, "criteria", true, "Its criteria, where its rows are a group in no clause."},
		 {"rows", MANY, "block", false, "Its rows."},
		 END}},
	{"row", "A row of a table.",
	 (const struct member[]){TYPE("row"),
				 {"header", BOOLEAN, NULL, false, "Whether its cells head the columns."},
				 {"id", STRING, NULL, true, "Its id in the page, where it is a criterion."},
				 {"cells", MANY, "block", false, "Its cells."},
				 END}},
	{"cell", "A cell of a table.", (const struct member[]){TYPE("cell"), WORDS, END}},
	{"reference_list", "The list of references.",
	 (const struct member[]){
		 TYPE("references"), {"items", MANY, "block", false, "The references, as written."}, END}},
	{"reference_entry", "An entry of the list of references.",
	 (const struct member[]){TYPE("reference"),
				 ID,
				 {"label", STRING_OR_NULL, NULL, false, "The label that citations use."},
				 {"number", INTEGER_OR_NULL, NULL, false, "The number shown."},
				 WORDS,
				 END}},
	{"criteria",
	 "A group of criteria, the items of a list or the rows of a table, as the compiler read it; the text "
	 "has authority.",
	 (const struct member[]){{"op", CHOICE, "op", false, "How the items combine."},
				 {"at_least", INTEGER, NULL, true, "How many of them, where op is at_least."},
				 {"at_most", INTEGER, NULL, true, "How many of them, where op is at_most."},
				 {"exactly", INTEGER, NULL, true, "How many of them, where op is exactly."},
				 {"own", CHOICE, "own", false, "What the words beside the list say for themselves."},
				 {"join", STRING_OR_NULL, NULL, false,
				  "How a condition in them goes with the list: and, or, each, when, unclear."},
				 READING("What meeting them means for a patient."),
				 {"items", MANY, "criterion", false, "The criteria."},
				 END}},
	{"criterion", "One criterion.",
	 (const struct member[]){
		 ID,
		 {"text", STRING, NULL, false, "All its words, in order."},
		 {"own", CHOICE, "own", false, "What its own words say beside a list below it."},
		 {"join", STRING_OR_NULL, NULL, false, "How they go with the list, where they are a condition."},
		 {"effect", CHOICE, "effect", true, "What it does, where that is not what its group does."},
		 {"from", CHOICE, "effect_basis", true, "Where that is read."},
		 {"quantities", MANY, "quantity", false, "Ages, durations and others in its words."},
		 {"criteria", ONE, "criteria", true, "The group below it."},
		 END}},
	{"quantity", "A number with what it measures.",
	 (const struct member[]){
		 {"kind", CHOICE, "quantity_kind", false, "What it measures."},
		 {"comparison", CHOICE, "comparison", false, "How a patient's value is compared with it."},
		 {"value", NUMBER, NULL, false, "The number; of a range the lower, of a blood pressure the first."},
		 {"upper", NUMBER_OR_NULL, NULL, false, "The second number of a range, a blood pressure or an acuity."},
		 {"unit", STRING_OR_NULL, NULL, false, "The unit, in UCUM; null where the text leaves it out."},
		 {"text", STRING, NULL, false, "The words that say it."},
		 END}},
	{"code_set", "The codes of one system in one place.",
	 (const struct member[]){
		 ID,
		 {"system", CHOICE, "code_system", false, "The code system."},
		 {"heading", STRING_OR_NULL, NULL, false, "Its label as written."},
		 {"edition", STRING_OR_NULL, NULL, false, "The edition of the system, where the publisher states it."},
		 {"role", STRING, NULL, false, "procedure or diagnosis."},
		 {"use", CONSTANT, "unstated", false, "How the set is used; no source states it yet."},
		 {"state", CHOICE, "code_set_state", false,
		  "Whether codes are listed, said to be none, left to another document, or not spoken of."},
		 {"url", STRING_OR_NULL, NULL, false, "Where the codes stand, when they are delegated."},
		 {"codes", MANY, "code", false, "The codes, in order, repeats too."},
		 END}},
	{"code", "One code, family or range.",
	 (const struct member[]){
		 {"code", STRING, NULL, false, "As written."},
		 {"canonical", STRING_OR_NULL, NULL, false, "With the dot; null where it is no code of its system."},
		 {"undotted", STRING_OR_NULL, NULL, false, "Without the dot, as in SUS and HES extracts."},
		 {"match", CHOICE, "code_match", false, "Whether it means one code, all codes below it, or a range."},
		 {"last_canonical", STRING, NULL, true, "The last code of a range."},
		 {"last_undotted", STRING, NULL, true, "The same without the dot."},
		 {"marks", STRING_OR_NULL, NULL, false, "A dagger or an asterisk."},
		 {"term", STRING_OR_NULL, NULL, false, "The words beside it."},
		 END}},
	{"reference", "A reference to something outside this text.",
	 (const struct member[]){
		 {"kind", CHOICE, "reference_kind", false, "What it refers to."},
		 {"identifier", STRING_OR_NULL, NULL, false, "Its identifier, as NG59."},
		 {"number", INTEGER_OR_NULL, NULL, false, "The number by which the text cites it."},
		 {"text", STRING_OR_NULL, NULL, false, "Its words in the list of references."},
		 {"url", STRING_OR_NULL, NULL, false, "Its address."},
		 {"cited_in", STRINGS, NULL, false, "The ids of the clauses and sections that name it."},
		 END}},
	{"publisher", "Who publishes the policies.",
	 (const struct member[]){{"name", STRING_OR_NULL, NULL, false, "Its name."},
				 {"ods", STRING_OR_NULL, NULL, false, "Its code in the NHS register of organisations."},
				 END}},
	{"shared_block", "Wording that many policies share.",
	 (const struct member[]){
		 {"block", STRING, NULL, false, "Its name."}, {"edition", STRING, NULL, false, "Its edition."}, END}},
};

const size_t schema_definition_count = sizeof schema_definitions / sizeof *schema_definitions;

/* The names of an enum of the tree, from the functions that the writers use. */
const char *schema_choice(const char *list, int i)
{
	if (text_is(text_of(list), "section_kind"))
		return i < SECTION_KIND_COUNT ? section_kind_name((enum section_kind)i) : NULL;
	if (text_is(text_of(list), "effect"))
		return i < EFFECT_COUNT ? effect_name((enum effect)i) : NULL;
	if (text_is(text_of(list), "effect_basis"))
		return i < EFFECT_BASIS_COUNT ? effect_basis_names[i] : NULL;
	if (text_is(text_of(list), "exception"))
		return i + 1 < EXCEPTION_COUNT ? exception_names[i + 1] : NULL;
	if (text_is(text_of(list), "phase"))
		return i + 1 < PHASE_COUNT ? phase_names[i + 1] : NULL;
	if (text_is(text_of(list), "quantity_kind"))
		return i < QUANTITY_KIND_COUNT ? quantity_kind_name((enum quantity_kind)i) : NULL;
	if (text_is(text_of(list), "comparison"))
		return i < COMPARISON_COUNT ? comparison_name((enum comparison)i) : NULL;
	if (text_is(text_of(list), "code_system"))
		return i < CODE_SYSTEM_COUNT ? code_system_name((enum code_system)i) : NULL;
	if (text_is(text_of(list), "code_match"))
		return i <= MATCH_RANGE ? code_match_name((enum code_match)i) : NULL;
	if (text_is(text_of(list), "code_set_state"))
		return i <= CODES_ABSENT ? code_set_state_name((enum code_set_state)i) : NULL;
	if (text_is(text_of(list), "reference_kind"))
		return i <= REFERENCE_TEXT ? reference_kind_name((enum reference_kind)i) : NULL;
	if (text_is(text_of(list), "change_class"))
		return i < CLASS_COUNT ? change_class_name((enum change_class)i) : NULL;
	if (text_is(text_of(list), "change_op"))
		return i < OP_COUNT ? change_op_name((enum change_op)i) : NULL;
	if (text_is(text_of(list), "change_subject"))
		return i < SUBJECT_COUNT ? change_subject_name((enum change_subject)i) : NULL;
	if (text_is(text_of(list), "edit_op"))
		return i <= EDIT_MOVE ? edit_op_name((enum edit_op)i) : NULL;
	if (text_is(text_of(list), "group_op"))
		return i < CRITERIA_OPERATOR_COUNT ? criteria_operator_name((enum criteria_operator)i) : NULL;
	if (text_is(text_of(list), "own"))
		return i < OWN_WORDS_COUNT ? own_words_name((enum own_words)i) : NULL;
	if (text_is(text_of(list), "op")) {
		if (i == CRITERIA_OPERATOR_COUNT - 1)
			return "unstated"; /* several groups that nothing joins */
		return i < CRITERIA_OPERATOR_COUNT ? criteria_operator_name((enum criteria_operator)(i + 1)) : NULL;
	}
	BUG("no choices are called %s", list);
}

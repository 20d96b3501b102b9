#include "write/schema_shapes.h"

#include "base/bug.h"
#include "base/text.h"
#include "diff/diff.h"
#include "tree/published.h"

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
const struct definition schema_definitions[] = {
	{"section", "A section or subsection.",
	 (const struct schema_member[]){
		 TYPE("section"),
		 ID,
		 {"number", STRING_OR_NULL, NULL, false, "Its number, or null where it has none."},
		 {"kind", CHOICE, "section_kind", false, "What kind of section it is, by its profile."},
		 {"heading", STRING, NULL, false, "The heading as written."},
		 {"effect", CHOICE, "effect", false, "What all of it means for a patient, where its clauses agree."},
		 CONTENT,
		 END},
	 NULL},
	{"clause", "A numbered clause.",
	 (const struct schema_member[]){
		 TYPE("clause"),
		 ID,
		 {"number", STRING_OR_NULL, NULL, false, "Its number, or null where it has none."},
		 WORDS,
		 {"effect", CHOICE, "effect", false, "What meeting it means for a patient."},
		 {"quantities", MANY, "quantity", false,
		  "Ages, durations and others in its own words, those that lead to a list included."},
		 {"criteria", ONE_OR_NULL, "criteria", false, "The group of criteria below it."},
		 CONTENT,
		 END},
	 NULL},
	{"paragraph", "A paragraph.",
	 (const struct schema_member[]){
		 TYPE("paragraph"), {"id", STRING, NULL, true, "Its permanent id, where it has one."}, WORDS, END},
	 NULL},
	{"note", "A note, which begins NOTE:.",
	 (const struct schema_member[]){
		 TYPE("note"), {"id", STRING, NULL, true, "Its permanent id, where it has one."}, WORDS, END},
	 NULL},
	{"list", "A list.",
	 (const struct schema_member[]){
		 TYPE("list"),
		 {"ordered", BOOLEAN, NULL, false, "Whether its items have numbers."},
		 {"start", INTEGER, NULL, true, "The number of the first item of an ordered list."},
		 {"items", MANY, "block", false, "Its items, and the AND or OR written between them."},
		 END},
	 NULL},
	{"item", "An item of a list.", (const struct schema_member[]){TYPE("item"), ID, WORDS, CONTENT, END}, NULL},
	{"joiner", "AND or OR, written between two items.", (const struct schema_member[]){TYPE("joiner"), WORDS, END},
	 NULL},
	{"quote", "A quotation.", (const struct schema_member[]){TYPE("quote"), CONTENT, END}, NULL},
	{"table", "A table.",
	 (const struct schema_member[]){
		 TYPE("table"),
		 {"alignments", STRINGS_OR_NULLS, NULL, false, "left, centre, right or null for each column."},
		 {"rows", MANY, "block", false, "Its rows."},
		 END},
	 NULL},
	{"row", "A row of a table.",
	 (const struct schema_member[]){TYPE("row"),
					{"header", BOOLEAN, NULL, false, "Whether its cells head the columns."},
					{"id", STRING, NULL, true, "Its id in the page, where it is a criterion."},
					{"cells", MANY, "block", false, "Its cells."},
					END},
	 NULL},
	{"cell", "A cell of a table.", (const struct schema_member[]){TYPE("cell"), WORDS, END}, NULL},
	{"reference_list", "The list of references.",
	 (const struct schema_member[]){
		 TYPE("references"), {"items", MANY, "block", false, "The references, as written."}, END},
	 NULL},
	{"reference_entry", "An entry of the list of references.",
	 (const struct schema_member[]){
		 TYPE("reference"),
		 ID,
		 {"label", STRING_OR_NULL, NULL, false, "The label that citations use."},
		 {"number", INTEGER_OR_NULL, NULL, false, "The number shown."},
		 WORDS,
		 END},
	 NULL},
	{"criteria",
	 "A group of criteria, the items of a list or the rows of a table, as the compiler read it; the text "
	 "has authority.",
	 (const struct schema_member[]){{"op", CHOICE, "op", false, "How the items combine."},
					{"at_least", INTEGER, NULL, true, "How many of them, where op is at_least."},
					{"effect", CHOICE, "effect", false, "What meeting them means for a patient."},
					{"items", MANY, "criterion", false, "The criteria."},
					END},
	 NULL},
	{"criterion", "One criterion.",
	 (const struct schema_member[]){
		 ID,
		 {"text", STRING, NULL, false, "All its words, in order."},
		 {"quantities", MANY, "quantity", false, "Ages, durations and others in its words."},
		 {"criteria", ONE, "criteria", true, "The group below it."},
		 END},
	 NULL},
	{"quantity", "A number with what it measures.",
	 (const struct schema_member[]){
		 {"kind", CHOICE, "quantity_kind", false, "What it measures."},
		 {"comparison", CHOICE, "comparison", false, "How a patient's value is compared with it."},
		 {"value", NUMBER, NULL, false, "The number; of a range the lower, of a blood pressure the first."},
		 {"upper", NUMBER_OR_NULL, NULL, false, "The second number of a range, a blood pressure or an acuity."},
		 {"unit", STRING_OR_NULL, NULL, false, "The unit, in UCUM; null where the text leaves it out."},
		 {"text", STRING, NULL, false, "The words that say it."},
		 END},
	 NULL},
	{.shape = &code_set_shape},
	{.shape = &code_shape},
	{"reference", "A reference to something outside this text.",
	 (const struct schema_member[]){
		 {"kind", CHOICE, "reference_kind", false, "What it refers to."},
		 {"identifier", STRING_OR_NULL, NULL, false, "Its identifier, as NG59."},
		 {"number", INTEGER_OR_NULL, NULL, false, "The number by which the text cites it."},
		 {"text", STRING_OR_NULL, NULL, false, "Its words in the list of references."},
		 {"url", STRING_OR_NULL, NULL, false, "Its address."},
		 {"cited_in", STRINGS, NULL, false, "The ids of the clauses and sections that name it."},
		 END},
	 NULL},
	{"publisher", "Who publishes the policies.",
	 (const struct schema_member[]){
		 {"name", STRING_OR_NULL, NULL, false, "Its name."},
		 {"ods", STRING_OR_NULL, NULL, false, "Its code in the NHS register of organisations."},
		 END},
	 NULL},
	{"shared_block", "Wording that many policies share.",
	 (const struct schema_member[]){
		 {"block", STRING, NULL, false, "Its name."}, {"edition", STRING, NULL, false, "Its edition."}, END},
	 NULL},
};

const size_t schema_definition_count = sizeof schema_definitions / sizeof *schema_definitions;

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

#include "write/xml_shapes.h"

#include "base/json_writer.h"
#include "write/html_inline.h"

/* Values that are no text of the tree. */

static void append_number(struct buffer *out, double value)
{
	struct json_writer json;
	json_write_begin(&json, out, false);
	json_write_number(&json, value);
	json_write_end(&json);
}

static void append_whole(struct buffer *out, uint32_t number)
{
	buffer_append_format(out, "%u", number);
}

static const char *truth_name(bool truth)
{
	return xml_choices[XML_TRUTHS].at(truth);
}

#define GETTER(name) static void name(struct buffer *out, const void *object, const struct edition *edition)

GETTER(append_section_kind)
{
	(void)edition;
	buffer_append_string(out, section_kind_name(node_section_kind(object)));
}

GETTER(append_section_effect)
{
	(void)edition;
	buffer_append_string(out, effect_name(((const struct node *)object)->section.effect));
}

GETTER(append_clause_effect)
{
	(void)edition;
	buffer_append_string(out, effect_name(((const struct node *)object)->clause.reading.effect));
}

GETTER(append_item_effect)
{
	(void)edition;
	const struct node *criterion = object;
	buffer_append_string(out, effect_name(criterion->kind == NODE_ITEM ? criterion->item.reading.effect
									   : criterion->row.reading.effect));
}

GETTER(append_group_effect)
{
	(void)edition;
	buffer_append_string(out, effect_name(node_group((struct node *)object)->reading.effect));
}

GETTER(append_operator)
{
	(void)edition;
	buffer_append_string(out, criteria_operator_name(node_group((struct node *)object)->combination));
}

static void append_count(struct buffer *out, const void *object, enum criteria_operator combination)
{
	const struct criteria_group *group = node_group((struct node *)object);
	if (group->combination == combination)
		append_whole(out, group->at_least);
}

GETTER(append_at_least)
{
	(void)edition;
	append_count(out, object, CRITERIA_AT_LEAST);
}

GETTER(append_at_most)
{
	(void)edition;
	append_count(out, object, CRITERIA_AT_MOST);
}

GETTER(append_exactly)
{
	(void)edition;
	append_count(out, object, CRITERIA_EXACTLY);
}

GETTER(append_join)
{
	(void)edition;
	const char *name = own_join_name(node_group((struct node *)object)->join);
	if (name)
		buffer_append_string(out, name);
}

GETTER(append_ordered)
{
	(void)edition;
	buffer_append_string(out, truth_name(((const struct node *)object)->list.is_ordered));
}

GETTER(append_start)
{
	const struct node *list = object;
	(void)edition;
	if (list->list.is_ordered)
		append_whole(out, list->list.start);
}

GETTER(append_quantity_kind)
{
	(void)edition;
	buffer_append_string(out, quantity_kind_name(((const struct quantity *)object)->kind));
}

GETTER(append_comparison)
{
	(void)edition;
	buffer_append_string(out, comparison_name(((const struct quantity *)object)->comparison));
}

GETTER(append_value)
{
	(void)edition;
	append_number(out, ((const struct quantity *)object)->value);
}

GETTER(append_upper)
{
	const struct quantity *quantity = object;
	(void)edition;
	if (quantity_has_second(quantity))
		append_number(out, quantity->upper);
}

GETTER(append_alignment)
{
	const uint8_t *alignment = object;
	const struct xml_choice *names = &xml_choices[XML_ALIGNMENTS];
	(void)edition;
	for (int i = 0; names->at(i); i++)
		if (*alignment == (uint8_t)names->at(i)[0])
			buffer_append_string(out, names->at(i));
}

GETTER(append_header)
{
	(void)edition;
	buffer_append_string(out, truth_name(((const struct node *)object)->row.is_header));
}

GETTER(append_reference_number)
{
	const struct node *node = object;
	(void)edition;
	if (node->reference.number)
		append_whole(out, node->reference.number);
}

GETTER(append_citation_number)
{
	const struct node *node = object;
	(void)edition;
	if (node->citation.number)
		append_whole(out, node->citation.number);
}

GETTER(append_cited)
{
	const struct node *reference = ((const struct node *)object)->citation.reference;
	(void)edition;
	if (reference)
		buffer_append(out, reference->id);
}

GETTER(append_nowhere)
{
	(void)edition;
	buffer_append_string(
		out, xml_choices[XML_LINKS_NOWHERE].at(((const struct node *)object)->link.kind == LINK_REFUSED));
}

GETTER(append_address)
{
	html_link_address(out, object, edition);
}

GETTER(append_publisher_name)
{
	(void)object;
	buffer_append(out, edition->site->organisation.name.text);
}

GETTER(append_publisher_ods)
{
	(void)object;
	buffer_append(out, edition->site->organisation.ods.text);
}

GETTER(append_licence)
{
	(void)object;
	buffer_append(out, edition->site->licence.name.text);
}

GETTER(append_code_system)
{
	(void)edition;
	buffer_append_string(out, code_system_name(((const struct code_set *)object)->system));
}

GETTER(append_code_edition)
{
	const struct code_set *set = object;
	const struct site_code_system *system = site_code_system(edition->site, set->system);
	if (system)
		buffer_append(out, system->edition.text);
}

GETTER(append_code_set_state)
{
	(void)edition;
	buffer_append_string(out, code_set_state_name(((const struct code_set *)object)->state));
}

GETTER(append_code_match)
{
	(void)edition;
	buffer_append_string(out, code_match_name(((const struct code *)object)->match));
}

GETTER(append_source_kind)
{
	(void)edition;
	buffer_append_string(out, reference_kind_name(((const struct reference *)object)->kind));
}

GETTER(append_source_number)
{
	const struct reference *reference = object;
	(void)edition;
	if (reference->number)
		append_whole(out, reference->number);
}

GETTER(append_cited_in)
{
	const struct reference *reference = object;
	(void)edition;
	for (size_t i = 0; i < reference->cited_count; i++) {
		if (i)
			buffer_append_byte(out, ' ');
		buffer_append(out, reference->cited_in[i]);
	}
}

/* The shapes. */

#define MEMBERS(...) ((const struct xml_member[]){__VA_ARGS__, {NULL, XML_WORDS, 0, NULL, NULL, NULL, 0, NULL}})
#define CONTENT(...) ((const struct xml_content[]){__VA_ARGS__, {NULL, XML_ONE}})

/* Rows of members: a text in the object, a value that a function makes, one of a closed list, a constant. */
#define AT(name, type, flags, structure, member, sentence)                                        \
	{                                                                                         \
		name, type, flags, sentence, NULL, NULL, offsetof(struct structure, member), NULL \
	}
#define OF(name, type, flags, append, sentence)                    \
	{                                                          \
		name, type, flags, sentence, NULL, append, 0, NULL \
	}
#define ONE_OF(name, choice, flags, append, sentence)                                    \
	{                                                                                \
		name, XML_CHOICE, flags, sentence, NULL, append, 0, &xml_choices[choice] \
	}
#define ALWAYS(name, value, sentence)                                            \
	{                                                                        \
		name, XML_CONSTANT, XML_REQUIRED, sentence, value, NULL, 0, NULL \
	}

#define ID(flags)     AT("id", XML_ID, flags, node, id, "Its id in the page: what an address has after \"#\".")
#define NUMBER(flags) AT("number", XML_NUMBERING, flags, node, number, "Its number, as the text is cited by it.")
#define EFFECT(append) \
	ONE_OF("effect", XML_EFFECTS, XML_REQUIRED, append, "What meeting it means for a patient's case.")
#define JOIN                                      \
	ONE_OF("join", XML_JOINS, 0, append_join, \
	       "How the condition in the words beside it goes with it; not there where they are none.")
/* Criteria of which a number must hold, by operator: of a list, and of a table. */
#define COUNTED(op, append, sentence) \
	ALWAYS("op", op, sentence), OF(op, XML_WHOLE, XML_REQUIRED, append, "How many of them.")
#define COUNTED_LIST(name, op, append, sentence)                                                            \
	{                                                                                                   \
		name, "list", sentence,                                                                     \
			MEMBERS(ORDERED, COUNTED(op, append, sentence), EFFECT(append_group_effect), JOIN), \
			CONTENT({"group_content", XML_ANY_NUMBER}), false                                   \
	}
#define COUNTED_TABLE(name, op, append, sentence)                                                                   \
	{                                                                                                           \
		name, "table", sentence, MEMBERS(COUNTED(op, append, sentence), EFFECT(append_group_effect), JOIN), \
			CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE}), false                  \
	}
#define ORDERED                                                                                                  \
	ONE_OF("ordered", XML_TRUTHS, XML_REQUIRED, append_ordered, "Whether its items are numbered as shown."), \
		OF("start", XML_WHOLE, 0, append_start, "The number of the first item of an ordered list.")
#define HREF(flags, sentence) OF("href", XML_ADDRESS, flags, append_address, sentence)
#define TITLE                 AT("title", XML_WORDS, 0, node, link.title, "The title that was written with the address.")

#define ALTERNATIVES(...) ((const char *const[]){__VA_ARGS__, NULL})

const struct xml_class xml_classes[] = {
	{"block", NULL, "A block of the text.",
	 ALTERNATIVES("paragraph", "note", "any_list", "any_table", "quote", "reference_list")},
	{"section_content", NULL, "What a section holds beside its heading and subsections.",
	 ALTERNATIVES("any_clause", "block")},
	{"any_clause", "clause", "A clause: what a citation of the policy names.",
	 ALTERNATIVES("clause", "unnumbered_clause")},
	{"any_list", "list", "A list. One that is a group of criteria says in op how they combine.",
	 ALTERNATIVES("list", "group", "counted_group", "limited_group", "exact_group")},
	{"list_content", NULL, "What a list holds.", ALTERNATIVES("list_item", "joiner")},
	{"list_item", "item", "An item of a list that is no group of criteria.", ALTERNATIVES("item")},
	{"group_content", NULL, "What a group of criteria holds.", ALTERNATIVES("group_item", "joiner")},
	{"group_item", "item", "An item of a group of criteria. One that is no criterion has no part in it.",
	 ALTERNATIVES("criterion", "item")},
	{"any_table", "table", "A table. One that is a group of criteria says in op how its rows combine.",
	 ALTERNATIVES("table", "table_group", "counted_table", "limited_table", "exact_table")},
	{"table_row", "row", "A row of a table that is no group of criteria.", ALTERNATIVES("row")},
	{"group_row", "row", "A row of a table that is a group of criteria. Its header is no criterion.",
	 ALTERNATIVES("criterion_row", "row")},
	{"inline", NULL, "What may stand among the words of a block.",
	 ALTERNATIVES("emphasis", "strong", "literal", "link", "image", "citation", "line_break")},
	{"link", "link", "A link.",
	 ALTERNATIVES("link_to_address", "link_to_policy", "link_within", "link_to_nice", "link_nowhere")},
	{"code", "entry", "A code, a family of codes, or a range of them.", ALTERNATIVES("single_code", "code_range")},
};
const size_t xml_class_count = sizeof xml_classes / sizeof *xml_classes;

#define SECTION_MEMBERS(words)                                                               \
	MEMBERS(ID(XML_REQUIRED), NUMBER(0),                                                 \
		ONE_OF("kind", XML_SECTION_KINDS, XML_REQUIRED, append_section_kind, words), \
		ONE_OF("effect", XML_EFFECTS, XML_REQUIRED, append_section_effect,           \
		       "What all of it means for a patient's case, where its clauses agree; else unstated."))
#define LINK(kind, ...) MEMBERS(ALWAYS("kind", kind, "What the link leads to."), __VA_ARGS__)

const struct xml_shape xml_shapes[XML_SHAPE_COUNT] = {
	[XML_POLICY] =
		{"policy", "policy",
		 "One version of one clinical commissioning policy: its document control, its whole text, and the "
		 "codes and references read from the text.",
		 MEMBERS(ALWAYS("schema_version", POLICY_SCHEMA_VERSION,
				"The version of this schema, the same as that of policy.json."),
			 {"generator", XML_WORDS, XML_REQUIRED, "The program that wrote the file.",
			  "policyc " POLICYC_VERSION, NULL, 0, NULL},
			 OF("licence", XML_WORDS, XML_ELEMENT, append_licence,
			    "The licence under which the policy is published.")),
		 CONTENT({"body", XML_ONE}, {"code_sets", XML_OPTIONAL}, {"references", XML_OPTIONAL},
			 {"shared_blocks", XML_OPTIONAL}),
		 false},
	[XML_PUBLISHER] = {"publisher", "publisher", "Who publishes the policy.",
			   MEMBERS(OF("ods", XML_WORDS, 0, append_publisher_ods,
				      "Its code in the NHS register of organisations."),
				   OF("name", XML_WORDS, XML_ELEMENT, append_publisher_name, "Its name.")),
			   NULL, false},
	[XML_BODY] =
		{"body", "body",
		 "The ratified text from the preamble to the end of the last section: every word of it, once and in "
		 "order. What is no word of the text stands in attributes: numbers, citations, and the criteria as the "
		 "compiler read them.",
		 NULL, CONTENT({"block", XML_ANY_NUMBER}, {"section", XML_ANY_NUMBER}), false},
	[XML_SECTION] = {"section", "section", "A section.",
			 SECTION_MEMBERS("What kind of section it is, by its document profile."),
			 CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER},
				 {"subsection", XML_ANY_NUMBER}),
			 false},
	[XML_SUBSECTION] = {"subsection", "section", "A section inside a section.",
			    SECTION_MEMBERS("What kind of section it is, by its document profile; else its section's."),
			    CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER}), false},
	[XML_HEADING] = {"heading", "heading", "The heading as written.", NULL, NULL, true},
	[XML_CLAUSE] = {"clause", "clause", "A numbered clause.",
			MEMBERS(ID(XML_REQUIRED), NUMBER(XML_REQUIRED), EFFECT(append_clause_effect)),
			CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER}), false},
	[XML_UNNUMBERED_CLAUSE] = {"unnumbered_clause", "clause", "A clause of a section that has no numbers.",
				   MEMBERS(ID(0), EFFECT(append_clause_effect)),
				   CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER}), false},
	[XML_PARAGRAPH] = {"paragraph", "paragraph", "A paragraph.", MEMBERS(ID(0)), NULL, true},
	[XML_NOTE] = {"note", "note", "A note, its first word NOTE: included.", MEMBERS(ID(0)), NULL, true},
	[XML_QUOTE] = {"quote", "quote", "A quotation.", NULL, CONTENT({"block", XML_ANY_NUMBER}), false},
	[XML_LIST] = {"list", "list", "A list that is no group of criteria.", MEMBERS(ORDERED),
		      CONTENT({"list_content", XML_ANY_NUMBER}), false},
	[XML_GROUP] = {"group", "list",
		       "A list that is a group of criteria, as the compiler read it; its words have authority.",
		       MEMBERS(ORDERED,
			       ONE_OF("op", XML_OPERATORS, XML_REQUIRED, append_operator, "How the criteria combine."),
			       EFFECT(append_group_effect), JOIN),
		       CONTENT({"group_content", XML_ANY_NUMBER}), false},
	[XML_COUNTED_GROUP] = COUNTED_LIST("counted_group", "at_least", append_at_least,
					   "A group of criteria of which at least a number must hold."),
	[XML_LIMITED_GROUP] = COUNTED_LIST("limited_group", "at_most", append_at_most,
					   "A group of criteria of which at most a number may hold."),
	[XML_EXACT_GROUP] = COUNTED_LIST("exact_group", "exactly", append_exactly,
					 "A group of criteria of which exactly a number must hold."),
	[XML_ITEM] = {"item", "item", "An item of a list that is no criterion.", MEMBERS(ID(0)),
		      CONTENT({"block", XML_ANY_NUMBER}), false},
	[XML_CRITERION] = {"criterion", "item", "A criterion.",
			   MEMBERS(ALWAYS("criterion", "true", "It counts in its group."), ID(XML_REQUIRED),
				   EFFECT(append_item_effect)),
			   CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER}), false},
	[XML_JOINER] = {"joiner", "joiner", "AND or OR, written between two items.", NULL, NULL, true},
	[XML_QUANTITY] = {"quantity", "quantity",
			  "An age, a duration or another number in the words of a criterion or clause.",
			  MEMBERS(ONE_OF("kind", XML_QUANTITY_KINDS, XML_REQUIRED, append_quantity_kind,
					 "What it measures."),
				  ONE_OF("comparison", XML_COMPARISONS, XML_REQUIRED, append_comparison,
					 "How a patient's value is compared with it."),
				  OF("value", XML_NUMBER, XML_REQUIRED, append_value,
				     "The number; of a range the lower, of a blood pressure the first."),
				  OF("upper", XML_NUMBER, 0, append_upper,
				     "The second number of a range, a blood pressure or an acuity."),
				  AT("unit", XML_WORDS, 0, quantity, unit, "The unit, in UCUM."),
				  AT("text", XML_WORDS, XML_REQUIRED, quantity, words,
				     "The words that say it, which stand in the text too.")),
			  NULL, false},
	[XML_TABLE] = {"table", "table", "A table.", NULL,
		       CONTENT({"column", XML_ANY_NUMBER}, {"table_row", XML_ONE_OR_MORE}), false},
	[XML_TABLE_GROUP] = {"table_group", "table",
			     "A table whose rows are a group of criteria, as the compiler read it.",
			     MEMBERS(ONE_OF("op", XML_OPERATORS, XML_REQUIRED, append_operator,
					    "How the criteria combine."),
				     EFFECT(append_group_effect), JOIN),
			     CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE}), false},
	[XML_COUNTED_TABLE] = COUNTED_TABLE("counted_table", "at_least", append_at_least,
					    "A table of criteria of which at least a number must hold."),
	[XML_LIMITED_TABLE] = COUNTED_TABLE("limited_table", "at_most", append_at_most,
					    "A table of criteria of which at most a number may hold."),
	[XML_EXACT_TABLE] = COUNTED_TABLE("exact_table", "exactly", append_exactly,
					  "A table of criteria of which exactly a number must hold."),
	[XML_COLUMN] = {"column", "column", "A column of the table, in order.",
			MEMBERS(ONE_OF("align", XML_ALIGNMENTS, 0, append_alignment,
				       "How its cells are aligned, where the source says so.")),
			NULL, false},
	[XML_ROW] = {"row", "row", "A row of the table.",
		     MEMBERS(ONE_OF("header", XML_TRUTHS, XML_REQUIRED, append_header,
				    "Whether its cells head the columns.")),
		     CONTENT({"cell", XML_ANY_NUMBER}), false},
	[XML_CRITERION_ROW] = {"criterion_row", "row", "A row that is a criterion.",
			       MEMBERS(ONE_OF("header", XML_TRUTHS, XML_REQUIRED, append_header,
					      "Whether its cells head the columns."),
				       ALWAYS("criterion", "true", "It counts in its group."), ID(XML_REQUIRED),
				       EFFECT(append_item_effect)),
			       CONTENT({"quantity", XML_ANY_NUMBER}, {"cell", XML_ANY_NUMBER}), false},
	[XML_CELL] = {"cell", "cell", "A cell of the row.", NULL, NULL, true},
	[XML_REFERENCE_LIST] = {"reference_list", "references",
				"A list of references in the text, in the order written.", NULL,
				CONTENT({"reference", XML_ANY_NUMBER}), false},
	[XML_REFERENCE] = {"reference", "reference", "An entry of a list of references.",
			   MEMBERS(ID(XML_REQUIRED),
				   AT("label", XML_WORDS, 0, node, reference.label,
				      "The label by which citations name it; none of a link alone."),
				   OF("number", XML_WHOLE, 0, append_reference_number, "The number shown.")),
			   NULL, true},
	[XML_EMPHASIS] = {"emphasis", "em", "Emphasis.", NULL, NULL, true},
	[XML_STRONG] = {"strong", "strong", "Strong emphasis.", NULL, NULL, true},
	[XML_LITERAL] = {"literal", "code", "Words to be read letter by letter; no clinical code.", NULL, NULL, true},
	[XML_LINK_URL] = {"link_to_address", "link", "A link to another site, a mailbox or a telephone.",
			  LINK("url", HREF(XML_REQUIRED, "The address."), TITLE), NULL, true},
	[XML_LINK_POLICY] = {"link_to_policy", "link", "A link to another policy, or a place in it.",
			     LINK("policy",
				  AT("ref", XML_WORDS, XML_REQUIRED, node, link.ref, "The ref of the policy."),
				  AT("fragment", XML_WORDS, 0, node, link.fragment, "The id of the place."),
				  HREF(XML_REQUIRED, "The policy's page, from this file."), TITLE),
			     NULL, true},
	[XML_LINK_WITHIN] = {"link_within", "link", "A link to a place in this policy.",
			     LINK("within",
				  HREF(0, "\"#\" and the id of the place; not there where the place was not found."),
				  TITLE),
			     NULL, true},
	[XML_LINK_NICE] = {"link_to_nice", "link", "A link to guidance of NICE, or its bare identifier.",
			   LINK("nice", AT("ref", XML_WORDS, XML_REQUIRED, node, link.ref, "The identifier, as NG59."),
				HREF(XML_REQUIRED, "The address of the guidance."), TITLE),
			   NULL, true},
	[XML_LINK_NOWHERE] = {"link_nowhere", "link", "Words that the source makes a link which leads nowhere.",
			      MEMBERS(ONE_OF("kind", XML_LINKS_NOWHERE, XML_REQUIRED, append_nowhere,
					     "Whether it has no address, or one that may not be published."),
				      TITLE),
			      NULL, true},
	[XML_IMAGE] = {"image", "image", "An image; its content is the text in its place.",
		       MEMBERS(AT("file", XML_WORDS, 0, node, link.url,
				  "Its path below the folder site of the project."),
			       TITLE),
		       NULL, true},
	[XML_CITATION] = {"citation", "citation", "A citation, shown as a raised number.",
			  MEMBERS(AT("label", XML_WORDS, XML_REQUIRED, node, citation.label, "The label as written."),
				  OF("number", XML_WHOLE, 0, append_citation_number,
				     "The number shown, which is its reference's."),
				  OF("reference", XML_ID, 0, append_cited,
				     "The id of the entry in the list of references; not there where there is none.")),
			  NULL, false},
	[XML_LINE_BREAK] = {"line_break", "line_break",
			    "A line ends here. A line feed follows, so that words don't run together.", NULL, NULL,
			    false},
	[XML_CODE_SETS] = {"code_sets", "code_sets", "The clinical codes.", NULL,
			   CONTENT({"code_set", XML_ONE_OR_MORE}), false},
	[XML_CODE_SET] = {"code_set", "entry", "The codes of one system in one place.",
			  MEMBERS(AT("id", XML_ID, 0, code_set, id, "The id of the clause or section that holds them."),
				  ONE_OF("system", XML_CODE_SYSTEMS, XML_REQUIRED, append_code_system,
					 "The code system."),
				  OF("edition", XML_WORDS, 0, append_code_edition,
				     "The edition of the system, where the publisher states it."),
				  {"role", XML_CHOICE, XML_REQUIRED, "What its codes stand for.", NULL, NULL,
				   offsetof(struct code_set, role), &xml_choices[XML_CODE_ROLES]},
				  ALWAYS("use", "unstated", "How the set is used; no source states it yet."),
				  ONE_OF("state", XML_CODE_SET_STATES, XML_REQUIRED, append_code_set_state,
					 "What the text says on codes."),
				  AT("url", XML_ADDRESS, 0, code_set, url, "Where the codes stand, when delegated."),
				  AT("heading", XML_WORDS, XML_ELEMENT, code_set, heading, "Its label as written.")),
			  CONTENT({"codes", XML_OPTIONAL}), false},
	[XML_CODES] = {"codes", "codes", "The codes, in order, repeats too.", NULL, CONTENT({"code", XML_ONE_OR_MORE}),
		       false},
#define CODE_MEMBERS(...)                                                                                     \
	MEMBERS(AT("code", XML_WORDS, XML_REQUIRED, code, written, "As written."),                            \
		AT("canonical", XML_WORDS, 0, code, canonical,                                                \
		   "With the dot; of a range the first. Not there where it is no code of its system."),       \
		AT("undotted", XML_WORDS, 0, code, undotted, "Without the dot, as in SUS and HES extracts."), \
		__VA_ARGS__, AT("marks", XML_WORDS, 0, code, marks, "A dagger or an asterisk."),              \
		AT("term", XML_WORDS, XML_ELEMENT, code, term, "The words beside it."))
	[XML_CODE] = {"single_code", "entry", "One code, or with match=\"family\" all codes below it.",
		      CODE_MEMBERS(ONE_OF("match", XML_CODE_MATCHES, XML_REQUIRED, append_code_match,
					  "Whether it means one code, or all codes below it.")),
		      NULL, false},
	[XML_CODE_RANGE] = {"code_range", "entry", "A range of codes, its ends included.",
			    CODE_MEMBERS(ALWAYS("match", "range", "It means all codes from the first to the last."),
					 AT("last_canonical", XML_WORDS, XML_REQUIRED, code, last_canonical,
					    "The last code of the range."),
					 AT("last_undotted", XML_WORDS, XML_REQUIRED, code, last_undotted,
					    "The same without the dot.")),
			    NULL, false},
	[XML_SOURCES] = {"references", "references",
			 "All that the text refers to outside itself, in the order and number written.", NULL,
			 CONTENT({"source", XML_ONE_OR_MORE}), false},
	[XML_SOURCE] =
		{"source", "entry", "Something that the text refers to.",
		 MEMBERS(ONE_OF("kind", XML_SOURCE_KINDS, XML_REQUIRED, append_source_kind, "What it is."),
			 AT("identifier", XML_WORDS, 0, reference, identifier,
			    "Its identifier, as NG59, or the ref of a policy."),
			 OF("number", XML_WHOLE, 0, append_source_number, "The number by which the text cites it."),
			 AT("url", XML_ADDRESS, 0, reference, url, "Its address."),
			 OF("cited_in", XML_IDS, 0, append_cited_in,
			    "The ids of the clauses and sections that name it."),
			 AT("text", XML_WORDS, XML_ELEMENT, reference, text, "Its words in the list of references.")),
		 NULL, false},
	[XML_SHARED_BLOCKS] = {"shared_blocks", "shared_blocks", "The shared wording that the text includes.", NULL,
			       CONTENT({"shared_block", XML_ONE_OR_MORE}), false},
	[XML_SHARED_BLOCK] = {"shared_block", "entry", "Wording that many policies share.",
			      MEMBERS(AT("block", XML_WORDS, XML_REQUIRED, included_block, block, "Its name."),
				      AT("edition", XML_WORDS, XML_REQUIRED, included_block, edition, "Its edition.")),
			      NULL, false},
};

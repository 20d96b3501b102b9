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
	return choice_lists[CHOICES_TRUTH].names[truth];
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
	buffer_append_string(out, effect_name(((const struct node *)object)->clause.effect));
}

GETTER(append_item_effect)
{
	(void)edition;
	const struct node *criterion = object;
	buffer_append_string(
		out, effect_name(criterion->kind == NODE_ITEM ? criterion->item.effect : criterion->row.effect));
}

GETTER(append_group_effect)
{
	(void)edition;
	buffer_append_string(out, effect_name(node_group((struct node *)object)->effect));
}

GETTER(append_operator)
{
	(void)edition;
	buffer_append_string(out, criteria_operator_names[node_group((struct node *)object)->combination]);
}

GETTER(append_at_least)
{
	(void)edition;
	append_whole(out, node_group((struct node *)object)->at_least);
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
	buffer_append_string(out, quantity_kind_names[((const struct quantity *)object)->kind]);
}

GETTER(append_comparison)
{
	(void)edition;
	buffer_append_string(out, comparison_names[((const struct quantity *)object)->comparison]);
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
	(void)edition;
	for (const char *const *name = choice_lists[CHOICES_ALIGNMENT].names; *name; name++)
		if (*alignment == (uint8_t) * *name)
			buffer_append_string(out, *name);
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
		out, choice_lists[CHOICES_NOWHERE].names[((const struct node *)object)->link.kind == LINK_REFUSED]);
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

GETTER(append_source_kind)
{
	(void)edition;
	buffer_append_string(out, reference_kind_names[((const struct reference *)object)->kind]);
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

#define MEMBERS(...) ((const struct xml_member[]){__VA_ARGS__, {NULL, XML_WORDS, 0, NULL, NULL, NULL, 0, NULL, NULL}})
#define CONTENT(...) ((const struct xml_content[]){__VA_ARGS__, {NULL, XML_ONE}})

/* Rows of members: a text in the object, a value that a function makes, one of a closed list, a constant. */
#define AT(name, type, flags, structure, member, sentence)                                              \
	{                                                                                               \
		name, type, flags, sentence, NULL, NULL, offsetof(struct structure, member), NULL, NULL \
	}
#define OF(name, type, flags, append, sentence)                          \
	{                                                                \
		name, type, flags, sentence, NULL, append, 0, NULL, NULL \
	}
#define ONE_OF(name, choice, flags, append, sentence)                                           \
	{                                                                                       \
		name, XML_CHOICE, flags, sentence, NULL, append, 0, &choice_lists[choice], NULL \
	}
#define ALWAYS(name, value, sentence)                                                  \
	{                                                                              \
		name, XML_CONSTANT, XML_REQUIRED, sentence, value, NULL, 0, NULL, NULL \
	}

#define ID(flags)     AT("id", XML_ID, flags, node, id, "Its id in the page: what an address has after \"#\".")
#define NUMBER(flags) AT("number", XML_NUMBERING, flags, node, number, "Its number, as the text is cited by it.")
#define EFFECT(append) \
	ONE_OF("effect", CHOICES_EFFECT, XML_REQUIRED, append, "What meeting it means for a patient's case.")
#define ORDERED                                                                                                     \
	ONE_OF("ordered", CHOICES_TRUTH, XML_REQUIRED, append_ordered, "Whether its items are numbered as shown."), \
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
	 ALTERNATIVES("list", "group", "counted_group")},
	{"list_content", NULL, "What a list holds.", ALTERNATIVES("list_item", "joiner")},
	{"list_item", "item", "An item of a list that is no group of criteria.", ALTERNATIVES("item")},
	{"group_content", NULL, "What a group of criteria holds.", ALTERNATIVES("group_item", "joiner")},
	{"group_item", "item", "An item of a group of criteria. One that is no criterion has no part in it.",
	 ALTERNATIVES("criterion", "item")},
	{"any_table", "table", "A table. One that is a group of criteria says in op how its rows combine.",
	 ALTERNATIVES("table", "table_group", "counted_table")},
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

#define SECTION_MEMBERS(words)                                                                  \
	MEMBERS(ID(XML_REQUIRED), NUMBER(0),                                                    \
		ONE_OF("kind", CHOICES_SECTION_KIND, XML_REQUIRED, append_section_kind, words), \
		ONE_OF("effect", CHOICES_EFFECT, XML_REQUIRED, append_section_effect,           \
		       "What all of it means for a patient's case, where its clauses agree; else unstated."))
#define LINK(kind, ...) MEMBERS(ALWAYS("kind", kind, "What the link leads to."), __VA_ARGS__)

const struct xml_shape xml_shapes[XML_SHAPE_COUNT] = {
	[XML_POLICY] = {.name = "policy",
			.element = "policy",
			.sentence = "One version of one clinical commissioning policy: its document control, its whole "
				    "text, and the "
				    "codes and references read from the text.",
			.members = MEMBERS(ALWAYS("schema_version", POLICY_SCHEMA_VERSION,
						  "The version of this schema, the same as that of policy.json."),
					   {"generator", XML_WORDS, XML_REQUIRED, "The program that wrote the file.",
					    "policyc " POLICYC_VERSION, NULL, 0, NULL, NULL},
					   OF("licence", XML_WORDS, XML_ELEMENT, append_licence,
					      "The licence under which the policy is published.")),
			.content = CONTENT({"body", XML_ONE}, {"code_sets", XML_OPTIONAL}, {"references", XML_OPTIONAL},
					   {"shared_blocks", XML_OPTIONAL})},
	[XML_PUBLISHER] = {.name = "publisher",
			   .element = "publisher",
			   .sentence = "Who publishes the policy.",
			   .members = MEMBERS(OF("ods", XML_WORDS, 0, append_publisher_ods,
						 "Its code in the NHS register of organisations."),
					      OF("name", XML_WORDS, XML_ELEMENT, append_publisher_name, "Its name."))},
	[XML_BODY] = {.name = "body",
		      .element = "body",
		      .sentence = "The ratified text from the preamble to the end of the last section: every word of "
				  "it, once and in "
				  "order. What is no word of the text stands in attributes: numbers, citations, and "
				  "the criteria as the "
				  "compiler read them.",
		      .content = CONTENT({"block", XML_ANY_NUMBER}, {"section", XML_ANY_NUMBER})},
	[XML_SECTION] = {.name = "section",
			 .element = "section",
			 .sentence = "A section.",
			 .members = SECTION_MEMBERS("What kind of section it is, by its document profile."),
			 .content = CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER},
					    {"subsection", XML_ANY_NUMBER})},
	[XML_SUBSECTION] = {.name = "subsection",
			    .element = "section",
			    .sentence = "A section inside a section.",
			    .members = SECTION_MEMBERS(
				    "What kind of section it is, by its document profile; else its section's."),
			    .content = CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER})},
	[XML_HEADING] = {.name = "heading",
			 .element = "heading",
			 .sentence = "The heading as written.",
			 .holds_inlines = true},
	[XML_CLAUSE] = {.name = "clause",
			.element = "clause",
			.sentence = "A numbered clause.",
			.members = MEMBERS(ID(XML_REQUIRED), NUMBER(XML_REQUIRED), EFFECT(append_clause_effect)),
			.content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_UNNUMBERED_CLAUSE] = {.name = "unnumbered_clause",
				   .element = "clause",
				   .sentence = "A clause of a section that has no numbers.",
				   .members = MEMBERS(ID(0), EFFECT(append_clause_effect)),
				   .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_PARAGRAPH] = {.name = "paragraph",
			   .element = "paragraph",
			   .sentence = "A paragraph.",
			   .members = MEMBERS(ID(0)),
			   .holds_inlines = true},
	[XML_NOTE] = {.name = "note",
		      .element = "note",
		      .sentence = "A note, its first word NOTE: included.",
		      .members = MEMBERS(ID(0)),
		      .holds_inlines = true},
	[XML_QUOTE] = {.name = "quote",
		       .element = "quote",
		       .sentence = "A quotation.",
		       .content = CONTENT({"block", XML_ANY_NUMBER})},
	[XML_LIST] = {.name = "list",
		      .element = "list",
		      .sentence = "A list that is no group of criteria.",
		      .members = MEMBERS(ORDERED),
		      .content = CONTENT({"list_content", XML_ANY_NUMBER})},
	[XML_GROUP] = {.name = "group",
		       .element = "list",
		       .sentence =
			       "A list that is a group of criteria, as the compiler read it; its words have authority.",
		       .members = MEMBERS(ORDERED,
					  ONE_OF("op", CHOICES_OPERATOR, XML_REQUIRED, append_operator,
						 "How the criteria combine."),
					  EFFECT(append_group_effect)),
		       .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_COUNTED_GROUP] = {.name = "counted_group",
			       .element = "list",
			       .sentence = "A group of criteria of which so many must hold.",
			       .members = MEMBERS(
				       ORDERED,
				       ALWAYS("op", "at_least", "How the criteria combine: at least so many of them."),
				       OF("at_least", XML_WHOLE, XML_REQUIRED, append_at_least, "How many of them."),
				       EFFECT(append_group_effect)),
			       .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_ITEM] = {.name = "item",
		      .element = "item",
		      .sentence = "An item of a list that is no criterion.",
		      .members = MEMBERS(ID(0)),
		      .content = CONTENT({"block", XML_ANY_NUMBER})},
	[XML_CRITERION] = {.name = "criterion",
			   .element = "item",
			   .sentence = "A criterion.",
			   .members = MEMBERS(ALWAYS("criterion", "true", "It counts in its group."), ID(XML_REQUIRED),
					      EFFECT(append_item_effect)),
			   .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_JOINER] = {.name = "joiner",
			.element = "joiner",
			.sentence = "AND or OR, written between two items.",
			.holds_inlines = true},
	[XML_QUANTITY] = {.name = "quantity",
			  .element = "quantity",
			  .sentence = "An age, a duration or another number in the words of a criterion or clause.",
			  .members = MEMBERS(ONE_OF("kind", CHOICES_QUANTITY_KIND, XML_REQUIRED, append_quantity_kind,
						    "What it measures."),
					     ONE_OF("comparison", CHOICES_COMPARISON, XML_REQUIRED, append_comparison,
						    "How a patient's value is compared with it."),
					     OF("value", XML_NUMBER, XML_REQUIRED, append_value,
						"The number; of a range the lower, of a blood pressure the first."),
					     OF("upper", XML_NUMBER, 0, append_upper,
						"The second number of a range, a blood pressure or an acuity."),
					     AT("unit", XML_WORDS, 0, quantity, unit, "The unit, in UCUM."),
					     AT("text", XML_WORDS, XML_REQUIRED, quantity, words,
						"The words that say it, which stand in the text too."))},
	[XML_TABLE] = {.name = "table",
		       .element = "table",
		       .sentence = "A table.",
		       .content = CONTENT({"column", XML_ANY_NUMBER}, {"table_row", XML_ONE_OR_MORE})},
	[XML_TABLE_GROUP] = {.name = "table_group",
			     .element = "table",
			     .sentence = "A table whose rows are a group of criteria, as the compiler read it.",
			     .members = MEMBERS(ONE_OF("op", CHOICES_OPERATOR, XML_REQUIRED, append_operator,
						       "How the criteria combine."),
						EFFECT(append_group_effect)),
			     .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_COUNTED_TABLE] = {.name = "counted_table",
			       .element = "table",
			       .sentence = "A table of criteria of which so many must hold.",
			       .members = MEMBERS(
				       ALWAYS("op", "at_least", "How the criteria combine: at least so many of them."),
				       OF("at_least", XML_WHOLE, XML_REQUIRED, append_at_least, "How many of them."),
				       EFFECT(append_group_effect)),
			       .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_COLUMN] = {.name = "column",
			.element = "column",
			.sentence = "A column of the table, in order.",
			.members = MEMBERS(ONE_OF("align", CHOICES_ALIGNMENT, 0, append_alignment,
						  "How its cells are aligned, where the source says so."))},
	[XML_ROW] = {.name = "row",
		     .element = "row",
		     .sentence = "A row of the table.",
		     .members = MEMBERS(ONE_OF("header", CHOICES_TRUTH, XML_REQUIRED, append_header,
					       "Whether its cells head the columns.")),
		     .content = CONTENT({"cell", XML_ANY_NUMBER})},
	[XML_CRITERION_ROW] = {.name = "criterion_row",
			       .element = "row",
			       .sentence = "A row that is a criterion.",
			       .members = MEMBERS(ONE_OF("header", CHOICES_TRUTH, XML_REQUIRED, append_header,
							 "Whether its cells head the columns."),
						  ALWAYS("criterion", "true", "It counts in its group."),
						  ID(XML_REQUIRED), EFFECT(append_item_effect)),
			       .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"cell", XML_ANY_NUMBER})},
	[XML_CELL] = {.name = "cell", .element = "cell", .sentence = "A cell of the row.", .holds_inlines = true},
	[XML_REFERENCE_LIST] = {.name = "reference_list",
				.element = "references",
				.sentence = "A list of references in the text, in the order written.",
				.content = CONTENT({"reference", XML_ANY_NUMBER})},
	[XML_REFERENCE] = {.name = "reference",
			   .element = "reference",
			   .sentence = "An entry of a list of references.",
			   .members = MEMBERS(ID(XML_REQUIRED),
					      AT("label", XML_WORDS, 0, node, reference.label,
						 "The label by which citations name it; none of a link alone."),
					      OF("number", XML_WHOLE, 0, append_reference_number, "The number shown.")),
			   .holds_inlines = true},
	[XML_EMPHASIS] = {.name = "emphasis", .element = "em", .sentence = "Emphasis.", .holds_inlines = true},
	[XML_STRONG] = {.name = "strong", .element = "strong", .sentence = "Strong emphasis.", .holds_inlines = true},
	[XML_LITERAL] = {.name = "literal",
			 .element = "code",
			 .sentence = "Words to be read letter by letter; no clinical code.",
			 .holds_inlines = true},
	[XML_LINK_URL] = {.name = "link_to_address",
			  .element = "link",
			  .sentence = "A link to another site, a mailbox or a telephone.",
			  .members = LINK("url", HREF(XML_REQUIRED, "The address."), TITLE),
			  .holds_inlines = true},
	[XML_LINK_POLICY] = {.name = "link_to_policy",
			     .element = "link",
			     .sentence = "A link to another policy, or a place in it.",
			     .members =
				     LINK("policy",
					  AT("ref", XML_WORDS, XML_REQUIRED, node, link.ref, "The ref of the policy."),
					  AT("fragment", XML_WORDS, 0, node, link.fragment, "The id of the place."),
					  HREF(XML_REQUIRED, "The policy's page, from this file."), TITLE),
			     .holds_inlines = true},
	[XML_LINK_WITHIN] = {.name = "link_within",
			     .element = "link",
			     .sentence = "A link to a place in this policy.",
			     .members = LINK(
				     "within",
				     HREF(0, "\"#\" and the id of the place; not there where the place was not found."),
				     TITLE),
			     .holds_inlines = true},
	[XML_LINK_NICE] = {.name = "link_to_nice",
			   .element = "link",
			   .sentence = "A link to guidance of NICE, or its bare identifier.",
			   .members =
				   LINK("nice",
					AT("ref", XML_WORDS, XML_REQUIRED, node, link.ref, "The identifier, as NG59."),
					HREF(XML_REQUIRED, "The address of the guidance."), TITLE),
			   .holds_inlines = true},
	[XML_LINK_NOWHERE] = {.name = "link_nowhere",
			      .element = "link",
			      .sentence = "Words that the source makes a link which leads nowhere.",
			      .members = MEMBERS(ONE_OF("kind", CHOICES_NOWHERE, XML_REQUIRED, append_nowhere,
							"Whether it has no address, or one that may not be published."),
						 TITLE),
			      .holds_inlines = true},
	[XML_IMAGE] = {.name = "image",
		       .element = "image",
		       .sentence = "An image; its content is the text in its place.",
		       .members = MEMBERS(AT("file", XML_WORDS, 0, node, link.url,
					     "Its path below the folder site of the project."),
					  TITLE),
		       .holds_inlines = true},
	[XML_CITATION] = {.name = "citation",
			  .element = "citation",
			  .sentence = "A citation, shown as a raised number.",
			  .members = MEMBERS(
				  AT("label", XML_WORDS, XML_REQUIRED, node, citation.label, "The label as written."),
				  OF("number", XML_WHOLE, 0, append_citation_number,
				     "The number shown, which is its reference's."),
				  OF("reference", XML_ID, 0, append_cited,
				     "The id of the entry in the list of references; not there where there is none."))},
	[XML_LINE_BREAK] = {.name = "line_break",
			    .element = "line_break",
			    .sentence = "A line ends here. A line feed follows, so that words don't run together."},
	[XML_CODE_SETS] = {.name = "code_sets",
			   .element = "code_sets",
			   .sentence = "The clinical codes.",
			   .content = CONTENT({"code_set", XML_ONE_OR_MORE})},
	[XML_CODE_SET] = {.name = "code_set",
			  .element = "entry",
			  .sentence = "The codes of one system in one place.",
			  .shape = &code_set_shape,
			  .content = CONTENT({"codes", XML_OPTIONAL})},
	[XML_CODES] = {.name = "codes",
		       .element = "codes",
		       .sentence = "The codes, in order, repeats too.",
		       .content = CONTENT({"code", XML_ONE_OR_MORE})},
	[XML_CODE] = {.name = "single_code",
		      .element = "entry",
		      .sentence = "One code, or with match=\"family\" all codes below it.",
		      .shape = &code_shape,
		      .never = code_is_range},
	[XML_CODE_RANGE] = {.name = "code_range",
			    .element = "entry",
			    .sentence = "A range of codes, its ends included.",
			    .members =
				    MEMBERS(ALWAYS("match", "range", "It means all codes from the first to the last.")),
			    .shape = &code_shape,
			    .always = code_is_range},
	[XML_SOURCES] = {.name = "references",
			 .element = "references",
			 .sentence = "All that the text refers to outside itself, in the order and number written.",
			 .content = CONTENT({"source", XML_ONE_OR_MORE})},
	[XML_SOURCE] =
		{.name = "source",
		 .element = "entry",
		 .sentence = "Something that the text refers to.",
		 .members = MEMBERS(
			 ONE_OF("kind", CHOICES_REFERENCE_KIND, XML_REQUIRED, append_source_kind, "What it is."),
			 AT("identifier", XML_WORDS, 0, reference, identifier,
			    "Its identifier, as NG59, or the ref of a policy."),
			 OF("number", XML_WHOLE, 0, append_source_number, "The number by which the text cites it."),
			 AT("url", XML_ADDRESS, 0, reference, url, "Its address."),
			 OF("cited_in", XML_IDS, 0, append_cited_in,
			    "The ids of the clauses and sections that name it."),
			 AT("text", XML_WORDS, XML_ELEMENT, reference, text, "Its words in the list of references."))},
	[XML_SHARED_BLOCKS] = {.name = "shared_blocks",
			       .element = "shared_blocks",
			       .sentence = "The shared wording that the text includes.",
			       .content = CONTENT({"shared_block", XML_ONE_OR_MORE})},
	[XML_SHARED_BLOCK] = {.name = "shared_block",
			      .element = "entry",
			      .sentence = "Wording that many policies share.",
			      .members = MEMBERS(
				      AT("block", XML_WORDS, XML_REQUIRED, included_block, block, "Its name."),
				      AT("edition", XML_WORDS, XML_REQUIRED, included_block, edition, "Its edition."))},
};

static const struct xml_member *own_member(const struct xml_shape *shape, const char *name)
{
	for (const struct xml_member *own = shape->members; own && own->name; own++)
		if (text_is(text_of(own->name), name))
			return own;
	return NULL;
}

static const struct member *row_of(const struct xml_shape *shape, const char *name)
{
	for (size_t i = 0; shape->shape && i < shape->shape->count; i++)
		if (text_is(text_of(shape->shape->members[i].name), name))
			return &shape->shape->members[i];
	return NULL;
}

/* A row as a member of an element: only rows that are lists of shapes are elements of their own. */
static bool member_of_row(const struct xml_shape *shape, const struct member *row, struct xml_member *member)
{
	static const enum xml_type types[] = {
		[MEMBER_TEXT] = XML_WORDS,        [MEMBER_ID] = XML_ID,        [MEMBER_NUMBERING] = XML_NUMBERING,
		[MEMBER_ADDRESS] = XML_ADDRESS,   [MEMBER_IDS] = XML_IDS,      [MEMBER_WHOLE] = XML_WHOLE,
		[MEMBER_NUMBER] = XML_NUMBER,     [MEMBER_TRUTH] = XML_CHOICE, [MEMBER_CHOICE] = XML_CHOICE,
		[MEMBER_CONSTANT] = XML_CONSTANT,
	};

	if (row->flags & MEMBER_NO_XML || row->type >= MEMBER_SHAPES ||
	    (row->is_there && row->is_there == shape->never))
		return false;
	bool is_required = row->flags & MEMBER_ALWAYS || (row->is_there && row->is_there == shape->always);
	*member = (struct xml_member){
		.name = row->name,
		.type = row->choices ? XML_CHOICE : types[row->type],
		.flags = (is_required ? XML_REQUIRED : 0) | (row->flags & MEMBER_ELEMENT ? XML_ELEMENT : 0),
		.sentence = row->xml_sentence ? row->xml_sentence : row->sentence,
		.constant = row->constant,
		.choice = row->type == MEMBER_TRUTH ? &choice_lists[CHOICES_TRUTH] : row->choices,
		.row = row,
	};
	return true;
}

bool xml_member_next(const struct xml_shape *shape, size_t *index, struct xml_member *member)
{
	size_t own_count = 0;

	while (shape->members && shape->members[own_count].name)
		own_count++;
	for (; *index < own_count; ++*index) {
		*member = shape->members[*index];
		if (!row_of(shape, member->name)) {
			++*index;
			return true;
		}
	}
	while (shape->shape && *index < own_count + shape->shape->count) {
		const struct member *row = &shape->shape->members[(*index)++ - own_count];
		const struct xml_member *own = own_member(shape, row->name);
		if (own)
			*member = *own;
		if (own || member_of_row(shape, row, member))
			return true;
	}
	return false;
}

/* The form of a list or table: with no criteria, with so many of them, or with criteria otherwise. */
static const struct xml_shape *group_shape(const struct node *node, enum xml_shape_id none, enum xml_shape_id counted,
					   enum xml_shape_id group)
{
	enum criteria_operator combination = node_group((struct node *)node)->combination;
	return &xml_shapes[combination == CRITERIA_NONE_READ  ? none
			   : combination == CRITERIA_AT_LEAST ? counted
							      : group];
}

static const struct xml_shape *link_shape(const struct node *link)
{
	static const enum xml_shape_id shapes[] = {
		[LINK_URL] = XML_LINK_URL,   [LINK_POLICY] = XML_LINK_POLICY, [LINK_WITHIN] = XML_LINK_WITHIN,
		[LINK_NICE] = XML_LINK_NICE, [LINK_EMPTY] = XML_LINK_NOWHERE, [LINK_REFUSED] = XML_LINK_NOWHERE,
	};
	return &xml_shapes[shapes[link->link.kind]];
}

const struct xml_shape *xml_shape_of(const struct node *node)
{
	static const enum xml_shape_id shapes[NODE_KIND_COUNT] = {
		[NODE_BODY] = XML_BODY,
		[NODE_QUOTE] = XML_QUOTE,
		[NODE_REFERENCE_LIST] = XML_REFERENCE_LIST,
		[NODE_HEADING] = XML_HEADING,
		[NODE_PARAGRAPH] = XML_PARAGRAPH,
		[NODE_NOTE] = XML_NOTE,
		[NODE_JOINER] = XML_JOINER,
		[NODE_CELL] = XML_CELL,
		[NODE_REFERENCE] = XML_REFERENCE,
		[NODE_EMPHASIS] = XML_EMPHASIS,
		[NODE_STRONG] = XML_STRONG,
		[NODE_IMAGE] = XML_IMAGE,
		[NODE_CODE] = XML_LITERAL,
		[NODE_LINE_BREAK] = XML_LINE_BREAK,
		[NODE_CITATION] = XML_CITATION,
	};

	switch (node->kind) {
	case NODE_SECTION:
		return &xml_shapes[node_ancestor(node->parent, NODE_SECTION) ? XML_SUBSECTION : XML_SECTION];
	case NODE_CLAUSE:
		return &xml_shapes[node->number.length ? XML_CLAUSE : XML_UNNUMBERED_CLAUSE];
	case NODE_LIST:
		return group_shape(node, XML_LIST, XML_COUNTED_GROUP, XML_GROUP);
	case NODE_ITEM:
		return &xml_shapes[node->item.is_criterion ? XML_CRITERION : XML_ITEM];
	case NODE_TABLE:
		return group_shape(node, XML_TABLE, XML_COUNTED_TABLE, XML_TABLE_GROUP);
	case NODE_ROW:
		return &xml_shapes[node->row.is_criterion ? XML_CRITERION_ROW : XML_ROW];
	case NODE_LINK:
		return link_shape(node);
	default:
		return shapes[node->kind] ? &xml_shapes[shapes[node->kind]] : NULL;
	}
}

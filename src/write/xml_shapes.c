#include "write/xml_shapes.h"

#include "write/html_inline.h"

/* Values that are no text of the tree. */

static void append_whole(struct buffer *out, uint32_t number)
{
	buffer_append_format(out, "%u", number);
}

#define GETTER(name) static void name(struct buffer *out, const void *object, const struct edition *edition)

GETTER(append_alignment)
{
	const char *name = alignment_name(*(const uint8_t *)object);
	(void)edition;
	buffer_append_string(out, name ? name : "");
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

GETTER(append_licence)
{
	(void)object;
	buffer_append(out, edition->site->licence.name.text);
}

/* The shapes. */

#define MEMBERS(...) ((const struct xml_member[]){__VA_ARGS__, {.name = NULL}})
#define CONTENT(...) ((const struct xml_content[]){__VA_ARGS__, {NULL, XML_ONE}})

/* Members that no row has: a text of a node, a value that a function makes, one of a closed list, a constant. And one
 * that is as its row says but for flags and sentence. */
#define AT(name, type, flags, member, sentence)                                      \
	{                                                                            \
		name, type, flags, sentence, .offset = offsetof(struct node, member) \
	}
#define OF(name, type, flags, getter, sentence)               \
	{                                                     \
		name, type, flags, sentence, .append = getter \
	}
#define ONE_OF(name, list, flags, getter, sentence)                                                \
	{                                                                                          \
		name, XML_CHOICE, flags, sentence, .append = getter, .choice = &choice_lists[list] \
	}
#define ALWAYS(name, value, sentence)                                         \
	{                                                                     \
		name, XML_CONSTANT, XML_REQUIRED, sentence, .constant = value \
	}
#define AS_ROW(name, flags, sentence)                          \
	{                                                      \
		name, XML_AS_ROW, flags, sentence, .row = NULL \
	}
#define HREF(flags, sentence) OF("href", XML_ADDRESS, flags, append_address, sentence)
#define TITLE                 AT("title", XML_WORDS, 0, link.title, "The title that was written with the address.")

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
const size_t xml_class_count = ARRAY_COUNT(xml_classes);

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
					    .constant = "policyc " POLICYC_VERSION},
					   OF("licence", XML_WORDS, XML_ELEMENT, append_licence,
					      "The licence under which the policy is published.")),
			.content = CONTENT({"body", XML_ONE}, {"code_sets", XML_OPTIONAL}, {"references", XML_OPTIONAL},
					   {"shared_blocks", XML_OPTIONAL})},
	[XML_PUBLISHER] = {.name = "publisher",
			   .element = "publisher",
			   .sentence = "Who publishes the policy.",
			   .shape = &publisher_shape},
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
			 .shape = &section_shape,
			 .content = CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER},
					    {"subsection", XML_ANY_NUMBER})},
	[XML_SUBSECTION] = {.name = "subsection",
			    .element = "section",
			    .sentence = "A section inside a section.",
			    .members = MEMBERS(
				    AS_ROW("kind", XML_REQUIRED,
					   "What kind of section it is, by its document profile; else its section's.")),
			    .shape = &section_shape,
			    .content = CONTENT({"heading", XML_OPTIONAL}, {"section_content", XML_ANY_NUMBER})},
	[XML_HEADING] = {.name = "heading",
			 .element = "heading",
			 .sentence = "The heading as written.",
			 .holds_inlines = true},
	[XML_CLAUSE] = {.name = "clause",
			.element = "clause",
			.sentence = "A numbered clause.",
			.shape = &clause_shape,
			.always = clause_is_numbered,
			.content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_UNNUMBERED_CLAUSE] = {.name = "unnumbered_clause",
				   .element = "clause",
				   .sentence = "A clause of a section that has no numbers.",
				   .members = MEMBERS(AS_ROW("id", 0, NULL)),
				   .shape = &clause_shape,
				   .never = {clause_is_numbered},
				   .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_PARAGRAPH] = {.name = "paragraph",
			   .element = "paragraph",
			   .sentence = "A paragraph.",
			   .shape = &paragraph_shape,
			   .holds_inlines = true},
	[XML_NOTE] = {.name = "note",
		      .element = "note",
		      .sentence = "A note, its first word NOTE: included.",
		      .shape = &note_shape,
		      .holds_inlines = true},
	[XML_QUOTE] = {.name = "quote",
		       .element = "quote",
		       .sentence = "A quotation.",
		       .content = CONTENT({"block", XML_ANY_NUMBER})},
	[XML_LIST] = {.name = "list",
		      .element = "list",
		      .sentence = "A list that is no group of criteria.",
		      .shape = &list_shape,
		      .content = CONTENT({"list_content", XML_ANY_NUMBER})},
	[XML_GROUP] = {.name = "group",
		       .element = "list",
		       .sentence =
			       "A list that is a group of criteria, as the compiler read it; its words have authority.",
		       .shape = &list_shape,
		       .more = &criteria_shape,
		       .never = {group_is_counted, group_is_limited, group_is_exact},
		       .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_COUNTED_GROUP] = {.name = "counted_group",
			       .element = "list",
			       .sentence = "A group of criteria of which at least a number must hold.",
			       .members = MEMBERS(ALWAYS("op", "at_least",
							 "A group of criteria of which at least a number must hold.")),
			       .shape = &list_shape,
			       .more = &criteria_shape,
			       .always = group_is_counted,
			       .never = {group_is_limited, group_is_exact},
			       .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_LIMITED_GROUP] = {.name = "limited_group",
			       .element = "list",
			       .sentence = "A group of criteria of which at most a number may hold.",
			       .members = MEMBERS(ALWAYS("op", "at_most",
							 "A group of criteria of which at most a number may hold.")),
			       .shape = &list_shape,
			       .more = &criteria_shape,
			       .always = group_is_limited,
			       .never = {group_is_counted, group_is_exact},
			       .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_EXACT_GROUP] = {.name = "exact_group",
			     .element = "list",
			     .sentence = "A group of criteria of which exactly a number must hold.",
			     .members = MEMBERS(ALWAYS("op", "exactly",
						       "A group of criteria of which exactly a number must hold.")),
			     .shape = &list_shape,
			     .more = &criteria_shape,
			     .always = group_is_exact,
			     .never = {group_is_counted, group_is_limited},
			     .content = CONTENT({"group_content", XML_ANY_NUMBER})},
	[XML_ITEM] = {.name = "item",
		      .element = "item",
		      .sentence = "An item of a list that is no criterion.",
		      .shape = &item_shape,
		      .content = CONTENT({"block", XML_ANY_NUMBER})},
	[XML_CRITERION] = {.name = "criterion",
			   .element = "item",
			   .sentence = "A criterion.",
			   .shape = &criterion_shape,
			   .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"block", XML_ANY_NUMBER})},
	[XML_JOINER] = {.name = "joiner",
			.element = "joiner",
			.sentence = "AND or OR, written between two items.",
			.holds_inlines = true},
	[XML_QUANTITY] = {.name = "quantity",
			  .element = "quantity",
			  .sentence = "An age, a duration or another number in the words of a criterion or clause.",
			  .shape = &quantity_shape},
	[XML_TABLE] = {.name = "table",
		       .element = "table",
		       .sentence = "A table.",
		       .content = CONTENT({"column", XML_ANY_NUMBER}, {"table_row", XML_ONE_OR_MORE})},
	[XML_TABLE_GROUP] = {.name = "table_group",
			     .element = "table",
			     .sentence = "A table whose rows are a group of criteria, as the compiler read it.",
			     .shape = &table_shape,
			     .more = &criteria_shape,
			     .never = {group_is_counted, group_is_limited, group_is_exact},
			     .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_COUNTED_TABLE] = {.name = "counted_table",
			       .element = "table",
			       .sentence = "A table of criteria of which at least a number must hold.",
			       .members = MEMBERS(ALWAYS("op", "at_least",
							 "A table of criteria of which at least a number must hold.")),
			       .shape = &table_shape,
			       .more = &criteria_shape,
			       .always = group_is_counted,
			       .never = {group_is_limited, group_is_exact},
			       .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_LIMITED_TABLE] = {.name = "limited_table",
			       .element = "table",
			       .sentence = "A table of criteria of which at most a number may hold.",
			       .members = MEMBERS(ALWAYS("op", "at_most",
							 "A table of criteria of which at most a number may hold.")),
			       .shape = &table_shape,
			       .more = &criteria_shape,
			       .always = group_is_limited,
			       .never = {group_is_counted, group_is_exact},
			       .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_EXACT_TABLE] = {.name = "exact_table",
			     .element = "table",
			     .sentence = "A table of criteria of which exactly a number must hold.",
			     .members = MEMBERS(ALWAYS("op", "exactly",
						       "A table of criteria of which exactly a number must hold.")),
			     .shape = &table_shape,
			     .more = &criteria_shape,
			     .always = group_is_exact,
			     .never = {group_is_counted, group_is_limited},
			     .content = CONTENT({"column", XML_ANY_NUMBER}, {"group_row", XML_ONE_OR_MORE})},
	[XML_COLUMN] = {.name = "column",
			.element = "column",
			.sentence = "A column of the table, in order.",
			.members = MEMBERS(ONE_OF("align", CHOICES_ALIGNMENT, 0, append_alignment,
						  "How its cells are aligned, where the source says so."))},
	[XML_ROW] = {.name = "row",
		     .element = "row",
		     .sentence = "A row of the table.",
		     .shape = &row_shape,
		     .content = CONTENT({"cell", XML_ANY_NUMBER})},
	[XML_CRITERION_ROW] = {.name = "criterion_row",
			       .element = "row",
			       .sentence = "A row that is a criterion.",
			       .shape = &row_shape,
			       .more = &criterion_shape,
			       .content = CONTENT({"quantity", XML_ANY_NUMBER}, {"cell", XML_ANY_NUMBER})},
	[XML_CELL] = {.name = "cell", .element = "cell", .sentence = "A cell of the row.", .holds_inlines = true},
	[XML_REFERENCE_LIST] = {.name = "reference_list",
				.element = "references",
				.sentence = "A list of references in the text, in the order written.",
				.content = CONTENT({"reference", XML_ANY_NUMBER})},
	[XML_REFERENCE] = {.name = "reference",
			   .element = "reference",
			   .sentence = "An entry of a list of references.",
			   .shape = &reference_entry_shape,
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
			     .members = LINK("policy",
					     AT("ref", XML_WORDS, XML_REQUIRED, link.ref, "The ref of the policy."),
					     AT("fragment", XML_WORDS, 0, link.fragment, "The id of the place."),
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
			   .members = LINK("nice",
					   AT("ref", XML_WORDS, XML_REQUIRED, link.ref, "The identifier, as NG59."),
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
		       .members = MEMBERS(
			       AT("file", XML_WORDS, 0, link.url, "Its path below the folder site of the project."),
			       TITLE),
		       .holds_inlines = true},
	[XML_CITATION] = {.name = "citation",
			  .element = "citation",
			  .sentence = "A citation, shown as a raised number.",
			  .members = MEMBERS(
				  AT("label", XML_WORDS, XML_REQUIRED, citation.label, "The label as written."),
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
		      .never = {code_is_range}},
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
	[XML_SOURCE] = {.name = "source",
			.element = "entry",
			.sentence = "Something that the text refers to.",
			.shape = &reference_shape},
	[XML_SHARED_BLOCKS] = {.name = "shared_blocks",
			       .element = "shared_blocks",
			       .sentence = "The shared wording that the text includes.",
			       .content = CONTENT({"shared_block", XML_ONE_OR_MORE})},
	[XML_SHARED_BLOCK] = {.name = "shared_block",
			      .element = "entry",
			      .sentence = "Wording that many policies share.",
			      .shape = &included_block_shape},
};

static const struct xml_member *own_member(const struct xml_shape *shape, const char *name)
{
	for (const struct xml_member *own = shape->members; own && own->name; own++)
		if (text_is(text_of(own->name), name))
			return own;
	return NULL;
}

/* The row that is the member of that number, counted over both shapes; NULL: there is none. */
static const struct member *row_at(const struct xml_shape *shape, size_t index)
{
	size_t count = shape->shape ? shape->shape->count : 0;

	if (index < count)
		return &shape->shape->members[index];
	index -= count;
	return shape->more && index < shape->more->count ? &shape->more->members[index] : NULL;
}

static bool has_row(const struct xml_shape *shape, const char *name)
{
	const struct member *row;

	for (size_t i = 0; (row = row_at(shape, i)); i++)
		if (text_is(text_of(row->name), name))
			return true;
	return false;
}

/* Is the row in no element of this form: not in XML, no single value, or of another form? */
static bool is_not_here(const struct xml_shape *shape, const struct member *row)
{
	for (size_t i = 0; row->is_there && i < ARRAY_COUNT(shape->never); i++)
		if (row->is_there == shape->never[i])
			return true;
	return row->flags & MEMBER_NO_XML || row->type >= MEMBER_SHAPES;
}

static struct xml_member member_of_row(const struct xml_shape *shape, const struct member *row)
{
	static const enum xml_type types[] = {
		[MEMBER_TEXT] = XML_WORDS,
		[MEMBER_ID] = XML_ID,
		[MEMBER_NUMBERING] = XML_NUMBERING,
		[MEMBER_ADDRESS] = XML_ADDRESS,
		[MEMBER_IDS] = XML_IDS,
		[MEMBER_WHOLE] = XML_WHOLE,
		[MEMBER_NUMBER] = XML_NUMBER,
		[MEMBER_TRUTH] = XML_CHOICE,
		[MEMBER_OPEN] = XML_CHOICE,
		[MEMBER_CHOICE] = XML_CHOICE,
		[MEMBER_CONSTANT] = XML_CONSTANT,
	};
	bool is_required =
		row->flags & (MEMBER_ALWAYS | MEMBER_XML_ALWAYS) || (row->is_there && row->is_there == shape->always);

	return (struct xml_member){
		.name = row->name,
		.type = row->choices ? XML_CHOICE : types[row->type],
		.flags = (is_required ? XML_REQUIRED : 0) | (row->flags & MEMBER_ELEMENT ? XML_ELEMENT : 0),
		.sentence = row->xml_sentence ? row->xml_sentence : row->sentence,
		.constant = row->constant,
		.choice = row->type == MEMBER_TRUTH  ? &choice_lists[CHOICES_TRUTH]
			  : row->type == MEMBER_OPEN ? &choice_lists[CHOICES_OPEN]
						     : row->choices,
		.row = row,
	};
}

/* A row as this form of an element has it. */
static struct xml_member member_here(const struct xml_shape *shape, const struct member *row)
{
	const struct xml_member *own = own_member(shape, row->name);
	struct xml_member member;

	if (own && own->type != XML_AS_ROW)
		return *own;
	member = member_of_row(shape, row);
	if (own)
		member.flags = own->flags;
	if (own && own->sentence)
		member.sentence = own->sentence;
	return member;
}

const struct xml_member *xml_members(struct arena *arena, const struct xml_shape *shape)
{
	size_t count = 1;
	const struct member *row;

	for (const struct xml_member *own = shape->members; own && own->name; own++)
		count++;
	for (size_t i = 0; row_at(shape, i); i++)
		count++;
	struct xml_member *members = ARENA_ARRAY(arena, count, struct xml_member), *next = members;
	for (const struct xml_member *own = shape->members; own && own->name; own++)
		if (!has_row(shape, own->name))
			*next++ = *own;
	for (size_t i = 0; (row = row_at(shape, i)); i++) {
		if (is_not_here(shape, row))
			continue;
		*next = member_here(shape, row);
		next++->is_of_group = shape->more == &criteria_shape && i >= shape->shape->count;
	}
	return members;
}

/* The RELAX NG schema of policy.xml, from the tables of fields and shapes. */
#include "base/bug.h"
#include "base/xml_writer.h"
#include "write/xml_rows.h"
#include "write/xml_shapes.h"

/* The schema of policy.xml in RELAX NG's XML syntax (ISO/IEC 19757-2), its documentation in the annotations of RELAX NG
 * DTD Compatibility, 4. */

#define GRAMMAR_NAMESPACE    "http://relaxng.org/ns/structure/1.0"
#define ANNOTATION_NAMESPACE "http://relaxng.org/ns/compatibility/annotations/1.0"
#define DATATYPES            "http://www.w3.org/2001/XMLSchema-datatypes"

/* Names of definitions that no table has. */
#define INLINES   "inlines"
#define DATE      "date"
#define DURATION  "duration"
#define TEXTS     "texts"
#define ANY_VALUE "any_value"

/* The types of values, as datatypes with a facet. */
static const struct scalar {
	const char *name, *sentence, *type, *facet, *limit;
} scalars[XML_TYPE_COUNT] = {
	[XML_WORDS] = {"words", "Any text but the empty one.", "string", "minLength", "1"},
	[XML_ID] = {"id", "A place in the policy's page: what an address has after \"#\". No two places have the same.",
		    "NMTOKEN", NULL, NULL},
	[XML_IDS] = {"ids", "Places in the policy's page.", "NMTOKENS", NULL, NULL},
	[XML_NUMBERING] = {"number", "The number of a section or clause, by which the text is cited.", "string",
			   "pattern", "[1-9][0-9]*(\\.[1-9][0-9]*)*"},
	[XML_WHOLE] = {"whole", "A whole number.", "nonNegativeInteger", NULL, NULL},
	[XML_NUMBER] = {"measure", "A number.", "double", NULL, NULL},
	[XML_ADDRESS] = {"address", "An address, absolute or from this file's.", "anyURI", "minLength", "1"},
};

static void document_with(struct xml_writer *xml, const char *sentence)
{
	if (sentence)
		xml_element_text(xml, "a:documentation", text_of(sentence));
}

static void begin_named(struct xml_writer *xml, const char *pattern, struct text name)
{
	xml_element_begin(xml, pattern);
	xml_attribute(xml, "name", name);
}

static void begin_element(struct xml_writer *xml, struct text name, const char *sentence)
{
	begin_named(xml, "element", name);
	document_with(xml, sentence);
}

static void begin_attribute(struct xml_writer *xml, struct text name, const char *sentence)
{
	begin_named(xml, "attribute", name);
	document_with(xml, sentence);
}

static void reference_to(struct xml_writer *xml, const char *definition)
{
	begin_named(xml, "ref", text_of(definition));
	xml_element_end(xml);
}

static void value(struct xml_writer *xml, const char *constant)
{
	xml_element_text(xml, "value", text_of(constant));
}

/* A datatype with one facet, or without when `facet` is NULL. */
static void data(struct xml_writer *xml, const char *type, const char *facet, const char *limit)
{
	xml_element_begin(xml, "data");
	xml_attribute_string(xml, "type", type);
	if (facet) {
		xml_element_begin_inline(xml, "param");
		xml_attribute_string(xml, "name", facet);
		xml_text(xml, text_of(limit));
		xml_element_end(xml);
	}
	xml_element_end(xml);
}

static void words(struct xml_writer *xml, bool may_be_blank)
{
	if (may_be_blank)
		xml_element_text(xml, "text", TEXT(""));
	else
		reference_to(xml, scalars[XML_WORDS].name);
}

static void nothing(struct xml_writer *xml)
{
	xml_element_text(xml, "empty", TEXT(""));
}

static void begin_if(struct xml_writer *xml, const char *pattern, bool condition)
{
	if (condition)
		xml_element_begin(xml, pattern);
}

static void end_if(struct xml_writer *xml, bool condition)
{
	if (condition)
		xml_element_end(xml);
}

/* Shapes. */

static void member_type(struct xml_writer *xml, const struct xml_member *member)
{
	if (member->type == XML_CHOICE)
		reference_to(xml, member->choice->name);
	else if (member->type == XML_CONSTANT)
		value(xml, member->constant);
	else
		reference_to(xml, scalars[member->type].name);
}

static void shape_members(struct xml_writer *xml, const struct xml_member *member, bool elements)
{
	for (; member->name; member++) {
		bool is_optional = !(member->flags & XML_REQUIRED);
		if (!(member->flags & XML_ELEMENT) == elements)
			continue;
		begin_if(xml, "optional", is_optional);
		(elements ? begin_element : begin_attribute)(xml, text_of(member->name), member->sentence);
		member_type(xml, member);
		xml_element_end(xml);
		end_if(xml, is_optional);
	}
}

static void shape_content(struct xml_writer *xml, const struct xml_shape *shape)
{
	static const char *const patterns[] = {
		[XML_OPTIONAL] = "optional",
		[XML_ANY_NUMBER] = "zeroOrMore",
		[XML_ONE_OR_MORE] = "oneOrMore",
	};
	for (const struct xml_content *content = shape->content; content && content->of; content++) {
		const char *pattern = patterns[content->occurrence];
		begin_if(xml, pattern, content->occurrence != XML_ONE);
		reference_to(xml, content->of);
		end_if(xml, content->occurrence != XML_ONE);
	}
	if (shape->holds_inlines)
		reference_to(xml, INLINES);
}

static bool is_form(const struct xml_shape *shape)
{
	for (size_t i = 0; i < xml_class_count; i++)
		for (const char *const *of = xml_classes[i].of; xml_classes[i].element && *of; of++)
			if (text_is(text_of(*of), shape->name))
				return true;
	return false;
}

/* A form is what its element holds; the element itself is defined once, with all its forms. Two definitions of an
 * element in one choice would say the same, but libxml2 loses its way among them. */
static void shape_definition(struct xml_writer *xml, const struct xml_shape *shape)
{
	struct arena arena = ARENA_EMPTY;
	const struct xml_member *members = xml_members(&arena, shape);
	bool is_element = !is_form(shape);

	begin_named(xml, "define", text_of(shape->name));
	if (is_element)
		begin_element(xml, text_of(shape->element), shape->sentence);
	else
		document_with(xml, shape->sentence);
	shape_members(xml, members, false);
	shape_members(xml, members, true);
	shape_content(xml, shape);
	if (!members->name && !shape->content && !shape->holds_inlines)
		nothing(xml);
	end_if(xml, is_element);
	xml_element_end(xml);
	arena_release(&arena);
}

static void class_definition(struct xml_writer *xml, const struct xml_class *class)
{
	begin_named(xml, "define", text_of(class->name));
	if (class->element)
		begin_element(xml, text_of(class->element), class->sentence);
	else
		document_with(xml, class->sentence);
	xml_element_begin(xml, "choice");
	for (const char *const *of = class->of; *of; of++)
		reference_to(xml, *of);
	xml_element_end(xml);
	end_if(xml, class->element);
	xml_element_end(xml);
}

/* Rows of field tables. */

static const char *group_sentence(const struct field_table *table, struct text name)
{
	for (const struct field_group *group = table->groups; group && group->name; group++)
		if (text_is(name, group->name))
			return group->sentence;
	return NULL;
}

static void field_attribute(struct xml_writer *xml, const struct xml_row *row)
{
	const struct field *field = row->field;
	bool is_optional = !(field->flags & FIELD_ALWAYS);

	begin_if(xml, "optional", is_optional);
	begin_attribute(xml, row->name, field->sentence);
	switch (field->type) {
	case FIELD_TEXT:
		words(xml, false);
		break;
	case FIELD_DATE:
		reference_to(xml, DATE);
		break;
	case FIELD_DURATION:
		reference_to(xml, DURATION);
		break;
	case FIELD_CHOICE:
		xml_element_begin(xml, "choice");
		for (const char *const *choice = field->choices; *choice; choice++)
			value(xml, *choice);
		xml_element_end(xml);
		break;
	case FIELD_NUMBER:
		data(xml, "integer", NULL, NULL);
		break;
	case FIELD_BOOLEAN:
		data(xml, "boolean", "pattern", "true|false");
		break;
	default:
		BUG("field %s is no attribute", field->json);
	}
	xml_element_end(xml);
	end_if(xml, is_optional);
}

static void rows(struct xml_writer *xml, const struct field_table *table, struct text prefix, bool attributes);

static void table_rows(struct xml_writer *xml, const struct field_table *table, struct text prefix)
{
	rows(xml, table, prefix, true);
	rows(xml, table, prefix, false);
}

/* The list is there only when something is in it. */
static void field_list(struct xml_writer *xml, const struct field *field)
{
	switch (field->type) {
	case FIELD_LIST:
		xml_element_begin(xml, "oneOrMore");
		begin_element(xml, TEXT("entry"), "An entry of the list.");
		table_rows(xml, field->members, TEXT(""));
		xml_element_end(xml);
		xml_element_end(xml);
		return;
	case FIELD_CHOICES:
		xml_element_begin(xml, "oneOrMore");
		begin_element(xml, TEXT("value"), "An entry of the list.");
		xml_element_begin(xml, "choice");
		for (const char *const *choice = field->choices; *choice; choice++)
			value(xml, *choice);
		xml_element_end(xml);
		xml_element_end(xml);
		xml_element_end(xml);
		return;
	case FIELD_MAP:
		xml_element_begin(xml, "oneOrMore");
		begin_element(xml, TEXT("value"), "The words of one key.");
		begin_attribute(xml, TEXT("key"), "The key.");
		words(xml, false);
		xml_element_end(xml);
		words(xml, true);
		xml_element_end(xml);
		xml_element_end(xml);
		return;
	case FIELD_VALUE:
		reference_to(xml, ANY_VALUE "_members");
		return;
	default:
		reference_to(xml, TEXTS);
		return;
	}
}

/* Tables are as deep as their definitions nest, a constant of the program: this recursion, through rows, ends. */
static void field_element(struct xml_writer *xml, const struct xml_row *row)
{
	const struct field *field = row->field;
	bool is_single = field->type == FIELD_TEXT || field->type == FIELD_OBJECT;
	bool is_optional = !is_single || !(field->flags & FIELD_ALWAYS);

	begin_if(xml, "optional", is_optional);
	begin_element(xml, row->name, field->sentence);
	if (field->type == FIELD_TEXT)
		words(xml, xml_row_may_be_blank(field));
	else if (field->type == FIELD_OBJECT)
		table_rows(xml, field->members, TEXT(""));
	else
		field_list(xml, field);
	xml_element_end(xml);
	end_if(xml, is_optional);
}

/* A group of rows is always there, however many of them have a value. */
static void field_group(struct xml_writer *xml, const struct field_table *table, struct text prefix, struct text name)
{
	struct buffer path = BUFFER_EMPTY;

	buffer_append(&path, prefix);
	buffer_append(&path, name);
	buffer_append_byte(&path, '.');
	begin_element(xml, name, group_sentence(table, name));
	table_rows(xml, table, buffer_text(&path));
	xml_element_end(xml);
	buffer_release(&path);
}

static void rows(struct xml_writer *xml, const struct field_table *table, struct text prefix, bool attributes)
{
	struct xml_row row;

	for (size_t index = 0; xml_row_next(table, prefix, &index, &row);) {
		if (row.is_attribute != attributes)
			continue;
		if (attributes)
			field_attribute(xml, &row);
		else if (row.field)
			field_element(xml, &row);
		else
			field_group(xml, table, prefix, row.name);
	}
}

/* The definitions that the others use. */

static void choice_definition(struct xml_writer *xml, const struct choices *list)
{
	size_t index = 0;

	begin_named(xml, "define", text_of(list->name));
	document_with(xml, list->sentence);
	xml_element_begin(xml, "choice");
	for (const char *name; (name = choices_next(list, list->hidden | list->forms, &index));)
		value(xml, name);
	xml_element_end(xml);
	xml_element_end(xml);
}

static void inlines_definition(struct xml_writer *xml)
{
	begin_named(xml, "define", TEXT(INLINES));
	document_with(xml, "Words, with marked words and other inlines among them. All white space counts.");
	xml_element_begin(xml, "zeroOrMore");
	xml_element_begin(xml, "choice");
	words(xml, true);
	reference_to(xml, "inline");
	xml_element_end(xml);
	xml_element_end(xml);
	xml_element_end(xml);
}

static void scalar_definitions(struct xml_writer *xml)
{
	for (size_t i = 0; i < XML_TYPE_COUNT; i++) {
		if (!scalars[i].name)
			continue;
		begin_named(xml, "define", text_of(scalars[i].name));
		document_with(xml, scalars[i].sentence);
		data(xml, scalars[i].type, scalars[i].facet, scalars[i].limit);
		xml_element_end(xml);
	}
	begin_named(xml, "define", TEXT(DATE));
	document_with(xml, "A month or a day, with the precision that was written.");
	xml_element_begin(xml, "choice");
	data(xml, "gYearMonth", "pattern", "[0-9]{4}-[0-9]{2}");
	data(xml, "date", "pattern", "[0-9]{4}-[0-9]{2}-[0-9]{2}");
	xml_element_end(xml);
	xml_element_end(xml);
	begin_named(xml, "define", TEXT(DURATION));
	document_with(xml, "A length of time in years, months, weeks or days, as ISO 8601 writes it.");
	data(xml, "string", "pattern", "P[0-9]+[YMWD]");
	xml_element_end(xml);
	begin_named(xml, "define", TEXT(TEXTS));
	document_with(xml, "A list of texts.");
	xml_element_begin(xml, "oneOrMore");
	begin_element(xml, TEXT("value"), "An entry of the list.");
	words(xml, true);
	xml_element_end(xml);
	xml_element_end(xml);
	xml_element_end(xml);
}

/* What stands in a value of some kind. */
static void any_content(struct xml_writer *xml, enum value_kind kind)
{
	switch (kind) {
	case VALUE_NULL:
		nothing(xml);
		return;
	case VALUE_LIST:
		xml_element_begin(xml, "zeroOrMore");
		begin_element(xml, TEXT("value"), "An item of the list.");
		reference_to(xml, ANY_VALUE);
		xml_element_end(xml);
		xml_element_end(xml);
		return;
	case VALUE_MAP:
		xml_element_begin(xml, "optional");
		reference_to(xml, ANY_VALUE "_members");
		xml_element_end(xml);
		return;
	default:
		words(xml, true);
		return;
	}
}

static void any_definitions(struct xml_writer *xml)
{
	begin_named(xml, "define", TEXT(ANY_VALUE "_members"));
	document_with(xml, "Values of any kind, each with its key.");
	xml_element_begin(xml, "oneOrMore");
	begin_element(xml, TEXT("value"), "The value of one key.");
	begin_attribute(xml, TEXT("key"), "The key.");
	words(xml, true);
	xml_element_end(xml);
	reference_to(xml, ANY_VALUE);
	xml_element_end(xml);
	xml_element_end(xml);
	xml_element_end(xml);
	begin_named(xml, "define", TEXT(ANY_VALUE));
	document_with(xml, "A value of any kind.");
	xml_element_begin(xml, "choice");
	for (int kind = 0; kind < XML_ANY_TYPE_COUNT; kind++) {
		xml_element_begin(xml, "group");
		begin_attribute(xml, TEXT("type"), "What kind of value it is.");
		value(xml, xml_any_type_name((enum value_kind)kind));
		xml_element_end(xml);
		any_content(xml, (enum value_kind)kind);
		xml_element_end(xml);
	}
	xml_element_end(xml);
	xml_element_end(xml);
}

/* The document: what write_xml writes, in its order. */
static void policy_definition(struct xml_writer *xml)
{
	const struct xml_shape *shape = &xml_shapes[XML_POLICY];
	struct arena arena = ARENA_EMPTY;
	const struct xml_member *members = xml_members(&arena, shape);

	begin_named(xml, "define", text_of(shape->name));
	begin_element(xml, text_of(shape->element), shape->sentence);
	begin_attribute(xml, TEXT("xml:lang"), "The language of the policy.");
	value(xml, XML_POLICY_LANGUAGE);
	xml_element_end(xml);
	shape_members(xml, members, false);
	rows(xml, &policy_fields, TEXT(""), true);
	reference_to(xml, xml_shapes[XML_PUBLISHER].name);
	shape_members(xml, members, true);
	rows(xml, &policy_fields, TEXT(""), false);
	shape_content(xml, shape);
	xml_element_end(xml);
	xml_element_end(xml);
	arena_release(&arena);
}

void write_policy_relaxng(struct buffer *out)
{
	struct xml_writer writer, *xml = &writer;

	xml_begin(xml, out);
	xml_element_begin(xml, "grammar");
	xml_attribute_string(xml, "xmlns", GRAMMAR_NAMESPACE);
	xml_attribute_string(xml, "xmlns:a", ANNOTATION_NAMESPACE);
	xml_attribute_string(xml, "ns", XML_POLICY_NAMESPACE);
	xml_attribute_string(xml, "datatypeLibrary", DATATYPES);
	document_with(xml,
		      "A clinical commissioning policy as policy.xml has it. Attributes hold what programs compare: "
		      "ids, kinds, numbers, dates, codes, addresses. Elements hold words. Names are those of "
		      "policy.json; a list is an element of the list's name that holds value elements, each a text, "
		      "or entry elements, each with members of its own. What policy.json has as null, or as an empty "
		      "list, is not there.");
	xml_element_begin(xml, "start");
	reference_to(xml, xml_shapes[XML_POLICY].name);
	xml_element_end(xml);
	policy_definition(xml);
	for (size_t i = XML_POLICY + 1; i < XML_SHAPE_COUNT; i++)
		shape_definition(xml, &xml_shapes[i]);
	for (size_t i = 0; i < xml_class_count; i++)
		class_definition(xml, &xml_classes[i]);
	for (size_t i = 0; i < CHOICES_COUNT; i++)
		choice_definition(xml, &choice_lists[i]);
	inlines_definition(xml);
	scalar_definitions(xml);
	any_definitions(xml);
	xml_element_end(xml);
	xml_end(xml);
}

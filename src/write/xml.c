/* policy.xml, over the tables of fields and shapes. */
#include "base/xml_writer.h"

#include "base/bug.h"
#include "tree/field_values.h"
#include "tree/flat_text.h"
#include "write/xml_rows.h"
#include "write/xml_shapes.h"

/* What the elements of one policy.xml are written with. */
struct xml_document {
	struct xml_writer xml;
	const struct policy *policy;
	const struct edition *edition;
	struct arena arena;                                /* of the values of fields and of names made of paths */
	struct buffer scratch;                             /* one value at a time */
	const struct xml_member *members[XML_SHAPE_COUNT]; /* of the shapes that were met */
};

/* The value of a member in the scratch buffer; empty: it has none. */
static struct text member_value(struct xml_document *document, const struct xml_member *member, const void *object)
{
	if (member->constant && (!member->row || member_is_there(member->row, object, NULL)))
		return text_of(member->constant);
	if (member->constant)
		return TEXT("");
	if (member->is_of_group)
		object = node_group((struct node *)(uintptr_t)object);
	if (member->row)
		return member_words(member->row, object, document->edition->site, &document->scratch);
	if (!member->append)
		return *(const struct text *)(const void *)((const char *)object + member->offset);
	buffer_clear(&document->scratch);
	member->append(&document->scratch, object, document->edition);
	return buffer_text(&document->scratch);
}

/* The attributes of a shape, or the elements among its members. */
static void write_members(struct xml_document *document, const struct xml_shape *shape, const void *object,
			  bool elements)
{
	const struct xml_member **members = &document->members[shape - xml_shapes];

	if (!*members)
		*members = xml_members(&document->arena, shape);
	for (const struct xml_member *member = *members; member->name; member++) {
		if (!(member->flags & XML_ELEMENT) == elements)
			continue;
		struct text value = member_value(document, member, object);
		if (!value.length)
			continue;
		if (elements)
			xml_element_text(&document->xml, member->name, value);
		else
			xml_attribute(&document->xml, member->name, value);
	}
}

/* Opens the element of a shape, with all its members. */
static void begin(struct xml_document *document, const struct xml_shape *shape, const void *object)
{
	if (shape->holds_inlines)
		xml_element_begin_inline(&document->xml, shape->element);
	else
		xml_element_begin(&document->xml, shape->element);
	write_members(document, shape, object, false);
	write_members(document, shape, object, true);
}

static void end(struct xml_document *document)
{
	xml_element_end(&document->xml);
}

static void write_whole(struct xml_document *document, enum xml_shape_id shape, const void *object)
{
	begin(document, &xml_shapes[shape], object);
	end(document);
}

/* Rows of field tables. */

/* A value of any kind, from a file whose nesting is limited (LIMIT_YAML_DEPTH): this recursion ends. `key`: of a member
 * of a map; its bytes are NULL for an item of a list. */
static void write_any(struct xml_document *document, struct text key, const struct value *value)
{
	struct xml_writer *xml = &document->xml;

	xml_element_begin(xml, "value");
	if (key.bytes)
		xml_attribute(xml, "key", key);
	xml_attribute_string(xml, "type", xml_any_type_name(value->kind));
	if (value_is_scalar(value) && value->kind != VALUE_NULL)
		xml_text(xml, value_text(value));
	for (uint32_t i = 0; value->kind == VALUE_LIST && i < value->count; i++)
		write_any(document, (struct text){0}, value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_MAP && i < value->count; i++)
		write_any(document, value->members[i].key, value->members[i].value);
	xml_element_end(xml);
}

static void write_rows(struct xml_document *document, const struct field_table *table, struct text prefix,
		       const struct value *map);

static void write_list(struct xml_document *document, const struct field *field, const char *name,
		       const struct value *list)
{
	struct xml_writer *xml = &document->xml;

	if (!list->count)
		return;
	xml_element_begin(xml, name);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct value *item = list->items[i];
		if (field->type == FIELD_LIST) {
			xml_element_begin(xml, "entry");
			write_rows(document, field->members, TEXT(""), item);
			xml_element_end(xml);
		} else if (item->kind != VALUE_NULL) {
			xml_element_text(xml, "value", value_text(item));
		}
	}
	xml_element_end(xml);
}

static void write_map(struct xml_document *document, const struct field *field, const char *name,
		      const struct value *map)
{
	struct xml_writer *xml = &document->xml;

	if (!map->count)
		return;
	xml_element_begin(xml, name);
	for (uint32_t i = 0; i < map->count; i++) {
		const struct value_member *member = &map->members[i];
		if (field->type == FIELD_VALUE) {
			write_any(document, member->key, member->value);
			continue;
		}
		xml_element_begin_inline(xml, "value");
		xml_attribute(xml, "key", member->key);
		xml_text(xml, value_text(member->value));
		xml_element_end(xml);
	}
	xml_element_end(xml);
}

/* A row that is an element. Tables are as deep as their definitions nest, a constant of the program: this recursion,
 * through write_rows, ends. */
static void write_row(struct xml_document *document, const struct xml_row *row, const struct value *value)
{
	struct xml_writer *xml = &document->xml;
	const char *name = arena_string(&document->arena, row->name);

	switch (row->field->type) {
	case FIELD_TEXT:
		if (value->kind != VALUE_NULL && (value->text.length || xml_row_may_be_blank(row->field)))
			xml_element_text(xml, name, value->text);
		return;
	case FIELD_TEXT_LIST:
	case FIELD_CHOICES:
	case FIELD_LIST:
		write_list(document, row->field, name, value);
		return;
	case FIELD_MAP:
	case FIELD_VALUE:
		write_map(document, row->field, name, value);
		return;
	case FIELD_OBJECT:
		if (value->kind == VALUE_NULL)
			return;
		xml_element_begin(xml, name);
		write_rows(document, row->field->members, TEXT(""), value);
		xml_element_end(xml);
		return;
	default:
		BUG("field %s is an attribute", row->field->json);
	}
}

static void write_row_attributes(struct xml_document *document, const struct field_table *table, struct text prefix,
				 const struct value *map)
{
	struct xml_row row;

	for (size_t index = 0; xml_row_next(table, prefix, &index, &row);) {
		if (!row.is_attribute)
			continue;
		struct text value = value_text(value_map_get(map, row.name));
		if (value.length)
			xml_attribute(&document->xml, arena_string(&document->arena, row.name), value);
	}
}

static void write_row_elements(struct xml_document *document, const struct field_table *table, struct text prefix,
			       const struct value *map)
{
	struct xml_row row;

	for (size_t index = 0; xml_row_next(table, prefix, &index, &row);) {
		const struct value *value = value_map_get(map, row.name);
		if (row.is_attribute)
			continue;
		if (row.field) {
			write_row(document, &row, value);
			continue;
		}
		struct text path =
			arena_format(&document->arena, "%.*s%.*s.", TEXT_ARGUMENTS(prefix), TEXT_ARGUMENTS(row.name));
		xml_element_begin(&document->xml, arena_string(&document->arena, row.name));
		write_rows(document, table, path, value);
		xml_element_end(&document->xml);
	}
}

/* The rows of a table, or of one group of them, into the element that is open. */
static void write_rows(struct xml_document *document, const struct field_table *table, struct text prefix,
		       const struct value *map)
{
	write_row_attributes(document, table, prefix, map);
	write_row_elements(document, table, prefix, map);
}

/* The body. */

/* What an element holds before its blocks and belongs to no node of its own. */
static void write_annotations(struct xml_document *document, const struct node *node)
{
	for (const struct quantity *quantity = node_quantities(node); quantity; quantity = quantity->next)
		write_whole(document, XML_QUANTITY, quantity);
	if (node->kind != NODE_TABLE)
		return;
	static const uint8_t unaligned = 0;
	for (uint32_t i = 0; i < node->table.columns; i++)
		write_whole(document, XML_COLUMN, node->table.alignments ? &node->table.alignments[i] : &unaligned);
}

/* The characters of an inline that holds no inlines. */
static void write_characters(struct xml_document *document, const struct node *node)
{
	struct xml_writer *xml = &document->xml;

	switch (node->kind) {
	case NODE_TEXT:
	case NODE_CODE:
		xml_text(xml, node->text.text);
		return;
	case NODE_SOFT_BREAK:
		xml_text(xml, TEXT(" "));
		return;
	case NODE_LINE_BREAK:
		xml_text(xml, TEXT("\n"));
		return;
	default:
		return;
	}
}

static bool has_end(const struct node *node)
{
	return node_is_block(node) || node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG ||
	       node->kind == NODE_LINK || node->kind == NODE_IMAGE;
}

static void enter(struct xml_document *document, const struct node *node)
{
	const struct xml_shape *shape = xml_shape_of(node);

	if (shape)
		begin(document, shape, node);
	write_annotations(document, node);
	if (has_end(node))
		return;
	/* The line feed of a line break stands after its element, code in it. */
	if (shape && node->kind != NODE_CODE)
		end(document);
	write_characters(document, node);
	if (shape && node->kind == NODE_CODE)
		end(document);
}

/* The body with all below it, by one walk. */
static void write_body(struct xml_document *document)
{
	static const struct node nothing = {.kind = NODE_BODY};
	struct walk walk = walk_begin(document->policy->body ? document->policy->body : &nothing);

	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter(document, walk.node);
		else if (xml_shape_of(walk.node))
			end(document);
	}
}

/* What was read from the text. */

static void write_code_sets(struct xml_document *document)
{
	const struct policy *policy = document->policy;

	if (!policy->code_set_count)
		return;
	begin(document, &xml_shapes[XML_CODE_SETS], policy);
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		begin(document, &xml_shapes[XML_CODE_SET], set);
		if (set->count)
			begin(document, &xml_shapes[XML_CODES], set);
		for (size_t j = 0; j < set->count; j++)
			write_whole(document, set->codes[j].match == MATCH_RANGE ? XML_CODE_RANGE : XML_CODE,
				    &set->codes[j]);
		if (set->count)
			end(document);
		end(document);
	}
	end(document);
}

static void write_references(struct xml_document *document)
{
	const struct policy *policy = document->policy;

	if (!policy->reference_count)
		return;
	begin(document, &xml_shapes[XML_SOURCES], policy);
	for (size_t i = 0; i < policy->reference_count; i++)
		write_whole(document, XML_SOURCE, &policy->references[i]);
	end(document);
}

static void write_shared_blocks(struct xml_document *document)
{
	const struct policy *policy = document->policy;

	if (!policy->include_count)
		return;
	begin(document, &xml_shapes[XML_SHARED_BLOCKS], policy);
	for (size_t i = 0; i < policy->include_count; i++)
		write_whole(document, XML_SHARED_BLOCK, &policy->includes[i]);
	end(document);
}

/* ISO/IEC 19757-11, xml-model: where the schema stands, as seen from the file. */
static void write_model(struct xml_document *document)
{
	buffer_clear(&document->scratch);
	buffer_append_string(&document->scratch, "href=\"");
	xml_escape_attribute(&document->scratch, text_of(document->edition->root));
	buffer_append_string(&document->scratch, "schema/policy.rng\" type=\"application/xml\" "
						 "schematypens=\"http://relaxng.org/ns/structure/1.0\"");
	xml_instruction(&document->xml, "xml-model", buffer_string(&document->scratch));
}

void write_xml(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	struct xml_document document = {.policy = policy, .edition = edition};
	const struct xml_shape *shape = &xml_shapes[XML_POLICY];
	const struct value *values = field_values(&document.arena, &policy_fields, policy);

	xml_begin(&document.xml, out);
	write_model(&document);
	xml_element_begin(&document.xml, shape->element);
	xml_attribute_string(&document.xml, "xmlns", XML_POLICY_NAMESPACE);
	xml_attribute_string(&document.xml, "xml:lang", XML_POLICY_LANGUAGE);
	write_members(&document, shape, policy, false);
	write_row_attributes(&document, &policy_fields, TEXT(""), values);
	write_whole(&document, XML_PUBLISHER, edition->site);
	write_members(&document, shape, policy, true);
	write_row_elements(&document, &policy_fields, TEXT(""), values);
	write_body(&document);
	write_code_sets(&document);
	write_references(&document);
	write_shared_blocks(&document);
	xml_element_end(&document.xml);
	xml_end(&document.xml);
	arena_release(&document.arena);
	buffer_release(&document.scratch);
}

/* policy.xml and its schema: trees made by hand, written, read again, validated; and documents that the schema must
 * refuse. */
#include "unit.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "tree/field_values.h"
#include "tree/flat_text.h"
#include "write/write.h"

#define NAMESPACE "urn:policyc:policy:1"

/* A policy with every kind of node, its site, and what comes of them. */
struct bench {
	struct policy *policy;
	struct site site;
	struct edition edition;
	struct buffer out;
	xmlDocPtr document;
};

static void ignore_xml_error(void *context, const char *message, ...)
{
	(void)context;
	(void)message;
}

static struct text_value said(const struct bench *bench, const char *words)
{
	return (struct text_value){text_of(words), place_of(&bench->policy->source, 0, 1)};
}

static struct node *add(struct bench *bench, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(&bench->policy->arena, kind, PLACE_NONE);
	if (parent)
		node_append(parent, node);
	return node;
}

static struct node *add_words(struct bench *bench, struct node *parent, const char *words)
{
	struct node *node = add(bench, parent, NODE_TEXT);
	node->text.text = text_of(words);
	return node;
}

static struct node *add_leaf(struct bench *bench, struct node *parent, enum node_kind kind, const char *words)
{
	struct node *leaf = add(bench, parent, kind);
	add_words(bench, leaf, words);
	return leaf;
}

static struct node *add_section(struct bench *bench, struct node *parent, const char *id, const char *number,
				const char *heading)
{
	struct node *section = add(bench, parent, NODE_SECTION);
	section->id = text_of(id);
	section->number = text_of(number);
	section->section.kind = SECTION_POLICY_STATEMENT;
	section->section.effect = EFFECT_ELIGIBLE;
	add_leaf(bench, section, NODE_HEADING, heading);
	return section;
}

static struct node *add_clause(struct bench *bench, struct node *section, const char *id, const char *number)
{
	struct node *clause = add(bench, section, NODE_CLAUSE);
	clause->id = text_of(id);
	clause->number = text_of(number);
	return clause;
}

static struct node *add_link(struct bench *bench, struct node *leaf, enum link_kind kind, const char *words)
{
	struct node *link = add(bench, leaf, NODE_LINK);
	link->link.kind = kind;
	add_words(bench, link, words);
	return link;
}

static void add_links(struct bench *bench, struct node *section)
{
	struct node *leaf = add_leaf(bench, section, NODE_PARAGRAPH, "See ");
	add_link(bench, leaf, LINK_URL, "a page")->link.url = TEXT("https://example.org/?a=1&b=2");
	add_words(bench, leaf, ", ");
	struct node *link = add_link(bench, leaf, LINK_POLICY, "scars");
	link->link.ref = TEXT("CMICB_Clin055");
	link->link.fragment = TEXT("c-1-1");
	link->link.title = TEXT("A title");
	link = add_link(bench, leaf, LINK_WITHIN, "1.1");
	link->link.url = TEXT("#c-1-1");
	add_link(bench, leaf, LINK_WITHIN, "9.9");
	link = add_link(bench, leaf, LINK_NICE, "NG 59");
	link->link.ref = TEXT("NG59");
	link->link.url = TEXT("https://www.nice.org.uk/guidance/ng59");
	add_link(bench, leaf, LINK_EMPTY, "nothing");
	add_link(bench, leaf, LINK_REFUSED, "a script")->link.target = TEXT("javascript:alert(1)");
	add_link(bench, leaf, LINK_URL, "to \"ring\"")->link.url = TEXT("tel:+441512345678");
	add_words(bench, add(bench, leaf, NODE_IMAGE), "a picture");
}

/* "1[^a] <2 & 3>" and its markup. */
static void add_inlines(struct bench *bench, struct node *leaf, struct node *reference)
{
	struct node *strong = add(bench, leaf, NODE_STRONG);
	add_words(bench, strong, " very ");
	add_words(bench, add(bench, strong, NODE_EMPHASIS), "old");
	add(bench, leaf, NODE_SOFT_BREAK);
	add(bench, leaf, NODE_CODE)->text.text = TEXT("<2 & 3>");
	struct node *citation = add(bench, leaf, NODE_CITATION);
	citation->citation.label = TEXT("a");
	citation->citation.number = 1;
	citation->citation.reference = reference;
	add(bench, leaf, NODE_LINE_BREAK);
	add_words(bench, leaf, "end");
	citation = add(bench, leaf, NODE_CITATION);
	citation->citation.label = TEXT("nobody");
}

static struct node *add_list(struct bench *bench, struct node *clause, enum criteria_operator combination)
{
	struct node *list = add(bench, clause, NODE_LIST);
	list->list.group.combination = combination;
	list->list.group.reading.effect = EFFECT_NOT_COMMISSIONED;
	return list;
}

static struct node *add_item(struct bench *bench, struct node *list, const char *id, const char *words)
{
	struct node *item = add(bench, list, NODE_ITEM);
	item->id = text_of(id);
	item->ruling.is_criterion = list->list.group.combination != CRITERIA_NONE_READ;
	item->ruling.reading = list->list.group.reading;
	add_leaf(bench, item, NODE_PARAGRAPH, words);
	return item;
}

static void add_criteria(struct bench *bench, struct node *clause)
{
	static struct quantity pressure = {.kind = QUANTITY_BLOOD_PRESSURE,
					   .comparison = COMPARISON_LESS_THAN,
					   .value = 140,
					   .second = 90,
					   .has_second = true,
					   .unit = TEXT_INIT("mm[Hg]"),
					   .words = TEXT_INIT("under 140/90")};
	static struct quantity age = {.kind = QUANTITY_AGE,
				      .comparison = COMPARISON_AT_LEAST,
				      .value = 16.5,
				      .unit = TEXT_INIT("a"),
				      .words = TEXT_INIT("at least 16½ years"),
				      .next = &pressure};
	struct node *any = add_list(bench, clause, CRITERIA_ANY);
	add_item(bench, any, "c-1-1-a", "at least 16½ years, under 140/90")->ruling.quantities = &age;
	add_leaf(bench, any, NODE_JOINER, "OR");
	struct node *second = add_item(bench, any, "c-1-1-b", "both of");
	struct node *note = add(bench, any, NODE_ITEM);
	add_leaf(bench, note, NODE_NOTE, "NOTE: no criterion");
	struct node *two = add_list(bench, second, CRITERIA_AT_LEAST);
	two->list.group.at_least = 2;
	two->list.is_ordered = true;
	two->list.start = 3;
	add_item(bench, two, "c-1-1-b-1", "this");
	add_item(bench, two, "c-1-1-b-2", "that");
	add_item(bench, add_list(bench, clause, CRITERIA_UNCLEAR), "c-1-1-c", "or that");
}

static void add_table(struct bench *bench, struct node *clause)
{
	static const uint8_t alignments[] = {'l', 0, 'r'};
	struct node *table = add(bench, clause, NODE_TABLE);
	table->table.columns = 3;
	table->table.alignments = alignments;
	for (int i = 0; i < 2; i++) {
		struct node *row = add(bench, table, NODE_ROW);
		row->row.is_header = i == 0;
		add_leaf(bench, row, NODE_CELL, i ? "S103" : "Code");
		add_leaf(bench, row, NODE_CELL, i ? "Peeling" : "Words");
		add(bench, row, NODE_CELL);
	}
}

/* A table whose second row is a criterion. */
static void add_table_of_criteria(struct bench *bench, struct node *clause, enum criteria_operator combination,
				  const char *id)
{
	struct node *table = add(bench, clause, NODE_TABLE);
	table->table.columns = 1;
	table->table.group = (struct criteria_group){.combination = combination,
						     .at_least = combination == CRITERIA_AT_LEAST,
						     .reading = {.effect = EFFECT_ELIGIBLE}};
	for (int i = 0; i < 2; i++) {
		struct node *row = add(bench, table, NODE_ROW);
		row->row.is_header = i == 0;
		row->ruling.is_criterion = i == 1;
		row->ruling.reading.effect = EFFECT_ELIGIBLE;
		row->id = i ? text_of(id) : TEXT("");
		add_leaf(bench, row, NODE_CELL, i ? "over 40" : "BMI");
	}
}

/* Every kind of node, at least once. */
static void fill_body(struct bench *bench)
{
	struct node *body = bench->policy->body = add(bench, NULL, NODE_BODY);
	add_leaf(bench, body, NODE_PARAGRAPH, "Before all.");
	struct node *section = add_section(bench, body, "s-1", "1", "Policy statement");
	struct node *clause = add_clause(bench, section, "c-1-1", "1.1");
	struct node *leaf = add_leaf(bench, clause, NODE_PARAGRAPH, "Scars, é");
	add_criteria(bench, clause);
	add_links(bench, section);
	add_leaf(bench, add(bench, section, NODE_QUOTE), NODE_PARAGRAPH, "They said");
	struct node *subsection = add_section(bench, section, "s-1-2", "1.2", "Coding");
	clause = add_clause(bench, subsection, "c-1-2-1", "1.2.1");
	add_table(bench, clause);
	add_table_of_criteria(bench, clause, CRITERIA_ALL, "c-1-2-1-a");
	add_table_of_criteria(bench, clause, CRITERIA_AT_LEAST, "c-1-2-1-b");
	struct node *appendix = add_section(bench, body, "s-appendix", "", "Appendix");
	add_leaf(bench, add_clause(bench, appendix, "", ""), NODE_PARAGRAPH, "without a number");
	add_item(bench, add_list(bench, appendix, CRITERIA_NONE_READ), "", "a bullet");
	struct node *references = add(bench, appendix, NODE_REFERENCE_LIST);
	struct node *reference = add_leaf(bench, references, NODE_REFERENCE, "A book");
	reference->id = TEXT("reference-1");
	reference->reference.label = TEXT("a");
	reference->reference.number = 1;
	add_leaf(bench, references, NODE_REFERENCE, "a link alone")->id = TEXT("my-name");
	add_inlines(bench, leaf, reference);
}

/* What was read from a text. */
static void fill_findings(struct bench *bench)
{
	static struct text cited[] = {TEXT_INIT("c-1-1"), TEXT_INIT("s-appendix")};
	static struct code codes[] = {
		{.written = TEXT_INIT("S103"),
		 .canonical = TEXT_INIT("S10.3"),
		 .undotted = TEXT_INIT("S103"),
		 .term = TEXT_INIT("Peeling & more")},
		{.written = TEXT_INIT("W37.1–W39.9"),
		 .canonical = TEXT_INIT("W37.1"),
		 .undotted = TEXT_INIT("W371"),
		 .last_canonical = TEXT_INIT("W39.9"),
		 .last_undotted = TEXT_INIT("W399"),
		 .match = MATCH_RANGE},
		{.written = TEXT_INIT("nonsense")},
	};
	static struct code_set sets[] = {
		{.system = CODE_OPCS4,
		 .state = CODES_LISTED,
		 .id = TEXT_INIT("c-1-2-1"),
		 .role = TEXT_INIT("procedure"),
		 .heading = TEXT_INIT("Office of"),
		 .codes = codes,
		 .count = 3},
		{.system = CODE_ICD10,
		 .state = CODES_DELEGATED,
		 .role = TEXT_INIT("diagnosis"),
		 .url = TEXT_INIT("https://example.org/codes")},
	};
	static struct reference references[] = {
		{.kind = REFERENCE_TEXT,
		 .number = 1,
		 .label = TEXT_INIT("a"),
		 .text = TEXT_INIT("A book"),
		 .cited_in = cited,
		 .cited_count = 2},
		{.kind = REFERENCE_NICE,
		 .identifier = TEXT_INIT("NG59"),
		 .url = TEXT_INIT("https://www.nice.org.uk/guidance/ng59")},
	};
	static struct included_block includes[] = {{.block = TEXT_INIT("force"), .edition = TEXT_INIT("2024")}};
	bench->policy->code_sets = sets;
	bench->policy->code_set_count = 2;
	bench->policy->references = references;
	bench->policy->reference_count = 2;
	bench->policy->includes = includes;
	bench->policy->include_count = 1;
}

static struct list fill_list(struct bench *bench, const struct field *field);

/* A value in every row of a table: "<row>", or a date, a duration, the last choice, 7, true. Recursion over tables,
 * which nest as their definitions do. */
static void fill_fields(struct bench *bench, const struct field_table *table, void *object)
{
	struct place place = place_of(&bench->policy->source, 0, 1);
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		int last = 0;
		while (field->choices && field->choices[last + 1])
			last++;
		switch (field->type) {
		case FIELD_TEXT:
			*FIELD_AT(object, field, struct text_value) = said(bench, field->sentence);
			break;
		case FIELD_DATE:
			*FIELD_AT(object, field, struct date_value) =
				(struct date_value){.date = {2024, 2, i % 2 ? 29 : 0}, .place = place};
			break;
		case FIELD_DURATION:
			*FIELD_AT(object, field, struct duration_value) =
				(struct duration_value){.duration = {.months = 18}, .place = place};
			break;
		case FIELD_CHOICE:
			*FIELD_AT(object, field, struct choice_value) =
				(struct choice_value){.choice = last, .place = place};
			break;
		case FIELD_NUMBER:
			*FIELD_AT(object, field, struct number_value) =
				(struct number_value){.number = 7, .place = place};
			break;
		case FIELD_BOOLEAN:
			*FIELD_AT(object, field, struct boolean_value) =
				(struct boolean_value){.boolean = true, .place = place};
			break;
		case FIELD_OBJECT:
			*FIELD_AT(object, field, struct place) = place;
			fill_fields(bench, field->members, FIELD_AT(object, field, char));
			break;
		case FIELD_VALUE:
			break;
		default:
			*FIELD_AT(object, field, struct list) = fill_list(bench, field);
		}
	}
}

/* A list of two. */
static struct list fill_list(struct bench *bench, const struct field *field)
{
	struct arena *arena = &bench->policy->arena;
	struct list list = {.count = 2, .place = place_of(&bench->policy->source, 0, 1)};
	if (field->type == FIELD_MAP) {
		struct map_item *items = list.items = ARENA_ARRAY(arena, 2, struct map_item);
		items[0] = (struct map_item){said(bench, "version"), said(bench, "Version 1")};
		items[1] = (struct map_item){said(bench, "a \"key\""), said(bench, "")};
	} else if (field->type == FIELD_LIST) {
		list.items = arena_allocate_array(arena, 2, field->members->size);
		for (size_t i = 0; i < 2; i++)
			fill_fields(bench, field->members, (char *)list.items + i * field->members->size);
	} else if (field->type == FIELD_CHOICES) {
		struct choice_value *items = list.items = ARENA_ARRAY(arena, 2, struct choice_value);
		items[0] = items[1] = (struct choice_value){.choice = 0, .place = list.place};
	} else {
		struct text_value *items = list.items = ARENA_ARRAY(arena, 2, struct text_value);
		items[0] = said(bench, "one");
		items[1] = said(bench, "two <&>");
	}
	return list;
}

static struct value *other_values(struct arena *arena)
{
	struct value *extra = value_map(arena), *inner = value_map(arena), *list = value_list(arena);
	value_set_string(arena, extra, "x_text", "free <words>");
	value_set_boolean(arena, extra, "x_truth", true);
	value_set_integer(arena, extra, "x_number", 12);
	value_set(arena, extra, "x_nothing", value_null(arena));
	value_list_add(arena, list, value_string(arena, TEXT("one")));
	value_list_add(arena, list, value_map(arena));
	value_set(arena, inner, "list", list);
	value_set(arena, extra, "x_map", inner);
	return extra;
}

static struct bench *bench_new(void)
{
	struct bench *bench = test_calloc(1, sizeof *bench);
	bench->policy = policy_new("policies/CMICB_Clin099.md", TEXT("---\n---\n"));
	bench->edition = (struct edition){.site = &bench->site, .root = "../../"};
	bench->site.organisation.name.text = TEXT("An ICB");
	bench->site.organisation.ods.text = TEXT("QYG");
	bench->site.licence.name.text = TEXT("Open Government Licence v3.0");
	return bench;
}

static void bench_write(struct bench *bench)
{
	buffer_clear(&bench->out);
	write_xml(&bench->out, bench->policy, &bench->edition);
	xmlFreeDoc(bench->document);
	bench->document = xmlReadMemory(bench->out.bytes, (int)bench->out.length, "policy.xml", NULL, XML_PARSE_NONET);
	assert_non_null(bench->document);
}

static struct bench *bench_full(void)
{
	struct bench *bench = bench_new();
	fill_fields(bench, &policy_fields, bench->policy);
	bench->policy->extra = other_values(&bench->policy->arena);
	fill_body(bench);
	fill_findings(bench);
	bench_write(bench);
	return bench;
}

static void bench_free(struct bench *bench)
{
	xmlFreeDoc(bench->document);
	buffer_release(&bench->out);
	policy_free(bench->policy);
	test_free(bench);
}

/* The string value of an XPath expression, in which p: is the policy's namespace and r: RELAX NG's; freed by the
 * caller. */
static xmlChar *xpath(xmlDocPtr document, const char *expression)
{
	xmlXPathContextPtr context = xmlXPathNewContext(document);
	xmlXPathRegisterNs(context, BAD_CAST "p", BAD_CAST NAMESPACE);
	xmlXPathRegisterNs(context, BAD_CAST "r", BAD_CAST "http://relaxng.org/ns/structure/1.0");
	xmlXPathRegisterNs(context, BAD_CAST "a", BAD_CAST "http://relaxng.org/ns/compatibility/annotations/1.0");
	xmlXPathObjectPtr object = xmlXPathEvalExpression(BAD_CAST expression, context);
	if (!object)
		fail_msg("%s is no XPath", expression);
	xmlChar *string = xmlXPathCastToString(object);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return string;
}

static void assert_xpath(xmlDocPtr document, const char *expression, const char *expected)
{
	xmlChar *string = xpath(document, expression);
	if (strcmp((char *)string, expected) != 0)
		fail_msg("%s is \"%s\" in place of \"%s\"", expression, (char *)string, expected);
	xmlFree(string);
}

/* The schema, ready to validate with. */
static xmlRelaxNGPtr schema_new(void)
{
	struct buffer out = BUFFER_EMPTY;
	write_policy_relaxng(&out);
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewMemParserCtxt(out.bytes, (int)out.length);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	buffer_release(&out);
	assert_non_null(schema);
	return schema;
}

static bool is_valid(xmlRelaxNGPtr schema, xmlDocPtr document, bool quiet)
{
	xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(schema);
	if (quiet)
		xmlRelaxNGSetValidErrors(valid, ignore_xml_error, ignore_xml_error, NULL);
	int result = xmlRelaxNGValidateDoc(valid, document);
	xmlRelaxNGFreeValidCtxt(valid);
	assert_true(result >= 0);
	return result == 0;
}

/* The document again with the first `from` made `to`. */
static xmlDocPtr mutated(const struct bench *bench, const char *from, const char *to)
{
	struct buffer copy = BUFFER_EMPTY;
	struct text whole = buffer_text(&bench->out);
	size_t at = text_find(whole, text_of(from), 0);
	if (at == TEXT_NOT_FOUND)
		fail_msg("there is no %s in the document", from);
	buffer_append(&copy, text_slice(whole, 0, at));
	buffer_append_string(&copy, to);
	buffer_append(&copy, text_slice(whole, at + strlen(from), whole.length));
	xmlDocPtr document = xmlReadMemory(copy.bytes, (int)copy.length, "policy.xml", NULL, XML_PARSE_NONET);
	buffer_release(&copy);
	if (!document)
		fail_msg("%s in place of %s makes no XML", to, from);
	return document;
}

static void test_everything_is_valid(void **state)
{
	struct bench *bench = bench_full();
	xmlRelaxNGPtr schema = schema_new();

	(void)state;
	assert_true(is_valid(schema, bench->document, false));
	xmlRelaxNGFree(schema);
	bench_free(bench);
}

static void test_schema_refuses(void **state)
{
	static const struct {
		const char *from, *to;
	} wrong[] = {
		/* what is missing */
		{" id=\"s-1\"", ""},
		{" id=\"c-1-1\"", ""},
		{" number=\"1.1\"", " number=\"\""},
		{" id=\"c-1-1-a\"", ""},
		{" id=\"reference-1\"", ""},
		{" kind=\"policy-statement\"", ""},
		{" schema_version=\"1.0\"", ""},
		{" xml:lang=\"en-GB\"", ""},
		{" op=\"any\"", ""},
		{" at_least=\"2\"", ""},
		{" href=\"https://example.org/?a=1&amp;b=2\"", ""},
		{" ref=\"CMICB_Clin055\"", ""},
		{" code=\"S103\"", ""},
		{" last_canonical=\"W39.9\"", ""},
		{"<name>An ICB</name>", "<name/>"},
		/* what no closed list has */
		{"kind=\"policy-statement\"", "kind=\"statement\""},
		{"effect=\"eligible\"", "effect=\"Eligible\""},
		{"op=\"any\"", "op=\"xor\""},
		{"op=\"any\"", "op=\"at_least\""},
		{"kind=\"age\"", "kind=\"shoe_size\""},
		{"comparison=\"at_least\"", "comparison=\"about\""},
		{"kind=\"within\"", "kind=\"inside\""},
		{"system=\"OPCS-4\"", "system=\"SNOMED\""},
		{"role=\"procedure\"", "role=\"use\""},
		{"state=\"listed\"", "state=\"some\""},
		{"status=\"withdrawn\"", "status=\"current\""},
		{"schema_version=\"1.0\"", "schema_version=\"9.0\""},
		{"align=\"left\"", "align=\"justify\""},
		/* what is no such value */
		{"id=\"s-1\"", "id=\"s 1\""},
		{"number=\"1.1\"", "number=\"1.a\""},
		{"value=\"140\"", "value=\"many\""},
		{"ordered=\"false\"", "ordered=\"maybe\""},
		{"=\"2024-02-29\"", "=\"2023-02-29\""},
		{"=\"2024-02\"", "=\"2024-13\""},
		{"=\"2024-02\"", "=\"2024-02Z\""},
		{"=\"P18M\"", "=\"18 months\""},
		/* what stands in the wrong place */
		{"<body>", "<body>words"},
		{"<section id=\"s-1\"", "words<section id=\"s-1\""},
		{"<list ordered=\"false\" op=\"any\" own=\"none\" effect=\"not_commissioned\" from=\"words\">",
		 "<list ordered=\"false\" op=\"any\" own=\"none\" effect=\"not_commissioned\" from=\"words\">words"},
		{"<quote>", "<quote>words"},
		{"<row header=\"true\">", "<row header=\"true\">words"},
		{"<heading>", "<heading><paragraph/>"},
		{"<cell>Code", "<cell><paragraph/>Code"},
		{"<joiner>OR</joiner>", "<paragraph>OR</paragraph>"},
		{"<line_break/>", "<line_break>x</line_break>"},
		{"<joiner>", "<joiner criterion=\"true\">"},
		{"<body>", "<body colour=\"red\">"},
		{"<body>", "<preamble/><body>"},
		{"<codes>", "<codes>S103"},
		{"<policy xmlns=\"" NAMESPACE "\"", "<policy xmlns=\"" NAMESPACE "0\""},
	};
	struct bench *bench = bench_full();
	xmlRelaxNGPtr schema = schema_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
		xmlDocPtr document = mutated(bench, wrong[i].from, wrong[i].to);
		if (is_valid(schema, document, true))
			fail_msg("the schema accepts %s in place of %s", wrong[i].to, wrong[i].from);
		xmlFreeDoc(document);
	}
	xmlRelaxNGFree(schema);
	bench_free(bench);
}

/* Every row that policy.json has, at the same path: p:review/@due is review.due. */
static void test_every_field(void **state)
{
	struct bench *bench = bench_full();
	struct arena arena = ARENA_EMPTY;
	const struct value *values = field_values(&arena, &policy_fields, bench->policy);

	(void)state;
	for (size_t i = 0; i < policy_fields.count; i++) {
		const struct field *field = &policy_fields.fields[i];
		struct text rest = text_of(field->json), part;
		struct buffer parent = BUFFER_EMPTY, expression = BUFFER_EMPTY;
		const char *name = field->json;
		if (!field->json)
			continue;
		buffer_append_string(&parent, "/p:policy");
		while (text_split(&rest, '.', &part)) {
			name = part.bytes;
			if (rest.bytes)
				buffer_append_format(&parent, "/p:%.*s", TEXT_ARGUMENTS(part));
		}
		const struct value *expected = value_at(values, field->json);
		const char *path = buffer_string(&parent);
		if (value_is_scalar(expected)) {
			buffer_append_format(&expression, "%s/@%s | %s/p:%s", path, name, path, name);
			char *words = arena_string(&arena, value_text(expected));
			assert_true(*words);
			assert_xpath(bench->document, buffer_string(&expression), words);
		} else {
			buffer_append_format(&expression, "count(%s/p:%s[*])", path, name);
			assert_xpath(bench->document, buffer_string(&expression), "1");
		}
		buffer_release(&parent);
		buffer_release(&expression);
	}
	assert_xpath(bench->document, "/p:policy/p:history/p:entry[2]/p:changes/p:value[2]", "two <&>");
	assert_xpath(bench->document, "count(/p:policy/p:history/p:entry/@date)", "2");
	assert_xpath(bench->document, "/p:policy/p:applies_to/@age_from", "P18M");
	assert_xpath(bench->document, "/p:policy/p:document_control/p:wording/p:value[@key='version']", "Version 1");
	assert_xpath(bench->document, "count(/p:policy/p:document_control/p:wording/p:value)", "2");
	assert_xpath(bench->document, "/p:policy/p:extra/p:value[@key='x_text'][@type='string']", "free <words>");
	assert_xpath(bench->document, "/p:policy/p:extra/p:value[@key='x_map']/p:value/p:value[2]/@type", "map");
	arena_release(&arena);
	bench_free(bench);
}

/* Left blank on purpose is one thing, not there another. */
static void test_blank_and_absent(void **state)
{
	struct bench *bench = bench_new();

	(void)state;
	bench->policy->author = said(bench, "");
	bench->policy->subtitle = said(bench, "");
	bench_write(bench);
	assert_xpath(bench->document, "count(/p:policy/p:document_control/p:author[not(node())])", "1");
	assert_xpath(bench->document, "count(/p:policy/p:document_control/p:ratified_by)", "0");
	assert_xpath(bench->document, "count(/p:policy/p:subtitle)", "0");
	assert_xpath(bench->document, "count(//p:history | //p:keywords | //p:withdrawn | //p:code_sets)", "0");
	assert_xpath(bench->document, "count(/p:policy/p:applies_to | /p:policy/p:review)", "2");
	bench_free(bench);
}

/* A policy of which nothing could be read is still XML, and no policy by the schema. */
static void test_empty_policy(void **state)
{
	struct bench *bench = bench_new();
	xmlRelaxNGPtr schema = schema_new();

	(void)state;
	bench_write(bench);
	assert_xpath(bench->document, "count(/p:policy/p:body[not(node())])", "1");
	assert_false(is_valid(schema, bench->document, true));
	xmlRelaxNGFree(schema);
	bench_free(bench);
}

/* The text of the body is the policy's words, each once and in order: white space between blocks aside. */
static void test_words(void **state)
{
	struct bench *bench = bench_full();
	struct buffer words = BUFFER_EMPTY;

	(void)state;
	node_append_words(&words, bench->policy->body, (struct words_options){0});
	struct buffer expression = BUFFER_EMPTY;
	xmlChar *written = xpath(bench->document, "normalize-space(/p:policy/p:body)");
	/* The words have " " or "\n" where the XML has white space; both sides in one form. */
	char *expected = arena_string(&bench->policy->arena, buffer_text(&words)), *end = expected;
	for (const char *c = expected; *c; c++)
		if (!is_ascii_space(*c) || (end > expected && end[-1] != ' '))
			*end++ = is_ascii_space(*c) ? ' ' : *c;
	while (end > expected && end[-1] == ' ')
		end--;
	*end = '\0';
	assert_string_equal((char *)written, expected);
	assert_true(strlen(expected) > 200);
	xmlFree(written);
	buffer_release(&words);
	buffer_release(&expression);
	bench_free(bench);
}

static void assert_written(const struct bench *bench, const char *expected)
{
	if (text_find(buffer_text(&bench->out), text_of(expected), 0) == TEXT_NOT_FOUND)
		fail_msg("not in the document: %s", expected);
}

/* The bytes of what matters most: mixed content has no white space of ours. */
static void test_bytes(void **state)
{
	struct bench *bench = bench_full();

	(void)state;
	assert_written(bench, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			      "<?xml-model href=\"../../schema/policy.rng\" type=\"application/xml\" "
			      "schematypens=\"http://relaxng.org/ns/structure/1.0\"?>\n"
			      "<policy xmlns=\"" NAMESPACE "\" xml:lang=\"en-GB\" schema_version=\"1.0\" "
			      "generator=\"policyc " POLICYC_VERSION "\" ref=");
	assert_written(bench, "  <publisher ods=\"QYG\">\n    <name>An ICB</name>\n  </publisher>\n"
			      "  <licence>Open Government Licence v3.0</licence>\n");
	assert_written(
		bench,
		"    <section id=\"s-1\" number=\"1\" kind=\"policy-statement\" effect=\"eligible\">\n"
		"      <heading>Policy statement</heading>\n"
		"      <clause id=\"c-1-1\" number=\"1.1\" effect=\"unstated\" from=\"words\">\n"
		"        <paragraph>Scars, é<strong> very <em>old</em></strong> <code>&lt;2 &amp; 3&gt;</code>"
		"<citation label=\"a\" number=\"1\" reference=\"reference-1\"/><line_break/>\nend"
		"<citation label=\"nobody\"/></paragraph>\n"
		"        <list ordered=\"false\" op=\"any\" own=\"none\" effect=\"not_commissioned\" from=\"words\">\n"
		"          <item criterion=\"true\" id=\"c-1-1-a\" effect=\"not_commissioned\">\n"
		"            <quantity kind=\"age\" comparison=\"at_least\" value=\"16.5\" unit=\"a\" "
		"text=\"at least 16½ years\"/>\n"
		"            <quantity kind=\"blood_pressure\" comparison=\"less_than\" value=\"140\" "
		"unit=\"mm[Hg]\" text=\"under 140/90\" diastolic=\"90\" upper_inclusive=\"false\"/>\n"
		"            <paragraph>at least 16½ years, under 140/90</paragraph>\n"
		"          </item>\n"
		"          <joiner>OR</joiner>\n");
	assert_written(bench, "<list ordered=\"true\" start=\"3\" op=\"at_least\" at_least=\"2\"");
	assert_written(bench, "          <item>\n            <note>NOTE: no criterion</note>\n          </item>\n");
	assert_written(bench, "      <list ordered=\"false\">\n        <item>\n");
	assert_written(bench,
		       "            <column align=\"left\"/>\n            <column/>\n"
		       "            <column align=\"right\"/>\n            <row header=\"true\">\n"
		       "              <cell>Code</cell>\n              <cell>Words</cell>\n              <cell/>\n");
	assert_written(bench, "<link kind=\"policy\" ref=\"CMICB_Clin055\" fragment=\"c-1-1\" "
			      "href=\"../../policies/cmicb-clin055/#c-1-1\" title=\"A title\">scars</link>");
	assert_written(bench, "<link kind=\"within\">9.9</link><link kind=\"nice\" ref=\"NG59\" "
			      "href=\"https://www.nice.org.uk/guidance/ng59\">NG 59</link><link kind=\"empty\">nothing"
			      "</link><link kind=\"refused\">a script</link>");
	assert_written(bench, "      <clause effect=\"unstated\" from=\"words\">\n");
	assert_written(bench, "<entry code=\"S103\" canonical=\"S10.3\" undotted=\"S103\" match=\"exact\">\n"
			      "          <term>Peeling &amp; more</term>\n");
	assert_written(bench, "cited_in=\"c-1-1 s-appendix\"");
	assert_true(text_find(buffer_text(&bench->out), TEXT("javascript"), 0) == TEXT_NOT_FOUND);
	bench_free(bench);
}

static void test_twice_the_same(void **state)
{
	struct bench *bench = bench_full();
	struct buffer again = BUFFER_EMPTY;

	(void)state;
	write_xml(&again, bench->policy, &bench->edition);
	assert_true(text_equal(buffer_text(&again), buffer_text(&bench->out)));
	buffer_release(&again);
	bench_free(bench);
}

/* Every element and attribute of the schema has its sentence, and every name that it refers to a definition. */
static void test_schema_is_documented(void **state)
{
	struct buffer out = BUFFER_EMPTY;

	(void)state;
	write_policy_relaxng(&out);
	xmlDocPtr document = xmlReadMemory(out.bytes, (int)out.length, "policy.rng", NULL, XML_PARSE_NONET);
	assert_non_null(document);
	assert_xpath(document,
		     "string(//*[self::r:element or self::r:attribute]"
		     "[not(*[1][self::a:documentation][string-length() > 5])]/@name)",
		     "");
	assert_xpath(document, "string(//r:define[not(a:documentation or r:element)]/@name)", "");
	assert_xpath(document, "count(//r:element) > 50 and count(//r:attribute) > 80", "true");
	assert_xpath(document, "string(//r:ref[not(@name = //r:define/@name)]/@name)", "");
	assert_xpath(document, "string(//r:define[not(@name = //r:ref/@name)]/@name)", "");
	assert_xpath(document, "string(//r:define[@name = preceding::r:define/@name]/@name)", "");
	xmlFreeDoc(document);
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_is_valid),
		cmocka_unit_test(test_schema_refuses),
		cmocka_unit_test(test_every_field),
		cmocka_unit_test(test_blank_and_absent),
		cmocka_unit_test(test_empty_policy),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_twice_the_same),
		cmocka_unit_test(test_schema_is_documented),
	};
	xmlInitParser();
	int failed = cmocka_run_group_tests_name("xml", tests, NULL, NULL);
	xmlCleanupParser();
	return failed;
}

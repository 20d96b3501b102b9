/* XSL-FO: well formed, ids once, links that lead somewhere, lists and tables that hold what the specification asks for,
 * and addresses that a line can break. FOP itself renders the real policies in tests/pdf. */
#include "trees.h"

#include "write/diff.h"
#include "write/fo_style.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

static struct sample sample;
static xmlDocPtr document;

static int set_up(void **state)
{
	(void)state;
	sample_begin(&sample);
	sample.policy->title = words_value("Scars & burns");
	document = NULL;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	xmlFreeDoc(document);
	sample_end(&sample);
	return 0;
}

static void read_it(void)
{
	document = xmlReadMemory(sample.out.bytes, (int)sample.out.length, "policy.fo", NULL, XML_PARSE_NONET);
	if (!document)
		fail_msg("not well formed:\n%s", buffer_string(&sample.out));
}

static void write_it(void)
{
	/* As in templates/pdf.mustache. */
	buffer_append_string(&sample.out, "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'>");
	write_fo_bookmarks(&sample.out, sample.policy, &sample.edition);
	write_fo(&sample.out, sample.policy, &sample.edition);
	buffer_append_string(&sample.out, "</fo:root>");
	read_it();
}

/* What an XPath expression gives, as a number. */
static int count(const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(document);
	xmlXPathRegisterNs(context, BAD_CAST "fo", BAD_CAST "http://www.w3.org/1999/XSL/Format");
	xmlXPathRegisterNs(context, BAD_CAST "fox", BAD_CAST "http://xmlgraphics.apache.org/fop/extensions");
	xmlXPathObjectPtr result = xmlXPathEvalExpression(BAD_CAST path, context);
	assert_non_null(result);
	double number = xmlXPathCastToNumber(result);
	if (result->type == XPATH_NODESET)
		number = result->nodesetval ? result->nodesetval->nodeNr : 0;
	xmlXPathFreeObject(result);
	xmlXPathFreeContext(context);
	return (int)number;
}

/* What must hold of any document that we write. */
static void assert_sound(void)
{
	assert_int_equal(count("//*[@id = preceding::*/@id or @id = ancestor::*/@id]"), 0);
	assert_int_equal(count("//*[@internal-destination and not(@internal-destination = //@id)]"), 0);
	assert_int_equal(count("//*[@ref-id and not(@ref-id = //@id)]"), 0);
	assert_int_equal(count("//fo:basic-link[not(@fox:alt-text)]"), 0);
	assert_int_equal(count("//fo:list-block[not(fo:list-item)]"), 0);
	assert_int_equal(count("//fo:list-item-body[not(*)] | //fo:list-item-label[not(*)]"), 0);
	assert_int_equal(count("//fo:table[not(fo:table-body/fo:table-row/fo:table-cell/fo:block)]"), 0);
	assert_int_equal(count("//fo:table-row[count(fo:table-cell[not(@number-columns-spanned)]) + "
			       "sum(fo:table-cell/@number-columns-spanned) != "
			       "count(ancestor::fo:table[1]/fo:table-column)]"),
			 0);
	assert_int_equal(count("//fo:flow[not(*)]"), 0);
}

static struct node *first_section(void)
{
	return add_section(&sample, sample.policy->body, 2, "1", "s-1", "Policy statement");
}

static void test_empty_policy(void **state)
{
	(void)state;
	sample.policy->title = words_value("");
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:bookmark-tree"), 0);
}

static void test_sections_and_clauses(void **state)
{
	(void)state;
	struct node *section = first_section();
	add_clause(&sample, section, "1.1", "c-1-1", "One");
	add_clause(&sample, section, "1.2", "c-1-2", "Two");
	add_words(&sample, section, NODE_PARAGRAPH, "Between");
	add_clause(&sample, section, "1.3", "c-1-3", NULL);
	struct node *below = add_section(&sample, section, 3, "1.4", "s-1-4", "Aims");
	add_clause(&sample, below, "", "", "Unnumbered");
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:block[@role='H1'][.='Scars & burns']"), 1);
	assert_int_equal(count("//fo:block[@role='H2'][@id='s-1'][.='1 Policy statement']"), 1);
	assert_int_equal(count("//fo:block[@role='H3'][@id='s-1-4'][.='1.4 Aims']"), 1);
	/* Neighbours are one list; a paragraph ends it. */
	assert_int_equal(count("//fo:list-block"), 2);
	assert_int_equal(count("//fo:list-block[1]/fo:list-item[@id='c-1-1' or @id='c-1-2']"), 2);
	assert_int_equal(count("//fo:bookmark[@internal-destination='s-1']/fo:bookmark[@internal-destination='s-1-4']"),
			 1);
}

static void test_criteria(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Any:");
	struct node *group = add_group(&sample, clause, CRITERIA_ANY);
	add_criterion(&sample, group, "c-1-1-a", "first");
	add_words(&sample, group, NODE_JOINER, "OR");
	add_criterion(&sample, group, "c-1-1-b", "second");
	add_criterion(&sample, group, "c-1-1-c", "third");
	write_it();
	assert_sound();
	/* Three criteria are a list of three. */
	assert_int_equal(count("//fo:list-item[@id='c-1-1']//fo:list-block/fo:list-item"), 3);
	assert_int_equal(count("//fo:list-item[@id='c-1-1-a']/fo:list-item-body/fo:block[2][.='OR']"), 1);
	assert_int_equal(count("//fo:list-item[@id='c-1-1-b']/fo:list-item-body/fo:block[2][.='or']"), 1);
	assert_int_equal(count("//fo:list-item[@id='c-1-1-c']/fo:list-item-body/fo:block"), 1);
}

static void test_criteria_table(void **state)
{
	(void)state;
	struct node *table = add(&sample, add_clause(&sample, first_section(), "1.1", "c-1-1", "Any:"), NODE_TABLE);
	table->table.columns = 2;
	table->table.group.combination = CRITERIA_ANY;
	for (size_t i = 0; i < 3; i++) {
		struct node *row = add(&sample, table, NODE_ROW);
		row->ruling.is_criterion = true;
		add_words(&sample, row, NODE_CELL, "Age");
		add_words(&sample, row, NODE_CELL, "18");
	}
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:table-row"), 5);
	assert_int_equal(count("//fo:table-row[@keep-with-previous.within-page='always']"
			       "[preceding-sibling::*[1][fo:table-cell[2]]][following-sibling::*[1][fo:table-cell[2]]]"
			       "/fo:table-cell[@number-columns-spanned='2'][@role='TD'][fo:block='or']"),
			 2);
}

static void test_joiner_before_any_item(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Any:");
	struct node *group = add_group(&sample, clause, CRITERIA_UNCLEAR);
	add_words(&sample, group, NODE_JOINER, "OR");
	add(&sample, group, NODE_ITEM);
	add_words(&sample, clause, NODE_JOINER, "AND");
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:block[.='OR'] | //fo:block[.='AND']"), 2);
}

static void test_tables(void **state)
{
	(void)state;
	struct node *section = first_section();
	section->section.kind = SECTION_CODING;
	sample.profile.code_table.code = words_value("Code");
	sample.profile.code_table.term = words_value("Description");
	add_code_table(&sample, add_clause(&sample, section, "1.1", "c-1-1", "OPCS"));
	/* A header and nothing else; and a row that is short of a cell. */
	struct node *table = add(&sample, add_clause(&sample, section, "1.2", "c-1-2", NULL), NODE_TABLE);
	table->table.columns = 2;
	struct node *header = add(&sample, table, NODE_ROW);
	header->row.is_header = true;
	add_words(&sample, header, NODE_CELL, "Alone");
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:table-header/fo:table-row[fo:table-cell[1]/fo:block='Code'][fo:table-cell[2]/"
			       "fo:block='Description']"),
			 1);
	assert_int_equal(count("//fo:table-body//fo:block[.='S103']"), 1);
	assert_int_equal(count("//fo:table-body//fo:block[.='Alone']"), 1);
}

static void test_links(void **state)
{
	(void)state;
	struct node *section = first_section();
	struct node *clause = add_clause(&sample, section, "1.1", "c-1-1", "See ");
	struct node *paragraph = clause->first_child;
	add_link(&sample, paragraph, LINK_URL, "https://a.example/it's (x)", "an address");
	struct node *policy = add_link(&sample, paragraph, LINK_POLICY, "", "another");
	policy->link.ref = TEXT("CM_2");
	struct node *within = add_link(&sample, paragraph, LINK_WITHIN, "#s-1", "above");
	within->link.resolved = section;
	add_link(&sample, paragraph, LINK_WITHIN, "", "lost");
	struct node *reference =
		add_words(&sample, add(&sample, section, NODE_REFERENCE_LIST), NODE_REFERENCE, "A book");
	reference->id = TEXT("reference-1");
	reference->reference.number = 1;
	struct node *citation = add(&sample, paragraph, NODE_CITATION);
	citation->citation.number = 1;
	citation->citation.reference = reference;
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:basic-link[@external-destination=\"url('https://a.example/it%27s%20%28x%29')\"]"),
			 1);
	assert_int_equal(count("//fo:basic-link[@external-destination=\"url('../../policies/cm-2/')\"][.='another']"),
			 1);
	assert_int_equal(count("//fo:basic-link[@internal-destination='s-1'][.='above']"), 1);
	assert_int_equal(
		count("//fo:inline/fo:basic-link[@internal-destination='reference-1'][@fox:alt-text='Reference 1']"),
		1);
	assert_int_equal(count("//fo:basic-link[.='lost']"), 0);
}

static void test_policy_links_are_absolute_with_an_address(void **state)
{
	(void)state;
	sample.site.base_url = words_value("https://policies.example");
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "See ");
	struct node *policy = add_link(&sample, clause->first_child, LINK_POLICY, "", "another");
	policy->link.ref = TEXT("CM_2");
	write_it();
	assert_int_equal(
		count("//fo:basic-link[@external-destination=\"url('https://policies.example/policies/cm-2/')\"]"), 1);
}

/* No line holds a run of 300 characters: after each 30 there is a place to break, and in an address after its signs. */
static void test_long_runs_can_break(void **state)
{
	(void)state;
	static char run[301];
	memset(run, 'x', 300);
	add_clause(&sample, first_section(), "1.1", "c-1-1", run);
	add_clause(&sample, sample.policy->body->first_child, "1.2", "c-1-2",
		   "short https://a.example/one-two/three.html?x=1 ends");
	write_it();
	assert_int_equal(count("//fo:list-item[@id='c-1-1']//fo:block[string-length(.) = 309]"), 1);
	assert_holds(&sample, ">https://a.example/</fo:inline>\xE2\x80\x8Bone-\xE2\x80\x8B"
			      "two/\xE2\x80\x8Bthree.html?\xE2\x80\x8Bx=\xE2\x80\x8B"
			      "1 ends");
}

static void test_contents_begin_a_cover(void **state)
{
	static const int parts[] = {PART_TITLE_BLOCK, PART_CONTENTS, PART_SECTIONS};
	static const int entries[] = {CONTENTS_SECTIONS, CONTENTS_DOCUMENT_CONTROL};
	(void)state;
	sample.profile.parts = choices(&sample, parts, 3);
	sample.profile.contents.heading = words_value("Contents");
	sample.profile.contents.entries = choices(&sample, entries, 2);
	sample.profile.contents.place = place_of(&sample.policy->source, 0, 0);
	sample.profile.section_number = words_value("{number}.");
	first_section();
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:block[@role='TOCI']/fo:basic-link[@internal-destination='s-1']"
			       "[starts-with(., '1. Policy statement')]/fo:page-number-citation"),
			 1);
	assert_int_equal(count("//fo:block[@break-before='page']//fo:block[@id='s-1']"), 1);
}

static void test_document_control(void **state)
{
	(void)state;
	struct control_row *row = ARENA_NEW(sample_arena(&sample), struct control_row);
	row->label = words_value("Author:");
	sample.policy->control_rows = (struct list){row, 1, PLACE_NONE};
	sample.policy->profile = NULL;
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:table[fo:table-column[1][@fox:header='true']]//fo:block[.='Author:']"), 1);
}

static void test_pictures(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "See ");
	struct node *picture = add_words(&sample, clause->first_child, NODE_IMAGE, "The pathway");
	picture->link.url = TEXT("site/assets/pathway.svg");
	add_words(&sample, clause->first_child, NODE_IMAGE, "Elsewhere");
	write_it();
	assert_sound();
	assert_int_equal(count("//fo:external-graphic[@src=\"url('site/assets/pathway.svg')\"]"
			       "[@fox:alt-text='The pathway']"),
			 1);
	assert_int_equal(count("//fo:block[.='See Elsewhere']"), 1);
}

/* A style of the template stands on what it is for. */
static void test_styles(void **state)
{
	(void)state;
	struct fo_styles styles;
	struct buffer why = BUFFER_EMPTY;
	size_t line;
	assert_true(fo_styles_read(
		&styles, sample_arena(&sample),
		TEXT("\nheading-2 color=\"#123456\"\n  font-size='2em'\n\nclause space-after=\"1pt\"\n"), &why, &line));
	sample.edition.fo_styles = &styles;
	add_clause(&sample, first_section(), "1.1", "c-1-1", "One");
	write_it();
	assert_int_equal(count("//fo:block[@role='H2'][@color='#123456'][@font-size='2em']"), 1);
	assert_int_equal(count("//fo:list-item[@space-after='1pt']"), 1);
	buffer_release(&why);
}

static void assert_refused(const char *words, size_t in_line, const char *because)
{
	struct fo_styles styles;
	struct buffer why = BUFFER_EMPTY;
	size_t line = 0;
	assert_false(fo_styles_read(&styles, sample_arena(&sample), text_of(words), &why, &line));
	if (!strstr(buffer_string(&why), because))
		fail_msg("%s: %s", words, buffer_string(&why));
	assert_int_equal(line, in_line);
	buffer_release(&why);
}

static void test_styles_that_are_none(void **state)
{
	(void)state;
	assert_refused("item color=\"red\"\nheading-9 color=\"red\"", 2, "no style \"heading-9\"");
	assert_refused("item color", 1, "name=\"value\"");
	assert_refused("item color=red", 1, "no quotes");
	assert_refused("item color=\"red", 1, "no quotes");
	assert_refused("item color='red' color='blue'", 1, "color twice");
	assert_refused("item color='red'\nitem color='blue'", 2, "there already");
	assert_refused("item\n  start-indent='2mm'", 2, "policyc sets start-indent itself");
}

static void write_redline(struct arena *arena, const struct policy *new)
{
	struct diff_pair pair = {{sample.policy, "old"}, {new, "new"}, diff_policies(arena, sample.policy, new), false};
	buffer_append_string(&sample.out, "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'>");
	write_diff_fo_bookmarks(&sample.out, &pair, &sample.edition);
	write_diff_fo(&sample.out, &pair, &sample.edition);
	buffer_append_string(&sample.out, "</fo:root>");
	read_it();
	assert_sound();
}

/* What changed is said in words, and marked besides. */
static void test_redline(void **state)
{
	(void)state;
	struct sample other;
	struct arena arena = ARENA_EMPTY;
	sample_begin(&other);
	other.policy->title = words_value("Scars & burns");
	add_clause(&sample, first_section(), "1.1", "c-1-1", "Pain for at least one year and no relief from rest");
	struct node *section = add_section(&other, other.policy->body, 2, "1", "s-1", "Policy statement");
	add_clause(&other, section, "1.1", "c-1-1", "Pain for at least two years and no relief from rest");
	add_clause(&other, section, "1.2", "c-1-2", "Another clause altogether, which nobody has seen before");
	write_redline(&arena, other.policy);
	assert_int_equal(count("//fo:block[@role='H1'][.='Scars & burns']"), 1);
	assert_int_equal(count("//fo:bookmark[@internal-destination = //fo:block[@role='H2']/@id]"),
			 count("//fo:block[@role='H2']"));
	assert_int_equal(count("//fo:block[.='Pain for at least  [removed: one year] [added: two years] and no relief "
			       "from rest']"),
			 1);
	assert_int_equal(count("//fo:block[.='[added: Another clause altogether, which nobody has seen before]']"), 1);
	arena_release(&arena);
	sample_end(&other);
}

/* How criteria that came combine stands before them, and is no word of the policy; a list within one stands deeper. */
static void test_redline_of_groups(void **state)
{
	(void)state;
	struct sample other;
	struct arena arena = ARENA_EMPTY;
	sample_begin(&other);
	add_clause(&sample, first_section(), "1.1", "c-1-1", "Pain for at least one year and no relief from rest");
	struct node *kept = add_group(&sample, sample.policy->body->first_child->first_child, CRITERIA_ALL);
	add_criterion(&sample, kept, "c-1-1-a", "The splint was worn at night for eight weeks");
	struct node *section = add_section(&other, other.policy->body, 2, "1", "s-1", "Policy statement");
	struct node *clause =
		add_clause(&other, section, "1.1", "c-1-1", "Pain for at least one year and no relief from rest");
	struct node *list = add_group(&other, clause, CRITERIA_ALL);
	add_criterion(&other, list, "c-1-1-a", "The splint was worn at night for eight weeks");
	add_criterion(&other, list, "c-1-1-b", "Surgery is what the patient wants");
	clause = add_clause(&other, section, "1.2", "c-1-2", "Another clause altogether, which nobody has seen before");
	list = add_group(&other, clause, CRITERIA_ANY);
	struct node *item = add_criterion(&other, list, "c-1-2-a", "Wasting of the muscles");
	add_criterion(&other, add_group(&other, item, CRITERIA_AT_LEAST), "c-1-2-a-i", "Numb fingers");
	item = add_criterion(&other, list, "c-1-2-b", "Weakness of the thumb");
	for (size_t i = 0; i < 30; i++)
		item = add_criterion(&other, add_group(&other, item, CRITERIA_ALL), "", "Deeper and deeper");
	write_redline(&arena, other.policy);
	/* A page is no wider for those who nest. */
	assert_int_equal(count("//fo:block[@start-indent='78mm'][.='[added: Deeper and deeper]']"), 30 - 10);
	assert_int_equal(count("//fo:block[number(substring-before(@start-indent, 'mm')) > 78]"), 0);
	assert_int_equal(count("//fo:block[@start-indent='6mm'][.='With its neighbours: all of these must hold (AND)']"
			       "[preceding-sibling::*[1][.='[added: Surgery is what the patient wants]']]"),
			 1);
	assert_int_equal(count("//fo:block[@start-indent='12mm'][.='any of these is enough (OR):']"
			       "[following-sibling::*[1][@start-indent='12mm'][.='[added: Wasting of the muscles]']]"),
			 1);
	assert_int_equal(count("//fo:block[@start-indent='18mm'][starts-with(., 'at least ')]"
			       "[following-sibling::*[1][@start-indent='18mm'][.='[added: Numb fingers]']]"
			       "[following-sibling::*[2][@start-indent='12mm'][.='[added: Weakness of the thumb]']]"),
			 1);
	arena_release(&arena);
	sample_end(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_empty_policy),
		TEST(test_sections_and_clauses),
		TEST(test_criteria),
		TEST(test_criteria_table),
		TEST(test_joiner_before_any_item),
		TEST(test_tables),
		TEST(test_links),
		TEST(test_policy_links_are_absolute_with_an_address),
		TEST(test_long_runs_can_break),
		TEST(test_contents_begin_a_cover),
		TEST(test_document_control),
		TEST(test_pictures),
		TEST(test_redline),
		TEST(test_redline_of_groups),
		TEST(test_styles),
		TEST(test_styles_that_are_none),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xmlCleanupParser();
	return failed;
}

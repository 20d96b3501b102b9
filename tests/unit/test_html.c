/* The ratified text of a page: numbers, criteria and what joins them, tables, links, and the generated parts in the
 * order of the profile. */
#include "trees.h"

#define ADDED "<span class=\"nhsuk-u-visually-hidden\">Added by policyc: </span>"

static struct sample sample;

static int set_up(void **state)
{
	(void)state;
	sample_begin(&sample);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	sample_end(&sample);
	return 0;
}

static void write_it(void)
{
	write_html(&sample.out, sample.policy, &sample.edition);
}

static struct node *first_section(void)
{
	return add_section(&sample, sample.policy->body, 2, "1", "s-1", "Policy statement");
}

static void test_section_and_clause(void **state)
{
	(void)state;
	sample.profile.section_number = words_value("{number}.");
	struct node *section = first_section();
	add_clause(&sample, section, "1.1", "c-1-1", "Peels & <lasers>");
	struct node *below = add_section(&sample, section, 3, "1.2", "s-1-2", "Aims");
	add_clause(&sample, below, "1.2.1", "c-1-2-1", "To treat");
	write_it();
	assert_text_is(
		buffer_text(&sample.out),
		"<section class=\"policy-section\" id=\"s-1\" aria-labelledby=\"page-heading-s-1\">\n"
		"<h2 id=\"page-heading-s-1\" class=\"nhsuk-heading-l\"><a class=\"policy-number\" href=\"#s-1\">1.</a> "
		"Policy statement</h2>\n"
		"<div class=\"policy-clause\" id=\"c-1-1\">\n"
		"<p><a class=\"policy-number\" href=\"#c-1-1\">1.1</a> Peels &amp; &lt;lasers&gt;</p>\n"
		"</div>\n"
		"<section class=\"policy-subsection\" id=\"s-1-2\">\n"
		"<h3 class=\"nhsuk-heading-m\"><a class=\"policy-number\" href=\"#s-1-2\">1.2</a> Aims</h3>\n"
		"<div class=\"policy-clause\" id=\"c-1-2-1\">\n"
		"<p><a class=\"policy-number\" href=\"#c-1-2-1\">1.2.1</a> To treat</p>\n"
		"</div>\n"
		"</section>\n"
		"</section>\n");
}

static void test_number_without_a_paragraph(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", NULL);
	struct node *list = add_group(&sample, clause, CRITERIA_NONE_READ);
	add_words(&sample, add(&sample, list, NODE_ITEM), NODE_PARAGRAPH, "one");
	write_it();
	assert_holds(&sample, "<p><a class=\"policy-number\" href=\"#c-1-1\">1.1</a></p>\n"
			      "<ul class=\"nhsuk-list nhsuk-list--bullet\">\n<li>one</li>\n</ul>\n");
}

static void test_unnumbered_clause(void **state)
{
	(void)state;
	add_clause(&sample, first_section(), "", "", "words");
	write_it();
	assert_holds(&sample, "<div class=\"policy-clause\">\n<p>words</p>\n</div>");
}

static void test_written_joiner(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Either:");
	struct node *group = add_group(&sample, clause, CRITERIA_ANY);
	add_criterion(&sample, group, "c-1-1-a", "first");
	add_words(&sample, group, NODE_JOINER, "OR");
	add_criterion(&sample, group, "c-1-1-b", "second");
	write_it();
	assert_holds(&sample, "<ul class=\"nhsuk-list policy-criteria policy-criteria--any\">\n"
			      "<li class=\"policy-criterion\" id=\"c-1-1-a\">first</li>\n"
			      "<li class=\"policy-joiner\">OR</li>\n"
			      "<li class=\"policy-criterion\" id=\"c-1-1-b\">second</li>\n"
			      "</ul>\n");
	assert_lacks(&sample, "policy-joiner--added");
}

/* The note is the first criterion's: what joins the two stands after it. */
static void test_added_joiner_after_a_note(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "All:");
	struct node *group = add_group(&sample, clause, CRITERIA_ALL);
	add_criterion(&sample, group, "c-1-1-a", "first");
	add_note_item(&sample, group, "NOTE: of the first");
	add_criterion(&sample, group, "c-1-1-b", "second");
	add_note_item(&sample, group, "NOTE: of the second");
	write_it();
	assert_holds(&sample, "<li class=\"policy-criterion\" id=\"c-1-1-a\">first</li>\n"
			      "<li><p class=\"policy-note\">NOTE: of the first</p>\n</li>\n"
			      "<li class=\"policy-joiner--added\">" ADDED "and</li>\n"
			      "<li class=\"policy-criterion\" id=\"c-1-1-b\">second</li>\n"
			      "<li><p class=\"policy-note\">NOTE: of the second</p>\n</li>\n"
			      "</ul>");
}

static void test_no_joiner_where_words_join(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Any:");
	struct node *group = add_group(&sample, clause, CRITERIA_ANY);
	add_criterion(&sample, group, "c-1-1-a", "a scar; OR");
	add_criterion(&sample, group, "c-1-1-b", "a razor");
	add_criterion(&sample, group, "c-1-1-c", "a burn");
	write_it();
	assert_holds(&sample, "a scar; OR</li>\n<li class=\"policy-criterion\" id=\"c-1-1-b\">a razor</li>\n"
			      "<li class=\"policy-joiner--added\">" ADDED "or</li>\n"
			      "<li class=\"policy-criterion\" id=\"c-1-1-c\">");
}

/* A row of as many cells as there are words, of a group. */
static struct node *add_row(struct node *table, const char *first, const char *second, bool is_criterion)
{
	struct node *row = add(&sample, table, NODE_ROW);
	row->ruling.is_criterion = is_criterion;
	add_words(&sample, row, NODE_CELL, first);
	add_words(&sample, row, NODE_CELL, second);
	return row;
}

static struct node *add_criteria_table(enum criteria_operator combination)
{
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Those:");
	struct node *table = add(&sample, clause, NODE_TABLE);
	table->table.columns = 2;
	table->table.group.combination = combination;
	add_row(table, "Criterion", "Threshold", false)->row.is_header = true;
	return table;
}

static void test_joiners_between_rows_of_criteria(void **state)
{
	(void)state;
	struct node *table = add_criteria_table(CRITERIA_ALL);
	add_row(table, "Age", "18", true);
	add_row(table, "", "", false);
	add_row(table, "BMI; and", "35", true);
	add_row(table, "Score", "20", true);
	add_row(table, "", "AND", false);
	add_row(table, "Pain", "weeks", true);
	add_row(table, "Place", "hip", true);
	add_row(table, "", "", false);
	write_it();
#define JOINER                                                                          \
	"<tr class=\"nhsuk-table__row\"><td class=\"nhsuk-table__cell\" colspan=\"2\">" \
	"<span class=\"policy-joiner--added\">" ADDED "and</span></td></tr>\n"
	assert_holds(&sample, JOINER "<tr class=\"nhsuk-table__row\"><td class=\"nhsuk-table__cell\">BMI; and<");
	assert_holds(&sample, ">weeks</td></tr>\n" JOINER
			      "<tr class=\"nhsuk-table__row\"><td class=\"nhsuk-table__cell\">Place<");
#define ROW(first) "<tr class=\"nhsuk-table__row\"><td class=\"nhsuk-table__cell\">" first "</td>"
	assert_holds(&sample, ">35</td></tr>\n" ROW("Score"));
	assert_holds(&sample, ">20</td></tr>\n" ROW("") "<td class=\"nhsuk-table__cell\">AND</td></tr>\n" ROW("Pain"));
	assert_holds(&sample, ">hip</td></tr>\n" ROW(""));
#undef ROW
#undef JOINER
}

static void test_no_joiners_between_other_rows(void **state)
{
	(void)state;
	static const enum criteria_operator others[] = {CRITERIA_NONE_READ, CRITERIA_UNCLEAR, CRITERIA_NONE,
							CRITERIA_AT_LEAST};
	for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
		struct node *table = add_criteria_table(others[i]);
		add_row(table, "Age", "18", others[i] != CRITERIA_NONE_READ);
		add_row(table, "BMI", "35", others[i] != CRITERIA_NONE_READ);
	}
	write_it();
	assert_lacks(&sample, "policy-joiner");
}

static void test_no_joiner_under_none_and_at_least(void **state)
{
	(void)state;
	struct node *section = first_section();
	struct node *clause = add_clause(&sample, section, "1.1", "c-1-1", "None of:");
	struct node *group = add_group(&sample, clause, CRITERIA_NONE);
	add_criterion(&sample, group, "a", "x");
	add_criterion(&sample, group, "b", "y");
	clause = add_clause(&sample, section, "1.2", "c-1-2", "At least 2 of:");
	group = add_group(&sample, clause, CRITERIA_AT_LEAST);
	add_criterion(&sample, group, "c", "x");
	add_criterion(&sample, group, "d", "y");
	write_it();
	assert_lacks(&sample, "policy-joiner");
	assert_holds(&sample, "policy-criteria--none\"");
	assert_holds(&sample, "policy-criteria--at-least\"");
}

static void test_numbers_of_ordered_criteria(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "All:");
	struct node *group = add_group(&sample, clause, CRITERIA_ALL);
	group->list.is_ordered = true;
	add_criterion(&sample, group, "c-1-1-a", "x");
	add_criterion(&sample, group, "c-1-1-b", "y");
	write_it();
	assert_holds(&sample, "<ol class=\"nhsuk-list nhsuk-list--number policy-criteria policy-criteria--all\">");
	assert_holds(&sample, "id=\"c-1-1-b\" value=\"2\">");
}

static void test_item_of_several_blocks(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Any:");
	struct node *item = add_criterion(&sample, add_group(&sample, clause, CRITERIA_ANY), "c-1-1-a", "cancer");
	add_words(&sample, item, NODE_NOTE, "NOTE: funding");
	write_it();
	assert_holds(&sample, "id=\"c-1-1-a\"><p>cancer</p>\n<p class=\"policy-note\">NOTE: funding</p>\n</li>");
}

static struct node *add_clause_that(struct node *section, const char *number, const char *id, enum effect effect)
{
	struct node *clause = add_clause(&sample, section, number, id, "Words");
	clause->ruling.reading.effect = effect;
	return clause;
}

static void test_label_of_a_section_whose_clauses_agree(void **state)
{
	(void)state;
	struct node *section = first_section();
	section->section.effect = EFFECT_OUTSIDE_POLICY;
	add_clause_that(section, "1.1", "c-1-1", EFFECT_OUTSIDE_POLICY);
	add_clause_that(section, "1.2", "c-1-2", EFFECT_OUTSIDE_POLICY);
	write_it();
	assert_holds(&sample, "</h2>\n<p class=\"policy-effect policy-effect--outside_policy\">" ADDED
			      "Outside this policy</p>\n");
	assert_lacks(&sample, "<div class=\"policy-clause\" id=\"c-1-1\">\n<p class=\"policy-effect");
}

static void test_label_of_a_clause(void **state)
{
	(void)state;
	struct node *section = first_section();
	add_clause_that(section, "1.1", "c-1-1", EFFECT_UNSTATED);
	struct node *refusal = add_clause_that(section, "1.2", "c-1-2", EFFECT_NOT_COMMISSIONED);
	refusal->ruling.reading.refusal = REFUSAL_NOT_OFFERED;
	refusal->ruling.reading.has_condition = true;
	struct node *needed = add_clause_that(section, "1.3", "c-1-3", EFFECT_REQUIRED);
	needed->ruling.reading.is_before_referral = true;
	write_it();
	assert_holds(&sample, "<div class=\"policy-clause\" id=\"c-1-1\">\n<p>");
	assert_holds(&sample, ADDED "Not to be offered, as this clause says</p>");
	assert_holds(&sample, ADDED "Needed before referral</p>");
}

static void test_label_of_a_group_is_not_the_clause_s_too(void **state)
{
	(void)state;
	struct node *clause = add_clause_that(first_section(), "1.1", "c-1-1", EFFECT_ELIGIBLE);
	struct node *list = add_group(&sample, clause, CRITERIA_UNCLEAR);
	list->list.group.reading.effect = EFFECT_ELIGIBLE;
	struct node *item = add_criterion(&sample, list, "c-1-1-a", "pain");
	item->ruling.reading.effect = EFFECT_CONSIDERED;
	write_it();
	assert_holds(&sample, "<div class=\"policy-clause\" id=\"c-1-1\">\n<p>");
	assert_holds(&sample, "<p class=\"policy-effect policy-effect--eligible\">" ADDED "Criteria for funding</p>\n"
			      "<p class=\"policy-combination\">" ADDED
			      "How these go together has not been settled: read the words</p>\n");
	assert_holds(&sample, "<p class=\"policy-effect policy-effect--considered\">" ADDED "May be considered</p>\n");
}

static void test_code_table(void **state)
{
	(void)state;
	struct node *section = add_section(&sample, sample.policy->body, 2, "9", "s-9", "Coding");
	section->section.kind = SECTION_CODING;
	sample.profile.code_table.code = words_value("Code");
	sample.profile.code_table.term = words_value("Description");
	add_code_table(&sample, add_clause(&sample, section, "9.1", "c-9-1", "OPCS"));
	write_it();
	assert_holds(&sample, "<table class=\"nhsuk-table policy-codes\">\n"
			      "<caption class=\"nhsuk-table__caption nhsuk-u-visually-hidden\">Codes</caption>\n"
			      "<thead class=\"nhsuk-table__head\">\n<tr class=\"nhsuk-table__row\">"
			      "<th scope=\"col\" class=\"nhsuk-table__header\">Code</th>"
			      "<th scope=\"col\" class=\"nhsuk-table__header\">Description</th></tr>\n</thead>\n"
			      "<tbody class=\"nhsuk-table__body\">\n<tr class=\"nhsuk-table__row\">"
			      "<td class=\"nhsuk-table__cell policy-code\">S103</td>"
			      "<td class=\"nhsuk-table__cell\">Chemical peeling</td></tr>\n</tbody>\n</table>\n");
}

/* A header row without a word says nothing elsewhere. */
static void test_empty_header_is_left_out(void **state)
{
	(void)state;
	add_code_table(&sample, add_clause(&sample, first_section(), "1.1", "c-1-1", "See"));
	write_it();
	assert_lacks(&sample, "<thead");
	assert_holds(&sample, "<table class=\"nhsuk-table\">\n<tbody class=\"nhsuk-table__body\">");
}

static void test_wide_table_is_a_region(void **state)
{
	(void)state;
	static const uint8_t alignments[] = {0, 'r', 0};
	struct node *table = add(&sample, add_clause(&sample, first_section(), "1.1", "c-1-1", "See"), NODE_TABLE);
	table->table.columns = 3;
	table->table.alignments = alignments;
	for (int i = 0; i < 2; i++) {
		struct node *row = add(&sample, table, NODE_ROW);
		row->row.is_header = i == 0;
		add_words(&sample, row, NODE_CELL, "a");
		add_words(&sample, row, NODE_CELL, "2");
		add(&sample, row, NODE_CELL);
	}
	write_it();
	assert_holds(&sample, "<div class=\"policy-table-wide\" tabindex=\"0\" role=\"region\" "
			      "aria-label=\"Table in 1.1\">\n<table");
	assert_holds(&sample, "<th scope=\"col\" class=\"nhsuk-table__header nhsuk-table__header--numeric\">2</th>"
			      "<td class=\"nhsuk-table__cell\"></td></tr>");
	assert_holds(&sample, "<td class=\"nhsuk-table__cell nhsuk-table__cell--numeric\">2</td>");
	assert_holds(&sample, "</table>\n</div>\n");
}

static void test_links_and_citations(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "See ");
	struct node *paragraph = clause->first_child;
	struct node *policy = add_link(&sample, paragraph, LINK_POLICY, "", "scars");
	policy->link.ref = TEXT("CM_Clin2");
	policy->link.fragment = TEXT("burns");
	add_link(&sample, paragraph, LINK_URL, "https://a.example/?b=1&c=2", "https://a.example/?b=1&c=2");
	add_link(&sample, paragraph, LINK_URL, "https://a.example/", "a name");
	add_link(&sample, paragraph, LINK_EMPTY, "", "nowhere");
	struct node *section = add_section(&sample, sample.policy->body, 2, "", "s-references", "References");
	struct node *references = add(&sample, section, NODE_REFERENCE_LIST);
	struct node *reference = add_words(&sample, references, NODE_REFERENCE, "A book");
	reference->id = TEXT("reference-3");
	reference->reference.number = 3;
	struct node *citation = add(&sample, paragraph, NODE_CITATION);
	citation->citation.number = 3;
	citation->citation.reference = reference;
	write_it();
	assert_holds(&sample, "<a href=\"../../policies/cm-clin2/#burns\">scars</a>");
	assert_holds(
		&sample,
		"<a class=\"policy-address\" href=\"https://a.example/?b=1&amp;c=2\">https://a.example/?b=1&amp;c=2</a>"
		"<a href=\"https://a.example/\">a name</a>");
	assert_holds(&sample, "</a>nowhere<sup class=\"policy-citation\"><a href=\"#reference-3\" "
			      "aria-label=\"Reference 3\">3</a></sup></p>");
	assert_holds(&sample, "<ol class=\"policy-references\">\n<li id=\"reference-3\">"
			      "<span class=\"policy-number\">3.</span> A book</li>\n</ol>");
}

static void test_quote_and_joiner_outside_lists(void **state)
{
	(void)state;
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Said:");
	add_words(&sample, add(&sample, clause, NODE_QUOTE), NODE_PARAGRAPH, "words");
	add_words(&sample, clause, NODE_JOINER, "OR");
	write_it();
	assert_holds(&sample, "<blockquote class=\"policy-quote\">\n<p>words</p>\n</blockquote>\n"
			      "<p class=\"policy-joiner\">OR</p>\n");
}

static void set_control(const char *heading)
{
	struct list *rows = &sample.policy->control_rows;
	*rows = (struct list){ARENA_ARRAY(sample_arena(&sample), 3, struct control_row), 3, PLACE_NONE};
	static const char *const labels[] = {"Ref:", "Author:", "Cross reference"};
	static const char *const keys[] = {"ref", "author", "cross_references"};
	static const char *const lines[] = {"Scars", "Acne & burns"};
	for (size_t i = 0; i < 3; i++) {
		LIST_ITEM(*rows, struct control_row, i)->label = words_value(labels[i]);
		LIST_ITEM(*rows, struct control_row, i)->key = words_value(keys[i]);
	}
	LIST_ITEM(*rows, struct control_row, 0)->lines = texts(&sample, (const char *const[]){"CM_1"}, 1);
	LIST_ITEM(*rows, struct control_row, 2)->lines = texts(&sample, lines, 2);
	struct list *others = &sample.policy->cross_references;
	*others = (struct list){ARENA_ARRAY(sample_arena(&sample), 2, struct cross_reference), 2, PLACE_NONE};
	LIST_ITEM(*others, struct cross_reference, 0)->title = words_value("Scars");
	LIST_ITEM(*others, struct cross_reference, 0)->ref = words_value("CM_2");
	LIST_ITEM(*others, struct cross_reference, 1)->title = words_value("Acne & burns");
	sample.profile.document_control.heading = words_value(heading);
}

static void set_parts(const int *parts, size_t count)
{
	sample.profile.parts = choices(&sample, parts, count);
}

static void test_document_control(void **state)
{
	static const int parts[] = {PART_SECTIONS, PART_DOCUMENT_CONTROL};
	(void)state;
	set_parts(parts, 2);
	set_control("Document Control");
	write_it();
	assert_holds(&sample,
		     "<section class=\"policy-section\" id=\"s-document-control\" "
		     "aria-labelledby=\"page-heading-s-document-control\">\n"
		     "<h2 id=\"page-heading-s-document-control\" class=\"nhsuk-heading-l\">Document Control</h2>\n"
		     "<table class=\"nhsuk-table policy-document-control\">\n<caption ");
	assert_holds(&sample, "<tr class=\"nhsuk-table__row\"><th scope=\"row\" class=\"nhsuk-table__header\">Ref:</th>"
			      "<td class=\"nhsuk-table__cell\">CM_1</td></tr>\n");
	assert_holds(&sample, ">Author:</th><td class=\"nhsuk-table__cell\"></td></tr>");
	assert_holds(&sample, "<a href=\"../../policies/cm-2/\">Scars</a><br>\nAcne &amp; burns</td>");
}

static void test_generated_parts_without_headings(void **state)
{
	static const int parts[] = {PART_DOCUMENT_CONTROL, PART_VERSION_HISTORY, PART_SECTIONS};
	(void)state;
	set_parts(parts, 3);
	set_control(NULL);
	sample.policy->history_lines = texts(&sample, (const char *const[]){"Version 1 – May"}, 1);
	first_section();
	write_it();
	static const char *const order[] = {
		"<table class=\"nhsuk-table policy-document-control\" id=\"s-document-control\">",
		"<p class=\"policy-history-entry\">Version 1 – May</p>", "id=\"s-1\""};
	assert_in_order(&sample, order, 3);
	assert_lacks(&sample, "s-version-history");
}

static void test_history_table(void **state)
{
	static const int parts[] = {PART_VERSION_HISTORY, PART_SECTIONS};
	static const int keys[] = {COLUMN_DATE, COLUMN_VERSION, COLUMN_CHANGES};
	static const char *const labels[] = {"Date:", "Version Number:", "Change"};
	(void)state;
	set_parts(parts, 2);
	struct profile_history *history = &sample.profile.version_history;
	history->form.choice = HISTORY_TABLE;
	history->heading = words_value("Document control:");
	history->columns = (struct list){ARENA_ARRAY(sample_arena(&sample), 3, struct profile_column), 3, PLACE_NONE};
	for (size_t i = 0; i < 3; i++) {
		LIST_ITEM(history->columns, struct profile_column, i)->key.choice = keys[i];
		LIST_ITEM(history->columns, struct profile_column, i)->label = words_value(labels[i]);
	}
	struct history_entry *entry = ARENA_NEW(sample_arena(&sample), struct history_entry);
	entry->version = words_value("1");
	entry->date.date = (struct date){2023, 4, 0};
	entry->changes_words = TEXT("Ratified");
	sample.policy->history = (struct list){entry, 1, PLACE_NONE};
	write_it();
	static const char *const order[] = {"<section class=\"policy-section\" id=\"s-version-history\"",
					    ">Document control:</h2>", ">Date:</th>", ">Version Number:</th>",
					    "<td class=\"nhsuk-table__cell\">April 2023</td>"
					    "<td class=\"nhsuk-table__cell\">1</td>"
					    "<td class=\"nhsuk-table__cell\">Ratified</td></tr>"};
	assert_in_order(&sample, order, ARRAY_COUNT(order));
}

static void test_title_block_and_order(void **state)
{
	static const int parts[] = {PART_TITLE_BLOCK, PART_CONTENTS, PART_LAST_REVIEWED, PART_REVIEW_SENTENCE,
				    PART_SECTIONS};
	static const int lines[] = {TITLE_DOCUMENT_TYPE, TITLE_REF, TITLE_TITLE, TITLE_SUBTITLE, TITLE_CATEGORY};
	(void)state;
	set_parts(parts, 5);
	sample.profile.title_block = choices(&sample, lines, 5);
	sample.profile.document_type = words_value("Commissioning Policy");
	sample.policy->ref = words_value("CM_1");
	sample.policy->title = words_value("Scars");
	sample.policy->category_details.label = words_value("Category 2");
	sample.policy->last_reviewed_line = words_value("Last Reviewed: May 2025");
	sample.policy->review_sentence = words_value("Reviewed every 5 years.");
	add_words(&sample, sample.policy->body, NODE_PARAGRAPH, "Before all sections");
	first_section();
	write_it();
	static const char *const order[] = {"<div class=\"policy-title-block\">\n"
					    "<p class=\"policy-document-type\">Commissioning Policy</p>\n"
					    "<p class=\"policy-ref\">CM_1</p>\n"
					    "<p class=\"policy-title\">Scars</p>\n"
					    "<p class=\"policy-category\">Category 2</p>\n</div>\n",
					    "<p class=\"policy-last-reviewed\">Last Reviewed: May 2025</p>\n",
					    "<p class=\"policy-review-sentence\">Reviewed every 5 years.</p>\n",
					    "<p>Before all sections</p>\n", "id=\"s-1\""};
	assert_in_order(&sample, order, ARRAY_COUNT(order));
}

/* A policy whose profile is unknown loses no word. */
static void test_without_a_profile(void **state)
{
	(void)state;
	sample.policy->profile = NULL;
	sample.policy->title = words_value("Scars");
	add_words(&sample, sample.policy->body, NODE_PARAGRAPH, "Preamble");
	add_clause(&sample, first_section(), "1.1", "c-1-1", "Words");
	set_control(NULL);
	sample.policy->history_lines = texts(&sample, (const char *const[]){"Version 1"}, 1);
	write_it();
	static const char *const order[] = {"Scars", "Preamble", "Words", "CM_1", "Version 1"};
	assert_in_order(&sample, order, 5);
}

static void test_text_form(void **state)
{
	(void)state;
	sample.profile.section_number = words_value("{number}.");
	struct node *clause = add_clause(&sample, first_section(), "1.1", "c-1-1", "Either:");
	struct node *group = add_group(&sample, clause, CRITERIA_ANY);
	struct node *item = add_criterion(&sample, group, "c-1-1-a", "first");
	add_criterion(&sample, add_group(&sample, item, CRITERIA_ALL), "c-1-1-a-1", "nested");
	add_words(&sample, group, NODE_JOINER, "OR");
	add_criterion(&sample, group, "c-1-1-b", "second");
	add_code_table(&sample, clause);
	write_text(&sample.out, sample.policy, &sample.edition);
	assert_text_is(buffer_text(&sample.out),
		       "\n1. Policy statement\n1.1 Either:\n- first\n  - nested\nOR\n- second\n"
		       "S103\tChemical peeling\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_section_and_clause),
		TEST(test_number_without_a_paragraph),
		TEST(test_unnumbered_clause),
		TEST(test_written_joiner),
		TEST(test_added_joiner_after_a_note),
		TEST(test_no_joiner_where_words_join),
		TEST(test_joiners_between_rows_of_criteria),
		TEST(test_no_joiners_between_other_rows),
		TEST(test_no_joiner_under_none_and_at_least),
		TEST(test_numbers_of_ordered_criteria),
		TEST(test_item_of_several_blocks),
		TEST(test_label_of_a_section_whose_clauses_agree),
		TEST(test_label_of_a_clause),
		TEST(test_label_of_a_group_is_not_the_clause_s_too),
		TEST(test_code_table),
		TEST(test_empty_header_is_left_out),
		TEST(test_wide_table_is_a_region),
		TEST(test_links_and_citations),
		TEST(test_quote_and_joiner_outside_lists),
		TEST(test_document_control),
		TEST(test_generated_parts_without_headings),
		TEST(test_history_table),
		TEST(test_title_block_and_order),
		TEST(test_without_a_profile),
		TEST(test_text_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

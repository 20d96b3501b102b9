/* A policy as the inside of its page: its parts in the order of its profile. */
#include "tree/flat_text.h"
#include "write/html_inline.h"
#include "write/html_page.h"

/* The ratified document as a page shows it, without the contents list: the page has its own beside it. Style sheets and
 * checks of published pages rely on the class names. */

/* The words alone of a block: no link within a link. */
static void put_words(struct html_page *page, const struct node *block)
{
	struct buffer words = BUFFER_EMPTY;
	node_append_words(&words, block, (struct words_options){0});
	put_text(page, buffer_text(&words));
	buffer_release(&words);
}

/* ` name="value"`, or nothing where there is no value. */
static void put_attribute(struct html_page *page, const char *name, struct text value)
{
	if (!value.length)
		return;
	buffer_append_format(page->out, " %s=\"", name);
	xml_escape_attribute(page->out, value);
	buffer_append_byte(page->out, '"');
}

/* A number before words: a link to what it numbers, so that its permanent address can be copied. */
static void put_number(struct html_page *page, struct text number, struct text id)
{
	if (!number.length)
		return;
	put(page, id.length ? "<a class=\"policy-number\"" : "<span class=\"policy-number\"");
	if (id.length) {
		put(page, " href=\"#");
		xml_escape_attribute(page->out, id);
		put(page, "\"");
	}
	put(page, ">");
	put_text(page, number);
	put(page, id.length ? "</a>" : "</span>");
}

/* Sections */

static void put_heading(struct html_page *page, const struct node *section)
{
	const struct node *heading = node_heading(section);
	bool is_top = section->section.level == 2;
	if (!heading)
		return;
	put(page, is_top ? "<h2" : "<h3");
	if (is_top && section->id.length) {
		put(page, " id=\"" HEADING_ID);
		xml_escape_attribute(page->out, section->id);
		put(page, "\"");
	}
	put(page, is_top ? " class=\"nhsuk-heading-l\">" : " class=\"nhsuk-heading-m\">");
	struct buffer number = BUFFER_EMPTY;
	document_append_section_number(&number, page->policy, section);
	put_number(page, buffer_text(&number), section->id);
	if (number.length)
		put(page, " ");
	buffer_release(&number);
	html_inlines(page->out, heading, page->edition);
	put(page, is_top ? "</h2>\n" : "</h3>\n");
}

/* Of a page of the organisation's own; a section's has been put already. */
static void put_page_heading(struct html_page *page, const struct node *heading)
{
	bool is_top = heading->section.level == 2;
	if (heading->parent->kind == NODE_SECTION)
		return;
	put(page, is_top ? "<h2 class=\"nhsuk-heading-m\"" : "<h3 class=\"nhsuk-heading-s\"");
	put_attribute(page, "id", heading->id);
	put(page, ">");
	html_inlines(page->out, heading, page->edition);
	put(page, is_top ? "</h2>\n" : "</h3>\n");
}

/* Words that are not the policy's own: a screen reader says so. */
static void put_added(struct html_page *page, const char *words)
{
	put(page, "<span class=\"nhsuk-u-visually-hidden\">" ADDED_WORDS "</span>");
	put(page, words);
}

/* What it does, by its label; in an item in its own line. */
static void put_effect(struct html_page *page, const struct node *node, enum effect effect)
{
	const char *label = effect_label(node);
	if (!label)
		return;
	buffer_append_format(page->out, "<p class=\"policy-effect policy-effect--%s\">", effect_names[effect]);
	put_added(page, label);
	put(page, "</p>\n");
}

static void put_section_link(struct html_page *page, const struct node *section)
{
	struct buffer number = BUFFER_EMPTY;
	put(page, "<a href=\"#");
	xml_escape_attribute(page->out, section->id);
	put(page, "\">");
	document_append_section_number(&number, page->policy, section);
	put_text(page, buffer_text(&number));
	if (number.length)
		put(page, " ");
	buffer_release(&number);
	put_words(page, node_heading(section));
	put(page, "</a>");
}

/* At the end of the policy statement: whoever has read the criteria alone hasn't read all that decides. */
static void put_also_check(struct html_page *page, const struct node *section)
{
	if (section->section.kind != SECTION_POLICY_STATEMENT || section->section.level != 2)
		return;
	const struct node *exclusions = document_section_of(page->policy, SECTION_EXCLUSIONS);
	const struct node *core = document_section_of(page->policy, SECTION_CORE_CRITERIA);
	if (!exclusions && !core)
		return;
	put(page, "<p class=\"policy-also-check\">Also check ");
	if (exclusions)
		put_section_link(page, exclusions);
	if (exclusions && core)
		put(page, " and ");
	if (core)
		put_section_link(page, core);
	put(page, "</p>\n");
}

static void enter_section(struct html_page *page, const struct node *section)
{
	bool is_top = section->section.level == 2;
	put(page, is_top ? "<section class=\"policy-section\"" : "<section class=\"policy-subsection\"");
	put_attribute(page, "id", section->id);
	if (is_top && section->id.length && node_heading(section)) {
		put(page, " aria-labelledby=\"" HEADING_ID);
		xml_escape_attribute(page->out, section->id);
		put(page, "\"");
	}
	put(page, ">\n");
	put_heading(page, section);
	put_effect(page, section, section->section.effect);
}

/* Clauses, paragraphs, notes */

static bool is_number_bearer(const struct node *block)
{
	return block && (block->kind == NODE_PARAGRAPH || block->kind == NODE_NOTE);
}

static void enter_clause(struct html_page *page, const struct node *clause)
{
	put(page, "<div class=\"policy-clause\"");
	put_attribute(page, "id", clause->id);
	put(page, ">\n");
	put_effect(page, clause, clause->ruling.reading.effect);
	if (clause->number.length && !is_number_bearer(clause->first_child)) {
		put(page, "<p>");
		put_number(page, clause->number, clause->id);
		put(page, "</p>\n");
	}
}

/* An item whose words are one paragraph, with or without a list below them, needs no paragraph of its own. */
static bool is_bare(const struct node *paragraph)
{
	const struct node *item = paragraph->parent;
	if (paragraph->kind != NODE_PARAGRAPH || item->kind != NODE_ITEM || paragraph->previous)
		return false;
	for (const struct node *other = paragraph->next; other; other = other->next)
		if (other->kind != NODE_LIST)
			return false;
	return true;
}

static void put_leaf(struct html_page *page, const struct node *leaf)
{
	bool bare = is_bare(leaf);
	if (!bare) {
		bool is_gap = leaf->kind == NODE_NOTE && leaf->note.is_gap;
		put(page, is_gap                    ? "<p class=\"policy-gap\""
			  : leaf->kind == NODE_NOTE ? "<p class=\"policy-note\""
						    : "<p");
		/* Of a clause that {paragraphs} made a paragraph, its permanent id. */
		put_attribute(page, "id", leaf->id);
		put(page, is_gap ? "><strong>To be completed:</strong> " : ">");
	}
	if (leaf->parent->kind == NODE_CLAUSE && !leaf->previous && leaf->parent->number.length) {
		put_number(page, leaf->parent->number, leaf->parent->id);
		put(page, " ");
	}
	html_inlines(page->out, leaf, page->edition);
	if (!bare)
		put(page, "</p>\n");
	else if (leaf->next)
		put(page, "\n");
}

/* Lists */

static const char *const group_classes[CRITERIA_OPERATOR_COUNT] = {
	[CRITERIA_ALL] = "policy-criteria policy-criteria--all",
	[CRITERIA_ANY] = "policy-criteria policy-criteria--any",
	[CRITERIA_NONE] = "policy-criteria policy-criteria--none",
	[CRITERIA_AT_LEAST] = "policy-criteria policy-criteria--at-least",
	[CRITERIA_AT_MOST] = "policy-criteria policy-criteria--at-most",
	[CRITERIA_EXACTLY] = "policy-criteria policy-criteria--exactly",
};

static void put_combination(struct html_page *page, const struct node *block)
{
	struct buffer words = BUFFER_EMPTY;
	put_effect(page, block, node_reading(block)->effect);
	if (criteria_append_combination(&words, block)) {
		put(page, "<p class=\"policy-combination\">");
		put_added(page, buffer_string(&words));
		put(page, "</p>\n");
	}
	buffer_release(&words);
}

static void enter_list(struct html_page *page, const struct node *list)
{
	const char *marker = list->list.is_ordered ? "nhsuk-list--number" : "nhsuk-list--bullet";
	put_combination(page, list);
	put(page, list->list.is_ordered ? "<ol class=\"nhsuk-list" : "<ul class=\"nhsuk-list");
	if (list->list.is_ordered || !list_is_group(list))
		buffer_append_format(page->out, " %s", marker);
	if (list_is_group(list))
		buffer_append_format(page->out, " %s", group_classes[list->list.group.combination]);
	put(page, "\"");
	item_numbers_enter_list(&page->numbers, list);
	put_attribute(page, "id", list->id);
	if (list->list.is_ordered && list->list.start != 1)
		buffer_append_format(page->out, " start=\"%u\"", list->list.start);
	put(page, ">\n");
}

/* A browser would count the joiners of an ordered list too. */
static void put_item_value(struct html_page *page, const struct node *item)
{
	uint32_t value = item_numbers_next(&page->numbers, item);
	const struct node *list = item->parent;
	if (list->list.is_ordered && list->list.group.combination != CRITERIA_NONE_READ)
		buffer_append_format(page->out, " value=\"%u\"", value);
}

static void enter_item(struct html_page *page, const struct node *item)
{
	put(page, node_is_run(item)           ? "<li class=\"policy-criterion policy-criterion--run\""
		  : item->ruling.is_criterion ? "<li class=\"policy-criterion\""
					      : "<li");
	put_attribute(page, "id", item->id);
	put_item_value(page, item);
	put(page, ">");
	put_effect(page, item, item->ruling.reading.effect);
}

static void leave_item(struct html_page *page, const struct node *item)
{
	const char *joiner = criterion_joiner_words(item);
	put(page, "</li>\n");
	if (!joiner)
		return;
	put(page, "<li class=\"policy-joiner--added\">");
	put_added(page, joiner);
	put(page, "</li>\n");
}

static void put_joiner(struct html_page *page, const struct node *joiner)
{
	bool is_item = joiner->parent->kind == NODE_LIST;
	put(page, is_item ? "<li class=\"policy-joiner\">" : "<p class=\"policy-joiner\">");
	html_inlines(page->out, joiner, page->edition);
	put(page, is_item ? "</li>\n" : "</p>\n");
}

static void put_reference(struct html_page *page, const struct node *reference)
{
	bool is_item = reference->parent->kind == NODE_REFERENCE_LIST;
	put(page, is_item ? "<li" : "<p");
	put_attribute(page, "id", reference->id);
	put(page, ">");
	if (reference->reference.number)
		buffer_append_format(page->out, "<span class=\"policy-number\">%u.</span> ",
				     reference->reference.number);
	html_inlines(page->out, reference, page->edition);
	put(page, is_item ? "</li>\n" : "</p>\n");
}

/* Tables */

#define WIDE_COLUMNS 3

static bool is_wide(const struct node *table)
{
	return table->table.columns >= WIDE_COLUMNS;
}

/* What a reader who lands on the region hears: the clause or the section that the table stands in. */
static void put_region_label(struct html_page *page, const struct node *table)
{
	const struct node *clause = node_ancestor(table, NODE_CLAUSE);
	const struct node *section = node_ancestor(table, NODE_SECTION);
	struct text number = clause && clause->number.length ? clause->number : section ? section->number : TEXT("");
	put(page, " aria-label=\"Table");
	if (number.length) {
		put(page, " in ");
		xml_escape_attribute(page->out, number);
	}
	put(page, "\"");
}

static void enter_table(struct html_page *page, const struct node *table)
{
	bool is_codes = table_is_of_codes(table);
	put_combination(page, table);
	if (is_wide(table)) {
		put(page, "<div class=\"policy-table-wide\" tabindex=\"0\" role=\"region\"");
		put_region_label(page, table);
		put(page, ">\n");
	}
	put(page, is_codes ? "<table class=\"nhsuk-table policy-codes\"" : "<table class=\"nhsuk-table\"");
	put_attribute(page, "id", table->id);
	put(page, ">\n");
	if (is_codes)
		buffer_append_format(page->out,
				     "<caption class=\"nhsuk-table__caption nhsuk-u-visually-hidden\">%s</caption>\n",
				     code_table_caption(page->policy, table, &page->next_code_set));
}

static void leave_table(struct html_page *page, const struct node *table)
{
	const struct node *last = table->last_child;
	if (last && !last->row.is_header)
		put(page, "</tbody>\n");
	put(page, "</table>\n");
	if (is_wide(table))
		put(page, "</div>\n");
}

/* A header row that is empty in the source has something to show only in a code table. */
static bool is_shown(const struct node *row)
{
	const struct node *table = row->parent;
	return !row->row.is_header || !table->table.is_header_empty || table_is_of_codes(table);
}

static void enter_row(struct html_page *page, const struct node *row)
{
	if (row->row.is_header)
		put(page, "<thead class=\"nhsuk-table__head\">\n");
	else if (!row->previous || row->previous->row.is_header)
		put(page, "<tbody class=\"nhsuk-table__body\">\n");
	put(page, "<tr class=\"nhsuk-table__row\"");
	put_attribute(page, "id", row->id);
	put(page, ">");
}

/* What joins two rows of criteria is a row between them, across all columns: whoever hears the table hears it there. */
static void put_row_joiner(struct html_page *page, const struct node *row, const char *joiner)
{
	put(page, "<tr class=\"nhsuk-table__row\"><td class=\"nhsuk-table__cell\"");
	if (row->parent->table.columns > 1)
		buffer_append_format(page->out, " colspan=\"%u\"", row->parent->table.columns);
	put(page, "><span class=\"policy-joiner--added\">");
	put_added(page, joiner);
	put(page, "</span></td></tr>\n");
}

static void leave_row(struct html_page *page, const struct node *row)
{
	const char *joiner = criterion_joiner_words(row);
	put(page, row->row.is_header ? "</tr>\n</thead>\n" : "</tr>\n");
	if (joiner)
		put_row_joiner(page, row, joiner);
}

static size_t column_of(const struct node *cell)
{
	size_t column = 0;
	while ((cell = cell->previous))
		column++;
	return column;
}

static void put_cell(struct html_page *page, const struct node *cell)
{
	const struct node *row = cell->parent, *table = row->parent;
	size_t column = column_of(cell);
	bool is_codes = table_is_of_codes(table);
	struct text added = TEXT("");
	if (row->row.is_header && is_codes && table->table.is_header_empty)
		added = code_table_header(page->policy, column);
	bool is_header = row->row.is_header && (cell->first_child || added.length);
	bool is_number =
		table->table.alignments && column < table->table.columns && table->table.alignments[column] == 'r';
	put(page, is_header ? "<th scope=\"col\" class=\"nhsuk-table__header" : "<td class=\"nhsuk-table__cell");
	if (is_number)
		put(page, is_header ? " nhsuk-table__header--numeric" : " nhsuk-table__cell--numeric");
	if (is_codes && column == 0 && !row->row.is_header)
		put(page, " policy-code");
	put(page, "\">");
	put_text(page, added);
	html_inlines(page->out, cell, page->edition);
	put(page, is_header ? "</th>" : "</td>");
}

/* The body */

static void enter(struct html_page *page, struct walk *walk)
{
	const struct node *node = walk->node;
	switch (node->kind) {
	case NODE_SECTION:
		enter_section(page, node);
		break;
	case NODE_CLAUSE:
		enter_clause(page, node);
		break;
	case NODE_QUOTE:
		put(page, "<blockquote class=\"policy-quote\">\n");
		break;
	case NODE_LIST:
		enter_list(page, node);
		break;
	case NODE_ITEM:
		enter_item(page, node);
		break;
	case NODE_TABLE:
		enter_table(page, node);
		break;
	case NODE_ROW:
		if (is_shown(node))
			enter_row(page, node);
		else
			walk_skip_children(walk);
		break;
	case NODE_REFERENCE_LIST:
		put(page, "<ol class=\"policy-references\">\n");
		break;
	case NODE_HEADING:
		put_page_heading(page, node);
		break;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		put_leaf(page, node);
		break;
	case NODE_JOINER:
		put_joiner(page, node);
		break;
	case NODE_CELL:
		put_cell(page, node);
		break;
	case NODE_REFERENCE:
		put_reference(page, node);
		break;
	default:
		break;
	}
	if (node_is_leaf_block(node))
		walk_skip_children(walk);
}

static void leave(struct html_page *page, const struct node *node)
{
	switch (node->kind) {
	case NODE_SECTION:
		put_also_check(page, node);
		put(page, "</section>\n");
		break;
	case NODE_CLAUSE:
		put(page, "</div>\n");
		break;
	case NODE_QUOTE:
		put(page, "</blockquote>\n");
		break;
	case NODE_LIST:
		item_numbers_leave_list(&page->numbers, node);
		put(page, node->list.is_ordered ? "</ol>\n" : "</ul>\n");
		break;
	case NODE_ITEM:
		leave_item(page, node);
		break;
	case NODE_TABLE:
		leave_table(page, node);
		break;
	case NODE_ROW:
		if (is_shown(node))
			leave_row(page, node);
		break;
	case NODE_REFERENCE_LIST:
		put(page, "</ol>\n");
		break;
	default:
		break;
	}
}

static void put_block(void *writer, const struct node *block)
{
	struct html_page *page = writer;
	struct walk walk = walk_begin(block);
	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter(page, &walk);
		else
			leave(page, walk.node);
	}
}

static void put_generated(void *writer, enum document_part part, struct text words)
{
	static const char *const classes[PART_COUNT] = {
		[PART_LAST_REVIEWED] = "policy-last-reviewed",
		[PART_REVIEW_SENTENCE] = "policy-review-sentence",
		[PART_VERSION_HISTORY] = "policy-history-entry",
	};
	put_paragraph(writer, classes[part], words);
}

void write_html(struct buffer *out, const struct policy *policy, const struct edition *edition)
{
	static const struct document_form form = {
		.title_block = html_title_block,
		.begin_part = html_begin_part,
		.end_part = html_end_part,
		.block = put_block,
		.words = put_generated,
		.control = html_document_control,
		.history = html_version_history,
	};
	struct html_page page = {.out = out, .policy = policy, .edition = edition};
	document_draw(policy, &form, &page);
	item_numbers_release(&page.numbers);
}

void write_page_html(struct buffer *out, const struct node *body, const struct edition *edition)
{
	struct html_page page = {.out = out, .edition = edition};
	for (const struct node *node = body->first_child; node; node = node->next)
		put_block(&page, node);
	item_numbers_release(&page.numbers);
}

/* The body of a policy as XSL-FO: sections, clauses, lists, notes. */
#include "write/fo_sheet.h"

static bool is_list_or_table(const struct node *block)
{
	return block && (block->kind == NODE_LIST || block->kind == NODE_TABLE);
}

/* What holds nothing must hold a block all the same. */
static void put_empty_block(struct sheet *sheet)
{
	begin(sheet, "fo:block");
	end(sheet);
}

/* Sections */

/* The label of a section, a clause, a group or a criterion. */
static void put_effect(struct sheet *sheet, const struct node *node)
{
	const char *words = effect_label(node);
	if (!words)
		return;
	begin_words(sheet);
	set(sheet, "start-indent", "inherited-property-value(start-indent) + 4mm");
	fo_style(sheet, FO_STYLE_EFFECT);
	set(sheet, "keep-with-next.within-page", "always");
	xml_text(&sheet->xml, text_of(words));
	end(sheet);
}

static void put_labels_statement(struct sheet *sheet)
{
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_ADDED_WORDS);
	xml_text(&sheet->xml, TEXT(LABELS_STATEMENT));
	end(sheet);
}

static bool is_first_section(const struct node *section)
{
	const struct node *before = section->previous;
	return section->parent->kind == NODE_BODY && !(before && before->kind == NODE_SECTION);
}

static void put_section_head(struct sheet *sheet, const struct node *section)
{
	const struct node *heading = node_heading(section);
	if (is_first_section(section) && document_has_labels(sheet->policy))
		put_labels_statement(sheet);
	if (heading) {
		struct buffer number = BUFFER_EMPTY;
		fo_begin_heading(sheet, section->section.level, section->id);
		document_append_section_number(&number, sheet->policy, section);
		if (number.length) {
			xml_text(&sheet->xml, buffer_text(&number));
			xml_text(&sheet->xml, TEXT(" "));
		}
		buffer_release(&number);
		fo_inlines(sheet, heading);
		end(sheet);
	}
	put_effect(sheet, section);
}

/* Clauses, lists, references: all are lists of items with a label. */

static void begin_list(struct sheet *sheet, const struct node *list, const char *indent)
{
	begin(sheet, "fo:list-block");
	fo_set_indent(sheet, list, "0mm");
	fo_style(sheet, FO_STYLE_LIST);
	set(sheet, "provisional-distance-between-starts", indent);
	set(sheet, "provisional-label-separation", "2mm");
}

/* No item of a list stands alone at the end of a page, or at the beginning of one, where that can be. */
static void set_item_keeps(struct sheet *sheet, const struct node *item)
{
	if (!item || item->kind != NODE_ITEM)
		return;
	if (!item->previous && item->next)
		set(sheet, "keep-with-next.within-page", "3");
	if (!item->next && item->previous)
		set(sheet, "keep-with-previous.within-page", "3");
}

/* `item`: NULL where the list holds what is no item of a list. */
static void begin_item(struct sheet *sheet, const struct node *item, struct text id, struct text label,
		       enum fo_style style)
{
	begin(sheet, "fo:list-item");
	set_id(sheet, id);
	fo_style(sheet, style);
	set_item_keeps(sheet, item);
	begin(sheet, "fo:list-item-label");
	set(sheet, "end-indent", "label-end()");
	begin_words(sheet);
	if (style == FO_STYLE_CLAUSE)
		fo_style(sheet, FO_STYLE_CLAUSE_NUMBER);
	xml_text(&sheet->xml, label);
	end(sheet);
	end(sheet);
	begin(sheet, "fo:list-item-body");
	set(sheet, "start-indent", "body-start()");
}

static void end_item(struct sheet *sheet)
{
	end(sheet);
	end(sheet);
}

static void enter_clause(struct sheet *sheet, const struct node *clause)
{
	if (!fo_is_numbered_clause(clause)) {
		begin(sheet, "fo:block");
		set(sheet, "role", "Div");
		set_id(sheet, clause->id);
		fo_set_indent(sheet, clause, "0mm");
		put_effect(sheet, clause);
		return;
	}
	if (!fo_is_numbered_clause(clause->previous))
		begin_list(sheet, clause, FO_CLAUSE_INDENT);
	begin_item(sheet, clause, clause->id, clause->number, FO_STYLE_CLAUSE);
	put_effect(sheet, clause);
	if (!clause->first_child)
		put_empty_block(sheet);
}

static void leave_clause(struct sheet *sheet, const struct node *clause)
{
	if (!fo_is_numbered_clause(clause)) {
		end(sheet);
		return;
	}
	end_item(sheet);
	if (!fo_is_numbered_clause(clause->next))
		end(sheet);
}

/* The sign before an item: its number, or a bullet by how deep its list stands. */
static struct text item_label(struct sheet *sheet, const struct node *item)
{
	uint32_t number = item_numbers_next(&sheet->numbers, item);
	if (node_is_run(item))
		return TEXT("");
	if (item->parent->list.is_ordered)
		return arena_format(&sheet->arena, "%u.", number);
	return sheet->numbers.count % 2 ? TEXT("•") : TEXT("–");
}

/* What joins two criteria stands below the first, so that the list's items are its criteria and no more. */
static void put_joiner(struct sheet *sheet, const struct node *written, const char *added)
{
	begin_words(sheet);
	set(sheet, "start-indent", "inherited-property-value(start-indent) - " FO_ITEM_INDENT);
	fo_style(sheet, written ? FO_STYLE_JOINER : FO_STYLE_ADDED_WORDS);
	set(sheet, "keep-with-previous.within-page", "always");
	if (written)
		fo_inlines(sheet, written);
	else
		xml_text(&sheet->xml, text_of(added));
	end(sheet);
}

/* Before a list or a table: what only its mark says. */
static void put_combination(struct sheet *sheet, const struct node *block)
{
	struct buffer words = BUFFER_EMPTY;
	put_effect(sheet, block);
	if (criteria_append_combination(&words, block)) {
		begin_words(sheet);
		fo_style(sheet, FO_STYLE_ADDED_WORDS);
		set(sheet, "keep-with-next.within-page", "always");
		xml_text(&sheet->xml, buffer_text(&words));
		end(sheet);
	}
	buffer_release(&words);
}

static void enter_item(struct sheet *sheet, const struct node *item)
{
	begin_item(sheet, item, item->id, item_label(sheet, item),
		   list_is_group(item->parent) ? FO_STYLE_CRITERION : FO_STYLE_ITEM);
	put_effect(sheet, item);
	if (!item->first_child)
		put_empty_block(sheet);
}

static void leave_item(struct sheet *sheet, const struct node *item)
{
	const char *added = criterion_joiner_words(item);
	for (const struct node *next = item->next; next && next->kind == NODE_JOINER; next = next->next)
		put_joiner(sheet, next, NULL);
	if (added)
		put_joiner(sheet, NULL, added);
	end_item(sheet);
}

/* A joiner that no item stands before; all others are written with the item before them. */
static void put_stray_joiner(struct sheet *sheet, const struct node *joiner)
{
	bool in_list = joiner->parent->kind == NODE_LIST;
	if (in_list && joiner->parent->first_child->kind == NODE_ITEM)
		return;
	if (in_list)
		begin_item(sheet, NULL, TEXT(""), TEXT(""), FO_STYLE_CRITERION);
	put_joiner(sheet, joiner, NULL);
	if (in_list)
		end_item(sheet);
}

/* Words that say what stands below them: on one page they must not end it. */
static bool leads_on(const struct node *leaf)
{
	bool is_code_label = leaf->next && leaf->parent->kind == NODE_CLAUSE && leaf == leaf->parent->first_child &&
			     node_section_kind(leaf) == SECTION_CODING;
	return is_code_label || is_list_or_table(leaf->next);
}

static void put_leaf(struct sheet *sheet, const struct node *leaf)
{
	begin_words(sheet);
	set_id(sheet, leaf->id);
	fo_style(sheet, leaf->kind == NODE_NOTE ? FO_STYLE_NOTE : FO_STYLE_PARAGRAPH);
	if (leaf->kind == NODE_NOTE) {
		set(sheet, "role", "Note");
		fo_set_indent(sheet, leaf, "3mm");
		set(sheet, "keep-with-previous.within-page", "always");
	} else {
		fo_set_indent(sheet, leaf, "0mm");
	}
	if (leads_on(leaf))
		set(sheet, "keep-with-next.within-page", "always");
	fo_inlines(sheet, leaf);
	end(sheet);
}

static void put_reference(struct sheet *sheet, const struct node *reference)
{
	bool in_list = reference->parent->kind == NODE_REFERENCE_LIST && sheet->labels_references;
	struct text label = TEXT("");
	if (reference->reference.number)
		label = arena_format(&sheet->arena, "%u.", reference->reference.number);
	if (in_list)
		begin_item(sheet, reference, reference->id, label, FO_STYLE_ITEM);
	begin_words(sheet);
	if (!in_list) {
		set_id(sheet, reference->id);
		fo_set_indent(sheet, reference->parent, "0mm");
	}
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	fo_inlines(sheet, reference);
	end(sheet);
	if (in_list)
		end_item(sheet);
}

/* References without numbers are paragraphs. */
static void enter_references(struct sheet *sheet, const struct node *references)
{
	sheet->labels_references = false;
	for (const struct node *node = references->first_child; node; node = node->next)
		sheet->labels_references |= node->reference.number > 0;
	if (sheet->labels_references)
		begin_list(sheet, references, "2em");
}

static void enter_quote(struct sheet *sheet, const struct node *quote)
{
	begin(sheet, "fo:block");
	set(sheet, "role", "BlockQuote");
	fo_set_indent(sheet, quote, "5mm");
	fo_style(sheet, FO_STYLE_QUOTE);
}

static void enter(struct sheet *sheet, struct walk *walk)
{
	const struct node *node = walk->node;
	switch (node->kind) {
	case NODE_SECTION:
		put_section_head(sheet, node);
		break;
	case NODE_CLAUSE:
		enter_clause(sheet, node);
		break;
	case NODE_QUOTE:
		enter_quote(sheet, node);
		break;
	case NODE_LIST:
		put_combination(sheet, node);
		item_numbers_enter_list(&sheet->numbers, node);
		begin_list(sheet, node, FO_ITEM_INDENT);
		break;
	case NODE_ITEM:
		enter_item(sheet, node);
		break;
	case NODE_TABLE:
		put_combination(sheet, node);
		fo_table(sheet, node);
		walk_skip_children(walk);
		break;
	case NODE_REFERENCE_LIST:
		enter_references(sheet, node);
		break;
	case NODE_PARAGRAPH:
	case NODE_NOTE:
		put_leaf(sheet, node);
		break;
	case NODE_JOINER:
		put_stray_joiner(sheet, node);
		break;
	case NODE_REFERENCE:
		put_reference(sheet, node);
		break;
	default:
		break;
	}
	if (node_is_leaf_block(node))
		walk_skip_children(walk);
}

static void leave(struct sheet *sheet, const struct node *node)
{
	switch (node->kind) {
	case NODE_CLAUSE:
		leave_clause(sheet, node);
		break;
	case NODE_ITEM:
		leave_item(sheet, node);
		break;
	case NODE_LIST:
		item_numbers_leave_list(&sheet->numbers, node);
		end(sheet);
		break;
	case NODE_REFERENCE_LIST:
		if (sheet->labels_references)
			end(sheet);
		break;
	case NODE_QUOTE:
		end(sheet);
		break;
	default:
		break;
	}
}

void fo_block(struct sheet *sheet, const struct node *block)
{
	struct walk walk = walk_begin(block);
	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter(sheet, &walk);
		else
			leave(sheet, walk.node);
	}
}

/* Markdown that is part of no policy, and lists that belong to no clause. */
#include "base/scan.h"
#include "base/unicode.h"
#include "read/structure_parts.h"
#include "tree/english.h"
#include "tree/flat_text.h"
#include "tree/numbering.h"

/* Numbers are needed for messages alone, so they are only worked out when there is something to say. */
struct faults {
	struct structure *structure;
	bool has_numbers;
};

static struct text number_of(struct faults *faults, const struct node *node)
{
	if (!faults->has_numbers)
		policy_number(faults->structure->policy);
	faults->has_numbers = true;
	return node->number;
}

/* The words before a mark in braces at their end. */
static struct text without_mark(struct text words)
{
	words = text_trim(words);
	if (text_ends(words, TEXT("}"))) {
		size_t open = words.length;
		while (open > 0 && words.bytes[open - 1] != '{')
			open--;
		if (open > 0)
			words = text_trim(text_slice(words, 0, open - 1));
	}
	return words;
}

/* Is what follows this clause or list of bullets likely to have been meant as a part of it? */
static bool waits_for_more(struct arena *scratch, const struct node *block, bool *ends_in_list)
{
	const struct node *last = block->kind == NODE_LIST ? block->last_child : block;

	last = last ? last->last_child : NULL;
	*ends_in_list = last && last->kind == NODE_LIST;
	if (!last || !node_is_leaf_block(last))
		return false;
	return text_ends(without_mark(node_words(scratch, last)), TEXT(":"));
}

static const char *stray_name(const struct node *block)
{
	switch (block->kind) {
	case NODE_LIST:
		return block->list.is_ordered ? NULL : "list";
	case NODE_TABLE:
		return "table";
	case NODE_NOTE:
		return "note";
	case NODE_PARAGRAPH:
		return block->first_child && is_joiner_line(block->first_child) ? "joining word" : NULL;
	default:
		return NULL;
	}
}

/* How far the first words of a clause stand from its left edge: what is below it must stand as far. */
static uint32_t indent_of(const struct node *clause)
{
	const struct node *first = clause->kind == NODE_LIST ? clause->last_child->first_child : clause->first_child;
	uint32_t begin = clause->kind == NODE_LIST ? clause->last_child->place.begin : clause->place.begin;

	if (!first || first->place.source != clause->place.source || first->place.begin <= begin ||
	    first->place.begin - begin > 9)
		return 3;
	return first->place.begin - begin;
}

static void report_stray(struct faults *faults, const struct node *clause, const struct node *stray, const char *name)
{
	struct structure *structure = faults->structure;
	struct text number = number_of(faults, clause);
	struct place place = stray->place;
	const char *indent = english_number_word(indent_of(clause));
	uint32_t column = source_position(place.source, place.begin).column - 1;
	const char *stands = clause->place.source != stray->place.source || column == 0 ? "stands at the left margin"
											: "is not indented far enough";

	if (clause->place.source != stray->place.source)
		place = structure_place(structure, place);
	if (number.length)
		findings_add(structure->findings, CHECK_STRAY_LIST, place,
			     "this %s %s, so it is no part of clause %.*s, whose words lead to it: "
			     "indent each of its lines by %s spaces so that it belongs to clause %.*s",
			     name, stands, TEXT_ARGUMENTS(number), indent, TEXT_ARGUMENTS(number));
	else
		findings_add(structure->findings, CHECK_STRAY_LIST, place,
			     "this %s %s, so it is no part of the clause above, whose words lead "
			     "to it: indent each of its lines by %s spaces so that it belongs to that clause",
			     name, stands, indent);
}

/* stray-list: one for each clause, however much stands below it. */
static void find_strays(struct faults *faults, const struct node *section)
{
	struct arena *scratch = faults->structure->scratch;
	bool is_bullets = section->section.presentation == PRESENTATION_BULLETS;

	for (const struct node *block = section->first_child; block; block = block->next) {
		const struct node *next = block->next;
		const char *name = next ? stray_name(next) : NULL;
		bool ends_in_list;

		if (!name || (block->kind != NODE_CLAUSE && !(is_bullets && block->kind == NODE_LIST)))
			continue;
		if (waits_for_more(scratch, block, &ends_in_list) || (ends_in_list && next->kind == NODE_PARAGRAPH))
			report_stray(faults, block, next, name);
	}
}

/* The length of a typed number at the beginning of some words, without the space after it; 0: there is none. "5.1 " and
 * "6.1.1 " count before a capital letter, or before anything where it is the very number that the place has anyway, or
 * where the items of a list are counted so:
 * otherwise they may be a quantity or another document's number. "4. " and "4) " always count. Dates ("1.4.2023",
 * "01.04.23") don't. */
static size_t typed_number(struct text words, size_t *parts)
{
	size_t at = 0;
	bool is_marked = false;

	for (*parts = 0; !is_marked; ++*parts) {
		size_t begin = at;
		at = digits_end(words, at);
		if (at == begin || at - begin > 2 || words.bytes[begin] == '0' || at == words.length)
			return 0;
		is_marked = words.bytes[at] == ')';
		if (words.bytes[at] == '.') {
			at++;
			is_marked = at == words.length || !is_ascii_digit(words.bytes[at]);
		} else {
			at += is_marked;
			++*parts;
			break;
		}
	}
	if (*parts == 1 && !is_marked)
		return 0;
	struct text after = text_slice(words, at, words.length);
	bool has_space = after.length && (is_ascii_space(after.bytes[0]) || text_begins(after, TEXT("\u00a0")));
	return has_space ? at : 0;
}

static bool begins_like_a_sentence(struct text words)
{
	size_t at = 0;

	while (at < words.length) {
		uint32_t c = utf8_decode(words, &at);
		if (unicode_is_space(c) || c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x2018 || c == 0x201c)
			continue;
		size_t next = at;
		bool is_alone = at == words.length || !unicode_is_letter(utf8_decode(words, &next));
		/* "1.5 T" is a quantity. */
		return unicode_is_upper(c) && (!is_alone || c == 'A' || c == 'I');
	}
	return false;
}

static void report_typed(struct faults *faults, struct place place, const char *mend)
{
	findings_add(faults->structure->findings, CHECK_TYPED_NUMBER, place,
		     "the number \"%.*s\" is typed, and policyc numbers sections and clauses by itself, so two numbers "
		     "would stand here that can differ: %s",
		     TEXT_ARGUMENTS(place_text(place)), mend);
}

static const struct node *first_words(const struct node *leaf)
{
	const struct node *first = leaf->first_child;

	while (first && first->first_child)
		first = first->first_child;
	return first && first->kind == NODE_TEXT && first->text.text.length ? first : NULL;
}

/* What is typed before the words of an item: "5.2" and two parts; empty: nothing. */
static struct text number_of_item(const struct node *item, size_t *parts)
{
	const struct node *leaf = item && item->kind == NODE_ITEM ? item->first_child : NULL;
	const struct node *first = leaf && node_is_leaf_block(leaf) ? first_words(leaf) : NULL;

	return first ? text_slice(first->text.text, 0, typed_number(first->text.text, parts)) : TEXT("");
}

/* Are the items of a list counted: "5.1" and then "5.2"? */
static bool is_counted(const struct node *list)
{
	const struct node *item = list->first_child;
	size_t parts;
	struct text first = number_of_item(item, &parts), second = number_of_item(item ? item->next : NULL, &parts);
	size_t last = first.length ? first.length - 1 : 0;

	return first.length > 2 && first.length == second.length && first.bytes[last - 1] == '.' &&
	       first.bytes[last] == '1' && second.bytes[last] == '2' && memcmp(first.bytes, second.bytes, last) == 0;
}

/* typed-number in the first words of a block; `owner` has the number that the place gets anyway. */
static void find_typed(struct faults *faults, const struct node *leaf, const struct node *owner, const char *mend)
{
	size_t parts;

	if (!node_is_leaf_block(leaf)) {
		/* "- 4. Words" and "1. 4. Words" are lists inside an item. */
		if (leaf->kind == NODE_LIST && leaf->list.is_ordered && !leaf->previous) {
			struct text list = place_text(leaf->place);
			size_t length = digits_end(list, 0);
			report_typed(faults,
				     place_of(leaf->place.source, leaf->place.begin, leaf->place.begin + length + 1),
				     mend);
		}
		return;
	}
	const struct node *first = first_words(leaf);
	if (!first || !is_ascii_digit(first->text.text.bytes[0]))
		return;
	struct flat_text flat = flat_text_of(faults->structure->scratch, leaf);
	size_t length = typed_number(flat.text, &parts);
	if (!length)
		return;
	struct text number = text_slice(flat.text, 0, length);
	bool is_typed = parts == 1 || begins_like_a_sentence(text_slice(flat.text, length, flat.text.length)) ||
			text_equal(number, number_of(faults, owner)) ||
			(owner->kind == NODE_ITEM && is_counted(owner->parent));
	if (is_typed)
		report_typed(faults, flat_text_place(&flat, 0, length), mend);
}

/* A line that goes on with a paragraph and begins like a clause of its own, after the end of a sentence. */
static bool begins_clause(const struct flat_text *flat, size_t begin, size_t *length)
{
	struct text before = text_trim(text_slice(flat->text, 0, begin));
	struct text line = text_slice(flat->text, begin, flat->text.length);
	size_t parts;

	*length = typed_number(line, &parts);
	return *length > 0 && parts > 1 && before.length > 0 &&
	       text_find_byte(TEXT(".:;"), before.bytes[before.length - 1], 0) != TEXT_NOT_FOUND &&
	       begins_like_a_sentence(text_slice(line, *length, line.length));
}

static void report_typed_line(struct faults *faults, const struct node *leaf, struct place place)
{
	struct text subject = arena_format(faults->structure->arena, "line of %u", leaf->place.begin);

	findings_add_subject(
		faults->structure->findings, CHECK_TYPED_NUMBER, subject, place,
		"the number \"%.*s\" is typed, so this line begins no clause, and is read as more words of "
		"the one above it; begin it with \"1. \" in place of the number",
		TEXT_ARGUMENTS(place_text(place)));
}

/* typed-number in the further lines of a paragraph: "1.2 Words" below "1. Words" is more words of the clause. */
static void find_typed_lines(struct faults *faults, const struct node *leaf)
{
	struct text bytes = place_text(leaf->place);

	if (text_find_byte(bytes, '\n', 0) == TEXT_NOT_FOUND)
		return;
	struct flat_text flat = flat_text_of(faults->structure->arena, leaf);
	for (size_t i = 0; i < flat.count; i++) {
		const struct segment *segment = &flat.segments[i];
		size_t begin = segment->offset + segment->length, length;
		if ((segment->node->kind == NODE_SOFT_BREAK || segment->node->kind == NODE_LINE_BREAK) &&
		    begins_clause(&flat, begin, &length))
			report_typed_line(faults, leaf, flat_text_place(&flat, begin, begin + length));
	}
}

/* Of a list of bullets: in the first words of each. */
static void find_typed_items(struct faults *faults, const struct node *list, const char *mend)
{
	for (const struct node *item = list->first_child; item && !list->list.is_ordered; item = item->next)
		if (item->kind == NODE_ITEM && item->first_child)
			find_typed(faults, item->first_child, item, mend);
}

/* Of the lists of a clause, but codes. */
static void find_typed_below(struct faults *faults, const struct node *clause)
{
	const struct node *section = node_ancestor(clause, NODE_SECTION);
	struct walk walk = walk_begin(clause);

	if (section && node_section_kind(section) == SECTION_CODING)
		return;
	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_LIST)
			find_typed_items(faults, walk.node, "take the typed one out");
}

static void find_typed_in(struct faults *faults, const struct node *block)
{
	const struct node *first = block->first_child;

	switch (block->kind) {
	case NODE_HEADING:
		find_typed(faults, block, block->parent, "take the typed one out");
		break;
	case NODE_PARAGRAPH:
		find_typed(faults, block, block, "take it out, and begin the line with \"1. \" to make it a clause");
		find_typed_lines(faults, block);
		break;
	case NODE_CLAUSE:
		if (first)
			find_typed(faults, first, block, "take the typed one out");
		for (; first; first = first->next)
			if (first->kind == NODE_PARAGRAPH)
				find_typed_lines(faults, first);
		find_typed_below(faults, block);
		break;
	case NODE_LIST:
		find_typed_items(faults, block,
				 "take it out, and begin the line with \"1. \" in place of \"-\" to make it a clause");
		break;
	default:
		break;
	}
}

static bool has_finding_in(const struct findings *findings, struct place place)
{
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		if (finding->place.source == place.source && finding->place.begin >= place.begin &&
		    finding->place.end <= place.end)
			return true;
	return false;
}

/* syntax: a clause or bullet with nothing in it. Where its words could not be read, that has been told. */
static void find_empty(struct faults *faults)
{
	struct walk walk = walk_begin(faults->structure->policy->body);

	while (walk_next(&walk)) {
		const struct node *node = walk.node, *child = node->first_child;
		if (!walk.is_entering || (node->kind != NODE_CLAUSE && node->kind != NODE_ITEM))
			continue;
		while (child && child->kind == NODE_PARAGRAPH && !child->first_child)
			child = child->next;
		if (!child && !has_finding_in(faults->structure->findings, node->place))
			findings_add(
				faults->structure->findings, CHECK_SYNTAX, node->place,
				"nothing stands in this %s, so it would be shown without a word; write its words, or "
				"take it out",
				node->kind == NODE_CLAUSE ? "clause" : "bullet");
	}
}

void structure_find_faults(struct structure *structure)
{
	struct faults faults = {.structure = structure};
	const struct node *block = structure->policy->body->first_child;

	/* Sections, their subsections, and what stands directly in them. */
	while (block) {
		find_typed_in(&faults, block);
		if (block->kind == NODE_SECTION) {
			find_strays(&faults, block);
			if (block->first_child) {
				block = block->first_child;
				continue;
			}
		}
		while (block && !block->next)
			block = block->parent;
		if (block)
			block = block->next;
	}
	find_empty(&faults);
}

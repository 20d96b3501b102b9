/* Signs of a measure that Markdown takes for marks of its own, and words that it drops without a word: each is
 * `syntax`, since "> 18 years" published as "18 years" admits other patients. */
#include "parse/markdown_parts.h"
#include "tree/node.h"

static bool begins_with_digit(struct text words)
{
	return words.length > 0 && is_ascii_digit(words.bytes[0]);
}

static struct text text_after(struct text line, size_t at)
{
	return text_trim(text_slice(line, at, line.length));
}

void markdown_check_quote(struct markdown *markdown, const cmark_node *quote)
{
	struct text line = markdown_line(markdown, quote->start_line);
	size_t column = (size_t)quote->start_column - 1, begin = markdown_offset(markdown, line) + column;

	if (markdown->quotes > 0)
		return;
	while (column < line.length && line.bytes[column] != '>') {
		column++;
		begin++;
	}
	findings_add(
		markdown->findings, CHECK_SYNTAX, markdown_place(markdown, begin, begin + 1),
		"\">\" at the beginning of a line begins a quotation, and the sign would be lost; write \"more than\", "
		"or \\> where the sign is meant");
}

static void report_sign(struct markdown *markdown, size_t begin, const char *sign)
{
	findings_add(
		markdown->findings, CHECK_SYNTAX, markdown_place(markdown, begin, begin + 1),
		"\"%s\" at the beginning of these words begins a bullet, and the sign would be lost; write \\%s where "
		"the sign is meant, or a plain bullet (-) with words",
		sign, sign);
}

/* "2013. A new year": the number of an item, which gets one of its own. */
static void check_number(struct markdown *markdown, struct text line, size_t column)
{
	size_t end = column;

	while (end < line.length && is_ascii_digit(line.bytes[end]))
		end++;
	if (end - column < 4)
		return;
	size_t begin = markdown_offset(markdown, line);
	findings_add(
		markdown->findings, CHECK_SYNTAX, markdown_place(markdown, begin + column, begin + end + 1),
		"\"%.*s\" at the beginning of a line is taken for the number of a clause, and would be lost; write \\. "
		"in place of the dot",
		(int)(end - column + 1), line.bytes + column);
}

/* "T-score of" and "- 2.5 or less" on the next line: one bullet that goes on with a sentence. */
static bool breaks_sentence(const struct markdown *markdown, const cmark_node *list)
{
	const cmark_node *before = list->prev;

	if (!before || before->type != CMARK_NODE_PARAGRAPH || before->end_line != list->start_line - 1 ||
	    list->first_child != list->last_child)
		return false;
	struct text above = text_trim(markdown_line(markdown, before->end_line));
	return above.length > 0 && above.bytes[above.length - 1] != ':';
}

void markdown_check_item(struct markdown *markdown, const cmark_node *item)
{
	const cmark_node *list = item->parent, *around = list->parent;
	struct text line = markdown_line(markdown, item->start_line);
	size_t column = (size_t)item->start_column - 1, begin = markdown_offset(markdown, line) + column;

	if (list->as.list.list_type == CMARK_ORDERED_LIST) {
		check_number(markdown, line, column);
		return;
	}
	if (column >= line.length)
		return;
	bool is_inside_first = around->type == CMARK_NODE_ITEM && around->first_child == list &&
			       list->first_child == item && around->start_line == item->start_line;
	bool is_number = begins_with_digit(text_after(line, column + 1));
	bool is_sign = (is_number && line.bytes[column] == '+') || is_inside_first ||
		       (is_number && breaks_sentence(markdown, list));
	const char sign[] = {line.bytes[column], '\0'};
	if (is_sign)
		report_sign(markdown, begin, sign);
}

void markdown_check_emphasis(struct markdown *markdown, struct text content, size_t begin, size_t end,
			     struct place place)
{
	bool follows_digit = begin > 0 && is_ascii_digit(content.bytes[begin - 1]);
	bool precedes_digit = end < content.length && is_ascii_digit(content.bytes[end]);

	if (follows_digit || precedes_digit)
		findings_add(markdown->findings, CHECK_SYNTAX, place,
			     "\"*\" beside a number is taken for a mark of emphasis, and would be lost; write "
			     "\\* or "
			     "× where the sign is meant");
}

/* Definitions of links: "[label]: address". */

typedef ARRAY_OF(struct place) place_array;

/* The places of all leaf blocks, in their order, and the addresses that links name. */
static void collect(const struct node *body, place_array *leaves, struct map *targets)
{
	struct walk walk = walk_begin(body);

	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		if (node_is_leaf_block(walk.node))
			*ARRAY_ADD(leaves) = walk.node->place;
		else if (walk.node->kind == NODE_LINK || walk.node->kind == NODE_IMAGE)
			map_set(targets, walk.node->link.target, walk.node);
	}
}

/* Where "[label]:" begins in a line, after the marks of lists and quotations; TEXT_NOT_FOUND: it has none. */
static size_t definition_begin(struct text line, size_t *after)
{
	size_t at = 0;

	for (;;) {
		size_t from = at;
		while (at < line.length && (is_ascii_space(line.bytes[at]) || line.bytes[at] == '>'))
			at++;
		size_t mark = at;
		while (mark < line.length && is_ascii_digit(line.bytes[mark]))
			mark++;
		if (mark < line.length && text_find_byte(TEXT("-*+.)"), line.bytes[mark], 0) != TEXT_NOT_FOUND &&
		    mark + 1 < line.length && is_ascii_space(line.bytes[mark + 1]))
			at = mark + 1;
		if (at == from)
			break;
	}
	if (at + 1 >= line.length || line.bytes[at] != '[' || line.bytes[at + 1] == '^')
		return TEXT_NOT_FOUND;
	size_t close = text_find(line, TEXT("]:"), at);
	*after = close + 2;
	return close == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : at;
}

static bool is_used(const struct map *targets, struct text definition)
{
	struct text rest = text_trim(definition), target = {0};

	text_split(&rest, ' ', &target);
	if (text_begins(target, TEXT("<")) && text_ends(target, TEXT(">")))
		target = text_slice(target, 1, target.length - 1);
	/* Entities and escapes are decoded in the address of a link. */
	bool is_encoded =
		text_find_byte(target, '&', 0) != TEXT_NOT_FOUND || text_find_byte(target, '\\', 0) != TEXT_NOT_FOUND;
	return is_encoded || map_get(targets, target) != NULL;
}

void markdown_check_definitions(struct markdown *markdown, const struct node *body)
{
	place_array leaves = {0};
	struct map targets = MAP_EMPTY;
	struct text rest = text_slice(markdown->source->bytes, markdown->begin, markdown->end), line;
	size_t leaf = 0;
	bool is_comment = false;

	if (text_find(rest, TEXT("]:"), 0) == TEXT_NOT_FOUND)
		return;
	collect(body, &leaves, &targets);
	while (text_split(&rest, '\n', &line)) {
		size_t after = 0, begin = definition_begin(line, &after);
		bool was_comment = is_comment;
		is_comment = text_find(line, TEXT("-->"), 0) == TEXT_NOT_FOUND &&
			     (is_comment || text_find(line, TEXT("<!--"), 0) != TEXT_NOT_FOUND);
		if (begin == TEXT_NOT_FOUND || was_comment)
			continue;
		size_t offset = markdown_offset(markdown, line) + begin;
		while (leaf < leaves.count && leaves.items[leaf].end <= offset)
			leaf++;
		bool is_shown = leaf < leaves.count && leaves.items[leaf].begin <= offset;
		if (!is_shown && !is_used(&targets, text_slice(line, after, line.length)))
			findings_add(
				markdown->findings, CHECK_SYNTAX,
				markdown_place(markdown, offset, offset + (after - begin)),
				"\"%.*s\" gives the address of a link, and no link uses it, so these words would be "
				"lost; write \\[ where words are meant, or take the line out",
				(int)(after - begin), line.bytes + begin);
	}
	ARRAY_RELEASE(&leaves);
	map_release(&targets);
}

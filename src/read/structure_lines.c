/* Notes, joiners and references that are lines of a paragraph get blocks of their own. */
#include "base/memory.h"
#include "parse/inlines.h"
#include "read/structure_parts.h"
#include "tree/joiner.h"

static bool is_break(const struct node *node)
{
	return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

static bool begins_line(const struct node *node)
{
	return !node->previous || is_break(node->previous);
}

/* Moves a leaf block's inlines from `first` to the last into a new block after it, without the line break before. */
static struct node *split_off(struct arena *arena, struct node *leaf, struct node *first, enum node_kind kind)
{
	struct node *block = node_new(arena, kind, inlines_place(first, leaf->last_child));

	node_unlink(first->previous);
	leaf->place.end = first->previous ? first->previous->place.end : leaf->place.begin;
	for (struct node *node = first, *next; node; node = next) {
		next = node->next;
		node_unlink(node);
		node_append(block, node);
	}
	node_insert_after(leaf, block);
	return block;
}

static bool line_is_note(const struct node *first)
{
	char words[5];
	size_t length;

	inlines_short_words(first, NULL, words, sizeof words, &length);
	return text_equal_ignoring_case((struct text){words, length}, TEXT("NOTE:"));
}

/* From the last line to the first, so that each inline is moved once. */
static void split_paragraph(struct structure *structure, struct node *paragraph)
{
	for (struct node *node = paragraph->last_child, *before; node; node = before) {
		before = node->previous;
		if (is_break(node) || !begins_line(node) || !line_is_note(node))
			continue;
		if (!before) {
			paragraph->kind = NODE_NOTE;
			return;
		}
		before = before->previous;
		split_off(structure->arena, paragraph, node, NODE_NOTE);
	}
}

typedef ARRAY_OF(struct node *) node_array;

static void collect_leaves(node_array *leaves, const struct node *body)
{
	struct walk walk = walk_begin(body);

	while (walk_next_block(&walk))
		if (walk.is_entering && (walk.node->kind == NODE_PARAGRAPH || walk.node->kind == NODE_NOTE))
			*ARRAY_ADD(leaves) = walk.node;
}

void structure_split_notes(struct structure *structure)
{
	node_array leaves = {0};

	collect_leaves(&leaves, structure->policy->body);
	for (size_t i = 0; i < leaves.count; i++)
		split_paragraph(structure, leaves.items[i]);
	ARRAY_RELEASE(&leaves);
}

bool is_joiner_line(const struct node *first)
{
	char words[16];
	size_t length;

	if (!inlines_short_words(first, NULL, words, sizeof words, &length))
		return false;
	return joiner_of_line((struct text){words, length}).kind != JOINER_NONE;
}

static struct node *last_line(const struct node *leaf)
{
	struct node *first = leaf->last_child;

	while (first && !begins_line(first))
		first = first->previous;
	return first;
}

static bool is_list_like(const struct node *node, const struct node *list)
{
	return node && node->kind == NODE_LIST && node->list.is_ordered == list->list.is_ordered;
}

/* What a joiner is put after, where it joins: the item before it, or the list before it, whose neighbour is then part
 * of the same list. NULL: it stands between no items, and is words like any others. */
static struct node *joins_after(const struct node *leaf, bool is_whole)
{
	const struct node *node = leaf;

	if (is_whole && leaf->previous && leaf->previous->kind == NODE_LIST && is_list_like(leaf->next, leaf->previous))
		return leaf->previous;
	if (is_whole && !leaf->previous) { /* an item that is nothing else */
		struct node *item = leaf->parent;
		bool is_between = item->kind == NODE_ITEM && !leaf->next && item->previous && item->next &&
				  item->previous->kind == NODE_ITEM && item->next->kind == NODE_ITEM;
		return is_between ? item : NULL;
	}
	while (!node->next && node->parent->kind == NODE_ITEM) {
		struct node *item = node->parent;
		if (item->next)
			return item->next->kind == NODE_ITEM ? item : NULL;
		node = item->parent;
		if (is_list_like(node->next, node))
			return (struct node *)node;
	}
	return NULL;
}

static void end_at_last_child(struct node *block)
{
	if (block->last_child && block->last_child->place.source == block->place.source)
		block->place.end = block->last_child->place.end;
}

static void join(struct structure *structure, struct node *leaf)
{
	struct node *line = last_line(leaf);

	if (!line || is_break(line) || !is_joiner_line(line))
		return;
	bool is_whole = !line->previous;
	struct node *after = joins_after(leaf, is_whole);
	if (!after)
		return;
	struct node *joiner = is_whole ? leaf : split_off(structure->arena, leaf, line, NODE_JOINER);
	struct node *above = joiner->parent;
	joiner->kind = NODE_JOINER;
	node_unlink(joiner);
	if (after->kind == NODE_ITEM) {
		node_insert_after(after, joiner);
		for (; above != after->parent; above = above->parent)
			end_at_last_child(above);
		if (!after->first_child)
			node_unlink(after);
		return;
	}
	struct node *second = after->next;
	for (; above != after->parent; above = above->parent)
		end_at_last_child(above);
	node_append(after, joiner);
	node_move_children(second, after);
	after->place = place_join(after->place, second->place);
	after->list.is_loose |= second->list.is_loose;
	node_unlink(second);
}

void structure_join_lists(struct structure *structure)
{
	node_array leaves = {0};

	collect_leaves(&leaves, structure->policy->body);
	for (size_t i = 0; i < leaves.count; i++)
		join(structure, leaves.items[i]);
	ARRAY_RELEASE(&leaves);
}

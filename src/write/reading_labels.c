/* How the reading sheet calls criteria, and their own words. */
#include "tree/flat_text.h"
#include "write/reading.h"

size_t group_criterion_count(const struct node *group)
{
	size_t count = 0;
	for (const struct node *child = group->first_child; child; child = child->next)
		count += node_is_criterion(child);
	return count;
}

/* The criteria of several groups beside each other are counted on. */
static size_t index_of(const struct node *criterion)
{
	size_t index = 0;
	for (const struct node *child = criterion->previous; child; child = child->previous)
		index += node_is_criterion(child);
	for (const struct node *block = criterion->parent->previous; block; block = block->previous)
		if (node_is_group(block))
			index += group_criterion_count(block);
	return index;
}

/* 0 is A, 25 is Z, 26 is AA. */
static void put_letters(struct buffer *out, size_t index, char first)
{
	char letters[16];
	size_t length = 0;
	for (size_t rest = index + 1; rest > 0 && length < sizeof letters; rest = (rest - 1) / 26)
		letters[length++] = (char)(first + (char)((rest - 1) % 26));
	while (length > 0)
		buffer_append_byte(out, letters[--length]);
}

#define LABEL_DEPTH_MOST 32

void criterion_label_append(struct buffer *out, const struct node *criterion)
{
	const struct node *chain[LABEL_DEPTH_MOST];
	size_t depth = 0;

	for (const struct node *node = criterion; node && depth < LABEL_DEPTH_MOST; node = node->parent)
		if (node_is_criterion(node))
			chain[depth++] = node;
	for (size_t i = 0; i < depth; i++) {
		size_t index = index_of(chain[depth - 1 - i]);
		if (i % 2 == 1)
			buffer_append_format(out, "%zu", index + 1);
		else
			put_letters(out, index, i == 0 ? 'A' : 'a');
	}
}

static bool is_list_like(const struct node *node)
{
	return node->kind == NODE_LIST || node->kind == NODE_TABLE;
}

void own_words_append(struct buffer *out, const struct node *node)
{
	bool is_after_list = false;

	if (node->kind == NODE_ROW) {
		node_append_words(out, node, (struct words_options){0});
		return;
	}
	for (const struct node *child = node->first_child; child; child = child->next) {
		if (is_list_like(child)) {
			is_after_list = true;
			continue;
		}
		if (child->previous)
			buffer_append_string(out, is_after_list ? " … " : " ");
		is_after_list = false;
		node_append_words(out, child, (struct words_options){0});
	}
}

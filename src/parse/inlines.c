#include "parse/inlines.h"

#include <string.h>

#include "base/unicode.h"

/* The source bytes of a part of a text node. Text that is the same bytes as its source needs no map; of text with
 * entities or escapes the flat text knows the way. */
static struct place part_place(struct arena *arena, const struct node *text, size_t begin, size_t end)
{
	size_t length = text->text.text.length;

	if (text->place.end - text->place.begin == length)
		return place_of(text->place.source, text->place.begin + begin, text->place.begin + end);
	struct flat_text flat = flat_text_of(arena, text);
	return flat_text_place(&flat, begin, end);
}

struct node *inline_split(struct arena *arena, struct node *text, size_t offset)
{
	struct text all = text->text.text;
	struct place before = part_place(arena, text, 0, offset);
	struct node *rest = node_new(arena, NODE_TEXT, part_place(arena, text, offset, all.length));

	rest->text.text = text_slice(all, offset, all.length);
	text->text.text = text_slice(all, 0, offset);
	text->place = before;
	node_insert_after(text, rest);
	return rest;
}

/* Emphasis and the like that lost all its words goes with them. */
static void unlink_with_empty_parents(struct node *node)
{
	for (;;) {
		struct node *parent = node->parent;

		node_unlink(node);
		if (!parent || parent->first_child || !node_is_inline(parent))
			return;
		node = parent;
	}
}

void inlines_remove(struct arena *arena, const struct flat_text *flat, size_t begin, size_t end)
{
	while (begin > 0 && is_ascii_space(flat->text.bytes[begin - 1]))
		begin--;
	for (size_t i = 0; i < flat->count; i++) {
		const struct segment *segment = &flat->segments[i];
		size_t segment_end = segment->offset + segment->length;
		struct node *node = segment->node;

		if (segment_end <= begin || segment->offset >= end)
			continue;
		if (node->kind == NODE_TEXT && segment_end > end)
			inline_split(arena, node, end - segment->offset);
		if (node->kind == NODE_TEXT && segment->offset < begin)
			node = inline_split(arena, node, begin - segment->offset);
		unlink_with_empty_parents(node);
	}
}

struct place inlines_place(const struct node *first, const struct node *last)
{
	return place_join(first->place, last->place);
}

/* Appends words as readers take them (tree/flat_text.h); false: there is no room. */
static bool append_short(struct text text, char *words, size_t most, size_t *length)
{
	for (size_t at = 0; at < text.length;) {
		size_t begin = at;
		uint32_t code_point = utf8_decode(text, &at);
		struct text part = text_slice(text, begin, at);
		if (unicode_is_invisible(code_point))
			part = unicode_is_space(code_point) ? TEXT(" ") : TEXT("");
		if (part.length > most - *length)
			return false;
		memcpy(words + *length, part.bytes, part.length);
		*length += part.length;
	}
	return true;
}

bool inlines_short_words(const struct node *first, const struct node *end, char *words, size_t most, size_t *length)
{
	*length = 0;
	for (const struct node *sibling = first; sibling && sibling != end; sibling = sibling->next) {
		struct walk walk = walk_begin(sibling);

		while (walk_next(&walk)) {
			struct text text = TEXT(" ");

			if (!walk.is_entering)
				continue;
			switch (walk.node->kind) {
			case NODE_TEXT:
				text = walk.node->text.text;
				break;
			case NODE_SOFT_BREAK:
			case NODE_LINE_BREAK:
				break;
			case NODE_IMAGE:
			case NODE_CODE:
			case NODE_CITATION:
				return false;
			default:
				continue;
			}
			if (!append_short(text, words, most, length))
				return false;
		}
	}
	return true;
}

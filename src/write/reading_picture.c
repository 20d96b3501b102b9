/* A picture of a group of criteria as a tree. Every node is on a line of its own, further right the deeper it is, with
 * a line to the node that it belongs to. */
#include "base/unicode.h"
#include "base/xml_writer.h"
#include "tree/flat_text.h"
#include "write/reading.h"

#define LINE_HEIGHT  28
#define INDENT       28
#define WORDS_MOST   70
#define PICTURE_WIDE 760

struct drawn_line {
	unsigned depth;
	size_t parent; /* the line that it belongs to; its own index: none */
	bool is_group;
	struct text words;
};
typedef ARRAY_OF(struct drawn_line) line_array;

/* The first words, with a sign where more follow. */
static void put_short(struct buffer *out, struct text words)
{
	size_t offset = 0, count = 0, space = 0;
	while (offset < words.length && count < WORDS_MOST) {
		if (words.bytes[offset] == ' ')
			space = offset;
		utf8_decode(words, &offset);
		count++;
	}
	if (offset == words.length) {
		buffer_append(out, words);
		return;
	}
	buffer_append(out, text_slice(words, 0, space ? space : offset));
	buffer_append_string(out, " …");
}

static void put_criterion(struct buffer *out, struct arena *arena, const struct node *criterion)
{
	struct buffer words = BUFFER_EMPTY;
	criterion_label_append(out, criterion);
	own_words_append(&words, criterion);
	if (words.length) {
		buffer_append_string(out, ". ");
		put_short(out, arena_copy(arena, text_trim(buffer_text(&words))));
	}
	buffer_release(&words);
}

static void gather(line_array *lines, struct arena *arena, const struct node *group)
{
	size_t above[64] = {0}; /* the line of each depth: nesting is limited to less */
	unsigned depth = 0;
	struct walk walk = walk_begin(group);

	while (walk_next_block(&walk)) {
		const struct node *node = walk.node;
		bool is_group = node_is_group(node);
		if (!is_group && !node_is_criterion(node))
			continue;
		if (!walk.is_entering) {
			depth--;
			continue;
		}
		struct buffer words = BUFFER_EMPTY;
		if (is_group)
			buffer_append(&words, node_group((struct node *)node)->combination == CRITERIA_UNCLEAR
						      ? TEXT("open: how these go together is not read")
						      : criteria_group_words(arena, node_group((struct node *)node)));
		else
			put_criterion(&words, arena, node);
		unsigned level = depth < ARRAY_COUNT(above) ? depth : (unsigned)ARRAY_COUNT(above) - 1;
		struct drawn_line line = {level, level ? above[level - 1] : lines->count, is_group,
					  buffer_keep(&words, arena)};
		above[level] = lines->count;
		*ARRAY_ADD(lines) = line;
		depth++;
	}
}

static void put_lines(struct buffer *out, const line_array *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct drawn_line *line = &lines->items[i];
		unsigned x = 8 + line->depth * INDENT;
		size_t y = 20 + i * LINE_HEIGHT;
		if (line->parent != i)
			buffer_append_format(out,
					     "<path d=\"M%u %zuV%zuH%u\" fill=\"none\" stroke=\"#4c6272\" "
					     "stroke-width=\"1.5\"/>\n",
					     x - INDENT + 8, 28 + line->parent * LINE_HEIGHT, y - 5, x - 4);
		buffer_append_format(out, "<text x=\"%u\" y=\"%zu\" font-size=\"15\"%s fill=\"#212b32\">", x, y,
				     line->is_group ? " font-weight=\"bold\"" : "");
		xml_escape(out, line->words);
		buffer_append_string(out, "</text>\n");
	}
}

void picture_append(struct buffer *out, const struct node *group, unsigned number)
{
	struct arena arena = ARENA_EMPTY;
	line_array lines = {0};

	gather(&lines, &arena, group);
	buffer_append_format(out,
			     "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"tree-%u "
			     "tree-%u-words\" viewBox=\"0 0 %d %zu\" width=\"%d\" height=\"%zu\" "
			     "font-family=\"Arial,sans-serif\">\n<title id=\"tree-%u\">The criteria as a tree</title>\n"
			     "<desc id=\"tree-%u-words\">",
			     number, number, PICTURE_WIDE, 8 + lines.count * LINE_HEIGHT, PICTURE_WIDE,
			     8 + lines.count * LINE_HEIGHT, number, number);
	for (size_t i = 0; i < lines.count; i++) {
		xml_escape(out, lines.items[i].words);
		buffer_append_string(out, lines.items[i].is_group ? ": " : "; ");
	}
	buffer_append_string(out, "</desc>\n");
	put_lines(out, &lines);
	buffer_append_string(out, "</svg>");
	ARRAY_RELEASE(&lines);
	arena_release(&arena);
}

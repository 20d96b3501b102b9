#include "tree/flat_text.h"

#include "tree/joiner.h"

#include <string.h>

#include "base/bug.h"
#include "base/memory.h"
#include "base/unicode.h"

/* What an inline adds by itself to the words; empty for those that only hold others, and for citations. */
static struct text own_words(const struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
	case NODE_CODE:
		return node->text.text;
	case NODE_SOFT_BREAK:
		return TEXT(" ");
	case NODE_LINE_BREAK:
		return TEXT("\n");
	default:
		return TEXT("");
	}
}

/* The words of most leaves are few enough to be gathered here. */
#define SEGMENTS_USUAL 32

/* Gathers the segments of the leaves, as many as `most`, and gives how many there are. */
static size_t find_segments(const struct node *const *leaves, size_t count, struct segment *segments, size_t most,
			    size_t *length)
{
	size_t found = 0;

	*length = 0;
	for (size_t i = 0; i < count; i++) {
		struct walk walk = walk_begin(leaves[i]);
		*length += *length > 0;
		while (walk_next(&walk)) {
			struct text words = own_words(walk.node);
			if (!walk.is_entering || !words.length)
				continue;
			if (found < most)
				segments[found] = (struct segment){*length, words.length, walk.node};
			found++;
			*length += words.length;
		}
	}
	return found;
}

struct flat_text flat_text_of_leaves(struct arena *arena, const struct node *const *leaves, size_t count)
{
	struct segment usual[SEGMENTS_USUAL];
	struct flat_text flat = {0};
	size_t length;

	flat.count = find_segments(leaves, count, usual, SEGMENTS_USUAL, &length);
	if (flat.count <= SEGMENTS_USUAL) {
		flat.segments = arena_copy_array(arena, usual, flat.count, sizeof *usual);
	} else {
		flat.segments = ARENA_ARRAY(arena, flat.count, struct segment);
		find_segments(leaves, count, flat.segments, flat.count, &length);
	}
	/* The words of one node are there already. */
	if (flat.count == 1 && flat.segments->length == length) {
		flat.text = own_words(flat.segments->node);
		return flat;
	}
	char *bytes = ARENA_ARRAY(arena, length + 1, char);
	size_t end = 0;
	for (size_t i = 0; i < flat.count; i++) {
		const struct segment *segment = &flat.segments[i];
		while (end < segment->offset)
			bytes[end++] = ' ';
		memcpy(bytes + end, own_words(segment->node).bytes, segment->length);
		end += segment->length;
	}
	while (end < length)
		bytes[end++] = ' ';
	flat.text = (struct text){bytes, length};
	return flat;
}

struct flat_text flat_text_of(struct arena *arena, const struct node *node)
{
	return flat_text_of_leaves(arena, &node, 1);
}

/* Has any character that readers take otherwise than it is written? */
static bool has_invisible(struct text words)
{
	for (size_t at = 0; at < words.length;) {
		/* Most words are ASCII. */
		if (!((unsigned char)words.bytes[at] & 0x80)) {
			at++;
			continue;
		}
		if (unicode_is_invisible(utf8_decode(words, &at)))
			return true;
	}
	return false;
}

/* Appends the words as readers take them; `origins`, where it is not NULL, has room for all of them and their end. */
static void append_for_reading(struct buffer *out, struct text words, uint32_t *origins)
{
	for (size_t at = 0; at < words.length;) {
		size_t begin = at, first = out->length;
		uint32_t code_point = utf8_decode(words, &at);
		if (!unicode_is_invisible(code_point))
			buffer_append(out, text_slice(words, begin, at));
		else if (unicode_is_space(code_point))
			buffer_append_byte(out, ' ');
		for (size_t i = first; origins && i < out->length; i++)
			origins[i] = (uint32_t)(begin + (i - first));
	}
	if (origins)
		origins[out->length] = (uint32_t)words.length;
}

struct text words_for_reading(struct arena *arena, struct text words)
{
	struct buffer out = BUFFER_EMPTY;

	if (!has_invisible(words))
		return words;
	append_for_reading(&out, words, NULL);
	words = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return words;
}

struct flat_text flat_text_for_reading(struct arena *arena, struct flat_text flat)
{
	struct buffer out = BUFFER_EMPTY;
	uint32_t *origins;

	if (flat.origins || !has_invisible(flat.text))
		return flat;
	origins = ARENA_ARRAY(arena, flat.text.length + 1, uint32_t);
	append_for_reading(&out, flat.text, origins);
	flat.text = arena_copy(arena, buffer_text(&out));
	flat.origins = origins;
	buffer_release(&out);
	return flat;
}

/* The segment that holds the byte at `offset`; the last where it is the end of the text. There is at least one. */
static const struct segment *segment_at(const struct flat_text *flat, size_t offset)
{
	size_t low = 0, high = flat->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (flat->segments[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return &flat->segments[low];
}

/* True, and the offset in the source of the segment's first byte, when its words are the source's own bytes. */
static bool is_literal(const struct segment *segment, size_t *first)
{
	struct text words = own_words(segment->node);
	const struct source *source = segment->node->place.source;
	uintptr_t bytes = (uintptr_t)words.bytes, begin, end;

	if (!source || (segment->node->kind != NODE_TEXT && segment->node->kind != NODE_CODE))
		return false;
	begin = (uintptr_t)source->bytes.bytes;
	end = begin + source->bytes.length;
	if (bytes < begin || bytes + words.length > end)
		return false;
	*first = bytes - begin;
	return true;
}

/* Where the bytes from `begin` to `end` of the text stand, both inside or at the ends of the segment. */
static struct place segment_place(const struct segment *segment, size_t begin, size_t end)
{
	struct place place = segment->node->place;
	size_t first;

	if (is_literal(segment, &first))
		return place_of(place.source, first + (begin - segment->offset), first + (end - segment->offset));
	if (begin < end)
		return place;
	/* An empty run: before what was decoded, or after it. */
	return begin == segment->offset ? place_of(place.source, place.begin, place.begin)
					: place_of(place.source, place.end, place.end);
}

struct place flat_text_place(const struct flat_text *flat, size_t begin, size_t end)
{
	const struct segment *first, *last;

	if (begin > end || end > flat->text.length)
		BUG("bytes %zu to %zu of a text of %zu bytes", begin, end, flat->text.length);
	if (!flat->count)
		return PLACE_NONE;
	if (flat->origins) {
		/* The end of the last byte, and not the begin of what follows, which may be behind something invisible.
		 */
		bool is_exact = begin == end || flat->text.bytes[end - 1] == ' ';
		end = is_exact ? flat->origins[end] : flat->origins[end - 1] + 1;
		begin = flat->origins[begin];
	}
	first = segment_at(flat, begin);
	if (begin == end)
		return segment_place(first, begin, begin);
	last = segment_at(flat, end - 1);
	if (first == last)
		return segment_place(first, begin, end);
	return place_join(segment_place(first, begin, first->offset + first->length),
			  segment_place(last, last->offset, end));
}

const struct node *flat_text_node(const struct flat_text *flat, size_t offset)
{
	if (flat->origins)
		offset = flat->origins[offset];
	return flat->count ? segment_at(flat, offset)->node : NULL;
}

bool flat_text_is_prose(const struct flat_text *flat, size_t offset)
{
	const struct node *node = flat_text_node(flat, offset);

	if (!node || node->kind == NODE_CODE)
		return false;
	for (; node && node_is_inline(node); node = node->parent)
		if (node->kind == NODE_LINK && node->link.is_bare)
			return false;
	return true;
}

struct words_state {
	struct buffer *buffer;
	size_t begin;
	struct words_options options;
	char separator; /* written before the next word; 0: none */
};

static void append_word(struct words_state *state, struct text word)
{
	if (!word.length)
		return;
	if (state->separator && state->buffer->length > state->begin)
		buffer_append_byte(state->buffer, state->separator);
	state->separator = '\0';
	buffer_append(state->buffer, word);
}

static void begin_block(struct words_state *state)
{
	/* A number that was just written waits for its block's words, on the same line. */
	if (!state->separator)
		state->separator = state->options.lines ? '\n' : ' ';
}

static void append_number(struct words_state *state, const struct node *node)
{
	if (!state->options.numbers || !node->number.length)
		return;
	begin_block(state);
	append_word(state, node->number);
	state->separator = ' ';
}

static void append_entered(struct words_state *state, const struct node *node)
{
	if (node->kind == NODE_SECTION || node->kind == NODE_CLAUSE)
		append_number(state, node);
	else if (node_is_leaf_block(node))
		begin_block(state);
	else if (node->kind == NODE_LINE_BREAK && !state->options.lines)
		append_word(state, TEXT(" "));
	else
		append_word(state, own_words(node));
}

void node_append_words(struct buffer *buffer, const struct node *node, struct words_options options)
{
	struct words_state state = {.buffer = buffer, .begin = buffer->length, .options = options};
	struct walk walk = walk_begin(node);

	while (walk_next(&walk))
		if (walk.is_entering)
			append_entered(&state, walk.node);
}

struct text node_words(struct arena *arena, const struct node *node)
{
	const struct node *first = node->first_child;
	struct buffer buffer = BUFFER_EMPTY;

	/* Most leaves are one run of text, which is there already. */
	if (node_is_leaf_block(node) && first && !first->next && first->kind == NODE_TEXT)
		return first->text.text;
	node_append_words(&buffer, node, (struct words_options){.lines = false});
	return buffer_keep(&buffer, arena);
}

const struct node *row_joiner(const struct node *row)
{
	const struct node *joiner = NULL;
	struct buffer words = BUFFER_EMPTY;
	if (row->kind != NODE_ROW || row->row.is_header)
		return NULL;
	for (const struct node *cell = row->first_child; cell; cell = cell->next) {
		size_t before = words.length;
		node_append_words(&words, cell, (struct words_options){false, false});
		if (words.length > before)
			joiner = cell;
	}
	struct text all = text_trim(buffer_text(&words));
	bool is_joiner = joiner_of_line(all).kind != JOINER_NONE;
	buffer_release(&words);
	return is_joiner ? joiner : NULL;
}

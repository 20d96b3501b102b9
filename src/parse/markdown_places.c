/* From cmark's lines and texts back to bytes of the source. cmark's own columns are not used where text goes on over
 * several lines or stands in a table: there they are wrong. */
#include "parse/markdown_parts.h"

#include <string.h>

#include "base/bug.h"

struct text markdown_text(const cmark_chunk *chunk)
{
	return (struct text){(const char *)chunk->data, chunk->data ? (size_t)chunk->len : 0};
}

struct place markdown_place(const struct markdown *markdown, size_t begin, size_t end)
{
	return place_of(markdown->source, begin, end);
}

struct text markdown_line(const struct markdown *markdown, int line)
{
	struct text text = source_line(markdown->source, markdown->first_line + (uint32_t)line - 1);
	size_t begin = markdown_offset(markdown, text), end = begin + text.length;

	return text_slice(markdown->source->bytes, begin < markdown->begin ? markdown->begin : begin,
			  end > markdown->end ? markdown->end : end);
}

size_t markdown_offset(const struct markdown *markdown, struct text part)
{
	return (size_t)(part.bytes - markdown->source->bytes.bytes);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct text without_blanks_before(struct text text)
{
	size_t at = 0;

	while (at < text.length && is_blank(text.bytes[at]))
		at++;
	return text_slice(text, at, text.length);
}

static size_t blanks_after(struct text text)
{
	size_t count = 0;

	while (count < text.length && is_blank(text.bytes[text.length - 1 - count]))
		count++;
	return count;
}

struct text markdown_continued_line(const struct markdown *markdown, int line)
{
	struct text text = without_blanks_before(markdown_line(markdown, line));

	for (uint32_t i = 0; i < markdown->quotes && text.length && text.bytes[0] == '>'; i++)
		text = without_blanks_before(text_slice(text, 1, text.length));
	return text_slice(text, 0, text.length - blanks_after(text));
}

static void add_stretch(struct leaf *leaf, struct stretch stretch)
{
	if (stretch.length)
		*ARRAY_ADD(&leaf->stretches) = stretch;
}

/* The end of `part` that becomes `words` when each "\|" is made a "|"; its bytes are NULL where none does. */
static struct text find_end(struct text part, struct text words, bool has_pipes)
{
	size_t at = part.length;

	if (!has_pipes)
		return text_ends(part, words) ? text_slice(part, at - words.length, at) : (struct text){NULL, 0};
	for (size_t i = words.length; i > 0; i--) {
		if (at == 0 || part.bytes[at - 1] != words.bytes[i - 1])
			return (struct text){NULL, 0};
		at--;
		if (part.bytes[at] == '|' && at > 0 && part.bytes[at - 1] == '\\')
			at--;
	}
	return text_slice(part, at, part.length);
}

/* Finds the words, which begin at `content` of the leaf's text, at the end of a part of the source. cmark took white
 * space off the ends of both. */
static bool map_words(struct leaf *leaf, const struct markdown *markdown, size_t content, struct text words,
		      struct text part, bool has_pipes)
{
	size_t blanks = blanks_after(words), more = blanks_after(part), source;
	struct text trimmed = without_blanks_before(words), found;
	struct stretch stretch;

	content += words.length - trimmed.length;
	part = text_slice(part, 0, part.length - (more > blanks ? more - blanks : 0));
	found = find_end(part, trimmed, has_pipes);
	if (!found.bytes)
		return false;
	source = markdown_offset(markdown, found);
	stretch = (struct stretch){.content = content, .source = source, .begins_line = true};
	stretch.length = has_pipes ? 0 : trimmed.length;
	for (size_t i = 0, at = 0; has_pipes && i < trimmed.length; i++, at++) {
		if (found.bytes[at] == '\\' && at + 1 < found.length && found.bytes[at + 1] == '|') {
			add_stretch(leaf, stretch);
			add_stretch(leaf, (struct stretch){content + i, 1, source + at, true,
							   stretch.begins_line && !stretch.length});
			at++;
			stretch = (struct stretch){.content = content + i + 1, .source = source + at + 1};
		} else {
			stretch.length++;
		}
	}
	add_stretch(leaf, stretch);
	return true;
}

/* The lines of a text, of which the last stands in the line `last`. */
static bool map_lines(struct leaf *leaf, const struct markdown *markdown, int last, bool has_pipes)
{
	struct text rest = leaf->content, words;
	int line = last;

	for (size_t i = 0; i < leaf->content.length; i++)
		line -= leaf->content.bytes[i] == '\n';
	leaf->stretches.count = 0;
	for (; text_split(&rest, '\n', &words); line++) {
		size_t content = (size_t)(words.bytes - leaf->content.bytes);
		if (line < 1 || !map_words(leaf, markdown, content, words, markdown_line(markdown, line), has_pipes))
			return false;
	}
	return true;
}

static void leaf_begin(struct leaf *leaf, const cmark_node *node)
{
	struct text content = {(const char *)node->content.ptr, (size_t)node->content.size};

	while (content.length && is_ascii_space(content.bytes[content.length - 1]))
		content.length--;
	*leaf = (struct leaf){.content = content};
}

int table_header_line(const cmark_node *table)
{
	const cmark_node *second = table->first_child->next;

	/* Two lines above the first row of cells, or the line before the last. The first line of the table is not to be
	 * trusted: cmark takes over that of the paragraph above. */
	return second ? second->start_line - 2 : table->end_line - 1;
}

void leaf_of_paragraph(struct leaf *leaf, const struct markdown *markdown, const cmark_node *paragraph)
{
	/* cmark parts a paragraph from a table glued to it by a node that has no lines, and turns its "\|" to "|". */
	bool is_glued = paragraph->start_line == 0;

	leaf_begin(leaf, paragraph);
	if (!map_lines(leaf, markdown, is_glued ? table_header_line(paragraph->next) - 1 : paragraph->end_line,
		       is_glued))
		BUG("%s: the words of the paragraph that ends in line %d are not found there", markdown->source->path,
		    paragraph->end_line);
}

static bool is_underline(const struct markdown *markdown, int line)
{
	struct text text = markdown_continued_line(markdown, line);

	return text.length && (text.bytes[0] == '=' || text.bytes[0] == '-');
}

/* cmark ends an underlined heading in the line below the underline, or at it where the file ends there. */
static void map_underlined(struct leaf *leaf, const struct markdown *markdown, const cmark_node *heading)
{
	for (int last = heading->end_line - 2; last < heading->end_line; last++)
		if (last >= heading->start_line && is_underline(markdown, last + 1) &&
		    map_lines(leaf, markdown, last, false))
			return;
	BUG("%s: the words of the underlined heading that begins in line %d are not found", markdown->source->path,
	    heading->start_line);
}

void leaf_of_heading(struct leaf *leaf, const struct markdown *markdown, const cmark_node *heading)
{
	struct text line = markdown_line(markdown, heading->start_line);
	size_t at = (size_t)heading->start_column - 1;

	leaf_begin(leaf, heading);
	if (heading->as.heading.setext) {
		map_underlined(leaf, markdown, heading);
		return;
	}
	while (at < line.length && line.bytes[at] == '#')
		at++;
	line = without_blanks_before(text_slice(line, at, line.length));
	if (!text_begins(line, leaf->content) ||
	    !map_words(leaf, markdown, 0, leaf->content, text_slice(line, 0, leaf->content.length), false))
		BUG("%s: the words of the heading in line %d are not found there", markdown->source->path,
		    heading->start_line);
}

void leaf_of_cell(struct leaf *leaf, const struct markdown *markdown, const cmark_node *cell, struct text bytes)
{
	leaf_begin(leaf, cell);
	if (!map_words(leaf, markdown, 0, leaf->content, bytes, true))
		BUG("%s: the words of a cell are not found at byte %zu", markdown->source->path,
		    markdown_offset(markdown, bytes));
}

void leaf_release(struct leaf *leaf)
{
	ARRAY_RELEASE(&leaf->stretches);
}

const struct stretch *leaf_stretch(const struct leaf *leaf, size_t offset)
{
	size_t low = 0, high = leaf->stretches.count;

	if (!high)
		BUG("a leaf without words is asked for byte %zu of them", offset);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (leaf->stretches.items[middle].content <= offset)
			low = middle;
		else
			high = middle;
	}
	return &leaf->stretches.items[low];
}

size_t leaf_source_begin(const struct leaf *leaf, size_t offset)
{
	const struct stretch *stretch = leaf_stretch(leaf, offset);

	if (offset < stretch->content)
		return stretch->source;
	if (stretch->is_pipe)
		return stretch->source + (offset > stretch->content ? 2 : 0);
	/* Behind a stretch stands a line's end, or white space that begins a line. */
	return stretch->source +
	       (offset - stretch->content <= stretch->length ? offset - stretch->content : stretch->length);
}

size_t leaf_source_end(const struct leaf *leaf, size_t offset)
{
	const struct stretch *stretch;

	if (offset == 0)
		return leaf_source_begin(leaf, 0);
	stretch = leaf_stretch(leaf, offset - 1);
	if (stretch->is_pipe)
		return stretch->source + 2;
	return leaf_source_begin(leaf, offset - 1) + (offset - 1 - stretch->content < stretch->length);
}

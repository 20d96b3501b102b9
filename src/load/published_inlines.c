#include "load/published_inlines.h"

#include <string.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "tree/flat_text.h"

struct inlines_reader {
	struct arena *arena;
	struct text html;
	size_t at;
	struct node *leaf;
	struct node *open; /* where the next inline goes */
};

static struct node *add(struct inlines_reader *reader, enum node_kind kind)
{
	struct node *node = node_new(reader->arena, kind, reader->leaf->place);
	node_append(reader->open, node);
	return node;
}

/* Text with the entities of XML and HTML's numeric ones resolved. */
static struct text decoded(struct arena *arena, struct text text)
{
	static const struct {
		const char *name;
		char character;
	} entities[] = {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}};
	struct buffer out = BUFFER_EMPTY;
	if (text_find_byte(text, '&', 0) == TEXT_NOT_FOUND)
		return text;
	for (size_t i = 0; i < text.length; i++) {
		struct text rest = text_slice(text, i + 1, text.length);
		uint32_t number;
		size_t end = text_find_byte(rest, ';', 0), known = 0;
		while (known < 4 && (text.bytes[i] != '&' || !text_begins(rest, text_of(entities[known].name))))
			known++;
		if (known < 4) {
			buffer_append_byte(&out, entities[known].character);
			i += strlen(entities[known].name);
		} else if (text.bytes[i] == '&' && rest.length && rest.bytes[0] == '#' && end != TEXT_NOT_FOUND &&
			   text_to_number(text_slice(rest, 1, end), 0x10FFFF, &number)) {
			utf8_append(&out, number);
			i += end + 1;
		} else {
			buffer_append_byte(&out, text.bytes[i]);
		}
	}
	struct text copy = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return copy;
}

/* Text up to the next tag, with soft breaks for its line breaks. */
static void read_text(struct inlines_reader *reader, struct text text)
{
	struct text rest = decoded(reader->arena, text), line;
	for (bool is_first = true; text_split(&rest, '\n', &line); is_first = false) {
		if (!is_first)
			add(reader, NODE_SOFT_BREAK);
		if (line.length)
			add(reader, NODE_TEXT)->text.text = line;
	}
}

static struct text attribute_of(struct arena *arena, struct text tag, const char *name)
{
	struct text words = arena_format(arena, " %s=\"", name);
	size_t begin = text_find(tag, words, 0);
	if (begin == TEXT_NOT_FOUND)
		return TEXT("");
	begin += words.length;
	return decoded(arena, text_slice(tag, begin, text_find_byte(tag, '"', begin)));
}

/* An address from a page's own folder is the same address in any folder. */
static struct text without_way_up(struct text address)
{
	while (text_begins(address, TEXT("../")))
		address = text_slice(address, 3, address.length);
	return address;
}

/* Skips to after the end tag of a name; gives what stands before it. */
static struct text skip_element(struct inlines_reader *reader, const char *end_tag)
{
	size_t begin = reader->at, end = text_find(reader->html, text_of(end_tag), begin);
	if (end == TEXT_NOT_FOUND)
		end = reader->html.length;
	reader->at = end + strlen(end_tag);
	return text_slice(reader->html, begin, end);
}

/* The words of a fragment without its tags. */
static struct text bare_words(struct arena *arena, struct text html)
{
	struct buffer out = BUFFER_EMPTY;
	bool is_tag = false;
	for (size_t i = 0; i < html.length; i++) {
		if (html.bytes[i] == '<' || html.bytes[i] == '>')
			is_tag = html.bytes[i] == '<';
		else if (!is_tag)
			buffer_append_byte(&out, html.bytes[i]);
	}
	struct text words = decoded(arena, arena_copy(arena, buffer_text(&out)));
	buffer_release(&out);
	return words;
}

static void read_citation(struct inlines_reader *reader)
{
	struct node *citation = add(reader, NODE_CITATION);
	struct text inside = skip_element(reader, "</sup>");
	struct text address = attribute_of(reader->arena, inside, "href");
	citation->citation.label = bare_words(reader->arena, inside);
	citation->id = text_slice(address, 1, address.length); /* without "#" */
	if (!text_to_number(citation->citation.label, UINT32_MAX, &citation->citation.number))
		citation->citation.number = 0;
}

static void open_link(struct inlines_reader *reader, struct text tag)
{
	struct node *link = add(reader, NODE_LINK);
	link->link.target = without_way_up(attribute_of(reader->arena, tag, "href"));
	link->link.url = link->link.target;
	link->link.title = attribute_of(reader->arena, tag, "title");
	link->link.is_bare = text_is(attribute_of(reader->arena, tag, "class"), "policy-address");
	link->link.kind = text_begins(link->link.target, TEXT("#")) ? LINK_WITHIN : LINK_URL;
	reader->open = link;
}

static void close_inline(struct inlines_reader *reader)
{
	struct node *node = reader->open;
	reader->open = node->parent;
	if (node->kind == NODE_LINK && node->link.is_bare && node->first_child && node->first_child->kind == NODE_TEXT)
		node->link.target = node->first_child->text.text;
}

static void add_picture(struct inlines_reader *reader, struct text tag)
{
	struct node *image = add(reader, NODE_IMAGE), *words = node_new(reader->arena, NODE_TEXT, image->place);
	image->link.kind = LINK_URL;
	image->link.url = image->link.target = without_way_up(attribute_of(reader->arena, tag, "src"));
	words->text.text = attribute_of(reader->arena, tag, "alt");
	if (words->text.text.length)
		node_append(image, words);
}

static bool is_tag(struct text tag, const char *name)
{
	size_t length = strlen(name);
	return text_begins(tag, text_of(name)) && (tag.length == length || tag.bytes[length] == ' ');
}

static void read_tag(struct inlines_reader *reader, struct text tag)
{
	if (is_tag(tag, "em") || is_tag(tag, "strong")) {
		reader->open = add(reader, is_tag(tag, "em") ? NODE_EMPHASIS : NODE_STRONG);
	} else if (is_tag(tag, "a")) {
		open_link(reader, tag);
	} else if (is_tag(tag, "/em") || is_tag(tag, "/strong") || is_tag(tag, "/a")) {
		if (reader->open != reader->leaf)
			close_inline(reader);
	} else if (is_tag(tag, "code")) {
		add(reader, NODE_CODE)->text.text = decoded(reader->arena, skip_element(reader, "</code>"));
	} else if (is_tag(tag, "sup")) {
		read_citation(reader);
	} else if (is_tag(tag, "img")) {
		add_picture(reader, tag);
	} else if (is_tag(tag, "br")) {
		add(reader, NODE_LINE_BREAK);
		/* The line break of the markup is none of the text. */
		if (reader->at < reader->html.length && reader->html.bytes[reader->at] == '\n')
			reader->at++;
	}
	/* The element around the whole leaf says nothing more. */
}

void published_inlines_read(struct arena *arena, struct node *leaf, struct text html, struct text words)
{
	struct inlines_reader reader = {.arena = arena, .html = html, .leaf = leaf, .open = leaf};
	while (reader.at < html.length) {
		size_t begin = reader.at, end = text_find_byte(html, html.bytes[begin] == '<' ? '>' : '<', begin);
		if (end == TEXT_NOT_FOUND)
			end = html.length;
		if (html.bytes[begin] == '<') {
			reader.at = end + 1;
			read_tag(&reader, text_slice(html, begin + 1, end));
		} else {
			reader.at = end;
			read_text(&reader, text_slice(html, begin, end));
		}
	}
	if (text_equal(node_words(arena, leaf), words))
		return;
	while (leaf->first_child)
		node_unlink(leaf->first_child);
	reader.open = leaf;
	if (words.length)
		add(&reader, NODE_TEXT)->text.text = words;
}

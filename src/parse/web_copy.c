#include "parse/web_copy.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/unicode.h"

/* Elements that stand within a line. */
static const char *const inlines[] = {"a",    "abbr", "b",   "cite", "code",   "del", "em",  "i",
				      "ins",  "q",    "s",   "span", "strong", "sub", "sup", "small",
				      "time", "u",    "var", "wbr",  "img",    "mark"};
/* Elements whose words are no words of a page. */
static const char *const silent[] = {"script", "style", "template", "noscript", "title"};

static bool is_one_of(const xmlNode *node, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (node->name && strcmp((const char *)node->name, names[i]) == 0)
			return true;
	return false;
}

static bool has_id(const xmlNode *node, const char *id)
{
	xmlChar *value = xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"id");
	bool is_it = value && strcmp((const char *)value, id) == 0;
	xmlFree(value);
	return is_it;
}

struct gathering {
	struct arena *arena;
	struct buffer line, page;
	ARRAY_OF(struct text) lines;
	const xmlNode *text; /* #policy-text, once it was met */
	bool is_inside;      /* of what is compared */
};

static void end_line(struct gathering *gathering)
{
	struct text line = text_trim(buffer_text(&gathering->line));
	if (line.length && gathering->is_inside)
		*ARRAY_ADD(&gathering->lines) = arena_copy(gathering->arena, line);
	if (line.length) {
		buffer_append(&gathering->page, line);
		buffer_append_byte(&gathering->page, ' ');
	}
	buffer_clear(&gathering->line);
}

/* White space as one space, none at a line's start. Characters that no page of ours holds, and what isn't UTF-8, become
 * U+FFFD: the lines are shown on terminals. */
static void add_words(struct gathering *gathering, const xmlChar *words)
{
	struct buffer *line = &gathering->line;
	struct text text = text_of((const char *)words);
	for (size_t at = 0; at < text.length;) {
		uint32_t code_point = utf8_decode(text, &at);
		if (code_point > 0x7F || !is_ascii_space((char)code_point))
			utf8_append(line, unicode_is_unsafe(code_point) ? 0xFFFD : code_point);
		else if (line->length && line->bytes[line->length - 1] != ' ')
			buffer_append_byte(line, ' ');
	}
}

static bool is_block(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && !is_one_of(node, inlines, ARRAY_COUNT(inlines));
}

static bool is_silent(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && is_one_of(node, silent, ARRAY_COUNT(silent));
}

static void enter(struct gathering *gathering, const xmlNode *node)
{
	if (is_block(node))
		end_line(gathering);
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		add_words(gathering, node->content);
	if (!gathering->text && node->type == XML_ELEMENT_NODE && has_id(node, "policy-text")) {
		gathering->text = node;
		gathering->is_inside = true;
	}
}

static void leave(struct gathering *gathering, const xmlNode *node)
{
	if (is_block(node))
		end_line(gathering);
	if (node == gathering->text)
		gathering->is_inside = false;
}

static void gather(struct gathering *gathering, const xmlNode *root)
{
	for (const xmlNode *node = root; node;) {
		enter(gathering, node);
		if (node->type == XML_ELEMENT_NODE && node->children && !is_silent(node)) {
			node = node->children;
			continue;
		}
		for (;; node = node->parent) {
			leave(gathering, node);
			if (node == root)
				return;
			if (node->next)
				break;
		}
		node = node->next;
	}
}

struct web_copy web_copy_read(struct arena *arena, struct text html, bool is_text_alone)
{
	struct web_copy copy = {.words = TEXT("")};
	struct gathering gathering = {.arena = arena, .is_inside = is_text_alone};
	htmlDocPtr document =
		htmlReadMemory(html.bytes, html.length > INT32_MAX ? INT32_MAX : (int)html.length, NULL, "UTF-8",
			       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
	xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
	if (root)
		gather(&gathering, root);
	copy.has_text = is_text_alone || gathering.text;
	copy.words = arena_copy(arena, buffer_text(&gathering.page));
	copy.line_count = gathering.lines.count;
	copy.lines = arena_copy_array(arena, gathering.lines.items, gathering.lines.count, sizeof *copy.lines);
	xmlFreeDoc(document);
	buffer_release(&gathering.line);
	buffer_release(&gathering.page);
	ARRAY_RELEASE(&gathering.lines);
	return copy;
}

void web_copy_set_up(void)
{
	xmlMemSetup(free, memory_for_library, memory_resize_for_library, memory_string_for_library);
}

#include "promises.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/bug.h"
#include "base/map.h"
#include "base/unicode.h"
#include "tree/flat_text.h"
#include "tree/numbering.h"

static _Noreturn void end(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));
static _Noreturn void end(const char *format, va_list arguments)
{
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	fflush(stderr);
	abort();
}

void promise(bool kept, const char *format, ...)
{
	va_list arguments;

	if (kept)
		return;
	va_start(arguments, format);
	end(format, arguments);
}

/* The linker puts this in the place of bug_report: that ends the program so that the fuzzer would not notice. */
_Noreturn void __wrap_bug_report(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
_Noreturn void __wrap_bug_report(const char *file, int line, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(arguments, format);
	end(format, arguments);
}

void promise_characters(struct text text, const char *name)
{
	size_t invalid = utf8_first_invalid(text);

	promise(invalid == text.length, "%s: byte %zu is not UTF-8", name, invalid);
	for (size_t offset = 0; offset < text.length;) {
		uint32_t code_point = utf8_decode(text, &offset);
		promise(unicode_is_xml_char(code_point), "%s: U+%04X before byte %zu", name, code_point, offset);
	}
}

void promise_json(struct text text, const char *name)
{
	json_error_t error;
	json_t *json = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &error);

	promise(json != NULL, "%s: line %d, column %d: %s\n%.*s", name, error.line, error.column, error.text,
		TEXT_ARGUMENTS(text));
	json_decref(json);
}

void promise_json_lines(struct text text, const char *name)
{
	struct text rest = text, line;

	promise(text.length == 0 || text_ends(text, TEXT("\n")), "%s: the last line has no end", name);
	rest.length -= text.length > 0;
	while (text.length > 0 && text_split(&rest, '\n', &line))
		promise_json(line, name);
}

xmlDoc *promise_xml(struct text text, const char *name)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
	xmlDoc *document = xmlReadMemory(text.bytes, (int)text.length, NULL, NULL, options);
	const xmlError *error = xmlGetLastError();

	promise(document != NULL, "%s: line %d: %s\n%.*s", name, error ? error->line : 0,
		error && error->message ? error->message : "no document", TEXT_ARGUMENTS(text));
	promise(xmlGetIntSubset(document) == NULL, "%s: there is a DTD", name);
	return document;
}

/* Calls `visit` with each attribute that is not empty. */
static void each_attribute(const xmlDoc *document, struct map *ids, const char *name,
			   void (*visit)(const xmlAttr *attribute, struct text value, struct map *ids,
					 const char *name))
{
	xmlNode *node = xmlDocGetRootElement(document);

	while (node != NULL) {
		for (xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute != NULL;
		     attribute = attribute->next)
			if (attribute->children != NULL)
				visit(attribute, text_of((const char *)attribute->children->content), ids, name);
		if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
			node = node->children;
			continue;
		}
		while (node != NULL && node->next == NULL)
			node = node->parent;
		node = node != NULL ? node->next : NULL;
	}
}

static bool is_named(const xmlAttr *attribute, const char *name)
{
	return attribute->ns == NULL && xmlStrEqual(attribute->name, (const xmlChar *)name);
}

static void take_id(const xmlAttr *attribute, struct text value, struct map *ids, const char *name)
{
	bool is_new = true;

	/* A code set has the id of the clause that it stands in. */
	if (is_named(attribute, "id") && !xmlStrEqual(attribute->parent->name, (const xmlChar *)"entry"))
		map_place(ids, value, &is_new);
	promise(is_new, "%s: the id “%.*s” stands twice", name, TEXT_ARGUMENTS(value));
}

static void follow(const xmlAttr *attribute, struct text value, struct map *ids, const char *name)
{
	bool is_new = false;

	if (is_named(attribute, "internal-destination"))
		map_place(ids, value, &is_new);
	else if (is_named(attribute, "href") && text_begins(value, TEXT("#")))
		map_place(ids, text_slice(value, 1, value.length), &is_new);
	promise(!is_new, "%s: nothing has the id “%.*s”", name, TEXT_ARGUMENTS(value));
}

void promise_targets(const xmlDoc *document, const char *name)
{
	struct map ids = MAP_EMPTY;

	each_attribute(document, &ids, name, take_id);
	each_attribute(document, &ids, name, follow);
	map_release(&ids);
}

/* Words */

#define ZERO_WIDTH_SPACE TEXT("\xE2\x80\x8B")

static void append_without_ends(struct buffer *out, struct text text)
{
	for (size_t at = 0, end; at < text.length; at = end + ZERO_WIDTH_SPACE.length) {
		end = text_find(text, ZERO_WIDTH_SPACE, at);
		buffer_append(out, text_slice(text, at, end));
		if (end == TEXT_NOT_FOUND)
			return;
	}
}

/* Elements that stand among words, of both vocabularies. */
static bool is_inline(const xmlNode *node)
{
	static const char *const names[] = {
		"em", "strong", "code", "link", "image", "citation", "inline", "basic-link", "external-graphic"};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (xmlStrEqual(node->name, (const xmlChar *)names[i]))
			return true;
	return false;
}

static bool is_raised(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && xmlHasProp(node, (const xmlChar *)"baseline-shift") != NULL;
}

/* The node after this one and all below it, in the order of the document; what is left on the way is told. */
static xmlNode *after(struct buffer *out, xmlNode *node)
{
	for (; node != NULL; node = node->parent) {
		if (node->type == XML_ELEMENT_NODE && !is_inline(node))
			buffer_append_byte(out, ' ');
		if (node->next != NULL)
			return node->next;
	}
	return NULL;
}

/* The words in the place of a picture of XSL-FO; those of a picture without words are the writer's own. */
static void append_picture_words(struct buffer *out, xmlNode *node)
{
	xmlChar *words =
		xmlStrEqual(node->name, BAD_CAST "external-graphic") ? xmlGetProp(node, BAD_CAST "alt-text") : NULL;
	if (words != NULL && !xmlStrEqual(words, BAD_CAST "Picture"))
		buffer_append_string(out, (const char *)words);
	xmlFree(words);
}

void xml_words(struct buffer *out, const xmlDoc *document)
{
	xmlNode *node = xmlDocGetRootElement(document);

	while (node != NULL) {
		bool is_entered = node->type == XML_ELEMENT_NODE && !is_raised(node) && node->children != NULL;
		if (node->type == XML_TEXT_NODE)
			buffer_append_string(out, (const char *)node->content);
		else if (node->type == XML_ELEMENT_NODE && !is_inline(node))
			buffer_append_byte(out, ' ');
		if (node->type == XML_ELEMENT_NODE)
			append_picture_words(out, node);
		node = is_entered ? node->children : after(out, node);
	}
}

void promise_words(const struct policy *policy, struct text given, const char *name)
{
	struct buffer written = BUFFER_EMPTY, body = BUFFER_EMPTY, kept = BUFFER_EMPTY;
	size_t at = 0;

	append_without_ends(&kept, given);
	struct text shown = buffer_text(&kept);

	node_append_words(&written, policy->body, (struct words_options){.lines = true});
	append_without_ends(&body, buffer_text(&written));
	buffer_release(&written);
	for (size_t offset = 0; offset < body.length;) {
		struct text rest = text_slice(buffer_text(&body), offset, body.length);
		size_t length = 0, found;
		while (length < rest.length && !is_ascii_space(rest.bytes[length]))
			length++;
		offset += length + 1;
		if (length == 0)
			continue;
		for (found = at;;) {
			size_t begin = text_find(shown, text_slice(rest, 0, length), found);
			promise(begin != TEXT_NOT_FOUND,
				"%s: the word “%.*s” of the body is lost:\n%.*s\n--- shown:\n%.*s", name, (int)length,
				rest.bytes, TEXT_ARGUMENTS(buffer_text(&body)), TEXT_ARGUMENTS(shown));
			size_t after = begin + length;
			if ((begin == 0 || is_ascii_space(shown.bytes[begin - 1])) &&
			    (after == shown.length || is_ascii_space(shown.bytes[after]))) {
				at = after;
				break;
			}
			found = begin + 1;
		}
	}
	buffer_release(&body);
	buffer_release(&kept);
}

/* Findings */

static void promise_place(struct place place, const char *what)
{
	if (place.source == NULL)
		return;
	promise(place.begin <= place.end && place.end <= place.source->bytes.length, "%s: %u to %u of %zu bytes of %s",
		what, place.begin, place.end, place.source->bytes.length, place.source->path);
}

void promise_findings(const struct findings *findings)
{
	size_t count = 0;

	for (const struct finding *finding = findings->first; finding != NULL; finding = finding->next) {
		const char *id = check_descriptions[finding->check].id;
		promise_place(finding->place, id);
		promise(finding->message.length > 0, "%s has no message", id);
		promise(!text_ends(finding->message, TEXT(".")), "%s: a full stop: %.*s", id,
			TEXT_ARGUMENTS(finding->message));
		for (const struct note *note = finding->notes; note != NULL; note = note->next)
			promise_place(note->place, id);
		if (finding->fix != NULL)
			promise_place(finding->fix->place, id);
		count++;
	}
	promise(count == findings->count, "%zu findings are counted as %zu", count, findings->count);
}

/* Nodes */

static bool points_into(struct text text, struct text bytes)
{
	uintptr_t begin = (uintptr_t)text.bytes, first = (uintptr_t)bytes.bytes;

	return begin >= first && begin + text.length <= first + bytes.length;
}

/* A text that is not changed by an entity, an escape or a table's "\|" is the source's bytes, and points to them. */
static void promise_literal(const struct node *node)
{
	struct text written = place_text(node->place), text = node->text.text, source = node->place.source->bytes;

	promise(text.length > 0, "an empty text at byte %u", node->place.begin);
	if (points_into(text, source)) {
		promise(text.bytes == written.bytes && text.length == written.length,
			"a text of %zu bytes at byte %zu says it is bytes %u to %u", text.length,
			(size_t)(text.bytes - source.bytes), node->place.begin, node->place.end);
		return;
	}
	/* A value of site.yaml on a page. */
	if (text_begins(written, TEXT("{{")))
		return;
	bool is_decoded =
		text_find_byte(written, '&', 0) != TEXT_NOT_FOUND || text_find_byte(written, '\\', 0) != TEXT_NOT_FOUND;
	promise(is_decoded || text_equal(text, written), "“%.*s” stands where the source has “%.*s”",
		TEXT_ARGUMENTS(text), TEXT_ARGUMENTS(written));
}

static bool may_stand_in(const struct node *child, const struct node *parent)
{
	switch (parent->kind) {
	case NODE_LIST:
		return child->kind == NODE_ITEM || child->kind == NODE_JOINER;
	case NODE_TABLE:
		return child->kind == NODE_ROW;
	case NODE_ROW:
		return child->kind == NODE_CELL;
	case NODE_REFERENCE_LIST:
		return child->kind == NODE_REFERENCE;
	case NODE_BODY:
	case NODE_SECTION:
	case NODE_CLAUSE:
	case NODE_QUOTE:
	case NODE_ITEM:
		return node_is_block(child) && child->kind != NODE_ITEM && child->kind != NODE_JOINER &&
		       child->kind != NODE_ROW && child->kind != NODE_CELL;
	default:
		return node_is_inline(child);
	}
}

static void promise_links_of(const struct node *node, const struct node *parent)
{
	promise(node->parent == parent, "a %s does not know its %s", node_kind_name(node->kind),
		node_kind_name(parent->kind));
	promise(node->previous ? node->previous->next == node : parent->first_child == node, "a %s is lost",
		node_kind_name(node->kind));
	promise(node->next ? node->next->previous == node : parent->last_child == node, "a %s is not the last",
		node_kind_name(node->kind));
	promise(may_stand_in(node, parent), "a %s stands in a %s", node_kind_name(node->kind),
		node_kind_name(parent->kind));
}

/* An inline's place is in its block's, and after the inline before it. */
static void promise_inline_place(const struct node *node)
{
	struct place place = node->place, around = node->parent->place;

	promise(place.source == around.source, "a %s is from another file than its %s", node_kind_name(node->kind),
		node_kind_name(node->parent->kind));
	promise(place.begin >= around.begin && place.end <= around.end, "%s %u-%u is outside its %s %u-%u",
		node_kind_name(node->kind), place.begin, place.end, node_kind_name(node->parent->kind), around.begin,
		around.end);
	if (node->previous != NULL)
		promise(node->previous->place.end <= place.begin, "%s %u-%u begins before the end of %s %u-%u",
			node_kind_name(node->kind), place.begin, place.end, node_kind_name(node->previous->kind),
			node->previous->place.begin, node->previous->place.end);
}

void promise_nodes(const struct node *root)
{
	struct walk walk = walk_begin(root);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		promise(node->place.source != NULL, "a %s has no place", node_kind_name(node->kind));
		promise_place(node->place, node_kind_name(node->kind));
		if (node != root)
			promise_links_of(node, node->parent);
		if (node_is_inline(node))
			promise_inline_place(node);
		if (node->kind == NODE_TEXT)
			promise_literal(node);
		if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
			promise_characters(node->text.text, "a text");
	}
}

/* Every byte of a leaf's words leads back into the leaf. */
static void promise_flat_text(const struct node *leaf)
{
	struct arena arena = ARENA_EMPTY;
	struct flat_text flat = flat_text_of(&arena, leaf);

	for (size_t i = 0; i < flat.text.length; i++) {
		struct place place = flat_text_place(&flat, i, i + 1);
		promise(place.source == leaf->place.source && place.begin >= leaf->place.begin &&
				place.end <= leaf->place.end,
			"byte %zu of a %s leads out of it", i, node_kind_name(leaf->kind));
	}
	arena_release(&arena);
}

void promise_tree(const struct policy *policy)
{
	struct map ids = MAP_EMPTY;
	struct walk walk = walk_begin(policy->body);

	promise_nodes(policy->body);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		bool is_new = true;
		if (!walk.is_entering)
			continue;
		promise(node->kind != NODE_INCLUDE, "an include is left in the finished tree");
		if (node_is_leaf_block(node))
			promise_flat_text(node);
		if (node->id.length > 0) {
			map_place(&ids, node->id, &is_new);
			promise(policy_find_id(policy, node->id) == node, "%.*s does not lead to its node",
				TEXT_ARGUMENTS(node->id));
		}
		promise(is_new, "the id %.*s stands twice", TEXT_ARGUMENTS(node->id));
		if (node->kind == NODE_LINK && node->link.resolved != NULL)
			promise(text_begins(node->link.url, TEXT("#")), "a link within leads to “%.*s”",
				TEXT_ARGUMENTS(node->link.url));
	}
	map_release(&ids);
}

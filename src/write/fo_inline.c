#include "base/unicode.h"
#include "tree/words.h"
#include "write/fo_sheet.h"
#include "write/html_inline.h"

/* A run of characters without a space that is longer than this may not fit a line. */
#define RUN_MOST      24
#define RUN_PART_MOST 10

#define ZERO_WIDTH_SPACE TEXT("\xE2\x80\x8B")

static size_t run_end(struct text words, size_t begin)
{
	while (begin < words.length && !is_ascii_space(words.bytes[begin]))
		begin++;
	return begin;
}

/* A run with places to break: after punctuation, and where there is none for long. */
static void put_run(struct sheet *sheet, struct text run)
{
	size_t begin = 0, characters = 0;
	for (size_t at = 0; at < run.length;) {
		uint32_t character = utf8_decode(run, &at);
		characters++;
		bool is_break = character < 0x80 && is_ascii_punctuation((char)character);
		if (at == run.length || (!is_break && characters < RUN_PART_MOST))
			continue;
		xml_text(&sheet->xml, text_slice(run, begin, at));
		xml_text(&sheet->xml, ZERO_WIDTH_SPACE);
		begin = at;
		characters = 0;
	}
	xml_text(&sheet->xml, text_slice(run, begin, run.length));
}

void fo_words(struct sheet *sheet, struct text words)
{
	size_t written = 0;
	for (size_t at = 0; at < words.length;) {
		size_t end = run_end(words, at);
		struct text run = text_slice(words, at, end);
		if (utf8_count(run) > RUN_MOST) {
			xml_text(&sheet->xml, text_slice(words, written, at));
			put_run(sheet, run);
			written = end;
		}
		at = end + (end < words.length);
	}
	xml_text(&sheet->xml, text_slice(words, written, words.length));
}

/* What an address may hold in url('…'): the rest is percent-encoded (RFC 3986, 2.1). */
static struct text url_of(struct sheet *sheet, struct text address)
{
	struct buffer url = BUFFER_EMPTY;
	buffer_append_string(&url, "url('");
	for (size_t i = 0; i < address.length; i++) {
		unsigned char byte = (unsigned char)address.bytes[i];
		if (byte <= ' ' || byte >= 0x7F || byte == '\'' || byte == '"' || byte == '(' || byte == ')' ||
		    byte == '\\' || byte == '<' || byte == '>')
			buffer_append_format(&url, "%%%02X", byte);
		else
			buffer_append_byte(&url, (char)byte);
	}
	buffer_append_string(&url, "')");
	struct text kept = arena_copy(&sheet->arena, buffer_text(&url));
	buffer_release(&url);
	return kept;
}

/* A link must have other words for those who can't see it (PDF/UA-1, 7.18.5). */
static void set_link_words(struct sheet *sheet, struct text words)
{
	xml_attribute(&sheet->xml, "fox:alt-text", words.length ? words : TEXT("Link"));
}

static void set_link_look(struct sheet *sheet)
{
	xml_attribute_string(&sheet->xml, "color", FO_LINK_COLOUR);
	xml_attribute_string(&sheet->xml, "text-decoration", "underline");
}

void fo_begin_external_link(struct sheet *sheet, struct text address, struct text words)
{
	xml_element_begin_inline(&sheet->xml, "fo:basic-link");
	xml_attribute(&sheet->xml, "external-destination", url_of(sheet, address));
	set_link_words(sheet, words);
	set_link_look(sheet);
}

void fo_begin_internal_link(struct sheet *sheet, struct text id, struct text words)
{
	xml_element_begin_inline(&sheet->xml, "fo:basic-link");
	xml_attribute(&sheet->xml, "internal-destination", id);
	set_link_words(sheet, words);
}

struct text fo_policy_address(struct sheet *sheet, struct text ref, struct text fragment)
{
	struct buffer address = BUFFER_EMPTY;
	struct edition edition = *sheet->edition;
	if (edition.site->base_url.text.length) {
		buffer_append(&address, edition.site->base_url.text);
		edition.root = "/";
	}
	html_policy_address(&address, ref, fragment, &edition);
	struct text kept = arena_copy(&sheet->arena, buffer_text(&address));
	buffer_release(&address);
	return kept;
}

/* Begins a link's element; false where the words are no link. A link inside a link is none (XSL 1.1, 6.9.2). */
static bool begin_link(struct sheet *sheet, const struct node *link)
{
	if (!link->first_child)
		return false;
	struct text words = node_words(&sheet->arena, link);
	if (link->link.kind == LINK_POLICY) {
		if (!link->link.ref.length)
			return false;
		fo_begin_external_link(sheet, fo_policy_address(sheet, link->link.ref, link->link.fragment), words);
	} else if (link->link.kind == LINK_WITHIN) {
		if (!link->link.resolved || !link->link.resolved->id.length)
			return false;
		fo_begin_internal_link(sheet, link->link.resolved->id, words);
		set_link_look(sheet);
	} else {
		if (!link->link.url.length)
			return false;
		fo_begin_external_link(sheet, link->link.url, words);
	}
	return true;
}

static void put_citation(struct sheet *sheet, const struct node *citation)
{
	struct text words = citation->citation.label;
	if (citation->citation.number)
		words = arena_format(&sheet->arena, "%u", citation->citation.number);
	const struct node *reference = citation->citation.reference;
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	xml_attribute_string(&sheet->xml, "baseline-shift", "super");
	xml_attribute_string(&sheet->xml, "font-size", "70%");
	xml_attribute_string(&sheet->xml, "line-height", "1");
	if (reference && reference->id.length) {
		fo_begin_internal_link(sheet, reference->id,
				       arena_format(&sheet->arena, "Reference %.*s", TEXT_ARGUMENTS(words)));
		xml_attribute_string(&sheet->xml, "color", FO_LINK_COLOUR);
		xml_text(&sheet->xml, words);
		xml_element_end(&sheet->xml);
	} else {
		xml_text(&sheet->xml, words);
	}
	xml_element_end(&sheet->xml);
}

static void begin_style(struct sheet *sheet, const char *property, const char *value)
{
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	xml_attribute_string(&sheet->xml, property, value);
}

static void enter(struct sheet *sheet, const struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
		fo_words(sheet, node->text.text);
		break;
	case NODE_CODE:
		begin_style(sheet, "font-family", "Liberation Mono");
		fo_words(sheet, node->text.text);
		xml_element_end(&sheet->xml);
		break;
	case NODE_SOFT_BREAK:
		xml_text(&sheet->xml, TEXT(" "));
		break;
	case NODE_LINE_BREAK:
		xml_element_begin_inline(&sheet->xml, "fo:block");
		xml_element_end(&sheet->xml);
		break;
	case NODE_EMPHASIS:
		begin_style(sheet, "font-style", "italic");
		break;
	case NODE_STRONG:
		begin_style(sheet, "font-weight", "bold");
		break;
	case NODE_CITATION:
		put_citation(sheet, node);
		break;
	default:
		break;
	}
}

void fo_inlines(struct sheet *sheet, const struct node *leaf)
{
	const struct node *open_link = NULL;
	struct walk walk = walk_begin(leaf);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (node == leaf)
			continue;
		if (node->kind == NODE_LINK) {
			if (walk.is_entering && !open_link && begin_link(sheet, node)) {
				open_link = node;
			} else if (!walk.is_entering && open_link == node) {
				xml_element_end(&sheet->xml);
				open_link = NULL;
			}
		} else if (walk.is_entering) {
			enter(sheet, node);
		} else if (node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG) {
			xml_element_end(&sheet->xml);
		}
	}
}

#include "write/html_inline.h"

#include <string.h>

#include "base/xml_writer.h"
#include "tree/flat_text.h"
#include "tree/suite.h"

/* "#" and a fragment; what may not stand in one (RFC 3986, 3.5) is percent-encoded, and what is encoded already stays.
 */
void html_fragment_address(struct buffer *out, struct text fragment)
{
	static const char signs[] = "-._~!$&'()*+,;=:@/?%";
	buffer_append_byte(out, '#');
	for (size_t i = 0; i < fragment.length; i++) {
		char c = fragment.bytes[i];
		if (is_ascii_letter(c) || is_ascii_digit(c) || (c && strchr(signs, c)))
			buffer_append_byte(out, c);
		else
			buffer_append_format(out, "%%%02X", (unsigned char)c);
	}
}

void html_policy_address(struct buffer *out, struct text ref, struct text fragment, const struct edition *edition)
{
	struct arena scratch = ARENA_EMPTY;
	struct text slug = ref_slug(&scratch, ref);
	buffer_append_format(out, "%spolicies/%.*s/", edition->root, TEXT_ARGUMENTS(slug));
	arena_release(&scratch);
	if (fragment.length)
		html_fragment_address(out, fragment);
}

void html_link_address(struct buffer *out, const struct node *link, const struct edition *edition)
{
	switch (link->link.kind) {
	case LINK_POLICY:
		if (link->link.ref.length)
			html_policy_address(out, link->link.ref, link->link.fragment, edition);
		break;
	case LINK_PAGE:
		buffer_append_format(out, "%s%.*s", edition->root, TEXT_ARGUMENTS(link->link.ref));
		if (link->link.fragment.length)
			html_fragment_address(out, link->link.fragment);
		break;
	default:
		buffer_append(out, link->link.url);
		break;
	}
}

bool edition_shows(const struct edition *edition, struct text ref)
{
	const struct record *record = edition->suite ? suite_record(edition->suite, ref) : NULL;
	return !edition->suite || (record && record->has_page);
}

/* Are the words of a link the address it leads to? Print, which writes addresses out, needn't write that one twice. */
static bool shows_address(const struct node *link)
{
	const struct node *words = link->first_child;
	return words && words->kind == NODE_TEXT && !words->next && text_equal(words->text.text, link->link.target);
}

static void open_link(struct buffer *out, const struct node *link, const struct edition *edition)
{
	struct buffer address = BUFFER_EMPTY;
	html_link_address(&address, link, edition);
	buffer_append_string(out, shows_address(link) ? "<a class=\"policy-address\" href=\"" : "<a href=\"");
	xml_escape_attribute(out, buffer_text(&address));
	buffer_release(&address);
	if (link->link.title.length) {
		buffer_append_string(out, "\" title=\"");
		xml_escape_attribute(out, link->link.title);
	}
	buffer_append_string(out, "\">");
}

static bool leads_somewhere(const struct node *link, const struct edition *edition)
{
	if (!link->first_child)
		return false;
	if (link->link.kind == LINK_POLICY)
		return link->link.ref.length > 0 && edition_shows(edition, link->link.ref);
	return link->link.kind == LINK_PAGE || link->link.url.length > 0;
}

static void append_citation_words(struct buffer *out, const struct node *node)
{
	if (node->citation.number)
		buffer_append_format(out, "%u", node->citation.number);
	else
		xml_escape_attribute(out, node->citation.label);
}

static void citation(struct buffer *out, const struct node *node, bool in_link)
{
	const struct node *reference = node->citation.reference;
	bool is_link = reference && reference->id.length && !in_link;
	buffer_append_string(out, "<sup class=\"policy-citation\">");
	if (is_link) {
		buffer_append_string(out, "<a href=\"#");
		xml_escape_attribute(out, reference->id);
		buffer_append_string(out, "\" aria-label=\"Reference ");
		append_citation_words(out, node);
		buffer_append_string(out, "\">");
	}
	append_citation_words(out, node);
	buffer_append_string(out, is_link ? "</a></sup>" : "</sup>");
}

/* What is open where a walk stands: emphasis within emphasis, and a link within a link, mean nothing more. */
struct open_inlines {
	unsigned emphasis, strong;
	const struct node *link;
};

static void style(struct buffer *out, const char *name, unsigned *depth, bool entering)
{
	if (entering ? (*depth)++ == 0 : --*depth == 0)
		buffer_append_format(out, entering ? "<%s>" : "</%s>", name);
}

static void link_tag(struct buffer *out, const struct walk *walk, const struct edition *edition,
		     struct open_inlines *open)
{
	if (walk->is_entering && !open->link && leads_somewhere(walk->node, edition)) {
		open_link(out, walk->node, edition);
		open->link = walk->node;
	} else if (!walk->is_entering && open->link == walk->node) {
		buffer_append_string(out, "</a>");
		open->link = NULL;
	}
}

/* A picture below site/assets/, which is what is published; of any other the text in its place stands for it. */
static bool picture(struct buffer *out, const struct node *image, const struct edition *edition)
{
	struct text folder = TEXT("site/");
	struct buffer words = BUFFER_EMPTY;
	if (image->link.kind != LINK_URL || !text_begins(image->link.url, TEXT("site/assets/")))
		return false;
	node_append_words(&words, image, (struct words_options){0});
	buffer_append_string(out, "<img class=\"policy-image\" src=\"");
	xml_escape_attribute(out, text_of(edition->root));
	xml_escape_attribute(out, text_slice(image->link.url, folder.length, image->link.url.length));
	buffer_append_string(out, "\" alt=\"");
	xml_escape_attribute(out, buffer_text(&words));
	buffer_append_string(out, "\">");
	buffer_release(&words);
	return true;
}

static void step(struct buffer *out, const struct walk *walk, const struct edition *edition, struct open_inlines *open)
{
	const struct node *node = walk->node;
	switch (node->kind) {
	case NODE_TEXT:
		xml_escape(out, node->text.text);
		break;
	case NODE_CODE:
		buffer_append_string(out, "<code>");
		xml_escape(out, node->text.text);
		buffer_append_string(out, "</code>");
		break;
	case NODE_SOFT_BREAK:
		buffer_append_byte(out, '\n');
		break;
	case NODE_LINE_BREAK:
		buffer_append_string(out, "<br>\n");
		break;
	case NODE_EMPHASIS:
		style(out, "em", &open->emphasis, walk->is_entering);
		break;
	case NODE_STRONG:
		style(out, "strong", &open->strong, walk->is_entering);
		break;
	case NODE_LINK:
		link_tag(out, walk, edition, open);
		break;
	case NODE_CITATION:
		citation(out, node, open->link != NULL);
		break;
	default:
		break;
	}
}

void html_inlines(struct buffer *out, const struct node *node, const struct edition *edition)
{
	struct open_inlines open = {0, 0, NULL};
	struct walk walk = walk_begin(node);
	while (walk_next(&walk)) {
		if (walk.node == node && node_is_block(node))
			continue;
		if (walk.is_entering && walk.node->kind == NODE_IMAGE && picture(out, walk.node, edition))
			walk_skip_children(&walk);
		step(out, &walk, edition, &open);
	}
}

static void tag(struct buffer *out, const char *name, bool entering)
{
	buffer_append_format(out, entering ? "<%s>" : "</%s>", name);
}

static const char *plain_name(const struct node *node)
{
	switch (node->kind) {
	case NODE_PARAGRAPH:
	case NODE_NOTE:
	case NODE_REFERENCE:
	case NODE_HEADING:
		return "p";
	case NODE_LIST:
		return node->list.is_ordered ? "ol" : "ul";
	case NODE_REFERENCE_LIST:
		return "div";
	case NODE_ITEM:
	case NODE_JOINER:
		return "li";
	case NODE_QUOTE:
		return "blockquote";
	case NODE_TABLE:
		return "table";
	case NODE_ROW:
		return "tr";
	case NODE_CELL:
		return node->parent->row.is_header ? "th" : "td";
	default:
		return NULL; /* a clause's or section's blocks stand for themselves */
	}
}

void html_plain(struct buffer *out, const struct node *block, const struct edition *edition)
{
	if (node_is_leaf_block(block)) {
		html_inlines(out, block, edition);
		return;
	}
	struct walk walk = walk_begin(block);
	while (walk_next(&walk)) {
		const char *name = plain_name(walk.node);
		if (name && walk.node != block)
			tag(out, name, walk.is_entering);
		if (walk.is_entering && node_is_leaf_block(walk.node)) {
			html_inlines(out, walk.node, edition);
			walk_skip_children(&walk);
		}
	}
}

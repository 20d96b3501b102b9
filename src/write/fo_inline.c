/* Inlines as XSL-FO: links, citations, pictures, emphasis. */
#include "base/unicode.h"
#include "tree/flat_text.h"
#include "write/fo_sheet.h"
#include "write/html_inline.h"

/* A run of characters without a space that is longer than this may not fit a line. */
#define RUN_MOST      24
/* So much of it has no place to break: longer than any word. */
#define RUN_PART_MOST 30

#define ZERO_WIDTH_SPACE TEXT("\xE2\x80\x8B")

static size_t run_end(struct text words, size_t begin)
{
	while (begin < words.length && !is_ascii_space(words.bytes[begin]))
		begin++;
	return begin;
}

/* May a line end after the byte at `at`? Where a reader would end it: after the signs that part an address, and not in
 * the middle of "://". */
static bool parts_run(struct text run, size_t at)
{
	static const char signs[] = "/?&=_-";
	char byte = run.bytes[at];
	return byte != '\0' && strchr(signs, byte) && at + 1 < run.length && !is_ascii_punctuation(run.bytes[at + 1]) &&
	       (at == 0 || run.bytes[at - 1] != '/');
}

/* "https://www.example.org/" at the beginning of a run: a line that ends after "https://" helps nobody. 0: none, or one
 * that a line may not hold. */
static size_t host_length(struct text run, size_t most)
{
	size_t host = text_find(run, TEXT("://"), 0);
	if (host == TEXT_NOT_FOUND)
		return 0;
	size_t end = text_find_byte(run, '/', host + 3);
	end = end == TEXT_NOT_FOUND ? run.length : end + 1;
	return end <= most ? end : 0;
}

/* `most`: so many letters have a place to break after them at the latest. */
static void put_run(struct sheet *sheet, struct text run, size_t most)
{
	size_t begin = host_length(run, most), characters = 0;
	if (begin) {
		xml_element_begin_inline(&sheet->xml, "fo:inline");
		xml_attribute_string(&sheet->xml, "keep-together.within-line", "always");
		xml_text(&sheet->xml, text_slice(run, 0, begin));
		xml_element_end(&sheet->xml);
		if (begin < run.length)
			xml_text(&sheet->xml, ZERO_WIDTH_SPACE);
	}
	for (size_t at = begin; at < run.length;) {
		size_t last = at;
		utf8_decode(run, &at);
		characters++;
		if (at == run.length || (characters < most && !parts_run(run, last)))
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
	bool is_narrow = sheet->letters && sheet->letters < RUN_MOST;
	size_t written = 0, most = is_narrow ? sheet->letters : RUN_MOST;
	for (size_t at = 0; at < words.length;) {
		size_t end = run_end(words, at);
		struct text run = text_slice(words, at, end);
		if (utf8_count(run) > most) {
			xml_text(&sheet->xml, text_slice(words, written, at));
			put_run(sheet, run, is_narrow ? most : RUN_PART_MOST);
			written = end;
		}
		at = end + (end < words.length);
	}
	xml_text(&sheet->xml, text_slice(words, written, words.length));
}

void fo_paragraph(struct sheet *sheet, struct text words)
{
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	fo_words(sheet, words);
	end(sheet);
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
	return buffer_keep(&url, &sheet->arena);
}

/* A link must have other words for those who can't see it (PDF/UA-1, 7.18.5). */
static void set_link_words(struct sheet *sheet, struct text words)
{
	xml_attribute(&sheet->xml, "fox:alt-text", words.length ? words : TEXT("Link"));
}

static void set_link_look(struct sheet *sheet)
{
	fo_style(sheet, FO_STYLE_LINK);
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
	return buffer_keep(&address, &sheet->arena);
}

/* Begins a link's element; false where the words are no link. */
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

static void put_citation(struct sheet *sheet, const struct node *citation, bool in_link)
{
	struct text words = citation->citation.label;
	if (citation->citation.number)
		words = arena_format(&sheet->arena, "%u", citation->citation.number);
	const struct node *reference = citation->citation.reference;
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	fo_style(sheet, FO_STYLE_CITATION);
	if (reference && reference->id.length && !in_link) {
		fo_begin_internal_link(sheet, reference->id,
				       arena_format(&sheet->arena, "Reference %.*s", TEXT_ARGUMENTS(words)));
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

/* What is open where a walk stands: bold within bold looks no different, and a link within a link is none. */
struct open_inlines {
	unsigned emphasis, strong;
	const struct node *link;
};

static void put_style(struct sheet *sheet, const struct walk *walk, struct open_inlines *open)
{
	bool is_strong = walk->node->kind == NODE_STRONG;
	unsigned *depth = is_strong ? &open->strong : &open->emphasis;
	if (walk->is_entering && (*depth)++ == 0)
		begin_style(sheet, is_strong ? "font-weight" : "font-style", is_strong ? "bold" : "italic");
	else if (!walk->is_entering && --*depth == 0)
		xml_element_end(&sheet->xml);
}

static void put_link(struct sheet *sheet, const struct walk *walk, struct open_inlines *open)
{
	if (walk->is_entering && !open->link && begin_link(sheet, walk->node)) {
		open->link = walk->node;
	} else if (!walk->is_entering && open->link == walk->node) {
		xml_element_end(&sheet->xml);
		open->link = NULL;
	}
}

/* A picture of the project at its own size, or as wide as the text where it is wider; in its place, for those who can't
 * see it, its words. One that is no file of the project is its words. */
static void put_picture(struct sheet *sheet, const struct node *picture)
{
	struct text words = node_words(&sheet->arena, picture);
	if (!picture->link.url.length) {
		fo_words(sheet, words);
		return;
	}
	xml_element_begin_inline(&sheet->xml, "fo:external-graphic");
	xml_attribute(&sheet->xml, "src", url_of(sheet, picture->link.url));
	xml_attribute(&sheet->xml, "fox:alt-text", words.length ? words : TEXT("Picture"));
	xml_attribute_string(&sheet->xml, "width", "100%");
	fo_style(sheet, FO_STYLE_PICTURE);
	xml_element_end(&sheet->xml);
}

static void step(struct sheet *sheet, const struct walk *walk, struct open_inlines *open)
{
	const struct node *node = walk->node;
	switch (node->kind) {
	case NODE_TEXT:
		fo_words(sheet, node->text.text);
		break;
	case NODE_CODE:
		xml_element_begin_inline(&sheet->xml, "fo:inline");
		fo_style(sheet, FO_STYLE_CODE);
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
	case NODE_STRONG:
		put_style(sheet, walk, open);
		break;
	case NODE_LINK:
		put_link(sheet, walk, open);
		break;
	case NODE_IMAGE:
		if (walk->is_entering)
			put_picture(sheet, node);
		break;
	case NODE_CITATION:
		put_citation(sheet, node, open->link != NULL);
		break;
	default:
		break;
	}
}

void fo_inlines(struct sheet *sheet, const struct node *leaf)
{
	struct open_inlines open = {0, 0, NULL};
	struct walk walk = walk_begin(leaf);
	while (walk_next(&walk)) {
		if (walk.node != leaf)
			step(sheet, &walk, &open);
		if (walk.is_entering && walk.node->kind == NODE_IMAGE)
			walk_skip_children(&walk);
	}
}

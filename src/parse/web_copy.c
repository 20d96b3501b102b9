#include "parse/web_copy.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "parse/entity.h"
#include "parse/web_address.h"
#include "parse/web_tag.h"

/* Elements that stand within a line. */
static const char inlines[] = "a abbr b bdi bdo big cite code data del dfn em font i img input ins kbd label mark "
			      "meta q s samp small span strike strong sub sup time tt u var wbr";
/* Elements whose content is no markup (HTML Living Standard, section 13.2.5). */
static const char raw_content[] = "script style xmp iframe noembed noframes";
static const char plain_content[] = "title textarea";
/* What no browser prints of a page of ours: site/style/_print.scss, and what only screen readers are given. */
static const char screen_only[] = "nhsuk-skip-link nhsuk-header__navigation nhsuk-breadcrumb nhsuk-footer "
				  "policy-contents policy-decision__links policy-letters policy-facts__data "
				  "nhsuk-u-visually-hidden";

/* An element that is passed over in some respect, until the end tag of its name that is its own. */
struct passage {
	struct text name;
	size_t depth; /* 0: not in one */
};

struct gathering {
	struct arena *arena;
	const struct web_reading *reading;
	struct buffer line, marks, page, paper;
	bool is_spaced; /* white space since the last word */
	struct passage navigation, screen;
	struct text link; /* of the <a> that is open, where it is of the web */
	bool is_beside;   /* it is the number of a clause */
	struct web_copy copy;
	ARRAY_OF(struct web_line) lines;
	ARRAY_OF(struct text) links;
};

static void end_line(struct gathering *gathering)
{
	struct text words = text_trim(buffer_text(&gathering->line));
	gathering->is_spaced = false;
	if (!words.length)
		return;
	*ARRAY_ADD(&gathering->lines) = (struct web_line){arena_copy(gathering->arena, words),
							  arena_copy(gathering->arena, buffer_text(&gathering->marks))};
	buffer_append(&gathering->page, words);
	buffer_append_byte(&gathering->page, ' ');
	buffer_append_byte(&gathering->paper, ' ');
	buffer_clear(&gathering->line);
	buffer_clear(&gathering->marks);
}

/* White space as one space, none at a line's ends. Characters that no page of ours holds, and what isn't UTF-8, become
 * U+FFFD: the words are shown on terminals. */
static void add_character(struct gathering *gathering, uint32_t code_point)
{
	struct buffer *line = &gathering->line;
	if (code_point < 0x80 && is_ascii_space((char)code_point)) {
		gathering->is_spaced = true;
		return;
	}
	if (gathering->is_spaced && line->length) {
		buffer_append_byte(line, ' ');
		buffer_append_byte(&gathering->marks, ' ');
		if (!gathering->screen.depth)
			buffer_append_byte(&gathering->paper, ' ');
	}
	gathering->is_spaced = false;
	if (unicode_is_unsafe(code_point))
		code_point = 0xFFFD;
	utf8_append(line, code_point);
	utf8_append(&gathering->marks, code_point);
	if (!gathering->screen.depth)
		utf8_append(&gathering->paper, code_point);
}

static void add_decoded(struct gathering *gathering, struct text words)
{
	for (size_t at = 0; at < words.length;)
		add_character(gathering, utf8_decode(words, &at));
}

static void add_words(struct gathering *gathering, struct text words, bool has_entities)
{
	struct buffer decoded = BUFFER_EMPTY;
	for (size_t at = 0; at < words.length;) {
		size_t length = 0;
		if (words.bytes[at] == '&' && has_entities) {
			buffer_clear(&decoded);
			length = entity_decode(text_slice(words, at, at + 64), &decoded);
			add_decoded(gathering, buffer_text(&decoded));
		}
		if (length)
			at += length;
		else
			add_character(gathering, utf8_decode(words, &at));
	}
	buffer_release(&decoded);
}

/* Enters an element that is passed over, or notes one of the same name within it. */
static void pass_begin(struct passage *passage, struct text name, bool is_begun)
{
	if (passage->depth ? text_equal(passage->name, name) : is_begun) {
		passage->name = name;
		passage->depth++;
	}
}

static void pass_end(struct passage *passage, struct text name)
{
	if (passage->depth && text_equal(passage->name, name))
		passage->depth--;
}

static bool has_class(const struct web_tag *tag, const char *list)
{
	struct text rest = web_tag_value(tag, "class"), word;
	while (rest.bytes && text_split(&rest, ' ', &word))
		if (text_is_one_of(word, list))
			return true;
	return false;
}

/* Is it the page's own address, or that of its policy, wherever its site stands? Notes it. */
static bool is_own_address(struct gathering *gathering, struct text address)
{
	static const struct text folder = TEXT_INIT("/policies/");
	size_t at = address.length ? text_find(address, folder, 0) : TEXT_NOT_FOUND;
	if (at == TEXT_NOT_FOUND)
		return false;
	gathering->copy.base = arena_copy(gathering->arena, text_slice(address, 0, at + 1));
	address = text_slice(address, at + 1, address.length);
	return address.length > folder.length && text_ends(address, TEXT("/")) &&
	       text_begins(gathering->reading->address, address);
}

/* Has a tag these two attributes alone? */
static bool has_but(const struct web_tag *tag, const char *one, const char *other)
{
	return tag->count == 2 && web_tag_value(tag, one).bytes && web_tag_value(tag, other).bytes;
}

/* What differs between two genuine copies of a page: these very tags, with nothing else in them that a browser obeys.
 */
static bool is_left_out(struct gathering *gathering, const struct web_tag *tag)
{
	if (gathering->reading->is_xml || tag->is_end)
		return false;
	if (text_is(tag->name, "link")) {
		bool is_own = (has_but(tag, "rel", "href") && text_is(web_tag_value(tag, "rel"), "canonical")) ||
			      (has_but(tag, "itemprop", "href") && text_is(web_tag_value(tag, "itemprop"), "url"));
		return is_own && is_own_address(gathering, web_tag_value(tag, "href"));
	}
	if (!text_is(tag->name, "meta"))
		return false;
	if (tag->count == 1)
		return text_equal_ignoring_case(web_tag_value(tag, "charset"), TEXT("utf-8"));
	if (has_but(tag, "property", "content"))
		return text_is(web_tag_value(tag, "property"), "og:url") &&
		       is_own_address(gathering, web_tag_value(tag, "content"));
	if (has_but(tag, "name", "content"))
		return text_is(web_tag_value(tag, "name"), "generator");
	return has_but(tag, "http-equiv", "content") &&
	       text_equal_ignoring_case(web_tag_value(tag, "http-equiv"), TEXT("content-type")) &&
	       text_equal_ignoring_case(web_tag_value(tag, "content"), TEXT("text/html; charset=utf-8"));
}

/* The menu of a page, which its script lays out anew: lists alone, with nothing in them that a browser obeys. */
static bool is_of_menu(const struct web_tag *tag)
{
	if (!text_is_one_of(tag->name, "li ul"))
		return false;
	for (size_t i = 0; i < tag->count; i++)
		if (!text_is_one_of(tag->attributes[i].name, "class hidden"))
			return false;
	return true;
}

static void mark(struct gathering *gathering, const struct web_tag *tag)
{
	bool is_passed = gathering->navigation.depth && is_of_menu(tag);
	if (!is_passed && !is_left_out(gathering, tag))
		web_tag_append(&gathering->marks, gathering->arena, tag, gathering->reading);
}

static void enter(struct gathering *gathering, const struct web_tag *tag)
{
	bool is_page = !gathering->reading->is_xml;
	if (is_page && text_is(tag->name, "a")) {
		struct text address = web_tag_value(tag, "href");
		if (address.bytes)
			*ARRAY_ADD(&gathering->links) = address;
		gathering->link = text_begins(address, TEXT("http")) ? address : TEXT("");
		gathering->is_beside = has_class(tag, "policy-number");
		if (gathering->is_beside)
			buffer_append_byte(&gathering->paper, WEB_BESIDE);
	}
	if (!is_page)
		return;
	if (text_is(tag->name, "thead"))
		buffer_append_byte(&gathering->paper, WEB_HEAD);
	pass_begin(&gathering->navigation, tag->name,
		   text_is(tag->name, "nav") && has_class(tag, "nhsuk-header__navigation"));
	if (!web_tag_is_empty(tag->name))
		pass_begin(&gathering->screen, tag->name, text_is(tag->name, "head") || has_class(tag, screen_only));
}

static void leave(struct gathering *gathering, const struct web_tag *tag)
{
	if (text_is(tag->name, "a") && gathering->is_beside) {
		buffer_append_byte(&gathering->paper, WEB_BESIDE_END);
		gathering->is_beside = false;
	}
	/* Browsers print where a link leads; but not always. */
	if (text_is(tag->name, "a") && gathering->link.length && !gathering->screen.depth) {
		buffer_append_byte(&gathering->paper, WEB_MAYBE);
		buffer_append_string(&gathering->paper, " (Link: ");
		buffer_append(&gathering->paper, gathering->link);
		buffer_append_string(&gathering->paper, ")");
		buffer_append_byte(&gathering->paper, WEB_END);
		gathering->link = TEXT("");
	}
	if (text_is(tag->name, "thead"))
		buffer_append_byte(&gathering->paper, WEB_HEAD_END);
	pass_end(&gathering->navigation, tag->name);
	pass_end(&gathering->screen, tag->name);
}

static void add_tag(struct gathering *gathering, const struct web_tag *tag)
{
	bool is_inline = !gathering->reading->is_xml && text_is_one_of(tag->name, inlines);
	if (!is_inline)
		end_line(gathering);
	if (!tag->is_end)
		enter(gathering, tag);
	mark(gathering, tag);
	if (tag->is_end || tag->closes_itself)
		leave(gathering, tag);
}

/* The button of the menu, which the page's script moves: where it ends. 0: the tag that ends at an offset begins none,
 * or one that says something else. */
static size_t menu_button_end(const struct gathering *gathering, struct text text, size_t at, const struct web_tag *tag)
{
	static const char words[] = "Browse</span>More</button>";
	size_t end = at, matched = 0;
	if (gathering->reading->is_xml || !gathering->navigation.depth || tag->is_end ||
	    !text_is(tag->name, "button") || !has_class(tag, "nhsuk-header__menu-toggle"))
		return 0;
	size_t begin = text_find_byte(text, '>', at);
	struct text span = text_trim(text_slice(text, at, begin == TEXT_NOT_FOUND ? begin : begin + 1));
	if (!text_is(span, "<span class=\"nhsuk-u-visually-hidden\">"))
		return 0;
	for (end = begin + 1; end < text.length && words[matched]; end++) {
		if (is_ascii_space(text.bytes[end]))
			continue;
		if (text.bytes[end] != words[matched++])
			return 0;
	}
	return words[matched] ? 0 : end;
}

/* From the end of a start tag to its end tag: what is no markup. Gives where the end tag begins. */
static size_t add_content(struct gathering *gathering, struct text text, size_t at, struct text name)
{
	bool is_raw = text_is_one_of(name, raw_content);
	size_t end = web_tag_find_end(text, at, name);
	struct text content = text_slice(text, at, end);
	if (text_is(name, "title") && !gathering->copy.title.bytes)
		gathering->copy.title = arena_copy(gathering->arena, text_trim(content));
	if (is_raw)
		end_line(gathering);
	add_words(gathering, content, !is_raw);
	return end;
}

/* Of the declaration of XML, which may be without an encoding. */
static bool says_another_encoding(struct text declaration)
{
	static const struct text before = TEXT_INIT("encoding");
	size_t at = text_find(declaration, before, 0);
	if (at == TEXT_NOT_FOUND)
		return false;
	while (at < declaration.length && declaration.bytes[at] != '"' && declaration.bytes[at] != '\'')
		at++;
	return !text_begins_ignoring_case(text_slice(declaration, at + 1, declaration.length), TEXT("utf-8"));
}

/* Where a comment ends; of HTML, as browsers see it (HTML Living Standard, sections 13.2.5.43 to 13.2.5.51). */
static size_t comment_end(struct text text, size_t at, bool is_xml)
{
	struct text rest = text_slice(text, at, text.length);
	if (!is_xml && text_begins(rest, TEXT("<!-->")))
		return at + 5;
	if (!is_xml && text_begins(rest, TEXT("<!--->")))
		return at + 6;
	for (at = text_find(text, TEXT("--"), at + 4); at != TEXT_NOT_FOUND; at = text_find(text, TEXT("--"), at + 1)) {
		rest = text_slice(text, at + 2, at + 4);
		if (text_begins(rest, TEXT(">")))
			return at + 3;
		if (!is_xml && text_begins(rest, TEXT("!>")))
			return at + 4;
	}
	return text.length;
}

/* A comment, a declaration or an instruction: where it ends. Of XML, CDATA are words. */
static size_t pass_declaration(struct gathering *gathering, struct text text, size_t at)
{
	static const struct text cdata = TEXT_INIT("<![CDATA[");
	struct text rest = text_slice(text, at, text.length);
	struct text close = TEXT(">");
	if (text_begins(rest, TEXT("<!--")))
		return comment_end(text, at, gathering->reading->is_xml);
	if (gathering->reading->is_xml && text_begins(rest, TEXT("<?"))) {
		close = TEXT("?>");
		size_t end = text_find(text, close, at);
		struct text whole = text_slice(text, at, end == TEXT_NOT_FOUND ? end : end + 2);
		/* The declaration says how the bytes are written, not what they say. */
		if (!text_begins(whole, TEXT("<?xml ")))
			buffer_append(&gathering->marks, whole);
		else if (says_another_encoding(whole))
			gathering->copy.fault = "it says that it is not in UTF-8";
	} else if (gathering->reading->is_xml && text_begins(rest, cdata)) {
		close = TEXT("]]>");
		size_t end = text_find(text, close, at);
		add_words(gathering, text_slice(text, at + cdata.length, end), false);
	} else if (gathering->reading->is_xml) {
		buffer_append(&gathering->marks, text_slice(rest, 0, text_find(rest, close, 0)));
	}
	size_t end = text_find(text, close, at);
	return end == TEXT_NOT_FOUND ? text.length : end + close.length;
}

static void gather(struct gathering *gathering, struct text text)
{
	bool is_xml = gathering->reading->is_xml;
	for (size_t at = 0; at < text.length && !gathering->copy.fault;) {
		size_t begin = at;
		struct web_tag tag;
		if (text.bytes[at] != '<') {
			size_t end = text_find_byte(text, '<', at);
			at = end == TEXT_NOT_FOUND ? text.length : end;
			add_words(gathering, text_slice(text, begin, at), true);
		} else if (web_tag_read(&tag, gathering->arena, text, &at, is_xml)) {
			size_t end = menu_button_end(gathering, text, at, &tag);
			if (end) {
				at = end;
				continue;
			}
			gathering->copy.fault = tag.fault;
			add_tag(gathering, &tag);
			if (!is_xml && !tag.is_end &&
			    (text_is_one_of(tag.name, raw_content) || text_is_one_of(tag.name, plain_content)))
				at = add_content(gathering, text, at, tag.name);
		} else if (at + 1 < text.length && (text.bytes[at + 1] == '!' || text.bytes[at + 1] == '?')) {
			at = pass_declaration(gathering, text, at);
		} else {
			add_words(gathering, text_slice(text, at, at + 1), false);
			at++;
		}
	}
	end_line(gathering);
	if (gathering->marks.length)
		*ARRAY_ADD(&gathering->lines) =
			(struct web_line){TEXT(""), arena_copy(gathering->arena, buffer_text(&gathering->marks))};
}

struct web_copy web_copy_read(struct arena *arena, struct text text, const struct web_reading *reading)
{
	struct gathering gathering = {.arena = arena, .reading = reading};
	gather(&gathering, text_begins(text, TEXT("\xEF\xBB\xBF")) ? text_slice(text, 3, text.length) : text);
	struct web_copy copy = gathering.copy;
	copy.words = arena_copy(arena, buffer_text(&gathering.page));
	copy.paper = arena_copy(arena, buffer_text(&gathering.paper));
	copy.base = copy.base.bytes ? copy.base : TEXT("");
	copy.title = copy.title.bytes ? copy.title : TEXT("");
	copy.line_count = gathering.lines.count;
	copy.lines = arena_copy_array(arena, gathering.lines.items, gathering.lines.count, sizeof *copy.lines);
	copy.link_count = gathering.links.count;
	copy.links = arena_copy_array(arena, gathering.links.items, gathering.links.count, sizeof *copy.links);
	buffer_release(&gathering.line);
	buffer_release(&gathering.marks);
	buffer_release(&gathering.page);
	buffer_release(&gathering.paper);
	ARRAY_RELEASE(&gathering.lines);
	ARRAY_RELEASE(&gathering.links);
	return copy;
}

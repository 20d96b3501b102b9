#include "publish/active_content.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/unicode.h"

static const char web_page[] = "is a web page, and would run what is written in it on the site's own address";
static const char script[] = "is a script, and would run on the site's own address";
static const char not_svg[] = "is no SVG picture that can be read with certainty";
static const char compressed[] = "is compressed SVG, in which a script can't be looked for";
static const char has_script[] = "is an SVG picture with a script in it";
static const char has_handler[] = "is an SVG picture with a handler of events in it";
static const char has_entity[] = "is an SVG picture that defines entities";
static const char has_instruction[] = "is an SVG picture with a processing instruction in it";
static const char has_foreign[] = "is an SVG picture with parts that are not SVG";
static const char has_reference[] = "is an SVG picture that refers to something outside it";

/* By their names: what a server calls active content. */
static const struct {
	const char *ending, *why;
} endings[] = {
	{".html", web_page},      {".htm", web_page}, {".shtml", web_page}, {".xhtml", web_page},
	{".xht", web_page},       {".mht", web_page}, {".mhtml", web_page}, {".hta", web_page},
	{".xml", web_page},       {".xsl", web_page}, {".xslt", web_page},  {".htc", web_page},
	{".js", script},          {".mjs", script},   {".cjs", script},     {".wasm", script},
	{".swf", script},         {".jar", script},   {".vbs", script},     {".svgz", compressed},
	{".webmanifest", script}, {".php", script},   {".cgi", script},     {".htaccess", script},
	{".asp", script},         {".aspx", script},  {".jsp", script},
};

/* WHATWG MIME Sniffing, section 7.1: what a browser takes for a web page where the server doesn't say what it is. */
static const char *const page_beginnings[] = {
	"<!",  "<?",     "<html",  "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a ",
	"<a>", "<style", "<title", "<b>",   "<body",   "<br",     "<p>", "<p ",  "<svg",  "<xsl",
};

static bool ends_ignoring_case(struct text name, const char *ending)
{
	struct text end = text_of(ending);
	return name.length >= end.length &&
	       text_equal_ignoring_case(text_slice(name, name.length - end.length, name.length), end);
}

/* Without what a browser passes over: a byte order mark, and white space. */
static struct text skip_blank(struct text bytes)
{
	if (text_begins(bytes, TEXT("\xef\xbb\xbf")))
		bytes = text_slice(bytes, 3, bytes.length);
	while (bytes.length && strchr(" \t\r\n\f", bytes.bytes[0]) && bytes.bytes[0])
		bytes = text_slice(bytes, 1, bytes.length);
	return bytes;
}

static bool is_like_a_page(struct text bytes)
{
	bytes = skip_blank(bytes);
	for (size_t i = 0; i < sizeof page_beginnings / sizeof *page_beginnings; i++)
		if (text_begins_ignoring_case(bytes, text_of(page_beginnings[i])))
			return true;
	/* UTF-16, in which nothing can be looked for here. */
	return text_begins(bytes, TEXT("\xff\xfe<")) || text_begins(bytes, (struct text){"\xfe\xff\0<", 4});
}

/* SVG: XML 1.0 as far as it matters here. What isn't plain is refused, so nothing is guessed. */
struct svg {
	struct text rest;
	struct buffer value; /* of an attribute or a style sheet, its references resolved */
};

/* "rest" after the first of the words; false where it is nowhere. */
static bool skip_past(struct text *rest, const char *words)
{
	size_t at = text_find(*rest, text_of(words), 0);
	if (at == TEXT_NOT_FOUND)
		return false;
	*rest = text_slice(*rest, at + strlen(words), rest->length);
	return true;
}

static bool is_name_end(char c)
{
	return c == '\0' || strchr(" \t\r\n=/>\"'<&", c) != NULL;
}

static struct text take_name(struct text *rest)
{
	size_t end = 0;
	while (end < rest->length && !is_name_end(rest->bytes[end]))
		end++;
	struct text name = text_slice(*rest, 0, end);
	*rest = text_slice(*rest, end, rest->length);
	return name;
}

/* Without the prefix of its namespace, which may be any word. */
static struct text local_name(struct text name)
{
	size_t colon = text_find_byte(name, ':', 0);
	return colon == TEXT_NOT_FOUND ? name : text_slice(name, colon + 1, name.length);
}

/* XML 1.0, section 4.1. Only ASCII matters here: of any other character something is left. */
static bool append_reference(struct buffer *out, struct text name)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_is(name, names[i].name)) {
			buffer_append_byte(out, names[i].c);
			return true;
		}
	if (name.length < 2 || name.bytes[0] != '#')
		return false;
	bool is_hex = name.bytes[1] == 'x';
	uint32_t number = 0;
	for (size_t i = is_hex ? 2 : 1; i < name.length; i++) {
		char c = ascii_lower(name.bytes[i]);
		bool is_letter = is_hex && c >= 'a' && c <= 'f';
		if ((!is_ascii_digit(c) && !is_letter) || number > 0x110000)
			return false;
		number = number * (is_hex ? 16 : 10) + (uint32_t)(is_letter ? c - 'a' + 10 : c - '0');
	}
	buffer_append_byte(out, number > 0 && number < 0x80 ? (char)number : '?');
	return true;
}

static bool resolve_references(struct buffer *out, struct text raw)
{
	buffer_clear(out);
	while (raw.length) {
		size_t and = text_find_byte(raw, '&', 0);
		size_t end = and == TEXT_NOT_FOUND ? and : text_find_byte(raw, ';', and);
		buffer_append(out, text_slice(raw, 0, and));
		if (and == TEXT_NOT_FOUND)
			return true;
		if (end == TEXT_NOT_FOUND || !append_reference(out, text_slice(raw, and+1, end)))
			return false;
		raw = text_slice(raw, end + 1, raw.length);
	}
	return true;
}

static bool is_own_reference(struct text address)
{
	static const char *const pictures[] = {"data:image/png;", "data:image/jpeg;", "data:image/jpg;",
					       "data:image/gif;", "data:image/webp;"};
	address = skip_blank(address);
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
		if (text_begins_ignoring_case(address, text_of(pictures[i])))
			return true;
	return !address.length || address.bytes[0] == '#';
}

/* CSS, or an attribute that may be some: no escapes, in which a word could hide, and every url() is of the picture. */
static bool style_is_own(struct text style)
{
	if (text_find_byte(style, '\\', 0) != TEXT_NOT_FOUND || text_find_byte(style, '@', 0) != TEXT_NOT_FOUND)
		return false;
	for (size_t at = 0; at < style.length; at++) {
		struct text rest = text_slice(style, at, style.length);
		if (text_begins_ignoring_case(rest, TEXT("javascript:")) ||
		    text_begins_ignoring_case(rest, TEXT("image-set(")) ||
		    text_begins_ignoring_case(rest, TEXT("image(")) || text_begins_ignoring_case(rest, TEXT("src(")))
			return false;
		if (!text_begins_ignoring_case(rest, TEXT("url(")))
			continue;
		rest = skip_blank(text_slice(rest, 4, rest.length));
		if (rest.length && (rest.bytes[0] == '"' || rest.bytes[0] == '\''))
			rest = text_slice(rest, 1, rest.length);
		if (!is_own_reference(rest))
			return false;
	}
	return true;
}

static const char *attribute_fault(struct svg *svg, struct text element, struct text name, struct text raw)
{
	struct text local = local_name(name);
	if (!resolve_references(&svg->value, raw))
		return has_entity;
	struct text value = buffer_text(&svg->value);
	bool is_namespace = text_is(name, "xmlns") || text_begins(name, TEXT("xmlns:"));
	if (text_begins_ignoring_case(local, TEXT("on")) && !is_namespace)
		return has_handler;
	if (text_equal_ignoring_case(local, TEXT("href")) || text_equal_ignoring_case(local, TEXT("src")))
		return is_own_reference(value) ? NULL : has_reference;
	if (text_is(name, "xml:base") || text_equal_ignoring_case(local, TEXT("base")))
		return has_reference;
	/* An animation that gives a link another address, or an element a handler. */
	if (text_equal_ignoring_case(local, TEXT("attributeName")) &&
	    (ends_ignoring_case(value, "href") || text_begins_ignoring_case(local_name(value), TEXT("on"))))
		return has_handler;
	if (is_namespace || text_begins(element, TEXT("sodipodi:")) || text_begins(name, TEXT("inkscape:")) ||
	    text_begins(name, TEXT("sodipodi:")))
		return NULL;
	return style_is_own(value) ? NULL : has_reference;
}

static const char *element_fault(struct text name)
{
	static const char *const scripts[] = {"script", "handler", "listener"};
	static const char *const foreign[] = {"foreignObject", "iframe", "embed", "object", "html", "body",
					      "audio",         "video",  "link",  "meta",   "base", "form"};
	struct text local = local_name(name);
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (text_equal_ignoring_case(local, text_of(scripts[i])))
			return has_script;
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (text_equal_ignoring_case(local, text_of(foreign[i])))
			return has_foreign;
	return NULL;
}

/* The words of a style element, up to its end tag. */
static const char *style_fault(struct svg *svg)
{
	size_t end = text_find(svg->rest, TEXT("</"), 0);
	struct text raw = text_slice(svg->rest, 0, end);
	if (end == TEXT_NOT_FOUND)
		return not_svg;
	if (!style_is_own(raw) || !resolve_references(&svg->value, raw) || !style_is_own(buffer_text(&svg->value)))
		return has_reference;
	return NULL;
}

static void skip_space(struct text *rest)
{
	while (rest->length && is_ascii_space(rest->bytes[0]))
		*rest = text_slice(*rest, 1, rest->length);
}

/* After the "<" of a start tag. */
static const char *start_tag_fault(struct svg *svg)
{
	struct text *rest = &svg->rest, element = take_name(rest);
	const char *why = element.length ? element_fault(element) : not_svg;
	while (!why) {
		skip_space(rest);
		if (text_begins(*rest, TEXT("/>"))) {
			*rest = text_slice(*rest, 2, rest->length);
			return NULL;
		}
		if (text_begins(*rest, TEXT(">"))) {
			*rest = text_slice(*rest, 1, rest->length);
			return text_equal_ignoring_case(local_name(element), TEXT("style")) ? style_fault(svg) : NULL;
		}
		struct text name = take_name(rest);
		skip_space(rest);
		if (!name.length || !text_begins(*rest, TEXT("=")))
			return not_svg;
		*rest = text_slice(*rest, 1, rest->length);
		skip_space(rest);
		char quote = rest->length ? rest->bytes[0] : '\0';
		size_t end = quote == '"' || quote == '\'' ? text_find_byte(*rest, quote, 1) : TEXT_NOT_FOUND;
		if (end == TEXT_NOT_FOUND)
			return not_svg;
		why = attribute_fault(svg, element, name, text_slice(*rest, 1, end));
		*rest = text_slice(*rest, end + 1, rest->length);
	}
	return why;
}

/* At a "<". */
static const char *markup_fault(struct svg *svg)
{
	struct text *rest = &svg->rest;
	if (text_begins(*rest, TEXT("<!--")))
		return skip_past(rest, "-->") ? NULL : not_svg;
	if (text_begins(*rest, TEXT("<![CDATA[")))
		return skip_past(rest, "]]>") ? NULL : not_svg;
	if (text_begins(*rest, TEXT("<!DOCTYPE"))) {
		size_t end = text_find_byte(*rest, '>', 0), inner = text_find_byte(*rest, '[', 0);
		if (inner < end)
			return has_entity;
		return skip_past(rest, ">") ? NULL : not_svg;
	}
	if (text_begins(*rest, TEXT("<!")))
		return has_entity;
	if (text_begins(*rest, TEXT("<?xml ")))
		return skip_past(rest, "?>") ? NULL : not_svg;
	if (text_begins(*rest, TEXT("<?")))
		return has_instruction;
	if (text_begins(*rest, TEXT("</")))
		return skip_past(rest, ">") ? NULL : not_svg;
	*rest = text_slice(*rest, 1, rest->length);
	return start_tag_fault(svg);
}

/* An encoding in which "<" may be other bytes. */
static bool is_other_encoding(struct text bytes)
{
	struct text declaration = text_slice(bytes, 0, text_find(bytes, TEXT("?>"), 0));
	size_t at = text_begins(bytes, TEXT("<?xml")) ? text_find(declaration, TEXT("encoding"), 0) : TEXT_NOT_FOUND;
	if (at == TEXT_NOT_FOUND)
		return false;
	struct text rest = text_slice(declaration, at + strlen("encoding"), declaration.length);
	while (rest.length && strchr(" =\"'\t\r\n", rest.bytes[0]) && rest.bytes[0])
		rest = text_slice(rest, 1, rest.length);
	return !text_begins_ignoring_case(rest, TEXT("utf-8")) && !text_begins_ignoring_case(rest, TEXT("us-ascii")) &&
	       !text_begins_ignoring_case(rest, TEXT("iso-8859-1"));
}

static const char *svg_fault(struct text bytes)
{
	struct svg svg = {skip_blank(bytes), BUFFER_EMPTY};
	const char *why = NULL;
	if (!svg.rest.length || svg.rest.bytes[0] != '<' || text_find_byte(bytes, '\0', 0) != TEXT_NOT_FOUND ||
	    is_other_encoding(svg.rest))
		return not_svg;
	while (!why && svg.rest.length) {
		size_t at = text_find_byte(svg.rest, '<', 0);
		if (at == TEXT_NOT_FOUND)
			break;
		svg.rest = text_slice(svg.rest, at, svg.rest.length);
		why = markup_fault(&svg);
	}
	buffer_release(&svg.value);
	return why;
}

const char *active_content(struct text name, struct text bytes)
{
	if (ends_ignoring_case(name, ".svg"))
		return svg_fault(bytes);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_ignoring_case(name, endings[i].ending))
			return endings[i].why;
	return is_like_a_page(bytes) ? web_page : NULL;
}

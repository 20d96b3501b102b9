#include "base/xml_writer.h"

#include <stdarg.h>

#include "base/bug.h"
#include "base/unicode.h"

/* levels[0] is the document itself; levels[depth] is the innermost open element. */

/* The entity or reference that must stand for `byte`, or NULL. XML 1.0, 2.4 (markup characters), 2.11 (a parser makes
 * CR an LF) and 3.3.3 (and white space in an attribute a space). */
static const char *escape_of(char byte, bool in_attribute)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return in_attribute ? "&quot;" : NULL;
	case '\t':
		return in_attribute ? "&#9;" : NULL;
	case '\n':
		return in_attribute ? "&#10;" : NULL;
	default:
		return NULL;
	}
}

/* An ASCII byte that is written as it is, in text and in attributes: nearly all there are. */
static bool is_plain_byte(char byte)
{
	return byte >= ' ' && byte < 0x7F && byte != '&' && byte != '<' && byte != '>' && byte != '"';
}

/* XML 1.0 allows these, and advises against them (section 2.2); HTML refuses them. */
static bool is_control(uint32_t code_point)
{
	return code_point >= 0x7F && code_point <= 0x9F;
}

/* Appends `text` escaped. False when something in it had to be replaced by U+FFFD. */
static bool escape_text(struct buffer *out, struct text text, bool in_attribute)
{
	size_t offset = 0, written = 0;
	bool is_whole = true;

	buffer_reserve(out, text.length);
	while (offset < text.length) {
		size_t begin = offset;
		if (is_plain_byte(text.bytes[offset])) {
			offset++;
			continue;
		}
		const char *escape = escape_of(text.bytes[offset], in_attribute);
		if (escape) {
			offset++;
		} else {
			uint32_t code_point = utf8_decode(text, &offset);
			/* One byte that gives U+FFFD is one that isn't UTF-8; a U+FFFD that was written has three. */
			if (unicode_is_xml_char(code_point) && !is_control(code_point) &&
			    (code_point != 0xFFFD || offset - begin == 3))
				continue;
			escape = "\xEF\xBF\xBD";
			is_whole = is_whole && is_control(code_point);
		}
		buffer_append(out, text_slice(text, written, begin));
		buffer_append_string(out, escape);
		written = offset;
	}
	buffer_append(out, text_slice(text, written, text.length));
	return is_whole;
}

void xml_escape(struct buffer *out, struct text text)
{
	escape_text(out, text, false);
}

void xml_escape_attribute(struct buffer *out, struct text text)
{
	escape_text(out, text, true);
}

void xml_begin(struct xml_writer *xml, struct buffer *out)
{
	xml->out = out;
	xml->depth = 0;
	xml->open_tag = false;
	xml->levels[0].name = NULL;
	xml->levels[0].inline_content = false;
	xml->levels[0].has_children = false;
	buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void xml_instruction(struct xml_writer *xml, const char *target, const char *data)
{
	if (xml->depth > 0 || xml->levels[0].has_children)
		BUG("XML: the instruction %s comes after content", target);
	if (text_find(text_of(data), TEXT("?>"), 0) != TEXT_NOT_FOUND)
		BUG("XML: the instruction %s would end early", target);
	buffer_append_format(xml->out, "\n<?%s %s?>", target, data);
}

void xml_end(struct xml_writer *xml)
{
	if (xml->depth > 0)
		BUG("XML: the document ends inside <%s>", xml->levels[xml->depth].name);
	if (!xml->levels[0].has_children)
		BUG("XML: the document has no element");
	buffer_append_byte(xml->out, '\n');
}

static void xml_close_tag(struct xml_writer *xml)
{
	if (xml->open_tag)
		buffer_append_byte(xml->out, '>');
	xml->open_tag = false;
}

static void xml_line(struct xml_writer *xml)
{
	buffer_append_byte(xml->out, '\n');
	for (uint16_t i = 0; i < xml->depth; i++)
		buffer_append(xml->out, TEXT("  "));
}

static void xml_open(struct xml_writer *xml, const char *name, bool is_inline)
{
	bool parent_is_inline = xml->levels[xml->depth].inline_content;

	if (xml->depth == 0 && xml->levels[0].has_children)
		BUG("XML: <%s> is a second element at the top", name);
	if (xml->depth + 1 >= XML_DEPTH_MOST)
		BUG("XML: more than %d levels at <%s>", XML_DEPTH_MOST, name);
	xml_close_tag(xml);
	if (!parent_is_inline)
		xml_line(xml);
	xml->levels[xml->depth].has_children = true;
	xml->depth++;
	xml->levels[xml->depth].name = name;
	xml->levels[xml->depth].inline_content = is_inline || parent_is_inline;
	xml->levels[xml->depth].has_children = false;
	xml->open_tag = true;
	buffer_append_byte(xml->out, '<');
	buffer_append_string(xml->out, name);
}

void xml_element_begin(struct xml_writer *xml, const char *name)
{
	xml_open(xml, name, false);
}

void xml_element_begin_inline(struct xml_writer *xml, const char *name)
{
	xml_open(xml, name, true);
}

void xml_element_end(struct xml_writer *xml)
{
	const char *name = xml->levels[xml->depth].name;
	bool is_indented = xml->levels[xml->depth].has_children && !xml->levels[xml->depth].inline_content;

	if (xml->depth == 0)
		BUG("XML: an element ends that was never begun");
	xml->depth--;
	if (xml->open_tag) {
		buffer_append_string(xml->out, "/>");
		xml->open_tag = false;
		return;
	}
	if (is_indented)
		xml_line(xml);
	buffer_append_string(xml->out, "</");
	buffer_append_string(xml->out, name);
	buffer_append_byte(xml->out, '>');
}

void xml_attribute(struct xml_writer *xml, const char *name, struct text value)
{
	if (!xml->open_tag)
		BUG("XML: the attribute %s comes after content, or outside an element", name);
	buffer_append_byte(xml->out, ' ');
	buffer_append_string(xml->out, name);
	buffer_append_string(xml->out, "=\"");
	if (!escape_text(xml->out, value, true))
		BUG("XML: the attribute %s has a character that XML forbids", name);
	buffer_append_byte(xml->out, '"');
}

void xml_attribute_string(struct xml_writer *xml, const char *name, const char *value)
{
	xml_attribute(xml, name, text_of(value));
}

void xml_attribute_format(struct xml_writer *xml, const char *name, const char *format, ...)
{
	struct buffer value = BUFFER_EMPTY;
	va_list arguments;

	va_start(arguments, format);
	buffer_append_arguments(&value, format, arguments);
	va_end(arguments);
	xml_attribute(xml, name, buffer_text(&value));
	buffer_release(&value);
}

void xml_text(struct xml_writer *xml, struct text text)
{
	if (text.length == 0)
		return;
	if (xml->depth == 0)
		BUG("XML: text stands outside the document's element");
	if (!xml->levels[xml->depth].inline_content) {
		if (xml->levels[xml->depth].has_children)
			BUG("XML: text stands in <%s> after an indented element", xml->levels[xml->depth].name);
		xml->levels[xml->depth].inline_content = true;
	}
	xml_close_tag(xml);
	if (!escape_text(xml->out, text, false))
		BUG("XML: the text has a character that XML forbids");
}

void xml_element_text(struct xml_writer *xml, const char *name, struct text text)
{
	xml_element_begin_inline(xml, name);
	xml_text(xml, text);
	xml_element_end(xml);
}

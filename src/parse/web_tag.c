#include "parse/web_tag.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "parse/entity.h"
#include "parse/web_address.h"

static const char empty_elements[] = "area base br col embed hr img input link meta param source track wbr";
/* Attributes that hold an address, and elements that are shown with a file. */
static const char address_attributes[] = "href src action cite data formaction poster background";
static const char shown_with[] = "link script img source video audio embed object iframe";

bool web_tag_is_empty(struct text name)
{
	return text_is_one_of(name, empty_elements);
}

struct text web_tag_value(const struct web_tag *tag, const char *name)
{
	for (size_t i = 0; i < tag->count; i++)
		if (text_is(tag->attributes[i].name, name))
			return tag->attributes[i].value;
	return (struct text){NULL, 0};
}

static bool ends_name(char c)
{
	return is_ascii_space(c) || c == '/' || c == '>';
}

static struct text lower(struct arena *arena, struct text name)
{
	char *copy = arena_string(arena, name);
	for (size_t i = 0; i < name.length; i++)
		copy[i] = ascii_lower(copy[i]);
	return (struct text){copy, name.length};
}

static struct text decode(struct arena *arena, struct text value)
{
	struct buffer out = BUFFER_EMPTY;
	if (text_find_byte(value, '&', 0) == TEXT_NOT_FOUND)
		return arena_copy(arena, value);
	for (size_t at = 0; at < value.length;) {
		size_t length = value.bytes[at] == '&' ? entity_decode(text_slice(value, at, at + 64), &out) : 0;
		if (!length)
			buffer_append_byte(&out, value.bytes[at]);
		at += length ? length : 1;
	}
	struct text copy = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return copy;
}

/* The value after "=", quoted or not. */
static struct text read_value(struct text text, size_t *at)
{
	size_t begin, end;
	while (*at < text.length && is_ascii_space(text.bytes[*at]))
		++*at;
	if (*at >= text.length)
		return TEXT("");
	char quote = text.bytes[*at];
	if (quote == '"' || quote == '\'') {
		begin = *at + 1;
		end = text_find_byte(text, quote, begin);
		end = end == TEXT_NOT_FOUND ? text.length : end;
		*at = end < text.length ? end + 1 : end;
		return text_slice(text, begin, end);
	}
	begin = *at;
	while (*at < text.length && !is_ascii_space(text.bytes[*at]) && text.bytes[*at] != '>')
		++*at;
	return text_slice(text, begin, *at);
}

static struct web_attribute read_attribute(struct arena *arena, struct text text, size_t *at, bool is_xml)
{
	size_t begin = (*at)++;
	while (*at < text.length && !ends_name(text.bytes[*at]) && text.bytes[*at] != '=')
		++*at;
	struct text name = text_slice(text, begin, *at);
	struct web_attribute attribute = {is_xml ? arena_copy(arena, name) : lower(arena, name), TEXT("")};
	size_t after = *at;
	while (after < text.length && is_ascii_space(text.bytes[after]))
		after++;
	if (after < text.length && text.bytes[after] == '=') {
		*at = after + 1;
		attribute.value = decode(arena, read_value(text, at));
	}
	return attribute;
}

static int compare_attributes(const void *a, const void *b)
{
	const struct web_attribute *first = a, *second = b;
	int order = text_compare(first->name, second->name);
	return order ? order : text_compare(first->value, second->value);
}

static bool read_attributes(struct web_tag *tag, struct arena *arena, struct text text, size_t *at, bool is_xml)
{
	struct web_attribute attributes[WEB_ATTRIBUTES_MOST];
	while (*at < text.length && text.bytes[*at] != '>') {
		char c = text.bytes[*at];
		if (is_ascii_space(c) || c == '/') {
			tag->closes_itself = is_xml && c == '/';
			++*at;
			continue;
		}
		if (tag->count == WEB_ATTRIBUTES_MOST) {
			tag->fault = "an element has over 200 attributes";
			break;
		}
		tag->closes_itself = false;
		attributes[tag->count++] = read_attribute(arena, text, at, is_xml);
	}
	qsort(attributes, tag->count, sizeof *attributes, compare_attributes);
	tag->attributes = arena_copy_array(arena, attributes, tag->count, sizeof *attributes);
	return *at < text.length;
}

bool web_tag_read(struct web_tag *tag, struct arena *arena, struct text text, size_t *at, bool is_xml)
{
	size_t begin = *at + 1, end;
	*tag = (struct web_tag){.is_end = begin < text.length && text.bytes[begin] == '/'};
	begin += tag->is_end;
	if (begin >= text.length || (!is_ascii_letter(text.bytes[begin]) && !(is_xml && text.bytes[begin] == '_')))
		return false;
	for (end = begin; end < text.length && !ends_name(text.bytes[end]);)
		end++;
	struct text name = text_slice(text, begin, end);
	tag->name = is_xml ? arena_copy(arena, name) : lower(arena, name);
	/* A tag that the end of the page cuts off is none; its words are shown nowhere. */
	if (!read_attributes(tag, arena, text, &end, is_xml) && !tag->fault)
		tag->fault = "it ends within a tag";
	tag->closes_itself |= !is_xml && web_tag_is_empty(tag->name);
	*at = end < text.length ? end + 1 : text.length;
	return true;
}

size_t web_tag_find_end(struct text text, size_t at, struct text name)
{
	for (at = text_find(text, TEXT("</"), at); at != TEXT_NOT_FOUND; at = text_find(text, TEXT("</"), at + 2)) {
		size_t end = at + 2 + name.length;
		if (text_equal_ignoring_case(text_slice(text, at + 2, end), name) && end < text.length &&
		    ends_name(text.bytes[end]))
			return at;
	}
	return text.length;
}

/* The classes of an element, in the order in which they stand, without those that the page's script adds. */
static void append_classes(struct buffer *out, struct text classes)
{
	struct text word;
	bool is_first = true;
	while (text_split(&classes, ' ', &word)) {
		if (!word.length || text_is(word, "js-enabled") || text_is(word, "nhsuk-frontend-supported"))
			continue;
		buffer_append_string(out, is_first ? "" : " ");
		buffer_append(out, word);
		is_first = false;
	}
}

static bool is_address(const struct web_tag *tag, struct text name, const struct web_reading *reading)
{
	return !reading->is_xml && (text_is_one_of(name, address_attributes) ||
				    (text_is(name, "content") && text_is(web_tag_value(tag, "property"), "og:url")));
}

static void append_value(struct buffer *out, struct arena *arena, const struct web_tag *tag,
			 const struct web_attribute *attribute, const struct web_reading *reading)
{
	if (!reading->is_xml && text_is(attribute->name, "class"))
		append_classes(out, attribute->value);
	else if (!is_address(tag, attribute->name, reading))
		buffer_append(out, attribute->value);
	else if (text_is_one_of(tag->name, shown_with) && !web_tag_value(tag, "itemprop").bytes)
		buffer_append(out, web_address_of_file(arena, reading, attribute->value));
	else
		buffer_append(out, web_address_resolve(arena, reading, attribute->value));
}

void web_tag_append(struct buffer *out, struct arena *arena, const struct web_tag *tag,
		    const struct web_reading *reading)
{
	buffer_append_string(out, tag->is_end ? "</" : "<");
	buffer_append(out, tag->name);
	for (size_t i = 0; i < tag->count; i++) {
		const struct web_attribute *attribute = &tag->attributes[i];
		struct buffer value = BUFFER_EMPTY;
		append_value(&value, arena, tag, attribute, reading);
		bool is_added = !reading->is_xml && (text_begins(attribute->name, TEXT("data-nhsuk-")) ||
						     (text_is(attribute->name, "class") && !value.length));
		if (!is_added) {
			buffer_append_byte(out, ' ');
			buffer_append(out, attribute->name);
			buffer_append_string(out, "=\"");
			buffer_append(out, buffer_text(&value));
			buffer_append_byte(out, '"');
		}
		buffer_release(&value);
	}
	buffer_append_byte(out, '>');
	if (reading->is_xml && tag->closes_itself)
		buffer_append_format(out, "</%.*s>", TEXT_ARGUMENTS(tag->name));
}

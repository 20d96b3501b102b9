/* A reader of HTML as policyc writes it, stricter than a browser: what it doesn't know is a broken promise. */
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "promises.h"

enum element_class {
	CLASS_INLINE = 1 << 0, /* may stand among words */
	CLASS_BLOCK = 1 << 1,  /* may stand in a flow */
	CLASS_ITEM = 1 << 2,
	CLASS_TABLE_PART = 1 << 3,
	CLASS_ROW = 1 << 4,
	CLASS_CELL = 1 << 5,
	CLASS_WORDS = 1 << 6, /* bare words */
};

struct element {
	const char *name;
	unsigned is, holds;
	bool is_void;
};

#define FLOW   (CLASS_BLOCK | CLASS_INLINE | CLASS_WORDS)
#define PHRASE (CLASS_INLINE | CLASS_WORDS)
static const struct element elements[] = {
	{"a", CLASS_INLINE, PHRASE, false},
	{"blockquote", CLASS_BLOCK, FLOW, false},
	{"br", CLASS_INLINE, 0, true},
	{"caption", CLASS_TABLE_PART, PHRASE, false},
	{"code", CLASS_INLINE, PHRASE, false},
	{"del", CLASS_INLINE, PHRASE, false},
	{"div", CLASS_BLOCK, FLOW, false},
	{"em", CLASS_INLINE, PHRASE, false},
	{"fieldset", CLASS_BLOCK, FLOW, false},
	{"h2", CLASS_BLOCK, PHRASE, false},
	{"h3", CLASS_BLOCK, PHRASE, false},
	{"h4", CLASS_BLOCK, PHRASE, false},
	{"img", CLASS_INLINE, 0, true},
	{"input", CLASS_INLINE, 0, true},
	{"ins", CLASS_INLINE, PHRASE, false},
	{"label", CLASS_INLINE, PHRASE, false},
	{"legend", CLASS_BLOCK, PHRASE, false},
	{"li", CLASS_ITEM, FLOW, false},
	{"ol", CLASS_BLOCK, CLASS_ITEM, false},
	{"p", CLASS_BLOCK, PHRASE, false},
	{"section", CLASS_BLOCK, FLOW, false},
	{"span", CLASS_INLINE, PHRASE, false},
	{"strong", CLASS_INLINE, PHRASE, false},
	{"sup", CLASS_INLINE, PHRASE, false},
	{"table", CLASS_BLOCK, CLASS_TABLE_PART, false},
	{"tbody", CLASS_TABLE_PART, CLASS_ROW, false},
	{"td", CLASS_CELL, FLOW, false},
	{"th", CLASS_CELL, FLOW, false},
	{"thead", CLASS_TABLE_PART, CLASS_ROW, false},
	{"tr", CLASS_ROW, CLASS_CELL, false},
	{"ul", CLASS_BLOCK, CLASS_ITEM, false},
};

static const struct element *element_find(struct text name)
{
	for (size_t i = 0; i < ARRAY_COUNT(elements); i++)
		if (text_is(name, elements[i].name))
			return &elements[i];
	return NULL;
}

struct reading {
	struct text html;
	size_t at;
	ARRAY_OF(const struct element *) open;
	ARRAY_OF(struct text) targets; /* of "#…" and aria-labelledby */
	struct map ids;
};

/* Up to, not including, the first byte of `stops`; moves past what it gives. */
static struct text take_until(struct reading *reading, const char *stops)
{
	size_t begin = reading->at;

	while (reading->at < reading->html.length && !strchr(stops, reading->html.bytes[reading->at]))
		reading->at++;
	return text_slice(reading->html, begin, reading->at);
}

static bool take(struct reading *reading, const char *literal)
{
	struct text rest = text_slice(reading->html, reading->at, reading->html.length);

	if (!text_begins(rest, text_of(literal)))
		return false;
	reading->at += strlen(literal);
	return true;
}

static void promise_entities(struct text words)
{
	static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;", "&#13;"};

	for (size_t at = 0; (at = text_find_byte(words, '&', at)) != TEXT_NOT_FOUND; at++) {
		bool is_known = false;
		for (size_t i = 0; i < ARRAY_COUNT(known); i++)
			is_known = is_known || text_begins(text_slice(words, at, words.length), text_of(known[i]));
		promise(is_known, "html: a bare & in “%.*s”", TEXT_ARGUMENTS(words));
	}
}

static void promise_address(struct reading *reading, struct text address)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:", "../../policies/"};
	bool is_known = false;

	if (text_begins(address, TEXT("#"))) {
		*ARRAY_ADD(&reading->targets) = text_slice(address, 1, address.length);
		return;
	}
	/* A page of the site: where there is none, nothing is published. */
	if (text_begins(address, TEXT("../page/")))
		return;
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		is_known = is_known || text_begins_ignoring_case(address, text_of(schemes[i]));
	promise(is_known, "html: the address “%.*s”", TEXT_ARGUMENTS(address));
	for (size_t i = 0; i < address.length; i++)
		promise((unsigned char)address.bytes[i] > ' ' && (unsigned char)address.bytes[i] < 0x7F,
			"html: byte %02X in the address “%.*s”", (unsigned char)address.bytes[i],
			TEXT_ARGUMENTS(address));
}

static void read_attribute(struct reading *reading)
{
	bool is_new = true;
	struct text name = take_until(reading, "= \n\">"), value;

	if (text_is(name, "checked"))
		return;
	promise(name.length > 0 && take(reading, "=\""), "html: an attribute without a value at byte %zu", reading->at);
	value = take_until(reading, "\"");
	promise(take(reading, "\""), "html: an attribute has no end");
	promise(text_find_byte(value, '<', 0) == TEXT_NOT_FOUND, "html: < in %.*s", TEXT_ARGUMENTS(name));
	promise_entities(value);
	promise(!text_is(name, "src") || text_begins(value, TEXT("../../assets/")) ||
			text_begins(value, TEXT("../page/assets/")),
		"html: a picture at “%.*s”", TEXT_ARGUMENTS(value));
	promise(!text_is(name, "style") && !text_begins_ignoring_case(name, TEXT("on")), "html: the attribute %.*s",
		TEXT_ARGUMENTS(name));
	if (text_is(name, "id"))
		map_place(&reading->ids, value, &is_new);
	promise(is_new, "html: the id “%.*s” stands twice", TEXT_ARGUMENTS(value));
	if (text_is(name, "aria-labelledby"))
		*ARRAY_ADD(&reading->targets) = value;
	if (text_is(name, "href"))
		promise_address(reading, value);
}

static const char *innermost(const struct reading *reading)
{
	return reading->open.count > 0 ? reading->open.items[reading->open.count - 1]->name : "nothing";
}

static unsigned held(const struct reading *reading)
{
	return reading->open.count > 0 ? reading->open.items[reading->open.count - 1]->holds : FLOW;
}

static bool is_open(const struct reading *reading, const char *name)
{
	for (size_t i = 0; i < reading->open.count; i++)
		if (strcmp(reading->open.items[i]->name, name) == 0)
			return true;
	return false;
}

static void read_start_tag(struct reading *reading)
{
	struct text name = take_until(reading, " />\n");
	const struct element *element = element_find(name);

	promise(element != NULL, "html: an element %.*s", TEXT_ARGUMENTS(name));
	promise(element->is & held(reading), "html: %s in %s before byte %zu of:\n%.*s", element->name,
		innermost(reading), reading->at, TEXT_ARGUMENTS(reading->html));
	promise(!text_is(name, "a") || !is_open(reading, "a"), "html: a link in a link:\n%.*s",
		TEXT_ARGUMENTS(reading->html));
	while (take(reading, " "))
		read_attribute(reading);
	promise(take(reading, ">"), "html: a tag has no end at byte %zu", reading->at);
	if (!element->is_void)
		*ARRAY_ADD(&reading->open) = element;
}

static void read_end_tag(struct reading *reading)
{
	struct text name = take_until(reading, ">");

	promise(reading->open.count > 0 && text_is(name, reading->open.items[reading->open.count - 1]->name),
		"html: </%.*s> ends %s before byte %zu of:\n%.*s", TEXT_ARGUMENTS(name), innermost(reading),
		reading->at, TEXT_ARGUMENTS(reading->html));
	reading->open.count--;
	reading->at++;
}

static void read_words(struct reading *reading)
{
	struct text words = take_until(reading, "<");

	promise(text_find_byte(words, '>', 0) == TEXT_NOT_FOUND, "html: a bare > in “%.*s”", TEXT_ARGUMENTS(words));
	promise_entities(words);
	promise(text_trim(words).length == 0 || held(reading) & CLASS_WORDS, "html: “%.*s” in %s",
		TEXT_ARGUMENTS(words), innermost(reading));
}

void promise_html(struct text html)
{
	struct reading reading = {.html = html};

	promise_characters(html, "html");
	while (reading.at < html.length) {
		if (take(&reading, "</"))
			read_end_tag(&reading);
		else if (take(&reading, "<"))
			read_start_tag(&reading);
		else
			read_words(&reading);
	}
	promise(reading.open.count == 0, "html: an element has no end:\n%.*s", TEXT_ARGUMENTS(html));
	for (size_t i = 0; i < reading.targets.count; i++) {
		bool is_new;
		map_place(&reading.ids, reading.targets.items[i], &is_new);
		promise(!is_new, "html: nothing has the id “%.*s”", TEXT_ARGUMENTS(reading.targets.items[i]));
	}
	ARRAY_RELEASE(&reading.open);
	ARRAY_RELEASE(&reading.targets);
	map_release(&reading.ids);
}

static void append_decoded(struct buffer *out, struct text words)
{
	static const struct {
		const char *entity;
		char byte;
	} entities[] = {
		{"&amp;", '&'}, {"&lt;", '<'},   {"&gt;", '>'},   {"&quot;", '"'},
		{"&#9;", '\t'}, {"&#10;", '\n'}, {"&#13;", '\r'},
	};

	for (size_t i = 0; i < words.length; i++) {
		char byte = words.bytes[i];
		for (size_t j = 0; byte == '&' && j < ARRAY_COUNT(entities); j++) {
			if (!text_begins(text_slice(words, i, words.length), text_of(entities[j].entity)))
				continue;
			i += strlen(entities[j].entity) - 1;
			byte = entities[j].byte;
			break;
		}
		buffer_append_byte(out, byte);
	}
}

/* The text in place of a picture, of its tag. */
static void append_alternative(struct buffer *out, struct text tag)
{
	size_t begin = text_find(tag, TEXT(" alt=\""), 0);

	if (begin == TEXT_NOT_FOUND)
		return;
	begin += strlen(" alt=\"");
	append_decoded(out, text_slice(tag, begin, text_find_byte(tag, '"', begin)));
}

void html_words(struct buffer *out, struct text html)
{
	struct reading reading = {.html = html};

	while (reading.at < html.length) {
		append_decoded(out, take_until(&reading, "<"));
		if (take(&reading, "<sup")) {
			size_t end = text_find(html, TEXT("</sup>"), reading.at);
			reading.at = end == TEXT_NOT_FOUND ? html.length : end + strlen("</sup>");
		} else if (take(&reading, "<")) {
			take(&reading, "/");
			struct text name = take_until(&reading, " >");
			const struct element *element = element_find(name);
			struct text tag = take_until(&reading, ">");
			take(&reading, ">");
			if (text_is(name, "img"))
				append_alternative(out, tag);
			else if (element == NULL || !(element->is & CLASS_INLINE) || element->is_void)
				buffer_append_byte(out, ' ');
		}
	}
}

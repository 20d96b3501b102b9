#include "write/fo_style.h"

#include <string.h>

#include "base/memory.h"

static const char *const style_names[] = {
#define STYLE(name, words) [FO_STYLE_##name] = words,
	FO_STYLES(STYLE)
#undef STYLE
};

/* What the writer sets itself: a second attribute of the same name would be no XML. */
static const char *const own_properties[] = {
	"id",
	"role",
	"src",
	"start-indent",
	"end-indent",
	"text-indent",
	"break-before",
	"column-width",
	"text-align-last",
	"table-layout",
	"width",
	"internal-destination",
	"external-destination",
	"provisional-distance-between-starts",
	"provisional-label-separation",
	"keep-with-next.within-page",
	"keep-with-previous.within-page",
	"keep-together.within-page",
	NULL,
};

struct style_reader {
	struct arena *arena;
	struct text words;
	size_t at;
	struct buffer *complaint;
};

static bool refuse(struct style_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(struct style_reader *reader, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	buffer_append_arguments(reader->complaint, format, arguments);
	va_end(arguments);
	return false;
}

static char peek(const struct style_reader *reader)
{
	return reader->at < reader->words.length ? reader->words.bytes[reader->at] : '\0';
}

static bool is_name_byte(char c)
{
	return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.';
}

static struct text read_name(struct style_reader *reader)
{
	size_t begin = reader->at;
	while (is_name_byte(peek(reader)))
		reader->at++;
	return text_slice(reader->words, begin, reader->at);
}

/* Passes white space; false at the end of the style: of a line, where the next one does not go on with it. */
static bool to_next_property(struct style_reader *reader)
{
	for (; is_ascii_space(peek(reader)); reader->at++) {
		char next = reader->at + 1 < reader->words.length ? reader->words.bytes[reader->at + 1] : '\0';
		if (peek(reader) == '\n' && !(is_ascii_space(next) && next != '\n'))
			return false;
	}
	return peek(reader) != '\0';
}

static bool is_own(struct text name)
{
	for (size_t i = 0; own_properties[i]; i++)
		if (text_is(name, own_properties[i]))
			return true;
	return false;
}

static bool read_property(struct style_reader *reader, struct fo_property *property)
{
	struct text name = read_name(reader);
	if (!name.length || peek(reader) != '=')
		return refuse(reader, "a property is written name=\"value\"; this is none: %.*s",
			      TEXT_ARGUMENTS(text_slice(reader->words, reader->at - name.length, reader->at + 20)));
	if (is_own(name))
		return refuse(reader, "policyc sets %.*s itself, so no style can", TEXT_ARGUMENTS(name));
	reader->at++;
	char quote = peek(reader);
	size_t end = text_find_byte(reader->words, quote, reader->at + 1);
	if ((quote != '"' && quote != '\'') || end == TEXT_NOT_FOUND)
		return refuse(reader, "the value of %.*s stands in no quotes", TEXT_ARGUMENTS(name));
	property->name = arena_string(reader->arena, name);
	property->value = arena_copy(reader->arena, text_slice(reader->words, reader->at + 1, end));
	reader->at = end + 1;
	return true;
}

static bool find_style(struct text name, enum fo_style *style)
{
	for (int i = 0; i < FO_STYLE_COUNT; i++)
		if (text_is(name, style_names[i])) {
			*style = (enum fo_style)i;
			return true;
		}
	return false;
}

static bool read_style(struct style_reader *reader, struct fo_styles *styles)
{
	ARRAY_OF(struct fo_property) properties = {0};
	enum fo_style style;
	bool is_fine = true;
	struct text name = read_name(reader);
	if (!find_style(name, &style))
		return refuse(reader, "there is no style \"%.*s\"", TEXT_ARGUMENTS(name));
	if (styles->of[style].properties)
		return refuse(reader, "the style %.*s is there already", TEXT_ARGUMENTS(name));
	while (is_fine && to_next_property(reader)) {
		struct fo_property property = {0};
		is_fine = read_property(reader, &property);
		for (size_t i = 0; i < properties.count && is_fine; i++)
			if (strcmp(properties.items[i].name, property.name) == 0)
				is_fine = refuse(reader, "the style %.*s has %s twice", TEXT_ARGUMENTS(name),
						 property.name);
		*ARRAY_ADD(&properties) = property;
	}
	styles->of[style].count = properties.count;
	styles->of[style].properties =
		arena_copy_array(reader->arena, properties.items, properties.count, sizeof *properties.items);
	ARRAY_RELEASE(&properties);
	return is_fine;
}

bool fo_styles_read(struct fo_styles *styles, struct arena *arena, struct text words, struct buffer *complaint,
		    size_t *line)
{
	struct style_reader reader = {.arena = arena, .words = words, .complaint = complaint};
	bool is_fine = true;
	*styles = (struct fo_styles){0};
	while (is_fine && reader.at < words.length) {
		if (is_ascii_space(peek(&reader)))
			reader.at++;
		else
			is_fine = read_style(&reader, styles);
	}
	*line = 1;
	for (size_t i = 0; i < reader.at && i < words.length; i++)
		*line += words.bytes[i] == '\n';
	return is_fine;
}

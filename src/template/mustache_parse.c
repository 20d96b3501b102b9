/* Mustache, first half: from the source of a template to a flat list of nodes.
 *
 * The rule that makes templates readable is that of standalone tags (specification: sections, comments, partials,
 * delimiters): a tag that is alone in its line, but for white space, takes the line with it. Interpolation never does.
 * So that partials can be indented when they are rendered, each line that stays begins with a text node that says so.
 */
#include "template/mustache_template.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/unicode.h"

#define SOURCE_BYTES_MOST ((size_t)16 << 20)

struct parser {
	struct text name, source;
	const struct mustache_reporter *reporter;
	ARRAY_OF(struct mustache_node) nodes;
	uint32_t open[MUSTACHE_SECTION_DEPTH_MOST]; /* the nodes of the sections not yet closed */
	uint32_t depth;
	struct text opening, closing; /* the delimiters in force */
	uint32_t at;                  /* all before it has become nodes */
	bool at_line_begin;
	bool failed;
};

/* A tag as it was found. */
struct tag {
	uint32_t begin, end;           /* with delimiters */
	char sigil;                    /* one of # ^ / > & { ! = ; 0 for {{name}} */
	uint32_t content, content_end; /* between the delimiters, without sigil and white space at the ends */
	bool standalone;               /* alone in its line */
	uint32_t line_begin, line_end; /* where standalone: the line with its white space and its line break */
};

void mustache_report(const struct mustache_reporter *reporter, struct text name, struct text source, uint32_t begin,
		     uint32_t end, const char *format, ...)
{
	if (reporter == NULL || reporter->report == NULL)
		return;
	struct buffer message = BUFFER_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	buffer_append_arguments(&message, format, arguments);
	va_end(arguments);

	struct mustache_error error = {.template_name = name, .begin = begin, .end = end, .line = 1};
	size_t line_begin = 0;
	for (size_t i = 0; i < begin; i++) {
		if (source.bytes[i] == '\n') {
			error.line++;
			line_begin = i + 1;
		}
	}
	error.column = (uint32_t)utf8_count(text_slice(source, line_begin, begin)) + 1;
	error.message = buffer_string(&message);
	reporter->report(reporter->context, &error);
	buffer_release(&message);
}

#define FAULT(parser, tag, ...)   \
	((parser)->failed = true, \
	 mustache_report((parser)->reporter, (parser)->name, (parser)->source, (tag)->begin, (tag)->end, __VA_ARGS__))

static struct mustache_node *node_add(struct parser *parser, enum mustache_kind kind, uint32_t begin, uint32_t end)
{
	struct mustache_node *node = ARRAY_ADD(&parser->nodes);
	*node = (struct mustache_node){.kind = (uint8_t)kind, .begin = begin, .end = end};
	return node;
}

/* The text from where the parser stands up to `end`. */
static void text_add(struct parser *parser, uint32_t end)
{
	if (end <= parser->at)
		return;
	node_add(parser, MUSTACHE_TEXT, parser->at, end)->begins_line = parser->at_line_begin;
	parser->at_line_begin = parser->source.bytes[end - 1] == '\n';
	parser->at = end;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Says whether the tag is alone in its line. A line ends in LF or CR LF, or where the template ends. */
static void standalone_find(const struct parser *parser, struct tag *tag)
{
	const char *bytes = parser->source.bytes;
	uint32_t before = tag->begin, after = tag->end, length = (uint32_t)parser->source.length;
	while (before > parser->at && is_blank(bytes[before - 1]))
		before--;
	bool begins = before == parser->at ? parser->at_line_begin : bytes[before - 1] == '\n';
	while (after < length && is_blank(bytes[after]))
		after++;
	if (after + 1 < length && bytes[after] == '\r' && bytes[after + 1] == '\n')
		after += 2;
	else if (after < length && bytes[after] == '\n')
		after++;
	else if (after < length)
		return;
	tag->standalone = begins;
	tag->line_begin = before;
	tag->line_end = after;
}

/* Reads the tag that begins at `begin`. False, after a report, where it never ends. */
static bool tag_read(struct parser *parser, uint32_t begin, struct tag *tag)
{
	struct text source = parser->source;
	uint32_t content = begin + (uint32_t)parser->opening.length;
	*tag = (struct tag){.begin = begin, .end = content};
	while (content < source.length && is_ascii_space(source.bytes[content]))
		content++;
	if (content < source.length && strchr("#^/>&{!=", source.bytes[content]) != NULL &&
	    source.bytes[content] != '\0')
		tag->sigil = source.bytes[content++];

	/* {{{name}}} and {{=<% %>=}} close with a sign of their own before the delimiter. */
	struct buffer closing = BUFFER_EMPTY;
	if (tag->sigil == '{')
		buffer_append_byte(&closing, '}');
	else if (tag->sigil == '=')
		buffer_append_byte(&closing, '=');
	buffer_append(&closing, parser->closing);
	size_t close = text_find(source, buffer_text(&closing), content);
	uint32_t closing_length = (uint32_t)closing.length;
	if (close == TEXT_NOT_FOUND)
		FAULT(parser, tag, "this tag is never closed: \"%.*s\" is missing after it",
		      TEXT_ARGUMENTS(buffer_text(&closing)));
	buffer_release(&closing);
	if (close == TEXT_NOT_FOUND)
		return false;

	tag->end = (uint32_t)close + closing_length;
	tag->content = content;
	tag->content_end = (uint32_t)close;
	while (tag->content < tag->content_end && is_ascii_space(source.bytes[tag->content]))
		tag->content++;
	while (tag->content_end > tag->content && is_ascii_space(source.bytes[tag->content_end - 1]))
		tag->content_end--;
	if (tag->sigil != 0 && strchr("#^/>!=", tag->sigil) != NULL)
		standalone_find(parser, tag);
	return true;
}

static struct text tag_name(const struct parser *parser, const struct tag *tag)
{
	return text_slice(parser->source, tag->content, tag->content_end);
}

/* A name is a run of characters without white space; with dots between its parts, or "." alone. */
static bool name_check(struct parser *parser, const struct tag *tag)
{
	struct text name = tag_name(parser, tag);
	if (name.length == 0) {
		FAULT(parser, tag, "this tag has no name");
		return false;
	}
	for (size_t i = 0; i < name.length; i++) {
		if (is_ascii_space(name.bytes[i])) {
			FAULT(parser, tag,
			      "the name \"%.*s\" has a space in it; is a closing \"%.*s\" missing before it?",
			      TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(parser->closing));
			return false;
		}
	}
	if (tag->sigil == '>' || text_is(name, "."))
		return true;
	struct text rest = name, part;
	while (text_split(&rest, '.', &part)) {
		if (part.length == 0) {
			FAULT(parser, tag, "the name \"%.*s\" has a dot with nothing beside it", TEXT_ARGUMENTS(name));
			return false;
		}
	}
	return true;
}

/* {{=<% %>=}}: two runs without white space and "=" (specification: delimiters). */
static void delimiters_set(struct parser *parser, const struct tag *tag)
{
	struct text content = tag_name(parser, tag);
	size_t first_end = 0, second = 0;
	while (first_end < content.length && !is_ascii_space(content.bytes[first_end]))
		first_end++;
	second = first_end;
	while (second < content.length && is_ascii_space(content.bytes[second]))
		second++;
	struct text opening = text_slice(content, 0, first_end), closing = text_slice(content, second, content.length);
	bool good = opening.length > 0 && closing.length > 0 && text_find_byte(content, '=', 0) == TEXT_NOT_FOUND;
	for (size_t i = 0; i < closing.length; i++)
		good = good && !is_ascii_space(closing.bytes[i]);
	if (!good) {
		FAULT(parser, tag,
		      "new delimiters are written {{=<%% %%>=}}: an opening and a closing one with a space between "
		      "them, and no \"=\" in either");
		return;
	}
	parser->opening = opening;
	parser->closing = closing;
}

static void section_open(struct parser *parser, const struct tag *tag)
{
	if (parser->depth == MUSTACHE_SECTION_DEPTH_MOST) {
		FAULT(parser, tag, "more than %d sections are nested here", MUSTACHE_SECTION_DEPTH_MOST);
		parser->at = (uint32_t)parser->source.length;
		return;
	}
	parser->open[parser->depth++] = (uint32_t)parser->nodes.count;
	node_add(parser, tag->sigil == '#' ? MUSTACHE_SECTION : MUSTACHE_INVERTED, tag->begin, tag->end);
}

static void section_close(struct parser *parser, const struct tag *tag)
{
	struct text name = tag_name(parser, tag);
	if (parser->depth == 0) {
		FAULT(parser, tag, "\"%.*s\" is closed here, but no section is open", TEXT_ARGUMENTS(name));
		return;
	}
	struct mustache_node *node = &parser->nodes.items[parser->open[--parser->depth]];
	struct text opened = text_slice(parser->source, node->name, node->name_end);
	node->next = (uint32_t)parser->nodes.count;
	if (!text_equal(opened, name))
		FAULT(parser, tag, "\"%.*s\" is closed here, but the section that is open is \"%.*s\"",
		      TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(opened));
}

/* Makes a node of the tag, or does what it says. The parser stands behind the tag (or its line). */
static void tag_use(struct parser *parser, const struct tag *tag)
{
	size_t count = parser->nodes.count;
	if (tag->sigil == '!')
		return;
	if (tag->sigil == '=') {
		delimiters_set(parser, tag);
		return;
	}
	if (!name_check(parser, tag))
		return;
	switch (tag->sigil) {
	case '#':
	case '^':
		section_open(parser, tag);
		break;
	case '/':
		section_close(parser, tag);
		break;
	case '>':
		node_add(parser, MUSTACHE_PARTIAL, tag->begin, tag->end)->standalone = tag->standalone;
		parser->nodes.items[count].indent_begin = tag->standalone ? tag->line_begin : tag->begin;
		break;
	default:
		node_add(parser, tag->sigil == 0 ? MUSTACHE_ESCAPED : MUSTACHE_RAW, tag->begin, tag->end);
		break;
	}
	if (parser->nodes.count > count) {
		parser->nodes.items[count].name = tag->content;
		parser->nodes.items[count].name_end = tag->content_end;
	}
}

static void source_parse(struct parser *parser)
{
	for (;;) {
		size_t found = text_find(parser->source, parser->opening, parser->at);
		struct tag tag;
		if (found == TEXT_NOT_FOUND || !tag_read(parser, (uint32_t)found, &tag))
			break;
		text_add(parser, tag.standalone ? tag.line_begin : tag.begin);
		if (!tag.standalone && parser->at_line_begin) {
			node_add(parser, MUSTACHE_TEXT, tag.begin, tag.begin)->begins_line = true;
			parser->at_line_begin = false;
		}
		parser->at = tag.standalone ? tag.line_end : tag.end;
		if (tag.standalone)
			parser->at_line_begin = true;
		tag_use(parser, &tag);
	}
	text_add(parser, (uint32_t)parser->source.length);
	while (!parser->failed && parser->depth > 0) {
		const struct mustache_node *node = &parser->nodes.items[parser->open[--parser->depth]];
		struct text name = text_slice(parser->source, node->name, node->name_end);
		mustache_report(parser->reporter, parser->name, parser->source, node->begin, node->end,
				"the section \"%.*s\" is opened here and never closed", TEXT_ARGUMENTS(name));
		parser->failed = parser->depth == 0;
	}
}

const struct mustache_template *mustache_parse(struct arena *arena, struct text name, struct text source,
					       const struct mustache_reporter *reporter)
{
	struct parser parser = {
		.name = name,
		.source = source,
		.reporter = reporter,
		.opening = TEXT("{{"),
		.closing = TEXT("}}"),
		.at_line_begin = true,
	};
	if (source.length > SOURCE_BYTES_MOST) {
		mustache_report(reporter, name, source, 0, 0, "a template of more than 16 MiB is refused");
		return NULL;
	}
	source_parse(&parser);
	struct mustache_template *template = NULL;
	if (!parser.failed) {
		template = ARENA_NEW(arena, struct mustache_template);
		template->name = name;
		template->source = source;
		template->count = (uint32_t)parser.nodes.count;
		template->nodes =
			arena_copy_array(arena, parser.nodes.items, parser.nodes.count, sizeof *parser.nodes.items);
	}
	ARRAY_RELEASE(&parser.nodes);
	return template;
}

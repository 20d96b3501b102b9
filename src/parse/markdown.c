#include "parse/markdown.h"

#include <string.h>

#include "base/bug.h"
#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"
#include "parse/limits.h"
#include "parse/markdown_parts.h"

void markdown_set_up(void)
{
	/* Structures of cmark-gfm's own are read here, so it must be the library that its headers are of. */
	if (cmark_version() != CMARK_GFM_VERSION)
		BUG("made for cmark-gfm %s, but running with %s", CMARK_GFM_VERSION_STRING, cmark_version_string());
	/* cmark's own would end the program without a word of ours. */
	*cmark_get_default_mem_allocator() = (cmark_mem){memory_allocate_array, memory_resize_for_library, free};
	cmark_gfm_core_extensions_ensure_registered();
}

void markdown_tear_down(void)
{
	cmark_release_plugins();
}

static size_t line_begin(const struct markdown *markdown, const cmark_node *node)
{
	return markdown_offset(markdown, markdown_line(markdown, node->start_line)) + (size_t)node->start_column - 1;
}

struct node *markdown_leaf_target(struct markdown *markdown, enum node_kind kind, struct place place)
{
	struct node *reference = markdown->reference, *node;

	if (!reference) {
		node = node_new(markdown->arena, kind, place);
		node_append(markdown->parent, node);
		return node;
	}
	if (reference->first_child) {
		if (!markdown->is_reference_split)
			findings_add(
				markdown->findings, CHECK_SYNTAX, place,
				"the reference [^%.*s] goes on with another paragraph, list or table; write it as one "
				"paragraph, since references are listed one below the other",
				TEXT_ARGUMENTS(reference->reference.label));
		markdown->is_reference_split = true;
		markdown_append_break(markdown, reference, NODE_LINE_BREAK, reference->last_child->place.end,
				      place.begin);
	}
	return reference;
}

/* A leaf whose text has places: from its first word to its last, or from `begin` where its marks begin. */
static struct node *read_leaf(struct markdown *markdown, cmark_node *block, struct leaf *leaf, enum node_kind kind,
			      struct place place)
{
	struct node *target = NULL;

	if (leaf->content.length || !markdown->reference) {
		target = markdown_leaf_target(markdown, kind, place);
		markdown_read_inlines(markdown, leaf, block, target);
	}
	leaf_release(leaf);
	return target;
}

/* The length of a bullet as word processors type it, with the space after it, at the beginning of a line; 0: none. */
static size_t typed_bullet(struct text line)
{
	/* U+F0B7 and U+F0A7 are the bullets of Word's own fonts. */
	static const char *const bullets[] = {"\u2022", "\u2023", "\u25AA", "\u25CF",       "\u25CB",      "\u25E6",
					      "\u25A0", "\u25A1", "\u00B7", "\xEF\x82\xB7", "\xEF\x82\xA7"};

	for (size_t i = 0; i < ARRAY_COUNT(bullets); i++) {
		struct text bullet = text_of(bullets[i]), rest = text_slice(line, bullet.length, line.length);
		if (text_begins(line, bullet) && rest.length > 0 &&
		    (is_ascii_space(rest.bytes[0]) || text_begins(rest, TEXT("\u00a0"))))
			return bullet.length;
	}
	return 0;
}

/* The length of "-" or "1." at the beginning of a line with a word straight after it, or a space that no line can be
 * broken at, as word processors type it; 0: none. */
static size_t mark_without_space(struct text line)
{
	size_t length = 0;

	while (length < 3 && length < line.length && is_ascii_digit(line.bytes[length]))
		length++;
	if (length == 0 ? !text_begins(line, TEXT("-")) : length == line.length || line.bytes[length] != '.')
		return 0;
	struct text rest = text_slice(line, length + 1, line.length);
	bool is_glued = rest.length > 1 &&
			(is_ascii_upper(rest.bytes[0]) || (line.bytes[0] == '-' && is_ascii_letter(rest.bytes[0])));
	return is_glued || text_begins(rest, TEXT("\u00a0")) ? length + 1 : 0;
}

/* Lines that look like a list's or a table's and are read as words of one paragraph: each told once. */
static void look_at_lines(struct markdown *markdown, const struct leaf *leaf)
{
	struct text rest = leaf->content, line;
	bool has_bullet = false, has_mark = false;

	for (bool is_first = true; text_split(&rest, '\n', &line); is_first = false) {
		struct text words = text_trim(line);
		size_t begin = (size_t)(words.bytes - leaf->content.bytes), length = typed_bullet(words);
		if (length > 0 && !has_bullet) {
			has_bullet = true;
			findings_add(
				markdown->findings, CHECK_SYNTAX,
				markdown_place(markdown, leaf_source_begin(leaf, begin),
					       leaf_source_end(leaf, begin + length)),
				"this bullet is typed, and the line is read as more words of the paragraph; begin it "
				"with a dash and a space, and indent it by three spaces where it belongs to a clause");
		}
		length = mark_without_space(words);
		if (length > 0 && !has_mark) {
			has_mark = true;
			findings_add(
				markdown->findings, CHECK_SYNTAX,
				markdown_place(markdown, leaf_source_begin(leaf, begin),
					       leaf_source_end(leaf, begin + length)),
				"a plain space is missing after this, so the line begins no %s, and is read as words; "
				"put one there",
				words.bytes[0] == '-' ? "bullet" : "clause");
		}
		if (is_first && words.length > 2 && words.bytes[0] == '|' && words.bytes[words.length - 1] == '|')
			findings_add(
				markdown->findings, CHECK_SYNTAX,
				markdown_place(markdown, leaf_source_begin(leaf, begin),
					       leaf_source_end(leaf, begin + words.length)),
				"this looks like a table and is not read as one; below its headings a line such as "
				"| --- | --- | must follow, with as many cells as they have");
	}
}

/* "##Words": a heading that lacks the space after its marks. Gives how many marks there are, or 0. */
static uint8_t marks_without_space(struct text content)
{
	uint8_t marks = 0;

	while (marks < content.length && content.bytes[marks] == '#')
		marks++;
	struct text words = text_slice(content, marks, content.length);
	bool is_word = words.length > 0 && (is_word_byte(words.bytes[0], WORD_BEYOND_ASCII) || words.bytes[0] == '*');
	return marks <= 6 && is_word ? marks : 0;
}

/* Takes the marks off the words of what is read as a heading all the same. */
static void make_heading(struct node *node, uint8_t marks)
{
	struct node *first = node->first_child;

	if (first->kind != NODE_TEXT || first->text.text.length < marks)
		return;
	first->text.text = text_slice(first->text.text, marks, first->text.text.length);
	first->place.begin += marks;
	if (!first->text.text.length)
		node_unlink(first);
	node->kind = NODE_HEADING;
	node->section.level = marks < 3 ? 2 : 3;
}

static void read_paragraph(struct markdown *markdown, cmark_node *paragraph)
{
	struct leaf leaf;

	leaf_of_paragraph(&leaf, markdown, paragraph);
	if (!leaf.content.length) {
		leaf_release(&leaf);
		return;
	}
	struct place place =
		markdown_place(markdown, leaf_source_begin(&leaf, 0), leaf_source_end(&leaf, leaf.content.length));
	uint8_t marks = marks_without_space(leaf.content);
	bool is_heading = marks > 0 && markdown->parent->kind == NODE_BODY && !markdown->reference &&
			  text_find_byte(leaf.content, '\n', 0) == TEXT_NOT_FOUND;
	if (marks > 0)
		findings_add(markdown->findings, CHECK_SYNTAX,
			     markdown_place(markdown, place.begin, place.begin + marks),
			     "a space is missing after these marks, so they begin no heading; write %s and a space",
			     marks < 3 ? "##" : "###");
	look_at_lines(markdown, &leaf);
	struct node *node = read_leaf(markdown, paragraph, &leaf, NODE_PARAGRAPH, place);
	/* What was meant is told, and what follows from it is not. */
	if (is_heading && node && node->first_child)
		make_heading(node, marks);
}

static void check_heading(struct markdown *markdown, const cmark_node *heading, struct place place, bool is_empty)
{
	int level = heading->as.heading.level;

	if (heading->as.heading.setext)
		findings_add(
			markdown->findings, CHECK_SYNTAX, place,
			"this is read as a heading because of the line of %s below it; begin a heading with ## and "
			"take the line away, or put an empty line between the two",
			level == 1 ? "= signs" : "dashes");
	else if (level == 1)
		findings_add(
			markdown->findings, CHECK_SYNTAX, place,
			"a heading of a section begins with two marks, ##; the title of the policy stands in its front "
			"matter");
	else if (level > 3)
		findings_add(
			markdown->findings, CHECK_SYNTAX, place,
			"a heading with %d marks is deeper than a policy goes; sections begin with ## and subsections "
			"with ###",
			level);
	else if (markdown->parent->kind != NODE_BODY || markdown->reference)
		findings_add(markdown->findings, CHECK_SYNTAX, place,
			     "a heading can't stand inside a list, a quotation or a reference; begin it at the margin");
	else if (is_empty)
		findings_add(
			markdown->findings, CHECK_SYNTAX, place,
			"this heading has no words, so nothing could name the section; write its heading or take the "
			"marks away");
}

static void read_heading(struct markdown *markdown, cmark_node *heading)
{
	size_t begin = line_begin(markdown, heading), before = markdown->findings->count, end;
	struct text line = markdown_line(markdown, heading->start_line);
	struct leaf leaf;
	struct node *node;

	leaf_of_heading(&leaf, markdown, heading);
	end = markdown_offset(markdown, line) + text_slice(line, 0, line.length).length;
	while (end > begin && is_ascii_space(markdown->source->bytes.bytes[end - 1]))
		end--;
	if (heading->as.heading.setext) {
		begin = leaf_source_begin(&leaf, 0);
		end = leaf_source_end(&leaf, leaf.content.length);
	}
	check_heading(markdown, heading, markdown_place(markdown, begin, end), !leaf.content.length);
	int level = heading->as.heading.level;
	/* One with another number of marks begins a section all the same, so that its clauses are where they belong.
	 * The first of a body is the policy's title, written once more. */
	bool is_recovered = !heading->as.heading.setext &&
			    (level > 3 || (level == 1 && markdown->parent->first_child)) &&
			    markdown->parent->kind == NODE_BODY && !markdown->reference;
	if (markdown->findings->count > before && leaf.content.length && !is_recovered) {
		read_leaf(markdown, heading, &leaf, NODE_PARAGRAPH, markdown_place(markdown, begin, end));
		return;
	}
	node = read_leaf(markdown, heading, &leaf, NODE_HEADING, markdown_place(markdown, begin, end));
	if (node && node->kind == NODE_HEADING)
		node->section.level = level < 3 ? 2 : 3;
}

/* Lines that are no text to cmark, as a paragraph: what has been read of them. */
struct line_reading {
	struct markdown *markdown;
	struct node *target;
	size_t end; /* of the last part read */
	bool is_in_comment;
};

/* Appends a part of a line; the first of the line comes after a break. */
static void append_part(struct line_reading *reading, size_t begin, size_t end, bool *is_first)
{
	struct markdown *markdown = reading->markdown;

	if (begin == end)
		return;
	if (!reading->target)
		reading->target =
			markdown_leaf_target(markdown, NODE_PARAGRAPH, markdown_place(markdown, begin, begin));
	else if (*is_first)
		markdown_append_break(markdown, reading->target, NODE_SOFT_BREAK, reading->end, begin);
	*is_first = false;
	reading->end = end;
	markdown_append_literal(markdown, reading->target, begin, end);
	if (reading->target != markdown->reference)
		reading->target->place.end = (uint32_t)end;
}

/* Appends a line without its comments, which are never published, whatever the severity of their finding. */
static void append_line(struct line_reading *reading, struct text line)
{
	size_t offset = markdown_offset(reading->markdown, line), at = 0;
	bool is_first = true;

	while (at < line.length) {
		size_t mark = text_find(line, reading->is_in_comment ? TEXT("-->") : TEXT("<!--"), at);
		size_t end = mark == TEXT_NOT_FOUND ? line.length : mark;
		if (!reading->is_in_comment)
			append_part(reading, offset + at, offset + end, &is_first);
		if (mark == TEXT_NOT_FOUND)
			return;
		at = mark + (reading->is_in_comment ? strlen("-->") : strlen("<!--"));
		reading->is_in_comment = !reading->is_in_comment;
	}
}

/* Lines that are no text to cmark, kept as a paragraph so that no words are lost: `count` lines from `first`, of which
 * the very first of the block begins at `begin`. */
static struct node *read_lines(struct markdown *markdown, const cmark_node *block, int first, size_t count)
{
	struct line_reading reading = {.markdown = markdown};

	for (size_t i = 0; i < count; i++) {
		int number = first + (int)i;
		struct text line = markdown_continued_line(markdown, number);
		if (number == block->start_line) {
			line = markdown_line(markdown, number);
			line = text_trim(text_slice(line, (size_t)block->start_column - 1, line.length));
		}
		append_line(&reading, line);
	}
	return reading.target;
}

static size_t count_lines(struct text text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.length; i++)
		count += text.bytes[i] == '\n';
	return count;
}

static struct place block_place(const struct markdown *markdown, const cmark_node *block)
{
	struct text line = markdown_line(markdown, block->start_line);
	size_t begin = line_begin(markdown, block), end = markdown_offset(markdown, line) + line.length;

	while (begin < end && is_ascii_space(markdown->source->bytes.bytes[begin]))
		begin++;
	while (end > begin && is_ascii_space(markdown->source->bytes.bytes[end - 1]))
		end--;
	return markdown_place(markdown, begin, end);
}

static void read_code_block(struct markdown *markdown, const cmark_node *code)
{
	size_t count = count_lines(markdown_text(&code->as.code.literal));

	if (code->as.code.fenced) {
		findings_add(
			markdown->findings, CHECK_SYNTAX, block_place(markdown, code),
			"three of these marks begin a block of program code, which a policy has no use for; take them "
			"away, and those that end it");
		read_lines(markdown, code, code->start_line + 1, count);
		return;
	}
	findings_add(
		markdown->findings, CHECK_SYNTAX, block_place(markdown, code),
		"this line is pushed in by four spaces or more, so it is read as program code and not as text; begin "
		"it at the margin or, where it belongs to a clause or bullet, straight under its first word");
	read_lines(markdown, code, code->start_line, count);
}

/* True when there is nothing in the text but whole comments. */
static bool is_comment(struct text html)
{
	html = text_trim(html);
	while (text_begins(html, TEXT("<!--"))) {
		size_t end = text_find(html, TEXT("-->"), 4);
		if (end == TEXT_NOT_FOUND)
			return false;
		html = text_trim(text_slice(html, end + 3, html.length));
	}
	return !html.length;
}

static void read_html_block(struct markdown *markdown, const cmark_node *html)
{
	struct text literal = markdown_text(&html->as.literal);
	struct place place = block_place(markdown, html);

	if (is_comment(literal))
		return;
	if (text_begins(text_trim(literal), TEXT("<!--")))
		findings_add(
			markdown->findings, CHECK_RAW_HTML, place,
			text_find(literal, TEXT("-->"), 0) == TEXT_NOT_FOUND
				? "this comment has no end, so all that follows would be lost; end it with -->"
				: "words follow the comment in its own block; put an empty line below the comment");
	else
		markdown_report_tag(markdown, text_trim(literal), place);
	read_lines(markdown, html, html->start_line, count_lines(literal));
}

/* Labels are the same that differ in case alone. */
static void check_label(struct markdown *markdown, struct node *reference, struct place place)
{
	bool is_new;
	void **first = map_place(&markdown->labels, unicode_fold(markdown->arena, reference->reference.label), &is_new);

	if (is_new) {
		*first = reference;
		return;
	}
	struct finding *finding = findings_add(
		markdown->findings, CHECK_SYNTAX, place,
		"the reference [^%.*s] is defined twice, so nobody can tell which is cited; give one of them "
		"another label",
		TEXT_ARGUMENTS(reference->reference.label));
	finding_note(markdown->findings, finding, ((struct node *)*first)->place, "first defined here");
}

static void finish_reference(struct markdown *markdown)
{
	struct node *reference = markdown->reference;

	if (reference->last_child)
		reference->place.end = reference->last_child->place.end;
	else
		findings_add(markdown->findings, CHECK_SYNTAX, reference->place,
			     "the reference [^%.*s] has no words; write what it refers to behind the colon",
			     TEXT_ARGUMENTS(reference->reference.label));
	markdown->reference = NULL;
}

static void enter_reference(struct markdown *markdown, cmark_node *definition)
{
	size_t length = (size_t)definition->internal_offset;
	size_t begin = line_begin(markdown, definition) - length, end = begin + length;
	struct node *node;

	while (end > begin && is_ascii_space(markdown->source->bytes.bytes[end - 1]))
		end--;
	node = node_new(markdown->arena, NODE_REFERENCE, markdown_place(markdown, begin, end));
	node->reference.label = text_slice(markdown->source->bytes, begin + 2, end - 2);
	/* One that begins inside another ends it: what follows, to the end of both, is the inner one's. */
	if (markdown->reference) {
		findings_add(markdown->findings, CHECK_SYNTAX, node->place,
			     "this reference begins inside another; put each on a line of its own, at the margin");
		finish_reference(markdown);
	}
	check_label(markdown, node, node->place);
	node_append(markdown->parent, node);
	markdown->reference = node;
	markdown->is_reference_split = false;
	markdown->reference_depth++;
}

static void enter_container(struct markdown *markdown, cmark_node *block, enum node_kind kind)
{
	struct text line;
	struct node *node;
	size_t begin = line_begin(markdown, block), end = begin + 1;

	markdown->quotes += kind == NODE_QUOTE;
	if (markdown->reference)
		return;
	line = markdown_line(markdown, block->start_line);
	if (kind == NODE_ITEM)
		for (size_t line_end = markdown_offset(markdown, line) + line.length; end < line_end; end++)
			if (is_ascii_space(markdown->source->bytes.bytes[end]))
				break;
	node = node_new(markdown->arena, kind, markdown_place(markdown, begin, end));
	if (kind == NODE_LIST) {
		node->list.is_ordered = block->as.list.list_type == CMARK_ORDERED_LIST;
		node->list.is_loose = !block->as.list.tight;
		node->list.start = (uint32_t)block->as.list.start;
	}
	node_append(markdown->parent, node);
	markdown->parent = node;
	cmark_node_set_user_data(block, node);
}

/* Enters a block; true when its children are to be read too. */
static bool enter(struct markdown *markdown, cmark_node *block)
{
	switch (block->type) {
	case CMARK_NODE_DOCUMENT:
		return true;
	case CMARK_NODE_BLOCK_QUOTE:
		markdown_check_quote(markdown, block);
		enter_container(markdown, block, NODE_QUOTE);
		return true;
	case CMARK_NODE_LIST:
		enter_container(markdown, block, NODE_LIST);
		return true;
	case CMARK_NODE_ITEM:
		markdown_check_item(markdown, block);
		enter_container(markdown, block, NODE_ITEM);
		return true;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		enter_reference(markdown, block);
		return true;
	case CMARK_NODE_PARAGRAPH:
		read_paragraph(markdown, block);
		return false;
	case CMARK_NODE_HEADING:
		read_heading(markdown, block);
		return false;
	case CMARK_NODE_CODE_BLOCK:
		read_code_block(markdown, block);
		return false;
	case CMARK_NODE_HTML_BLOCK:
		read_html_block(markdown, block);
		return false;
	case CMARK_NODE_THEMATIC_BREAK:
		findings_add(markdown->findings, CHECK_SYNTAX, block_place(markdown, block),
			     "a ruled line has no meaning in a policy; take it out, or begin a section with ##");
		return false;
	default:
		/* The one extension that is attached is that of tables, whose rows and cells are read with it. */
		if (!block->extension)
			BUG("cmark read a block of a kind that nobody asked for: %s",
			    cmark_node_get_type_string(block));
		markdown_read_table(markdown, block);
		return false;
	}
}

static void leave(struct markdown *markdown, cmark_node *block)
{
	struct node *node = cmark_node_get_user_data(block);

	markdown->quotes -= block->type == CMARK_NODE_BLOCK_QUOTE;
	if (block->type == CMARK_NODE_FOOTNOTE_DEFINITION && --markdown->reference_depth == 0)
		finish_reference(markdown);
	if (!node)
		return;
	if (node->last_child && node->last_child->place.end > node->place.end)
		node->place.end = node->last_child->place.end;
	markdown->parent = node->parent;
}

static void read_blocks(struct markdown *markdown, cmark_node *document)
{
	cmark_node *block = document;

	for (;;) {
		if (enter(markdown, block) && block->first_child) {
			block = block->first_child;
			continue;
		}
		leave(markdown, block);
		while (block != document && !block->next) {
			block = block->parent;
			leave(markdown, block);
		}
		if (block == document)
			return;
		block = block->next;
	}
}

static cmark_node *parse(cmark_parser *parser, struct text bytes)
{
	cmark_syntax_extension *table = cmark_find_syntax_extension("table");

	if (!table)
		BUG("markdown_set_up was not called");
	cmark_parser_attach_syntax_extension(parser, table);
	cmark_parser_feed(parser, bytes.bytes, bytes.length);
	/* The last line is ended, so that it is read while footnotes are still on. */
	cmark_parser_feed(parser, "\n", 1);
	/* cmark's blocks know of footnotes and its inlines must not: it would move definitions, drop those that nobody
	 * cites, and read freed memory for a citation whose "^" is written as an entity. Citations are found in the
	 * words. */
	parser->options &= ~CMARK_OPT_FOOTNOTES;
	return cmark_parser_finish(parser);
}

struct node *markdown_read(struct arena *arena, const struct source *source, size_t begin, size_t end,
			   struct findings *findings)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES);
	struct node *body = node_new(arena, NODE_BODY, place_of(source, begin, end));
	struct markdown markdown = {
		.arena = arena, .source = source, .begin = begin, .end = end, .findings = findings, .parent = body};
	cmark_node *document;

	/* A byte order mark at the start of a file is no text. */
	if (begin == 0 && text_begins(text_slice(source->bytes, 0, end), TEXT("\xEF\xBB\xBF")))
		markdown.begin = 3;
	markdown.first_line = source_position(source, (uint32_t)begin).line;
	document = parse(parser, text_slice(source->bytes, markdown.begin, end));
	read_blocks(&markdown, document);
	markdown_check_definitions(&markdown, body);
	map_release(&markdown.labels);
	cmark_node_free(document);
	cmark_parser_free(parser);
	return body;
}

/* The inlines of a leaf. cmark's tree and the leaf's text are walked together with one cursor: each byte of the text is
 * taken by exactly one node, as its words or as its marks, so each node's place follows. Where the two don't agree the
 * fault is ours. */
#include "base/memory.h"
#include "base/scan.h"
#include "parse/markdown_parts.h"

#include <string.h>

#include "base/bug.h"
#include "parse/limits.h"

/* An emphasis, link or image that is open. */
struct open_inline {
	struct node *node; /* NULL: so deep that only its words are kept */
	size_t begin;      /* in the leaf's text */
};

struct inline_reader {
	struct markdown *markdown;
	const struct leaf *leaf;
	struct text content;
	size_t at;
	struct node *target; /* inlines are appended to it */
	ARRAY_OF(struct open_inline) opened;
	size_t links;        /* open links and images */
	bool is_in_autolink; /* no backslash escapes there */
	bool is_line_begin;  /* behind a backslash that breaks a line: white space is no part of the words */
	bool is_deep_reported;
	size_t broken_links; /* that have been reported */
	bool has_bold;       /* a mark of bold words that is left over has been reported */
	bool has_tag;        /* a tag has been reported: those that end one are not */
	size_t comment_end;  /* where the last comment that cmark takes for words ends in `content` */
};

static _Noreturn void bug_at(const struct inline_reader *reader, const char *what)
{
	BUG("%s: at byte %zu of a text of %zu, %s is not what cmark read", reader->markdown->source->path, reader->at,
	    reader->content.length, what);
}

static char byte_at(const struct inline_reader *reader, size_t ahead)
{
	size_t at = reader->at + ahead;

	return at < reader->content.length ? reader->content.bytes[at] : '\0';
}

static struct place place_between(const struct inline_reader *reader, size_t begin, size_t end)
{
	return markdown_place(reader->markdown, leaf_source_begin(reader->leaf, begin),
			      begin < end ? leaf_source_end(reader->leaf, end)
					  : leaf_source_begin(reader->leaf, begin));
}

static struct node *append(struct inline_reader *reader, enum node_kind kind, struct place place)
{
	struct node *node = node_new(reader->markdown->arena, kind, place);

	node_append(reader->target, node);
	return node;
}

static bool is_literal(const struct node *node)
{
	return node->text.text.bytes == place_text(node->place).bytes &&
	       node->text.text.length == node->place.end - node->place.begin;
}

void markdown_append_literal(struct markdown *markdown, struct node *target, size_t begin, size_t end)
{
	struct node *last = target->last_child;

	if (begin == end)
		return;
	if (!last || last->kind != NODE_TEXT || last->place.end != begin || !is_literal(last)) {
		last = node_new(markdown->arena, NODE_TEXT, markdown_place(markdown, begin, begin));
		node_append(target, last);
	}
	last->place.end = (uint32_t)end;
	last->text.text = place_text(last->place);
}

void markdown_append_break(struct markdown *markdown, struct node *target, enum node_kind kind, size_t begin,
			   size_t end)
{
	node_append(target, node_new(markdown->arena, kind, markdown_place(markdown, begin, end)));
}

static void append_decoded(struct inline_reader *reader, size_t begin, size_t end, struct text characters)
{
	struct place place = place_between(reader, begin, end);
	struct node *node = NULL;

	if (begin < reader->comment_end)
		return;
	node = append(reader, NODE_TEXT, place);
	decoded_check(reader->markdown, characters, place);
	node->text.text = decoded_text(reader->markdown, characters);
}

/* The length of "[^label]" at the beginning of the text, or 0. */
static size_t citation_length(struct text text)
{
	size_t at = 2;

	if (!text_begins(text, TEXT("[^")))
		return 0;
	while (at < text.length && text.bytes[at] != '[' && text.bytes[at] != ']' && !is_ascii_space(text.bytes[at]))
		at++;
	return at > 2 && at < text.length && text.bytes[at] == ']' ? at + 1 : 0;
}

/* So many of one paragraph are told. */
#define BROKEN_LINKS_MOST 5

/* "](" or "] (http" among words: a link that isn't read as one, as its address holds a space or stands apart. */
static void look_for_link(struct inline_reader *reader, size_t begin, struct text bytes)
{
	for (size_t at = text_find_byte(bytes, ']', 0); at != TEXT_NOT_FOUND; at = text_find_byte(bytes, ']', at + 1)) {
		struct text rest = text_slice(bytes, at + 1, bytes.length);
		bool is_apart = text_begins(rest, TEXT(" (http"));
		if ((!is_apart && !text_begins(rest, TEXT("("))) || reader->broken_links++ >= BROKEN_LINKS_MOST)
			continue;
		size_t close = text_find_byte(rest, ')', 0);
		size_t end = close == TEXT_NOT_FOUND ? 2 : close + 1;
		findings_add(
			reader->markdown->findings, CHECK_SYNTAX,
			markdown_place(reader->markdown, begin + at + 1, begin + at + 1 + end),
			is_apart ? "this address stands apart from the words of its link, so nothing leads there; take "
				   "the space before it out"
				 : "this is not read as a link, so its marks would be printed: an address holds no "
				   "spaces (write %%20 for one) and ends with a bracket");
	}
}

/* "**" among words: bold words that are never begun or ended. A backslash before each makes them words. */
static void look_for_bold(struct inline_reader *reader, size_t begin, struct text bytes)
{
	size_t at = text_find(bytes, TEXT("**"), 0);

	if (at == TEXT_NOT_FOUND || reader->has_bold)
		return;
	reader->has_bold = true;
	findings_add(reader->markdown->findings, CHECK_SYNTAX,
		     markdown_place(reader->markdown, begin + at, begin + at + 2),
		     "bold words begin and end with **, with no space inside, and here the other mark is missing, so "
		     "this one would be printed; write it, or take this one out");
}

/* Literal bytes of the source, with the citations in them. */
static void append_words(struct inline_reader *reader, size_t begin, size_t end)
{
	struct markdown *markdown = reader->markdown;
	struct text bytes = text_slice(markdown->source->bytes, begin, end);
	size_t done = 0, length;

	look_for_link(reader, begin, bytes);
	look_for_bold(reader, begin, bytes);
	for (size_t at = 0; at < bytes.length; at++) {
		if (bytes.bytes[at] != '[')
			continue;
		length = citation_length(text_slice(bytes, at, bytes.length));
		if (!length)
			continue;
		struct place place = markdown_place(markdown, begin + at, begin + at + length);
		if (reader->links) {
			findings_add(markdown->findings, CHECK_SYNTAX, place,
				     "a citation stands inside the words of a link, where it can't be a link of its "
				     "own; put it behind the link");
			continue;
		}
		markdown_append_literal(markdown, reader->target, begin + done, begin + at);
		append(reader, NODE_CITATION, place)->citation.label = text_slice(bytes, at + 2, at + length - 1);
		done = at + length;
	}
	markdown_append_literal(markdown, reader->target, begin + done, end);
}

/* Words that stand in the source as they are, from begin to end of the leaf's text. */
static void append_plain_range(struct inline_reader *reader, size_t begin, size_t end, bool has_citations)
{
	const struct leaf *leaf = reader->leaf;
	const struct stretch *last = leaf->stretches.items + leaf->stretches.count;
	size_t line_end = 0;

	if (begin == end)
		return;
	for (const struct stretch *stretch = leaf_stretch(leaf, begin); stretch < last && stretch->content < end;
	     stretch++) {
		size_t from = stretch->content > begin ? stretch->content : begin;
		size_t to = stretch->content + stretch->length < end ? stretch->content + stretch->length : end;
		if (stretch->content + stretch->length <= begin)
			continue;
		size_t source = stretch->source + (from - stretch->content), source_end = source + (to - from);
		if (stretch->begins_line && line_end)
			markdown_append_break(reader->markdown, reader->target, NODE_SOFT_BREAK, line_end, source);
		if (stretch->is_pipe)
			append_decoded(reader, from, to, TEXT("|"));
		else if (has_citations)
			append_words(reader, source, source_end);
		else
			markdown_append_literal(reader->markdown, reader->target, source, source_end);
		line_end = leaf_source_end(leaf, to);
	}
}

/* What cmark takes for words, because it has no end or two dashes in it, is a comment to whoever wrote it all the same:
 * it is never published. */
static void begin_comment(struct inline_reader *reader, size_t at)
{
	size_t end = text_find(reader->content, TEXT("-->"), at + strlen("<!--"));

	reader->comment_end = end == TEXT_NOT_FOUND ? reader->content.length : end + strlen("-->");
	findings_add(reader->markdown->findings, CHECK_RAW_HTML, place_between(reader, at, reader->comment_end),
		     end == TEXT_NOT_FOUND
			     ? "this comment has no end, so all that follows would be lost; end it with -->"
			     : "a comment stands within words; put it alone, with an empty line above and below");
}

/* The same without comments. */
static void append_range(struct inline_reader *reader, size_t begin, size_t end, bool has_citations)
{
	while (begin < end) {
		if (begin < reader->comment_end) {
			begin = reader->comment_end;
			continue;
		}
		/* No further than a comment that begins in the range reaches: each byte is looked at once. */
		struct text range = text_slice(reader->content, begin, end + strlen("<!--") - 1);
		size_t mark = text_find(range, TEXT("<!--"), 0);
		append_plain_range(reader, begin, mark == TEXT_NOT_FOUND ? end : begin + mark, has_citations);
		if (mark == TEXT_NOT_FOUND)
			return;
		begin_comment(reader, begin + mark);
	}
}

static bool is_at_blank(const struct inline_reader *reader)
{
	return byte_at(reader, 0) == ' ' || byte_at(reader, 0) == '\t';
}

static void skip_blanks(struct inline_reader *reader)
{
	while (is_at_blank(reader))
		reader->at++;
}

/* An escape or entity at the cursor, which stands for the first of `words`. Gives how many of their bytes, or 0. */
static size_t take_decoded(struct inline_reader *reader, struct text words, size_t done)
{
	struct buffer decoded = BUFFER_EMPTY;
	size_t begin = reader->at, length = 0, count;

	/* Every byte of every text is asked. */
	if (byte_at(reader, 0) != '\\' && byte_at(reader, 0) != '&')
		return 0;
	if (byte_at(reader, 0) == '\\' && !reader->is_in_autolink && is_ascii_punctuation(byte_at(reader, 1))) {
		buffer_append_byte(&decoded, byte_at(reader, 1));
		length = 2;
	} else if (byte_at(reader, 0) == '&') {
		length = entity_decode(text_slice(reader->content, begin, reader->content.length), &decoded);
	}
	count = decoded.length;
	if (length) {
		if (done > begin)
			BUG("words are taken twice");
		append_range(reader, done, begin, true);
		if (!text_begins(words, buffer_text(&decoded)))
			bug_at(reader, "an entity or escape");
		append_decoded(reader, begin, begin + length, buffer_text(&decoded));
		reader->at += length;
	}
	buffer_release(&decoded);
	return count;
}

static void read_text(struct inline_reader *reader, struct text words)
{
	size_t begin, at = 0, count;

	for (; reader->is_line_begin && at < words.length && is_at_blank(reader); at++)
		reader->at++;
	reader->is_line_begin = false;
	begin = reader->at;
	while (at < words.length) {
		count = take_decoded(reader, text_slice(words, at, words.length), begin);
		if (count) {
			at += count;
			begin = reader->at;
			continue;
		}
		if (byte_at(reader, 0) != words.bytes[at])
			bug_at(reader, "text");
		reader->at++;
		at++;
	}
	append_range(reader, begin, reader->at, true);
}

static void read_break(struct inline_reader *reader, enum node_kind kind)
{
	size_t begin = reader->at, behind;
	bool is_escape = byte_at(reader, 0) == '\\';

	if (is_escape)
		reader->at++;
	else
		skip_blanks(reader);
	if (byte_at(reader, 0) != '\n')
		bug_at(reader, "the end of a line");
	behind = ++reader->at;
	skip_blanks(reader);
	markdown_append_break(reader->markdown, reader->target, kind, leaf_source_begin(reader->leaf, begin),
			      leaf_source_begin(reader->leaf, reader->at));
	/* Behind a backslash cmark leaves the white space of the next line to the text there. */
	if (is_escape)
		reader->at = behind;
	reader->is_line_begin = is_escape;
}

/* CommonMark 0.29, section 6.3: backticks, words, as many backticks. */
static void read_code(struct inline_reader *reader, struct text words)
{
	size_t begin = reader->at, ticks = 0, inner, end, run = 0;
	struct node *node;
	struct text source;

	while (byte_at(reader, 0) == '`') {
		reader->at++;
		ticks++;
	}
	inner = reader->at;
	for (;; reader->at++) {
		if (byte_at(reader, 0) == '`') {
			run++;
			continue;
		}
		if (run == ticks)
			break;
		if (reader->at >= reader->content.length)
			bug_at(reader, "code");
		run = 0;
	}
	end = reader->at - ticks;
	if (begin < reader->comment_end)
		return;
	node = append(reader, NODE_CODE, place_between(reader, begin, reader->at));
	/* Of the source's bytes when they are the same; a space at each end may have been taken off. */
	source = place_text(place_between(reader, inner, end));
	if (source.length == words.length + 2)
		source = text_slice(source, 1, source.length - 1);
	node->text.text = text_equal(source, words) ? source : arena_copy(reader->markdown->arena, words);
}

void markdown_report_tag(struct markdown *markdown, struct text tag, struct place place)
{
	static const struct {
		const char *name, *mend;
	} mends[] = {
		{"b", "for bold words write **words**"},
		{"strong", "for bold words write **words**"},
		{"i", "for slanted words write *words*"},
		{"em", "for slanted words write *words*"},
		{"br", "begin a new bullet or paragraph in its place"},
		{"sub", "write the character itself, such as ₂"},
		{"sup", "write the character itself, such as ²"},
		{"a", "write a link as [words](address)"},
		{"img", "write a picture as ![what it says](site/assets/picture.png)"},
		{"li", "begin the line with a dash and a space"},
		{"ul", "begin each line of the list with a dash and a space"},
		{"ol", "begin each line of the list with a dash and a space, or with 1. where it is a clause"},
		{"table", "write a row as | cell | cell |, and | --- | --- | below the headings"},
	};
	struct text name = text_slice(tag, text_begins(tag, TEXT("</")) ? 2 : 1, tag.length);
	const char *mend = "take it out, or write \\< where a < is meant as it stands";

	name.length = word_end(name, 0, WORD_DIGIT);
	for (size_t i = 0; i < ARRAY_COUNT(mends); i++)
		if (text_equal_ignoring_case(name, text_of(mends[i].name)))
			mend = mends[i].mend;
	findings_add(markdown->findings, CHECK_RAW_HTML, place,
		     "the marks of a web page (HTML) are never passed on, so what they do would be lost; %s", mend);
}

static void read_html(struct inline_reader *reader, struct text words)
{
	size_t begin = reader->at;
	struct place place;

	if (!text_begins(text_slice(reader->content, begin, reader->content.length), words))
		bug_at(reader, "HTML");
	reader->at += words.length;
	place = place_between(reader, begin, reader->at);
	if (text_begins(words, TEXT("<!--")))
		findings_add(reader->markdown->findings, CHECK_RAW_HTML, place,
			     "a comment stands within words; put it alone, with an empty line above and below");
	else if (!text_begins(words, TEXT("</")) || !reader->has_tag)
		markdown_report_tag(reader->markdown, words, place);
	/* A comment is for those who write, and is never published: not even where its finding is no error. */
	if (text_begins(words, TEXT("<!--")))
		return;
	reader->has_tag = true;
	append_range(reader, begin, reader->at, false);
}

static void open_inline(struct inline_reader *reader, enum node_kind kind, size_t length)
{
	struct open_inline opened = {NULL, reader->at};

	reader->at += length;
	reader->links += kind == NODE_LINK || kind == NODE_IMAGE;
	if (reader->opened.count < LIMIT_NESTING) {
		opened.node = append(reader, kind, place_between(reader, opened.begin, reader->at));
		reader->target = opened.node;
	} else if (!reader->is_deep_reported) {
		reader->is_deep_reported = true;
		findings_add(reader->markdown->findings, CHECK_LIMIT, place_between(reader, opened.begin, reader->at),
			     "emphasis and links stand inside each other more than %d deep; policyc reads no deeper",
			     LIMIT_NESTING);
	}
	*ARRAY_ADD(&reader->opened) = opened;
}

static size_t mark_length(const cmark_node *node)
{
	return node->type == CMARK_NODE_STRONG ? 2 : 1;
}

static void enter(struct inline_reader *reader, const cmark_node *node)
{
	struct text words = markdown_text(&node->as.literal);

	if (node->type != CMARK_NODE_TEXT)
		reader->is_line_begin = false;
	switch (node->type) {
	case CMARK_NODE_TEXT:
		read_text(reader, words);
		return;
	case CMARK_NODE_SOFTBREAK:
		read_break(reader, NODE_SOFT_BREAK);
		return;
	case CMARK_NODE_LINEBREAK:
		read_break(reader, NODE_LINE_BREAK);
		return;
	case CMARK_NODE_CODE:
		read_code(reader, words);
		return;
	case CMARK_NODE_HTML_INLINE:
		read_html(reader, words);
		return;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		if (byte_at(reader, 0) != '*' && byte_at(reader, 0) != '_')
			bug_at(reader, "emphasis");
		open_inline(reader, node->type == CMARK_NODE_EMPH ? NODE_EMPHASIS : NODE_STRONG, mark_length(node));
		return;
	case CMARK_NODE_LINK:
		reader->is_in_autolink = byte_at(reader, 0) == '<';
		if (!reader->is_in_autolink && byte_at(reader, 0) != '[')
			bug_at(reader, "a link");
		open_inline(reader, NODE_LINK, 1);
		return;
	case CMARK_NODE_IMAGE:
		if (byte_at(reader, 0) != '!' || byte_at(reader, 1) != '[')
			bug_at(reader, "an image");
		open_inline(reader, NODE_IMAGE, 2);
		return;
	default:
		bug_at(reader, cmark_node_get_type_string((cmark_node *)node));
	}
}

/* Addresses and titles: entities are reported where they stand. */
static void check_entities(struct inline_reader *reader, size_t begin, size_t end)
{
	struct buffer decoded = BUFFER_EMPTY;

	for (size_t at = begin; at < end; at++) {
		if (reader->content.bytes[at] != '&')
			continue;
		buffer_clear(&decoded);
		size_t length = entity_decode(text_slice(reader->content, at, end), &decoded);
		if (length)
			decoded_check(reader->markdown, buffer_text(&decoded), place_between(reader, at, at + length));
	}
	buffer_release(&decoded);
}

static void finish_link(struct inline_reader *reader, struct node *link, const cmark_node *node, size_t begin)
{
	struct markdown *markdown = reader->markdown;
	size_t behind_words = reader->at;
	struct link_tail tail = link_tail_read(reader->content, behind_words);

	reader->at = tail.end;
	link->place = place_between(reader, begin, reader->at);
	link->link.target = decoded_text(markdown, markdown_text(&node->as.link.url));
	link->link.title = decoded_text(markdown, markdown_text(&node->as.link.title));
	if (tail.is_inline) {
		check_entities(reader, tail.target_begin, tail.target_end);
		check_entities(reader, tail.title_begin, tail.title_end);
		link->link.target_place = place_between(reader, tail.target_begin, tail.target_end);
	} else {
		/* The address stands in a definition elsewhere; what names it stands here. */
		decoded_check(markdown, markdown_text(&node->as.link.url), link->place);
		decoded_check(markdown, markdown_text(&node->as.link.title), link->place);
		link->link.target_place = tail.end > behind_words + 2
						  ? place_between(reader, behind_words + 1, tail.end - 1)
						  : link->place;
	}
	if (link->kind == NODE_LINK && reader->content.bytes[begin + 1] == '^')
		findings_add(markdown->findings, CHECK_SYNTAX, link->place,
			     "a citation followed straight by a bracket is read as a link; put a space between them");
}

static void finish_autolink(struct inline_reader *reader, struct node *link, const cmark_node *node, size_t begin)
{
	link->place = place_between(reader, begin, reader->at);
	link->link.is_autolink = true;
	link->link.target_place = place_between(reader, begin + 1, reader->at - 1);
	link->link.target = decoded_text(reader->markdown, markdown_text(&node->as.link.url));
	link->link.title = TEXT("");
}

static void leave(struct inline_reader *reader, const cmark_node *node)
{
	struct open_inline opened = reader->opened.items[--reader->opened.count];
	bool is_link = node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE;
	char open = reader->content.bytes[opened.begin];
	char close = !is_link ? open : reader->is_in_autolink ? '>' : ']';
	struct node ignored = {.kind = NODE_LINK};
	struct node *made = opened.node ? opened.node : &ignored;

	for (size_t i = 0; i < mark_length(node); i++)
		if (byte_at(reader, i) != close)
			bug_at(reader, "the end of an inline");
	reader->at += mark_length(node);
	if (!is_link) {
		made->place = place_between(reader, opened.begin, reader->at);
		markdown_check_emphasis(reader->markdown, reader->content, opened.begin, reader->at, made->place);
	} else if (reader->is_in_autolink)
		finish_autolink(reader, made, node, opened.begin);
	else
		finish_link(reader, made, node, opened.begin);
	reader->links -= is_link;
	reader->is_in_autolink = reader->is_in_autolink && !is_link;
	if (opened.node)
		reader->target = opened.node->parent;
}

static bool holds_inlines(const cmark_node *node)
{
	return node->type == CMARK_NODE_EMPH || node->type == CMARK_NODE_STRONG || node->type == CMARK_NODE_LINK ||
	       node->type == CMARK_NODE_IMAGE;
}

void markdown_read_inlines(struct markdown *markdown, const struct leaf *leaf, cmark_node *block, struct node *target)
{
	struct inline_reader reader = {.markdown = markdown, .leaf = leaf, .content = leaf->content, .target = target};
	cmark_node *node = block->first_child;

	while (node) {
		enter(&reader, node);
		if (node->first_child) {
			node = node->first_child;
			continue;
		}
		if (holds_inlines(node))
			leave(&reader, node);
		while (!node->next && node->parent != block) {
			node = node->parent;
			leave(&reader, node);
		}
		node = node->next;
	}
	if (reader.at != leaf->content.length)
		bug_at(&reader, "what is left of the text");
	ARRAY_RELEASE(&reader.opened);
}

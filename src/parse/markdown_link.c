/* The part of a link behind its words. cmark has found the link already, so what stands here is one of three things,
 * and they are tried in cmark's order. */
#include "parse/markdown_parts.h"

#define PARENTHESES_MOST 32
#define LABEL_BYTES_MOST 1000

static bool is_escape(struct text content, size_t at)
{
	return content.bytes[at] == '\\' && at + 1 < content.length && is_ascii_punctuation(content.bytes[at + 1]);
}

static size_t skip_spaces(struct text content, size_t at)
{
	while (at < content.length && is_ascii_space(content.bytes[at]))
		at++;
	return at;
}

/* "<address>". Gives the offset behind it, or 0. */
static size_t scan_pointed_address(struct text content, size_t at, struct link_tail *tail)
{
	tail->target_begin = at + 1;
	for (at++; at < content.length; at++) {
		char c = content.bytes[at];
		if (c == '>') {
			tail->target_end = at;
			return at + 1 < content.length ? at + 1 : 0;
		}
		if (c == '\n' || c == '<')
			return 0;
		if (c == '\\')
			at++;
	}
	return 0;
}

/* An address without white space, its parentheses in pairs. */
static size_t scan_bare_address(struct text content, size_t at, struct link_tail *tail)
{
	size_t open = 0;

	tail->target_begin = at;
	for (; at < content.length && !is_ascii_space(content.bytes[at]); at++) {
		if (is_escape(content, at))
			at++;
		else if (content.bytes[at] == '(' && ++open > PARENTHESES_MOST)
			return 0;
		else if (content.bytes[at] == ')' && open-- == 0)
			break;
	}
	if (at >= content.length || (at == tail->target_begin && content.bytes[at] != ')'))
		return 0;
	tail->target_end = at;
	return at;
}

/* The offset behind a title that begins at `at`, or `at`. A quotation mark behind a backslash ends the title only where
 * no later one does. */
static size_t scan_title(struct text content, size_t at)
{
	char open = at < content.length ? content.bytes[at] : '\0', close = open == '(' ? ')' : open;
	size_t end = at;

	if (open != '"' && open != '\'' && open != '(')
		return at;
	for (size_t i = at + 1; i < content.length; i++) {
		bool is_escaped = i > at + 1 && content.bytes[i - 1] == '\\';
		if (content.bytes[i] == close)
			end = i + 1;
		else if (content.bytes[i] != open || is_escaped)
			continue;
		if (!is_escaped)
			break;
	}
	return end;
}

static bool read_inline(struct text content, size_t at, struct link_tail *tail)
{
	size_t end;

	if (at >= content.length || content.bytes[at] != '(')
		return false;
	at = skip_spaces(content, at + 1);
	end = at < content.length && content.bytes[at] == '<' ? scan_pointed_address(content, at, tail)
							      : scan_bare_address(content, at, tail);
	if (!end)
		return false;
	tail->title_begin = tail->title_end = skip_spaces(content, end);
	if (tail->title_begin > end)
		tail->title_end = scan_title(content, tail->title_begin);
	at = skip_spaces(content, tail->title_end);
	if (at >= content.length || content.bytes[at] != ')')
		return false;
	tail->end = at + 1;
	tail->is_inline = true;
	return true;
}

/* "[label]". Gives the offset behind it, or `at` where there is none. */
static size_t scan_label(struct text content, size_t at)
{
	size_t i = at + 1;

	if (at >= content.length || content.bytes[at] != '[')
		return at;
	for (; i < content.length && content.bytes[i] != '[' && content.bytes[i] != ']'; i++) {
		if (is_escape(content, i))
			i++;
		if (i - at > LABEL_BYTES_MOST)
			return at;
	}
	return i < content.length && content.bytes[i] == ']' ? i + 1 : at;
}

struct link_tail link_tail_read(struct text content, size_t at)
{
	struct link_tail tail = {0};

	if (!read_inline(content, at, &tail))
		tail = (struct link_tail){.end = scan_label(content, at)};
	return tail;
}

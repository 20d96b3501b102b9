/* What changed as a clinician on the board reads it: the summary, then what matters first. */
#include "base/unicode.h"
#include "write/diff_lines.h"

#define COLOR_NONE "\033[0m"
#define COLOR_BOLD "\033[1m"
#define COLOR_OUT  "\033[31m"
#define COLOR_IN   "\033[32m"

/* So many words of what stayed are shown around what didn't. */
#define CONTEXT_WORDS 12
/* Words that are set in lines. A word is what stands between spaces, marks and colours included. */
struct flow {
	struct buffer *out;
	bool color;
	struct buffer word;
	size_t word_columns, column, indent;
	bool is_line_begun; /* the line has a word */
	bool has_marks;     /* words are marked as taken out or put in */
};

static void begin_line(struct flow *flow)
{
	for (size_t i = 0; i < flow->indent; i++)
		buffer_append_byte(flow->out, ' ');
	flow->column = flow->indent;
	flow->is_line_begun = false;
}

static void end_word(struct flow *flow)
{
	if (!flow->word_columns) {
		buffer_append(flow->out, buffer_text(&flow->word)); /* colours */
		buffer_clear(&flow->word);
		return;
	}
	if (flow->is_line_begun && flow->column + 1 + flow->word_columns > DIFF_TEXT_COLUMNS) {
		buffer_append_byte(flow->out, '\n');
		begin_line(flow);
	}
	if (flow->is_line_begun)
		buffer_append_byte(flow->out, ' ');
	flow->column += flow->word_columns + flow->is_line_begun;
	flow->is_line_begun = true;
	buffer_append(flow->out, buffer_text(&flow->word));
	buffer_clear(&flow->word);
	flow->word_columns = 0;
}

static void end_line(struct flow *flow)
{
	end_word(flow);
	buffer_append_byte(flow->out, '\n');
}

/* What would make a terminal do anything but show it is shown as a question mark in a diamond. */
static void put(struct flow *flow, struct text text)
{
	for (size_t at = 0; at < text.length;) {
		uint32_t code_point = utf8_decode(text, &at);
		if (code_point == ' ' || code_point == '\n' || code_point == '\t') {
			end_word(flow);
			continue;
		}
		if (code_point == '\r' || unicode_is_unsafe(code_point))
			code_point = 0xFFFD;
		utf8_append(&flow->word, code_point);
		flow->word_columns += (size_t)unicode_width(code_point);
	}
}

static void put_string(struct flow *flow, const char *string)
{
	put(flow, text_of(string));
}

static void put_color(struct flow *flow, const char *color)
{
	if (flow->color)
		buffer_append_string(&flow->word, color);
}

/* Runs */

/* The offset after `count` words from the start, or that of the last `count` words. */
static size_t words_from_start(struct text text, size_t count)
{
	size_t at = 0;

	while (at < text.length && count) {
		while (at < text.length && is_ascii_space(text.bytes[at]))
			at++;
		while (at < text.length && !is_ascii_space(text.bytes[at]))
			at++;
		count--;
	}
	return at;
}

static size_t words_from_end(struct text text, size_t count)
{
	size_t at = text.length;

	while (at > 0 && count) {
		while (at > 0 && is_ascii_space(text.bytes[at - 1]))
			at--;
		while (at > 0 && !is_ascii_space(text.bytes[at - 1]))
			at--;
		count--;
	}
	return at;
}

/* What stayed: of much only what stands next to a change. */
static void put_equal(struct flow *flow, struct text text, bool is_first, bool is_last)
{
	size_t begin = is_first ? 0 : words_from_start(text, CONTEXT_WORDS);
	size_t end = is_last ? text.length : words_from_end(text, CONTEXT_WORDS);

	if (begin >= end || words_from_start(text_slice(text, begin, end), CONTEXT_WORDS) == end - begin) {
		put(flow, text);
		return;
	}
	put(flow, text_slice(text, 0, begin));
	put_string(flow, is_first ? "… " : is_last ? " …" : " … ");
	put(flow, text_slice(text, end, text.length));
}

static void put_marked(struct flow *flow, char op, struct text text)
{
	struct text words = text_trim(text);

	if (!words.length)
		return;
	flow->has_marks = true;
	put(flow, text_slice(text, 0, (size_t)(words.bytes - text.bytes)));
	put_color(flow, op == '-' ? COLOR_OUT : COLOR_IN);
	put_string(flow, op == '-' ? "[-" : "{+");
	put(flow, words);
	put_string(flow, op == '-' ? "-]" : "+}");
	put_color(flow, COLOR_NONE);
	put(flow, text_slice(text, (size_t)(words.bytes - text.bytes) + words.length, text.length));
}

static void put_runs(struct flow *flow, const struct word_runs *runs)
{
	for (size_t i = 0; i < runs->count; i++) {
		const struct word_run *run = &runs->runs[i];
		if (run->op == '=')
			put_equal(flow, run->text, i == 0, i + 1 == runs->count);
		else
			put_marked(flow, run->op, run->text);
	}
}

/* Lines */

/* How far lines stand in: those of a change, and those of each group of criteria around them. */
#define LINE_INDENT  4
#define DEPTH_INDENT 2

static void put_line_words(struct flow *flow, struct text words)
{
	begin_line(flow);
	put(flow, words);
	end_line(flow);
}

/* Words that were added or taken out whole. */
static void put_whole(struct flow *flow, const struct diff_line *line)
{
	bool is_removed = line->kind == DIFF_LINE_REMOVED;

	begin_line(flow);
	put_color(flow, is_removed ? COLOR_OUT : COLOR_IN);
	put_string(flow, is_removed ? "-" : "+");
	end_word(flow);
	flow->indent += 2;
	put(flow, line->words);
	put_color(flow, COLOR_NONE);
	end_line(flow);
}

static void put_exchange(struct flow *flow, const struct diff_line *line)
{
	begin_line(flow);
	put(flow, line->label);
	put_string(flow, line->label.length ? ": " : "");
	put(flow, line->words);
	put_string(flow, " → ");
	put(flow, line->instead);
	end_line(flow);
}

static void put_part(struct flow *flow, const struct diff_line *line)
{
	begin_line(flow);
	put(flow, line->label);
	end_word(flow);
	flow->indent += LINE_INDENT;
	put_equal(flow, line->words, false, false);
	end_line(flow);
}

static void put_line(struct flow *flow, const struct diff_line *line)
{
	flow->indent = LINE_INDENT + DEPTH_INDENT * line->depth;
	switch (line->kind) {
	case DIFF_LINE_RUN:
		begin_line(flow);
		put_runs(flow, line->runs);
		end_line(flow);
		break;
	case DIFF_LINE_REMOVED:
	case DIFF_LINE_ADDED:
		put_whole(flow, line);
		break;
	case DIFF_LINE_SAME:
		begin_line(flow);
		put_equal(flow, line->words, false, false);
		end_line(flow);
		break;
	case DIFF_LINE_REMARK:
	case DIFF_LINE_SENTENCE:
		put_line_words(flow, line->words);
		break;
	case DIFF_LINE_EXCHANGE:
		put_exchange(flow, line);
		break;
	case DIFF_LINE_PART:
		put_part(flow, line);
		break;
	}
}

static void put_lines(struct flow *flow, struct diff_lines lines)
{
	for (size_t i = 0; i < lines.count; i++)
		put_line(flow, &lines.items[i]);
}

/* The line that says what happened where. */
static void put_title(struct flow *flow, const struct diff_account *account)
{
	flow->indent = 0;
	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	put(flow, account->place);
	put_color(flow, COLOR_NONE);
	put_string(flow, ": ");
	put(flow, account->title);
	if (account->logic.length) {
		put_string(flow, " (");
		put(flow, account->logic);
		put_string(flow, ")");
	}
	end_line(flow);
}

static void put_heading(struct flow *flow, const char *heading)
{
	flow->indent = 0;
	buffer_append_byte(flow->out, '\n');
	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	put_string(flow, heading);
	put_color(flow, COLOR_NONE);
	end_line(flow);
	for (size_t i = 0; i < utf8_count(text_of(heading)); i++)
		buffer_append_byte(flow->out, '=');
	buffer_append_byte(flow->out, '\n');
}

static void put_group(struct flow *flow, struct arena *arena, const struct diff_group *group)
{
	put_heading(flow, group->heading);
	for (size_t i = 0; i < group->count; i++) {
		struct diff_account account = diff_account_of(arena, &group->steps[i], DIFF_FORM_TEXT);
		buffer_append_byte(flow->out, '\n');
		put_title(flow, &account);
		put_lines(flow, account.words);
		put_lines(flow, account.parts);
		put_lines(flow, account.meaning);
	}
}

/* The head */

static void put_versions(struct flow *flow, const struct diff_pair *pair)
{
	struct buffer words = BUFFER_EMPTY;
	const struct policy *policy = diff_policy(pair);

	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	put(flow, policy->ref.text);
	put_string(flow, " ");
	put(flow, policy->title.text);
	put_color(flow, COLOR_NONE);
	put_string(flow, ": ");
	diff_append_versions(&words, pair, " → ");
	put(flow, buffer_text(&words));
	end_line(flow);
	buffer_release(&words);
}

static void put_head(struct flow *flow, const struct diff_pair *pair)
{
	put_versions(flow, pair);
	if (pair->difference->are_unrelated) {
		struct buffer words = BUFFER_EMPTY;
		diff_append_other_policy(&words, pair);
		put_line_words(flow, buffer_text(&words));
		buffer_release(&words);
	}
	put_line_words(flow, pair->difference->summary);
}

/* At the end: whoever reads on from the first change has seen what the marks are. */
static void put_legend(struct flow *flow)
{
	buffer_append_byte(flow->out, '\n');
	put_line_words(flow, TEXT("Words taken out stand in [-…-], words put in stand in {+…+}."));
}

void write_diff_text(struct buffer *out, const struct diff_pair *pair, bool color)
{
	struct arena arena = ARENA_EMPTY;
	struct diff_outline outline = diff_outline_of(&arena, pair);
	struct buffer changes = BUFFER_EMPTY;
	struct flow head = {.out = out, .color = color}, body = {.out = &changes, .color = color};

	for (size_t i = 0; i < outline.count; i++)
		put_group(&body, &arena, &outline.groups[i]);
	put_head(&head, pair);
	buffer_append(out, buffer_text(&changes));
	if (body.has_marks)
		put_legend(&head);
	buffer_release(&head.word);
	buffer_release(&body.word);
	buffer_release(&changes);
	arena_release(&arena);
}

void write_diffs_text(struct buffer *out, const struct diff_pair *pairs, size_t count, bool color)
{
	size_t changed = 0;

	for (size_t i = 0; i < count; i++) {
		if (count > 1 && !diff_has_changes(&pairs[i]))
			continue;
		if (changed++)
			buffer_append_string(out, "\n\n");
		write_diff_text(out, &pairs[i], color);
	}
	if (count != 1 && !changed)
		buffer_append_string(out, "Nothing has changed.\n");
}

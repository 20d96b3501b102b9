/* What changed as a clinician on the board reads it: the summary, then what matters first. */
#include "base/unicode.h"
#include "write/diff.h"

#define COLOR_NONE "\033[0m"
#define COLOR_BOLD "\033[1m"
#define COLOR_OUT  "\033[31m"
#define COLOR_IN   "\033[32m"

/* So many words of what stayed are shown around what didn't. */
#define CONTEXT_WORDS 12
/* Words of a field up to this many bytes are shown as "old → new". */
#define ARROW_BYTES   80

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

static void put_buffer(struct flow *flow, struct buffer *words)
{
	put(flow, buffer_text(words));
	buffer_clear(words);
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

static void put_told(struct flow *flow, size_t indent, struct text words)
{
	flow->indent = indent;
	begin_line(flow);
	put(flow, words);
	end_line(flow);
}

/* Words that were added or taken out whole, a block a line. */
static void put_lines(struct flow *flow, const struct change *change, char op)
{
	struct arena arena = ARENA_EMPTY;
	struct diff_lines lines = diff_lines_of(&arena, change, op == '-' ? change->old_words : change->new_words);

	for (size_t i = 0; i < lines.count; i++) {
		size_t indent = 4 + 2 * lines.items[i].depth;
		if (lines.items[i].is_told) {
			put_told(flow, indent, lines.items[i].words);
			continue;
		}
		flow->indent = indent;
		begin_line(flow);
		put_color(flow, op == '-' ? COLOR_OUT : COLOR_IN);
		put_string(flow, op == '-' ? "-" : "+");
		end_word(flow);
		flow->indent = indent + 2;
		put(flow, lines.items[i].words);
		put_color(flow, COLOR_NONE);
		end_line(flow);
	}
	arena_release(&arena);
}

static void put_indented_runs(struct flow *flow, const struct word_runs *runs)
{
	flow->indent = 4;
	begin_line(flow);
	put_runs(flow, runs);
	end_line(flow);
}

/* Changes */

/* "Review date: June 2030 → June 2031" */
static void put_field(struct flow *flow, const struct change *change)
{
	bool is_short = change->old_words.length + change->new_words.length <= ARROW_BYTES;

	flow->indent = 0;
	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	put(flow, change->label);
	put_color(flow, COLOR_NONE);
	if (is_short && (change->old_words.length || change->new_words.length)) {
		put_string(flow, ": ");
		put(flow, change->old_words);
		put_string(flow, change->op == OP_CHANGED ? " → " : "");
		put(flow, change->new_words);
		put_string(flow, change->op == OP_CHANGED ? "" : change->op == OP_REMOVED ? " (taken out)" : " (new)");
		end_line(flow);
		return;
	}
	put_string(flow, ": ");
	put_string(flow, change_op_names[change->op]);
	end_line(flow);
	if (change->words.count && !change->is_rewritten) {
		put_indented_runs(flow, &change->words);
		return;
	}
	put_lines(flow, change, '-');
	put_lines(flow, change, '+');
}

static const struct code *code_of(const struct change *change)
{
	return change->new_code ? change->new_code : change->old_code;
}

static struct text family_of(const struct change *change)
{
	struct text name = code_of(change)->canonical;

	return text_slice(name, 0, 3);
}

/* Codes of one family that follow each other are one line: "S60: S60.1 …, S60.2 …". */
static size_t family_end(const struct difference *difference, size_t begin, size_t end)
{
	struct text family = family_of(&difference->changes[begin]);
	size_t at = begin + 1;

	while (at < end && family.length == 3 && code_of(&difference->changes[begin])->match == MATCH_EXACT &&
	       code_of(&difference->changes[at])->match == MATCH_EXACT &&
	       text_equal(family_of(&difference->changes[at]), family))
		at++;
	return at;
}

static void put_family(struct flow *flow, const struct difference *difference, size_t begin, size_t end)
{
	char op = difference->changes[begin].op == OP_REMOVED ? '-' : '+';

	flow->indent = 4;
	begin_line(flow);
	put_color(flow, op == '-' ? COLOR_OUT : COLOR_IN);
	put_string(flow, op == '-' ? "-" : "+");
	end_word(flow);
	flow->indent = 6;
	if (end - begin > 1) {
		put(flow, family_of(&difference->changes[begin]));
		put_string(flow, ": ");
	}
	for (size_t i = begin; i < end; i++) {
		const struct change *change = &difference->changes[i];
		if (i > begin)
			put_string(flow, "; ");
		put(flow, op == '-' ? change->old_words : change->new_words);
	}
	put_color(flow, COLOR_NONE);
	end_line(flow);
}

static void put_codes(struct flow *flow, const struct difference *difference, size_t begin, size_t end)
{
	const struct change *first = &difference->changes[begin];
	struct buffer words = BUFFER_EMPTY;

	flow->indent = 0;
	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	diff_append_place(&words, first->op == OP_REMOVED ? &first->from : &first->to);
	put_buffer(flow, &words);
	put_color(flow, COLOR_NONE);
	buffer_append_string(&words, ": ");
	diff_append_codes_title(&words, first, end - begin);
	put_buffer(flow, &words);
	end_line(flow);
	for (size_t i = begin; i < end;) {
		size_t next = i + 1;
		if (first->op == OP_ADDED || first->op == OP_REMOVED) {
			next = family_end(difference, i, end);
			put_family(flow, difference, i, next);
		} else if (difference->changes[i].words.count) {
			put_indented_runs(flow, &difference->changes[i].words);
		}
		i = next;
	}
	buffer_release(&words);
}

/* The line that says what happened where. */
static void put_title(struct flow *flow, const struct change *change)
{
	struct buffer words = BUFFER_EMPTY;

	flow->indent = 0;
	begin_line(flow);
	put_color(flow, COLOR_BOLD);
	diff_append_place(&words, diff_place(change));
	if (change->subject == SUBJECT_HISTORY)
		buffer_append(&words, change->label);
	else if (!words.length)
		buffer_append_string(&words, "Before the first section");
	put_buffer(flow, &words);
	put_color(flow, COLOR_NONE);
	put_string(flow, ": ");
	diff_append_title(&words, change);
	if (change->logic & ~(unsigned)LOGIC_SAID) {
		buffer_append_string(&words, " (");
		diff_append_logic(&words, change);
		buffer_append_byte(&words, ')');
	}
	put_buffer(flow, &words);
	end_line(flow);
	buffer_release(&words);
}

static void put_arrow(struct flow *flow, const char *before, struct text old, struct text new)
{
	flow->indent = 4;
	begin_line(flow);
	put_string(flow, before);
	put(flow, old);
	put_string(flow, " → ");
	put(flow, new);
	end_line(flow);
}

/* How a criterion that came, went or was moved to another group combines with its neighbours. */
static void put_groups(struct flow *flow, const struct change *change)
{
	struct arena arena = ARENA_EMPTY;
	struct text neighbours = diff_neighbours(&arena, change);

	if (neighbours.length)
		put_told(flow, 4, neighbours);
	if (change->op == OP_MOVED && change->old_group && change->new_group)
		put_arrow(flow, "With its neighbours: ", criteria_group_words(&arena, change->old_group),
			  criteria_group_words(&arena, change->new_group));
	arena_release(&arena);
}

/* The words that changed where any did, and then where they all stand. */
static void put_parts(struct flow *flow, const struct change *change)
{
	bool has_other_words = false;

	for (size_t i = 0; i < change->words.count; i++)
		has_other_words = has_other_words || change->words.runs[i].op != '=';
	if (has_other_words)
		put_indented_runs(flow, &change->words);
	for (size_t i = 0; i < change->part_count; i++) {
		flow->indent = 4;
		begin_line(flow);
		put(flow, change->parts[i].place.number);
		end_word(flow);
		flow->indent = 8;
		put_equal(flow, change->parts[i].words, false, false);
		end_line(flow);
	}
}

static void put_change(struct flow *flow, const struct change *change)
{
	if (change->subject == SUBJECT_FIELD) {
		put_field(flow, change);
		return;
	}
	put_title(flow, change);
	flow->indent = 4;
	if (change->op == OP_SPLIT || change->op == OP_MERGED) {
		put_parts(flow, change);
	} else if (change->subject == SUBJECT_GROUP) {
		put_arrow(flow, "", change->old_words, change->new_words);
	} else if (change->words.count && !change->is_rewritten) {
		put_indented_runs(flow, &change->words);
	} else if (change->subject == SUBJECT_SECTION && !change->words.count && change->op == OP_CHANGED) {
		/* its heading stands in the title */
	} else if (change->op == OP_MOVED || change->op == OP_FORMAT ||
		   (change->op == OP_CHANGED && !change->words.count)) {
		begin_line(flow);
		put_equal(flow, change->new_words, false, false);
		end_line(flow);
	} else {
		put_lines(flow, change, '-');
		put_lines(flow, change, '+');
	}
	put_groups(flow, change);
	if (change->logic & LOGIC_EFFECT)
		put_arrow(flow, "For the patient: ", text_of(diff_effect_words(change->old_effect)),
			  text_of(diff_effect_words(change->new_effect)));
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
	diff_append_version(&words, &pair->old);
	buffer_append_string(&words, " → ");
	diff_append_version(&words, &pair->new);
	put_buffer(flow, &words);
	end_line(flow);
	buffer_release(&words);
}

static void put_head(struct flow *flow, const struct diff_pair *pair, bool has_marks)
{
	put_versions(flow, pair);
	if (pair->difference->are_unrelated) {
		begin_line(flow);
		put_string(flow, "The old is ");
		put(flow, pair->old.policy->ref.text);
		put_string(flow, " ");
		put(flow, pair->old.policy->title.text);
		put_string(flow, ".");
		end_line(flow);
	}
	begin_line(flow);
	put(flow, pair->difference->summary);
	end_line(flow);
	if (!has_marks)
		return;
	begin_line(flow);
	put_string(flow, "Words taken out stand in [-…-], words put in stand in {+…+}.");
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

static void put_changes(struct flow *flow, const struct difference *difference, size_t count)
{
	const char *heading = NULL;

	for (size_t i = 0; i < count;) {
		const struct change *change = &difference->changes[i];
		size_t end = diff_code_run_end(difference, i, count);
		if (heading != diff_heading(change)) {
			heading = diff_heading(change);
			put_heading(flow, heading);
		}
		buffer_append_byte(flow->out, '\n');
		if (change->subject == SUBJECT_CODE)
			put_codes(flow, difference, i, end);
		else
			put_change(flow, change);
		i = end;
	}
}

void write_diff_text(struct buffer *out, const struct diff_pair *pair, bool color)
{
	const struct difference *difference = pair->difference;
	struct buffer changes = BUFFER_EMPTY;
	struct flow head = {.out = out, .color = color}, body = {.out = &changes, .color = color};

	put_changes(&body, difference, pair->formatting ? difference->count : difference->shown);
	put_head(&head, pair, body.has_marks);
	buffer_append(out, buffer_text(&changes));
	buffer_release(&head.word);
	buffer_release(&body.word);
	buffer_release(&changes);
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

/* What is said of a change: which step it is of, how its words are shown, and what follows from it. */
#include "write/diff_lines.h"

#include "base/memory.h"

const struct policy *diff_policy(const struct diff_pair *pair)
{
	bool is_new = pair->new.policy && (pair->new.policy->ref.text.length || !pair->old.policy);

	return is_new ? pair->new.policy : pair->old.policy;
}

static size_t count_shown(const struct diff_pair *pair)
{
	return pair->formatting ? pair->difference->count : pair->difference->shown;
}

bool diff_has_changes(const struct diff_pair *pair)
{
	if (!pair->old.policy || !pair->new.policy)
		return true;
	return count_shown(pair) > 0;
}

/* Steps */

/* Are they told together: codes of one system, in one place, of which the same is said? */
static bool is_one_step(const struct change *a, const struct change *b)
{
	return a->subject == SUBJECT_CODE && b->subject == SUBJECT_CODE && a->op == b->op && a->class == b->class &&
	       a->is_repeat == b->is_repeat && text_equal(a->label, b->label) &&
	       diff_is_same_place(diff_place(a), diff_place(b)) &&
	       (a->op != OP_MOVED || diff_is_same_place(&a->from, &b->from));
}

struct diff_outline diff_outline_of(struct arena *arena, const struct diff_pair *pair)
{
	const struct change *changes = pair->difference->changes;
	size_t count = count_shown(pair), step_count = 0;
	struct diff_step *steps = ARENA_ARRAY(arena, count, struct diff_step);
	ARRAY_OF(struct diff_group) groups = {0};

	for (size_t i = 0; i < count; i += steps[step_count++].count) {
		struct diff_step *step = &steps[step_count];
		const char *heading = diff_heading(&changes[i]);
		*step = (struct diff_step){&changes[i], 1};
		while (i + step->count < count && is_one_step(&changes[i], &changes[i + step->count]))
			step->count++;
		if (!groups.count || groups.items[groups.count - 1].heading != heading)
			*ARRAY_ADD(&groups) = (struct diff_group){heading, step, 0};
		groups.items[groups.count - 1].count++;
	}
	struct diff_outline outline = {arena_copy_array(arena, groups.items, groups.count, sizeof *groups.items),
				       groups.count, step_count};
	ARRAY_RELEASE(&groups);
	return outline;
}

/* Lines */

/* While they are gathered. */
struct line_list {
	struct diff_line *items;
	size_t count, capacity;
};

static struct diff_line *add_line(struct line_list *lines, enum diff_line_kind kind, size_t depth, struct text words)
{
	struct diff_line *line = ARRAY_ADD(lines);

	*line = (struct diff_line){.kind = kind, .depth = depth, .words = words};
	return line;
}

static void add_exchange(struct line_list *lines, const char *label, struct text words, struct text instead)
{
	struct diff_line *line = add_line(lines, DIFF_LINE_EXCHANGE, 0, words);

	line->label = text_of(label);
	line->instead = instead;
}

static void add_run(struct line_list *lines, const struct change *change)
{
	add_line(lines, DIFF_LINE_RUN, 0, TEXT(""))->runs = &change->words;
}

static struct diff_lines lines_end(struct line_list *lines, struct arena *arena)
{
	struct diff_lines result = {arena_copy_array(arena, lines->items, lines->count, sizeof *lines->items),
				    lines->count};

	ARRAY_RELEASE(lines);
	return result;
}

/* Lines that stand deeper than this leave no room for words on paper. */
#define DEPTH_MOST 12

/* Words of several blocks, a block a line, and before the first of each group of criteria how they combine. */
static void add_whole(struct line_list *lines, struct arena *arena, const struct change *change, struct text words,
		      enum diff_line_kind kind)
{
	const struct change_levels *levels = &change->levels;
	struct text rest = words, line;
	size_t depth = 0, next = 0;

	while (words.length && text_split(&rest, '\n', &line)) {
		size_t at = (size_t)(line.bytes - words.bytes);
		for (; next < levels->count && levels->items[next].begin <= at; next++) {
			const struct change_level *level = &levels->items[next];
			depth = level->depth < DEPTH_MOST ? level->depth : DEPTH_MOST;
			if (level->group)
				add_line(lines, DIFF_LINE_REMARK, depth, diff_group_remark(arena, level->group));
		}
		add_line(lines, kind, depth, line);
	}
}

static void add_old_and_new(struct line_list *lines, struct arena *arena, const struct change *change)
{
	add_whole(lines, arena, change, change->old_words, DIFF_LINE_REMOVED);
	add_whole(lines, arena, change, change->new_words, DIFF_LINE_ADDED);
}

/* How the words of a change are shown */

enum showing {
	SHOW_RUN,      /* both versions in one, what differs marked */
	SHOW_WHOLE,    /* the old, then the new */
	SHOW_SAME,     /* only what the change is about */
	SHOW_EXCHANGE, /* the old and the new in one line */
	SHOW_NOTHING,  /* the title has said it */
};

static bool is_marked(const struct change *change)
{
	return change->words.count && !change->is_rewritten;
}

static bool has_other_words(const struct change *change)
{
	for (size_t i = 0; i < change->words.count; i++)
		if (change->words.runs[i].op != '=')
			return true;
	return false;
}

/* Words of a field up to this many bytes are its title in the text form. */
#define SHORT_FIELD_BYTES 80

static bool is_short_field(const struct change *change)
{
	size_t length = change->old_words.length + change->new_words.length;

	return change->subject == SUBJECT_FIELD && length && length <= SHORT_FIELD_BYTES;
}

static enum showing showing_in_text(const struct change *change)
{
	if (is_short_field(change))
		return SHOW_NOTHING;
	if (change->op == OP_SPLIT || change->op == OP_MERGED)
		return has_other_words(change) ? SHOW_RUN : SHOW_NOTHING;
	if (change->shape)
		return change->subject == SUBJECT_REFERENCE ? SHOW_EXCHANGE : SHOW_SAME;
	if (change->subject == SUBJECT_GROUP || (change->subject == SUBJECT_ID && change->op == OP_CHANGED))
		return SHOW_EXCHANGE;
	if (is_marked(change))
		return SHOW_RUN;
	if (change->subject == SUBJECT_FIELD)
		return SHOW_WHOLE;
	if (change->subject == SUBJECT_SECTION && change->op == OP_CHANGED && !change->words.count)
		return SHOW_NOTHING; /* its heading stands in the title */
	return change->op == OP_MOVED || change->op == OP_FORMAT || (change->op == OP_CHANGED && !change->words.count)
		       ? SHOW_SAME
		       : SHOW_WHOLE;
}

static enum showing showing_in_html(const struct change *change)
{
	if (is_marked(change))
		return SHOW_RUN;
	return change->op == OP_MOVED || change->op == OP_FORMAT || change->shape ||
			       (change->op == OP_CHANGED && text_equal(change->old_words, change->new_words))
		       ? SHOW_SAME
		       : SHOW_WHOLE;
}

/* Words up to this many bytes, old and new, are shown in one line on paper. */
#define EXCHANGE_BYTES_MOST 80

static enum showing showing_in_fo(const struct change *change)
{
	if (is_marked(change))
		return SHOW_RUN;
	if (change->op == OP_MOVED || change->op == OP_FORMAT || change->shape)
		return SHOW_SAME;
	return change->op == OP_CHANGED && change->old_words.length && change->new_words.length &&
			       change->old_words.length + change->new_words.length <= EXCHANGE_BYTES_MOST
		       ? SHOW_EXCHANGE
		       : SHOW_WHOLE;
}

static void add_words(struct line_list *lines, struct arena *arena, const struct change *change, enum diff_form form)
{
	static enum showing (*const showing_in[])(const struct change *change) = {
		[DIFF_FORM_TEXT] = showing_in_text,
		[DIFF_FORM_HTML] = showing_in_html,
		[DIFF_FORM_FO] = showing_in_fo,
	};

	switch (showing_in[form](change)) {
	case SHOW_RUN:
		add_run(lines, change);
		break;
	case SHOW_WHOLE:
		add_old_and_new(lines, arena, change);
		break;
	case SHOW_SAME:
		if (form == DIFF_FORM_HTML || change->shape)
			add_whole(lines, arena, change, change->new_words, DIFF_LINE_SAME);
		else /* in one line, however many cells a row has */
			add_line(lines, DIFF_LINE_SAME, 0, change->new_words);
		break;
	case SHOW_EXCHANGE:
		add_exchange(lines, "", change->old_words, change->new_words);
		break;
	case SHOW_NOTHING:
		break;
	}
}

/* The words of one version alone; `kind`: of what the other has not. */
static struct diff_lines side_of(struct arena *arena, const struct change *change, enum diff_line_kind kind)
{
	struct text words = kind == DIFF_LINE_REMOVED ? change->old_words : change->new_words;
	bool is_same = change->shape || text_equal(change->old_words, change->new_words);
	struct line_list lines = {0};

	if (is_marked(change))
		add_run(&lines, change);
	else
		add_whole(&lines, arena, change, words, is_same ? DIFF_LINE_SAME : kind);
	return lines_end(&lines, arena);
}

static struct diff_lines parts_of(struct arena *arena, const struct change *change)
{
	struct line_list lines = {0};

	for (size_t i = 0; i < change->part_count; i++)
		add_line(&lines, DIFF_LINE_PART, 0, change->parts[i].words)->label = change->parts[i].place.number;
	return lines_end(&lines, arena);
}

/* A criterion says nothing without the words that lead to it. */
static bool is_shown_with_list(const struct change *change)
{
	struct text lead = change->to.lead.length ? change->to.lead : change->from.lead;

	return lead.length > 0 && change->class == CLASS_CRITERIA && change->subject != SUBJECT_CODE &&
	       change->op != OP_MOVED && change->op != OP_FORMAT;
}

/* How a criterion that came, went or was put elsewhere combines with its neighbours, and what meeting it means. */
static struct diff_lines meaning_of(struct arena *arena, const struct change *change)
{
	const struct criteria_group *group = change->op == OP_ADDED     ? change->new_group
					     : change->op == OP_REMOVED ? change->old_group
									: NULL;
	struct line_list lines = {0};
	struct text from = change->from.lead, to = change->to.lead;

	if (change->op == OP_MOVED && (from.length || to.length) && !text_equal(from, to))
		add_exchange(&lines, DIFF_OF_LIST, from.length ? from : TEXT("none"), to.length ? to : TEXT("none"));
	if (change->op == OP_CHANGED && change->words.count && change->logic) {
		struct text led = diff_led_sentence(arena, change->to.node);
		if (led.length)
			add_line(&lines, DIFF_LINE_SENTENCE, 0, led);
	}
	if (group)
		add_line(&lines, DIFF_LINE_SENTENCE, 0, diff_neighbours_sentence(arena, group));
	if (is_shown_with_list(change))
		add_line(&lines, DIFF_LINE_SENTENCE, 0, diff_list_sentence(arena, to.length ? to : from));
	if (change->op == OP_MOVED && change->old_group && change->new_group)
		add_exchange(&lines, DIFF_OF_NEIGHBOURS, criteria_group_words(arena, change->old_group),
			     criteria_group_words(arena, change->new_group));
	if (change->logic & LOGIC_EFFECT || (change->is_reading && change->subject != SUBJECT_GROUP))
		add_exchange(&lines, DIFF_OF_PATIENT, text_of(diff_effect_words(change->old_effect)),
			     text_of(diff_effect_words(change->new_effect)));
	return lines_end(&lines, arena);
}

/* Codes */

static const struct code *code_of(const struct change *change)
{
	return change->new_code ? change->new_code : change->old_code;
}

static struct text family_of(const struct change *change)
{
	return text_slice(code_of(change)->canonical, 0, 3);
}

/* How many codes, from the first on, are of one family. */
static size_t family_count(const struct change *changes, size_t most)
{
	struct text family = family_of(&changes[0]);
	size_t count = 1;

	while (count < most && family.length == 3 && code_of(&changes[0])->match == MATCH_EXACT &&
	       code_of(&changes[count])->match == MATCH_EXACT && text_equal(family_of(&changes[count]), family))
		count++;
	return count;
}

/* Codes of one family that follow each other are one line of the text form: "S60: S60.1 …; S60.2 …". */
static void add_families(struct line_list *lines, struct arena *arena, const struct diff_step *step)
{
	struct buffer words = BUFFER_EMPTY;

	for (size_t i = 0, count; i < step->count; i += count) {
		const struct change *first = &step->changes[i];
		bool is_removed = first->op == OP_REMOVED;
		count = family_count(first, step->count - i);
		buffer_clear(&words);
		if (count > 1)
			buffer_append_format(&words, "%.*s: ", TEXT_ARGUMENTS(family_of(first)));
		for (size_t k = 0; k < count; k++) {
			buffer_append_string(&words, k ? "; " : "");
			buffer_append(&words, is_removed ? first[k].old_words : first[k].new_words);
		}
		add_line(lines, is_removed ? DIFF_LINE_REMOVED : DIFF_LINE_ADDED, 0,
			 arena_copy(arena, buffer_text(&words)));
	}
	buffer_release(&words);
}

static void add_codes(struct line_list *lines, struct arena *arena, const struct diff_step *step, enum diff_form form)
{
	bool is_whole = step->changes->op == OP_ADDED || step->changes->op == OP_REMOVED;

	if (is_whole && form == DIFF_FORM_TEXT) {
		add_families(lines, arena, step);
		return;
	}
	for (size_t i = 0; i < step->count; i++) {
		if (is_whole)
			add_old_and_new(lines, arena, &step->changes[i]);
		else
			add_run(lines, &step->changes[i]);
	}
}

/* Titles */

static struct text step_place(struct arena *arena, const struct diff_step *step, enum diff_form form)
{
	const struct change *change = step->changes;
	/* On paper, what was split is told where it stands now. */
	bool is_now = form == DIFF_FORM_FO && change->op == OP_SPLIT;
	bool has_label = change->subject == SUBJECT_FIELD || change->subject == SUBJECT_HISTORY;
	struct buffer words = BUFFER_EMPTY;

	if (has_label)
		return change->label;
	diff_append_place(&words, is_now ? &change->to : diff_place(change));
	if (!words.length && (change->subject != SUBJECT_CODE || form == DIFF_FORM_HTML))
		buffer_append_string(&words, DIFF_NO_PLACE);
	struct text place = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
	return place;
}

static struct text step_title(struct arena *arena, const struct diff_step *step, enum diff_form form)
{
	const struct change *change = step->changes;
	struct buffer words = BUFFER_EMPTY;

	if (change->subject == SUBJECT_CODE)
		diff_append_codes_title(&words, change, step->count);
	else if (change->subject == SUBJECT_FIELD && form == DIFF_FORM_TEXT && is_short_field(change))
		diff_append_short_field(&words, change);
	else if (change->subject == SUBJECT_FIELD && form == DIFF_FORM_TEXT)
		buffer_append_string(&words, change_op_names[change->op]);
	else
		diff_append_title(&words, change);
	struct text title = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
	return title;
}

static struct text step_logic(struct arena *arena, const struct change *change, enum diff_form form)
{
	struct buffer words = BUFFER_EMPTY;

	if (change->subject != SUBJECT_FIELD || form != DIFF_FORM_TEXT)
		diff_append_logic(&words, change);
	struct text logic = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
	return logic;
}

struct diff_account diff_account_of(struct arena *arena, const struct diff_step *step, enum diff_form form)
{
	const struct change *change = step->changes;
	bool are_codes = change->subject == SUBJECT_CODE;
	struct line_list words = {0};
	struct diff_account account = {
		.place = step_place(arena, step, form),
		.title = step_title(arena, step, form),
		.logic = step_logic(arena, change, form),
		.meaning = meaning_of(arena, change),
	};

	if (are_codes)
		add_codes(&words, arena, step, form);
	else
		add_words(&words, arena, change, form);
	account.words = lines_end(&words, arena);
	if (form != DIFF_FORM_FO)
		account.parts = parts_of(arena, change);
	if (form == DIFF_FORM_HTML && !are_codes) {
		account.before = side_of(arena, change, DIFF_LINE_REMOVED);
		account.after = side_of(arena, change, DIFF_LINE_ADDED);
	}
	return account;
}

/* What changed as a page: summary first, each change a step from the next, told in words as well as by marks. The two
 * views, together and side by side, both stand in the page; the style sheet shows one, by which button is pressed, so
 * that no script is needed. */
#include "base/xml_writer.h"
#include "write/diff.h"
#include "write/html_inline.h"

struct html {
	struct buffer *out;
	const struct diff_html_options *options;
	unsigned level; /* of the headings of groups of changes: 2, or 3 below a policy's */
	size_t next;    /* the number of the next change in the page */
	size_t last;    /* of the last one */
};

static void put(struct html *html, const char *string)
{
	buffer_append_string(html->out, string);
}

static void put_text(struct html *html, struct text text)
{
	xml_escape(html->out, text);
}

static void put_string(struct html *html, const char *string)
{
	put_text(html, text_of(string));
}

/* What a screen reader says, and nobody sees. */
static void put_hidden(struct html *html, const char *words)
{
	buffer_append_format(html->out, "<span class=\"policy-diff__say\">%s</span>", words);
}

/* Words that were put in or taken out. White space at their ends stands outside the mark. */
static void put_marked(struct html *html, char op, struct text text)
{
	struct text words = text_trim(text);
	const char *element = op == '-' ? "del" : "ins";

	if (!words.length)
		return;
	put_text(html, text_slice(text, 0, (size_t)(words.bytes - text.bytes)));
	buffer_append_format(html->out, "<%s>", element);
	put_hidden(html, op == '-' ? "[removed: " : "[added: ");
	put_text(html, words);
	put_hidden(html, "]");
	buffer_append_format(html->out, "</%s>", element);
	put_text(html, text_slice(text, (size_t)(words.bytes - text.bytes) + words.length, text.length));
}

/* The runs of one side ('-' or '+'), or of both (0). */
static void put_runs(struct html *html, const struct word_runs *runs, char side)
{
	for (size_t i = 0; i < runs->count; i++) {
		const struct word_run *run = &runs->runs[i];
		if (run->op == '=')
			put_text(html, run->text);
		else if (!side || side == run->op)
			put_marked(html, run->op, run->text);
	}
}

static void put_line(struct html *html, const struct diff_line *line, char op)
{
	put(html, line->is_told ? "<p class=\"policy-diff__told\">" : "<p>");
	if (op == ' ' || line->is_told)
		put_text(html, line->words);
	else
		put_marked(html, op, line->words);
	put(html, "</p>\n");
}

/* Words of several blocks, a paragraph each; `op` ' ': neither added nor removed. */
static void put_lines(struct html *html, const struct change *change, struct text words, char op)
{
	struct arena arena = ARENA_EMPTY;
	struct diff_lines lines = diff_lines_of(&arena, change, words);
	size_t depth = 0;

	for (size_t i = 0; i <= lines.count; i++) {
		size_t wanted = i < lines.count ? lines.items[i].depth : 0;
		bool is_told = i < lines.count && lines.items[i].is_told;
		/* One group may end where the next begins. */
		for (; depth > wanted - (is_told && wanted); depth--)
			put(html, "</div>\n");
		for (; depth < wanted; depth++)
			put(html, "<div class=\"policy-diff__group\">\n");
		if (i < lines.count)
			put_line(html, &lines.items[i], op);
	}
	arena_release(&arena);
}

static bool is_marked(const struct change *change)
{
	return change->words.count && !change->is_rewritten;
}

/* Both versions of the words in one. */
static void put_together(struct html *html, const struct change *change)
{
	if (is_marked(change)) {
		put(html, "<p>");
		put_runs(html, &change->words, 0);
		put(html, "</p>\n");
	} else if (change->op == OP_MOVED || change->op == OP_FORMAT ||
		   (change->op == OP_CHANGED && text_equal(change->old_words, change->new_words))) {
		put_lines(html, change, change->new_words, ' ');
	} else {
		put_lines(html, change, change->old_words, '-');
		put_lines(html, change, change->new_words, '+');
	}
}

static void put_side(struct html *html, const struct change *change, char side)
{
	struct text words = side == '-' ? change->old_words : change->new_words;
	bool is_same = text_equal(change->old_words, change->new_words);

	if (is_marked(change)) {
		put(html, "<p>");
		put_runs(html, &change->words, side);
		put(html, "</p>\n");
	} else if (words.length) {
		put_lines(html, change, words, is_same ? ' ' : side);
	} else {
		put(html, "<p class=\"policy-diff__nothing\">Not there.</p>\n");
	}
}

static void put_views(struct html *html, const struct change *change)
{
	put(html, "<div class=\"policy-diff__together\">\n");
	put_together(html, change);
	put(html, "</div>\n<div class=\"policy-diff__sides\">\n<div>\n");
	buffer_append_format(html->out, "<h%u>Before</h%u>\n", html->level + 2, html->level + 2);
	put_side(html, change, '-');
	put(html, "</div>\n<div>\n");
	buffer_append_format(html->out, "<h%u>After</h%u>\n", html->level + 2, html->level + 2);
	put_side(html, change, '+');
	put(html, "</div>\n</div>\n");
}

/* Where the words of a split or merged block stand. */
static void put_parts(struct html *html, const struct change *change)
{
	if (!change->part_count)
		return;
	buffer_append_format(html->out, "<p>%s</p>\n<ul>\n",
			     change->op == OP_SPLIT ? "Where the words stand now:" : "Where the words stood:");
	for (size_t i = 0; i < change->part_count; i++) {
		put(html, "<li>");
		if (change->parts[i].place.number.length) {
			put_text(html, change->parts[i].place.number);
			put(html, ": ");
		}
		put_text(html, change->parts[i].words);
		put(html, "</li>\n");
	}
	put(html, "</ul>\n");
}

static void put_meaning(struct html *html, const struct change *change)
{
	struct arena arena = ARENA_EMPTY;
	struct text neighbours = diff_neighbours(&arena, change);

	if (neighbours.length) {
		put(html, "<p>");
		put_text(html, neighbours);
		put(html, ".</p>\n");
	}
	if (change->op == OP_MOVED && change->old_group && change->new_group) {
		put(html, "<p>With its neighbours: before, ");
		put_text(html, criteria_group_words(&arena, change->old_group));
		put(html, "; now, ");
		put_text(html, criteria_group_words(&arena, change->new_group));
		put(html, ".</p>\n");
	}
	if (change->logic & LOGIC_EFFECT) {
		put(html, "<p>For the patient: before, ");
		put_string(html, diff_effect_words(change->old_effect));
		put(html, "; now, ");
		put_string(html, diff_effect_words(change->new_effect));
		put(html, ".</p>\n");
	}
	arena_release(&arena);
}

/* Links to the change before and the next, and to the place in the pages of the versions. */
static void put_steps(struct html *html, const struct change *change, size_t number)
{
	const struct change_place *place = diff_place(change);
	bool is_old = change->op == OP_REMOVED || change->op == OP_SPLIT;
	const char *page = is_old ? html->options->old_page : html->options->new_page;

	put(html, "<p class=\"policy-diff__steps\">");
	if (number > 1)
		buffer_append_format(
			html->out,
			"<a href=\"#change-%zu\">Previous change<span class=\"policy-diff__say\">, %zu</span></a> ",
			number - 1, number - 1);
	if (number < html->last)
		buffer_append_format(
			html->out,
			"<a href=\"#change-%zu\">Next change<span class=\"policy-diff__say\">, %zu</span></a> ",
			number + 1, number + 1);
	if (page && place->id.length) {
		struct buffer fragment = BUFFER_EMPTY;
		html_fragment_address(&fragment, place->id);
		buffer_append_format(html->out, "<a href=\"%s", page);
		xml_escape_attribute(html->out, buffer_text(&fragment));
		buffer_release(&fragment);
		buffer_append_format(html->out, "\">%s<span class=\"policy-diff__say\">, change %zu</span></a>",
				     is_old ? "Where it stood" : "Where it stands", number);
	}
	put(html, "</p>\n");
}

static void put_title(struct html *html, const struct change *change, size_t count)
{
	struct buffer words = BUFFER_EMPTY;

	if (change->subject == SUBJECT_FIELD || change->subject == SUBJECT_HISTORY)
		buffer_append(&words, change->label);
	else
		diff_append_place(&words, diff_place(change));
	if (!words.length)
		buffer_append_string(&words, "Before the first section");
	buffer_append_string(&words, ": ");
	if (change->subject == SUBJECT_CODE)
		diff_append_codes_title(&words, change, count);
	else
		diff_append_title(&words, change);
	put_text(html, buffer_text(&words));
	buffer_clear(&words);
	if (change->logic & ~(unsigned)LOGIC_SAID) {
		diff_append_logic(&words, change);
		put(html, " <span class=\"policy-diff__kind\">(");
		put_text(html, buffer_text(&words));
		put(html, ")</span>");
	}
	buffer_release(&words);
}

static void begin_change(struct html *html, const struct change *change, size_t number, size_t count)
{
	unsigned level = html->level + 1;

	buffer_append_format(html->out,
			     "<section class=\"policy-diff__change%s\" id=\"change-%zu\" "
			     "aria-labelledby=\"change-%zu-title\" tabindex=\"-1\">\n<h%u id=\"change-%zu-title\">",
			     change->logic ? " policy-diff__change--logic" : "", number, number, level, number);
	put_title(html, change, count);
	buffer_append_format(html->out, "</h%u>\n", level);
}

static void put_codes(struct html *html, const struct difference *difference, size_t begin, size_t end)
{
	put(html, "<ul>\n");
	for (size_t i = begin; i < end; i++) {
		const struct change *change = &difference->changes[i];
		put(html, "<li>");
		if (change->op == OP_ADDED || change->op == OP_REMOVED)
			put_marked(html, change->op == OP_ADDED ? '+' : '-',
				   change->op == OP_ADDED ? change->new_words : change->old_words);
		else
			put_runs(html, &change->words, 0);
		put(html, "</li>\n");
	}
	put(html, "</ul>\n");
}

static void put_change(struct html *html, const struct difference *difference, size_t begin, size_t end)
{
	const struct change *change = &difference->changes[begin];
	size_t number = html->next++;

	begin_change(html, change, number, end - begin);
	if (change->subject == SUBJECT_CODE)
		put_codes(html, difference, begin, end);
	else
		put_views(html, change);
	put_parts(html, change);
	put_meaning(html, change);
	put_steps(html, change, number);
	put(html, "</section>\n");
}

/* Of one policy */

static size_t count_of(const struct diff_pair *pair)
{
	return pair->formatting ? pair->difference->count : pair->difference->shown;
}

/* How many changes stand below one heading, those of codes that are told together as one. */
static size_t group_end(const struct diff_pair *pair, size_t begin, size_t *steps)
{
	const char *heading = diff_heading(&pair->difference->changes[begin]);
	size_t count = count_of(pair), at = begin;

	*steps = 0;
	while (at < count && diff_heading(&pair->difference->changes[at]) == heading) {
		at = diff_code_run_end(pair->difference, at, count);
		++*steps;
	}
	return at;
}

static size_t count_steps(const struct diff_pair *pair)
{
	size_t all = 0, steps;

	for (size_t i = 0; i < count_of(pair); all += steps)
		i = group_end(pair, i, &steps);
	return all;
}

static void put_contents(struct html *html, const struct diff_pair *pair)
{
	size_t number = html->next, steps;

	put(html, "<ul class=\"policy-diff__contents\">\n");
	for (size_t i = 0; i < count_of(pair); number += steps) {
		const char *heading = diff_heading(&pair->difference->changes[i]);
		i = group_end(pair, i, &steps);
		buffer_append_format(html->out, "<li><a href=\"#change-%zu\">", number);
		put_string(html, heading);
		buffer_append_format(html->out, "</a> (%zu)</li>\n", steps);
	}
	put(html, "</ul>\n");
}

static void put_groups(struct html *html, const struct diff_pair *pair)
{
	const char *heading = NULL;
	size_t count = count_of(pair);

	for (size_t i = 0; i < count;) {
		const struct change *change = &pair->difference->changes[i];
		size_t end = diff_code_run_end(pair->difference, i, count);
		if (heading != diff_heading(change)) {
			heading = diff_heading(change);
			buffer_append_format(html->out, "<h%u>%s</h%u>\n", html->level, heading, html->level);
		}
		put_change(html, pair->difference, i, end);
		i = end;
	}
}

static void put_summary(struct html *html, const struct diff_pair *pair)
{
	buffer_append_format(html->out, "<p class=\"policy-diff__summary\">");
	put_text(html, pair->difference->summary);
	put(html, "</p>\n");
	if (count_of(pair))
		put_contents(html, pair);
}

/* The buttons that choose between the views. */
static void put_choice(struct html *html)
{
	put(html, "<fieldset class=\"policy-diff__choice\">\n<legend>Show the words</legend>\n"
		  "<div><input type=\"radio\" name=\"diff-view\" id=\"diff-together\" value=\"together\" checked> "
		  "<label for=\"diff-together\">Together, with what was removed and added marked</label></div>\n"
		  "<div><input type=\"radio\" name=\"diff-view\" id=\"diff-sides\" value=\"sides\"> "
		  "<label for=\"diff-sides\">Side by side</label></div>\n</fieldset>\n");
}

static void put_legend(struct html *html)
{
	put(html, "<p class=\"policy-diff__legend\">Words that were removed are struck through: <del>");
	put_hidden(html, "[removed: ");
	put(html, "like this");
	put_hidden(html, "]");
	put(html, "</del>. Words that were added are underlined: <ins>");
	put_hidden(html, "[added: ");
	put(html, "like this");
	put_hidden(html, "]");
	put(html, "</ins>.</p>\n");
}

void write_diff_html(struct buffer *out, const struct diff_pair *pair, const struct diff_html_options *options)
{
	struct html html = {.out = out, .options = options, .level = 2, .next = 1, .last = count_steps(pair)};

	put(&html, "<div class=\"policy-diff\">\n");
	put_summary(&html, pair);
	if (count_of(pair)) {
		put_legend(&html);
		put_choice(&html);
		put_groups(&html, pair);
	}
	put(&html, "</div>\n");
}

/* A whole document */

static void put_policy_title(struct html *html, const struct diff_pair *pair)
{
	const struct policy *policy = diff_policy(pair);
	struct buffer words = BUFFER_EMPTY;

	put_text(html, policy->title.text);
	put(html, " (");
	put_text(html, policy->ref.text);
	put(html, ")");
	if (pair->old.policy && pair->new.policy) {
		buffer_append_string(&words, ": ");
		diff_append_version(&words, &pair->old);
		buffer_append_string(&words, " to ");
		diff_append_version(&words, &pair->new);
	}
	put_text(html, buffer_text(&words));
	buffer_release(&words);
}

/* The styles of a page that stands alone: those of the site, in small. */
static const char styles[] =
	"body{font:1.125rem/1.5 Arial,sans-serif;color:#212b32;background:#fff;margin:0 auto;max-width:60rem;"
	"padding:1rem}\n"
	"a{color:#005eb8}a:focus{background:#ffeb3b;color:#212b32;outline:0.25rem solid #ffeb3b}\n"
	"h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.4rem;margin-top:2.5rem}h3{font-size:1.15rem}"
	"h4,h5{font-size:1rem;margin:0.5rem 0}\n"
	"del{background:#fbe4e1;color:#7c1d10;text-decoration:line-through}\n"
	"ins{background:#dff0e0;color:#00401e;text-decoration:underline}del+ins{margin-left:0.2em}\n"
	".policy-diff__say{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);"
	"white-space:nowrap}\n"
	".policy-diff__change{border-left:0.25rem solid #aeb7bd;margin:1.5rem 0;padding:0.1rem 0 0.1rem 1rem;"
	"position:relative;overflow-wrap:anywhere}\n"
	".policy-diff__change--logic{border-color:#d5281b}\n"
	".policy-diff__change:target{background:#fff9c4}\n"
	".policy-diff__kind{font-weight:normal}\n"
	".policy-diff__steps a{margin-right:1rem}\n"
	".policy-diff__choice{border:1px solid #aeb7bd;margin:1.5rem 0}\n"
	".policy-diff__group{border-left:1px solid #aeb7bd;margin-left:0.5rem;padding-left:1rem}\n"
	".policy-diff__told{font-weight:bold}\n"
	".policy-diff__nothing{color:#4c6272}\n"
	".policy-diff__sides{display:none;gap:1.5rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}\n"
	".policy-diff:has(#diff-sides:checked) .policy-diff__sides{display:grid}\n"
	".policy-diff:has(#diff-sides:checked) .policy-diff__together{display:none}\n"
	"@media print{.policy-diff__choice,.policy-diff__steps{display:none}.policy-diff__change{break-inside:avoid}"
	"}\n";

static void put_head(struct html *html, const struct diff_pair *pairs, size_t count)
{
	put(html, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>What changed");
	if (count == 1) {
		put(html, ": ");
		put_policy_title(html, &pairs[0]);
	}
	put(html, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	if (html->options->standalone)
		buffer_append_format(html->out, "<style>\n%s</style>\n", styles);
	put(html, "</head>\n<body>\n<main>\n<h1>What changed");
	if (count == 1) {
		put(html, ": ");
		put_policy_title(html, &pairs[0]);
	}
	put(html, "</h1>\n");
}

void write_diffs_html(struct buffer *out, const struct diff_pair *pairs, size_t count,
		      const struct diff_html_options *options)
{
	struct html html = {.out = out, .options = options, .level = count == 1 ? 2 : 3, .next = 1};
	size_t changed = 0;

	for (size_t i = 0; i < count; i++)
		html.last += count_steps(&pairs[i]);
	put_head(&html, pairs, count);
	put(&html, "<div class=\"policy-diff\">\n");
	if (count == 1)
		put_summary(&html, &pairs[0]);
	if (html.last) {
		put_legend(&html);
		put_choice(&html);
	}
	for (size_t i = 0; i < count; i++) {
		if (count > 1 && !diff_has_changes(&pairs[i]))
			continue;
		changed++;
		if (count > 1) {
			put(&html, "<h2>");
			put_policy_title(&html, &pairs[i]);
			put(&html, "</h2>\n");
			put_summary(&html, &pairs[i]);
		}
		put_groups(&html, &pairs[i]);
	}
	if (!changed)
		put(&html, "<p>Nothing has changed.</p>\n");
	put(&html, "</div>\n</main>\n</body>\n</html>\n");
}

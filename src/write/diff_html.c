/* What changed as a page: summary first, each change a step from the next, told in words as well as by marks. The two
 * views, together and side by side, both stand in the page; the style sheet shows one, by which button is pressed, so
 * that no script is needed. */
#include "base/xml_writer.h"
#include "write/diff_lines.h"
#include "write/html_inline.h"

struct html {
	struct buffer *out;
	const struct diff_html_options *options;
	unsigned level;     /* of the headings of groups of changes: 2, or 3 below a policy's */
	size_t next;        /* the number of the next change in the page */
	size_t last;        /* of the last one */
	struct arena arena; /* of what is said */
};

static void put(struct html *html, const char *string)
{
	buffer_append_string(html->out, string);
}

static void put_text(struct html *html, struct text text)
{
	xml_escape(html->out, text);
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

/* Lines */

/* Before and now, in a sentence. */
static void put_exchange(struct html *html, const struct diff_line *line)
{
	put_text(html, line->label);
	put(html, ": before, ");
	put_text(html, line->words);
	put(html, "; now, ");
	put_text(html, line->instead);
	put(html, ".");
}

/* What stands within the element of a line; `side`: as of put_runs. */
static void put_line_words(struct html *html, const struct diff_line *line, char side)
{
	switch (line->kind) {
	case DIFF_LINE_RUN:
		put_runs(html, line->runs, side);
		break;
	case DIFF_LINE_REMOVED:
	case DIFF_LINE_ADDED:
		put_marked(html, line->kind == DIFF_LINE_REMOVED ? '-' : '+', line->words);
		break;
	case DIFF_LINE_SAME:
	case DIFF_LINE_REMARK:
		put_text(html, line->words);
		break;
	case DIFF_LINE_SENTENCE:
		put_text(html, line->words);
		put(html, ".");
		break;
	case DIFF_LINE_EXCHANGE:
		put_exchange(html, line);
		break;
	case DIFF_LINE_PART:
		put_text(html, line->label);
		put(html, line->label.length ? ": " : "");
		put_text(html, line->words);
		break;
	}
}

/* A paragraph each, in as many boxes as the groups of criteria that it stands in. */
static void put_lines(struct html *html, struct diff_lines lines, char side)
{
	size_t depth = 0;

	for (size_t i = 0; i <= lines.count; i++) {
		const struct diff_line *line = i < lines.count ? &lines.items[i] : NULL;
		size_t wanted = line ? line->depth : 0;
		bool is_remark = line && line->kind == DIFF_LINE_REMARK;
		/* One group may end where the next begins. */
		for (; depth > wanted - (is_remark && wanted); depth--)
			put(html, "</div>\n");
		for (; depth < wanted; depth++)
			put(html, "<div class=\"policy-diff__group\">\n");
		if (!line)
			break;
		put(html, is_remark ? "<p class=\"policy-diff__told\">" : "<p>");
		put_line_words(html, line, side);
		put(html, "</p>\n");
	}
}

static void put_list(struct html *html, struct diff_lines lines)
{
	put(html, "<ul>\n");
	for (size_t i = 0; i < lines.count; i++) {
		put(html, "<li>");
		put_line_words(html, &lines.items[i], 0);
		put(html, "</li>\n");
	}
	put(html, "</ul>\n");
}

/* Changes */

static void put_side(struct html *html, const char *heading, struct diff_lines lines, char side)
{
	unsigned level = html->level + 2;

	buffer_append_format(html->out, "<div>\n<h%u>%s</h%u>\n", level, heading, level);
	if (!lines.count)
		put(html, "<p class=\"policy-diff__nothing\">Not there.</p>\n");
	put_lines(html, lines, side);
	put(html, "</div>\n");
}

/* Both versions of the words in one, and side by side. */
static void put_views(struct html *html, const struct diff_account *account)
{
	put(html, "<div class=\"policy-diff__together\">\n");
	put_lines(html, account->words, 0);
	put(html, "</div>\n<div class=\"policy-diff__sides\">\n");
	put_side(html, "Before", account->before, '-');
	put_side(html, "After", account->after, '+');
	put(html, "</div>\n");
}

/* Links to the change before and the next, and to the place in the pages of the versions. */
static void put_steps(struct html *html, const struct change *change, size_t number)
{
	const struct change_place *place = diff_place(change);
	bool is_old = place == &change->from;
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

static void put_title(struct html *html, const struct diff_account *account)
{
	put_text(html, account->place);
	put(html, ": ");
	put_text(html, account->title);
	if (!account->logic.length)
		return;
	put(html, " <span class=\"policy-diff__kind\">(");
	put_text(html, account->logic);
	put(html, ")</span>");
}

static void put_step(struct html *html, const struct diff_step *step)
{
	const struct change *change = step->changes;
	struct diff_account account = diff_account_of(&html->arena, step, DIFF_FORM_HTML);
	size_t number = html->next++;
	unsigned level = html->level + 1;

	buffer_append_format(html->out,
			     "<section class=\"policy-diff__change%s\" id=\"change-%zu\" "
			     "aria-labelledby=\"change-%zu-title\" tabindex=\"-1\">\n<h%u id=\"change-%zu-title\">",
			     change->logic ? " policy-diff__change--logic" : "", number, number, level, number);
	put_title(html, &account);
	buffer_append_format(html->out, "</h%u>\n", level);
	if (change->subject == SUBJECT_CODE)
		put_list(html, account.words);
	else
		put_views(html, &account);
	if (account.parts.count) {
		buffer_append_format(html->out, "<p>%s</p>\n", diff_parts_heading(change));
		put_list(html, account.parts);
	}
	put_lines(html, account.meaning, 0);
	put_steps(html, change, number);
	put(html, "</section>\n");
}

/* Of one policy */

static void put_contents(struct html *html, const struct diff_outline *outline)
{
	size_t number = html->next;

	put(html, "<ul class=\"policy-diff__contents\">\n");
	for (size_t i = 0; i < outline->count; i++) {
		const struct diff_group *group = &outline->groups[i];
		buffer_append_format(html->out, "<li><a href=\"#change-%zu\">%s</a> (%zu)</li>\n", number,
				     group->heading, group->count);
		number += group->count;
	}
	put(html, "</ul>\n");
}

static void put_groups(struct html *html, const struct diff_outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct diff_group *group = &outline->groups[i];
		buffer_append_format(html->out, "<h%u>%s</h%u>\n", html->level, group->heading, html->level);
		for (size_t k = 0; k < group->count; k++)
			put_step(html, &group->steps[k]);
	}
}

static void put_summary(struct html *html, const struct diff_pair *pair, const struct diff_outline *outline)
{
	put(html, "<p class=\"policy-diff__summary\">");
	put_text(html, pair->difference->summary);
	put(html, "</p>\n");
	if (outline->count)
		put_contents(html, outline);
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
	struct html html = {.out = out, .options = options, .level = 2, .next = 1, .arena = ARENA_EMPTY};
	struct diff_outline outline = diff_outline_of(&html.arena, pair);

	html.last = outline.step_count;
	put(&html, "<div class=\"policy-diff\">\n");
	put_summary(&html, pair, &outline);
	if (outline.count) {
		put_legend(&html);
		put_choice(&html);
		put_groups(&html, &outline);
	}
	put(&html, "</div>\n");
	arena_release(&html.arena);
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
		diff_append_versions(&words, pair, " to ");
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

/* `pair`: NULL of several policies. */
static void put_document_title(struct html *html, const struct diff_pair *pair)
{
	put(html, "What changed");
	if (!pair)
		return;
	put(html, ": ");
	put_policy_title(html, pair);
}

static void put_head(struct html *html, const struct diff_pair *pair)
{
	put(html, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	put_document_title(html, pair);
	put(html, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	if (html->options->standalone)
		buffer_append_format(html->out, "<style>\n%s</style>\n", styles);
	put(html, "</head>\n<body>\n<main>\n<h1>");
	put_document_title(html, pair);
	put(html, "</h1>\n");
}

static void put_policy(struct html *html, const struct diff_pair *pair, const struct diff_outline *outline)
{
	put(html, "<h2>");
	put_policy_title(html, pair);
	put(html, "</h2>\n");
	put_summary(html, pair, outline);
	put_groups(html, outline);
}

void write_diffs_html(struct buffer *out, const struct diff_pair *pairs, size_t count,
		      const struct diff_html_options *options)
{
	struct html html = {.out = out, .options = options, .level = count == 1 ? 2 : 3, .next = 1};
	struct diff_outline *outlines = ARENA_ARRAY(&html.arena, count, struct diff_outline);
	size_t changed = count == 1;

	for (size_t i = 0; i < count; i++) {
		outlines[i] = diff_outline_of(&html.arena, &pairs[i]);
		html.last += outlines[i].step_count;
	}
	put_head(&html, count == 1 ? &pairs[0] : NULL);
	put(&html, "<div class=\"policy-diff\">\n");
	if (count == 1)
		put_summary(&html, &pairs[0], &outlines[0]);
	if (html.last) {
		put_legend(&html);
		put_choice(&html);
	}
	if (count == 1)
		put_groups(&html, &outlines[0]);
	for (size_t i = 0; i < count && count > 1; i++) {
		if (!diff_has_changes(&pairs[i]))
			continue;
		changed++;
		put_policy(&html, &pairs[i], &outlines[i]);
	}
	if (!changed)
		put(&html, "<p>Nothing has changed.</p>\n");
	put(&html, "</div>\n</main>\n</body>\n</html>\n");
	arena_release(&html.arena);
}

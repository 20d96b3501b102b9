/* A redline as XSL-FO: what changed, what matters first, each word that was taken out or put in marked in words, by a
 * line and by a colour. */
#include "write/diff_lines.h"
#include "write/fo_sheet.h"

#define ITEM_INDENT_MM 6

static void put_string(struct sheet *sheet, const char *words)
{
	fo_words(sheet, text_of(words));
}

/* "[removed: one year]": nobody need see the line or the colour. */
static void put_marked(struct sheet *sheet, char op, struct text words)
{
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	set(sheet, "font-weight", "bold");
	put_string(sheet, op == '-' ? "[removed: " : "[added: ");
	end(sheet);
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	fo_style(sheet, op == '-' ? FO_STYLE_REMOVED : FO_STYLE_ADDED);
	fo_words(sheet, words);
	end(sheet);
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	set(sheet, "font-weight", "bold");
	put_string(sheet, "]");
	end(sheet);
}

static void put_run(struct sheet *sheet, const struct word_run *run)
{
	struct text words = text_trim(run->text);
	if (run->op == '=' || !words.length) {
		fo_words(sheet, run->text);
		return;
	}
	/* A mark stands apart from the words that stayed, if only from a part of one. */
	put_string(sheet, " ");
	put_marked(sheet, run->op, words);
	if (words.bytes + words.length < run->text.bytes + run->text.length)
		put_string(sheet, " ");
}

/* Below the title of a change, `depth` groups of criteria deep. */
static void begin_deep(struct sheet *sheet, size_t depth)
{
	begin_words(sheet);
	xml_attribute_format(&sheet->xml, "start-indent", "%zumm", ITEM_INDENT_MM * (depth + 1));
	fo_style(sheet, FO_STYLE_PARAGRAPH);
}

/* What it leads to begins on its page. */
static void keep_with_next(struct sheet *sheet)
{
	set(sheet, "keep-with-next.within-page", "always");
}

static void put_exchange(struct sheet *sheet, const struct diff_line *line)
{
	fo_words(sheet, line->label);
	put_string(sheet, line->label.length ? ": " : "");
	put_marked(sheet, '-', line->words);
	put_string(sheet, " ");
	put_marked(sheet, '+', line->instead);
}

static void put_line(struct sheet *sheet, const struct diff_line *line)
{
	begin_deep(sheet, line->depth);
	switch (line->kind) {
	case DIFF_LINE_RUN:
		for (size_t i = 0; i < line->runs->count; i++)
			put_run(sheet, &line->runs->runs[i]);
		break;
	case DIFF_LINE_REMOVED:
	case DIFF_LINE_ADDED:
		put_marked(sheet, line->kind == DIFF_LINE_REMOVED ? '-' : '+', line->words);
		break;
	case DIFF_LINE_REMARK:
		keep_with_next(sheet);
		fo_words(sheet, line->words);
		break;
	case DIFF_LINE_SAME:
	case DIFF_LINE_SENTENCE:
		fo_words(sheet, line->words);
		break;
	case DIFF_LINE_PART:
		fo_words(sheet, line->label);
		put_string(sheet, line->label.length ? ": " : "");
		fo_words(sheet, line->words);
		break;
	case DIFF_LINE_EXCHANGE:
		put_exchange(sheet, line);
		break;
	}
	end(sheet);
}

static void put_lines(struct sheet *sheet, struct diff_lines lines)
{
	for (size_t i = 0; i < lines.count; i++)
		put_line(sheet, &lines.items[i]);
}

/* The line that says what happened where; what it is about follows on the same page. */
static void put_title(struct sheet *sheet, const struct diff_account *account)
{
	bool has_logic = account->logic.length > 0;

	begin_words(sheet);
	set(sheet, "font-weight", "bold");
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	keep_with_next(sheet);
	fo_words(sheet,
		 ARENA_JOIN(&sheet->arena, account->place, TEXT(": "), account->title,
			    has_logic ? TEXT(" (") : TEXT(""), account->logic, has_logic ? TEXT(")") : TEXT("")));
	end(sheet);
}

static bool has_marks(const struct diff_outline *outline)
{
	for (size_t i = 0; i < outline->count; i++)
		for (size_t k = 0; k < outline->groups[i].count; k++) {
			enum change_op op = outline->groups[i].steps[k].changes->op;
			if (op != OP_MOVED && op != OP_FORMAT)
				return true;
		}
	return false;
}

static void put_legend(struct sheet *sheet)
{
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	put_string(sheet, "Words that were taken out are shown so: ");
	put_marked(sheet, '-', TEXT("words"));
	put_string(sheet, "; words that were put in so: ");
	put_marked(sheet, '+', TEXT("words"));
	put_string(sheet, ".");
	end(sheet);
}

static void put_head(struct sheet *sheet, const struct diff_pair *pair, const struct diff_outline *outline)
{
	struct buffer words = BUFFER_EMPTY;
	begin(sheet, "fo:block");
	set(sheet, "role", "Div");
	fo_style(sheet, FO_STYLE_TITLE_BLOCK);
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_DOCUMENT_TYPE);
	put_string(sheet, "What changed");
	end(sheet);
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_REF);
	fo_words(sheet, sheet->policy->ref.text);
	end(sheet);
	fo_begin_heading(sheet, 1, TEXT(""));
	fo_words(sheet, sheet->policy->title.text);
	end(sheet);
	begin_words(sheet);
	fo_style(sheet, FO_STYLE_CATEGORY);
	buffer_append_string(&words, "From ");
	diff_append_versions(&words, pair, " to ");
	fo_words(sheet, buffer_text(&words));
	end(sheet);
	end(sheet);
	if (pair->difference->are_unrelated) {
		buffer_clear(&words);
		buffer_append_string(&words, "These are no two versions of one policy: little of either is in the "
					     "other. ");
		diff_append_other_policy(&words, pair);
		fo_paragraph(sheet, buffer_text(&words));
	}
	buffer_release(&words);
	fo_paragraph(sheet, pair->difference->summary);
	if (has_marks(outline))
		put_legend(sheet);
}

/* The headings are the outline. */
static struct text heading_id(struct sheet *sheet, size_t number)
{
	return arena_format(&sheet->arena, "changes-%zu", number);
}

static void put_group(struct sheet *sheet, const struct diff_group *group, struct text id)
{
	fo_begin_heading(sheet, 2, id);
	put_string(sheet, group->heading);
	end(sheet);
	for (size_t i = 0; i < group->count; i++) {
		struct diff_account account = diff_account_of(&sheet->arena, &group->steps[i], DIFF_FORM_FO);
		put_title(sheet, &account);
		put_lines(sheet, account.words);
		put_lines(sheet, account.parts);
		put_lines(sheet, account.meaning);
	}
}

void write_diff_fo(struct buffer *out, const struct diff_pair *pair, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = diff_policy(pair), .edition = edition};
	struct diff_outline outline = diff_outline_of(&sheet.arena, pair);
	size_t begin_at = out->length;

	fo_begin_flow(&sheet, out);
	put_head(&sheet, pair, &outline);
	for (size_t i = 0; i < outline.count; i++)
		put_group(&sheet, &outline.groups[i], heading_id(&sheet, i + 1));
	fo_end_document(&sheet, out, begin_at);
}

void write_diff_fo_bookmarks(struct buffer *out, const struct diff_pair *pair, const struct edition *edition)
{
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = diff_policy(pair), .edition = edition};
	struct diff_outline outline = diff_outline_of(&sheet.arena, pair);
	size_t begin_at = out->length;

	if (!outline.count) {
		arena_release(&sheet.arena);
		return;
	}
	fo_begin_bookmarks(&sheet, out);
	for (size_t i = 0; i < outline.count; i++) {
		begin(&sheet, "fo:bookmark");
		xml_attribute(&sheet.xml, "internal-destination", heading_id(&sheet, i + 1));
		xml_element_text(&sheet.xml, "fo:bookmark-title", text_of(outline.groups[i].heading));
		end(&sheet);
	}
	fo_end_document(&sheet, out, begin_at);
}

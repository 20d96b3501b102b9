/* A redline as XSL-FO: what changed, what matters first, each word that was taken out or put in marked in words, by a
 * line and by a colour. */
#include <string.h>

#include "write/diff.h"
#include "write/fo_sheet.h"

#define ITEM_INDENT_MM      6
#define EXCHANGE_BYTES_MOST 80

static void begin_paragraph(struct sheet *sheet)
{
	xml_element_begin_inline(&sheet->xml, "fo:block");
}

static void end(struct sheet *sheet)
{
	xml_element_end(&sheet->xml);
}

static void put_string(struct sheet *sheet, const char *words)
{
	fo_words(sheet, text_of(words));
}

static void put_paragraph(struct sheet *sheet, struct text words)
{
	begin_paragraph(sheet);
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	fo_words(sheet, words);
	end(sheet);
}

/* "[removed: one year]": nobody need see the line or the colour. */
static void put_marked(struct sheet *sheet, char op, struct text words)
{
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	xml_attribute_string(&sheet->xml, "font-weight", "bold");
	put_string(sheet, op == '-' ? "[removed: " : "[added: ");
	end(sheet);
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	fo_style(sheet, op == '-' ? FO_STYLE_REMOVED : FO_STYLE_ADDED);
	fo_words(sheet, words);
	end(sheet);
	xml_element_begin_inline(&sheet->xml, "fo:inline");
	xml_attribute_string(&sheet->xml, "font-weight", "bold");
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
	begin_paragraph(sheet);
	xml_attribute_format(&sheet->xml, "start-indent", "%zumm", ITEM_INDENT_MM * (depth + 1));
	fo_style(sheet, FO_STYLE_PARAGRAPH);
}

static void begin_indented(struct sheet *sheet)
{
	begin_deep(sheet, 0);
}

static void put_runs(struct sheet *sheet, const struct word_runs *runs)
{
	begin_indented(sheet);
	for (size_t i = 0; i < runs->count; i++)
		put_run(sheet, &runs->runs[i]);
	end(sheet);
}

/* Short words that took the place of others, in one line. */
static bool put_exchange(struct sheet *sheet, const struct change *change)
{
	if (change->op != OP_CHANGED || !change->old_words.length || !change->new_words.length ||
	    change->old_words.length + change->new_words.length > EXCHANGE_BYTES_MOST)
		return false;
	begin_indented(sheet);
	put_marked(sheet, '-', change->old_words);
	put_string(sheet, " ");
	put_marked(sheet, '+', change->new_words);
	end(sheet);
	return true;
}

/* Words that came or went whole, a block a paragraph. */
static void put_lines(struct sheet *sheet, char op, const struct change *change)
{
	struct text words = op == '-' ? change->old_words : change->new_words;
	struct diff_lines lines = diff_lines_of(&sheet->arena, change, words);
	for (size_t i = 0; i < lines.count; i++) {
		const struct diff_line *line = &lines.items[i];
		begin_deep(sheet, line->depth);
		if (line->is_told) {
			xml_attribute_string(&sheet->xml, "keep-with-next.within-page", "always");
			fo_words(sheet, line->words);
		} else {
			put_marked(sheet, op, line->words);
		}
		end(sheet);
	}
}

/* The line that says what happened where; what it is about follows on the same page. */
static void put_title(struct sheet *sheet, struct text words)
{
	begin_paragraph(sheet);
	xml_attribute_string(&sheet->xml, "font-weight", "bold");
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	xml_attribute_string(&sheet->xml, "keep-with-next.within-page", "always");
	fo_words(sheet, words);
	end(sheet);
}

static void append_change(struct buffer *words, const struct change *change)
{
	diff_append_place(words, change->op == OP_REMOVED ? &change->from : &change->to);
	if (change->subject == SUBJECT_HISTORY || change->subject == SUBJECT_FIELD)
		buffer_append(words, change->label);
	else if (!words->length)
		buffer_append_string(words, "Before the first section");
	buffer_append_string(words, ": ");
	diff_append_title(words, change);
	size_t before = words->length;
	buffer_append_string(words, " (");
	diff_append_logic(words, change);
	if (words->length > before + 2)
		buffer_append_byte(words, ')');
	else
		words->length = before;
}

static void put_consequence(struct sheet *sheet, const char *of, struct text old, struct text new)
{
	begin_indented(sheet);
	put_string(sheet, of);
	put_marked(sheet, '-', old);
	put_string(sheet, " ");
	put_marked(sheet, '+', new);
	end(sheet);
}

/* How a criterion that came, went or was moved combines with its neighbours, and what meeting it means. */
static void put_consequences(struct sheet *sheet, const struct change *change)
{
	struct text neighbours = diff_neighbours(&sheet->arena, change);
	if (neighbours.length) {
		begin_indented(sheet);
		fo_words(sheet, neighbours);
		end(sheet);
	}
	if (change->op == OP_MOVED && change->old_group && change->new_group)
		put_consequence(sheet, "With its neighbours: ", criteria_group_words(&sheet->arena, change->old_group),
				criteria_group_words(&sheet->arena, change->new_group));
	if (change->logic & LOGIC_EFFECT)
		put_consequence(sheet, "For the patient: ", text_of(diff_effect_words(change->old_effect)),
				text_of(diff_effect_words(change->new_effect)));
}

static void put_change(struct sheet *sheet, const struct change *change)
{
	bool has_runs = change->words.count && !change->is_rewritten && change->subject != SUBJECT_GROUP;
	struct buffer title = BUFFER_EMPTY;
	append_change(&title, change);
	put_title(sheet, buffer_text(&title));
	buffer_release(&title);
	if (has_runs) {
		put_runs(sheet, &change->words);
	} else if (change->op == OP_MOVED || change->op == OP_FORMAT) {
		begin_indented(sheet);
		fo_words(sheet, change->new_words);
		end(sheet);
	} else if (!put_exchange(sheet, change)) {
		put_lines(sheet, '-', change);
		put_lines(sheet, '+', change);
	}
	put_consequences(sheet, change);
}

static void put_codes(struct sheet *sheet, const struct difference *difference, size_t begin, size_t end_at)
{
	const struct change *first = &difference->changes[begin];
	struct buffer title = BUFFER_EMPTY;
	diff_append_place(&title, first->op == OP_REMOVED ? &first->from : &first->to);
	buffer_append_string(&title, ": ");
	diff_append_codes_title(&title, first, end_at - begin);
	put_title(sheet, buffer_text(&title));
	buffer_release(&title);
	for (size_t i = begin; i < end_at; i++) {
		const struct change *change = &difference->changes[i];
		if (change->op != OP_ADDED && change->op != OP_REMOVED && change->words.count) {
			put_runs(sheet, &change->words);
		} else {
			put_lines(sheet, '-', change);
			put_lines(sheet, '+', change);
		}
	}
}

static bool has_marks(const struct diff_pair *pair, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pair->difference->changes[i].op != OP_MOVED && pair->difference->changes[i].op != OP_FORMAT)
			return true;
	return false;
}

static void put_legend(struct sheet *sheet)
{
	begin_paragraph(sheet);
	fo_style(sheet, FO_STYLE_PARAGRAPH);
	put_string(sheet, "Words that were taken out are shown so: ");
	put_marked(sheet, '-', TEXT("words"));
	put_string(sheet, "; words that were put in so: ");
	put_marked(sheet, '+', TEXT("words"));
	put_string(sheet, ".");
	end(sheet);
}

static void put_head(struct sheet *sheet, const struct diff_pair *pair, size_t count)
{
	struct buffer words = BUFFER_EMPTY;
	xml_element_begin(&sheet->xml, "fo:block");
	xml_attribute_string(&sheet->xml, "role", "Div");
	fo_style(sheet, FO_STYLE_TITLE_BLOCK);
	begin_paragraph(sheet);
	fo_style(sheet, FO_STYLE_DOCUMENT_TYPE);
	put_string(sheet, "What changed");
	end(sheet);
	begin_paragraph(sheet);
	fo_style(sheet, FO_STYLE_REF);
	fo_words(sheet, sheet->policy->ref.text);
	end(sheet);
	fo_begin_heading(sheet, 1, TEXT(""));
	fo_words(sheet, sheet->policy->title.text);
	end(sheet);
	begin_paragraph(sheet);
	fo_style(sheet, FO_STYLE_CATEGORY);
	buffer_append_string(&words, "From ");
	diff_append_version(&words, &pair->old);
	buffer_append_string(&words, " to ");
	diff_append_version(&words, &pair->new);
	fo_words(sheet, buffer_text(&words));
	end(sheet);
	end(sheet);
	buffer_release(&words);
	if (pair->difference->are_unrelated)
		put_paragraph(sheet, arena_format(&sheet->arena,
						  "These are no two versions of one policy: little of either is in the "
						  "other. The old is %.*s %.*s.",
						  TEXT_ARGUMENTS(pair->old.policy->ref.text),
						  TEXT_ARGUMENTS(pair->old.policy->title.text)));
	put_paragraph(sheet, pair->difference->summary);
	if (has_marks(pair, count))
		put_legend(sheet);
}

/* The headings are the outline. */
static struct text heading_id(struct sheet *sheet, size_t number)
{
	return arena_format(&sheet->arena, "changes-%zu", number);
}

static void put_changes(struct sheet *sheet, const struct difference *difference, size_t count)
{
	const char *heading = NULL;
	size_t headings = 0;
	for (size_t i = 0; i < count;) {
		const struct change *change = &difference->changes[i];
		size_t next = diff_code_run_end(difference, i, count);
		if (heading != diff_heading(change)) {
			heading = diff_heading(change);
			fo_begin_heading(sheet, 2, heading_id(sheet, ++headings));
			put_string(sheet, heading);
			end(sheet);
		}
		if (change->subject == SUBJECT_CODE)
			put_codes(sheet, difference, i, next);
		else
			put_change(sheet, change);
		i = next;
	}
}

void write_diff_fo(struct buffer *out, const struct diff_pair *pair, const struct edition *edition)
{
	const struct policy *policy = diff_policy(pair);
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	size_t begin_at = out->length;
	size_t count = pair->formatting ? pair->difference->count : pair->difference->shown;
	fo_begin_flow(&sheet, out);
	put_head(&sheet, pair, count);
	put_changes(&sheet, pair->difference, count);
	fo_end_document(&sheet, out, begin_at);
}

void write_diff_fo_bookmarks(struct buffer *out, const struct diff_pair *pair, const struct edition *edition)
{
	const struct policy *policy = diff_policy(pair);
	struct sheet sheet = {.arena = ARENA_EMPTY, .policy = policy, .edition = edition};
	size_t begin_at = out->length, headings = 0;
	size_t count = pair->formatting ? pair->difference->count : pair->difference->shown;
	const char *heading = NULL;
	if (!count)
		return;
	fo_begin_bookmarks(&sheet, out);
	for (size_t i = 0; i < count; i++) {
		const char *next = diff_heading(&pair->difference->changes[i]);
		if (next == heading)
			continue;
		heading = next;
		xml_element_begin(&sheet.xml, "fo:bookmark");
		xml_attribute(&sheet.xml, "internal-destination", heading_id(&sheet, ++headings));
		xml_element_text(&sheet.xml, "fo:bookmark-title", text_of(heading));
		end(&sheet);
	}
	fo_end_document(&sheet, out, begin_at);
}

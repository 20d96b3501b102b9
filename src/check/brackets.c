/* unclosed-bracket: brackets and curly quotation marks that are opened and not closed, or closed and not opened, in one
 * block of words. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/rules.h"

#define OPEN_MOST 64

enum mark { MARK_ROUND, MARK_SQUARE, MARK_DOUBLE, MARK_SINGLE, MARK_COUNT };

static const struct {
	const char *open, *close, *name;
} marks[MARK_COUNT] = {
	[MARK_ROUND] = {"(", ")", "bracket"},
	[MARK_SQUARE] = {"[", "]", "square bracket"},
	[MARK_DOUBLE] = {"“", "”", "quotation mark"},
	[MARK_SINGLE] = {"‘", "’", "quotation mark"},
};

struct opened {
	enum mark mark;
	size_t at;
};

/* Where the marks of one text stand open. */
struct brackets {
	struct text text;
	struct opened open[OPEN_MOST];
	size_t count;
	size_t labels; /* closed a bracket, and may be labels in it: "(either a) this or b) that)" */
	bool (*is_prose)(const void *leaf, size_t at); /* NULL: all of it is */
	const void *leaf;
};

/* The first mark without its other half. */
struct lonely {
	enum mark mark;
	size_t at;
	bool is_closing;
};

static bool begins(struct text text, size_t at, const char *mark)
{
	return text_begins(text_slice(text, at, text.length), text_of(mark));
}

/* "a)", "iv)", "12)", "2.1)": the label of an item, in a line or within one. */
static bool is_label(struct text text, size_t at)
{
	size_t begin = at;

	while (begin > 0 && (is_word_byte(text.bytes[begin - 1], WORD_DIGIT) || text.bytes[begin - 1] == '.'))
		begin--;
	struct text label = text_slice(text, begin, at);
	bool is_roman = label.length > 0 && label.length < 7,
	     is_apart = begin == 0 || is_ascii_space(text.bytes[begin - 1]);
	for (size_t i = 0; i < label.length; i++)
		is_roman &= text_find_byte(TEXT("ivxl"), ascii_lower(label.bytes[i]), 0) != TEXT_NOT_FOUND;
	return is_apart && label.length > 0 && (label.length <= 4 || is_roman) &&
	       (is_roman || label.length <= 2 || digits_end(label, 0) > 0);
}

/* "[18, 65)": from 18 to under 65. */
static bool is_interval(struct text text, size_t begin, size_t end)
{
	for (size_t i = begin + 1; i < end; i++)
		if (!is_ascii_digit(text.bytes[i]) && text_find_byte(TEXT(" ,.;-"), text.bytes[i], 0) == TEXT_NOT_FOUND)
			return false;
	return end > begin + 1;
}

/* A closing mark that may stand alone: an apostrophe, inches, a label. */
static bool may_be_alone(struct text text, enum mark mark, size_t at)
{
	if (mark == MARK_SINGLE)
		return true;
	if (mark == MARK_DOUBLE)
		return at > 0 && is_ascii_digit(text.bytes[at - 1]);
	return mark == MARK_ROUND && is_label(text, at);
}

/* Closes a mark; false where it was not open, or something in it still is. */
static bool close_mark(struct brackets *brackets, enum mark mark, size_t at, struct lonely *lonely)
{
	size_t last = brackets->count;

	while (last > 0 && brackets->open[last - 1].mark != mark)
		last--;
	if (last == 0) {
		struct opened *top = brackets->count ? &brackets->open[brackets->count - 1] : NULL;
		if (top && mark <= MARK_SQUARE && top->mark <= MARK_SQUARE &&
		    is_interval(brackets->text, top->at, at)) {
			brackets->count--;
			return true;
		}
		*lonely = (struct lonely){mark, at, true};
		if (may_be_alone(brackets->text, mark, at))
			return true;
		return mark == MARK_ROUND && brackets->labels && brackets->labels--;
	}
	/* What was opened inside: single marks are apostrophes as often. */
	for (size_t i = last; i < brackets->count; i++)
		if (brackets->open[i].mark != MARK_SINGLE) {
			*lonely = (struct lonely){brackets->open[i].mark, brackets->open[i].at, false};
			return false;
		}
	brackets->count = last - 1;
	brackets->labels += mark == MARK_ROUND && is_label(brackets->text, at);
	return true;
}

static bool open_mark(struct brackets *brackets, enum mark mark, size_t at)
{
	size_t after = at + strlen(marks[mark].open);

	/* "‘90s", "‘tis": an apostrophe that was curled the wrong way. */
	if (mark == MARK_SINGLE && (after >= brackets->text.length || is_ascii_digit(brackets->text.bytes[after]) ||
				    begins(brackets->text, after, "tis") || begins(brackets->text, after, "em ")))
		return true;
	if (brackets->count == OPEN_MOST)
		return false;
	brackets->open[brackets->count++] = (struct opened){mark, at};
	return true;
}

/* Is there a mark without its other half? */
static bool find_lonely(struct brackets *brackets, struct lonely *lonely)
{
	struct text text = brackets->text;

	for (size_t at = 0; at < text.length; at++) {
		for (size_t mark = 0; mark < MARK_COUNT; mark++) {
			bool opens = begins(text, at, marks[mark].open), closes = begins(text, at, marks[mark].close);
			if ((!opens && !closes) || (brackets->is_prose && !brackets->is_prose(brackets->leaf, at)))
				continue;
			if (opens && !open_mark(brackets, (enum mark)mark, at))
				return false;
			if (closes && !close_mark(brackets, (enum mark)mark, at, lonely))
				return true;
		}
	}
	if (!brackets->count)
		return false;
	*lonely = (struct lonely){brackets->open[0].mark, brackets->open[0].at, false};
	return true;
}

static void report(struct check_context *context, const struct lonely *lonely, struct place place)
{
	findings_add(context->findings, CHECK_UNCLOSED_BRACKET, place, "this %s is %s", marks[lonely->mark].name,
		     lonely->is_closing ? "closed and never opened" : "opened and never closed");
}

static const struct node *ancestor_block(const struct node *node, enum node_kind kind)
{
	while (node && node->kind != kind)
		node = node->parent;
	return node;
}

static long balance(struct arena *arena, const struct node *node)
{
	struct text words = node_words(arena, node);
	long open = 0;

	for (size_t i = 0; i < words.length; i++)
		open += (words.bytes[i] == '(') - (words.bytes[i] == ')');
	return open;
}

/* Is it closed, or was it opened, in another block that belongs to the same sentence: a lead-in and its list, or a
 * quotation of several paragraphs? */
static bool goes_on_elsewhere(struct check_context *context, const struct node *leaf, struct text text,
			      const struct lonely *lonely)
{
	const struct node *list = ancestor_block(leaf, NODE_LIST), *next = leaf->next;

	if (!lonely->is_closing && lonely->mark >= MARK_DOUBLE)
		return next && node_is_leaf_block(next) &&
		       begins(text_trim(node_words(context->arena, next)), 0, marks[lonely->mark].open);
	if (!lonely->is_closing)
		return text_ends(text_trim(text), TEXT(":"));
	return lonely->mark == MARK_ROUND && list && list->previous && balance(context->arena, list->previous) > 0;
}

static bool is_prose(const void *leaf, size_t at)
{
	return flat_text_is_prose(leaf, at);
}

static void rule_brackets(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct brackets brackets = {.text = flat->text, .is_prose = is_prose, .leaf = flat};
	struct lonely lonely;

	if (find_lonely(&brackets, &lonely) && !goes_on_elsewhere(context, leaf, flat->text, &lonely)) {
		const char *mark = lonely.is_closing ? marks[lonely.mark].close : marks[lonely.mark].open;
		report(context, &lonely, flat_text_place(flat, lonely.at, lonely.at + strlen(mark)));
	}
}

static void check_value(void *data, const struct field *field, const struct text_value *value)
{
	struct brackets brackets = {.text = value->text};
	struct lonely lonely;

	if (!(field->flags & FIELD_TOKEN) && find_lonely(&brackets, &lonely))
		report(data, &lonely, value->place);
}

static void rule_brackets_of_fields(struct check_context *context)
{
	field_each_text(&policy_fields, context->policy, check_value, context);
}

const struct rule brackets_rules[] = {
	POLICY_RULE(LANGUAGE, rule_brackets_of_fields),
	LEAF_RULE(LANGUAGE, rule_brackets),
	RULES_END,
};

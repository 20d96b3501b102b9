#include "read/marks.h"

#include "base/nearest.h"
#include "tree/policy.h"

enum mark_kind { MARK_OPERATOR, MARK_EFFECT, MARK_NOTE };

/* The one list of marks. */
static const struct mark {
	const char *word;
	enum mark_kind kind;
	bool has_number;
	int value; /* an enum criteria_operator or an enum effect */
} known_marks[] = {
	{"all", MARK_OPERATOR, false, CRITERIA_ALL},
	{"any", MARK_OPERATOR, false, CRITERIA_ANY},
	{"none", MARK_OPERATOR, false, CRITERIA_NONE},
	{"at-least", MARK_OPERATOR, true, CRITERIA_AT_LEAST},
	{"at-most", MARK_OPERATOR, true, CRITERIA_AT_MOST},
	{"exactly", MARK_OPERATOR, true, CRITERIA_EXACTLY},
	{"list", MARK_OPERATOR, false, CRITERIA_NONE_READ},
	{"eligible", MARK_EFFECT, false, EFFECT_ELIGIBLE},
	{"considered", MARK_EFFECT, false, EFFECT_CONSIDERED},
	{"only-if", MARK_EFFECT, false, EFFECT_ONLY_IF},
	{"required", MARK_EFFECT, false, EFFECT_REQUIRED},
	{"not-commissioned", MARK_EFFECT, false, EFFECT_NOT_COMMISSIONED},
	{"outside-policy", MARK_EFFECT, false, EFFECT_OUTSIDE_POLICY},
	{"scope", MARK_EFFECT, false, EFFECT_SCOPE},
	{"elsewhere", MARK_EFFECT, false, EFFECT_ELSEWHERE},
	{"overrides", MARK_EFFECT, false, EFFECT_OVERRIDES},
	{"no-effect", MARK_EFFECT, false, EFFECT_UNSTATED},
	{"note", MARK_NOTE, false, 0},
};
#define KNOWN_COUNT (sizeof known_marks / sizeof *known_marks)

/* Numbers of criteria above this are slips of the hand. */
#define NUMBER_MOST 1000

/* Is the byte at `offset` of the flat text this one, as a word and written as such? */
static bool is_brace(const struct flat_text *flat, size_t offset, const char *brace)
{
	return flat_text_node(flat, offset)->kind == NODE_TEXT &&
	       text_is(place_text(flat_text_place(flat, offset, offset + 1)), brace);
}

/* The braces that end at `end` of the flat text. */
static bool braces_before(const struct flat_text *flat, size_t end, struct braces *braces)
{
	size_t begin;

	if (end < 2 || flat->text.bytes[end - 1] != '}')
		return false;
	for (begin = end - 1; begin > 0; begin--) {
		char c = flat->text.bytes[begin - 1];
		if (c == '{')
			break;
		if (c == '}' || c == '\n' || end - begin > 200)
			return false;
	}
	if (begin == 0)
		return false;
	begin--;
	/* "{{" is an include, or a fault that has been reported. */
	if (begin > 0 && flat->text.bytes[begin - 1] == '{')
		return false;
	if (!is_brace(flat, begin, "{") || !is_brace(flat, end - 1, "}"))
		return false;
	braces->begin = begin;
	braces->end = end;
	braces->place = flat_text_place(flat, begin, end);
	struct text written = place_text(braces->place);
	braces->inside = text_trim(text_slice(written, 1, written.length - 1));
	return true;
}

static size_t end_of_words(struct text text, size_t end)
{
	while (end > 0 && is_ascii_space(text.bytes[end - 1]))
		end--;
	return end;
}

size_t braces_at_end(const struct flat_text *flat, struct braces braces[BRACES_MOST])
{
	size_t count = 0, end = end_of_words(flat->text, flat->text.length);

	while (count < BRACES_MOST && braces_before(flat, end, &braces[count])) {
		end = end_of_words(flat->text, braces[count].begin);
		count++;
	}
	return count;
}

static const struct mark *mark_find(struct text word)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (text_is(word, known_marks[i].word))
			return &known_marks[i];
	return NULL;
}

/* "at-least 2" → "at-least" and "2". */
static struct text mark_word(struct text inside, struct text *number)
{
	struct text rest = inside, word = {0};

	text_split(&rest, ' ', &word);
	*number = rest.bytes ? text_trim(rest) : TEXT("");
	return word;
}

static void report_number(struct findings *findings, const struct braces *braces, const struct mark *mark)
{
	if (mark->has_number)
		findings_add(findings, CHECK_SYNTAX, braces->place,
			     "the mark {%s} has a number of criteria in figures, as in {%s 2}", mark->word, mark->word);
	else
		findings_add(findings, CHECK_SYNTAX, braces->place,
			     "the mark {%s} has no further words; write {%s} alone", mark->word, mark->word);
}

static void report_second(struct findings *findings, const struct braces *braces, struct place first)
{
	struct finding *finding = findings_add(
		findings, CHECK_SYNTAX, braces->place,
		"this is a second mark of the same kind, and one of the two would say nothing; keep the one that is "
		"meant");
	finding_note(findings, finding, first, "the first is here");
}

bool mark_read(struct marks *marks, struct findings *findings, const struct braces *braces)
{
	struct text number_words;
	const struct mark *mark = mark_find(mark_word(braces->inside, &number_words));
	uint32_t number = 0;

	if (!mark)
		return false;
	bool is_whole = mark->has_number ? text_to_number(number_words, NUMBER_MOST, &number) : !number_words.length;
	if (!is_whole) {
		report_number(findings, braces, mark);
		return true;
	}
	struct place *place = mark->kind == MARK_OPERATOR ? &marks->operator_place
			      : mark->kind == MARK_EFFECT ? &marks->effect_place
							  : &marks->note_place;
	if (place->source) {
		report_second(findings, braces, *place);
		return true;
	}
	*place = braces->place;
	switch (mark->kind) {
	case MARK_OPERATOR:
		marks->combination = (enum criteria_operator)mark->value;
		marks->count = number;
		break;
	case MARK_EFFECT:
		marks->effect = (enum effect)mark->value;
		break;
	case MARK_NOTE:
		break;
	}
	return true;
}

void mark_report_unknown(struct findings *findings, const struct braces *braces)
{
	struct text words = braces->inside;
	struct nearest nearest;

	if (text_begins(words, TEXT("include"))) {
		findings_add(
			findings, CHECK_SYNTAX, braces->place,
			"shared wording is put in with two braces at each end, as in {{include core-criteria@2024}}");
		return;
	}
	/* "{at least 2}": without its number. */
	while (words.length &&
	       (is_ascii_digit(words.bytes[words.length - 1]) || is_ascii_space(words.bytes[words.length - 1])))
		words.length--;
	nearest_init(&nearest, words);
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		nearest_offer(&nearest, text_of(known_marks[i].word));
	const struct mark *mark = nearest.best.bytes ? &known_marks[nearest.index] : NULL;
	if (mark)
		findings_add(findings, CHECK_SYNTAX, braces->place,
			     "this mark is not known, so it would be printed as it is written; did you mean {%s%s}?",
			     mark->word, mark->has_number ? " 2" : "");
	else
		findings_add(findings, CHECK_SYNTAX, braces->place,
			     "this mark is not known, so it would be printed as it is written; take the braces out, or "
			     "write a mark: {all}, {any}, {none}, {at-least 2}, {at-most 1}, {exactly 1}, {list}, "
			     "{note}, or one of what a clause does, such as {eligible}");
}

#define MARK_MOST 24 /* bytes, its brackets counted */

/* The mark in brackets of either kind that begins at `at`, and where it ends, or NULL. */
static const struct mark *mark_at(struct text words, size_t at, size_t *end)
{
	char closing = words.bytes[at] == '{' ? '}' : ']';
	struct text rest = text_slice(words, at + 1, at + MARK_MOST), number;
	size_t close = text_find_byte(rest, closing, 0);

	if (close == TEXT_NOT_FOUND)
		return NULL;
	*end = at + 1 + close + 1;
	return mark_find(mark_word(text_slice(rest, 0, close), &number));
}

static void report_stray(struct findings *findings, struct place place, const struct mark *mark)
{
	findings_add(
		findings, CHECK_SYNTAX, place,
		"this mark would be printed as it is written: it has braces, and is the very last thing of the words "
		"of a clause or item or of those above a list, after the colon; write {%s%s} there",
		mark->word, mark->has_number ? " 2" : "");
}

/* Is the first byte of a text written with a "\\" before it? */
static bool is_escaped(const struct node *text)
{
	struct text source = text->place.source->bytes;
	return text->place.begin > 0 && source.bytes[text->place.begin - 1] == '\\';
}

/* "{any}:" and "[any]". Square brackets elsewhere than at the end, and round words such as "list" or "required", may be
 * words. */
static void find_stray_in(struct findings *findings, const struct node *text)
{
	struct text words = text->text.text;
	const struct mark *mark;

	/* Nearly no text has either. */
	if (text_find_byte(words, '{', 0) == TEXT_NOT_FOUND && text_find_byte(words, '[', 0) == TEXT_NOT_FOUND)
		return;
	/* Escapes and entities are words. */
	if (text->place.end - text->place.begin != words.length || is_escaped(text))
		return;
	for (size_t at = 0, end; at < words.length; at++) {
		if ((words.bytes[at] != '{' && words.bytes[at] != '[') || !(mark = mark_at(words, at, &end)))
			continue;
		bool is_at_end = !text->next && text_trim(text_slice(words, end, words.length)).length == 0;
		bool is_stray = words.bytes[at] == '{' ||
				(is_at_end && mark->kind == MARK_OPERATOR && mark->value != CRITERIA_NONE_READ);
		if (is_stray)
			report_stray(findings,
				     place_of(text->place.source, text->place.begin + at, text->place.begin + end),
				     mark);
	}
}

void marks_find_stray(struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_TEXT && walk.node->place.source == &policy->source)
			find_stray_in(&policy->findings, walk.node);
}

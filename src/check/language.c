#include "check/rules.h"

#include "base/unicode.h"

/* A word of a leaf block: letters, with apostrophes and hyphens inside. */
struct word {
	size_t begin, end;
	struct text text;
	bool follows_space; /* nothing but white space lies between it and the word before */
};

static bool is_word_start(struct text text, size_t at)
{
	size_t next = at;
	return unicode_is_letter(utf8_decode(text, &next));
}

static bool is_inside_word(struct text text, size_t at)
{
	struct text rest = text_slice(text, at, text.length);
	size_t mark = text_begins(rest, TEXT("'")) || text_begins(rest, TEXT("-")) ? 1
		      : text_begins(rest, TEXT("’"))                               ? 3
										   : 0;
	return mark && at + mark < text.length && is_word_start(text, at + mark);
}

/* The next word at or after `*at`; false at the end. */
static bool next_word(struct text text, size_t *at, struct word *word)
{
	word->follows_space = true;
	while (*at < text.length && !is_word_start(text, *at)) {
		word->follows_space &= is_ascii_space(text.bytes[*at]);
		utf8_decode(text, at);
	}
	word->begin = *at;
	while (*at < text.length && (is_word_start(text, *at) || is_inside_word(text, *at)))
		utf8_decode(text, at);
	word->end = *at;
	word->text = text_slice(text, word->begin, word->end);
	return word->end > word->begin;
}

/* Words that may well stand twice: "had had", "that that". */
static bool may_repeat(struct text word)
{
	return text_equal_ignoring_case(word, TEXT("had")) || text_equal_ignoring_case(word, TEXT("that")) ||
	       word.length < 2;
}

static bool is_one_of(struct text word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_ignoring_case(word, text_of(list[i])))
			return true;
	return false;
}

/* doubled-words: "the the", and an auxiliary either side of "also": "can be also be found". */
void rule_doubled_words(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	static const char *const auxiliaries[] = {"be",   "is",  "are", "was",  "were",   "has",   "have", "had",
						  "will", "can", "may", "must", "should", "would", "could"};
	static const char *const adverbs[] = {"also", "then", "now"};
	struct word before[2] = {0}, word;
	(void)leaf;
	for (size_t at = 0; next_word(flat->text, &at, &word); before[0] = before[1], before[1] = word) {
		if (!word.follows_space)
			continue;
		if (before[1].text.length && text_equal_ignoring_case(before[1].text, word.text) &&
		    !may_repeat(word.text)) {
			findings_add(
				context->findings, CHECK_DOUBLED_WORDS,
				flat_text_place(flat, before[1].begin, word.end),
				"\"%.*s\" stands here twice, so a reader asks whether a word is missing; take one out",
				TEXT_ARGUMENTS(word.text));
		} else if (before[0].text.length && before[1].follows_space &&
			   text_equal_ignoring_case(before[0].text, word.text) &&
			   is_one_of(word.text, auxiliaries, sizeof auxiliaries / sizeof *auxiliaries) &&
			   is_one_of(before[1].text, adverbs, sizeof adverbs / sizeof *adverbs)) {
			findings_add(context->findings, CHECK_DOUBLED_WORDS,
				     flat_text_place(flat, before[0].begin, word.end),
				     "\"%.*s\" stands on both sides of \"%.*s\"; take one of the two out",
				     TEXT_ARGUMENTS(word.text), TEXT_ARGUMENTS(before[1].text));
		}
	}
}

/* stray-space: before a comma or a full stop, after an opening bracket, or two together. */
void rule_stray_space(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text text = flat->text;
	(void)leaf;
	for (size_t at = 0; at + 1 < text.length; at++) {
		char after = text.bytes[at + 1];
		if (text.bytes[at] != ' ')
			continue;
		bool ends_word = at > 0 && !is_ascii_space(text.bytes[at - 1]);
		bool is_before_mark =
			ends_word && (after == ',' || after == ';' || after == ')' ||
				      (after == '.' && (at + 2 == text.length || is_ascii_space(text.bytes[at + 2]))));
		bool is_after_bracket = at > 0 && text.bytes[at - 1] == '(';
		bool is_double = ends_word && after == ' ';
		if (!is_before_mark && !is_after_bracket && !is_double)
			continue;
		size_t end = at + 1;
		while (is_double && end < text.length && text.bytes[end] == ' ')
			end++;
		const char *message =
			is_double ? "there are several spaces here where one is meant; take the others out"
			: is_after_bracket
				? "there is a space after the bracket that does not belong there; take it out"
				: "there is a space before the mark that does not belong there; take it out";
		findings_add(context->findings, CHECK_STRAY_SPACE, flat_text_place(flat, at, end), "%s", message);
		at = end - 1;
	}
}

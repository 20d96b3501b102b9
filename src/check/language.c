/* doubled-words and stray-space; and the one pass over the words of a leaf for all checks of single words. */
#include "check/language.h"

#include <string.h>

#include "base/memory.h"
#include "base/scan.h"

static bool is_one_of(struct text word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_ignoring_case(word, text_of(list[i])))
			return true;
	return false;
}

/* Words that may well stand twice: "had had", "gives her her medicine". */
static bool may_repeat(struct text first, struct text second)
{
	static const char *const words[] = {"had", "that", "her", "do"};
	static const char *const names[] = {"may", "will", "march", "mark"}; /* "in May may", "Will will" */

	if (first.length < 2)
		return !text_is(first, "a");
	return is_one_of(first, words, ARRAY_COUNT(words)) ||
	       (!text_equal(first, second) && is_one_of(first, names, ARRAY_COUNT(names)));
}

static bool is_auxiliary(struct text word)
{
	static const char *const auxiliaries[] = {
		"be",  "is",   "are",   "was", "were", "has",   "have", "had",    "do",    "does",
		"did", "will", "shall", "can", "may",  "might", "must", "should", "would", "could",
	};

	return is_one_of(word, auxiliaries, ARRAY_COUNT(auxiliaries));
}

static bool is_adverb_between(struct text word)
{
	static const char *const adverbs[] = {"also", "then", "now"};

	return is_one_of(word, adverbs, ARRAY_COUNT(adverbs));
}

/* Do two words stand in one run of text? A label in bold and the sentence after it may well end and begin alike. */
static bool is_one_run(const struct flat_text *flat, const struct scanned_word *first,
		       const struct scanned_word *second)
{
	return flat_text_node(flat, first->begin)->parent == flat_text_node(flat, second->begin)->parent;
}

/* A part of a word with hyphens: "a follow-up up to six months", "two two-hour sessions". */
static bool is_part(struct text text, const struct scanned_word *word)
{
	return word->gap == GAP_HYPHEN || (word->end < text.length && text.bytes[word->end] == '-');
}

/* Does the word at `i` repeat the one before? */
static bool is_repeated(const struct flat_text *flat, const struct scanned_words *words, size_t i)
{
	const struct scanned_word *word = &words->items[i], *before = &words->items[i - 1];

	return text_equal_ignoring_case(before->text, word->text) && word->gap == GAP_SPACE && !word->has_digit &&
	       !may_repeat(before->text, word->text) && !is_part(flat->text, before) && !is_part(flat->text, word) &&
	       is_one_run(flat, before, word);
}

/* Are the word at `i` and the one before the last the same auxiliary, with "also" between? */
static bool is_either_side(const struct flat_text *flat, const struct scanned_words *words, size_t i)
{
	const struct scanned_word *word = &words->items[i], *between = &words->items[i - 1];
	const struct scanned_word *first = &words->items[i - 2];

	return text_equal_ignoring_case(first->text, word->text) && is_adverb_between(between->text) &&
	       is_auxiliary(word->text) && between->gap == GAP_SPACE && word->gap == GAP_SPACE &&
	       is_one_run(flat, first, word);
}

/* doubled-words: "the the", and an auxiliary either side of "also": "can be also be found". One for each such words. */
static void check_doubled_words(struct check_context *context, const struct flat_text *flat,
				const struct scanned_words *words)
{
	for (size_t i = 1; i < words->count; i++) {
		const struct scanned_word *word = &words->items[i];
		bool is_double = is_repeated(flat, words, i);
		if (!is_double && !(i > 1 && is_either_side(flat, words, i)))
			continue;
		size_t begin = words->items[is_double ? i - 1 : i - 2].begin;
		struct place place = flat_text_place(flat, begin, word->end);
		struct text subject = subject_at(context, place, text_slice(flat->text, begin, word->end));
		if (is_double)
			findings_add_subject(context->findings, CHECK_DOUBLED_WORDS, subject, place,
					     "\"%.*s\" is here twice", TEXT_ARGUMENTS(word->text));
		else
			findings_add_subject(context->findings, CHECK_DOUBLED_WORDS, subject, place,
					     "\"%.*s\" is on both sides of \"%.*s\"" WHY
					     "a reader asks which of the two is meant",
					     TEXT_ARGUMENTS(word->text), TEXT_ARGUMENTS(words->items[i - 1].text));
	}
}

static void rule_words(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct scanned_words words = {0};

	words_scan(flat->text, &words);
	check_doubled_words(context, flat, &words);
	check_spelling(context, leaf, flat, &words);
	check_retired_terms(context, leaf, flat, &words);
	ARRAY_RELEASE(&words);
}

/* The byte at `at`, or NUL past the end. */
static char byte_at(struct text text, size_t at)
{
	return at < text.length ? text.bytes[at] : '\0';
}

static bool ends_here(char c)
{
	return c == '\0' || is_ascii_space(c);
}

/* A mark that no space belongs before: not the point of ".5" or "…", nor the end of a box to tick, "( )". */
static bool is_before_mark(struct text text, size_t space)
{
	char mark = byte_at(text, space + 1), after = byte_at(text, space + 2);

	if (space == 0 || is_ascii_space(text.bytes[space - 1]))
		return false;
	switch (mark) {
	case ',':
	case ';':
		return true;
	case ')':
		return text.bytes[space - 1] != '(';
	case '.':
	case ':':
	case '?':
	case '!':
		return ends_here(after);
	default:
		return false;
	}
}

static bool is_after_bracket(struct text text, size_t space)
{
	return space > 0 && text.bytes[space - 1] == '(' && byte_at(text, space + 1) != ')' &&
	       !ends_here(byte_at(text, space + 1));
}

/* Several spaces inside a sentence. After its end many people type two, and no reader sees them. */
static bool is_several(struct text text, size_t space)
{
	return space > 0 && !is_ascii_space(text.bytes[space - 1]) && byte_at(text, space + 1) == ' ' &&
	       !strchr(".?!:", text.bytes[space - 1]);
}

/* Do the bytes stand together in the source too? The number of a citation may be between, and a space keeps an address
 * apart from the mark after it. */
static bool is_together(const struct flat_text *flat, size_t begin, size_t end)
{
	return text_find(place_text(flat_text_place(flat, begin, end)), TEXT("[^"), 0) == TEXT_NOT_FOUND &&
	       flat_text_is_prose(flat, begin);
}

/* stray-space: before a comma or a full stop, after an opening bracket, or two together. One finding of each kind. */
static void rule_stray_space(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text text = flat->text;

	(void)leaf;
	for (size_t at = text_find_byte(text, ' ', 0); at != TEXT_NOT_FOUND; at = text_find_byte(text, ' ', at + 1)) {
		const char *kind = NULL, *message = NULL;
		size_t end = at + 1;
		if (is_several(text, at)) {
			kind = "several";
			message = "there are several spaces here where one is meant" FIX "take the others out";
			while (byte_at(text, end) == ' ')
				end++;
		} else if (is_before_mark(text, at)) {
			kind = "before a mark";
			message = "there is a space before the mark" WHY
				  "a search for these words fails, and a line can begin with the mark";
		} else if (is_after_bracket(text, at)) {
			kind = "after a bracket";
			message = "there is a space after the bracket" WHY
				  "a search for these words fails, and a line can end with the bracket";
		}
		if (kind && is_together(flat, at - 1, end < text.length ? end + 1 : end)) {
			struct place place = flat_text_place(flat, at, end);
			findings_add_subject(context->findings, CHECK_STRAY_SPACE,
					     subject_at(context, place, text_of(kind)), place, "%s", message);
		}
		at = end - 1;
	}
}

const struct rule language_rules[] = {
	LEAF_RULE(LANGUAGE, rule_words),
	LEAF_RULE(LANGUAGE, rule_stray_space),
	RULES_END,
};

/* A text cut into numbers, words and signs, for the readers of quantities. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "read/quantities_parts.h"
#include "tree/english.h"

/* The length of a sign of several bytes at the beginning of a text; 0: there is none. */
static size_t long_sign_length(struct text rest)
{
	static const char *const signs[] = {"≥", "≤", "≧", "⩾", "≦", "⩽", "–", "—",
					    "−", "½", "²", "‘", "’", "“", "”", "×"};

	if (!((unsigned char)rest.bytes[0] & 0x80))
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (text_begins(rest, text_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}

/* "twenty-one", "thirty five": the ones go with the tens before them. */
static bool joins_tens(struct scan *scan, const struct token *ones)
{
	size_t count = scan->count;
	bool has_hyphen =
		count > 1 && text_is(scan->tokens[count - 1].text, "-") && scan->tokens[count - 1].end == ones->begin;

	if (ones->kind != TOKEN_NUMBER || ones->number < 1 || ones->number > 9 || !is_ascii_letter(ones->text.bytes[0]))
		return false;
	count -= has_hyphen;
	if (!count)
		return false;
	struct token *tens = &scan->tokens[count - 1];
	if (tens->kind != TOKEN_NUMBER || !is_ascii_letter(tens->text.bytes[0]) || tens->number < 20 ||
	    (unsigned)tens->number % 10 != 0)
		return false;
	tens->number += ones->number;
	tens->end = ones->end;
	tens->text = text_slice(scan->flat->text, tens->begin, tens->end);
	scan->count = count;
	return true;
}

/* "-2.5" is a number below zero where the sign follows a space, a bracket or a comparison: "a T-score of -2.5". */
static bool is_minus(const struct scan *scan, size_t begin)
{
	const struct token *sign = scan->count ? &scan->tokens[scan->count - 1] : NULL;

	if (!sign || sign->end != begin || (!text_is(sign->text, "-") && !text_is(sign->text, "−")))
		return false;
	if (scan->count == 1)
		return true;
	const struct token *before = sign - 1;
	if (before->end == sign->begin)
		return text_is_one_of(before->text, "( [ < > = ≤ ≥");
	return before->kind != TOKEN_NUMBER;
}

/* The end of letters and digits that are one name: "HbA1c", "NG59", "m2", "PHQ-9", "EQ-5D-5L". */
static size_t name_end(struct text text, size_t begin, size_t at)
{
	bool is_all_upper = at - begin >= 2;

	for (size_t i = begin; i < at; i++)
		is_all_upper &= is_ascii_upper(text.bytes[i]);
	for (;;) {
		size_t from = at;
		bool is_joined = is_all_upper && at + 1 < text.length && text.bytes[at] == '-' &&
				 is_ascii_digit(text.bytes[at + 1]);
		if (is_joined)
			at++;
		while (at < text.length && (is_ascii_digit(text.bytes[at]) || is_ascii_letter(text.bytes[at])))
			at++;
		if (at == from)
			return at;
	}
}

/* A word, which a sign beyond ASCII ends. */
static size_t token_word_end(struct text text, size_t at)
{
	while (at < text.length && is_word_byte(text.bytes[at], WORD_BEYOND_ASCII) &&
	       !long_sign_length(text_slice(text, at, text.length)))
		at++;
	return at;
}

/* "six and a half", "3½": gives the end of it, or 0. */
static size_t half_end(struct text text, size_t end)
{
	static const char *const halves[] = {"½", " ½", " and a half", "-and-a-half"};

	for (size_t i = 0; i < COUNT_OF(halves); i++)
		if (text_begins_ignoring_case(text_slice(text, end, text.length), text_of(halves[i])))
			return end + strlen(halves[i]);
	return 0;
}

static struct token next_token(struct scan *scan, size_t at)
{
	struct text text = scan->flat->text;
	struct token token = {.begin = at, .kind = TOKEN_SIGN};
	size_t sign = long_sign_length(text_slice(text, at, text.length));

	if (is_ascii_digit(text.bytes[at])) {
		token.end = number_end(text, at, NUMBER_THOUSANDS);
		if (number_value(text_slice(text, at, token.end), &token.number))
			token.kind = TOKEN_NUMBER;
		if (is_minus(scan, at)) {
			token.begin = scan->tokens[--scan->count].begin;
			token.number = -token.number;
		}
	} else if (sign) {
		token.end = at + sign;
	} else if (is_word_byte(text.bytes[at], WORD_BEYOND_ASCII)) {
		token.end = token_word_end(text, at);
		token.kind = english_number(text_slice(text, at, token.end), NUMBER_CARDINAL, &token.number)
				     ? TOKEN_NUMBER
				     : TOKEN_WORD;
		if (token.kind == TOKEN_WORD)
			token.end = name_end(text, at, token.end);
	} else {
		token.end = at + 1;
	}
	size_t half = token.kind == TOKEN_NUMBER ? half_end(text, token.end) : 0;
	if (half) {
		token.end = half;
		token.number += 0.5;
	}
	token.text = text_slice(text, token.begin, token.end);
	return token;
}

void scan_cut(struct scan *scan)
{
	struct text text = scan->flat->text;

	for (size_t at = 0; at < text.length;) {
		if (is_ascii_space(text.bytes[at])) {
			at++;
			continue;
		}
		struct token token = next_token(scan, at);
		at = token.end;
		if (joins_tens(scan, &token))
			continue;
		scan->tokens = memory_grow(scan->tokens, scan->count, &scan->capacity, sizeof *scan->tokens);
		scan->tokens[scan->count++] = token;
	}
}

/* Most words differ in their first letter: whole lists of them are asked for at every number. */
static bool begins_like(const struct scan *scan, size_t index, const char *word)
{
	return index < scan->count && ascii_lower(scan->tokens[index].text.bytes[0]) == ascii_lower(word[0]);
}

bool token_is(const struct scan *scan, size_t index, const char *word)
{
	return begins_like(scan, index, word) && text_equal_ignoring_case(scan->tokens[index].text, text_of(word));
}

bool token_is_one_of(const struct scan *scan, size_t index, const char *words)
{
	return index < scan->count && text_is_one_of(scan->tokens[index].text, words);
}

bool token_is_number(const struct scan *scan, size_t index)
{
	return index < scan->count && scan->tokens[index].kind == TOKEN_NUMBER;
}

size_t match_at(const struct scan *scan, size_t index, const char *words)
{
	struct text rest, word;
	size_t count = 0;

	if (!begins_like(scan, index, words))
		return 0;
	rest = text_of(words);
	while (text_split(&rest, ' ', &word)) {
		if (index + count >= scan->count || !text_equal_ignoring_case(scan->tokens[index + count].text, word))
			return 0;
		count++;
	}
	return count;
}

size_t match_before(const struct scan *scan, size_t index, const char *words)
{
	const char *last = strrchr(words, ' ');
	size_t count = 1;

	if (!index || !begins_like(scan, index - 1, last ? last + 1 : words))
		return 0;
	for (const char *c = words; *c; c++)
		count += *c == ' ';
	return count <= index && match_at(scan, index - count, words) ? count : 0;
}

size_t after_number(const struct scan *scan, size_t index)
{
	bool is_said_twice = token_is(scan, index + 1, "(") && token_is_number(scan, index + 2) &&
			     token_is(scan, index + 3, ")") &&
			     scan->tokens[index].number == scan->tokens[index + 2].number;

	return index + (is_said_twice ? 4 : 1);
}

struct text token_words(const struct scan *scan, size_t begin, size_t end)
{
	if (begin >= end)
		return TEXT("");
	return arena_copy(scan->arena,
			  text_slice(scan->flat->text, scan->tokens[begin].begin, scan->tokens[end - 1].end));
}

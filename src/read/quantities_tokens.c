#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "read/quantities_parts.h"
#include "tree/english.h"

/* The length of a sign of several bytes at the beginning of a text; 0: there is none. */
static size_t long_sign_length(struct text rest)
{
	static const char *const signs[] = {"≥", "≤", "–", "—", "−", "½", "²", "‘", "’", "“", "”", "\u00a0"};

	if (!((unsigned char)rest.bytes[0] & 0x80))
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (text_begins(rest, text_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}

#define NUMBER_WORDS (NUMBER_CARDINAL | NUMBER_ORDINAL)

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

/* "-2.5" is a number below zero where the sign stands by itself before it: "a T-score of -2.5". */
static bool is_minus(const struct scan *scan, size_t begin)
{
	const struct token *sign = scan->count ? &scan->tokens[scan->count - 1] : NULL;

	return sign && sign->end == begin && (text_is(sign->text, "-") || text_is(sign->text, "−")) &&
	       (scan->count == 1 || (scan->tokens[scan->count - 2].end < sign->begin &&
				     scan->tokens[scan->count - 2].kind != TOKEN_NUMBER));
}

static struct token next_token(struct scan *scan, size_t at)
{
	struct text text = scan->flat->text;
	struct token token = {.begin = at, .kind = TOKEN_SIGN};
	size_t sign = long_sign_length(text_slice(text, at, text.length));

	if (is_ascii_digit(text.bytes[at])) {
		token.end = number_end(text, at, 0);
		if (number_value(text_slice(text, at, token.end), &token.number))
			token.kind = TOKEN_NUMBER;
		if (is_minus(scan, at)) {
			token.begin = scan->tokens[--scan->count].begin;
			token.number = -token.number;
		}
	} else if (sign) {
		token.end = at + sign;
	} else if (is_word_byte(text.bytes[at], WORD_BEYOND_ASCII)) {
		token.end = at;
		while (token.end < text.length && is_word_byte(text.bytes[token.end], WORD_BEYOND_ASCII) &&
		       !long_sign_length(text_slice(text, token.end, text.length)))
			token.end++;
		token.kind = english_number(text_slice(text, at, token.end), NUMBER_WORDS, &token.number) ? TOKEN_NUMBER
													  : TOKEN_WORD;
	} else {
		token.end = at + 1;
	}
	token.text = text_slice(text, token.begin, token.end);
	return token;
}

bool may_hold_quantity(struct text text)
{
	double number;

	for (size_t at = 0, end; at < text.length; at = end) {
		end = at + 1;
		if (is_ascii_digit(text.bytes[at]))
			return true;
		if (!is_ascii_letter(text.bytes[at]))
			continue;
		end = word_end(text, at, WORD_LETTERS);
		struct text word = text_slice(text, at, end);
		if (english_number(word, NUMBER_WORDS, &number) || english_time_unit(word))
			return true;
	}
	return false;
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
		if (text_is(token.text, "\u00a0") || joins_tens(scan, &token))
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

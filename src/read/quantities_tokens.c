#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/quantities_parts.h"

/* Numbers that policies write as words. */
static const struct {
	struct text word;
	double number;
} number_words[] = {
	{TEXT_INIT("zero"), 0},      {TEXT_INIT("one"), 1},       {TEXT_INIT("two"), 2},
	{TEXT_INIT("three"), 3},     {TEXT_INIT("four"), 4},      {TEXT_INIT("five"), 5},
	{TEXT_INIT("six"), 6},       {TEXT_INIT("seven"), 7},     {TEXT_INIT("eight"), 8},
	{TEXT_INIT("nine"), 9},      {TEXT_INIT("ten"), 10},      {TEXT_INIT("eleven"), 11},
	{TEXT_INIT("twelve"), 12},   {TEXT_INIT("thirteen"), 13}, {TEXT_INIT("fourteen"), 14},
	{TEXT_INIT("fifteen"), 15},  {TEXT_INIT("sixteen"), 16},  {TEXT_INIT("seventeen"), 17},
	{TEXT_INIT("eighteen"), 18}, {TEXT_INIT("nineteen"), 19}, {TEXT_INIT("twenty"), 20},
	{TEXT_INIT("thirty"), 30},   {TEXT_INIT("forty"), 40},    {TEXT_INIT("fifty"), 50},
	{TEXT_INIT("sixty"), 60},    {TEXT_INIT("seventy"), 70},  {TEXT_INIT("eighty"), 80},
	{TEXT_INIT("ninety"), 90},
};

/* Those of birthdays. */
static const char *const ordinals[] = {
	"first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
	"eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
	"fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
};
static const char *const tens_ordinals[] = {"twentieth", "thirtieth",  "fortieth",  "fiftieth",
					    "sixtieth",  "seventieth", "eightieth", "ninetieth"};

bool ordinal_value(struct text word, double *value)
{
	for (size_t i = 0; i < COUNT_OF(ordinals); i++)
		if (text_equal_ignoring_case(word, text_of(ordinals[i]))) {
			*value = (double)(i + 1);
			return true;
		}
	for (size_t i = 0; i < COUNT_OF(tens_ordinals); i++)
		if (text_equal_ignoring_case(word, text_of(tens_ordinals[i]))) {
			*value = (double)(20 + 10 * i);
			return true;
		}
	return false;
}

static bool is_word_byte(char c)
{
	return is_ascii_letter(c) || ((unsigned char)c & 0x80);
}

/* The length of a sign of several bytes at the beginning of a text; 0: there is none. */
static size_t sign_length(struct text rest)
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

static size_t number_end(struct text text, size_t at)
{
	size_t begin = at;

	while (at < text.length && is_ascii_digit(text.bytes[at]))
		at++;
	/* "50,000": a comma before each three digits. */
	while (at - begin <= 11 && at + 3 < text.length && text.bytes[at] == ',' &&
	       is_ascii_digit(text.bytes[at + 1]) && is_ascii_digit(text.bytes[at + 2]) &&
	       is_ascii_digit(text.bytes[at + 3]) && !(at + 4 < text.length && is_ascii_digit(text.bytes[at + 4])))
		at += 4;
	if (at + 1 < text.length && text.bytes[at] == '.' && is_ascii_digit(text.bytes[at + 1])) {
		at++;
		while (at < text.length && is_ascii_digit(text.bytes[at]))
			at++;
	}
	return at;
}

/* The value of a run of digits with at most one point; false for one too long to be any quantity. */
#define DIGITS_MOST 15
static bool digits_value(struct text digits, double *value)
{
	char copy[DIGITS_MOST + 1];
	size_t length = 0;

	if (digits.length > DIGITS_MOST)
		return false;
	for (size_t i = 0; i < digits.length; i++)
		if (digits.bytes[i] != ',')
			copy[length++] = digits.bytes[i];
	copy[length] = '\0';
	*value = strtod(copy, NULL);
	return true;
}

static bool word_value(struct text word, double *value)
{
	/* Every word is asked: those with another first letter, or another length, are sent away first. */
	char first = word.length >= 3 && word.length <= 10 ? ascii_lower(word.bytes[0]) : '\0';

	if (!first || !strchr("efnostz", first))
		return false;
	for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
		if (number_words[i].word.bytes[0] == first && text_equal_ignoring_case(word, number_words[i].word)) {
			*value = number_words[i].number;
			return true;
		}
	}
	return false;
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

static size_t word_end(struct text text, size_t at)
{
	while (at < text.length && is_word_byte(text.bytes[at]) && !sign_length(text_slice(text, at, text.length)))
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
	size_t sign = sign_length(text_slice(text, at, text.length));

	if (is_ascii_digit(text.bytes[at])) {
		token.end = number_end(text, at);
		if (digits_value(text_slice(text, at, token.end), &token.number))
			token.kind = TOKEN_NUMBER;
		if (is_minus(scan, at)) {
			token.begin = scan->tokens[--scan->count].begin;
			token.number = -token.number;
		}
	} else if (sign) {
		token.end = at + sign;
	} else if (is_word_byte(text.bytes[at])) {
		token.end = word_end(text, at);
		token.kind = word_value(text_slice(text, at, token.end), &token.number) ? TOKEN_NUMBER : TOKEN_WORD;
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

bool may_hold_quantity(struct text text)
{
	double number;

	for (size_t at = 0, end; at < text.length; at = end) {
		end = at + 1;
		if (is_ascii_digit(text.bytes[at]))
			return true;
		if (!is_ascii_letter(text.bytes[at]))
			continue;
		while (end < text.length && is_ascii_letter(text.bytes[end]))
			end++;
		struct text word = text_slice(text, at, end);
		if (word_value(word, &number) || time_unit_of(word) ||
		    text_begins_ignoring_case(word, TEXT("birthday")))
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

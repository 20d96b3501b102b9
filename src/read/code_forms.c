#include "read/code_forms.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/scan.h"

#define TOKEN_MOST 12 /* bytes of what can still be taken for a mistyped code */

/* Dagger and asterisk of ICD-10, as in A17.0† and G01*; a double dagger is taken along. */
static size_t marks_length(struct text words, size_t at)
{
	static const char *const marks[] = {"†", "‡", "*"};
	size_t end = at;

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
		if (text_begins(text_slice(words, end, words.length), text_of(marks[i]))) {
			end += text_of(marks[i]).length;
			i = (size_t)-1;
		}
	}
	return end - at;
}

static size_t dash_length(struct text words, size_t at)
{
	struct text rest = text_slice(words, at, words.length);

	if (text_begins(rest, TEXT("-")))
		return 1;
	return text_begins(rest, TEXT("\u2013")) || text_begins(rest, TEXT("\u2014")) ? 3 : 0;
}

/* The characters of a code without its dot: letter, two digits, and up to two more. False when it has not that form. */
static bool code_characters(enum code_system system, struct text code, char *characters, size_t *count)
{
	size_t at = 0, most = system == CODE_OPCS4 ? 4 : 5;

	for (*count = 0; at < code.length; at++) {
		char c = code.bytes[at];
		if (c == '.' && *count == 3 && at + 1 < code.length && code.bytes[at - 1] != '.')
			continue;
		if (*count == most)
			return false;
		/* X in the fourth place only fills it. */
		bool fits = *count == 0 ? is_ascii_upper(c) : is_ascii_digit(c) || (*count == 3 && c == 'X');
		if (!fits)
			return false;
		characters[(*count)++] = c;
	}
	if (*count < 3)
		return false;
	/* OPCS-4 has no chapter I and no filler. */
	return system != CODE_OPCS4 || (characters[0] != 'I' && (*count < 4 || characters[3] != 'X'));
}

bool code_normalise(struct arena *arena, enum code_system system, struct text written, struct text *canonical,
		    struct text *undotted, struct text *marks)
{
	char characters[5];
	size_t count, end = 0;

	*canonical = *undotted = *marks = TEXT("");
	while (end < written.length &&
	       (is_ascii_letter(written.bytes[end]) || is_ascii_digit(written.bytes[end]) || written.bytes[end] == '.'))
		end++;
	if (end + marks_length(written, end) != written.length)
		return false;
	if (!code_characters(system, text_slice(written, 0, end), characters, &count))
		return false;
	*marks = text_slice(written, end, written.length);
	*undotted = arena_copy(arena, (struct text){characters, count});
	*canonical =
		count == 3 ? *undotted : arena_format(arena, "%.3s.%.*s", characters, (int)(count - 3), characters + 3);
	return true;
}

/* Letters, digits and dots that may be a code, however mistyped: a letter and at least one digit, or only digits. */
static size_t token_length(struct text words, size_t at)
{
	size_t end = at, digits = 0, letters = 0;

	while (end < words.length) {
		char c = words.bytes[end];
		if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '.')
			break;
		digits += is_ascii_digit(c);
		letters += is_ascii_letter(c);
		end++;
	}
	if (end - at > TOKEN_MOST || digits == 0 || (letters == 0 && digits < 3) || words.bytes[at] == '.')
		return 0;
	if (letters > 0 && !is_ascii_letter(words.bytes[at]))
		return 0;
	if (words.bytes[end - 1] == '.' && !dash_length(words, end))
		end--;
	return end - at;
}

static bool ends_word(struct text words, size_t at)
{
	return at == words.length || spaces_end(words, at) > at ||
	       text_find_byte(TEXT(",;:/)|"), words.bytes[at], 0) != TEXT_NOT_FOUND;
}

/* "H01.-", "S60-": the dash straight after a code that others stand below. */
static size_t family_length(struct text words, size_t begin, size_t end, enum code_system system)
{
	size_t dash = dash_length(words, end);
	bool has_dot = words.bytes[end - 1] == '.';

	if (!dash || !ends_word(words, end + dash))
		return 0;
	/* Nothing stands below a code of OPCS-4 in full: that dash is between code and words. */
	return has_dot || end - begin == 3 || system == CODE_ICD10 ? dash : 0;
}

/* How far the second code of a range reaches, from the end of the first; `second` is where that begins. 0: no range. */
static size_t range_length(struct text words, size_t begin, size_t end, size_t *second)
{
	size_t at = spaces_end(words, end), space = at - end, dash = dash_length(words, at);

	if (dash) {
		at += dash;
	} else if (space && text_begins(text_slice(words, at, words.length), TEXT("to "))) {
		at += 2;
	} else {
		return 0;
	}
	size_t after = spaces_end(words, at);
	bool is_spaced = dash && (space || after > at);
	at = after;
	*second = at;
	/* "S60.1-.3", "S60.1-3" */
	if (dash && !is_spaced) {
		size_t digit = at + (at < words.length && words.bytes[at] == '.');
		if (digit < words.length && is_ascii_digit(words.bytes[digit]) && ends_word(words, digit + 1) &&
		    end - begin >= 4)
			return digit + 1 - end;
	}
	size_t length = token_length(words, at);
	if (length < 3 || !is_ascii_upper(words.bytes[at]) || !is_ascii_digit(words.bytes[at + 1]))
		return 0;
	/* "D51.0 - B12 deficiency" is a code and its words. */
	if (is_spaced && length != end - begin)
		return 0;
	return at + length - end;
}

static void read_range(struct arena *arena, enum code_system system, struct text first, struct text last,
		       struct code *code)
{
	struct text marks;

	code->match = MATCH_RANGE;
	if (!is_ascii_letter(last.bytes[0])) {
		struct text digit = text_slice(last, last.length - 1, last.length);
		last = arena_format(arena, "%.*s.%.*s", 3, first.bytes, TEXT_ARGUMENTS(digit));
	}
	if (!code_normalise(arena, system, first, &code->canonical, &code->undotted, &marks) ||
	    !code_normalise(arena, system, last, &code->last_canonical, &code->last_undotted, &marks))
		code->canonical = code->undotted = code->last_canonical = code->last_undotted = TEXT("");
}

/* The length of what parts the last digit from the three characters before it, and of the digit: a comma, a character
 * that nobody sees, or at the end of all words a space. "S10,3" is S10.3 mistyped, and no heading. */
static size_t parted_digit_length(struct text words, size_t end)
{
	static const char *const parting[] = {",", "\u200b", "\u2060", "\u00ad", " ", "\u00a0"};

	for (size_t i = 0; i < ARRAY_COUNT(parting); i++) {
		struct text mark = text_of(parting[i]);
		size_t digit = end + mark.length;
		bool is_space = i >= 4;
		if (text_begins(text_slice(words, end, words.length), mark) && digit < words.length &&
		    is_ascii_digit(words.bytes[digit]) &&
		    (is_space ? digit + 1 == words.length : ends_word(words, digit + 1)))
			return mark.length + 1;
	}
	return 0;
}

size_t code_read(struct arena *arena, enum code_system system, struct text words, size_t at, struct code *code)
{
	size_t length = token_length(words, at), end = at + length, second = 0;
	struct text token = text_slice(words, at, end), marks;

	if (!length)
		return 0;
	*code = (struct code){.last_canonical = TEXT(""), .last_undotted = TEXT(""), .term = TEXT("")};
	size_t family = family_length(words, at, end, system);
	size_t range = family ? 0 : range_length(words, at, end, &second);
	if (family) {
		code->match = MATCH_FAMILY;
		end += family;
		if (text_ends(token, TEXT(".")))
			token.length--;
	} else if (text_ends(token, TEXT("."))) {
		token.length--;
		end -= range ? 0 : 1;
	}
	if (range) {
		end += range;
		read_range(arena, system, token, text_slice(words, second, end), code);
	} else {
		code_normalise(arena, system, token, &code->canonical, &code->undotted, &marks);
		size_t parted = !family && code->undotted.length == 3 ? parted_digit_length(words, end) : 0;
		if (parted)
			code->canonical = code->undotted = TEXT("");
		end += parted;
	}
	size_t mark_begin = end;
	end += marks_length(words, end);
	code->marks = text_slice(words, mark_begin, end);
	code->written = text_slice(words, at, end);
	return end - at;
}

static bool is_word_at(struct text words, size_t at, struct text word)
{
	size_t end = at + word.length;

	return word_begin(words, at, WORD_LETTERS) == at && word_end(words, end, WORD_LETTERS) == end;
}

/* The offset of the first of some words in a text, whatever their capitals. */
static size_t find_word(struct text words, struct text word)
{
	for (size_t at = 0; at + word.length <= words.length; at++)
		if (text_begins_ignoring_case(text_slice(words, at, words.length), word) && is_word_at(words, at, word))
			return at;
	return TEXT_NOT_FOUND;
}

size_t code_system_named(struct text line, enum code_system system)
{
	static const struct {
		enum code_system system;
		const char *words;
	} names[] = {
		{CODE_OPCS4, "opcs"},
		{CODE_OPCS4, "office of population censuses"},
		{CODE_ICD10, "icd"},
		{CODE_ICD10, "icd10"},
		{CODE_ICD10, "international classification of diseases"},
		{CODE_ICD10, "international statistical classification of diseases"},
	};
	size_t found = TEXT_NOT_FOUND;

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		size_t at = names[i].system == system ? find_word(line, text_of(names[i].words)) : TEXT_NOT_FOUND;
		if (at == TEXT_NOT_FOUND)
			continue;
		struct text after = text_slice(line, at + 3, line.length);
		if (text_is(text_of(names[i].words), "icd") &&
		    (text_begins(after, TEXT("-11")) || text_begins(after, TEXT("-9"))))
			continue;
		if (found == TEXT_NOT_FOUND || at < found)
			found = at;
	}
	return found;
}

size_t code_separator(struct text words, size_t at)
{
	size_t begin = spaces_end(words, at);
	struct text rest = text_slice(words, begin, words.length);

	if (rest.length && text_find_byte(TEXT(",;/&"), rest.bytes[0], 0) != TEXT_NOT_FOUND)
		begin++;
	else if (begin > at && text_begins(rest, TEXT("and ")))
		begin += 3;
	else
		return 0;
	return spaces_end(words, begin) - at;
}

size_t code_term_begin(struct text words, size_t at)
{
	static const char *const dashes[] = {":", "-", "–", "—", "=", "."};

	at = spaces_end(words, at);
	for (size_t i = 0; i < ARRAY_COUNT(dashes); i++) {
		struct text dash = text_of(dashes[i]);
		if (text_begins(text_slice(words, at, words.length), dash))
			return spaces_end(words, at + dash.length);
	}
	return at;
}

bool code_says_none(struct text words)
{
	words = text_trim(words);
	if (text_ends(words, TEXT(".")))
		words.length--;
	return text_equal_ignoring_case(words, TEXT("none")) || text_equal_ignoring_case(words, TEXT("n/a")) ||
	       text_equal_ignoring_case(words, TEXT("not applicable"));
}

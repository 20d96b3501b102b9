#include "read/quantities.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/memory.h"

/* A leaf block's words cut into tokens: runs of letters, numbers, and single signs. */
enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	size_t begin, end; /* in the flat text */
	struct text text;
	double number;
};

struct scan {
	struct arena *arena;
	const struct flat_text *flat;
	struct token *tokens;
	size_t count;
	struct quantity *first, **last;
};

/* Numbers that policies write as words. */
static const char *const number_words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
					   "seven", "eight", "nine", "ten",   "eleven", "twelve"};

static const struct {
	const char *word, *code;
} time_units[] = {
	{"year", "a"},  {"years", "a"},    {"yrs", "a"},       {"month", "mo"}, {"months", "mo"},
	{"week", "wk"}, {"weeks", "wk"},   {"day", "d"},       {"days", "d"},   {"hour", "h"},
	{"hours", "h"}, {"minute", "min"}, {"minutes", "min"},
};

/* What policies count. */
static const struct {
	const char *word, *code;
} counted[] = {
	{"episode", "{episode}"},
	{"episodes", "{episode}"},
	{"attempt", "{attempt}"},
	{"attempts", "{attempt}"},
	{"cycle", "{cycle}"},
	{"cycles", "{cycle}"},
	{"occasion", "{occasion}"},
	{"occasions", "{occasion}"},
	{"course", "{course}"},
	{"courses", "{course}"},
	{"injection", "{injection}"},
	{"injections", "{injection}"},
	{"session", "{session}"},
	{"sessions", "{session}"},
	{"infection", "{infection}"},
	{"infections", "{infection}"},
	{"admission", "{admission}"},
	{"admissions", "{admission}"},
	{"appointment", "{appointment}"},
	{"appointments", "{appointment}"},
	{"times", "{occasion}"},
};

/* Words before a quantity, longest first, and what they compare. */
static const struct {
	const char *words; /* tokens with one space between */
	enum comparison comparison;
} before_words[] = {
	{"no more than", COMPARISON_AT_MOST},
	{"not more than", COMPARISON_AT_MOST},
	{"no fewer than", COMPARISON_AT_LEAST},
	{"no less than", COMPARISON_AT_LEAST},
	{"not less than", COMPARISON_AT_LEAST},
	{"a minimum of", COMPARISON_AT_LEAST},
	{"a maximum of", COMPARISON_AT_MOST},
	{"greater than or equal to", COMPARISON_AT_LEAST},
	{"less than or equal to", COMPARISON_AT_MOST},
	{"at least", COMPARISON_AT_LEAST},
	{"at most", COMPARISON_AT_MOST},
	{"more than", COMPARISON_MORE_THAN},
	{"greater than", COMPARISON_MORE_THAN},
	{"longer than", COMPARISON_MORE_THAN},
	{"older than", COMPARISON_MORE_THAN},
	{"less than", COMPARISON_LESS_THAN},
	{"fewer than", COMPARISON_LESS_THAN},
	{"younger than", COMPARISON_LESS_THAN},
	{"lower than", COMPARISON_LESS_THAN},
	{"worse than", COMPARISON_LESS_THAN},
	{"better than", COMPARISON_MORE_THAN},
	{"up to", COMPARISON_AT_MOST},
	{"minimum of", COMPARISON_AT_LEAST},
	{"maximum of", COMPARISON_AT_MOST},
	{"within", COMPARISON_AT_MOST},
	{"over", COMPARISON_MORE_THAN},
	{"above", COMPARISON_MORE_THAN},
	{"exceeding", COMPARISON_MORE_THAN},
	{"under", COMPARISON_LESS_THAN},
	{"below", COMPARISON_LESS_THAN},
	{"≥", COMPARISON_AT_LEAST},
	{"> =", COMPARISON_AT_LEAST},
	{"≤", COMPARISON_AT_MOST},
	{"< =", COMPARISON_AT_MOST},
	{">", COMPARISON_MORE_THAN},
	{"<", COMPARISON_LESS_THAN},
};

/* Words after a quantity. */
static const struct {
	const char *words;
	enum comparison comparison;
} after_words[] = {
	{"or more", COMPARISON_AT_LEAST},    {"and more", COMPARISON_AT_LEAST},   {"or over", COMPARISON_AT_LEAST},
	{"and over", COMPARISON_AT_LEAST},   {"or older", COMPARISON_AT_LEAST},   {"and older", COMPARISON_AT_LEAST},
	{"or above", COMPARISON_AT_LEAST},   {"and above", COMPARISON_AT_LEAST},  {"or longer", COMPARISON_AT_LEAST},
	{"or greater", COMPARISON_AT_LEAST}, {"or higher", COMPARISON_AT_LEAST},  {"or less", COMPARISON_AT_MOST},
	{"or fewer", COMPARISON_AT_MOST},    {"or under", COMPARISON_AT_MOST},    {"and under", COMPARISON_AT_MOST},
	{"or younger", COMPARISON_AT_MOST},  {"and younger", COMPARISON_AT_MOST}, {"or below", COMPARISON_AT_MOST},
	{"and below", COMPARISON_AT_MOST},   {"or lower", COMPARISON_AT_MOST},    {"or shorter", COMPARISON_AT_MOST},
	{"or worse", COMPARISON_AT_MOST},    {"or better", COMPARISON_AT_LEAST},  {"or worse", COMPARISON_AT_MOST},
	{"or better", COMPARISON_AT_LEAST},  {"+", COMPARISON_AT_LEAST},
};

static bool is_word_byte(char c)
{
	return is_ascii_letter(c) || ((unsigned char)c & 0x80);
}

static bool is_multibyte_sign(struct text rest, size_t *length)
{
	static const char *const signs[] = {"≥", "≤", "–", "—", "½", "²", "‘", "’", "“", "”", "\u00a0"};
	if (!((unsigned char)rest.bytes[0] & 0x80))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (text_begins(rest, text_of(signs[i]))) {
			*length = strlen(signs[i]);
			return true;
		}
	}
	return false;
}

static size_t number_end(struct text text, size_t at)
{
	size_t end = at;
	while (end < text.length && is_ascii_digit(text.bytes[end]))
		end++;
	if (end + 1 < text.length && text.bytes[end] == '.' && is_ascii_digit(text.bytes[end + 1])) {
		end++;
		while (end < text.length && is_ascii_digit(text.bytes[end]))
			end++;
	}
	return end;
}

/* The value of a run of digits with at most one point; negative for one too long to be any quantity. */
#define DIGITS_MOST 12
static double digits_value(struct text digits)
{
	char copy[DIGITS_MOST + 1];
	if (digits.length > DIGITS_MOST)
		return -1;
	memcpy(copy, digits.bytes, digits.length);
	copy[digits.length] = '\0';
	return strtod(copy, NULL);
}

static double word_value(struct text word, bool *is_number)
{
	for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
		if (text_equal_ignoring_case(word, text_of(number_words[i]))) {
			*is_number = true;
			return (double)i;
		}
	}
	*is_number = false;
	return 0;
}

static void add_token(struct scan *scan, size_t *capacity, struct token token)
{
	scan->tokens = memory_grow(scan->tokens, scan->count, capacity, sizeof *scan->tokens);
	scan->tokens[scan->count++] = token;
}

static void cut_tokens(struct scan *scan)
{
	struct text text = scan->flat->text;
	size_t capacity = 0;
	for (size_t at = 0; at < text.length;) {
		struct token token = {.begin = at};
		size_t length = 0;
		if (is_ascii_space(text.bytes[at])) {
			at++;
			continue;
		}
		if (is_ascii_digit(text.bytes[at])) {
			at = number_end(text, at);
			token.kind = TOKEN_NUMBER;
			token.number = digits_value(text_slice(text, token.begin, at));
		} else if (is_multibyte_sign(text_slice(text, at, text.length), &length)) {
			at += length;
			if (text_is(text_slice(text, token.begin, at), "\u00a0"))
				continue;
			token.kind = TOKEN_SIGN;
		} else if (is_word_byte(text.bytes[at])) {
			while (at < text.length && is_word_byte(text.bytes[at]) &&
			       !is_multibyte_sign(text_slice(text, at, text.length), &length))
				at++;
			bool is_number;
			token.number = word_value(text_slice(text, token.begin, at), &is_number);
			token.kind = is_number ? TOKEN_NUMBER : TOKEN_WORD;
		} else {
			at++;
			token.kind = TOKEN_SIGN;
		}
		token.end = at;
		token.text = text_slice(text, token.begin, token.end);
		add_token(scan, &capacity, token);
	}
}

static bool token_is(const struct scan *scan, size_t index, const char *word)
{
	return index < scan->count && text_equal_ignoring_case(scan->tokens[index].text, text_of(word));
}

static bool token_is_number(const struct scan *scan, size_t index)
{
	return index < scan->count && scan->tokens[index].kind == TOKEN_NUMBER && scan->tokens[index].number >= 0;
}

/* The number of tokens of `words` that stand at `index`; 0 when they don't. */
static size_t match_at(const struct scan *scan, size_t index, const char *words)
{
	struct text rest = text_of(words), word;
	size_t count = 0;
	while (text_split(&rest, ' ', &word)) {
		if (index + count >= scan->count || !text_equal_ignoring_case(scan->tokens[index + count].text, word))
			return 0;
		count++;
	}
	return count;
}

/* A quantity being put together: tokens from begin up to, not including, end are its words. */
struct draft {
	size_t begin, end;
	enum comparison comparison;
	bool is_compared;
};

static void compare_before(const struct scan *scan, struct draft *draft)
{
	for (size_t i = 0; i < sizeof before_words / sizeof *before_words; i++) {
		struct text rest = text_of(before_words[i].words), word;
		size_t count = 0;
		while (text_split(&rest, ' ', &word))
			count++;
		if (count <= draft->begin && match_at(scan, draft->begin - count, before_words[i].words)) {
			draft->begin -= count;
			draft->comparison = before_words[i].comparison;
			draft->is_compared = true;
			return;
		}
	}
}

static void compare_after(const struct scan *scan, struct draft *draft)
{
	for (size_t i = 0; i < sizeof after_words / sizeof *after_words; i++) {
		size_t count = match_at(scan, draft->end, after_words[i].words);
		if (count) {
			draft->end += count;
			draft->comparison = after_words[i].comparison;
			draft->is_compared = true;
			return;
		}
	}
}

static struct quantity *add_quantity(struct scan *scan, enum quantity_kind kind, const struct draft *draft,
				     double value, const char *unit)
{
	struct quantity *quantity = ARENA_NEW(scan->arena, struct quantity);
	size_t begin = scan->tokens[draft->begin].begin, end = scan->tokens[draft->end - 1].end;
	quantity->kind = kind;
	quantity->comparison = draft->comparison;
	quantity->value = value;
	quantity->unit = text_of(unit);
	quantity->words = arena_copy(scan->arena, text_slice(scan->flat->text, begin, end));
	quantity->place = flat_text_place(scan->flat, begin, end);
	*scan->last = quantity;
	scan->last = &quantity->next;
	return quantity;
}

static const char *time_unit(const struct scan *scan, size_t index)
{
	for (size_t i = 0; i < sizeof time_units / sizeof *time_units; i++)
		if (token_is(scan, index, time_units[i].word))
			return time_units[i].code;
	return NULL;
}

/* The second number of "16 to 40", "16–40", "between 16 and 40": its index, or 0. */
static size_t range_end(const struct scan *scan, size_t index, bool after_between)
{
	if (!token_is_number(scan, index + 2))
		return 0;
	bool joined = token_is(scan, index + 1, "to") || token_is(scan, index + 1, "–") ||
		      token_is(scan, index + 1, "-") || (after_between && token_is(scan, index + 1, "and"));
	return joined ? index + 2 : 0;
}

/* Is the quantity at these tokens an age? "aged 16 years", "16 years old", "16 years of age", "age 16", "the age of
 * 16". */
static bool is_age(const struct scan *scan, const struct draft *draft)
{
	if (token_is(scan, draft->end, "old"))
		return true;
	if (match_at(scan, draft->end, "of age"))
		return true;
	for (size_t back = 1; back <= 3 && back <= draft->begin; back++) {
		size_t index = draft->begin - back;
		if (token_is(scan, index, "aged") || token_is(scan, index, "age") || token_is(scan, index, "ages"))
			return true;
		if (!token_is(scan, index, "of") && !token_is(scan, index, "the") && !token_is(scan, index, "is") &&
		    !token_is(scan, index, "between") && !token_is(scan, index, "from"))
			return false;
	}
	return false;
}

/* "over the age of 65": what stands before "the age of" compares. */
static void compare_before_age(const struct scan *scan, struct draft *draft)
{
	static const char *const lead_ins[] = {"the age of", "an age of", "age", "aged"};
	for (size_t i = 0; i < sizeof lead_ins / sizeof *lead_ins; i++) {
		size_t count = i < 2 ? 3 : 1;
		struct draft longer = *draft;
		if (draft->begin < count || !match_at(scan, draft->begin - count, lead_ins[i]))
			continue;
		longer.begin -= count;
		compare_before(scan, &longer);
		if (longer.is_compared)
			*draft = longer;
		return;
	}
}

/* Numbers with a unit of time, and ages without one. Gives the index of the token after what was read, or 0. */
static size_t read_time(struct scan *scan, size_t index)
{
	bool after_between = index > 0 && (token_is(scan, index - 1, "between") || token_is(scan, index - 1, "from"));
	size_t upper = range_end(scan, index, after_between);
	/* "16 years to 18 years": the unit may stand with both. */
	if (!upper && time_unit(scan, index + 1) && range_end(scan, index + 1, after_between) &&
	    time_unit(scan, index + 4) && strcmp(time_unit(scan, index + 4), time_unit(scan, index + 1)) == 0)
		upper = index + 3;
	size_t last = upper ? upper : index;
	size_t unit_index = last + 1;
	if (token_is(scan, unit_index, "-") && time_unit(scan, unit_index + 1))
		unit_index++; /* a 12-week course */
	const char *unit = time_unit(scan, unit_index);
	struct draft draft = {.begin = index, .end = unit ? unit_index + 1 : last + 1, .comparison = COMPARISON_EQUAL};
	if (after_between && upper)
		draft.begin--;
	compare_before(scan, &draft);
	bool age = is_age(scan, &draft);
	if (age && !draft.is_compared)
		compare_before_age(scan, &draft);
	if (token_is(scan, draft.end, "old"))
		draft.end++;
	else if (match_at(scan, draft.end, "of age"))
		draft.end += 2;
	if (!draft.is_compared)
		compare_after(scan, &draft);
	if (!unit && !(age && scan->tokens[index].number <= 120))
		return 0;
	if (token_is(scan, draft.end, "rule"))
		return draft.end; /* "the 2-week rule" is the name of a rule */
	struct quantity *quantity = add_quantity(scan, age ? QUANTITY_AGE : QUANTITY_DURATION, &draft,
						 scan->tokens[index].number, unit ? unit : "a");
	if (upper) {
		quantity->comparison = COMPARISON_BETWEEN;
		quantity->upper = scan->tokens[upper].number;
	}
	return draft.end;
}

/* "a year", "half a year" are not numbers: only "for a year", "a month": one of the unit. */
static size_t read_one_of_unit(struct scan *scan, size_t index)
{
	const char *unit = time_unit(scan, index + 1);
	if (!unit || !(token_is(scan, index, "a") || token_is(scan, index, "an")))
		return 0;
	struct draft draft = {.begin = index, .end = index + 2, .comparison = COMPARISON_EQUAL};
	compare_before(scan, &draft);
	if (!draft.is_compared)
		return 0; /* "twice a year", "a year after": no length of time of its own */
	add_quantity(scan, QUANTITY_DURATION, &draft, 1, unit);
	return draft.end;
}

/* Within so many tokens before `index`, does this word stand in the same sentence? Its index + 1, or 0. */
static size_t word_before(const struct scan *scan, size_t index, const char *word, size_t most)
{
	for (size_t back = 1; back <= most && back <= index; back++) {
		if (token_is(scan, index - back, "."))
			return 0;
		if (token_is(scan, index - back, word))
			return index - back + 1;
	}
	return 0;
}

static size_t read_ratio(struct scan *scan, size_t index)
{
	if (!token_is(scan, index + 1, "/") || !token_is_number(scan, index + 2))
		return 0;
	struct draft draft = {.begin = index, .end = index + 3, .comparison = COMPARISON_EQUAL};
	bool pressure = word_before(scan, index, "pressure", 8) || token_is(scan, index + 3, "mmHg");
	bool acuity = word_before(scan, index, "acuity", 8) ||
		      (scan->tokens[index].number == 6 && !pressure && word_before(scan, index, "vision", 8));
	if (!pressure && !acuity)
		return 0;
	if (token_is(scan, draft.end, "mmHg"))
		draft.end++;
	compare_before(scan, &draft);
	if (!draft.is_compared)
		compare_after(scan, &draft);
	struct quantity *quantity = add_quantity(scan, pressure ? QUANTITY_BLOOD_PRESSURE : QUANTITY_ACUITY, &draft,
						 scan->tokens[index].number, pressure ? "mm[Hg]" : "{Snellen}");
	quantity->upper = scan->tokens[index + 2].number;
	return draft.end;
}

static size_t read_index_or_score(struct scan *scan, size_t index)
{
	bool unit_follows = match_at(scan, index + 1, "kg / m ²") || match_at(scan, index + 1, "kg / m");
	bool bmi = unit_follows || word_before(scan, index, "BMI", 7) || match_at(scan, index + 1, "BMI");
	bool score = !bmi && (word_before(scan, index, "score", 6) || word_before(scan, index, "scores", 6) ||
			      word_before(scan, index, "scoring", 6));
	if (!bmi && !score)
		return 0;
	bool after_between = index > 0 && token_is(scan, index - 1, "between");
	size_t upper = range_end(scan, index, after_between);
	struct draft draft = {.begin = index, .end = (upper ? upper : index) + 1, .comparison = COMPARISON_EQUAL};
	if (after_between && upper)
		draft.begin--;
	if (match_at(scan, draft.end, "kg / m"))
		draft.end += 3 + (token_is(scan, draft.end + 3, "²") || token_is(scan, draft.end + 3, "2"));
	compare_before(scan, &draft);
	if (!draft.is_compared)
		compare_after(scan, &draft);
	struct quantity *quantity = add_quantity(scan, bmi ? QUANTITY_BMI : QUANTITY_SCORE, &draft,
						 scan->tokens[index].number, bmi ? "kg/m2" : "{score}");
	if (upper) {
		quantity->comparison = COMPARISON_BETWEEN;
		quantity->upper = scan->tokens[upper].number;
	}
	return draft.end;
}

static size_t read_count(struct scan *scan, size_t index)
{
	struct draft draft = {.begin = index, .end = index + 1, .comparison = COMPARISON_EQUAL};
	compare_before(scan, &draft);
	if (!draft.is_compared)
		compare_after(scan, &draft);
	/* One adjective may stand between: "three severe episodes". */
	for (size_t skip = 0; skip <= 1; skip++) {
		for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
			if (token_is(scan, draft.end + skip, counted[i].word)) {
				draft.end += skip + 1;
				add_quantity(scan, QUANTITY_COUNT, &draft, scan->tokens[index].number, counted[i].code);
				return draft.end;
			}
		}
	}
	return 0;
}

struct quantity *quantities_read(struct arena *arena, const struct flat_text *flat)
{
	struct scan scan = {.arena = arena, .flat = flat};
	scan.last = &scan.first;
	cut_tokens(&scan);
	for (size_t index = 0; index < scan.count;) {
		size_t next = 0;
		if (token_is_number(&scan, index)) {
			static size_t (*const readers[])(struct scan *, size_t) = {read_ratio, read_time,
										   read_index_or_score, read_count};
			for (size_t i = 0; !next && i < sizeof readers / sizeof *readers; i++)
				next = readers[i](&scan, index);
		} else {
			next = read_one_of_unit(&scan, index);
		}
		index = next ? next : index + 1;
	}
	free(scan.tokens);
	return scan.first;
}

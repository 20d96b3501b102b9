#include "diff/logic.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "diff/word_runs.h"

/* Words in lower case, a space around each. */
static const struct {
	enum logic bit;
	const char *words;
} word_lists[] = {
	{LOGIC_COMBINATION, " and or either both any all each "},
	{LOGIC_NEGATION, " not no never unless except excepting excluding without neither nor cannot none isn't aren't "
			 "don't doesn't won't can't mustn't shouldn't hasn't haven't wasn't weren't "},
	{LOGIC_OBLIGATION, " must may should will shall can could might need needs required optional "},
	{LOGIC_COMPARISON,
	 " more less fewer greater least most over under above below exceeding exceeds minimum maximum "
	 "within before after until since higher lower older younger longer shorter between < > ≤ ≥ "},
	{LOGIC_NUMBER, " two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
		       "seventeen eighteen nineteen twenty thirty forty fifty sixty once twice half double % "},
};
#define LISTS        (sizeof word_lists / sizeof *word_lists)
#define WORD_LONGEST 16

/* 1900 to 2099, and nothing else in the token. */
static bool is_year(struct text word)
{
	return word.length == 4 && (text_begins(word, TEXT("19")) || text_begins(word, TEXT("20"))) &&
	       is_ascii_digit(word.bytes[2]) && is_ascii_digit(word.bytes[3]);
}

static bool has_digit(struct text word)
{
	for (size_t i = 0; i < word.length; i++)
		if (is_ascii_digit(word.bytes[i]))
			return true;
	return false;
}

/* The bit that a word speaks of; 0: none. */
static unsigned bit_of_word(struct text word)
{
	char spaced[WORD_LONGEST + 2] = " ";
	size_t length = 1;

	if (has_digit(word))
		return is_year(word) ? 0 : LOGIC_NUMBER;
	if (word.length > WORD_LONGEST - 1)
		return 0;
	for (size_t i = 0; i < word.length; i++) {
		if (text_begins(text_slice(word, i, word.length), TEXT("’"))) {
			spaced[length++] = '\'';
			i += 2;
		} else {
			spaced[length++] = ascii_lower(word.bytes[i]);
		}
	}
	spaced[length++] = ' ';
	for (size_t i = 0; i < LISTS; i++)
		if (text_find(text_of(word_lists[i].words), (struct text){spaced, length}, 0) != TEXT_NOT_FOUND)
			return word_lists[i].bit;
	return 0;
}

/* The words of one kind that a side of a run has: their number, and a sum of their hashes that does not depend on their
 * order. */
struct spoken {
	size_t count[LISTS];
	uint64_t sum[LISTS];
};

/* Is the number after this word the name of a place in a document? */
static bool names_a_place(struct text word)
{
	static const char *const places[] = {"appendix", "section", "clause",  "paragraph", "table",
					     "figure",   "page",    "version", "part"};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (text_equal_ignoring_case(word, text_of(places[i])))
			return true;
	return false;
}

static void speak(struct spoken *spoken, struct text text)
{
	struct near_words tokens = {0};
	struct text before = TEXT("");

	tokens_append(&tokens, text);
	for (size_t i = 0; i < tokens.count; i++) {
		struct text word = text_slice(text, tokens.items[i].begin, tokens.items[i].end);
		unsigned bit = bit_of_word(word);
		if (bit == LOGIC_NUMBER && names_a_place(before))
			bit = 0;
		before = word;
		for (size_t k = 0; bit && k < LISTS; k++) {
			if ((unsigned)word_lists[k].bit != bit)
				continue;
			uint64_t hash = 0;
			for (size_t j = 0; j < word.length; j++)
				hash = hash * 131 + (uint8_t)ascii_lower(word.bytes[j]);
			spoken->count[k]++;
			spoken->sum[k] += hash * 0x9E3779B97F4A7C15u;
		}
	}
	ARRAY_RELEASE(&tokens);
}

static unsigned bits_that_differ(const struct spoken *old, const struct spoken *new)
{
	unsigned bits = 0;

	for (size_t i = 0; i < LISTS; i++)
		if (old->count[i] != new->count[i] || old->sum[i] != new->sum[i])
			bits |= word_lists[i].bit;
	return bits;
}

unsigned logic_of_words(const struct word_runs *runs, enum change_class class, bool is_rewritten)
{
	bool is_prose = class == CLASS_EVIDENCE || class == CLASS_EDITORIAL;
	unsigned bits = 0;

	if (is_prose && is_rewritten)
		return 0;
	for (size_t i = 0; i < runs->count;) {
		struct spoken old = {0}, new = {0};
		if (runs->runs[i].op == '=') {
			i++;
			continue;
		}
		for (; i < runs->count && runs->runs[i].op != '='; i++)
			if (!runs->runs[i].is_aside)
				speak(runs->runs[i].op == '-' ? &old : &new, runs->runs[i].text);
		bits |= bits_that_differ(&old, &new);
	}
	if (is_prose)
		bits &= ~(unsigned)LOGIC_OBLIGATION;
	return class == CLASS_CRITERIA ? bits : bits & ~(unsigned)LOGIC_COMBINATION;
}

static unsigned bit_of_quantity(enum quantity_kind kind)
{
	return kind == QUANTITY_AGE ? LOGIC_AGE : kind == QUANTITY_DURATION ? LOGIC_DURATION : LOGIC_NUMBER;
}

/* The same measure; `compared`: in the same way too. */
static bool is_same_quantity(const struct quantity *a, const struct quantity *b, bool compared)
{
	bool is_same_measure =
		a->kind == b->kind && a->value == b->value && a->upper == b->upper && text_equal(a->unit, b->unit);
	return is_same_measure && (!compared || a->comparison == b->comparison);
}

static bool has_quantity(const struct quantity *list, const struct quantity *wanted, bool compared)
{
	/* A clause has few; of one with very many the first say enough. */
	for (size_t looked = 0; list && looked < 100; list = list->next, looked++)
		if (is_same_quantity(list, wanted, compared))
			return true;
	return false;
}

static unsigned bits_not_in(const struct quantity *list, const struct quantity *other)
{
	unsigned bits = 0;

	for (size_t looked = 0; list && looked < 100; list = list->next, looked++) {
		if (has_quantity(other, list, true))
			continue;
		bits |= has_quantity(other, list, false) ? LOGIC_COMPARISON : bit_of_quantity(list->kind);
	}
	return bits;
}

unsigned logic_of_quantities(const struct quantity *old, const struct quantity *new)
{
	return bits_not_in(old, new) | bits_not_in(new, old);
}

bool logic_is_spoken_of(struct text words)
{
	struct spoken spoken = {0};
	size_t count = 0;

	speak(&spoken, words);
	for (size_t i = 0; i < LISTS; i++)
		if (word_lists[i].bit != LOGIC_COMBINATION)
			count += spoken.count[i];
	return count > 0;
}

bool words_say_none(struct text words)
{
	static const char *const none[] = {"none", "nil", "n/a", "not applicable", "none identified"};

	words = text_trim(words);
	while (text_ends(words, TEXT(".")))
		words.length--;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (text_equal_ignoring_case(words, text_of(none[i])))
			return true;
	return words.length == 0;
}

/* A word, or a sign that says something by itself. */
static bool says_something(struct text token)
{
	return !is_ascii_punctuation(token.bytes[0]) ||
	       text_find_byte(TEXT("<>=%+/&"), token.bytes[0], 0) != TEXT_NOT_FOUND;
}

static void gather_words(struct buffer *words, struct text text)
{
	struct near_words tokens = {0};

	tokens_append(&tokens, text);
	for (size_t i = 0; i < tokens.count; i++) {
		struct text token = text_slice(text, tokens.items[i].begin, tokens.items[i].end);
		if (!says_something(token))
			continue;
		unicode_fold_case(words, token);
		buffer_append_byte(words, ' ');
	}
	ARRAY_RELEASE(&tokens);
}

bool words_are_same_but_for_marks(const struct word_runs *runs)
{
	struct buffer old = BUFFER_EMPTY, new = BUFFER_EMPTY;
	bool are_same = true;

	for (size_t i = 0; i < runs->count && are_same; i++) {
		const struct word_run *run = &runs->runs[i];
		if (run->op == '=') {
			are_same = text_equal(buffer_text(&old), buffer_text(&new));
			buffer_clear(&old);
			buffer_clear(&new);
		} else if (run->is_aside) {
			are_same = false; /* another address or citation is more than a mark */
		} else {
			gather_words(run->op == '-' ? &old : &new, run->text);
		}
	}
	are_same = are_same && text_equal(buffer_text(&old), buffer_text(&new));
	buffer_release(&old);
	buffer_release(&new);
	return are_same;
}

#include "diff/logic.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "diff/word_runs.h"
#include "tree/english.h"

/* When a word counts that stands on one side of a change alone. On both sides, all count: then they are compared. */
enum weight {
	ALWAYS,
	AT_AN_EDGE,     /* it ties what changed to what stayed: not the "and" of a whole phrase that came or went */
	IN_FEW_WORDS,   /* so that it changes what stayed: "any" alone, and not that of a whole sentence */
	NEAR_A_MEASURE, /* "over 18", and not "over time" */
};
#define FEW_WORDS      3
#define WORDS_NEAR     4
#define PHRASE_WORDS   3
#define PHRASE_LONGEST 24 /* bytes, "_" between its words */

static const struct {
	enum logic bit;
	enum weight weight;
	enum english_list list;
} word_lists[] = {
	{LOGIC_COMBINATION, AT_AN_EDGE, ENGLISH_JOINERS}, {LOGIC_COMBINATION, IN_FEW_WORDS, ENGLISH_QUANTIFIERS},
	{LOGIC_NEGATION, ALWAYS, ENGLISH_NEGATIONS},      {LOGIC_CONDITION, ALWAYS, ENGLISH_RESTRICTIONS},
	{LOGIC_CONDITION, ALWAYS, ENGLISH_CONDITIONS},    {LOGIC_OBLIGATION, ALWAYS, ENGLISH_OBLIGATIONS},
	{LOGIC_COMPARISON, ALWAYS, ENGLISH_COMPARATIVES}, {LOGIC_COMPARISON, NEAR_A_MEASURE, ENGLISH_PREPOSITIONS},
	{LOGIC_NUMBER, ALWAYS, ENGLISH_AMOUNTS},
};
#define LISTS   ARRAY_COUNT(word_lists)
#define NO_LIST LISTS

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

/* One word of a side, and the change that it is part of: 0, or the number of its run of changes. */
struct spoken_word {
	struct text text;
	uint32_t change;
};
struct speech {
	struct spoken_word *items;
	size_t count, capacity;
};

static void speak(struct speech *speech, struct text text, uint32_t change)
{
	struct compared_words tokens = {0};

	tokens_append(&tokens, text);
	for (size_t i = 0; i < tokens.count; i++)
		*ARRAY_ADD(speech) =
			(struct spoken_word){text_slice(text, tokens.items[i].begin, tokens.items[i].end), change};
	ARRAY_RELEASE(&tokens);
}

/* The words from `at` on, `count` of them, as the lists have them, in `room`; empty where they are too long for any. */
static struct text phrase_at(const struct speech *speech, size_t at, size_t count, char room[PHRASE_LONGEST])
{
	size_t length = 0;

	for (size_t i = at; i < at + count; i++) {
		struct text word = speech->items[i].text;
		if (length + word.length + 1 > PHRASE_LONGEST)
			return TEXT("");
		if (i > at)
			room[length++] = '_';
		for (size_t j = 0; j < word.length; j++) {
			bool is_apostrophe = text_begins(text_slice(word, j, word.length), TEXT("’"));
			room[length++] = is_apostrophe ? '\'' : ascii_lower(word.bytes[j]);
			j += is_apostrophe ? strlen("’") - 1 : 0;
		}
	}
	return (struct text){room, length};
}

static bool is_listed(enum english_list list, const struct speech *speech, size_t at, size_t count)
{
	char room[PHRASE_LONGEST];

	return english_is(phrase_at(speech, at, count, room), list);
}

/* Not "one", which is a word for anything. */
static bool is_number_word(struct text word)
{
	double value;

	return english_number(word, NUMBER_CARDINAL, &value) && value > 1;
}

/* Is the number after this word the name of a place in a document? */
static bool names_a_place(const struct speech *speech, size_t at)
{
	return is_listed(ENGLISH_PARTS, speech, at, 1);
}

static bool is_number(const struct speech *speech, size_t at)
{
	return has_digit(speech->items[at].text) && !is_year(speech->items[at].text) &&
	       (at == 0 || !names_a_place(speech, at - 1));
}

/* The list that speaks of the words from `at` on, the longest phrase first, and how many words that is; NO_LIST: none.
 */
static size_t list_at(const struct speech *speech, size_t at, size_t *words)
{
	char room[PHRASE_LONGEST];

	for (*words = PHRASE_WORDS; *words > 0; --*words) {
		if (at + *words > speech->count)
			continue;
		struct text phrase = phrase_at(speech, at, *words, room);
		for (size_t k = 0; k < LISTS; k++)
			if (english_is(phrase, word_lists[k].list) ||
			    (word_lists[k].bit == LOGIC_NUMBER && *words == 1 &&
			     (is_number_word(phrase) || is_number(speech, at))))
				return k;
	}
	*words = 1;
	return NO_LIST;
}

static bool is_mark(struct text word)
{
	return is_ascii_punctuation(word.bytes[0]);
}

/* The number of the change that the nearest word on that side is part of; `none` where there is no word. */
static uint32_t neighbour(const struct speech *speech, size_t at, ptrdiff_t step, uint32_t none)
{
	for (size_t i = at + (size_t)step; i < speech->count; i += (size_t)step)
		if (!is_mark(speech->items[i].text))
			return speech->items[i].change;
	return none;
}

static bool is_near_a_measure(const struct speech *speech, size_t at)
{
	size_t begin = at > WORDS_NEAR ? at - WORDS_NEAR : 0, words;

	for (size_t i = begin; i < speech->count && i <= at + WORDS_NEAR; i++) {
		size_t list = list_at(speech, i, &words);
		if ((list != NO_LIST && word_lists[list].bit == LOGIC_NUMBER) ||
		    is_listed(ENGLISH_MEASURES, speech, i, 1))
			return true;
	}
	return false;
}

/* The words of one kind that a side of a change has: their number, and a sum of their hashes that does not depend on
 * their order. `counting`: of those that count by themselves. */
struct spoken {
	size_t count[LISTS], counting[LISTS];
	uint64_t sum[LISTS];
};

static bool counts(const struct speech *speech, size_t at, size_t words, size_t list, size_t words_of_change)
{
	uint32_t change = speech->items[at].change;

	switch (word_lists[list].weight) {
	case AT_AN_EDGE:
		return neighbour(speech, at, -1, change) != change ||
		       neighbour(speech, at + words - 1, 1, change) != change;
	case IN_FEW_WORDS:
		return words_of_change <= FEW_WORDS;
	case NEAR_A_MEASURE:
		return is_near_a_measure(speech, at);
	default:
		return true;
	}
}

/* "where", "when" and "if" say the same. */
static uint64_t hash_of_phrase(const struct speech *speech, size_t at, size_t words)
{
	uint64_t hash = 0;

	if (is_listed(ENGLISH_WHEN, speech, at, words))
		return 1;
	for (size_t i = at; i < at + words; i++)
		for (size_t j = 0; j < speech->items[i].text.length; j++)
			hash = hash * 131 + (uint8_t)ascii_lower(speech->items[i].text.bytes[j]);
	return hash;
}

/* What is said in each change, by its number. */
static void listen(const struct speech *speech, struct spoken *spoken, size_t *word_counts)
{
	size_t words;

	for (size_t i = 0; i < speech->count; i++)
		word_counts[speech->items[i].change] += !is_mark(speech->items[i].text);
	for (size_t i = 0; i < speech->count; i += words) {
		size_t list = list_at(speech, i, &words), changed = i;
		while (changed < i + words && !speech->items[changed].change)
			changed++;
		if (list == NO_LIST || changed == i + words)
			continue;
		uint32_t change = speech->items[changed].change;
		spoken[change].count[list]++;
		spoken[change].sum[list] += hash_of_phrase(speech, i, words) * 0x9E3779B97F4A7C15u;
		spoken[change].counting[list] +=
			counts(speech, changed, i + words - changed, list, word_counts[change]);
	}
}

/* Has the other side a word of the same kind, so that the two are compared? */
static bool speaks_of(const struct spoken *spoken, enum logic bit)
{
	for (size_t i = 0; i < LISTS; i++)
		if (word_lists[i].bit == bit && spoken->count[i])
			return true;
	return false;
}

static unsigned bits_that_differ(const struct spoken *old, const struct spoken *new)
{
	unsigned bits = 0;

	for (size_t i = 0; i < LISTS; i++) {
		enum logic bit = word_lists[i].bit;
		bool on_both = speaks_of(old, bit) && speaks_of(new, bit);
		if (on_both && (old->count[i] != new->count[i] || old->sum[i] != new->sum[i]))
			bits |= bit;
		if (!on_both && old->counting[i] + new->counting[i])
			bits |= bit;
	}
	return bits;
}

/* A word and its opposite: "suitable" and "unsuitable". */

#define OPPOSITE_WORDS_MOST 40 /* of more words that changed together, it is not the one that matters */

static bool is_opposite(struct text word, struct text other)
{
	static const struct {
		const char *prefix;
		size_t letters; /* that the word must have at least: "a" begins many */
	} prefixes[] = {{"un", 4}, {"in", 4}, {"im", 4}, {"ir", 4}, {"il", 4}, {"non", 4}, {"dis", 4}, {"a", 7}};

	for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
		struct text prefix = text_of(prefixes[i].prefix);
		if (word.length >= prefixes[i].letters && other.length == prefix.length + word.length &&
		    text_equal_ignoring_case(text_slice(other, 0, prefix.length), prefix) &&
		    text_equal_ignoring_case(text_slice(other, prefix.length, other.length), word))
			return true;
	}
	return false;
}

/* Of the words of one change, from `i` and `j` on. */
static bool has_opposites(const struct speech *old, size_t i, const struct speech *new, size_t j)
{
	uint32_t change = old->items[i].change;
	size_t old_end = i, new_end = j;

	while (old_end < old->count && old->items[old_end].change == change)
		old_end++;
	while (new_end < new->count &&new->items[new_end].change == change)
		new_end++;
	if (old_end - i > OPPOSITE_WORDS_MOST || new_end - j > OPPOSITE_WORDS_MOST)
		return false;
	for (; i < old_end; i++)
		for (size_t k = j; k < new_end; k++)
			if (is_opposite(old->items[i].text, new->items[k].text) ||
			    is_opposite(new->items[k].text, old->items[i].text))
				return true;
	return false;
}

static bool any_opposites(const struct speech *old, const struct speech *new)
{
	size_t j = 0;

	for (size_t i = 0; i < old->count; i++) {
		uint32_t change = old->items[i].change;
		if (!change || (i && old->items[i - 1].change == change))
			continue;
		while (j < new->count &&new->items[j].change < change)
			j++;
		if (j < new->count &&new->items[j].change == change && has_opposites(old, i, new, j))
			return true;
	}
	return false;
}

unsigned logic_of_words(const struct word_runs *runs, enum change_class class, bool is_rewritten)
{
	bool is_prose = class == CLASS_EVIDENCE || class == CLASS_EDITORIAL;
	bool is_of_care = class == CLASS_CRITERIA || class == CLASS_CODING;
	struct speech old = {0}, new = {0};
	uint32_t change = 0;
	unsigned bits;

	if (is_prose && is_rewritten)
		return 0;
	for (size_t i = 0; i < runs->count; i++) {
		const struct word_run *run = &runs->runs[i];
		change += run->op != '=' && (i == 0 || runs->runs[i - 1].op == '=');
		if (!run->is_aside && run->op != '+')
			speak(&old, run->text, run->op == '=' ? 0 : change);
		if (!run->is_aside && run->op != '-')
			speak(&new, run->text, run->op == '=' ? 0 : change);
	}
	struct spoken *before = memory_allocate_array(change + 1, sizeof *before);
	struct spoken *after = memory_allocate_array(change + 1, sizeof *after);
	size_t *counts_before = memory_allocate_array(change + 1, sizeof *counts_before);
	size_t *counts_after = memory_allocate_array(change + 1, sizeof *counts_after);
	listen(&old, before, counts_before);
	listen(&new, after, counts_after);
	bits = any_opposites(&old, &new) ? LOGIC_NEGATION : 0;
	for (uint32_t i = 1; i <= change; i++)
		bits |= bits_that_differ(&before[i], &after[i]);
	free(counts_after);
	free(counts_before);
	free(after);
	free(before);
	ARRAY_RELEASE(&old);
	ARRAY_RELEASE(&new);
	if (is_prose)
		bits &= ~(unsigned)LOGIC_OBLIGATION;
	if (!is_of_care)
		bits &= ~(unsigned)LOGIC_CONDITION;
	return class == CLASS_CRITERIA ? bits : bits & ~(unsigned)LOGIC_COMBINATION;
}

static unsigned bit_of_quantity(enum quantity_kind kind)
{
	return kind == QUANTITY_AGE ? LOGIC_AGE : kind == QUANTITY_DURATION ? LOGIC_DURATION : LOGIC_NUMBER;
}

/* The same measure; `compared`: in the same way too. */
static bool is_same_quantity(const struct quantity *a, const struct quantity *b, bool compared)
{
	bool is_same_measure = a->kind == b->kind && a->value == b->value && a->upper == b->upper &&
			       a->second == b->second && text_equal(a->unit, b->unit);
	return is_same_measure && (!compared || (a->comparison == b->comparison && a->negated == b->negated));
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
	struct speech speech = {0};
	struct spoken spoken[2] = {0};
	size_t word_counts[2] = {0}, count = 0;

	speak(&speech, words, 1);
	listen(&speech, spoken, word_counts);
	for (size_t i = 0; i < LISTS; i++)
		if (word_lists[i].bit != LOGIC_COMBINATION)
			count += spoken[1].counting[i];
	ARRAY_RELEASE(&speech);
	return count > 0;
}

bool words_say_none(struct text words)
{
	static const char *const none[] = {"none", "nil", "n/a", "not applicable", "none identified"};

	words = text_trim(words);
	while (text_ends(words, TEXT(".")))
		words.length--;
	for (size_t i = 0; i < ARRAY_COUNT(none); i++)
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
	struct compared_words tokens = {0};

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

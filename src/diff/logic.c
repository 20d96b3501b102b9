/* Does a change of words change what must hold? */
#include "diff/logic.h"

#include "base/memory.h"
#include "diff/said.h"
#include "diff/word_runs.h"
#include "tree/english.h"

#define FEW_WORDS  3
#define WORDS_NEAR 4

/* Aligning */

/* Both sides of a change of words, and what of them changed. */
struct spoken_pair {
	struct speech old, new;
	uint32_t changes; /* the runs of changes have the numbers 1 to this */
};

static void mark_run(struct speech *speech, size_t begin, size_t end, uint32_t change)
{
	for (size_t i = begin; i < end; i++)
		speech->items[i].change = change;
}

static struct compared_words compared_of(const struct speech *speech)
{
	struct compared_words words = {0};

	for (size_t i = 0; i < speech->count; i++)
		*ARRAY_ADD(&words) = (struct compared_word){.hash = speech->items[i].hash};
	return words;
}

/* All but what is the same at both ends, as one run. */
static void mark_all(struct spoken_pair *pair)
{
	size_t begin = 0, old_end = pair->old.count, new_end = pair->new.count;

	while (begin < old_end && begin < new_end && pair->old.items[begin].hash == pair->new.items[begin].hash)
		begin++;
	while (old_end > begin && new_end > begin &&
	       pair->old.items[old_end - 1].hash == pair->new.items[new_end - 1].hash)
		old_end--, new_end--;
	pair->changes = begin < old_end || begin < new_end;
	mark_run(&pair->old, begin, old_end, 1);
	mark_run(&pair->new, begin, new_end, 1);
}

static void align(struct spoken_pair *pair)
{
	struct compared_words old = compared_of(&pair->old), new = compared_of(&pair->new);
	struct word_difference difference = {0};

	pair->changes = 0;
	if (!compare_words(old.items, old.count, new.items, new.count, TOKENS_DIFFERENT_MOST, &difference)) {
		mark_all(pair);
	} else {
		for (size_t i = 0; i < difference.count; i++) {
			const struct compared_run *run = &difference.items[i];
			pair->changes++;
			mark_run(&pair->old, run->a_begin, run->a_end, pair->changes);
			mark_run(&pair->new, run->b_begin, run->b_end, pair->changes);
		}
	}
	ARRAY_RELEASE(&difference);
	ARRAY_RELEASE(&old);
	ARRAY_RELEASE(&new);
}

/* Always from the same of the two to the other, so that swapping them changes nothing of what is said. The texts must
 * outlive it. */
static struct spoken_pair spoken_pair_of(struct text old, struct text new)
{
	struct spoken_pair pair = {0};
	bool is_swapped = text_compare(new, old) < 0;

	said_read(&pair.old, is_swapped ? new : old);
	said_read(&pair.new, is_swapped ? old : new);
	align(&pair);
	return pair;
}

static void spoken_pair_release(struct spoken_pair *pair)
{
	ARRAY_RELEASE(&pair->old);
	ARRAY_RELEASE(&pair->new);
}

/* What counts */

/* The number of the change that the word on that side is part of; `none` where there is no word. */
static uint32_t neighbour(const struct speech *speech, size_t at, ptrdiff_t step, uint32_t none)
{
	size_t beside = at + (size_t)step;

	return beside < speech->count ? speech->items[beside].change : none;
}

static bool is_near_a_measure(const struct speech *speech, size_t at)
{
	size_t begin = at > WORDS_NEAR ? at - WORDS_NEAR : 0;

	for (size_t i = begin; i < speech->count && i <= at + WORDS_NEAR; i++)
		if (speech->items[i].is_measure || speech->items[i].bit == LOGIC_NUMBER)
			return true;
	return false;
}

static bool counts(const struct speech *speech, size_t at, size_t words_of_change, bool is_of_care)
{
	uint32_t change = speech->items[at].change;

	switch (speech->items[at].weight) {
	case AT_AN_EDGE:
		return neighbour(speech, at, -1, change) != change || neighbour(speech, at, 1, change) != change;
	case IN_FEW_WORDS:
		return words_of_change <= FEW_WORDS;
	case NEAR_A_MEASURE:
		return is_near_a_measure(speech, at);
	case OF_CARE:
		return is_of_care || words_of_change <= FEW_WORDS;
	case ON_BOTH_SIDES:
		return false;
	case ALWAYS:
		break;
	}
	return true;
}

/* The words of each kind that a side of a change has: their number, a sum of their hashes, which for AND and OR depends
 * on their order, and how many count by themselves. */
struct spoken {
	size_t words;
	size_t count[LOGIC_COUNT], counting[LOGIC_COUNT];
	uint64_t sum[LOGIC_COUNT];
};

static size_t number_of_bit(unsigned bit)
{
	size_t number = 0;

	while (bit >>= 1)
		number++;
	return number;
}

/* What is said in each change, by its number. */
static void listen(const struct speech *speech, struct spoken *spoken, bool is_of_care)
{
	for (size_t i = 0; i < speech->count; i++)
		spoken[speech->items[i].change].words++;
	for (size_t i = 0; i < speech->count; i++) {
		const struct said_word *word = &speech->items[i];
		struct spoken *said = &spoken[word->change];
		if (!word->change || !word->bit)
			continue;
		size_t bit = number_of_bit(word->bit);
		uint64_t hash = word->hash * 0x9E3779B97F4A7C15u;
		said->count[bit]++;
		said->sum[bit] = word->bit == LOGIC_COMBINATION ? said->sum[bit] * 31 + hash : said->sum[bit] + hash;
		said->counting[bit] += counts(speech, i, said->words, is_of_care);
	}
}

static unsigned bits_that_differ(const struct spoken *old, const struct spoken *new)
{
	unsigned bits = 0;

	for (size_t i = 0; i < LOGIC_COUNT; i++) {
		bool on_both = old->count[i] && new->count[i];
		if (on_both && (old->count[i] != new->count[i] || old->sum[i] != new->sum[i]))
			bits |= 1u << i;
		if (!on_both && old->counting[i] + new->counting[i])
			bits |= 1u << i;
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

/* Commas */

/* Is a comma before "and" that of a plain series: "pain, stiffness, and swelling"? */
static bool is_of_series(const struct speech *speech, size_t at)
{
	for (size_t i = at; i-- > 0 && !speech->items[i].ends;) {
		if (speech->items[i].bit == LOGIC_COMBINATION)
			return false;
		if (speech->items[i].has_comma)
			return true;
	}
	return false;
}

/* May a comma that came or went after this word change what other words belong to? Before "and" outside a series, and
 * before what says more of the words before it. */
static bool comma_can_change_scope(const struct speech *speech, size_t at)
{
	const struct said_word *next = at + 1 < speech->count ? &speech->items[at + 1] : NULL;

	if (!next || next->change)
		return false;
	if (next->bit == LOGIC_COMBINATION)
		return !is_of_series(speech, at);
	return english_is(next->text, ENGLISH_RELATIVES);
}

/* Of words that stayed on both sides. */
static bool has_changed_comma(const struct spoken_pair *pair)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < pair->old.count && pair->old.items[i].change)
			i++;
		while (j < pair->new.count && pair->new.items[j].change)
			j++;
		if (i >= pair->old.count || j >= pair->new.count)
			return false;
		if (pair->old.items[i].has_comma != pair->new.items[j].has_comma &&
		    comma_can_change_scope(&pair->old, i) && comma_can_change_scope(&pair->new, j))
			return true;
	}
}

unsigned logic_of_words(struct text old, struct text new, enum change_class class, bool is_rewritten)
{
	bool is_prose = class == CLASS_EVIDENCE || class == CLASS_EDITORIAL;
	bool is_of_care = class == CLASS_CRITERIA || class == CLASS_CODING;
	unsigned bits;

	if (is_prose && is_rewritten)
		return 0;
	struct spoken_pair pair = spoken_pair_of(old, new);
	struct spoken *before = memory_allocate_array(pair.changes + 1, sizeof *before);
	struct spoken *after = memory_allocate_array(pair.changes + 1, sizeof *after);
	listen(&pair.old, before, is_of_care);
	listen(&pair.new, after, is_of_care);
	bits = any_opposites(&pair.old, &pair.new) ? LOGIC_NEGATION : 0;
	for (uint32_t i = 1; i <= pair.changes; i++)
		bits |= bits_that_differ(&before[i], &after[i]);
	if (is_of_care && has_changed_comma(&pair))
		bits |= LOGIC_COMMA;
	free(after);
	free(before);
	spoken_pair_release(&pair);
	return is_of_care ? bits : bits & ~(unsigned)LOGIC_COMBINATION;
}

static unsigned bit_of_quantity(enum quantity_kind kind)
{
	return kind == QUANTITY_AGE ? LOGIC_AGE : kind == QUANTITY_DURATION ? LOGIC_DURATION : LOGIC_NUMBER;
}

/* In months or days what is exactly so many: 2 years, 1 week. */
static double factor_of_unit(struct text *unit)
{
	if (text_is(*unit, "a")) {
		*unit = TEXT("mo");
		return 12;
	}
	if (text_is(*unit, "wk")) {
		*unit = TEXT("d");
		return 7;
	}
	return 1;
}

/* The same measure; `compared`: in the same way too. */
static bool is_same_quantity(const struct quantity *a, const struct quantity *b, bool compared)
{
	struct text a_unit = a->unit, b_unit = b->unit;
	double a_factor = factor_of_unit(&a_unit), b_factor = factor_of_unit(&b_unit);
	bool is_same_measure = a->kind == b->kind && a->value * a_factor == b->value * b_factor &&
			       a->upper * a_factor == b->upper * b_factor && a->second == b->second &&
			       text_equal(a_unit, b_unit);
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
	static const unsigned bits = LOGIC_NEGATION | LOGIC_CONDITION | LOGIC_OBLIGATION | LOGIC_COMPARISON |
				     LOGIC_NUMBER | LOGIC_AGE | LOGIC_DURATION;
	struct speech speech = {0};
	struct spoken spoken[2] = {0};
	size_t count = 0;

	said_read(&speech, words);
	mark_run(&speech, 0, speech.count, 1);
	listen(&speech, spoken, false);
	for (size_t i = 0; i < LOGIC_COUNT; i++)
		count += bits & 1u << i ? spoken[1].counting[i] : 0;
	ARRAY_RELEASE(&speech);
	return count > 0;
}

/* Does a part of a sentence have one of these words? */
static bool sentence_has(const struct speech *speech, size_t begin, size_t end, enum english_list list)
{
	for (size_t i = begin; i < end; i++)
		if (english_is(speech->items[i].text, list))
			return true;
	return false;
}

bool words_limit_scope(struct text words)
{
	struct speech speech = {0};
	bool limit = false;

	said_read(&speech, words);
	for (size_t begin = 0, end; begin < speech.count && !limit; begin = end) {
		for (end = begin; end < speech.count && (end == begin || !speech.items[end - 1].ends);)
			end++;
		limit = sentence_has(&speech, begin, end, ENGLISH_LIMITS) &&
			(sentence_has(&speech, begin, end, ENGLISH_COMMISSIONING) ||
			 (sentence_has(&speech, begin, end, ENGLISH_OF_POLICY) &&
			  sentence_has(&speech, begin, end, ENGLISH_PERSONS)));
	}
	ARRAY_RELEASE(&speech);
	return limit;
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

bool words_are_same_but_for_marks(struct text old, struct text new)
{
	struct spoken_pair pair = spoken_pair_of(old, new);
	bool are_same = pair.changes == 0;

	spoken_pair_release(&pair);
	return are_same;
}

bool asides_are_same(const struct word_runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		if (runs->runs[i].is_aside && runs->runs[i].op != '=')
			return false;
	return true;
}

bool target_is_other(const struct word_runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		if (runs->runs[i].is_aside && runs->runs[i].op != '=' &&
		    text_begins(runs->runs[i].text, TEXT(ASIDE_LEADS_TO)))
			return true;
	return false;
}

#include "diff/compare_words.h"

#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"

/* FNV-1a, 64 bits. */
#define HASH_BEGIN 0xCBF29CE484222325u
#define HASH_PRIME 0x100000001B3u

static uint64_t hash_byte(uint64_t hash, char byte)
{
	return (hash ^ (uint8_t)byte) * HASH_PRIME;
}

static uint64_t hash_text(uint64_t hash, struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		hash = hash_byte(hash, text.bytes[i]);
	return hash;
}

#define WORDS (WORD_DIGIT | WORD_SYMBOL | WORD_APOSTROPHE | WORD_POINT)

static void add_word(struct compared_words *words, uint64_t hash, size_t begin, size_t end, const struct node *link)
{
	*ARRAY_ADD(words) = (struct compared_word){hash, link, (uint32_t)begin, (uint32_t)end};
}

/* Of a word: letters with the bit that capitals lack, apostrophes of one form. */
static uint64_t hash_word(struct text word)
{
	uint64_t hash = HASH_BEGIN;
	for (size_t i = 0; i < word.length; i++) {
		char byte = word.bytes[i];
		size_t curly = byte == '\xE2' ? apostrophe_length(word, i) : 0;
		hash = hash_byte(hash, curly ? '\'' : (uint8_t)byte < 0x80 ? (char)(byte | 0x20) : byte);
		i += curly ? curly - 1 : 0;
	}
	return hash;
}

/* The words of plain text, the bytes `begin` to `end` of `text`. */
static void read_words(struct compared_words *words, struct text text, size_t begin, size_t end)
{
	text.length = end;
	for (size_t at = begin, next; at < end; at = next) {
		next = at + 1;
		if (text.bytes[at] == ' ')
			continue;
		size_t address = address_length(text, at, 0), sign;
		if (address) {
			next = at + address;
			add_word(words, hash_text(HASH_BEGIN, text_slice(text, at, next)), at, next, NULL);
		} else if ((next = word_end(text, at, WORDS)) > at) {
			add_word(words, hash_word(text_slice(text, at, next)), at, next, NULL);
		} else if ((sign = sign_length(text, at)) > 0) {
			next = at + sign;
			struct text shown = text.bytes[at] == '&' ? TEXT("and") : text_slice(text, at, next);
			add_word(words, hash_text(HASH_BEGIN, shown), at, next, NULL);
		} else {
			utf8_decode(text, &next);
		}
	}
}

/* The link with words of its own that an inline stands in, or NULL. */
static const struct node *link_above(const struct node *inline_node)
{
	const struct node *node = inline_node->parent;
	while (node && node_is_inline(node)) {
		if (node->kind == NODE_LINK && !node->link.is_bare)
			return node;
		node = node->parent;
	}
	return NULL;
}

/* A link as one word; returns how many words it shows. An address that is shown as it is is a plain word. */
static size_t read_link(struct compared_words *words, const struct node *link, struct text text, size_t begin,
			size_t end)
{
	struct compared_words shown = {0};
	struct text label = text_slice(text, begin, end);
	if (text_equal(label, link->link.target)) {
		add_word(words, hash_text(HASH_BEGIN, label), begin, end, NULL);
		return 1;
	}
	read_words(&shown, text, begin, end);
	size_t count = shown.count;
	uint64_t hash = hash_text(compared_words_hash(shown.items, count), link->link.target);
	ARRAY_RELEASE(&shown);
	add_word(words, hash, begin, end, link);
	return count;
}

size_t compared_words_append(struct compared_words *words, const struct flat_text *flat, size_t begin, size_t end)
{
	size_t before = words->count, shown = 0, linked = 0;
	for (size_t i = 0; i < flat->count;) {
		const struct node *link = link_above(flat->segments[i].node);
		size_t from = flat->segments[i].offset, to = from;
		for (; i < flat->count && link_above(flat->segments[i].node) == link; i++)
			to = flat->segments[i].offset + flat->segments[i].length;
		from = from < begin ? begin : from;
		to = to > end ? end : to;
		if (from >= to)
			continue;
		if (!link) {
			read_words(words, flat->text, from, to);
			continue;
		}
		shown += read_link(words, link, flat->text, from, to);
		linked++;
	}
	return words->count - before - linked + shown;
}

uint64_t compared_words_hash(const struct compared_word *words, size_t count)
{
	uint64_t hash = HASH_BEGIN;
	for (size_t i = 0; i < count; i++) {
		hash = (hash ^ words[i].hash) * HASH_PRIME;
		hash ^= hash >> 29;
	}
	return hash;
}

/* The furthest points of each number of edits: row d has the values of diagonals -d, -d + 2, … d, as Myers' V has them
 * after d edits. Row d begins at d (d + 1) / 2. */
struct trace {
	uint32_t *items;
	size_t count, capacity;
};

static size_t row_of(size_t edits)
{
	return edits * (edits + 1) / 2;
}

/* The furthest point of a diagonal after `edits` edits, before its common words: from the point below (a word of b is
 * put in) or from that beside (a word of a is taken out). `index` counts the diagonals of this row from 0. */
static uint32_t step(const struct trace *trace, size_t edits, size_t index, bool *is_insertion)
{
	const uint32_t *before = trace->items + row_of(edits - 1);
	if (index == 0 || (index < edits && before[index - 1] < before[index])) {
		*is_insertion = true;
		return before[index];
	}
	*is_insertion = false;
	return before[index - 1] + 1;
}

/* How many edits turn a into b, with the trace of the way; `most` + 1 where they are more. */
static size_t count_edits(struct trace *trace, const struct compared_word *a, size_t a_count,
			  const struct compared_word *b, size_t b_count, size_t most)
{
	for (size_t edits = 0; edits <= most; edits++) {
		for (size_t index = 0; index <= edits; index++) {
			bool is_insertion;
			size_t x = edits ? step(trace, edits, index, &is_insertion) : 0;
			ptrdiff_t diagonal = 2 * (ptrdiff_t)index - (ptrdiff_t)edits;
			ptrdiff_t y = (ptrdiff_t)x - diagonal;
			while (x < a_count && y >= 0 && (size_t)y < b_count && a[x].hash == b[y].hash)
				x++, y++;
			*ARRAY_ADD(trace) = (uint32_t)x;
			if (x >= a_count && y >= (ptrdiff_t)b_count)
				return edits;
		}
	}
	return most + 1;
}

static struct compared_run *add_run(struct word_difference *difference, struct compared_run run)
{
	struct compared_run *last = difference->count ? &difference->items[difference->count - 1] : NULL;
	/* Built from the end: the run before this one is the one that follows it. */
	if (last && last->a_begin == run.a_end && last->b_begin == run.b_end) {
		last->a_begin = run.a_begin;
		last->b_begin = run.b_begin;
		return last;
	}
	last = ARRAY_ADD(difference);
	*last = run;
	return last;
}

/* The edits of the trace's last row back to the beginning, as runs from the last to the first. */
static void follow_back(struct word_difference *difference, const struct trace *trace, size_t edits, size_t a_count,
			size_t b_count)
{
	size_t x = a_count, y = b_count;
	for (; edits; edits--) {
		size_t index = (size_t)(((ptrdiff_t)x - (ptrdiff_t)y + (ptrdiff_t)edits) / 2);
		bool is_insertion;
		size_t reached = step(trace, edits, index, &is_insertion);
		ptrdiff_t diagonal = 2 * (ptrdiff_t)index - (ptrdiff_t)edits;
		size_t below = (size_t)((ptrdiff_t)reached - diagonal);
		struct compared_run run = {(uint32_t)reached, (uint32_t)reached, (uint32_t)below, (uint32_t)below};
		if (is_insertion)
			run.b_begin--;
		else
			run.a_begin--;
		x = run.a_begin;
		y = run.b_begin;
		add_run(difference, run);
	}
}

/* Puts the runs in order, moved past the words at the beginning that are not compared, and joins those that a single
 * word parts. */
static void order_runs(struct word_difference *difference, size_t skipped)
{
	size_t kept = 0;
	for (size_t i = 0, j = difference->count; i + 1 < j; i++, j--) {
		struct compared_run run = difference->items[i];
		difference->items[i] = difference->items[j - 1];
		difference->items[j - 1] = run;
	}
	for (size_t i = 0; i < difference->count; i++) {
		struct compared_run run = difference->items[i];
		struct compared_run *last = kept ? &difference->items[kept - 1] : NULL;
		run = (struct compared_run){run.a_begin + (uint32_t)skipped, run.a_end + (uint32_t)skipped,
					    run.b_begin + (uint32_t)skipped, run.b_end + (uint32_t)skipped};
		if (last && run.a_begin - last->a_end <= 1 && run.b_begin - last->b_end <= 1 &&
		    compared_run_is_replacement(last) == compared_run_is_replacement(&run)) {
			last->a_end = run.a_end;
			last->b_end = run.b_end;
		} else {
			difference->items[kept++] = run;
		}
	}
	difference->count = kept;
}

bool compare_words(const struct compared_word *a, size_t a_count, const struct compared_word *b, size_t b_count,
		   size_t most, struct word_difference *difference)
{
	struct trace trace = {0};
	size_t skipped = 0, edits;
	difference->count = difference->common = difference->edits = 0;
	if ((a_count > b_count ? a_count - b_count : b_count - a_count) > most)
		return false;
	while (skipped < a_count && skipped < b_count && a[skipped].hash == b[skipped].hash)
		skipped++;
	/* An empty text may be NULL, to which nothing is added. */
	edits = count_edits(&trace, skipped ? a + skipped : a, a_count - skipped, skipped ? b + skipped : b,
			    b_count - skipped, most);
	if (edits <= most) {
		difference->edits = edits;
		difference->common = (a_count + b_count - edits) / 2;
		follow_back(difference, &trace, edits, a_count - skipped, b_count - skipped);
		order_runs(difference, skipped);
	}
	ARRAY_RELEASE(&trace);
	return edits <= most;
}

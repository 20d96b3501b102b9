#include "check/passage_index.h"

#include "base/memory.h"

#define RUN_WORDS    3
/* More shared runs than any texts of people have say no more of where the one stands in the other. */
#define OFFSETS_MOST 65536

/* Where a run of words stands. */
struct posting {
	uint64_t run;
	uint32_t passage, position; /* its first word's */
};

/* Slots of an open hash table: 1-based numbers, 0 is empty. The count is a power of two, at most half of them full. */
struct slots {
	uint32_t *items;
	size_t count;
};

struct passage_index {
	struct arena arena; /* the words */
	ARRAY_OF(struct passage) passages;
	ARRAY_OF(uint64_t) hashes; /* by passage: of all its words */
	ARRAY_OF(struct posting) postings;
	struct slots same; /* of passages, by their hash; grows with them */
	struct slots runs; /* of the first posting of a run: those of one run stand together once it is finished */
};

static void slots_init(struct slots *slots, size_t room)
{
	slots->count = 64;
	while (slots->count < room * 2)
		slots->count *= 2;
	slots->items = memory_allocate_array(slots->count, sizeof *slots->items);
}

static size_t slot_of(const struct slots *slots, uint64_t hash)
{
	return (size_t)(hash * 0x9E3779B97F4A7C15u >> 20) & (slots->count - 1);
}

struct passage_index *passage_index_new(void)
{
	struct passage_index *index = memory_allocate(sizeof *index);
	slots_init(&index->same, 0);
	return index;
}

void passage_index_free(struct passage_index *index)
{
	ARRAY_RELEASE(&index->passages);
	ARRAY_RELEASE(&index->hashes);
	ARRAY_RELEASE(&index->postings);
	free(index->same.items);
	free(index->runs.items);
	arena_release(&index->arena);
	free(index);
}

size_t passage_count(const struct passage_index *index)
{
	return index->passages.count;
}

const struct passage *passage_at(const struct passage_index *index, uint32_t number)
{
	return &index->passages.items[number];
}

static bool has_words(const struct passage *passage, const struct compared_words *words)
{
	if (passage->count != words->count)
		return false;
	for (size_t i = 0; i < words->count; i++)
		if (passage->words[i].hash != words->items[i].hash)
			return false;
	return true;
}

/* The slot of the passage of these words, or the empty one where it would go. */
static uint32_t *same_slot(const struct passage_index *index, const struct compared_words *words, uint64_t hash)
{
	size_t slot = slot_of(&index->same, hash);
	for (;; slot = (slot + 1) & (index->same.count - 1)) {
		uint32_t number = index->same.items[slot];
		if (!number ||
		    (index->hashes.items[number - 1] == hash && has_words(&index->passages.items[number - 1], words)))
			return &index->same.items[slot];
	}
}

static void same_grow(struct passage_index *index)
{
	size_t count = index->passages.count;
	if ((count + 1) * 2 <= index->same.count)
		return;
	free(index->same.items);
	slots_init(&index->same, (count + 1) * 2);
	for (size_t i = 0; i < count; i++) {
		size_t slot = slot_of(&index->same, index->hashes.items[i]);
		while (index->same.items[slot])
			slot = (slot + 1) & (index->same.count - 1);
		index->same.items[slot] = (uint32_t)i + 1;
	}
}

uint32_t passage_index_add(struct passage_index *index, const struct compared_words *words, struct text text)
{
	uint64_t hash = compared_words_hash(words->items, words->count);
	same_grow(index);
	uint32_t *slot = same_slot(index, words, hash), number = (uint32_t)index->passages.count;
	if (*slot)
		return *slot - 1;
	*slot = number + 1;
	const struct compared_word *copy =
		arena_copy_array(&index->arena, words->items, words->count, sizeof *words->items);
	*ARRAY_ADD(&index->passages) = (struct passage){copy, words->count, text};
	*ARRAY_ADD(&index->hashes) = hash;
	for (size_t i = 0; words->count >= ALIKE_WORDS_LEAST && i + RUN_WORDS <= words->count; i++)
		*ARRAY_ADD(&index->postings) =
			(struct posting){compared_words_hash(copy + i, RUN_WORDS), number, (uint32_t)i};
	return number;
}

static int compare_postings(const void *a, const void *b)
{
	const struct posting *first = a, *second = b;
	if (first->run != second->run)
		return first->run < second->run ? -1 : 1;
	if (first->passage != second->passage)
		return first->passage < second->passage ? -1 : 1;
	return (first->position > second->position) - (first->position < second->position);
}

void passage_index_finish(struct passage_index *index)
{
	struct posting *postings = index->postings.items;
	if (index->postings.count)
		qsort(postings, index->postings.count, sizeof *postings, compare_postings);
	slots_init(&index->runs, index->postings.count);
	for (size_t i = 0, end; i < index->postings.count; i = end) {
		for (end = i + 1; end < index->postings.count && postings[end].run == postings[i].run;)
			end++;
		if (end - i > PASSAGES_OF_A_RUN_MOST)
			continue;
		size_t slot = slot_of(&index->runs, postings[i].run);
		while (index->runs.items[slot])
			slot = (slot + 1) & (index->runs.count - 1);
		index->runs.items[slot] = (uint32_t)i + 1;
	}
}

/* The first posting of the run of words that begins at `words`, or NULL; `*count`: how many there are. */
static const struct posting *find_run(const struct passage_index *index, const struct compared_word *words,
				      size_t *count)
{
	uint64_t run = compared_words_hash(words, RUN_WORDS);
	const struct posting *end;
	if (!index->postings.count)
		return NULL;
	end = index->postings.items + index->postings.count;
	for (size_t slot = slot_of(&index->runs, run);; slot = (slot + 1) & (index->runs.count - 1)) {
		uint32_t number = index->runs.items[slot];
		if (!number)
			return NULL;
		const struct posting *first = &index->postings.items[number - 1], *last = first;
		if (first->run != run)
			continue;
		while (last < end && last->run == run)
			last++;
		*count = (size_t)(last - first);
		return first;
	}
}

uint32_t passage_find_same(const struct passage_index *index, const struct compared_words *words)
{
	uint32_t *slot = same_slot(index, words, compared_words_hash(words->items, words->count));
	return *slot ? *slot - 1 : PASSAGE_NONE;
}

void passage_search_begin(struct passage_search *search, const struct passage_index *index, const bool *wanted)
{
	size_t count = index->passages.count;
	*search = (struct passage_search){
		.index = index,
		.wanted = wanted,
		.hits = memory_allocate_array(count, sizeof *search->hits),
		.found = memory_allocate_array(count, sizeof *search->found),
		.covered = memory_allocate_array(count, sizeof *search->covered),
	};
}

void passage_search_release(struct passage_search *search)
{
	free(search->hits);
	free(search->found);
	free(search->covered);
	ARRAY_RELEASE(&search->best.difference);
	ARRAY_RELEASE(&search->other.difference);
}

static void count_hits(struct passage_search *search, const struct compared_words *words)
{
	search->found_count = 0;
	for (size_t i = 0; i + RUN_WORDS <= words->count; i++) {
		size_t count = 0;
		const struct posting *postings = find_run(search->index, words->items + i, &count);
		for (size_t j = 0; j < count; j++) {
			uint32_t passage = postings[j].passage;
			if (!search->wanted[passage])
				continue;
			if (search->hits[passage]++ == 0)
				search->found[search->found_count++] = passage;
		}
	}
}

/* May the passage be like a text of `count` words that has `hits` of its runs? Three runs in ten of the shorter's, and
 * at least two. */
static bool has_enough_hits(const struct passage *passage, size_t count, size_t hits)
{
	size_t shorter = passage->count < count ? passage->count : count;
	size_t needed = shorter * 3 / 10;
	return hits >= 2 && hits + 1 >= needed;
}

/* The passages with the most hits, most first, of those that may be like a text of `count` words; returns how many. */
static size_t choose(const struct passage_search *search, size_t count, uint32_t *chosen)
{
	size_t chosen_count = 0;
	for (size_t i = 0; i < search->found_count; i++) {
		uint32_t passage = search->found[i];
		size_t at = chosen_count;
		if (!has_enough_hits(passage_at(search->index, passage), count, search->hits[passage]))
			continue;
		while (at > 0 && (search->hits[chosen[at - 1]] < search->hits[passage] ||
				  (search->hits[chosen[at - 1]] == search->hits[passage] && chosen[at - 1] > passage)))
			at--;
		if (at == PASSAGES_COMPARED_MOST)
			continue;
		if (chosen_count < PASSAGES_COMPARED_MOST)
			chosen_count++;
		for (size_t j = chosen_count - 1; j > at; j--)
			chosen[j] = chosen[j - 1];
		chosen[at] = passage;
	}
	for (size_t i = 0; i < search->found_count; i++)
		search->hits[search->found[i]] = 0;
	return chosen_count;
}

/* The shorter of a text and a passage, and the part of the longer that is compared with it. */
struct window {
	bool is_text_longer;
	size_t shorter, longer; /* words */
	size_t begin, end;      /* of the part, in the longer */
};

static int compare_offsets(const void *a, const void *b)
{
	ptrdiff_t first = *(const ptrdiff_t *)a, second = *(const ptrdiff_t *)b;
	return (first > second) - (first < second);
}

/* Where the shorter would have to begin in the longer for each of the runs that they share: where most of these places
 * lie close together is the part that is like it. */
static void find_window(struct window *window, const struct passage_search *search, const struct compared_words *words,
			uint32_t passage)
{
	ARRAY_OF(ptrdiff_t) offsets = {0};
	ptrdiff_t width = (ptrdiff_t)window->shorter / 4, begin = 0, end = 0;
	size_t most = 0;
	for (size_t i = 0; i + RUN_WORDS <= words->count && offsets.count < OFFSETS_MOST; i++) {
		size_t count = 0;
		const struct posting *postings = find_run(search->index, words->items + i, &count);
		for (size_t j = 0; j < count; j++) {
			ptrdiff_t offset = (ptrdiff_t)i - (ptrdiff_t)postings[j].position;
			if (postings[j].passage == passage)
				*ARRAY_ADD(&offsets) = window->is_text_longer ? offset : -offset;
		}
	}
	if (offsets.count)
		qsort(offsets.items, offsets.count, sizeof *offsets.items, compare_offsets);
	for (size_t first = 0, last = 0; last < offsets.count; last++) {
		while (offsets.items[last] - offsets.items[first] > width)
			first++;
		if (last - first + 1 <= most)
			continue;
		most = last - first + 1;
		begin = offsets.items[first];
		end = offsets.items[last] + (ptrdiff_t)window->shorter;
	}
	ARRAY_RELEASE(&offsets);
	window->begin = begin > 0 ? (size_t)begin : 0;
	window->end = end > (ptrdiff_t)window->longer ? window->longer : (size_t)(end > 0 ? end : 0);
}

/* The most words that may differ between texts of `words` words together that are alike to `alike` in 100. */
static size_t differing_most(size_t words, size_t alike)
{
	size_t most = words * (100 - alike) / 100;
	return most < WORDS_DIFFERENT_MOST ? most : WORDS_DIFFERENT_MOST;
}

/* Compares the part of the longer with the shorter. */
static bool compare_window(const struct window *window, const struct compared_words *words,
			   const struct passage *passage, size_t alike, struct word_difference *difference)
{
	size_t length = window->end - window->begin, most = differing_most(length + window->shorter, alike);
	if (window->is_text_longer)
		return compare_words(words->items + window->begin, length, passage->words, passage->count, most,
				     difference);
	return compare_words(words->items, words->count, passage->words + window->begin, length, most, difference);
}

/* The run with the words of the longer as a. */
static struct compared_run longer_first(const struct window *window, struct compared_run run)
{
	return window->is_text_longer ? run : (struct compared_run){run.b_begin, run.b_end, run.a_begin, run.a_end};
}

/* How many words more than the shorter has in its place the longer has in a run. */
static size_t surplus(struct compared_run run)
{
	size_t longer = run.a_end - run.a_begin, shorter = run.b_end - run.b_begin;
	return longer > shorter ? longer - shorter : 0;
}

/* Takes off both ends of the part what the shorter has nothing of. */
static void narrow(struct window *window, const struct word_difference *difference)
{
	size_t length = window->end - window->begin;
	if (!difference->count)
		return;
	struct compared_run first = longer_first(window, difference->items[0]);
	struct compared_run last = longer_first(window, difference->items[difference->count - 1]);
	if (last.a_end == length)
		window->end -= surplus(last);
	/* One run that is all of the part is of two texts without a word in common. */
	if (first.a_begin == 0 && first.a_end < length)
		window->begin += surplus(first);
}

/* Is one like a part of the other? */
static bool compare_part(const struct passage_search *search, const struct compared_words *words, uint32_t number,
			 struct word_difference *difference)
{
	const struct passage *passage = passage_at(search->index, number);
	struct window window = {.is_text_longer = words->count > passage->count};
	window.shorter = window.is_text_longer ? passage->count : words->count;
	window.longer = window.is_text_longer ? words->count : passage->count;
	if (window.shorter < ALIKE_PART_WORDS_LEAST)
		return false;
	find_window(&window, search, words, number);
	if (!compare_window(&window, words, passage, ALIKE_PART / 2, difference))
		return false;
	narrow(&window, difference);
	if (!compare_window(&window, words, passage, ALIKE_PART, difference) ||
	    difference->common < ALIKE_PART_WORDS_LEAST)
		return false;
	for (size_t i = 0; i < difference->count; i++) {
		struct compared_run *run = &difference->items[i];
		*(window.is_text_longer ? &run->a_begin : &run->b_begin) += (uint32_t)window.begin;
		*(window.is_text_longer ? &run->a_end : &run->b_end) += (uint32_t)window.begin;
	}
	return true;
}

static bool compare(struct passage_search *search, const struct compared_words *words, uint32_t number)
{
	const struct passage *passage = passage_at(search->index, number);
	struct likeness *likeness = &search->other;
	size_t most = differing_most(words->count + passage->count, ALIKE_WHOLE);
	likeness->passage = number;
	likeness->is_part = false;
	if (compare_words(words->items, words->count, passage->words, passage->count, most, &likeness->difference))
		return true;
	likeness->is_part = true;
	return compare_part(search, words, number, &likeness->difference);
}

static bool is_better(const struct likeness *likeness, const struct likeness *best)
{
	if (best->passage == PASSAGE_NONE || likeness->difference.common != best->difference.common)
		return best->passage == PASSAGE_NONE || likeness->difference.common > best->difference.common;
	if (likeness->difference.edits != best->difference.edits)
		return likeness->difference.edits < best->difference.edits;
	return likeness->is_part != best->is_part ? best->is_part : likeness->passage < best->passage;
}

const struct likeness *passage_find_like(struct passage_search *search, const struct compared_words *words)
{
	uint32_t chosen[PASSAGES_COMPARED_MOST];
	search->best.passage = PASSAGE_NONE;
	search->best.difference.count = search->best.difference.common = search->best.difference.edits = 0;
	if (words->count < ALIKE_WORDS_LEAST)
		return &search->best;
	count_hits(search, words);
	size_t chosen_count = choose(search, words->count, chosen);
	for (size_t i = 0; i < chosen_count; i++) {
		if (!compare(search, words, chosen[i]))
			continue;
		uint32_t *covered = &search->covered[chosen[i]];
		if (search->other.difference.common > *covered)
			*covered = (uint32_t)search->other.difference.common;
		if (!is_better(&search->other, &search->best))
			continue;
		struct likeness best = search->other;
		search->other = search->best;
		search->best = best;
	}
	return &search->best;
}

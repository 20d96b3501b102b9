#include "unit.h"

#include "base/memory.h"
#include "diff/compare_words.h"

/* A paragraph of plain words. */
static struct flat_text flat_of(struct arena *arena, const char *words)
{
	struct node *leaf = node_new(arena, NODE_PARAGRAPH, PLACE_NONE);
	struct node *text = node_new(arena, NODE_TEXT, PLACE_NONE);
	text->text.text = text_of(words);
	node_append(leaf, text);
	return flat_text_of(arena, leaf);
}

/* The words of a text with "|" between them. */
static struct text words_of(struct arena *arena, const struct flat_text *flat)
{
	struct compared_words words = {0};
	struct buffer out = BUFFER_EMPTY;
	compared_words_append(&words, flat, 0, flat->text.length);
	for (size_t i = 0; i < words.count; i++) {
		if (i)
			buffer_append_byte(&out, '|');
		buffer_append(&out, text_slice(flat->text, words.items[i].begin, words.items[i].end));
	}
	struct text result = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	ARRAY_RELEASE(&words);
	return result;
}

static uint64_t hash_of(const struct flat_text *flat)
{
	struct compared_words words = {0};
	compared_words_append(&words, flat, 0, flat->text.length);
	uint64_t hash = compared_words_hash(words.items, words.count);
	ARRAY_RELEASE(&words);
	return hash;
}

static void test_words(void **state)
{
	static const char *const cases[][2] = {
		{"", ""},
		{" , . - ", ""},
		{"One two.", "One|two"},
		{"the patient's, the patient’s", "the|patient's|the|patient’s"},
		{"'NHS Choice' ‘framework’", "NHS|Choice|framework"},
		{"post-trauma – General/Practitioner", "post|trauma|General|Practitioner"},
		{"BMI ≥ 35.5 and <40%", "BMI|≥|35.5|and|<|40|%"},
		{"BMI ≥35.", "BMI|≥|35"},
		{"1,000 or 2, 3", "1,000|or|2|3"},
		{"see (https://www.example.org/a-b?c=1).", "see|https://www.example.org/a-b?c=1"},
		{"at www.example.org/x, or", "at|www.example.org/x|or"},
		{"hw", "hw"},
		{"café crème", "café|crème"},
		{"a\u00a0b\nc", "a|b|c"},
	};
	struct arena arena = ARENA_EMPTY;
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct flat_text flat = flat_of(&arena, cases[i][0]);
		assert_text_is(words_of(&arena, &flat), cases[i][1]);
	}
	arena_release(&arena);
}

/* Only what a reader reads as another word is another. */
static void test_words_alike(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_same;
	} cases[] = {
		{"The ICB's rule", "the icb’s RULE", true},
		{"Cheshire & Merseyside", "Cheshire and Merseyside", true},
		{"post-trauma (scarring).", "post trauma scarring", true},
		{"BMI ≥ 35", "BMI > 35", false},
		{"1.5 years", "15 years", false},
		{"1.5 years", "1 5 years", false},
		{"not funded", "funded", false},
		{"ab c", "a bc", false},
	};
	struct arena arena = ARENA_EMPTY;
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct flat_text a = flat_of(&arena, cases[i].a), b = flat_of(&arena, cases[i].b);
		if ((hash_of(&a) == hash_of(&b)) != cases[i].is_same)
			fail_msg("\"%s\" and \"%s\"", cases[i].a, cases[i].b);
	}
	arena_release(&arena);
}

static void test_part_of_a_text(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct flat_text flat = flat_of(&arena, "one two three");
	struct compared_words words = {0};
	(void)state;
	assert_int_equal(compared_words_append(&words, &flat, 4, 7), 1);
	assert_int_equal(words.count, 1);
	assert_int_equal(words.items[0].begin, 4);
	assert_int_equal(words.items[0].end, 7);
	assert_int_equal(compared_words_append(&words, &flat, 13, 13), 0);
	ARRAY_RELEASE(&words);
	arena_release(&arena);
}

/* "see " and a link after it. */
static struct flat_text with_link(struct arena *arena, const char *label, const char *target, bool is_bare)
{
	struct node *leaf = node_new(arena, NODE_PARAGRAPH, PLACE_NONE);
	struct node *text = node_new(arena, NODE_TEXT, PLACE_NONE), *words = node_new(arena, NODE_TEXT, PLACE_NONE);
	struct node *link = node_new(arena, NODE_LINK, PLACE_NONE), *strong = node_new(arena, NODE_STRONG, PLACE_NONE);
	text->text.text = TEXT("see ");
	words->text.text = text_of(label);
	link->link.target = text_of(target);
	link->link.is_bare = is_bare;
	node_append(leaf, text);
	node_append(leaf, link);
	node_append(link, strong);
	node_append(strong, words);
	return flat_text_of(arena, leaf);
}

static void test_links(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct compared_words words = {0};
	struct flat_text link = with_link(&arena, "the whole guideline", "https://example.org/1", false);
	struct flat_text other = with_link(&arena, "the whole guideline", "https://example.org/2", false);
	struct flat_text again = with_link(&arena, "The whole guideline", "https://example.org/1", false);
	struct flat_text bare = with_link(&arena, "https://example.org/1", "https://example.org/1", false);
	struct flat_text plain = flat_of(&arena, "see https://example.org/1.");
	struct flat_text reference = with_link(&arena, "NG 59", "NG 59", true);
	(void)state;
	assert_int_equal(compared_words_append(&words, &link, 0, link.text.length), 4);
	assert_int_equal(words.count, 2);
	assert_non_null(words.items[1].link);
	assert_int_equal(words.items[1].begin, 4);
	assert_int_equal(words.items[1].end, link.text.length);
	ARRAY_RELEASE(&words);
	assert_true(hash_of(&link) == hash_of(&again));
	assert_true(hash_of(&link) != hash_of(&other));
	assert_true(hash_of(&bare) == hash_of(&plain));
	assert_text_is(words_of(&arena, &reference), "see|NG|59");
	arena_release(&arena);
}

/* The differences of two texts whose words are letters: "a-b:c-d" for each run. */
static struct text difference_of(struct arena *arena, const char *a, const char *b, size_t most)
{
	struct flat_text flat_a = flat_of(arena, a), flat_b = flat_of(arena, b);
	struct compared_words words_a = {0}, words_b = {0};
	struct word_difference difference = {0};
	struct buffer out = BUFFER_EMPTY;
	compared_words_append(&words_a, &flat_a, 0, flat_a.text.length);
	compared_words_append(&words_b, &flat_b, 0, flat_b.text.length);
	if (compare_words(words_a.items, words_a.count, words_b.items, words_b.count, most, &difference)) {
		buffer_append_format(&out, "%zu/%zu", difference.common, difference.edits);
		assert_int_equal(difference.common * 2 + difference.edits, words_a.count + words_b.count);
	} else {
		buffer_append_string(&out, "no");
		assert_int_equal(difference.count, 0);
	}
	for (size_t i = 0; i < difference.count; i++) {
		struct compared_run run = difference.items[i];
		buffer_append_format(&out, " %u-%u:%u-%u", run.a_begin, run.a_end, run.b_begin, run.b_end);
	}
	struct text result = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	ARRAY_RELEASE(&words_a);
	ARRAY_RELEASE(&words_b);
	ARRAY_RELEASE(&difference);
	return result;
}

static void test_compare(void **state)
{
	static const struct {
		const char *a, *b;
		size_t most;
		const char *difference;
	} cases[] = {
		{"a b c", "a b c", 0, "3/0"},
		{"", "", 0, "0/0"},
		{"", "a", 1, "0/1 0-0:0-1"},
		{"a", "", 1, "0/1 0-1:0-0"},
		{"a b c d e", "a b X d e", 2, "4/2 2-3:2-3"},
		{"a b c d e", "a b X d e", 1, "no"},
		{"a b c", "a b c d", 1, "3/1 3-3:3-4"},
		{"a b c d", "b c d", 1, "3/1 0-1:0-0"},
		{"X b c d e f g Y", "b c d e f g", 2, "6/2 0-1:0-0 7-8:6-6"},
		{"b c d", "a x b c d", 1, "no"},
		/* A single common word joins the runs on both sides of it. */
		{"a X c Y e f", "a P c Q e f", 4, "4/4 1-4:1-4"},
		{"a X c d Y f", "a P c d Q f", 4, "4/4 1-2:1-2 4-5:4-5"},
		{"a b", "c d", 4, "0/4 0-2:0-2"},
		{"a b a b a b", "b a b a b a", 2, "5/2 0-1:0-0 6-6:5-6"},
	};
	struct arena arena = ARENA_EMPTY;
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_text_is(difference_of(&arena, cases[i].a, cases[i].b, cases[i].most), cases[i].difference);
	arena_release(&arena);
}

/* Length of the longest common subsequence, the slow and plain way. */
static size_t longest_common(const struct compared_word *a, size_t a_count, const struct compared_word *b,
			     size_t b_count)
{
	size_t row[64] = {0};
	for (size_t i = 0; i < a_count; i++)
		for (size_t j = 0, corner = 0; j < b_count; j++) {
			size_t above = row[j + 1];
			row[j + 1] = a[i].hash == b[j].hash ? corner + 1 : above > row[j] ? above : row[j];
			corner = above;
		}
	return row[b_count];
}

/* What is left of both outside the runs is the same words, and as many as can be. */
static void test_compare_is_shortest(void **state)
{
	uint32_t seed = 20261121;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct compared_word words[2][24];
		size_t counts[2];
		struct word_difference difference = {0};
		for (int side = 0; side < 2; side++) {
			seed = seed * 1664525 + 1013904223;
			counts[side] = seed >> 16 & 15;
			for (size_t i = 0; i < counts[side]; i++) {
				seed = seed * 1664525 + 1013904223;
				words[side][i] = (struct compared_word){.hash = seed >> 24 & 3};
			}
		}
		assert_true(
			compare_words(words[0], counts[0], words[1], counts[1], counts[0] + counts[1], &difference));
		size_t common = longest_common(words[0], counts[0], words[1], counts[1]);
		assert_int_equal(difference.common, common);
		assert_int_equal(difference.edits, counts[0] + counts[1] - 2 * common);
		if (difference.edits)
			assert_false(compare_words(words[0], counts[0], words[1], counts[1], difference.edits - 1,
						   &difference));
		assert_true(
			compare_words(words[0], counts[0], words[1], counts[1], difference.edits + 40, &difference));
		size_t at[2] = {0, 0};
		for (size_t i = 0; i <= difference.count; i++) {
			struct compared_run end = {(uint32_t)counts[0], 0, (uint32_t)counts[1], 0};
			struct compared_run run = i < difference.count ? difference.items[i] : end;
			assert_int_equal(run.a_begin - at[0], run.b_begin - at[1]);
			for (; at[0] < run.a_begin; at[0]++, at[1]++)
				assert_true(words[0][at[0]].hash == words[1][at[1]].hash);
			at[0] = run.a_end;
			at[1] = run.b_end;
		}
		ARRAY_RELEASE(&difference);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),          cmocka_unit_test(test_words_alike),
		cmocka_unit_test(test_part_of_a_text), cmocka_unit_test(test_links),
		cmocka_unit_test(test_compare),        cmocka_unit_test(test_compare_is_shortest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

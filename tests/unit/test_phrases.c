/* Words and closed phrases (tree/phrases.h): every row of the table matches where it says, and not where it says. */
#include "unit.h"

#include "tree/phrases.h"

static struct words cut(struct arena *arena, const char *text)
{
	return words_cut(arena, text_of(text));
}

static bool stands_in(const struct words *words, const char *pattern)
{
	for (size_t at = 0; at < words->count; at++)
		if (pattern_length(words, at, pattern))
			return true;
	return false;
}

static void every_phrase_has_a_match_and_a_non_match(void **state)
{
	struct arena arena = ARENA_EMPTY;
	(void)state;

	for (size_t i = 0; i < phrase_row_count; i++) {
		struct words match = cut(&arena, phrase_rows[i].match), other = cut(&arena, phrase_rows[i].other);
		if (!stands_in(&match, phrase_rows[i].pattern))
			fail_msg("\"%s\" isn't found in \"%s\"", phrase_rows[i].pattern, phrase_rows[i].match);
		if (stands_in(&other, phrase_rows[i].pattern))
			fail_msg("\"%s\" is found in \"%s\"", phrase_rows[i].pattern, phrase_rows[i].other);
	}
	arena_release(&arena);
}

static void the_words_of_a_class_stand_in_order_and_are_found(void **state)
{
	struct arena arena = ARENA_EMPTY;
	(void)state;

	for (size_t class = 0; class < CLASS_COUNT; class ++) {
		size_t count;
		const char *const *words = word_class_words((enum word_class) class, &count);
		for (size_t i = 0; i < count; i++) {
			if (i && strcmp(words[i - 1], words[i]) >= 0)
				fail_msg("\"%s\" stands before \"%s\"", words[i - 1], words[i]);
			struct words found = cut(&arena, words[i]);
			if (!word_in(&found, 0, (enum word_class) class))
				fail_msg("\"%s\" is not found", words[i]);
		}
	}
	arena_release(&arena);
}

/* The words of a text with "|" between, "_" before one that a hyphen joins. */
static void assert_words(const char *text, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct words words = cut(&arena, text);
	char found[256] = "";
	size_t length = 0;

	for (size_t i = 0; i < words.count; i++)
		length += (size_t)snprintf(found + length, sizeof found - length, "%s%s%.*s", i ? "|" : "",
					   words.items[i].is_joined ? "_" : "", TEXT_ARGUMENTS(words.items[i].text));
	assert_string_equal(found, expected);
	arena_release(&arena);
}

static void words_are_cut(void **state)
{
	(void)state;
	assert_words("It isn't funded.", "it|is|not|funded|.");
	assert_words("It can't, won\xE2\x80\x99t or cannot", "it|can|not|,|will|not|or|can|not");
	assert_words("NHS-funded care - not for Dupuytren\xE2\x80\x99s", "nhs|_funded|care|-|not|for|dupuytren's");
	assert_words("BMI 27.5, 6/12 and/or 1,200", "bmi|27.5|,|6/12|and/or|1,200");
	assert_words("not\xC2\xA0routinely\xE2\x80\xAF"
		     "fund\xE2\x80\x8B"
		     "ed",
		     "not|routinely|funded");
	assert_words("com\xC2\xAD"
		     "missioned",
		     "commissioned");
	assert_words("", "");
	assert_words("(one) \xE2\x80\x9Ctwo\xE2\x80\x9D", "(|one|)|\xE2\x80\x9C|two|\xE2\x80\x9D");
}

static void sentences_end(void **state)
{
	struct arena arena = ARENA_EMPTY;
	(void)state;

	struct words words = cut(&arena, "It is 2.5 cm, e.g. a cyst. It is funded. Not if it is small");
	size_t first = words_sentence_end(&words, 0), second = words_sentence_end(&words, first);
	assert_true(word_is(&words, first, "it") && word_is(&words, second, "not"));
	assert_int_equal(words_sentence_end(&words, second), words.count);
	arena_release(&arena);
}

static void a_word_keeps_its_place(void **state)
{
	struct arena arena = ARENA_EMPTY;
	(void)state;

	struct words words = cut(&arena, "fund\xE2\x80\x8B"
					 "ed, isn't");
	assert_int_equal(words.items[0].begin, 0);
	assert_int_equal(words.items[0].end, 9);
	assert_int_equal(words.items[3].begin, words.items[2].begin);
	arena_release(&arena);
}

/* They are looked up by that order. */
static void test_rows_are_in_the_order_of_families(void **state)
{
	(void)state;
	for (size_t i = 1; i < phrase_row_count; i++)
		assert_true(phrase_rows[i - 1].family <= phrase_rows[i].family);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_in_the_order_of_families),
		cmocka_unit_test(every_phrase_has_a_match_and_a_non_match),
		cmocka_unit_test(the_words_of_a_class_stand_in_order_and_are_found),
		cmocka_unit_test(words_are_cut),
		cmocka_unit_test(sentences_end),
		cmocka_unit_test(a_word_keeps_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Where words, addresses, sentences and numbers begin and end in plain text, and what each flag changes. */
#include "unit.h"

#include "base/buffer.h"
#include "base/scan.h"

/* Each word after a sign for what stands before it: "." nothing, " " a space, "-" a hyphen, "|" anything else; and
 * after it, in brackets, what it is made of: small letters, capitals, "d" a digit, "f" foreign, "'" an apostrophe. */
static void assert_words(const char *text, const char *expected)
{
	static const char gaps[] = {[GAP_START] = '.', [GAP_SPACE] = ' ', [GAP_HYPHEN] = '-', [GAP_OTHER] = '|'};
	struct buffer said = BUFFER_EMPTY;
	struct scanned_words words = {0};

	words_scan(text_of(text), &words);
	for (size_t i = 0; i < words.count; i++) {
		const struct scanned_word *word = &words.items[i];
		assert_true(text_equal(word->text, text_slice(text_of(text), word->begin, word->end)));
		buffer_append_format(&said, "%c%.*s(%u%s%u%s%s%s)", gaps[word->gap], TEXT_ARGUMENTS(word->text),
				     word->small, word->begins_capital ? "^" : "+", word->capitals,
				     word->has_digit ? "d" : "", word->has_foreign ? "f" : "",
				     word->has_apostrophe ? "'" : "");
	}
	assert_string_equal(buffer_string(&said), expected);
	ARRAY_RELEASE(&words);
	buffer_release(&said);
}

static void test_words(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words(" -- (…) ", "");
	assert_words("An eGFR test", ".An(1^1) eGFR(1+3) test(4+0)");
	assert_words("  (GPs", ".GPs(1^2)");
	assert_words("S103 NG59. CO₂ m² Ref_x", ".S103(0^1d) NG59(0^2d)|CO₂(0^2d) m²(1+0d) Ref_x(3^1d)");
	assert_words("Ménière naïve \xce\xb2-blocker", ".Ménière(6^1) naïve(5+0) \xce\xb2(0+0f)-blocker(7+0)");
	assert_words("cafe\xcc\x81", ".cafe\xcc\x81(5+0)");
}

static void test_apostrophes(void **state)
{
	(void)state;
	assert_words("patient's carers’", ".patient's(8+0') carers(6+0)");
	assert_words("Crohn’s 'urgent' 1990's", ".Crohn’s(5^1')|urgent(6+0)|1990's(1+0d')");
	assert_words("x'", ".x(1+0)");
	assert_words("x''y", ".x(1+0)|y(1+0)");
	assert_words("x\xe2\x80", ".x(1+0)");
}

static void test_gaps(void **state)
{
	(void)state;
	assert_words("a  b\xc2\xa0 c", ".a(1+0) b(1+0) c(1+0)");
	assert_words("a-b‑c–d - e", ".a(1+0)-b(1+0)-c(1+0)|d(1+0)|e(1+0)");
	assert_words("a\nb, c", ".a(1+0)|b(1+0)|c(1+0)");
}

static void assert_identifier(const char *text, const char *word, bool expected)
{
	struct word_chunk chunk = {0};
	size_t at = text_find(text_of(text), text_of(word), 0);

	assert_true(at != TEXT_NOT_FOUND);
	word_chunk_find(&chunk, text_of(text), at);
	if (chunk.is_identifier != expected)
		fail_msg("\"%s\" in \"%s\" is %s an identifier", word, text, expected ? "not" : "taken for");
	assert_true(chunk.begin <= at && chunk.end >= at + strlen(word));
}

static void test_identifiers(void **state)
{
	(void)state;
	assert_identifier("see www.example.org/aims here", "aims", true);
	assert_identifier("see www.example.org/aims here", "here", false);
	assert_identifier("(team@example.org)", "team", true);
	assert_identifier("https://example.org", "example", true);
	assert_identifier("Pathway.pdf", "Pathway", true);
	assert_identifier("\"/your-health/ifr\"", "health", true);
	assert_identifier("C:\\folder", "folder", true);
	assert_identifier("were met.The next", "met", false);
	assert_identifier("e.g. this", "e", false);
	assert_identifier("Practitioner/Dentist", "Dentist", false);
	assert_identifier("(and/or) it", "or", false);
	assert_identifier("end.", "end", false);
}

static void assert_ends(const char *text, unsigned kinds, const char *word)
{
	size_t end = word_end(text_of(text), 0, kinds);

	assert_text_is(text_slice(text_of(text), 0, end), word);
}

static void test_kinds_of_words(void **state)
{
	(void)state;
	assert_ends("six6_\u00e9", WORD_LETTERS, "six");
	assert_ends("six6_\u00e9", WORD_DIGIT, "six6");
	assert_ends("six6_\u00e9", WORD_DIGIT | WORD_UNDERSCORE, "six6_");
	assert_ends("six6_\u00e9", WORD_DIGIT | WORD_UNDERSCORE | WORD_BEYOND_ASCII, "six6_\u00e9");
	assert_ends("six\u2013seven", WORD_BEYOND_ASCII, "six\u2013seven");
	assert_ends("six\u2013seven", WORD_UNICODE, "six");
	assert_ends("cafe\u0301 x", WORD_UNICODE, "cafe\u0301");
	assert_ends("CO\u2082", WORD_UNICODE, "CO");
	assert_ends("CO\u2082", WORD_NUMERAL, "CO\u2082");
	assert_ends("x\u00b0\u20ac\u00ab", WORD_SYMBOL, "x\u00b0\u20ac");
	assert_ends("x\xff", WORD_UNICODE, "x");
	assert_ends("", WORD_DIGIT, "");
	assert_ends("'x", WORD_APOSTROPHE, "");
}

static void test_marks_inside_words(void **state)
{
	(void)state;
	assert_ends("GP's", WORD_LETTERS, "GP");
	assert_ends("GP's", WORD_APOSTROPHE, "GP's");
	assert_ends("GP\u2019s", WORD_APOSTROPHE, "GP\u2019s");
	assert_ends("GP' s", WORD_APOSTROPHE, "GP");
	assert_ends("GP''s", WORD_APOSTROPHE, "GP");
	assert_ends("1,000.5.", WORD_DIGIT | WORD_POINT, "1,000.5");
	assert_ends("1,000", WORD_DIGIT, "1");
	assert_ends("1.a", WORD_DIGIT | WORD_POINT, "1");
	assert_ends("a.1", WORD_DIGIT | WORD_POINT, "a");
}

static void test_words_backwards(void **state)
{
	struct text text = TEXT("see \u201csection 4a");

	(void)state;
	assert_int_equal(word_begin(text, text.length, WORD_LETTERS), text.length - 1);
	assert_int_equal(word_begin(text, text.length, WORD_DIGIT), text.length - 2);
	assert_int_equal(word_begin(text, text.length - 3, WORD_LETTERS), 7);
	assert_int_equal(word_begin(text, text.length - 3, WORD_BEYOND_ASCII), 4);
	assert_int_equal(word_begin(text, 4, WORD_DIGIT), 4);
	assert_int_equal(word_begin(text, 0, WORD_DIGIT), 0);
}

static void test_signs(void **state)
{
	(void)state;
	assert_int_equal(sign_length(TEXT("5%"), 1), 1);
	assert_int_equal(sign_length(TEXT("\u00a35"), 0), 2);
	assert_int_equal(sign_length(TEXT("\u22655"), 0), 3);
	assert_int_equal(sign_length(TEXT("5"), 0), 0);
	assert_int_equal(sign_length(TEXT("\u2013"), 0), 0);
	assert_int_equal(sign_length(TEXT("5"), 1), 0);
	assert_int_equal(apostrophe_length(TEXT("'"), 0), 1);
	assert_int_equal(apostrophe_length(TEXT("\u2018"), 0), 3);
	assert_int_equal(apostrophe_length(TEXT("\u201c"), 0), 0);
	assert_int_equal(apostrophe_length(TEXT("'"), 1), 0);
}

static void test_spaces(void **state)
{
	(void)state;
	assert_int_equal(spaces_end(TEXT("a \n\u00a0b"), 1), 5);
	assert_int_equal(spaces_end(TEXT("a "), 1), 2);
	assert_int_equal(spaces_end(TEXT("a"), 0), 0);
	assert_int_equal(spaces_end(TEXT("a"), 1), 1);
}

static void test_edges(void **state)
{
	(void)state;
	assert_true(is_word_edge(TEXT("a b"), 0));
	assert_true(is_word_edge(TEXT("a b"), 1));
	assert_true(is_word_edge(TEXT("a b"), 2));
	assert_true(is_word_edge(TEXT("a b"), 3));
	assert_true(is_word_edge(TEXT(""), 0));
	assert_false(is_word_edge(TEXT("ab"), 1));
	assert_false(is_word_edge(TEXT("a_1"), 1));
	assert_false(is_word_edge(TEXT("a_1"), 2));
	assert_false(is_word_edge(TEXT("\u00e9a"), 2));
	assert_true(is_word_edge(TEXT("\u2013a"), 3));
	assert_false(is_word_edge(TEXT("e\u0301"), 1));
	assert_true(is_word_edge(TEXT("NG59\u00b2"), 4)); /* the number of a note */
	assert_true(is_word_edge(TEXT("a"), 5));
	assert_true(is_word_edge(TEXT("\x80\x80\x80\x80\x80\x80"), 5));
}

static void assert_address(const char *text, size_t at, unsigned flags, const char *address)
{
	size_t length = address_length(text_of(text), at, flags);

	assert_text_is(text_slice(text_of(text), at, at + length), address);
}

static void test_addresses(void **state)
{
	(void)state;
	for (unsigned flags = 0; flags <= ADDRESS_LINKED; flags++) {
		assert_address("https://example.org/a.", 0, flags, "https://example.org/a");
		assert_address("HTTP://example.org/a/, b", 0, flags, "HTTP://example.org/a/");
		assert_address("(www.example.org)", 1, flags, "www.example.org");
		assert_address("www.example.org<br>", 0, flags, "www.example.org");
		assert_address("example.org", 0, flags, "");
		assert_address("www", 0, flags, "");
		assert_address("", 0, flags, "");
	}
	assert_address("https://example.org/a_(b) c", 0, ADDRESS_LINKED, "https://example.org/a_(b)");
	assert_address("https://example.org/a_(b) c", 0, 0, "https://example.org/a_(b");
	assert_address("https://example", 0, ADDRESS_LINKED, "");
	assert_address("https://example", 0, 0, "https://example");
	assert_address("xwww.example.org", 1, ADDRESS_LINKED, "");
	assert_text_is(address_host(TEXT("example.org:80/x")), "example.org");
}

/* The sentence around the first "*". */
static void assert_sentence(const char *text, size_t most, unsigned flags, const char *sentence)
{
	size_t at = text_find_byte(text_of(text), '*', 0);

	assert_text_is(text_slice(text_of(text), sentence_begin(text_of(text), at, most, flags),
				  sentence_end(text_of(text), at, most, flags)),
		       sentence);
}

static void test_sentences(void **state)
{
	(void)state;
	assert_sentence("One. Two * is. Three", SIZE_MAX, 0, " Two * is.");
	assert_sentence("One? Two * is! Three", SIZE_MAX, 0, " Two * is!");
	assert_sentence("One * at 2.5. two", SIZE_MAX, 0, "One * at 2.5.");
	assert_sentence("One * at 2.5. two", SIZE_MAX, SENTENCE_CAPITAL, "One * at 2.5. two");
	assert_sentence("One\nTwo * is\nThree", SIZE_MAX, 0, "One\nTwo * is\nThree");
	assert_sentence("One\nTwo * is\nThree", SIZE_MAX, SENTENCE_LINE, "Two * is");
	assert_sentence("By * e.g. Smith J. Jones. See No. 4. It", SIZE_MAX, 0, "By * e.g.");
	assert_sentence("By * e.g. Smith J. Jones. See", SIZE_MAX, SENTENCE_LATIN, "By * e.g. Smith J.");
	assert_sentence("By * e.g. Smith J. Jones. See", SIZE_MAX, SENTENCE_INITIAL, "By * e.g. Smith J. Jones.");
	assert_sentence("In * No. Four. It", SIZE_MAX, SENTENCE_INITIAL | SENTENCE_CAPITAL, "In * No. Four.");
	assert_sentence("a b c * d e f", 3, 0, " c * d");
	assert_sentence("*", SIZE_MAX, 0, "*");
}

static void test_numbers(void **state)
{
	double value = 0;

	(void)state;
	assert_int_equal(digits_end(TEXT("12.5"), 0), 2);
	assert_int_equal(digits_end(TEXT("x"), 0), 0);
	assert_int_equal(number_end(TEXT("12.5.1."), 0, 0), 4);
	assert_int_equal(number_end(TEXT("12.5.1."), 0, NUMBER_OF_PART), 6);
	assert_int_equal(number_end(TEXT("12."), 0, 0), 2);
	assert_int_equal(number_end(TEXT(".5"), 0, 0), 0);
	assert_int_equal(number_end(TEXT("A.1.2"), 0, NUMBER_OF_PART | NUMBER_OF_APPENDIX), 5);
	assert_int_equal(number_end(TEXT("A.1.2"), 0, NUMBER_OF_PART), 0);
	assert_int_equal(number_end(TEXT("A1"), 0, NUMBER_OF_APPENDIX), 1);
	assert_true(number_value(TEXT("12.5"), &value));
	assert_true(value == 12.5);
	assert_false(number_value(TEXT("12.5.1"), &value));
	assert_false(number_value(TEXT(""), &value));
	assert_true(number_value(TEXT("50,000"), &value));
	assert_true(value == 50000);
	assert_false(number_value(TEXT("50,00"), &value));
	assert_true(number_value(TEXT("12.5"), &value));
	assert_false(number_value(TEXT("1234567890123456"), &value));
	assert_true(value == 12.5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_apostrophes),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_identifiers),
		cmocka_unit_test(test_kinds_of_words),
		cmocka_unit_test(test_marks_inside_words),
		cmocka_unit_test(test_words_backwards),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_spaces),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}

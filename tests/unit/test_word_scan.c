/* The words of a text as the Language checks take them: where they begin and end, what stands between, what they are
 * made of; and runs that are addresses. */
#include "unit.h"

#include "base/buffer.h"
#include "check/word_scan.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_apostrophes),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_identifiers),
	};

	return cmocka_run_group_tests_name("word_scan", tests, NULL, NULL);
}

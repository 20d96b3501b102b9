/* UTF-8 against table 3-7 of the Unicode Standard, and the facts about characters. */
#include "unit.h"

#include "base/unicode.h"

static void test_every_code_point_round(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;

	(void)state;
	for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
		size_t offset = 0;
		buffer_clear(&buffer);
		utf8_append(&buffer, code_point);
		if (code_point >= 0xD800 && code_point <= 0xDFFF) {
			assert_text_is(buffer_text(&buffer), "\xEF\xBF\xBD");
			continue;
		}
		assert_true(utf8_decode(buffer_text(&buffer), &offset) == code_point);
		assert_int_equal(offset, buffer.length);
		assert_int_equal(utf8_first_invalid(buffer_text(&buffer)), buffer.length);
	}
	buffer_clear(&buffer);
	utf8_append(&buffer, 0x110000);
	utf8_append(&buffer, UINT32_MAX);
	assert_text_is(buffer_text(&buffer), "\xEF\xBF\xBD\xEF\xBF\xBD");
	buffer_release(&buffer);
}

struct range {
	unsigned char least, most;
};

/* The rows of table 3-7, byte by byte; a byte that isn't there is 0. */
static const struct range table_3_7[][4] = {
	{{0x00, 0x7F}},
	{{0xC2, 0xDF}, {0x80, 0xBF}},
	{{0xE0, 0xE0}, {0xA0, 0xBF}, {0x80, 0xBF}},
	{{0xE1, 0xEC}, {0x80, 0xBF}, {0x80, 0xBF}},
	{{0xED, 0xED}, {0x80, 0x9F}, {0x80, 0xBF}},
	{{0xEE, 0xEF}, {0x80, 0xBF}, {0x80, 0xBF}},
	{{0xF0, 0xF0}, {0x90, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}},
	{{0xF1, 0xF3}, {0x80, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}},
	{{0xF4, 0xF4}, {0x80, 0x8F}, {0x80, 0xBF}, {0x80, 0xBF}},
};

/* The length of the sequence at the beginning of 4 bytes by the table, or 0. */
static size_t table_length(const unsigned char *bytes)
{
	for (size_t row = 0; row < ARRAY_COUNT(table_3_7); row++) {
		size_t length = 0;
		while (length < 4 && (length == 0 || table_3_7[row][length].least) &&
		       bytes[length] >= table_3_7[row][length].least && bytes[length] <= table_3_7[row][length].most)
			length++;
		if (length > 0 && (length == 4 || !table_3_7[row][length].least))
			return length;
	}
	return 0;
}

static void test_all_beginnings_against_the_table(void **state)
{
	/* Values on both sides of each edge of the table, and one from within. */
	static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
	unsigned char bytes[4];

	(void)state;
	for (int first = 0; first < 256; first++) {
		for (size_t i = 0; i < sizeof edges * sizeof edges * sizeof edges; i++) {
			struct text text = {(const char *)bytes, 4};
			size_t length = 0, offset = 0;
			bytes[0] = (unsigned char)first;
			bytes[1] = edges[i % sizeof edges];
			bytes[2] = edges[i / sizeof edges % sizeof edges];
			bytes[3] = edges[i / sizeof edges / sizeof edges];
			length = table_length(bytes);
			if (length == 0) {
				assert_int_equal(utf8_first_invalid(text), 0);
				assert_true(utf8_decode(text, &offset) == 0xFFFD);
				assert_int_equal(offset, 1);
			} else {
				assert_true(utf8_first_invalid(text) >= length);
				utf8_decode(text, &offset);
				assert_int_equal(offset, length);
			}
		}
	}
}

static void test_cut_off(void **state)
{
	struct text euro = TEXT("\xE2\x82\xAC"), face = TEXT("\xF0\x9F\x98\x80");
	size_t offset = 0;

	(void)state;
	for (size_t length = 1; length < 3; length++) {
		assert_int_equal(utf8_first_invalid(text_slice(euro, 0, length)), 0);
		assert_int_equal(utf8_count(text_slice(euro, 0, length)), length);
	}
	for (size_t length = 1; length < 4; length++)
		assert_int_equal(utf8_first_invalid(text_slice(face, 0, length)), 0);
	assert_int_equal(utf8_first_invalid(TEXT("caf\xC3\xA9 \xE2\x82")), 6);
	/* One byte at a time, so that what follows a bad one isn't lost. */
	assert_true(utf8_decode(TEXT("\xE2\x82z"), &offset) == 0xFFFD);
	assert_int_equal(offset, 1);
	assert_int_equal(utf8_count(TEXT("\xE2\x82z")), 3);
	assert_int_equal(utf8_first_invalid(text_of(NULL)), 0);
	assert_int_equal(utf8_count(text_of(NULL)), 0);
	assert_int_equal(utf8_count(TEXT("caf\xC3\xA9 \xE2\x82\xAC\xF0\x9F\x98\x80")), 7);
	assert_int_equal(utf8_count(TEXT("a\0b")), 3);
}

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(unicode_width('a'), 1);
	assert_int_equal(unicode_width(' '), 1);
	assert_int_equal(unicode_width(0x00E9), 1);  /* é */
	assert_int_equal(unicode_width(0x00A0), 1);  /* no-break space */
	assert_int_equal(unicode_width(0x2019), 1);  /* ’ */
	assert_int_equal(unicode_width(0x0301), 0);  /* combining acute */
	assert_int_equal(unicode_width(0x20D7), 0);  /* combining arrow */
	assert_int_equal(unicode_width(0x200B), 0);  /* zero width space */
	assert_int_equal(unicode_width(0x4E00), 2);  /* 一 */
	assert_int_equal(unicode_width(0xAC00), 2);  /* 가 */
	assert_int_equal(unicode_width(0xFF21), 2);  /* Ａ, full width */
	assert_int_equal(unicode_width(0xFF71), 1);  /* ｱ, half width */
	assert_int_equal(unicode_width(0x20000), 2); /* an ideograph outside the first plane */
	assert_int_equal(unicode_width(0), 0);
	assert_int_equal(unicode_width('\n'), 0);
	assert_int_equal(unicode_width(0x1B), 0);
	assert_int_equal(unicode_width(0x9B), 0);
	assert_int_equal(unicode_width(0xFFFD), 1);
}

static void test_xml_characters(void **state)
{
	static const struct {
		uint32_t begin, end; /* of those allowed, both included */
	} allowed[] = {{0x9, 0xA}, {0xD, 0xD}, {0x20, 0xD7FF}, {0xE000, 0xFFFD}, {0x10000, 0x10FFFF}};
	size_t range = 0;

	(void)state;
	for (uint32_t code_point = 0; code_point < 0x120000; code_point++) {
		if (range < 5 && code_point > allowed[range].end)
			range++;
		assert_int_equal(unicode_is_xml_char(code_point), range < 5 && code_point >= allowed[range].begin);
	}
	assert_false(unicode_is_xml_char(UINT32_MAX));
}

static void test_bidi_controls(void **state)
{
	int count = 0;

	(void)state;
	for (uint32_t code_point = 0; code_point < 0x110000; code_point++)
		count += unicode_is_bidi_control(code_point);
	assert_int_equal(count, 12);
	assert_true(unicode_is_bidi_control(0x061C));
	assert_true(unicode_is_bidi_control(0x202E));
	assert_true(unicode_is_bidi_control(0x2066));
	assert_false(unicode_is_bidi_control(0x200D)); /* a joiner changes no direction */
}

static void test_kinds(void **state)
{
	(void)state;
	assert_true(unicode_is_letter('z'));
	assert_true(unicode_is_letter(0x00E9));
	assert_true(unicode_is_letter(0x4E00));
	assert_false(unicode_is_letter('1'));
	assert_false(unicode_is_letter(0x0301));
	assert_false(unicode_is_letter(0x00D7)); /* × */
	assert_true(unicode_is_upper('A'));
	assert_true(unicode_is_upper(0x00C9));
	assert_false(unicode_is_upper(0x00E9));
	assert_false(unicode_is_upper('1'));
	assert_true(unicode_is_number('1'));
	assert_true(unicode_is_number(0x2082)); /* ₂ */
	assert_true(unicode_is_number(0x00BD)); /* ½ */
	assert_false(unicode_is_number('x'));
	assert_true(unicode_is_mark(0x0301));
	assert_false(unicode_is_mark('x'));
	assert_true(unicode_is_space(' '));
	assert_true(unicode_is_space('\t'));
	assert_true(unicode_is_space(0x00A0));
	assert_true(unicode_is_space(0x202F));
	assert_true(unicode_is_space(0x3000));
	assert_true(unicode_is_space(0x2028));
	assert_false(unicode_is_space(0x200B));
	assert_false(unicode_is_space('x'));
}

static void assert_folded(struct text text, const char *expected)
{
	struct buffer buffer = BUFFER_EMPTY;

	buffer_append_string(&buffer, ">");
	unicode_fold_case(&buffer, text);
	assert_text_is(text_slice(buffer_text(&buffer), 1, buffer.length), expected);
	buffer_release(&buffer);
}

static void test_case_folding(void **state)
{
	(void)state;
	assert_folded(TEXT("OPCS-4 Code"), "opcs-4 code");
	assert_folded(TEXT("\xC3\x89\xC3\xA9"), "\xC3\xA9\xC3\xA9");                 /* Éé */
	assert_folded(TEXT("Stra\xC3\x9F\x65"), "strasse");                          /* ß */
	assert_folded(TEXT("\xEF\xAC\x83"), "ffi");                                  /* ﬃ, one becomes three */
	assert_folded(TEXT("\xCE\xA3\xCF\x82\xCF\x83"), "\xCF\x83\xCF\x83\xCF\x83"); /* Σςσ */
	assert_folded(TEXT("\xC4\xB0"), "i\xCC\x87");                                /* İ, not as in Turkish */
	assert_folded(TEXT("a\xFFZ"), "a\xEF\xBF\xBDz");
	assert_folded(text_of(NULL), "");
}

static void assert_slug(struct text text, const char *expected)
{
	struct buffer buffer = BUFFER_EMPTY;

	buffer_append_string(&buffer, "s-");
	unicode_append_slug(&buffer, text);
	assert_text_is(text_slice(buffer_text(&buffer), 2, buffer.length), expected);
	buffer_release(&buffer);
}

static void test_slugs(void **state)
{
	(void)state;
	assert_slug(TEXT("Policy statement"), "policy-statement");
	assert_slug(TEXT("  Equality & Diversity -- (2024) "), "equality-diversity-2024");
	assert_slug(TEXT("Crohn\xE2\x80\x99s"), "crohn-s");
	assert_slug(TEXT("Caf\xC3\xA9"), "cafe");
	assert_slug(TEXT("Cafe\xCC\x81s"), "cafes");                           /* the accent by itself */
	assert_slug(TEXT("\xEF\xAC\x81ne \xC2\xBD m\xC2\xB2"), "fine-1-2-m2"); /* ﬁ, ½, ² */
	assert_slug(TEXT("a\xC2\xA0\x62"), "a-b");
	assert_slug(TEXT("\xCE\x91\xCE\x92"), "\xCE\xB1\xCE\xB2");
	assert_slug(TEXT("\xEF\xB7\xBA"),
		    "\xD8\xB5\xD9\x84\xD9\x89-\xD8\xA7\xD9\x84\xD9\x84\xD9\x87-"
		    "\xD8\xB9\xD9\x84\xD9\x8A\xD9\x87-\xD9\x88\xD8\xB3\xD9\x84\xD9\x85"); /* 18 of one */
	assert_slug(TEXT("!?"), "x");
	assert_slug(TEXT(""), "x");
	assert_slug(text_of(NULL), "x");
	assert_slug(TEXT("\xFF"), "x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_code_point_round),
		cmocka_unit_test(test_all_beginnings_against_the_table),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_xml_characters),
		cmocka_unit_test(test_bidi_controls),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_case_folding),
		cmocka_unit_test(test_slugs),
	};

	return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}

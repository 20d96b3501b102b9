/* Runs of bytes: clamping, searching, splitting, numbers, distances, and the text that has no bytes at all. */
#include "unit.h"

static const struct text nothing = {NULL, 0};

static void test_of_string(void **state)
{
	(void)state;
	assert_null(text_of(NULL).bytes);
	assert_int_equal(text_of(NULL).length, 0);
	assert_non_null(text_of("").bytes);
	assert_int_equal(text_of("abc").length, 3);
	assert_int_equal(TEXT("a\0b").length, 3);
}

static void test_slice_clamps(void **state)
{
	struct text text = TEXT("policy");

	(void)state;
	assert_text_is(text_slice(text, 1, 3), "ol");
	assert_text_is(text_slice(text, 0, SIZE_MAX), "policy");
	assert_text_is(text_slice(text, 4, 99), "cy");
	assert_text_is(text_slice(text, 99, 100), "");
	assert_text_is(text_slice(text, 4, 2), "");
	assert_int_equal(text_slice(text, 99, 100).bytes - text.bytes, 6);
	assert_int_equal(text_slice(text, 4, 2).bytes - text.bytes, 4);
	assert_null(text_slice(nothing, 2, 5).bytes);
}

static void test_equality(void **state)
{
	(void)state;
	assert_true(text_equal(TEXT("a\0b"), TEXT("a\0b")));
	assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
	assert_false(text_is(TEXT("a\0b"), "a"));
	assert_true(text_equal(nothing, TEXT("")));
	assert_true(text_is(nothing, ""));
	assert_false(text_is(TEXT("ab"), "a"));
	assert_true(text_equal_ignoring_case(TEXT("OPCS-4"), TEXT("opcs-4")));
	assert_false(text_equal_ignoring_case(TEXT("\xC3\x89"), TEXT("\xC3\xA9"))); /* É and é are not ASCII */
	assert_false(text_equal_ignoring_case(TEXT("@"), TEXT("`")));               /* one bit apart, no letters */
	assert_false(text_equal_ignoring_case(TEXT("ab"), TEXT("abc")));
}

static void test_beginnings_and_ends(void **state)
{
	(void)state;
	assert_true(text_begins(TEXT("policy:X"), TEXT("policy:")));
	assert_false(text_begins(TEXT("pol"), TEXT("policy:")));
	assert_true(text_begins(TEXT("x"), nothing));
	assert_true(text_begins(nothing, nothing));
	assert_false(text_begins(nothing, TEXT("x")));
	assert_true(text_begins_ignoring_case(TEXT("NOTE: x"), TEXT("note:")));
	assert_false(text_begins_ignoring_case(TEXT("NOT"), TEXT("note")));
	assert_true(text_ends(TEXT("lead-in:"), TEXT(":")));
	assert_true(text_ends(TEXT(":"), TEXT(":")));
	assert_false(text_ends(TEXT(""), TEXT(":")));
	assert_true(text_ends(nothing, nothing));
}

static void test_order(void **state)
{
	(void)state;
	assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
	assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
	assert_true(text_compare(TEXT("z"), TEXT("\xC3\xA9")) < 0); /* bytes over 127 come after ASCII */
	assert_int_equal(text_compare(nothing, TEXT("")), 0);
	assert_true(text_compare(nothing, TEXT("a")) < 0);
}

static void test_trim(void **state)
{
	(void)state;
	assert_text_is(text_trim(TEXT(" \t\r\n\v\fa b\n ")), "a b");
	assert_text_is(text_trim(TEXT(" \n ")), "");
	assert_text_is(text_trim(TEXT("\xC2\xA0x")), "\xC2\xA0x"); /* a no-break space is text here */
	assert_int_equal(text_trim(nothing).length, 0);
}

static void test_find(void **state)
{
	struct text text = TEXT("abcabc");

	(void)state;
	assert_int_equal(text_find(text, TEXT("ca"), 0), 2);
	assert_int_equal(text_find(text, TEXT("abc"), 1), 3);
	assert_true(text_find(text, TEXT("abc"), 4) == TEXT_NOT_FOUND);
	assert_true(text_find(text, TEXT("abcabca"), 0) == TEXT_NOT_FOUND);
	assert_true(text_find(text, TEXT("a"), SIZE_MAX) == TEXT_NOT_FOUND);
	assert_int_equal(text_find(text, nothing, 6), 6);
	assert_true(text_find(text, nothing, 7) == TEXT_NOT_FOUND);
	assert_int_equal(text_find(nothing, nothing, 0), 0);
	assert_true(text_find(nothing, TEXT("a"), 0) == TEXT_NOT_FOUND);
	assert_int_equal(text_find_byte(text, 'a', 1), 3);
	assert_true(text_find_byte(text, 'a', 6) == TEXT_NOT_FOUND);
	assert_true(text_find_byte(nothing, '\0', 0) == TEXT_NOT_FOUND);
}

static void assert_split(struct text text, const char *const *parts, size_t count)
{
	struct text rest = text, part = {NULL, 0};

	for (size_t i = 0; i < count; i++) {
		assert_true(text_split(&rest, ',', &part));
		assert_text_is(part, parts[i]);
	}
	assert_false(text_split(&rest, ',', &part));
	assert_null(rest.bytes);
}

static void test_split(void **state)
{
	(void)state;
	assert_split(TEXT("a,,b"), (const char *const[]){"a", "", "b"}, 3);
	assert_split(TEXT("a,"), (const char *const[]){"a", ""}, 2);
	assert_split(TEXT(","), (const char *const[]){"", ""}, 2);
	assert_split(TEXT(""), (const char *const[]){""}, 1);
	assert_split(nothing, NULL, 0);
}

static void test_numbers(void **state)
{
	uint32_t number = 99;

	(void)state;
	assert_true(text_to_number(TEXT("0"), 10, &number));
	assert_int_equal(number, 0);
	assert_true(text_to_number(TEXT("007"), 10, &number));
	assert_int_equal(number, 7);
	assert_true(text_to_number(TEXT("4294967295"), UINT32_MAX, &number));
	assert_true(number == UINT32_MAX);
	assert_false(text_to_number(TEXT("4294967296"), UINT32_MAX, &number));
	assert_false(text_to_number(TEXT("18446744073709551617"), UINT32_MAX, &number)); /* 1, if it went round */
	assert_false(text_to_number(TEXT("11"), 10, &number));
	assert_false(text_to_number(TEXT(""), 10, &number));
	assert_false(text_to_number(nothing, 10, &number));
	assert_false(text_to_number(TEXT("-1"), 10, &number));
	assert_false(text_to_number(TEXT("+1"), 10, &number));
	assert_false(text_to_number(TEXT(" 1"), 10, &number));
	assert_false(text_to_number(TEXT("1\0"), 10, &number));
	assert_true(number == UINT32_MAX); /* untouched by what fails */
}

static void test_hash(void **state)
{
	(void)state;
	assert_true(text_hash(nothing) == text_hash(TEXT("")));
	assert_true(text_hash(TEXT("s-1")) == text_hash(text_slice(TEXT("s-1-2"), 0, 3)));
	assert_false(text_hash(TEXT("s-1")) == text_hash(TEXT("s-2")));
	assert_false(text_hash(TEXT("a\0")) == text_hash(TEXT("a")));
}

/* The same distance by the plain table of all cells. */
static size_t distance_plain(struct text a, struct text b)
{
	size_t cells[16][16];

	for (size_t i = 0; i <= a.length; i++) {
		for (size_t j = 0; j <= b.length; j++) {
			size_t least = i + j;
			if (i && j) {
				least = cells[i - 1][j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]);
				least = cells[i - 1][j] + 1 < least ? cells[i - 1][j] + 1 : least;
				least = cells[i][j - 1] + 1 < least ? cells[i][j - 1] + 1 : least;
			}
			if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1])
				least = cells[i - 2][j - 2] + 1 < least ? cells[i - 2][j - 2] + 1 : least;
			cells[i][j] = least;
		}
	}
	return cells[a.length][b.length];
}

static void test_distance(void **state)
{
	(void)state;
	assert_int_equal(text_distance(TEXT("title"), TEXT("title"), 3), 0);
	assert_int_equal(text_distance(TEXT("titel"), TEXT("title"), 3), 1);
	assert_int_equal(text_distance(TEXT("tittle"), TEXT("title"), 3), 1);
	assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 9), 3);
	assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 3), 3);
	assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 2), 3);
	assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 0), 1);
	assert_int_equal(text_distance(TEXT("abc"), nothing, 5), 3);
	assert_int_equal(text_distance(nothing, TEXT("abc"), 2), 3);
	assert_int_equal(text_distance(nothing, nothing, 0), 0);
	assert_int_equal(text_distance(TEXT("abc"), TEXT("xyz"), SIZE_MAX), 3);
	assert_int_equal(text_distance(TEXT("a"), TEXT("aaaaaaaaaaaa"), 3), 4);
}

static void test_distance_of_many(void **state)
{
	/* Every pair of words of up to 4 of the letters a, b and c, at every bound. */
	char words[121][4];
	size_t lengths[121], count = 0;

	(void)state;
	for (size_t length = 0, combinations = 1; length <= 4; length++, combinations *= 3) {
		for (size_t i = 0; i < combinations; i++, count++) {
			size_t rest = i;
			for (size_t j = 0; j < length; j++, rest /= 3)
				words[count][j] = (char)('a' + rest % 3);
			lengths[count] = length;
		}
	}
	assert_int_equal(count, 121);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			struct text a = {words[i], lengths[i]}, b = {words[j], lengths[j]};
			size_t distance = distance_plain(a, b);
			for (size_t most = 0; most <= 5; most++)
				assert_int_equal(text_distance(a, b, most), distance > most ? most + 1 : distance);
		}
	}
}

static void test_ascii(void **state)
{
	(void)state;
	for (int i = -128; i < 128; i++) {
		char c = (char)i;
		int kinds = is_ascii_digit(c) + is_ascii_letter(c) + is_ascii_punctuation(c) + is_ascii_space(c);
		assert_int_equal(kinds, i > 32 && i < 127 ? 1 : (i == 32 || (i >= 9 && i <= 13)));
		assert_int_equal(is_ascii_upper(c), c != ascii_lower(c));
		assert_int_equal(is_ascii_letter(c), ascii_lower(c) != ascii_upper(c));
		assert_int_equal(ascii_lower(ascii_upper(c)), ascii_lower(c));
	}
	assert_int_equal(ascii_lower('Z'), 'z');
	assert_int_equal(ascii_upper('a'), 'A');
	assert_true(is_ascii_punctuation('~'));
}

static void test_address(void **state)
{
	(void)state;
	assert_true(text_is_address(TEXT("https://www.example.org/a?b=1&c=\u00e9#d"), false));
	assert_true(text_is_address(TEXT("http://example.org"), false));
	assert_false(text_is_address(TEXT("https://"), false));
	assert_false(text_is_address(TEXT("HTTPS://example.org"), false));
	assert_false(text_is_address(TEXT("javascript:alert(1)"), true));
	assert_false(text_is_address(TEXT(" https://example.org"), true));
	assert_false(text_is_address(TEXT("https://example.org/\"onclick=\"x"), true));
	assert_false(text_is_address(TEXT("https://example.org/\n"), true));
	assert_false(text_is_address(TEXT("mailto:a@example.org"), false));
	assert_true(text_is_address(TEXT("mailto:a@example.org"), true));
	assert_true(text_is_address(TEXT("tel:01632"), true));
	assert_false(text_is_address(TEXT(""), true));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_address),
		cmocka_unit_test(test_of_string),
		cmocka_unit_test(test_slice_clamps),
		cmocka_unit_test(test_equality),
		cmocka_unit_test(test_beginnings_and_ends),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_distance_of_many),
		cmocka_unit_test(test_ascii),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

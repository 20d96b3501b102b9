/* Lines and columns of byte offsets: every kind of line end, characters of several bytes, what is not UTF-8, a byte
 * order mark, the ends of files; and the arithmetic of places. */
#include "unit.h"

#include "diag/source.h"

static struct source source_of(struct arena *arena, struct text bytes)
{
	struct source source;

	source_init(&source, arena, "policies/x.md", bytes);
	return source;
}

static void assert_position(const struct source *source, size_t offset, uint32_t line, uint32_t column)
{
	struct position position = source_position(source, (uint32_t)offset);

	if (position.line != line || position.column != column)
		fail_msg("offset %zu is %u:%u, not %u:%u", offset, position.line, position.column, line, column);
}

static void assert_line(const struct source *source, uint32_t line, const char *expected)
{
	struct text text = source_line(source, line);

	if (!text_is(text, expected))
		fail_msg("line %u is \"%.*s\", not \"%s\"", line, TEXT_ARGUMENTS(text), expected);
}

static void test_empty(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source nothing = source_of(&arena, text_of(NULL)), empty = source_of(&arena, TEXT(""));

	(void)state;
	assert_int_equal(nothing.line_count, 1);
	assert_int_equal(empty.line_count, 1);
	assert_position(&nothing, 0, 1, 1);
	assert_position(&empty, 0, 1, 1);
	assert_position(&empty, 7, 1, 1);
	assert_line(&nothing, 1, "");
	assert_line(&empty, 1, "");
	assert_line(&empty, 0, "");
	assert_line(&empty, 2, "");
	arena_release(&arena);
}

static void test_line_ends(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source source = source_of(&arena, TEXT("ab\ncd\r\nef\rgh\n\r\n\r\ri"));

	(void)state;
	/* ab, cd, ef, gh, three empty ones (ended by CR LF, CR and CR), i */
	assert_int_equal(source.line_count, 8);
	assert_line(&source, 1, "ab");
	assert_line(&source, 2, "cd");
	assert_line(&source, 3, "ef");
	assert_line(&source, 4, "gh");
	assert_line(&source, 5, "");
	assert_line(&source, 6, "");
	assert_line(&source, 7, "");
	assert_line(&source, 8, "i");
	assert_position(&source, 1, 1, 2);
	assert_position(&source, 2, 1, 3); /* the line end stands after the last character */
	assert_position(&source, 3, 2, 1);
	assert_position(&source, 5, 2, 3);
	assert_position(&source, 6, 2, 3); /* the LF of CR LF */
	assert_position(&source, 7, 3, 1);
	assert_position(&source, 10, 4, 1);
	assert_position(&source, 18, 8, 2);
	assert_position(&source, 1000, 8, 2);
	arena_release(&arena);
}

static void test_end_of_file(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source with = source_of(&arena, TEXT("one\ntwo\n")), without = source_of(&arena, TEXT("one\ntwo"));

	(void)state;
	assert_int_equal(with.line_count, 3);
	assert_position(&with, 8, 3, 1);
	assert_line(&with, 3, "");
	assert_int_equal(without.line_count, 2);
	assert_position(&without, 7, 2, 4);
	assert_line(&without, 2, "two");
	arena_release(&arena);
}

static void test_columns_are_code_points(void **state)
{
	struct arena arena = ARENA_EMPTY;
	/* e with a combining accent, a Chinese word, an emoji, a tab, x */
	struct source source = source_of(&arena, TEXT("e\u0301\u4e2d\u6587\U0001F600\tx"));

	(void)state;
	assert_position(&source, 0, 1, 1);
	assert_position(&source, 1, 1, 2);
	assert_position(&source, 2, 1, 2); /* inside the accent */
	assert_position(&source, 3, 1, 3);
	assert_position(&source, 6, 1, 4);
	assert_position(&source, 9, 1, 5);
	assert_position(&source, 12, 1, 5);
	assert_position(&source, 13, 1, 6);
	assert_position(&source, 14, 1, 7);
	assert_position(&source, 15, 1, 8);
	arena_release(&arena);
}

static void test_not_utf8(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source source = source_of(&arena, TEXT("a\xFF\xE2\x82z\0y\xE2"));

	(void)state;
	/* each byte that is no UTF-8 counts one, a sequence broken off too */
	assert_position(&source, 1, 1, 2);
	assert_position(&source, 2, 1, 3);
	assert_position(&source, 3, 1, 4);
	assert_position(&source, 4, 1, 5);
	assert_position(&source, 6, 1, 7);
	assert_position(&source, 8, 1, 9);
	arena_release(&arena);
}

static void test_byte_order_mark(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source source = source_of(&arena, TEXT("\uFEFF---\nx\uFEFFy\n")),
		      alone = source_of(&arena, TEXT("\uFEFF"));

	(void)state;
	assert_line(&source, 1, "---");
	assert_position(&source, 0, 1, 1);
	assert_position(&source, 2, 1, 1);
	assert_position(&source, 3, 1, 1);
	assert_position(&source, 4, 1, 2);
	/* anywhere else it is a character like others */
	assert_position(&source, 11, 2, 3);
	assert_line(&alone, 1, "");
	assert_position(&alone, 3, 1, 1);
	arena_release(&arena);
}

/* Every offset of a long file against counting from the front. */
static void test_many_lines(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source source;
	char bytes[20000];
	uint32_t line = 1, column = 1;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = i % 7 == 3 || i % 11 == 5 ? '\n' : 'x';
	source = source_of(&arena, (struct text){bytes, sizeof bytes});
	for (size_t i = 0; i < sizeof bytes; i++) {
		assert_position(&source, i, line, column++);
		if (bytes[i] == '\n') {
			line++;
			column = 1;
		}
	}
	arena_release(&arena);
}

static void test_places(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source source = source_of(&arena, TEXT("0123456789")), other = source_of(&arena, TEXT("x"));
	struct place place = place_of(&source, 2, 5);

	(void)state;
	assert_true(text_is(place_text(place), "234"));
	assert_true(place_is_set(place));
	assert_false(place_is_set(PLACE_NONE));
	assert_int_equal(place_text(PLACE_NONE).length, 0);
	/* clamped */
	assert_true(text_is(place_text(place_of(&source, 8, 50)), "89"));
	assert_int_equal(place_of(&source, 50, 60).begin, 10);
	assert_int_equal(place_text(place_of(&source, 5, 3)).length, 0);
	/* joined */
	assert_true(text_is(place_text(place_join(place, place_of(&source, 6, 8))), "234567"));
	assert_true(text_is(place_text(place_join(place, place_of(&source, 3, 4))), "234"));
	assert_true(text_is(place_text(place_join(place, place_of(&other, 0, 1))), "234"));
	assert_false(place_is_set(place_join(PLACE_NONE, place)));
	arena_release(&arena);
}

static void test_order_of_places(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct source a, b, again;

	(void)state;
	source_init(&a, &arena, "policies/a.md", TEXT("0123456789"));
	source_init(&b, &arena, "policies/b.md", TEXT("0123456789"));
	source_init(&again, &arena, "policies/a.md", TEXT("0123456789"));
	assert_true(place_compare(place_of(&a, 9, 9), place_of(&b, 0, 0)) < 0);
	assert_true(place_compare(place_of(&a, 1, 9), place_of(&a, 2, 3)) < 0);
	assert_true(place_compare(place_of(&a, 1, 9), place_of(&a, 1, 3)) > 0);
	assert_int_equal(place_compare(place_of(&a, 1, 2), place_of(&again, 1, 2)), 0);
	assert_true(place_compare(PLACE_NONE, place_of(&a, 0, 0)) < 0);
	assert_true(place_compare(place_of(&a, 0, 0), PLACE_NONE) > 0);
	assert_int_equal(place_compare(PLACE_NONE, PLACE_NONE), 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),           cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_end_of_file),     cmocka_unit_test(test_columns_are_code_points),
		cmocka_unit_test(test_not_utf8),        cmocka_unit_test(test_byte_order_mark),
		cmocka_unit_test(test_many_lines),      cmocka_unit_test(test_places),
		cmocka_unit_test(test_order_of_places),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}

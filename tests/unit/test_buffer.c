/* Growing runs of bytes: NULs, formats at the edge of the room, strings, what is empty. */
#include "unit.h"

#include "base/buffer.h"

static void test_empty(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;

	(void)state;
	assert_non_null(buffer_text(&buffer).bytes);
	assert_int_equal(buffer_text(&buffer).length, 0);
	buffer_append(&buffer, text_of(NULL));
	buffer_append_string(&buffer, "");
	buffer_append_string(&buffer, NULL);
	assert_int_equal(buffer.length, 0);
	assert_string_equal(buffer_string(&buffer), "");
	assert_int_equal(buffer.length, 0);
	buffer_release(&buffer);
	buffer_release(&buffer);
	assert_null(buffer.bytes);
}

static void test_appending(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;
	size_t capacity = 0;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		buffer_append_byte(&buffer, (char)i);
		buffer_append(&buffer, TEXT("a\0b"));
	}
	assert_int_equal(buffer.length, 40000);
	for (int i = 0; i < 10000; i++) {
		assert_int_equal((unsigned char)buffer.bytes[4 * i], i & 0xFF);
		assert_memory_equal(buffer.bytes + 4 * i + 1, "a\0b", 3);
	}
	capacity = buffer.capacity;
	buffer_clear(&buffer);
	assert_int_equal(buffer.length, 0);
	assert_int_equal(buffer.capacity, capacity);
	buffer_append_string(&buffer, "new");
	assert_text_is(buffer_text(&buffer), "new");
	buffer_release(&buffer);
}

static void test_formats_of_every_length(void **state)
{
	(void)state;
	/* 64 bytes is what a buffer begins with: the format must fit at, before and after its end. */
	for (int length = 0; length < 200; length++) {
		struct buffer buffer = BUFFER_EMPTY;
		char expected[256];
		buffer_append_byte(&buffer, '>');
		buffer_append_format(&buffer, "%*s|", length, "");
		expected[0] = '>';
		memset(expected + 1, ' ', (size_t)length);
		expected[1 + length] = '|';
		expected[2 + length] = '\0';
		assert_text_is(buffer_text(&buffer), expected);
		assert_string_equal(buffer_string(&buffer), expected);
		buffer_release(&buffer);
	}
}

static void test_reserve(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;
	const char *before = NULL;

	(void)state;
	buffer_append_string(&buffer, "kept");
	buffer_reserve(&buffer, 100000);
	before = buffer.bytes;
	for (int i = 0; i < 100000; i++)
		buffer_append_byte(&buffer, 'x');
	assert_ptr_equal(buffer.bytes, before);
	assert_memory_equal(buffer.bytes, "keptx", 5);
	buffer_release(&buffer);
}

static void test_kept_in_an_arena(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_text_is(buffer_keep(&buffer, &arena), "");
	buffer_append_string(&buffer, "Words");
	struct text kept = buffer_keep(&buffer, &arena);
	assert_null(buffer.bytes);
	assert_int_equal(buffer.length, 0);
	assert_text_is(kept, "Words");
	assert_text_is(arena_lower(&arena, kept), "words");
	assert_text_is(arena_lower(&arena, text_of(NULL)), "");
	assert_text_is(kept, "Words");
	arena_release(&arena);
}

static void reserve_overflow(void)
{
	struct buffer buffer = BUFFER_EMPTY;

	buffer_append_string(&buffer, "some");
	buffer_reserve(&buffer, SIZE_MAX - 1);
}

static void test_overflow_ends_with_3(void **state)
{
	(void)state;
	assert_int_equal(unit_ending(reserve_overflow, NULL, 0), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_appending),
		cmocka_unit_test(test_formats_of_every_length),
		cmocka_unit_test(test_reserve),
		cmocka_unit_test(test_kept_in_an_arena),
		cmocka_unit_test(test_overflow_ends_with_3),
	};

	return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}

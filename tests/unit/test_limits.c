/* What is refused before any library sees it: characters, lengths, and Markdown that would cost cmark too much. */
#include "unit.h"

#include "base/buffer.h"
#include "parse/limits.h"

struct trial {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct buffer bytes;
};

static int set_up(void **state)
{
	struct trial *trial = test_malloc(sizeof *trial);

	*trial = (struct trial){.arena = ARENA_EMPTY};
	findings_init(&trial->findings, &trial->arena, TEXT(""));
	*state = trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;

	buffer_release(&trial->bytes);
	arena_release(&trial->arena);
	test_free(trial);
	return 0;
}

static bool are_safe(struct trial *trial, struct text bytes)
{
	findings_init(&trial->findings, &trial->arena, TEXT(""));
	source_init(&trial->source, &trial->arena, "a.md", bytes);
	return bytes_are_safe(&trial->source, &trial->findings);
}

static bool is_bounded(struct trial *trial, struct text bytes)
{
	findings_init(&trial->findings, &trial->arena, TEXT(""));
	source_init(&trial->source, &trial->arena, "a.md", bytes);
	return markdown_is_bounded(&trial->source, 0, bytes.length, &trial->findings);
}

static void assert_finding(const struct trial *trial, enum check check, uint32_t line, uint32_t column)
{
	struct position position;

	assert_int_equal(trial->findings.count, 1);
	assert_int_equal(trial->findings.first->check, check);
	position = source_position(&trial->source, trial->findings.first->place.begin);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

static struct text repeat(struct trial *trial, const char *words, size_t count)
{
	buffer_clear(&trial->bytes);
	while (count--)
		buffer_append_string(&trial->bytes, words);
	return buffer_text(&trial->bytes);
}

static void test_safe_bytes(void **state)
{
	struct trial *trial = *state;

	assert_true(are_safe(trial, TEXT("")));
	assert_true(are_safe(trial, TEXT("\xEF\xBB\xBF")));
	assert_true(are_safe(trial, TEXT("\xEF\xBB\xBF"
					 "tabs\there,\r\nlines\rof all kinds\n")));
	assert_true(are_safe(trial, TEXT("caf\xC3\xA9 \xE2\x80\x93 \xF0\x9F\x98\x80 no-break\xC2\xA0space\n")));
	assert_int_equal(trial->findings.count, 0);
}

static void test_characters(void **state)
{
	static const struct {
		struct text bytes;
		uint32_t column;
	} cases[] = {
		{TEXT_INIT("a\nb\0c"), 2}, /* NUL */
		{TEXT_INIT("a\n\x01"), 1}, /* control characters */
		{TEXT_INIT("a\nb\x0C"), 2},          {TEXT_INIT("a\nb\x7F"), 2},
		{TEXT_INIT("a\n\xC2\x85"), 1},       {TEXT_INIT("a\n\xEF\xBF\xBE"), 1}, /* U+FFFE, no character */
		{TEXT_INIT("a\n\xC3\xA9\xC3("), 2},                                     /* broken UTF-8 */
		{TEXT_INIT("a\nx\x92y"), 2},         /* a quotation mark of Windows */
		{TEXT_INIT("a\n\xED\xA0\x80"), 1},   /* a surrogate */
		{TEXT_INIT("a\n\xC0\xAF"), 1},       /* too long a form */
		{TEXT_INIT("a\nb \xEF\xBB\xBF"), 3}, /* a byte order mark inside */
		{TEXT_INIT("a\n\xEF\xBB\xBF"), 1},   {TEXT_INIT("a\nb \xE2\x80\xAE c"), 3}, /* U+202E */
		{TEXT_INIT("a\n\xE2\x81\xA6"), 1},                                          /* U+2066 */
		{TEXT_INIT("a\n\xD8\x9C"), 1},                                              /* U+061C */
	};
	struct trial *trial = *state;

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		assert_false(are_safe(trial, cases[i].bytes));
		assert_finding(trial, CHECK_ENCODING, 2, cases[i].column);
	}
}

static void test_one_of_each_kind_a_line(void **state)
{
	struct trial *trial = *state;

	assert_false(are_safe(trial, TEXT("\x01\x02\xE2\x80\xAE\x03\n\x04\n")));
	assert_int_equal(trial->findings.count, 3);
	assert_false(are_safe(trial, repeat(trial, "\x01\n", 5000)));
	assert_true(trial->findings.count < 100);
	assert_int_equal(trial->findings.count - 1 + trial->findings.last->note_count, 4999);
	assert_true(trial->findings.last->notes != NULL);
}

static void test_second_mark_at_the_start(void **state)
{
	struct trial *trial = *state;

	assert_false(are_safe(trial, TEXT("\xEF\xBB\xBF\xEF\xBB\xBF"
					  "a")));
	assert_finding(trial, CHECK_ENCODING, 1, 1);
}

static void test_lengths(void **state)
{
	struct trial *trial = *state;

	assert_true(are_safe(trial, repeat(trial, "x", LIMIT_LINE_BYTES)));
	assert_false(are_safe(trial, repeat(trial, "x", LIMIT_LINE_BYTES + 1)));
	assert_finding(trial, CHECK_LIMIT, 1, LIMIT_LINE_BYTES + 1);
	assert_true(are_safe(trial, repeat(trial, "1234567\n", LIMIT_FILE_BYTES / 8)));
	assert_false(are_safe(trial, repeat(trial, "1234567\n", LIMIT_FILE_BYTES / 8 + 1)));
	assert_finding(trial, CHECK_LIMIT, 1, 1);
	/* A line of four mebibytes is too long, and so is its file. */
	assert_false(are_safe(trial, repeat(trial, "12345678", 512 * 1024)));
	assert_int_equal(trial->findings.count, 2);
}

static void test_character_faults(void **state)
{
	(void)state;
	assert_null(character_fault('a'));
	assert_null(character_fault('\t'));
	assert_null(character_fault('\r'));
	assert_null(character_fault(0xA0));
	assert_null(character_fault(0xFFFD));
	assert_non_null(character_fault(0));
	assert_non_null(character_fault(0x0B));
	assert_non_null(character_fault(0x1FFFF));
	assert_non_null(character_fault(0x200F));
	assert_non_null(character_fault(0xFEFF));
}

static void test_ordinary_markdown(void **state)
{
	struct trial *trial = *state;

	assert_true(is_bounded(trial, TEXT("")));
	assert_true(
		is_bounded(trial, TEXT("## Heading\n\n1. a\n   - b\n     > c\n\n| a | b |\n|---|---|\n| c | d |\n")));
	assert_true(is_bounded(trial, repeat(trial, "1. A [link](https://example.org) *here*.\n", 3000)));
	assert_true(is_bounded(trial, repeat(trial, "2. A [link](https://example.org) *here*.\n", 3000)));
	assert_true(is_bounded(trial, repeat(trial, "- A [link](https://example.org)[^1].\nlazy [x]\n", 3000)));
	assert_true(is_bounded(trial, repeat(trial, "[^1]: A [link](https://example.org).\n", 3000)));
	assert_true(is_bounded(trial, repeat(trial, "Text with [a] and < and [b].\n\n", 3000)));
	assert_true(is_bounded(trial, repeat(trial, "word ", 12000)));
	assert_int_equal(trial->findings.count, 0);
}

static struct text table(struct trial *trial, size_t columns, size_t rows, const char *cell)
{
	buffer_clear(&trial->bytes);
	for (size_t row = 0; row < rows + 2; row++) {
		for (size_t i = 0; i < columns; i++)
			buffer_append_format(&trial->bytes, "| %s ", row == 1 ? "---" : cell);
		buffer_append_string(&trial->bytes, "|\n");
	}
	return buffer_text(&trial->bytes);
}

static void test_tables(void **state)
{
	struct trial *trial = *state;

	assert_true(is_bounded(trial, table(trial, LIMIT_TABLE_COLUMNS, 10, "a")));
	assert_false(is_bounded(trial, table(trial, LIMIT_TABLE_COLUMNS + 1, 10, "a")));
	assert_finding(trial, CHECK_LIMIT, 2, 1);
	assert_true(is_bounded(trial, table(trial, 2, 9990, "S10.3")));
	assert_false(is_bounded(trial, table(trial, 2, 10010, "S10.3")));
	assert_finding(trial, CHECK_LIMIT, 10002, 1);
	/* Each cell is a paragraph of its own to cmark: many links or much bold in a table are nothing bad. */
	assert_true(is_bounded(trial, table(trial, 4, 4000, "**[a](b)**")));
	assert_true(is_bounded(trial, table(trial, 3, 3000, "-")));
	assert_int_equal(trial->findings.count, 0);
}

static void test_wide_rows(void **state)
{
	struct trial *trial = *state;

	/* A row of a hundred kilobytes, above the line that makes it a table and below it. */
	repeat(trial, "|a", 15000);
	buffer_append_string(&trial->bytes, "\n|-|-|\n");
	assert_false(is_bounded(trial, buffer_text(&trial->bytes)));
	assert_int_equal(trial->findings.first->check, CHECK_LIMIT);
	buffer_clear(&trial->bytes);
	buffer_append_string(&trial->bytes, "|a|b|\n|-|-|\n");
	for (int i = 0; i < 15000; i++)
		buffer_append_string(&trial->bytes, "|a");
	assert_false(is_bounded(trial, buffer_text(&trial->bytes)));
	assert_finding(trial, CHECK_LIMIT, 3, 1);
	/* Bars in words are no table. */
	assert_true(is_bounded(trial, repeat(trial, "a|", 1000)));
}

static void test_brackets(void **state)
{
	struct trial *trial = *state;

	assert_true(is_bounded(trial, repeat(trial, "[", LIMIT_BRACKETS)));
	assert_false(is_bounded(trial, repeat(trial, "[", LIMIT_BRACKETS + 1)));
	assert_finding(trial, CHECK_LIMIT, 1, LIMIT_BRACKETS + 1);
	assert_false(is_bounded(trial, repeat(trial, "[a\n", LIMIT_BRACKETS + 1)));
	assert_finding(trial, CHECK_LIMIT, LIMIT_BRACKETS + 1, 1);
	assert_false(is_bounded(trial, repeat(trial, "> [a](b)\n", LIMIT_BRACKETS + 1)));
	assert_false(is_bounded(trial, repeat(trial, "[", 100 * 1024)));
	assert_false(is_bounded(trial, repeat(trial, "![[]()", 50 * 1024)));
}

/* Lines that look like the beginning of a block and are none: the paragraph goes on. */
static void test_paragraphs_that_go_on(void **state)
{
	static const char *const lines[] = {"7. [[[a\n",     "    - [[[a\n", "-[[[a\n",     "\t1. [[[a\n", "#a [[[\n",
					    "    ## [[[a\n", "1.[[[a\n",     "[^ a]: [[\n", "=a [[[\n"};
	struct trial *trial = *state;

	for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
		buffer_clear(&trial->bytes);
		buffer_append_string(&trial->bytes, "words\n");
		for (int j = 0; j < 400; j++)
			buffer_append_string(&trial->bytes, lines[i]);
		assert_false(is_bounded(trial, buffer_text(&trial->bytes)));
		assert_int_equal(trial->findings.first->check, CHECK_LIMIT);
	}
}

static void test_emphasis(void **state)
{
	struct trial *trial = *state;

	assert_true(is_bounded(trial, repeat(trial, "*a* ", LIMIT_EMPHASIS_MARKS / 2)));
	assert_false(is_bounded(trial, repeat(trial, "*a* ", LIMIT_EMPHASIS_MARKS / 2 + 1)));
	assert_int_equal(trial->findings.first->check, CHECK_LIMIT);
	/* A long ruled line of marks is one. */
	assert_true(is_bounded(trial, repeat(trial, "_", 60000)));
}

static void test_work(void **state)
{
	struct trial *trial = *state;

	assert_false(is_bounded(trial, repeat(trial, "a <?\n", 20000)));
	assert_finding(trial, CHECK_LIMIT, 20001, 1);
	assert_true(is_bounded(trial, repeat(trial, "a < b, c > d\n", 20000)));
	/* Lines that could each begin a table, in one paragraph. */
	assert_false(is_bounded(trial, repeat(trial, "|-|\n|-|-|\n", 20000)));
	/* A long address, used again and again. */
	repeat(trial, "x", 0);
	buffer_append_string(&trial->bytes, "[a]: ");
	for (int i = 0; i < 50000; i++)
		buffer_append_byte(&trial->bytes, 'b');
	buffer_append_string(&trial->bytes, "\n\n");
	assert_true(is_bounded(trial, buffer_text(&trial->bytes)));
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&trial->bytes, "[a]\n\n");
	assert_false(is_bounded(trial, buffer_text(&trial->bytes)));
	assert_int_equal(trial->findings.first->check, CHECK_LIMIT);
}

static struct text nested(struct trial *trial, const char *mark, size_t count)
{
	repeat(trial, mark, count);
	buffer_append_string(&trial->bytes, "a\n");
	return buffer_text(&trial->bytes);
}

static void test_nesting(void **state)
{
	static const char *const marks[] = {">", "> ", "- ", "1. ", "> - ", "[^a]: "};
	struct trial *trial = *state;

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
		size_t each = i == 4 ? 2 : 1;
		assert_true(is_bounded(trial, nested(trial, marks[i], LIMIT_NESTING / each)));
		assert_false(is_bounded(trial, nested(trial, marks[i], LIMIT_NESTING / each + 1)));
		assert_int_equal(trial->findings.count, 1);
		assert_false(is_bounded(trial, nested(trial, marks[i], 10000)));
	}
}

/* One level a line, with and without lines between that need no indentation. */
static void test_nesting_by_indentation(void **state)
{
	struct trial *trial = *state;

	for (int lazy = 0; lazy < 2; lazy++) {
		for (size_t levels = LIMIT_NESTING; levels <= LIMIT_NESTING + 1; levels++) {
			buffer_clear(&trial->bytes);
			for (size_t level = 0; level < levels; level++)
				buffer_append_format(&trial->bytes, "%*s- a\n%s", (int)(2 * level), "",
						     lazy ? "lazy\n" : "");
			assert_int_equal(is_bounded(trial, buffer_text(&trial->bytes)), levels == LIMIT_NESTING);
		}
	}
	assert_finding(trial, CHECK_LIMIT, 2 * LIMIT_NESTING + 1, 2 * LIMIT_NESTING + 1);
	/* Side by side is not inside each other. */
	assert_true(is_bounded(trial, repeat(trial, "- a\n  - b\n", 1000)));
	assert_true(is_bounded(trial, repeat(trial, "- a\n\n> b\n\n", 1000)));
}

static void test_only_the_part_asked_for(void **state)
{
	struct trial *trial = *state;
	struct text bytes = repeat(trial, "[", LIMIT_BRACKETS + 1);

	source_init(&trial->source, &trial->arena, "a.md", bytes);
	assert_true(markdown_is_bounded(&trial->source, 1, bytes.length, &trial->findings));
	assert_true(markdown_is_bounded(&trial->source, 0, bytes.length - 1, &trial->findings));
	assert_false(markdown_is_bounded(&trial->source, 0, bytes.length, &trial->findings));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_safe_bytes),
		TEST(test_characters),
		TEST(test_one_of_each_kind_a_line),
		TEST(test_second_mark_at_the_start),
		TEST(test_lengths),
		TEST(test_character_faults),
		TEST(test_ordinary_markdown),
		TEST(test_tables),
		TEST(test_wide_rows),
		TEST(test_brackets),
		TEST(test_paragraphs_that_go_on),
		TEST(test_emphasis),
		TEST(test_work),
		TEST(test_nesting),
		TEST(test_nesting_by_indentation),
		TEST(test_only_the_part_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

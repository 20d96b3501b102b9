/* The words of a leaf as one text, and the way back from them to the source. */
#include "unit.h"

#include "tree/flat_text.h"

static struct arena arena;
static struct source source;

/* A text node of the bytes from begin to end of the source. */
static struct node *literal(size_t begin, size_t end)
{
	struct node *node = node_new(&arena, NODE_TEXT, place_of(&source, begin, end));

	node->text.text = place_text(node->place);
	return node;
}

static struct node *decoded(size_t begin, size_t end, struct text text)
{
	struct node *node = node_new(&arena, NODE_TEXT, place_of(&source, begin, end));

	node->text.text = text;
	return node;
}

/* The leaf of "one *two* &amp; three,\n   four[^1]". */
static struct node *make_paragraph(void)
{
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, place_of(&source, 0, 34));
	struct node *emphasis = node_new(&arena, NODE_EMPHASIS, place_of(&source, 4, 9));

	node_append(paragraph, literal(0, 4));
	node_append(paragraph, emphasis);
	node_append(emphasis, literal(5, 8));
	node_append(paragraph, literal(9, 10));
	node_append(paragraph, decoded(10, 15, TEXT("&")));
	node_append(paragraph, literal(15, 22));
	node_append(paragraph, node_new(&arena, NODE_SOFT_BREAK, place_of(&source, 22, 26)));
	node_append(paragraph, literal(26, 30));
	node_append(paragraph, node_new(&arena, NODE_CITATION, place_of(&source, 30, 34)));
	return paragraph;
}

static int set_up(void **state)
{
	(void)state;
	source_init(&source, &arena, "a.md", TEXT("one *two* &amp; three,\n   four[^1]"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void test_flat_text(void **state)
{
	struct flat_text flat = flat_text_of(&arena, make_paragraph());

	(void)state;
	assert_text_is(flat.text, "one two & three, four");
	assert_int_equal(flat.count, 7);
}

static void test_places(void **state)
{
	struct flat_text flat = flat_text_of(&arena, make_paragraph());

	(void)state;
	assert_text_is(place_text(flat_text_place(&flat, 0, 3)), "one");
	assert_text_is(place_text(flat_text_place(&flat, 1, 2)), "n");
	assert_text_is(place_text(flat_text_place(&flat, 4, 7)), "two");
	assert_text_is(place_text(flat_text_place(&flat, 0, 7)), "one *two");
	assert_text_is(place_text(flat_text_place(&flat, 8, 9)), "&amp;");
	assert_text_is(place_text(flat_text_place(&flat, 7, 12)), " &amp; th");
	assert_text_is(place_text(flat_text_place(&flat, 16, 17)), "\n   ");
	assert_text_is(place_text(flat_text_place(&flat, 10, 19)), "three,\n   fo");
	assert_text_is(place_text(flat_text_place(&flat, 0, flat.text.length)), "one *two* &amp; three,\n   four");
}

static void test_empty_places(void **state)
{
	struct flat_text flat = flat_text_of(&arena, make_paragraph());
	struct place place = flat_text_place(&flat, 5, 5);

	(void)state;
	assert_int_equal(place.begin, 6);
	assert_int_equal(place.end, 6);
	place = flat_text_place(&flat, 0, 0);
	assert_int_equal(place.begin, 0);
	place = flat_text_place(&flat, flat.text.length, flat.text.length);
	assert_int_equal(place.begin, 30);
	assert_int_equal(place.end, 30);
	place = flat_text_place(&flat, 8, 8);
	assert_int_equal(place.begin, 10);
	assert_int_equal(place.end, 10);
}

static void test_nothing(void **state)
{
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, place_of(&source, 0, 0));
	struct flat_text flat = flat_text_of(&arena, paragraph);

	(void)state;
	assert_int_equal(flat.text.length, 0);
	assert_false(place_is_set(flat_text_place(&flat, 0, 0)));
	assert_text_is(node_words(&arena, paragraph), "");
}

static void test_code_and_breaks(void **state)
{
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE);
	struct node *code = node_new(&arena, NODE_CODE, place_of(&source, 4, 9));
	struct node *line_break = node_new(&arena, NODE_LINE_BREAK, place_of(&source, 9, 10));
	struct flat_text flat;

	(void)state;
	code->text.text = text_slice(source.bytes, 5, 8);
	node_append(paragraph, code);
	node_append(paragraph, line_break);
	node_append(paragraph, literal(26, 30));
	flat = flat_text_of(&arena, paragraph);
	assert_text_is(flat.text, "two\nfour");
	assert_text_is(place_text(flat_text_place(&flat, 1, 3)), "wo");
	assert_text_is(node_words(&arena, paragraph), "two four");
}

/* section 1 "one": clause 1.1 "two", a list of "four" and a joiner "three". */
static struct node *make_section(void)
{
	struct node *section = node_new(&arena, NODE_SECTION, PLACE_NONE);
	struct node *heading = node_new(&arena, NODE_HEADING, PLACE_NONE);
	struct node *clause = node_new(&arena, NODE_CLAUSE, PLACE_NONE);
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE);
	struct node *list = node_new(&arena, NODE_LIST, PLACE_NONE), *item = node_new(&arena, NODE_ITEM, PLACE_NONE);
	struct node *joiner = node_new(&arena, NODE_JOINER, PLACE_NONE);
	struct node *words = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE);

	section->number = TEXT("1");
	clause->number = TEXT("1.1");
	node_append(section, heading);
	node_append(heading, literal(0, 3));
	node_append(section, clause);
	node_append(clause, paragraph);
	node_append(paragraph, literal(5, 8));
	node_append(clause, list);
	node_append(list, item);
	node_append(item, words);
	node_append(words, literal(26, 30));
	node_append(list, joiner);
	node_append(joiner, literal(16, 21));
	return section;
}

static void assert_words(struct words_options options, const char *expected)
{
	struct buffer buffer = BUFFER_EMPTY;

	buffer_append_string(&buffer, "before:");
	node_append_words(&buffer, make_section(), options);
	assert_string_equal(buffer_string(&buffer), expected);
	buffer_release(&buffer);
}

static void test_words_of_blocks(void **state)
{
	(void)state;
	assert_words((struct words_options){.lines = false}, "before:one two four three");
	assert_words((struct words_options){.lines = true}, "before:one\ntwo\nfour\nthree");
	assert_words((struct words_options){.numbers = true}, "before:1 one 1.1 two four three");
	assert_words((struct words_options){.lines = true, .numbers = true}, "before:1 one\n1.1 two\nfour\nthree");
	assert_text_is(node_words(&arena, make_section()), "one two four three");
}

static void test_citations_are_no_words(void **state)
{
	struct node *body = node_new(&arena, NODE_BODY, PLACE_NONE);
	struct node *cited = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE), *next;

	(void)state;
	node_append(body, cited);
	node_append(cited, node_new(&arena, NODE_CITATION, place_of(&source, 30, 34)));
	next = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE);
	node_append(body, next);
	node_append(next, literal(0, 3));
	assert_text_is(node_words(&arena, body), "one");
}

static void test_for_reading(void **state)
{
	struct arena words_arena = ARENA_EMPTY;
	struct source words_source;

	(void)state;
	source_init(&words_source, &words_arena, "test.md", TEXT("at\u200bleast 6\u00a0mon\u00adths\u2009on"));
	struct node *paragraph =
		node_new(&words_arena, NODE_PARAGRAPH, place_of(&words_source, 0, words_source.bytes.length));
	struct node *text = node_new(&words_arena, NODE_TEXT, paragraph->place);
	text->text.text = words_source.bytes;
	node_append(paragraph, text);
	struct flat_text flat = flat_text_of(&words_arena, paragraph), read = flat_text_for_reading(&words_arena, flat);
	assert_text_is(read.text, "atleast 6 months on");
	assert_text_is(place_text(flat_text_place(&read, 10, 16)), "mon\u00adths");
	assert_text_is(place_text(flat_text_place(&read, 0, 7)), "at\u200bleast");
	assert_text_is(place_text(flat_text_place(&read, 8, 9)), "6");
	assert_text_is(place_text(flat_text_place(&read, 9, 10)), "\u00a0");
	assert_text_is(place_text(flat_text_place(&read, 0, read.text.length)), words_source.bytes.bytes);
	assert_ptr_equal(flat_text_node(&read, 12), text);
	assert_text_is(words_for_reading(&words_arena, TEXT("a\u202fb\u2060c\u2007")), "a bc ");
	/* Nothing invisible: the same words. */
	assert_ptr_equal(words_for_reading(&words_arena, TEXT("caf\u00e9")).bytes, TEXT("caf\u00e9").bytes);
	arena_release(&words_arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_for_reading),
		cmocka_unit_test_setup_teardown(test_flat_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_empty_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_code_and_breaks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_words_of_blocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_citations_are_no_words, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

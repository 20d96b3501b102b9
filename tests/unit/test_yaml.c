/* YAML: values and their exact places, faults in plain words at the right place, limits. */
#include "says.h"
#include "unit.h"

#include "parse/limits.h"
#include "parse/yaml.h"

struct document {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct value *root;
};

/* The document begins after `before` bytes of the source, as front matter does. */
static void read_after(struct document *document, struct text bytes, size_t before)
{
	*document = (struct document){0};
	source_init(&document->source, &document->arena, "x.yaml", arena_copy(&document->arena, bytes));
	findings_init(&document->findings, &document->arena, TEXT(""));
	document->root = yaml_read(&document->arena, &document->source, before, bytes.length, &document->findings);
}

static void read_string(struct document *document, const char *string)
{
	read_after(document, text_of(string), 0);
}

static void release(struct document *document)
{
	arena_release(&document->arena);
}

static struct text source_words(const struct document *document, struct value_place place)
{
	return text_slice(document->source.bytes, place.begin, place.end);
}

/* The only finding is of that check, what it says holds `words`, and its place holds `under`. */
static void assert_fault(const char *string, enum check check, const char *words, const char *under)
{
	struct document document;

	read_string(&document, string);
	const struct finding *finding = document.findings.first;
	assert_non_null(finding);
	assert_null(finding->next);
	assert_int_equal(finding->check, check);
	assert_says(finding, words);
	assert_text_is(place_text(finding->place), under);
	release(&document);
}

static void test_values_and_places(void **state)
{
	(void)state;
	struct document document;
	static const char bytes[] =
		"é: 'über Ä'\r\nlist:\r\n  - a\r\n    b\r\n  - {k: \"ä\", l: [1, no]}\r\nn:\r\ntext: |\r\n  one\r\n"
		"\r\n  two\r\n\r\nend: 0.10 # comment\r\n";

	read_string(&document, bytes);
	assert_null(document.findings.first);
	struct value *root = document.root;
	assert_int_equal(root->kind, VALUE_MAP);
	assert_int_equal(root->count, 5);
	assert_text_is(source_words(&document, root->members[0].key_place), "é");
	struct value *quoted = root->members[0].value;
	assert_text_is(quoted->text, "über Ä");
	assert_text_is(source_words(&document, quoted->place), "'über Ä'");
	struct value *list = value_at(root, "list");
	assert_int_equal(list->count, 2);
	assert_text_is(list->items[0]->text, "a b");
	assert_text_is(source_words(&document, list->items[0]->place), "a\r\n    b");
	assert_text_is(source_words(&document, list->items[1]->place), "{k: \"ä\", l: [1, no]}");
	struct value *inner = value_at(list->items[1], "l");
	assert_int_equal(inner->items[1]->kind, VALUE_BOOLEAN);
	assert_false(inner->items[1]->boolean);
	assert_text_is(inner->items[1]->text, "no");
	assert_int_equal(value_at(root, "n")->kind, VALUE_NULL);
	assert_text_is(value_at(root, "text")->text, "one\n\ntwo\n");
	assert_text_is(source_words(&document, value_at(root, "text")->place), "|\r\n  one\r\n\r\n  two");
	assert_int_equal(value_at(root, "end")->kind, VALUE_STRING);
	assert_text_is(value_at(root, "end")->text, "0.10");
	release(&document);
}

/* Words that are the same in the source are the source's: a finding may point into them. */
static void test_words_in_the_source(void **state)
{
	(void)state;
	struct document document;

	read_after(&document, TEXT("é---\na: \"two words\"\nb: plain\nc: 'it''s'\n"), sizeof "é---\n" - 1);
	const char *begin = document.source.bytes.bytes, *end = begin + document.source.bytes.length;
	const char *words = value_at(document.root, "a")->text.bytes;
	assert_true(words > begin && words < end && words[-1] == '"');
	assert_text_is(source_words(&document, value_at(document.root, "b")->place), "plain");
	assert_text_is(value_at(document.root, "c")->text, "it's");
	release(&document);
}

static void test_kinds(void **state)
{
	(void)state;
	struct document document;

	read_string(&document, "a: ~\nb: null\nc: \"\"\nd: 'true'\ne: True\nf: off\ng: 12\nno: x\n");
	assert_int_equal(value_at(document.root, "a")->kind, VALUE_NULL);
	assert_int_equal(value_at(document.root, "b")->kind, VALUE_NULL);
	assert_int_equal(value_at(document.root, "c")->kind, VALUE_STRING);
	assert_int_equal(value_at(document.root, "d")->kind, VALUE_STRING);
	assert_int_equal(value_at(document.root, "e")->kind, VALUE_BOOLEAN);
	assert_text_is(value_at(document.root, "e")->text, "True");
	assert_int_equal(value_at(document.root, "f")->kind, VALUE_STRING);
	assert_int_equal(value_at(document.root, "g")->kind, VALUE_STRING);
	assert_text_is(value_at(document.root, "no")->text, "x");
	release(&document);
	read_string(&document, "");
	assert_null(document.root);
	assert_null(document.findings.first);
	release(&document);
}

static void test_faults(void **state)
{
	(void)state;
	assert_fault("ref: A\ntitle: Scarring: laser\n", CHECK_YAML, "quotation marks round", ":");
	assert_fault("é: \"ä\ntitle: b\n", CHECK_YAML, "never closed", "\"");
	assert_fault("a: b\n\tc: d\n", CHECK_YAML, "a tab is", "");
	assert_fault("a: b\n c: d\n", CHECK_YAML, "this line is indented", ":");
	assert_fault("a: b\ntitle\nc: d\n", CHECK_YAML, "a colon and a space", "t");
	assert_fault("a: [b, c\nd: e\n", CHECK_YAML, "this [ is never closed", "[");
	assert_fault("a: @b\n", CHECK_YAML, "put quotation marks round", "@");
	assert_fault("a: \"\\q\"\n", CHECK_YAML, "backslash", "\\");
	assert_fault("a: !!str b\n", CHECK_YAML, "a tag", "!!str");
	assert_fault("a: b\n---\nc: d\n", CHECK_YAML, "a second part", "---");
	assert_fault("? [a]\n: b\n", CHECK_YAML, "a key is missing", "[a]");
	assert_fault("a: *b\n", CHECK_YAML, "a mark &b", "*b");
	assert_fault("a: &b [*b]\n", CHECK_YAML, "a mark &b", "*b");
}

static void test_characters(void **state)
{
	(void)state;
	struct document document;

	assert_fault("a: \"é\\x01\"\n", CHECK_ENCODING, "U+0001", "\"é\\x01\"");
	assert_fault("a: \"\\u202e\\x02\"\n", CHECK_ENCODING, "U+202E", "\"\\u202e\\x02\"");
	assert_fault("a: é\x7F\n", CHECK_ENCODING, "U+007F", "\x7F");
	read_string(&document, "a: \"x\\0\\ty\\u00e9\"\n");
	assert_text_is(value_at(document.root, "a")->text, "x\xEF\xBF\xBD\ty\xC3\xA9");
	release(&document);
}

static void test_keys_twice(void **state)
{
	(void)state;
	struct document document;

	read_string(&document, "a: 1\nb: 2\na: 3\na: 4\nc: {b: 1}\n");
	const struct finding *finding = document.findings.first;
	assert_non_null(finding);
	assert_null(finding->next);
	assert_int_equal(finding->place.begin, 10);
	assert_int_equal(finding->note_count, 2);
	assert_int_equal(finding->notes->place.begin, 0);
	assert_text_is(value_at(document.root, "a")->text, "1");
	release(&document);
}

static void test_aliases(void **state)
{
	(void)state;
	struct document document;
	struct buffer bytes = BUFFER_EMPTY;

	read_string(&document, "a: &x [1, 2]\nb: *x\n");
	assert_null(document.findings.first);
	assert_text_is(value_at(document.root, "b")->items[1]->text, "2");
	release(&document);

	buffer_append_string(&bytes, "a: &x 1\nb: [*x");
	for (int i = 1; i < LIMIT_YAML_ALIASES; i++)
		buffer_append_string(&bytes, ", *x");
	buffer_append_string(&bytes, "]\n");
	read_after(&document, buffer_text(&bytes), 0);
	assert_null(document.findings.first);
	release(&document);
	buffer_append_string(&bytes, "c: *x\nd: *x\n");
	read_after(&document, buffer_text(&bytes), 0);
	assert_int_equal(document.findings.count, 1);
	assert_text_is(place_text(document.findings.first->place), "*x");
	release(&document);

	/* Few aliases, of much. */
	buffer_clear(&bytes);
	buffer_append_string(&bytes, "a: &x [0");
	for (int i = 0; i < 400; i++)
		buffer_append_string(&bytes, ", 0");
	buffer_append_string(&bytes, "]\nb: &y [*x, *x]\nc: [*y, *y]\n");
	read_after(&document, buffer_text(&bytes), 0);
	assert_int_equal(document.findings.count, 1);
	assert_non_null(strstr(arena_string(&document.arena, document.findings.first->message), "too large"));
	release(&document);
	buffer_release(&bytes);
}

/* Depth by nesting, and depth by aliases of what is deep already. */
static void test_depth(void **state)
{
	(void)state;
	struct document document;
	struct buffer bytes = BUFFER_EMPTY;

	for (int i = 0; i < LIMIT_YAML_DEPTH; i++)
		buffer_append_byte(&bytes, '[');
	for (int i = 0; i < LIMIT_YAML_DEPTH; i++)
		buffer_append_byte(&bytes, ']');
	read_after(&document, buffer_text(&bytes), 0);
	assert_null(document.findings.first);
	release(&document);
	for (int i = 0; i < 100000; i++)
		buffer_append_byte(&bytes, '[');
	read_after(&document, text_slice(buffer_text(&bytes), 2 * LIMIT_YAML_DEPTH, bytes.length), 0);
	assert_int_equal(document.findings.count, 1);
	assert_int_equal(document.findings.first->check, CHECK_LIMIT);
	assert_int_equal(document.findings.first->place.begin, LIMIT_YAML_DEPTH);
	assert_non_null(document.root);
	release(&document);
	buffer_release(&bytes);

	read_string(&document, "a: &x [[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]\n"
			       "b: &y [[[[[[[[[[[[[[[[[[[[*x]]]]]]]]]]]]]]]]]]]]\n"
			       "c: [[[[[[[[[[[[[[[[[[[[[[[[[*y]]]]]]]]]]]]]]]]]]]]]]]]]\n");
	assert_int_equal(document.findings.count, 1);
	assert_int_equal(document.findings.first->check, CHECK_YAML);
	release(&document);
}

/* What stands before a fault is there, and what stands after it. */
static void test_values_around_a_fault(void **state)
{
	(void)state;
	struct document document;

	read_string(&document, "ref: A\nhistory:\n  - version: 1\n    changes: a: b\ntitle: c: d\nstatus: e\n");
	assert_text_is(value_at(document.root, "ref")->text, "A");
	assert_text_is(value_at(value_at(document.root, "history")->items[0], "version")->text, "1");
	assert_true(value_at(document.root, "history")->items[0]->is_incomplete);
	assert_text_is(value_at(document.root, "status")->text, "e");
	assert_null(value_at(document.root, "title"));
	assert_false(document.root->is_incomplete);
	assert_int_equal(document.findings.count, 2);
	assert_true(findings_name_key(&document.findings, "history"));
	assert_true(findings_name_key(&document.findings, "title"));
	assert_false(findings_name_key(&document.findings, "status"));
	release(&document);
	/* A quotation mark that is never closed takes nothing from the lines after it. */
	read_string(&document, "ref: A\ntitle: \"b\nstatus: c\nversion: \"1\"\n");
	assert_int_equal(document.findings.count, 1);
	assert_text_is(value_at(document.root, "status")->text, "c");
	assert_text_is(value_at(document.root, "version")->text, "1");
	release(&document);
	read_string(&document, "@");
	assert_int_equal(document.root->kind, VALUE_MAP);
	assert_true(document.root->is_incomplete);
	release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_and_places),
		cmocka_unit_test(test_words_in_the_source),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_characters),
		cmocka_unit_test(test_keys_twice),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_values_around_a_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

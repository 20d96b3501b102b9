/* Streamed XML: where white space may be added and where not, escapes, forbidden characters, misuse. */
#include "unit.h"

#include "base/xml_writer.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void test_instruction(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	xml_instruction(&xml, "xml-model", "href=\"policy.rng\"");
	xml_element_begin(&xml, "policy");
	xml_element_end(&xml);
	xml_end(&xml);
	assert_text_is(buffer_text(&out), DECLARATION "<?xml-model href=\"policy.rng\"?>\n<policy/>\n");
	buffer_release(&out);
}

static void test_document(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	xml_element_begin(&xml, "policy");
	xml_attribute(&xml, "ref", TEXT("CMICB_Clin055"));
	xml_attribute_format(&xml, "version", "%d.%d", 0, 3);
	xml_attribute_string(&xml, "subtitle", NULL);
	xml_element_text(&xml, "title", TEXT("Scars"));
	xml_element_begin(&xml, "section");
	xml_element_begin(&xml, "empty");
	xml_element_end(&xml);
	xml_element_begin_inline(&xml, "clause");
	xml_text(&xml, TEXT("Scars "));
	xml_element_begin(&xml, "em");
	xml_text(&xml, TEXT("and"));
	xml_element_end(&xml);
	xml_element_begin(&xml, "br");
	xml_element_end(&xml);
	xml_text(&xml, TEXT(" keloids"));
	xml_element_end(&xml);
	xml_element_end(&xml);
	xml_element_end(&xml);
	xml_end(&xml);
	assert_text_is(buffer_text(&out), DECLARATION "<policy ref=\"CMICB_Clin055\" version=\"0.3\" subtitle=\"\">\n"
						      "  <title>Scars</title>\n"
						      "  <section>\n"
						      "    <empty/>\n"
						      "    <clause>Scars <em>and</em><br/> keloids</clause>\n"
						      "  </section>\n"
						      "</policy>\n");
	buffer_release(&out);
}

static void test_text_makes_an_element_inline(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	xml_element_begin(&xml, "a");
	xml_element_begin(&xml, "b");
	xml_text(&xml, TEXT("words "));
	xml_element_begin(&xml, "c");
	xml_element_end(&xml);
	xml_element_end(&xml);
	xml_element_begin(&xml, "d");
	xml_element_end(&xml);
	xml_element_end(&xml);
	xml_end(&xml);
	assert_text_is(buffer_text(&out), DECLARATION "<a>\n  <b>words <c/></b>\n  <d/>\n</a>\n");
	buffer_release(&out);
}

static void test_empty_text_is_none(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	xml_element_begin_inline(&xml, "a");
	xml_text(&xml, TEXT(""));
	xml_text(&xml, text_of(NULL));
	xml_attribute(&xml, "still", TEXT("open"));
	xml_element_end(&xml);
	xml_end(&xml);
	assert_text_is(buffer_text(&out), DECLARATION "<a still=\"open\"/>\n");
	buffer_release(&out);
}

static void assert_escaped(struct text text, const char *as_text, const char *as_attribute)
{
	struct buffer out = BUFFER_EMPTY;

	xml_escape(&out, text);
	assert_text_is(buffer_text(&out), as_text);
	buffer_clear(&out);
	xml_escape_attribute(&out, text);
	assert_text_is(buffer_text(&out), as_attribute);
	buffer_release(&out);
}

static void test_escapes(void **state)
{
	(void)state;
	assert_escaped(TEXT("plain"), "plain", "plain");
	assert_escaped(TEXT(""), "", "");
	assert_escaped(text_of(NULL), "", "");
	assert_escaped(TEXT("a & b < c > d"), "a &amp; b &lt; c &gt; d", "a &amp; b &lt; c &gt; d");
	assert_escaped(TEXT("]]>"), "]]&gt;", "]]&gt;");
	assert_escaped(TEXT("&amp;"), "&amp;amp;", "&amp;amp;");
	assert_escaped(TEXT("\"it's\""), "\"it's\"", "&quot;it's&quot;");
	assert_escaped(TEXT("a\tb\nc\rd"), "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d");
	assert_escaped(TEXT("\xC2\xA3 \xF0\x9F\x98\x80"), "\xC2\xA3 \xF0\x9F\x98\x80", "\xC2\xA3 \xF0\x9F\x98\x80");
	assert_escaped(TEXT("a\x7F\xC2\x9B\xC2\xA0"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xC2\xA0",
		       "a\xEF\xBF\xBD\xEF\xBF\xBD\xC2\xA0");
}

static void test_forbidden_characters_in_bare_escaping(void **state)
{
	(void)state;
	assert_escaped(TEXT("a\0b"), "a\xEF\xBF\xBD\x62", "a\xEF\xBF\xBD\x62");
	assert_escaped(TEXT("\x0B<"), "\xEF\xBF\xBD&lt;", "\xEF\xBF\xBD&lt;");
	assert_escaped(TEXT("\xEF\xBF\xBF"), "\xEF\xBF\xBD", "\xEF\xBF\xBD"); /* U+FFFF */
	assert_escaped(TEXT("\xFFz"), "\xEF\xBF\xBDz", "\xEF\xBF\xBDz");
	assert_escaped(TEXT("\xEF\xBF\xBD"), "\xEF\xBF\xBD", "\xEF\xBF\xBD"); /* U+FFFD itself */
}

static void test_replacement_character_may_stand(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	xml_element_text(&xml, "a", TEXT("\xEF\xBF\xBD"));
	xml_end(&xml);
	assert_text_is(buffer_text(&out), DECLARATION "<a>\xEF\xBF\xBD</a>\n");
	buffer_release(&out);
}

static void test_deep(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct xml_writer xml;

	(void)state;
	xml_begin(&xml, &out);
	for (int i = 0; i < XML_DEPTH_MOST - 1; i++)
		xml_element_begin_inline(&xml, "q");
	for (int i = 0; i < XML_DEPTH_MOST - 1; i++)
		xml_element_end(&xml);
	xml_end(&xml);
	assert_int_equal(out.length, strlen(DECLARATION) + 7 * (XML_DEPTH_MOST - 2) + 4 + 1);
	buffer_release(&out);
}

static struct xml_writer wrong;
static struct buffer wrong_out;

static void control_in_text(void)
{
	xml_element_begin(&wrong, "a");
	xml_text(&wrong, TEXT("a\x0B"));
}

static void noncharacter_in_text(void)
{
	xml_element_begin(&wrong, "a");
	xml_text(&wrong, TEXT("\xEF\xBF\xBE"));
}

static void nul_in_attribute(void)
{
	xml_element_begin(&wrong, "a");
	xml_attribute(&wrong, "b", TEXT("\0"));
}

static void bytes_that_are_not_utf8(void)
{
	xml_element_begin(&wrong, "a");
	xml_text(&wrong, TEXT("\xC3("));
}

static void late_attribute(void)
{
	xml_element_begin(&wrong, "a");
	xml_text(&wrong, TEXT("x"));
	xml_attribute(&wrong, "b", TEXT("c"));
}

static void attribute_of_nothing(void)
{
	xml_attribute(&wrong, "b", TEXT("c"));
}

static void attribute_after_end(void)
{
	xml_element_begin(&wrong, "a");
	xml_element_begin(&wrong, "b");
	xml_element_end(&wrong);
	xml_attribute(&wrong, "c", TEXT("d"));
}

static void text_after_indented_child(void)
{
	xml_element_begin(&wrong, "a");
	xml_element_begin(&wrong, "b");
	xml_element_end(&wrong);
	xml_text(&wrong, TEXT("x"));
}

static void text_at_the_top(void)
{
	xml_text(&wrong, TEXT("x"));
}

static void second_root(void)
{
	xml_element_text(&wrong, "a", TEXT(""));
	xml_element_text(&wrong, "b", TEXT(""));
}

static void end_of_nothing(void)
{
	xml_element_end(&wrong);
}

static void left_open(void)
{
	xml_element_begin(&wrong, "a");
	xml_end(&wrong);
}

static void no_element(void)
{
	xml_end(&wrong);
}

static void too_deep(void)
{
	for (int i = 0; i < XML_DEPTH_MOST; i++)
		xml_element_begin(&wrong, "a");
}

static void late_instruction(void)
{
	xml_element_begin(&wrong, "a");
	xml_instruction(&wrong, "b", "c");
}

static void instruction_that_ends_early(void)
{
	xml_instruction(&wrong, "b", "c?>d");
}

static void test_misuse_is_a_fault(void **state)
{
	static void (*const acts[])(void) = {
		control_in_text,     noncharacter_in_text,
		nul_in_attribute,    bytes_that_are_not_utf8,
		late_attribute,      attribute_of_nothing,
		attribute_after_end, text_after_indented_child,
		text_at_the_top,     second_root,
		end_of_nothing,      left_open,
		no_element,          too_deep,
		late_instruction,    instruction_that_ends_early,
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(acts); i++) {
		char said[512];
		xml_begin(&wrong, &wrong_out);
		assert_int_equal(unit_ending(acts[i], said, sizeof said), 4);
		assert_non_null(strstr(said, "xml_writer.c"));
	}
	buffer_release(&wrong_out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_document),
		cmocka_unit_test(test_instruction),
		cmocka_unit_test(test_text_makes_an_element_inline),
		cmocka_unit_test(test_empty_text_is_none),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_forbidden_characters_in_bare_escaping),
		cmocka_unit_test(test_replacement_character_may_stand),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_misuse_is_a_fault),
	};

	return cmocka_run_group_tests_name("xml_writer", tests, NULL, NULL);
}

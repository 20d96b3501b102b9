/* What a PDF says of itself, of whole files, of parts of them, and of what is none. */
#include "unit.h"

#include "pdf/pdf_file.h"

static struct arena arena;
static struct pdf_facts facts;

#define XMP(words) "<?xpacket begin=\"\"?><rdf:Description>" words "</rdf:Description><?xpacket end=\"r\"?>"
#define FACTS                                                                                     \
	"<policyc:ref>CM_1</policyc:ref>\n<policyc:version>0.3 &amp; &lt;1&gt;</policyc:version>" \
	"<policyc:fingerprint>sha256:0123</policyc:fingerprint>"
#define WHOLE                                                                              \
	"%PDF-1.5\n<< /Type /Pages\n/Count 12\n>>\n" XMP(FACTS) "\n/ID [<0123456789ABCDEF" \
								"0123456789ABCDEF> <00>]\n%%EOF\n"

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void test_whole_file(void **state)
{
	(void)state;
	assert_true(pdf_file_read(&arena, TEXT(WHOLE), &facts));
	assert_true(text_is(facts.ref, "CM_1"));
	assert_true(text_is(facts.version, "0.3 & <1>"));
	assert_true(text_is(facts.fingerprint, "sha256:0123"));
	assert_string_equal(facts.key, "0123456789ABCDEF0123456789ABCDEF");
	assert_int_equal(facts.pages, 12);
}

/* A file that was changed has its newest parts at its end. */
static void test_changed_file(void **state)
{
	(void)state;
	assert_true(pdf_file_read(&arena, TEXT(WHOLE XMP("<policyc:ref>CM_2</policyc:ref>")), &facts));
	assert_true(text_is(facts.ref, "CM_2"));
	assert_null(facts.version.bytes);
}

static void test_none_of_ours(void **state)
{
	(void)state;
	static const char *const files[] = {
		"",
		"%PDF-",
		"<policyc:ref>CM_1</policyc:ref>",
		"%PDF-1.5 <?xpacket begin",
		"%PDF-1.5 <?xpacket begin <policyc:ref>CM_1</policyc:ref>",
		"%PDF-1.5 <?xpacket begin <policyc:ref>CM_1 <?xpacket end",
		"%PDF-1.5 <?xpacket begin <dc:title>A title</dc:title> <?xpacket end",
	};
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		assert_false(pdf_file_read(&arena, text_of(files[i]), &facts));
}

static void test_cut_off_anywhere(void **state)
{
	(void)state;
	static const struct text whole = TEXT_INIT(WHOLE);
	for (size_t length = 0; length < whole.length; length++) {
		/* Bytes of its own, so that whoever reads past them is found out. */
		char *bytes = memory_allocate_array(length + 1, 1);
		memcpy(bytes, whole.bytes, length);
		pdf_file_read(&arena, (struct text){bytes, length}, &facts);
		assert_true(facts.pages <= 12);
		free(bytes);
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_whole_file),
		TEST(test_changed_file),
		TEST(test_none_of_ours),
		TEST(test_cut_off_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

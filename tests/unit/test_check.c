/* The list of checks: every entry complete and in the words of its reader, finding one by its id, and explanations. */
#include "unit.h"

#include "base/unicode.h"
#include "diag/check.h"

static void assert_id(const char *id)
{
	assert_true(is_ascii_letter(id[0]));
	for (const char *c = id; *c; c++) {
		assert_true((*c >= 'a' && *c <= 'z') || *c == '-');
		assert_false(c[0] == '-' && (c[1] == '-' || c[1] == '\0'));
	}
}

static void assert_sentences(const char *id, const char *words)
{
	struct text text = text_of(words);

	if (text.length < 20 || !text_ends(text, TEXT(".")))
		fail_msg("%s: \"%s\" is no sentence", id, words);
	if (text_find(text, TEXT("  "), 0) != TEXT_NOT_FOUND || text_find(text, TEXT("\n"), 0) != TEXT_NOT_FOUND)
		fail_msg("%s: \"%s\" has odd white space", id, words);
}

static void test_every_entry(void **state)
{
	enum check_group group = GROUP_SOURCE;

	(void)state;
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		const struct check_description *description = &check_descriptions[i];
		struct text line = text_of(description->line);
		assert_id(description->id);
		assert_true(description->group >= group && description->group < GROUP_COUNT); /* in order */
		group = description->group;
		assert_true(description->severity >= SEVERITY_INFO && description->severity <= SEVERITY_ERROR);
		assert_true(line.length > 10 && utf8_count(line) <= 70);
		assert_false(text_ends(line, TEXT(".")));
		assert_sentences(description->id, description->purpose);
		assert_sentences(description->id, description->mend);
		assert_true(strlen(description->example) > 3);
		assert_int_equal(utf8_first_invalid(text_of(description->example)), strlen(description->example));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(description->id, check_descriptions[j].id);
	}
}

/* The reader runs a policy team and has never seen a compiler. */
static void test_no_jargon(void **state)
{
	static const char *const words[] = {"pars",   "token",  "scalar",  "syntax",  "node",
					    "null",   "string", "boolean", "regex",   "schema",
					    "stderr", "byte",   "invalid", "mapping", "anchor"};

	(void)state;
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		const struct check_description *description = &check_descriptions[i];
		for (size_t word = 0; word < ARRAY_COUNT(words); word++) {
			struct text needle = text_of(words[word]);
			if (text_find(text_of(description->line), needle, 0) != TEXT_NOT_FOUND ||
			    text_find(text_of(description->purpose), needle, 0) != TEXT_NOT_FOUND ||
			    text_find(text_of(description->mend), needle, 0) != TEXT_NOT_FOUND)
				fail_msg("%s speaks of \"%s\"", description->id, words[word]);
		}
	}
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(severity_name(SEVERITY_OFF), "off");
	assert_string_equal(severity_name(SEVERITY_INFO), "info");
	assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
	assert_string_equal(severity_name(SEVERITY_ERROR), "error");
	for (int group = 0; group < GROUP_COUNT; group++)
		assert_true(strlen(check_group_name((enum check_group)group)) > 3);
	assert_string_equal(check_group_name(GROUP_SOURCE), "Source");
	assert_string_equal(check_group_name(GROUP_HOUSEKEEPING), "Housekeeping");
}

static void test_finding_one(void **state)
{
	enum check check = CHECK_SYNTAX;

	(void)state;
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		assert_true(check_find(text_of(check_descriptions[i].id), &check));
		assert_int_equal(check, i);
		assert_string_equal(check_nearest(text_of(check_descriptions[i].id)), check_descriptions[i].id);
	}
	assert_false(check_find(TEXT("duplicate"), &check));
	assert_false(check_find(TEXT(""), &check));
	assert_false(check_find(TEXT("Duplicate-code"), &check));
}

static void test_nearest(void **state)
{
	char longest[1000];

	(void)state;
	memset(longest, 'a', sizeof longest);
	assert_string_equal(check_nearest(TEXT("duplicate-cod")), "duplicate-code");
	assert_string_equal(check_nearest(TEXT("dupliacte-code")), "duplicate-code");
	assert_string_equal(check_nearest(TEXT("Duplicate_Code")), "duplicate-code");
	assert_string_equal(check_nearest(TEXT("bad date")), "bad-date");
	assert_string_equal(check_nearest(TEXT("yml")), "yaml");
	assert_null(check_nearest(TEXT("")));
	assert_null(check_nearest(TEXT("x")));
	assert_null(check_nearest(TEXT("elephant")));
	assert_null(check_nearest((struct text){longest, sizeof longest}));
}

static void test_explanation(void **state)
{
	struct buffer out = BUFFER_EMPTY;

	(void)state;
	check_print_explanation(CHECK_REF_FILENAME, &out);
	assert_text_is(buffer_text(&out),
		       "ref-filename: the file name and the reference in the file differ\n"
		       "Group: Metadata. Severity: error, unless site/site.yaml sets another.\n"
		       "\n"
		       "Why it matters\n"
		       "  Whoever looks for a policy by its reference opens the file of that name. When\n"
		       "  the two differ, the wrong policy is edited or published.\n"
		       "\n"
		       "An example that it finds\n"
		       "    (in policies/CMICB_Clin086.md)\n"
		       "    ref: CMICB_Clin087\n"
		       "\n"
		       "What to do\n"
		       "  Rename the file, or correct the ref: policies/CMICB_Clin087.md holds ref:\n"
		       "  CMICB_Clin087. An earlier version is named\n"
		       "  policies/versions/CMICB_Clin087@0.2.md, with the version that it holds.\n"
		       "\n"
		       "To accept it\n"
		       "  Where the words are ratified or right as they stand, say so in the front\n"
		       "  matter of the file, with the reason. The finding then no longer counts; the\n"
		       "  reason is never published:\n"
		       "    allow:\n"
		       "      - check: ref-filename\n"
		       "        matches: some words of the finding\n"
		       "        reason: why it may stand\n"
		       "  Without matches, every finding of this check in the file is accepted.\n"
		       "  To give it another severity in all files, or to turn it off, set it in\n"
		       "  site/site.yaml:\n"
		       "    checks:\n"
		       "      ref-filename: info\n");
	buffer_release(&out);
}

static void test_all_explanations(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct text rest, line;

	(void)state;
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		bool is_acceptable = check_may_be_accepted((enum check)i);
		buffer_clear(&out);
		check_print_explanation((enum check)i, &out);
		assert_true(text_begins(buffer_text(&out), text_of(check_descriptions[i].id)));
		assert_true((text_find(buffer_text(&out), TEXT("    allow:\n"), 0) != TEXT_NOT_FOUND) == is_acceptable);
		rest = buffer_text(&out);
		while (text_split(&rest, '\n', &line)) {
			/* an example keeps its own lines */
			assert_true(utf8_count(line) <= 112);
			assert_true(text_begins(line, TEXT("    ")) || utf8_count(line) <= 100);
			assert_false(text_ends(line, TEXT(" ")));
		}
	}
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_entry),
		cmocka_unit_test(test_no_jargon),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_finding_one),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_explanation),
		cmocka_unit_test(test_all_explanations),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}

/* policy.json read back: what was written comes out again, and what is no policy.json is refused. */
#include "reading.h"
#include "unit.h"

#include "base/file.h"
#include "load/published.h"
#include "load/suite.h"
#include "tree/site.h"
#include "write/write.h"

static struct policy *read_back(struct text json)
{
	struct buffer why = BUFFER_EMPTY;
	struct policy *policy;
	if (published_read("policy.json", json, &policy, &why) != PUBLISHED_IS_READ)
		fail_msg("%s", buffer_string(&why));
	buffer_release(&why);
	return policy;
}

/* A picture's address in the site is not that in the project, so it can't be written again. */
static bool has_picture(const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	while (walk_next(&walk))
		if (walk.node->kind == NODE_IMAGE)
			return true;
	return false;
}

/* Each policy of a project, and each file that is read beside it, is written, read back and written again: the same
 * bytes. */
static void check_project(const char *root, const char *const *extra, size_t extra_count)
{
	struct suite suite = {0};
	struct suite_options options = {
		.root = root,
		.today = {2026, 11, 21},
		.threads = 1,
		.extra_paths = extra,
		.extra_path_count = extra_count,
	};
	struct edition edition = {.root = ""};
	suite_load(&suite, &options);
	edition.site = suite.site;
	assert_true(suite.policy_count > extra_count / 2);
	for (size_t i = 0; i < suite.policy_count; i++) {
		struct buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
		write_json(&first, suite.policies[i], &edition);
		struct policy *policy = read_back(buffer_text(&first));
		write_json(&second, policy, &edition);
		struct text a = buffer_text(&first), b = buffer_text(&second);
		size_t at = 0;
		while (at < a.length && at < b.length && a.bytes[at] == b.bytes[at])
			at++;
		size_t from = at > 60 ? at - 60 : 0;
		if (!text_equal(a, b) && !has_picture(suite.policies[i]))
			fail_msg("%s: written “%.*s”\nread back “%.*s”", suite.policies[i]->source.path, 120,
				 a.bytes + from, 120, b.bytes + from);
		policy_free(policy);
		buffer_release(&first);
		buffer_release(&second);
	}
	suite_release(&suite);
}

static void test_round_trip(void **state)
{
	(void)state;
	check_project(".", NULL, 0);
	check_project("tests/projects/versions", NULL, 0);
}

/* Every construction of the language. */
static void test_round_trip_of_golden_cases(void **state)
{
	static const char *const folders[] = {"tests/golden/language", "tests/golden/further"};
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++) {
		struct arena arena = ARENA_EMPTY;
		const char **names = NULL;
		size_t count = 0, kept = 0;
		assert_int_equal(folder_list(&arena, folders[i], &names, &count), 0);
		for (size_t k = 0; k < count; k++)
			if (text_ends(text_of(names[k]), TEXT(".md")))
				names[kept++] = path_join(&arena, folders[i], names[k]);
		assert_true(kept > 0);
		check_project("tests/golden/project", names, kept);
		arena_release(&arena);
	}
}

static void test_refused(void **state)
{
	(void)state;
	static const struct {
		const char *json;
		enum published_result result;
		const char *words;
	} cases[] = {
		{"", PUBLISHED_IS_OTHER, "no JSON"},
		{"{\"ref\": 1", PUBLISHED_IS_OTHER, "line 1"},
		{"[]", PUBLISHED_IS_OTHER, "no policy.json"},
		{"{\"a\": 1, \"a\": 2}", PUBLISHED_IS_OTHER, "no JSON"},
		{"{\"schema_version\": \"2.0\", \"ref\": \"X\"}", PUBLISHED_IS_WRONG, "\"schema_version\" 2.0"},
		{"{\"schema_version\": \"one\", \"ref\": \"X\"}", PUBLISHED_IS_WRONG, "\"schema_version\" one"},
		{"{\"schema_version\": \"1.7\", \"ref\": \"X\"}", PUBLISHED_IS_READ, ""},
		/* A cell that stands in no row, and a list of paragraphs. */
		{"{\"schema_version\": \"1.0\", \"ref\": \"X\", \"preamble\": [{\"type\": \"cell\"}]}",
		 PUBLISHED_IS_WRONG, "parts of its text stand where"},
		{"{\"schema_version\": \"1.0\", \"ref\": \"X\", \"preamble\": [{\"type\": \"list\", \"items\": "
		 "[{\"type\": \"paragraph\"}]}]}",
		 PUBLISHED_IS_WRONG, "parts of its text stand where"},
		/* Members of other types than they should have. */
		{"{\"schema_version\": \"1.0\", \"ref\": \"X\", \"title\": [], \"sections\": {}, \"preamble\": [1, "
		 "{}], \"code_sets\": [3], \"references\": [null], \"history\": [[]], \"shared_blocks\": 1, "
		 "\"applies_to\": \"all\", \"review\": {\"due\": \"soon\", \"every\": \"P\"}}",
		 PUBLISHED_IS_READ, ""},
	};
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct buffer why = BUFFER_EMPTY;
		struct policy *policy;
		assert_int_equal(published_read("x.json", text_of(cases[i].json), &policy, &why), cases[i].result);
		assert_int_equal(policy != NULL, cases[i].result == PUBLISHED_IS_READ);
		if (!strstr(buffer_string(&why), cases[i].words))
			fail_msg("“%s” lacks “%s”", buffer_string(&why), cases[i].words);
		policy_free(policy);
		buffer_release(&why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_round_trip_of_golden_cases),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

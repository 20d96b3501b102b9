/* Names of files: joining, parts, dots, and paths that try to leave their folder by name or by link. */
#include "unit.h"

#include <sys/stat.h>

#include "base/file.h"

static void test_join(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_string_equal(path_join(&arena, "a", "b/c"), "a/b/c");
	assert_string_equal(path_join(&arena, "a/", "b"), "a/b");
	assert_string_equal(path_join(&arena, "/", "b"), "/b");
	assert_string_equal(path_join(&arena, "a", "/b"), "/b");
	assert_string_equal(path_join(&arena, "", "b"), "b");
	assert_string_equal(path_join(&arena, ".", "b"), "b");
	assert_string_equal(path_join(&arena, "a", ""), "a");
	assert_string_equal(path_join(&arena, "..", "b"), "../b");
	assert_string_equal(path_join(&arena, "a%s", "%d"), "a%s/%d");
	arena_release(&arena);
}

static void test_parts(void **state)
{
	static const struct {
		const char *path, *folder, *name;
	} cases[] = {
		{"a/b.md", "a", "b.md"}, {"b.md", ".", "b.md"}, {"/b", "/", "b"},   {"/", "/", "/"},
		{"///", "/", "/"},       {"a/b/", "a", "b"},    {"a//b", "a", "b"}, {"//a", "/", "a"},
		{"/a/b/c", "/a/b", "c"}, {"", ".", ""},         {"..", ".", ".."},  {"a/.", "a", "."},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		assert_text_is(path_folder(text_of(cases[i].path)), cases[i].folder);
		assert_text_is(path_base_name(text_of(cases[i].path)), cases[i].name);
	}
}

static void test_normalise(void **state)
{
	static const char *const cases[][2] = {
		{"a/b", "a/b"},
		{"a//b/", "a/b"},
		{"./a/./b/.", "a/b"},
		{"a/../b", "b"},
		{"a/..", "."},
		{"", "."},
		{".", "."},
		{"..", ".."},
		{"../a", "../a"},
		{"a/../../b", "../b"},
		{"../../a", "../../a"},
		{"/", "/"},
		{"//", "/"},
		{"/..", "/"},
		{"/../a", "/a"},
		{"/a/..", "/"},
		{"/a/../b", "/b"},
		{"/a/b/../c", "/a/c"},
		{"a/b/../../c", "c"},
		{"...", "..."},
		{"..a/b..", "..a/b.."},
		{"../a/..", ".."},
		{"x/y/..", "x"},
	};
	struct arena arena = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_string_equal(path_normalise(&arena, cases[i][0]), cases[i][1]);
	arena_release(&arena);
}

/* A folder "project" with a folder "policies" and a file in it, beside a folder "outside", and links between them. */
static char here[4096];
static char project[4200];

static void link_in_project(struct arena *arena, const char *target, const char *name)
{
	assert_int_equal(symlink(target, path_join(arena, project, name)), 0);
}

static int make_project(void **state)
{
	const char *base = getenv("TMPDIR");
	struct arena arena = ARENA_EMPTY;

	(void)state;
	snprintf(here, sizeof here, "%s/policyc-test-XXXXXX", base && base[0] ? base : "/tmp");
	if (!mkdtemp(here))
		return -1;
	snprintf(project, sizeof project, "%s/project", here);
	assert_int_equal(folder_create_all(path_join(&arena, project, "policies/shared")), 0);
	assert_int_equal(folder_create_all(path_join(&arena, here, "outside/deep")), 0);
	assert_int_equal(folder_create_all(path_join(&arena, here, "project-2")), 0);
	assert_int_equal(file_create(path_join(&arena, project, "policies/a.md"), TEXT("")), 0);
	assert_int_equal(file_create(path_join(&arena, here, "outside/secret"), TEXT("")), 0);
	link_in_project(&arena, "policies", "within");
	link_in_project(&arena, "policies/a.md", "file-within");
	link_in_project(&arena, "../outside", "out");
	link_in_project(&arena, "../outside/secret", "secret");
	link_in_project(&arena, "/", "root");
	link_in_project(&arena, "../project-2", "neighbour");
	link_in_project(&arena, "out", "out-by-two");
	link_in_project(&arena, ".", "itself");
	link_in_project(&arena, "loop", "loop");
	link_in_project(&arena, "nothing-yet", "dangling");
	link_in_project(&arena, "../outside/nothing-yet", "dangling-out");
	link_in_project(&arena, "../project/policies", "round");
	link_in_project(&arena, "policies/shared", "far");
	arena_release(&arena);
	return 0;
}

static int remove_project(void **state)
{
	(void)state;
	return folder_remove_all(here);
}

static void assert_stays(const char *path, bool expected)
{
	if (path_stays_inside(project, path) != expected)
		fail_msg("\"%s\" is said to %s", path, expected ? "lead out" : "stay inside");
}

static void test_inside(void **state)
{
	static const char *const inside[] = {
		"policies/a.md",
		"policies",
		".",
		"",
		"./policies//a.md",
		"policies/../policies/a.md",
		"policies/none",
		"none/none/none",
		"none/../policies",
		"policies/a.md/b",
		"within/a.md",
		"file-within",
		"round/a.md",
		"itself/policies/a.md",
		"itself/itself/none",
		"far/../a.md",
		"...",
		"..a",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(inside); i++)
		assert_stays(inside[i], true);
}

static void test_outside_by_name(void **state)
{
	static const char *const outside[] = {
		"/etc/passwd",
		"/",
		"..",
		"../project/policies/a.md",
		"policies/../..",
		"policies/../../project",
		"none/../../x",
		"./../x",
		"policies/../../project/policies/a.md",
		"//",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(outside); i++)
		assert_stays(outside[i], false);
}

static void test_outside_by_link(void **state)
{
	static const char *const outside[] = {
		"out",
		"out/secret",
		"out/deep",
		"out/none",
		"secret",
		"root",
		"root/etc/passwd",
		"neighbour",
		"neighbour/x",
		"out-by-two/secret",
		"itself/out/secret",
		"within/../out",
		"loop",
		"loop/x",
		"dangling-out",
		"dangling",
		"itself/..",
		"out/..",
		"out/../project/policies/a.md",
		"round/../../outside",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(outside); i++)
		assert_stays(outside[i], false);
}

static void test_root_in_other_words(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	/* The folder may itself be reached by a link, or be the one we are in. */
	assert_int_equal(symlink("project", path_join(&arena, here, "alias")), 0);
	assert_true(path_stays_inside(path_join(&arena, here, "alias"), "policies/a.md"));
	assert_true(path_stays_inside(path_join(&arena, here, "alias/"), "within/a.md"));
	assert_false(path_stays_inside(path_join(&arena, here, "alias"), "out/secret"));
	assert_int_equal(chdir(project), 0);
	assert_true(path_stays_inside(".", "policies/a.md"));
	assert_true(path_stays_inside("", "policies/a.md"));
	assert_false(path_stays_inside(".", "secret"));
	assert_int_equal(chdir("/"), 0);
	assert_true(path_stays_inside("/", "etc"));
	assert_false(path_stays_inside("/", "../etc"));
	/* Nothing is there to be judged but names. */
	assert_true(path_stays_inside(path_join(&arena, here, "none"), "a"));
	assert_false(path_stays_inside(path_join(&arena, here, "none"), "../a"));
	arena_release(&arena);
}

static void test_kinds(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_true(path_is_folder(project));
	assert_true(path_is_folder(path_join(&arena, project, "within")));
	assert_false(path_is_folder(path_join(&arena, project, "policies/a.md")));
	assert_false(path_is_folder(path_join(&arena, project, "none")));
	assert_true(path_is_file(path_join(&arena, project, "file-within")));
	assert_false(path_is_file(path_join(&arena, project, "dangling")));
	assert_false(path_is_file(project));
	assert_false(path_is_file("/dev/null"));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_normalise),
		cmocka_unit_test_setup_teardown(test_inside, make_project, remove_project),
		cmocka_unit_test_setup_teardown(test_outside_by_name, make_project, remove_project),
		cmocka_unit_test_setup_teardown(test_outside_by_link, make_project, remove_project),
		cmocka_unit_test_setup_teardown(test_root_in_other_words, make_project, remove_project),
		cmocka_unit_test_setup_teardown(test_kinds, make_project, remove_project),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}

/* Runs the Mustache specification's own cases: each *.json of the folder that POLICYC_MUSTACHE_SPEC names, else of
 * ../shared/mustache-spec. Where there is no such folder it says so: test_mustache.c then stands alone, and it covers
 * every feature by cases of the project's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "template/mustache.h"

#define CASES_EXPECTED 136

static struct text json_text(struct arena *arena, const json_t *string)
{
	return arena_copy(arena, (struct text){json_string_value(string), json_string_length(string)});
}

static struct value *value_of_json(struct arena *arena, const json_t *json)
{
	struct value *value = NULL;
	const char *key;
	json_t *part;
	size_t index;
	char digits[40];
	switch (json_typeof(json)) {
	case JSON_NULL:
		return value_null(arena);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_boolean(arena, json_is_true(json));
	case JSON_INTEGER:
		return value_integer(arena, json_integer_value(json));
	case JSON_REAL:
		snprintf(digits, sizeof digits, "%.15g", json_real_value(json));
		return value_number(arena, arena_copy(arena, text_of(digits)));
	case JSON_STRING:
		return value_string(arena, json_text(arena, json));
	case JSON_ARRAY:
		value = value_list(arena);
		json_array_foreach(json, index, part) value_list_add(arena, value, value_of_json(arena, part));
		return value;
	case JSON_OBJECT:
		value = value_map(arena);
		json_object_foreach((json_t *)json, key, part)
			value_set(arena, value, arena_string(arena, text_of(key)), value_of_json(arena, part));
		return value;
	}
	return value;
}

/* True when the case holds; else prints what differs. */
static bool case_run(const char *file, const json_t *test)
{
	struct arena arena = ARENA_EMPTY;
	struct map partials = MAP_EMPTY;
	struct buffer out = BUFFER_EMPTY;
	struct mustache_reporter silent = {0};
	const char *name;
	json_t *partial;
	json_object_foreach(json_object_get(test, "partials"), name, partial)
	{
		struct text key = arena_copy(&arena, text_of(name));
		map_set(&partials, key, (void *)mustache_parse(&arena, key, json_text(&arena, partial), &silent));
	}
	struct mustache_options options = {.partials = &partials};
	const struct mustache_template *template =
		mustache_parse(&arena, TEXT("case"), json_text(&arena, json_object_get(test, "template")), &silent);
	struct text expected = json_text(&arena, json_object_get(test, "expected"));
	bool holds = template != NULL &&
		     mustache_render(template, value_of_json(&arena, json_object_get(test, "data")), &options, &out) &&
		     text_equal(buffer_text(&out), expected);
	if (!holds)
		print_error("%s: %s\n  expected: [%.*s]\n  rendered: [%.*s]\n", file,
			    json_string_value(json_object_get(test, "name")), TEXT_ARGUMENTS(expected),
			    TEXT_ARGUMENTS(buffer_text(&out)));
	buffer_release(&out);
	map_release(&partials);
	arena_release(&arena);
	return holds;
}

static void test_specification(void **state)
{
	(void)state;
	const char *folder = getenv("POLICYC_MUSTACHE_SPEC");
	char pattern[4096];
	snprintf(pattern, sizeof pattern, "%s/*.json", folder != NULL ? folder : "../shared/mustache-spec");
	glob_t files;
	if (glob(pattern, 0, NULL, &files) != 0) {
		print_message("the Mustache specification's cases are not at %s: only the project's own cases "
			      "(test_mustache) have run\n",
			      pattern);
		return;
	}
	size_t cases = 0, held = 0;
	for (size_t i = 0; i < files.gl_pathc; i++) {
		json_error_t error;
		json_t *suite = json_load_file(files.gl_pathv[i], 0, &error), *test;
		if (suite == NULL)
			fail_msg("%s: %s", files.gl_pathv[i], error.text);
		size_t index;
		json_array_foreach(json_object_get(suite, "tests"), index, test)
		{
			cases++;
			held += case_run(files.gl_pathv[i], test);
		}
		json_decref(suite);
	}
	globfree(&files);
	print_message("%zu of %zu cases of the Mustache specification hold\n", held, cases);
	assert_int_equal(held, cases);
	assert_true(cases >= CASES_EXPECTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_specification),
	};
	return cmocka_run_group_tests_name("the Mustache specification", tests, NULL, NULL);
}

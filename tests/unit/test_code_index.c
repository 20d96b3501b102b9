/* Which lines of code sets answer the question after a code, and the order in which they are listed. */
#include "unit.h"

#include "read/code_forms.h"
#include "tree/code_index.h"

static struct arena arena;

static struct code *code_of(enum code_system system, const char *words)
{
	struct code *code = ARENA_NEW(&arena, struct code);
	assert_int_equal(code_read(&arena, system, text_of(words), 0, code), strlen(words));
	assert_true(code->undotted.length > 0);
	return code;
}

static void assert_answer(enum code_system system, const char *listed, const char *asked, enum code_answer answer)
{
	enum code_answer found = code_answers(code_of(system, listed), code_of(system, asked));
	if (found != answer)
		fail_msg("%s asked for as %s: %s in place of %s", listed, asked, code_answer_name(found),
			 code_answer_name(answer));
}

static void test_answers(void **state)
{
	(void)state;
	static const struct {
		const char *listed, *asked;
		enum code_answer answer;
	} cases[] = {
		{"S10.3", "S10.3", ANSWER_EXACT},       {"S103", "S10.3", ANSWER_EXACT},
		{"S10.3", "S10.4", ANSWER_NONE},        {"S10.3", "S11.3", ANSWER_NONE},
		{"S10.3", "S10", ANSWER_BELOW},         {"S10.3", "S10.-", ANSWER_BELOW},
		{"S10", "S10.3", ANSWER_HEADING},       {"S10", "S10", ANSWER_EXACT},
		{"S10.-", "S10.3", ANSWER_FAMILY},      {"S10.-", "S10.-", ANSWER_EXACT},
		{"S10.-", "S11.1", ANSWER_NONE},        {"W37.1–W39.9", "W38.1", ANSWER_RANGE},
		{"W37.1–W39.9", "W37.1", ANSWER_RANGE}, {"W37.1–W39.9", "W39.9", ANSWER_RANGE},
		{"W37.1–W39.9", "W37.0", ANSWER_NONE},  {"W37.1–W39.9", "W40.1", ANSWER_NONE},
		{"W37–W39", "W39.9", ANSWER_RANGE},     {"W37–W39", "W37.1", ANSWER_RANGE},
		{"W37–W39", "W36.9", ANSWER_NONE},      {"W37.1–W39.9", "W37.1–W39.9", ANSWER_EXACT},
		{"W38.1", "W37.1–W39.9", ANSWER_BELOW}, {"W37.1–W38.9", "W38.1–W40.1", ANSWER_RANGE},
		{"W38.-", "W37.1–W39.9", ANSWER_BELOW}, {"W37.1–W39.9", "W38", ANSWER_RANGE},
	};
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_answer(CODE_OPCS4, cases[i].listed, cases[i].asked, cases[i].answer);
	assert_answer(CODE_ICD10, "M54.5", "M54.51", ANSWER_HEADING);
	assert_answer(CODE_ICD10, "M54.-", "M54.51", ANSWER_FAMILY);
	assert_answer(CODE_ICD10, "M54.51", "M54.5", ANSWER_BELOW);
	arena_release(&arena);
}

/* A published version of a ref whose codes are these, in one set. */
static struct record *record_of(const char *ref, const char *const *codes, size_t count)
{
	struct record *record = ARENA_NEW(&arena, struct record);
	struct policy *policy = policy_new(ref, TEXT(""));
	policy->ref.text = text_of(ref);
	policy->code_sets = ARENA_NEW(&arena, struct code_set);
	policy->code_set_count = 1;
	policy->code_sets->codes = ARENA_ARRAY(&arena, count, struct code);
	policy->code_sets->count = count;
	for (size_t i = 0; i < count; i++)
		policy->code_sets->codes[i] = *code_of(CODE_OPCS4, codes[i]);
	record->published = policy;
	return record;
}

static void test_order(void **state)
{
	(void)state;
	static const char *const first[] = {"S10.3", "S10.-", "A01.1", "S103"};
	static const char *const second[] = {"S10.3", "A01.1–A01.3"};
	/* By code, what means more before its codes; a ref once for what it says twice. */
	static const char *const expected[] = {"B A01.1–A01.3", "A A01.1", "A S10.-", "A S10.3", "B S10.3"};
	struct record *records[] = {record_of("A", first, 4), record_of("B", second, 2),
				    ARENA_NEW(&arena, struct record)};
	struct suite suite = {.records = records, .record_count = 3};
	struct code_uses uses = code_uses_collect(&arena, &suite, CODE_OPCS4);
	char line[64];
	assert_int_equal(uses.count, 5);
	for (size_t i = 0; i < uses.count; i++) {
		snprintf(line, sizeof line, "%.*s %.*s", TEXT_ARGUMENTS(uses.items[i].policy->ref.text),
			 TEXT_ARGUMENTS(uses.items[i].code->written));
		assert_string_equal(line, expected[i]);
	}
	assert_int_equal(code_uses_collect(&arena, &suite, CODE_ICD10).count, 0);
	policy_free(records[0]->published);
	policy_free(records[1]->published);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

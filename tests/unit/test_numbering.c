#include "body.h"

/* All items of lists below clauses are criteria, as criteria_read would say of groups. */
static void make_criteria(struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_ITEM)
			walk.node->ruling.is_criterion = true;
}

static void test_numbers(void **state)
{
	struct policy *policy =
		body_build("## A\n\n1. a\n1. b\n\n### B\n\n1. c\n\n### C {-}\n\n1. d\n\n### D\n\n1. e\n1. f\n\n"
			   "## E {-}\n\n1. g\n\n### F\n\n1. h\n\n## G\n\n1. i\n");

	(void)state;
	policy_number(policy);
	assert_outline(policy, "section other 1 s-1\n heading \"A\"\n clause 1.1 c-1-1\n  paragraph \"a\"\n clause 1.2 "
			       "c-1-2\n  paragraph \"b\"\n"
			       " section other 1.3 s-1-3\n  heading \"B\"\n  clause 1.3.1 c-1-3-1\n   paragraph \"c\"\n"
			       " section other unnumbered s-c\n  heading \"C\"\n  clause\n   paragraph \"d\"\n"
			       " section other 1.4 s-1-4\n  heading \"D\"\n  clause 1.4.1 c-1-4-1\n   paragraph \"e\"\n"
			       "  clause 1.4.2 c-1-4-2\n   paragraph \"f\"\n"
			       "section other unnumbered s-e\n heading \"E\"\n clause\n  paragraph \"g\"\n"
			       " section other unnumbered s-f\n  heading \"F\"\n  clause\n   paragraph \"h\"\n"
			       "section other 2 s-2\n heading \"G\"\n clause 2.1 c-2-1\n  paragraph \"i\"\n");
	policy_free(policy);
}

static void test_words_as_ids(void **state)
{
	struct policy *policy = body_build("## Other related policies – {-}\n\n## Other related policies {-}\n\n## – "
					   "{-}\n\n## Café & *Bar* {-}\n\n"
					   "## Other related policies {-}\n\n## Other related policies 2 {-}\n");
	static const char *const ids[] = {
		"s-other-related-policies",   "s-other-related-policies-2",  "s-x", "s-cafe-bar",
		"s-other-related-policies-3", "s-other-related-policies-2-2"};
	size_t i = 0;

	(void)state;
	policy_number(policy);
	for (const struct node *section = policy->body->first_child; section; section = section->next)
		assert_text_is(section->id, ids[i++]);
	assert_int_equal(i, 6);
	policy_free(policy);
}

static void test_names(void **state)
{
	struct policy *policy =
		body_build("## A {#first}\n\n1. a {#x}\n1. b {#x}\n1. c {#reference-1}\n\n## References\n\n[^1]: d\n");

	(void)state;
	policy_number(policy);
	assert_outline(policy, "section other 1 first\n heading \"A\"\n clause 1.1 x\n  paragraph \"a\"\n clause 1.2 "
			       "c-1-2\n  paragraph \"b\"\n"
			       " clause 1.3 reference-1\n  paragraph \"c\"\n"
			       "section references 2 s-2\n heading \"References\"\n reference-list\n  reference "
			       "reference-1-2 \"d\"\n");
	assert_text_is(policy->body->first_child->first_child->next->next->name, "x");
	policy_free(policy);
}

static void test_criteria(void **state)
{
	struct policy *policy = body_build("## A\n\n1. a\n   - b\n   - c\n     - d\n     - e\n       - f\n       - "
					   "g\n\n   and\n\n   Words:\n\n   - h {#h}\n     - i\n   - j\n\n"
					   "## B {paragraphs}\n\n1. k\n   - l\n");

	(void)state;
	make_criteria(policy);
	policy_number(policy);
	assert_outline(
		policy,
		"section other 1 s-1\n heading \"A\"\n clause 1.1 c-1-1\n  paragraph \"a\"\n"
		"  list\n   item c-1-1-a\n    paragraph \"b\"\n   item c-1-1-b\n    paragraph \"c\"\n"
		"    list\n     item c-1-1-b-1\n      paragraph \"d\"\n     item c-1-1-b-2\n      paragraph \"e\"\n"
		"      list\n       item c-1-1-b-2-a\n        paragraph \"f\"\n       item c-1-1-b-2-b\n        "
		"paragraph \"g\"\n"
		"  paragraph \"and\"\n  paragraph \"Words:\"\n"
		"  list\n   item h\n    paragraph \"h\"\n    list\n     item h-1\n      paragraph \"i\"\n"
		"   item c-1-1-d\n    paragraph \"j\"\n"
		"section other 2 s-2\n heading \"B\"\n paragraph \"k\"\n list\n  item s-2-a\n   paragraph \"l\"\n");
	policy_free(policy);
}

static void test_letters(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	buffer_append_string(&source, "## A\n\n1. a\n");
	for (int i = 0; i < 30; i++)
		buffer_append_string(&source, "   - b\n");
	struct policy *policy = body_build(buffer_string(&source));
	make_criteria(policy);
	policy_number(policy);
	assert_non_null(policy_find_id(policy, TEXT("c-1-1-z")));
	assert_ptr_equal(policy_find_id(policy, TEXT("c-1-1-z"))->next, policy_find_id(policy, TEXT("c-1-1-aa")));
	assert_text_is(policy->body->first_child->last_child->last_child->last_child->id, "c-1-1-ad");
	policy_free(policy);
	buffer_release(&source);
}

static void test_reference_numbers(void **state)
{
	struct policy *policy = body_build("## References\n\n[^a]: A\n[^3]: B\n[^b]: C\n[^4]: D\n[^c]: E\n");
	static const uint32_t numbers[] = {1, 3, 5, 4, 6};
	size_t i = 0;

	(void)state;
	policy_number(policy);
	const struct node *list = policy->body->first_child->last_child;
	for (const struct node *reference = list->first_child; reference; reference = reference->next)
		assert_int_equal(reference->reference.number, numbers[i++]);
	assert_int_equal(i, 5);
	assert_text_is(list->first_child->id, "reference-1");
	assert_text_is(list->last_child->id, "reference-6");
	policy_free(policy);
}

/* A second time gives the same. */
static void test_again(void **state)
{
	struct policy *policy = body_build("## A\n\n1. a\n\n## B {-}\n\n## B {-}\n");

	(void)state;
	policy_number(policy);
	policy_number(policy);
	assert_outline(
		policy,
		"section other 1 s-1\n heading \"A\"\n clause 1.1 c-1-1\n  paragraph \"a\"\n"
		"section other unnumbered s-b\n heading \"B\"\nsection other unnumbered s-b-2\n heading \"B\"\n");
	policy_free(policy);
}

static void test_finding(void **state)
{
	struct policy *policy = body_build("## A\n\n1. a {#name}\n1. b\n");

	(void)state;
	policy_number(policy);
	assert_text_is(policy_find_id(policy, TEXT("name"))->number, "1.1");
	assert_text_is(policy_find_id(policy, TEXT("c-1-2"))->number, "1.2");
	assert_null(policy_find_id(policy, TEXT("c-1-1")));
	assert_null(policy_find_id(policy, TEXT("")));
	policy_free(policy);
}

/* Equal headings and many criteria take time in proportion to their number. */
static void test_many(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	for (int i = 0; i < 20000; i++)
		buffer_append_string(&source, "## A {-}\n\n");
	struct policy *policy = body_build(buffer_string(&source));
	policy_number(policy);
	assert_text_is(policy->body->last_child->id, "s-a-20000");
	policy_free(policy);
	buffer_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_words_as_ids),
		cmocka_unit_test(test_names),   cmocka_unit_test(test_criteria),
		cmocka_unit_test(test_letters), cmocka_unit_test(test_reference_numbers),
		cmocka_unit_test(test_again),   cmocka_unit_test(test_finding),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

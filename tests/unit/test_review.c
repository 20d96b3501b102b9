/* When reviews are due: the state on a day, the order, quarters. */
#include "unit.h"

#include "tree/review.h"

static struct arena arena;

static struct date date_of(const char *iso)
{
	struct date date = {0};
	assert_true(!*iso || date_parse(text_of(iso), &date));
	return date;
}

static struct policy *policy_due(const char *ref, const char *due, const char *extended)
{
	struct policy *policy = policy_new(ref, TEXT(""));
	policy->ref.text = text_of(ref);
	policy->standing = STANDING_IN_FORCE;
	policy->review_date.date = date_of(due);
	policy->review_extended.to.date = date_of(extended);
	return policy;
}

static void test_states(void **state)
{
	(void)state;
	static const struct {
		const char *due, *extended, *today;
		enum review_state state;
	} cases[] = {
		{"2026-04-01", "", "2026-04-01", REVIEW_DUE_SOON},  {"2026-04-01", "", "2026-04-02", REVIEW_OVERDUE},
		{"2026-04", "", "2026-04-30", REVIEW_DUE_SOON},     {"2026-04", "", "2026-05-01", REVIEW_OVERDUE},
		{"2026-04", "", "2025-09-30", REVIEW_LATER},        {"2026-04", "", "2025-10-01", REVIEW_DUE_SOON},
		{"2026-04", "2027-04", "2026-05-01", REVIEW_LATER}, {"", "", "2026-05-01", REVIEW_UNDATED},
		{"", "2026-04-30", "2026-05-01", REVIEW_OVERDUE},
	};
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct policy *policy = policy_due("A", cases[i].due, cases[i].extended);
		assert_string_equal(review_state_name(review_state_of(policy, date_of(cases[i].today))),
				    review_state_name(cases[i].state));
		policy->standing = STANDING_WITHDRAWN;
		assert_int_equal(review_state_of(policy, date_of(cases[i].today)), REVIEW_NONE);
		policy_free(policy);
	}
}

static void test_within(void **state)
{
	(void)state;
	struct duration month = {.months = 1}, week = {.days = 7};
	assert_true(review_is_within(date_of("2026-12-21"), date_of("2026-11-21"), month));
	assert_false(review_is_within(date_of("2026-12-22"), date_of("2026-11-21"), month));
	assert_true(review_is_within(date_of("2026-12"), date_of("2026-11-21"), month));
	assert_true(review_is_within(date_of("2026-11-28"), date_of("2026-11-21"), week));
	assert_false(review_is_within(date_of("2026-11-29"), date_of("2026-11-21"), week));
	assert_true(review_is_within(date_of("2020-01"), date_of("2026-11-21"), week));
	assert_false(review_is_within(date_of(""), date_of("2026-11-21"), week));
}

static void test_order(void **state)
{
	(void)state;
	struct record records[5] = {
		{.published = policy_due("A", "", "")},
		{.published = policy_due("B", "2027-03", "")},
		{.published = policy_due("C", "2026-03", "")},
		{.published = policy_due("D", "2027-03", "")},
		{.published = NULL},
	};
	struct record *list[] = {&records[0], &records[1], &records[2], &records[3], &records[4]};
	struct suite suite = {.records = list, .record_count = 5, .today = date_of("2026-11-21")};
	struct reviews reviews = reviews_collect(&arena, &suite);
	static const char *const expected[] = {"C", "B", "D", "A"};
	assert_int_equal(reviews.count, 4);
	for (size_t i = 0; i < reviews.count; i++)
		assert_text_is(reviews.items[i].policy->ref.text, expected[i]);
	assert_int_equal(reviews.of_state[REVIEW_OVERDUE], 1);
	assert_int_equal(reviews.of_state[REVIEW_DUE_SOON], 2);
	assert_int_equal(reviews.of_state[REVIEW_LATER], 0);
	assert_int_equal(reviews.of_state[REVIEW_UNDATED], 1);
	for (size_t i = 0; i < 4; i++)
		policy_free(records[i].published);
	arena_release(&arena);
}

static void test_quarters(void **state)
{
	(void)state;
	assert_text_is(quarter_words(&arena, quarter_of(date_of("2027-01"))), "January to March 2027");
	assert_text_is(quarter_words(&arena, quarter_of(date_of("2027-12-31"))), "October to December 2027");
	assert_int_equal(quarter_of(date_of("2027-01")) - quarter_of(date_of("2026-12")), 1);
	assert_int_equal(quarter_of(date_of("2027-04")), quarter_of(date_of("2027-06-30")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_within),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_quarters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

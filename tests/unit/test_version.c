/* Versions: their order, from when until when each applies, and which is published on a day. */
#include "unit.h"

#include "tree/version.h"

static void test_order(void **state)
{
	(void)state;
	static const char *const ordered[] = {"0", "0.2", "0.9", "0.10", "1", "1.0.1", "1.1", "1.b", "2", "10", "a"};

	for (size_t i = 0; i < ARRAY_COUNT(ordered); i++)
		for (size_t j = 0; j < ARRAY_COUNT(ordered); j++) {
			int order = version_compare(text_of(ordered[i]), text_of(ordered[j]));
			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	assert_int_equal(version_compare(TEXT("1"), TEXT("1.0")), 0);
	assert_int_equal(version_compare(TEXT("01.2"), TEXT("1.02")), 0);
	assert_true(version_compare(TEXT("1.99999999999999999999"), TEXT("1.100000000000000000000")) < 0);
	assert_true(version_is_numeric(TEXT("0.10.3")));
	assert_false(version_is_numeric(TEXT("0.x")));
	assert_false(version_is_numeric(TEXT("1.")));
	assert_false(version_is_numeric(TEXT("")));
}

#define VERSIONS_MOST 4

struct family {
	struct policy *policies[VERSIONS_MOST], *order[VERSIONS_MOST];
	struct record record;
};

static struct policy *add(struct family *family, const char *version, enum status status)
{
	struct policy *policy = policy_new(version, TEXT(""));

	policy->version.text = text_of(version);
	policy->status.choice = (int)status;
	family->policies[family->record.count] = family->order[family->record.count] = policy;
	family->record.versions = family->order;
	family->record.count++;
	return policy;
}

static void set(struct policy *policy, struct date_value *value, const char *date)
{
	assert_true(date_parse(text_of(date), &value->date));
	value->place = place_of(&policy->source, 0, 0);
}

/* The version that is published on a day, and its standing, as "1 in_force"; "-" for none. */
static void assert_published(struct family *family, const char *day, bool drafts, const char *version,
			     enum standing standing)
{
	struct date today;

	assert_true(date_parse(text_of(day), &today));
	record_resolve(&family->record, today, drafts);
	if (version == NULL) {
		assert_null(family->record.published);
		return;
	}
	assert_non_null(family->record.published);
	assert_text_is(family->record.published->version.text, version);
	assert_int_equal(family->record.published->standing, standing);
}

static void assert_date(struct date date, const char *expected)
{
	struct buffer iso = BUFFER_EMPTY;

	date_append_iso(&iso, date);
	assert_text_is(buffer_text(&iso), expected);
	buffer_release(&iso);
}

static void release(struct family *family)
{
	for (size_t i = 0; i < family->record.count; i++)
		policy_free(family->policies[i]);
}

static void test_from_and_to(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *second = add(&family, "0.10", STATUS_RATIFIED), *first = add(&family, "0.9", STATUS_RATIFIED);

	set(first, &first->date_ratified, "2021-08-15");
	set(second, &second->date_ratified, "2025-05");
	set(second, &second->date_published, "2025-06");
	assert_published(&family, "2025-06-01", false, "0.10", STANDING_IN_FORCE);
	assert_ptr_equal(family.record.versions[0], first);
	assert_ptr_equal(first->next_version, second);
	assert_ptr_equal(second->previous_version, first);
	assert_null(first->previous_version);
	assert_null(second->next_version);
	assert_int_equal(first->standing, STANDING_SUPERSEDED);
	assert_int_equal(first->effective.basis.choice, BASIS_RATIFIED);
	assert_int_equal(first->effective.precision.choice, PRECISION_DAY);
	assert_date(first->effective.from.date, "2021-08-15");
	assert_date(first->effective.to.date, "2025-05-31");
	assert_int_equal(first->effective.to_precision.choice, PRECISION_MONTH);
	assert_ptr_equal(first->effective.to.place.source, &second->source);
	assert_int_equal(second->effective.basis.choice, BASIS_PUBLISHED);
	assert_int_equal(second->effective.precision.choice, PRECISION_MONTH);
	assert_date(second->effective.from.date, "2025-06-01");
	assert_false(date_is_set(second->effective.to.date));

	assert_published(&family, "2025-05-31", false, "0.9", STANDING_IN_FORCE);
	assert_int_equal(second->standing, STANDING_UPCOMING);
	assert_published(&family, "2021-08-14", false, NULL, STANDING_DRAFT);
	set(second, &second->effective_from, "2025-07-10");
	set(first, &first->effective_to, "2025-08");
	assert_published(&family, "2025-08-31", false, "0.10", STANDING_IN_FORCE);
	assert_int_equal(second->effective.basis.choice, BASIS_STATED);
	assert_date(first->effective.to.date, "2025-08-31");
	release(&family);
}

static void test_without_dates(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *only = add(&family, "1", STATUS_RATIFIED);

	assert_published(&family, "2025-06-01", false, "1", STANDING_IN_FORCE);
	assert_int_equal(only->effective.basis.choice, -1);
	assert_int_equal(only->effective.precision.choice, -1);
	assert_false(date_is_set(only->effective.from.date));
	only->status.choice = -1;
	assert_published(&family, "2025-06-01", false, NULL, STANDING_DRAFT);
	release(&family);
}

static void test_drafts(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *current = add(&family, "1", STATUS_RATIFIED), *draft = add(&family, "1.1", STATUS_DRAFT);
	struct date today;

	set(current, &current->date_ratified, "2024-03");
	set(draft, &draft->effective_from, "2025-01-01");
	assert_published(&family, "2026-11-21", false, "1", STANDING_IN_FORCE);
	assert_int_equal(draft->standing, STANDING_DRAFT);
	assert_false(date_is_set(current->effective.to.date));
	assert_published(&family, "2026-11-21", true, "1", STANDING_IN_FORCE);
	assert_true(date_parse(TEXT("2026-11-21"), &today));
	assert_false(policy_is_publishable(draft, today, false));
	assert_true(policy_is_publishable(draft, today, true));
	current->status.choice = STATUS_CONSULTATION;
	assert_published(&family, "2026-11-21", false, NULL, STANDING_DRAFT);
	assert_published(&family, "2026-11-21", true, "1.1", STANDING_DRAFT);
	release(&family);
}

/* What may not be known yet ends nothing that is known. */
static void test_publish_from(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *current = add(&family, "1", STATUS_RATIFIED), *next = add(&family, "2", STATUS_RATIFIED);

	set(current, &current->date_ratified, "2024-03");
	set(next, &next->date_ratified, "2026-10");
	set(next, &next->publish_from, "2026-12-01");
	assert_published(&family, "2026-11-21", false, "1", STANDING_IN_FORCE);
	assert_false(date_is_set(current->effective.to.date));
	assert_int_equal(next->standing, STANDING_UPCOMING);
	assert_published(&family, "2026-12-01", false, "2", STANDING_IN_FORCE);
	assert_date(current->effective.to.date, "2026-09-30");
	release(&family);
}

static void test_withdrawal(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *first = add(&family, "1", STATUS_RATIFIED), *last = add(&family, "2", STATUS_WITHDRAWN);

	set(first, &first->date_ratified, "2023-04");
	set(last, &last->date_ratified, "2024-03-10");
	set(last, &last->withdrawn.date, "2026-01-15");
	assert_published(&family, "2026-11-21", false, "2", STANDING_WITHDRAWN);
	assert_date(last->effective.to.date, "2026-01-14");
	assert_date(first->effective.to.date, "2024-03-09");
	assert_int_equal(first->standing, STANDING_SUPERSEDED);
	assert_published(&family, "2026-01-14", false, "2", STANDING_IN_FORCE);
	assert_published(&family, "2024-03-09", false, "1", STANDING_IN_FORCE);
	release(&family);
}

/* A stated last day holds, though nothing follows; dates that overlap leave the newest in force. */
static void test_gap_and_overlap(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *first = add(&family, "1", STATUS_RATIFIED), *second = add(&family, "2", STATUS_RATIFIED);

	set(first, &first->effective_from, "2024-01-01");
	set(first, &first->effective_to, "2024-06-30");
	set(second, &second->effective_from, "2024-09-01");
	assert_published(&family, "2024-07-01", false, NULL, STANDING_DRAFT);
	assert_int_equal(first->standing, STANDING_SUPERSEDED);
	assert_int_equal(second->standing, STANDING_UPCOMING);
	set(first, &first->effective_to, "2024-12-31");
	assert_published(&family, "2024-10-01", false, "2", STANDING_IN_FORCE);
	assert_int_equal(first->standing, STANDING_SUPERSEDED);
	release(&family);
}

/* A removal ends every version from its day on; until then they are as they were. */
static void test_removal(void **state)
{
	(void)state;
	struct family family = {0};
	struct policy *policy = add(&family, "1", STATUS_RATIFIED), *stub = policy_new("stub", TEXT(""));

	set(policy, &policy->effective_from, "2024-01-01");
	set(stub, &stub->removed.date, "2026-03-01");
	stub->removed.versions.choice = -1;
	family.record.stub = stub;
	assert_published(&family, "2026-02-28", false, "1", STANDING_IN_FORCE);
	assert_date(policy->effective.to.date, "2026-02-28");
	assert_published(&family, "2026-03-01", false, NULL, STANDING_DRAFT);
	assert_true(family.record.has_page);
	assert_true(policy_is_publishable(policy, family.policies[0]->effective.from.date, false));
	stub->removed.versions.choice = REMOVED_GONE;
	assert_published(&family, "2026-02-28", true, "1", STANDING_IN_FORCE);
	assert_published(&family, "2026-03-01", true, NULL, STANDING_DRAFT);
	assert_false(policy_is_publishable(policy, policy->effective.from.date, true));
	policy_free(stub);
	release(&family);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),           cmocka_unit_test(test_from_and_to),
		cmocka_unit_test(test_without_dates),   cmocka_unit_test(test_drafts),
		cmocka_unit_test(test_publish_from),    cmocka_unit_test(test_withdrawal),
		cmocka_unit_test(test_gap_and_overlap), cmocka_unit_test(test_removal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Field tables: reading each type, and every fault with what to do about it; and that the tables fit their structs. */
#include "says.h"
#include "unit.h"

#include "parse/yaml.h"
#include "read/fields.h"
#include "tree/policy.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "tree/suite.h"

struct reading {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct policy policy;
	const struct value *extra;
};

static void read_policy(struct reading *reading, const char *string)
{
	*reading = (struct reading){0};
	source_init(&reading->source, &reading->arena, "x.md", text_of(string));
	findings_init(&reading->findings, &reading->arena, TEXT(""));
	const struct value *map =
		yaml_read(&reading->arena, &reading->source, 0, reading->source.bytes.length, &reading->findings);
	fields_read(&reading->arena, &reading->source, map, &policy_fields, &reading->policy, &reading->extra,
		    &reading->findings);
}

static void release(struct reading *reading)
{
	arena_release(&reading->arena);
}

#define REQUIRED "ref: A\ntitle: T\nprofile: p\ncategory: 1\nstatus: draft\nversion: 0.10\n"

/* Beside the required keys only `line`: the one finding is of that check, holds `words`, and points at `under`. */
static struct finding *assert_fault(struct reading *reading, const char *lines, enum check check, const char *words,
				    const char *under)
{
	struct buffer bytes = BUFFER_EMPTY;

	buffer_append_string(&bytes, REQUIRED);
	buffer_append_string(&bytes, lines);
	struct arena keep = ARENA_EMPTY;
	char *string = arena_string(&keep, buffer_text(&bytes));
	buffer_release(&bytes);
	read_policy(reading, string);
	struct finding *finding = reading->findings.first;
	assert_non_null(finding);
	assert_null(finding->next);
	assert_int_equal(finding->check, check);
	assert_says(finding, words);
	assert_text_is(place_text(finding->place), under);
	/* The source's bytes must outlive the reading: they go with its arena. */
	reading->source.bytes = arena_copy(&reading->arena, reading->source.bytes);
	arena_release(&keep);
	return finding;
}

static void test_every_type(void **state)
{
	(void)state;
	struct reading reading;

	read_policy(&reading, REQUIRED "subtitle: ~\nauthor: \"\"\ndate_ratified: 2025-05\nreview_date: \"\"\n"
				       "review_every: 5 years\nkeywords: one\nspecialty: [a, \"b\"]\n"
				       "applies_to: {places: [x], age_from: 16 years, sex: female}\n"
				       "history:\n  - {version: 1, date: 2023-04-01, changes: [c, d], kind: coding}\n"
				       "document_control: {version: \"Version 1\", author: \"\"}\n"
				       "cross_references: \"\"\nx_board: {paper: 25}\nx_list: [1]\n");
	assert_null(reading.findings.first);
	const struct policy *policy = &reading.policy;
	assert_text_is(policy->version.text, "0.10");
	assert_text_is(place_text(policy->version.place), "0.10");
	assert_int_equal(policy->status.choice, STATUS_DRAFT);
	assert_false(place_is_set(policy->subtitle.place));
	assert_true(place_is_set(policy->author.place));
	assert_int_equal(policy->author.text.length, 0);
	assert_int_equal(policy->date_ratified.date.year, 2025);
	assert_int_equal(policy->date_ratified.date.day, 0);
	assert_true(place_is_set(policy->review_date.place));
	assert_false(date_is_set(policy->review_date.date));
	assert_int_equal(policy->review_every.duration.months, 60);
	assert_text_is(policy->review_every.text, "5 years");
	assert_int_equal(policy->keywords.count, 1);
	assert_int_equal(policy->specialty.count, 2);
	assert_text_is(LIST_ITEM(policy->specialty, struct text_value, 1)->text, "b");
	assert_int_equal(policy->applies_to.age_from.duration.months, 192);
	assert_int_equal(policy->applies_to.sex.choice, SEX_FEMALE);
	assert_int_equal(policy->coding_logic.combine.choice, -1);
	assert_false(place_is_set(policy->coding_logic.place));
	const struct history_entry *entry = LIST_ITEM(policy->history, struct history_entry, 0);
	assert_int_equal(entry->changes.count, 2);
	assert_int_equal(entry->kind.choice, CHANGE_KIND_CODING);
	assert_true(place_is_set(entry->place));
	assert_int_equal(policy->document_control.count, 2);
	assert_text_is(LIST_ITEM(policy->document_control, struct map_item, 0)->value.text, "Version 1");
	assert_int_equal(policy->cross_reference_texts.count, 1);
	assert_int_equal(reading.extra->count, 2);
	release(&reading);
}

static void test_keys(void **state)
{
	(void)state;
	struct reading reading;
	struct finding *finding = assert_fault(&reading, "date_ratifed: 2025-05\n", CHECK_UNKNOWN_KEY,
					       "write date_ratified", "date_ratifed");
	assert_non_null(finding->fix);
	assert_text_is(finding->fix->replacement, "date_ratified");
	release(&reading);
	/* The right key is there too: no fix. */
	finding = assert_fault(&reading, "summary: a\nsumary: b\n", CHECK_UNKNOWN_KEY, "write summary", "sumary");
	assert_null(finding->fix);
	release(&reading);
	assert_fault(&reading, "colour: red\n", CHECK_UNKNOWN_KEY, "with x_", "colour");
	release(&reading);
	assert_fault(&reading, "withdrawn: {date: 2025-05, x_a: 1}\n", CHECK_UNKNOWN_KEY, "withdrawal", "x_a");
	release(&reading);
}

static void test_missing(void **state)
{
	(void)state;
	struct reading reading;

	read_policy(&reading, "ref: A\ntitle:\nprofile: p\ncategory: \"\"\n");
	const struct finding *finding = reading.findings.first;
	static const char *const keys[] = {"\"title\" has no value", "no \"version\"", "no \"status\"",
					   "\"category\" has no value"};
	for (size_t i = 0; i < 4; i++, finding = finding->next) {
		assert_non_null(finding);
		assert_int_equal(finding->check, CHECK_MISSING_FIELD);
		assert_says(finding, keys[i]);
	}
	assert_null(finding);
	release(&reading);
	assert_fault(&reading, "history:\n  - version: 1\n    changes: a\n", CHECK_MISSING_FIELD,
		     "history entry has no \"date\"", "");
	assert_int_equal(reading.findings.first->place.begin,
			 strstr(reading.source.bytes.bytes, "version: 1") - reading.source.bytes.bytes);
	release(&reading);
}

static void test_bad_values(void **state)
{
	(void)state;
	static const struct {
		const char *lines;
		enum check check;
		const char *words, *under;
	} cases[] = {
		{"date_ratified: May 2025\n", CHECK_BAD_DATE, "write 2025-05", "May 2025"},
		{"date_ratified: 1 April 2023\n", CHECK_BAD_DATE, "write 2023-04-01", "1 April 2023"},
		{"date_ratified: 03/04/2023\n", CHECK_BAD_DATE, "write 2023-04-03", "03/04/2023"},
		{"date_ratified: 30 February 2023\n", CHECK_BAD_DATE, "names a date that does not exist: 2023-02-30",
		 "30 February 2023"},
		{"date_ratified: 2023-02-29\n", CHECK_BAD_DATE, "does not exist: 2023-02-29", "2023-02-29"},
		{"date_ratified: [2023-02]\n", CHECK_BAD_VALUE, "this is a list", "[2023-02]"},
		{"effective_from: \"\"\n", CHECK_BAD_DATE, "a month (2025-05)", "\"\""},
		{"review_every: often\n", CHECK_BAD_VALUE, "a length of time", "often"},
		{"applies_to: {sex: femal}\n", CHECK_BAD_VALUE, "write female; it takes female or male", "femal"},
		{"applies_to: all\n", CHECK_BAD_VALUE, "takes keys with values", "all"},
		{"documents: [a]\n", CHECK_BAD_VALUE, "each entry of \"documents\"", "a"},
		{"summary: {a: b}\n", CHECK_BAD_VALUE, "takes words in one line", "{a: b}"},
		{"keywords: [a, [b]]\n", CHECK_BAD_VALUE, "takes words in one line", "[b]"},
		{"keywords: [\"\"]\n", CHECK_BAD_VALUE, "an entry of \"keywords\" is empty", "\"\""},
		{"document_control: words\n", CHECK_BAD_VALUE, "takes keys with words", "words"},
	};

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct reading reading;
		assert_fault(&reading, cases[i].lines, cases[i].check, cases[i].words, cases[i].under);
		release(&reading);
	}
	struct reading reading;
	read_policy(&reading, "- a\n");
	assert_int_equal(reading.findings.count, 1);
	assert_int_equal(reading.findings.first->check, CHECK_YAML);
	assert_int_equal(reading.policy.status.choice, -1);
	release(&reading);
}

/* One map where a list of maps is due counts as a list of one. */
static void test_single_entry(void **state)
{
	(void)state;
	struct reading reading;

	read_policy(&reading, REQUIRED "history: {version: 1, date: 2023-04, changes: all}\n");
	assert_null(reading.findings.first);
	assert_int_equal(reading.policy.history.count, 1);
	release(&reading);
}

static size_t type_size(enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
		return sizeof(struct text_value);
	case FIELD_DATE:
		return sizeof(struct date_value);
	case FIELD_DURATION:
		return sizeof(struct duration_value);
	case FIELD_CHOICE:
		return sizeof(struct choice_value);
	case FIELD_NUMBER:
		return sizeof(struct number_value);
	case FIELD_BOOLEAN:
		return sizeof(struct boolean_value);
	case FIELD_OBJECT:
		return sizeof(struct place);
	case FIELD_TEXT_LIST:
	case FIELD_CHOICES:
	case FIELD_LIST:
	case FIELD_MAP:
		return sizeof(struct list);
	case FIELD_VALUE:
		return sizeof(struct value *);
	}
	return 0;
}

/* Every row has what its type needs, a sentence, a key of its own, and room in the struct. */
static void check_table(const struct field_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		bool has_members = field->type == FIELD_OBJECT || field->type == FIELD_LIST;
		bool has_choices = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
		assert_true(field->key != NULL || field->json != NULL);
		assert_true(field->offset + type_size(field->type) <= table->size);
		assert_int_equal(field->members != NULL, has_members);
		assert_int_equal(field->choices != NULL, has_choices);
		assert_true(strlen(field->sentence) > 10);
		assert_int_equal(field->sentence[strlen(field->sentence) - 1], '.');
		if (field->type == FIELD_OBJECT)
			assert_true(field->offset + field->members->size <= table->size);
		for (size_t j = 0; j < i; j++) {
			const struct field *other = &table->fields[j];
			assert_true(field->key == NULL || other->key == NULL || strcmp(field->key, other->key) != 0);
			assert_true(field->json == NULL || other->json == NULL ||
				    strcmp(field->json, other->json) != 0);
		}
		if (field->members != NULL)
			check_table(field->members);
	}
}

/* Rows whose JSON paths share a beginning stand together, so that a writer can open each object once. */
static void check_groups(const struct field_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const char *json = table->fields[i].json;
		const char *dot = json ? strchr(json, '.') : NULL;
		bool is_left = false;
		for (size_t j = i + 1; dot != NULL && j < table->count; j++) {
			const char *other = table->fields[j].json;
			bool is_same = other != NULL && strncmp(json, other, (size_t)(dot - json) + 1) == 0;
			assert_false(is_same && is_left);
			is_left = is_left || (other != NULL && !is_same);
		}
	}
}

static void test_tables(void **state)
{
	(void)state;
	check_table(&policy_fields);
	check_table(&shared_block_fields);
	check_table(&profile_fields);
	check_table(&site_fields);
	check_groups(&policy_fields);
	assert_ptr_equal(field_find(&policy_fields, TEXT("ref")), policy_fields.fields);
	assert_null(field_find(&policy_fields, TEXT("url")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type), cmocka_unit_test(test_keys),         cmocka_unit_test(test_missing),
		cmocka_unit_test(test_bad_values), cmocka_unit_test(test_single_entry), cmocka_unit_test(test_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

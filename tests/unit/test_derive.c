/* What follows from front matter and profile: the words around a policy's body; patterns; how headings and lead-ins of
 * a profile are compared; refs. */
#include "unit.h"

#include "parse/yaml.h"
#include "read/fields.h"
#include "tree/derive.h"
#include "tree/pattern.h"
#include "tree/profile.h"
#include "tree/site.h"

struct world {
	struct suite suite;
	struct site site;
	struct profile profile;
	struct policy *policy;
};

static void read_into(struct arena *arena, const struct source *source, const struct field_table *table, void *object)
{
	struct findings findings;

	findings_init(&findings, arena, TEXT(""));
	const struct value *map = yaml_read(arena, source, 0, source->bytes.length, &findings);
	fields_read(arena, source, map, table, object, NULL, &findings);
	for (const struct finding *finding = findings.first; finding != NULL; finding = finding->next)
		if (finding->check != CHECK_MISSING_FIELD)
			fail_msg("%.*s", TEXT_ARGUMENTS(finding->message));
}

static void read_string(struct arena *arena, const char *string, const struct field_table *table, void *object)
{
	struct source *source = ARENA_NEW(arena, struct source);

	source_init(source, arena, "x.yaml", text_of(string));
	read_into(arena, source, table, object);
}

static void make_world(struct world *world, const char *site, const char *profile, const char *policy)
{
	struct arena *arena = &world->suite.arena;

	*world = (struct world){0};
	read_string(arena, site, &site_fields, &world->site);
	read_string(arena, profile, &profile_fields, &world->profile);
	world->suite.site = &world->site;
	assert_true(date_parse(TEXT("2026-11-21"), &world->suite.today));
	world->policy = policy_new("policies/X_001.md", text_of(policy));
	read_into(&world->policy->arena, &world->policy->source, &policy_fields, world->policy);
	world->policy->profile = &world->profile;
	world->policy->file_ref = "X_001";
	policy_derive(world->policy, &world->suite);
}

static void release(struct world *world)
{
	policy_free(world->policy);
	arena_release(&world->suite.arena);
}

static void assert_lines(const struct list *lines, const char *const *expected)
{
	for (size_t i = 0; i < lines->count; i++) {
		assert_non_null(expected[i]);
		assert_text_is(LIST_ITEM(*lines, struct text_value, i)->text, expected[i]);
	}
	assert_null(expected[lines->count]);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_LINES   ((const char *const[]){NULL})

#define SITE                                                              \
	"ref_pattern: 'X_###+'\nbase_url: https://example.org\n"          \
	"categories: [{id: 1, label: Category 1, meaning: Not funded}]\n" \
	"routes: [{id: ifr, label: Request, meaning: One by one}]\nplaces: [{id: wirral, label: The Wirral}]\n"
#define CONTROL                                                                                                \
	"document_control:\n  none: None\n  rows:\n"                                                           \
	"    - {key: ref, label: 'Ref:', pattern: '{ref} – {title}'}\n"                                      \
	"    - {key: author, label: Author, pattern: '{author}'}\n"                                            \
	"    - {key: date_published, label: Published, pattern: '{date_published}[ - ({published_where})]'}\n" \
	"    - {key: cross_references, label: Cross, pattern: '{cross_references}'}\n"                         \
	"    - {key: review_every, label: Every, pattern: '{review_every}'}\n"                                 \
	"    - {key: version, label: Version, pattern: '{version}'}\n"
#define PROFILE                                                                                        \
	"categories: [{id: 1, label: Category 1 - not commissioned}]\nlast_reviewed: 'Last Reviewed: " \
	"{last_reviewed}'\nreview_sentence: 'Reviewed {review_every} on.'\n" CONTROL                   \
	"version_history:\n  form: sentences\n  sentence: '{version} – {date} – {changes}'\n"      \
	"  change: '{number}. {change}'\n"
#define POLICY "ref: X_001\ntitle: T\nversion: '0.3'\ncategory: 1\n"

static const struct control_row *row(const struct world *world, size_t index)
{
	return LIST_ITEM(world->policy->control_rows, struct control_row, index);
}

static void test_control_rows(void **state)
{
	(void)state;
	struct world world;

	make_world(&world, SITE, PROFILE,
		   POLICY "author: ''\ndate_published: 2024-03\npublished_where: Website\ncross_references: [A, B]\n"
			  "review_every: 18  months\ndocument_control: {version: \"Version 0.3,\\nMay 2025\"}\n");
	assert_int_equal(world.policy->control_rows.count, 6);
	assert_text_is(row(&world, 0)->label.text, "Ref:");
	assert_lines(&row(&world, 0)->lines, LINES("X_001 – T"));
	assert_lines(&row(&world, 1)->lines, NO_LINES);
	assert_true(place_is_set(row(&world, 1)->place));
	assert_lines(&row(&world, 2)->lines, LINES("March 2024 - (Website)"));
	assert_lines(&row(&world, 3)->lines, LINES("A", "B"));
	assert_lines(&row(&world, 4)->lines, LINES("18  months"));
	assert_lines(&row(&world, 5)->lines, LINES("Version 0.3,", "May 2025"));
	release(&world);

	make_world(&world, SITE, PROFILE,
		   POLICY "author: N/A\ndate_published: 2023-04-01\ncross_references: n/a\n"
			  "document_control: {ref: ''}\n");
	assert_lines(&row(&world, 0)->lines, NO_LINES);
	assert_lines(&row(&world, 1)->lines, LINES("None"));
	assert_lines(&row(&world, 2)->lines, LINES("1 April 2023"));
	assert_lines(&row(&world, 3)->lines, LINES("None"));
	assert_int_equal(world.policy->cross_references.count, 0);
	assert_lines(&row(&world, 4)->lines, NO_LINES);
	assert_false(place_is_set(row(&world, 4)->place));
	release(&world);
}

static void test_words_of_the_document(void **state)
{
	(void)state;
	struct world world;

	make_world(&world, SITE, PROFILE,
		   POLICY "last_reviewed: 2025-05\nreview_every: 5 years\nroute: [ifr, fax]\n"
			  "applies_to: {places: [wirral]}\n"
			  "history:\n  - {version: '0.2', date: 2021-08, changes: [Title., Gender.]}\n"
			  "  - {version: '0.3', date: 2025-05-12, changes: All new.}\n"
			  "  - {version: '0.4', date: 2025-06, changes: [One.]}\n");
	const struct policy *policy = world.policy;
	assert_text_is(policy->last_reviewed_line.text, "Last Reviewed: May 2025");
	assert_text_is(policy->review_sentence.text, "Reviewed 5 years on.");
	assert_lines(&policy->history_lines, LINES("0.2 – August 2021 – 1. Title. 2. Gender.",
						   "0.3 – 12 May 2025 – All new.", "0.4 – June 2025 – 1. One."));
	assert_text_is(policy->category_details.label.text, "Category 1 - not commissioned");
	assert_text_is(policy->category_details.meaning.text, "Not funded");
	assert_int_equal(policy->routes.count, 2);
	assert_text_is(LIST_ITEM(policy->routes, struct labelled, 0)->label.text, "Request");
	assert_text_is(LIST_ITEM(policy->routes, struct labelled, 1)->label.text, "fax");
	assert_text_is(LIST_ITEM(policy->places, struct labelled, 0)->label.text, "The Wirral");
	assert_text_is(policy->slug, "x-001");
	assert_text_is(policy->url.text, "https://example.org/policies/x-001/");
	assert_text_is(policy->version_url.text, "https://example.org/policies/x-001/versions/0.3/");
	release(&world);

	make_world(&world, "ref_pattern: 'X_###'\n", PROFILE, "title: T\ncategory: 1\ncategory_label: Own words\n");
	assert_text_is(world.policy->url.text, "policies/x-001/");
	assert_text_is(world.policy->category_details.label.text, "Own words");
	assert_int_equal(world.policy->last_reviewed_line.text.length, 0);
	assert_int_equal(world.policy->review_sentence.text.length, 0);
	release(&world);
}

/* A ref is shown by the title of a version that people may read; never by that of a draft. */
static void test_cross_references(void **state)
{
	(void)state;
	struct world world;
	struct policy *old = policy_new("a.md", TEXT("")), *draft = policy_new("b.md", TEXT(""));
	struct policy *versions[] = {draft, old};
	struct record record = {.ref = TEXT("X_002"), .versions = versions, .count = 2}, *records[] = {&record};

	old->title.text = TEXT("Old title");
	old->version.text = TEXT("1");
	old->status.choice = STATUS_RATIFIED;
	draft->title.text = TEXT("Secret title");
	draft->version.text = TEXT("2");
	draft->status.choice = STATUS_DRAFT;
	make_world(&world, SITE, PROFILE,
		   POLICY "cross_references: ['policy:X_002#a', X_002, 'policy:X_003', Other words]\n");
	world.suite.records = records;
	world.suite.record_count = 1;
	policy_derive(world.policy, &world.suite);
	static const char *const expected[][2] = {
		{"Old title", "X_002"}, {"Old title", "X_002"}, {"X_003", "X_003"}, {"Other words", ""}};
	assert_int_equal(world.policy->cross_references.count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct cross_reference *item =
			LIST_ITEM(world.policy->cross_references, struct cross_reference, i);
		assert_text_is(item->title.text, expected[i][0]);
		assert_text_is(item->ref.text, expected[i][1]);
	}
	assert_lines(&row(&world, 3)->lines, LINES("Old title", "Old title", "X_003", "Other words"));
	old->status.choice = STATUS_CONSULTATION;
	policy_derive(world.policy, &world.suite);
	assert_text_is(LIST_ITEM(world.policy->cross_references, struct cross_reference, 0)->title.text, "X_002");
	release(&world);
	policy_free(old);
	policy_free(draft);
}

static bool letter_field(struct buffer *out, struct text name, const void *context)
{
	if (!text_is(name, context))
		return false;
	buffer_append_string(out, "A");
	return true;
}

static void assert_pattern(const char *pattern, const char *expected)
{
	struct buffer out = BUFFER_EMPTY;

	buffer_append_string(&out, "=");
	assert_int_equal(pattern_expand(&out, text_of(pattern), letter_field, "a"), expected != NULL);
	assert_text_is(text_slice(buffer_text(&out), 1, out.length), expected ? expected : "");
	buffer_release(&out);
}

static bool knows_letter(struct text name, const void *context)
{
	return text_is(name, context);
}

static void test_patterns(void **state)
{
	(void)state;
	struct text where;

	assert_pattern("x {a} y", "x A y");
	assert_pattern("{a}[ - ({a})]", "A - (A)");
	assert_pattern("{a}[ - ({b})] z", "A z");
	assert_pattern("{a}{b}", NULL);
	assert_pattern("[{b}]", "");
	assert_pattern("", "");
	assert_int_equal(pattern_check(TEXT("{a}[ ({a})]"), knows_letter, "a", &where), PATTERN_FINE);
	assert_int_equal(pattern_check(TEXT("{a}[{b}]"), knows_letter, "a", &where), PATTERN_UNKNOWN_FIELD);
	assert_text_is(where, "b");
	static const char *const unbalanced[] = {"{a", "a}", "[a", "a]", "[a[b]]", "{a}]"};
	for (size_t i = 0; i < ARRAY_COUNT(unbalanced); i++)
		assert_int_equal(pattern_check(text_of(unbalanced[i]), knows_letter, "a", &where), PATTERN_UNBALANCED);
}

static void test_headings(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct profile profile = {0};

	read_string(&arena,
		    "sections:\n  - {kind: appendix, headings: ['Appendix *'], subsections: [{headings: [Aims]}]}\n"
		    "  - {kind: equality, headings: [Équality, 'Appendix 2']}\n",
		    &profile_fields, &profile);
	profile_fold(&profile, &arena);
	const struct profile_section *open = LIST_ITEM(profile.sections, struct profile_section, 0);
	const struct profile_section *full = LIST_ITEM(profile.sections, struct profile_section, 1);
	assert_ptr_equal(profile_section_of(&profile, TEXT("APPENDIX  1 -\u00A0Scores")), open);
	assert_ptr_equal(profile_section_of(&profile, TEXT(" appendix 2 ")), full);
	assert_ptr_equal(profile_section_of(&profile, TEXT("ÉQUALITY")), full);
	assert_null(profile_section_of(&profile, TEXT("Equal")));
	assert_non_null(profile_subsection_of(open, TEXT("aims")));
	assert_null(profile_subsection_of(full, TEXT("aims")));
	arena_release(&arena);

	struct buffer number = BUFFER_EMPTY;
	profile.section_number.text = TEXT("{number}.");
	profile_append_section_number(&number, &profile, TEXT("6"));
	profile_append_section_number(&number, NULL, TEXT("7"));
	assert_text_is(buffer_text(&number), "6.7");
	buffer_release(&number);
}

static void test_lead_ins(void **state)
{
	(void)state;
	static const struct {
		const char *lead_in, *words;
		bool matches;
	} cases[] = {
		{"not commissioned", "It is NOT\ncommissioned.", true},
		{"not commissioned", "It is cannot commissioned", false},
		{"not commissioned", "not commissionedly", false},
		{"not commissioned * except", "not commissioned except when", true},
		{"not commissioned * except", "not commissioned in adults, e.g. here, except when", true},
		{"not commissioned * except", "not commissioned. All others except", false},
		{"not commissioned * except", "except not commissioned", false},
		{"not commissioned * except", "not commissioned. It is not commissioned except here.", true},
		{"not * commissioned * except", "not ever commissioned here except there", true},
		{"", "anything", false},
	};

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		if (lead_in_matches(text_of(cases[i].lead_in), text_of(cases[i].words)) != cases[i].matches)
			fail_msg("“%s” in “%s”", cases[i].lead_in, cases[i].words);
}

static void test_effects(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct profile profile = {0};

	read_string(&arena,
		    "sections:\n  - kind: exclusions\n    headings: [E]\n    effect: outside_policy\n"
		    "    lead_ins: [{words: not commissioned, effect: not_commissioned}]\n"
		    "    subsections: [{headings: [A]}, {kind: core-criteria, headings: [B], effect: overrides}]\n",
		    &profile_fields, &profile);
	profile_fold(&profile, &arena);
	const struct profile_section *section = LIST_ITEM(profile.sections, struct profile_section, 0);
	const struct profile_section *same = LIST_ITEM(section->subsections, struct profile_section, 0);
	const struct profile_section *own = LIST_ITEM(section->subsections, struct profile_section, 1);
	assert_int_equal(profile_effect(section, NULL, TEXT("Children")), EFFECT_OUTSIDE_POLICY);
	assert_int_equal(profile_effect(section, NULL, TEXT(" None ")), EFFECT_UNSTATED);
	assert_int_equal(profile_effect(section, same, TEXT("is not commissioned")), EFFECT_NOT_COMMISSIONED);
	assert_int_equal(profile_effect(section, own, TEXT("is not commissioned")), EFFECT_OVERRIDES);
	assert_int_equal(profile_effect(NULL, NULL, TEXT("is not commissioned")), EFFECT_UNSTATED);
	arena_release(&arena);
}

static void test_refs(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct site site = {.ref_pattern.text = TEXT("CMICB_Clin###+")}, bare = {0};
	struct text words = TEXT("See CMICB_Clin0551, XCMICB_Clin055, CMICB_Clin055a and –CMICB_Clin086–.");

	assert_true(site_ref_matches(&site, TEXT("CMICB_Clin055")));
	assert_true(site_ref_matches(&site, TEXT("CMICB_Clin05512")));
	assert_false(site_ref_matches(&site, TEXT("CMICB_Clin05")));
	assert_false(site_ref_matches(&site, TEXT("CMICB_Clin055x")));
	assert_false(site_ref_matches(&site, TEXT("cmicb_Clin055")));
	assert_false(site_ref_matches(&site, TEXT("")));
	assert_true(site_ref_matches(&bare, TEXT("any_ref-1")));
	assert_false(site_ref_matches(&bare, TEXT("../x")));
	size_t found = 0;
	for (size_t i = 0; i < words.length; i++) {
		size_t length = site_ref_length(&site, words, i);
		if (length > 0)
			assert_text_is(text_slice(words, i, i + length),
				       found++ == 0 ? "CMICB_Clin0551" : "CMICB_Clin086");
		assert_int_equal(site_ref_length(&bare, words, i), 0);
	}
	assert_int_equal(found, 2);
	assert_text_is(ref_slug(&arena, TEXT("CMICB_Clin055")), "cmicb-clin055");
	assert_text_is(ref_slug(&arena, TEXT("../É")), "-.---");
	assert_text_is(ref_slug(&arena, TEXT("")), "-");
	assert_text_is(version_slug(&arena, TEXT("1.0-RC")), "1.0-RC");
	assert_text_is(version_slug(&arena, TEXT("..")), "-.");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_control_rows),     cmocka_unit_test(test_words_of_the_document),
		cmocka_unit_test(test_cross_references), cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_headings),         cmocka_unit_test(test_lead_ins),
		cmocka_unit_test(test_effects),          cmocka_unit_test(test_refs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

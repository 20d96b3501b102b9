/* Whole project folders: what is read, in which order, what is said of what can't be; front matter; records. */
#define _GNU_SOURCE
#include "reading.h"
#include "unit.h"

#include <sys/stat.h>

#include "base/file.h"
#include "load/suite.h"
#include "tree/site.h"

struct project {
	char root[64];
	struct arena arena;
	struct suite suite;
	struct text messages; /* "path:line:column check" of every finding, a line each, in the order of the report */
};

static const char site[] = "title: Policies\norganisation: {name: O}\nref_pattern: 'X_###+'\n"
			   "categories: [{id: 1, label: Category 1}]\n";
static const char profile[] = "profile: p\ntitle: P\nparts: [sections]\ntitle_block: [title]\n"
			      "categories: [{id: 1, label: Category 1}]\n"
			      "document_control: {rows: [{key: version, label: Version, pattern: '{version}'}]}\n"
			      "version_history: {form: sentences, sentence: '{version}'}\n"
			      "sections: [{kind: policy-statement, headings: [Policy statement]}]\n";

#define FRONT(ref, version, more)                                                                                     \
	"---\nref: " ref "\ntitle: T " ref "\nprofile: p\ncategory: 1\nstatus: ratified\nversion: " version "\n" more \
	"---\n"
#define BODY "\n## Policy statement\n\n1. Words.\n"

static void put(struct project *project, const char *path, const char *bytes)
{
	char *whole = path_join(&project->arena, project->root, path);
	char *folder = arena_string(&project->arena, path_folder(text_of(whole)));

	assert_int_equal(folder_create_all(folder), 0);
	assert_int_equal(file_write(whole, text_of(bytes)), 0);
}

static void begin(struct project *project)
{
	*project = (struct project){.root = "/tmp/policyc-suite-XXXXXX"};
	assert_non_null(mkdtemp(project->root));
	put(project, "site/site.yaml", site);
	put(project, "templates/profiles/p.yaml", profile);
}

static void load_with(struct project *project, struct suite_options options)
{
	options.root = project->root;
	assert_true(date_parse(TEXT("2026-11-21"), &options.today));
	suite_load(&project->suite, &options);
	struct suite *suite = &project->suite;
	struct findings **documents =
		ARENA_ARRAY(&project->arena, 1 + suite->policy_count + suite->block_count, struct findings *);
	size_t count = 0;
	documents[count++] = &suite->findings;
	for (size_t i = 0; i < suite->policy_count; i++)
		documents[count++] = &suite->policies[i]->findings;
	for (size_t i = 0; i < suite->block_count; i++)
		documents[count++] = &suite->blocks[i]->findings;
	struct report report;
	struct buffer messages = BUFFER_EMPTY;
	findings_finish(&report, &project->arena, documents, count, &suite->site->severities);
	for (size_t i = 0; i < report.count; i++) {
		const struct finding *finding = report.findings[i];
		const struct source *source = finding->place.source;
		struct position position = {0};
		if (source != NULL)
			position = source_position(source, finding->place.begin);
		buffer_append_format(&messages, "%s:%u:%u %s\n", source ? source->path : "", position.line,
				     position.column, check_descriptions[finding->check].id);
	}
	project->messages = arena_copy(&project->arena, buffer_text(&messages));
	buffer_release(&messages);
}

static void load(struct project *project)
{
	load_with(project, (struct suite_options){.threads = 2});
}

static void end(struct project *project)
{
	suite_release(&project->suite);
	assert_int_equal(folder_remove_all(project->root), 0);
	arena_release(&project->arena);
}

static void test_versions_and_records(void **state)
{
	(void)state;
	struct project project;

	begin(&project);
	put(&project, "policies/X_002.md", FRONT("X_002", "1", "date_ratified: 2024-03\n") BODY);
	put(&project, "policies/X_001.md", FRONT("X_001", "0.10", "date_ratified: 2025-03\n") BODY);
	put(&project, "policies/versions/X_001@0.9.md", FRONT("X_001", "0.9", "date_ratified: 2023-03\n") BODY);
	/* An older version is never edited again: only what belongs to the source language is told. */
	put(&project, "policies/versions/X_001@0.2.md",
	    FRONT("X_001", "0.2", "date_ratified: 2022-03\nreview_date: soon\n") BODY);
	put(&project, "policies/README.txt", "not a policy");
	put(&project, "policies/.hidden.md", "not a policy");
	put(&project, "policies/codes/opcs-4@11.tsv", "S10.3\tPeeling\n");
	load(&project);
	assert_text_is(project.messages, "");
	struct suite *suite = &project.suite;
	static const char *const paths[] = {"policies/X_001.md", "policies/X_002.md", "policies/versions/X_001@0.2.md",
					    "policies/versions/X_001@0.9.md"};
	assert_int_equal(suite->policy_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(suite->policies[i]->source.path, paths[i]);
	assert_false(suite->policies[0]->is_older_version);
	assert_true(suite->policies[3]->is_older_version);
	assert_string_equal(suite->policies[3]->file_ref, "X_001");
	assert_int_equal(suite->record_count, 2);
	const struct record *record = suite_record(suite, TEXT("X_001"));
	assert_int_equal(record->count, 3);
	assert_ptr_equal(record->versions[0], suite->policies[2]);
	assert_ptr_equal(record->versions[2], suite->policies[0]);
	assert_ptr_equal(record->published, suite->policies[0]);
	assert_ptr_equal(suite->records[1], suite_record(suite, TEXT("X_002")));
	assert_null(suite_record(suite, TEXT("X_003")));
	assert_true(text_begins(suite->policies[0]->fingerprint.text, TEXT("sha256:")));
	assert_false(suite->could_not_read);
	end(&project);
}

static void test_shared_blocks(void **state)
{
	(void)state;
	struct project project;

	begin(&project);
	put(&project, "policies/shared/aims@2024.md", "---\nblock: aims\nedition: 2024\ntitle: Aims\n---\n1. Aim.\n");
	put(&project, "policies/shared/core@2024.md",
	    "---\nblock: core\nedition: 2024\ntitle: Core\n---\n{{include aims@2024}}\n");
	put(&project, "policies/shared/odd@2023.md", "---\nblock: even\nedition: 2024\n---\n1. Aim.\n");
	put(&project, "policies/X_001.md",
	    FRONT("X_001", "1", "") "\n## Policy statement\n\n{{include core@2024}}\n\n{{include aims@2024}}\n");
	put(&project, "policies/X_002.md", FRONT("X_002", "1", "") "\n## Policy statement\n\n{{include aims@2024}}\n");
	load(&project);
	assert_text_is(project.messages, "policies/shared/odd@2023.md:1:1 missing-field\n"
					 "policies/shared/odd@2023.md:2:8 bad-value\n"
					 "policies/shared/odd@2023.md:3:10 bad-value\n");
	struct suite *suite = &project.suite;
	const struct shared_block *aims = map_get(&suite->block_of_key, TEXT("aims@2024"));
	const struct shared_block *core = map_get(&suite->block_of_key, TEXT("core@2024"));
	assert_int_equal(suite->block_count, 3);
	assert_int_equal(aims->used_by_count, 2);
	assert_ptr_equal(aims->used_by[0], suite->policies[0]);
	assert_ptr_equal(aims->used_by[1], suite->policies[1]);
	assert_int_equal(core->used_by_count, 1);
	end(&project);
}

static void test_front_matter(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *messages;
		bool is_readable;
	} cases[] = {
		{"\xEF\xBB\xBF" FRONT("X_001", "1", "") BODY, "", true},
		{"---\r\nref: X_001\r\ntitle: T\r\nprofile: p\r\ncategory: 1\r\nstatus: ratified\r\nversion: 1\r\n--- "
		 "\r\n\r\n"
		 "## Policy statement\r\n\r\n1. Words.\r\n",
		 "", true},
		{FRONT("X_001", "1", ""), "", true},
		{"", "policies/X_001.md:1:1 yaml\n", false},
		{"\n\n", "policies/X_001.md:1:1 yaml\n", false},
		{"ref: X_001\n", "policies/X_001.md:1:1 yaml\n", false},
		{"---\nref: X_001\ntitle: T\nprofile: p\ncategory: 1\nstatus: ratified\nversion: 1\n\n## Policy "
		 "statement\n\n"
		 "1. Words.\n",
		 "policies/X_001.md:1:1 yaml\n", true},
		{"---\nref: X_001\ntitle: T\nprofile: p\ncategory: 1\nstatus: ratified\nversion: 1\n",
		 "policies/X_001.md:1:1 yaml\n", true},
		{"---\n---\n",
		 "policies/X_001.md:1:1 missing-field\npolicies/X_001.md:1:1 missing-field\n"
		 "policies/X_001.md:1:1 missing-field\npolicies/X_001.md:1:1 missing-field\n"
		 "policies/X_001.md:1:1 missing-field\npolicies/X_001.md:1:1 missing-field\n",
		 true},
		{"---\nref: X_001\ntitle: A: b\nversion: 1\n---\n",
		 "policies/X_001.md:1:1 missing-field\npolicies/X_001.md:1:1 missing-field\n"
		 "policies/X_001.md:1:1 missing-field\npolicies/X_001.md:3:9 yaml\n",
		 true},
		{FRONT("X_001", "1/2", "allow: [{check: duplicate-cod, reason: r}]\n"),
		 "policies/X_001.md:7:10 bad-value\npolicies/X_001.md:8:17 bad-value\n", true},
		{FRONT("X_001", "1", "document_control: {versoin: a}\n"), "policies/X_001.md:8:20 unknown-key\n", true},
	};

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct project project;
		begin(&project);
		put(&project, "policies/X_001.md", cases[i].bytes);
		load(&project);
		if (!text_is(project.messages, cases[i].messages))
			fail_msg("case %zu: %.*s", i, TEXT_ARGUMENTS(project.messages));
		assert_int_equal(project.suite.policies[0]->is_readable, cases[i].is_readable);
		assert_non_null(suite_record(&project.suite, TEXT("X_001")));
		assert_non_null(project.suite.policies[0]->body);
		end(&project);
	}
}

/* What is no file of this project is a finding; the rest is read all the same. */
static void test_unreadable(void **state)
{
	(void)state;
	struct project project;

	begin(&project);
	put(&project, "policies/X_001.md", FRONT("X_001", "1", "") BODY);
	put(&project, "policies/X_002.md/x", "");
	struct arena *arena = &project.arena;
	assert_int_equal(symlink("/etc/hostname", path_join(arena, project.root, "policies/X_003.md")), 0);
	assert_int_equal(mkfifo(path_join(arena, project.root, "policies/X_004.md"), 0600), 0);
	assert_int_equal(symlink("X_001.md", path_join(arena, project.root, "policies/X_005.md")), 0);
	char *large = arena_string(arena, arena_format(arena, "%*s", 1024 * 1024 + 1, ""));
	put(&project, "policies/X_006.md", large);
	put(&project, "policies/shared/a@1.md/x", "");
	load(&project);
	assert_text_is(project.messages, "policies/X_002.md:1:1 unreadable\npolicies/X_003.md:1:1 unreadable\n"
					 "policies/X_004.md:1:1 unreadable\npolicies/X_006.md:1:1 limit\n"
					 "policies/shared/a@1.md:1:1 unreadable\n");
	assert_false(project.suite.could_not_read);
	assert_int_equal(project.suite.policy_count, 6);
	assert_non_null(suite_record(&project.suite, TEXT("X_002")));
	/* A link inside the project is as good as the file, and gives the ref a second file. */
	assert_int_equal(suite_record(&project.suite, TEXT("X_001"))->count, 2);
	end(&project);
}

static void test_could_not_read(void **state)
{
	(void)state;
	struct project project;
	static const char *const extra[] = {"/nowhere/X_009.md"};

	begin(&project);
	assert_int_equal(symlink("X_009.md", path_join(&project.arena, project.root, "X_008.md")), 0);
	load_with(&project, (struct suite_options){.threads = 1, .extra_paths = extra, .extra_path_count = 1});
	assert_text_is(project.messages, "/nowhere/X_009.md:1:1 unreadable\n");
	assert_true(project.suite.could_not_read);
	end(&project);
}

static void test_configuration(void **state)
{
	(void)state;
	struct project project;

	begin(&project);
	put(&project, "site/site.yaml",
	    "title: Policies\norganisation: {name: O}\nref_pattern: '../###'\ncategories: [{id: 1, label: A}, {id: 1, "
	    "label: B}]\n"
	    "base_url: www.example.org\ncolours: {brand: blue}\nlogo: false\nlicence: OGL\n"
	    "checks: {bad-cod: error, bad-code: fatal, short-code: off}\nnavigation: [{label: A}]\nbase: x\n");
	put(&project, "templates/profiles/q.yaml",
	    "profile: r\ntitle: P\nsuccessor: s\nparts: [sections, sections, contents]\ntitle_block: [title]\n"
	    "categories: [{id: 1, label: Category 1}]\nlast_reviewed: '{reviewed}'\nsection_number: '{number'\n"
	    "document_control: {rows: [{key: versio, label: Version, pattern: '{version}'}]}\n"
	    "version_history: {form: table}\nsections: [{kind: odd, headings: [A]}]\n");
	put(&project, "policies/X_001.md",
	    "---\nref: X_001\ntitle: T\nprofile: o\ncategory: 1\nstatus: ratified\nversion: 1\n---\n");
	load(&project);
	assert_text_is(project.messages,
		       "policies/X_001.md:4:10 unknown-profile\n"
		       "site/site.yaml:3:14 bad-value\nsite/site.yaml:4:38 bad-value\nsite/site.yaml:5:11 bad-value\n"
		       "site/site.yaml:6:18 bad-value\nsite/site.yaml:9:10 unknown-key\nsite/site.yaml:9:36 bad-value\n"
		       "site/site.yaml:10:14 bad-value\nsite/site.yaml:11:1 unknown-key\n"
		       "templates/profiles/q.yaml:1:10 bad-value\ntemplates/profiles/q.yaml:3:12 unknown-profile\n"
		       "templates/profiles/q.yaml:4:8 missing-field\ntemplates/profiles/q.yaml:4:19 bad-value\n"
		       "templates/profiles/q.yaml:7:16 bad-value\ntemplates/profiles/q.yaml:8:17 bad-value\n"
		       "templates/profiles/q.yaml:9:33 bad-value\ntemplates/profiles/q.yaml:10:25 missing-field\n"
		       "templates/profiles/q.yaml:11:19 bad-value\n");
	const struct site *read = project.suite.site;
	assert_int_equal(read->ref_pattern.text.length, 0);
	assert_int_equal(read->base_url.text.length, 0);
	assert_false(place_is_set(read->logo.place));
	assert_text_is(read->licence.name.text, "OGL");
	assert_int_equal(read->severities.of[CHECK_SHORT_CODE], SEVERITY_OFF);
	assert_int_equal(read->severities.of[CHECK_BAD_CODE], SEVERITY_ERROR);
	end(&project);
}

static void test_options(void **state)
{
	(void)state;
	struct project project;
	static const char draft[] =
		"---\nref: X_001\ntitle: T\nprofile: p\ncategory: 1\nstatus: draft\nversion: 1\n---\n";

	begin(&project);
	put(&project, "policies/X_001.md", draft);
	put(&project, "new.md", draft);
	const char *extra[] = {path_join(&project.arena, project.root, "new.md")};
	load_with(&project, (struct suite_options){.threads = 1,
						   .drafts = true,
						   .base_url = "https://example.org/x/",
						   .extra_paths = extra,
						   .extra_path_count = 1});
	assert_int_equal(project.suite.policy_count, 2);
	assert_non_null(suite_record(&project.suite, TEXT("X_001"))->published);
	assert_text_is(project.suite.policies[0]->url.text, "https://example.org/x/policies/x-001/");
	end(&project);
	begin(&project);
	assert_null(project_find(&project.arena, "/nowhere/at/all"));
	put(&project, "policies/shared/a.md", "");
	char *deep = path_join(&project.arena, project.root, "policies/shared/b.md");
	assert_string_equal(project_find(&project.arena, deep), project.root);
	assert_string_equal(project_find(&project.arena, project.root), project.root);
	load(&project);
	end(&project);
}

/* An empty folder is a suite of nothing. */
static void test_nothing(void **state)
{
	(void)state;
	struct project project = {.root = "/tmp/policyc-suite-XXXXXX"};

	assert_non_null(mkdtemp(project.root));
	load(&project);
	assert_text_is(project.messages, "");
	assert_int_equal(project.suite.policy_count, 0);
	assert_non_null(project.suite.site);
	assert_false(project.suite.could_not_read);
	end(&project);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_versions_and_records),
		cmocka_unit_test(test_shared_blocks),
		cmocka_unit_test(test_front_matter),
		cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_could_not_read),
		cmocka_unit_test(test_configuration),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

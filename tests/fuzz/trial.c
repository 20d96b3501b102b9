#include "trial.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "check/check.h"
#include "load/suite.h"
#include "parse/markdown.h"
#include "read/policy.h"
#include "tree/dump.h"
#include "tree/fingerprint.h"
#include "write/fo_style.h"
#include "write/write.h"

/* A short policy with every construction of the language in it. */
static const char sample_policy[] =
	"---\nref: CMICB_Clin900\ntitle: Sample\nprofile: cm-2024\ncategory: \"2\"\nstatus: ratified\nversion: "
	"\"1.0\"\n"
	"date_ratified: 2025-05\ndate_published: 2025-06-01\nlast_reviewed: 2025-05\nreview_every: 5 years\n"
	"cross_references:\n  - policy:CMICB_Clin086\n  - Scars\nhistory:\n  - {version: \"1.0\", date: 2025-05, "
	"changes: "
	"[First, Second]}\nx_note: {a: 1}\n---\n\nBefore all.\n\n## Policy statement\n\n"
	"1. Funded if **all of the following** are met:\n   - aged 16 years or over {#age}\n   - BMI over 30 kg/m2\n\n"
	"     OR\n   - see CMICB_Clin087 and NG 59\n     NOTE: a note\n\n1. Second[^1], see [first](#1.1).\n\n"
	"## Exclusions\n\n1. None\n\n## Core Eligibility Criteria {bullets}\n\n{{include biological-sex@2024}}\n\n"
	"## Clinical Coding\n\n1. OPCS-4\n\n   | | |\n   | - | - |\n   | S10.3 | Peel |\n   | H01.- | All |\n\n"
	"1. ICD-10\n\n   None\n\n## Appendix {-}\n\n### Reference {-}\n\n[^1]: Words, <https://www.example.org/>.\n";

/* The schema of policy.xml, kept for the life of the program like the project. */
static xmlRelaxNG *policy_schema(void)
{
	static xmlRelaxNG *schema;
	struct buffer bytes = BUFFER_EMPTY;

	if (schema != NULL)
		return schema;
	write_policy_relaxng(&bytes);
	xmlRelaxNGParserCtxt *context = xmlRelaxNGNewMemParserCtxt(bytes.bytes, (int)bytes.length);
	schema = xmlRelaxNGParse(context);
	promise(schema != NULL, "the RELAX NG schema can't be read");
	xmlRelaxNGFreeParserCtxt(context);
	buffer_release(&bytes);
	return schema;
}

const struct suite *project(void)
{
	static struct suite suite;
	const struct suite_options options = {.root = ".", .today = {2026, 11, 21}, .threads = 1};

	if (suite.root != NULL)
		return &suite;
	xmlInitParser();
	markdown_set_up();
	suite_load(&suite, &options);
	/* To open the dictionaries takes longer than all the rest. */
	suite.site->severities.of[CHECK_SPELLING] = SEVERITY_OFF;
	promise(suite.site->source != NULL && suite.profiles.count > 0 && suite.block_count > 0,
		"run this in the project's folder");
	policy_schema();
	suite_prepare_checks(&suite);
	return &suite;
}

/* What was found in a shared block belongs to one input, as do the policies that use it. */
static void forget_blocks(struct suite *trial)
{
	for (size_t i = 0; i < trial->block_count; i++) {
		findings_init(&trial->blocks[i]->findings, &trial->arena, trial->blocks[i]->key);
		trial->blocks[i]->used_by = NULL;
		trial->blocks[i]->used_by_count = 0;
	}
}

void trial_begin(struct suite *trial)
{
	*trial = *project();
	trial->arena = (struct arena)ARENA_EMPTY;
	findings_init(&trial->findings, &trial->arena, TEXT(""));
	trial->policies = NULL;
	trial->records = NULL;
	trial->policy_count = trial->record_count = 0;
	forget_blocks(trial);
}

void trial_end(struct suite *trial)
{
	for (size_t i = 0; i < trial->policy_count; i++)
		policy_free(trial->policies[i]);
	forget_blocks(trial);
	arena_release(&trial->arena);
}

void trial_add(struct suite *trial, const char *path, struct text source, bool is_older_version)
{
	struct policy *policy = policy_read(path, source, is_older_version);

	if (trial->policies == NULL)
		trial->policies = ARENA_ARRAY(&trial->arena, TRIAL_POLICIES_MOST, struct policy *);
	promise(trial->policy_count < TRIAL_POLICIES_MOST, "too many policies for one trial");
	trial->policies[trial->policy_count++] = policy;
}

static struct text ref_of(const struct policy *policy)
{
	return policy->ref.text.length > 0 ? policy->ref.text : text_of(policy->file_ref);
}

static int compare_records(const void *first, const void *second)
{
	const struct record *a = *(struct record *const *)first, *b = *(struct record *const *)second;

	return text_compare(a->ref, b->ref);
}

/* One for each ref, with all versions of it. */
static void make_records(struct suite *trial)
{
	struct map records = MAP_EMPTY;

	trial->records = ARENA_ARRAY(&trial->arena, TRIAL_POLICIES_MOST, struct record *);
	for (size_t i = 0; i < trial->policy_count; i++) {
		struct text ref = ref_of(trial->policies[i]);
		void **place = map_place(&records, ref, NULL);
		struct record *record = *place;
		if (record == NULL) {
			*place = record = ARENA_NEW(&trial->arena, struct record);
			record->ref = ref;
			record->versions = ARENA_ARRAY(&trial->arena, TRIAL_POLICIES_MOST, struct policy *);
			trial->records[trial->record_count++] = record;
		}
		record->versions[record->count++] = trial->policies[i];
	}
	qsort(trial->records, trial->record_count, sizeof *trial->records, compare_records);
	map_release(&records);
}

static bool includes(const struct policy *policy, const struct shared_block *block)
{
	for (size_t i = 0; i < policy->include_count; i++)
		if (policy->includes[i].source == &block->source)
			return true;
	return false;
}

static void find_uses(struct suite *trial)
{
	for (size_t i = 0; i < trial->block_count; i++) {
		struct shared_block *block = trial->blocks[i];
		block->used_by = ARENA_ARRAY(&trial->arena, TRIAL_POLICIES_MOST, struct policy *);
		for (size_t j = 0; j < trial->policy_count; j++)
			if (includes(trial->policies[j], block))
				block->used_by[block->used_by_count++] = trial->policies[j];
	}
}

static void promise_report(struct suite *trial, const struct report *report)
{
	const struct print_options options = {.level = SEVERITY_INFO, .accepted = true};
	struct buffer out = BUFFER_EMPTY;

	promise_findings(&trial->findings);
	for (size_t i = 0; i < trial->policy_count; i++)
		promise_findings(&trial->policies[i]->findings);
	for (size_t i = 0; i < trial->block_count; i++)
		promise_findings(&trial->blocks[i]->findings);
	report_print_json(report, &options, &out);
	promise_json_lines(buffer_text(&out), "the report in JSON");
	buffer_clear(&out);
	report_print_sarif(report, &options, &out);
	promise_json(buffer_text(&out), "the report in SARIF");
	buffer_clear(&out);
	report_print_github(report, &options, &out);
	promise(utf8_first_invalid(buffer_text(&out)) == out.length, "the report in annotations is not UTF-8");
	buffer_clear(&out);
	report_print_text(report, &options, &out);
	promise(utf8_first_invalid(buffer_text(&out)) == out.length, "the report in text is not UTF-8");
	buffer_release(&out);
}

/* The stages of a suite, in the order of load/suite.c. */
static void complete(struct suite *trial)
{
	make_records(trial);
	for (size_t i = 0; i < trial->policy_count; i++)
		policy_complete(trial->policies[i], trial);
	for (size_t i = 0; i < trial->record_count; i++)
		record_resolve(trial->records[i], trial->today, false);
	for (size_t i = 0; i < trial->policy_count; i++) {
		policy_fingerprint(trial->policies[i]);
		promise_tree(trial->policies[i]);
	}
	find_uses(trial);
}

void trial_report(struct suite *trial, struct report *report)
{
	bool has_tables = trial->check_tables != NULL;

	complete(trial);
	if (!has_tables)
		suite_prepare_checks(trial);
	for (size_t i = 0; i < trial->policy_count; i++)
		policy_check(trial->policies[i], trial);
	suite_check(trial);
	suite_report(trial, 1, report);
	if (!has_tables)
		suite_release_checks(trial);
	promise_report(trial, report);
}

static void promise_policy_words(const struct policy *policy, const xmlDoc *document, const char *name)
{
	struct buffer words = BUFFER_EMPTY;

	promise_targets(document, name);
	xml_words(&words, document);
	promise_words(policy, buffer_text(&words), name);
	buffer_release(&words);
}

static void promise_fo(const struct policy *policy, struct text text)
{
	xmlDoc *document = promise_xml(text, "fo");

	promise_policy_words(policy, document, "fo");
	xmlFreeDoc(document);
}

static void promise_policy_xml(const struct policy *policy, struct text text, bool is_published)
{
	xmlDoc *document = promise_xml(text, "xml");

	promise_policy_words(policy, document, "xml");

	if (is_published) {
		xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(policy_schema());
		promise(xmlRelaxNGValidateDoc(context, document) == 0, "xml: not by its schema:\n%.*s",
			TEXT_ARGUMENTS(text));
		xmlRelaxNGFreeValidCtxt(context);
	}
	xmlFreeDoc(document);
}

static void write_all(struct suite *trial, const struct policy *policy, bool is_published)
{
	struct buffer out = BUFFER_EMPTY, words = BUFFER_EMPTY;
	struct fo_styles styles;
	size_t line;
	/* By this the raised numbers of citations are told from the words that they stand beside. */
	bool is_read = fo_styles_read(&styles, &trial->arena, TEXT("citation baseline-shift=\"super\"\n"), &out, &line);
	promise(is_read, "the styles can't be read: %.*s", TEXT_ARGUMENTS(buffer_text(&out)));
	const struct edition edition = {.site = trial->site, .root = "../../", .fo_styles = &styles};

	write_json(&out, policy, &edition);
	promise_json(buffer_text(&out), "json");
	buffer_clear(&out);
	write_xml(&out, policy, &edition);
	promise_policy_xml(policy, buffer_text(&out), is_published);
	buffer_clear(&out);
	write_fo(&out, policy, &edition);
	promise_fo(policy, buffer_text(&out));
	buffer_clear(&out);
	write_html(&out, policy, &edition);
	promise_html(buffer_text(&out));
	html_words(&words, buffer_text(&out));
	promise_words(policy, buffer_text(&words), "html");
	buffer_clear(&out);
	write_text(&out, policy, &edition);
	promise_characters(buffer_text(&out), "text");
	buffer_clear(&out);
	policy_dump(&out, policy);
	promise(utf8_first_invalid(buffer_text(&out)) == out.length, "the dump is not UTF-8");
	buffer_release(&words);
	buffer_release(&out);
}

void trial_run(struct suite *trial)
{
	struct report report;
	bool has_error = false;

	trial_report(trial, &report);
	for (size_t i = 0; i < report.count; i++)
		has_error |=
			report.findings[i]->severity == SEVERITY_ERROR && report.findings[i]->accepted.bytes == NULL;
	for (size_t i = 0; i < trial->policy_count; i++)
		if (trial->policies[i]->is_readable)
			write_all(trial, trial->policies[i], !has_error);
}

void trial_run_sample(struct suite *trial)
{
	trial_add(trial, "policies/CMICB_Clin900.md", text_of(sample_policy), false);
	trial_run(trial);
}

#include "trial.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "check/check.h"
#include "read/markdown.h"
#include "read/policy.h"
#include "read/suite.h"
#include "tree/dump.h"
#include "tree/fingerprint.h"
#include "write/write.h"

const char sample_policy[] =
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

static void add_policy(struct suite *trial, struct policy *policy)
{
	struct record *record = ARENA_NEW(&trial->arena, struct record);

	trial->policies = arena_copy_array(&trial->arena, &policy, 1, sizeof(struct policy *));
	trial->policy_count = 1;
	*record = (struct record){.ref = policy->ref.text, .count = 1};
	record->versions = arena_copy_array(&trial->arena, &policy, 1, sizeof(struct policy *));
	trial->records = arena_copy_array(&trial->arena, &record, 1, sizeof(struct record *));
	trial->record_count = 1;
}

static void find_uses(struct suite *trial, struct policy *policy)
{
	for (size_t i = 0; i < trial->block_count; i++)
		for (size_t j = 0; j < policy->include_count; j++)
			if (policy->includes[j].source == &trial->blocks[i]->source) {
				trial->blocks[i]->used_by = trial->policies;
				trial->blocks[i]->used_by_count = 1;
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
	report_print_text(report, &options, &out);
	promise(utf8_first_invalid(buffer_text(&out)) == out.length, "the report in text is not UTF-8");
	buffer_release(&out);
}

void trial_report(struct suite *trial, struct policy *policy, struct report *report)
{
	add_policy(trial, policy);
	policy_complete(policy, trial);
	record_resolve(trial->records[0], trial->today, false);
	policy_fingerprint(policy);
	find_uses(trial, policy);
	promise_tree(policy);
	bool has_tables = trial->check_tables != NULL;
	if (!has_tables)
		suite_prepare_checks(trial);
	policy_check(policy, trial);
	suite_check(trial);
	suite_report(trial, report);
	if (!has_tables)
		suite_release_checks(trial);
	promise_report(trial, report);
}

bool trial_policy(struct suite *trial, struct policy *policy)
{
	struct report report;

	trial_report(trial, policy, &report);
	for (size_t i = 0; i < report.count; i++)
		if (report.findings[i]->severity == SEVERITY_ERROR && report.findings[i]->accepted.bytes == NULL)
			return true;
	return false;
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

void trial_write(const struct suite *trial, const struct policy *policy, bool is_published)
{
	const struct edition edition = {.site = trial->site, .root = "../../"};
	struct buffer out = BUFFER_EMPTY, words = BUFFER_EMPTY;

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

void trial_run(struct suite *trial, struct text source)
{
	struct policy *policy = policy_read("policies/CMICB_Clin900.md", source, false);
	bool has_error = trial_policy(trial, policy);

	if (policy->is_readable)
		trial_write(trial, policy, !has_error);
}

/* The fingerprint: its exact bytes, what changes it, and what doesn't. */
#include "reading.h"
#include "unit.h"

#include "base/sha256.h"
#include "load/profile.h"
#include "load/site.h"
#include "read/policy.h"
#include "tree/fingerprint.h"

static const char profile_source[] =
	"profile: p\ntitle: P\nparts: [sections]\ntitle_block: [title]\n"
	"categories: [{id: 1, label: Category 1}]\n"
	"document_control:\n  none: N/A\n  rows:\n    - {key: version, label: 'Version:', pattern: '{version}'}\n"
	"    - {key: cross_references, label: Cross, pattern: '{cross_references}'}\n"
	"version_history: {form: sentences, sentence: '{version}'}\n"
	"sections:\n  - {kind: policy-statement, headings: [Policy statement]}\n"
	"  - {kind: coding, headings: [Coding]}\n  - {kind: references, headings: [References]}\n";

/* With a row of the document control table for each key that stands in it alone. */
static const char wide_profile_source[] = "profile: q\ntitle: Q\nparts: [sections]\ntitle_block: [title]\n"
					  "categories: [{id: 1, label: Category 1}, {id: 2, label: Category 2}]\n"
					  "document_control:\n  none: N/A\n  rows:\n"
					  "    - {key: published_where, label: A, pattern: '{published_where}'}\n"
					  "    - {key: purpose, label: B, pattern: '{purpose}'}\n"
					  "    - {key: supersedes, label: C, pattern: '{supersedes}'}\n"
					  "    - {key: author, label: D, pattern: '{author}'}\n"
					  "    - {key: ratified_by, label: E, pattern: '{ratified_by}'}\n"
					  "    - {key: target_audience, label: F, pattern: '{target_audience}'}\n"
					  "    - {key: cross_references, label: G, pattern: '{cross_references}'}\n"
					  "version_history: {form: sentences, sentence: '{version}'}\n"
					  "sections:\n  - {kind: policy-statement, headings: [Policy statement]}\n";

static const char policy_source[] =
	"---\nref: X_001\ntitle: Scars\nprofile: p\ncategory: 1\nstatus: ratified\nversion: 0.3\n"
	"date_ratified: 2025-05\nreview_every: 5 years\ncross_references: [A, B]\n---\n\n"
	"## Policy statement\n\n1. Laser *treatment* is\n   commissioned.\n\n"
	"## Coding\n\n1. OPCS-4 codes\n\n   - S10.3 Peeling\n\n2. ICD-10 codes\n\n   None\n\n"
	"## References\n\n[^1]: A study.\n";

/* A complete policy of `source` in a suite of its own, released with suite_release. */
static struct policy *complete(struct suite *suite, struct text source)
{
	struct source *profile = NULL;

	*suite = (struct suite){0};
	findings_init(&suite->findings, &suite->arena, TEXT(""));
	suite->root = ".";
	suite->site = ARENA_NEW(&suite->arena, struct site);
	site_clear(suite->site);
	profile = ARENA_NEW(&suite->arena, struct source);
	source_init(profile, &suite->arena, "p.yaml", text_of(profile_source));
	map_set(&suite->profiles, TEXT("p"), profile_read(suite, profile, TEXT("p")));
	profile = ARENA_NEW(&suite->arena, struct source);
	source_init(profile, &suite->arena, "q.yaml", text_of(wide_profile_source));
	map_set(&suite->profiles, TEXT("q"), profile_read(suite, profile, TEXT("q")));
	suite->policies = ARENA_ARRAY(&suite->arena, 1, struct policy *);
	suite->policies[suite->policy_count++] = policy_read("policies/X_001.md", source, false);
	policy_complete(suite->policies[0], suite);
	for (const struct finding *finding = suite->findings.first; finding; finding = finding->next)
		fail_msg("%.*s", TEXT_ARGUMENTS(finding->message));
	for (const struct finding *finding = suite->policies[0]->findings.first; finding; finding = finding->next)
		fail_msg("%.*s", TEXT_ARGUMENTS(finding->message));
	policy_fingerprint(suite->policies[0]);
	return suite->policies[0];
}

static void test_bytes(void **state)
{
	(void)state;
	static const char before_body[] =
		"policyc-fingerprint-1\nref 5\nX_001\ntitle 5\nScars\nsubtitle 0\n\nversion 3\n0.3\ncategory "
		"10\nCategory 1\n"
		"date_ratified 7\n2025-05\ndate_published 0\n\nlast_reviewed 0\n\nreview_date 0\n\neffective_from 0\n\n"
		"effective_to 0\n\nreview_every 3\nP5Y\n"
		"control-rows 1\n2\ncontrol-key 7\nversion\ncontrol-words 3\n0.3\n"
		"control-key 16\ncross_references\ncontrol-words 3\nA\nB\n";
	struct suite suite;
	struct buffer form = BUFFER_EMPTY;
	char hex[SHA256_HEX_LENGTH + 1];

	const struct policy *policy = complete(&suite, text_of(policy_source));
	fingerprint_append_form(&form, policy);
	struct text bytes = buffer_text(&form);
	size_t body = text_find(bytes, TEXT("body "), 0);
	assert_text_is(text_slice(bytes, 0, body), before_body);
	assert_true(text_find(bytes, TEXT("Laser treatment is commissioned.\n"), body) != TEXT_NOT_FOUND);
	assert_true(
		text_find(
			bytes,
			TEXT("code-sets 1\n2\nset-system 6\nOPCS-4\nset-state 6\nlisted\nset-heading 12\nOPCS-4 codes\n"
			     "set-url 0\n\nset-codes 1\n1\ncode-match 5\nexact\ncode-canonical 5\nS10.3\ncode-last "
			     "0\n\n"
			     "code-term 7\nPeeling\ncode-marks 0\n\nset-system 6\nICD-10\nset-state 4\nnone\n"),
			body) != TEXT_NOT_FOUND);
	assert_true(text_ends(bytes, TEXT("references 1\n1\nreference-kind 4\ntext\nreference-identifier 0\n\n"
					  "reference-label 1\n1\nreference-text 8\nA study.\nreference-url 0\n\n")));
	sha256_hex(bytes, hex);
	assert_text_is(policy->fingerprint.text,
		       arena_string(&suite.arena, arena_format(&suite.arena, "sha256:%s", hex)));
	buffer_release(&form);
	suite_release(&suite);
}

/* The fingerprint with `before` of the policy's source put as `after`. */
static struct text fingerprint_with(struct arena *arena, const char *before, const char *after)
{
	struct text source = text_of(policy_source);
	struct suite suite;
	size_t at = text_find(source, text_of(before), 0);

	assert_int_not_equal(at, TEXT_NOT_FOUND);
	struct text changed =
		arena_format(arena, "%.*s%s%s", (int)at, source.bytes, after, source.bytes + at + strlen(before));
	struct text fingerprint = arena_copy(arena, complete(&suite, changed)->fingerprint.text);
	suite_release(&suite);
	return fingerprint;
}

static void test_what_counts(void **state)
{
	(void)state;
	static const struct {
		const char *before, *after;
		bool counts;
	} cases[] = {
		{"title: Scars", "title: Scar", true},
		{"title: Scars", "title: Scars\nsubtitle: (b)", true},
		{"version: 0.3", "version: 0.30", true},
		{"2025-05", "2025-05-01", true},
		{"5 years", "60 months", false},
		{"5 years", "6 years", true},
		{"[A, B]", "[A]", true},
		{"status", "category_label: Other\nstatus", true},
		{"status", "document_control: {version: \"Version 0.3\"}\nstatus", true},
		{"commissioned", "not commissioned", true},
		{"S10.3 Peeling", "S10.4 Peeling", true},
		{"A study", "The study", true},
		{"## Coding", "## Coding {#codes}", false},
		{"Laser *treatment* is\n   commissioned", "**Laser** treatment is commissioned", false},
		{"status: ratified", "status: draft", false},
		{"status", "keywords: [scar]\nspecialty: Skin\nsummary: Plain words\nx_own: 1\nroute: ifr\nstatus",
		 false},
		{"status", "redirect_from: [/old.pdf]\nallow: [{check: duplicate-code, reason: so}]\nstatus", false},
	};
	struct arena arena = ARENA_EMPTY;
	struct text usual = fingerprint_with(&arena, "X_001", "X_001");

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct text other = fingerprint_with(&arena, cases[i].before, cases[i].after);
		if (text_equal(usual, other) == cases[i].counts)
			fail_msg("“%s” in place of “%s”", cases[i].after, cases[i].before);
	}
	arena_release(&arena);
}

/* SPEC section 5 lists what the fingerprint is over: each key of the front matter is here, and says whether it is. */
static void test_each_key(void **state)
{
	(void)state;
	static const struct {
		const char *key, *one, *other;
		bool counts;
	} keys[] = {
		{"ref", "X_001", "X_002", true},
		{"title", "Scars", "Scar", true},
		{"subtitle", "(a)", "(b)", true},
		{"version", "1", "2", true},
		{"category", "1", "2", true},
		{"category_label", "One", "Two", true},
		{"date_ratified", "2025-05", "2025-05-01", true},
		{"date_published", "2025-05", "2025-06", true},
		{"last_reviewed", "2025-05", "2025-06", true},
		{"review_date", "2025-05", "2025-06", true},
		{"effective_from", "2025-05", "2025-06", true},
		{"effective_to", "2025-05", "2025-06", true},
		{"review_every", "5 years", "4 years", true},
		{"published_where", "Website", "Intranet", true},
		{"purpose", "So", "Thus", true},
		{"supersedes", "One", "Two", true},
		{"author", "One", "Two", true},
		{"ratified_by", "One", "Two", true},
		{"target_audience", "All", "Some", true},
		{"cross_references", "One", "Two", true},
		{"document_control", "{author: One}", "{author: Two}", true},
		/* The profile is known by what it makes of the document. */
		{"profile", "q", "q", false},
		{"status", "ratified", "draft", false},
		{"publish_from", "2025-05-01", "2025-06-01", false},
		{"review_extended", "{to: 2026-01}", "{to: 2027-01}", false},
		{"review_started", "2025-05-01", "2025-06-01", false},
		{"history", "[{version: 1, date: 2025-05, changes: A}]", "[{version: 1, date: 2025-06, changes: B}]",
		 false},
		{"withdrawn", "{date: 2025-05}", "{date: 2025-06}", false},
		{"summary", "One", "Two", false},
		{"specialty", "[A]", "[B]", false},
		{"keywords", "[a]", "[b]", false},
		{"route", "[ifr]", "[prior_approval]", false},
		{"applies_to", "{sex: female}", "{sex: male}", false},
		{"transition", "One", "Two", false},
		{"coding_logic", "{combine: all}", "{combine: any}", false},
		{"documents", "[{kind: form, title: A, url: 'https://a.example'}]",
		 "[{kind: form, title: B, url: 'https://b.example'}]", false},
		{"redirect_from", "[/a.pdf]", "[/b.pdf]", false},
		{"previous_refs", "[A_1]", "[B_1]", false},
		{"replaces", "[A_1]", "[B_1]", false},
		{"allow", "[{check: duplicate-code, reason: a}]", "[{check: duplicate-code, reason: b}]", false},
		{"reading", "{agreed_by: a, date: 2026-01-01, of: b}", "{agreed_by: c, date: 2026-01-02, of: d}",
		 false},
		{"x_own", "a", "b", false},
	};
	static const struct {
		const char *key, *value;
	} needed[] = {{"ref", "X_001"},  {"title", "Scars"},     {"profile", "q"},
		      {"category", "1"}, {"status", "ratified"}, {"version", "1"}};
	const size_t count = ARRAY_COUNT(keys);

	for (size_t row = 0; row < policy_fields.count; row++) {
		size_t i = 0;
		while (policy_fields.fields[row].key && i < count &&
		       strcmp(keys[i].key, policy_fields.fields[row].key) != 0)
			i++;
		if (policy_fields.fields[row].key && i == count)
			fail_msg("nobody has said whether the fingerprint is over %s", policy_fields.fields[row].key);
	}
	for (size_t i = 0; i < count; i++) {
		struct arena arena = ARENA_EMPTY;
		struct text prints[2];
		for (size_t k = 0; k < 2; k++) {
			struct buffer source = BUFFER_EMPTY;
			struct suite suite;
			buffer_append_string(&source, "---\n");
			for (size_t n = 0; n < ARRAY_COUNT(needed); n++)
				if (strcmp(needed[n].key, keys[i].key) != 0)
					buffer_append_format(&source, "%s: %s\n", needed[n].key, needed[n].value);
			buffer_append_format(&source, "%s: %s\n---\n\n## Policy statement\n\n1. One.\n", keys[i].key,
					     k ? keys[i].other : keys[i].one);
			prints[k] = arena_copy(&arena, complete(&suite, buffer_text(&source))->fingerprint.text);
			suite_release(&suite);
			buffer_release(&source);
		}
		if (text_equal(prints[0], prints[1]) == keys[i].counts)
			fail_msg("%s: “%s” and “%s” %s", keys[i].key, keys[i].one, keys[i].other,
				 keys[i].counts ? "make no difference" : "make a difference");
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_what_counts),
		cmocka_unit_test(test_each_key),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

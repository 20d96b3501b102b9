#include "body.h"

#include "parse/limits.h"

/* Sections, subsections, clauses */

static void test_sections_and_clauses(void **state)
{
	struct policy *policy =
		body_build("Before.\n\n## Policy statement\n\n1. One.\n2. Two:\n\n   - a\n   - b\n\n"
			   "Words between.\n\n1. Three.\n\n## Advice and Guidance\n\n### Aims\n\n1. Four.\n");

	(void)state;
	policy_number(policy);
	assert_outline(policy, "paragraph \"Before.\"\n"
			       "section policy-statement 1 s-1\n"
			       " heading \"Policy statement\"\n"
			       " clause 1.1 c-1-1\n  paragraph \"One.\"\n"
			       " clause 1.2 c-1-2\n  paragraph \"Two:\"\n"
			       "  list\n   item\n    paragraph \"a\"\n   item\n    paragraph \"b\"\n"
			       " paragraph \"Words between.\"\n"
			       " clause 1.3 c-1-3\n  paragraph \"Three.\"\n"
			       "section guidance 2 s-2\n"
			       " heading \"Advice and Guidance\"\n"
			       " section other 2.1 s-2-1\n"
			       "  heading \"Aims\"\n"
			       "  clause 2.1.1 c-2-1-1\n   paragraph \"Four.\"\n");
	assert_findings(policy, "");
	assert_int_equal(node_section_kind(policy->body->last_child->last_child), SECTION_GUIDANCE);
	assert_text_is(place_text(policy->body->last_child->place), "## Advice and Guidance\n\n### Aims\n\n1. Four.");
	policy_free(policy);
}

static void test_lists_that_are_no_clauses(void **state)
{
	struct policy *policy = body_build("1. Before.\n\n## Policy statement\n\n- a\n- b\n\n> 1. quoted\n");

	(void)state;
	assert_outline(policy, "list ordered\n item\n  paragraph \"Before.\"\n"
			       "section policy-statement\n heading \"Policy statement\"\n"
			       " list\n  item\n   paragraph \"a\"\n  item\n   paragraph \"b\"\n"
			       " quote\n  list ordered\n   item\n    paragraph \"quoted\"\n");
	policy_free(policy);
}

static void test_subsection_without_section(void **state)
{
	struct policy *policy = body_build("### Aims\n\n1. One.\n");

	(void)state;
	policy_number(policy);
	assert_outline(policy, "section other 1 s-1\n heading \"Aims\"\n clause 1.1 c-1-1\n  paragraph \"One.\"\n");
	assert_findings(policy, "heading-skip 1:1 \"### Aims\"\n");
	policy_free(policy);
}

static void test_unknown_profile(void **state)
{
	struct policy *policy = body_read("## Policy statement\n\n### Aims\n\nWords.[^1]\n\n[^1]: A book.\n");

	(void)state;
	structure_build(policy, NULL);
	assert_int_equal(policy->body->first_child->section.kind, SECTION_OTHER);
	assert_findings(policy, "");
	policy_free(policy);
}

/* Attributes */

static void test_attributes(void **state)
{
	struct policy *policy =
		body_build("## Policy statement {-}\n\n1. One.\n\n### Aims\n\n1. Two.\n\n"
			   "## Coding {#codes}\n\n## Evidence {- #why}\n\n## Rest {#a.b_c-d} {-}\n\n"
			   "## *Last* words **{bullets - #last}**\n\n## Last words {bullets - #last}\n");

	(void)state;
	assert_outline(policy, "section policy-statement unnumbered\n heading \"Policy statement\"\n"
			       " clause\n  paragraph \"One.\"\n"
			       " section other unnumbered\n  heading \"Aims\"\n  clause\n   paragraph \"Two.\"\n"
			       "section coding {#codes}\n heading \"Coding\"\n"
			       "section evidence unnumbered {#why}\n heading \"Evidence\"\n"
			       "section other unnumbered {#a.b_c-d}\n heading \"Rest\"\n"
			       "section other unnumbered {#last}\n heading \"Last words\"\n"
			       "section other unnumbered {#last}\n heading \"Last words\"\n");
	assert_int_equal(policy->body->last_child->section.presentation, PRESENTATION_BULLETS);
	assert_text_is(place_text(policy->body->last_child->first_child->first_child->place), "Last words");
	assert_findings(policy, "");
	policy_free(policy);
}

static void test_wrong_attributes(void **state)
{
	struct policy *policy = body_build("## A {bulets}\n\n## B {#s-1}\n\n## C {#1.1}\n\n## D {#a/b}\n\n"
					   "## E {bullets paragraphs}\n\n## F {#a #b}\n\n## G {}\n\n## H \\{-}\n\n"
					   "## I {wide}\n");

	(void)state;
	assert_findings(policy,
			"syntax 1:7 \"bulets\"\nsyntax 3:7 \"#s-1\"\nsyntax 5:7 \"#1.1\"\nsyntax 7:7 \"#a/b\"\n"
			"syntax 9:15 \"paragraphs\"\nsyntax 11:10 \"#b\"\nsyntax 13:6 \"{}\"\nsyntax 17:7 \"wide\"\n");
	assert_message(policy, 0, "did you mean {bullets}?");
	assert_message(policy, 1, "\"s-\"");
	assert_message(policy, 2, "clause's number");
	assert_message(policy, 3, "digits, \"-\", \"_\" and \".\" only");
	assert_message(policy, 7, "no number");
	assert_text_is(node_words(&policy->arena, policy->body->last_child->previous->first_child), "H {-}");
	policy_free(policy);
}

static void test_names_of_clauses(void **state)
{
	struct policy *policy = body_build(
		"## Policy statement\n\n1. One. {#one}\n2. Two: {any} {#two}\n\n   - a {#a}\n   - b\n     {#b_c}\n\n"
		"3. Three {#three}: {any}\n4. Four: {#four} {eligible}\n\n   More {#more}\n\n5. `{#code}`\n6. \\{#no}\n"
		"7. Seven {-}\n8. Eight {#c-8}\n9. NOTE: nine {#nine}\n");

	(void)state;
	assert_outline(policy, "section policy-statement\n heading \"Policy statement\"\n"
			       " clause {#one}\n  paragraph \"One.\"\n"
			       " clause {#two}\n  paragraph \"Two:\"\n"
			       "  list\n   item {#a}\n    paragraph \"a\"\n   item {#b_c}\n    paragraph \"b\"\n"
			       " clause\n  paragraph \"Three {#three}:\"\n"
			       " clause {#four}\n  paragraph \"Four:\"\n  paragraph \"More\"\n"
			       " clause\n  paragraph \"{#code}\"\n"
			       " clause\n  paragraph \"{#no}\"\n"
			       " clause\n  paragraph \"Seven\"\n"
			       " clause\n  paragraph \"Eight\"\n"
			       " clause {#nine}\n  note \"NOTE: nine\"\n");
	assert_findings(policy, "syntax 10:20 \"{any}\"\nsyntax 11:18 \"{eligible}\"\nsyntax 13:9 \"{#more}\"\n"
				"syntax 17:10 \"{-}\"\nsyntax 18:10 \"{#c-8}\"\n");
	policy_free(policy);
}

static void test_headings_that_say_nothing(void **state)
{
	struct policy *policy = body_build("## `{x}` {-}\n\n## {#name}\n\n##\n");

	(void)state;
	assert_outline(policy, "section other unnumbered\n heading \"{x}\"\nsection other {#name}\n heading \"\"\n"
			       "section other\n heading \"\"\n");
	assert_findings(policy, "syntax 5:1 \"##\"\nsyntax 3:1 \"## {#name}\"\n");
	policy_free(policy);
}

/* {bullets}, {paragraphs} */

static void test_bullets(void **state)
{
	struct policy *policy =
		body_build("## Advice and Guidance {bullets}\n\n1. One:\n\n   - a\n\n<!-- -->\n\n1. Two.\n\n"
			   "- Three.\n\nWords.\n\n1. Four.\n\n### Aims\n\n1. Five.\n");

	(void)state;
	assert_outline(policy, "section guidance\n heading \"Advice and Guidance\"\n"
			       " list\n  item\n   paragraph \"One:\"\n   list\n    item\n     paragraph \"a\"\n"
			       "  item\n   paragraph \"Two.\"\n  item\n   paragraph \"Three.\"\n"
			       " paragraph \"Words.\"\n"
			       " list\n  item\n   paragraph \"Four.\"\n"
			       " section other\n  heading \"Aims\"\n  clause\n   paragraph \"Five.\"\n");
	policy_free(policy);
}

static void test_paragraphs(void **state)
{
	struct policy *policy =
		body_build("## Appendix 1 {- paragraphs}\n\n1. One. {#one}\n2. Two:\n\n   - a\n   - b\n");

	(void)state;
	assert_outline(policy, "section appendix unnumbered\n heading \"Appendix 1\"\n paragraph {#one} \"One.\"\n"
			       " paragraph \"Two:\"\n list\n  item\n   paragraph \"a\"\n  item\n   paragraph \"b\"\n");
	assert_findings(policy, "");
	policy_free(policy);
}

/* Notes */

static void test_notes(void **state)
{
	struct policy *policy = body_build(
		"NOTE: before.\n\n## Policy statement\n\n1. One.\n   NOTE: a note\n   goes on.\n   NOTE: another.\n"
		"2. Two:\n   - a\n     **NOTE:** in bold\n   - NOTE: only\n   - Note: yes\n   - A NOTE: no\n");

	(void)state;
	assert_outline(policy,
		       "note \"NOTE: before.\"\n"
		       "section policy-statement\n heading \"Policy statement\"\n"
		       " clause\n  paragraph \"One.\"\n  note \"NOTE: a note goes on.\"\n  note \"NOTE: another.\"\n"
		       " clause\n  paragraph \"Two:\"\n  list\n"
		       "   item\n    paragraph \"a\"\n    note \"NOTE: in bold\"\n"
		       "   item\n    note \"NOTE: only\"\n"
		       "   item\n    note \"Note: yes\"\n"
		       "   item\n    paragraph \"A NOTE: no\"\n");
	struct node *clause = policy->body->last_child->first_child->next;
	assert_text_is(place_text(clause->first_child->place), "One.");
	assert_text_is(place_text(clause->first_child->next->place), "NOTE: a note\n   goes on.");
	assert_text_is(place_text(clause->last_child->place), "NOTE: another.");
	policy_free(policy);
}

/* Joiners */

static void test_joiners_between_lists(void **state)
{
	struct policy *policy =
		body_build("## Policy statement\n\n1. One:\n\n   - a\n\n   OR\n\n   - b\n\n   **or**\n\n   - c\n\n"
			   "## Evidence\n\nLead-in:\n\n- a\n\nAnd\n\n- b\n");

	(void)state;
	assert_outline(policy,
		       "section policy-statement\n heading \"Policy statement\"\n clause\n  paragraph \"One:\"\n"
		       "  list\n   item\n    paragraph \"a\"\n   joiner \"OR\"\n   item\n    paragraph \"b\"\n"
		       "   joiner \"or\"\n   item\n    paragraph \"c\"\n"
		       "section evidence\n heading \"Evidence\"\n paragraph \"Lead-in:\"\n"
		       " list\n  item\n   paragraph \"a\"\n  joiner \"And\"\n  item\n   paragraph \"b\"\n");
	assert_findings(policy, "");
	struct node *list = policy->body->first_child->last_child->last_child;
	assert_text_is(place_text(list->place), "- a\n\n   OR\n\n   - b\n\n   **or**\n\n   - c");
	policy_free(policy);
}

static void test_joiners_inside_items(void **state)
{
	struct policy *policy = body_build(
		"## Policy statement\n\n1. One:\n   - a\n     OR\n   - b\n   AND\n   - c\n\n     OR\n\n   - d\n"
		"   - or\n   - e:\n     1. f\n     OR\n     2. g\n   OR\n   - h\n   OR\n");

	(void)state;
	assert_outline(policy,
		       "section policy-statement\n heading \"Policy statement\"\n clause\n  paragraph \"One:\"\n"
		       "  list\n"
		       "   item\n    paragraph \"a\"\n   joiner \"OR\"\n"
		       "   item\n    paragraph \"b\"\n   joiner \"AND\"\n"
		       "   item\n    paragraph \"c\"\n   joiner \"OR\"\n"
		       "   item\n    paragraph \"d\"\n   joiner \"or\"\n"
		       "   item\n    paragraph \"e:\"\n    list ordered\n"
		       "     item\n      paragraph \"f\"\n     joiner \"OR\"\n     item\n      paragraph \"g\"\n"
		       "   joiner \"OR\"\n"
		       "   item\n    paragraph \"h OR\"\n");
	struct node *list = policy->body->first_child->last_child->last_child;
	assert_text_is(place_text(list->first_child->place), "- a");
	assert_text_is(place_text(list->first_child->next->place), "OR");
	policy_free(policy);
}

static void test_joiners_that_join_nothing(void **state)
{
	struct policy *policy =
		body_build("## Policy statement\n\n1. One.\n\nOR\n\n1. Two.\n   AND\n   more.\n\n   - AND\n   - a\n");

	(void)state;
	assert_outline(policy,
		       "section policy-statement\n heading \"Policy statement\"\n clause\n  paragraph \"One.\"\n"
		       " paragraph \"OR\"\n clause\n  paragraph \"Two. AND more.\"\n"
		       "  list\n   item\n    paragraph \"AND\"\n   item\n    paragraph \"a\"\n");
	policy_free(policy);
}

/* Marks */

static void test_marks(void **state)
{
	struct policy *policy = body_build(
		"## Policy statement\n\n1. Two of: {considered} {at-least 2} {#two}\n\n   - a {note}\n   - b "
		"{elsewhere} "
		"{note}\n\n   More of: {only-if}{exactly 1}\n\n   - c\n\n2. **One {no-effect}**\n3. Plain\n");
	const struct node *clause = policy->body->last_child->first_child->next, *item = clause->first_child->next;

	(void)state;
	assert_findings(policy, "");
	assert_int_equal(clause->ruling.marks->effect, EFFECT_CONSIDERED);
	assert_text_is(place_text(clause->ruling.marks->effect_place), "{considered}");
	assert_null(clause->ruling.marks->note_place.source);
	assert_ptr_equal(clause->ruling.marks, item->list.group.marks);
	assert_int_equal(item->list.group.marks->combination, CRITERIA_AT_LEAST);
	assert_int_equal(item->list.group.marks->count, 2);
	item = item->first_child;
	assert_text_is(place_text(item->ruling.marks->note_place), "{note}");
	assert_null(item->ruling.marks->effect_place.source);
	assert_int_equal(item->next->ruling.marks->effect, EFFECT_ELSEWHERE);
	item = clause->last_child;
	assert_int_equal(item->list.group.marks->combination, CRITERIA_EXACTLY);
	assert_int_equal(item->list.group.marks->effect, EFFECT_ONLY_IF);
	assert_null(item->first_child->ruling.marks);
	clause = clause->next;
	assert_int_equal(clause->ruling.marks->effect, EFFECT_UNSTATED);
	assert_text_is(node_words(&policy->arena, clause), "One");
	assert_null(clause->next->ruling.marks);
	policy_free(policy);
}

static void test_wrong_marks(void **state)
{
	struct policy *policy = body_build(
		"## Policy statement\n\nLoose {eligible}\n\n1. A: {all} {any}\n\n   - a {note} {note}\n   - b {all}\n\n"
		"2. B {scope} {required}\n3. C: {at least 2}\n\n   - c {at-least}\n   - d {list 2}\n\n"
		"   More {note}\n\n4. D {not_commissioned}\n5. E {foo}\n6. F {eligible} {foo} {#f}\n7. G {#a} {#b}\n");

	(void)state;
	assert_findings(
		policy,
		"syntax 3:7 \"{eligible}\"\nsyntax 5:13 \"{any}\"\nsyntax 7:15 \"{note}\"\nsyntax 8:8 \"{all}\"\n"
		"syntax 10:14 \"{required}\"\nsyntax 11:7 \"{at least 2}\"\nsyntax 13:8 \"{at-least}\"\n"
		"syntax 14:8 \"{list 2}\"\nsyntax 16:9 \"{note}\"\nsyntax 18:6 \"{not_commissioned}\"\n"
		"syntax 19:6 \"{foo}\"\nsyntax 20:17 \"{foo}\"\nsyntax 21:11 \"{#b}\"\n");
	assert_message(policy, 5, "did you mean {at-least 2}?");
	assert_message(policy, 6, "as in {at-least 2}");
	assert_message(policy, 7, "write {list} alone");
	assert_message(policy, 9, "did you mean {not-commissioned}?");
	assert_message(policy, 10, "{exactly 1}");
	policy_free(policy);
}

/* stray-list, typed-number */

static void test_stray_lists(void **state)
{
	struct policy *policy = body_build(
		"## Policy statement\n\n1. One:\n\n- a\n- b\n\n1. Two:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n"
		"1. Three.\n\n- c\n\n1. Four:\n\nNOTE: five\n\n1. Six:\n\n   - d\n\nOR\n\n- e\n\n1. Seven:\n\n   - "
		"f\n\n"
		"10. Eight:\n\n- g\n");

	(void)state;
	assert_findings(policy, "stray-list 5:1 \"- a\n- b\"\nstray-list 10:1 \"| a | b |\n| - | - |\n| 1 | 2 |\"\n"
				"stray-list 20:1 \"NOTE: five\"\nstray-list 26:1 \"OR\"\nstray-list 36:1 \"- g\"\n");
	assert_message(policy, 0, "by three spaces so that it belongs to clause 1.1");
	assert_message(policy, 4, "belongs to clause 1.7");
	policy_free(policy);
}

static void test_stray_list_below_bullets(void **state)
{
	struct policy *policy = body_build(
		"## Advice and Guidance {bullets}\n\n1. One:\n\n- a\n\n## Appendix 1 {paragraphs}\n\n1. Two:\n\n- b\n");

	(void)state;
	assert_findings(policy, "stray-list 5:1 \"- a\"\n");
	policy_free(policy);
}

static void test_typed_numbers(void **state)
{
	struct policy *policy = body_build(
		"## 1. Policy statement\n\n1. 1.1 Treatment\n2. 1.2 treatment\n3. 1.8.2 states that\n4. 2.5 mg of it\n"
		"5. 24/7 cover\n6. 1.4.2023 The date\n7. 2023 A year\n8. **1.8** \"Quoted\n\n- 5.1 Section\n- 5.1 of "
		"it\n\n"
		"2.2 Paragraph\n\n### 1.1. Sub\n\n1. 4) Words\n2. 3\\. Words\n");

	(void)state;
	assert_findings(policy, "typed-number 1:4 \"1.\"\ntyped-number 3:4 \"1.1\"\ntyped-number 4:4 "
				"\"1.2\"\ntyped-number 10:6 \"1.8\"\n"
				"typed-number 12:3 \"5.1\"\ntyped-number 15:1 \"2.2\"\ntyped-number 17:5 \"1.1.\"\n"
				"typed-number 19:4 \"4)\"\ntyped-number 20:4 \"3\\.\"\n");
	policy_free(policy);
}

/* References */

static void test_reference_lists(void **state)
{
	struct policy *policy = body_build(
		"## Evidence\n\n1. Said.[^2]\n\n### Reference {-}\n\n[^2]: Two.\n[^1]: One.\n\nWords.\n\n[^x]: Ten.\n");

	(void)state;
	policy_number(policy);
	assert_outline(policy,
		       "section evidence 1 s-1\n heading \"Evidence\"\n clause 1.1 c-1-1\n  paragraph \"Said.\"\n"
		       " section references unnumbered s-reference\n  heading \"Reference\"\n"
		       "  reference-list\n   reference reference-2 \"Two.\"\n   reference reference-1 \"One.\"\n"
		       "  paragraph \"Words.\"\n"
		       "  reference-list\n   reference reference-3 \"Ten.\"\n");
	assert_findings(policy, "");
	policy_free(policy);
}

static void test_reference_outside(void **state)
{
	struct policy *policy = body_build("## Evidence\n\n1. Said.[^1]\n\n[^1]: One.\n");

	(void)state;
	assert_outline(policy, "section evidence\n heading \"Evidence\"\n clause\n  paragraph \"Said.\"\n"
			       " reference-list\n  reference \"One.\"\n");
	assert_findings(policy, "syntax 5:1 \"[^1]: One.\"\n");
	policy_free(policy);
}

/* Includes */

struct library {
	struct suite suite;
	struct shared_block blocks[4 + LIMIT_INCLUDE_DEPTH];
	struct shared_block *pointers[4 + LIMIT_INCLUDE_DEPTH];
};

static void library_add(struct library *library, const char *key, const char *body)
{
	size_t i = library->suite.block_count++;
	struct shared_block *block = &library->blocks[i];
	struct text path = arena_format(&block->arena, "policies/shared/%s.md", key);

	findings_init(&block->findings, &block->arena, text_of(key));
	source_init(&block->source, &block->arena, path.bytes, arena_copy(&block->arena, text_of(body)));
	block->key = arena_copy(&block->arena, text_of(key));
	block->body = markdown_read(&block->arena, &block->source, 0, block->source.bytes.length, &block->findings);
	structure_find_includes(&block->arena, block->body, &block->findings);
	library->pointers[i] = block;
	library->suite.blocks = library->pointers;
	map_set(&library->suite.block_of_key, block->key, block);
}

static void library_release(struct library *library)
{
	for (size_t i = 0; i < library->suite.block_count; i++)
		arena_release(&library->blocks[i].arena);
	map_release(&library->suite.block_of_key);
}

static void test_includes(void **state)
{
	struct library library = {0};
	struct policy *policy =
		body_read("## Policy statement\n\n{{include aims@2024}}\n\n1. Two.\n\n{{ include  aims@2024 }}\n");

	(void)state;
	library_add(&library, "aims@2024", "{{include inner@1.0}}\n\n1. One. {#one}\n");
	library_add(&library, "inner@1.0", "1. Inner.\n");
	structure_splice_includes(policy, &library.suite);
	structure_build(policy, body_test_profile());
	policy_number(policy);
	assert_outline(policy, "section policy-statement 1 s-1\n heading \"Policy statement\"\n"
			       " clause 1.1 c-1-1\n  paragraph \"Inner.\"\n"
			       " clause 1.2 one\n  paragraph \"One.\"\n"
			       " clause 1.3 c-1-3\n  paragraph \"Two.\"\n"
			       " clause 1.4 c-1-4\n  paragraph \"Inner.\"\n"
			       " clause 1.5 c-1-5\n  paragraph \"One.\"\n");
	assert_findings(policy, "");
	assert_int_equal(policy->include_count, 2);
	assert_text_is(policy->includes[0].block, "aims");
	assert_text_is(policy->includes[1].edition, "1.0");
	assert_text_is(place_text(policy->includes[1].place), "{{include aims@2024}}");
	assert_ptr_equal(policy->includes[1].source, &library.blocks[1].source);
	assert_ptr_equal(policy->body->first_child->first_child->next->place.source, &library.blocks[1].source);
	policy_free(policy);
	library_release(&library);
}

static void test_missing_includes(void **state)
{
	struct library library = {0};
	struct policy *policy =
		body_read("{{include core-criteria@2042}}\n\n{{include core-criterai@1}}\n\n{{include other@1}}\n");

	(void)state;
	library_add(&library, "core-criteria@2023", "1. Old.\n");
	library_add(&library, "core-criteria@2024", "1. New.\n");
	structure_splice_includes(policy, &library.suite);
	assert_findings(
		policy,
		"include-missing 1:1 \"{{include core-criteria@2042}}\"\n"
		"include-missing 3:1 \"{{include core-criterai@1}}\"\ninclude-missing 5:1 \"{{include other@1}}\"\n");
	assert_message(policy, 0, "did you mean core-criteria@2024?");
	assert_message(policy, 1, "did you mean core-criteria@2024?");
	assert_message(policy, 2, "policies/shared/other@1.md");
	assert_null(policy->body->first_child);
	policy_free(policy);
	library_release(&library);
}

static void test_include_cycles(void **state)
{
	struct library library = {0};
	struct policy *policy = body_read("{{include a@1}}\n\n{{include c@1}}\n\n{{include a@1}}\n");

	(void)state;
	library_add(&library, "a@1", "{{include b@1}}\n\nA.\n");
	library_add(&library, "b@1", "{{include a@1}}\n\nB.\n");
	library_add(&library, "c@1", "C.\n\n{{include c@1}}\n");
	structure_splice_includes(policy, &library.suite);
	assert_findings(policy, "include-cycle 1:1 \"{{include a@1}}\"\ninclude-cycle 3:1 \"{{include c@1}}\"\n");
	assert_message(policy, 0, "a@1 → b@1 → a@1");
	assert_message(policy, 1, "(c@1 → c@1)");
	assert_ptr_equal(policy->findings.first->place.source, &library.blocks[1].source);
	assert_outline(policy,
		       "paragraph \"B.\"\nparagraph \"A.\"\nparagraph \"C.\"\nparagraph \"B.\"\nparagraph \"A.\"\n");
	policy_free(policy);
	library_release(&library);
}

static void test_include_depth(void **state)
{
	struct library library = {0};
	struct policy *policy = body_read("{{include b1@1}}\n");
	char key[16], body[64];

	(void)state;
	for (int i = 1; i <= LIMIT_INCLUDE_DEPTH + 1; i++) {
		snprintf(key, sizeof key, "b%d@1", i);
		snprintf(body, sizeof body, "W%d.\n\n{{include b%d@1}}\n", i, i + 1);
		library_add(&library, key, body);
	}
	structure_splice_includes(policy, &library.suite);
	assert_findings(policy, "limit 1:1 \"{{include b1@1}}\"\n");
	assert_int_equal(policy->include_count, LIMIT_INCLUDE_DEPTH);
	policy_free(policy);
	library_release(&library);
}

static void test_include_bomb(void **state)
{
	struct library library = {0};
	struct policy *policy = body_read("{{include b0@1}}\n");
	char key[16];

	(void)state;
	for (int i = 0; i < LIMIT_INCLUDE_DEPTH - 1; i++) {
		struct buffer body = BUFFER_EMPTY;
		for (int j = 0; j < 8; j++)
			buffer_append_format(&body, "{{include b%d@1}}\n\n", i + 1);
		snprintf(key, sizeof key, "b%d@1", i);
		library_add(&library, key, buffer_string(&body));
		buffer_release(&body);
	}
	library_add(&library, "b15@1", "Words.\n");
	structure_splice_includes(policy, &library.suite);
	assert_findings(policy, "limit 1:1 \"{{include b0@1}}\"\n");
	policy_free(policy);
	library_release(&library);
}

static void test_wrong_includes(void **state)
{
	struct policy *policy =
		body_read("{{include ../x@1}}\n\n{{include x}}\n\n{{x}}\n\n{{include X@1}}\n\nWords {{include x@1}}\n\n"
			  "- {{include x@1}}\n\n{{include x@1}}\n{{include y@1}}\n\n\\{{no}} \\{\\{no}}\n\n{{open\n\n"
			  "## Heading {{include x@1}}\n\n{{include x@1}}\n");

	(void)state;
	assert_findings(
		policy,
		"syntax 1:1 \"{{include ../x@1}}\"\nsyntax 3:1 \"{{include x}}\"\nsyntax 5:1 \"{{x}}\"\n"
		"syntax 7:1 \"{{include X@1}}\"\nsyntax 9:7 \"{{include x@1}}\"\nsyntax 11:3 \"{{include x@1}}\"\n"
		"syntax 13:1 \"{{include x@1}}\"\nsyntax 14:1 \"{{include y@1}}\"\nsyntax 18:1 \"{{\"\n"
		"syntax 20:12 \"{{include x@1}}\"\n");
	assert_message(policy, 0, "not a file");
	assert_message(policy, 1, "which edition");
	assert_message(policy, 4, "a blank line before and after");
	assert_int_equal(policy->body->last_child->kind, NODE_INCLUDE);
	assert_text_is(policy->body->last_child->include.block, "x");
	policy_free(policy);
}

/* Faults in what was included are told where they are, or at the include where they depend on the place. */
static void test_faults_in_blocks(void **state)
{
	struct library library = {0};
	struct policy *policy = body_read("{{include a@1}}\n\n## Policy statement\n\n1. One:\n\n{{include b@1}}\n");

	(void)state;
	library_add(&library, "a@1", "### Aims\n\n1. 1.1 Typed\n");
	library_add(&library, "b@1", "- a\n");
	structure_splice_includes(policy, &library.suite);
	structure_build(policy, body_test_profile());
	assert_findings(
		policy,
		"heading-skip 1:1 \"{{include a@1}}\"\ntyped-number 3:4 \"1.1\"\nstray-list 7:1 \"{{include b@1}}\"\n");
	assert_ptr_equal(policy->findings.first->next->place.source, &library.blocks[0].source);
	policy_free(policy);
	library_release(&library);
}

/* Whatever it is given, building ends, and soon. */
static void test_many_lines(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	buffer_append_string(&source, "## Policy statement\n\n1. One:\n");
	for (int i = 0; i < 20000; i++)
		buffer_append_string(&source, "   NOTE: a\n   OR\n");
	for (int i = 0; i < 5000; i++)
		buffer_append_string(&source, "\n1. Two:\n\n- a\n");
	struct policy *policy = body_build(buffer_string(&source));
	assert_int_equal(policy->findings.count, 5000);
	policy_free(policy);
	buffer_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections_and_clauses),
		cmocka_unit_test(test_lists_that_are_no_clauses),
		cmocka_unit_test(test_subsection_without_section),
		cmocka_unit_test(test_unknown_profile),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_wrong_attributes),
		cmocka_unit_test(test_names_of_clauses),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_wrong_marks),
		cmocka_unit_test(test_headings_that_say_nothing),
		cmocka_unit_test(test_bullets),
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_joiners_between_lists),
		cmocka_unit_test(test_joiners_inside_items),
		cmocka_unit_test(test_joiners_that_join_nothing),
		cmocka_unit_test(test_stray_lists),
		cmocka_unit_test(test_stray_list_below_bullets),
		cmocka_unit_test(test_typed_numbers),
		cmocka_unit_test(test_reference_lists),
		cmocka_unit_test(test_reference_outside),
		cmocka_unit_test(test_includes),
		cmocka_unit_test(test_missing_includes),
		cmocka_unit_test(test_include_cycles),
		cmocka_unit_test(test_include_depth),
		cmocka_unit_test(test_include_bomb),
		cmocka_unit_test(test_wrong_includes),
		cmocka_unit_test(test_faults_in_blocks),
		cmocka_unit_test(test_many_lines),
	};

	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

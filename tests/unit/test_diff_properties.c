/* What holds of the difference of any two policies, tried on thousands of random edits of the project's own four and of
 * small ones that are made up here. The numbers are drawn from a fixed seed, so a failure comes again. */
#include "unit.h"

#include "diff_apply.h"
#include "json_values.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/scan.h"
#include "diff/block_values.h"
#include "diff/blocks.h"
#include "diff/diff.h"
#include "diff/word_runs.h"
#include "load/suite.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "read/policy.h"
#include "tree/field_values.h"
#include "write/diff.h"

#define ROUNDS 2500

/* xorshift64*: S. Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016. */
static uint64_t state_of_chance = 0x9E3779B97F4A7C15u;

static size_t chance(size_t below)
{
	state_of_chance ^= state_of_chance >> 12;
	state_of_chance ^= state_of_chance << 25;
	state_of_chance ^= state_of_chance >> 27;
	return below ? (size_t)((state_of_chance * 0x2545F4914F6CDD1Du >> 33) % below) : 0;
}

static struct suite suite;

static int set_up(void **state)
{
	struct suite_options options = {.root = ".", .today = {2026, 11, 21}, .threads = 1};

	(void)state;
	markdown_set_up();
	suite_load(&suite, &options);
	return suite.policy_count >= 4 ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	suite_release(&suite);
	markdown_tear_down();
	return 0;
}

static struct policy *read_policy(struct text source)
{
	struct policy *policy = policy_read("policies/CMICB_Clin900.md", source, false);

	policy_complete(policy, &suite);
	return policy;
}

static struct value *json_of(struct arena *arena, const struct policy *old, const struct policy *new,
			     const struct difference *difference)
{
	struct diff_pair pair = {{old, "old"}, {new, "new"}, difference, true};
	struct buffer out = BUFFER_EMPTY;

	write_diff_json(&out, &pair, "");
	struct value *value = value_of_json_text(arena, buffer_text(&out));
	assert_non_null(value);
	buffer_release(&out);
	return value;
}

static void print_value(const char *name, const struct value *value)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	json_write_begin(&json, &out, true);
	json_write_value(&json, value);
	json_write_end(&json);
	fprintf(stderr, "%s: %s\n", name, buffer_string(&out));
	buffer_release(&out);
}

/* Through JSON, as both sides of a comparison must have gone. */
static struct value *plain_of(struct arena *arena, const struct policy *policy)
{
	struct value *plain = plain_policy(arena, policy);
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	json_write_begin(&json, &out, false);
	json_write_value(&json, plain);
	json_write_end(&json);
	plain = value_of_json_text(arena, buffer_text(&out));
	assert_non_null(plain);
	buffer_release(&out);
	return plain;
}

/* Words, whatever the form of their quotation marks and spaces. */

static uint64_t hash_of(struct text text)
{
	struct compared_words tokens = {0};

	tokens_append(&tokens, text);
	uint64_t hash = compared_words_hash(tokens.items, tokens.count);
	ARRAY_RELEASE(&tokens);
	return hash;
}

static void assert_words_add_up(const struct change *change)
{
	struct buffer old = BUFFER_EMPTY, new = BUFFER_EMPTY;

	for (size_t i = 0; i < change->words.count; i++) {
		const struct word_run *run = &change->words.runs[i];
		assert_true(run->op == '=' || run->op == '-' || run->op == '+');
		if (run->is_aside)
			continue;
		if (run->op != '+')
			buffer_append(&old, run->text);
		if (run->op != '-')
			buffer_append(&new, run->text);
	}
	if (change->words.count) {
		assert_int_equal(hash_of(buffer_text(&old)), hash_of(change->old_words));
		assert_int_equal(hash_of(buffer_text(&new)), hash_of(change->new_words));
	}
	buffer_release(&old);
	buffer_release(&new);
}

/* Hashes of words, sorted once they are all there. */
struct hashes {
	uint64_t *items;
	size_t count, capacity;
};

static int compare_hashes(const void *first, const void *second)
{
	const uint64_t *a = first, *b = second;

	return (*a > *b) - (*a < *b);
}

static bool has_hash(const struct hashes *hashes, uint64_t hash)
{
	return hashes->count && bsearch(&hash, hashes->items, hashes->count, sizeof hash, compare_hashes);
}

static void sort_hashes(struct hashes *hashes)
{
	if (hashes->count)
		qsort(hashes->items, hashes->count, sizeof *hashes->items, compare_hashes);
}

/* Blocks whose words must be told: AND and OR are told as how criteria combine, codes by themselves. */
static bool must_be_told(const struct block *block)
{
	enum node_kind kind = block->node->kind;

	return block->bag.count && kind != NODE_JOINER && kind != NODE_CELL && kind != NODE_SECTION &&
	       kind != NODE_CLAUSE && kind != NODE_ITEM && node_section_kind(block->node) != SECTION_CODING;
}

static void add_lines(struct hashes *told, struct text words)
{
	struct text rest = words, line;

	while (words.bytes && text_split(&rest, '\n', &line))
		*ARRAY_ADD(told) = hash_of(line);
}

static void add_sentences(struct hashes *hashes, struct text words)
{
	for (size_t at = 0, end; at < words.length; at = end) {
		end = sentence_end(words, at, words.length, SENTENCE_CAPITAL | SENTENCE_INITIAL);
		end = end > at ? end : words.length;
		if (text_trim(text_slice(words, at, end)).length)
			*ARRAY_ADD(hashes) = hash_of(text_trim(text_slice(words, at, end)));
	}
}

/* Where sentences are told one by one: each was there before, or is told. */
static bool all_sentences_are_told(struct text words, const struct hashes *before, const struct hashes *told)
{
	struct hashes sentences = {0};
	bool are_told = true;

	add_sentences(&sentences, words);
	for (size_t i = 0; i < sentences.count; i++)
		are_told = are_told && (has_hash(before, sentences.items[i]) || has_hash(told, sentences.items[i]));
	ARRAY_RELEASE(&sentences);
	return are_told;
}

/* No change is hidden: words that stand in NEW and nowhere in OLD are the new words of a change that is shown. */
static void assert_all_is_told(struct arena *arena, const struct policy *old, const struct policy *new,
			       const struct difference *difference)
{
	struct hashes before = {0}, told = {0};
	struct blocks from, to;

	blocks_init(&from, arena, old->body);
	blocks_init(&to, arena, new->body);
	for (uint32_t i = 0; i < from.count; i++)
		if (from.items[i].words.bytes) {
			*ARRAY_ADD(&before) = hash_of(words_alone(arena, from.items[i].words));
			add_sentences(&before, words_alone(arena, from.items[i].words));
		}
	for (size_t i = 0; i < difference->shown; i++) {
		const struct change *change = &difference->changes[i];
		add_lines(&told, change->new_words);
		if (change->subject == SUBJECT_SENTENCE)
			add_sentences(&told, change->new_words);
		for (size_t k = 0; change->op == OP_SPLIT && k < change->part_count; k++)
			add_lines(&told, change->parts[k].words);
	}
	sort_hashes(&before);
	sort_hashes(&told);
	for (uint32_t i = 0; i < to.count; i++) {
		struct text words = words_alone(arena, to.items[i].words);
		if (must_be_told(&to.items[i]) && !has_hash(&before, hash_of(words)) &&
		    !has_hash(&told, hash_of(words)) && !all_sentences_are_told(words, &before, &told)) {
			fprintf(stderr, "OLD:\n%.*s\nNEW:\n%.*s\n", TEXT_ARGUMENTS(old->source.bytes),
				TEXT_ARGUMENTS(new->source.bytes));
			fail_msg("not told: %.*s", TEXT_ARGUMENTS(words));
		}
	}
	ARRAY_RELEASE(&before);
	ARRAY_RELEASE(&told);
}

static size_t count_op(const struct difference *difference, enum change_op op)
{
	size_t count = 0;

	for (size_t i = 0; i < difference->count; i++)
		count += difference->changes[i].op == op;
	return count;
}

/* Whichever is the old one, as many changes of each class are told, and as many of logic. */
static void assert_same_when_swapped(const struct difference *difference, const struct difference *back,
				     const struct policy *old, const struct policy *new)
{
	size_t counts[CLASS_COUNT][2] = {0};

	for (size_t i = 0; i < difference->shown; i++)
		counts[difference->changes[i].class][difference->changes[i].logic != 0]++;
	for (size_t i = 0; i < back->shown; i++)
		counts[back->changes[i].class][back->changes[i].logic != 0]--;
	for (size_t i = 0; i < CLASS_COUNT; i++) {
		if (!counts[i][0] && !counts[i][1])
			continue;
		fprintf(stderr, "OLD:\n%.*s\nNEW:\n%.*s\n", TEXT_ARGUMENTS(old->source.bytes),
			TEXT_ARGUMENTS(new->source.bytes));
		fail_msg("swapping the two changes how much is %s", change_class_names[i]);
	}
}

/* What holds of every pair. */
static void assert_properties(struct text old_source, struct text new_source)
{
	struct arena arena = ARENA_EMPTY;
	struct policy *old = read_policy(old_source), *new = read_policy(new_source);
	const struct difference *difference = diff_policies(&arena, old, new);
	const struct difference *back = diff_policies(&arena, new, old);
	const struct value *json = json_of(&arena, old, new, difference);
	struct value *wanted = plain_of(&arena, new), *result = diff_apply(&arena, plain_of(&arena, old), json);

	if (!result || !value_equal(result, wanted)) {
		fprintf(stderr, "OLD:\n%.*s\nNEW:\n%.*s\n", TEXT_ARGUMENTS(old_source), TEXT_ARGUMENTS(new_source));
		print_value("difference", json);
		print_value("wanted", wanted);
		if (result)
			print_value("result", result);
		fail_msg("applying the difference to the old doesn't give the new");
	}
	if (count_op(difference, OP_ADDED) != count_op(back, OP_REMOVED) ||
	    count_op(difference, OP_REMOVED) != count_op(back, OP_ADDED)) {
		fprintf(stderr, "OLD:\n%.*s\nNEW:\n%.*s\n", TEXT_ARGUMENTS(old_source), TEXT_ARGUMENTS(new_source));
		print_value("difference", json);
		print_value("back", json_of(&arena, new, old, back));
		fail_msg("swapping the two doesn't swap additions and removals");
	}
	assert_same_when_swapped(difference, back, old, new);
	assert_int_equal(diff_policies(&arena, old, old)->count, 0);
	assert_all_is_told(&arena, old, new, difference);
	assert_all_is_told(&arena, new, old, back);
	for (size_t i = 0; i < difference->count; i++)
		assert_words_add_up(&difference->changes[i]);
	policy_free(old);
	policy_free(new);
	arena_release(&arena);
}

/* Random edits of lines */

struct lines {
	struct text *items;
	size_t count, capacity;
};

static void split_lines(struct lines *lines, struct text source)
{
	struct text rest = source, line;

	lines->count = 0;
	while (text_split(&rest, '\n', &line))
		*ARRAY_ADD(lines) = line;
}

static void insert_line(struct lines *lines, size_t at, struct text line)
{
	(void)ARRAY_ADD(lines);
	for (size_t i = lines->count - 1; i > at; i--)
		lines->items[i] = lines->items[i - 1];
	lines->items[at] = line;
}

static struct text take_line(struct lines *lines, size_t at)
{
	struct text line = lines->items[at];

	for (size_t i = at; i + 1 < lines->count; i++)
		lines->items[i] = lines->items[i + 1];
	lines->count--;
	return line;
}

static const char *const words[] = {"pain", "fever", "not", "and",  "or",   "18",    "16",   "years", "severe", "must",
				    "may",  "NICE",  "the", "[^1]", "*of*", "S10.3", "knee", "hip",   "{#one}", "None"};
#define WORD_COUNT ARRAY_COUNT(words)

static const char *const whole_lines[] = {
	"1. A new clause with some words of its own in it.",
	"   - a criterion of its own",
	"   OR",
	"   AND",
	"NOTE: a note that was not there.",
	"## Exclusions",
	"### A new part",
	"- a bullet {any}",
	"| S10.3 | Chemical peel |",
	"{{include aims@2024}}",
	"",
	"1. All of the following:",
	"   > said elsewhere",
	"[^1]: A source of evidence.",
	"See [the pathway](https://example.org/a) first.",
};
#define LINE_COUNT ARRAY_COUNT(whole_lines)

/* The line with a word put in, taken out or replaced. */
static struct text edit_words(struct arena *arena, struct text line)
{
	struct buffer out = BUFFER_EMPTY;
	size_t spaces = 0, chosen, seen = 0;

	for (size_t i = 0; i < line.length; i++)
		spaces += line.bytes[i] == ' ';
	chosen = chance(spaces + 1);
	enum { PUT_IN, TAKE_OUT, REPLACE } how = (int)chance(3);
	for (size_t i = 0; i <= line.length; i++) {
		bool is_end = i == line.length || line.bytes[i] == ' ';
		if (is_end && seen == chosen && how != TAKE_OUT)
			buffer_append_format(&out, " %s", words[chance(WORD_COUNT)]);
		if (is_end)
			seen++;
		if (i < line.length && (seen != chosen || how == PUT_IN || line.bytes[i] == ' '))
			buffer_append_byte(&out, line.bytes[i]);
	}
	struct text result = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return result;
}

static void edit_once(struct arena *arena, struct lines *lines)
{
	size_t at = chance(lines->count), to = chance(lines->count);

	switch (chance(6)) {
	case 0:
		lines->items[at] = edit_words(arena, lines->items[at]);
		break;
	case 1:
		insert_line(lines, to, take_line(lines, at));
		break;
	case 2:
		take_line(lines, at);
		insert_line(lines, 0, TEXT("---"));
		take_line(lines, 0);
		break;
	case 3:
		insert_line(lines, to, lines->items[at]);
		break;
	case 4:
		insert_line(lines, at, text_of(whole_lines[chance(LINE_COUNT)]));
		break;
	default:
		/* A few lines together. */
		for (size_t i = 0; i < 4 && at + 1 < lines->count; i++)
			insert_line(lines, to < lines->count ? to + (to < at ? i : 0) : 0, take_line(lines, at));
		break;
	}
}

static struct text join_lines(struct arena *arena, const struct lines *lines)
{
	struct buffer out = BUFFER_EMPTY;

	for (size_t i = 0; i < lines->count; i++) {
		if (i)
			buffer_append_byte(&out, '\n');
		buffer_append(&out, lines->items[i]);
	}
	struct text text = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return text;
}

static struct text edited(struct arena *arena, struct text source, size_t edits)
{
	struct lines lines = {0};

	split_lines(&lines, source);
	for (size_t i = 0; i < edits && lines.count > 2; i++)
		edit_once(arena, &lines);
	struct text result = join_lines(arena, &lines);
	ARRAY_RELEASE(&lines);
	return result;
}

static const char small_policy[] =
	"---\nref: CMICB_Clin900\ntitle: Small\nprofile: cm-2024\ncategory: \"2\"\nstatus: draft\nversion: \"0.1\"\n"
	"review_date: 2030-06\nkeywords:\n  - one\n  - two\ndocument_control:\n  version: Version 0.1\n  author: "
	"Somebody\n"
	"history:\n  - version: \"0.1\"\n    date: 2025-05\n    changes: First draft\n"
	"  - version: \"0.2\"\n    date: 2025-06\n    changes:\n      - More\n      - Words\n---\n\n"
	"Before all.\n\n## Policy statement\n\n1. It is commissioned for any of the following:\n\n"
	"   - aged 18 years or over\n\n   - severe pain for 6 months; or fever\n\n     NOTE: read with care.\n\n"
	"1. Patients must be referred.\n\n## Exclusions\n\n1. None\n\n## Rationale\n\n1. Evidence[^1] shows some "
	"benefit.\n"
	"1. More *words* of evidence here.\n\n## References\n\n[^1]: A source.\n\n## Clinical Coding\n\n1. **OPCS**\n\n"
	"   | | |\n   | --- | --- |\n   | S10.3 | Peel |\n   | S60.1 | Laser |\n\n1. **ICD-10**\n\n   None\n";

/* Rounds on one policy: each from the last, so that the policies stray far. */
static void try_rounds(struct text source, size_t rounds, size_t most)
{
	struct arena arena = ARENA_EMPTY;
	struct text current = arena_copy(&arena, source);

	for (size_t i = 0; i < rounds; i++) {
		struct text next = edited(&arena, current, 1 + chance(most));
		assert_properties(current, next);
		/* Too far from any policy, and there is nothing left to try. */
		current = chance(12) ? next : source;
	}
	arena_release(&arena);
}

static void test_small_policies(void **state)
{
	(void)state;
	try_rounds(text_of(small_policy), ROUNDS, 6);
}

static void test_the_four_policies(void **state)
{
	(void)state;
	for (size_t i = 0; i < suite.policy_count; i++)
		try_rounds(suite.policies[i]->source.bytes, ROUNDS / 50, 20);
}

/* The four against each other: whatever they are, they can be compared. */
static void test_other_policies(void **state)
{
	(void)state;
	for (size_t i = 0; i < suite.policy_count; i++)
		for (size_t j = 0; j < suite.policy_count; j++)
			assert_properties(suite.policies[i]->source.bytes, suite.policies[j]->source.bytes);
}

static size_t shown(const char *old_source, const char *new_source)
{
	struct arena arena = ARENA_EMPTY;
	struct policy *old = read_policy(text_of(old_source)), *new = read_policy(text_of(new_source));
	size_t count = diff_policies(&arena, old, new)->shown;

	policy_free(old);
	policy_free(new);
	arena_release(&arena);
	return count;
}

#define POLICY "---\nref: CMICB_Clin900\ntitle: Small\nprofile: cm-2024\nstatus: draft\nversion: \"1\"\n---\n\n"

static void test_numbers_alone_are_silent(void **state)
{
	(void)state;
	/* A clause before the others: they are 1.2 and 1.3 now. */
	assert_int_equal(shown(POLICY "## Policy statement\n\n1. One thing that holds.\n1. Another that must hold.\n",
			       POLICY "## Policy statement\n\n1. Something quite new.\n1. One thing that holds.\n"
				      "1. Another that must hold.\n"),
			 1);
	/* A reference before the others: the citation says 2 now, and names the same. */
	assert_int_equal(shown(POLICY "## Rationale\n\n1. Shown[^a] so.\n\n### References\n\n[^a]: A source.\n",
			       POLICY "## Rationale\n\n1. Shown[^a] so.\n\n### References\n\n[^b]: Quite another.\n\n"
				      "[^a]: A source.\n"),
			 1);
}

static void test_formatting_alone_is_silent(void **state)
{
	(void)state;
	assert_int_equal(shown(POLICY "## Policy statement\n\n1. One *thing* that\n   holds, the patient's.\n",
			       POLICY "## Policy statement\n\n1. **One** thing that holds, the patient’s.\n"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_policies),
		cmocka_unit_test(test_the_four_policies),
		cmocka_unit_test(test_other_policies),
		cmocka_unit_test(test_numbers_alone_are_silent),
		cmocka_unit_test(test_formatting_alone_is_silent),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

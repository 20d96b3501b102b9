/* Which block of one version is which of the other. */
#include "body.h"

#include "diff/blocks.h"
#include "diff/match.h"
#include "diff/word_runs.h"
#include "read/links.h"
#include "tree/site.h"

/* Two bodies, matched. */
struct matched {
	struct arena arena;
	struct policy *old, *new;
	struct blocks old_blocks, new_blocks;
};

static struct policy *read_body(const char *source)
{
	struct policy *policy = body_build(source);
	struct site site = {0};

	links_recognise(policy, &site);
	policy_number(policy);
	links_resolve(policy);
	return policy;
}

static void match_bodies(struct matched *matched, const char *old, const char *new)
{
	const struct known_pairs none = {NULL, NULL, 0};

	*matched = (struct matched){.old = read_body(old), .new = read_body(new)};
	blocks_init(&matched->old_blocks, &matched->arena, matched->old->body);
	blocks_init(&matched->new_blocks, &matched->arena, matched->new->body);
	match_blocks(&matched->old_blocks, &matched->new_blocks, &none);
	blocks_mark_kept(&matched->old_blocks, &matched->new_blocks);
}

static void release(struct matched *matched)
{
	policy_free(matched->old);
	policy_free(matched->new);
	arena_release(&matched->arena);
}

/* The block whose own words begin so: the outermost. */
static uint32_t find(const struct blocks *blocks, const char *words)
{
	for (uint32_t i = 1; i < blocks->count; i++) {
		uint32_t leaf = blocks->items[i].node->kind == NODE_ROW ? i : block_own_leaf(blocks, i);
		if (leaf != BLOCK_NONE && text_begins(blocks->items[leaf].words, text_of(words)))
			return i;
	}
	fail_msg("no block begins \"%s\"", words);
	return BLOCK_NONE;
}

static void assert_pair(const struct matched *matched, const char *old, const char *new, bool is_kept)
{
	uint32_t from = find(&matched->old_blocks, old), to = find(&matched->new_blocks, new);

	if (matched->new_blocks.items[to].pair != from || matched->old_blocks.items[from].pair != to)
		fail_msg("\"%s\" is not \"%s\"", new, old);
	if (matched->new_blocks.items[to].is_kept != is_kept)
		fail_msg("\"%s\" %s its place", new, is_kept ? "has not kept" : "has kept");
}

static void assert_gone(const struct matched *matched, const char *old)
{
	if (matched->old_blocks.items[find(&matched->old_blocks, old)].pair != BLOCK_NONE)
		fail_msg("\"%s\" has a pair", old);
}

static void assert_new(const struct matched *matched, const char *new)
{
	if (matched->new_blocks.items[find(&matched->new_blocks, new)].pair != BLOCK_NONE)
		fail_msg("\"%s\" has a pair", new);
}

static void test_equal_words_before_names(void **state)
{
	struct matched matched;

	(void)state;
	/* The words are what a policy says: the ids were put on other clauses. */
	match_bodies(&matched, "## Policy statement\n\n1. Severe pain at night. {#one}\n1. Fever in the day. {#two}\n",
		     "## Policy statement\n\n1. Severe pain at night. {#two}\n1. Fever in the day. {#one}\n");
	assert_pair(&matched, "Severe pain", "Severe pain", true);
	assert_pair(&matched, "Fever", "Fever", true);
	release(&matched);
	/* Then the names, whatever the words are like. */
	match_bodies(&matched, "## Policy statement\n\n1. Severe pain at night. {#one}\n1. Fever in the day. {#two}\n",
		     "## Policy statement\n\n1. Severe pain at noon. {#two}\n1. Fever in the evening. {#one}\n");
	assert_pair(&matched, "Severe pain", "Fever", true);
	assert_pair(&matched, "Fever", "Severe pain", false);
	release(&matched);
	/* Of the same words twice, those with the same name. */
	match_bodies(&matched, "## Policy statement\n\n1. Pain. {#one}\n1. Pain. {#two}\n",
		     "## Policy statement\n\n1. Pain. {#two}\n1. Pain. {#one}\n");
	assert_true(matched.new_blocks.items[find(&matched.new_blocks, "Pain")].pair !=
		    find(&matched.old_blocks, "Pain"));
	release(&matched);
}

static void test_what_is_the_same(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(
		&matched,
		"## Policy statement\n\n1. Severe pain at night.\n1. Fever in the day.\n\n## Evidence\n\n1. Trials.\n",
		"## Policy statement\n\n1. Quite another condition now.\n1. Severe pain at night.\n"
		"1. Fever in the day.\n\n## Evidence\n\n1. Trials.\n");
	assert_pair(&matched, "Severe pain", "Severe pain", true);
	assert_pair(&matched, "Fever", "Fever", true);
	assert_pair(&matched, "Trials", "Trials", true);
	assert_new(&matched, "Quite another");
	release(&matched);
}

static void test_what_is_the_same_elsewhere(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(
		&matched,
		"## Policy statement\n\n1. Severe pain at night for weeks.\n1. None\n\n## Evidence\n\n1. Trials.\n",
		"## Policy statement\n\n1. Fever.\n\n## Evidence\n\n1. Trials.\n1. Severe pain at night for weeks.\n"
		"1. None\n");
	assert_pair(&matched, "Severe pain", "Severe pain", false);
	/* Too few words to be known again in another section. */
	assert_gone(&matched, "None");
	release(&matched);
}

static void test_the_same_twice_goes_in_order(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(&matched, "## Policy statement\n\n1. Pain at night.\n1. Pain at night.\n",
		     "## Policy statement\n\n1. Pain at night.\n1. Between them.\n1. Pain at night.\n");
	assert_pair(&matched, "Pain at night", "Pain at night", true);
	assert_new(&matched, "Between");
	assert_int_equal(matched.new_blocks.items[matched.new_blocks.count - 1].pair, matched.old_blocks.count - 1);
	release(&matched);
}

static void test_what_is_alike(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(
		&matched,
		"## Policy statement\n\n1. The patient is aged 18 years or over.\n1. Severe pain at night for weeks.\n"
		"1. A splint that was worn has not helped.\n",
		"## Policy statement\n\n1. The patient is aged 16 years or over.\n"
		"1. Nothing of this stood there before now.\n1. A splint that was worn each night helped.\n");
	assert_pair(&matched, "The patient", "The patient", true);
	assert_pair(&matched, "A splint", "A splint", true);
	assert_gone(&matched, "Severe pain");
	assert_new(&matched, "Nothing of this");
	release(&matched);
}

static void test_what_is_alike_elsewhere(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(&matched,
		     "## Policy statement\n\n1. Pain.\n1. A splint that was worn at night for eight weeks has not "
		     "helped.\n\n"
		     "## Evidence\n\n1. Trials.\n",
		     "## Policy statement\n\n1. Pain.\n\n## Evidence\n\n1. Trials.\n"
		     "1. A splint that was worn at night for six weeks has not helped.\n");
	assert_pair(&matched, "A splint", "A splint", false);
	release(&matched);
}

static void test_order(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(&matched, "## Policy statement\n\n- First of all.\n- Second of all.\n- Third of all.\n",
		     "## Policy statement\n\n- Third of all.\n- First of all.\n- Second of all.\n");
	assert_pair(&matched, "First", "First", true);
	assert_pair(&matched, "Second", "Second", true);
	assert_pair(&matched, "Third", "Third", false);
	release(&matched);
}

static void test_sections(void **state)
{
	struct matched matched;

	(void)state;
	/* By kind though the heading changed; by its words though the kind did. */
	match_bodies(
		&matched,
		"## Appendix one\n\nThe pathway of care is drawn here in full.\n\n## Policy statement\n\n1. Pain.\n",
		"## Policy statement\n\n1. Fever.\n\n## Another heading\n\nThe pathway of care is drawn here in "
		"full.\n");
	assert_pair(&matched, "Policy statement", "Policy statement", false);
	assert_pair(&matched, "Appendix one", "Another heading", true);
	release(&matched);
}

static void test_a_list_goes_with_its_items(void **state)
{
	struct matched matched;

	(void)state;
	match_bodies(&matched,
		     "## Policy statement\n\n1. Any of these:\n\n   - Pain at night.\n   - Fever in the day.\n",
		     "## Policy statement\n\n1. Treatment is given for what follows here:\n\n   - Pain at night.\n"
		     "   - Fever in the day.\n   - A rash.\n");
	uint32_t list = matched.new_blocks.items[find(&matched.new_blocks, "Pain")].parent;
	assert_int_equal(matched.new_blocks.items[list].pair,
			 matched.old_blocks.items[find(&matched.old_blocks, "Pain")].parent);
	assert_new(&matched, "A rash");
	release(&matched);
}

static void test_known_pairs_come_first(void **state)
{
	struct matched matched = {
		.old = read_body("## Coding\n\n| a | b |\n| --- | --- |\n| S10.3 | Peel |\n| S60.1 | Laser |\n"),
		.new = read_body("## Coding\n\n| a | b |\n| --- | --- |\n| S60.1 | Peel |\n| S10.3 | Laser |\n")};

	(void)state;
	blocks_init(&matched.old_blocks, &matched.arena, matched.old->body);
	blocks_init(&matched.new_blocks, &matched.arena, matched.new->body);
	uint32_t old[] = {find(&matched.old_blocks, "S10.3"), find(&matched.old_blocks, "S60.1")};
	uint32_t new[] = {find(&matched.new_blocks, "S10.3"), find(&matched.new_blocks, "S60.1")};
	match_blocks(&matched.old_blocks, &matched.new_blocks, &(struct known_pairs){old, new, 2});
	blocks_mark_kept(&matched.old_blocks, &matched.new_blocks);
	assert_int_equal(matched.new_blocks.items[new[0]].pair, old[0]);
	assert_int_equal(matched.new_blocks.items[new[1]].pair, old[1]);
	release(&matched);
}

/* Once matched, a citation is the same where its reference is. */
static void test_citations(void **state)
{
	static const char old[] = "## Policy statement\n\n1. Shown[^1] so.\n1. And[^2] so.\n\n## References\n\n"
				  "[^1]: A review of many trials.\n\n[^2]: Another source of it.\n";
	static const char new[] = "## Policy statement\n\n1. Shown[^1] so.\n1. And[^1] so.\n\n## References\n\n"
				  "[^1]: A review of many new trials.\n\n[^2]: Another source of it.\n";
	struct matched matched;

	(void)state;
	match_bodies(&matched, old, new);
	uint32_t shown = find(&matched.new_blocks, "Shown"), and = find(&matched.new_blocks, "And");
	assert_int_not_equal(matched.new_blocks.items[shown].own, matched.old_blocks.items[shown].own);
	blocks_name_citations(&matched.old_blocks, false);
	blocks_name_citations(&matched.new_blocks, true);
	assert_int_equal(matched.new_blocks.items[shown].own, matched.old_blocks.items[shown].own);
	assert_int_not_equal(matched.new_blocks.items[and].own, matched.old_blocks.items[and].own);
	release(&matched);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal_words_before_names),
		cmocka_unit_test(test_what_is_the_same),
		cmocka_unit_test(test_what_is_the_same_elsewhere),
		cmocka_unit_test(test_the_same_twice_goes_in_order),
		cmocka_unit_test(test_what_is_alike),
		cmocka_unit_test(test_what_is_alike_elsewhere),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_a_list_goes_with_its_items),
		cmocka_unit_test(test_known_pairs_come_first),
		cmocka_unit_test(test_citations),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

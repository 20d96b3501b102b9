/* Codes, each with the block that names it, and which code of one version is which of the other. */
#include "body.h"

#include "diff/code_units.h"
#include "diff/sequence.h"
#include "read/codes.h"
#include "read/links.h"
#include "tree/site.h"

struct side {
	struct policy *policy;
	struct blocks blocks;
	struct coded_list list;
};

static void read_side(struct arena *arena, struct side *side, const char *source)
{
	struct site site = {0};

	side->policy = body_build(source);
	links_recognise(side->policy, &site);
	policy_number(side->policy);
	links_resolve(side->policy);
	codes_read(side->policy, body_test_profile());
	blocks_init(&side->blocks, arena, side->policy->body);
	side->list = coded_list_of(arena, side->policy, &side->blocks);
}

/* A line for each code: its unit's kind and words, and whether it is a repeat. */
static void assert_units(const char *source, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer out = BUFFER_EMPTY;
	struct side side;

	read_side(&arena, &side, source);
	for (size_t i = 0; i < side.list.count; i++) {
		const struct coded *coded = &side.list.items[i];
		uint32_t unit = coded->unit;
		buffer_append_format(&out, "%.*s: ", TEXT_ARGUMENTS(coded->code->written));
		if (unit == BLOCK_NONE) {
			buffer_append_string(&out, "nowhere");
		} else {
			uint32_t leaf = side.blocks.items[unit].node->kind == NODE_ROW
						? unit
						: block_own_leaf(&side.blocks, unit);
			buffer_append_format(&out, "%s \"%.*s\"", node_kind_name(side.blocks.items[unit].node->kind),
					     TEXT_ARGUMENTS(side.blocks.items[leaf].words));
		}
		buffer_append_string(&out, coded->is_repeat ? " again\n" : "\n");
	}
	assert_string_equal(buffer_string(&out), expected);
	buffer_release(&out);
	policy_free(side.policy);
	arena_release(&arena);
}

static void test_units(void **state)
{
	(void)state;
	assert_units("## Coding\n\n1. OPCS-4\n\n   | | |\n   | --- | --- |\n   | S10.3 | Peel |\n   | S60.1 | Laser |\n"
		     "   | S10.3 | Peel |\n\n1. ICD-10\n\n   - M54.3 Sciatica\n   - L70.0 Acne\n",
		     "S10.3: row \"S10.3 | Peel\"\nS60.1: row \"S60.1 | Laser\"\nS10.3: row \"S10.3 | Peel\" again\n"
		     "M54.3: item \"M54.3 Sciatica\"\nL70.0: item \"L70.0 Acne\"\n");
}

/* By the words of the old and the new unit, in the order of the new ones. */
static void assert_pairs(const char *old_source, const char *new_source, const uint32_t *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct side old, new;

	read_side(&arena, &old, old_source);
	read_side(&arena, &new, new_source);
	uint32_t *old_of = ARENA_ARRAY(&arena, new.list.count, uint32_t);
	pair_codes(&old.list, &new.list, old_of);
	for (size_t i = 0; i < new.list.count; i++)
		if (old_of[i] != expected[i])
			fail_msg("code %zu goes with %u, not %u", i, expected[i], old_of[i]);
	policy_free(old.policy);
	policy_free(new.policy);
	arena_release(&arena);
}

#define TABLE "\n\n   | | |\n   | --- | --- |\n"

static void test_pairs(void **state)
{
	(void)state;
	/* In another order, one new: whatever the term says, and however the code is written. */
	assert_pairs("## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n   | S60.1 | Laser |\n",
		     "## Coding\n\n1. OPCS-4" TABLE
		     "   | S601 | Laser of skin |\n   | S11.3 | Peel |\n   | S10.3 | Peel |\n",
		     (const uint32_t[]){1, PAIR_NONE, 0});
	/* The set of the same heading first, then any of the same system. */
	assert_pairs("## Coding\n\n1. OPCS-4 of the head" TABLE "   | S10.3 | Peel |\n\n1. OPCS-4 of the arm" TABLE
		     "   | S10.3 | Peel |\n   | S60.1 | Laser |\n",
		     "## Coding\n\n1. OPCS-4 of the arm" TABLE "   | S10.3 | Peel |\n\n1. OPCS-4 of the head" TABLE
		     "   | S10.3 | Peel |\n   | S60.1 | Laser |\n",
		     (const uint32_t[]){1, 0, 2});
	/* With the same term, or beside a pair and with one character that differs: it was changed to that. */
	assert_pairs("## Coding\n\n1. ICD-10" TABLE "   | H01.- | Blepharitis |\n",
		     "## Coding\n\n1. ICD-10" TABLE "   | H01.0 | Blepharitis |\n", (const uint32_t[]){0});
	assert_pairs("## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n   | S60.1 | Laser |\n",
		     "## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n   | S60.2 | Light |\n",
		     (const uint32_t[]){0, 1});
	assert_pairs("## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n   | S60.1 | Laser |\n",
		     "## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n   | W37.1 | Hip |\n",
		     (const uint32_t[]){0, PAIR_NONE});
	/* Never a code of another system. */
	assert_pairs("## Coding\n\n1. OPCS-4" TABLE "   | S10.3 | Peel |\n",
		     "## Coding\n\n1. ICD-10" TABLE "   | S10.3 | Peel |\n", (const uint32_t[]){PAIR_NONE});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_pairs),
	};
	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}

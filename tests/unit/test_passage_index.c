#include "unit.h"

#include "base/memory.h"
#include "check/passage_index.h"

/* Passages as a test's words give them, and searches among them. */
struct fixture {
	struct arena arena;
	struct passage_index *index;
	bool wanted[PASSAGES_OF_A_RUN_MOST * 4];
	struct passage_search search;
};

static struct compared_words words_of(struct fixture *fixture, const char *words, struct text *text)
{
	struct node *leaf = node_new(&fixture->arena, NODE_PARAGRAPH, PLACE_NONE);
	struct node *inner = node_new(&fixture->arena, NODE_TEXT, PLACE_NONE);
	struct compared_words result = {0};
	inner->text.text = arena_copy(&fixture->arena, text_of(words));
	node_append(leaf, inner);
	struct flat_text flat = flat_text_of(&fixture->arena, leaf);
	compared_words_append(&result, &flat, 0, flat.text.length);
	*text = flat.text;
	return result;
}

static uint32_t add(struct fixture *fixture, const char *words)
{
	struct text text;
	struct compared_words passage = words_of(fixture, words, &text);
	uint32_t number = passage_index_add(fixture->index, &passage, text);
	ARRAY_RELEASE(&passage);
	fixture->wanted[number] = true;
	return number;
}

static void begin(struct fixture *fixture)
{
	memset(fixture, 0, sizeof *fixture);
	fixture->index = passage_index_new();
}

static void finish(struct fixture *fixture)
{
	passage_index_finish(fixture->index);
	passage_search_begin(&fixture->search, fixture->index, fixture->wanted);
}

static void end(struct fixture *fixture)
{
	passage_search_release(&fixture->search);
	passage_index_free(fixture->index);
	arena_release(&fixture->arena);
}

static const struct likeness *find(struct fixture *fixture, const char *words)
{
	struct text text;
	struct compared_words own = words_of(fixture, words, &text);
	const struct likeness *likeness = passage_find_like(&fixture->search, &own);
	ARRAY_RELEASE(&own);
	return likeness;
}

static uint32_t find_same(struct fixture *fixture, const char *words)
{
	struct text text;
	struct compared_words own = words_of(fixture, words, &text);
	uint32_t number = passage_find_same(fixture->index, &own);
	ARRAY_RELEASE(&own);
	return number;
}

#define CLINICAL                                                                                               \
	"Commissioners require clear evidence of clinical effectiveness before NHS resources are invested in " \
	"the treatment."
#define COST                                                                                               \
	"Commissioners require clear evidence of cost effectiveness before NHS resources are invested in " \
	"the treatment."
#define LONG                                                                                                          \
	"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " \
	"eighteen nineteen twenty and a sentence more that ends here with a word of its own and then another still"

static void test_same(void **state)
{
	struct fixture fixture;
	(void)state;
	begin(&fixture);
	uint32_t clinical = add(&fixture, CLINICAL), cost = add(&fixture, COST),
		 brief = add(&fixture, "Prior approval");
	assert_int_equal(add(&fixture, "COMMISSIONERS require"
				       " clear evidence of cost effectiveness, before NHS "
				       "resources are invested in the treatment"),
			 cost);
	assert_int_equal(passage_count(fixture.index), 3);
	finish(&fixture);
	assert_int_equal(find_same(&fixture, CLINICAL), clinical);
	assert_int_equal(find_same(&fixture, COST), cost);
	assert_int_equal(find_same(&fixture, "prior approval"), brief);
	assert_int_equal(find_same(&fixture, "prior approvals"), PASSAGE_NONE);
	assert_int_equal(find_same(&fixture, ""), PASSAGE_NONE);
	end(&fixture);
}

static void test_nearest(void **state)
{
	struct fixture fixture;
	(void)state;
	begin(&fixture);
	uint32_t clinical = add(&fixture, CLINICAL), cost = add(&fixture, COST);
	finish(&fixture);
	const struct likeness *likeness = find(
		&fixture, "Commissioners require evidence of cost effectiveness before NHS resources are invested in "
			  "the treatment.");
	assert_int_equal(likeness->passage, cost);
	assert_false(likeness->is_part);
	assert_int_equal(likeness->difference.count, 1);
	assert_int_equal(likeness->difference.edits, 1);
	likeness = find(&fixture, "Commissioners require clear evidence of clinical effectiveness before NHS money is "
				  "spent on the treatment.");
	assert_int_equal(likeness->passage, PASSAGE_NONE);
	/* As near to the one as to the other: the first. */
	likeness = find(&fixture, "Commissioners require clear evidence of effectiveness before NHS resources are "
				  "invested in the treatment.");
	assert_int_equal(likeness->passage, clinical);
	assert_int_equal(fixture.search.covered[cost], 14);
	assert_int_equal(find(&fixture, "Commissioners require clear evidence of it")->passage, PASSAGE_NONE);
	end(&fixture);
}

/* Only what is wanted is found, however near another is. */
static void test_unwanted(void **state)
{
	struct fixture fixture;
	(void)state;
	begin(&fixture);
	uint32_t clinical = add(&fixture, CLINICAL), cost = add(&fixture, COST);
	fixture.wanted[cost] = false;
	finish(&fixture);
	assert_int_equal(find(&fixture, COST " Again.")->passage, clinical);
	fixture.wanted[clinical] = false;
	assert_int_equal(find(&fixture, COST " Again.")->passage, PASSAGE_NONE);
	end(&fixture);
}

static void test_part(void **state)
{
	struct fixture fixture;
	(void)state;
	begin(&fixture);
	uint32_t clinical = add(&fixture, CLINICAL), whole = add(&fixture, LONG);
	finish(&fixture);
	/* A passage inside a longer text, a word replaced. */
	const struct likeness *likeness = find(
		&fixture, "Before all else there is a sentence of the policy's own, which is about something else "
			  "altogether. Commissioners require clear evidence of clinical usefulness before NHS "
			  "resources are invested in the treatment. And there is one more sentence after it, which "
			  "says nothing of the kind either.");
	assert_int_equal(likeness->passage, clinical);
	assert_true(likeness->is_part);
	assert_int_equal(likeness->difference.count, 1);
	assert_int_equal(likeness->difference.items[0].a_begin, 23);
	assert_int_equal(likeness->difference.items[0].a_end, 24);
	assert_int_equal(likeness->difference.items[0].b_begin, 6);
	/* A text that is a part of a passage, word for word and with a word replaced. */
	likeness = find(&fixture, "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen");
	assert_int_equal(likeness->passage, whole);
	assert_true(likeness->is_part);
	assert_int_equal(likeness->difference.count, 0);
	likeness = find(&fixture, "four five six seven eight nine ten 11 twelve thirteen fourteen fifteen sixteen "
				  "seventeen");
	assert_int_equal(likeness->passage, whole);
	assert_int_equal(likeness->difference.count, 1);
	assert_int_equal(likeness->difference.items[0].a_begin, 7);
	assert_int_equal(likeness->difference.items[0].b_begin, 10);
	/* Too short a part. */
	assert_int_equal(find(&fixture, "four five six seven eight nine ten eleven")->passage, PASSAGE_NONE);
	end(&fixture);
}

/* Runs that stand in very many passages find none; all the same, nothing is lost where other runs do. */
static void test_common_runs(void **state)
{
	struct fixture fixture;
	char words[200];
	(void)state;
	begin(&fixture);
	for (int i = 0; i < PASSAGES_OF_A_RUN_MOST + 10; i++) {
		snprintf(words, sizeof words,
			 "in accordance with the rules of the board case%d has its own words%d here%d and there%d", i,
			 i, i, i);
		add(&fixture, words);
	}
	finish(&fixture);
	assert_int_equal(
		find(&fixture, "in accordance with the rules of the board nothing else is the same as it was")->passage,
		PASSAGE_NONE);
	const struct likeness *likeness =
		find(&fixture, "in accordance with the rules of a board case7 has its own words7 here7 and there7");
	assert_int_equal(likeness->passage, 7);
	assert_int_equal(likeness->difference.count, 1);
	end(&fixture);
}

static void test_nothing(void **state)
{
	struct fixture fixture;
	(void)state;
	begin(&fixture);
	finish(&fixture);
	assert_int_equal(find(&fixture, LONG)->passage, PASSAGE_NONE);
	assert_int_equal(find(&fixture, "")->passage, PASSAGE_NONE);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same), cmocka_unit_test(test_nearest),     cmocka_unit_test(test_unwanted),
		cmocka_unit_test(test_part), cmocka_unit_test(test_common_runs), cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The tables of what is published: what all who go over their rows rely on. */
#include "tree/published.h"
#include "unit.h"

static void check_rows(const struct shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *row = &shape->members[i];
		size_t length = strlen(row->sentence);
		assert_true(length > 0 && (row->sentence[length - 1] == '.' || row->type == MEMBER_CONSTANT));
		assert_true(row->type != MEMBER_CHOICE || row->choices);
		assert_true(row->type != MEMBER_CONSTANT || row->constant);
		assert_true((row->type != MEMBER_SHAPES && row->type != MEMBER_QUANTITIES) || row->shape);
		assert_true(row->text || row->offset + sizeof(char) <= shape->size);
		/* One name once in each form. */
		unsigned forms = MEMBER_NO_JSON | MEMBER_NO_XML;
		for (size_t j = 0; j < i; j++)
			assert_true(strcmp(row->name, shape->members[j].name) != 0 ||
				    ((row->flags | shape->members[j].flags) & forms) == forms);
	}
}

static void test_rows_are_whole(void **state)
{
	(void)state;
	for (const struct shape *const *shape = published_shapes; *shape; shape++)
		check_rows(*shape);
}

/* A block says its type first, and a block that holds blocks has these last. */
static void test_blocks(void **state)
{
	(void)state;
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
		const struct shape *shape = block_shapes[kind];
		struct node node = {.kind = (enum node_kind)kind};
		if (!shape)
			continue;
		assert_string_equal(shape->members[0].name, "type");
		assert_int_equal(shape->members[0].type, MEMBER_CONSTANT);
		assert_int_equal(shape->members[shape->count - 1].type == MEMBER_BLOCKS, !node_is_leaf_block(&node));
	}
}

static void test_choices(void **state)
{
	(void)state;
	for (size_t i = 0; i < CHOICES_COUNT; i++) {
		const struct choices *list = &choice_lists[i];
		size_t index = 0;
		assert_non_null(list->names);
		for (const char *name; (name = choices_next(list, list->hidden, &index));)
			assert_string_equal(list->names[choices_find(list, text_of(name))], name);
		assert_int_equal(choices_find(list, TEXT("no such name")), list->otherwise);
		assert_int_equal(choices_find(list, (struct text){0}), list->otherwise);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_whole),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_choices),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Nodes: putting them together, taking them apart, copying, walking, and the names of kinds. */
#include "unit.h"

#include "base/buffer.h"
#include "tree/node.h"

struct tree {
	struct arena arena;
	struct node *body, *section, *heading, *clause, *paragraph, *text;
};

static int set_up(void **state)
{
	struct tree *tree = test_malloc(sizeof *tree);

	*tree = (struct tree){.arena = ARENA_EMPTY};
	tree->body = node_new(&tree->arena, NODE_BODY, PLACE_NONE);
	tree->section = node_new(&tree->arena, NODE_SECTION, PLACE_NONE);
	tree->heading = node_new(&tree->arena, NODE_HEADING, PLACE_NONE);
	tree->clause = node_new(&tree->arena, NODE_CLAUSE, PLACE_NONE);
	tree->paragraph = node_new(&tree->arena, NODE_PARAGRAPH, PLACE_NONE);
	tree->text = node_new(&tree->arena, NODE_TEXT, PLACE_NONE);
	node_append(tree->body, tree->section);
	node_append(tree->section, tree->heading);
	node_append(tree->section, tree->clause);
	node_append(tree->clause, tree->paragraph);
	node_append(tree->paragraph, tree->text);
	*state = tree;
	return 0;
}

static int tear_down(void **state)
{
	struct tree *tree = *state;

	arena_release(&tree->arena);
	test_free(tree);
	return 0;
}

/* The kinds of a tree: "body(section(heading,clause(paragraph(text))))". */
static void assert_tree(const struct node *node, const char *expected)
{
	struct buffer shown = BUFFER_EMPTY;
	struct walk walk = walk_begin(node);
	bool is_first = true;

	while (walk_next(&walk)) {
		if (!walk.is_entering) {
			buffer_append_byte(&shown, ')');
			is_first = false;
			continue;
		}
		if (!is_first)
			buffer_append_byte(&shown, ',');
		buffer_append_string(&shown, node_kind_name(walk.node->kind));
		is_first = walk.node->kind != NODE_TEXT && walk.node->kind != NODE_INCLUDE;
		if (is_first)
			buffer_append_byte(&shown, '(');
	}
	assert_string_equal(buffer_string(&shown), expected);
	buffer_release(&shown);
}

/* Neighbours and parents know of each other in both directions. */
static void assert_linked(const struct node *parent)
{
	const struct node *previous = NULL;

	for (const struct node *child = parent->first_child; child; child = child->next) {
		assert_ptr_equal(child->parent, parent);
		assert_ptr_equal(child->previous, previous);
		assert_linked(child);
		previous = child;
	}
	assert_ptr_equal(parent->last_child, previous);
}

static void test_append_and_walk(void **state)
{
	struct tree *tree = *state;

	assert_linked(tree->body);
	assert_tree(tree->body, "body(section(heading(),clause(paragraph(text))))");
	assert_tree(tree->text, "text");
	assert_tree(tree->heading, "heading()");
}

static void test_insert(void **state)
{
	struct tree *tree = *state;

	node_insert_before(tree->text, node_new(&tree->arena, NODE_EMPHASIS, PLACE_NONE));
	node_insert_before(tree->text, node_new(&tree->arena, NODE_STRONG, PLACE_NONE));
	node_insert_after(tree->text, node_new(&tree->arena, NODE_LINK, PLACE_NONE));
	node_insert_before(tree->heading, node_new(&tree->arena, NODE_NOTE, PLACE_NONE));
	node_insert_after(tree->clause, node_new(&tree->arena, NODE_INCLUDE, PLACE_NONE));
	assert_linked(tree->body);
	assert_tree(tree->body, "body(section(note(),heading(),clause(paragraph(emphasis(),strong(),text,link())),"
				"include))");
}

static void test_unlink(void **state)
{
	struct tree *tree = *state;
	struct node *last = node_new(&tree->arena, NODE_LIST, PLACE_NONE);

	node_append(tree->section, last);
	node_unlink(tree->clause);
	assert_linked(tree->body);
	assert_tree(tree->body, "body(section(heading(),list()))");
	assert_null(tree->clause->parent);
	assert_null(tree->clause->previous);
	assert_null(tree->clause->next);
	node_unlink(last);
	node_unlink(tree->heading);
	assert_linked(tree->body);
	assert_tree(tree->body, "body(section())");
	node_unlink(tree->clause);
	node_append(tree->section, tree->clause);
	assert_tree(tree->body, "body(section(clause(paragraph(text))))");
}

static void test_move_children(void **state)
{
	struct tree *tree = *state;
	struct node *other = node_new(&tree->arena, NODE_SECTION, PLACE_NONE);

	node_move_children(other, tree->section);
	assert_tree(tree->section, "section(heading(),clause(paragraph(text)))");
	node_move_children(tree->section, other);
	assert_tree(tree->section, "section()");
	assert_tree(other, "section(heading(),clause(paragraph(text)))");
	assert_linked(other);
	node_append(tree->section, node_new(&tree->arena, NODE_NOTE, PLACE_NONE));
	node_move_children(other, tree->section);
	assert_tree(tree->section, "section(note(),heading(),clause(paragraph(text)))");
	assert_linked(tree->section);
}

static void test_copy(void **state)
{
	struct tree *tree = *state;
	struct node *copy, *alone;

	tree->text->text.text = TEXT("words");
	tree->clause->id = TEXT("c-1-1");
	copy = node_copy(&tree->arena, tree->section);
	assert_null(copy->parent);
	assert_linked(copy);
	assert_tree(copy, "section(heading(),clause(paragraph(text)))");
	assert_text_is(copy->last_child->id, "c-1-1");
	assert_ptr_not_equal(copy->last_child, tree->clause);
	assert_text_is(copy->last_child->first_child->first_child->text.text, "words");
	alone = node_copy(&tree->arena, tree->text);
	assert_null(alone->parent);
	assert_null(alone->previous);
	assert_text_is(alone->text.text, "words");
	assert_tree(tree->body, "body(section(heading(),clause(paragraph(text))))");
}

static void test_skip_children(void **state)
{
	struct tree *tree = *state;
	struct walk walk = walk_begin(tree->body);
	struct buffer shown = BUFFER_EMPTY;

	while (walk_next(&walk)) {
		buffer_append_string(&shown, walk.is_entering ? "+" : "-");
		buffer_append_string(&shown, node_kind_name(walk.node->kind));
		if (walk.node == tree->clause && walk.is_entering)
			walk_skip_children(&walk);
	}
	assert_string_equal(buffer_string(&shown), "+body+section+heading-heading+clause-clause-section-body");
	assert_false(walk_next(&walk));
	buffer_clear(&shown);
	/* Asked of nodes that can't have children it changes nothing. */
	walk = walk_begin(tree->paragraph);
	while (walk_next(&walk)) {
		buffer_append_string(&shown, walk.is_entering ? "+" : "-");
		if (walk.node == tree->text)
			walk_skip_children(&walk);
	}
	assert_string_equal(buffer_string(&shown), "++-");
	buffer_release(&shown);
}

/* A tree far deeper than any stack of calls would bear. */
static void test_depth(void **state)
{
	struct tree *tree = *state;
	struct node *deepest = tree->paragraph, *copy;
	struct walk walk;
	size_t steps = 0;

	for (int i = 0; i < 200000; i++) {
		struct node *node = node_new(&tree->arena, NODE_EMPHASIS, PLACE_NONE);
		node_append(deepest, node);
		deepest = node;
	}
	copy = node_copy(&tree->arena, tree->paragraph);
	walk = walk_begin(copy);
	while (walk_next(&walk))
		steps++;
	assert_int_equal(steps, 2 * 200001 + 1);
}

static void test_kinds(void **state)
{
	struct tree *tree = *state;

	assert_true(node_is_block(tree->body));
	assert_true(node_is_block(tree->paragraph));
	assert_false(node_is_block(tree->text));
	assert_true(node_is_inline(tree->text));
	assert_false(node_is_inline(tree->clause));
	assert_true(node_is_leaf_block(tree->heading));
	assert_false(node_is_leaf_block(tree->clause));
	assert_false(node_is_leaf_block(tree->text));
	assert_string_equal(node_kind_name(NODE_REFERENCE_LIST), "reference-list");
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
		assert_non_null(node_kind_name((enum node_kind)kind));
}

static void test_looking_up(void **state)
{
	struct tree *tree = *state;

	assert_ptr_equal(node_ancestor(tree->text, NODE_CLAUSE), tree->clause);
	assert_ptr_equal(node_ancestor(tree->clause, NODE_CLAUSE), tree->clause);
	assert_null(node_ancestor(tree->text, NODE_TABLE));
	assert_null(node_with_id(tree->text));
	tree->section->id = TEXT("s-1");
	assert_ptr_equal(node_with_id(tree->text), tree->section);
	tree->clause->id = TEXT("c-1-1");
	assert_ptr_equal(node_with_id(tree->text), tree->clause);
	assert_ptr_equal(node_heading(tree->section), tree->heading);
	assert_null(node_heading(tree->clause));
	node_unlink(tree->heading);
	assert_null(node_heading(tree->section));
}

static void test_section_kind(void **state)
{
	struct tree *tree = *state;
	struct node *subsection = node_new(&tree->arena, NODE_SECTION, PLACE_NONE);

	node_append(tree->section, subsection);
	assert_int_equal(node_section_kind(tree->body), SECTION_OTHER);
	tree->section->section.kind = SECTION_EXCLUSIONS;
	assert_int_equal(node_section_kind(tree->text), SECTION_EXCLUSIONS);
	assert_int_equal(node_section_kind(subsection), SECTION_EXCLUSIONS);
	subsection->section.kind = SECTION_CODING;
	assert_int_equal(node_section_kind(subsection), SECTION_CODING);
}

static void test_names(void **state)
{
	(void)state;
	for (int kind = 0; kind < SECTION_KIND_COUNT; kind++)
		assert_non_null(section_kind_names[kind]);
	assert_null(section_kind_names[SECTION_KIND_COUNT]);
	for (int i = 0; i < EFFECT_COUNT; i++)
		assert_non_null(effect_names[i]);
	assert_null(effect_names[EFFECT_COUNT]);
	assert_string_equal(section_kind_names[SECTION_POLICY_STATEMENT], "policy-statement");
	assert_string_equal(effect_names[EFFECT_NOT_COMMISSIONED], "not_commissioned");
	assert_string_equal(criteria_operator_names[CRITERIA_AT_LEAST], "at_least");
	assert_string_equal(criteria_operator_names[CRITERIA_UNCLEAR], "unclear");
	assert_string_equal(quantity_kind_names[QUANTITY_BLOOD_PRESSURE], "blood_pressure");
	assert_string_equal(comparison_names[COMPARISON_LESS_THAN], "less_than");
}

static void append_twice(void)
{
	struct arena arena = ARENA_EMPTY;
	struct node *parent = node_new(&arena, NODE_BODY, PLACE_NONE);
	struct node *child = node_new(&arena, NODE_PARAGRAPH, PLACE_NONE);

	node_append(parent, child);
	node_append(parent, child);
}

static void test_a_node_has_one_parent(void **state)
{
	(void)state;
	assert_int_equal(unit_ending(append_twice, NULL, 0), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_append_and_walk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_insert, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unlink, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_move_children, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_copy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_skip_children, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_depth, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_looking_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_section_kind, set_up, tear_down),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_a_node_has_one_parent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

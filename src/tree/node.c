#include "tree/node.h"

#include <assert.h>
#include <string.h>

#include "base/bug.h"

static const char *const kinds[NODE_KIND_COUNT] = {
	[NODE_BODY] = "body",
	[NODE_SECTION] = "section",
	[NODE_CLAUSE] = "clause",
	[NODE_QUOTE] = "quote",
	[NODE_LIST] = "list",
	[NODE_ITEM] = "item",
	[NODE_TABLE] = "table",
	[NODE_ROW] = "row",
	[NODE_REFERENCE_LIST] = "reference-list",
	[NODE_HEADING] = "heading",
	[NODE_PARAGRAPH] = "paragraph",
	[NODE_NOTE] = "note",
	[NODE_JOINER] = "joiner",
	[NODE_CELL] = "cell",
	[NODE_REFERENCE] = "reference",
	[NODE_INCLUDE] = "include",
	[NODE_EMPHASIS] = "emphasis",
	[NODE_STRONG] = "strong",
	[NODE_LINK] = "link",
	[NODE_IMAGE] = "image",
	[NODE_TEXT] = "text",
	[NODE_CODE] = "code",
	[NODE_SOFT_BREAK] = "soft-break",
	[NODE_LINE_BREAK] = "line-break",
	[NODE_CITATION] = "citation",
};

const char *const section_kind_names[SECTION_KIND_COUNT + 1] = {
	[SECTION_OTHER] = "other",
	[SECTION_POLICY_STATEMENT] = "policy-statement",
	[SECTION_EXCLUSIONS] = "exclusions",
	[SECTION_CORE_CRITERIA] = "core-criteria",
	[SECTION_RATIONALE] = "rationale",
	[SECTION_EVIDENCE] = "evidence",
	[SECTION_GUIDANCE] = "guidance",
	[SECTION_MONITORING] = "monitoring",
	[SECTION_EQUALITY] = "equality",
	[SECTION_CODING] = "coding",
	[SECTION_INTRODUCTION] = "introduction",
	[SECTION_PURPOSE] = "purpose",
	[SECTION_FORCE] = "force",
	[SECTION_REFERENCES] = "references",
	[SECTION_APPENDIX] = "appendix",
};

const char *const effect_names[EFFECT_COUNT + 1] = {
	[EFFECT_UNSTATED] = "unstated",
	[EFFECT_ELIGIBLE] = "eligible",
	[EFFECT_NOT_COMMISSIONED] = "not_commissioned",
	[EFFECT_OUTSIDE_POLICY] = "outside_policy",
	[EFFECT_OVERRIDES] = "overrides",
	[EFFECT_CONSIDERED] = "considered",
	[EFFECT_ONLY_IF] = "only_if",
	[EFFECT_REQUIRED] = "required",
	[EFFECT_SCOPE] = "scope",
	[EFFECT_ELSEWHERE] = "elsewhere",
	[EFFECT_MIXED] = "mixed",
};

const char *const effect_basis_names[EFFECT_BASIS_COUNT + 1] = {
	[EFFECT_FROM_WORDS] = "words",
	[EFFECT_FROM_MARK] = "mark",
	[EFFECT_FROM_PROFILE] = "profile",
};

const char *const exception_names[EXCEPTION_COUNT + 1] = {
	[EXCEPTION_NONE] = "none",
	[EXCEPTION_IFR] = "ifr",
	[EXCEPTION_APPROVAL] = "approval",
};

const char *const phase_names[PHASE_COUNT + 1] = {
	[PHASE_NONE] = "none", [PHASE_START] = "start",   [PHASE_CONTINUE] = "continue",
	[PHASE_STOP] = "stop", [PHASE_REPEAT] = "repeat", [PHASE_UNSTATED] = "unstated",
};

const char *const criteria_operator_names[CRITERIA_OPERATOR_COUNT + 1] = {
	[CRITERIA_NONE_READ] = "none_read", [CRITERIA_ALL] = "all",           [CRITERIA_ANY] = "any",
	[CRITERIA_NONE] = "none",           [CRITERIA_AT_LEAST] = "at_least", [CRITERIA_AT_MOST] = "at_most",
	[CRITERIA_EXACTLY] = "exactly",     [CRITERIA_UNCLEAR] = "unclear",   [CRITERIA_UNSTATED] = "unstated",
};

const char *const quantity_kind_names[QUANTITY_KIND_COUNT + 1] = {
	[QUANTITY_AGE] = "age",
	[QUANTITY_DURATION] = "duration",
	[QUANTITY_INTERVAL] = "interval",
	[QUANTITY_BMI] = "bmi",
	[QUANTITY_SCORE] = "score",
	[QUANTITY_BLOOD_PRESSURE] = "blood_pressure",
	[QUANTITY_ACUITY] = "acuity",
	[QUANTITY_COUNT] = "count",
	[QUANTITY_RATE] = "rate",
	[QUANTITY_PERCENTAGE] = "percentage",
	[QUANTITY_LABORATORY] = "laboratory",
	[QUANTITY_HEARING] = "hearing",
	[QUANTITY_TEMPERATURE] = "temperature",
	[QUANTITY_DOSE] = "dose",
	[QUANTITY_WEIGHT] = "weight",
	[QUANTITY_LENGTH] = "length",
	[QUANTITY_OTHER] = "other",
};

const char *const comparison_names[COMPARISON_COUNT + 1] = {
	[COMPARISON_UNSTATED] = "unstated", [COMPARISON_EQUAL] = "equal",         [COMPARISON_AT_LEAST] = "at_least",
	[COMPARISON_AT_MOST] = "at_most",   [COMPARISON_MORE_THAN] = "more_than", [COMPARISON_LESS_THAN] = "less_than",
	[COMPARISON_BETWEEN] = "between",   [COMPARISON_WITHIN] = "within",
};

const char *const direction_names[DIRECTION_COUNT + 1] = {"unstated", "before", "after"};

/* The bytes of a node up to what its kind has of the union. */
#define WITHOUT      offsetof(struct node, section)
#define WITH(member) (offsetof(struct node, member) + sizeof((struct node){.kind = 0}.member))

static const size_t sizes[NODE_KIND_COUNT] = {
	[NODE_BODY] = WITHOUT,
	[NODE_SECTION] = WITH(section),
	[NODE_CLAUSE] = WITH(ruling),
	[NODE_QUOTE] = WITHOUT,
	[NODE_LIST] = WITH(list),
	[NODE_ITEM] = WITH(ruling),
	[NODE_TABLE] = WITH(table),
	[NODE_ROW] = WITH(row),
	[NODE_REFERENCE_LIST] = WITHOUT,
	/* Leaf blocks become one another: these have room for the largest of them. */
	[NODE_HEADING] = WITH(reference),
	[NODE_PARAGRAPH] = WITH(reference),
	[NODE_NOTE] = WITH(reference),
	[NODE_JOINER] = WITH(reference),
	[NODE_CELL] = WITH(reference),
	[NODE_REFERENCE] = WITH(reference),
	[NODE_INCLUDE] = WITH(include),
	[NODE_EMPHASIS] = WITHOUT,
	[NODE_STRONG] = WITHOUT,
	[NODE_LINK] = WITH(link),
	[NODE_IMAGE] = WITH(link),
	[NODE_TEXT] = WITH(text),
	[NODE_CODE] = WITH(text),
	[NODE_SOFT_BREAK] = WITHOUT,
	[NODE_LINE_BREAK] = WITHOUT,
	[NODE_CITATION] = WITH(citation),
};
static_assert(WITH(section) <= WITH(reference), "a heading has room for its level");

struct node *node_new(struct arena *arena, enum node_kind kind, struct place place)
{
	struct node *node = arena_allocate(arena, sizes[kind]);

	node->kind = kind;
	node->place = place;
	return node;
}

/* Both neighbours and the parent know of the node; NULL stands for an end. */
static void link_between(struct node *parent, struct node *previous, struct node *node, struct node *next)
{
	if (node->parent)
		BUG("a %s that already has a parent is put into a %s", node_kind_name(node->kind),
		    node_kind_name(parent->kind));
	node->parent = parent;
	node->previous = previous;
	node->next = next;
	if (previous)
		previous->next = node;
	else
		parent->first_child = node;
	if (next)
		next->previous = node;
	else
		parent->last_child = node;
}

void node_append(struct node *parent, struct node *child)
{
	link_between(parent, parent->last_child, child, NULL);
}

void node_insert_before(struct node *next, struct node *node)
{
	link_between(next->parent, next->previous, node, next);
}

void node_insert_after(struct node *previous, struct node *node)
{
	link_between(previous->parent, previous, node, previous->next);
}

void node_unlink(struct node *node)
{
	if (node->previous)
		node->previous->next = node->next;
	else if (node->parent)
		node->parent->first_child = node->next;
	if (node->next)
		node->next->previous = node->previous;
	else if (node->parent)
		node->parent->last_child = node->previous;
	node->parent = node->previous = node->next = NULL;
}

void node_move_children(struct node *from, struct node *to)
{
	if (!from->first_child)
		return;
	for (struct node *child = from->first_child; child; child = child->next)
		child->parent = to;
	from->first_child->previous = to->last_child;
	if (to->last_child)
		to->last_child->next = from->first_child;
	else
		to->first_child = from->first_child;
	to->last_child = from->last_child;
	from->first_child = from->last_child = NULL;
}

static struct node *copy_alone(struct arena *arena, const struct node *node)
{
	struct node *copy = arena_allocate(arena, sizes[node->kind]);

	memcpy(copy, node, sizes[node->kind]);
	copy->parent = copy->first_child = copy->last_child = copy->next = copy->previous = NULL;
	return copy;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
	struct node *root = NULL, *parent = NULL;
	struct walk walk = walk_begin(node);

	while (walk_next(&walk)) {
		if (!walk.is_entering) {
			parent = parent->parent;
			continue;
		}
		struct node *copy = copy_alone(arena, walk.node);
		if (parent)
			node_append(parent, copy);
		else
			root = copy;
		if (node_can_have_children(copy))
			parent = copy;
	}
	return root;
}

struct criteria_group *node_group(struct node *node)
{
	return node->kind == NODE_LIST ? &node->list.group : node->kind == NODE_TABLE ? &node->table.group : NULL;
}

bool node_is_run(const struct node *item)
{
	const struct node *first = item->first_child;
	return item->kind == NODE_ITEM && first && first->kind == NODE_LIST && first->list.is_run;
}

bool node_is_group(const struct node *node)
{
	const struct criteria_group *group = node_group((struct node *)node);

	return group && group->combination != CRITERIA_NONE_READ;
}

bool node_is_criterion(const struct node *node)
{
	return (node->kind == NODE_ITEM || node->kind == NODE_ROW) && node->ruling.is_criterion;
}

const struct quantity *node_quantities(const struct node *node)
{
	return node->kind == NODE_CLAUSE || node_is_criterion(node) ? node->ruling.quantities : NULL;
}

bool quantity_is_bounded_above(const struct quantity *quantity)
{
	return quantity->comparison == COMPARISON_BETWEEN || quantity->comparison == COMPARISON_AT_MOST ||
	       quantity->comparison == COMPARISON_LESS_THAN;
}

struct node *node_ancestor(const struct node *node, enum node_kind kind)
{
	while (node && node->kind != kind)
		node = node->parent;
	return (struct node *)node;
}

struct node *node_with_id(const struct node *node)
{
	while (node && !node->id.length)
		node = node->parent;
	return (struct node *)node;
}

struct node *node_heading(const struct node *section)
{
	struct node *first = section->first_child;

	return first && first->kind == NODE_HEADING ? first : NULL;
}

enum section_kind node_section_kind(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_SECTION && node->section.kind != SECTION_OTHER)
			return node->section.kind;
	return SECTION_OTHER;
}

struct walk walk_begin(const struct node *root)
{
	return (struct walk){.root = root};
}

bool walk_next(struct walk *walk)
{
	struct node *node = walk->node;

	if (!walk->is_started) {
		walk->is_started = true;
		walk->is_entering = true;
		walk->node = (struct node *)walk->root;
		return true;
	}
	if (!node)
		return false;
	if (walk->is_entering && node_can_have_children(node)) {
		if (node->first_child && !walk->skips_children)
			walk->node = node->first_child;
		else
			walk->is_entering = false;
		walk->skips_children = false;
		return true;
	}
	walk->skips_children = false;
	if (node == walk->root) {
		walk->node = NULL;
		return false;
	}
	walk->is_entering = node->next != NULL;
	walk->node = node->next ? node->next : node->parent;
	return true;
}

bool walk_next_block(struct walk *walk)
{
	if (walk->is_started && walk->node && node_is_leaf_block(walk->node))
		walk->skips_children = true;
	return walk_next(walk);
}

void walk_skip_children(struct walk *walk)
{
	walk->skips_children = true;
}

const char *node_kind_name(enum node_kind kind)
{
	return kinds[kind];
}

const struct effect_reading *node_reading(const struct node *node)
{
	switch (node->kind) {
	case NODE_CLAUSE:
	case NODE_ITEM:
	case NODE_ROW:
		return &node->ruling.reading;
	case NODE_LIST:
		return &node->list.group.reading;
	case NODE_TABLE:
		return &node->table.group.reading;
	default:
		return NULL;
	}
}

bool criteria_operator_counts(enum criteria_operator operator)
{
	return operator== CRITERIA_AT_LEAST || operator== CRITERIA_AT_MOST || operator== CRITERIA_EXACTLY;
}

const char *const own_words_names[OWN_WORDS_COUNT + 1] = {"none", "lead", "condition"};
const char *const own_join_names[OWN_JOIN_COUNT + 1] = {"none", "and", "or", "each", "when", "unclear"};

struct text criteria_group_words(struct arena *arena, const struct criteria_group *group)
{
	switch (group->combination) {
	case CRITERIA_ALL:
		return TEXT("all of these must hold (AND)");
	case CRITERIA_ANY:
		return TEXT("any of these is enough (OR)");
	case CRITERIA_NONE:
		return TEXT("none of these may hold");
	case CRITERIA_AT_LEAST:
		return arena_format(arena, "at least %u of these must hold", group->at_least);
	case CRITERIA_AT_MOST:
		return arena_format(arena, "at most %u of these may hold", group->at_least);
	case CRITERIA_EXACTLY:
		return arena_format(arena, "exactly %u of these must hold", group->at_least);
	default:
		return TEXT("not said how these combine");
	}
}

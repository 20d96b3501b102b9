#include "tree/numbering.h"

#include "base/map.h"
#include "base/unicode.h"
#include "tree/flat_text.h"

/* What is counted while the body is walked. */
struct numbering {
	struct arena *arena;
	struct arena *scratch; /* for the keys of the maps, and parts of ids */
	struct map ids;        /* id -> its node */
	struct map repeats;    /* id that was wanted and taken -> the last number put after it */
	struct map criteria;   /* id of a clause, item or section -> how many criteria stand below it so far */
	struct map references; /* reference numbers that are taken, as text -> their node */
	uint32_t sections;     /* numbered ones so far */
	uint32_t second;       /* clauses and subsections so far in this section */
	uint32_t third;        /* clauses so far in this subsection */
};

static uintptr_t count_up(struct map *map, struct text key)
{
	void **count = map_place(map, key, NULL);

	*count = (void *)((uintptr_t)*count + 1);
	return (uintptr_t)*count;
}

/* Names come before all ids that are made: a name is a promise, whatever else would have the same id. */
static void take_names(struct numbering *numbering, const struct node *body)
{
	struct walk walk = walk_begin(body);

	while (walk_next(&walk)) {
		struct node *node = walk.node;

		if (!walk.is_entering)
			continue;
		node->id = (struct text){0};
		if (!node->name.length || map_get(&numbering->ids, node->name))
			continue;
		node->id = node->name;
		map_set(&numbering->ids, node->id, node);
	}
}

/* Gives the node the id, or where that is taken the id with the next free number after it. */
static void give_id(struct numbering *numbering, struct node *node, struct text id)
{
	struct text wanted = id;

	if (node->id.length)
		return;
	while (map_get(&numbering->ids, id)) {
		uintptr_t repeat = count_up(&numbering->repeats, wanted) + 1;
		id = ARENA_JOIN(numbering->arena, wanted, TEXT("-"), arena_number(numbering->scratch, repeat));
	}
	node->id = id;
	map_set(&numbering->ids, id, node);
}

/* "s-6-1" of "6.1". */
static struct text id_of_number(struct arena *arena, struct text letter, struct text number)
{
	struct text id = ARENA_JOIN(arena, letter, TEXT("-"), number);
	char *bytes = (char *)id.bytes; /* the arena's own, and not shown to anybody yet */

	for (size_t i = 0; i < id.length; i++)
		if (bytes[i] == '.')
			bytes[i] = '-';
	return id;
}

static struct text id_of_heading(struct arena *arena, const struct node *section)
{
	struct buffer id = BUFFER_EMPTY;
	const struct node *heading = node_heading(section);

	buffer_append_string(&id, "s-");
	unicode_append_slug(&id, heading ? node_words(arena, heading) : TEXT(""));
	return buffer_keep(&id, arena);
}

/* "6.1" */
static struct text number_below(struct numbering *numbering, struct text number, uint32_t count)
{
	return ARENA_JOIN(numbering->arena, number, TEXT("."), arena_number(numbering->scratch, count));
}

static bool is_top(const struct node *section)
{
	return !section->parent || section->parent->kind != NODE_SECTION;
}

static void number_section(struct numbering *numbering, struct node *section)
{
	bool top = is_top(section);

	if (top)
		numbering->second = 0;
	numbering->third = 0;
	section->number = (struct text){0};
	if (section->section.is_unnumbered) {
		give_id(numbering, section, id_of_heading(numbering->arena, section));
		return;
	}
	if (top)
		section->number = arena_number(numbering->arena, ++numbering->sections);
	else
		section->number = number_below(numbering, section->parent->number, ++numbering->second);
	give_id(numbering, section, id_of_number(numbering->arena, TEXT("s"), section->number));
}

static void number_clause(struct numbering *numbering, struct node *clause)
{
	const struct node *section = clause->parent;

	clause->number = (struct text){0};
	if (section->kind != NODE_SECTION || section->section.is_unnumbered)
		return;
	uint32_t count = is_top(section) ? ++numbering->second : ++numbering->third;
	clause->number = number_below(numbering, section->number, count);
	give_id(numbering, clause, id_of_number(numbering->arena, TEXT("c"), clause->number));
}

/* a, b … z, aa, ab … */
static struct text letters_of(struct arena *arena, uintptr_t count)
{
	char letters[16];
	size_t begin = sizeof letters;

	for (; count > 0 && begin > 0; count = (count - 1) / 26)
		letters[--begin] = (char)('a' + (count - 1) % 26);
	return arena_copy(arena, (struct text){letters + begin, sizeof letters - begin});
}

static void name_criterion(struct numbering *numbering, struct node *item)
{
	const struct node *above = node_with_id(item->parent);
	size_t depth = 0;

	if (!above)
		return;
	for (const struct node *node = item->parent; node; node = node->parent)
		depth += node_is_criterion(node);
	uintptr_t count = count_up(&numbering->criteria, above->id);
	if (depth % 2 == 0)
		give_id(numbering, item,
			ARENA_JOIN(numbering->arena, above->id, TEXT("-"), letters_of(numbering->scratch, count)));
	else
		give_id(numbering, item,
			ARENA_JOIN(numbering->arena, above->id, TEXT("-"), arena_number(numbering->scratch, count)));
}

/* Labels that are numbers are kept; the others take their place in the order written, or the next number that is free.
 * A link alone has no label and no number. */
static void number_references(struct numbering *numbering, const struct node *body)
{
	struct walk walk = walk_begin(body);

	while (walk_next_block(&walk)) {
		struct node *node = walk.node;
		if (!walk.is_entering || node->kind != NODE_REFERENCE)
			continue;
		node->reference.number = 0;
		if (text_to_number(node->reference.label, 999999, &node->reference.number))
			map_set(&numbering->references, arena_number(numbering->scratch, node->reference.number), node);
	}
	walk = walk_begin(body);
	for (uint32_t written = 0, last = 0; walk_next_block(&walk);) {
		struct node *node = walk.node;
		if (!walk.is_entering || node->kind != NODE_REFERENCE)
			continue;
		written++;
		if (node->reference.label.length && !node->reference.number) {
			uint32_t number = written > last ? written : last + 1;
			while (map_get(&numbering->references, arena_number(numbering->scratch, number)))
				number++;
			node->reference.number = last = number;
			map_set(&numbering->references, arena_number(numbering->scratch, number), node);
		}
		uint32_t shown = node->reference.number ? node->reference.number : written;
		give_id(numbering, node,
			ARENA_JOIN(numbering->arena, TEXT("reference-"), arena_number(numbering->scratch, shown)));
	}
}

void policy_number(struct policy *policy)
{
	struct numbering numbering = {.arena = &policy->arena, .scratch = &policy->scratch};
	struct walk walk = walk_begin(policy->body);

	map_set(&numbering.ids, TEXT(DOCUMENT_CONTROL_ID), policy->body);
	map_set(&numbering.ids, TEXT(VERSION_HISTORY_ID), policy->body);
	take_names(&numbering, policy->body);
	while (walk_next_block(&walk)) {
		struct node *node = walk.node;

		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_SECTION)
			number_section(&numbering, node);
		else if (node->kind == NODE_CLAUSE)
			number_clause(&numbering, node);
		else if (node_is_criterion(node))
			name_criterion(&numbering, node);
	}
	number_references(&numbering, policy->body);
	map_release(&numbering.ids);
	map_release(&numbering.repeats);
	map_release(&numbering.criteria);
	map_release(&numbering.references);
}

struct node *policy_find_id(const struct policy *policy, struct text id)
{
	struct walk walk = walk_begin(policy->body);

	while (id.length && walk_next(&walk))
		if (walk.is_entering && text_equal(walk.node->id, id))
			return walk.node;
	return NULL;
}

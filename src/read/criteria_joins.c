/* What joins the items of a list: lines of their own, ends and beginnings of items. */
#include "read/criteria_parts.h"

#include "base/memory.h"

/* A word that joins, and where it stands; JOINER_NONE: there is none. */
struct joining {
	enum joiner_kind kind;
	struct place place;
};

/* A criterion and all that may join it to the next one. */
struct joined_item {
	struct node *node;
	struct joining line;  /* alone on a line, before the next criterion */
	struct joining near;  /* at its own end, or at the head of the next */
	struct joining other; /* at the head of the next, where `near` stands at its end */
	bool ends_in_mark;    /* ";" or ",": the next joins it to those before */
};

struct series {
	struct arena *scratch;
	ARRAY_OF(struct joined_item) items;
};

/* The last leaf of a block that is no note: where the words of an item end. */
static const struct node *last_leaf(const struct node *block)
{
	const struct node *leaf = block;

	while (leaf && !node_is_leaf_block(leaf)) {
		leaf = leaf->last_child;
		while (leaf && leaf->kind == NODE_NOTE)
			leaf = leaf->previous;
	}
	return leaf;
}

static void read_ending(struct series *series, struct joined_item *item)
{
	const struct node *leaf = last_leaf(item->node);
	if (!leaf)
		return;
	struct flat_text flat = flat_text_of(series->scratch, leaf);
	struct joiner joiner = joiner_at_end(flat.text);
	struct text text = text_trim(flat.text);
	item->ends_in_mark = text_ends(text, TEXT(";")) || text_ends(text, TEXT(","));
	if (joiner.kind != JOINER_NONE)
		item->near = (struct joining){joiner.kind, flat_text_place(&flat, joiner.begin, joiner.end)};
}

/* What the head of a criterion says of the one before it. */
static void read_head(struct series *series, struct joined_item *before, const struct node *node)
{
	const struct node *leaf = node->first_child;
	if (!leaf || !node_is_leaf_block(leaf))
		return;
	struct flat_text flat = flat_text_of(series->scratch, leaf);
	struct joiner joiner = joiner_at_head(flat.text);
	if (joiner.kind == JOINER_NONE)
		return;
	struct joining head = {joiner.kind, flat_text_place(&flat, joiner.begin, joiner.end)};
	*(before->near.kind == JOINER_NONE ? &before->near : &before->other) = head;
}

static struct series series_of(struct arena *scratch, const struct node *block)
{
	struct series series = {.scratch = scratch};

	for (struct node *child = block->first_child; child; child = child->next) {
		const struct node *line = child->kind == NODE_JOINER ? child : row_joiner(child);
		struct joined_item *last = series.items.count ? &series.items.items[series.items.count - 1] : NULL;
		if (line && last) {
			enum joiner_kind kind = joiner_of_line(node_words(scratch, line)).kind;
			/* Two lines between two criteria: the second is told as what speaks against the first. */
			*(last->line.kind == JOINER_NONE ? &last->line : &last->other) =
				(struct joining){kind, line->place};
		} else if (node_is_criterion(child)) {
			if (last && child->kind == NODE_ITEM)
				read_head(&series, last, child);
			struct joined_item *item = ARRAY_ADD(&series.items);
			*item = (struct joined_item){.node = child};
			if (child->kind == NODE_ITEM)
				read_ending(&series, item);
		}
	}
	return series;
}

static enum criteria_operator operator_of(enum joiner_kind kind)
{
	return kind == JOINER_AND ? CRITERIA_ALL : CRITERIA_ANY;
}

static void add_saying(struct joined *joined, struct joining joining)
{
	if (joining.kind == JOINER_NONE)
		return;
	enum criteria_operator combination = operator_of(joining.kind);
	if (joined->combination == CRITERIA_NONE_READ) {
		joined->combination = combination;
		joined->place = joining.place;
	} else if (joined->combination != combination && !place_is_set(joined->other)) {
		joined->other = joining.place;
	}
}

/* What joins the criteria from `first` to `last` without a line of its own. */
static struct joined read_near(const struct series *series, size_t first, size_t last)
{
	struct joined joined = {.basis = CRITERIA_BY_ENDINGS};
	size_t count = 0;
	bool all_marked = true;

	for (size_t i = first; i < last; i++) {
		const struct joined_item *item = &series->items.items[i];
		add_saying(&joined, item->near);
		add_saying(&joined, item->other);
		count += item->near.kind != JOINER_NONE;
		all_marked &= item->near.kind != JOINER_NONE || item->ends_in_mark;
	}
	bool is_closed = last > first && series->items.items[last - 1].near.kind != JOINER_NONE;
	joined.is_partial = count > 0 && count < last - first && !(is_closed && all_marked);
	if (place_is_set(joined.other))
		joined.combination = CRITERIA_UNCLEAR;
	return joined;
}

/* Adds what a run between two lines says to what the lines say. */
static void add_run(struct joined *joined, const struct joined *run, struct joined *first_run)
{
	if (run->combination == CRITERIA_NONE_READ || run->is_partial) {
		joined->is_partial = true;
		return;
	}
	if (first_run->combination == CRITERIA_NONE_READ)
		*first_run = *run;
	if (run->combination == CRITERIA_UNCLEAR || run->combination != first_run->combination)
		joined->other = place_is_set(run->other) ? run->other : run->place;
}

/* Lines that are only AND or OR bind looser than joiners at the ends and heads of items. */
static struct joined read_lines(const struct series *series)
{
	struct joined joined = {.basis = CRITERIA_BY_JOINER}, first_run = {0};
	size_t count = series->items.count, begin = 0;

	for (size_t i = 0; i < count; i++) {
		const struct joined_item *item = &series->items.items[i];
		add_saying(&joined, item->line);
		if (item->line.kind == JOINER_NONE && i + 1 < count)
			continue;
		if (item->line.kind != JOINER_NONE && i + 1 < count) {
			add_saying(&joined, item->near);
			add_saying(&joined, item->other);
		}
		if (i > begin) {
			struct joined run = read_near(series, begin, i);
			add_run(&joined, &run, &first_run);
		}
		begin = i + 1;
	}
	if (place_is_set(joined.other)) {
		joined.combination = CRITERIA_UNCLEAR;
	} else if (!joined.is_partial && first_run.combination != CRITERIA_NONE_READ &&
		   first_run.combination != joined.combination) {
		joined.has_runs = joined.combination == CRITERIA_ANY;
		joined.is_and_over_or = !joined.has_runs;
		if (joined.is_and_over_or) {
			joined.combination = CRITERIA_UNCLEAR;
			joined.or_place = first_run.place;
		}
	}
	return joined;
}

/* What ends the last criterion of a list within an item may join the item to the next one, or an item further up. */
static bool goes_on_above(const struct node *block)
{
	for (const struct node *item = block->parent; item->kind == NODE_ITEM; item = item->parent->parent)
		if (item->next)
			return true;
	return false;
}

struct joined criteria_joined(struct arena *scratch, const struct node *block)
{
	struct series series = series_of(scratch, block);
	struct joined joined = {0};
	size_t count = series.items.count;
	bool has_lines = false;

	for (size_t i = 0; i < count; i++)
		has_lines |= series.items.items[i].line.kind != JOINER_NONE;
	if (has_lines)
		joined = read_lines(&series);
	else if (count > 0)
		joined = read_near(&series, 0, count - 1);
	if (count > 0 && !goes_on_above(block)) {
		const struct joined_item *last = &series.items.items[count - 1];
		joined.dangling = last->near.kind != JOINER_NONE ? last->near.place : last->line.place;
	}
	ARRAY_RELEASE(&series.items);
	return joined;
}

/* Puts the criteria from `first` to `last` and what stands between them into a list of their own, below one item. */
static void make_run(struct arena *arena, struct node *first, struct node *last, uint32_t start)
{
	struct node *list = first->parent;
	struct node *item = node_new(arena, NODE_ITEM, place_join(first->place, last->place));
	struct node *inner = node_new(arena, NODE_LIST, item->place);

	node_insert_before(first, item);
	for (struct node *node = first, *next; node; node = next) {
		next = node == last ? NULL : node->next;
		node_unlink(node);
		node_append(inner, node);
	}
	node_append(item, inner);
	item->ruling.is_criterion = true;
	item->ruling.reading = first->ruling.reading;
	inner->list.is_ordered = list->list.is_ordered;
	inner->list.is_loose = list->list.is_loose;
	inner->list.start = start;
	inner->list.is_run = true;
}

void criteria_make_runs(struct arena *arena, struct node *list)
{
	struct node *first = NULL, *last = NULL;
	uint32_t number = list->list.start, start = number;

	for (struct node *child = list->first_child, *next;; child = next) {
		next = child ? child->next : NULL;
		if (child && child->kind == NODE_ITEM) {
			start = first ? start : number;
			first = first ? first : child;
			last = child;
			number++;
			continue;
		}
		if (first && first != last)
			make_run(arena, first, last, start);
		first = last = NULL;
		if (!child)
			return;
	}
}

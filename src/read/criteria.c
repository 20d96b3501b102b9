#include "read/criteria.h"

#include "read/criteria_parts.h"
#include "read/effects.h"
#include "read/marks.h"
#include "read/quantities.h"
#include "tree/flat_text.h"
#include "tree/profile.h"

/* What a section's criteria are read with. */
struct reading {
	struct policy *policy;
	const struct profile *profile;
	struct effects effects;
};

/* An item is a criterion unless it is only a note, by its words or its mark, or nothing. */
static bool has_own_words(const struct node *item)
{
	const struct node *first = item->first_child;
	if (item->ruling.marks && item->ruling.marks->note_place.source)
		return false;
	return first && !(first->kind == NODE_NOTE && !first->next);
}

static struct quantity *quantities_of(struct reading *reading, const struct node *block)
{
	const struct node *first = block->first_child;
	if (!first || !node_is_leaf_block(first))
		return NULL;
	struct flat_text flat = flat_text_of(&reading->policy->scratch, first);
	return quantities_read(&reading->policy->arena, &flat);
}

static void read_items(struct reading *reading, struct node *list)
{
	for (struct node *item = list->first_child; item; item = item->next) {
		bool is_note = item->kind == NODE_ITEM && item->ruling.marks && item->ruling.marks->note_place.source;
		if (is_note) /* its numbers show whether it asks for something after all */
			item->ruling.quantities = quantities_of(reading, item);
		if (item->kind != NODE_ITEM || !item->ruling.is_criterion)
			continue;
		item->ruling.quantities = quantities_of(reading, item);
	}
}

static const struct node *cell_at(const struct node *row, size_t column)
{
	const struct node *cell = row->first_child;
	while (cell && column-- > 0)
		cell = cell->next;
	return cell;
}

/* The quantities of a cell, whose number may be told apart only by the cell that heads its row or its column: "Age | 18
 * to 40". What the words of those say is not the cell's. */
static struct quantity *cell_quantities(struct reading *reading, const struct node *cell, size_t column)
{
	const struct node *table = cell->parent->parent, *header = table->first_child;
	const struct node *above = header && header->row.is_header ? cell_at(header, column) : NULL;
	const struct node *beside = column > 0 ? cell->parent->first_child : NULL;
	const struct node *contexts[][2] = {{above, beside}, {beside, above}};

	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		const struct node *leaves[3];
		size_t count = 0;
		for (size_t j = 0; j < 2; j++)
			if (contexts[i][j] && contexts[i][j]->first_child)
				leaves[count++] = contexts[i][j];
		leaves[count++] = cell;
		struct flat_text flat = flat_text_of_leaves(&reading->policy->scratch, leaves, count);
		struct quantity *first = quantities_read(&reading->policy->arena, &flat), **next = &first;
		while (*next) {
			bool is_own =
				(*next)->place.begin >= cell->place.begin && (*next)->place.end <= cell->place.end;
			if (is_own)
				next = &(*next)->next;
			else
				*next = (*next)->next;
		}
		if (first)
			return first;
	}
	return NULL;
}

static void read_rows(struct reading *reading, struct node *table)
{
	for (struct node *row = table->first_child; row; row = row->next) {
		struct quantity **last = &row->ruling.quantities;
		size_t column = 0;
		if (!row->ruling.is_criterion)
			continue;
		for (const struct node *cell = row->first_child; cell; cell = cell->next) {
			*last = cell_quantities(reading, cell, column++);
			while (*last)
				last = &(*last)->next;
		}
	}
}

/* Which items or rows are criteria, if the block is a group. */
static void set_criteria(struct reading *reading, struct node *block)
{
	for (struct node *child = block->first_child; child; child = child->next) {
		if (child->kind == NODE_ITEM)
			child->ruling.is_criterion = has_own_words(child);
		else if (child->kind == NODE_ROW)
			child->ruling.is_criterion = !child->row.is_header && !row_joiner(child) &&
						     text_trim(node_words(&reading->policy->scratch, child)).length > 0;
	}
}

/* The block is no group after all. */
static void unset_criteria(struct node *block)
{
	for (struct node *child = block->first_child; child; child = child->next) {
		if (child->kind == NODE_ITEM) {
			child->ruling.is_criterion = false;
			child->ruling.quantities = NULL;
		} else if (child->kind == NODE_ROW) {
			child->ruling.is_criterion = false;
			child->ruling.quantities = NULL;
		}
	}
}

static enum stated_effect stated_effect(const struct effect_reading *reading)
{
	if (reading->is_unclear)
		return EFFECT_OF_WORDS;
	return !reading->effect                       ? EFFECT_NOT_STATED
	       : reading->from == EFFECT_FROM_PROFILE ? EFFECT_OF_SECTION
						      : EFFECT_OF_WORDS;
}

/* A list or a table. */
static void read_group(struct reading *reading, struct node *block, const struct effect_reading *around)
{
	struct arena *scratch = &reading->policy->scratch;
	struct criteria_group *group = node_group(block);
	const struct node *words = lead_in_of(block);
	bool is_nested = block->parent->kind == NODE_ITEM && block->parent->ruling.is_criterion;

	effects_read_group(&reading->effects, block, is_nested ? &block->parent->ruling.reading : around, is_nested);
	if (group->is_marked_list)
		return;
	struct group_place where = {words ? stated_effect(&group->reading) : EFFECT_NOT_STATED, is_nested};
	struct group_words said = group_words_of(scratch, block, &where);
	set_criteria(reading, block);
	if (block->kind == NODE_LIST)
		read_items(reading, block);
	else
		read_rows(reading, block);
	criteria_combine(&reading->policy->arena, scratch, block, &said);
	if (group->combination == CRITERIA_NONE_READ)
		unset_criteria(block);
	else
		effects_read_criteria(&reading->effects, block);
}

/* The groups below a clause, or a group that stands in none. */
static void read_groups(struct reading *reading, struct node *block, const struct effect_reading *around)
{
	struct walk walk = walk_begin(block);
	while (walk_next_block(&walk))
		if (walk.is_entering && node_group(walk.node))
			read_group(reading, walk.node, around);
}

static void read_clause(struct reading *reading, struct node *clause)
{
	effects_read_clause(&reading->effects, clause);
	read_groups(reading, clause, &clause->ruling.reading);
	clause->ruling.quantities = quantities_of(reading, clause);
}

/* A section has the effect that every one of its clauses has. */
static void agree(enum effect *agreed, bool *is_first, enum effect effect)
{
	*agreed = *is_first || *agreed == effect ? effect : EFFECT_UNSTATED;
	*is_first = false;
}

static void read_section(struct reading *reading, struct node *section)
{
	enum effect agreed = EFFECT_UNSTATED;
	bool is_first = true;
	for (struct node *child = section->first_child; child; child = child->next) {
		if (child->kind == NODE_CLAUSE) {
			read_clause(reading, child);
			agree(&agreed, &is_first, child->ruling.reading.effect);
		} else if (node_group(child)) {
			read_groups(reading, child, NULL);
			agree(&agreed, &is_first, node_group(child)->reading.effect);
		} else if (child->kind == NODE_SECTION) {
			agree(&agreed, &is_first, child->section.effect);
		}
	}
	section->section.effect = agreed;
}

static bool holds_criteria(enum section_kind kind)
{
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS || kind == SECTION_CORE_CRITERIA;
}

/* How a group combines, where a mark says so. In other sections a mark, which a shared block may bring along, says
 * nothing. */
static void apply_marks(struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next_block(&walk)) {
		struct criteria_group *group = walk.is_entering ? node_group(walk.node) : NULL;
		if (!group || !group->marks || !group->marks->operator_place.source)
			continue;
		if (!holds_criteria(node_section_kind(walk.node)))
			continue;
		group->combination = group->marks->combination;
		group->basis = CRITERIA_BY_MARK;
		group->at_least = group->marks->count;
		group->is_marked_list = group->combination == CRITERIA_NONE_READ;
		group->mark_place = group->marks->operator_place;
	}
}

void criteria_read(struct policy *policy, const struct profile *profile)
{
	struct reading reading = {.policy = policy, .profile = profile, .effects = effects_begin(policy)};
	apply_marks(policy);
	marks_find_stray(policy);
	/* On leaving, so that a section's subsections have their effect before it has. */
	struct walk walk = walk_begin(policy->body);
	while (walk_next_block(&walk)) {
		struct node *section = walk.node;
		if (section->kind != NODE_SECTION)
			continue;
		if (walk.is_entering) {
			struct node *heading = node_heading(section);
			struct text words = heading ? node_words(&policy->scratch, heading) : TEXT("");
			if (section->section.level <= 2) {
				reading.effects.section = profile ? profile_section_of(profile, words) : NULL;
				reading.effects.subsection = NULL;
			} else {
				reading.effects.subsection =
					reading.effects.section ? profile_subsection_of(reading.effects.section, words)
								: NULL;
			}
		} else if (holds_criteria(node_section_kind(section))) {
			if (section->section.level <= 2)
				reading.effects.subsection = NULL;
			read_section(&reading, section);
		}
	}
}

#include "read/criteria.h"

#include "read/criteria_parts.h"
#include "read/marks.h"
#include "read/quantities.h"
#include "tree/flat_text.h"
#include "tree/profile.h"

/* What a section's criteria are read with. */
struct reading {
	struct policy *policy;
	const struct profile *profile;
	const struct profile_section *section, *subsection;
};

/* The effect of a clause, or of a group that stands in none: by the words of its lead-in. */
static enum effect effect_of(struct reading *reading, const struct node *lead_in)
{
	struct text words = lead_in ? node_words(&reading->policy->scratch, lead_in) : TEXT("");
	return profile_effect(reading->section, reading->subsection, words);
}

/* An item is a criterion unless it is only a note, by its words or its mark, or nothing. */
static bool has_own_words(const struct node *item)
{
	const struct node *first = item->first_child;
	if (item->item.marks && item->item.marks->note_place.source)
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
		bool is_note = item->kind == NODE_ITEM && item->item.marks && item->item.marks->note_place.source;
		if (is_note) /* its numbers show whether it asks for something after all */
			item->item.quantities = quantities_of(reading, item);
		if (item->kind != NODE_ITEM || !item->item.is_criterion)
			continue;
		item->item.effect = list->list.group.effect;
		item->item.quantities = quantities_of(reading, item);
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
		struct quantity **last = &row->row.quantities;
		size_t column = 0;
		if (!row->row.is_criterion)
			continue;
		row->row.effect = table->table.group.effect;
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
			child->item.is_criterion = has_own_words(child);
		else if (child->kind == NODE_ROW)
			child->row.is_criterion = !child->row.is_header && !row_joiner(child) &&
						  text_trim(node_words(&reading->policy->scratch, child)).length > 0;
	}
}

/* The block is no group after all. */
static void unset_criteria(struct node *block)
{
	for (struct node *child = block->first_child; child; child = child->next) {
		if (child->kind == NODE_ITEM) {
			child->item.is_criterion = false;
			child->item.effect = EFFECT_UNSTATED;
			child->item.quantities = NULL;
		} else if (child->kind == NODE_ROW) {
			child->row.is_criterion = false;
			child->row.effect = EFFECT_UNSTATED;
			child->row.quantities = NULL;
		}
	}
}

/* The last sentence of some words. */
static struct text last_sentence(struct text words)
{
	for (size_t at = words.length; at > 2; at--) {
		bool begins = is_ascii_space(words.bytes[at - 1]) && at < words.length &&
			      is_ascii_upper(words.bytes[at]) && words.bytes[at - 2] == '.';
		if (begins)
			return text_slice(words, at, words.length);
	}
	return words;
}

/* "It is funded unless any of the following apply:" funds those who don't meet the list; "not funded unless" those who
 * do. */
static bool is_reversed(struct text sentence)
{
	struct text rest = sentence, word;
	while (text_split(&rest, ' ', &word)) {
		while (word.length && is_ascii_punctuation(word.bytes[word.length - 1]))
			word.length--;
		if (text_equal_ignoring_case(word, TEXT("not")) || text_equal_ignoring_case(word, TEXT("no")) ||
		    text_equal_ignoring_case(word, TEXT("only")) || text_equal_ignoring_case(word, TEXT("cannot")))
			return false;
		if (text_equal_ignoring_case(word, TEXT("unless")) || text_equal_ignoring_case(word, TEXT("except")))
			return true;
	}
	return false;
}

/* What a group does to a patient's case: what its own lead-in says, its last sentence before all others; else what the
 * clause says. But "It is not funded. It may be considered if all of the following are met:" doesn't say that those who
 * meet them are refused, so a refusal in an earlier sentence is not the group's. */
static enum effect effect_of_group(struct reading *reading, const struct node *lead_in, enum effect around)
{
	if (!lead_in)
		return around;
	enum effect usual = effect_of(reading, NULL);
	struct text words = node_words(&reading->policy->scratch, lead_in), last = last_sentence(words);
	enum effect own = profile_effect(reading->section, reading->subsection, last);
	if (own == EFFECT_ELIGIBLE && is_reversed(last))
		return EFFECT_UNSTATED;
	if (own != usual)
		return own;
	own = effect_of(reading, lead_in);
	if (own == usual)
		return around;
	bool is_refusal = own == EFFECT_NOT_COMMISSIONED || own == EFFECT_OUTSIDE_POLICY;
	return is_refusal && last.length < words.length ? EFFECT_UNSTATED : own;
}

static enum stated_effect stated_effect(struct reading *reading, const struct node *lead_in)
{
	enum effect own = effect_of(reading, lead_in);
	return own == EFFECT_UNSTATED            ? EFFECT_NOT_STATED
	       : own == effect_of(reading, NULL) ? EFFECT_OF_SECTION
						 : EFFECT_OF_WORDS;
}

/* A list or a table. */
static void read_group(struct reading *reading, struct node *block, enum effect around)
{
	struct arena *scratch = &reading->policy->scratch;
	struct criteria_group *group = node_group(block);
	const struct node *words = lead_in_of(block);
	bool is_nested = block->parent->kind == NODE_ITEM && block->parent->item.is_criterion;

	group->effect = is_nested ? around : effect_of_group(reading, words, around);
	if (group->is_marked_list)
		return;
	struct group_place where = {words ? stated_effect(reading, words) : EFFECT_NOT_STATED, is_nested};
	struct group_words said = group_words_of(scratch, block, &where);
	set_criteria(reading, block);
	if (block->kind == NODE_LIST)
		read_items(reading, block);
	else
		read_rows(reading, block);
	criteria_combine(&reading->policy->arena, scratch, block, &said);
	if (group->combination == CRITERIA_NONE_READ)
		unset_criteria(block);
}

/* The groups below a clause, or a group that stands in none. */
static void read_groups(struct reading *reading, struct node *block, enum effect effect)
{
	struct walk walk = walk_begin(block);
	while (walk_next_block(&walk))
		if (walk.is_entering && node_group(walk.node))
			read_group(reading, walk.node, effect);
}

static void read_clause(struct reading *reading, struct node *clause)
{
	struct node *first = clause->first_child;
	clause->clause.effect = effect_of(reading, first && node_is_leaf_block(first) ? first : NULL);
	read_groups(reading, clause, clause->clause.effect);
	clause->clause.quantities = quantities_of(reading, clause);
}

/* The effect on which those that state one agree. */
static void agree(enum effect *agreed, bool *differs, enum effect effect)
{
	if (effect == EFFECT_UNSTATED)
		return;
	if (*agreed != EFFECT_UNSTATED && *agreed != effect)
		*differs = true;
	*agreed = effect;
}

static void read_section(struct reading *reading, struct node *section)
{
	enum effect agreed = EFFECT_UNSTATED;
	bool differs = false;
	for (struct node *child = section->first_child; child; child = child->next) {
		if (child->kind == NODE_CLAUSE) {
			read_clause(reading, child);
			agree(&agreed, &differs, child->clause.effect);
		} else if (node_group(child)) {
			enum effect effect = effect_of(reading, lead_in_of(child));
			read_groups(reading, child, effect);
			agree(&agreed, &differs, effect);
		} else if (child->kind == NODE_SECTION) {
			agree(&agreed, &differs, child->section.effect);
		}
	}
	section->section.effect = differs ? EFFECT_UNSTATED : agreed;
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
	struct reading reading = {.policy = policy, .profile = profile};
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
				reading.section = profile ? profile_section_of(profile, words) : NULL;
				reading.subsection = NULL;
			} else {
				reading.subsection =
					reading.section ? profile_subsection_of(reading.section, words) : NULL;
			}
		} else if (holds_criteria(node_section_kind(section))) {
			if (section->section.level <= 2)
				reading.subsection = NULL;
			read_section(&reading, section);
		}
	}
}

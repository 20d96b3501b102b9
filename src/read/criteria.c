#include "read/criteria.h"
#include "base/nearest.h"

#include "read/criteria_parts.h"
#include "read/quantities.h"
#include "tree/flat_text.h"
#include "tree/profile.h"

/* What a section's criteria are read with. */
struct reading {
	struct policy *policy;
	const struct profile *profile;
	const struct profile_section *section, *subsection;
};

/* The marks that may end a lead-in. "{at-least 2}" has its number apart. */
static const struct {
	const char *word;
	enum criteria_operator combination;
	bool is_list;
} marks[] = {
	{"all", CRITERIA_ALL, false},           {"any", CRITERIA_ANY, false},       {"none", CRITERIA_NONE, false},
	{"at-least", CRITERIA_AT_LEAST, false}, {"list", CRITERIA_NONE_READ, true},
};

/* Takes the last `length` bytes off a text node, white space before them too; gone when nothing is left of it. */
static void cut_end(struct node *text, size_t length)
{
	struct text rest = text_slice(text->text.text, 0, text->text.text.length - length);
	while (rest.length && is_ascii_space(rest.bytes[rest.length - 1]))
		rest.length--;
	if (!rest.length) {
		struct node *before = text->previous;
		node_unlink(text);
		if (before && before->kind == NODE_SOFT_BREAK)
			node_unlink(before);
		return;
	}
	text->text.text = rest;
	text->place.end = text->place.begin + (uint32_t)rest.length;
}

static void report_unknown_mark(struct reading *reading, struct place place, struct text word)
{
	struct nearest nearest;

	if (text_begins(word, TEXT("include"))) {
		findings_add(
			&reading->policy->findings, CHECK_SYNTAX, place,
			"shared wording is put in with two braces at each end, as in {{include core-criteria@2024}}");
		return;
	}
	nearest_init(&nearest, word);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		nearest_offer(&nearest, text_of(marks[i].word));
	bool is_near = nearest.best.bytes && !text_equal(nearest.best, word);
	findings_add(&reading->policy->findings, CHECK_SYNTAX, place,
		     "this mark is not known, so it would be printed as it stands%s%s%s The marks of a list are {all}, "
		     "{any}, {none}, {at-least 2} and {list}; write one of them, or take the braces out",
		     is_near ? "; did you mean {" : "", is_near ? nearest.best.bytes : "", is_near ? "}?" : ".");
}

/* A mark at the end of a paragraph: taken out of its words and put on the list or table that follows. */
static void read_mark(struct reading *reading, struct node *paragraph, struct criteria_group *group)
{
	struct node *last = paragraph->last_child;
	if (!last || last->kind != NODE_TEXT)
		return;
	struct text text = text_trim(last->text.text);
	if (!text_ends(text, TEXT("}")))
		return;
	size_t open = text.length;
	while (open > 0 && text.bytes[open - 1] != '{')
		open--;
	/* "{{" is an include, or a fault that has been told of already. */
	if (open == 0 || (open > 1 && text.bytes[open - 2] == '{'))
		return;
	struct text inside = text_trim(text_slice(text, open, text.length - 1));
	size_t from = (size_t)(text.bytes - last->text.text.bytes) + open - 1;
	struct place place = place_of(last->place.source, last->place.begin + from,
				      last->place.begin + from + text.length - open + 1);
	struct text rest = inside, word = {0}, number = {0};
	text_split(&rest, ' ', &word);
	if (rest.bytes)
		number = text_trim(rest);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!text_is(word, marks[i].word))
			continue;
		uint32_t count = 0;
		bool counted = marks[i].combination == CRITERIA_AT_LEAST;
		if (counted ? !text_to_number(number, 1000, &count) : number.length > 0)
			break;
		cut_end(last, last->text.text.length - from);
		if (!group) {
			findings_add(
				&reading->policy->findings, CHECK_SYNTAX, place,
				"this mark says how the items of a list combine, and no list or table follows: put "
				"it at the end of the words just above the list, or take it out");
			return;
		}
		group->combination = marks[i].combination;
		group->basis = CRITERIA_BY_MARK;
		group->count = count;
		group->is_marked_list = marks[i].is_list;
		group->mark_place = place;
		return;
	}
	report_unknown_mark(reading, place, word);
}

/* The effect of a clause, or of a group that stands in none: by the words of its lead-in. */
static enum effect effect_of(struct reading *reading, const struct node *lead_in)
{
	struct text words = lead_in ? node_words(&reading->policy->scratch, lead_in) : TEXT("");
	return profile_effect(reading->section, reading->subsection, words);
}

/* An item is a criterion unless it is only a note, or nothing. */
static bool has_own_words(const struct node *item)
{
	const struct node *first = item->first_child;
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
static void set_criteria(struct reading *reading, struct node *block, bool is_group)
{
	for (struct node *child = block->first_child; child; child = child->next) {
		if (child->kind == NODE_ITEM)
			child->item.is_criterion = is_group && has_own_words(child);
		else if (child->kind == NODE_ROW)
			child->row.is_criterion = is_group && !child->row.is_header && !row_joiner(child) &&
						  text_trim(node_words(&reading->policy->scratch, child)).length > 0;
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
	struct flat_text flat = {0};
	struct lead_in lead_in = {0};

	group->effect = is_nested ? around : effect_of_group(reading, words, around);
	if (group->is_marked_list)
		return;
	if (words) {
		flat = flat_text_of(scratch, words);
		lead_in = lead_in_read(flat.text, stated_effect(reading, words), is_nested);
	}
	set_criteria(reading, block, true);
	criteria_combine(scratch, block, &lead_in, words ? &flat : NULL);
	if (group->combination == CRITERIA_NONE_READ)
		set_criteria(reading, block, false);
	else if (block->kind == NODE_LIST)
		read_items(reading, block);
	else
		read_rows(reading, block);
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

static void read_marks(struct reading *reading)
{
	struct walk walk = walk_begin(reading->policy->body);
	while (walk_next_block(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_PARAGRAPH)
			continue;
		struct node *block = lead_in_block(walk.node);
		/* In other sections a mark, which a shared block may bring along, says nothing. */
		struct criteria_group nothing = {0};
		bool counts = holds_criteria(node_section_kind(walk.node));
		read_mark(reading, walk.node, !block ? NULL : counts ? node_group(block) : &nothing);
	}
}

#define MARK_MOST 24 /* bytes, its brackets counted */

/* The word of a mark of criteria in brackets of either kind that begins at `at`, and where it ends; bytes NULL: none.
 */
static struct text mark_at(struct text words, size_t at, size_t *end)
{
	char closing = words.bytes[at] == '{' ? '}' : ']';
	struct text rest = text_slice(words, at + 1, at + MARK_MOST), word;
	size_t close = text_find_byte(rest, closing, 0);

	if (close == TEXT_NOT_FOUND)
		return (struct text){0};
	*end = at + 1 + close + 1;
	rest = text_slice(rest, 0, close);
	text_split(&rest, ' ', &word);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_is(word, marks[i].word))
			return word;
	return (struct text){0};
}

/* "{any}:" and "[any]": marks that are not at the end of the words, or in other brackets. One in braces at the end has
 * been read, or told of; one in square brackets elsewhere may be words. */
static void find_stray_marks_in(struct findings *findings, const struct node *text)
{
	struct text words = text->text.text, word;

	/* Nearly no text has either. */
	if (text_find_byte(words, '{', 0) == TEXT_NOT_FOUND && text_find_byte(words, '[', 0) == TEXT_NOT_FOUND)
		return;
	for (size_t at = 0, end; at < words.length; at++) {
		if ((words.bytes[at] != '{' && words.bytes[at] != '[') || !(word = mark_at(words, at, &end)).bytes)
			continue;
		bool is_at_end = !text->next && text_trim(text_slice(words, end, words.length)).length == 0;
		bool is_stray = words.bytes[at] == '{' ? !is_at_end : is_at_end && !text_is(word, "list");
		if (is_stray && text->place.begin + end <= text->place.end)
			findings_add(
				findings, CHECK_SYNTAX,
				place_of(text->place.source, text->place.begin + at, text->place.begin + end),
				"this mark would be printed as it stands: it has braces, and is the very last thing of "
				"the words above the list, after the colon; write {%.*s} there",
				TEXT_ARGUMENTS(word));
	}
}

static void find_stray_marks(struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_TEXT && walk.node->place.source == &policy->source)
			find_stray_marks_in(&policy->findings, walk.node);
}

void criteria_read(struct policy *policy, const struct profile *profile)
{
	struct reading reading = {.policy = policy, .profile = profile};
	read_marks(&reading);
	find_stray_marks(policy);
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

/* The few words that a document shows beside the ratified ones. */
#include "write/document.h"

#include "base/memory.h"
#include "tree/flat_text.h"
#include "tree/joiner.h"
#include "tree/lead_in.h"

static const char *const code_captions[CODE_SYSTEM_COUNT] = {
	[CODE_OPCS4] = "OPCS-4 codes",
	[CODE_ICD10] = "ICD-10 codes",
};

bool table_is_of_codes(const struct node *table)
{
	return node_section_kind(table) == SECTION_CODING;
}

struct text code_table_header(const struct policy *policy, size_t column)
{
	if (!policy->profile || column > 1)
		return TEXT("");
	return column == 0 ? policy->profile->code_table.code.text : policy->profile->code_table.term.text;
}

const char *code_table_caption(const struct policy *policy, const struct node *table, size_t *next)
{
	for (; *next < policy->code_set_count; ++*next) {
		const struct code_set *set = &policy->code_sets[*next];
		struct place place = set->count ? set->codes[0].place : set->place;
		if (place.source != table->place.source || place.begin < table->place.begin)
			continue;
		if (set->count && place.begin < table->place.end)
			return code_captions[set->system];
		break;
	}
	return "Codes";
}

/* Has a clause a group of criteria of its own? Its label is then the group's. */
static bool has_group(const struct node *clause)
{
	for (const struct node *child = clause->first_child; child; child = child->next)
		if (node_is_group(child))
			return true;
	return false;
}

static const char *refusal_label(const struct effect_reading *reading, bool is_as_said)
{
	static const char *const labels[][2] = {
		[REFUSAL_PLAIN] = {"Not funded", "Not funded, as this clause says"},
		[REFUSAL_ROUTINE] = {"Not routinely funded", "Not routinely funded, as this clause says"},
		[REFUSAL_NOT_OFFERED] = {"Not to be offered", "Not to be offered, as this clause says"},
	};

	return labels[reading->refusal][is_as_said];
}

/* SPEC section 2, the labels of What a clause does. */
static const char *reading_label(const struct effect_reading *reading, bool has_list)
{
	switch (reading->effect) {
	case EFFECT_ELIGIBLE:
		return has_list ? "Criteria for funding" : "Can be funded, as this clause says";
	case EFFECT_CONSIDERED:
		return "May be considered";
	case EFFECT_ONLY_IF:
		return "Not funded without this";
	case EFFECT_REQUIRED:
		return reading->has_condition        ? "Needed where this applies"
		       : reading->is_before_referral ? "Needed before referral"
						     : "Also needed";
	case EFFECT_NOT_COMMISSIONED:
		return refusal_label(reading, has_list || reading->has_condition);
	case EFFECT_OUTSIDE_POLICY:
		return "Outside this policy";
	case EFFECT_SCOPE:
		return "Who this policy is for";
	case EFFECT_ELSEWHERE:
		return "Another service or commissioner";
	case EFFECT_OVERRIDES:
		return "Can be referred, whatever the policy statement says";
	case EFFECT_MIXED:
		return "This clause says several things";
	case EFFECT_UNSTATED:
	case EFFECT_COUNT:
		break;
	}
	return NULL;
}

/* The label of a clause or of a group that is in none, wherever it is shown. */
static const char *own_label(const struct node *block)
{
	if (block->kind == NODE_CLAUSE && !has_group(block))
		return reading_label(&block->ruling.reading, false);
	return node_is_group(block) ? reading_label(node_reading(block), true) : NULL;
}

/* What all clauses of a section, two at least, have for their label; NULL: they differ, or speak of "this clause". */
static const char *section_label(const struct node *section)
{
	const char *agreed = NULL;
	size_t count = 0;

	if (section->section.effect == EFFECT_UNSTATED)
		return NULL;
	for (const struct node *child = section->first_child; child; child = child->next) {
		const char *label = own_label(child);
		if (child->kind == NODE_SECTION)
			return NULL;
		if (child->kind != NODE_CLAUSE && !node_is_group(child))
			continue;
		if (!label || (agreed && !text_is(text_of(label), agreed)))
			return NULL;
		agreed = label;
		count++;
	}
	return count > 1 && text_find(text_of(agreed), TEXT("this clause"), 0) == TEXT_NOT_FOUND ? agreed : NULL;
}

const char *effect_label(const struct node *node)
{
	const struct node *around = node->parent;

	switch (node->kind) {
	case NODE_SECTION:
		return section_label(node);
	case NODE_CLAUSE:
		return around->kind == NODE_SECTION && section_label(around) ? NULL : own_label(node);
	case NODE_LIST:
	case NODE_TABLE:
		if (around->kind == NODE_CLAUSE)
			return own_label(node);
		return around->kind == NODE_SECTION && !section_label(around) ? own_label(node) : NULL;
	case NODE_ITEM:
		if (!node_is_criterion(node) || node->ruling.reading.effect == node_reading(around)->effect)
			return NULL;
		return reading_label(&node->ruling.reading, false);
	default:
		return NULL;
	}
}

bool document_has_labels(const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next_block(&walk))
		if (walk.is_entering && effect_label(walk.node))
			return true;
	return false;
}

bool list_is_group(const struct node *list)
{
	enum criteria_operator combination = list->list.group.combination;
	return combination != CRITERIA_NONE_READ && combination != CRITERIA_UNCLEAR;
}

/* Do the words of a criterion join it to the next one? Those of a row may in any of its cells. */
static bool joins_next(const struct node *criterion)
{
	const struct node *part = criterion->kind == NODE_ROW ? criterion->first_child : criterion;
	bool is_joined = false;
	struct buffer words = BUFFER_EMPTY;
	for (; part && !is_joined; part = criterion->kind == NODE_ROW ? part->next : NULL) {
		buffer_clear(&words);
		node_append_words(&words, part, (struct words_options){false, false});
		is_joined = joiner_at_end(buffer_text(&words)).kind != JOINER_NONE;
	}
	buffer_release(&words);
	return is_joined;
}

/* Does a criterion begin with the word that joins it to the one before: "or, glare"? */
static bool joins_previous(const struct node *criterion)
{
	struct buffer words = BUFFER_EMPTY;
	node_append_words(&words, criterion, (struct words_options){false, false});
	bool is_joined = joiner_at_head(buffer_text(&words)).kind != JOINER_NONE;
	buffer_release(&words);
	return is_joined;
}

/* A note between two criteria belongs to the first: the joiner stands after it, straight before the second. */
const char *criterion_joiner_words(const struct node *item)
{
	const struct criteria_group *group = node_group((struct node *)item->parent);
	const struct node *criterion = item;
	if (group->combination != CRITERIA_ALL && group->combination != CRITERIA_ANY)
		return NULL;
	if (!item->next || !node_is_criterion(item->next))
		return NULL;
	while (criterion && criterion->kind == item->kind && !node_is_criterion(criterion) && !row_joiner(criterion))
		criterion = criterion->previous;
	if (!criterion || !node_is_criterion(criterion) || joins_next(criterion) || joins_previous(item->next))
		return NULL;
	return group->combination == CRITERIA_ALL ? "and" : "or";
}

/* "and" and "or" stand between the criteria themselves. */
bool criteria_append_combination(struct buffer *out, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const struct node *words = lead_in_of(block);
	bool is_counted = criteria_operator_counts(group->combination);
	struct lead_in lead_in = {0};
	if (group->combination == CRITERIA_UNCLEAR) {
		buffer_append_string(out, "How these go together has not been settled: read the words");
		return true;
	}
	if (group->basis != CRITERIA_BY_MARK || (!is_counted && group->combination != CRITERIA_NONE))
		return false;
	struct arena arena = ARENA_EMPTY;
	if (words)
		lead_in = lead_in_read(&arena, node_words(&arena, words), EFFECT_NOT_STATED,
				       node_ancestor(block, NODE_ITEM) != NULL);
	if (lead_in.combination == group->combination && (!is_counted || lead_in.number == group->at_least)) {
		arena_release(&arena);
		return false;
	}
	size_t begin = out->length;
	buffer_append(out, criteria_group_words(&arena, group));
	out->bytes[begin] = ascii_upper(out->bytes[begin]);
	buffer_append_byte(out, ':');
	arena_release(&arena);
	return true;
}

void item_numbers_enter_list(struct item_numbers *numbers, const struct node *list)
{
	*ARRAY_ADD(numbers) = list->list.start;
}

void item_numbers_leave_list(struct item_numbers *numbers, const struct node *list)
{
	uint32_t next = numbers->items[--numbers->count];
	if (list->list.is_run && numbers->count > 0)
		numbers->items[numbers->count - 1] = next;
}

uint32_t item_numbers_next(struct item_numbers *numbers, const struct node *item)
{
	uint32_t *number = &numbers->items[numbers->count - 1];
	return node_is_run(item) ? *number : (*number)++;
}

void item_numbers_release(struct item_numbers *numbers)
{
	ARRAY_RELEASE(numbers);
}

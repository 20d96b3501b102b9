/* The few words that a document shows beside the ratified ones. */
#include "write/document.h"

#include "base/memory.h"
#include "tree/flat_text.h"
#include "tree/lead_in.h"

/* The words that a document's readers see beside the ratified ones at the start of a section. */
static const char *const effect_words[EFFECT_COUNT] = {
	[EFFECT_ELIGIBLE] = "Eligible if these criteria are met",
	[EFFECT_NOT_COMMISSIONED] = "Not routinely commissioned",
	[EFFECT_OUTSIDE_POLICY] = "Outside this policy: it does not apply to these patients",
	[EFFECT_OVERRIDES] = "Overrides the rest of this policy",
};
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

static const struct node *section_around(const struct node *section)
{
	return section->parent ? node_ancestor(section->parent, NODE_SECTION) : NULL;
}

const char *section_effect_words(const struct node *section)
{
	const struct node *around = section_around(section);
	if (around && around->section.effect == section->section.effect)
		return NULL;
	return effect_words[section->section.effect];
}

const char *clause_effect_words(const struct node *clause)
{
	const struct node *section = node_ancestor(clause, NODE_SECTION);
	if (!section || section->section.effect != EFFECT_UNSTATED)
		return NULL;
	return effect_words[clause->ruling.effect];
}

bool list_is_group(const struct node *list)
{
	enum criteria_operator combination = list->list.group.combination;
	return combination != CRITERIA_NONE_READ && combination != CRITERIA_UNCLEAR;
}

/* Does a text end in "and" or "or", as in "; and"? */
static bool ends_in_joiner(struct text words)
{
	static const char *const joiners[] = {"and", "or"};
	words = text_trim(words);
	for (size_t i = 0; i < ARRAY_COUNT(joiners); i++) {
		struct text joiner = text_of(joiners[i]);
		if (words.length <= joiner.length)
			continue;
		size_t begin = words.length - joiner.length;
		if (text_equal_ignoring_case(text_slice(words, begin, words.length), joiner) &&
		    (is_ascii_space(words.bytes[begin - 1]) || is_ascii_punctuation(words.bytes[begin - 1])))
			return true;
	}
	return false;
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
		is_joined = ends_in_joiner(buffer_text(&words));
	}
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
	if (!criterion || !node_is_criterion(criterion) || joins_next(criterion))
		return NULL;
	return group->combination == CRITERIA_ALL ? "and" : "or";
}

/* "and" and "or" stand between the criteria themselves. */
bool criteria_append_combination(struct buffer *out, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const struct node *words = lead_in_of(block);
	bool is_counted = group->combination == CRITERIA_AT_LEAST;
	struct lead_in lead_in = {0};
	if (group->basis != CRITERIA_BY_MARK || (!is_counted && group->combination != CRITERIA_NONE))
		return false;
	if (words) {
		struct buffer text = BUFFER_EMPTY;
		node_append_words(&text, words, (struct words_options){false, false});
		lead_in = lead_in_read(buffer_text(&text), EFFECT_NOT_STATED, node_ancestor(block, NODE_ITEM) != NULL);
		buffer_release(&text);
	}
	if (lead_in.combination == group->combination && (!is_counted || lead_in.count == group->at_least))
		return false;
	struct arena arena = ARENA_EMPTY;
	size_t begin = out->length;
	buffer_append(out, criteria_group_words(&arena, group));
	out->bytes[begin] = ascii_upper(out->bytes[begin]);
	arena_release(&arena);
	return true;
}

void item_numbers_enter_list(struct item_numbers *numbers, const struct node *list)
{
	*ARRAY_ADD(numbers) = list->list.start;
}

void item_numbers_leave_list(struct item_numbers *numbers)
{
	numbers->count--;
}

uint32_t item_numbers_next(struct item_numbers *numbers)
{
	return numbers->items[numbers->count - 1]++;
}

void item_numbers_release(struct item_numbers *numbers)
{
	ARRAY_RELEASE(numbers);
}

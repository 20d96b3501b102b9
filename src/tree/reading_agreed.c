/* A reading beside the one that somebody agreed to. */
#include "base/map.h"
#include "base/value.h"
#include "tree/flat_text.h"
#include "tree/reading.h"

/* The words of a part, and of a kind: "clause\nSurgery is not funded". */
static struct text part_key(struct arena *arena, struct text words, struct text reading)
{
	size_t kind = text_find_byte(reading, ' ', 0);
	return ARENA_JOIN(arena, text_slice(reading, 0, kind), TEXT("\n"), words);
}

struct kept_parts {
	struct map readings; /* kind and words -> struct text: the reading; of equal words the first */
	struct map whole;    /* kind, words and reading */
	struct map words;    /* words, of any kind */
};

static void gather_kept(struct kept_parts *kept, struct arena *arena, const struct value *parts)
{
	static char is_there;
	for (uint32_t i = 0; parts && parts->kind == VALUE_LIST && i < parts->count; i++) {
		struct text words = value_text(value_map_get(parts->items[i], TEXT("words")));
		struct text reading = value_text(value_map_get(parts->items[i], TEXT("reading")));
		struct text key = part_key(arena, words, reading);
		struct text *was = ARENA_NEW(arena, struct text);
		*was = reading;
		bool is_new;
		void **place = map_place(&kept->readings, key, &is_new);
		if (is_new)
			*place = was;
		map_set(&kept->whole, ARENA_JOIN(arena, key, TEXT("\n"), reading), &is_there);
		map_set(&kept->words, words, &is_there);
	}
}

/* What differs: parts whose words were read otherwise, or weren't there. */
static void find_changes(struct policy *policy, const struct value *kept)
{
	struct arena arena = ARENA_EMPTY;
	struct kept_parts was = {0};
	struct buffer scratch = BUFFER_EMPTY;
	struct reading_parts parts = reading_parts_of(&arena, policy);
	struct reading_summary *reading = &policy->reading;

	gather_kept(&was, &arena, value_map_get(kept, TEXT("parts")));
	reading->changes = ARENA_ARRAY(&policy->arena, parts.count, struct reading_change);
	for (size_t i = 0; i < parts.count; i++) {
		const struct node *node = parts.items[i].node;
		if (!node)
			continue;
		struct text words = node_words(&arena, node);
		buffer_clear(&scratch);
		reading_part_append(&scratch, &parts.items[i]);
		struct text now = arena_copy(&arena, buffer_text(&scratch)), key = part_key(&arena, words, now);
		if (reading->is_kept && map_get(&was.whole, ARENA_JOIN(&arena, key, TEXT("\n"), now)))
			continue;
		const struct text *before = map_get(&was.readings, key);
		reading->changes[reading->change_count++] = (struct reading_change){
			.node = (struct node *)(uintptr_t)node,
			.is_other_kind = !before && map_get(&was.words, words),
			.was = before ? arena_copy(&policy->arena, *before) : TEXT(""),
			.now = arena_copy(&policy->arena, now),
		};
	}
	map_release(&was.readings);
	map_release(&was.whole);
	map_release(&was.words);
	buffer_release(&scratch);
	arena_release(&arena);
}

void policy_reading(struct policy *policy, const struct value *kept, bool with_fingerprint)
{
	struct reading_summary *reading = &policy->reading;
	struct place place = policy->ref.place;
	struct arena arena = ARENA_EMPTY;
	const struct text agreed = policy->agreement.of.text;

	reading->state = (struct choice_value){.choice = READING_NOT_AGREED, .place = place};
	if (!policy->is_readable || (!agreed.length && !with_fingerprint))
		return;
	reading->fingerprint = (struct text_value){reading_fingerprint(&policy->arena, policy), place};
	reading->grammar = (struct number_value){.number = READING_GRAMMAR, .place = place};
	reading->open = (struct number_value){.number = (int64_t)reading_parts_of(&arena, policy).open, .place = place};
	arena_release(&arena);
	if (!agreed.length)
		return;
	reading->date = policy->agreement.date;
	reading->state.choice = READING_AGREED;
	if (text_equal(agreed, reading->fingerprint.text))
		return;
	reading->state.choice = READING_CHANGED;
	uint32_t grammar = 0;
	reading->is_kept = text_equal(value_text(value_map_get(kept, TEXT("fingerprint"))), agreed);
	if (reading->is_kept)
		text_to_number(value_text(value_map_get(kept, TEXT("grammar"))), UINT32_MAX, &grammar);
	reading->agreed_grammar = grammar;
	find_changes(policy, kept);
}

/* Publishing what differs as open */

static void open_quantities(struct node *node)
{
	for (struct quantity *quantity = node->ruling.quantities; quantity; quantity = quantity->next) {
		quantity->comparison = COMPARISON_UNSTATED;
		quantity->negated = TRUTH_OPEN;
	}
}

static void open_reading(struct effect_reading *reading)
{
	*reading = (struct effect_reading){.effect = EFFECT_UNSTATED, .from = EFFECT_FROM_WORDS};
}

static void open_group(struct node *block)
{
	struct criteria_group *group = node_group(block);
	group->combination = CRITERIA_UNCLEAR;
	group->at_least = 0;
	if (group->own == OWN_CONDITION)
		group->join = JOIN_UNCLEAR;
	open_reading(&group->reading);
	/* A criterion that says nothing else of itself does what its group does. */
	for (struct node *child = block->first_child; child; child = child->next)
		if (node_is_criterion(child))
			open_reading(&child->ruling.reading);
}

static void open_node(struct node *node, bool is_other_kind)
{
	if (node->kind == NODE_CLAUSE || node->kind == NODE_ITEM || node->kind == NODE_ROW) {
		open_reading(&node->ruling.reading);
		open_quantities(node);
	}
	if (node_is_group(node))
		open_group(node);
	if (is_other_kind && node->parent && node_is_group(node->parent))
		open_group(node->parent);
	struct node *section = node_ancestor(node, NODE_SECTION);
	if (section)
		section->section.effect = EFFECT_UNSTATED;
}

void policy_open_changes(struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;

	if (policy->reading.state.choice != READING_CHANGED || !policy->body)
		return;
	for (size_t i = 0; i < policy->reading.change_count; i++)
		open_node(policy->reading.changes[i].node, policy->reading.changes[i].is_other_kind);
	policy->reading.open.number = (int64_t)reading_parts_of(&arena, policy).open;
	arena_release(&arena);
}

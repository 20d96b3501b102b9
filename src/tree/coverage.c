#include "tree/coverage.h"

#include "base/memory.h"
#include "tree/flat_text.h"
#include "tree/phrases.h"
#include "tree/reading.h"

/* In the clause's own blocks: what stands in its lists is counted as criteria. */
static bool has_funding_words(const struct node *clause)
{
	static const enum word_class classes[] = {CLASS_FUNDED,    CLASS_FUND,     CLASS_FUNDS,
						  CLASS_AVAILABLE, CLASS_ELIGIBLE, CLASS_QUALIFY};
	struct arena arena = ARENA_EMPTY;
	bool is_found = false;

	for (const struct node *child = clause->first_child; child && !is_found; child = child->next) {
		if (!node_is_leaf_block(child))
			continue;
		struct words words = words_cut(&arena, node_words(&arena, child));
		for (size_t i = 0; i < ARRAY_COUNT(classes); i++)
			is_found |= word_find(&words, 0, words.count, classes[i]) < words.count;
	}
	arena_release(&arena);
	return is_found;
}

static bool has_effect(const struct node *clause)
{
	if (clause->ruling.reading.effect != EFFECT_UNSTATED && clause->ruling.reading.effect != EFFECT_MIXED)
		return true;
	for (const struct node *child = clause->first_child; child; child = child->next)
		if (node_is_group(child) && node_reading(child)->effect != EFFECT_UNSTATED)
			return true;
	return false;
}

struct coverage coverage_of(const struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;
	struct coverage coverage = {0};
	struct reading_parts parts = reading_parts_of(&arena, policy);

	for (size_t i = 0; i < parts.count; i++) {
		const struct reading_part *part = &parts.items[i];
		coverage.open += part->open != 0;
		coverage.silent += (part->open & OPEN_SILENT) != 0;
		if (part->kind == READING_LIST)
			coverage.lists++;
		if (part->kind == READING_GROUP && !node_ancestor(part->node->parent, NODE_ITEM)) {
			coverage.lists++;
			coverage.criteria +=
				node_group((struct node *)(uintptr_t)part->node)->combination != CRITERIA_UNCLEAR;
		}
		if (part->kind == READING_CLAUSE && reading_is_looked_for(part->node) &&
		    has_funding_words(part->node)) {
			coverage.funding_clauses++;
			coverage.with_effect += has_effect(part->node);
		}
	}
	arena_release(&arena);
	return coverage;
}

void coverage_add(struct coverage *sum, const struct coverage *coverage)
{
	sum->funding_clauses += coverage->funding_clauses;
	sum->with_effect += coverage->with_effect;
	sum->lists += coverage->lists;
	sum->criteria += coverage->criteria;
	sum->open += coverage->open;
	sum->silent += coverage->silent;
}

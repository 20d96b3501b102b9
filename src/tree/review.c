#include "tree/review.h"

#include <stdlib.h>

const char *review_state_name(enum review_state state)
{
	static const char *const names[REVIEW_STATE_COUNT] = {
		[REVIEW_NONE] = "none",   [REVIEW_OVERDUE] = "overdue", [REVIEW_DUE_SOON] = "due_soon",
		[REVIEW_LATER] = "later", [REVIEW_UNDATED] = "undated",
	};
	return names[state];
}

struct date review_due(const struct policy *policy)
{
	struct date extended = policy->review_extended.to.date;
	return date_is_set(extended) ? extended : policy->review_date.date;
}

bool review_is_within(struct date due, struct date today, struct duration within)
{
	struct date last =
		within.days ? date_from_days(date_to_days(today) + within.days) : date_add_months(today, within.months);
	return date_is_set(due) && !date_is_surely_before(last, due);
}

enum review_state review_state_of(const struct policy *policy, struct date today)
{
	struct date due = review_due(policy);
	if (policy->standing != STANDING_IN_FORCE)
		return REVIEW_NONE;
	if (!date_is_set(due))
		return REVIEW_UNDATED;
	if (date_is_surely_before(due, today))
		return REVIEW_OVERDUE;
	struct duration soon = {.months = REVIEW_SOON_MONTHS};
	return review_is_within(due, today, soon) ? REVIEW_DUE_SOON : REVIEW_LATER;
}

static int compare_reviews(const void *a, const void *b)
{
	const struct review *first = a, *second = b;
	bool has_first = date_is_set(first->due), has_second = date_is_set(second->due);
	if (has_first != has_second)
		return has_first ? -1 : 1;
	int order = date_compare(first->due, second->due);
	return order ? order : text_compare(first->policy->ref.text, second->policy->ref.text);
}

struct reviews reviews_collect(struct arena *arena, const struct suite *suite)
{
	struct reviews reviews = {.items = ARENA_ARRAY(arena, suite->record_count + 1, struct review)};
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		enum review_state state = policy ? review_state_of(policy, suite->today) : REVIEW_NONE;
		if (state == REVIEW_NONE)
			continue;
		reviews.items[reviews.count++] = (struct review){policy, state, review_due(policy)};
		reviews.of_state[state]++;
	}
	qsort(reviews.items, reviews.count, sizeof *reviews.items, compare_reviews);
	return reviews;
}

bool review_is_to_come(const struct review *review)
{
	return review->state == REVIEW_DUE_SOON || review->state == REVIEW_LATER;
}

int32_t quarter_of(struct date date)
{
	return date.year * 4 + (date.month - 1) / 3;
}

struct text quarter_words(struct arena *arena, int32_t quarter)
{
	static const char *const names[] = {"January to March", "April to June", "July to September",
					    "October to December"};
	return arena_format(arena, "%s %d", names[quarter % 4], (int)(quarter / 4));
}

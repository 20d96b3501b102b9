/* reviews/: what is to be reviewed when. */
#include "site/page_values.h"
#include "site/review_parts.h"

static struct value *review_values(struct arena *arena, const struct review *review)
{
	const struct policy *policy = review->policy;
	struct value *map = value_map(arena);
	value_set_text(arena, map, "ref", policy->ref.text);
	value_set_text(arena, map, "title", policy->title.text);
	value_set_text(arena, map, "path", arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(policy->slug)));
	value_set(arena, map, "due_words", date_words(arena, review->due));
	value_set(arena, map, "last_reviewed_words", date_words(arena, policy->last_reviewed.date));
	value_set(arena, map, "started_words", date_words(arena, policy->review_started.date));
	value_set(arena, map, "extended_from_words",
		  date_is_set(policy->review_extended.to.date) ? date_words(arena, policy->review_date.date)
							       : value_null(arena));
	return map;
}

static struct value *state_list(struct arena *arena, const struct reviews *reviews, enum review_state state)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < reviews->count; i++)
		if (reviews->items[i].state == state)
			value_list_add(arena, list, review_values(arena, &reviews->items[i]));
	return list;
}

static struct value *quarters_values(struct arena *arena, const struct reviews *reviews)
{
	struct value *quarters = value_list(arena), *items = NULL, *map = NULL;
	int32_t last = 0;
	for (size_t i = 0; i < reviews->count; i++) {
		const struct review *review = &reviews->items[i];
		if (!review_is_to_come(review))
			continue;
		if (!items || quarter_of(review->due) != last) {
			last = quarter_of(review->due);
			map = value_map(arena);
			items = value_list(arena);
			value_set_text(arena, map, "words", quarter_words(arena, last));
			value_set_text(arena, map, "id",
				       arena_format(arena, "quarter-%d-%d", (int)(last / 4), (int)(last % 4) + 1));
			value_set(arena, map, "reviews", items);
			value_list_add(arena, quarters, map);
		}
		value_list_add(arena, items, review_values(arena, review));
		value_replace(arena, map, "count_words",
			      value_string(arena, count_words(arena, items->count, "policy", "policies")));
	}
	return quarters;
}

void publish_reviews(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct reviews reviews = reviews_collect(&arena, publication->suite);
	struct page page = page_at(&arena, "reviews/index.html");
	page.title = TEXT("Review calendar");
	page.description = TEXT("When each policy is to be reviewed, and which reviews are overdue.");
	struct value *values = page_values(&arena, publication, &page);
	value_set_text(&arena, values, "count_words", count_words(&arena, reviews.count, "policy", "policies"));
	value_set_text(&arena, values, "overdue_words",
		       count_words(&arena, reviews.of_state[REVIEW_OVERDUE], "policy is", "policies are"));
	value_set_text(&arena, values, "due_soon_words",
		       count_words(&arena, reviews.of_state[REVIEW_DUE_SOON], "policy is", "policies are"));
	value_set(&arena, values, "overdue", state_list(&arena, &reviews, REVIEW_OVERDUE));
	value_set_boolean(&arena, values, "has_overdue", reviews.of_state[REVIEW_OVERDUE] > 0);
	value_set(&arena, values, "quarters", quarters_values(&arena, &reviews));
	value_set(&arena, values, "undated", state_list(&arena, &reviews, REVIEW_UNDATED));
	value_set_boolean(&arena, values, "has_undated", reviews.of_state[REVIEW_UNDATED] > 0);
	value_set(&arena, values, "timeline_words",
		  value_text_or_null(&arena, publish_review_timeline(publication, &arena, &reviews)));
	publish_page(publication, &arena, "reviews", values, &page);
	publish_review_calendar(publication, &reviews);
	arena_release(&arena);
}

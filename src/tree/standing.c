#include "tree/standing.h"

#include "tree/site.h"

/* The newest that has applied, and of those that will the first. */
static void find_versions(struct standing_notice *notice, const struct suite *suite, bool drafts)
{
	for (size_t i = 0; i < notice->record->count; i++) {
		const struct policy *version = notice->record->versions[i];
		if (!policy_is_publishable(version, suite->today, drafts) || version->standing == STANDING_DRAFT)
			continue;
		if (version->standing != STANDING_UPCOMING)
			notice->last = version;
		else if (!notice->announced && !notice->stub)
			notice->announced = version;
	}
}

static void find_end(struct standing_notice *notice)
{
	const struct policy *last = notice->last;

	if (notice->stub) {
		notice->ended = notice->stub->removed.date.date;
		notice->ended_in_month = notice->ended.day == 0;
	} else if (last && date_is_set(last->effective.to.date)) {
		notice->ended = date_from_days(date_to_days(last->effective.to.date) + 1);
		notice->ended_in_month = last->effective.to_precision.choice == PRECISION_MONTH;
	}
}

bool standing_notice_make(struct standing_notice *notice, struct arena *arena, const struct suite *suite,
			  const struct record *record, bool drafts)
{
	struct text base = suite->site->base_url.text;

	*notice = (struct standing_notice){.record = record, .ref = record->ref};
	if (record->published || !record->has_page)
		return false;
	if (record->stub && (removal_has_come(record->stub, suite->today) || !record->count))
		notice->stub = record->stub;
	find_versions(notice, suite, drafts);
	const struct policy *named = notice->stub        ? notice->stub
				     : notice->last      ? notice->last
				     : notice->announced ? notice->announced
							 : NULL;
	if (!named)
		return false;
	find_end(notice);
	notice->title = named->title.text;
	notice->slug = ref_slug(arena, record->ref);
	notice->url =
		ARENA_JOIN(arena, base, base.length ? TEXT("/") : TEXT(""), TEXT("policies/"), notice->slug, TEXT("/"));
	return true;
}

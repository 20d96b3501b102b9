#include "tree/version.h"

#include <stdlib.h>
#include <string.h>

/* Order of two runs of digits of any length by the numbers that they are. */
static int number_compare(struct text a, struct text b)
{
	while (a.length > 0 && a.bytes[0] == '0')
		a = text_slice(a, 1, a.length);
	while (b.length > 0 && b.bytes[0] == '0')
		b = text_slice(b, 1, b.length);
	if (a.length != b.length)
		return a.length < b.length ? -1 : 1;
	return text_compare(a, b);
}

static bool is_number(struct text part)
{
	for (size_t i = 0; i < part.length; i++)
		if (!is_ascii_digit(part.bytes[i]))
			return false;
	return part.length > 0;
}

int version_compare(struct text a, struct text b)
{
	struct text part_a = {NULL, 0}, part_b = {NULL, 0};

	for (;;) {
		bool more_a = text_split(&a, '.', &part_a), more_b = text_split(&b, '.', &part_b);
		if (!more_a && !more_b)
			return 0;
		/* "1" is "1.0": what isn't written counts as 0. */
		if (!more_a)
			part_a = TEXT("0");
		if (!more_b)
			part_b = TEXT("0");
		bool number_a = is_number(part_a), number_b = is_number(part_b);
		if (number_a != number_b)
			return number_a ? -1 : 1;
		int order = number_a ? number_compare(part_a, part_b) : text_compare(part_a, part_b);
		if (order != 0)
			return order;
	}
}

bool version_is_numeric(struct text version)
{
	struct text part = {NULL, 0};
	bool is_numeric = version.length > 0;

	while (is_numeric && text_split(&version, '.', &part))
		is_numeric = is_number(part);
	return is_numeric;
}

static int compare_policies(const void *first, const void *second)
{
	const struct policy *a = *(struct policy *const *)first, *b = *(struct policy *const *)second;
	int order = version_compare(a->version.text, b->version.text);

	/* The same version twice is somebody's mistake; the order must not depend on chance all the same. */
	return order != 0 ? order : strcmp(a->source.path, b->source.path);
}

/* Ratified, or ratified once and withdrawn since. */
static bool is_decided(const struct policy *policy)
{
	return policy->status.choice == STATUS_RATIFIED || policy->status.choice == STATUS_WITHDRAWN;
}

bool policy_is_publishable(const struct policy *policy, struct date today, bool drafts)
{
	struct date publish_from = date_first_day(policy->publish_from.date);

	if (policy->is_taken_down)
		return false;
	return drafts || (is_decided(policy) && (!date_is_set(publish_from) || date_compare(publish_from, today) <= 0));
}

static enum date_precision precision_of(struct date date)
{
	return date.day == 0 ? PRECISION_MONTH : PRECISION_DAY;
}

/* SPEC section 2, `effective_from`: stated, else published, else ratified. */
static void set_effective_from(struct policy *policy)
{
	const struct date_value *const sources[] = {
		[BASIS_STATED] = &policy->effective_from,
		[BASIS_PUBLISHED] = &policy->date_published,
		[BASIS_RATIFIED] = &policy->date_ratified,
	};
	struct effective *effective = &policy->effective;

	*effective = (struct effective){.precision.choice = -1, .to_precision.choice = -1, .basis.choice = -1};
	for (int basis = BASIS_STATED; basis <= BASIS_RATIFIED; basis++) {
		const struct date_value *source = sources[basis];
		if (!date_is_set(source->date))
			continue;
		effective->from = (struct date_value){.date = date_first_day(source->date), .place = source->place};
		effective->precision.choice = precision_of(source->date);
		effective->precision.place = effective->basis.place = source->place;
		effective->basis.choice = basis;
		return;
	}
}

static struct date day_before(struct date day)
{
	return date_from_days(date_to_days(day) - 1);
}

static void end_on(struct effective *effective, struct date last, enum date_precision precision, struct place place)
{
	effective->to = (struct date_value){.date = last, .place = place};
	effective->to_precision = (struct choice_value){.choice = precision, .place = place};
}

/* SPEC section 2, `effective_to`: stated, else the day before the policy was withdrawn or its successor begins,
 * whichever is first. `successor` may be NULL. */
static void set_effective_to(struct policy *policy, const struct policy *successor)
{
	struct effective *effective = &policy->effective;
	const struct date_value *stated = &policy->effective_to, *withdrawn = &policy->withdrawn.date;

	if (date_is_set(stated->date)) {
		end_on(effective, date_last_day(stated->date), precision_of(stated->date), stated->place);
		return;
	}
	if (successor != NULL)
		end_on(effective, day_before(successor->effective.from.date),
		       (enum date_precision)successor->effective.precision.choice, successor->effective.from.place);
	if (policy->status.choice != STATUS_WITHDRAWN || !date_is_set(withdrawn->date))
		return;
	struct date last = day_before(date_first_day(withdrawn->date));
	if (!date_is_set(effective->to.date) || date_compare(last, effective->to.date) < 0)
		end_on(effective, last, precision_of(withdrawn->date), withdrawn->place);
}

bool removal_has_come(const struct policy *stub, struct date today)
{
	struct date day = date_first_day(stub->removed.date.date);

	return !date_is_set(day) || date_compare(day, today) <= 0;
}

/* No version applies from the day on which the policy is removed. */
static void end_by_removal(struct policy *policy, const struct policy *stub)
{
	const struct date_value *removed = &stub->removed.date;

	if (!date_is_set(removed->date))
		return;
	struct date last = day_before(date_first_day(removed->date));
	if (!date_is_set(policy->effective.to.date) || date_compare(last, policy->effective.to.date) < 0)
		end_on(&policy->effective, last, precision_of(removed->date), removed->place);
}

static bool has_begun(const struct policy *policy, struct date today)
{
	struct date from = policy->effective.from.date;

	return !date_is_set(from) || date_compare(from, today) <= 0;
}

static bool has_ended(const struct policy *policy, struct date today)
{
	struct date to = policy->effective.to.date;

	return date_is_set(to) && date_compare(to, today) < 0;
}

/* Has it been withdrawn by that day? A withdrawal may be announced before it comes. */
static bool is_withdrawn(const struct policy *policy, struct date today)
{
	struct date day = date_first_day(policy->withdrawn.date.date);

	return policy->status.choice == STATUS_WITHDRAWN && (!date_is_set(day) || date_compare(day, today) <= 0);
}

/* Is it what people should find on that day? A withdrawn policy is, with the news that it was withdrawn, until another
 * version takes its place. */
static bool is_shown(const struct policy *policy, struct date today)
{
	return is_decided(policy) && has_begun(policy, today) &&
	       (!has_ended(policy, today) || is_withdrawn(policy, today));
}

static void set_standing(struct policy *policy, struct date today, bool is_publishable, bool is_published)
{
	if (!is_decided(policy))
		policy->standing = STANDING_DRAFT;
	else if (!has_begun(policy, today) || !is_publishable)
		policy->standing = STANDING_UPCOMING;
	else if (!is_published)
		policy->standing = STANDING_SUPERSEDED;
	else
		policy->standing = is_withdrawn(policy, today) ? STANDING_WITHDRAWN : STANDING_IN_FORCE;
}

void record_resolve(struct record *record, struct date today, bool drafts)
{
	struct policy *successor = NULL, *in_force = NULL;
	bool is_removed = record->stub && removal_has_come(record->stub, today);

	record->has_page = record->stub != NULL;
	if (record->count)
		qsort(record->versions, record->count, sizeof *record->versions, compare_policies);
	for (size_t i = record->count; i-- > 0;) {
		struct policy *policy = record->versions[i];
		policy->previous_version = i > 0 ? record->versions[i - 1] : NULL;
		policy->next_version = i + 1 < record->count ? record->versions[i + 1] : NULL;
		set_effective_from(policy);
		set_effective_to(policy, successor);
		if (record->stub)
			end_by_removal(policy, record->stub);
		policy->is_taken_down = is_removed && record->stub->removed.versions.choice == REMOVED_GONE;
		record->has_page |= policy_is_publishable(policy, today, drafts);
		/* A version that nobody may know of yet ends no other: the date of its beginning would tell of it. */
		if (!policy_is_publishable(policy, today, false))
			continue;
		if (in_force == NULL && !is_removed && is_shown(policy, today))
			in_force = policy;
		if (date_is_set(policy->effective.from.date))
			successor = policy;
	}
	for (size_t i = 0; i < record->count; i++) {
		struct policy *policy = record->versions[i];
		set_standing(policy, today, policy_is_publishable(policy, today, false), policy == in_force);
	}
	record->published = in_force;
	if (record->published == NULL && drafts && record->count > 0 && !is_removed)
		record->published = record->versions[record->count - 1];
}

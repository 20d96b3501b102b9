/* Dates of a policy: their order, its status on them, and when it is to be reviewed. */
#include "base/memory.h"
#include "check/rules.h"
#include "check/tables.h"
#include "tree/review.h"

static struct text date_words(struct arena *arena, struct date date)
{
	struct buffer words = BUFFER_EMPTY;
	date_append_british(&words, date);
	return buffer_keep(&words, arena);
}

/* date-order: pairs of dates of which the second can't come before the first. */
static void rule_date_order(struct check_context *context)
{
	const struct policy *policy = context->policy;
	bool has_from = policy->effective_from.place.source, is_published = policy->date_published.place.source;
	const struct {
		const struct date_value *first, *second;
		const char *first_name, *second_name;
	} pairs[] = {
		{&policy->date_ratified, &policy->date_published, "ratification", "publication"},
		{&policy->date_ratified, &policy->review_date, "ratification", "the next review"},
		{&policy->date_published, &policy->review_date, "publication", "the next review"},
		{&policy->last_reviewed, &policy->review_date, "the last review", "the next review"},
		/* SPEC section 2: without effective_from it applies from its publication, else its ratification. */
		{has_from       ? &policy->effective_from
		 : is_published ? &policy->date_published
				: &policy->date_ratified,
		 &policy->effective_to,
		 has_from       ? "the first day in force"
		 : is_published ? "publication"
				: "ratification",
		 "the last day in force"},
		{&policy->review_date, &policy->review_extended.to, "the review date",
		 "the date that it is extended to"},
		{&policy->date_ratified, &policy->withdrawn.date, "ratification", "withdrawal"},
	};
	for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
		if (!date_is_surely_before(pairs[i].second->date, pairs[i].first->date))
			continue;
		struct text second = date_words(context->arena, pairs[i].second->date);
		struct text first = date_words(context->arena, pairs[i].first->date);
		/* A date that comes before several others is the one that is wrong. */
		struct finding *finding = NULL;
		for (struct finding *other = context->findings->first; other && !finding; other = other->next)
			if (other->check == CHECK_DATE_ORDER && other->place.begin == pairs[i].second->place.begin)
				finding = other;
		if (!finding)
			finding = findings_add(
				context->findings, CHECK_DATE_ORDER, pairs[i].second->place,
				"%s (%.*s) comes before %s (%.*s), which can't be, so whoever relies on "
				"the wrong one applies the policy at the wrong time; correct one of the two",
				pairs[i].second_name, TEXT_ARGUMENTS(second), pairs[i].first_name,
				TEXT_ARGUMENTS(first));
		finding_note(context->findings, finding, pairs[i].first->place, "%s (%.*s) is given here",
			     pairs[i].first_name, TEXT_ARGUMENTS(first));
	}
}

/* Does date-order speak of the date at this place? Then what else would follow from it is not known. */
static bool is_out_of_order(const struct findings *findings, struct place place)
{
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		if (finding->check == CHECK_DATE_ORDER && finding->place.begin == place.begin)
			return true;
	return false;
}

/* applies-before-ratified: only of a day that is stated; what follows from others is date-order's. */
static void rule_applies_before_ratified(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct date from = policy->effective_from.date, ratified = policy->date_ratified.date;

	if (!date_is_surely_before(from, ratified) || is_out_of_order(context->findings, policy->date_published.place))
		return;
	struct text first = date_words(context->arena, from), second = date_words(context->arena, ratified);
	struct finding *finding = findings_add(
		context->findings, CHECK_APPLIES_BEFORE_RATIFIED, policy->effective_from.place,
		"it applies from %.*s, before it was ratified (%.*s)", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(second));
	finding_note(context->findings, finding, policy->date_ratified.place, "ratified %.*s", TEXT_ARGUMENTS(second));
}

/* expired-without-successor: of the newest version that was ratified, when its last day is over. */
static void rule_expired(struct check_context *context)
{
	const struct suite *suite = context->suite;
	const struct policy *policy = context->policy, *last = policy;

	while (last && last->status.choice != STATUS_RATIFIED && last->status.choice != STATUS_WITHDRAWN)
		last = last->previous_version;
	if (!last || last->status.choice != STATUS_RATIFIED ||
	    !date_is_surely_before(last->effective_to.date, suite->today) ||
	    is_out_of_order(context->findings, policy->effective_to.place) ||
	    other_policy_that_supersedes(suite->check_tables->other_policies, policy->ref.text))
		return;
	struct text words = date_words(context->arena, last->effective_to.date);
	struct finding *finding = findings_add(context->findings, CHECK_EXPIRED_WITHOUT_SUCCESSOR,
					       last == policy ? policy->effective_to.place : policy->status.place,
					       "version %.*s ended %s %.*s, and nothing takes its place",
					       TEXT_ARGUMENTS(last->version.text),
					       last->effective_to.date.day ? "on" : "in", TEXT_ARGUMENTS(words));
	if (last != policy)
		finding_note(context->findings, finding, last->effective_to.place, "its last day");
}

/* Does whoever looks back to a day see a version that was ratified since, and did not yet apply on that day? */
static bool is_to_come_on_asked_day(const struct check_context *context)
{
	struct date from = context->policy->effective.from.date;

	return context->suite->is_of_asked_day && date_is_set(from) &&
	       date_is_surely_before(context->suite->today, from);
}

/* status-date-mismatch, effective-date-missing. */
static void rule_status_and_dates(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct findings *findings = context->findings;
	struct date today = context->suite->today, ratified = policy->date_ratified.date;
	bool is_unratified = policy->status.choice == STATUS_DRAFT || policy->status.choice == STATUS_CONSULTATION;
	bool is_final = policy->status.choice == STATUS_RATIFIED || policy->status.choice == STATUS_WITHDRAWN;
	if (findings_name_key(findings, "status"))
		return; /* which status is meant, nobody knows */
	if (is_unratified && date_is_surely_before(ratified, today))
		findings_add(findings, CHECK_STATUS_DATE_MISMATCH, policy->date_ratified.place,
			     "the policy is a %s, but says that it was ratified, so nobody can tell whether it is in "
			     "force; set status to ratified, or take the date out",
			     status_names[policy->status.choice]);
	if (policy->status.choice == STATUS_RATIFIED && !policy->date_ratified.place.source &&
	    !findings_name_key(findings, "date_ratified"))
		findings_add(findings, CHECK_STATUS_DATE_MISMATCH, policy->status.place,
			     "the policy is ratified, but has no date of ratification, so it can't be put in order "
			     "with its other versions; add date_ratified");
	if (policy->status.choice == STATUS_RATIFIED && date_is_surely_before(today, ratified) &&
	    !is_to_come_on_asked_day(context))
		findings_add(findings, CHECK_STATUS_DATE_MISMATCH, policy->date_ratified.place,
			     "the policy says that it is ratified, on a day that is still to come; correct the date, "
			     "or set status to draft until then");
	if (policy->status.choice == STATUS_WITHDRAWN && !policy->withdrawn.date.place.source &&
	    !findings_name_key(findings, "withdrawn"))
		findings_add(findings, CHECK_STATUS_DATE_MISMATCH, policy->status.place,
			     "the policy is withdrawn, but not since when, and referrals made before that day are "
			     "still judged by it; add withdrawn with its date and reason");
	if (policy->status.choice != STATUS_WITHDRAWN && policy->status.choice >= 0 && policy->withdrawn.place.source)
		findings_add(findings, CHECK_STATUS_DATE_MISMATCH, policy->withdrawn.place,
			     "the policy has a withdrawal, but its status is %s, so it would be published as if it "
			     "applied; set status to withdrawn, or take the withdrawal out",
			     status_names[policy->status.choice]);
	if (is_final && !policy->effective_from.place.source && !policy->date_published.place.source &&
	    !findings_name_key(findings, "effective_from") && !findings_name_key(findings, "date_published"))
		findings_add(findings, CHECK_EFFECTIVE_DATE_MISSING, place_of_absence(policy),
			     "it is not said from when the policy applies, and referrals are judged by the version in "
			     "force on their day; add effective_from or date_published%s",
			     date_is_set(ratified) ? " (until then the day of ratification counts)" : "");
}

/* The date that the last review and the interval make, at the coarser precision of the dates. */
static bool follows(struct date reviewed, struct duration every, struct date due, struct date *expected)
{
	if (every.days)
		*expected = date_from_days(date_to_days(date_first_day(reviewed)) + every.days);
	else
		*expected = date_add_months(reviewed, every.months);
	bool by_month = !reviewed.day || !due.day;
	if (by_month)
		expected->day = 0;
	return expected->year == due.year && expected->month == due.month && (by_month || expected->day == due.day);
}

static void check_interval(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct duration every = policy->review_every.duration;
	struct date expected;
	if (!date_is_set(policy->last_reviewed.date) || !date_is_set(policy->review_date.date) ||
	    (!every.months && !every.days) ||
	    follows(policy->last_reviewed.date, every, policy->review_date.date, &expected))
		return;
	struct buffer words = BUFFER_EMPTY;
	duration_append_words(&words, every);
	struct text interval = buffer_keep(&words, context->arena);
	struct text says = date_words(context->arena, policy->review_date.date);
	struct text should = date_words(context->arena, expected);
	struct text reviewed = date_words(context->arena, policy->last_reviewed.date);
	struct finding *finding = findings_add(context->findings, CHECK_REVIEW_DATE_MISMATCH, policy->review_date.place,
					       "the review date is %.*s, but %.*s after the last review (%.*s) is "
					       "%.*s, so readers expect the review at two times; "
					       "correct one of the dates, or review_every",
					       TEXT_ARGUMENTS(says), TEXT_ARGUMENTS(interval), TEXT_ARGUMENTS(reviewed),
					       TEXT_ARGUMENTS(should));
	finding_note(context->findings, finding, policy->last_reviewed.place, "last reviewed %.*s",
		     TEXT_ARGUMENTS(reviewed));
	finding_note(context->findings, finding, policy->review_every.place, "to be reviewed every %.*s",
		     TEXT_ARGUMENTS(interval));
}

/* review-overdue, review-due-soon, review-date-mismatch, missing-last-reviewed, and bad-value of review_every. */
static void rule_review(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct date today = context->suite->today, due = review_due(policy);
	struct duration every = policy->review_every.duration;
	if (policy->review_every.place.source && !every.months && !every.days &&
	    !findings_name_key(context->findings, "review_every"))
		findings_add(context->findings, CHECK_BAD_VALUE, policy->review_every.place,
			     "\"%.*s\" is no time, so a review would never be due; write how often the policy is "
			     "reviewed, as in 5 years",
			     TEXT_ARGUMENTS(policy->review_every.text));
	if (policy->status.choice != STATUS_RATIFIED)
		return;
	struct place place = date_is_set(policy->review_extended.to.date) ? policy->review_extended.to.place
									  : policy->review_date.place;
	struct text words = date_is_set(due) ? date_words(context->arena, due) : TEXT("");
	bool is_known = !is_out_of_order(context->findings, place);
	if (is_known && date_is_surely_before(due, today)) {
		struct finding *finding = findings_add(context->findings, CHECK_REVIEW_OVERDUE, place,
						       "the review was due by %.*s; the policy still applies, but "
						       "readers can't tell whether its evidence "
						       "holds; review it, or record an extension as review_extended",
						       TEXT_ARGUMENTS(words));
		if (policy->review_started.place.source)
			finding_note(context->findings, finding, policy->review_started.place, "the review began here");
	} else if (is_known && review_is_within(due, today, (struct duration){.months = REVIEW_SOON_MONTHS})) {
		findings_add(context->findings, CHECK_REVIEW_DUE_SOON, place,
			     "the review is due by %.*s; evidence, consultation and the board's paper take months, so "
			     "begin now",
			     TEXT_ARGUMENTS(words));
	}
	if (is_known)
		check_interval(context);
	if (!policy->last_reviewed.place.source && !findings_name_key(context->findings, "last_reviewed"))
		findings_add(context->findings, CHECK_MISSING_LAST_REVIEWED, place_of_absence(policy),
			     "it is not said when the policy was last reviewed, so readers can't tell how old its "
			     "evidence is; add last_reviewed");
}

/* mixed-date-precision: among the dates that the document shows. */
static void rule_date_precision(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct date_value *whole = NULL, *month = NULL;
	const struct date_value *dates[] = {&policy->date_ratified, &policy->date_published, &policy->last_reviewed,
					    &policy->review_date};
	size_t fixed = ARRAY_COUNT(dates);
	for (size_t i = 0; i < fixed + policy->history.count; i++) {
		const struct date_value *date =
			i < fixed ? dates[i] : &LIST_ITEM(policy->history, struct history_entry, i - fixed)->date;
		if (!date_is_set(date->date))
			continue;
		if (date->date.day && !whole)
			whole = date;
		if (!date->date.day && !month)
			month = date;
	}
	if (!whole || !month)
		return;
	struct text words = date_words(context->arena, month->date), other = date_words(context->arena, whole->date);
	struct finding *finding = findings_add(
		context->findings, CHECK_MIXED_DATE_PRECISION, month->place,
		"%.*s gives only the month, and %.*s gives the day, so a reader asks whether the same day is meant; "
		"write all dates alike where the days are known",
		TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(other));
	finding_note(context->findings, finding, whole->place, "this one gives the day");
}

const struct rule dates_rules[] = {
	POLICY_RULE(DATES, rule_date_order),
	POLICY_RULE(DATES, rule_applies_before_ratified),
	POLICY_RULE(DATES, rule_expired),
	POLICY_RULE(DATES, rule_status_and_dates),
	POLICY_RULE(DATES, rule_review),
	POLICY_RULE(DATES, rule_date_precision),
	RULES_END,
};

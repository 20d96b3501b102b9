/* `policyc due`: which policies are to be reviewed, and when. */
#include "base/json_writer.h"
#include "base/unicode.h"
#include "cli/command.h"
#include "tree/review.h"
#include "tree/site.h"

/* Is it among those asked for? What is overdue always is. */
static bool is_asked_for(const struct settings *settings, const struct review *review)
{
	if (!settings->has_within)
		return true;
	return review_is_within(review->due, settings->as_of, settings->within);
}

static const char *state_words(enum review_state state)
{
	return state == REVIEW_OVERDUE ? "Overdue" : "No review date";
}

/* A heading for each state and quarter, in the order of the reviews. */
static void append_heading(struct buffer *out, struct arena *arena, const struct review *review,
			   const struct review *before)
{
	bool is_to_come = review_is_to_come(review);
	bool is_same =
		before && review_is_to_come(before) == is_to_come &&
		(is_to_come ? quarter_of(before->due) == quarter_of(review->due) : before->state == review->state);
	if (is_same)
		return;
	if (is_to_come)
		buffer_append_format(out, "\n%.*s\n", TEXT_ARGUMENTS(quarter_words(arena, quarter_of(review->due))));
	else
		buffer_append_format(out, "\n%s\n", state_words(review->state));
}

static void append_review(struct buffer *out, const struct review *review)
{
	const struct policy *policy = review->policy;
	struct buffer due = BUFFER_EMPTY;
	date_append_british(&due, review->due);
	buffer_append_format(out, "  %-18.*s %-16.*s %.*s", TEXT_ARGUMENTS(buffer_text(&due)),
			     TEXT_ARGUMENTS(policy->ref.text), TEXT_ARGUMENTS(policy->title.text));
	if (date_is_set(policy->review_started.date)) {
		buffer_append_string(out, " (review began ");
		date_append_british(out, policy->review_started.date);
		buffer_append_byte(out, ')');
	}
	buffer_append_byte(out, '\n');
	buffer_release(&due);
}

static void append_text(struct buffer *out, const struct settings *settings, const struct reviews *reviews)
{
	struct arena arena = ARENA_EMPTY;
	const struct review *before = NULL;
	buffer_append_string(out, "Reviews as at ");
	date_append_british(out, settings->as_of);
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < reviews->count; i++) {
		const struct review *review = &reviews->items[i];
		if (!is_asked_for(settings, review))
			continue;
		append_heading(out, &arena, review, before);
		append_review(out, review);
		before = review;
	}
	buffer_append_format(out, "\n%zu overdue, %zu due within %d months, %zu later, %zu without a date\n",
			     reviews->of_state[REVIEW_OVERDUE], reviews->of_state[REVIEW_DUE_SOON], REVIEW_SOON_MONTHS,
			     reviews->of_state[REVIEW_LATER], reviews->of_state[REVIEW_UNDATED]);
	arena_release(&arena);
}

static void member_date(struct json_writer *json, const char *name, struct date date)
{
	struct buffer iso = BUFFER_EMPTY;
	date_append_iso(&iso, date);
	if (iso.length)
		json_write_member(json, name, buffer_text(&iso));
	else
		json_write_member_null(json, name);
	buffer_release(&iso);
}

static void append_json(struct buffer *out, const struct settings *settings, const struct reviews *reviews)
{
	struct json_writer json;
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	member_date(&json, "as_at", settings->as_of);
	json_write_name(&json, "reviews");
	json_write_array_begin(&json);
	for (size_t i = 0; i < reviews->count; i++) {
		const struct review *review = &reviews->items[i];
		const struct policy *policy = review->policy;
		if (!is_asked_for(settings, review))
			continue;
		json_write_object_begin(&json);
		json_write_member(&json, "ref", policy->ref.text);
		json_write_member(&json, "title", policy->title.text);
		json_write_member(&json, "version", policy->version.text);
		json_write_member(&json, "url", policy->url.text);
		json_write_member(&json, "state", text_of(review_state_name(review->state)));
		member_date(&json, "due", review->due);
		member_date(&json, "last_reviewed", policy->last_reviewed.date);
		member_date(&json, "started", policy->review_started.date);
		json_write_object_end(&json);
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
}

int command_due(const struct settings *settings)
{
	struct suite suite;
	int status = suite_open_whole(&suite, settings);
	if (status <= STATUS_FINDINGS) {
		struct buffer out = BUFFER_EMPTY;
		struct reviews reviews = reviews_collect(&suite.arena, &suite);
		if (settings->format == FORMAT_JSON)
			append_json(&out, settings, &reviews);
		else
			append_text(&out, settings, &reviews);
		int printed = print_out(buffer_text(&out));
		status = printed > status ? printed : status;
		buffer_release(&out);
	}
	suite_release(&suite);
	return status;
}

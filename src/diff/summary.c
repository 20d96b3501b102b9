/* What changed between two versions, in a sentence. */
#include <string.h>

#include "base/memory.h"
#include "diff/comparison.h"

/* What is counted, in the order told. */
enum counted {
	COUNTED_CRITERION,
	COUNTED_EXCLUSION,
	COUNTED_NOTE,
	COUNTED_CODE,
	COUNTED_CODING,
	COUNTED_EVIDENCE,
	COUNTED_REFERENCE,
	COUNTED_SECTION,
	COUNTED_GOVERNANCE,
	COUNTED_EDITORIAL,
	COUNTED_READING,
	COUNTED_COUNT,
	COUNTED_NOT = COUNTED_COUNT /* told by itself */
};

/* One and several; NULL for several: what has no count but "in N places". */
static const struct {
	const char *one, *several;
} nouns[COUNTED_COUNT] = {
	[COUNTED_CRITERION] = {"criterion", "criteria"},
	[COUNTED_EXCLUSION] = {"exclusion", "exclusions"},
	[COUNTED_NOTE] = {"note on criteria", "notes on criteria"},
	[COUNTED_CODE] = {"code", "codes"},
	[COUNTED_CODING] = {"point of coding", "points of coding"},
	[COUNTED_EVIDENCE] = {"paragraph of the evidence", "paragraphs of the evidence"},
	[COUNTED_REFERENCE] = {"reference", "references"},
	[COUNTED_SECTION] = {"section", "sections"},
	[COUNTED_GOVERNANCE] = {"point of governance", "points of governance"},
	[COUNTED_EDITORIAL] = {"change of wording alone", "changes of wording alone"},
	[COUNTED_READING] = {"reading", "readings"},
};

static enum section_kind kind_of(const struct change *change)
{
	return change->op == OP_REMOVED ? change->from.kind : change->to.kind;
}

static bool is_field(const struct change *change, const char *key)
{
	return change->subject == SUBJECT_FIELD && text_is(text_of(change->field), key);
}

static bool is_title(const struct change *change)
{
	return change->subject == SUBJECT_FIELD && text_is(text_of(change->field), "title");
}

/* The version and its history change with every version: nobody needs to be told. */
static bool goes_without_saying(const struct change *change)
{
	return change->subject == SUBJECT_HISTORY ||
	       (change->subject == SUBJECT_FIELD && text_is(text_of(change->field), "version"));
}

static enum counted counted_as(const struct change *change)
{
	if (change->class == CLASS_DATES || is_title(change) || is_field(change, "status") ||
	    goes_without_saying(change))
		return COUNTED_NOT;
	if (change->subject == SUBJECT_FIELD && change->logic)
		return COUNTED_NOT;
	if (change->is_reading)
		return COUNTED_READING;
	if (change->subject == SUBJECT_CODE)
		return change->is_repeat ? COUNTED_CODING : COUNTED_CODE;
	if (change->class == CLASS_EDITORIAL)
		return COUNTED_EDITORIAL;
	if (change->subject == SUBJECT_SECTION)
		return COUNTED_SECTION;
	if (change->class == CLASS_CRITERIA && !change->logic && (change->op == OP_ADDED || change->op == OP_REMOVED))
		return change->subject == SUBJECT_NOTE ? COUNTED_NOTE : COUNTED_EDITORIAL; /* "None" */
	if (change->class == CLASS_CODING)
		return COUNTED_CODING;
	if (change->class == CLASS_CRITERIA)
		return kind_of(change) == SECTION_EXCLUSIONS ? COUNTED_EXCLUSION : COUNTED_CRITERION;
	if (change->subject == SUBJECT_REFERENCE)
		return COUNTED_REFERENCE;
	return change->class == CLASS_EVIDENCE ? COUNTED_EVIDENCE : COUNTED_GOVERNANCE;
}

/* A summary is read at a glance: so many bytes, which are two lines of the text form. */
#define SUMMARY_BYTES_MOST 170

/* The summary while it is put together. */
struct summary_words {
	struct buffer words;
	size_t last; /* where its last part begins */
	size_t left; /* how many parts there was no room for */
};

/* Takes the last part out again where it is too much. */
static void settle_part(struct summary_words *out)
{
	if (out->words.length <= SUMMARY_BYTES_MOST || !out->last)
		return;
	out->words.length = out->last;
	out->left++;
}

static void begin_part(struct summary_words *out)
{
	settle_part(out);
	out->last = out->words.length;
	if (out->words.length)
		buffer_append_string(&out->words, ", ");
}

static void end_parts(struct summary_words *out)
{
	settle_part(out);
	if (out->left)
		buffer_append_string(&out->words, ", and more below");
}

/* "title changed from … to …" */
static void append_field(struct summary_words *out, const struct change *change)
{
	begin_part(out);
	for (size_t i = 0; i < change->label.length; i++)
		buffer_append_byte(&out->words, i ? change->label.bytes[i] : ascii_lower(change->label.bytes[0]));
	if (change->op == OP_ADDED && change->new_words.length)
		buffer_append_format(&out->words, "%s %.*s",
				     text_begins(change->new_words, TEXT("to ")) ? "" : " set to",
				     TEXT_ARGUMENTS(change->new_words));
	else if (change->op == OP_CHANGED && change->old_words.length && change->new_words.length)
		buffer_append_format(&out->words, " changed from %.*s to %.*s", TEXT_ARGUMENTS(change->old_words),
				     TEXT_ARGUMENTS(change->new_words));
	else
		buffer_append_format(&out->words, " %s", change_op_names[change->op]);
}

/* "Category 2 → 1", "Withdrawn from 1 February 2025 (Replaced by a national policy)"; false: of no such field. */
static bool append_known_field(struct summary_words *out, const struct change *change)
{
	struct text old = value_text(change->old_value), new = value_text(change->new_value);

	if (is_field(change, "category") && old.length && new.length) {
		begin_part(out);
		buffer_append_format(&out->words, "category %.*s → %.*s", TEXT_ARGUMENTS(old), TEXT_ARGUMENTS(new));
		return true;
	}
	if (is_field(change, "withdrawn") && change->path_count == 1 && change->op != OP_CHANGED) {
		bool is_added = change->op == OP_ADDED;
		struct text words = is_added ? change->new_words : change->old_words;
		bool has_date = text_begins(words, TEXT("date "));
		begin_part(out);
		buffer_append_string(&out->words, is_added ? "withdrawn" : "no longer withdrawn");
		buffer_append_string(&out->words, has_date ? " from " : ": ");
		buffer_append(&out->words, text_slice(words, has_date ? strlen("date ") : 0, words.length));
		return true;
	}
	if (is_field(change, "status") && old.length && new.length) {
		begin_part(out);
		buffer_append_format(&out->words, "status %.*s → %.*s", TEXT_ARGUMENTS(old), TEXT_ARGUMENTS(new));
		return true;
	}
	return false;
}

/* Longer words are told in the change itself. */
#define FIELD_WORDS_MOST 120

static bool is_short(const struct change *change)
{
	return change->old_words.length + change->new_words.length <= FIELD_WORDS_MOST;
}

/* Whatever happened to them. */
static void append_editorial(struct summary_words *out, const size_t *counts)
{
	size_t count = 0;

	for (size_t i = 0; i < OP_COUNT; i++)
		count += counts[i];
	if (!count)
		return;
	begin_part(out);
	buffer_append_format(&out->words, "%zu %s", count,
			     count == 1 ? nouns[COUNTED_EDITORIAL].one : nouns[COUNTED_EDITORIAL].several);
}

static void append_counts(struct summary_words *out, size_t counts[COUNTED_COUNT][OP_COUNT])
{
	static const enum change_op order[] = {OP_CHANGED, OP_ADDED, OP_REMOVED, OP_MOVED, OP_SPLIT, OP_MERGED};

	for (size_t i = 0; i < COUNTED_COUNT; i++) {
		for (size_t k = 0; k < ARRAY_COUNT(order); k++) {
			size_t count = counts[i][order[k]];
			if (!count || i == COUNTED_EDITORIAL)
				continue;
			begin_part(out);
			buffer_append_format(&out->words, "%zu %s %s", count,
					     count == 1 ? nouns[i].one : nouns[i].several,
					     i == COUNTED_READING ? "corrected" : change_op_names[order[k]]);
		}
	}
	append_editorial(out, counts[COUNTED_EDITORIAL]);
}

/* Of several dates only the number, but for those from and to which the policy applies. */
#define DATES_TOLD_MOST 2

static bool is_plain_date(const struct change *change)
{
	return change->class == CLASS_DATES && !is_field(change, "effective_from") && !is_field(change, "effective_to");
}

static size_t count_dates(const struct difference *difference)
{
	size_t count = 0;

	for (size_t i = 0; i < difference->shown; i++)
		count += is_plain_date(&difference->changes[i]);
	return count;
}

/* Fields that are told by themselves: those of logic before the counts, dates and the title after them. */
static void append_fields(struct summary_words *out, const struct difference *difference, bool of_logic)
{
	size_t dates = count_dates(difference);

	for (size_t i = 0; i < difference->shown; i++) {
		const struct change *change = &difference->changes[i];
		if (change->subject != SUBJECT_FIELD || counted_as(change) != COUNTED_NOT ||
		    goes_without_saying(change) || (change->logic != 0) != of_logic ||
		    (is_plain_date(change) && dates > DATES_TOLD_MOST))
			continue;
		if (append_known_field(out, change))
			continue;
		if (is_short(change)) {
			append_field(out, change);
			continue;
		}
		begin_part(out);
		for (size_t k = 0; k < change->label.length; k++)
			buffer_append_byte(&out->words,
					   k ? change->label.bytes[k] : ascii_lower(change->label.bytes[0]));
		buffer_append_format(&out->words, " %s", change_op_names[change->op]);
	}
}

static void append_dates(struct summary_words *out, size_t dates)
{
	if (dates <= DATES_TOLD_MOST)
		return;
	begin_part(out);
	buffer_append_format(&out->words, "%zu dates changed", dates);
}

static void append_without_saying(struct summary_words *out, const struct difference *difference)
{
	bool has_version = false, has_history = false;

	if (out->words.length)
		return;
	for (size_t i = 0; i < difference->shown; i++) {
		bool is_history = difference->changes[i].subject == SUBJECT_HISTORY;
		has_history = has_history || is_history;
		has_version = has_version || !is_history;
	}
	buffer_append_string(&out->words, !has_history  ? "only the version changed"
					  : has_version ? "only the version and its history changed"
							: "only the version history changed");
}

void summarise(struct arena *arena, struct difference *difference)
{
	size_t counts[COUNTED_COUNT][OP_COUNT] = {0};
	struct summary_words out = {.words = BUFFER_EMPTY};

	for (size_t i = 0; i < difference->shown; i++) {
		enum counted counted = counted_as(&difference->changes[i]);
		if (counted != COUNTED_NOT)
			counts[counted][difference->changes[i].op]++;
	}
	if (!difference->shown || difference->are_unrelated) {
		difference->summary = difference->shown
					      ? TEXT("Two different policies: little of either is in the other.")
					      : TEXT("Nothing has changed.");
		return;
	}
	append_fields(&out, difference, true);
	append_counts(&out, counts);
	append_fields(&out, difference, false);
	append_dates(&out, count_dates(difference));
	append_without_saying(&out, difference);
	end_parts(&out);
	buffer_append_byte(&out.words, '.');
	out.words.bytes[0] = ascii_upper(out.words.bytes[0]);
	difference->summary = buffer_keep(&out.words, arena);
}

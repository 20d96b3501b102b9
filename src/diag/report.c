/* From the findings of many documents to one report: what is accepted, how much each counts, in which order they stand,
 * and how each is known again in the next run. */
#include "diag/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/text_set.h"

/* How many bytes of the words under the caret go into an identity: enough to tell any two sentences apart. */
#define IDENTITY_WORDS_MOST 1024

/* Appends the text with each run of ASCII white space as one space, so that words are the same however the lines of
 * the source are broken. */
static void append_words(struct buffer *out, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (!is_ascii_space(text.bytes[i]))
			buffer_append_byte(out, text.bytes[i]);
		else if (i == 0 || !is_ascii_space(text.bytes[i - 1]))
			buffer_append_byte(out, ' ');
	}
}

/* What an allowance's `matches` is looked for in: the message, why it matters and the words under the caret, a line
 * each.
 */
static void append_matchable(struct buffer *out, const struct finding *finding)
{
	buffer_clear(out);
	append_words(out, finding->message);
	buffer_append_byte(out, '\n');
	append_words(out, finding_why(finding));
	buffer_append_byte(out, '\n');
	append_words(out, place_text(finding->place));
}

void findings_accept(struct findings *findings, struct allowance *allowances, size_t count)
{
	struct buffer words = BUFFER_EMPTY;
	struct text_set *of_check = NULL;

	if (count == 0)
		return;
	/* Both may be thousands: each finding is read once for all allowances of its check. */
	of_check = memory_allocate_array(CHECK_COUNT, sizeof *of_check);
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&words);
		append_words(&words, allowances[i].matches);
		text_set_add(&of_check[allowances[i].check], buffer_text(&words), i);
	}
	for (size_t i = 0; i < CHECK_COUNT; i++)
		if (of_check[i].count)
			text_set_prepare(&of_check[i]);
	for (struct finding *finding = findings->first; finding; finding = finding->next) {
		if (!of_check[finding->check].count || !check_may_be_accepted(finding->check))
			continue;
		append_matchable(&words, finding);
		size_t lowest = text_set_lowest_in(&of_check[finding->check], buffer_text(&words));
		if (lowest == TEXT_SET_NONE)
			continue;
		finding->accepted = allowances[lowest].reason.bytes ? allowances[lowest].reason : TEXT("");
		allowances[lowest].is_used = true;
	}
	for (size_t i = 0; i < CHECK_COUNT; i++)
		text_set_release(&of_check[i]);
	free(of_check);
	buffer_release(&words);
}

void severities_default(struct severities *severities)
{
	for (size_t i = 0; i < CHECK_COUNT; i++)
		severities->of[i] = check_descriptions[i].severity;
}

static enum severity severity_resolve(const struct finding *finding, const struct severities *severities)
{
	enum severity configured = severities->of[finding->check];
	bool is_lowered = finding->severity < check_descriptions[finding->check].severity;

	return is_lowered && finding->severity < configured ? finding->severity : configured;
}

struct sortable {
	struct finding *finding;
	size_t order; /* as given: the last word between equals, since qsort isn't stable */
};

static int sortable_compare(const void *a, const void *b)
{
	const struct sortable *first = a, *second = b;
	const struct finding *x = first->finding, *y = second->finding;
	int order = place_compare(x->place, y->place);

	if (order == 0 && x->check != y->check)
		order = strcmp(check_descriptions[x->check].id, check_descriptions[y->check].id);
	if (order == 0)
		order = text_compare(x->message, y->message);
	if (order == 0)
		order = text_compare(x->owner, y->owner);
	return order ? order : (first->order > second->order) - (first->order < second->order);
}

/* Sorted, without those that are off. */
/* Without these it isn't known which version a text is, or from when it may be shown: it would be left out, or be shown
 * too early, without a word. */
static bool decides_what_is_shown(struct text key)
{
	static const char *const keys[] = {"ref",           "version",        "status",         "publish_from",
					   "date_ratified", "date_published", "effective_from", "effective_to",
					   "withdrawn",     "removed",        "previous_refs"};

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
		if (text_is(key, keys[i]))
			return true;
	return false;
}

bool finding_tells_of_loss(const struct finding *finding)
{
	if (finding->severity != SEVERITY_ERROR)
		return false;
	switch (finding->check) {
	case CHECK_BAD_VALUE:
	case CHECK_BAD_DATE:
	case CHECK_MISSING_FIELD:
		return !finding->accepted.bytes && decides_what_is_shown(finding->key);
	case CHECK_UNKNOWN_KEY:
		return !finding->accepted.bytes && finding->fix && decides_what_is_shown(finding->fix->replacement);
	default:
		return !check_may_be_accepted(finding->check);
	}
}

static void report_gather(struct report *report, struct arena *arena, struct findings *const *documents, size_t count,
			  const struct severities *severities)
{
	ARRAY_OF(struct sortable) sorted = {0};
	ARRAY_OF(struct finding *) losses = {0};
	size_t order = 0;

	for (size_t i = 0; i < count; i++) {
		for (struct finding *finding = documents[i]->first; finding; finding = finding->next) {
			if (finding_tells_of_loss(finding))
				*ARRAY_ADD(&losses) = finding;
			finding->severity = severity_resolve(finding, severities);
			finding->identity[0] = '\0';
			if (finding->severity != SEVERITY_OFF)
				*ARRAY_ADD(&sorted) = (struct sortable){finding, order++};
		}
	}
	if (sorted.count > 0)
		qsort(sorted.items, sorted.count, sizeof *sorted.items, sortable_compare);
	report->count = sorted.count;
	report->findings = ARENA_ARRAY(arena, sorted.count, struct finding *);
	for (size_t i = 0; i < sorted.count; i++)
		report->findings[i] = sorted.items[i].finding;
	report->loss_count = losses.count;
	report->losses = ARENA_ARRAY(arena, losses.count, struct finding *);
	for (size_t i = 0; i < losses.count; i++)
		report->losses[i] = losses.items[i];
	ARRAY_RELEASE(&losses);
	ARRAY_RELEASE(&sorted);
}

/* What `other` says beyond `kept` becomes notes of `kept`. */
static void finding_join(struct arena *arena, struct finding *kept, const struct finding *other)
{
	struct findings notes = {.arena = arena};
	uint32_t unseen = other->note_count;

	if (place_compare(kept->place, other->place) != 0)
		finding_note(&notes, kept, other->place, "also here");
	for (const struct note *note = other->notes; note; note = note->next) {
		finding_note(&notes, kept, note->place, "%.*s", TEXT_ARGUMENTS(note->message));
		unseen--;
	}
	kept->note_count += unseen;
	if (other->severity > kept->severity)
		kept->severity = other->severity;
	if (!other->accepted.bytes)
		kept->accepted = other->accepted;
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->check == b->check && a->subject.length == 0 && b->subject.length == 0 &&
	       text_equal(a->owner, b->owner) && place_compare(a->place, b->place) == 0 &&
	       text_equal(a->message, b->message) && text_equal(a->why, b->why) && text_equal(a->mend, b->mend);
}

/* NUL parts the parts of a key, so that none can run into the next. */
static void append_key_part(struct buffer *key, struct text part)
{
	buffer_append(key, part);
	buffer_append_byte(key, '\0');
}

/* One finding for each check, owner and subject, and none twice. */
static void report_join(struct report *report, struct arena *arena)
{
	struct arena scratch = ARENA_EMPTY;
	struct map subjects = MAP_EMPTY;
	struct buffer key = BUFFER_EMPTY;
	size_t kept = 0;

	for (size_t i = 0; i < report->count; i++) {
		struct finding *finding = report->findings[i];
		struct finding *before = NULL;
		if (finding->subject.length > 0) {
			buffer_clear(&key);
			append_key_part(&key, text_of(check_descriptions[finding->check].id));
			append_key_part(&key, finding->owner);
			append_key_part(&key, finding->subject);
			before = map_get(&subjects, buffer_text(&key));
			if (!before)
				map_set(&subjects, arena_copy(&scratch, buffer_text(&key)), finding);
		} else if (kept > 0 && is_same(report->findings[kept - 1], finding)) {
			before = report->findings[kept - 1];
		}
		if (before)
			finding_join(arena, before, finding);
		else
			report->findings[kept++] = finding;
	}
	report->count = kept;
	buffer_release(&key);
	map_release(&subjects);
	arena_release(&scratch);
}

/* SPEC section 3: "A finding's identity". The words are taken without their line breaks and only their first part; the
 * ordinal counts findings that are otherwise equal, in the order of the report. */
void report_identify(const struct report *report)
{
	struct arena scratch = ARENA_EMPTY;
	struct map ordinals = MAP_EMPTY;
	struct buffer key = BUFFER_EMPTY;
	char hex[SHA256_HEX_LENGTH + 1];

	if (report->count == 0 || report->findings[0]->identity[0])
		return;
	for (size_t i = 0; i < report->count; i++) {
		struct finding *finding = report->findings[i];
		uint32_t *ordinal = NULL;
		buffer_clear(&key);
		append_key_part(&key, text_of(check_descriptions[finding->check].id));
		append_key_part(&key, finding->owner);
		append_key_part(&key, finding->path);
		append_words(&key, text_slice(place_text(finding->place), 0, IDENTITY_WORDS_MOST));
		ordinal = map_get(&ordinals, buffer_text(&key));
		if (!ordinal) {
			ordinal = ARENA_NEW(&scratch, uint32_t);
			map_set(&ordinals, arena_copy(&scratch, buffer_text(&key)), ordinal);
		}
		buffer_append_format(&key, "%c%u", '\0', (*ordinal)++);
		sha256_hex(buffer_text(&key), hex);
		memcpy(finding->identity, hex, sizeof finding->identity - 1);
		finding->identity[sizeof finding->identity - 1] = '\0';
	}
	buffer_release(&key);
	map_release(&ordinals);
	arena_release(&scratch);
}

static void report_count(struct report *report)
{
	report->errors = report->warnings = report->infos = report->accepted = 0;
	for (size_t i = 0; i < report->count; i++) {
		const struct finding *finding = report->findings[i];
		if (finding->accepted.bytes)
			report->accepted++;
		else if (finding->severity == SEVERITY_ERROR)
			report->errors++;
		else if (finding->severity == SEVERITY_WARNING)
			report->warnings++;
		else
			report->infos++;
	}
}

void findings_finish(struct report *report, struct arena *arena, struct findings *const *documents, size_t count,
		     const struct severities *severities)
{
	*report = (struct report){0};
	report_gather(report, arena, documents, count, severities);
	report_join(report, arena);
	report_count(report);
}

void report_keep(struct report *report, bool (*keep)(const struct finding *finding, const void *context),
		 const void *context)
{
	size_t kept = 0;

	report_identify(report);
	for (size_t i = 0; i < report->count; i++)
		if (keep(report->findings[i], context))
			report->findings[kept++] = report->findings[i];
	report->count = kept;
	report_count(report);
}

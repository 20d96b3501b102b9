#include "diag/finding.h"

#define SUBJECT_SLOTS_FIRST 16 /* a power of two */

void findings_init(struct findings *findings, struct arena *arena, struct text owner)
{
	*findings = (struct findings){.arena = arena, .owner = owner};
}

static struct text __attribute__((format(printf, 2, 0)))
format_message(struct arena *arena, const char *format, va_list arguments)
{
	struct buffer buffer = BUFFER_EMPTY;

	buffer_append_arguments(&buffer, format, arguments);
	return buffer_keep(&buffer, arena);
}

/* Cuts the words at `mark` and returns what follows it. */
static struct text cut_at(struct text *words, char mark)
{
	size_t at = text_find_byte(*words, mark, 0);
	struct text after = {0};

	if (at == TEXT_NOT_FOUND)
		return after;
	after = text_slice(*words, at + 1, words->length);
	*words = text_slice(*words, 0, at);
	return after;
}

static struct finding *finding_append(struct findings *findings, enum check check, struct place place,
				      struct text message)
{
	struct finding *finding = ARENA_NEW(findings->arena, struct finding);
	struct text mend = cut_at(&message, *FIX), why = cut_at(&message, *WHY);

	*finding = (struct finding){
		.check = check,
		.severity = check_descriptions[check].severity,
		.place = place,
		.message = message,
		.why = why,
		.mend = mend,
		.owner = findings->owner,
	};
	if (findings->last)
		findings->last->next = finding;
	else
		findings->first = finding;
	findings->last = finding;
	findings->count++;
	return finding;
}

struct finding *findings_add(struct findings *findings, enum check check, struct place place, const char *format, ...)
{
	va_list arguments;
	struct text message;

	va_start(arguments, format);
	message = format_message(findings->arena, format, arguments);
	va_end(arguments);
	return finding_append(findings, check, place, message);
}

struct text finding_why(const struct finding *finding)
{
	return finding->why.length ? finding->why : text_of(check_descriptions[finding->check].why);
}

struct text finding_mend(const struct finding *finding)
{
	return finding->mend.length ? finding->mend : text_of(check_descriptions[finding->check].fix);
}

static uint64_t subject_hash(enum check check, struct text owner, struct text subject)
{
	uint64_t hash = text_hash(subject) * 31 + text_hash(owner) * 17 + (uint64_t)check;

	/* The slots take the low bits, which the sum alone leaves alike for like subjects. */
	hash ^= hash >> 32;
	return hash * 0x9E3779B97F4A7C15u >> 16;
}

/* The slot of the finding of that check, owner and subject, or the empty one where it would go. */
static struct finding **subject_slot(const struct findings *findings, enum check check, struct text owner,
				     struct text subject)
{
	size_t mask = findings->subject_slots - 1;
	size_t slot = (size_t)subject_hash(check, owner, subject) & mask;

	while (findings->subjects[slot]) {
		const struct finding *finding = findings->subjects[slot];
		if (finding->check == check && text_equal(finding->subject, subject) &&
		    text_equal(finding->owner, owner))
			break;
		slot = (slot + 1) & mask;
	}
	return &findings->subjects[slot];
}

/* Keeps at least a quarter of the slots empty; the number of slots is a power of two. */
static void subjects_reserve(struct findings *findings)
{
	struct finding **before = findings->subjects;
	size_t slots = findings->subject_slots;

	if (findings->subject_count + 1 <= slots / 4 * 3)
		return;
	findings->subject_slots = slots ? slots * 2 : SUBJECT_SLOTS_FIRST;
	findings->subjects = ARENA_ARRAY(findings->arena, findings->subject_slots, struct finding *);
	for (size_t i = 0; i < slots; i++) {
		struct finding *finding = before[i];
		if (finding)
			*subject_slot(findings, finding->check, finding->owner, finding->subject) = finding;
	}
}

static void note_append(struct arena *arena, struct finding *finding, struct place place, struct text message)
{
	struct note *note = ARENA_NEW(arena, struct note);

	*note = (struct note){place, message, NULL};
	if (finding->last_note)
		finding->last_note->next = note;
	else
		finding->notes = note;
	finding->last_note = note;
}

/* Counts a further note; true when there is room to keep it. */
static bool note_counts(struct finding *finding)
{
	return finding->note_count++ < NOTES_SHOWN_MOST;
}

static void note_also_here(struct arena *arena, struct finding *finding, struct place place)
{
	if (note_counts(finding))
		note_append(arena, finding, place, TEXT("also here"));
}

struct finding *findings_add_subject(struct findings *findings, enum check check, struct text subject,
				     struct place place, const char *format, ...)
{
	va_list arguments;
	struct finding **slot = NULL;
	struct text message;

	subjects_reserve(findings);
	slot = subject_slot(findings, check, findings->owner, subject);
	if (*slot) {
		note_also_here(findings->arena, *slot, place);
		return *slot;
	}
	va_start(arguments, format);
	message = format_message(findings->arena, format, arguments);
	va_end(arguments);
	*slot = finding_append(findings, check, place, message);
	(*slot)->subject = arena_copy(findings->arena, subject);
	findings->subject_count++;
	return *slot;
}

void findings_move(struct findings *findings, struct findings *from)
{
	if (from->first == NULL)
		return;
	if (findings->last)
		findings->last->next = from->first;
	else
		findings->first = from->first;
	findings->last = from->last;
	findings->count += from->count;
	findings_init(from, from->arena, from->owner);
}

bool findings_name_key(const struct findings *findings, const char *key)
{
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		if (finding->key.length && text_is(finding->key, key))
			return true;
	return false;
}

void finding_note(struct findings *findings, struct finding *finding, struct place place, const char *format, ...)
{
	va_list arguments;

	if (!note_counts(finding))
		return;
	va_start(arguments, format);
	note_append(findings->arena, finding, place, format_message(findings->arena, format, arguments));
	va_end(arguments);
}

void finding_fix(struct findings *findings, struct finding *finding, struct place place, struct text replacement,
		 const char *description)
{
	finding->fix = ARENA_NEW(findings->arena, struct fix);
	*finding->fix = (struct fix){place, arena_copy(findings->arena, replacement),
				     arena_copy(findings->arena, text_of(description))};
}

#include "diff/diff.h"

#include "diff/word_runs.h"
#include "diff/work.h"

const char *change_class_name(enum change_class class)
{
	static const char *const names[CLASS_COUNT] = {
		[CLASS_CRITERIA] = "criteria", [CLASS_CODING] = "coding",         [CLASS_DATES] = "dates",
		[CLASS_EVIDENCE] = "evidence", [CLASS_GOVERNANCE] = "governance", [CLASS_EDITORIAL] = "editorial",
	};
	return names[class];
}

const char *change_op_name(enum change_op op)
{
	static const char *const names[OP_COUNT] = {
		[OP_ADDED] = "added", [OP_REMOVED] = "removed", [OP_CHANGED] = "changed", [OP_MOVED] = "moved",
		[OP_SPLIT] = "split", [OP_MERGED] = "merged",   [OP_FORMAT] = "format",
	};
	return names[op];
}

const char *change_subject_name(enum change_subject subject)
{
	static const char *const names[SUBJECT_COUNT] = {
		[SUBJECT_FIELD] = "field",   [SUBJECT_HISTORY] = "history",     [SUBJECT_SECTION] = "section",
		[SUBJECT_CLAUSE] = "clause", [SUBJECT_CRITERION] = "criterion", [SUBJECT_GROUP] = "group",
		[SUBJECT_ITEM] = "item",     [SUBJECT_NOTE] = "note",           [SUBJECT_PARAGRAPH] = "paragraph",
		[SUBJECT_ROW] = "row",       [SUBJECT_REFERENCE] = "reference", [SUBJECT_CODE] = "code",
	};
	return names[subject];
}

static const struct {
	enum logic bit;
	const char *name, *words;
} logics[LOGIC_COUNT] = {
	{LOGIC_COMBINATION, "combination", "and/or"},
	{LOGIC_NEGATION, "negation", "not"},
	{LOGIC_AGE, "age", "age"},
	{LOGIC_DURATION, "duration", "duration"},
	{LOGIC_NUMBER, "number", "number"},
	{LOGIC_COMPARISON, "comparison", "comparison"},
	{LOGIC_OBLIGATION, "obligation", "must/may"},
	{LOGIC_CRITERION, "criterion", "criterion"},
	{LOGIC_EXCLUSION, "exclusion", "exclusion"},
	{LOGIC_EFFECT, "effect", "effect"},
	{LOGIC_SCOPE, "scope", "whom the policy is for"},
	{LOGIC_CODES, "codes", "how codes combine"},
};

const char *logic_name(enum logic bit)
{
	for (size_t i = 0; i < LOGIC_COUNT; i++)
		if (logics[i].bit == bit)
			return logics[i].name;
	return NULL;
}

const char *logic_words(enum logic bit)
{
	for (size_t i = 0; i < LOGIC_COUNT; i++)
		if (logics[i].bit == bit)
			return logics[i].words;
	return NULL;
}

struct change *change_add(struct diff_work *work, enum change_class class, enum change_op op,
			  enum change_subject subject)
{
	struct change *change = ARRAY_ADD(&work->changes);

	*change = (struct change){.class = class, .op = op, .subject = subject};
	return change;
}

void change_path(struct diff_work *work, struct change *change, const struct text *path)
{
	size_t count = 0;

	while (path[count].bytes)
		count++;
	change->path = arena_copy_array(work->arena, path, count, sizeof *path);
	change->path_count = count;
}

void change_words(struct diff_work *work, struct change *change, struct text old, struct text new)
{
	change->old_words = words_alone(work->arena, old);
	change->new_words = words_alone(work->arena, new);
	if (old.bytes && new.bytes)
		change->words = word_runs_of(work->arena, old, new, &change->is_rewritten);
}

/* Logic first, then by class, then as they were found, which is the order of the document. What is formatting alone
 * comes last. */
static int compare_changes(const void *first, const void *second)
{
	const struct change *a = first, *b = second;

	if ((a->op == OP_FORMAT) != (b->op == OP_FORMAT))
		return a->op == OP_FORMAT ? 1 : -1;
	if (!a->logic != !b->logic)
		return a->logic ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

const struct difference *diff_policies(struct arena *arena, const struct policy *old, const struct policy *new)
{
	struct diff_work work = {.arena = arena, .old = old, .new = new};
	struct difference *difference = ARENA_NEW(arena, struct difference);
	struct change_list *changes = &work.changes;

	compare_fields(&work);
	for (size_t i = 0; i < changes->count; i++)
		changes->items[i].order = i;
	if (changes->count)
		qsort(changes->items, changes->count, sizeof *changes->items, compare_changes);
	difference->count = changes->count;
	difference->changes = arena_copy_array(arena, changes->items, changes->count, sizeof *changes->items);
	while (difference->shown < difference->count && difference->changes[difference->shown].op != OP_FORMAT)
		difference->shown++;
	difference->summary = TEXT("");
	ARRAY_RELEASE(changes);
	return difference;
}

enum change_class difference_class(const struct difference *difference)
{
	static const unsigned strength[CLASS_COUNT] = {
		[CLASS_CRITERIA] = 6,   [CLASS_CODING] = 5, [CLASS_EVIDENCE] = 4,
		[CLASS_GOVERNANCE] = 3, [CLASS_DATES] = 2,  [CLASS_EDITORIAL] = 1,
	};
	enum change_class strongest = CLASS_COUNT;

	for (size_t i = 0; i < difference->shown; i++) {
		enum change_class class = difference->changes[i].class;
		if (strongest == CLASS_COUNT || strength[class] > strength[strongest])
			strongest = class;
	}
	return strongest;
}

bool difference_has_logic(const struct difference *difference)
{
	return difference->shown && difference->changes[0].logic;
}

/* The making of a change: what every part of a comparison adds, and what the values of one are called. */
#include "diff/comparison.h"
#include "diff/logic.h"
#include "diff/word_runs.h"

const char *const change_class_names[CLASS_COUNT + 1] = {
	[CLASS_CRITERIA] = "criteria", [CLASS_CODING] = "coding",         [CLASS_DATES] = "dates",
	[CLASS_EVIDENCE] = "evidence", [CLASS_GOVERNANCE] = "governance", [CLASS_EDITORIAL] = "editorial",
};
const char *const change_op_names[OP_COUNT + 1] = {
	[OP_ADDED] = "added", [OP_REMOVED] = "removed", [OP_CHANGED] = "changed", [OP_MOVED] = "moved",
	[OP_SPLIT] = "split", [OP_MERGED] = "merged",   [OP_FORMAT] = "format",
};
const char *const change_subject_names[SUBJECT_COUNT + 1] = {
	[SUBJECT_FIELD] = "field",         [SUBJECT_HISTORY] = "history",
	[SUBJECT_SECTION] = "section",     [SUBJECT_CLAUSE] = "clause",
	[SUBJECT_CRITERION] = "criterion", [SUBJECT_GROUP] = "group",
	[SUBJECT_ITEM] = "item",           [SUBJECT_NOTE] = "note",
	[SUBJECT_PARAGRAPH] = "paragraph", [SUBJECT_ROW] = "row",
	[SUBJECT_REFERENCE] = "reference", [SUBJECT_CODE] = "code",
	[SUBJECT_SENTENCE] = "sentence",   [SUBJECT_ID] = "id",
};
const char *const edit_op_names[] = {
	[EDIT_SET] = "set", [EDIT_INSERT] = "insert", [EDIT_DELETE] = "delete", [EDIT_MOVE] = "move", NULL,
};

static const struct {
	enum logic bit;
	const char *name, *words;
} logics[LOGIC_COUNT] = {
	{LOGIC_COMBINATION, "combination", "and/or"},
	{LOGIC_NEGATION, "negation", "not"},
	{LOGIC_CONDITION, "condition", "only/if"},
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
	{LOGIC_UNIT, "unit", "unit"},
	{LOGIC_PATIENTS, "patients", "which patients"},
	{LOGIC_CASE, "case", "which cases"},
	{LOGIC_URGENCY, "urgency", "how urgent"},
	{LOGIC_REFERRER, "referrer", "who refers or decides"},
	{LOGIC_COMMA, "comma", "a possible change of scope"},
	{LOGIC_REFERENCE, "reference", "what a reference leads to"},
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

struct change *change_add(struct version_comparison *comparison, enum change_class class, enum change_op op,
			  enum change_subject subject)
{
	struct change *change = ARRAY_ADD(&comparison->changes);

	*change = (struct change){
		.class = class, .op = op, .subject = subject, .sequence = comparison->changes.count - 1};
	return change;
}

void change_path(struct version_comparison *comparison, struct change *change, const struct text *path)
{
	size_t count = 0;

	while (path[count].bytes)
		count++;
	change->path = arena_copy_array(comparison->arena, path, count, sizeof *path);
	change->path_count = count;
}

void change_words(struct version_comparison *comparison, struct change *change, struct text old, struct text new)
{
	change->old_words = words_alone(comparison->arena, old);
	change->new_words = words_alone(comparison->arena, new);
	if (old.bytes && new.bytes)
		change->words = word_runs_of(comparison->arena, old, new, &change->is_rewritten);
}

void change_path_of_block(struct version_comparison *comparison, struct change *change, const struct block *block,
			  struct text last)
{
	size_t count = last.bytes ? 1 : 0, at;
	struct text *path;

	for (const struct node *node = block->node; node; node = node->parent)
		count += node->id.length > 0;
	path = ARENA_ARRAY(comparison->arena, count, struct text);
	at = count;
	if (last.bytes)
		path[--at] = last;
	for (const struct node *node = block->node; node; node = node->parent)
		if (node->id.length)
			path[--at] = node->id;
	change->path = path;
	change->path_count = count;
}

void change_note_limit(struct change *change, struct text words)
{
	if (change->class == CLASS_CODING || change->subject == SUBJECT_REFERENCE || !words_limit_scope(words))
		return;
	if (change->class != CLASS_CRITERIA || !change->logic)
		change->logic |= LOGIC_SCOPE;
	change->class = CLASS_CRITERIA;
}

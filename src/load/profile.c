#include "load/profile.h"

#include "parse/limits.h"
#include "parse/yaml.h"
#include "read/fields.h"
#include "tree/pattern.h"

/* What a pattern may name: the keys of a field table, or names in a list. */
struct known_names {
	const struct field_table *table; /* or NULL */
	const char *names[4];            /* ended by NULL */
};

static bool is_known(struct text name, const void *context)
{
	const struct known_names *known = context;

	if (known->table != NULL && field_find(known->table, name) != NULL)
		return true;
	for (size_t i = 0; known->names[i] != NULL; i++)
		if (text_is(name, known->names[i]))
			return true;
	return false;
}

static void check_pattern(struct findings *findings, const struct text_value *pattern, const struct known_names *known)
{
	struct text where = {NULL, 0};

	switch (pattern_check(pattern->text, is_known, known, &where)) {
	case PATTERN_FINE:
		break;
	case PATTERN_UNBALANCED:
		findings_add(findings, CHECK_BAD_VALUE, pattern->place,
			     "the brackets of this pattern don't match" WHY
			     "it can't be read what is put in and what may be left out" FIX
			     "give each { its } and each [ its ], and put no [ inside another");
		break;
	case PATTERN_UNKNOWN_FIELD:
		findings_add(findings, CHECK_BAD_VALUE, pattern->place,
			     "this pattern names {%.*s}, and there is no such field" WHY "nothing would be shown" FIX
			     "correct the name",
			     TEXT_ARGUMENTS(where));
		break;
	}
}

static void check_patterns(struct findings *findings, const struct profile *profile)
{
	static const struct known_names policy = {&policy_fields, {NULL}};
	static const struct known_names sentence = {NULL, {"version", "date", "changes", NULL}};
	static const struct known_names change = {NULL, {"number", "change", NULL}};
	static const struct known_names number = {NULL, {"number", NULL}};

	check_pattern(findings, &profile->section_number, &number);
	check_pattern(findings, &profile->last_reviewed, &policy);
	check_pattern(findings, &profile->review_sentence, &policy);
	check_pattern(findings, &profile->version_history.sentence, &sentence);
	check_pattern(findings, &profile->version_history.change, &change);
	for (size_t i = 0; i < profile->document_control.rows.count; i++) {
		const struct profile_control_row *row =
			LIST_ITEM(profile->document_control.rows, struct profile_control_row, i);
		check_pattern(findings, &row->pattern, &policy);
		if (row->key.text.length > 0 && field_find(&policy_fields, row->key.text) == NULL)
			findings_add(findings, CHECK_BAD_VALUE, row->key.place,
				     "\"%.*s\" is not a key of a policy's front matter" WHY
				     "the row would always be blank" FIX "correct the name",
				     TEXT_ARGUMENTS(row->key.text));
	}
}

/* What the contents list names must be a part too: else a line of it would lead nowhere. `seen`: a bit for each part.
 */
static void check_contents(struct findings *findings, const struct profile *profile, unsigned seen)
{
	static const enum document_part parts[] = {
		[CONTENTS_SECTIONS] = PART_SECTIONS,
		[CONTENTS_DOCUMENT_CONTROL] = PART_DOCUMENT_CONTROL,
		[CONTENTS_VERSION_HISTORY] = PART_VERSION_HISTORY,
	};
	for (size_t i = 0; i < profile->contents.entries.count; i++) {
		const struct choice_value *entry = LIST_ITEM(profile->contents.entries, struct choice_value, i);
		if (seen & 1u << parts[entry->choice])
			continue;
		findings_add(findings, CHECK_BAD_VALUE, entry->place,
			     "the contents list names \"%.*s\", which is not among the parts" WHY
			     "the line would lead nowhere" FIX "add it to parts, or take it out here",
			     TEXT_ARGUMENTS(entry->text));
	}
}

/* Each part at most once, and the sections among them: else words of the policy would be lost or stand twice. */
static void check_parts(struct findings *findings, const struct profile *profile)
{
	unsigned seen = 0;

	for (size_t i = 0; i < profile->parts.count; i++) {
		const struct choice_value *part = LIST_ITEM(profile->parts, struct choice_value, i);
		if (seen & 1u << part->choice)
			findings_add(findings, CHECK_BAD_VALUE, part->place,
				     "the part \"%.*s\" is listed twice" WHY "the same words would be shown twice" FIX
				     "delete one",
				     TEXT_ARGUMENTS(part->text));
		seen |= 1u << part->choice;
	}
	if (place_is_set(profile->parts.place) && !(seen & 1u << PART_SECTIONS))
		findings_add(findings, CHECK_BAD_VALUE, profile->parts.place,
			     "the parts don't name \"sections\"" WHY "the text of the policy would not be shown" FIX
			     "add it where it belongs");
	if (seen & 1u << PART_CONTENTS && !place_is_set(profile->contents.place))
		findings_add(findings, CHECK_MISSING_FIELD, profile->parts.place,
			     "the parts name \"contents\", and this document profile has no \"contents\"" WHY
			     "it isn't known what the contents would list" FIX
			     "add contents, or take it out of the parts");
	if (profile->parts.count > 0)
		/* The sections are always shown. */
		check_contents(findings, profile, seen | 1u << PART_SECTIONS);
}

static void check_history(struct findings *findings, const struct profile_history *history)
{
	if (history->form.choice == HISTORY_SENTENCES && history->sentence.text.length == 0)
		findings_add(findings, CHECK_MISSING_FIELD, history->form.place,
			     "a version history in sentences has no \"sentence\"" WHY
			     "it isn't known how an entry is worded" FIX "add sentence with the pattern of a sentence");
	if (history->form.choice == HISTORY_TABLE && history->columns.count == 0)
		findings_add(findings, CHECK_MISSING_FIELD, history->form.place,
			     "a version history as a table has no \"columns\"" WHY
			     "it isn't known what the table shows" FIX "add columns with their labels");
}

static void check_name(struct findings *findings, const struct profile *profile)
{
	if (profile->profile.text.length > 0 && !text_equal(profile->profile.text, profile->name))
		findings_add(findings, CHECK_BAD_VALUE, profile->profile.place,
			     "the profile calls itself \"%.*s\", and its file \"%.*s\"" WHY
			     "policies know it by its file's name" FIX "make the two the same",
			     TEXT_ARGUMENTS(profile->profile.text), TEXT_ARGUMENTS(profile->name));
}

struct profile *profile_read(struct suite *suite, const struct source *source, struct text name)
{
	struct findings *findings = &suite->findings;
	const struct value *map = NULL;

	if (!bytes_are_safe(source, findings))
		return NULL;
	map = yaml_read(&suite->arena, source, 0, source->bytes.length, findings);
	if (map == NULL)
		map = value_map(&suite->arena);
	struct profile *profile = ARENA_NEW(&suite->arena, struct profile);
	profile->name = arena_copy(&suite->arena, name);
	profile->source = source;
	fields_read(&suite->arena, source, map, &profile_fields, profile, NULL, findings);
	profile_fold(profile, &suite->arena);
	check_name(findings, profile);
	check_parts(findings, profile);
	check_history(findings, &profile->version_history);
	check_patterns(findings, profile);
	return profile;
}

void profiles_check_successors(struct suite *suite)
{
	for (size_t i = 0; i < suite->profiles.count; i++) {
		const struct profile *profile = suite->profiles.entries[i].value;
		struct text successor = profile->successor.text;
		if (successor.length == 0 || map_get(&suite->profiles, successor) != NULL)
			continue;
		struct text nearest = suite_nearest_profile(suite, successor);
		findings_add(&suite->findings, CHECK_UNKNOWN_PROFILE, profile->successor.place,
			     "there is no profile \"%.*s\" in templates/profiles" WHY
			     "nobody would learn which form of document follows this one" FIX "%s%s",
			     TEXT_ARGUMENTS(successor),
			     nearest.bytes ? "write " : "correct the name, or write null where no generation follows",
			     nearest.bytes ? nearest.bytes : "");
	}
}

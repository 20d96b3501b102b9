#include "write/diff_shapes.h"

#include "tree/field_values.h"

static const struct choices classes = {.names = change_class_names}, ops = {.names = change_op_names},
			    subjects = {.names = change_subject_names}, edit_ops = {.names = edit_op_names},
			    operators = {.names = criteria_operator_names, .hidden = 1u << CRITERIA_UNSTATED};

#define AT(member) .offset = offsetof(STRUCTURE, member)
#define STRUCTURE  struct diff_side
static struct text side_name(const void *side, const struct site *site)
{
	(void)site;
	return text_of(((const struct diff_side *)side)->name);
}
static struct text side_ref(const void *side, const struct site *site)
{
	(void)site;
	return ((const struct diff_side *)side)->policy->ref.text;
}
static struct text side_title(const void *side, const struct site *site)
{
	(void)site;
	return ((const struct diff_side *)side)->policy->title.text;
}
static struct text side_version(const void *side, const struct site *site)
{
	(void)site;
	return ((const struct diff_side *)side)->policy->version.text;
}
static struct text side_fingerprint(const void *side, const struct site *site)
{
	(void)site;
	return ((const struct diff_side *)side)->policy->fingerprint.text;
}
static const struct member side_rows[] = {
	{"name", "The file or revision that was named.", MEMBER_TEXT, MEMBER_ALWAYS, .text = side_name},
	{"ref", "The policy's ref.", MEMBER_TEXT, .text = side_ref},
	{"title", "Its title.", MEMBER_TEXT, .text = side_title},
	{"version", "Its version.", MEMBER_TEXT, .text = side_version},
	{"fingerprint", "The fingerprint of its ratified words.", MEMBER_TEXT, .text = side_fingerprint},
};
static const struct shape side_shape = SHAPE("side", "One of the versions.", side_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct change_place
static const struct member place_rows[] = {
	{"number", "The number of the clause or section.", MEMBER_TEXT, 0, AT(number)},
	{"section", "The heading of the section.", MEMBER_TEXT, 0, AT(section)},
	{"kind", "What kind of section it is.", MEMBER_CHOICE, MEMBER_ALWAYS, AT(kind),
	 .choices = &choice_lists[CHOICES_SECTION_KIND]},
	{"lead", "The words that lead to the list or table that it stands in.", MEMBER_TEXT, 0, AT(lead)},
	{"id", "The nearest id in the page of that version.", MEMBER_TEXT, 0, AT(id)},
};
static const struct shape place_shape = SHAPE("place", "Where a change stands in one of the versions.", place_rows, 0);
#undef STRUCTURE

/* A code, as a change of one has it. */
#define STRUCTURE struct change
static const struct code *code_of(const void *object)
{
	const struct change *change = object;
	return change->new_code ? change->new_code : change->old_code;
}
static unsigned code_system_of(const void *change)
{
	return ((const struct change *)change)->set->system;
}
static unsigned match_of(const void *change)
{
	return code_of(change)->match;
}
static struct text written_of(const void *change, const struct site *site)
{
	(void)site;
	return code_of(change)->written;
}
static struct text canonical_of(const void *change, const struct site *site)
{
	(void)site;
	return code_of(change)->canonical;
}
static struct text undotted_of(const void *change, const struct site *site)
{
	(void)site;
	return code_of(change)->undotted;
}
static const struct member code_rows[] = {
	{"system", "Its code system.", MEMBER_CHOICE, MEMBER_ALWAYS, .choices = &choice_lists[CHOICES_CODE_SYSTEM],
	 .choice = code_system_of},
	{"code", "As written.", MEMBER_TEXT, MEMBER_ALWAYS, .text = written_of},
	{"canonical", "With the dot; null where it is no code of its system.", MEMBER_TEXT, .text = canonical_of},
	{"undotted", "Without the dot.", MEMBER_TEXT, .text = undotted_of},
	{"match", "Whether it means one code, all codes below it, or a range.", MEMBER_CHOICE, MEMBER_ALWAYS,
	 .choices = &choice_lists[CHOICES_CODE_MATCH], .choice = match_of},
	{"repeat", "Whether the set has it once already.", MEMBER_TRUTH, MEMBER_ALWAYS, AT(is_repeat)},
};
static const struct shape changed_code_shape = SHAPE("code", "A code that changed.", code_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct criteria_group
static const struct member group_rows[] = {
	{"op", "none_read: the list is no group of criteria.", MEMBER_CHOICE, MEMBER_ALWAYS, AT(combination),
	 .choices = &operators},
	{"at_least", "How many must hold, where op is at_least.", MEMBER_WHOLE, 0, AT(at_least),
	 .is_there = group_is_counted},
	{"at_most", "How many may hold, where op is at_most.", MEMBER_WHOLE, 0, AT(at_least),
	 .is_there = group_is_limited},
	{"exactly", "How many must hold, where op is exactly.", MEMBER_WHOLE, 0, AT(at_least),
	 .is_there = group_is_exact},
};
static const struct shape group_shape = SHAPE("group", "How the criteria of a group combine.", group_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct change_part
static const struct member part_rows[] = {
	{"place", "Where it stands, or stood.", MEMBER_SHAPE, MEMBER_ALWAYS, AT(place), .shape = &place_shape},
	{"text", "Its words.", MEMBER_TEXT, MEMBER_ALWAYS, AT(words)},
};
static const struct shape part_shape = SHAPE("part", "A part of a split or merged block.", part_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct edit
static struct text list_of(const void *edit, const struct site *site)
{
	(void)site;
	return text_of(((const struct edit *)edit)->field);
}
static bool has_old_position(const void *edit)
{
	return ((const struct edit *)edit)->op != EDIT_INSERT;
}
static bool has_new_position(const void *edit)
{
	return ((const struct edit *)edit)->op == EDIT_INSERT || ((const struct edit *)edit)->op == EDIT_MOVE;
}
static const struct member edit_rows[] = {
	{"op",
	 "set: members of the block at `at` get the values of `value`, null takes one away; delete: the block at `at` "
	 "goes with all below it that isn't moved; move: from `at` to `to`; insert: `value` stands at `to`.",
	 MEMBER_CHOICE, MEMBER_ALWAYS, AT(op), .choices = &edit_ops},
	{"field", "The list of the front matter; null: the body.", MEMBER_TEXT, .text = list_of},
	{"at", "A position in OLD: the number of the child at each level, from 0.", MEMBER_NUMBERS, MEMBER_OPTIONAL,
	 AT(at), .count = offsetof(STRUCTURE, at_count), .is_there = has_old_position},
	{"to", "A position in NEW.", MEMBER_NUMBERS, MEMBER_OPTIONAL, AT(to), .count = offsetof(STRUCTURE, to_count),
	 .is_there = has_new_position},
	{"value", "A block with its content, or the members that are set.", MEMBER_VALUE, MEMBER_OPTIONAL, AT(value)},
};
static const struct shape edit_shape =
	SHAPE("edit", "An edit of the tree of blocks, or of a list of the front matter.", edit_rows, 0);
#undef STRUCTURE

/* What was there and is: of a field the value as policy.json has it, of all else the words. */
static void write_side(struct json_writer *json, const struct change *change, const struct value *value,
		       struct text words)
{
	if (change->field && value)
		json_write_value(json, value);
	else if (change->field || !words.bytes)
		json_write_null(json);
	else
		json_write_string(json, words);
}
static void write_old(struct json_writer *json, const void *object)
{
	const struct change *change = object;
	write_side(json, change, change->old_value, change->old_words);
}
static void write_new(struct json_writer *json, const void *object)
{
	const struct change *change = object;
	write_side(json, change, change->new_value, change->new_words);
}
static void write_logic(struct json_writer *json, const void *change)
{
	json_write_boolean(json, ((const struct change *)change)->logic != 0);
}
static void write_logic_kinds(struct json_writer *json, const void *change)
{
	json_write_array_begin(json);
	for (unsigned i = 0; i < LOGIC_COUNT; i++)
		if (((const struct change *)change)->logic & 1u << i)
			json_write_string(json, text_of(logic_name((enum logic)(1u << i))));
	json_write_array_end(json);
}
static void write_words(struct json_writer *json, const void *change)
{
	const struct word_runs *words = &((const struct change *)change)->words;
	json_write_array_begin(json);
	for (size_t i = 0; i < words->count; i++) {
		json_write_array_begin(json);
		json_write_string(json, (struct text){&words->runs[i].op, 1});
		json_write_string(json, words->runs[i].text);
		json_write_array_end(json);
	}
	json_write_array_end(json);
}

static struct text number_of(const void *object, const struct site *site)
{
	const struct change *change = object;
	(void)site;
	return change->op == OP_REMOVED ? change->from.number : change->to.number;
}
static bool has_from(const void *change)
{
	return ((const struct change *)change)->from.node != NULL;
}
static bool has_to(const void *change)
{
	return ((const struct change *)change)->to.node != NULL;
}
static bool is_of_code(const void *change)
{
	return ((const struct change *)change)->subject == SUBJECT_CODE;
}
static bool has_groups(const void *change)
{
	return ((const struct change *)change)->old_group && ((const struct change *)change)->new_group;
}
static bool is_of_effect(const void *change)
{
	const struct change *of = change;
	return (of->logic & LOGIC_EFFECT) != 0 || (of->is_reading && of->old_effect != of->new_effect);
}
static struct text shape_words_of(const void *change, const struct site *site)
{
	const char *shape = ((const struct change *)change)->shape;
	(void)site;
	return shape ? text_of(shape) : TEXT("");
}
static bool has_parts(const void *change)
{
	return ((const struct change *)change)->part_count > 0;
}

#define STRUCTURE struct change
static const struct member change_rows[] = {
	{"class", "What it is to whoever uses the policy.", MEMBER_CHOICE, MEMBER_ALWAYS, AT(class),
	 .choices = &classes},
	{"op", "What happened; format: the words are the same, in the same place.", MEMBER_CHOICE, MEMBER_ALWAYS,
	 AT(op), .choices = &ops},
	{"subject", "What it happened to.", MEMBER_CHOICE, MEMBER_ALWAYS, AT(subject), .choices = &subjects},
	{"path", "Ids from the outside in, or the key of a field and what is in it; of what was removed as in OLD.",
	 MEMBER_IDS, MEMBER_ALWAYS, AT(path), .count = offsetof(STRUCTURE, path_count)},
	{"number", "The number of the clause or section.", MEMBER_TEXT, .text = number_of},
	{"label", "What a field or a code system is called.", MEMBER_TEXT, 0, AT(label)},
	{"old", "The words that were there; of a field its value, as in policy.json.", MEMBER_VALUE, .json = write_old},
	{"new", "The words that are there; of a field its value, as in policy.json.", MEMBER_VALUE, .json = write_new},
	{"logic", "Whether it changes what must hold.", MEMBER_TRUTH, .json = write_logic},
	{"logic_kinds", "How: combination, negation, age, duration, number …", MEMBER_IDS, .json = write_logic_kinds},
	{"reading", "Whether only how the words are read was corrected: no change for patients.", MEMBER_TRUTH,
	 MEMBER_ALWAYS, AT(is_reading)},
	{"shape", "How the same words are set out otherwise: a table made a list …", MEMBER_TEXT,
	 .text = shape_words_of},
	{"words", "Pairs of a sign and words: = of both, - of the old alone, + of the new alone.", MEMBER_VALUE,
	 .json = write_words},
	{"from", "Where it stood.", MEMBER_SHAPE, 0, AT(from), .shape = &place_shape, .is_there = has_from},
	{"to", "Where it stands.", MEMBER_SHAPE, 0, AT(to), .shape = &place_shape, .is_there = has_to},
	{"code", "The code, of a change of codes.", MEMBER_SHAPE, MEMBER_OPTIONAL, .shape = &changed_code_shape,
	 .is_there = is_of_code},
	{"old_group", "How the criteria combined.", MEMBER_POINTED, MEMBER_OPTIONAL, AT(old_group),
	 .shape = &group_shape, .is_there = has_groups},
	{"new_group", "How they combine.", MEMBER_POINTED, MEMBER_OPTIONAL, AT(new_group), .shape = &group_shape,
	 .is_there = has_groups},
	{"old_effect", "What meeting it meant for a patient.", MEMBER_CHOICE, MEMBER_OPTIONAL, AT(old_effect),
	 .choices = &choice_lists[CHOICES_EFFECT], .is_there = is_of_effect},
	{"new_effect", "What meeting it means.", MEMBER_CHOICE, MEMBER_OPTIONAL, AT(new_effect),
	 .choices = &choice_lists[CHOICES_EFFECT], .is_there = is_of_effect},
	{"parts", "Where the words of a split block stand, or of a merged one stood.", MEMBER_SHAPES, MEMBER_OPTIONAL,
	 AT(parts), .count = offsetof(STRUCTURE, part_count), .shape = &part_shape, .is_there = has_parts},
	{"edits", "What makes NEW of OLD: with the values of fields, the edits of all changes together, in any order.",
	 MEMBER_SHAPES, 0, AT(edits), .count = offsetof(STRUCTURE, edit_count), .shape = &edit_shape},
};
static const struct shape change_shape = SHAPE("change", "One change.", change_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct diff_pair
static bool has_old(const void *pair)
{
	return ((const struct diff_pair *)pair)->old.policy != NULL;
}
static bool has_new(const void *pair)
{
	return ((const struct diff_pair *)pair)->new.policy != NULL;
}
static const struct member pair_rows[] = {
	{"old", "The old version; null: there was no such policy.", MEMBER_SHAPE, 0, AT(old), .shape = &side_shape,
	 .is_there = has_old},
	{"new", "The new version; null: there is no such policy any more.", MEMBER_SHAPE, 0, AT(new),
	 .shape = &side_shape, .is_there = has_new},
};
const struct shape diff_pair_shape = SHAPE(NULL, NULL, pair_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct difference
static const struct member difference_rows[] = {
	{"summary", "What changed, in a sentence.", MEMBER_TEXT, MEMBER_ALWAYS, AT(summary)},
	{"unrelated", "Whether the two are different policies, with little of either in the other.", MEMBER_TRUTH,
	 MEMBER_ALWAYS, AT(are_unrelated)},
	{"changes",
	 "The changes: those of logic first, then by class, then as in the document; those of formatting alone last.",
	 MEMBER_SHAPES, 0, AT(changes), .count = offsetof(STRUCTURE, count), .shape = &change_shape},
};
const struct shape difference_shape = SHAPE(NULL, NULL, difference_rows, 0);
#undef STRUCTURE

static struct text generator(const void *nothing, const struct site *site)
{
	(void)nothing;
	(void)site;
	return TEXT("policyc " POLICYC_VERSION);
}
#define STRUCTURE char
static const struct member head_rows[] = {
	{"schema_version", "The version of this schema.", MEMBER_CONSTANT, MEMBER_ALWAYS,
	 .constant = DIFF_SCHEMA_VERSION},
	{"generator", "The program that wrote the file.", MEMBER_TEXT, MEMBER_ALWAYS, .text = generator},
};
const struct shape diff_head_shape = SHAPE(NULL, NULL, head_rows, 0);
#undef STRUCTURE

const struct shape *const diff_shapes[] = {
	&side_shape, &change_shape, &place_shape, &changed_code_shape, &group_shape, &part_shape, &edit_shape, NULL,
};

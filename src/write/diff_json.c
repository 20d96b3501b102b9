#include "tree/field_values.h"
#include "write/diff.h"
#include "write/write.h"

static void member_or_null(struct json_writer *json, const char *name, struct text text)
{
	if (text.length)
		json_write_member(json, name, text);
	else
		json_write_member_null(json, name);
}

static void write_side(struct json_writer *json, const char *name, const struct diff_side *side)
{
	const struct policy *policy = side->policy;

	json_write_name(json, name);
	if (!policy) {
		json_write_null(json);
		return;
	}
	json_write_object_begin(json);
	json_write_member(json, "name", text_of(side->name));
	member_or_null(json, "ref", policy->ref.text);
	member_or_null(json, "title", policy->title.text);
	member_or_null(json, "version", policy->version.text);
	member_or_null(json, "fingerprint", policy->fingerprint.text);
	json_write_object_end(json);
}

static void write_place(struct json_writer *json, const char *name, const struct change_place *place)
{
	json_write_name(json, name);
	if (!place->node) {
		json_write_null(json);
		return;
	}
	json_write_object_begin(json);
	member_or_null(json, "number", place->number);
	member_or_null(json, "section", place->section);
	json_write_member(json, "kind", text_of(section_kind_name(place->kind)));
	member_or_null(json, "id", place->id);
	json_write_object_end(json);
}

static void write_words(struct json_writer *json, const struct word_runs *runs)
{
	json_write_name(json, "words");
	json_write_array_begin(json);
	for (size_t i = 0; i < runs->count; i++) {
		json_write_array_begin(json);
		json_write_string(json, (struct text){&runs->runs[i].op, 1});
		json_write_string(json, runs->runs[i].text);
		json_write_array_end(json);
	}
	json_write_array_end(json);
}

static void write_positions(struct json_writer *json, const char *name, const uint32_t *position, size_t count)
{
	json_write_name(json, name);
	json_write_array_begin(json);
	for (size_t i = 0; i < count; i++)
		json_write_integer(json, position[i]);
	json_write_array_end(json);
}

static void write_edits(struct json_writer *json, const struct change *change)
{
	json_write_name(json, "edits");
	json_write_array_begin(json);
	for (size_t i = 0; i < change->edit_count; i++) {
		const struct edit *edit = &change->edits[i];
		json_write_object_begin(json);
		json_write_member(json, "op", text_of(edit_op_name(edit->op)));
		json_write_member(json, "field", text_of(edit->field));
		if (edit->op != EDIT_INSERT)
			write_positions(json, "at", edit->at, edit->at_count);
		if (edit->op == EDIT_INSERT || edit->op == EDIT_MOVE)
			write_positions(json, "to", edit->to, edit->to_count);
		if (edit->value) {
			json_write_name(json, "value");
			json_write_value(json, edit->value);
		}
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_parts(struct json_writer *json, const struct change *change)
{
	if (!change->part_count)
		return;
	json_write_name(json, "parts");
	json_write_array_begin(json);
	for (size_t i = 0; i < change->part_count; i++) {
		json_write_object_begin(json);
		write_place(json, "place", &change->parts[i].place);
		json_write_member(json, "text", change->parts[i].words);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_value(struct json_writer *json, const char *name, const struct value *value)
{
	json_write_name(json, name);
	if (value)
		json_write_value(json, value);
	else
		json_write_null(json);
}

/* What was there and is: of a field the values as policy.json has them, of all else the words. */
static void write_old_and_new(struct json_writer *json, const struct change *change)
{
	if (change->field) {
		write_value(json, "old", change->old_value);
		write_value(json, "new", change->new_value);
		return;
	}
	json_write_member(json, "old", change->old_words);
	json_write_member(json, "new", change->new_words);
}

static void write_logic(struct json_writer *json, const struct change *change)
{
	json_write_member_boolean(json, "logic", change->logic != 0);
	json_write_name(json, "logic_kinds");
	json_write_array_begin(json);
	for (unsigned i = 0; i < LOGIC_COUNT; i++)
		if (change->logic & 1u << i)
			json_write_string(json, text_of(logic_name((enum logic)(1u << i))));
	json_write_array_end(json);
}

static void write_group(struct json_writer *json, const char *name, const struct criteria_group *group)
{
	json_write_name(json, name);
	json_write_object_begin(json);
	json_write_member(json, "op", text_of(criteria_operator_name(group->combination)));
	static const enum criteria_operator counted[] = {CRITERIA_AT_LEAST, CRITERIA_AT_MOST, CRITERIA_EXACTLY};
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		json_write_name(json, criteria_operator_name(counted[i]));
		if (group->combination == counted[i])
			json_write_integer(json, group->at_least);
		else
			json_write_null(json);
	}
	json_write_object_end(json);
}

static void write_code(struct json_writer *json, const struct change *change)
{
	const struct code *code = change->new_code ? change->new_code : change->old_code;

	json_write_name(json, "code");
	json_write_object_begin(json);
	json_write_member(json, "system", text_of(code_system_name(change->set->system)));
	json_write_member(json, "code", code->written);
	member_or_null(json, "canonical", code->canonical);
	member_or_null(json, "undotted", code->undotted);
	json_write_member(json, "match", text_of(code_match_name(code->match)));
	json_write_member_boolean(json, "repeat", change->is_repeat);
	json_write_object_end(json);
}

static void write_details(struct json_writer *json, const struct change *change)
{
	if (change->subject == SUBJECT_CODE)
		write_code(json, change);
	if (change->old_group && change->new_group) {
		write_group(json, "old_group", change->old_group);
		write_group(json, "new_group", change->new_group);
	}
	if (change->logic & LOGIC_EFFECT) {
		json_write_member(json, "old_effect", text_of(effect_name(change->old_effect)));
		json_write_member(json, "new_effect", text_of(effect_name(change->new_effect)));
	}
	write_parts(json, change);
}

static void write_change(struct json_writer *json, const struct change *change)
{
	const struct change_place *place = change->op == OP_REMOVED ? &change->from : &change->to;

	json_write_object_begin(json);
	json_write_member(json, "class", text_of(change_class_name(change->class)));
	json_write_member(json, "op", text_of(change_op_name(change->op)));
	json_write_member(json, "subject", text_of(change_subject_name(change->subject)));
	json_write_name(json, "path");
	json_write_array_begin(json);
	for (size_t i = 0; i < change->path_count; i++)
		json_write_string(json, change->path[i]);
	json_write_array_end(json);
	member_or_null(json, "number", place->number);
	member_or_null(json, "label", change->label);
	write_old_and_new(json, change);
	write_logic(json, change);
	write_words(json, &change->words);
	write_place(json, "from", &change->from);
	write_place(json, "to", &change->to);
	write_details(json, change);
	write_edits(json, change);
	json_write_object_end(json);
}

static void write_document(struct json_writer *json, const struct diff_pair *pair, const char *root)
{
	struct buffer schema = BUFFER_EMPTY;

	json_write_object_begin(json);
	buffer_append_format(&schema, "%sschema/diff.json", root);
	json_write_member(json, "$schema", buffer_text(&schema));
	buffer_release(&schema);
	json_write_member(json, "schema_version", TEXT(DIFF_SCHEMA_VERSION));
	json_write_member(json, "generator", TEXT("policyc " POLICYC_VERSION));
	write_side(json, "old", &pair->old);
	write_side(json, "new", &pair->new);
	json_write_member(json, "summary", pair->difference->summary);
	json_write_member_boolean(json, "unrelated", pair->difference->are_unrelated);
	json_write_name(json, "changes");
	json_write_array_begin(json);
	for (size_t i = 0; i < pair->difference->count; i++)
		write_change(json, &pair->difference->changes[i]);
	json_write_array_end(json);
	json_write_object_end(json);
}

void write_diff_json(struct buffer *out, const struct diff_pair *pair, const char *root)
{
	struct json_writer json;

	json_write_begin(&json, out, true);
	write_document(&json, pair, root);
	json_write_end(&json);
}

void write_diffs_json(struct buffer *out, const struct diff_pair *pairs, size_t count, bool is_list)
{
	struct json_writer json;

	json_write_begin(&json, out, true);
	if (is_list)
		json_write_array_begin(&json);
	for (size_t i = 0; i < count; i++)
		if (!is_list || diff_has_changes(&pairs[i]) || pairs[i].difference->count)
			write_document(&json, &pairs[i], "");
	if (is_list)
		json_write_array_end(&json);
	json_write_end(&json);
}

/* The JSON Schema (2020-12) of diff.json. */
#include "write/diff.h"
#include "write/schema_shapes.h"

static const struct definition definitions[] = {
	{"document", "What changed from one version of a policy to another.",
	 (const struct member[]){
		 {"$schema", STRING, NULL, false, "Where this schema stands, from the file."},
		 {"schema_version", CONSTANT, DIFF_SCHEMA_VERSION, false, "The version of this schema."},
		 {"generator", STRING, NULL, false, "The program that wrote the file."},
		 {"old", ONE_OR_NULL, "side", false, "The old version; null: there was no such policy."},
		 {"new", ONE_OR_NULL, "side", false, "The new version; null: there is no such policy any more."},
		 {"summary", STRING, NULL, false, "What changed, in a sentence."},
		 {"unrelated", BOOLEAN, NULL, false,
		  "Whether the two are different policies, with little of either in the other."},
		 {"changes", MANY, "change", false,
		  "The changes: those of logic first, then by class, then as in the document; those of formatting "
		  "alone last."},
		 END}},
	{"side", "One of the versions.",
	 (const struct member[]){{"name", STRING, NULL, false, "The file or revision that was named."},
				 {"ref", STRING_OR_NULL, NULL, false, "The policy's ref."},
				 {"title", STRING_OR_NULL, NULL, false, "Its title."},
				 {"version", STRING_OR_NULL, NULL, false, "Its version."},
				 {"fingerprint", STRING_OR_NULL, NULL, false, "The fingerprint of its ratified words."},
				 END}},
	{"change", "One change.",
	 (const struct member[]){
		 {"class", CHOICE, "change_class", false, "What it is to whoever uses the policy."},
		 {"op", CHOICE, "change_op", false,
		  "What happened; format: the words are the same, in the same place."},
		 {"subject", CHOICE, "change_subject", false, "What it happened to."},
		 {"path", STRINGS, NULL, false,
		  "Ids from the outside in, or the key of a field and what is in it; of what was removed as in OLD."},
		 {"number", STRING_OR_NULL, NULL, false, "The number of the clause or section."},
		 {"label", STRING_OR_NULL, NULL, false, "What a field or a code system is called."},
		 {"old", ANY, NULL, false, "The words that were there; of a field its value, as in policy.json."},
		 {"new", ANY, NULL, false, "The words that are there; of a field its value, as in policy.json."},
		 {"logic", BOOLEAN, NULL, false, "Whether it changes what must hold."},
		 {"logic_kinds", STRINGS, NULL, false, "How: combination, negation, age, duration, number …"},
		 {"words", ANY, NULL, false,
		  "Pairs of a sign and words: = of both, - of the old alone, + of the new alone."},
		 {"from", ONE_OR_NULL, "place", false, "Where it stood."},
		 {"to", ONE_OR_NULL, "place", false, "Where it stands."},
		 {"code", ONE, "code", true, "The code, of a change of codes."},
		 {"old_group", ONE, "group", true, "How the criteria combined."},
		 {"new_group", ONE, "group", true, "How they combine."},
		 {"old_effect", CHOICE, "effect", true, "What meeting it meant for a patient."},
		 {"new_effect", CHOICE, "effect", true, "What meeting it means."},
		 {"parts", MANY, "part", true, "Where the words of a split block stand, or of a merged one stood."},
		 {"edits", MANY, "edit", false,
		  "What makes NEW of OLD: with the values of fields, the edits of all changes together, in any "
		  "order."},
		 END}},
	{"place", "Where a change stands in one of the versions.",
	 (const struct member[]){{"number", STRING_OR_NULL, NULL, false, "The number of the clause or section."},
				 {"section", STRING_OR_NULL, NULL, false, "The heading of the section."},
				 {"kind", CHOICE, "section_kind", false, "What kind of section it is."},
				 {"id", STRING_OR_NULL, NULL, false, "The nearest id in the page of that version."},
				 END}},
	{"code", "A code that changed.",
	 (const struct member[]){
		 {"system", CHOICE, "code_system", false, "Its code system."},
		 {"code", STRING, NULL, false, "As written."},
		 {"canonical", STRING_OR_NULL, NULL, false, "With the dot; null where it is no code of its system."},
		 {"undotted", STRING_OR_NULL, NULL, false, "Without the dot."},
		 {"match", CHOICE, "code_match", false, "Whether it means one code, all codes below it, or a range."},
		 {"repeat", BOOLEAN, NULL, false, "Whether the set has it once already."},
		 END}},
	{"group", "How the criteria of a group combine.",
	 (const struct member[]){
		 {"op", CHOICE, "group_op", false, "none_read: the list is no group of criteria."},
		 {"at_least", INTEGER_OR_NULL, NULL, false, "How many must hold, where op is at_least."},
		 {"at_most", INTEGER_OR_NULL, NULL, false, "How many may hold, where op is at_most."},
		 {"exactly", INTEGER_OR_NULL, NULL, false, "How many must hold, where op is exactly."},
		 END}},
	{"part", "A part of a split or merged block.",
	 (const struct member[]){{"place", ONE, "place", false, "Where it stands, or stood."},
				 {"text", STRING, NULL, false, "Its words."},
				 END}},
	{"edit", "An edit of the tree of blocks, or of a list of the front matter.",
	 (const struct member[]){
		 {"op", CHOICE, "edit_op", false,
		  "set: members of the block at `at` get the values of `value`, null takes one away; delete: the block "
		  "at `at` goes with all below it that isn't moved; move: from `at` to `to`; insert: `value` stands at "
		  "`to`."},
		 {"field", STRING_OR_NULL, NULL, false, "The list of the front matter; null: the body."},
		 {"at", NUMBERS, NULL, true, "A position in OLD: the number of the child at each level, from 0."},
		 {"to", NUMBERS, NULL, true, "A position in NEW."},
		 {"value", ANY, NULL, true, "A block with its content, or the members that are set."},
		 END}},
};

void write_diff_schema(struct buffer *out, struct text base_url)
{
	struct json_writer writer, *json = &writer;

	schema_begin(
		json, out, base_url, "diff", "Changes of a clinical commissioning policy",
		"What changed from one version of a policy to another, and all that is needed to make the new of the "
		"old.");
	schema_object(json, definitions[0].members);
	json_write_name(json, "$defs");
	json_write_object_begin(json);
	for (size_t i = 1; i < sizeof definitions / sizeof *definitions; i++)
		schema_definition(json, &definitions[i]);
	schema_end(json);
}

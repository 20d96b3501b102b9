/* What stands in braces after headings and at the end of words. */
#include "base/memory.h"
#include "base/nearest.h"
#include "parse/inlines.h"
#include "read/marks.h"
#include "read/structure_parts.h"
#include "tree/lead_in.h"

/* Ids that templates and page code give to what stands around the policy's text. */
static bool is_of_page(struct text name)
{
	static const char *const ids[] = {"policy-text", "policy-document", "maincontent", "toggle-menu"};

	for (size_t i = 0; i < ARRAY_COUNT(ids); i++)
		if (text_is(name, ids[i]))
			return true;
	return text_begins(name, TEXT("page-"));
}

/* "#name" → "name" where it can be a permanent id; else says why not, and gives nothing. */
static struct text read_name(struct structure *structure, struct text written, struct place place)
{
	struct text name = text_slice(written, 1, written.length);
	bool is_number = true;

	for (size_t i = 0; i < name.length; i++) {
		char c = name.bytes[i];
		is_number &= is_ascii_digit(c) || c == '.';
		if (is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.')
			continue;
		findings_add(
			structure->findings, CHECK_SYNTAX, place,
			"the name in \"{%.*s}\" becomes part of an address, so it is of the letters a to z, digits, "
			"\"-\", \"_\" and \".\" only",
			TEXT_ARGUMENTS(written));
		return (struct text){0};
	}
	if (is_number) {
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "\"{%.*s}\" gives no name: links would take it for a clause's number; write a word, as in "
			     "{#core-criteria}",
			     TEXT_ARGUMENTS(written));
		return (struct text){0};
	}
	if (text_begins_ignoring_case(name, TEXT("s-")) || text_begins_ignoring_case(name, TEXT("c-"))) {
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "the name \"%.*s\" begins with \"%c-\", which is kept for the ids that policyc makes of "
			     "numbers: choose another name",
			     TEXT_ARGUMENTS(name), name.bytes[0]);
		return (struct text){0};
	}
	if (is_of_page(name)) {
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "the name \"%.*s\" is one that the page around the policy has for itself, so a link to it "
			     "would lead elsewhere: choose another name",
			     TEXT_ARGUMENTS(name));
		return (struct text){0};
	}
	return name;
}

static void report_unknown(struct structure *structure, struct text word, struct place place)
{
	static const char *const known[] = {"bullets", "paragraphs"};
	struct nearest found;
	nearest_init(&found, word);
	for (size_t i = 0; i < ARRAY_COUNT(known); i++)
		nearest_offer(&found, text_of(known[i]));
	const char *nearest = found.best.bytes;
	if (text_is(word, "–") || text_is(word, "—") || text_is(word, "unnumbered"))
		nearest = "-";
	if (nearest)
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "\"%.*s\" says nothing about a heading; did you mean {%s}?", TEXT_ARGUMENTS(word),
			     nearest);
	else
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "\"%.*s\" says nothing about a heading: what may stand in braces after it is \"-\" (no "
			     "number), \"#name\" (a permanent id), \"bullets\" and \"paragraphs\"",
			     TEXT_ARGUMENTS(word));
}

static void take_presentation(struct structure *structure, struct attributes *attributes,
			      enum presentation presentation, struct place place)
{
	if (attributes->presentation != PRESENTATION_CLAUSES && attributes->presentation != presentation)
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "a section's clauses can't appear as bullets and as paragraphs: keep {bullets} or "
			     "{paragraphs}");
	attributes->presentation = presentation;
}

/* One word of a group after a heading. */
static void take_word(struct structure *structure, struct attributes *attributes, struct text word, struct place place)
{
	if (text_is(word, "-")) {
		attributes->is_unnumbered = true;
	} else if (text_is(word, "bullets")) {
		take_presentation(structure, attributes, PRESENTATION_BULLETS, place);
	} else if (text_is(word, "paragraphs")) {
		take_presentation(structure, attributes, PRESENTATION_PARAGRAPHS, place);
	} else if (word.bytes[0] == '#') {
		struct text name = read_name(structure, word, place);
		if (name.length && attributes->name.length)
			findings_add(
				structure->findings, CHECK_SYNTAX, place,
				"a heading has one permanent id, and this is its second: keep one of \"#%.*s\" and "
				"\"#%.*s\"",
				TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(attributes->name));
		else if (name.length)
			attributes->name = name;
	} else {
		report_unknown(structure, word, place);
	}
}

struct attributes structure_take_attributes(struct structure *structure, struct node *heading)
{
	struct attributes attributes = {0};
	struct flat_text flat = flat_text_of(structure->scratch, heading);
	struct braces groups[BRACES_MOST];
	size_t count = braces_at_end(&flat, groups);

	for (size_t i = count; i-- > 0;) {
		struct text inside = groups[i].inside;
		if (!inside.length)
			report_unknown(structure, TEXT("{}"), groups[i].place);
		for (size_t at = 0; at < inside.length;) {
			size_t begin = at;
			while (at < inside.length && !is_ascii_space(inside.bytes[at]))
				at++;
			size_t offset = (size_t)(inside.bytes - groups[i].place.source->bytes.bytes);
			if (at > begin)
				take_word(structure, &attributes, text_slice(inside, begin, at),
					  place_of(groups[i].place.source, offset + begin, offset + at));
			else
				at++;
		}
	}
	if (count > 0)
		inlines_remove(structure->arena, &flat, groups[count - 1].begin, flat.text.length);
	return attributes;
}

static bool is_heading_attribute(struct text inside)
{
	return text_is(inside, "-") || text_is(inside, "bullets") || text_is(inside, "paragraphs");
}

/* A permanent name at the end of the words of `owner`, which may be one that can have none. */
static void take_name(struct structure *structure, const struct braces *group, struct node *owner, bool can_be_named)
{
	struct text name = read_name(structure, group->inside, group->place);

	if (!name.length)
		return;
	if (!can_be_named)
		findings_add(structure->findings, CHECK_SYNTAX, group->place,
			     "a permanent id is a heading's, a clause's or a list item's: put {#%.*s} at the end of a "
			     "heading, or of a clause's or item's first paragraph",
			     TEXT_ARGUMENTS(name));
	else if (owner->name.length)
		findings_add(structure->findings, CHECK_SYNTAX, group->place,
			     "a clause or item has one permanent id, and this is its second: keep one of \"#%.*s\" and "
			     "\"#%.*s\"",
			     TEXT_ARGUMENTS(owner->name), TEXT_ARGUMENTS(name));
	else
		owner->name = name;
}

/* Marks that say nothing where they are. */
static void refuse_marks(struct structure *structure, const struct marks *marks, bool is_first,
			 const struct node *block)
{
	if (marks->operator_place.source && !block)
		findings_add(structure->findings, CHECK_SYNTAX, marks->operator_place,
			     "this mark says how the items of a list combine, and no list or table follows: put it at "
			     "the end of the words just above the list, or take it out");
	if (marks->effect_place.source && !is_first && !block)
		findings_add(
			structure->findings, CHECK_SYNTAX, marks->effect_place,
			"this mark says what a clause does, and these words are not the first of one: put it at the "
			"end of the first paragraph of a clause or item, or of the words above a list");
	if (marks->note_place.source && !is_first)
		findings_add(structure->findings, CHECK_SYNTAX, marks->note_place,
			     "{note} is for an item that gives information: put it at the end of the item's first "
			     "paragraph");
}

/* The groups that are marks or names: those before an unknown one are reported with what is left in the words. */
static size_t known_groups(struct structure *structure, const struct braces *groups, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct marks nothing = {0};
		struct findings unheard;
		findings_init(&unheard, structure->scratch, TEXT(""));
		bool is_known = (groups[i].inside.length && groups[i].inside.bytes[0] == '#') ||
				is_heading_attribute(groups[i].inside) || mark_read(&nothing, &unheard, &groups[i]);
		if (is_known)
			continue;
		mark_report_unknown(structure->findings, &groups[i]);
		return i;
	}
	return count;
}

/* The marks as they were read, if there are any, in the policy's arena. */
static const struct marks *keep_marks(struct structure *structure, const struct marks *marks)
{
	if (!marks->operator_place.source && !marks->effect_place.source && !marks->note_place.source)
		return NULL;
	struct marks *kept = ARENA_NEW(structure->arena, struct marks);
	*kept = *marks;
	return kept;
}

void structure_take_marks(struct structure *structure, struct node *leaf, struct node *owner, bool is_first)
{
	struct text bytes = place_text(leaf->place);
	struct braces groups[BRACES_MOST];
	struct marks marks = {0};
	bool has_name = false;

	/* Nearly no words have any. */
	if (text_find_byte(bytes, '}', 0) == TEXT_NOT_FOUND)
		return;
	struct flat_text flat = flat_text_of(structure->scratch, leaf);
	size_t count = known_groups(structure, groups, braces_at_end(&flat, groups));
	if (!count)
		return;
	for (size_t i = count; i-- > 0;) {
		struct text inside = groups[i].inside;
		if (is_heading_attribute(inside)) {
			findings_add(structure->findings, CHECK_SYNTAX, groups[i].place,
				     "{%.*s} says how a section appears, so it stands after a heading's words, and not "
				     "here",
				     TEXT_ARGUMENTS(inside));
		} else if (inside.bytes[0] == '#') {
			take_name(structure, &groups[i], owner, is_first);
			has_name = true;
		} else {
			mark_read(&marks, structure->findings, &groups[i]);
			if (has_name)
				findings_add(structure->findings, CHECK_SYNTAX, groups[i].place,
					     "a permanent id comes after all marks; put {%.*s} before it",
					     TEXT_ARGUMENTS(inside));
		}
	}
	struct node *block = leaf->kind == NODE_PARAGRAPH ? lead_in_block(leaf) : NULL;
	const struct marks *kept = keep_marks(structure, &marks);
	if (block)
		node_group(block)->marks = kept;
	if (is_first && owner->kind == NODE_CLAUSE)
		owner->ruling.marks = kept;
	else if (is_first && owner->kind == NODE_ITEM)
		owner->ruling.marks = kept;
	refuse_marks(structure, &marks, is_first, block);
	inlines_remove(structure->arena, &flat, groups[count - 1].begin, flat.text.length);
}

void structure_take_all_marks(struct structure *structure)
{
	ARRAY_OF(struct node *) leaves = {0};
	struct walk walk = walk_begin(structure->policy->body);

	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node) && walk.node->kind != NODE_HEADING)
			*ARRAY_ADD(&leaves) = walk.node;
	for (size_t i = 0; i < leaves.count; i++) {
		struct node *leaf = leaves.items[i], *owner = leaf->parent;
		bool is_words = leaf->kind == NODE_PARAGRAPH || leaf->kind == NODE_NOTE;
		bool is_owned = owner->kind == NODE_CLAUSE || owner->kind == NODE_ITEM;
		structure_take_marks(structure, leaf, owner, is_words && is_owned && !leaf->previous);
	}
	ARRAY_RELEASE(&leaves);
}

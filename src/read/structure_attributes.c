#include "base/memory.h"
#include "base/nearest.h"
#include "parse/inlines.h"
#include "read/structure_parts.h"

#define GROUPS_MOST 8 /* more at the end of one line are words */

/* "{…}" in the flat text of a leaf block. */
struct group {
	size_t begin, end;
	struct text inside; /* as in the source, so that "_" in a name is no emphasis */
	struct place place;
};

/* Is the byte at `offset` of the flat text this one, as a word and written as such? */
static bool is_brace(const struct flat_text *flat, size_t offset, const char *brace)
{
	return flat_text_node(flat, offset)->kind == NODE_TEXT &&
	       text_is(place_text(flat_text_place(flat, offset, offset + 1)), brace);
}

/* The group that ends at `end` of the flat text, braces written as such and not inside code. */
static bool group_before(const struct flat_text *flat, size_t end, struct group *group)
{
	size_t begin = end;

	if (end < 2 || flat->text.bytes[end - 1] != '}')
		return false;
	for (begin = end - 1; begin > 0; begin--) {
		char c = flat->text.bytes[begin - 1];
		if (c == '{')
			break;
		if (c == '}' || c == '\n' || end - begin > 200)
			return false;
	}
	if (begin == 0)
		return false;
	begin--;
	if (!is_brace(flat, begin, "{") || !is_brace(flat, end - 1, "}"))
		return false;
	group->begin = begin;
	group->end = end;
	group->place = flat_text_place(flat, begin, end);
	struct text written = place_text(group->place);
	group->inside = text_trim(text_slice(written, 1, written.length - 1));
	return true;
}

static size_t end_of_words(struct text text, size_t end)
{
	while (end > 0 && is_ascii_space(text.bytes[end - 1]))
		end--;
	return end;
}

/* The groups at the end of a leaf block's words, last first. */
static size_t groups_at_end(const struct flat_text *flat, const struct node *leaf, struct group *groups)
{
	size_t count = 0, end = end_of_words(flat->text, flat->text.length);

	if (!leaf->last_child || leaf->last_child->kind != NODE_TEXT)
		return 0;
	while (count < GROUPS_MOST && group_before(flat, end, &groups[count])) {
		end = end_of_words(flat->text, groups[count].begin);
		count++;
	}
	return count;
}

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
	struct group groups[GROUPS_MOST];
	size_t count = groups_at_end(&flat, heading, groups);

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

/* A mark that criteria_read takes: SPEC section 2, Criteria. */
static bool is_criteria_mark(struct text inside)
{
	static const char *const marks[] = {"all", "any", "none", "list"};

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (text_is(inside, marks[i]))
			return true;
	return text_begins(inside, TEXT("at-least"));
}

static bool is_heading_attribute(struct text inside)
{
	return text_is(inside, "-") || text_is(inside, "bullets") || text_is(inside, "paragraphs");
}

struct place structure_take_name(struct structure *structure, struct node *leaf, struct node *owner)
{
	if (!leaf->last_child || leaf->last_child->kind != NODE_TEXT ||
	    !text_ends(text_trim(leaf->last_child->text.text), TEXT("}")))
		return PLACE_NONE;
	struct flat_text flat = flat_text_of(structure->scratch, leaf);
	struct group groups[GROUPS_MOST];
	size_t count = groups_at_end(&flat, leaf, groups);
	for (size_t i = 0; i < count; i++) {
		struct text inside = groups[i].inside;
		if (is_criteria_mark(inside))
			continue;
		if (is_heading_attribute(inside))
			findings_add(structure->findings, CHECK_SYNTAX, groups[i].place,
				     "{%.*s} says how a section appears, so it stands after a heading's words, and not "
				     "here",
				     TEXT_ARGUMENTS(inside));
		else if (inside.length && inside.bytes[0] == '#')
			owner->name = read_name(structure, inside, groups[i].place);
		else
			break; /* criteria_read says that it is no mark */
		inlines_remove(structure->arena, &flat, groups[i].begin, groups[i].end);
		return groups[i].place;
	}
	return PLACE_NONE;
}

/* A name at the end of words that can have none. */
static void refuse_name(struct structure *structure, struct node *leaf)
{
	struct node nobody = {0};
	struct place place = structure_take_name(structure, leaf, &nobody);

	if (nobody.name.length)
		findings_add(structure->findings, CHECK_SYNTAX, place,
			     "a permanent id is a heading's, a clause's or a list item's: put {#%.*s} at the end of a "
			     "heading, or of a clause's or item's first paragraph",
			     TEXT_ARGUMENTS(nobody.name));
}

void structure_take_names(struct structure *structure)
{
	ARRAY_OF(struct node *) leaves = {0};
	struct walk walk = walk_begin(structure->policy->body);

	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node) && walk.node->kind != NODE_HEADING)
			*ARRAY_ADD(&leaves) = walk.node;
	for (size_t i = 0; i < leaves.count; i++) {
		struct node *leaf = leaves.items[i], *owner = leaf->parent;
		bool is_first = !leaf->previous && (leaf->kind == NODE_PARAGRAPH || leaf->kind == NODE_NOTE);
		if (is_first && (owner->kind == NODE_CLAUSE || owner->kind == NODE_ITEM))
			structure_take_name(structure, leaf, owner);
		else
			refuse_name(structure, leaf);
	}
	ARRAY_RELEASE(&leaves);
}

#include "read/structure.h"

#include "base/memory.h"
#include "read/structure_parts.h"
#include "tree/flat_text.h"
#include "tree/profile.h"

/* The sections that are open while the body's blocks are put into them. */
struct building {
	struct structure *structure;
	struct node *body;
	struct node *section, *subsection;   /* NULL: none is open */
	const struct profile_section *entry; /* of the section; NULL: the profile doesn't know it */
	struct node *bullets;                /* the list that {bullets} made, while nothing else has come after it */
};

static struct node *container(const struct building *building)
{
	if (building->subsection)
		return building->subsection;
	return building->section ? building->section : building->body;
}

/* A section ends where the last of its blocks ends, or the include that the block came from. */
static void extend(const struct building *building, const struct node *block)
{
	struct place place = structure_place(building->structure, block->place);

	for (struct node *section = container(building); section->kind == NODE_SECTION; section = section->parent)
		if (section->place.source == place.source && section->place.end < place.end)
			section->place.end = place.end;
}

static void add(struct building *building, struct node *block)
{
	node_append(container(building), block);
	extend(building, block);
	building->bullets = NULL;
}

static enum section_kind kind_of(const struct profile_section *entry)
{
	return entry && entry->kind.choice >= 0 ? (enum section_kind)entry->kind.choice : SECTION_OTHER;
}

/* Opens the section of a heading. */
static void begin_section(struct building *building, struct node *heading)
{
	struct structure *structure = building->structure;
	const struct profile *profile = structure->profile;
	bool had_words = heading->first_child; /* markdown_read speaks of a heading that never had any */
	struct attributes attributes = structure_take_attributes(structure, heading);
	struct node *section = node_new(structure->arena, NODE_SECTION, heading->place);
	struct text words = node_words(structure->scratch, heading);
	bool is_subsection = heading->section.level > 2 && building->section;
	const struct profile_section *entry = NULL;

	if (heading->section.level > 2 && !is_subsection)
		findings_add(structure->findings, CHECK_HEADING_SKIP, structure_place(structure, heading->place),
			     "this is a subsection (###) and no section (##) stands above it, so its number and its "
			     "place in the contents would be wrong: write ##, or put a section's heading before it");
	if (had_words && !text_trim(words).length)
		findings_add(
			structure->findings, CHECK_SYNTAX, heading->place,
			"this heading has no words, so the contents and readers that hear the page have nothing to "
			"call its section: write them, or take the line out");
	if (is_subsection) {
		entry = building->entry ? profile_subsection_of(building->entry, words) : NULL;
		node_append(building->section, section);
		building->subsection = section;
	} else {
		entry = profile ? profile_section_of(profile, words) : NULL;
		node_append(building->body, section);
		building->section = section;
		building->subsection = NULL;
		building->entry = entry;
	}
	section->section.level = is_subsection ? 3 : 2;
	section->section.kind = kind_of(entry);
	section->section.presentation = attributes.presentation;
	section->section.is_unnumbered =
		attributes.is_unnumbered || (is_subsection && building->section->section.is_unnumbered);
	section->name = attributes.name;
	add(building, heading);
}

static bool ends_with_colon(struct arena *scratch, const struct node *item)
{
	const struct node *last = item->last_child;

	return last && node_is_leaf_block(last) && text_ends(text_trim(node_words(scratch, last)), TEXT(":"));
}

/* Adds items to the list of bullets that is open, or opens one. */
static void add_bullets(struct building *building, struct node *list)
{
	if (!building->bullets) {
		struct node *bullets = node_new(building->structure->arena, NODE_LIST, list->place);
		add(building, bullets);
		building->bullets = bullets;
	}
	building->bullets->list.is_loose |= list->list.is_loose;
	building->bullets->place = place_join(building->bullets->place, list->place);
	extend(building, list);
	node_move_children(list, building->bullets);
}

static void add_clauses(struct building *building, struct node *list)
{
	struct node *item;

	while ((item = list->first_child)) {
		struct node *clause = node_new(building->structure->arena, NODE_CLAUSE, item->place);
		node_move_children(item, clause);
		node_unlink(item);
		add(building, clause);
	}
}

static void add_paragraphs(struct building *building, struct node *list)
{
	for (struct node *item = list->first_child; item; item = item->next) {
		struct node *first = item->first_child, *block;
		if (first && node_is_leaf_block(first))
			structure_take_marks(building->structure, first, first, true);
		while ((block = item->first_child)) {
			node_unlink(block);
			add(building, block);
		}
	}
}

/* SPEC section 2, Body: what becomes of a list that stands directly in a section. */
static void add_list(struct building *building, struct node *list)
{
	struct node *section = container(building);

	if (section->kind != NODE_SECTION) {
		add(building, list);
		return;
	}
	enum presentation presentation = section->section.presentation;
	if (!list->list.is_ordered) {
		/* Bullets straight after those of {bullets} are more of the same, unless they seem to belong below the
		 * last of them: structure_find_faults speaks of that. */
		bool is_more = presentation == PRESENTATION_BULLETS && building->bullets &&
			       !ends_with_colon(building->structure->scratch, building->bullets->last_child);
		if (is_more)
			add_bullets(building, list);
		else
			add(building, list);
	} else if (presentation == PRESENTATION_BULLETS) {
		add_bullets(building, list);
	} else if (presentation == PRESENTATION_PARAGRAPHS) {
		add_paragraphs(building, list);
	} else {
		add_clauses(building, list);
	}
}

static void build_sections(struct structure *structure)
{
	struct node *body = structure->policy->body;
	struct building building = {.structure = structure, .body = body};
	struct node *raw = node_new(structure->scratch, NODE_BODY, body->place);
	struct node *block;

	node_move_children(body, raw);
	while ((block = raw->first_child)) {
		node_unlink(block);
		if (block->kind == NODE_HEADING)
			begin_section(&building, block);
		else if (block->kind == NODE_LIST)
			add_list(&building, block);
		else
			add(&building, block);
	}
}

/* Definitions that follow each other are one list of references. */
static void list_reference(struct structure *structure, struct node *reference)
{
	struct node *before = reference->previous;
	bool is_at_home =
		reference->parent->kind == NODE_SECTION && node_section_kind(reference->parent) == SECTION_REFERENCES;

	if (!is_at_home && structure->profile)
		findings_add(
			structure->findings, CHECK_SYNTAX, structure_place(structure, reference->place),
			"the definition of reference %.*s stands outside the references, so it would be printed in "
			"the middle of the text: move it below the heading that the profile has for references",
			TEXT_ARGUMENTS(reference->reference.label));
	if (before && before->kind == NODE_REFERENCE_LIST) {
		node_unlink(reference);
		node_append(before, reference);
		before->place = place_join(before->place, reference->place);
		return;
	}
	struct node *list = node_new(structure->arena, NODE_REFERENCE_LIST, reference->place);
	node_insert_before(reference, list);
	node_unlink(reference);
	node_append(list, reference);
}

static void list_references(struct structure *structure)
{
	ARRAY_OF(struct node *) references = {0};
	struct walk walk = walk_begin(structure->policy->body);

	while (walk_next_block(&walk))
		if (walk.is_entering && walk.node->kind == NODE_REFERENCE)
			*ARRAY_ADD(&references) = walk.node;
	for (size_t i = 0; i < references.count; i++)
		list_reference(structure, references.items[i]);
	ARRAY_RELEASE(&references);
}

void structure_build(struct policy *policy, const struct profile *profile)
{
	struct structure structure = {
		.policy = policy,
		.arena = &policy->arena,
		.scratch = &policy->scratch,
		.findings = &policy->findings,
		.profile = profile,
	};

	structure_split_notes(&structure);
	build_sections(&structure);
	structure_join_lists(&structure);
	structure_take_all_marks(&structure);
	list_references(&structure);
	structure_find_faults(&structure);
}

#include "write/document.h"

#include "base/memory.h"
#include "tree/flat_text.h"
#include "tree/joiner.h"
#include "tree/lead_in.h"

/* Where there is no profile, or one that leaves out what a document must have. */
static const enum document_part usual_parts[] = {PART_TITLE_BLOCK,    PART_LAST_REVIEWED, PART_REVIEW_SENTENCE,
						 PART_PREAMBLE,       PART_SECTIONS,      PART_DOCUMENT_CONTROL,
						 PART_VERSION_HISTORY};
static const enum title_line usual_title[] = {TITLE_REF, TITLE_TITLE, TITLE_SUBTITLE, TITLE_CATEGORY};

static const char *const code_captions[CODE_SYSTEM_COUNT] = {
	[CODE_OPCS4] = "OPCS-4 codes",
	[CODE_ICD10] = "ICD-10 codes",
};

const struct node *document_first_preamble(const struct policy *policy)
{
	const struct node *first = policy->body ? policy->body->first_child : NULL;
	return first && first->kind != NODE_SECTION ? first : NULL;
}

const struct node *document_first_section(const struct policy *policy)
{
	const struct node *node = policy->body ? policy->body->first_child : NULL;
	while (node && node->kind != NODE_SECTION)
		node = node->next;
	return node;
}

const struct node *document_section_of(const struct policy *policy, enum section_kind kind)
{
	for (const struct node *section = document_first_section(policy); section; section = section->next) {
		for (const struct node *node = section; node;
		     node = node == section ? section->first_child : node->next)
			if (node->kind == NODE_SECTION && node->section.kind == kind && node->id.length &&
			    node_heading(node))
				return node;
	}
	return NULL;
}

static bool has_history(const struct policy *policy)
{
	return document_history_is_table(policy) ? policy->history.count > 0 : policy->history_lines.count > 0;
}

static bool has_words(const struct policy *policy, enum document_part part)
{
	struct title_words lines[TITLE_LINE_COUNT];
	switch (part) {
	case PART_TITLE_BLOCK:
		return document_title_lines(policy, lines) > 0;
	case PART_CONTENTS:
		return policy->profile && place_is_set(policy->profile->contents.place);
	case PART_LAST_REVIEWED:
		return policy->last_reviewed_line.text.length > 0;
	case PART_REVIEW_SENTENCE:
		return policy->review_sentence.text.length > 0;
	case PART_PREAMBLE:
		return document_first_preamble(policy) != NULL;
	case PART_SECTIONS:
		return document_first_section(policy) != NULL;
	case PART_DOCUMENT_CONTROL:
		return policy->control_rows.count > 0;
	case PART_VERSION_HISTORY:
		return has_history(policy);
	default:
		return false;
	}
}

static bool names_part(const struct list *parts, enum document_part part)
{
	for (size_t i = 0; i < parts->count; i++)
		if (LIST_ITEM(*parts, struct choice_value, i)->choice == (int)part)
			return true;
	return false;
}

static bool has_part(const struct document_parts *document, enum document_part part)
{
	for (size_t i = 0; i < document->count; i++)
		if (document->parts[i] == part)
			return true;
	return false;
}

static void add_part(struct document_parts *document, const struct policy *policy, enum document_part part)
{
	if (!has_part(document, part) && has_words(policy, part))
		document->parts[document->count++] = part;
}

struct document_parts document_parts_of(const struct policy *policy)
{
	struct document_parts document = {{0}, 0};
	const struct list *parts = policy->profile ? &policy->profile->parts : NULL;
	if (!parts || parts->count == 0) {
		for (size_t i = 0; i < sizeof(usual_parts) / sizeof *usual_parts; i++)
			add_part(&document, policy, usual_parts[i]);
		return document;
	}
	for (size_t i = 0; i < parts->count; i++) {
		int part = LIST_ITEM(*parts, struct choice_value, i)->choice;
		if (part < 0)
			continue;
		if (part == PART_SECTIONS && !names_part(parts, PART_PREAMBLE))
			add_part(&document, policy, PART_PREAMBLE);
		add_part(&document, policy, (enum document_part)part);
	}
	add_part(&document, policy, PART_PREAMBLE);
	add_part(&document, policy, PART_SECTIONS);
	return document;
}

static struct text title_words(const struct policy *policy, enum title_line line)
{
	switch (line) {
	case TITLE_DOCUMENT_TYPE:
		return policy->profile ? policy->profile->document_type.text : TEXT("");
	case TITLE_REF:
		return policy->ref.text;
	case TITLE_TITLE:
		return policy->title.text;
	case TITLE_SUBTITLE:
		return policy->subtitle.text;
	case TITLE_CATEGORY:
		return policy->category_details.label.text;
	default:
		return TEXT("");
	}
}

size_t document_title_lines(const struct policy *policy, struct title_words lines[TITLE_LINE_COUNT])
{
	const struct list *named = policy->profile ? &policy->profile->title_block : NULL;
	bool usual = !named || named->count == 0;
	size_t wanted = usual ? sizeof(usual_title) / sizeof *usual_title : named->count;
	size_t count = 0;
	for (size_t i = 0; i < wanted && count < TITLE_LINE_COUNT; i++) {
		int line = usual ? (int)usual_title[i] : LIST_ITEM(*named, struct choice_value, i)->choice;
		if (line < 0)
			continue;
		struct text words = title_words(policy, (enum title_line)line);
		if (words.length)
			lines[count++] = (struct title_words){(enum title_line)line, words};
	}
	return count;
}

struct text document_control_heading(const struct policy *policy)
{
	return policy->profile ? policy->profile->document_control.heading.text : TEXT("");
}

struct text document_history_heading(const struct policy *policy)
{
	return policy->profile ? policy->profile->version_history.heading.text : TEXT("");
}

void document_append_section_number(struct buffer *out, const struct policy *policy, const struct node *section)
{
	if (!section->number.length)
		return;
	if (section->section.level == 2)
		profile_append_section_number(out, policy->profile, section->number);
	else
		buffer_append(out, section->number);
}

/* Adds to an array that is long enough. */
static void add_generated(struct contents_lines *contents, struct text id, struct text heading)
{
	if (heading.length)
		contents->lines[contents->count++] =
			(struct contents_line){.id = id, .number = TEXT(""), .heading = heading};
}

/* Those of `first` and its siblings that are sections. */
static void add_sections(struct arena *arena, const struct policy *policy, const struct node *first,
			 struct contents_lines *contents)
{
	struct buffer number = BUFFER_EMPTY;
	for (const struct node *node = first; node; node = node->next) {
		const struct node *heading = node->kind == NODE_SECTION ? node_heading(node) : NULL;
		if (!heading || !node->id.length)
			continue;
		buffer_clear(&number);
		document_append_section_number(&number, policy, node);
		contents->lines[contents->count++] =
			(struct contents_line){.id = node->id,
					       .number = arena_copy(arena, buffer_text(&number)),
					       .heading = node_words(arena, heading),
					       .section = node};
	}
	buffer_release(&number);
}

static struct contents_lines contents_room(struct arena *arena, const struct node *first, size_t entries)
{
	size_t sections = 0;
	for (const struct node *node = first; node; node = node->next)
		sections += node->kind == NODE_SECTION;
	struct contents_lines contents = {NULL, 0};
	contents.lines = ARENA_ARRAY(arena, (sections + 1) * (entries + 1), struct contents_line);
	return contents;
}

struct contents_lines document_contents(struct arena *arena, const struct policy *policy)
{
	if (!has_words(policy, PART_CONTENTS))
		return (struct contents_lines){NULL, 0};
	const struct list *entries = &policy->profile->contents.entries;
	struct document_parts document = document_parts_of(policy);
	struct contents_lines contents = contents_room(arena, document_first_section(policy), entries->count);
	for (size_t i = 0; i < entries->count; i++) {
		switch (LIST_ITEM(*entries, struct choice_value, i)->choice) {
		case CONTENTS_SECTIONS:
			add_sections(arena, policy, document_first_section(policy), &contents);
			break;
		case CONTENTS_DOCUMENT_CONTROL:
			if (has_part(&document, PART_DOCUMENT_CONTROL))
				add_generated(&contents, TEXT(DOCUMENT_CONTROL_ID), document_control_heading(policy));
			break;
		case CONTENTS_VERSION_HISTORY:
			if (has_part(&document, PART_VERSION_HISTORY))
				add_generated(&contents, TEXT(VERSION_HISTORY_ID), document_history_heading(policy));
			break;
		default:
			break;
		}
	}
	return contents;
}

struct contents_lines document_outline(struct arena *arena, const struct policy *policy)
{
	struct document_parts document = document_parts_of(policy);
	struct contents_lines outline = contents_room(arena, document_first_section(policy), document.count);
	for (size_t i = 0; i < document.count; i++) {
		if (document.parts[i] == PART_SECTIONS)
			add_sections(arena, policy, document_first_section(policy), &outline);
		else if (document.parts[i] == PART_DOCUMENT_CONTROL)
			add_generated(&outline, TEXT(DOCUMENT_CONTROL_ID), document_control_heading(policy));
		else if (document.parts[i] == PART_VERSION_HISTORY)
			add_generated(&outline, TEXT(VERSION_HISTORY_ID), document_history_heading(policy));
	}
	return outline;
}

struct contents_lines document_outline_below(struct arena *arena, const struct policy *policy,
					     const struct contents_line *line)
{
	if (!line->section)
		return (struct contents_lines){NULL, 0};
	struct contents_lines below = contents_room(arena, line->section->first_child, 0);
	add_sections(arena, policy, line->section->first_child, &below);
	return below;
}

struct text contents_line_words(struct arena *arena, const struct contents_line *line)
{
	if (!line->number.length)
		return line->heading;
	return arena_format(arena, "%.*s %.*s", TEXT_ARGUMENTS(line->number), TEXT_ARGUMENTS(line->heading));
}

bool document_history_is_table(const struct policy *policy)
{
	return policy->profile && policy->profile->version_history.form.choice == HISTORY_TABLE;
}

void document_append_history_cell(struct buffer *out, const struct history_entry *entry, enum history_column column)
{
	switch (column) {
	case COLUMN_VERSION:
		buffer_append(out, entry->version.text);
		break;
	case COLUMN_DATE:
		date_append_british(out, entry->date.date);
		break;
	case COLUMN_CHANGES:
		buffer_append(out, entry->changes_words);
		break;
	}
}

/* A row of cross references that the fields word has a line for each of them, in their order. */
const struct cross_reference *document_control_link(const struct policy *policy, const struct control_row *row,
						    size_t line)
{
	if (!text_is(row->key.text, "cross_references") || line >= policy->cross_references.count)
		return NULL;
	const struct cross_reference *other = LIST_ITEM(policy->cross_references, struct cross_reference, line);
	struct text words = LIST_ITEM(row->lines, struct text_value, line)->text;
	return other->ref.text.length && text_equal(other->title.text, words) ? other : NULL;
}

bool table_is_of_codes(const struct node *table)
{
	return node_section_kind(table) == SECTION_CODING;
}

struct text code_table_header(const struct policy *policy, size_t column)
{
	if (!policy->profile || column > 1)
		return TEXT("");
	return column == 0 ? policy->profile->code_table.code.text : policy->profile->code_table.term.text;
}

const char *code_table_caption(const struct policy *policy, const struct node *table, size_t *next)
{
	for (; *next < policy->code_set_count; ++*next) {
		const struct code_set *set = &policy->code_sets[*next];
		struct place place = set->count ? set->codes[0].place : set->place;
		if (place.source != table->place.source || place.begin < table->place.begin)
			continue;
		if (set->count && place.begin < table->place.end)
			return code_captions[set->system];
		break;
	}
	return "Codes";
}

/* Has a clause a group of criteria of its own? Its label is then the group's. */
static bool has_group(const struct node *clause)
{
	for (const struct node *child = clause->first_child; child; child = child->next)
		if (node_is_group(child))
			return true;
	return false;
}

static const char *refusal_label(const struct effect_reading *reading, bool is_as_said)
{
	static const char *const labels[][2] = {
		[REFUSAL_PLAIN] = {"Not funded", "Not funded, as this clause says"},
		[REFUSAL_ROUTINE] = {"Not routinely funded", "Not routinely funded, as this clause says"},
		[REFUSAL_NOT_OFFERED] = {"Not to be offered", "Not to be offered, as this clause says"},
	};

	return labels[reading->refusal][is_as_said];
}

/* SPEC section 2, the labels of What a clause does. */
static const char *reading_label(const struct effect_reading *reading, bool has_list)
{
	switch (reading->effect) {
	case EFFECT_ELIGIBLE:
		return has_list ? "Criteria for funding" : "Can be funded, as this clause says";
	case EFFECT_CONSIDERED:
		return "May be considered";
	case EFFECT_ONLY_IF:
		return "Not funded without this";
	case EFFECT_REQUIRED:
		return reading->has_condition    ? "Needed where this applies"
		       : reading->is_before_care ? "Needed before referral"
						 : "Also needed";
	case EFFECT_NOT_COMMISSIONED:
		return refusal_label(reading, has_list || reading->has_condition);
	case EFFECT_OUTSIDE_POLICY:
		return "Outside this policy";
	case EFFECT_SCOPE:
		return "Who this policy is for";
	case EFFECT_ELSEWHERE:
		return "Another service or commissioner";
	case EFFECT_OVERRIDES:
		return "Can be referred, whatever the policy statement says";
	case EFFECT_MIXED:
		return "This clause says several things";
	case EFFECT_UNSTATED:
	case EFFECT_COUNT:
		break;
	}
	return NULL;
}

/* The label of a clause or of a group that is in none, wherever it is shown. */
static const char *own_label(const struct node *block)
{
	if (block->kind == NODE_CLAUSE && !has_group(block))
		return reading_label(&block->clause.reading, false);
	return node_is_group(block) ? reading_label(node_reading(block), true) : NULL;
}

/* What all clauses of a section, two at least, have for their label; NULL: they differ, or speak of "this clause". */
static const char *section_label(const struct node *section)
{
	const char *agreed = NULL;
	size_t count = 0;

	if (section->section.effect == EFFECT_UNSTATED)
		return NULL;
	for (const struct node *child = section->first_child; child; child = child->next) {
		const char *label = own_label(child);
		if (child->kind == NODE_SECTION)
			return NULL;
		if (child->kind != NODE_CLAUSE && !node_is_group(child))
			continue;
		if (!label || (agreed && !text_is(text_of(label), agreed)))
			return NULL;
		agreed = label;
		count++;
	}
	return count > 1 && text_find(text_of(agreed), TEXT("this clause"), 0) == TEXT_NOT_FOUND ? agreed : NULL;
}

const char *effect_label(const struct node *node)
{
	const struct node *around = node->parent;

	switch (node->kind) {
	case NODE_SECTION:
		return section_label(node);
	case NODE_CLAUSE:
		return around->kind == NODE_SECTION && section_label(around) ? NULL : own_label(node);
	case NODE_LIST:
	case NODE_TABLE:
		if (around->kind == NODE_CLAUSE)
			return own_label(node);
		return around->kind == NODE_SECTION && !section_label(around) ? own_label(node) : NULL;
	case NODE_ITEM:
		if (!node_is_criterion(node) || node->item.reading.effect == node_reading(around)->effect)
			return NULL;
		return reading_label(&node->item.reading, false);
	default:
		return NULL;
	}
}

bool document_has_labels(const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);

	while (walk_next_block(&walk))
		if (walk.is_entering && effect_label(walk.node))
			return true;
	return false;
}

bool list_is_group(const struct node *list)
{
	enum criteria_operator combination = list->list.group.combination;
	return combination != CRITERIA_NONE_READ && combination != CRITERIA_UNCLEAR;
}

/* Do the words of a criterion join it to the next one? Those of a row may in any of its cells. */
static bool joins_next(const struct node *criterion)
{
	const struct node *part = criterion->kind == NODE_ROW ? criterion->first_child : criterion;
	bool is_joined = false;
	struct buffer words = BUFFER_EMPTY;
	for (; part && !is_joined; part = criterion->kind == NODE_ROW ? part->next : NULL) {
		buffer_clear(&words);
		node_append_words(&words, part, (struct words_options){false, false});
		is_joined = joiner_at_end(buffer_text(&words)).kind != JOINER_NONE;
	}
	buffer_release(&words);
	return is_joined;
}

/* Does a criterion begin with the word that joins it to the one before: "or, glare"? */
static bool joins_previous(const struct node *criterion)
{
	struct buffer words = BUFFER_EMPTY;
	node_append_words(&words, criterion, (struct words_options){false, false});
	bool is_joined = joiner_at_head(buffer_text(&words)).kind != JOINER_NONE;
	buffer_release(&words);
	return is_joined;
}

/* A note between two criteria belongs to the first: the joiner stands after it, straight before the second. */
const char *criterion_joiner_words(const struct node *item)
{
	const struct criteria_group *group = node_group((struct node *)item->parent);
	const struct node *criterion = item;
	if (group->combination != CRITERIA_ALL && group->combination != CRITERIA_ANY)
		return NULL;
	if (!item->next || !node_is_criterion(item->next))
		return NULL;
	while (criterion && criterion->kind == item->kind && !node_is_criterion(criterion) && !row_joiner(criterion))
		criterion = criterion->previous;
	if (!criterion || !node_is_criterion(criterion) || joins_next(criterion) || joins_previous(item->next))
		return NULL;
	return group->combination == CRITERIA_ALL ? "and" : "or";
}

/* "and" and "or" stand between the criteria themselves. */
bool criteria_append_combination(struct buffer *out, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	const struct node *words = lead_in_of(block);
	bool is_counted = criteria_operator_counts(group->combination);
	struct lead_in lead_in = {0};
	if (group->combination == CRITERIA_UNCLEAR) {
		buffer_append_string(out, "How these go together has not been settled: read the words");
		return true;
	}
	if (group->basis != CRITERIA_BY_MARK || (!is_counted && group->combination != CRITERIA_NONE))
		return false;
	struct arena arena = ARENA_EMPTY;
	if (words)
		lead_in = lead_in_read(&arena, node_words(&arena, words), EFFECT_NOT_STATED,
				       node_ancestor(block, NODE_ITEM) != NULL);
	if (lead_in.combination == group->combination && (!is_counted || lead_in.number == group->at_least)) {
		arena_release(&arena);
		return false;
	}
	size_t begin = out->length;
	buffer_append(out, criteria_group_words(&arena, group));
	out->bytes[begin] = ascii_upper(out->bytes[begin]);
	buffer_append_byte(out, ':');
	arena_release(&arena);
	return true;
}

void item_numbers_enter_list(struct item_numbers *numbers, const struct node *list)
{
	*ARRAY_ADD(numbers) = list->list.start;
}

void item_numbers_leave_list(struct item_numbers *numbers, const struct node *list)
{
	uint32_t next = numbers->items[--numbers->count];
	if (list->list.is_run && numbers->count > 0)
		numbers->items[numbers->count - 1] = next;
}

uint32_t item_numbers_next(struct item_numbers *numbers, const struct node *item)
{
	uint32_t *number = &numbers->items[numbers->count - 1];
	return node_is_run(item) ? *number : (*number)++;
}

void item_numbers_release(struct item_numbers *numbers)
{
	ARRAY_RELEASE(numbers);
}

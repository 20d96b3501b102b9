/* The rows of the reading sheet. */
#include "tree/flat_text.h"
#include "write/reading.h"

struct maker {
	struct sheet *sheet;
	const struct policy *policy;
	const struct sheet_options *options;
	struct reading_parts parts;
	struct buffer scratch;
};

static struct sheet_row *add_row(struct maker *maker, enum sheet_row_kind kind, struct text words)
{
	struct sheet_row *row = ARRAY_ADD(&maker->sheet->rows);
	*row = (struct sheet_row){.kind = kind, .words = words};
	return row;
}

static struct text keep(struct maker *maker)
{
	struct text kept = arena_copy(&maker->sheet->arena, buffer_text(&maker->scratch));
	buffer_clear(&maker->scratch);
	return kept;
}

#define READINGS_MOST 64

/* What is in the scratch is one more of the row's sentences. More numbers than fit are in the data alone. */
static void add_reading(struct maker *maker, struct sheet_row *row)
{
	if (!row->readings)
		row->readings = ARENA_ARRAY(&maker->sheet->arena, READINGS_MOST, struct text);
	if (row->reading_count < READINGS_MOST && maker->scratch.length)
		row->readings[row->reading_count++] = keep(maker);
	buffer_clear(&maker->scratch);
}

static void add_sentence(struct maker *maker, struct sheet_row *row, const char *sentence)
{
	buffer_append_string(&maker->scratch, sentence);
	add_reading(maker, row);
}

/* Where a part is: "1.1", "1.1 B", "the list in 1.1", "section 2". */
static void put_where(struct buffer *out, const struct reading_part *part)
{
	const struct node *clause = node_ancestor(part->node, NODE_CLAUSE);
	const struct node *section = node_ancestor(part->node, NODE_SECTION);
	const struct node *heading = section ? node_heading(section) : NULL;

	if (part->kind == READING_GROUP || part->kind == READING_LIST)
		buffer_append_string(out, part->node->kind == NODE_TABLE ? "the table in " : "the list in ");
	if (part->kind == READING_WORDS)
		buffer_append_string(out, "words in ");
	if (part->kind == READING_NOTE)
		buffer_append_string(out, "information in ");
	if (clause && clause->number.length) {
		buffer_append(out, clause->number);
	} else if (section && section->number.length) {
		buffer_append_string(out, "section ");
		buffer_append(out, section->number);
	} else if (heading) {
		node_append_words(out, heading, (struct words_options){0});
	} else {
		buffer_append_string(out, "the words before the first heading");
	}
	const struct node *criterion = part->kind == READING_CRITERION ? part->node : part->node->parent;
	while (criterion && !node_is_criterion(criterion))
		criterion = criterion->parent;
	if (criterion && part->kind != READING_CLAUSE) {
		buffer_append_byte(out, ' ');
		criterion_label_append(out, criterion);
	}
}

/* "Refuses: 1.2, 3.1.": a bullet of the parts for which `is_of` holds; nothing where there are none. */
static void add_places(struct maker *maker, const char *words, bool (*is_of)(const struct reading_part *, unsigned),
		       unsigned what)
{
	const struct node *words_around = NULL; /* several paragraphs beside each other are named once */
	bool is_first = true;

	for (size_t i = 0; i < maker->parts.count; i++) {
		const struct reading_part *part = &maker->parts.items[i];
		if (!part->node || !is_of(part, what) ||
		    (part->kind == READING_WORDS && part->node->parent == words_around))
			continue;
		words_around = part->kind == READING_WORDS ? part->node->parent : NULL;
		if (is_first)
			buffer_append_format(&maker->scratch, "%s: ", words);
		else
			buffer_append_string(&maker->scratch, ", ");
		put_where(&maker->scratch, part);
		is_first = false;
	}
	if (is_first)
		return;
	buffer_append_byte(&maker->scratch, '.');
	add_row(maker, SHEET_BULLET, keep(maker));
}

static bool is_open_for(const struct reading_part *part, unsigned matter)
{
	return (part->open & matter) != 0;
}

static void add_open(struct maker *maker)
{
	static const struct {
		unsigned matter;
		const char *words;
	} matters[] = {
		{OPEN_EFFECT, "What these words do can't be read"},
		{OPEN_SEVERAL, "Its sentences do different things"},
		{OPEN_COMBINATION, "How the criteria go together is not read"},
		{OPEN_OWN, "How a condition beside the list goes with it is not read"},
		{OPEN_LEFT_OUT, "A paragraph after it adds to it, and is not read"},
		{OPEN_QUANTITY, "Something about a number is not said or not read"},
		{OPEN_SILENT, "Nothing is read from these words"},
	};

	add_row(maker, SHEET_HEADING, arena_format(&maker->sheet->arena, "Open or not read: %zu", maker->parts.open));
	for (size_t i = 0; i < ARRAY_COUNT(matters); i++)
		add_places(maker, matters[i].words, is_open_for, matters[i].matter);
	if (!maker->options->is_block)
		add_row(maker, SHEET_BULLET, TEXT("How the clauses go with one another is never read."));
}

/* The effect that a part is shown to have, once: at the clause, else at its list, else at the criterion that differs.
 */
static const struct effect_reading *shown_effect(const struct reading_part *part)
{
	const struct effect_reading *own, *around;

	switch (part->kind) {
	case READING_CLAUSE:
		return &part->node->ruling.reading;
	case READING_GROUP:
	case READING_CRITERION:
		own = node_reading(part->node);
		around = node_reading(part->node->parent);
		return around && around->effect == own->effect ? NULL : own;
	default:
		return NULL;
	}
}

static bool has_effect(const struct reading_part *part, unsigned effect)
{
	const struct effect_reading *reading = shown_effect(part);
	return reading && reading->effect != EFFECT_UNSTATED && reading->effect == (enum effect)effect;
}

static bool is_from(const struct reading_part *part, unsigned basis)
{
	const struct effect_reading *reading = shown_effect(part);
	if (basis == EFFECT_FROM_MARK && part->kind == READING_GROUP &&
	    node_group((struct node *)part->node)->basis == CRITERIA_BY_MARK)
		return true;
	if (basis == EFFECT_FROM_MARK && part->kind == READING_NOTE)
		return part->node->ruling.marks && part->node->ruling.marks->note_place.source;
	if (!reading || (basis == EFFECT_FROM_PROFILE && reading->effect == EFFECT_UNSTATED))
		return false;
	return reading->from == (enum effect_basis)basis;
}

static void add_glance(struct maker *maker)
{
	static const struct {
		enum effect effect;
		const char *words;
	} effects[] = {
		{EFFECT_ELIGIBLE, "Opens, can be funded"},
		{EFFECT_CONSIDERED, "Opens, may be considered"},
		{EFFECT_OVERRIDES, "Opens, whatever the policy statement says"},
		{EFFECT_ONLY_IF, "Not funded without this"},
		{EFFECT_REQUIRED, "Also needed"},
		{EFFECT_NOT_COMMISSIONED, "Refuses"},
		{EFFECT_OUTSIDE_POLICY, "Outside this policy"},
		{EFFECT_ELSEWHERE, "Elsewhere, another service or commissioner"},
		{EFFECT_SCOPE, "Scope, who the policy is for"},
	};
	size_t before = maker->sheet->rows.count;

	add_row(maker, SHEET_HEADING, TEXT("In short"));
	for (size_t i = 0; i < ARRAY_COUNT(effects); i++)
		add_places(maker, effects[i].words, has_effect, effects[i].effect);
	add_places(maker, "Not from the words but from marks", is_from, EFFECT_FROM_MARK);
	add_places(maker, "Not from the words but from the profile", is_from, EFFECT_FROM_PROFILE);
	if (maker->sheet->rows.count == before + 1)
		add_row(maker, SHEET_BULLET, TEXT("Nothing is read to open, refuse or limit anything."));
}

/* Words and reading side by side */

static unsigned depth_of(const struct node *node)
{
	unsigned depth = 0;
	for (const struct node *around = node->parent; around; around = around->parent)
		depth += node_is_group(around);
	return depth;
}

static void add_quantities(struct maker *maker, struct sheet_row *row, const struct node *node)
{
	for (const struct quantity *quantity = node_quantities(node); quantity; quantity = quantity->next) {
		boundary_append(&maker->scratch, quantity);
		add_reading(maker, row);
	}
}

static void add_effect(struct maker *maker, struct sheet_row *row, const struct reading_part *part)
{
	const struct effect_reading *reading = shown_effect(part);
	if (!reading || (part->kind == READING_GROUP && reading->effect == EFFECT_UNSTATED))
		return;
	if (reading->effect == EFFECT_UNSTATED && !part->open && reading->from != EFFECT_FROM_MARK)
		return;
	effect_sentences_append(&maker->scratch, reading);
	add_reading(maker, row);
}

static struct text own_words(struct maker *maker, const struct node *node)
{
	own_words_append(&maker->scratch, node);
	return keep(maker);
}

static struct text all_words(struct maker *maker, const struct node *node)
{
	node_append_words(&maker->scratch, node, (struct words_options){0});
	return keep(maker);
}

static void add_group_pair(struct maker *maker, struct sheet_row *row, const struct reading_part *part)
{
	row->words = part->node->kind == NODE_TABLE ? TEXT("[the table below]") : TEXT("[the list below]");
	add_effect(maker, row, part);
	group_sentences_append(&maker->scratch, part->node);
	add_reading(maker, row);
	made_up_append(&maker->scratch, part->node);
	add_reading(maker, row);
}

static void add_pair(struct maker *maker, const struct reading_part *part)
{
	const struct node *node = part->node;
	struct sheet_row *row = add_row(maker, SHEET_PAIR, TEXT(""));

	row->is_open = part->open != 0;
	row->depth = depth_of(node);
	switch (part->kind) {
	case READING_CLAUSE:
		row->label = node->number;
		row->words = own_words(maker, node);
		add_effect(maker, row, part);
		add_quantities(maker, row, node);
		if (!row->reading_count && !part->open)
			add_sentence(maker, row,
				     text_is(text_trim(row->words), "None") ? "It says that there is none."
									    : "Read with its list.");
		break;
	case READING_GROUP:
		add_group_pair(maker, row, part);
		if (row->depth == 0)
			add_row(maker, SHEET_PICTURE, TEXT(""))->group = node;
		break;
	case READING_CRITERION:
		criterion_label_append(&maker->scratch, node);
		row->label = keep(maker);
		row->words = own_words(maker, node);
		add_effect(maker, row, part);
		add_quantities(maker, row, node);
		break;
	case READING_NOTE:
		row->words = all_words(maker, node);
		add_sentence(maker, row,
			     is_from(part, EFFECT_FROM_MARK) ? "Information, no criterion. (From a mark.)"
							     : "Information, no criterion.");
		break;
	case READING_LIST:
		row->words = all_words(maker, node);
		add_sentence(maker, row, "Open: these are not read as criteria.");
		break;
	case READING_WORDS:
		row->words = all_words(maker, node);
		add_sentence(maker, row, "Nothing is read from these words.");
		break;
	case READING_CODES:
		break;
	}
}

/* A shared block has a sheet of its own: here is one row in its place. */
static void add_block_row(struct maker *maker, const struct included_block *block)
{
	struct sheet_row *row = add_row(maker, SHEET_PAIR, TEXT(""));
	size_t open = 0;

	for (size_t i = 0; i < maker->parts.count; i++)
		open += maker->parts.items[i].block == block && maker->parts.items[i].open;
	row->is_open = open > 0;
	row->words = arena_format(&maker->sheet->arena, "[shared wording %.*s@%.*s]", TEXT_ARGUMENTS(block->block),
				  TEXT_ARGUMENTS(block->edition));
	buffer_append_format(&maker->scratch, "It has a sheet of its own: policyc show %.*s@%.*s --as reading",
			     TEXT_ARGUMENTS(block->block), TEXT_ARGUMENTS(block->edition));
	add_reading(maker, row);
	if (open) {
		buffer_append_format(&maker->scratch, "Open or not read in it: %zu.", open);
		add_reading(maker, row);
	}
}

static void add_section_row(struct maker *maker, const struct node *section)
{
	const struct node *heading = section ? node_heading(section) : NULL;
	if (!heading)
		return;
	if (section->number.length)
		buffer_append_format(&maker->scratch, "%.*s ", TEXT_ARGUMENTS(section->number));
	node_append_words(&maker->scratch, heading, (struct words_options){0});
	add_row(maker, SHEET_SECTION, keep(maker));
}

static void add_pairs(struct maker *maker)
{
	const struct node *section = NULL;
	const struct included_block *block = NULL;

	add_row(maker, SHEET_HEADING, TEXT("The words, and how they are read"));
	for (size_t i = 0; i < maker->parts.count; i++) {
		const struct reading_part *part = &maker->parts.items[i];
		if (!part->node)
			continue;
		const struct node *around = node_ancestor(part->node, NODE_SECTION);
		if (around != section)
			add_section_row(maker, section = around);
		if (part->block && part->block != block)
			add_block_row(maker, part->block);
		block = part->block;
		if (!block)
			add_pair(maker, part);
	}
}

static void add_codes(struct maker *maker)
{
	const struct coding_logic *logic = &maker->policy->coding_logic;

	if (!maker->policy->code_set_count)
		return;
	add_row(maker, SHEET_HEADING, TEXT("Codes"));
	for (size_t i = 0; i < maker->policy->code_set_count; i++) {
		const struct code_set *set = &maker->policy->code_sets[i];
		buffer_append_format(&maker->scratch, "%s codes: ", code_system_names[set->system]);
		codes_sentences_append(&maker->scratch, set);
		add_row(maker, SHEET_BULLET, keep(maker));
	}
	if (logic->combine.choice >= 0 && logic->combine.place.source)
		add_row(maker, SHEET_BULLET,
			logic->combine.choice == COMBINE_ALL
				? TEXT("A record must match all of these sets. (From the front matter.)")
				: TEXT("A record must match any one of these sets. (From the front matter.)"));
	else if (maker->policy->code_set_count > 1)
		add_row(maker, SHEET_BULLET, TEXT("How these sets go together is not stated."));
}

static void add_title(struct maker *maker)
{
	const struct policy *policy = maker->policy;
	add_row(maker, SHEET_TITLE,
		arena_format(&maker->sheet->arena, "How policyc reads %.*s, %s %.*s: %.*s",
			     TEXT_ARGUMENTS(policy->ref.text), maker->options->is_block ? "edition" : "version",
			     TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(policy->title.text)));
	add_row(maker, SHEET_LINE,
		maker->options->is_published
			? TEXT("The words of the policy have authority. This page is no part of it.")
			: TEXT("The words of the policy have authority. This sheet is no part of it. Agree to it only "
			       "if each reading is what the words say."));
}

static bool is_changed(const struct policy *policy, const struct node *node)
{
	for (size_t i = 0; i < policy->reading.change_count; i++)
		if (policy->reading.changes[i].node == node)
			return true;
	return false;
}

/* Which parts are read otherwise than was agreed, where that is known. */
static void add_changes(struct maker *maker)
{
	bool is_first = true;

	for (size_t i = 0; i < maker->parts.count && maker->policy->reading.is_kept; i++) {
		const struct reading_part *part = &maker->parts.items[i];
		if (!part->node || !is_changed(maker->policy, part->node))
			continue;
		buffer_append_string(&maker->scratch, is_first ? "Read otherwise than was agreed: " : ", ");
		put_where(&maker->scratch, part);
		is_first = false;
	}
	if (is_first)
		return;
	buffer_append_byte(&maker->scratch, '.');
	add_row(maker, SHEET_LINE, keep(maker));
}

/* Of what is read, whatever has been made open for publication since. */
static struct text fingerprint_of(struct maker *maker)
{
	const struct text known = maker->policy->reading.fingerprint.text;
	return known.length ? known : reading_fingerprint(&maker->sheet->arena, maker->policy);
}

static void add_agreement(struct maker *maker)
{
	struct arena *arena = &maker->sheet->arena;
	add_row(maker, SHEET_HEADING, TEXT("Agreement"));
	add_row(maker, SHEET_LINE,
		arena_format(arena, "Fingerprint of this reading: %.*s (grammar %d)",
			     TEXT_ARGUMENTS(fingerprint_of(maker)), READING_GRAMMAR));
	if (maker->policy->reading.state.choice == READING_AGREED ||
	    maker->policy->reading.state.choice == READING_CHANGED) {
		const struct reading_agreement *agreement = &maker->policy->agreement;
		buffer_append_string(&maker->scratch, "Agreed");
		if (!maker->options->is_published || maker->options->with_name)
			buffer_append_format(&maker->scratch, " by %.*s", TEXT_ARGUMENTS(agreement->agreed_by.text));
		buffer_append_string(&maker->scratch, ", ");
		date_append_british(&maker->scratch, agreement->date.date);
		buffer_append_string(&maker->scratch, maker->policy->reading.state.choice == READING_AGREED
							      ? ": to this reading."
							      : ": to another reading, and not yet to this one.");
		add_row(maker, SHEET_LINE, keep(maker));
		add_changes(maker);
	}
	if (maker->options->is_published && maker->policy->reading.state.choice == READING_NOT_AGREED)
		add_row(maker, SHEET_LINE, TEXT("Nobody has agreed to this reading yet."));
	if (!maker->options->is_published && maker->policy->reading.state.choice != READING_AGREED)
		add_row(maker, SHEET_LINE, TEXT("Agreed by: ______________________________  Date: ______________"));
}

void sheet_make(struct sheet *sheet, const struct policy *policy, const struct sheet_options *options)
{
	struct maker maker = {.sheet = sheet, .policy = policy, .options = options};

	*sheet = (struct sheet){0};
	maker.parts = reading_parts_of(&sheet->arena, policy);
	/* The sheet of a block is of its own words: only what it takes from other blocks is elsewhere. */
	for (size_t i = 0; i < maker.parts.count; i++) {
		const struct included_block *block = maker.parts.items[i].block;
		bool is_own = block && options->is_block && text_equal(block->block, policy->ref.text) &&
			      text_equal(block->edition, policy->version.text);
		if (is_own || options->is_published)
			maker.parts.items[i].block = NULL;
	}
	add_title(&maker);
	add_open(&maker);
	add_glance(&maker);
	add_pairs(&maker);
	add_codes(&maker);
	add_agreement(&maker);
	buffer_release(&maker.scratch);
}

void sheet_release(struct sheet *sheet)
{
	ARRAY_RELEASE(&sheet->rows);
	arena_release(&sheet->arena);
}

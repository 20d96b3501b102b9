#include "read/codes.h"

#include "base/memory.h"
#include "base/scan.h"
#include "read/code_forms.h"
#include "tree/flat_text.h"
#include "tree/profile.h"

#define LABEL_MOST 120 /* bytes of a label that is not the beginning of a clause */

typedef ARRAY_OF(struct code) code_array;

/* A code set while it is read. */
struct open_set {
	struct code_set set;
	code_array codes;
};

/* A label that was read, and the sets of the systems that it names once there is something to put in them. */
struct label {
	bool names[CODE_SYSTEM_COUNT];
	enum code_system first; /* of those that it names */
	struct text heading;
	struct place place;
	struct node *node;
	size_t sets[CODE_SYSTEM_COUNT]; /* index of the set and one; 0: none yet */
	bool is_set;
};

struct coding {
	struct policy *policy;
	struct arena *arena;
	const struct profile *profile;
	ARRAY_OF(struct open_set) sets;
	struct label label;                     /* what the next blocks belong to */
	struct label labels[CODE_SYSTEM_COUNT]; /* the first of each system */
	struct node *section;                   /* the first of kind coding */
	struct node *link;                      /* the first that no label stands before */
	struct node *none;                      /* the first words without a label that say None */
	bool has_sets;                          /* beside those that are missing */
};

static const char *const roles[CODE_SYSTEM_COUNT] = {[CODE_OPCS4] = "procedure", [CODE_ICD10] = "diagnosis"};

/* A line of a flat text: what stands between its soft and hard line breaks. */
struct line {
	size_t begin, end;
	size_t first, last; /* its segments: from the first up to, not including, the last */
	struct node *link;  /* the first in it that leads anywhere */
};

static bool leads_anywhere(const struct node *link)
{
	return link->link.kind == LINK_URL || link->link.kind == LINK_POLICY || link->link.kind == LINK_NICE ||
	       link->link.kind == LINK_WITHIN;
}

/* The next line, from LINE_NONE to the first; false after the last. */
#define LINE_NONE ((struct line){0, (size_t)-1, 0, (size_t)-1, NULL})
static bool next_line(const struct flat_text *flat, struct line *line)
{
	size_t i = line->last + 1;

	if (line->end == flat->text.length)
		return false;
	*line = (struct line){.begin = line->end + 1, .end = flat->text.length, .first = i};
	for (; i < flat->count; i++) {
		struct node *node = flat->segments[i].node, *link = node_ancestor(node, NODE_LINK);
		if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK) {
			line->end = flat->segments[i].offset;
			break;
		}
		if (!line->link && link && leads_anywhere(link))
			line->link = link;
	}
	line->last = i;
	return true;
}

static void trim(struct text text, size_t *begin, size_t *end)
{
	if (*begin < *end)
		*begin = spaces_end(text, *begin);
	while (*end > *begin && is_ascii_space(text.bytes[*end - 1]))
		--*end;
}

/* Reads a label in the words from begin to end, and makes it the one that counts. False when no system is named. */
static bool read_label(struct coding *coding, const struct flat_text *flat, size_t begin, size_t end, struct node *node)
{
	struct label label = {.node = node};
	size_t first = TEXT_NOT_FOUND;

	trim(flat->text, &begin, &end);
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		size_t at = code_system_named(text_slice(flat->text, begin, end), (enum code_system)system);
		label.names[system] = at != TEXT_NOT_FOUND;
		if (at < first) {
			first = at;
			label.first = (enum code_system)system;
		}
	}
	if (first == TEXT_NOT_FOUND)
		return false;
	label.is_set = true;
	label.heading = text_slice(flat->text, begin, end);
	label.place = flat_text_place(flat, begin, end);
	coding->label = label;
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++)
		if (label.names[system] && !coding->labels[system].is_set)
			coding->labels[system] = label;
	return true;
}

static size_t add_set(struct coding *coding, enum code_system system, struct node *node, struct place place)
{
	const struct node *with_id = node_with_id(node);
	struct open_set *open = ARRAY_ADD(&coding->sets);

	*open = (struct open_set){
		.set = {.system = system,
			.state = CODES_ABSENT,
			.id = with_id ? with_id->id : TEXT(""),
			.heading = TEXT(""),
			.role = text_of(roles[system]),
			.url = TEXT(""),
			.node = node,
			.place = place},
	};
	return coding->sets.count - 1;
}

/* The set of a system that the label names, made when it is first needed. */
static struct open_set *set_of_label(struct coding *coding, enum code_system system)
{
	struct label *label = &coding->label;

	if (!label->sets[system]) {
		label->sets[system] = add_set(coding, system, label->node, label->place) + 1;
		coding->sets.items[label->sets[system] - 1].set.heading = label->heading;
	}
	return &coding->sets.items[label->sets[system] - 1];
}

/* A policy's page has no address of its own here: then the link as it is written. */
static struct text address_of(const struct node *link)
{
	return link->link.url.length ? link->link.url : link->link.target;
}

static void set_state(struct coding *coding, enum code_set_state state, const struct node *link)
{
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		if (!coding->label.names[system])
			continue;
		struct code_set *set = &set_of_label(coding, (enum code_system)system)->set;
		if (set->state == CODES_ABSENT || (set->state == CODES_DELEGATED && state == CODES_NONE)) {
			set->state = state;
			set->url = link ? address_of(link) : TEXT("");
		}
	}
}

/* A label that names both systems gives a code to the first that has such codes. */
static enum code_system system_of_code(const struct coding *coding, struct text words, size_t at)
{
	const struct label *label = &coding->label;
	struct code code;

	if (label->names[CODE_OPCS4] && label->names[CODE_ICD10]) {
		enum code_system other = label->first == CODE_OPCS4 ? CODE_ICD10 : CODE_OPCS4;
		bool fits_first = code_read(coding->arena, label->first, words, at, &code) && code.canonical.length;
		bool fits_other = code_read(coding->arena, other, words, at, &code) && code.canonical.length;
		return !fits_first && fits_other ? other : label->first;
	}
	return label->first;
}

/* Codes that share one line or cell and so the words beside them. */
struct run {
	struct open_set *set; /* NULL: none was read */
	size_t first, count;
	size_t end; /* of the last code in the flat text */
};

/* The space between a code and another that is certainly one: codes pasted in with nothing but spaces between them. */
static size_t space_before_code(struct coding *coding, enum code_system system, struct text words, size_t at)
{
	size_t space = spaces_end(words, at) - at;
	struct code code;
	size_t length = space ? code_read(coding->arena, system, words, at + space, &code) : 0;

	return length >= 4 && code.canonical.length && code.match == MATCH_EXACT && code.undotted.length >= 4 ? space
													      : 0;
}

/* Reads the codes that a part of the flat text begins with. */
static struct run read_codes(struct coding *coding, const struct flat_text *flat, size_t begin, size_t end)
{
	struct text words = text_slice(flat->text, 0, end);
	struct run run = {0};
	enum code_system system = CODE_OPCS4;

	for (size_t at = begin; at < end;) {
		struct code code;
		if (!run.set)
			system = system_of_code(coding, words, at);
		size_t length = code_read(coding->arena, system, words, at, &code);
		/* After a comma only what is a code for certain: the rest are words. */
		if (!length || (run.set && !code.canonical.length && !is_ascii_upper(words.bytes[at])))
			break;
		if (!run.set) {
			run.set = set_of_label(coding, system);
			run.first = run.set->codes.count;
		}
		code.place = flat_text_place(flat, at, at + length);
		*ARRAY_ADD(&run.set->codes) = code;
		run.count++;
		run.end = at + length;
		size_t separator = code_separator(words, run.end);
		if (!separator)
			separator = space_before_code(coding, system, words, run.end);
		if (!separator)
			break;
		at = run.end + separator;
	}
	if (run.set)
		run.set->set.state = CODES_LISTED;
	return run;
}

/* On one line: a hard line break is a space. */
static struct text one_line(struct arena *arena, struct text words)
{
	char *line;

	if (text_find_byte(words, '\n', 0) == TEXT_NOT_FOUND)
		return words;
	line = arena_string(arena, words);
	for (size_t i = 0; i < words.length; i++)
		if (line[i] == '\n')
			line[i] = ' ';
	return (struct text){line, words.length};
}

static void set_term(struct coding *coding, const struct run *run, const struct flat_text *flat, size_t begin,
		     size_t end)
{
	trim(flat->text, &begin, &end);
	for (size_t i = run->first; begin < end && i < run->first + run->count; i++) {
		struct code *code = &run->set->codes.items[i];
		code->term = one_line(coding->arena, text_slice(flat->text, begin, end));
		code->term_place = flat_text_place(flat, begin, end);
	}
}

/* Lines under the label that counts: codes, None, or a link. A line without a code goes on with the words of the codes
 * above it. */
static void read_lines(struct coding *coding, const struct flat_text *flat, struct line line)
{
	struct run run = {0};
	size_t term = 0;

	do {
		size_t at = spaces_end(flat->text, line.begin);
		struct run next = read_codes(coding, flat, at, line.end);

		if (next.set) {
			run = next;
			term = code_term_begin(text_slice(flat->text, 0, line.end), run.end);
			set_term(coding, &run, flat, term, line.end);
		} else if (code_says_none(text_slice(flat->text, line.begin, line.end))) {
			set_state(coding, CODES_NONE, NULL);
		} else if (line.link) {
			set_state(coding, CODES_DELEGATED, line.link);
		} else if (run.set) {
			set_term(coding, &run, flat, term, line.end);
		}
	} while (next_line(flat, &line));
}

/* Words without a label before them: a link, or None. */
static void read_unlabelled(struct coding *coding, const struct flat_text *flat, struct node *leaf)
{
	for (struct line line = LINE_NONE; !coding->link && next_line(flat, &line);)
		coding->link = line.link;
	if (!coding->none && code_says_none(flat->text))
		coding->none = leaf;
}

/* Reads the label that a line is or begins with, and the line's rest where it has one ("ICD-10: None"). */
static bool read_label_line(struct coding *coding, const struct flat_text *flat, struct line *line, struct node *node)
{
	struct text words = text_slice(flat->text, 0, line->end);
	size_t colon = text_find_byte(words, ':', 0);

	/* A colon inside an address ends no label. */
	if (colon != TEXT_NOT_FOUND && colon + 1 < line->end && is_ascii_space(words.bytes[colon + 1]) &&
	    read_label(coding, flat, 0, colon + 1, node)) {
		line->begin = colon + 1;
		return true;
	}
	if (!read_label(coding, flat, 0, line->end, node))
		return false;
	if (line->link)
		set_state(coding, CODES_DELEGATED, line->link);
	line->begin = line->end;
	return true;
}

/* A paragraph: a label with what follows on its line and the next ones, or words below the label before it. */
static void read_paragraph(struct coding *coding, struct node *leaf, struct node *node)
{
	struct flat_text flat = flat_text_of(coding->arena, leaf);
	bool is_first = leaf->parent->kind == NODE_CLAUSE && !leaf->previous;
	struct line line = LINE_NONE;
	struct code code;

	next_line(&flat, &line);
	bool is_code = coding->label.is_set && code_read(coding->arena, coding->label.first, flat.text, 0, &code);
	if (!is_code && (is_first || line.end <= LABEL_MOST) && read_label_line(coding, &flat, &line, node) &&
	    line.begin == line.end && !next_line(&flat, &line))
		return;
	if (coding->label.is_set)
		read_lines(coding, &flat, line);
	else
		read_unlabelled(coding, &flat, leaf);
}

static bool is_header_word(struct text cell, struct text profile_word, const char *word, const char *plural)
{
	return text_equal_ignoring_case(cell, text_of(word)) || text_equal_ignoring_case(cell, text_of(plural)) ||
	       (profile_word.length && text_equal_ignoring_case(cell, profile_word));
}

/* The codes stand in the first column, unless the header says that they stand in the second. */
static bool codes_are_second(struct coding *coding, const struct node *header)
{
	const struct node *first = header->first_child, *second = first ? first->next : NULL;
	struct text word = coding->profile ? coding->profile->code_table.code.text : TEXT("");

	if (!second)
		return false;
	struct text words = text_trim(node_words(coding->arena, second));
	return is_header_word(words, word, "code", "codes") &&
	       !is_header_word(text_trim(node_words(coding->arena, first)), word, "code", "codes");
}

static void read_row(struct coding *coding, const struct node *row, const struct node *cell, const struct node *words)
{
	struct flat_text flat = flat_text_of(coding->arena, cell);
	struct flat_text beside = words ? flat_text_of(coding->arena, words) : (struct flat_text){0};
	size_t begin = 0, end = flat.text.length, term_end = beside.text.length;

	trim(flat.text, &begin, &end);
	if (begin == end)
		return;
	if (row->row.is_header) {
		/* A header is words, unless somebody began the codes there. */
		struct code code;
		if (!code_read(coding->arena, coding->label.first, flat.text, begin, &code) || !code.canonical.length)
			return;
	}
	struct run run = read_codes(coding, &flat, begin, end);
	if (!run.set) {
		/* A word where a code is due; with nothing beside it, it is a heading of rows. */
		struct text written = text_slice(flat.text, begin, end);
		if (code_says_none(written)) {
			set_state(coding, CODES_NONE, NULL);
			return;
		}
		if (row->row.is_header || !text_trim(beside.text).length)
			return;
		run.set = set_of_label(coding, coding->label.first);
		run.set->set.state = CODES_LISTED;
		run.first = run.set->codes.count;
		run.count = 1;
		*ARRAY_ADD(&run.set->codes) = (struct code){.written = written,
							    .canonical = TEXT(""),
							    .undotted = TEXT(""),
							    .last_canonical = TEXT(""),
							    .last_undotted = TEXT(""),
							    .term = TEXT(""),
							    .marks = TEXT(""),
							    .place = flat_text_place(&flat, begin, end)};
		run.end = end;
	}
	if (text_trim(beside.text).length)
		set_term(coding, &run, &beside, 0, term_end);
	else
		set_term(coding, &run, &flat, code_term_begin(text_slice(flat.text, 0, end), run.end), end);
}

static void read_table(struct coding *coding, const struct node *table)
{
	bool is_second = table->first_child && codes_are_second(coding, table->first_child);

	for (const struct node *row = table->first_child; row; row = row->next) {
		const struct node *first = row->first_child, *second = first ? first->next : NULL;
		if (is_second && second)
			read_row(coding, row, second, first);
		else if (first)
			read_row(coding, row, first, second);
	}
}

/* Bullets at any depth, in the order written. */
static void read_list(struct coding *coding, const struct node *list)
{
	struct walk walk = walk_begin(list);

	while (walk_next(&walk)) {
		if (!walk.is_entering || !node_is_leaf_block(walk.node))
			continue;
		if (walk.node->kind == NODE_PARAGRAPH) {
			struct flat_text flat = flat_text_of(coding->arena, walk.node);
			struct line line = LINE_NONE;
			if (coding->label.is_set && next_line(&flat, &line))
				read_lines(coding, &flat, line);
			else
				read_unlabelled(coding, &flat, walk.node);
		}
		walk_skip_children(&walk);
	}
}

/* A block of a section or clause; `node` is that section or clause. */
static void read_block(struct coding *coding, struct node *block, struct node *node)
{
	if (block->kind == NODE_PARAGRAPH)
		read_paragraph(coding, block, node);
	else if (block->kind == NODE_TABLE && coding->label.is_set)
		read_table(coding, block);
	else if (block->kind == NODE_LIST)
		read_list(coding, block);
}

/* A label in a clause counts to the end of the clause; where nothing stood there, for what follows it too. */
static void read_clause(struct coding *coding, struct node *clause)
{
	struct label above = coding->label;

	if (above.is_set && above.node->kind == NODE_CLAUSE)
		above.is_set = false;
	coding->label = above;
	for (struct node *block = clause->first_child; block; block = block->next)
		read_block(coding, block, clause);
	bool is_own = coding->label.is_set && coding->label.node == clause;
	if (is_own && (coding->label.sets[CODE_OPCS4] || coding->label.sets[CODE_ICD10]))
		coding->label = above;
}

/* The blocks of one section; its subsections come later in the walk. */
static void read_section(struct coding *coding, struct node *section)
{
	struct node *heading = node_heading(section);

	if (section->parent->kind != NODE_SECTION || coding->label.node != section->parent)
		coding->label.is_set = false;
	if (!coding->section)
		coding->section = section;
	if (heading) {
		struct flat_text flat = flat_text_of(coding->arena, heading);
		read_label(coding, &flat, 0, flat.text.length, section);
	}
	for (struct node *block = section->first_child; block; block = block->next) {
		if (block->kind == NODE_CLAUSE)
			read_clause(coding, block);
		else
			read_block(coding, block, section);
	}
}

static struct node *clause_or_section(const struct node *node)
{
	struct node *clause = node_ancestor(node, NODE_CLAUSE);

	return clause ? clause : node_ancestor(node, NODE_SECTION);
}

/* A system of which no set was found: delegated or none where the section says so for both, else absent. */
static void add_missing(struct coding *coding, enum code_system system)
{
	const struct label *label = &coding->labels[system];
	struct node *heading = node_heading(coding->section), *node = coding->section;
	struct place place = heading ? heading->place : node->place;
	enum code_set_state state = CODES_ABSENT;

	for (size_t i = 0; i < coding->sets.count; i++)
		if (coding->sets.items[i].set.system == system)
			return;
	if (!coding->has_sets && coding->link) {
		state = CODES_DELEGATED;
		node = clause_or_section(coding->link);
		place = coding->link->place;
	} else if (!coding->has_sets && coding->none) {
		state = CODES_NONE;
		node = clause_or_section(coding->none);
		place = coding->none->place;
	} else if (label->is_set) {
		node = label->node;
		place = label->place;
	}
	size_t index = add_set(coding, system, node, place); /* may move the items */
	struct code_set *set = &coding->sets.items[index].set;
	set->state = state;
	if (state == CODES_ABSENT && label->is_set)
		set->heading = label->heading;
	if (state == CODES_DELEGATED)
		set->url = address_of(coding->link);
}

static void keep(struct coding *coding)
{
	struct policy *policy = coding->policy;

	policy->code_set_count = coding->sets.count;
	policy->code_sets = ARENA_ARRAY(coding->arena, coding->sets.count, struct code_set);
	for (size_t i = 0; i < coding->sets.count; i++) {
		struct open_set *open = &coding->sets.items[i];
		policy->code_sets[i] = open->set;
		policy->code_sets[i].count = open->codes.count;
		policy->code_sets[i].codes =
			arena_copy_array(coding->arena, open->codes.items, open->codes.count, sizeof(struct code));
		ARRAY_RELEASE(&open->codes);
	}
	ARRAY_RELEASE(&coding->sets);
}

void codes_read(struct policy *policy, const struct profile *profile)
{
	struct coding coding = {.policy = policy, .arena = &policy->arena, .profile = profile};
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		if (walk.node->kind == NODE_SECTION && node_section_kind(walk.node) == SECTION_CODING)
			read_section(&coding, walk.node);
		if (walk.node->kind != NODE_BODY && walk.node->kind != NODE_SECTION)
			walk_skip_children(&walk);
	}
	coding.has_sets = coding.sets.count > 0;
	for (int system = 0; coding.section && system < CODE_SYSTEM_COUNT; system++)
		add_missing(&coding, (enum code_system)system);
	keep(&coding);
}

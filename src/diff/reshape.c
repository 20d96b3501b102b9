/* The same words set out otherwise: bullets for a sentence, a table for a list, references in another order. Only what
 * is the same word for word, and joined by the same AND or OR, is told so. */
#include "base/memory.h"
#include "diff/body.h"
#include "diff/logic.h"
#include "diff/said.h"
#include "diff/word_runs.h"
#include "tree/english.h"
#include "tree/lead_in.h"

#define LINES_MOST 100 /* of a list that is looked at */
#define LISTS_MOST 32  /* of lists beside each other */

/* A version, and what is known of its units. */
struct side {
	struct version_blocks *version;
	const uint32_t *others; /* by unit: that of the other version */
	bool *is_told;
};

static struct side side_of(struct body *body, bool is_new)
{
	return is_new ? (struct side){&body->comparison->to, body->old_unit, body->is_told_new}
		      : (struct side){&body->comparison->from, body->new_unit, body->is_told_old};
}

/* The rows or items straight below a list or table, each with its words. */
struct lines {
	uint32_t units[LINES_MOST];
	size_t count;
	uint32_t header; /* the row of a table that heads the others; BLOCK_NONE: none */
};

/* False where one holds more than its own words, is known from the other version, or they are too many. */
static bool read_lines(const struct side *side, uint32_t list, struct lines *lines)
{
	const struct blocks *blocks = &side->version->blocks;

	lines->count = 0;
	lines->header = BLOCK_NONE;
	FOR_EACH_CHILD(blocks, list, child)
	{
		const struct block *block = &blocks->items[child];
		bool is_row = block->node->kind == NODE_ROW;
		if (is_row && (block->node->row.is_header || !block->bag.count)) {
			lines->header = child;
			continue;
		}
		if (block->node->kind != NODE_ITEM && !is_row)
			return false;
		if (side->others[child] != BLOCK_NONE || lines->count == LINES_MOST ||
		    (!is_row && block->end != child + 2))
			return false;
		lines->units[lines->count++] = child;
	}
	return lines->count > 0;
}

static struct text words_of_unit(struct body *body, const struct side *side, uint32_t unit)
{
	return words_alone(body->comparison->arena, unit_words(&side->version->blocks, unit));
}

/* The words of lines, one on each. */
static void append_lines(struct buffer *out, struct body *body, const struct side *side, const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (out->length)
			buffer_append_byte(out, '\n');
		buffer_append(out, words_of_unit(body, side, lines->units[i]));
	}
}

/* All blocks of a list or table belong to one change. */
static void own_list(const struct side *side, uint32_t list, uint32_t number)
{
	for (uint32_t i = list; i < side->version->blocks.items[list].end; i++) {
		side->version->owners[i] = number;
		side->is_told[i] = true;
	}
}

/* Bullets and sentences */

/* The list straight below a unit's own words, and nothing else there; BLOCK_NONE: something else, or nothing. */
static uint32_t list_below(const struct blocks *blocks, uint32_t unit)
{
	uint32_t leaf = block_own_leaf(blocks, unit);
	uint32_t list = leaf == BLOCK_NONE ? BLOCK_NONE : blocks->items[leaf].end;

	if (list == BLOCK_NONE || list >= blocks->items[unit].end ||
	    blocks->items[list].end != blocks->items[unit].end || blocks->items[list].node->kind != NODE_LIST)
		return BLOCK_NONE;
	return list;
}

static bool is_joiner(const struct said_word *word, const char *joiner)
{
	return text_equal_ignoring_case(word->text, text_of(joiner));
}

/* Is each word of a phrase one of those that lead to a list: "any of the following"? */
static bool only_leads(struct text phrase)
{
	struct compared_words tokens = {0};
	bool leads = true;

	tokens_append(&tokens, phrase);
	for (size_t i = 0; i < tokens.count && leads; i++)
		leads = english_is(text_slice(phrase, tokens.items[i].begin, tokens.items[i].end), ENGLISH_LIST_LEADS);
	ARRAY_RELEASE(&tokens);
	return leads;
}

/* Does `whole` go on at `at` with the words of a line? Moves it past them, and past the joiner that follows. */
static bool goes_on(const struct speech *whole, size_t *at, struct text line, const char *joiner, bool is_last,
		    bool *is_joined)
{
	struct speech words = {0};
	bool is_same = true;

	said_read(&words, line);
	if (words.count && !is_last && is_joiner(&words.items[words.count - 1], joiner))
		words.count--;
	for (size_t i = 0; i < words.count && is_same; i++)
		is_same = *at + i < whole->count && whole->items[*at + i].hash == words.items[i].hash;
	*at += words.count;
	ARRAY_RELEASE(&words);
	if (is_same && !is_last && *at < whole->count && is_joiner(&whole->items[*at], joiner)) {
		*is_joined = true;
		++*at;
	}
	return is_same;
}

/* Is a sentence the words that lead to a list, and its items, joined by the AND or OR that these words say? */
static bool is_same_sentence(struct body *body, struct text sentence, struct text lead, const struct side *side,
			     const struct lines *lines)
{
	struct lead_in read = lead_in_read(body->comparison->arena, lead, EFFECT_NOT_STATED, false);
	const char *joiner = read.combination == CRITERIA_ANY ? "or" : "and";
	struct speech whole = {0}, leading = {0};
	size_t at = 0;
	bool is_joined = false, is_same = read.combination == CRITERIA_ANY || read.combination == CRITERIA_ALL;

	said_read(&whole, sentence);
	said_read(&leading, lead);
	while (at < whole.count && at < leading.count && whole.items[at].hash == leading.items[at].hash)
		at++;
	for (size_t i = at; i < leading.count && is_same; i++)
		is_same = only_leads(leading.items[i].text);
	for (size_t i = 0; i < lines->count && is_same; i++)
		is_same = goes_on(&whole, &at, words_of_unit(body, side, lines->units[i]), joiner,
				  i + 1 == lines->count, &is_joined);
	is_same = is_same && is_joined && at == whole.count;
	ARRAY_RELEASE(&whole);
	ARRAY_RELEASE(&leading);
	return is_same;
}

bool tell_bullets(struct body *body, uint32_t old, uint32_t new)
{
	uint32_t old_list = list_below(body->old, old), new_list = list_below(body->new, new);
	bool is_new = new_list != BLOCK_NONE;
	struct side side = side_of(body, is_new), other = side_of(body, !is_new);
	uint32_t list = is_new ? new_list : old_list, unit = is_new ? new : old, whole = is_new ? old : new;
	struct lines lines;

	if ((old_list == BLOCK_NONE) == (new_list == BLOCK_NONE) || side.version->blocks.items[list].pair != BLOCK_NONE)
		return false;
	struct text sentence = words_of_unit(body, &other, whole), lead = words_of_unit(body, &side, unit);
	if (other.version->blocks.items[whole].end != whole + 2 || !read_lines(&side, list, &lines) ||
	    lines.count < 2 || !is_same_sentence(body, sentence, lead, &side, &lines))
		return false;
	struct change *change = add_pair(body, OP_CHANGED, old, new);
	struct buffer words = BUFFER_EMPTY;
	change->shape = is_new ? "sentence made bullets" : "bullets made a sentence";
	buffer_append(&words, lead);
	append_lines(&words, body, &side, &lines);
	struct text bullets = arena_copy(body->comparison->arena, buffer_text(&words));
	change->old_words = is_new ? sentence : bullets;
	change->new_words = is_new ? bullets : sentence;
	body->parts[old] = body->merged_parts[new] = false;
	own_list(&side, list, (uint32_t)(change - body->comparison->changes.items));
	buffer_release(&words);
	return true;
}

/* Tables and lists */

static bool is_same_line(struct text a, struct text b)
{
	return words_are_same_but_for_marks(a, b);
}

/* A header that says what must hold, or in which unit, is more than the shape of a table. */
static bool header_says_nothing(struct body *body, const struct side *side, const struct lines *lines)
{
	struct speech speech = {0};
	bool says = false;

	if (lines->header == BLOCK_NONE)
		return true;
	said_read(&speech, words_of_unit(body, side, lines->header));
	for (size_t i = 0; i < speech.count; i++)
		says = says || speech.items[i].bit;
	ARRAY_RELEASE(&speech);
	return !says;
}

static bool are_same_lines(struct body *body, uint32_t old, uint32_t new, struct lines *before, struct lines *after)
{
	struct side from = side_of(body, false), to = side_of(body, true);
	const struct criteria_group *group = group_of(body->old, old), *new_group = group_of(body->new, new);

	if (group && new_group && !combine_alike(group, new_group))
		return false;
	if (!read_lines(&from, old, before) || !read_lines(&to, new, after) || before->count != after->count ||
	    !header_says_nothing(body, &from, before) || !header_says_nothing(body, &to, after))
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (!is_same_line(words_of_unit(body, &from, before->units[i]),
				  words_of_unit(body, &to, after->units[i])))
			return false;
	return true;
}

static void tell_table(struct body *body, uint32_t old, uint32_t new, const struct lines *before,
		       const struct lines *after)
{
	struct version_comparison *comparison = body->comparison;
	struct side from = side_of(body, false), to = side_of(body, true);
	struct change *change = add_pair(body, OP_CHANGED, old, new);
	struct buffer words = BUFFER_EMPTY;

	change->subject = SUBJECT_GROUP;
	change->shape = new_at(body, new)->node->kind == NODE_TABLE ? "list made a table" : "table made a list";
	append_lines(&words, body, &from, before);
	change->old_words = arena_copy(comparison->arena, buffer_text(&words));
	buffer_clear(&words);
	append_lines(&words, body, &to, after);
	change->new_words = arena_copy(comparison->arena, buffer_text(&words));
	own_list(&from, old, (uint32_t)(change - comparison->changes.items));
	own_list(&to, new, (uint32_t)(change - comparison->changes.items));
	buffer_release(&words);
}

static bool is_list_or_table(enum node_kind kind)
{
	return kind == NODE_LIST || kind == NODE_TABLE;
}

void tell_tables(struct body *body)
{
	struct lines before, after;

	for (uint32_t i = 1; i < body->new->count; i++) {
		const struct block *block = new_at(body, i);
		uint32_t parent = block->parent == BLOCK_NONE ? BLOCK_NONE : new_at(body, block->parent)->pair;
		if (!is_list_or_table(block->node->kind) || block->pair != BLOCK_NONE || parent == BLOCK_NONE)
			continue;
		size_t looked = 0;
		FOR_EACH_CHILD(body->old, parent, child)
		{
			const struct block *other = old_at(body, child);
			if (looked > LISTS_MOST)
				break;
			if (!is_list_or_table(other->node->kind) || other->node->kind == block->node->kind ||
			    other->pair != BLOCK_NONE || body->is_told_old[child])
				continue;
			looked++;
			if (!are_same_lines(body, child, i, &before, &after))
				continue;
			tell_table(body, child, i, &before, &after);
			break;
		}
	}
}

/* References */

void tell_renumbering(struct body *body)
{
	struct buffer old_numbers = BUFFER_EMPTY, new_numbers = BUFFER_EMPTY;
	struct version_comparison *comparison = body->comparison;
	uint32_t number = (uint32_t)comparison->changes.count, first = BLOCK_NONE;
	bool is_reordered = false;

	for (uint32_t i = 1; i < body->new->count; i++) {
		const struct block *block = new_at(body, i);
		if (block->node->kind != NODE_REFERENCE || block->pair == BLOCK_NONE)
			continue;
		const struct node *old = old_at(body, block->pair)->node;
		if (old->reference.number == block->node->reference.number)
			continue;
		first = first == BLOCK_NONE ? i : first;
		is_reordered = is_reordered || !block->is_kept;
		buffer_append_format(&old_numbers, "%s[%u]", old_numbers.length ? ", " : "", old->reference.number);
		buffer_append_format(&new_numbers, "%s[%u]", new_numbers.length ? ", " : "",
				     block->node->reference.number);
	}
	if (is_reordered) {
		struct change *change = change_add(comparison, CLASS_EDITORIAL, OP_CHANGED, SUBJECT_REFERENCE);
		change->shape = "renumbered";
		change->from = place_of_block(comparison->arena, body->old, new_at(body, first)->pair);
		change->to = place_of_block(comparison->arena, body->new, first);
		change_path_of_block(comparison, change, new_at(body, first), (struct text){NULL, 0});
		change->old_words = arena_copy(comparison->arena, buffer_text(&old_numbers));
		change->new_words = arena_copy(comparison->arena, buffer_text(&new_numbers));
		change->order = 2 * (size_t)first;
		for (uint32_t i = 1; i < body->new->count; i++)
			if (new_at(body, i)->node->kind == NODE_REFERENCE && comparison->to.owners[i] == CHANGE_NONE)
				comparison->to.owners[i] = number;
	}
	buffer_release(&old_numbers);
	buffer_release(&new_numbers);
}

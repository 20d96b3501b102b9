#include "diff/blocks.h"

#include "base/bug.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "base/xml_writer.h"
#include "diff/word_runs.h"
#include "tree/flat_text.h"

#define HASH_BEGIN 0xCBF29CE484222325u

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

/* Words with asides */

/* The blocks of a version once they are paired; NULL before. */
struct version {
	const struct blocks *blocks;
	bool is_new;
};

static void append_aside(struct buffer *out, const char *before, struct text shown, const char *after, struct text key)
{
	buffer_append_byte(out, ASIDE_BEGIN);
	buffer_append_string(out, before);
	buffer_append(out, shown);
	buffer_append_string(out, after);
	buffer_append_byte(out, ASIDE_KEY);
	buffer_append(out, key);
	buffer_append_byte(out, ASIDE_END);
}

/* Bytes that mark asides stand in no text that could be read without a finding; in others they are spaces. */
static void append_plain(struct buffer *out, struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		buffer_append_byte(out, text.bytes[i] >= 0 && text.bytes[i] <= ASIDE_END ? ' ' : text.bytes[i]);
}

/* What a reference, a clause or a section is known by: its number in OLD where both versions have it. */
static uint32_t number_in_old(const struct version *version, const struct node *node)
{
	uint32_t block = version->blocks ? blocks_find(version->blocks, node) : BLOCK_NONE;
	uint32_t pair = block == BLOCK_NONE ? BLOCK_NONE : version->blocks->items[block].pair;

	return pair == BLOCK_NONE || version->is_new ? pair : block;
}

/* So much of the words that a citation or a reference by number leads to is shown. */
#define LED_BYTES_MOST 120

/* The beginning of a leaf's words; no more is looked at, for thousands may lead to one. */
static void append_beginning(struct buffer *out, const struct node *leaf)
{
	struct walk walk = walk_begin(leaf);
	size_t begin = out->length;

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
			append_plain(out, node->text.text);
		else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
			buffer_append_byte(out, ' ');
		if (out->length - begin > LED_BYTES_MOST)
			break;
	}
	struct text words = text_slice(buffer_text(out), begin, out->length);
	if (words.length <= LED_BYTES_MOST)
		return;
	size_t cut = LED_BYTES_MOST;
	while (cut && words.bytes[cut] != ' ')
		cut--;
	out->length = begin + cut;
	buffer_append_string(out, " …");
}

/* A reference by number is the same where it leads to the same clause or section, whatever the number of that is now.
 */
static void append_target(struct buffer *out, const struct node *target, const struct version *version)
{
	struct buffer key = BUFFER_EMPTY, shown = BUFFER_EMPTY;
	uint32_t number = number_in_old(version, target);
	const struct node *leaf =
		target->first_child && node_is_leaf_block(target->first_child) ? target->first_child : NULL;

	if (number != BLOCK_NONE)
		buffer_append_format(&key, "#%u", number);
	else
		buffer_append(&key, target->id);
	buffer_append(&shown, target->number);
	if (target->number.length && leaf)
		buffer_append_string(&shown, ": ");
	if (leaf)
		append_beginning(&shown, leaf);
	append_aside(out, ASIDE_LEADS_TO, buffer_text(&shown), ")", buffer_text(&key));
	buffer_release(&key);
	buffer_release(&shown);
}

/* Where a link leads, unless that is what it shows. */
static void append_address(struct buffer *out, const struct node *link, size_t begin, const struct version *version)
{
	struct text shown = text_slice(buffer_text(out), begin, out->length), target = link->link.target;
	bool is_plain = link->link.is_bare || text_equal(shown, target);
	struct buffer address = BUFFER_EMPTY;

	if (link->kind == NODE_LINK && link->link.kind == LINK_WITHIN && link->link.resolved) {
		append_target(out, link->link.resolved, version);
		return;
	}
	if (is_plain && link->kind == NODE_LINK)
		return;
	append_plain(&address, target);
	if (link->link.kind == LINK_EMPTY)
		append_aside(out, " (no address", TEXT(""), ")", TEXT("#"));
	else
		append_aside(out, " (", buffer_text(&address), ")", buffer_text(&address));
	buffer_release(&address);
}

/* A citation is the same where it names the same reference, whatever its number: one that says the same, or, once it is
 * known, one that was reworded. */
static void append_citation(struct buffer *out, const struct node *citation, const struct version *version)
{
	struct buffer key = BUFFER_EMPTY, label = BUFFER_EMPTY;
	const struct node *reference = citation->citation.reference;
	uint32_t number = reference ? number_in_old(version, reference) : BLOCK_NONE;

	append_plain(&label, citation->citation.label);
	if (number != BLOCK_NONE)
		buffer_append_format(&key, "#%u", number);
	else if (reference)
		block_append_markup(&key, reference);
	else
		buffer_append(&key, buffer_text(&label));
	if (citation->citation.number) {
		buffer_clear(&label);
		buffer_append_format(&label, "%u", citation->citation.number);
	}
	if (reference) {
		buffer_append_string(&label, ": ");
		append_beginning(&label, reference);
	}
	for (size_t i = 0; i < key.length; i++)
		if (key.bytes[i] >= 0 && key.bytes[i] <= ASIDE_END)
			key.bytes[i] = ' ';
	append_aside(out, "[", buffer_text(&label), "]", buffer_text(&key));
	buffer_release(&key);
	buffer_release(&label);
}

static void append_words(struct buffer *out, const struct node *leaf, const struct version *version)
{
	struct walk walk = walk_begin(leaf);
	ARRAY_OF(size_t) begins = {0}; /* of the links that are open */

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		bool is_link = node->kind == NODE_LINK || node->kind == NODE_IMAGE;
		if (is_link && walk.is_entering)
			*ARRAY_ADD(&begins) = out->length;
		else if (is_link)
			append_address(out, node, begins.items[--begins.count], version);
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
			append_plain(out, node->text.text);
		else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
			buffer_append_byte(out, ' ');
		else if (node->kind == NODE_CITATION)
			append_citation(out, node, version);
	}
	ARRAY_RELEASE(&begins);
}

/* Markup */

static void open_link(struct buffer *out, const struct node *node, const char *element, const char *attribute)
{
	buffer_append_format(out, "<%s %s=\"", element, attribute);
	xml_escape_attribute(out, node->link.target);
	if (node->link.title.length) {
		buffer_append_string(out, "\" title=\"");
		xml_escape_attribute(out, node->link.title);
	}
	buffer_append_string(out, "\">");
}

static void enter_markup(struct buffer *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
		xml_escape(out, node->text.text);
		break;
	case NODE_CODE:
		buffer_append_string(out, "<code>");
		xml_escape(out, node->text.text);
		buffer_append_string(out, "</code>");
		break;
	case NODE_SOFT_BREAK:
		buffer_append_byte(out, ' ');
		break;
	case NODE_LINE_BREAK:
		buffer_append_string(out, "<br/>");
		break;
	case NODE_CITATION:
		buffer_append_string(out, "<cite label=\"");
		xml_escape_attribute(out, node->citation.label);
		buffer_append_string(out, "\"/>");
		break;
	case NODE_EMPHASIS:
		buffer_append_string(out, "<em>");
		break;
	case NODE_STRONG:
		buffer_append_string(out, "<strong>");
		break;
	case NODE_LINK:
		open_link(out, node, "a", "href");
		break;
	case NODE_IMAGE:
		open_link(out, node, "img", "src");
		break;
	default:
		break;
	}
}

static void leave_markup(struct buffer *out, const struct node *node)
{
	static const char *const ends[NODE_KIND_COUNT] = {
		[NODE_EMPHASIS] = "</em>",
		[NODE_STRONG] = "</strong>",
		[NODE_LINK] = "</a>",
		[NODE_IMAGE] = "</img>",
	};
	if (ends[node->kind])
		buffer_append_string(out, ends[node->kind]);
}

void block_append_markup(struct buffer *out, const struct node *leaf)
{
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter_markup(out, walk.node);
		else
			leave_markup(out, walk.node);
	}
}

/* Laying out */

static int compare_hashes(const void *first, const void *second)
{
	const uint64_t *a = first, *b = second;

	return (*a > *b) - (*a < *b);
}

/* The hash of the words, and the bag of those that are words. */
static void read_own_words(struct blocks *blocks, struct block *block)
{
	struct compared_words tokens = {0};
	uint64_t *words, *sorted;

	tokens_append(&tokens, block->words);
	block->own = mix(compared_words_hash(tokens.items, tokens.count), 1);
	words = ARENA_ARRAY(blocks->arena, tokens.count, uint64_t);
	sorted = ARENA_ARRAY(blocks->arena, tokens.count, uint64_t);
	for (size_t i = 0; i < tokens.count; i++) {
		struct text token = text_slice(block->words, tokens.items[i].begin, tokens.items[i].end);
		if (is_ascii_punctuation(token.bytes[0]) || token.bytes[0] == ASIDE_BEGIN)
			continue;
		words[block->bag.count] = sorted[block->bag.count] = tokens.items[i].hash;
		block->bag.count++;
	}
	if (block->bag.count)
		qsort(sorted, block->bag.count, sizeof *sorted, compare_hashes);
	block->bag.words = words;
	block->bag.sorted = sorted;
	block->word_count = block->bag.count;
	ARRAY_RELEASE(&tokens);
}

static bool has_own_words(const struct node *node)
{
	return node_is_leaf_block(node) || node->kind == NODE_ROW || node->kind == NODE_INCLUDE;
}

/* The shape that a block is compared by: the words of a clause may stand as an item, and the other way round. */
static uint64_t shape_of(enum node_kind kind)
{
	return (uint64_t)(kind == NODE_ITEM ? NODE_CLAUSE : kind) + 1;
}

static void read_words(struct blocks *blocks, struct block *block, const struct version *version)
{
	const struct node *node = block->node;
	struct buffer words = BUFFER_EMPTY;

	if (node->kind == NODE_ROW) {
		for (const struct node *cell = node->first_child; cell; cell = cell->next) {
			if (cell->previous)
				buffer_append_string(&words, " | ");
			append_words(&words, cell, version);
		}
	} else if (node->kind == NODE_INCLUDE) {
		buffer_append_format(&words, "{{include %.*s@%.*s}}", TEXT_ARGUMENTS(node->include.block),
				     TEXT_ARGUMENTS(node->include.edition));
	} else {
		append_words(&words, node, version);
	}
	block->words = buffer_keep(&words, blocks->arena);
	read_own_words(blocks, block);
}

static void add_block(struct blocks *blocks, const struct node *node, uint32_t parent, uint32_t place)
{
	struct block *block = &blocks->items[blocks->count++];

	*block = (struct block){
		.node = node, .parent = parent, .place = place, .pair = BLOCK_NONE, .hash = shape_of(node->kind)};
	if (has_own_words(node))
		read_words(blocks, block, &(struct version){NULL, false});
}

/* What a block has of those below it, once they are all there. */
static void finish_block(struct blocks *blocks, uint32_t index)
{
	struct block *block = &blocks->items[index];
	uint32_t leaf;

	block->end = blocks->count;
	if (node_is_leaf_block(block->node) || block->node->kind == NODE_INCLUDE) {
		block->hash = mix(block->hash, block->own);
		return;
	}
	if (block->node->kind != NODE_ROW)
		block->word_count = 0;
	FOR_EACH_CHILD(blocks, index, child)
	{
		block->hash = mix(block->hash, blocks->items[child].hash);
		if (block->node->kind != NODE_ROW)
			block->word_count += blocks->items[child].word_count;
	}
	leaf = block_own_leaf(blocks, index);
	if (leaf != BLOCK_NONE) {
		block->own = blocks->items[leaf].own;
		block->bag = blocks->items[leaf].bag;
	}
}

struct address {
	uintptr_t address;
	uint32_t block;
};

static int compare_addresses(const void *first, const void *second)
{
	const struct address *a = first, *b = second;

	return (a->address > b->address) - (a->address < b->address);
}

static void sort_by_node(struct blocks *blocks)
{
	struct address *places = memory_allocate_array(blocks->count, sizeof *places);

	for (uint32_t i = 0; i < blocks->count; i++) {
		places[i].address = (uintptr_t)blocks->items[i].node;
		places[i].block = i;
	}
	qsort(places, blocks->count, sizeof *places, compare_addresses);
	blocks->by_node = ARENA_ARRAY(blocks->arena, blocks->count, uint32_t);
	for (uint32_t i = 0; i < blocks->count; i++)
		blocks->by_node[i] = places[i].block;
	free(places);
}

static uint32_t count_blocks(const struct node *body)
{
	struct walk walk = walk_begin(body);
	uint32_t count = 0;

	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		count++;
		if (node_is_leaf_block(walk.node))
			walk_skip_children(&walk);
	}
	return count;
}

void blocks_init(struct blocks *blocks, struct arena *arena, const struct node *body)
{
	struct walk walk;
	uint32_t parent = BLOCK_NONE;
	ARRAY_OF(uint32_t) places = {0}; /* how many children each open block has by now */

	if (!body)
		body = node_new(arena, NODE_BODY, PLACE_NONE);
	*blocks = (struct blocks){.arena = arena};
	blocks->items = ARENA_ARRAY(arena, count_blocks(body), struct block);
	walk = walk_begin(body);
	while (walk_next(&walk)) {
		if (!node_is_block(walk.node))
			continue;
		if (walk.is_entering) {
			uint32_t place = places.count ? places.items[places.count - 1]++ : 0;
			add_block(blocks, walk.node, parent, place);
			parent = blocks->count - 1;
			*ARRAY_ADD(&places) = 0;
			if (node_is_leaf_block(walk.node))
				walk_skip_children(&walk);
		}
		if (!walk.is_entering || walk.node->kind == NODE_INCLUDE) { /* an include is entered and never left */
			finish_block(blocks, parent);
			parent = blocks->items[parent].parent;
			places.count--;
		}
	}
	ARRAY_RELEASE(&places);
	sort_by_node(blocks);
}

static bool has_citations(struct text words)
{
	static const char citation[] = {ASIDE_BEGIN, '[', '\0'}, target[] = {ASIDE_BEGIN, ' ', '(', 'l', '\0'};

	return text_find(words, text_of(citation), 0) != TEXT_NOT_FOUND ||
	       text_find(words, text_of(target), 0) != TEXT_NOT_FOUND;
}

void blocks_name_citations(struct blocks *blocks, bool is_new)
{
	for (uint32_t i = 0; i < blocks->count; i++) {
		struct block *block = &blocks->items[i], *parent;
		if (!has_citations(block->words))
			continue;
		block->bag = (struct bag){0};
		read_words(blocks, block, &(struct version){blocks, is_new});
		parent = &blocks->items[block->parent];
		if (block_own_leaf(blocks, block->parent) == i)
			parent->own = block->own;
	}
}

uint32_t blocks_find(const struct blocks *blocks, const struct node *node)
{
	uint32_t low = 0, high = blocks->count;

	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if ((uintptr_t)blocks->items[blocks->by_node[middle]].node < (uintptr_t)node)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < blocks->count && blocks->items[blocks->by_node[low]].node == node)
		return blocks->by_node[low];
	return BLOCK_NONE;
}

uint32_t block_own_leaf(const struct blocks *blocks, uint32_t block)
{
	const struct node *node = blocks->items[block].node;
	bool has_child = blocks->items[block].end > block + 1;

	if (node_is_leaf_block(node) || node->kind == NODE_INCLUDE)
		return block;
	if (!has_child)
		return BLOCK_NONE;
	const struct node *first = blocks->items[block + 1].node;
	if (node->kind == NODE_SECTION)
		return first->kind == NODE_HEADING ? block + 1 : BLOCK_NONE;
	if ((node->kind == NODE_CLAUSE || node->kind == NODE_ITEM) && node_is_leaf_block(first))
		return block + 1;
	return BLOCK_NONE;
}

uint32_t block_section(const struct blocks *blocks, uint32_t block)
{
	while (block && blocks->items[block].node->kind != NODE_SECTION)
		block = blocks->items[block].parent;
	return block;
}

uint32_t bag_common(const struct bag *a, const struct bag *b)
{
	uint32_t common = 0, i = 0, j = 0;

	while (i < a->count && j < b->count) {
		if (a->sorted[i] == b->sorted[j])
			common++, i++, j++;
		else if (a->sorted[i] < b->sorted[j])
			i++;
		else
			j++;
	}
	return common;
}

double bag_likeness(const struct bag *a, const struct bag *b)
{
	uint32_t all = a->count + b->count;

	return all ? 2.0 * bag_common(a, b) / all : 0;
}

#include "check/shared_wording.h"

#include "base/memory.h"
#include "tree/version.h"

/* What shared_wording_new keeps while it works. */
struct gathering {
	struct shared_wording *wording;
	struct map newest; /* name -> struct wording_block: the newest edition so far */
	struct compared_words words;
	struct {
		struct passage_place **items; /* by passage: the last of its places */
		size_t count, capacity;
	} last;
	struct {
		const struct passage_place **items;
		size_t count, capacity;
	} first;
};

static void read_key(struct gathering *gathering, struct wording_block *block)
{
	struct text key = block->block->key;
	size_t at = text_find_byte(key, '@', 0);
	block->name = text_slice(key, 0, at);
	block->edition = at == TEXT_NOT_FOUND ? TEXT("") : text_slice(key, at + 1, key.length);
	struct wording_block *newest = map_get(&gathering->newest, block->name);
	if (!newest || version_compare(block->edition, newest->edition) > 0)
		map_set(&gathering->newest, block->name, block);
}

static void add_place(struct gathering *gathering, uint32_t passage, uint32_t block, struct place place)
{
	struct passage_place *item = ARENA_NEW(&gathering->wording->arena, struct passage_place);
	*item = (struct passage_place){block, place, NULL};
	if (passage == gathering->first.count) {
		*ARRAY_ADD(&gathering->first) = item;
		*ARRAY_ADD(&gathering->last) = item;
		return;
	}
	gathering->last.items[passage]->next = item;
	gathering->last.items[passage] = item;
}

/* Without the mark ({any}, {#name}) at its end: a block's words are kept as they are written. */
static size_t end_without_mark(struct text text, size_t begin, size_t end)
{
	while (end > begin && is_ascii_space(text.bytes[end - 1]))
		end--;
	if (end == begin || text.bytes[end - 1] != '}')
		return end;
	for (size_t at = end - 1; at > begin; at--)
		if (text.bytes[at - 1] == '{')
			return at - 1;
	return end;
}

static void add_passage(struct gathering *gathering, uint32_t block, const struct flat_text *flat, size_t begin,
			size_t end)
{
	struct wording_block *owner = &gathering->wording->blocks[block];
	gathering->words.count = 0;
	end = end_without_mark(flat->text, begin, end);
	compared_words_append(&gathering->words, flat, begin, end);
	if (!gathering->words.count)
		return;
	uint32_t passage = passage_index_add(gathering->wording->index, &gathering->words, flat->text);
	*ARRAY_ADD(&owner->passages) = passage;
	add_place(gathering, passage, block, flat_text_place(flat, begin, end));
}

/* Is the line a note, or AND or OR between items? In a policy it is then a block of its own. */
static bool stands_alone(struct text line)
{
	line = text_trim(line);
	return text_begins(line, TEXT("NOTE:")) || text_equal_ignoring_case(line, TEXT("and")) ||
	       text_equal_ignoring_case(line, TEXT("or"));
}

/* The passages of a leaf block: its words, and those of the lines that will be blocks of their own. */
static void add_leaf(struct gathering *gathering, uint32_t block, const struct node *leaf)
{
	struct flat_text *flat = ARENA_NEW(&gathering->wording->arena, struct flat_text);
	size_t passage = 0, line = 0;
	bool is_alone = false;
	*flat = flat_text_of(&gathering->wording->arena, leaf);
	for (size_t i = 0; i <= flat->count; i++) {
		const struct segment *segment = i < flat->count ? &flat->segments[i] : NULL;
		size_t end = segment ? segment->offset : flat->text.length;
		if (segment && segment->node->kind != NODE_SOFT_BREAK && segment->node->kind != NODE_LINE_BREAK)
			continue;
		bool begins = stands_alone(text_slice(flat->text, line, end));
		if ((begins || is_alone) && line > passage) {
			add_passage(gathering, block, flat, passage, line);
			passage = line;
		}
		/* A note goes on to the end of its paragraph, a joiner is a line. */
		is_alone = begins && !text_begins(text_trim(text_slice(flat->text, line, end)), TEXT("NOTE:"));
		line = segment ? end + segment->length : end;
	}
	add_passage(gathering, block, flat, passage, flat->text.length);
}

static void add_block(struct gathering *gathering, uint32_t number)
{
	const struct node *body = gathering->wording->blocks[number].block->body;
	struct walk walk = walk_begin(body);
	while (body && walk_next_block(&walk)) {
		if (!walk.is_entering)
			continue;
		if (walk.node->kind == NODE_PARAGRAPH || walk.node->kind == NODE_NOTE || walk.node->kind == NODE_CELL)
			add_leaf(gathering, number, walk.node);
	}
}

/* Blocks that are still to be looked into. */
struct block_stack {
	size_t *items;
	size_t count, capacity;
};

static void want_block(struct expectation *expectation, const struct wording_block *block, size_t number,
		       struct block_stack *stack)
{
	if (expectation->wanted_blocks[number])
		return;
	expectation->wanted_blocks[number] = true;
	for (size_t i = 0; i < block->passages.count; i++)
		expectation->wanted_passages[block->passages.items[i]] = true;
	*ARRAY_ADD(stack) = number;
}

/* All editions of a block, and what they include: that is part of their words. */
static void want_editions(struct shared_wording *wording, struct expectation *expectation, struct text name)
{
	struct block_stack stack = {0};
	for (size_t i = 0; i < wording->block_count; i++)
		if (text_equal(wording->blocks[i].name, name))
			want_block(expectation, &wording->blocks[i], i, &stack);
	while (stack.count) {
		const struct node *body = wording->blocks[stack.items[--stack.count]].block->body;
		for (const struct node *node = body ? body->first_child : NULL; node; node = node->next) {
			const struct wording_block *inner =
				node->kind != NODE_INCLUDE
					? NULL
					: shared_wording_edition(wording, node->include.block, node->include.edition);
			if (inner)
				want_block(expectation, inner, (size_t)(inner - wording->blocks), &stack);
		}
	}
	ARRAY_RELEASE(&stack);
}

static void expect_blocks(struct shared_wording *wording, struct expectation *expectation,
			  const struct profile_section *section, const struct profile_section *subsection)
{
	const struct profile_section *of = subsection ? subsection : section;
	for (size_t i = 0; i < of->blocks.count; i++) {
		const struct text_value *key = LIST_ITEM(of->blocks, struct text_value, i);
		const struct wording_block *block = map_get(&wording->block_of_key, key->text);
		want_editions(wording, expectation, text_slice(key->text, 0, text_find_byte(key->text, '@', 0)));
		if (block)
			*ARRAY_ADD(&expectation->blocks) = (struct expected_block){block, section, subsection};
		else
			*ARRAY_ADD(&expectation->unknown) = key;
	}
}

static void read_profile(struct shared_wording *wording, struct expectation *expectation, const struct profile *profile)
{
	expectation->profile = profile;
	expectation->wanted_blocks = ARENA_ARRAY(&wording->arena, wording->block_count, bool);
	expectation->wanted_passages = ARENA_ARRAY(&wording->arena, passage_count(wording->index), bool);
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct profile_section *section = LIST_ITEM(profile->sections, struct profile_section, i);
		expect_blocks(wording, expectation, section, NULL);
		for (size_t j = 0; j < section->subsections.count; j++)
			expect_blocks(wording, expectation, section,
				      LIST_ITEM(section->subsections, struct profile_section, j));
	}
}

static void read_blocks(struct gathering *gathering, const struct suite *suite)
{
	struct shared_wording *wording = gathering->wording;
	wording->blocks = ARENA_ARRAY(&wording->arena, suite->block_count, struct wording_block);
	wording->block_count = suite->block_count;
	for (size_t i = 0; i < suite->block_count; i++) {
		wording->blocks[i].block = suite->blocks[i];
		map_set(&wording->block_of_key, suite->blocks[i]->key, &wording->blocks[i]);
		map_set(&wording->block_of_path, text_of(suite->blocks[i]->source.path), &wording->blocks[i]);
		read_key(gathering, &wording->blocks[i]);
	}
	for (size_t i = 0; i < suite->block_count; i++) {
		struct wording_block *block = &wording->blocks[i];
		block->newest = map_get(&gathering->newest, block->name);
		block->next = block->newest->editions;
		block->newest->editions = block;
		add_block(gathering, (uint32_t)i);
	}
	passage_index_finish(wording->index);
	wording->places = arena_copy_array(&wording->arena, gathering->first.items, gathering->first.count,
					   sizeof *gathering->first.items);
}

struct shared_wording *shared_wording_new(const struct suite *suite)
{
	struct shared_wording *wording = memory_allocate(sizeof *wording);
	struct gathering gathering = {.wording = wording};
	wording->index = passage_index_new();
	read_blocks(&gathering, suite);
	wording->expectations = ARENA_ARRAY(&wording->arena, suite->profiles.count, struct expectation);
	wording->expectation_count = suite->profiles.count;
	for (size_t i = 0; i < suite->profiles.count; i++)
		read_profile(wording, &wording->expectations[i], suite->profiles.entries[i].value);
	map_release(&gathering.newest);
	ARRAY_RELEASE(&gathering.words);
	ARRAY_RELEASE(&gathering.first);
	ARRAY_RELEASE(&gathering.last);
	return wording;
}

void shared_wording_free(struct shared_wording *wording)
{
	for (size_t i = 0; i < wording->block_count; i++)
		ARRAY_RELEASE(&wording->blocks[i].passages);
	for (size_t i = 0; i < wording->expectation_count; i++) {
		ARRAY_RELEASE(&wording->expectations[i].blocks);
		ARRAY_RELEASE(&wording->expectations[i].unknown);
	}
	passage_index_free(wording->index);
	map_release(&wording->block_of_key);
	map_release(&wording->block_of_path);
	arena_release(&wording->arena);
	free(wording);
}

const struct expectation *shared_wording_of_profile(const struct shared_wording *wording, const struct profile *profile)
{
	for (size_t i = 0; i < wording->expectation_count; i++)
		if (wording->expectations[i].profile == profile)
			return &wording->expectations[i];
	return NULL;
}

const struct wording_block *shared_wording_edition(const struct shared_wording *wording, struct text name,
						   struct text edition)
{
	struct buffer key = BUFFER_EMPTY;
	buffer_append(&key, name);
	buffer_append_byte(&key, '@');
	buffer_append(&key, edition);
	const struct wording_block *block = map_get(&wording->block_of_key, buffer_text(&key));
	buffer_release(&key);
	return block;
}

bool is_old_edition(const struct wording_block *block)
{
	return version_compare(block->edition, block->newest->edition) < 0;
}

#include "read/links.h"

#include "base/scan.h"
#include "parse/inlines.h"
#include "read/addresses.h"
#include "tree/nice.h"
#include "tree/site.h"

/* A run of sibling texts and soft breaks as one text: an identifier may stand in several nodes. */
struct piece {
	size_t offset;
	struct node *node;
};
struct found {
	size_t begin, end;
	enum link_kind kind;
	struct text ref;
};
struct recognising {
	struct policy *policy;
	const struct site *site;
	struct buffer words;
	ARRAY_OF(struct piece) pieces;
	ARRAY_OF(struct found) found;
};

static bool is_run_node(const struct node *node)
{
	return node && (node->kind == NODE_TEXT || node->kind == NODE_SOFT_BREAK);
}

/* Gathers the run that begins at `first`; gives the node after it. */
static struct node *gather(struct recognising *recognising, struct node *first)
{
	struct node *node = first;

	buffer_clear(&recognising->words);
	recognising->pieces.count = recognising->found.count = 0;
	for (; is_run_node(node); node = node->next) {
		*ARRAY_ADD(&recognising->pieces) = (struct piece){recognising->words.length, node};
		if (node->kind == NODE_TEXT)
			buffer_append(&recognising->words, node->text.text);
		else
			buffer_append_byte(&recognising->words, '\n');
	}
	return node;
}

/* What stands at a place of the run, or length 0. */
static struct found find_at(struct recognising *recognising, struct text words, size_t at)
{
	struct found found = {.begin = at, .end = at, .kind = LINK_URL};
	char c = words.bytes[at];

	if (c == 'h' || c == 'H' || c == 'w' || c == 'W')
		found.end = at + address_length(words, at, ADDRESS_LINKED);
	if (found.end == at) {
		found.kind = LINK_POLICY;
		found.end = at + site_ref_length(recognising->site, words, at);
		found.ref = text_slice(words, at, found.end);
	}
	if (found.end == at && is_ascii_upper(c)) {
		found.kind = LINK_NICE;
		found.end = at + nice_identifier(&recognising->policy->arena, words, at, &found.ref);
	}
	return found;
}

static void find_all(struct recognising *recognising)
{
	struct text words = buffer_text(&recognising->words);

	for (size_t at = 0; at < words.length;) {
		if (!is_word_byte(words.bytes[at], WORD_DIGIT)) {
			at++;
			continue;
		}
		struct found found = find_at(recognising, words, at);
		if (found.end > at)
			*ARRAY_ADD(&recognising->found) = found;
		at = found.end > at ? found.end : at + 1;
		/* Nothing begins inside a word. */
		if (is_word_byte(words.bytes[at - 1], WORD_DIGIT))
			at = word_end(words, at, WORD_DIGIT);
	}
}

/* The piece that holds a byte of the run. */
static size_t piece_at(const struct recognising *recognising, size_t offset)
{
	size_t low = 0, high = recognising->pieces.count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (recognising->pieces.items[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Makes a link of the run's bytes. Runs are taken from the last to the first, so that the pieces before stay whole. */
static void make_link(struct recognising *recognising, const struct found *found)
{
	struct arena *arena = &recognising->policy->arena;
	const struct piece *last_piece = &recognising->pieces.items[piece_at(recognising, found->end - 1)];
	struct node *last = last_piece->node;
	if (last->kind == NODE_TEXT && found->end - last_piece->offset < last->text.text.length)
		inline_split(arena, last, found->end - last_piece->offset);

	const struct piece *first_piece = &recognising->pieces.items[piece_at(recognising, found->begin)];
	struct node *first = first_piece->node;
	if (found->begin > first_piece->offset) {
		first = inline_split(arena, first, found->begin - first_piece->offset);
		if (first_piece == last_piece)
			last = first;
	}

	struct node *link = node_new(arena, NODE_LINK, inlines_place(first, last));
	node_insert_before(first, link);
	for (struct node *node = first, *next; node; node = next) {
		next = node == last ? NULL : node->next;
		node_unlink(node);
		node_append(link, node);
	}
	link->link.target = arena_copy(arena, text_slice(buffer_text(&recognising->words), found->begin, found->end));
	link->link.target_place = link->place;
	link->link.is_bare = true;
	link->link.kind = found->kind;
	if (found->kind == LINK_URL)
		address_classify(arena, link);
	else if (found->kind == LINK_POLICY)
		link->link.ref = link->link.target;
	else
		link->link.ref = found->ref;
}

static void recognise_children(struct recognising *recognising, struct node *parent)
{
	for (struct node *node = parent->first_child; node;) {
		if (!is_run_node(node)) {
			node = node->next;
			continue;
		}
		node = gather(recognising, node);
		find_all(recognising);
		for (size_t i = recognising->found.count; i-- > 0;)
			make_link(recognising, &recognising->found.items[i]);
	}
}

/* A paragraph in a references section that is a link and nothing else. */
static bool is_link_alone(const struct node *paragraph)
{
	const struct node *first = paragraph->first_child;

	return paragraph->kind == NODE_PARAGRAPH && paragraph->parent->kind == NODE_SECTION &&
	       node_section_kind(paragraph->parent) == SECTION_REFERENCES && first && first->kind == NODE_LINK &&
	       (!first->next || (first->next->kind == NODE_TEXT && !first->next->next &&
				 text_is(text_trim(first->next->text.text), ".")));
}

/* Makes a reference without a label of it, in the list of references that it adjoins. */
static void list_link(struct arena *arena, struct node *paragraph)
{
	struct node *before = paragraph->previous, *after = paragraph->next;

	paragraph->kind = NODE_REFERENCE;
	paragraph->reference.label = TEXT("");
	if (before && before->kind == NODE_REFERENCE_LIST) {
		node_unlink(paragraph);
		node_append(before, paragraph);
	} else {
		before = node_new(arena, NODE_REFERENCE_LIST, paragraph->place);
		node_insert_before(paragraph, before);
		node_unlink(paragraph);
		node_append(before, paragraph);
	}
	before->place = place_join(before->place, paragraph->place);
	if (after && after->kind == NODE_REFERENCE_LIST) {
		before->place = place_join(before->place, after->place);
		node_move_children(after, before);
		node_unlink(after);
	}
}

/* The words of a picture may hold links, but none that are recognised by themselves. */
static bool is_within_picture(const struct node *node)
{
	while (node && !node_is_leaf_block(node) && node->kind != NODE_IMAGE)
		node = node->parent;
	return node && node->kind == NODE_IMAGE;
}

void links_recognise(struct policy *policy, const struct site *site)
{
	struct recognising recognising = {.policy = policy, .site = site};
	ARRAY_OF(struct node *) parents = {0}, alone = {0};
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk)) {
		struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) {
			address_classify(&policy->arena, node);
			if (node->kind == NODE_LINK)
				walk_skip_children(&walk);
		} else if (node_is_leaf_block(node) ||
			   ((node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG) && !is_within_picture(node))) {
			*ARRAY_ADD(&parents) = node;
		}
	}
	for (size_t i = 0; i < parents.count; i++)
		recognise_children(&recognising, parents.items[i]);
	for (size_t i = 0; i < parents.count; i++)
		if (is_link_alone(parents.items[i]))
			*ARRAY_ADD(&alone) = parents.items[i];
	for (size_t i = 0; i < alone.count; i++)
		list_link(&policy->arena, alone.items[i]);
	ARRAY_RELEASE(&parents);
	ARRAY_RELEASE(&alone);
	ARRAY_RELEASE(&recognising.pieces);
	ARRAY_RELEASE(&recognising.found);
	buffer_release(&recognising.words);
}

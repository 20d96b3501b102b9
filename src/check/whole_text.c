#include "check/whole_text.h"

/* The walk: what is open, and what has been read of it. */
struct surveying {
	struct whole_text *survey;
	const struct node *leaf; /* the leaf block that is open, or NULL */
	bool leaf_names_part;
	const struct node *unit; /* the clause, paragraph or item whose words are gathered, or NULL */
	uint64_t leaf_hash, unit_hash;
};

#define HASH_BEGIN 0xcbf29ce484222325u
#define HASH_STEP  0x100000001b3u

/* FNV-1a (Fowler, Noll, Vo) of the words, whatever their capitals, white space and marks that only part them. */
static void read_text(struct surveying *surveying, struct text text)
{
	uint64_t hash = surveying->leaf_hash;
	bool follows_letter = false;

	for (size_t i = 0; i < text.length; i++) {
		char c = ascii_lower(text.bytes[i]);
		bool is_letter = c >= 'a' && c <= 'z';
		if (is_letter && !follows_letter && !surveying->leaf_names_part &&
		    (c == 's' || c == 'c' || c == 'p' || c == 'a' || c == 'b'))
			surveying->leaf_names_part = begins_part_word(text, i);
		follows_letter = is_letter;
		if (is_ascii_space(c) || c == '.' || c == ',' || c == ';' || c == ':')
			continue;
		hash = (hash ^ (unsigned char)c) * HASH_STEP;
	}
	surveying->leaf_hash = hash;
}

/* Paragraphs that lead to a list say only half of what they say together with it. */
static bool is_unit(const struct node *node)
{
	const struct node *above = node->parent;

	if (node->kind == NODE_CLAUSE)
		return true;
	if (node->kind == NODE_PARAGRAPH)
		return (above->kind == NODE_SECTION || above->kind == NODE_BODY) &&
		       !(node->next && node->next->kind == NODE_LIST);
	return node->kind == NODE_ITEM && above->parent && above->parent->kind == NODE_SECTION;
}

static void enter_block(struct surveying *surveying, const struct node *node)
{
	struct whole_text *survey = surveying->survey;

	if (node->name.length)
		*ARRAY_ADD(&survey->named) = node;
	if (node->number.length)
		*ARRAY_ADD(&survey->numbered) = node;
	if (node->kind == NODE_SECTION)
		*ARRAY_ADD(&survey->sections) = node;
	else if (node->kind == NODE_REFERENCE)
		*ARRAY_ADD(&survey->references) = node;
	if (!surveying->unit && is_unit(node)) {
		surveying->unit = node;
		surveying->unit_hash = HASH_BEGIN;
	}
	if (node_is_leaf_block(node)) {
		surveying->leaf = node;
		surveying->leaf_hash = HASH_BEGIN;
		surveying->leaf_names_part = false;
	}
}

static void enter(struct surveying *surveying, const struct node *node)
{
	struct whole_text *survey = surveying->survey;

	switch (node->kind) {
	case NODE_TEXT:
	case NODE_CODE:
		read_text(surveying, node->text.text);
		break;
	case NODE_CITATION:
		*ARRAY_ADD(&survey->citations) = node;
		break;
	case NODE_LINK:
		if (node->link.kind == LINK_WITHIN && !node->link.resolved)
			*ARRAY_ADD(&survey->lost_links) = node;
		break;
	default:
		if (node_is_block(node))
			enter_block(surveying, node);
	}
}

static void leave(struct surveying *surveying, const struct node *node)
{
	struct whole_text *survey = surveying->survey;

	if (node == surveying->leaf) {
		surveying->unit_hash = (surveying->unit_hash ^ surveying->leaf_hash) * HASH_STEP;
		/* Headings name parts, and the definitions of references those of other documents. */
		if (surveying->leaf_names_part && node->kind != NODE_HEADING && node->kind != NODE_REFERENCE)
			*ARRAY_ADD(&survey->leaves) = node;
		surveying->leaf = NULL;
	}
	if (node == surveying->unit) {
		size_t order = survey->texts.count;
		bool is_shared = node->place.source != &survey->context->policy->source;
		*ARRAY_ADD(&survey->texts) = (struct surveyed_text){node, surveying->unit_hash, order, is_shared};
		surveying->unit = NULL;
	}
}

static void rule_whole_text(struct check_context *context)
{
	struct whole_text survey = {.context = context};
	struct surveying surveying = {.survey = &survey};
	struct walk walk = walk_begin(context->policy->body);

	while (walk_next(&walk)) {
		if (walk.is_entering)
			enter(&surveying, walk.node);
		else
			leave(&surveying, walk.node);
	}
	whole_text_ids(&survey);
	whole_text_texts(&survey);
	whole_text_sections(&survey);
	whole_text_references_within(&survey);
	whole_text_citations(&survey);
	ARRAY_RELEASE(&survey.named);
	ARRAY_RELEASE(&survey.sections);
	ARRAY_RELEASE(&survey.numbered);
	ARRAY_RELEASE(&survey.lost_links);
	ARRAY_RELEASE(&survey.citations);
	ARRAY_RELEASE(&survey.references);
	ARRAY_RELEASE(&survey.leaves);
	ARRAY_RELEASE(&survey.texts);
	arena_release(&survey.scratch);
}

const struct rule whole_text_rules[] = {
	POLICY_RULE(STRUCTURE, rule_whole_text),
	RULES_END,
};

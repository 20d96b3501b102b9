/* Shared wording is put in the place of its include. */
#include "base/memory.h"
#include "base/nearest.h"
#include "parse/limits.h"
#include "read/structure.h"
#include "tree/flat_text.h"
#include "tree/version.h"

/* The places of "{{" in a leaf block's words that were written as such; `\{\{` and entities are words. */
static size_t find_braces(const struct flat_text *flat, size_t from)
{
	for (;;) {
		size_t at = text_find(flat->text, TEXT("{{"), from);

		if (at == TEXT_NOT_FOUND || text_is(place_text(flat_text_place(flat, at, at + 2)), "{{"))
			return at;
		from = at + 1;
	}
}

/* SPEC section 2: a block's name is of small letters, digits and "-", its edition of letters, digits and ".": neither
 * can say a path. */
static bool is_block_name(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char c = name.bytes[i];
		if (!is_ascii_digit(c) && c != '-' && !(is_ascii_letter(c) && !is_ascii_upper(c)))
			return false;
	}
	return name.length > 0;
}

static bool is_edition(struct text edition)
{
	for (size_t i = 0; i < edition.length; i++) {
		char c = edition.bytes[i];
		if (!is_ascii_digit(c) && !is_ascii_letter(c) && c != '.')
			return false;
	}
	return edition.length > 0;
}

/* The words of "{{include core-criteria@2024}}" between "include" and "}}"; bytes NULL when it is no include. */
static struct text include_words(struct text mark)
{
	struct text inside = text_trim(text_slice(mark, 2, mark.length - 2));
	struct text words = text_slice(inside, 7, inside.length);

	if (!text_begins(inside, TEXT("include")) || (words.length && !is_ascii_space(words.bytes[0])))
		return (struct text){0};
	return text_trim(words);
}

/* Is the first word of a mark misspelt, or not parted from the next? Gives the rest. */
static bool is_nearly_include(struct text mark, struct text *rest)
{
	struct text inside = text_trim(text_slice(mark, 2, mark.length - 2)), word = {0};
	struct nearest nearest;

	*rest = inside;
	text_split(rest, ' ', &word);
	*rest = rest->bytes ? text_trim(*rest) : TEXT("");
	if (text_begins(word, TEXT("include"))) {
		*rest = text_trim(text_slice(inside, 7, inside.length));
		if (text_begins(*rest, TEXT(":")) || text_begins(*rest, TEXT("=")))
			*rest = text_trim(text_slice(*rest, 1, rest->length));
		return true;
	}
	nearest_init(&nearest, word);
	nearest_offer(&nearest, TEXT("include"));
	return nearest.best.bytes != NULL;
}

static const char example[] = "{{include core-criteria@2024}}";

static void report_mark(struct findings *findings, const struct flat_text *flat, size_t begin, bool at_margin)
{
	size_t close = text_find(flat->text, TEXT("}}"), begin);
	size_t end = close == TEXT_NOT_FOUND ? begin + 2 : close + 2;
	struct text mark = text_slice(flat->text, begin, end), words = {0};
	struct place place = flat_text_place(flat, begin, end);

	bool stands_alone = at_margin && text_trim(flat->text).length == end - begin;
	if (close != TEXT_NOT_FOUND)
		words = include_words(mark);
	if (close == TEXT_NOT_FOUND)
		findings_add(findings, CHECK_SYNTAX, place,
			     "\"{{\" begins an include, and no \"}}\" follows: write %s in a paragraph of its own, or "
			     "take the braces out",
			     example);
	else if (!words.bytes && is_nearly_include(mark, &words))
		findings_add(findings, CHECK_SYNTAX, place,
			     "\"{{\" is followed by a word that is nearly \"include\", so no shared wording is put in "
			     "here; did you mean {{include%s%.*s}}?",
			     words.length ? " " : "", TEXT_ARGUMENTS(words));
	else if (!words.bytes)
		findings_add(findings, CHECK_SYNTAX, place,
			     "\"{{ }}\" is only for shared wording, and would be printed as it stands: write %s, or "
			     "take the braces out",
			     example);
	else if (!stands_alone)
		findings_add(
			findings, CHECK_SYNTAX, place,
			"shared wording is put between a section's clauses, so its include stands in a paragraph of "
			"its own at the left margin: put a blank line before and after it, and no spaces in front");
	else if (text_find_byte(words, '/', 0) != TEXT_NOT_FOUND || text_find_byte(words, '\\', 0) != TEXT_NOT_FOUND ||
		 text_begins(words, TEXT(".")))
		findings_add(findings, CHECK_SYNTAX, place,
			     "an include names a block and its edition, not a file, and reaches only policies/shared/: "
			     "write %s",
			     example);
	else if (text_find_byte(words, '@', 0) == TEXT_NOT_FOUND)
		findings_add(findings, CHECK_SYNTAX, place,
			     "say which edition of the shared wording is meant, so that the policy stays the same when "
			     "a new edition is written: %s",
			     example);
	else
		findings_add(findings, CHECK_SYNTAX, place,
			     "\"%.*s\" is not the name of a shared block: small letters, digits and \"-\", then \"@\" "
			     "and the edition, as in %s",
			     TEXT_ARGUMENTS(words), example);
}

/* Makes an include of a paragraph that is only that; false when the paragraph is anything else. */
static bool make_include(struct arena *arena, struct node *paragraph, const struct flat_text *flat)
{
	struct text mark = text_trim(flat->text);

	if (mark.length < 4 || find_braces(flat, 0) != (size_t)(mark.bytes - flat->text.bytes) ||
	    text_find(mark, TEXT("}}"), 0) != mark.length - 2)
		return false;
	for (const struct node *child = paragraph->first_child; child; child = child->next)
		if (child->kind != NODE_TEXT)
			return false;
	struct text words = include_words(mark);
	size_t at = text_find_byte(words, '@', 0);
	if (!words.bytes || at == TEXT_NOT_FOUND)
		return false;
	struct text block = text_slice(words, 0, at), edition = text_slice(words, at + 1, words.length);
	if (!is_block_name(block) || !is_edition(edition))
		return false;
	struct node *include = node_new(arena, NODE_INCLUDE, paragraph->place);
	include->include.block = block;
	include->include.edition = edition;
	node_insert_before(paragraph, include);
	node_unlink(paragraph);
	return true;
}

/* Most leaves have no brace, and need no flat text to tell. */
static bool has_brace(const struct node *leaf)
{
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk)) {
		bool has_text = walk.node->kind == NODE_TEXT || walk.node->kind == NODE_CODE;
		if (walk.is_entering && has_text && text_find_byte(walk.node->text.text, '{', 0) != TEXT_NOT_FOUND)
			return true;
	}
	return false;
}

void structure_find_includes(struct arena *arena, struct node *body, struct findings *findings)
{
	ARRAY_OF(struct node *) leaves = {0};
	struct walk walk = walk_begin(body);

	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node) && has_brace(walk.node))
			*ARRAY_ADD(&leaves) = walk.node;
	for (size_t i = 0; i < leaves.count; i++) {
		struct node *leaf = leaves.items[i];
		bool at_margin = leaf->parent == body && leaf->kind == NODE_PARAGRAPH;
		struct flat_text flat = flat_text_of(arena, leaf);
		size_t at = find_braces(&flat, 0);

		if (at == TEXT_NOT_FOUND || (at_margin && make_include(arena, leaf, &flat)))
			continue;
		for (; at != TEXT_NOT_FOUND; at = find_braces(&flat, at)) {
			report_mark(findings, &flat, at, at_margin);
			size_t close = text_find(flat.text, TEXT("}}"), at);
			at = close == TEXT_NOT_FOUND ? flat.text.length : close + 2;
		}
	}
	ARRAY_RELEASE(&leaves);
}

/* Blocks that include blocks could repeat one text without end: this much is more than any policy. */
#define EXPANSION_MOST (4 * LIMIT_FILE_BYTES)
#define EXPANSION_EACH 64 /* what an include counts for besides its block's bytes */

/* What is being spliced: the blocks that are open, outermost first. */
struct splicing {
	struct policy *policy;
	const struct suite *suite;
	ARRAY_OF(struct included_block) included;
	struct map seen; /* key of each block that stands in `included` */
	const struct shared_block *open[LIMIT_INCLUDE_DEPTH];
	size_t depth;
	size_t expanded;    /* bytes of the blocks spliced so far */
	struct place place; /* of the include in the policy itself */
	bool is_repeated;   /* the open block has been spliced before: all there is to say of it is said */
	bool is_too_deep;   /* and that was said of this include */
	bool is_too_long;   /* and that was said: nothing more is spliced */
};

static struct text include_key(struct arena *arena, const struct node *include)
{
	return ARENA_JOIN(arena, include->include.block, TEXT("@"), include->include.edition);
}

static void report_missing(struct splicing *splicing, const struct node *include, struct text key)
{
	struct findings *findings = &splicing->policy->findings;

	if (splicing->is_repeated)
		return;
	struct text nearest = suite_nearest_block(splicing->suite, key);
	if (nearest.length)
		findings_add(findings, CHECK_INCLUDE_MISSING, include->place,
			     "there is no shared wording %.*s, so its words would be missing here; did you mean %.*s?",
			     TEXT_ARGUMENTS(key), TEXT_ARGUMENTS(nearest));
	else
		findings_add(
			findings, CHECK_INCLUDE_MISSING, include->place,
			"there is no shared wording %.*s, so its words would be missing here: correct the name, or "
			"write policies/shared/%.*s.md",
			TEXT_ARGUMENTS(key), TEXT_ARGUMENTS(key));
}

/* The include that closes a loop: names the chain from the block to itself. */
static void report_cycle(struct splicing *splicing, const struct node *include, size_t from)
{
	struct buffer chain = BUFFER_EMPTY;

	if (splicing->is_repeated)
		return;
	for (size_t i = from; i < splicing->depth; i++) {
		buffer_append(&chain, splicing->open[i]->key);
		buffer_append_string(&chain, " → ");
	}
	buffer_append(&chain, splicing->open[from]->key);
	findings_add(&splicing->policy->findings, CHECK_INCLUDE_CYCLE, include->place,
		     "shared wording that includes itself has no end (%.*s): take one of these includes out",
		     TEXT_ARGUMENTS(buffer_text(&chain)));
	buffer_release(&chain);
}

static void report_depth(struct splicing *splicing)
{
	if (splicing->is_too_deep)
		return;
	splicing->is_too_deep = true;
	findings_add(&splicing->policy->findings, CHECK_LIMIT, splicing->place,
		     "shared wording is included inside shared wording more than %d deep, and policyc goes no further: "
		     "include the inner blocks in the policy itself",
		     LIMIT_INCLUDE_DEPTH);
}

static void report_expansion(struct splicing *splicing)
{
	if (splicing->is_too_long)
		return;
	splicing->is_too_long = true;
	findings_add(&splicing->policy->findings, CHECK_LIMIT, splicing->place,
		     "with its shared wording put in, this policy is longer than policyc reads (%d MiB): include fewer "
		     "blocks",
		     EXPANSION_MOST / (1024 * 1024));
}

/* The block that an include asks for, or NULL after saying why it can't be put in. */
static const struct shared_block *block_to_open(struct splicing *splicing, const struct node *include)
{
	struct text key = include_key(&splicing->policy->scratch, include);
	const struct shared_block *block = map_get(&splicing->suite->block_of_key, key);

	if (!block) {
		report_missing(splicing, include, key);
		return NULL;
	}
	for (size_t i = 0; i < splicing->depth; i++) {
		if (splicing->open[i] == block) {
			report_cycle(splicing, include, i);
			return NULL;
		}
	}
	if (splicing->depth == LIMIT_INCLUDE_DEPTH) {
		report_depth(splicing);
		return NULL;
	}
	splicing->expanded += block->source.bytes.length + EXPANSION_EACH;
	if (splicing->expanded > EXPANSION_MOST) {
		report_expansion(splicing);
		return NULL;
	}
	return block;
}

/* False when the block stands among the included ones already. */
static bool remember(struct splicing *splicing, const struct shared_block *block, const struct node *include)
{
	bool is_new;
	void **seen = map_place(&splicing->seen, block->key, &is_new);

	if (!is_new)
		return false;
	*seen = (void *)block;
	*ARRAY_ADD(&splicing->included) = (struct included_block){
		.block = include->include.block,
		.edition = include->include.edition,
		.place = splicing->place,
		.source = &block->source,
	};
	return true;
}

/* Puts copies of a block's nodes in the place of its include. Its own includes are met on the way: the bound of the
 * recursion is LIMIT_INCLUDE_DEPTH. */
static void splice(struct splicing *splicing, struct node *include)
{
	struct policy *policy = splicing->policy;
	const struct shared_block *block = NULL;

	if (splicing->depth == 0) {
		splicing->place = include->place;
		splicing->is_too_deep = splicing->is_repeated = false;
	}
	if (!splicing->is_too_long)
		block = block_to_open(splicing, include);
	if (block && block->body) {
		bool was_repeated = splicing->is_repeated;
		splicing->is_repeated = !remember(splicing, block, include);
		splicing->open[splicing->depth++] = block;
		for (const struct node *child = block->body->first_child; child; child = child->next) {
			struct node *copy = node_copy(&policy->arena, child);
			node_insert_before(include, copy);
			if (copy->kind == NODE_INCLUDE)
				splice(splicing, copy);
		}
		splicing->depth--;
		splicing->is_repeated = was_repeated;
	}
	node_unlink(include);
}

void structure_splice_includes(struct policy *policy, const struct suite *suite)
{
	struct splicing splicing = {.policy = policy, .suite = suite};

	for (struct node *child = policy->body->first_child, *next; child; child = next) {
		next = child->next;
		if (child->kind == NODE_INCLUDE)
			splice(&splicing, child);
	}
	policy->includes = arena_copy_array(&policy->arena, splicing.included.items, splicing.included.count,
					    sizeof *splicing.included.items);
	policy->include_count = splicing.included.count;
	ARRAY_RELEASE(&splicing.included);
	map_release(&splicing.seen);
}

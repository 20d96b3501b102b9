/* Shared wording: blocks that a policy lacks, has in an old edition, or copied with other words. */
#include "base/memory.h"
#include "check/rules.h"
#include "check/shared_drift.h"
#include "check/shared_wording.h"
#include "check/tables.h"
#include "tree/version.h"

/* Passages of fewer words are often alike by chance. SPEC section 3. */
#define OWN_WORDS_LEAST 12

/* A policy beside the blocks that its profile expects. */
struct collation {
	struct check_context *context;
	const struct shared_wording *wording;
	const struct expectation *expectation;
	struct passage_search search;
	struct compared_words words;
	const struct source *source; /* of the leaf before */
	/* By passage: the number of the last section in which it stands word for word. */
	uint32_t *stands_in;
	uint32_t section_number;
	struct {
		struct candidate {
			uint32_t passage;
			struct drift drift;
		} * items;
		size_t count, capacity;
	} drifts; /* of this section */
	/* Words too few to be looked up, after a leaf that is a passage: they are that of the block between it and the
	 * passage of the next leaf, where just one stands there. */
	struct {
		const struct flat_text *flat; /* NULL: none */
		struct compared_words words;
	} brief;
	uint32_t before; /* the passage of the leaf before it */
};

static bool is_expected(const struct expectation *expectation, const struct wording_block *block)
{
	for (size_t i = 0; i < expectation->blocks.count; i++)
		if (expectation->blocks.items[i].block == block)
			return true;
	return false;
}

/* The place to name of a passage that stands in several blocks: in the edition that the profile expects, else in the
 * newest. NULL: in none that the profile's policies are compared with. */
static const struct passage_place *place_to_name(const struct collation *collation, uint32_t passage)
{
	const struct shared_wording *wording = collation->wording;
	const struct passage_place *best = NULL;
	for (const struct passage_place *place = wording->places[passage]; place; place = place->next) {
		const struct wording_block *block = &wording->blocks[place->block];
		if (!collation->expectation->wanted_blocks[place->block])
			continue;
		if (is_expected(collation->expectation, block))
			return place;
		if (!best || version_compare(block->edition, wording->blocks[best->block].edition) > 0)
			best = place;
	}
	return best;
}

/* Does the newest edition of each block with this passage lack it? */
static bool is_of_old_editions(const struct collation *collation, uint32_t passage)
{
	for (const struct passage_place *place = collation->wording->places[passage]; place; place = place->next)
		if (!is_old_edition(&collation->wording->blocks[place->block]))
			return false;
	return true;
}

static struct place edition_place(const struct wording_block *block)
{
	struct place place = block->block->edition.place;
	return place_is_set(place) ? place : place_of(&block->block->source, 0, 0);
}

/* old-edition, for words of the policy's own. */
static void report_old_words(struct collation *collation, const struct flat_text *flat, uint32_t passage)
{
	const struct passage_place *place = place_to_name(collation, passage);
	const struct wording_block *block = &collation->wording->blocks[place->block];
	struct findings *findings = collation->context->findings;
	struct finding *finding = findings_add_subject(
		findings, CHECK_OLD_EDITION, block->block->key, flat_text_place(flat, 0, flat->text.length),
		"these are the words of %.*s, and not those of %.*s, the newest edition, so policies beside this one "
		"say something else; include the newest edition when the policy is next revised",
		TEXT_ARGUMENTS(block->block->key), TEXT_ARGUMENTS(block->newest->block->key));
	if (!finding->note_count)
		finding_note(findings, finding, edition_place(block->newest), "the newest edition");
}

static void add_drift(struct collation *collation, const struct flat_text *flat, const struct compared_words *words,
		      uint32_t passage, const struct word_difference *difference)
{
	struct arena *arena = collation->context->arena;
	const struct passage_place *place = place_to_name(collation, passage);
	struct candidate *candidate = ARRAY_ADD(&collation->drifts);
	*candidate = (struct candidate){passage, {.flat = flat}};
	candidate->drift.words = arena_copy_array(arena, words->items, words->count, sizeof *words->items);
	candidate->drift.block = collation->wording->blocks[place->block].block->key;
	candidate->drift.passage = passage_at(collation->wording->index, passage);
	candidate->drift.passage_place = place->place;
	candidate->drift.difference = *difference;
	candidate->drift.difference.items =
		arena_copy_array(arena, difference->items, difference->count, sizeof *difference->items);
}

/* The passage that stands alone between two in a block; PASSAGE_NONE where none does. */
static uint32_t passage_between(const struct collation *collation, uint32_t first, uint32_t last)
{
	for (const struct passage_place *place = collation->wording->places[first]; place; place = place->next) {
		const struct wording_block *block = &collation->wording->blocks[place->block];
		if (collation->expectation->wanted_blocks[place->block])
			for (size_t i = 0; i + 2 < block->passages.count; i++)
				if (block->passages.items[i] == first && block->passages.items[i + 2] == last)
					return block->passages.items[i + 1];
	}
	return PASSAGE_NONE;
}

/* The leaf after brief words is a passage: are they, changed, the one between? Half of the words must be the same. */
static void end_brief(struct collation *collation, uint32_t passage)
{
	uint32_t between = collation->brief.flat && collation->before != PASSAGE_NONE && passage != PASSAGE_NONE
				   ? passage_between(collation, collation->before, passage)
				   : PASSAGE_NONE;
	struct compared_words *words = &collation->brief.words;
	if (between != PASSAGE_NONE && !collation->search.covered[between]) {
		const struct passage *own = passage_at(collation->wording->index, between);
		size_t all = words->count + own->count;
		struct word_difference difference = {0};
		if (compare_words(words->items, words->count, own->words, own->count, all / 2, &difference) &&
		    difference.count && difference.common * 4 >= all)
			add_drift(collation, collation->brief.flat, words, between, &difference);
		collation->search.covered[between] = (uint32_t)difference.common;
		ARRAY_RELEASE(&difference);
	}
	collation->brief.flat = NULL;
	collation->before = passage;
}

static void begin_brief(struct collation *collation, const struct flat_text *flat)
{
	struct compared_words *words = &collation->brief.words;
	if (collation->brief.flat) { /* two in a row are anything */
		collation->brief.flat = NULL;
		collation->before = PASSAGE_NONE;
		return;
	}
	words->count = 0;
	compared_words_append(words, flat, 0, flat->text.length);
	collation->brief.flat = flat;
}

static void compare_leaf(struct collation *collation, const struct node *leaf)
{
	struct flat_text *flat = ARENA_NEW(collation->context->arena, struct flat_text);
	struct compared_words *words = &collation->words;
	*flat = flat_text_of(collation->context->arena, leaf);
	words->count = 0;
	size_t count = compared_words_append(words, flat, 0, flat->text.length);
	if (!words->count)
		return;
	uint32_t same = passage_find_same(collation->wording->index, words);
	if (same != PASSAGE_NONE) {
		collation->search.covered[same] = (uint32_t)words->count;
		collation->stands_in[same] = collation->section_number;
		end_brief(collation, same);
		if (count >= OWN_WORDS_LEAST && place_to_name(collation, same) && is_of_old_editions(collation, same))
			report_old_words(collation, flat, same);
		return;
	}
	if (count < OWN_WORDS_LEAST) {
		begin_brief(collation, flat);
		return;
	}
	const struct likeness *likeness = passage_find_like(&collation->search, words);
	end_brief(collation, likeness->passage);
	if (likeness->passage != PASSAGE_NONE && likeness->difference.count)
		add_drift(collation, flat, words, likeness->passage, &likeness->difference);
}

/* Remembers that all of a block stands in the section. */
static void note_block(struct collation *collation, const struct source *source)
{
	const struct wording_block *block = map_get(&collation->wording->block_of_path, text_of(source->path));
	for (size_t i = 0; block && i < block->passages.count; i++)
		collation->stands_in[block->passages.items[i]] = collation->section_number;
}

/* Words like a passage that stands whole in the same section are a sentence more beside it, as "clinical effectiveness"
 * and "cost effectiveness" are, and no other version of it. */
static void end_section(struct collation *collation)
{
	for (size_t i = 0; i < collation->drifts.count; i++) {
		const struct candidate *candidate = &collation->drifts.items[i];
		if (collation->stands_in[candidate->passage] != collation->section_number)
			drift_report(collation->context, &candidate->drift);
	}
	collation->drifts.count = 0;
	collation->brief.flat = NULL;
	collation->before = PASSAGE_NONE;
	collation->section_number++;
	collation->source = NULL;
}

static void compare_leaves(struct collation *collation)
{
	const struct policy *policy = collation->context->policy;
	struct walk walk = walk_begin(policy->body);
	collation->section_number = 1;
	while (walk_next_block(&walk)) {
		const struct node *node = walk.node;
		if (node->kind == NODE_SECTION)
			end_section(collation);
		if (!walk.is_entering || !node_is_leaf_block(node))
			continue;
		if (node->place.source != &policy->source) {
			if (node->place.source && node->place.source != collation->source)
				note_block(collation, node->place.source);
		} else if (node->kind == NODE_PARAGRAPH || node->kind == NODE_NOTE || node->kind == NODE_CELL) {
			compare_leaf(collation, node);
		}
		collation->source = node->place.source;
	}
	end_section(collation);
}

/* The section of the body that is the profile's, or NULL. */
static const struct node *find_section(struct collation *collation, const struct expected_block *expected)
{
	struct arena *arena = collation->context->arena;
	const struct profile *profile = collation->expectation->profile;
	const struct node *section = collation->context->policy->body->first_child;
	for (; section; section = section->next) {
		const struct node *heading = section->kind == NODE_SECTION ? node_heading(section) : NULL;
		if (!heading || profile_section_of(profile, node_words(arena, heading)) != expected->section)
			continue;
		if (!expected->subsection)
			return section;
		for (const struct node *inner = section->first_child; inner; inner = inner->next) {
			heading = inner->kind == NODE_SECTION ? node_heading(inner) : NULL;
			if (heading && profile_subsection_of(expected->section, node_words(arena, heading)) ==
					       expected->subsection)
				return inner;
		}
	}
	return NULL;
}

static bool is_included(const struct policy *policy, struct text name)
{
	for (size_t i = 0; i < policy->include_count; i++)
		if (text_equal(policy->includes[i].block, name))
			return true;
	return false;
}

/* How many words of a block stand in the policy, and how many it has. */
static size_t covered_words(const struct collation *collation, const struct wording_block *block, size_t *all)
{
	size_t covered = 0;
	*all = 0;
	for (size_t i = 0; i < block->passages.count; i++) {
		uint32_t passage = block->passages.items[i];
		*all += passage_at(collation->wording->index, passage)->count;
		covered += collation->search.covered[passage];
	}
	return covered;
}

/* The edition of a block of which at least half of the words stand in the policy, or NULL. */
static const struct wording_block *edition_at_hand(const struct collation *collation,
						   const struct wording_block *expected)
{
	const struct wording_block *best = NULL;
	size_t best_covered = 0;
	for (const struct wording_block *block = expected->newest->editions; block; block = block->next) {
		size_t all, covered;
		covered = covered_words(collation, block, &all);
		if (all && covered * 2 >= all &&
		    (!best || covered > best_covered || (covered == best_covered && block == expected))) {
			best = block;
			best_covered = covered;
		}
	}
	return best;
}

static struct place heading_place(const struct node *section)
{
	const struct node *heading = node_heading(section);
	return heading->first_child ? place_join(heading->first_child->place, heading->last_child->place)
				    : heading->place;
}

static bool is_lost(const struct collation *collation, uint32_t passage)
{
	return !collation->search.covered[passage] &&
	       passage_at(collation->wording->index, passage)->count >= OWN_WORDS_LEAST;
}

static bool has_lost_passages(const struct collation *collation, const struct wording_block *block)
{
	for (size_t i = 0; i < block->passages.count; i++)
		if (is_lost(collation, block->passages.items[i]))
			return true;
	return false;
}

/* shared-text-drift, where the policy has a block's words in its own text but for a passage. */
static void report_lost_passages(struct collation *collation, const struct node *section,
				 const struct wording_block *block)
{
	struct findings *findings = collation->context->findings;
	struct finding *finding = NULL;
	for (size_t i = 0; i < block->passages.count; i++) {
		uint32_t number = block->passages.items[i];
		const struct passage *passage = passage_at(collation->wording->index, number);
		const struct passage_place *place = collation->wording->places[number];
		if (!is_lost(collation, number))
			continue;
		while (&collation->wording->blocks[place->block] != block)
			place = place->next;
		struct text words =
			shown_words(collation->context->arena, text_slice(passage->text, passage->words[0].begin,
									  passage->words[passage->count - 1].end));
		if (!finding)
			finding = findings_add(findings, CHECK_SHARED_TEXT_DRIFT, heading_place(section),
					       "the words of %.*s stand here without its passage \"%.*s\", so a reader "
					       "can't tell whether it is left out on purpose; include the block when "
					       "the policy is next revised, or accept a difference that is meant",
					       TEXT_ARGUMENTS(block->block->key), TEXT_ARGUMENTS(words));
		finding_note(findings, finding, place->place, "this passage is missing");
	}
}

/* Where what stands in a section ends, in the policy's file. */
static size_t end_of_section(const struct node *section)
{
	const struct node *node = section;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next->place.begin : section->place.source->bytes.length;
}

/* Is an include in the section that could not be read? Then its words are not there, and that has been told. */
static bool has_broken_include(const struct policy *policy, const struct node *section)
{
	size_t end = end_of_section(section);
	for (const struct finding *finding = policy->findings.first; finding; finding = finding->next) {
		bool is_include =
			finding->check == CHECK_INCLUDE_MISSING || finding->check == CHECK_INCLUDE_CYCLE ||
			(finding->check == CHECK_SYNTAX && text_begins(place_text(finding->place), TEXT("{")));
		if (is_include && finding->place.source == section->place.source &&
		    finding->place.begin >= section->place.begin && finding->place.begin < end)
			return true;
	}
	return false;
}

/* missing-shared-block. */
static void check_expected(struct collation *collation, const struct expected_block *expected)
{
	const struct wording_block *block = expected->block;
	struct check_context *context = collation->context;
	if (!block->block->is_readable || !block->passages.count || is_included(context->policy, block->name))
		return;
	const struct wording_block *at_hand = edition_at_hand(collation, block);
	const struct node *section =
		at_hand && !has_lost_passages(collation, at_hand) ? NULL : find_section(collation, expected);
	if (!section)
		return;
	if (at_hand) {
		report_lost_passages(collation, section, at_hand);
		return;
	}
	if (has_broken_include(context->policy, section))
		return;
	struct text heading = shown_words(context->arena, node_words(collation->context->arena, node_heading(section)));
	struct finding *finding = findings_add_subject(
		context->findings, CHECK_MISSING_SHARED_BLOCK, block->block->key, heading_place(section),
		"\"%.*s\" has neither the shared wording %.*s nor words near it, so what holds for all policies is not "
		"said here; put {{include %.*s}} below this heading",
		TEXT_ARGUMENTS(heading), TEXT_ARGUMENTS(block->block->key), TEXT_ARGUMENTS(block->block->key));
	if (!finding->note_count)
		finding_note(context->findings, finding, edition_place(block), "the shared wording");
}

static void collation_release(struct collation *collation)
{
	passage_search_release(&collation->search);
	ARRAY_RELEASE(&collation->words);
	ARRAY_RELEASE(&collation->brief.words);
	free(collation->stands_in);
	ARRAY_RELEASE(&collation->drifts);
}

static void rule_shared_wording(struct check_context *context)
{
	const struct shared_wording *wording = context->suite->check_tables->shared_wording;
	struct collation collation = {.context = context, .wording = wording, .before = PASSAGE_NONE};
	collation.expectation = shared_wording_of_profile(wording, context->policy->profile);
	if (!collation.expectation || !collation.expectation->blocks.count)
		return;
	passage_search_begin(&collation.search, wording->index, collation.expectation->wanted_passages);
	collation.stands_in = memory_allocate_array(passage_count(wording->index), sizeof *collation.stands_in);
	compare_leaves(&collation);
	for (size_t i = 0; i < collation.expectation->blocks.count; i++)
		check_expected(&collation, &collation.expectation->blocks.items[i]);
	collation_release(&collation);
}

/* old-edition, for an include. */
static void report_old_include(struct findings *findings, const struct wording_block *block, struct place place)
{
	struct finding *finding = findings_add_subject(
		findings, CHECK_OLD_EDITION, block->block->key, place,
		"%.*s is not the newest edition of this wording, which is %.*s, so policies beside this one say "
		"something else; include the newest edition at the next revision",
		TEXT_ARGUMENTS(block->block->key), TEXT_ARGUMENTS(block->newest->block->key));
	if (!finding->note_count)
		finding_note(findings, finding, edition_place(block->newest), "the newest edition");
}

/* Of the policy's own includes: what stands inside a block is told of in the block (suite_rule_blocks). */
static void rule_old_editions(struct check_context *context)
{
	const struct shared_wording *wording = context->suite->check_tables->shared_wording;
	const struct policy *policy = context->policy;
	for (size_t i = 0; i < policy->include_count; i++) {
		const struct included_block *include = &policy->includes[i];
		const struct wording_block *block = shared_wording_edition(wording, include->block, include->edition);
		if (block && is_old_edition(block) &&
		    text_find(place_text(include->place), block->block->key, 0) != TEXT_NOT_FOUND)
			report_old_include(context->findings, block, include->place);
	}
}

static bool is_expected_by_any(const struct shared_wording *wording, const struct wording_block *block)
{
	for (size_t i = 0; i < wording->expectation_count; i++)
		if (is_expected(&wording->expectations[i], block))
			return true;
	return false;
}

/* unused-block. */
static void check_use(const struct shared_wording *wording, const struct wording_block *block)
{
	struct shared_block *shared = block->block;
	if (!shared->is_readable || shared->used_by_count || is_expected_by_any(wording, block))
		return;
	findings_add(&shared->findings, CHECK_UNUSED_BLOCK,
		     place_is_set(shared->block.place) ? shared->block.place : place_of(&shared->source, 0, 0),
		     "no policy includes %.*s and no profile expects it, so nobody reads these words; include it, or "
		     "delete the file",
		     TEXT_ARGUMENTS(shared->key));
}

/* include-missing, for a profile: its policies cannot be told what they lack. */
static void check_profile(struct check_context *context, const struct expectation *expectation)
{
	for (size_t i = 0; i < expectation->unknown.count; i++) {
		const struct text_value *key = expectation->unknown.items[i];
		struct text nearest = suite_nearest_block(context->suite, key->text);
		findings_add(context->findings, CHECK_INCLUDE_MISSING, key->place,
			     "the profile %.*s expects the shared wording %.*s, and there is none, so no policy can be "
			     "held to it; %s%.*s%s",
			     TEXT_ARGUMENTS(expectation->profile->name), TEXT_ARGUMENTS(key->text),
			     nearest.length ? "did you mean " : "correct the name, or write policies/shared/",
			     TEXT_ARGUMENTS(nearest.length ? nearest : key->text), nearest.length ? "?" : ".md")
			->severity = SEVERITY_WARNING;
	}
}

/* old-edition inside the blocks that are used, unused-block, and blocks that a profile names and that are not there. */
static void suite_rule_blocks(struct check_context *context)
{
	const struct shared_wording *wording = context->suite->check_tables->shared_wording;
	for (size_t i = 0; i < wording->block_count; i++) {
		const struct wording_block *block = &wording->blocks[i];
		const struct node *node = block->block->body ? block->block->body->first_child : NULL;
		for (; node && block->block->used_by_count; node = node->next) {
			const struct wording_block *inner =
				node->kind != NODE_INCLUDE
					? NULL
					: shared_wording_edition(wording, node->include.block, node->include.edition);
			if (inner && is_old_edition(inner))
				report_old_include(&block->block->findings, inner, node->place);
		}
		check_use(wording, block);
	}
	for (size_t i = 0; i < wording->expectation_count; i++)
		check_profile(context, &wording->expectations[i]);
}

const struct rule shared_rules[] = {
	POLICY_RULE(SHARED_WORDING, rule_shared_wording),
	POLICY_RULE(SHARED_WORDING, rule_old_editions),
	SUITE_RULE(suite_rule_blocks),
	RULES_END,
};

/* search.json: what assets/search.js searches. A list of policies, each with its words by field; what is empty is not
 * there. A large suite has further parts, which search.json names, so that the first answers come early. */
#include "base/json_writer.h"
#include "site/page_values.h"
#include "tree/flat_text.h"

#define POLICIES_PER_PART 3000

static void write_texts(struct json_writer *json, const char *name, const struct list *texts)
{
	if (!texts->count)
		return;
	json_write_name(json, name);
	json_write_array_begin(json);
	for (size_t i = 0; i < texts->count; i++)
		json_write_string(json, LIST_ITEM(*texts, struct text_value, i)->text);
	json_write_array_end(json);
}

/* "S103"; a family ends in a dash, the codes of a range have a colon between them. */
static void write_codes(struct json_writer *json, struct buffer *scratch, const struct policy *policy)
{
	bool is_delegated = false;
	json_write_name(json, "codes");
	json_write_array_begin(json);
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		is_delegated |= set->state == CODES_DELEGATED;
		for (size_t k = 0; k < set->count; k++) {
			const struct code *code = &set->codes[k];
			if (!code->undotted.length)
				continue;
			buffer_clear(scratch);
			buffer_append(scratch, code->undotted);
			if (code->match == MATCH_FAMILY)
				buffer_append_byte(scratch, '-');
			if (code->match == MATCH_RANGE) {
				buffer_append_byte(scratch, ':');
				buffer_append(scratch, code->last_undotted);
			}
			json_write_string(json, buffer_text(scratch));
		}
	}
	json_write_array_end(json);
	if (is_delegated)
		json_write_member_boolean(json, "codes_elsewhere", true);
}

static bool holds_criteria(const struct node *section)
{
	enum section_kind kind = node_section_kind(section);
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS;
}

/* The policy's own words on who is eligible. Wording that policies share, and core criteria, which all have in other
 * words, would make every policy answer to "cancer". */
static void append_criteria(struct buffer *words, const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering || node->kind == NODE_BODY)
			continue;
		bool is_own = node->place.source == &policy->source;
		if (!is_own || (node->kind == NODE_SECTION && !holds_criteria(node)) ||
		    (node->parent->kind == NODE_BODY && node->kind != NODE_SECTION) || node->kind == NODE_HEADING) {
			walk_skip_children(&walk);
		} else if (node_is_leaf_block(node)) {
			if (words->length)
				buffer_append_byte(words, ' ');
			node_append_words(words, node, (struct words_options){0});
			walk_skip_children(&walk);
		}
	}
}

static void write_optional(struct json_writer *json, const char *name, struct text text)
{
	if (text.length)
		json_write_member(json, name, text);
}

static void write_entry(struct json_writer *json, struct buffer *scratch, const struct policy *policy)
{
	json_write_object_begin(json);
	json_write_member(json, "ref", policy->ref.text);
	json_write_member(json, "title", policy->title.text);
	write_optional(json, "subtitle", policy->subtitle.text);
	write_texts(json, "previous_refs", &policy->previous_refs);
	write_texts(json, "keywords", &policy->keywords);
	write_texts(json, "specialty", &policy->specialty);
	write_optional(json, "summary", policy->summary.text);
	buffer_clear(scratch);
	append_criteria(scratch, policy);
	write_optional(json, "criteria", buffer_text(scratch));
	write_codes(json, scratch, policy);
	json_write_object_end(json);
}

static const char *part_name(struct arena *arena, size_t part)
{
	return part ? arena_format(arena, "search-%zu.json", part + 1).bytes : "search.json";
}

static void write_head(struct json_writer *json, struct arena *arena, struct date today, size_t parts)
{
	struct text day = value_text(date_words(arena, today));
	json_write_member(json, "note", arena_format(arena, "as at %.*s", TEXT_ARGUMENTS(day)));
	json_write_name(json, "parts");
	json_write_array_begin(json);
	for (size_t i = 1; i < parts; i++)
		json_write_string(json, text_of(part_name(arena, i)));
	json_write_array_end(json);
}

void publish_search_index(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY, scratch = BUFFER_EMPTY;
	const struct listing *listing = &publication->listing;
	size_t parts = listing->count ? (listing->count + POLICIES_PER_PART - 1) / POLICIES_PER_PART : 1;
	for (size_t part = 0; part < parts; part++) {
		struct json_writer json;
		size_t end = (part + 1) * POLICIES_PER_PART;
		buffer_clear(&bytes);
		json_write_begin(&json, &bytes, false);
		json_write_object_begin(&json);
		if (part == 0)
			write_head(&json, &arena, publication->suite->today, parts);
		json_write_name(&json, "policies");
		json_write_array_begin(&json);
		for (size_t i = part * POLICIES_PER_PART; i < listing->count && i < end; i++)
			write_entry(&json, &scratch, listing->items[i].policy);
		json_write_array_end(&json);
		json_write_object_end(&json);
		json_write_end(&json);
		stage_add(&publication->stage, part_name(&arena, part), buffer_text(&bytes));
	}
	buffer_release(&bytes);
	buffer_release(&scratch);
	arena_release(&arena);
}

/* Where a finding is, when what it is about has no words of its own, and what tells two findings apart. */
#include "check/places.h"

#include "base/nearest.h"
#include "base/scan.h"

struct place place_of_absence(const struct policy *policy)
{
	struct place front = policy->front_matter;
	if (!front.source)
		return place_of(&policy->source, 0, 0);
	return place_of(front.source, front.begin, front.end < front.begin + 3 ? front.end : front.begin + 3);
}

struct place place_of_section_kind(const struct policy *policy, enum section_kind kind)
{
	struct walk walk = walk_begin(policy->body);
	while (walk_next_block(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_SECTION || walk.node->section.kind != kind)
			continue;
		const struct node *heading = node_heading(walk.node);
		if (heading && heading->first_child)
			return place_join(heading->first_child->place, heading->last_child->place);
	}
	return place_of_absence(policy);
}

struct place place_in_policy(const struct policy *policy, struct place place)
{
	if (!place.source || place.source == &policy->source)
		return place;
	struct place include = policy_include_place(policy, place);
	return include.source ? include : place_of_absence(policy);
}

struct place place_in_value(struct place value, struct text words)
{
	struct text bytes = place_text(value);

	for (size_t at = 0; words.length && (at = text_find(bytes, words, at)) != TEXT_NOT_FOUND; at++)
		if (is_word_edge(bytes, at) && is_word_edge(bytes, at + words.length))
			return place_of(value.source, value.begin + at, value.begin + at + words.length);
	return value;
}

struct text subject_at(const struct check_context *context, struct place place, struct text words)
{
	if (!place.source || place.source == &context->policy->source)
		return words;
	return arena_format(context->arena, "%s\n%.*s", place.source->path, TEXT_ARGUMENTS(words));
}

struct text nearest_text(struct text word, const struct text *candidates, size_t count)
{
	struct nearest nearest;
	nearest_init(&nearest, word);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, candidates[i]);
	return nearest.best;
}

bool begins_part_word(struct text text, size_t at)
{
	struct text rest = text_slice(text, at, text.length);

	switch (rest.length ? ascii_lower(rest.bytes[0]) : '\0') {
	case 's':
		return text_begins_ignoring_case(rest, TEXT("section")) ||
		       text_begins_ignoring_case(rest, TEXT("see "));
	case 'c':
		return text_begins_ignoring_case(rest, TEXT("clause")) ||
		       text_begins_ignoring_case(rest, TEXT("criteri"));
	case 'p':
		return text_begins_ignoring_case(rest, TEXT("paragraph"));
	case 'a':
		return text_begins_ignoring_case(rest, TEXT("append")) || text_begins(rest, TEXT("above"));
	case 'b':
		return text_begins(rest, TEXT("below"));
	default:
		return false;
	}
}

/* Policies that should name each other: one that is named and doesn't name back, and those that rest on the same
 * guidance. Who names whom is gathered once, in one map, and who rests on what in another; each policy is then looked
 * at on its own, and of the others only as many as are shown. */
#include "base/memory.h"
#include "check/other_policies.h"
#include "check/rules.h"
#include "check/tables.h"

/* Policies that rest on one guidance, in the order of the suite, each with the place where it says so. */
struct sharer {
	struct policy *policy;
	const struct reference *reference;
};
struct shared_source {
	ARRAY_OF(struct sharer) sharers;
};

/* One policy names another; where in its own text or front matter, if anywhere there. */
struct naming {
	struct policy *from;
	struct text ref;
	struct place place; /* source NULL: only in the words of a shared block */
};

/* The refs of those that a policy names, or that name it, each once. */
struct neighbours {
	ARRAY_OF(struct text) refs;
};

struct relations {
	const struct suite *suite;
	struct arena arena;
	ARRAY_OF(struct naming) namings;
	struct map named;      /* "A\nB": A names B */
	struct map neighbours; /* ref -> struct neighbours */
	struct map sources;    /* "NG59" -> struct shared_source */
	struct map rests;      /* "NG59\nA": A rests on it */
};

/* Is it one that others should know of? */
static bool is_known(const struct policy *policy)
{
	return !policy->is_older_version && policy->is_readable && policy->ref.text.length > 0 &&
	       policy->status.choice == STATUS_RATIFIED;
}

static struct text pair_key(struct arena *arena, struct text from, struct text to)
{
	return ARENA_JOIN(arena, from, TEXT("\n"), to);
}

static bool has_pair(const struct map *map, struct text from, struct text to)
{
	struct buffer key = BUFFER_EMPTY;

	buffer_append(&key, from);
	buffer_append_byte(&key, '\n');
	buffer_append(&key, to);
	bool has = map_get(map, buffer_text(&key)) != NULL;
	buffer_release(&key);
	return has;
}

static void add_neighbour(struct relations *relations, struct text of, struct text ref)
{
	bool is_new;
	void **neighbours = map_place(&relations->neighbours, of, &is_new);

	if (is_new)
		*neighbours = ARENA_NEW(&relations->arena, struct neighbours);
	*ARRAY_ADD(&((struct neighbours *)*neighbours)->refs) = ref;
}

/* The ref that a policy has today: others may still name it by a former one. */
static struct text ref_today(const struct relations *relations, struct text ref)
{
	const struct policy *policy =
		ref.length && !suite_record(relations->suite, ref)
			? other_policy_by_former_ref(relations->suite->check_tables->other_policies, ref)
			: NULL;

	return policy ? policy->ref.text : ref;
}

static void add_naming(struct relations *relations, struct policy *from, struct text ref, struct place place)
{
	bool is_new;

	ref = ref_today(relations, ref);
	if (!ref.length || text_equal(ref, from->ref.text))
		return;
	void **index = map_place(&relations->named, pair_key(&relations->arena, from->ref.text, ref), &is_new);
	if (!is_new) {
		struct naming *naming = &relations->namings.items[(uintptr_t)*index - 1];
		if (!naming->place.source)
			naming->place = place;
		return;
	}
	*ARRAY_ADD(&relations->namings) = (struct naming){from, ref, place};
	*index = (void *)(uintptr_t)relations->namings.count;
	if (has_pair(&relations->named, ref, from->ref.text))
		return;
	add_neighbour(relations, from->ref.text, ref);
	add_neighbour(relations, ref, from->ref.text);
}

static void add_source(struct relations *relations, struct policy *policy, const struct reference *reference)
{
	bool is_new;
	void **source = map_place(&relations->sources, reference->identifier, &is_new);

	if (is_new)
		*source = ARENA_NEW(&relations->arena, struct shared_source);
	*ARRAY_ADD(&((struct shared_source *)*source)->sharers) = (struct sharer){policy, reference};
	map_set(&relations->rests, pair_key(&relations->arena, reference->identifier, policy->ref.text), policy);
}

static void gather_references(struct relations *relations, struct policy *policy)
{
	for (size_t i = 0; i < policy->reference_count; i++) {
		const struct reference *reference = &policy->references[i];
		bool is_own = reference->place.source == &policy->source;
		if (reference->kind == REFERENCE_POLICY)
			add_naming(relations, policy, reference->identifier, is_own ? reference->place : PLACE_NONE);
		/* What shared wording rests on, all rest on. */
		else if (reference->kind == REFERENCE_NICE && is_own && is_known(policy))
			add_source(relations, policy, reference);
	}
}

static void gather_cross_references(struct relations *relations, struct policy *policy)
{
	const struct other_policies *others = relations->suite->check_tables->other_policies;

	for (size_t i = 0; i < policy->cross_references.count; i++) {
		const struct cross_reference *reference =
			LIST_ITEM(policy->cross_references, struct cross_reference, i);
		const struct policy *other =
			reference->ref.text.length ? NULL : other_policy_by_title(others, reference->title.text);
		struct text ref = reference->ref.text.length
					  ? reference->ref.text
					  : ref_within(relations->suite->site, reference->title.text);
		add_naming(relations, policy, other ? other->ref.text : ref, reference->place);
	}
}

/* not-reciprocal. */
static void check_naming(struct relations *relations, const struct naming *naming)
{
	const struct policy *other = other_policy(relations->suite, naming->ref);
	struct policy *from = naming->from;

	if (!place_is_set(naming->place) || !is_known(from) || !other || !is_known(other) ||
	    has_pair(&relations->named, naming->ref, from->ref.text))
		return;
	struct finding *finding = findings_add_subject(
		&from->findings, CHECK_NOT_RECIPROCAL, naming->ref, naming->place,
		"%.*s is named here, but does not name this policy" FIX "add policy:%.*s to its cross_references",
		TEXT_ARGUMENTS(naming->ref), TEXT_ARGUMENTS(from->ref.text));
	finding_note(&from->findings, finding,
		     other->cross_reference_texts.place.source ? other->cross_reference_texts.place
							       : place_of_absence(other),
		     "\"%.*s\" could say so here", TEXT_ARGUMENTS(other->title.text));
}

/* Of those that a policy names, or that name it: how many rest on the same guidance? */
static size_t count_linked(const struct relations *relations, const struct policy *policy, struct text identifier)
{
	const struct neighbours *neighbours = map_get(&relations->neighbours, policy->ref.text);
	size_t count = 0;

	for (size_t i = 0; neighbours && i < neighbours->refs.count; i++)
		count += has_pair(&relations->rests, identifier, neighbours->refs.items[i]);
	return count;
}

/* Where the guidance is named: of a definition the identifier or address in it. */
static struct place place_of_source(const struct reference *reference)
{
	struct walk walk = walk_begin(reference->node);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_LINK && walk.node->link.kind == LINK_NICE &&
		    text_equal(walk.node->link.ref, reference->identifier))
			return walk.node->place;
	return reference->place;
}

/* shared-source-unlinked, of one policy. */
static void check_sharer(const struct relations *relations, const struct shared_source *source,
			 const struct sharer *sharer)
{
	const struct policy *policy = sharer->policy;
	struct findings *findings = &sharer->policy->findings;
	struct text identifier = sharer->reference->identifier, ref = policy->ref.text;
	size_t unlinked = source->sharers.count - 1 - count_linked(relations, policy, identifier);
	struct finding *finding;

	if (!unlinked)
		return;
	finding = findings_add_subject(findings, CHECK_SHARED_SOURCE_UNLINKED, identifier,
				       place_of_source(sharer->reference),
				       "%zu other %s on %.*s too, and no reference links %s with this one" FIX
				       "where they belong together, name each in the other's cross_references",
				       unlinked, unlinked == 1 ? "policy rests" : "policies rest",
				       TEXT_ARGUMENTS(identifier), unlinked == 1 ? "it" : "them");
	for (size_t i = 0; i < source->sharers.count && finding->note_count < NOTES_SHOWN_MOST; i++) {
		const struct policy *other = source->sharers.items[i].policy;
		if (other == policy || has_pair(&relations->named, ref, other->ref.text) ||
		    has_pair(&relations->named, other->ref.text, ref))
			continue;
		finding_note(findings, finding, place_of_source(source->sharers.items[i].reference), "%.*s, %.*s",
			     TEXT_ARGUMENTS(other->ref.text), TEXT_ARGUMENTS(other->title.text));
	}
	if (finding->note_count < unlinked)
		finding->note_count = (uint32_t)unlinked;
}

static void release(struct relations *relations)
{
	for (size_t i = 0; i < relations->neighbours.count; i++)
		ARRAY_RELEASE(&((struct neighbours *)relations->neighbours.entries[i].value)->refs);
	for (size_t i = 0; i < relations->sources.count; i++)
		ARRAY_RELEASE(&((struct shared_source *)relations->sources.entries[i].value)->sharers);
	ARRAY_RELEASE(&relations->namings);
	map_release(&relations->named);
	map_release(&relations->neighbours);
	map_release(&relations->sources);
	map_release(&relations->rests);
	arena_release(&relations->arena);
}

/* not-reciprocal, shared-source-unlinked. */
static void suite_rule_related(struct check_context *context)
{
	struct relations relations = {.suite = context->suite};

	for (size_t i = 0; i < context->suite->policy_count; i++) {
		struct policy *policy = context->suite->policies[i];
		if (policy->is_older_version || !policy->is_readable || !policy->ref.text.length)
			continue;
		gather_references(&relations, policy);
		gather_cross_references(&relations, policy);
	}
	for (size_t i = 0; i < relations.namings.count; i++)
		check_naming(&relations, &relations.namings.items[i]);
	for (size_t i = 0; i < relations.sources.count; i++) {
		const struct shared_source *source = relations.sources.entries[i].value;
		for (size_t j = 0; source->sharers.count > 1 && j < source->sharers.count; j++)
			check_sharer(&relations, source, &source->sharers.items[j]);
	}
	release(&relations);
}

const struct rule related_suite_rules[] = {
	SUITE_RULE(suite_rule_related),
	RULES_END,
};

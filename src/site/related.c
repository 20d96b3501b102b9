#include "site/related.h"

#include <stdlib.h>

#include "base/memory.h"

/* More policies than this on one guidance are no help to a reader; their number is said. */
#define SAME_GUIDANCE_MOST 12

struct policy_list {
	ARRAY_OF(const struct policy *) policies; /* each once, in the order of refs */
};

static void add(struct map *map, struct text key, const struct policy *policy)
{
	bool is_new;
	void **place = map_place(map, key, &is_new);
	if (is_new)
		*place = memory_allocate(sizeof(struct policy_list));
	struct policy_list *list = *place;
	/* A policy's own references come together. */
	if (!list->policies.count || list->policies.items[list->policies.count - 1] != policy)
		*ARRAY_ADD(&list->policies) = policy;
}

void related_find(struct related *related, const struct suite *suite)
{
	*related = (struct related){0};
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		if (!policy || policy->standing == STANDING_WITHDRAWN)
			continue;
		for (size_t k = 0; k < policy->reference_count; k++) {
			const struct reference *reference = &policy->references[k];
			if (reference->kind == REFERENCE_POLICY)
				add(&related->naming, reference->identifier, policy);
			else if (reference->kind == REFERENCE_NICE)
				add(&related->guidance, reference->identifier, policy);
		}
		for (size_t k = 0; k < policy->cross_references.count; k++) {
			struct text ref = LIST_ITEM(policy->cross_references, struct cross_reference, k)->ref.text;
			if (ref.length)
				add(&related->naming, ref, policy);
		}
	}
}

static void release(struct map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		struct policy_list *list = map->entries[i].value;
		ARRAY_RELEASE(&list->policies);
		free(list);
	}
	map_release(map);
}

void related_release(struct related *related)
{
	release(&related->naming);
	release(&related->guidance);
}

static struct value *link_to(struct arena *arena, const struct policy *policy, const char *root)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "ref", policy->ref.text);
	value_set_text(arena, map, "title", policy->title.text);
	value_set_text(arena, map, "href", arena_format(arena, "%spolicies/%.*s/", root, TEXT_ARGUMENTS(policy->slug)));
	value_set_boolean(arena, map, "is_withdrawn", policy->standing == STANDING_WITHDRAWN);
	return map;
}

/* Adds the policy of a ref to a list, once; nothing for the policy itself and one that has no page. */
static void add_named(struct arena *arena, const struct suite *suite, const struct policy *self, struct text ref,
		      const char *root, struct map *seen, struct value *list)
{
	const struct record *record = suite_record(suite, ref);
	if (!record || !record->published || text_equal(ref, self->ref.text) || map_get(seen, ref))
		return;
	map_set(seen, ref, list);
	value_list_add(arena, list, link_to(arena, record->published, root));
}

/* Those that the policy names, in its own order. */
static struct value *named_values(struct arena *arena, const struct suite *suite, const struct policy *policy,
				  const char *root, struct value *without_ref)
{
	struct value *list = value_list(arena);
	struct map seen = MAP_EMPTY;
	for (size_t i = 0; i < policy->cross_references.count; i++) {
		const struct cross_reference *other = LIST_ITEM(policy->cross_references, struct cross_reference, i);
		if (other->ref.text.length)
			add_named(arena, suite, policy, other->ref.text, root, &seen, list);
		else if (other->title.text.length)
			value_list_add(arena, without_ref, value_string(arena, other->title.text));
	}
	for (size_t i = 0; i < policy->reference_count; i++)
		if (policy->references[i].kind == REFERENCE_POLICY)
			add_named(arena, suite, policy, policy->references[i].identifier, root, &seen, list);
	map_release(&seen);
	return list;
}

static int compare_ref(const void *ref, const void *policy)
{
	return text_compare(*(const struct text *)ref, (*(const struct policy *const *)policy)->ref.text);
}

/* The first `most` of a list but the policy itself and its other versions; `*more` of them are left out. A suite may
 * have thousands on one guidance, so only what is shown is looked at. */
static struct value *others_values(struct arena *arena, const struct policy_list *list, const struct policy *self,
				   const char *root, size_t most, size_t *more)
{
	struct value *values = value_list(arena);
	size_t count = list ? list->policies.count : 0;
	*more = 0;
	if (!count)
		return values;
	const struct policy *const *own =
		bsearch(&self->ref.text, list->policies.items, count, sizeof *list->policies.items, compare_ref);
	size_t others = count - (own ? 1 : 0);
	for (size_t i = 0; values->count < most && i < count; i++)
		if (!own || list->policies.items[i] != *own)
			value_list_add(arena, values, link_to(arena, list->policies.items[i], root));
	*more = others - values->count;
	return values;
}

static struct value *guidance_values(const struct related *related, struct arena *arena, const struct policy *policy,
				     const char *root)
{
	struct value *values = value_list(arena);
	for (size_t i = 0; i < policy->reference_count; i++) {
		const struct reference *reference = &policy->references[i];
		if (reference->kind != REFERENCE_NICE)
			continue;
		size_t more;
		struct value *others = others_values(arena, map_get(&related->guidance, reference->identifier), policy,
						     root, SAME_GUIDANCE_MOST, &more);
		if (!others->count)
			continue;
		struct value *map = value_map(arena);
		value_set_text(arena, map, "identifier", reference->identifier);
		value_set(arena, map, "policies", others);
		value_set(arena, map, "more_words",
			  more ? value_string(arena, arena_format(arena, "and %zu more", more)) : value_null(arena));
		value_list_add(arena, values, map);
	}
	return values;
}

void related_values(const struct related *related, struct arena *arena, const struct suite *suite,
		    const struct policy *policy, const char *root, struct value *values)
{
	struct value *without_ref = value_list(arena);
	struct value *named = named_values(arena, suite, policy, root, without_ref);
	size_t none_more;
	struct value *naming =
		others_values(arena, map_get(&related->naming, policy->ref.text), policy, root, SIZE_MAX, &none_more);
	struct value *guidance = guidance_values(related, arena, policy, root);
	value_set(arena, values, "related", named);
	value_set(arena, values, "named_only", without_ref);
	value_set(arena, values, "referred_by", naming);
	value_set(arena, values, "same_guidance", guidance);
	value_set_boolean(arena, values, "names_others", named->count + without_ref->count > 0);
	value_set_boolean(arena, values, "is_referred_to", naming->count > 0);
	value_set_boolean(arena, values, "has_same_guidance", guidance->count > 0);
	value_set_boolean(arena, values, "has_related",
			  named->count + without_ref->count + naming->count + guidance->count > 0);
}

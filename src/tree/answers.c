#include "tree/answers.h"

/* "slug" for the policy's own address, "slug/version" for that of a version, "slug/" for all. */
static struct text key_of(struct arena *arena, struct text slug, struct text version)
{
	return ARENA_JOIN(arena, slug, TEXT("/"), version);
}

static void add(struct answers *answers, struct text key)
{
	map_set(&answers->keys, key, answers);
}

static void add_all(struct answers *answers, struct text ref)
{
	add(answers, key_of(&answers->arena, ref_slug(&answers->arena, ref), TEXT("")));
}

static void add_policy(struct answers *answers, const struct policy *policy)
{
	struct arena *arena = &answers->arena;
	struct text ref = policy->ref.text.length ? policy->ref.text : text_of(policy->file_ref);

	if (!policy->is_readable || policy->status.choice < 0 || !policy->version.text.length) {
		add_all(answers, ref);
		return;
	}
	for (size_t i = 0; i < policy->previous_refs.count; i++)
		add_all(answers, LIST_ITEM(policy->previous_refs, struct text_value, i)->text);
	if (policy->status.choice < STATUS_RATIFIED)
		return;
	add(answers, ref_slug(arena, ref));
	add(answers, key_of(arena, ref_slug(arena, ref), version_slug(arena, policy->version.text)));
}

void answers_make(struct answers *answers, const struct suite *suite)
{
	*answers = (struct answers){0};
	for (size_t i = 0; i < suite->policy_count; i++)
		add_policy(answers, suite->policies[i]);
	for (size_t i = 0; i < suite->stub_count; i++) {
		const struct policy *stub = suite->stubs[i];
		if (stub->removed.versions.choice == REMOVED_GONE)
			add_all(answers, stub->ref.text);
		else
			add(answers, ref_slug(&answers->arena, stub->ref.text));
	}
}

bool answers_has(const struct answers *answers, struct text ref, struct text version)
{
	struct arena arena = ARENA_EMPTY;
	struct text slug = ref_slug(&arena, ref);
	struct text key = version.length ? key_of(&arena, slug, version_slug(&arena, version)) : slug;
	bool has = map_get(&answers->keys, key) || map_get(&answers->keys, key_of(&arena, slug, TEXT("")));

	arena_release(&arena);
	return has;
}

void answers_release(struct answers *answers)
{
	map_release(&answers->keys);
	arena_release(&answers->arena);
}

/* check-your-copy/: is the copy in my hand current? Every published version, with its fingerprint. */
#include "site/page_values.h"

static struct value *copy_values(struct arena *arena, const struct policy *policy)
{
	struct value *map = value_map(arena);
	struct text slug = version_slug(arena, policy->version.text);
	value_set_text(arena, map, "ref", policy->ref.text);
	value_set_text(arena, map, "title", policy->title.text);
	value_set_text(arena, map, "version", policy->version.text);
	value_set_text(arena, map, "path",
		       arena_format(arena, "policies/%.*s/versions/%.*s/", TEXT_ARGUMENTS(policy->slug),
				    TEXT_ARGUMENTS(slug)));
	value_set(arena, map, "from_words", effective_from_words(arena, policy));
	value_set(arena, map, "to_words", effective_to_words(arena, policy));
	value_set_string(arena, map, "standing", standing_names[policy->standing]);
	value_set_string(arena, map, "status_words", standing_words(policy));
	value_set_text(arena, map, "fingerprint", policy->fingerprint.text);
	value_set_text(arena, map, "fingerprint_short", fingerprint_short(policy));
	return map;
}

/* "CMICB_Clin018 version 1" */
static struct value *example_words(struct arena *arena, const struct value *copy)
{
	struct text ref = value_text(value_at(copy, "ref")), version = value_text(value_at(copy, "version"));
	return value_string(arena,
			    arena_format(arena, "%.*s version %.*s", TEXT_ARGUMENTS(ref), TEXT_ARGUMENTS(version)));
}

void publish_copy_check(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	const struct suite *suite = publication->suite;
	struct value *copies = value_list(&arena);
	for (size_t i = 0; i < suite->record_count; i++)
		for (size_t k = suite->records[i]->count; k-- > 0;)
			if (is_published(publication, suite->records[i]->versions[k]))
				value_list_add(&arena, copies, copy_values(&arena, suite->records[i]->versions[k]));
	struct page page = page_at(&arena, "check-your-copy/index.html");
	page.title = TEXT("Check your copy");
	page.description = TEXT("Is the copy of a policy in your hand the version that applies now?");
	struct value *values = page_values(&arena, publication, &page);
	value_set(&arena, values, "copies", copies);
	value_set_boolean(&arena, values, "has_copies", copies->count > 0);
	value_set(&arena, values, "example",
		  copies->count ? example_words(&arena, copies->items[0]) : value_null(&arena));
	publish_page(publication, &arena, "check-your-copy", values, &page);
	arena_release(&arena);
}

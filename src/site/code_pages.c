/* codes/: the codes that policies list, by classification. */
#include "site/page_values.h"
#include "tree/code_index.h"
#include "tree/site.h"

/* "S10.3", "H01.-", "W37.1–W39.9" */
static struct text code_words(struct arena *arena, const struct code *code)
{
	switch (code->match) {
	case MATCH_FAMILY:
		return arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(code->canonical),
				    code->canonical.length == 3 ? ".-" : "-");
	case MATCH_RANGE:
		return arena_format(arena, "%.*s–%.*s", TEXT_ARGUMENTS(code->canonical),
				    TEXT_ARGUMENTS(code->last_canonical));
	default:
		return code->canonical;
	}
}

/* What a line means beyond its one code; NULL: nothing. */
static const char *code_note(const struct code *code)
{
	switch (code->match) {
	case MATCH_FAMILY:
		return "and all codes below it";
	case MATCH_RANGE:
		return "and all codes between the two";
	default:
		return code->undotted.length == 3 ? "a heading: the policy does not say whether the codes below it "
						    "are meant"
						  : NULL;
	}
}

/* The place of a code set in its policy's page. */
static struct text set_path(struct arena *arena, const struct policy *policy, const struct code_set *set)
{
	if (!set->id.length)
		return arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(policy->slug));
	return arena_format(arena, "policies/%.*s/#%.*s", TEXT_ARGUMENTS(policy->slug), TEXT_ARGUMENTS(set->id));
}

static struct value *use_values(struct arena *arena, const struct code_use *use)
{
	struct value *map = value_map(arena);
	const char *note = code_note(use->code);
	value_set_text(arena, map, "code", code_words(arena, use->code));
	value_set(arena, map, "note", note ? value_string(arena, text_of(note)) : value_null(arena));
	value_set(arena, map, "term", value_text_or_null(arena, use->code->term));
	value_set_text(arena, map, "role", use->set->role);
	value_set_text(arena, map, "ref", use->policy->ref.text);
	value_set_text(arena, map, "title", use->policy->title.text);
	value_set_text(arena, map, "path", set_path(arena, use->policy, use->set));
	value_set_boolean(arena, map, "is_withdrawn", use->policy->standing == STANDING_WITHDRAWN);
	value_set_boolean(arena, map, "is_unratified", use->policy->standing == STANDING_DRAFT);
	return map;
}

static struct value *chapters_values(struct arena *arena, const struct code_uses *uses)
{
	struct value *chapters = value_list(arena), *list = NULL;
	char letter = '\0';
	for (size_t i = 0; i < uses->count; i++) {
		const struct code_use *use = &uses->items[i];
		if (use->code->undotted.bytes[0] != letter) {
			struct value *chapter = value_map(arena);
			letter = use->code->undotted.bytes[0];
			list = value_list(arena);
			value_set_text(arena, chapter, "letter", arena_format(arena, "%c", letter));
			value_set_text(arena, chapter, "id", arena_format(arena, "chapter-%c", ascii_lower(letter)));
			value_set(arena, chapter, "uses", list);
			value_list_add(arena, chapters, chapter);
		}
		value_list_add(arena, list, use_values(arena, use));
	}
	return chapters;
}

static struct value *delegations_values(struct arena *arena, const struct delegations *delegations)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < delegations->count; i++) {
		const struct delegated_codes *delegated = &delegations->items[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "ref", delegated->policy->ref.text);
		value_set_text(arena, map, "title", delegated->policy->title.text);
		value_set_text(arena, map, "path", set_path(arena, delegated->policy, delegated->set));
		value_set(arena, map, "url", value_text_or_null(arena, delegated->set->url));
		value_list_add(arena, list, map);
	}
	return list;
}

/* How many different codes, families and ranges there are. */
static size_t count_codes(const struct code_uses *uses)
{
	size_t count = 0;
	for (size_t i = 0; i < uses->count; i++)
		count += !i || code_answers(uses->items[i].code, uses->items[i - 1].code) != ANSWER_EXACT;
	return count;
}

/* "OPCS-4" in addresses. */
static struct text system_slug(struct arena *arena, enum code_system system)
{
	return ref_slug(arena, text_of(code_system_names[system]));
}

/* A classification, as the page of all names it. */
static struct value *system_values(struct arena *arena, const struct publication *publication, enum code_system system,
				   const struct code_uses *uses)
{
	const struct site_code_system *known = site_code_system(publication->suite->site, system);
	struct value *map = value_map(arena);
	value_set_string(arena, map, "name", code_system_names[system]);
	value_set(arena, map, "full_name", known ? value_text_or_null(arena, known->name.text) : value_null(arena));
	value_set(arena, map, "edition", known ? value_text_or_null(arena, known->edition.text) : value_null(arena));
	value_set_text(arena, map, "path",
		       arena_format(arena, "codes/%.*s/", TEXT_ARGUMENTS(system_slug(arena, system))));
	value_set_text(arena, map, "count_words", count_words(arena, count_codes(uses), "code", "codes"));
	return map;
}

static struct value *publish_system(struct publication *publication, struct arena *arena, enum code_system system)
{
	struct code_uses uses = code_uses_collect(arena, publication->suite, system);
	struct delegations delegations = delegations_collect(arena, publication->suite, system);
	const char *path =
		arena_format(arena, "codes/%.*s/index.html", TEXT_ARGUMENTS(system_slug(arena, system))).bytes;
	struct page page = page_at(arena, path);
	page.title = arena_format(arena, "%s codes", code_system_names[system]);
	page.description = arena_format(arena, "Which policies list which %s codes.", code_system_names[system]);
	breadcrumb_add(arena, page.breadcrumbs, TEXT("Clinical codes"), "../");
	struct value *values = page_values(arena, publication, &page);
	struct value *known = system_values(arena, publication, system, &uses);
	value_set(arena, values, "system", known);
	value_set_boolean(arena, values, "has_codes", uses.count > 0);
	value_set(arena, values, "chapters", chapters_values(arena, &uses));
	value_set_boolean(arena, values, "has_delegated", delegations.count > 0);
	value_set(arena, values, "delegated", delegations_values(arena, &delegations));
	publish_page(publication, arena, "codes", values, &page);
	return known;
}

void publish_codes(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct value *systems = value_list(&arena);
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++)
		value_list_add(&arena, systems, publish_system(publication, &arena, (enum code_system)i));
	struct page page = page_at(&arena, "codes/index.html");
	page.title = TEXT("Clinical codes");
	page.description = TEXT("Which policies list which clinical codes.");
	struct value *values = page_values(&arena, publication, &page);
	value_set(&arena, values, "systems", systems);
	publish_page(publication, &arena, "code-systems", values, &page);
	arena_release(&arena);
}

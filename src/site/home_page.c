/* index.html: search, filters, A to Z. */
#include "base/unicode.h"
#include "site/page_values.h"
#include "tree/site.h"

/* What a title stands under: a letter of the alphabet, all digits together, and all else together. */
static char letter_of(const struct listed *listed)
{
	char first = listed->key.bytes[0];
	if (is_ascii_letter(first))
		return ascii_upper(first);
	return is_ascii_digit(first) ? '0' : '?';
}

static struct value *letter_values(struct arena *arena, char letter)
{
	struct value *map = value_map(arena);
	if (letter == '0')
		value_set_string(arena, map, "letter", "0–9");
	else if (letter == '?')
		value_set_string(arena, map, "letter", "Other");
	else
		value_set_text(arena, map, "letter", arena_format(arena, "%c", letter));
	value_set_text(arena, map, "id",
		       letter == '?' ? TEXT("letter-other") : arena_format(arena, "letter-%c", ascii_lower(letter)));
	value_set(arena, map, "policies", value_list(arena));
	return map;
}

static struct value *letters_values(struct arena *arena, const struct listing *listing)
{
	struct value *letters = value_list(arena), *letter = NULL;
	for (size_t i = 0; i < listing->count; i++) {
		const struct listed *listed = &listing->items[i];
		if (!i || letter_of(listed) != letter_of(listed - 1)) {
			letter = letter_values(arena, letter_of(listed));
			value_list_add(arena, letters, letter);
		}
		value_list_add(arena, value_at(letter, "policies"), listed->values);
	}
	return letters;
}

/* A filter for each facet that tells policies apart. */
static struct value *filters_values(struct arena *arena, const struct listing *listing)
{
	struct value *filters = value_list(arena);
	for (int i = 0; i < FACET_COUNT; i++) {
		const struct facet *facet = &listing->facets[i];
		struct value *filter = value_map(arena), *options = value_list(arena);
		for (size_t k = 0; k < facet->groups.count; k++)
			if (facet->groups.items[k].members.count)
				value_list_add(arena, options, group_values(arena, facet, &facet->groups.items[k]));
		if (!options->count)
			continue;
		value_set_string(arena, filter, "name", facet->name);
		value_set_string(arena, filter, "label", facet->label);
		value_set_string(arena, filter, "plural", facet->plural);
		value_set(arena, filter, "path",
			  facet->folder ? value_string(arena, arena_format(arena, "%s/", facet->folder))
					: value_string(arena, TEXT("reviews/")));
		value_set(arena, filter, "options", options);
		value_list_add(arena, filters, filter);
	}
	return filters;
}

void publish_home(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	const struct listing *listing = &publication->listing;
	struct page page = page_at(&arena, "index.html");
	page.title = publication->suite->site->title.text;
	page.is_home = true;
	page.breadcrumbs = NULL;
	struct value *values = page_values(&arena, publication, &page);
	value_set_integer(&arena, values, "policy_count", (int64_t)listing->count);
	value_set_text(&arena, values, "policy_count_words", count_words(&arena, listing->count, "policy", "policies"));
	value_set(&arena, values, "letters", letters_values(&arena, listing));
	value_set(&arena, values, "filters", filters_values(&arena, listing));
	publish_page(publication, &arena, "home", values, &page);
	arena_release(&arena);
}

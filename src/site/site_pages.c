/* The pages that are about no single policy: the list of policies, and what is shown where there is nothing. */
#include <stdlib.h>

#include "base/unicode.h"
#include "site/page_values.h"
#include "tree/site.h"

/* A line of the list. */
struct listed {
	const struct policy *policy;
	struct text key; /* the title as it is sorted: words in lower case without accents */
};

static int compare_listed(const void *a, const void *b)
{
	const struct listed *first = a, *second = b;
	int order = text_compare(first->key, second->key);
	return order ? order : text_compare(first->policy->ref.text, second->policy->ref.text);
}

/* The policies that the site shows, by their titles. */
static struct listed *list_policies(struct arena *arena, const struct publication *publication, size_t *count)
{
	const struct suite *suite = publication->suite;
	struct listed *list = ARENA_ARRAY(arena, suite->record_count + 1, struct listed);
	struct buffer key = BUFFER_EMPTY;
	*count = 0;
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		if (!policy)
			continue;
		buffer_clear(&key);
		unicode_append_slug(&key, policy->title.text);
		list[(*count)++] = (struct listed){policy, arena_copy(arena, buffer_text(&key))};
	}
	buffer_release(&key);
	qsort(list, *count, sizeof *list, compare_listed);
	return list;
}

/* What a title stands under: a letter of the alphabet, all digits together, and all else together. */
static char group_of(const struct listed *listed)
{
	char first = listed->key.bytes[0];
	if (is_ascii_letter(first))
		return ascii_upper(first);
	return is_ascii_digit(first) ? '0' : '?';
}

static struct value *group_values(struct arena *arena, char group)
{
	struct value *map = value_map(arena);
	char letter[] = {group, '\0'}, id[] = "letter-?";
	id[sizeof id - 2] = ascii_lower(group);
	if (group == '0')
		value_set_string(arena, map, "letter", "0–9");
	else
		value_set_text(arena, map, "letter", group == '?' ? TEXT("Other") : arena_copy(arena, text_of(letter)));
	value_set_text(arena, map, "id", group == '?' ? TEXT("letter-other") : arena_copy(arena, text_of(id)));
	value_set(arena, map, "policies", value_list(arena));
	return map;
}

static struct value *letters_values(struct arena *arena, const struct publication *publication,
				    const struct listed *list, size_t count)
{
	struct value *letters = value_list(arena), *group = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!i || group_of(&list[i]) != group_of(&list[i - 1])) {
			group = group_values(arena, group_of(&list[i]));
			value_list_add(arena, letters, group);
		}
		struct value *map = value_map(arena);
		policy_values(arena, publication, list[i].policy, "./", map);
		value_set_text(arena, map, "href",
			       arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(list[i].policy->slug)));
		value_list_add(arena, value_at(group, "policies"), map);
	}
	return letters;
}

static struct value *categories_values(struct arena *arena, const struct site *site, const struct listed *list,
				       size_t count)
{
	struct value *categories = value_list(arena);
	for (size_t i = 0; i < site->categories.count; i++) {
		const struct site_category *category = LIST_ITEM(site->categories, struct site_category, i);
		struct value *map = value_map(arena);
		size_t members = 0;
		for (size_t k = 0; k < count; k++)
			members += text_equal(list[k].policy->category.text, category->id.text);
		struct text meaning = category->meaning.text.length ? category->meaning.text : category->label.text;
		value_set_text(arena, map, "id", category->id.text);
		value_set_text(arena, map, "label", category->label.text);
		value_set_text(arena, map, "meaning", meaning);
		value_set(arena, map, "tag",
			  category->tag.choice < 0 ? value_null(arena)
						   : value_string(arena, text_of(tag_colours[category->tag.choice])));
		value_set_boolean(arena, map, "conditional", category->conditional.boolean);
		value_set_text(arena, map, "count_words", count_words(arena, members, "policy", "policies"));
		value_list_add(arena, categories, map);
	}
	return categories;
}

void publish_home(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	const struct site *site = publication->suite->site;
	struct page page = {.path = "index.html", .root = "./", .title = site->title.text, .is_home = true};
	size_t count = 0;
	const struct listed *list = list_policies(&arena, publication, &count);
	struct value *values = page_values(&arena, publication, &page);
	value_set_text(&arena, values, "policy_count", arena_format(&arena, "%zu", count));
	value_set_text(&arena, values, "policy_count_words", count_words(&arena, count, "policy", "policies"));
	value_set(&arena, values, "letters", letters_values(&arena, publication, list, count));
	value_set(&arena, values, "categories", categories_values(&arena, site, list, count));
	publish_page(publication, &arena, "home", values, &page);
	arena_release(&arena);
}

/* The path of the site's address, with a slash at its end: the page is shown in place of others, in whatever folder. */
static const char *absolute_root(struct arena *arena, struct text base_url)
{
	size_t host = text_find(base_url, TEXT("://"), 0);
	size_t path = host == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : text_find_byte(base_url, '/', host + 3);
	if (path == TEXT_NOT_FOUND)
		return "/";
	struct text rest = text_slice(base_url, path, base_url.length);
	return arena_format(arena, "%.*s/", TEXT_ARGUMENTS(rest)).bytes;
}

void publish_not_found(struct publication *publication)
{
	struct arena arena = ARENA_EMPTY;
	struct value *breadcrumbs = value_list(&arena);
	const char *root = absolute_root(&arena, publication->suite->site->base_url.text);
	breadcrumb_add(&arena, breadcrumbs, TEXT("All policies"), root);
	struct page page = {.path = "404.html",
			    .root = root,
			    .title = TEXT("Page not found"),
			    .is_noindex = true,
			    .breadcrumbs = breadcrumbs};
	publish_page(publication, &arena, "404", page_values(&arena, publication, &page), &page);
	arena_release(&arena);
}

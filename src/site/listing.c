#include "site/listing.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "site/page_values.h"
#include "tree/site.h"

/* Names of groups are part of file names, which systems limit to 255 bytes. */
#define SLUG_BYTES_MOST 80

static const struct facet facet_kinds[FACET_COUNT] = {
	[FACET_CATEGORY] = {.name = "category",
			    .folder = "categories",
			    .label = "Category",
			    .plural = "Policies by category"},
	[FACET_SPECIALTY] = {.name = "specialty",
			     .folder = "specialties",
			     .label = "Specialty",
			     .plural = "Policies by specialty"},
	[FACET_ROUTE] = {.name = "route", .folder = "routes", .label = "Route", .plural = "Policies by route"},
	[FACET_PLACE] = {.name = "place", .folder = "places", .label = "Place", .plural = "Policies by place"},
	[FACET_REVIEW] = {.name = "review", .label = "Review", .plural = "Review calendar"},
};

static const char *const review_labels[REVIEW_STATE_COUNT] = {
	[REVIEW_OVERDUE] = "Overdue for review",
	[REVIEW_DUE_SOON] = "Review due within 6 months",
	[REVIEW_LATER] = "Review due later",
	[REVIEW_UNDATED] = "No review date",
};

static int compare_listed(const void *a, const void *b)
{
	const struct listed *first = a, *second = b;
	int order = text_compare(first->key, second->key);
	return order ? order : text_compare(first->policy->ref.text, second->policy->ref.text);
}

static struct text slug_of(struct arena *arena, struct text text)
{
	struct buffer slug = BUFFER_EMPTY;
	unicode_append_slug(&slug, text);
	return buffer_keep(&slug, arena);
}

/* The same, as short as part of an address should be, in letters that need no encoding there. */
static struct text group_slug(struct arena *arena, struct text text)
{
	struct text slug = slug_of(arena, text), plain = ref_slug(arena, slug);
	if (slug.length <= SLUG_BYTES_MOST && text_equal(slug, plain))
		return slug;
	return arena_format(arena, "%.*s-%08" PRIx32, plain.length > 40 ? 40 : (int)plain.length, plain.bytes,
			    (uint32_t)text_hash(slug));
}

static struct group *find_group(struct facet *facet, struct text slug)
{
	for (size_t i = 0; i < facet->groups.count; i++)
		if (text_equal(facet->groups.items[i].slug, slug))
			return &facet->groups.items[i];
	return NULL;
}

/* The group of an id; made, with the id for its label, where site.yaml has none. */
static struct group *group_of(struct listing *listing, enum facet_id id, struct text words)
{
	struct facet *facet = &listing->facets[id];
	struct text slug = group_slug(&listing->arena, words);
	struct group *group = find_group(facet, slug);
	if (!group) {
		group = ARRAY_ADD(&facet->groups);
		*group = (struct group){.slug = slug, .label = words};
	}
	return group;
}

static void describe(struct group *group, struct text label, struct text meaning, struct choice_value tag)
{
	group->label = label.length ? label : group->label;
	group->meaning = meaning;
	group->tag = tag.choice < 0 ? NULL : tag_colours[tag.choice];
}

/* The groups that site.yaml names, whether or not a policy is in them. */
static void add_configured(struct listing *listing, const struct site *site)
{
	struct choice_value none = {.choice = -1};
	for (size_t i = 0; i < site->categories.count; i++) {
		const struct site_category *category = LIST_ITEM(site->categories, struct site_category, i);
		struct group *group = group_of(listing, FACET_CATEGORY, category->id.text);
		describe(group, category->label.text, category->meaning.text, category->tag);
		group->is_conditional = category->conditional.boolean;
	}
	for (size_t i = 0; i < site->routes.count; i++) {
		const struct site_route *route = LIST_ITEM(site->routes, struct site_route, i);
		describe(group_of(listing, FACET_ROUTE, route->id.text), route->label.text, route->meaning.text,
			 route->tag);
	}
	for (size_t i = 0; i < site->places.count; i++) {
		const struct site_place *place = LIST_ITEM(site->places, struct site_place, i);
		describe(group_of(listing, FACET_PLACE, place->id.text), place->label.text, TEXT(""), none);
	}
	for (int i = REVIEW_OVERDUE; i < REVIEW_STATE_COUNT; i++) {
		struct group *group = group_of(listing, FACET_REVIEW, text_of(review_state_name((enum review_state)i)));
		group->label = text_of(review_labels[i]);
	}
}

/* Puts a policy into a group, once, and adds the group's slug to those of the filter. */
static void join(struct listing *listing, enum facet_id id, struct text words, const struct listed *listed,
		 struct buffer *slugs)
{
	struct group *group = group_of(listing, id, words);
	if (group->members.count && group->members.items[group->members.count - 1] == listed)
		return;
	*ARRAY_ADD(&group->members) = listed;
	if (slugs->length)
		buffer_append_byte(slugs, ' ');
	buffer_append(slugs, group->slug);
}

static void join_all(struct listing *listing, enum facet_id id, const struct list *texts, const struct listed *listed,
		     struct buffer *slugs)
{
	for (size_t i = 0; i < texts->count; i++)
		join(listing, id, LIST_ITEM(*texts, struct text_value, i)->text, listed, slugs);
}

static void join_places(struct listing *listing, const struct listed *listed, struct buffer *slugs)
{
	const struct list *places = &listed->policy->applies_to.places;
	struct facet *facet = &listing->facets[FACET_PLACE];
	if (places->count) {
		join_all(listing, FACET_PLACE, places, listed, slugs);
		return;
	}
	/* A policy that names none is for all of them; its filter stays empty. */
	for (size_t i = 0; i < facet->groups.count; i++)
		*ARRAY_ADD(&facet->groups.items[i].members) = listed;
}

static void join_groups(struct listing *listing, const struct listed *listed, struct date today)
{
	struct arena *arena = &listing->arena;
	struct value *filters = value_map(arena);
	struct buffer slugs = BUFFER_EMPTY;
	for (int i = 0; i < FACET_COUNT; i++) {
		enum review_state state = review_state_of(listed->policy, today);
		buffer_clear(&slugs);
		switch ((enum facet_id)i) {
		case FACET_CATEGORY:
			join(listing, FACET_CATEGORY, listed->policy->category.text, listed, &slugs);
			break;
		case FACET_SPECIALTY:
			join_all(listing, FACET_SPECIALTY, &listed->policy->specialty, listed, &slugs);
			break;
		case FACET_ROUTE:
			join_all(listing, FACET_ROUTE, &listed->policy->route, listed, &slugs);
			break;
		case FACET_PLACE:
			join_places(listing, listed, &slugs);
			break;
		default:
			if (state != REVIEW_NONE)
				join(listing, FACET_REVIEW, text_of(review_state_name(state)), listed, &slugs);
		}
		value_set(arena, filters, listing->facets[i].name,
			  value_text_or_null(arena, arena_copy(arena, buffer_text(&slugs))));
	}
	value_set(arena, listed->values, "filters", filters);
	buffer_release(&slugs);
}

static int compare_groups(const void *a, const void *b)
{
	return text_compare(((const struct group *)a)->slug, ((const struct group *)b)->slug);
}

void listing_make(struct listing *listing, const struct publication *publication)
{
	const struct suite *suite = publication->suite;
	struct arena *arena = &listing->arena;
	listing->items = ARENA_ARRAY(arena, suite->record_count + 1, struct listed);
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct policy *policy = suite->records[i]->published;
		if (policy)
			listing->items[listing->count++] =
				(struct listed){.policy = policy, .key = slug_of(arena, policy->title.text)};
	}
	qsort(listing->items, listing->count, sizeof *listing->items, compare_listed);
	for (int i = 0; i < FACET_COUNT; i++)
		listing->facets[i] = facet_kinds[i];
	add_configured(listing, suite->site);
	for (size_t i = 0; i < listing->count; i++) {
		listing->items[i].values = listed_values(arena, publication, listing->items[i].policy);
		join_groups(listing, &listing->items[i], suite->today);
	}
	struct facet *specialties = &listing->facets[FACET_SPECIALTY];
	if (specialties->groups.count)
		qsort(specialties->groups.items, specialties->groups.count, sizeof *specialties->groups.items,
		      compare_groups);
}

void listing_release(struct listing *listing)
{
	for (int i = 0; i < FACET_COUNT; i++) {
		struct facet *facet = &listing->facets[i];
		for (size_t k = 0; k < facet->groups.count; k++)
			ARRAY_RELEASE(&facet->groups.items[k].members);
		ARRAY_RELEASE(&facet->groups);
	}
	arena_release(&listing->arena);
}

struct value *group_values(struct arena *arena, const struct facet *facet, const struct group *group)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "id", group->slug);
	value_set_text(arena, map, "label", group->label);
	value_set(arena, map, "meaning", value_text_or_null(arena, group->meaning));
	value_set(arena, map, "tag", group->tag ? value_string(arena, text_of(group->tag)) : value_null(arena));
	value_set_boolean(arena, map, "conditional", group->is_conditional);
	value_set_text(arena, map, "count_words", count_words(arena, group->members.count, "policy", "policies"));
	value_set_boolean(arena, map, "has_policies", group->members.count > 0);
	value_set(arena, map, "path",
		  facet->folder ? value_string(arena, arena_format(arena, "%s/%.*s/", facet->folder,
								   TEXT_ARGUMENTS(group->slug)))
				: value_null(arena));
	return map;
}

struct value *members_values(struct arena *arena, const struct group *group)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < group->members.count; i++)
		value_list_add(arena, list, group->members.items[i]->values);
	return list;
}

/* What the lists of a site have in common, worked out once for a build: the policies that it shows, by their titles,
 * and the groups by which people narrow them down (category, specialty, route, place, review). Read by all pages, on
 * any thread. */
#ifndef POLICYC_SITE_LISTING_H
#define POLICYC_SITE_LISTING_H

#include "base/memory.h"
#include "base/value.h"
#include "tree/review.h"

struct listed {
	const struct policy *policy;
	struct text key; /* the title as it is sorted: words in lower case without accents */
	/* What templates say of it (templates/README.md, "Values of a list"). Shared by pages: nobody adds to it. */
	struct value *values;
};

enum facet_id { FACET_CATEGORY, FACET_SPECIALTY, FACET_ROUTE, FACET_PLACE, FACET_REVIEW, FACET_COUNT };

struct group {
	struct text slug; /* unique in its facet; part of an address */
	struct text label, meaning;
	const char *tag; /* a tag's colour; NULL: none */
	bool is_conditional;
	ARRAY_OF(const struct listed *) members; /* by their titles */
};
struct facet {
	const char *name;              /* of the filter: "category" */
	const char *folder;            /* its pages': "categories"; NULL: it has none of its own */
	const char *label, *plural;    /* "Category", "Policies by category" */
	ARRAY_OF(struct group) groups; /* in the order of site.yaml; of specialties by their words */
};

struct listing {
	struct arena arena;
	struct listed *items;
	size_t count;
	struct facet facets[FACET_COUNT];
};

struct publication;
void listing_make(struct listing *listing, const struct publication *publication);
void listing_release(struct listing *listing);

/* {label, id, …} of a group: the values of templates/README.md. */
struct value *group_values(struct arena *arena, const struct facet *facet, const struct group *group);
/* The values of the policies of a list. */
struct value *members_values(struct arena *arena, const struct group *group);

#endif

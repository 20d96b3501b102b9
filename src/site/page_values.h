/* The data of templates (templates/README.md): what every page has, and what is said of a policy on its own page and in
 * lists. Everything lives in the arena; what is not there is null, so that every name is known. */
#ifndef POLICYC_SITE_PAGE_VALUES_H
#define POLICYC_SITE_PAGE_VALUES_H

#include "site/publication.h"
#include "tree/fingerprint.h"

struct page {
	const char *path; /* from the site's root: "policies/cmicb-clin055/index.html" */
	const char *root; /* the way back, with a slash at its end: "../../" */
	struct text title;
	struct text description; /* may be empty */
	struct text url;         /* the canonical address where it is another page's; empty: its own */
	struct date changed;     /* when what it says last changed; not set: unknown */
	const char *print_style; /* a style sheet beside the page, for print alone; NULL: none */
	bool is_home, is_noindex;
	struct value *breadcrumbs; /* list of {text, href}; NULL: none */
};

/* The path of the site's address on its host, with a slash at its end: "/", "/policies/". */
const char *site_path(struct arena *arena, const struct site *site);
/* The page's own full address: bytes NULL where the site has none. */
struct text page_address(struct arena *arena, const struct publication *publication, const struct page *page);
/* Are search engines to keep away? From every page of a site that has drafts in it. */
bool page_is_noindex(const struct publication *publication, const struct page *page);
/* The page at a path of the site: its way back, and the first page as the one above it. Title and the rest are the
 * caller's to set. */
struct page page_at(struct arena *arena, const char *path);
/* A map with `page`, `site` and `generator`. */
struct value *page_values(struct arena *arena, const struct publication *publication, const struct page *page);

/* Adds to `values` what templates may say of a policy, in a list or on its page: policy.json's members and what is
 * worked out from them. `root` as in struct page. */
void policy_values(struct arena *arena, const struct publication *publication, const struct policy *policy,
		   const char *root, struct value *values);

/* The few of these that lists need, `path` and not `href`: the same values serve pages in different folders. */
struct value *listed_values(struct arena *arena, const struct publication *publication, const struct policy *policy);

/* Adds `replaced_by`, by which policy, and `replaced_by_href`, to a map: what `written` names, else the successor that
 * claims it; null where there is none, or it has no page. */
void add_successor(struct arena *arena, const struct suite *suite, const struct record *record, struct text written,
		   const char *root, struct value *map);
/* Adds the words of a policy's withdrawal, `date_words`, and `replaced_by_href`: null where that policy has no page. */
void add_withdrawal(struct arena *arena, const struct suite *suite, const struct policy *policy, const char *root,
		    struct value *withdrawn);

/* Words for values; null where there are none. */
struct value *date_words(struct arena *arena, struct date date);
struct value *effective_from_words(struct arena *arena, const struct policy *policy);
struct value *effective_to_words(struct arena *arena, const struct policy *policy);
/* "in force", "superseded" */
const char *standing_words(const struct policy *policy);
/* As much of a fingerprint as pages show: its first FINGERPRINT_SHOWN characters after "sha256:". */
struct text fingerprint_short(const struct policy *policy);
/* "4 policies", "1 policy" */
struct text count_words(struct arena *arena, size_t count, const char *one, const char *several);
/* {text, href} at the end of a list of breadcrumbs. */
void breadcrumb_add(struct arena *arena, struct value *list, struct text words, const char *href);

#endif

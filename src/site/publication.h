/* What the parts of one build share: site_build.c makes it, and everything that makes a file of the site is given it.
 */
#ifndef POLICYC_SITE_PUBLICATION_H
#define POLICYC_SITE_PUBLICATION_H

#include "publish/stage.h"
#include "site/listing.h"
#include "site/related.h"
#include "template/templates.h"
#include "tree/site.h"
#include "tree/suite.h"
#include "write/write.h"

/* A page that search engines may know of. */
struct mapped_page {
	const char *address;
	struct date changed; /* not set: unknown */
};

struct publication {
	const struct suite *suite;
	struct arena *arena;       /* the suite's: for findings */
	struct findings *findings; /* what is wrong in the sources and shows only now; under the stage's mutex while
				      pages are made by several threads */
	bool drafts;
	struct stage stage;
	struct templates templates;
	struct map pdfs; /* path -> struct pdf_published: complete before pages are made */
	struct related related;
	struct {
		ARRAY_OF(struct mapped_page) pages;
		struct arena arena;
		pthread_mutex_t mutex; /* over both */
	} map;
	struct listing listing;
	/* Old addresses that lead on only where the host reads _redirects or _nginx.conf. */
	struct {
		size_t count;
		struct buffer names; /* of the first few */
	} rules_only;
};

/* May this version stand in any file of this site? */
bool is_published(const struct publication *publication, const struct policy *policy);

/* page.c */

struct page;
/* Renders templates/<template>.mustache around the values, which page_values began, and adds the page to the site; into
 * the site map too, unless search engines are to keep away or to go to another address. From any thread. */
void publish_page(struct publication *publication, struct arena *arena, const char *template, struct value *values,
		  const struct page *page);

/* assets.c */

/* assets/: build/assets/, then the organisation's own site/assets/, and the style sheet of its colours. False, and the
 * stage's fault, where one can't be read or written; what is wrong in the sources are findings. */
bool publish_assets(struct publication *publication, struct findings *findings);
/* The address of a file of the project below site/assets/, from the site's root, ready for use in a link; bytes NULL
 * where it is none. */
struct text asset_address(struct arena *arena, struct text file);
/* The same of a file's name in site/assets/. */
struct text asset_address_of_name(struct arena *arena, struct text name);

/* Appends what the path of an address means, its percent-encoded bytes as themselves. */
void address_append_decoded(struct buffer *out, struct text path);

/* The colour of the site, and that of words on it: "#005eb8". */
struct text brand_colour(const struct site_colours *colours);
struct text brand_text_colour(const struct site_colours *colours);

/* policy_page.c */

/* Where a version stands in the site: its own folder, or that of its policy. */
struct policy_folder {
	const char *path; /* with a slash at its end */
	struct edition edition;
};
struct policy_folder policy_folder(struct arena *arena, const struct publication *publication,
				   const struct policy *policy, bool is_version_page);
/* The folder of a policy, or of one of its versions: the page, and its data. Runs on any thread. */
void publish_policy(struct publication *publication, const struct record *record, const struct policy *policy,
		    bool is_version_page);

/* machine_files.c */

/* What only machines read: sitemap.xml and robots.txt. Once all pages are there. */
void publish_machine_files(struct publication *publication);

/* versions_page.c */

/* policies/<slug>/versions/index.html: which version applied between which dates. Nothing for a policy of which no
 * version is published. Runs on any thread. */
void publish_versions(struct publication *publication, const struct record *record);

/* standing_page.c */

/* policies/<slug>/ of a policy of which no version applies on the day: why, and where to go on; and its data. Nothing
 * where a version is shown there. Runs on any thread. */
void publish_standing(struct publication *publication, const struct record *record);

/* redline_page.c */

/* The newest published version before this one, or NULL. */
const struct policy *previous_published(const struct publication *publication, const struct policy *version);
/* "0.2...0.3": the folder of a redline, below the policy's changes/. */
struct text redline_folder(struct arena *arena, const struct policy *old, const struct policy *new);
/* policies/<slug>/changes/<old>...<new>/: what the version changed. Nothing for the first. Runs on any thread. */
void publish_redline(struct publication *publication, const struct policy *version);

/* redirects.c */

/* _redirects, _headers and _nginx.conf: once all pages are there. An old address that is one of the site's own becomes
 * a finding. */
void publish_server_files(struct publication *publication);

/* web_pages.c */

/* site/pages/. After the pages that policyc makes itself, whose places it may not take. */
void publish_web_pages(struct publication *publication);
/* Is there a page or file at this path, "" and "about/" included? Once all pages are there. */
bool site_has(const struct publication *publication, struct text path);
/* Links of site.yaml and of site/pages/ to pages that are not there become findings. */
void check_site_links(struct publication *publication);

/* Each of the following makes pages or files of the whole suite; they run at the same time, on any thread. */

/* home_page.c */

/* index.html */
void publish_home(struct publication *publication);

/* search_index.c */

/* search.json, and its further parts */
void publish_search_index(struct publication *publication);

/* group_pages.c */

/* categories/, specialties/, routes/, places/ */
void publish_groups(struct publication *publication);

/* code_pages.c */

/* codes/ */
void publish_codes(struct publication *publication);

/* review_page.c */

/* reviews/ */
void publish_reviews(struct publication *publication);

/* copy_page.c */

/* check-your-copy/ */
void publish_copy_check(struct publication *publication);

/* data_files.c */

/* data/ */
void publish_data(struct publication *publication);
/* schema/ */
void publish_schemas(struct publication *publication);

/* changes_page.c */

/* changes/index.html, changes/feed.atom, data/changes.json */
void publish_changes(struct publication *publication);

/* site_pages.c */

/* 404.html */
void publish_not_found(struct publication *publication);

#endif

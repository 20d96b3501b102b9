/* The PDFs of a site: each version's, as usual and in large print. */
#ifndef POLICYC_SITE_PDFS_H
#define POLICYC_SITE_PDFS_H

#include "pdf/pdf_renderer.h"
#include "site/publication.h"

/* A PDF of the site, for those who link to it. */
struct pdf_published {
	size_t size;
	uint32_t pages;
};

/* Adds all PDFs to the site; those whose XSL-FO is what it was are taken from the target. What FOP says against a
 * document is the stage's fault, with the policy and the place; a character that no font has is a finding there. */
void publish_pdfs(struct publication *publication, size_t threads, const struct pdf_progress *progress);

/* The name of a version's PDF in its folder: "cmicb-clin055-v0.3.pdf". */
const char *pdf_name(struct arena *arena, const struct policy *policy, bool is_large_print);
/* What publish_pdfs added at a path of the site; NULL: nothing. */
const struct pdf_published *pdf_at(const struct publication *publication, struct text path);

#endif

/* The HTML of inlines, and of whole blocks in their plainest form: shared by the page, policy.json's `html` members and
 * later writers. */
#ifndef POLICYC_WRITE_HTML_INLINE_H
#define POLICYC_WRITE_HTML_INLINE_H

#include "write/write.h"

/* The inlines below a leaf block or an inline, escaped. A policy link leads to <root>policies/<slug>/; a refused or
 * empty link is its words alone; a citation is a superscript link to its reference. */
void html_inlines(struct buffer *out, const struct node *node, const struct edition *edition);

/* A block with all below it as plain HTML: p, ul, ol, table, blockquote, with no class and no id. A leaf block that
 * stands alone gives its inlines only. */
void html_plain(struct buffer *out, const struct node *block, const struct edition *edition);

/* Has a policy a page in this site? One of which nothing may be known yet has none, and nothing links to it. */
bool edition_shows(const struct edition *edition, struct text ref);

/* "#" and an id as a part of an address: percent-encoded where it must be, not escaped for HTML. */
void html_fragment_address(struct buffer *out, struct text fragment);
/* The page of a policy, or a place in it, from a page of this edition: an address, of whatever the source names as a
 * policy. It is not escaped for HTML; only the fragment may hold what needs that. */
void html_policy_address(struct buffer *out, struct text ref, struct text fragment, const struct edition *edition);

/* The address that a link leads to from a page of this edition; empty: the words are no link. */
void html_link_address(struct buffer *out, const struct node *link, const struct edition *edition);

#endif

/* The bulletin of what changed (tree/bulletin.h), in each of its forms. */
#ifndef POLICYC_WRITE_BULLETIN_H
#define POLICYC_WRITE_BULLETIN_H

#include "tree/bulletin.h"
#include "tree/site.h"

struct bulletin_document {
	const struct bulletin *bulletin;
	const struct site *site;
	struct date today;
	const char *root;  /* the way to the site's first page, for "$schema"; NULL: there is none beside it */
	const char *since; /* words: "1 May 2026", "the revision live"; NULL: everything */
};

/* By specialty, then newest first. Text, and a whole HTML document to send by e-mail: no style, script or picture, and
 * addresses whole where the site has one. */
void write_bulletin_text(struct buffer *out, const struct bulletin_document *document);
void write_bulletin_html(struct buffer *out, const struct bulletin_document *document);
/* {"as_of": …, "since": …, "changes": [ … ]}, newest first; `as_of` null in a published file, which must not depend on
 * the day. */
void write_bulletin_json(struct buffer *out, const struct bulletin_document *document);

/* changes/feed.atom: Atom (RFC 4287), of the newest ATOM_ENTRIES_MOST changes. Its ids are addresses of the site, or,
 * without base_url, URNs (urn:uuid, made of the organisation and what the entry is about). */
#define ATOM_ENTRIES_MOST 100
void write_bulletin_atom(struct buffer *out, const struct bulletin_document *document);

/* "version 3, from 1 June 2026", "new", "withdrawn on 1 April 2025": what happened, for text, HTML and pages. */
void bulletin_append_event(struct buffer *out, const struct bulletin_entry *entry);

#endif

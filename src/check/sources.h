/* The patterns of templates/profiles/sources.tsv, ready to be looked for. Made once for a suite (check/tables.h), then
 * only read. */
#ifndef POLICYC_CHECK_SOURCES_H
#define POLICYC_CHECK_SOURCES_H

#include "tree/suite.h"

struct sources;

/* The suite's table must outlive it. */
struct sources *sources_new(const struct suite *suite);
void sources_free(struct sources *sources);

/* The row whose pattern of retired addresses an address has, or NULL. */
const struct word_row *sources_find_address(const struct sources *sources, struct text address);
/* The same for addresses that only staff can open, with or without "https://" before them. */
const struct word_row *sources_find_private(const struct sources *sources, struct text address);

/* A name of a report or protocol in a text, from `begin` to `end`. */
struct source_name {
	size_t begin, end;
	const struct word_row *row;
	bool is_general; /* the pattern has {name}, and so finds names that have nothing else in common */
};
/* The first name at or after `from`; false where there is none. Linear in the text. */
bool sources_find_name(const struct sources *sources, struct text text, size_t from, struct source_name *name);

#endif

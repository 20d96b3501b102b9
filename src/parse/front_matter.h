/* The front matter of policies and shared blocks: where it stands, and its values. */
#ifndef POLICYC_PARSE_FRONT_MATTER_H
#define POLICYC_PARSE_FRONT_MATTER_H

#include "base/value.h"
#include "diag/finding.h"

struct front_matter {
	struct place place;      /* with its --- lines; source NULL: there is none */
	size_t body;             /* where the body begins in the source */
	const struct value *map; /* never NULL: an empty map where nothing could be read */
};

/* Reads the front matter of a safe source. What is wrong with it is a `yaml` finding; one that is never closed is read
 * to its first empty line or heading, so that the rest of the file still counts. */
struct front_matter front_matter_read(struct arena *arena, const struct source *source, struct findings *findings);

#endif

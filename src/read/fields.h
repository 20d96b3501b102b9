/* From a tree of values to the struct that a field table describes: the one reader of front matter, shared blocks,
 * profiles and site.yaml. */
#ifndef POLICYC_READ_FIELDS_H
#define POLICYC_READ_FIELDS_H

#include "diag/finding.h"
#include "tree/field.h"

/* Fills `object` (zeroed, table->size bytes, in the arena's life) from a map. Findings: unknown-key (with the nearest
 * key and a fix), missing-field, bad-value (choices, numbers, durations; a list where a text is due), bad-date. Every
 * fault of the map is found, not the first alone; nothing is missing from a map that is incomplete. `extra`, where
 * given, receives the map of keys that begin "x_" (NULL: they are unknown keys). */
void fields_read(struct arena *arena, const struct source *source, const struct value *map,
		 const struct field_table *table, void *object, const struct value **extra, struct findings *findings);

#endif

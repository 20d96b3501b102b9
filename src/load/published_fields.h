/* The fields of a policy, read back from policy.json by the same table that it was written by. */
#ifndef POLICYC_LOAD_PUBLISHED_FIELDS_H
#define POLICYC_LOAD_PUBLISHED_FIELDS_H

#include "base/value.h"
#include "tree/field.h"

/* Sets the members of `object`, which field_clear has emptied, from a map. What is null, missing or of another type
 * than the row's stays empty. Texts point into the map. `place` is given to everything that is set. */
void published_fields_read(struct arena *arena, const struct field_table *table, const struct value *map, void *object,
			   struct place place);

#endif

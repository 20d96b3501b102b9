/* What a shape describes, read back from policy.json by the same rows that it was written by. */
#ifndef POLICYC_LOAD_PUBLISHED_SHAPES_H
#define POLICYC_LOAD_PUBLISHED_SHAPES_H

#include "base/value.h"
#include "tree/shape.h"

/* Sets the members that the rows of a shape have in `object` from a map; what is null, missing or of another type is
 * empty. Texts point into the map. Its place becomes `place`, and so do those of the objects in it. */
void published_shape_read(struct arena *arena, const struct shape *shape, const struct value *map, struct place place,
			  void *object);
/* An array of such objects from a list; NULL and a count of 0 where it is no list. */
void *published_shapes_read(struct arena *arena, const struct shape *shape, const struct value *list,
			    struct place place, size_t *count);

#endif

/* JSON to a tree of values, by jansson. */
#ifndef POLICYC_PARSE_JSON_VALUES_H
#define POLICYC_PARSE_JSON_VALUES_H

#include "base/value.h"

/* Everything is copied into the arena; values have no places. NULL, and the line where it is wrong (0: not known), for
 * what is no JSON, has a name twice in an object, or is nested over 2048 deep. */
struct value *json_values_read(struct arena *arena, struct text bytes, unsigned *line);

/* Once, before the first thread: jansson, wherever it is used, gets its memory as everything else does. */
void json_values_set_up(void);

#endif

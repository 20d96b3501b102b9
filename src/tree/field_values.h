/* The values of a struct as its field table names them in JSON: what policy.json's head and a template's names both
 * come from, and what the versions of a policy are compared by. */
#ifndef POLICYC_TREE_FIELD_VALUES_H
#define POLICYC_TREE_FIELD_VALUES_H

#include "base/json_writer.h"
#include "tree/field.h"

/* A map with a member for each row of the table that has a JSON path, in the rows' order; dotted paths are maps in
 * maps. What is not set is null, or an empty list. Dates are ISO with the precision written, durations ISO 8601. */
struct value *field_values(struct arena *arena, const struct field_table *table, const void *object);
/* The value of one row, which need not have a JSON path. */
struct value *field_value(struct arena *arena, const struct field *field, const void *object);

/* Writes a tree of values as JSON: numbers as numbers, maps in their order. No deeper than JSON_DEPTH_MOST allows. */
void json_write_value(struct json_writer *json, const struct value *value);
/* Writes a map's members into the object that is open. */
void json_write_value_members(struct json_writer *json, const struct value *map);

#endif

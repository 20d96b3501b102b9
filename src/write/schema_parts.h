/* JSON Schema (2020-12) of shapes and of the rows of field tables: what the schemas of all documents are made of. */
#ifndef POLICYC_WRITE_SCHEMA_PARTS_H
#define POLICYC_WRITE_SCHEMA_PARTS_H

#include "base/json_writer.h"
#include "tree/shape.h"

/* Begins a schema's document: "$schema", "$id" (where there is a base URL; `name` is the file's, without .json), title
 * and description. */
void schema_begin(struct json_writer *json, struct buffer *out, struct text base_url, const char *name,
		  const char *title, const char *description);
/* Ends the "$defs" that are open, and the document. */
void schema_end(struct json_writer *json);
/* The schema of an object that has the members of several shapes, ended by NULL, and the rows of a field table (NULL:
 * none), into the object that is open: type, properties and required. */
void schema_contents(struct json_writer *json, const struct shape *const *shapes, const struct field_table *rows);
/* Shapes of "$defs", ended by NULL. */
void schema_definitions(struct json_writer *json, const struct shape *const *shapes);

#endif

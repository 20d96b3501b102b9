/* The shapes of policy.json that no row of policy_fields describes: each member with its JSON type, or the definition
 * that it refers to. schema.c makes the schemas of them. */
#ifndef POLICYC_WRITE_SCHEMA_SHAPES_H
#define POLICYC_WRITE_SCHEMA_SHAPES_H

#include "base/json_writer.h"

enum shape {
	STRING,
	STRING_OR_NULL,
	INTEGER,
	INTEGER_OR_NULL,
	NUMBER,
	NUMBER_OR_NULL,
	BOOLEAN,
	STRINGS,
	STRINGS_OR_NULLS,
	CONSTANT,
	ONE,
	ONE_OR_NULL,
	MANY,
	CHOICE,
	CHOICE_OR_NULL,
	NUMBERS, /* a list of whole ones */
	ANY      /* whatever a field of policy.json may be */
};

struct member {
	const char *name;
	enum shape shape;
	const char *of; /* CONSTANT: the value; ONE, MANY: the definition */
	bool is_optional;
	const char *sentence;
};

struct definition {
	const char *name, *sentence;
	const struct member *members; /* ended by a name of NULL */
};

/* The end of a list of members. */
#define END                                     \
	{                                       \
		NULL, STRING, NULL, false, NULL \
	}

extern const struct definition schema_definitions[];
extern const size_t schema_definition_count;
/* A name of the list that a CHOICE names; NULL after the last. */
const char *schema_choice(const char *list, int i);

/* schema.c */

/* Begins a schema's document: "$schema", "$id" (where there is a base URL; `name` is the file's, without .json), title
 * and description. */
void schema_begin(struct json_writer *json, struct buffer *out, struct text base_url, const char *name,
		  const char *title, const char *description);
/* Ends the "$defs" that are open, and the document. */
void schema_end(struct json_writer *json);
/* The schema of an object, type, properties and required, into the object that is open. */
void schema_object(struct json_writer *json, const struct member *members);
/* One of "$defs": its name and its schema. */
void schema_definition(struct json_writer *json, const struct definition *definition);

#endif

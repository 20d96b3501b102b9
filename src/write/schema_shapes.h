/* The shapes of policy.json that no row of policy_fields describes: each member with its JSON type, or the definition
 * that it refers to. schema.c makes the schemas of them. */
#ifndef POLICYC_WRITE_SCHEMA_SHAPES_H
#define POLICYC_WRITE_SCHEMA_SHAPES_H

#include <stdbool.h>
#include <stddef.h>

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
	CHOICE
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

#endif

/* Tables of fields: one row for each key of a source file, one for each value that is worked out from them. The readers
 * of front matter and configuration, policy.json, the names that a template may use, the JSON Schema, the attributes of
 * the RELAX NG schema and the manual all come from these rows and from nothing else. */
#ifndef POLICYC_TREE_FIELD_H
#define POLICYC_TREE_FIELD_H

#include "base/arena.h"
#include "base/date.h"
#include "base/memory.h"
#include "base/value.h"
#include "diag/source.h"

/* Values that know where they stand. place.source NULL: the key is not there. */
struct text_value {
	struct text text;
	struct place place;
};
struct date_value {
	struct date date; /* all zeros where what was written is no date */
	struct place place;
	struct text text; /* as written; here and below empty where the value is worked out */
};
struct duration_value {
	struct duration duration;
	struct place place;
	struct text text;
};
struct choice_value {
	int choice; /* index into the row's choices; -1: none, or not one of them */
	struct place place;
	struct text text;
};
struct number_value {
	int64_t number;
	struct place place;
	struct text text;
};
struct boolean_value {
	bool boolean;
	struct place place;
};
/* A list of text_value, or of structs that a table describes. */
struct list {
	void *items;
	size_t count;
	struct place place;
};
#define LIST_ITEM(list, type, index) (&((type *)(list).items)[index])
/* A map whose keys are the organisation's own words: items are struct map_item. */
struct map_item {
	struct text_value key, value;
};

enum field_type {
	FIELD_TEXT,      /* struct text_value */
	FIELD_TEXT_LIST, /* struct list of struct text_value; a single text in the source is a list of one */
	FIELD_DATE,      /* struct date_value */
	FIELD_DURATION,  /* struct duration_value; JSON: ISO 8601 */
	FIELD_CHOICE,    /* struct choice_value */
	FIELD_CHOICES,   /* struct list of struct choice_value; a single one in the source is a list of one */
	FIELD_NUMBER,    /* struct number_value: whole */
	FIELD_BOOLEAN,   /* struct boolean_value */
	FIELD_OBJECT,    /* a struct whose first member is struct place, described by `members` */
	FIELD_LIST,      /* struct list of such structs */
	FIELD_MAP,       /* struct list of struct map_item */
	FIELD_VALUE,     /* const struct value *: anything, passed through as it is */
};

enum field_flags {
	FIELD_REQUIRED = 1 << 0,       /* in the source: its absence is `missing-field` */
	FIELD_ALWAYS = 1 << 1,         /* in JSON never null */
	FIELD_BLANK_ALLOWED = 1 << 2,  /* "" is a row left blank on purpose (a text) */
	FIELD_TEXT_OR_LIST = 1 << 3,   /* a list in JSON even of one text */
	FIELD_TEXT_FOR_FIRST = 1 << 4, /* FIELD_OBJECT: a text in the source gives its first member */
	FIELD_FALSE_FOR_NONE = 1 << 5, /* FIELD_OBJECT: `false` in the source is the same as no such key */
	FIELD_NAMES_VERSION = 1 << 7,  /* says which version of which policy it is: in lists of parts of policies too */
	FIELD_TOKEN = 1 << 6, /* FIELD_TEXT: a name, an identifier or an address, for programs: an attribute in XML */
	FIELD_PROSE = 1 << 8, /* texts: words of the policy's author, whose spelling is looked at */
	FIELD_OF_RATIFIED = 1 << 9, /* a draft has none yet */
	/* What a change of it is to whoever uses the policy; without any of these it is one of governance. */
	FIELD_SCOPE = 1 << 10,     /* whom the policy is for, and whether it is for anybody */
	FIELD_CODING = 1 << 11,    /* how codes combine */
	FIELD_DATING = 1 << 12,    /* when */
	FIELD_EDITORIAL = 1 << 13, /* how it is told and found */
};

struct field_table;
struct field {
	const char *key;  /* in the source file; NULL: worked out, never written by hand */
	const char *json; /* dotted path in the JSON and in templates; NULL: in no published file */
	enum field_type type;
	unsigned flags;
	size_t offset;                     /* in the struct that the table describes */
	const char *const *choices;        /* FIELD_CHOICE: names, ended by NULL */
	const struct field_table *members; /* FIELD_OBJECT, FIELD_LIST */
	const char *sentence;              /* one plain sentence, for the schema, the manual and the editor's help */
	const char *label;                 /* what people call it; NULL: its key in words */
};

/* What rows whose path in JSON begins with the same word ("review.due") are together. */
struct field_group {
	const char *name, *sentence;
};

struct field_table {
	const char *name; /* "policy", "history entry": for messages */
	size_t size;      /* of the struct */
	const struct field *fields;
	size_t count;
	const struct field_group *groups; /* ended by a name of NULL; NULL: no row is in one */
};

/* The table of an array of rows. */
#define FIELD_TABLE(words, type, rows)                             \
	{                                                          \
		words, sizeof(type), rows, ARRAY_COUNT(rows), NULL \
	}

/* The row of a key, or NULL. */
const struct field *field_find(const struct field_table *table, struct text key);
/* Where a row's value stands in an object, as its type: FIELD_AT(object, field, struct text_value). */
#define FIELD_AT(object, field, type)       ((type *)(void *)((char *)(object) + (field)->offset))
#define FIELD_AT_CONST(object, field, type) ((const type *)(const void *)((const char *)(object) + (field)->offset))
/* The rows that have a flag, as a table of its own. Lives in the arena. */
struct field_table field_table_of(struct arena *arena, const struct field_table *table, unsigned flag);
/* Makes a zeroed object hold nothing: choices become -1, in objects inside it too. */
void field_clear(const struct field_table *table, void *object);
/* The place of a row's value: source NULL where the key is not there (and always for FIELD_VALUE). */
struct place field_place(const void *object, const struct field *field);
/* Is there a value to show? A key that is there with "" or with what is no date, no choice … holds none; what is worked
 * out needs no place to count. An object counts when it was written. */
bool field_is_set(const void *object, const struct field *field);
/* Visits every text that is written in an object, in objects, lists and maps inside it too, with the row that it is of.
 * Lists that are in no published file (`allow`) are passed over. */
void field_each_text(const struct field_table *table, const void *object,
		     void (*visit)(void *context, const struct field *field, const struct text_value *value),
		     void *context);

#endif

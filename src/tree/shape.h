/* Shapes of what is published beside the front matter: codes, references, quantities, criteria, blocks. A shape has one
 * row for each member, and everything that knows members goes over these rows: the writers of JSON, XML, CSV and of
 * `show --as ast`, the JSON Schema, the RELAX NG schema, and the reader of policy.json.
 *
 * To publish one member more: put it into its struct, add its row, and set it where the policy is read. */
#ifndef POLICYC_TREE_SHAPE_H
#define POLICYC_TREE_SHAPE_H

#include "base/buffer.h"
#include "base/json_writer.h"
#include "tree/choices.h"
#include "tree/site.h"

enum member_type {
	MEMBER_TEXT,       /* struct text: any words */
	MEMBER_ID,         /* struct text: a place in the policy's page, what comes after "#" */
	MEMBER_NUMBERING,  /* struct text: "6.1.1" */
	MEMBER_ADDRESS,    /* struct text */
	MEMBER_IDS,        /* struct text *, and how many there are at `count` */
	MEMBER_WHOLE,      /* uint32_t; 0 is none */
	MEMBER_NUMBER,     /* double */
	MEMBER_TRUTH,      /* bool */
	MEMBER_OPEN,       /* enum truth: true, false, or null where it is open; in XML "open" */
	MEMBER_CHOICE,     /* an enum: one of `choices` */
	MEMBER_CONSTANT,   /* always `constant`: in no struct */
	MEMBER_SHAPES,     /* an array of structs of `shape`, and how many there are at `count` */
	MEMBER_SHAPE,      /* a struct of `shape` */
	MEMBER_POINTED,    /* a pointer to one; NULL: it is not there */
	MEMBER_NUMBERS,    /* uint32_t *, and how many there are at `count` */
	MEMBER_VALUE,      /* const struct value *: anything; NULL: it is not there */
	MEMBER_QUANTITIES, /* struct quantity *: the first of a chain; the object is a node */
	/* Of a node alone, in JSON alone: */
	MEMBER_WORDS,          /* all its words */
	MEMBER_HTML,           /* the same as plain HTML */
	MEMBER_HEADING,        /* the words of its heading */
	MEMBER_ALIGNMENTS,     /* of the columns of a table */
	MEMBER_CRITERIA,       /* the group of criteria below it */
	MEMBER_CRITERION_LIST, /* the criteria of a group */
	MEMBER_BLOCKS,         /* the blocks in it */
};

enum member_flags {
	/* Whether it has a value. Without either of these what is empty is null in JSON and not there in XML. */
	MEMBER_ALWAYS = 1 << 0,      /* it always has one: never null, and required in XML */
	MEMBER_XML_ALWAYS = 1 << 10, /* required in XML, though JSON's schema lets it be null */
	MEMBER_OPTIONAL = 1 << 1,    /* where it has none, it is not there in JSON either */
	/* XML: an attribute, which programs compare, but for words, which are an element */
	MEMBER_ELEMENT = 1 << 2,
	/* who does not write it */
	MEMBER_NO_JSON = 1 << 3,
	MEMBER_NO_XML = 1 << 4,
	MEMBER_NO_CSV = 1 << 5,
	MEMBER_NO_DUMP = 1 << 6,
	/* where it stands, when that is not its place among the rows */
	MEMBER_CSV_FIRST = 1 << 7,
	MEMBER_DUMP_BARE = 1 << 8, /* first, and without its name */
	MEMBER_DUMP_LAST = 1 << 9,
};

struct shape;
struct member {
	const char *name;     /* in JSON, XML and CSV */
	const char *sentence; /* for the schemas */
	enum member_type type;
	unsigned flags;
	size_t offset;                 /* of the value in the shape's struct */
	size_t count;                  /* of the size_t that says how many there are */
	const struct choices *choices; /* MEMBER_CHOICE; of a text: what XML's schema allows */
	const char *constant;          /* MEMBER_CONSTANT */
	const struct shape *shape;     /* of what it holds */
	const char *dump;              /* its name in the dump; NULL: the same */
	const char *xml_sentence;      /* for the XML's schema; NULL: the same */
	/* NULL: whenever it is not empty */
	bool (*is_there)(const void *object);
	/* Of a text that is in no struct, and of a choice that is published otherwise than it is in its struct. */
	struct text (*text)(const void *object, const struct site *site);
	unsigned (*choice)(const void *object);
	/* Writes the JSON of a value that none of the types has in its struct. */
	void (*json)(struct json_writer *json, const void *object);
};

struct shape {
	const char *name; /* among the definitions of the JSON Schema */
	const char *sentence;
	size_t size;  /* of its struct */
	size_t place; /* in the struct: a struct place; 0: it has none */
	const struct member *members;
	size_t count;
};

/* The shape of an array of rows, where STRUCTURE is defined as its struct. */
#define SHAPE(name, sentence, rows, place)                                                    \
	{                                                                                     \
		name, sentence, sizeof(STRUCTURE), place, rows, sizeof(rows) / sizeof *(rows) \
	}

/* Where a member's value is, as its type. */
#define MEMBER_AT(object, member, type) ((const type *)(const void *)((const char *)(object) + (member)->offset))

/* Is it a struct text, or made as one? */
bool member_is_text(const struct member *member);
/* Has it a value? A choice, a number and a truth always have, unless the row says when. */
bool member_is_there(const struct member *member, const void *object, const struct site *site);
/* The text of a member that is one. `site` may be NULL: then what only a site knows is empty. */
struct text member_text(const struct member *member, const void *object, const struct site *site);
/* The name of a choice. */
struct text member_choice(const struct member *member, const void *object);
/* How many values there are, of a member that is an array. */
size_t member_count(const struct member *member, const void *object);
/* The value in words, as an attribute or a cell has it; several with a space between; empty where there is none. Made
 * in `scratch` where they are no text already. */
struct text member_words(const struct member *member, const void *object, const struct site *site,
			 struct buffer *scratch);

#endif

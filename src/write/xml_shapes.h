/* What policy.xml is made of, beside the rows of policy_fields: every element with its attributes, its content and a
 * sentence on each. xml.c writes by these rows and relaxng.c makes the schema of them, so that neither knows an element
 * that the other doesn't.
 *
 * One rule for all: an attribute holds what programs compare (ids, kinds, numbers, dates, codes, addresses), an element
 * holds words. Names are those of policy.json; a list of JSON is an element of its name that holds <value> elements
 * where it is of texts, <entry> elements where it is of objects. What is null or empty in JSON is not there. */
#ifndef POLICYC_WRITE_XML_SHAPES_H
#define POLICYC_WRITE_XML_SHAPES_H

#include "tree/published.h"
#include "write/write.h"

#define XML_POLICY_NAMESPACE "urn:policyc:policy:1"
#define XML_POLICY_LANGUAGE  "en-GB"

/* What the value of an attribute, or the text of an element that is a member, may be. */
enum xml_type {
	XML_WORDS,     /* any text but the empty one */
	XML_ID,        /* a place in the policy's page: what comes after "#" */
	XML_IDS,       /* several, with a space between */
	XML_NUMBERING, /* "1", "6.1", "6.1.1" */
	XML_WHOLE,     /* a whole number from 0 */
	XML_NUMBER,    /* any number */
	XML_ADDRESS,   /* absolute, or relative to the file's own */
	XML_CHOICE,    /* one of a closed list */
	XML_CONSTANT,
	XML_AS_ROW, /* as the row of the member's name has it, but for the flags and, where there is one, the sentence
		     */
	XML_TYPE_COUNT
};

enum xml_member_flags {
	XML_REQUIRED = 1 << 0,
	XML_ELEMENT = 1 << 1, /* words: an element of its own before the content, not an attribute */
};

/* A member that only XML has, or that this form of an element has otherwise than the row of its name says. */
struct xml_member {
	const char *name;
	enum xml_type type;
	unsigned flags;
	const char *sentence;
	/* Where the value comes from, the first of these that is there. What is empty is not written. */
	const char *constant; /* XML_CONSTANT */
	void (*append)(struct buffer *out, const void *object, const struct edition *edition);
	size_t offset;                /* of a struct text in the object */
	const struct choices *choice; /* XML_CHOICE */
	const struct member *row;     /* set by xml_members alone, as is this: */
	bool is_of_group;             /* the object of the row is the node's criteria_group */
};

enum xml_occurrence { XML_ONE, XML_OPTIONAL, XML_ANY_NUMBER, XML_ONE_OR_MORE };

/* A part of an element's content: the name of a shape or of a class, and how often. */
struct xml_content {
	const char *of;
	enum xml_occurrence occurrence;
};

/* An element, or a form of one: a list, and a list that is a group of criteria. */
struct xml_shape {
	const char *name;    /* among the shapes */
	const char *element; /* its tag */
	const char *sentence;
	const struct xml_member *members;  /* ended by a name of NULL; NULL: none */
	const struct xml_content *content; /* in this order, ended by NULL; NULL: none */
	bool holds_inlines;                /* text with inlines among it, and no white space added */
	/* Whose rows say its other members, after each other; criteria_shape's are of the group of the node. Rows that
	 * are there only when `always` holds are there in every element of this form, those that are there only when
	 * `never` holds in none. */
	const struct shape *shape, *more;
	bool (*always)(const void *object), (*never[3])(const void *object);
};

/* Either shapes and classes that may stand in the same place, or the forms of one element: shapes of which each says
 * what the element has in that form, told apart by its attributes. */
struct xml_class {
	const char *name;
	const char *element; /* of the forms; else NULL */
	const char *sentence;
	const char *const *of; /* ended by NULL */
};
extern const struct xml_class xml_classes[];
extern const size_t xml_class_count;

enum xml_shape_id {
	/* the document, which has what policy_fields has too; XML_POLICY is 0, for it is the shape of no node */
	XML_POLICY,
	XML_PUBLISHER,
	/* the text */
	XML_BODY,
	XML_SECTION,
	XML_SUBSECTION,
	XML_HEADING,
	XML_CLAUSE,
	XML_UNNUMBERED_CLAUSE,
	XML_PARAGRAPH,
	XML_NOTE,
	XML_QUOTE,
	XML_LIST,
	XML_GROUP,
	XML_COUNTED_GROUP, /* at least */
	XML_LIMITED_GROUP, /* at most */
	XML_EXACT_GROUP,
	XML_ITEM,
	XML_CRITERION,
	XML_JOINER,
	XML_QUANTITY,
	XML_TABLE,
	XML_TABLE_GROUP,
	XML_COUNTED_TABLE,
	XML_LIMITED_TABLE,
	XML_EXACT_TABLE,
	XML_COLUMN,
	XML_ROW,
	XML_CRITERION_ROW,
	XML_CELL,
	XML_REFERENCE_LIST,
	XML_REFERENCE,
	/* inlines */
	XML_EMPHASIS,
	XML_STRONG,
	XML_LITERAL,
	XML_LINK_URL,
	XML_LINK_POLICY,
	XML_LINK_WITHIN,
	XML_LINK_NICE,
	XML_LINK_NOWHERE,
	XML_IMAGE,
	XML_CITATION,
	XML_LINE_BREAK,
	/* what was read from the text */
	XML_CODE_SETS,
	XML_CODE_SET,
	XML_CODES,
	XML_CODE,
	XML_CODE_RANGE,
	XML_SOURCES,
	XML_SOURCE,
	XML_SHARED_BLOCKS,
	XML_SHARED_BLOCK,
	XML_SHAPE_COUNT
};
extern const struct xml_shape xml_shapes[XML_SHAPE_COUNT];

/* The members of a shape in order, ended by a name of NULL, in the arena: its own that no row has the name of, then
 * those of its rows. */
const struct xml_member *xml_members(struct arena *arena, const struct xml_shape *shape);

/* The shape of a node; NULL for what is written as text alone. */
const struct xml_shape *xml_shape_of(const struct node *node);

#endif

/* Members of shapes as JSON: what policy.json and diff.json write by the rows of the tree's tables. */
#ifndef POLICYC_WRITE_JSON_SHAPE_H
#define POLICYC_WRITE_JSON_SHAPE_H

#include "base/json_writer.h"
#include "tree/shape.h"
#include "write/write.h"

/* What the members of one file are written with. */
struct json_document {
	struct json_writer *json;
	const struct policy *policy;
	const struct edition *edition; /* NULL: nothing that is written needs one */
	struct buffer scratch;         /* words and HTML of one node at a time */
};

/* A text; null where it is empty. */
void json_member_or_null(struct json_writer *json, const char *name, struct text text);
/* The members that an object has by the rows of its shape, into the JSON object that is open; but for the criteria of a
 * group and the blocks of a block, which whoever walks the tree writes after them. */
void json_shape_members(struct json_document *document, const struct shape *shape, const void *object);
/* A member that is a list of objects of a shape, which stand one after the other in memory. */
void json_shapes(struct json_document *document, const char *name, const struct shape *shape, const void *objects,
		 size_t count);

#endif

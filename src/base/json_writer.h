/* Streamed JSON (RFC 8259) into a buffer. Nesting and commas are kept here; a value where a name is due, or a name
 * where a value is due, is a BUG. Characters below U+0020, '"' and '\' in strings are escaped, and so are U+2028 and
 * U+2029, so that one line stays one line; bytes that are not UTF-8 become U+FFFD, so that whatever is quoted from a
 * source can be parsed. */
#ifndef POLICYC_BASE_JSON_WRITER_H
#define POLICYC_BASE_JSON_WRITER_H

#include "base/buffer.h"

/* Over what the limits on nesting in a source (64 lists and quotes, a few levels each) can reach. */
#define JSON_DEPTH_MOST 1024

struct json_writer {
	struct buffer *out;
	bool indented; /* two spaces a level and a line break; else all in one line */
	uint16_t depth;
	bool after_name;
	struct {
		bool is_object, is_empty;
	} levels[JSON_DEPTH_MOST];
};

void json_write_begin(struct json_writer *json, struct buffer *out, bool indented);
/* Ends the document: with a line break when indented. BUG when something is still open. */
void json_write_end(struct json_writer *json);
void json_write_object_begin(struct json_writer *json);
void json_write_object_end(struct json_writer *json);
void json_write_array_begin(struct json_writer *json);
void json_write_array_end(struct json_writer *json);
void json_write_name(struct json_writer *json, const char *name);
void json_write_name_text(struct json_writer *json, struct text name);
void json_write_string(struct json_writer *json, struct text value);
void json_write_number(struct json_writer *json, double value); /* the shortest that reads back the same; finite */
void json_write_integer(struct json_writer *json, int64_t value);
void json_write_boolean(struct json_writer *json, bool value);
void json_write_null(struct json_writer *json);
/* name and value in one call; a text whose bytes are NULL is null */
void json_write_member(struct json_writer *json, const char *name, struct text value);
void json_write_member_integer(struct json_writer *json, const char *name, int64_t value);
void json_write_member_boolean(struct json_writer *json, const char *name, bool value);
void json_write_member_null(struct json_writer *json, const char *name);

#endif

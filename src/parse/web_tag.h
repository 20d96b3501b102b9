/* One tag of HTML or XML (HTML Living Standard, sections 13.2.5.6 to 13.2.5.40), read and written in one form. */
#ifndef POLICYC_PARSE_WEB_TAG_H
#define POLICYC_PARSE_WEB_TAG_H

#include "base/buffer.h"
#include "parse/web_copy.h"

/* No page of ours has a tenth of it. */
#define WEB_ATTRIBUTES_MOST 200

struct web_attribute {
	struct text name, value;
};

struct web_tag {
	struct text name; /* of HTML in lower case */
	bool is_end;
	bool closes_itself;                     /* of XML: <a/>; and what has no end tag in HTML */
	const struct web_attribute *attributes; /* in order of their names */
	size_t count;
	const char *fault; /* why it can't be read as a whole; NULL: it was */
};

/* Reads the tag that begins at `*at` and moves past it; false, and `*at` where it was, for what is none. */
bool web_tag_read(struct web_tag *tag, struct arena *arena, struct text text, size_t *at, bool is_xml);
/* Bytes NULL: it has no such attribute. */
struct text web_tag_value(const struct web_tag *tag, const char *name);
/* Elements of HTML that have no end tag. */
bool web_tag_is_empty(struct text name);
/* Where "</name" begins, at or after an offset; the end of the text where it doesn't. */
size_t web_tag_find_end(struct text text, size_t at, struct text name);
/* Appends it as struct web_copy has it in `marks`. */
void web_tag_append(struct buffer *out, struct arena *arena, const struct web_tag *tag,
		    const struct web_reading *reading);

#endif

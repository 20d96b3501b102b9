/* A policy's page as somebody kept it: the lines of its ratified text, to be compared with those of another. */
#ifndef POLICYC_PARSE_WEB_COPY_H
#define POLICYC_PARSE_WEB_COPY_H

#include "base/arena.h"

struct web_copy {
	struct text words;  /* of the whole page, on one line */
	bool has_text;      /* the page has an element id="policy-text" */
	struct text *lines; /* its words, a block a line, white space as one space */
	size_t line_count;
};

/* Reads an HTML page, however it is written, without network. `is_text_alone`: it is what stands inside #policy-text.
 * Everything lives in the arena. */
struct web_copy web_copy_read(struct arena *arena, struct text html, bool is_text_alone);

/* Once, before the first thread: libxml2 gets its memory as everything else does. */
void web_copy_set_up(void);

#endif

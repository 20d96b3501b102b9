/* Two documents compared line by line: the words of each, then the tags between them. */
#ifndef POLICYC_VERIFY_LINES_H
#define POLICYC_VERIFY_LINES_H

#include "parse/web_copy.h"
#include "verify/differences.h"

/* What differs. Sizes of files in brackets, and the number of policyc's version, make no difference: they say how a
 * site was made. */
void lines_compare(const struct web_line *source, size_t source_count, const struct web_line *copy, size_t copy_count,
		   struct differences *differences);
/* "(8 pages, 96 KB)", "(96 KB)", "(512 bytes)" at an offset: its length, or 0. */
size_t lines_size_length(struct text text, size_t at);
/* A text as such lines, without tags, byte order mark and carriage returns. */
struct web_line *lines_of_text(struct arena *arena, struct text text, size_t *count);
/* Of the lines of one, how many of a hundred the other has too: to find what a copy is nearest to. */
unsigned lines_in_common(const struct web_line *source, size_t source_count, const struct web_line *copy,
			 size_t copy_count);

#endif

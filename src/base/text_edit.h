/* Replacing runs of bytes in a text: how a source is mended while all else in it stays byte by byte. */
#ifndef POLICYC_BASE_TEXT_EDIT_H
#define POLICYC_BASE_TEXT_EDIT_H

#include "base/buffer.h"

struct text_edit {
	size_t begin, end; /* the bytes that go; equal: an insertion there */
	struct text replacement;
};

/* Sorts the edits by their beginnings, those of one place in the order given, and appends the text with all of them
 * done. Those that overlap are a BUG. */
void text_edits_apply(struct buffer *out, struct text text, struct text_edit *edits, size_t count);

#endif

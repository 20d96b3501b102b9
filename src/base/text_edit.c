#include "base/text_edit.h"

#include "base/bug.h"

/* Insertion sort: edits are few, and nearly in order. */
static void sort_edits(struct text_edit *edits, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct text_edit edit = edits[i];
		size_t at = i;
		for (; at > 0 && edits[at - 1].begin > edit.begin; at--)
			edits[at] = edits[at - 1];
		edits[at] = edit;
	}
}

void text_edits_apply(struct buffer *out, struct text text, struct text_edit *edits, size_t count)
{
	size_t from = 0;

	sort_edits(edits, count);
	for (size_t i = 0; i < count; i++) {
		if (edits[i].begin < from || edits[i].end < edits[i].begin || edits[i].end > text.length)
			BUG("edit %zu to %zu meets another or lies outside the text", edits[i].begin, edits[i].end);
		buffer_append(out, text_slice(text, from, edits[i].begin));
		buffer_append(out, edits[i].replacement);
		from = edits[i].end;
	}
	buffer_append(out, text_slice(text, from, text.length));
}

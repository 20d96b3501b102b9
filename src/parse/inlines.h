/* Cutting the inlines of a leaf block: for the readers that take marks out of the words or make links of them. */
#ifndef POLICYC_PARSE_INLINES_H
#define POLICYC_PARSE_INLINES_H

#include "tree/flat_text.h"

/* Cuts a NODE_TEXT in two at a byte offset inside it: the node keeps what is before, and the new node after it, which
 * is returned, has the rest. Both have their exact places. */
struct node *inline_split(struct arena *arena, struct node *text, size_t offset);

/* Takes the words from begin to end (offsets in the leaf block's flat text) out of the block, and white space and line
 * breaks before them too. What is left of text nodes keeps its exact place. The flat text no longer fits afterwards. */
void inlines_remove(struct arena *arena, const struct flat_text *flat, size_t begin, size_t end);

/* The place of a run of siblings, first to last. */
struct place inlines_place(const struct node *first, const struct node *last);

/* The words of a run of siblings, first up to, not including, end (NULL: to the last), each line break a space, as
 * readers take them: the
 * first `most` bytes of them. False when there are more, or when the run holds an image, code or a citation. */
bool inlines_short_words(const struct node *first, const struct node *end, char *words, size_t most, size_t *length);

#endif

/* The words that join the items of a list: AND and OR, alone on a line, at the end of an item or at its head.
 *
 *   AND   and, plus            OR   or, and/or
 *
 * In any case, in brackets or not; emphasis is no part of the words. */
#ifndef POLICYC_TREE_JOINER_H
#define POLICYC_TREE_JOINER_H

#include "base/text.h"

enum joiner_kind { JOINER_NONE, JOINER_AND, JOINER_OR };

struct joiner {
	enum joiner_kind kind;
	size_t begin, end; /* the word itself, in the text */
};

/* The whole of a line: "AND", "(or)", "Plus:". */
struct joiner joiner_of_line(struct text line);
/* The last word: "pain; and", "stiffness (or)". Never the whole text. */
struct joiner joiner_at_end(struct text words);
/* The first word: "or, there is a deformity", "OR – glare", "and/or pain". May be the whole
 * text, of an item with a list below it. */
struct joiner joiner_at_head(struct text words);

#endif

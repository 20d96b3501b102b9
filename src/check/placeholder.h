/* Words that were to be replaced, and what Word and PDF leave in a text that is pasted from them. */
#ifndef POLICYC_CHECK_PLACEHOLDER_H
#define POLICYC_CHECK_PLACEHOLDER_H

#include "base/text.h"

enum placeholder_kind {
	PLACEHOLDER_TO_WRITE,   /* "To be written", as `policyc revise` leaves it */
	PLACEHOLDER_UNDECIDED,  /* TBC, TBD */
	PLACEHOLDER_GAP,        /* "[insert name]", "XXX", "??", "DD/MM/YYYY", "lorem ipsum" */
	PLACEHOLDER_WORD_ERROR, /* "Error! Reference source not found." */
	PLACEHOLDER_PAGE,       /* "Page 3 of 9" */
	PLACEHOLDER_COMMENT,    /* "Commented [JS1]" */
	PLACEHOLDER_BOX,        /* a box to tick */
	PLACEHOLDER_PROMPT,     /* "Click or tap here to enter text" */
	PLACEHOLDER_LEADER,     /* "......... 7" of a table of contents; a line to write on */
};

struct placeholder {
	enum placeholder_kind kind;
	size_t begin, end;
};

/* The first one at or after `from`; false where there is none. The text is one block of words: some are sure only at
 * its beginning, or as all of it. Linear in the text. */
bool placeholder_find(struct text text, size_t from, struct placeholder *found);

#endif

/* What print.c and print_compare.c share. */
#ifndef POLICYC_VERIFY_PRINT_PARTS_H
#define POLICYC_VERIFY_PRINT_PARTS_H

#include "base/memory.h"
#include "verify/print.h"

/* Characters of no document, in private use, for what differs from print to print. */
enum {
	GLYPH_LEADER = 0xF0000, /* dots, and the number of a page */
	GLYPH_NUMBER,           /* the number of a page, or of all */
	GLYPH_TIME,             /* a date, a time or both */
	GLYPH_URL,              /* an address of the web or of a file, to the end of its line */
	GLYPH_SIZE,             /* how long a file is, in brackets */
	GLYPH_MAYBE,            /* what may be there or not, up to the next GLYPH_END */
	GLYPH_END,
	GLYPH_HEAD, /* the head of a table */
	GLYPH_HEAD_END,
	GLYPH_BESIDE, /* the number of a clause */
	GLYPH_BESIDE_END,
};

/* A character that counts: neither white space nor a bullet, nor a hyphen at which a line may be broken. */
struct glyph {
	uint32_t code_point;
	uint32_t at; /* where it begins in the text */
};

struct glyphs {
	struct text text;
	ARRAY_OF(struct glyph) list;
};

struct print {
	struct glyphs flow;
	ARRAY_OF(struct glyphs) edges;  /* what may stand at the edge of each page */
	ARRAY_OF(struct glyphs) heads;  /* what may stand again where a page begins */
	ARRAY_OF(struct glyphs) beside; /* numbers of clauses, in their order: each comes somewhere near its clause */
	bool has_pictures;              /* they can't be compared */
	bool ignores_case;              /* style sheets write some words in capitals */
};

/* Adds the glyphs of a text, whose offsets are those in it. The text must live as long as they. */
void glyphs_read(struct glyphs *glyphs, struct text text);
void glyphs_release(struct glyphs *glyphs);

#endif

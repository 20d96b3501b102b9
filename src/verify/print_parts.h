/* What print.c and print_compare.c share. */
#ifndef POLICYC_VERIFY_PRINT_PARTS_H
#define POLICYC_VERIFY_PRINT_PARTS_H

#include "base/memory.h"
#include "verify/print.h"

/* Characters of no document, in private use, for what differs from print to print. */
#define GLYPH_LEADER 0xF0000u /* dots, and the number of a page */
#define GLYPH_NUMBER 0xF0001u /* the number of a page, or of all */
#define GLYPH_TIME   0xF0002u /* a date, a time or both */
#define GLYPH_URL    0xF0003u /* an address of the web or of a file, to the end of its line */
#define GLYPH_MAYBE  0xF0004u /* what may be there or not, up to the next GLYPH_END */
#define GLYPH_END    0xF0005u
#define GLYPH_HEAD   0xF0006u /* the head of a table */
#define GLYPH_HEAD_END 0xF0007u

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
	ARRAY_OF(struct glyphs) edges; /* what may stand at the edge of each page */
	ARRAY_OF(struct glyphs) heads; /* what may stand again where a page begins */
	bool has_pictures;             /* they can't be compared */
};

/* Adds the glyphs of a text, whose offsets are those in it. The text must live as long as they. */
void glyphs_read(struct glyphs *glyphs, struct text text);
void glyphs_release(struct glyphs *glyphs);

#endif

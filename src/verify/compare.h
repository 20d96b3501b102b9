/* A file that somebody kept against the file that a build would write. */
#ifndef POLICYC_VERIFY_COMPARE_H
#define POLICYC_VERIFY_COMPARE_H

#include "base/value.h"
#include "parse/web_copy.h"
#include "verify/differences.h"

/* No file of a site is compared that is longer. */
#define COPY_BYTES_MOST ((size_t)16 * 1024 * 1024)

enum copy_kind {
	COPY_PAGE, /* HTML */
	COPY_XML,  /* XML, XSL-FO, Atom, SVG, RELAX NG */
	COPY_JSON,
	COPY_LINES, /* a JSON value on each line */
	COPY_PDF,
	COPY_TEXT, /* CSV, iCalendar, style sheets and whatever else has words */
	COPY_BYTES /* pictures, fonts */
};

/* A copy that was read once, to be compared with as many files as there may be. In its arena. */
struct copy {
	enum copy_kind kind;
	struct text bytes;
	struct arena arena;
	struct value *value;    /* of JSON; NULL: it is none */
	bool has_too_many;      /* values of JSON to be looked at */
	unsigned fault_line;    /* where it is none */
	struct web_copy page;   /* of HTML and XML, read without an address */
	struct web_line *lines; /* of text */
	size_t line_count;
	struct text as_written, as_read; /* the words of a PDF, in either order */
	struct text words_fault;         /* why a PDF has none */
};

/* The kind of a file of a site, by its name. */
enum copy_kind copy_kind_of_name(struct text path);
/* The kind of a copy with whatever name, by its bytes. */
enum copy_kind copy_kind_of_bytes(struct text bytes);
/* Reads the bytes, which must live as long as the copy. */
void copy_open(struct copy *copy, struct text bytes, enum copy_kind kind);
/* Of a PDF, reads its words again by where they stand on the page: to be compared with pages, once and before that. */
void copy_read_print(struct copy *copy);
void copy_release(struct copy *copy);

/* A file that a build would write. */
struct original {
	struct text path;  /* from the site's root */
	struct text bytes; /* of a PDF: the XSL-FO that it is made of */
	struct text foot;  /* of a page: what a browser prints at the foot of each sheet */
};

/* What the copy has otherwise than the original, which must be of its kind, or, for a PDF, may be a page too. `base`:
 * gets the address of the site that the copy of a page is of, in `arena`, where its links tell. */
void compare_with(struct copy *copy, const struct original *original, struct differences *differences,
		  struct arena *arena, struct text *base);
/* Of a hundred lines, how many both have. */
unsigned copy_likeness(struct copy *copy, const struct original *original);

#endif

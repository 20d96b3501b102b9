/* A page, or a document in XML, as somebody kept it: its words and its tags, to be compared with those of another. Read
 * in one pass without a tree, in time that grows with its length alone. No network, no DTD. */
#ifndef POLICYC_PARSE_WEB_COPY_H
#define POLICYC_PARSE_WEB_COPY_H

#include "base/arena.h"

/* What stands in a block, and the tags from the end of the words before to the end of these. */
struct web_line {
	struct text words; /* white space as one space; empty at the end of the page alone */
	struct text marks; /* tags with their attributes in order of their names, and the words among them */
};

struct web_copy {
	const char *fault; /* why it can't be read; NULL: it was */
	struct text words; /* of the whole page, on one line */
	struct text paper; /* those that a browser prints, with the marks below */
	struct text base;  /* where a page says that its site is, by its own address; empty: it doesn't say */
	struct text title; /* of a page; empty where it has none */
	struct web_line *lines;
	size_t line_count;
	struct text *links; /* the addresses of <a>, as they are written */
	size_t link_count;
};

/* In `paper`: what may be there or not; the heads of tables, which stand on each sheet again; and the numbers of
 * clauses, which stand in a column of their own. */
#define WEB_MAYBE      '\x0E'
#define WEB_END        '\x0F'
#define WEB_HEAD       '\x11'
#define WEB_HEAD_END   '\x12'
#define WEB_BESIDE     '\x13'
#define WEB_BESIDE_END '\x14'

struct web_reading {
	bool is_xml;
	struct text address; /* of the page in its site: "policies/x/"; relative addresses are from there */
	struct text base;    /* where that site is: "https://example.nhs.uk/"; empty: not known */
};

/* In `marks`, addresses in the site are "/policies/x/#s-1", whatever the site's own address is; of scripts, styles and
 * pictures of a page only the file's name counts, since browsers move them. What a page's own script adds to it, the
 * mark of the generator and the page's own address are left out. Everything lives in the arena. */
struct web_copy web_copy_read(struct arena *arena, struct text text, const struct web_reading *reading);

/* Where a copy's site is: the beginning of the first of its whole addresses whose end is that of the same link of the
 * page that it should be, which was read as `reading` says. Empty: its links are relative, or other ones. */
struct text web_copy_base(struct arena *arena, const struct web_copy *page, const struct web_reading *reading,
			  const struct web_copy *copy);

#endif

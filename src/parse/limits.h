/* Limits of SPEC section 7, measured on the bytes before any library sees them. */
#ifndef POLICYC_PARSE_LIMITS_H
#define POLICYC_PARSE_LIMITS_H

#include "diag/finding.h"

#define LIMIT_FILE_BYTES     (1024 * 1024)
#define LIMIT_LINE_BYTES     (64 * 1024)
#define LIMIT_NESTING        64 /* quotes and lists inside each other */
#define LIMIT_YAML_DEPTH     64
#define LIMIT_YAML_ALIASES   16
#define LIMIT_TABLE_COLUMNS  32
#define LIMIT_TABLE_CELLS    20000 /* columns times the lines that follow */
#define LIMIT_BRACKETS       1000  /* "[" in a paragraph */
#define LIMIT_EMPHASIS_MARKS 10000 /* runs of "*" or "_" in a paragraph */
#define LIMIT_INCLUDE_DEPTH  16
#define LIMIT_POLICIES       100000

/* Looks at the whole file: UTF-8, NUL, byte order marks, characters that XML forbids, bidirectional controls
 * (`encoding`), file and line length (`limit`), and marks of an unfinished merge (`syntax`). Every fault is a finding;
 * at most one of each kind of character a line, and after many lines the rest are notes of the last. True when what is
 * there may be parsed. A byte order mark at the very start is allowed and passed over by the readers. */
bool bytes_are_safe(const struct source *source, struct findings *findings);
/* The last of these alone: false, with one finding, where a merge was left unfinished. */
bool has_no_merge_marks(const struct source *source, struct findings *findings);
/* Why a character may not stand in a source, as itself or by an entity or escape: words to follow its name in a
 * message. NULL: it may. */
const char *character_fault(uint32_t code_point);
/* Looks at Markdown from begin to end: nesting, tables, brackets, and whatever else costs cmark more than its length.
 * Close to what cmark will find, and never under it. True when cmark may see it. */
bool markdown_is_bounded(const struct source *source, size_t begin, size_t end, struct findings *findings);

#endif

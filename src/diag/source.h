/* A source file's bytes and where its lines begin. Findings hold byte ranges; lines and columns are worked out here,
 * when something is printed. */
#ifndef POLICYC_DIAG_SOURCE_H
#define POLICYC_DIAG_SOURCE_H

#include "base/arena.h"

struct source {
	const char *path;    /* as it is shown: relative to the project folder, "/" between parts */
	struct text bytes;   /* the file, unchanged; lives as long as the source */
	uint32_t *lines;     /* the offset of the first byte of each line */
	uint32_t line_count; /* at least 1 */
};

/* A run of bytes in a source: from `begin` up to, not including, `end`. With source NULL: no place (a finding about a
 * whole suite). */
struct place {
	const struct source *source;
	uint32_t begin, end;
};

#define PLACE_NONE ((struct place){NULL, 0, 0})

/* Makes the line map; path and bytes must live as long as the arena. A line ends with LF, CR LF or CR, as in
 * CommonMark. The length must fit 32 bits (BUG otherwise: the reader has refused larger files). */
void source_init(struct source *source, struct arena *arena, const char *path, struct text bytes);

/* 1-based line, and 1-based column in code points, of a byte offset (an offset past the end is the end's). A byte order
 * mark at the file's start has no column. Bytes that are not UTF-8 count one each. */
struct position {
	uint32_t line, column;
};
struct position source_position(const struct source *source, uint32_t offset);
/* The bytes of a 1-based line without its line end, and without a byte order mark at the file's start; empty where
 * there is no such line. After a last line end there is one more line, an empty one. */
struct text source_line(const struct source *source, uint32_t line);

/* Clamped to the source; `begin` at most `end`. */
struct place place_of(const struct source *source, size_t begin, size_t end);
/* The beginning of a file that was not read, or of a folder; the path must live as long as the arena. */
struct place place_of_path(struct arena *arena, const char *path);
/* The bytes of a place; empty for PLACE_NONE. */
struct text place_text(struct place place);
/* From the beginning of `first` to the end of `last`; both in the same source, else `first`. */
struct place place_join(struct place first, struct place last);
bool place_is_set(struct place place);
/* Orders by path, then begin, then end. Places of no source come first. */
int place_compare(struct place a, struct place b);

#endif

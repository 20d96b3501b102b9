/* How an XSL-FO document looks: properties for each kind of thing in it, from templates/pdf-styles.mustache as it was
 * rendered. What makes the document's structure (roles, ids, indents, what keeps together) is the writer's own. */
#ifndef POLICYC_WRITE_FO_STYLE_H
#define POLICYC_WRITE_FO_STYLE_H

#include "base/arena.h"
#include "base/buffer.h"

/* STYLE(ENUM_NAME, "name in the template") */
#define FO_STYLES(STYLE)                      \
	STYLE(TITLE_BLOCK, "title-block")     \
	STYLE(DOCUMENT_TYPE, "document-type") \
	STYLE(REF, "ref")                     \
	STYLE(TITLE, "title")                 \
	STYLE(SUBTITLE, "subtitle")           \
	STYLE(CATEGORY, "category")           \
	STYLE(HEADING_2, "heading-2")         \
	STYLE(HEADING_3, "heading-3")         \
	STYLE(CONTENTS, "contents")           \
	STYLE(CONTENTS_LINE, "contents-line") \
	STYLE(EFFECT, "effect")               \
	STYLE(PARAGRAPH, "paragraph")         \
	STYLE(LIST, "list")                   \
	STYLE(CLAUSE, "clause")               \
	STYLE(CLAUSE_NUMBER, "clause-number") \
	STYLE(ITEM, "item")                   \
	STYLE(CRITERION, "criterion")         \
	STYLE(JOINER, "joiner")               \
	STYLE(ADDED_WORDS, "added-words")     \
	STYLE(NOTE, "note")                   \
	STYLE(QUOTE, "quote")                 \
	STYLE(TABLE, "table")                 \
	STYLE(WIDE_TABLE, "wide-table")       \
	STYLE(HEADER_CELL, "header-cell")     \
	STYLE(CELL, "cell")                   \
	STYLE(LINK, "link")                   \
	STYLE(CITATION, "citation")           \
	STYLE(CODE, "code")                   \
	STYLE(PICTURE, "picture")             \
	STYLE(ADDED, "added")                 \
	STYLE(REMOVED, "removed")

enum fo_style {
#define STYLE(name, words) FO_STYLE_##name,
	FO_STYLES(STYLE)
#undef STYLE
		FO_STYLE_COUNT
};

struct fo_property {
	const char *name;
	struct text value;
};

/* Of a style that the template leaves out, none. */
struct fo_styles {
	struct {
		struct fo_property *properties;
		size_t count;
	} of[FO_STYLE_COUNT];
};

/* Reads the rendered template: a style a line, its name and then properties as XML attributes; a line that begins with
 * white space goes on with the one above. False, and why in `complaint` (a sentence without a full stop), where
 * something in it can't be used; the line's number, from 1, in `*line`. Everything lives in the arena. */
bool fo_styles_read(struct fo_styles *styles, struct arena *arena, struct text words, struct buffer *complaint,
		    size_t *line);

#endif

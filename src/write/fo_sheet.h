/* What the files of the XSL-FO writer share: fo.c (the document), fo_body.c (its blocks), fo_table.c, fo_inline.c
 * (their words), fo_sheet.c. XSL 1.1, with the extensions of FOP that an accessible PDF needs (fox:). */
#ifndef POLICYC_WRITE_FO_SHEET_H
#define POLICYC_WRITE_FO_SHEET_H

#include "base/arena.h"
#include "base/xml_writer.h"
#include "write/document.h"
#include "write/fo_style.h"
#include "write/write.h"

struct sheet {
	struct xml_writer xml;
	struct arena arena; /* words made for this document; released with it */
	const struct policy *policy;
	const struct edition *edition;
	struct item_numbers numbers;
	size_t letters; /* of a line of the cell that is open, about; 0: a line as wide as the page */
	bool has_cover; /* the contents list has been put: what stands before the sections is a page of its own */
	bool labels_references; /* some reference of the list that is open has a number */
};

/* Distances that a reader's eye follows down the page, in the size of the text: a clause's number stands apart from its
 * words however large they are. */
#define FO_CLAUSE_INDENT "4em"
#define FO_ITEM_INDENT   "1.5em"

/* Elements, and the properties of the one that is open. */
static inline void begin(struct sheet *sheet, const char *name)
{
	xml_element_begin(&sheet->xml, name);
}

/* A block whose words follow. */
static inline void begin_words(struct sheet *sheet)
{
	xml_element_begin_inline(&sheet->xml, "fo:block");
}

static inline void end(struct sheet *sheet)
{
	xml_element_end(&sheet->xml);
}

static inline void set(struct sheet *sheet, const char *property, const char *value)
{
	xml_attribute_string(&sheet->xml, property, value);
}

static inline void set_id(struct sheet *sheet, struct text id)
{
	if (id.length)
		xml_attribute(&sheet->xml, "id", id);
}

/* fo_sheet.c */

/* Begins one of the two elements that stand in the template's document, alone in `out` from where that ends now: up to
 * fo_end_document, which also releases what the sheet holds. */
void fo_begin_flow(struct sheet *sheet, struct buffer *out);
void fo_begin_bookmarks(struct sheet *sheet, struct buffer *out);
void fo_end_document(struct sheet *sheet, struct buffer *out, size_t begin_at);
/* Sets the properties of a style on the element that is open. */
void fo_style(struct sheet *sheet, enum fo_style style);
/* A heading of level 1 to 3 whose words follow, up to xml_element_end. */
void fo_begin_heading(struct sheet *sheet, int level, struct text id);
/* Is it a clause with a number, whose words stand right of that? `node` may be NULL. */
bool fo_is_numbered_clause(const struct node *node);
/* Where a block begins that stands `more` to the right of what is around it. */
void fo_set_indent(struct sheet *sheet, const struct node *block, const char *more);

/* fo_inline.c */

/* Words, with places to break in runs so long that a line may not hold them (addresses). */
void fo_words(struct sheet *sheet, struct text words);
/* The same, as a paragraph. */
void fo_paragraph(struct sheet *sheet, struct text words);
/* The inlines below a leaf block. */
void fo_inlines(struct sheet *sheet, const struct node *leaf);
/* Begins a link to another document; ended by xml_element_end. `words`: what it is called. */
void fo_begin_external_link(struct sheet *sheet, struct text address, struct text words);
/* Begins a link to an id of this document; it looks like the words around it. */
void fo_begin_internal_link(struct sheet *sheet, struct text id, struct text words);
/* The address of a policy's page: absolute where the site has an address, else relative to this file. */
struct text fo_policy_address(struct sheet *sheet, struct text ref, struct text fragment);

/* fo_body.c */

/* A block of the body with all below it. */
void fo_block(struct sheet *sheet, const struct node *block);

/* fo_table.c */

void fo_table(struct sheet *sheet, const struct node *table);
/* A table, from fo:table to the column widths; each width is a share of the whole. `row_headers`: the first column's
 * cells are the headers of their rows. Ended by xml_element_end. */
void fo_begin_table(struct sheet *sheet, const size_t *widths, size_t columns, bool row_headers);
void fo_begin_table_part(struct sheet *sheet, const char *name); /* "fo:table-header", "fo:table-body" */
void fo_begin_row(struct sheet *sheet);
/* A cell and its block, whose words follow, up to fo_end_cell. `align`: of its words; NULL: as the style has it. */
void fo_begin_cell(struct sheet *sheet, bool is_header, const char *align);
void fo_end_cell(struct sheet *sheet);

#endif

/* The words of a PDF, by pdftotext (poppler-utils). */
#ifndef POLICYC_PDF_PDF_TEXT_H
#define POLICYC_PDF_PDF_TEXT_H

#include "base/buffer.h"

/* Far more than the longest policy has. */
#define PDF_TEXT_BYTES_MOST ((size_t)4 * 1024 * 1024)

enum pdf_order {
	PDF_AS_WRITTEN, /* in the order in which they stand in the file */
	PDF_AS_READ     /* by where they stand on the page */
};

/* Appends the words, a form feed after each page. False, and `why` has a sentence: pdftotext is missing, or can't read
 * it, or takes too long, or it is too much. */
bool pdf_text_read(struct text pdf, enum pdf_order order, struct buffer *words, struct buffer *why);

#endif

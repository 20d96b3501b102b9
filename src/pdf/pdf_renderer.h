/* PDFs of XSL-FO documents by Apache FOP: many in one Java, which is started with src/pdf/PdfRenderer.java. */
#ifndef POLICYC_PDF_PDF_RENDERER_H
#define POLICYC_PDF_PDF_RENDERER_H

#include "base/buffer.h"
#include "base/memory.h"
#include "publish/fault.h"

#define PDF_KEY_LENGTH 32

/* What stands against a document. */
struct pdf_remark {
	uint32_t character;    /* a code point that no font of its text has; 0: FOP's own words */
	uint32_t line, column; /* of the XSL-FO, from 1; 0: FOP names none */
	struct text words;     /* in the arena: what FOP says, or the names of the fonts */
};

struct pdf_document {
	struct text fo;
	int64_t seconds;              /* since 1970: the date that the PDF bears */
	char key[PDF_KEY_LENGTH + 1]; /* its file identifier: hexadecimal digits, in capitals */
	/* what comes of it */
	struct buffer bytes; /* to be released; empty where there are remarks */
	ARRAY_OF(struct pdf_remark) remarks;
	bool is_done;
};

struct pdf_progress {
	void (*tell)(void *context, size_t done, size_t of); /* NULL: nobody is told */
	void *context;
};

/* Appends what a PDF depends on beside its XSL-FO: this program's part in it, and which FOP and fonts there are. */
void pdf_renderer_version(struct buffer *out, const char *project);

/* Renders documents for the project in folder `project` on `threads` threads. Nothing is written to files. False, and
 * the fault in the arena, where Java, FOP or the fonts are missing (it says how they are installed) or Java failed;
 * true also where documents have remarks. Messages and remarks live in the arena. */
bool pdf_render(struct pdf_document *documents, size_t count, const char *project, size_t threads,
		const struct pdf_progress *progress, struct arena *arena, struct fault *fault);

#endif

/* What a PDF of ours says of itself: which version of which policy it is. */
#ifndef POLICYC_PDF_PDF_FILE_H
#define POLICYC_PDF_PDF_FILE_H

#include "base/arena.h"
#include "pdf/pdf_renderer.h"

/* Texts live in the arena; bytes NULL, or 0, where the file does not say. */
struct pdf_facts {
	struct text ref, version;
	struct text fingerprint;      /* "sha256:…" */
	char key[PDF_KEY_LENGTH + 1]; /* its file identifier; empty: none */
	uint32_t pages;
};

/* Reads the file's metadata (XMP, which PDF/A keeps readable in every file) and identifier. False where the bytes are
 * no PDF, or none that says which policy it is. Whatever the bytes are, nothing outside them is read. */
bool pdf_file_read(struct arena *arena, struct text bytes, struct pdf_facts *facts);

#endif

#include "site/redline.h"

#include <string.h>

#include "base/sha256.h"
#include "base/unicode.h"
#include "pdf/pdf_renderer.h"
#include "site/fo_document.h"

/* The first thing that stands against it. */
static bool refuse(const struct pdf_document *document, struct arena *arena, struct fault *fault)
{
	const struct pdf_remark *remark = &document->remarks.items[0];
	struct buffer character = BUFFER_EMPTY;
	if (remark->character) {
		utf8_append(&character, remark->character);
		fault_of_program(fault, arena, "the font (%.*s) has no \"%.*s\" (U+%04X), so readers would see a box",
				 TEXT_ARGUMENTS(remark->words), TEXT_ARGUMENTS(buffer_text(&character)),
				 (unsigned)remark->character);
	} else {
		fault_of_program(fault, arena, "the PDF could not be made as it should be. Apache FOP says: %.*s",
				 TEXT_ARGUMENTS(remark->words));
	}
	buffer_release(&character);
	return false;
}

bool redline_pdf(struct suite *suite, const struct diff_pair *pair, struct findings *findings, struct fault *fault,
		 struct buffer *out)
{
	struct buffer fo = BUFFER_EMPTY;
	struct pdf_document document = {.seconds = (int64_t)date_to_days(suite->today) * 24 * 60 * 60};
	struct pdf_progress nobody = {NULL, NULL};
	char sha256[SHA256_HEX_LENGTH + 1];
	bool is_fine = fo_redline(suite, pair, findings, fault, &fo);
	if (is_fine) {
		document.fo = buffer_text(&fo);
		sha256_hex(document.fo, sha256);
		for (size_t i = 0; i < PDF_KEY_LENGTH; i++)
			document.key[i] = ascii_upper(sha256[i]);
		is_fine = pdf_render(&document, 1, suite->root, 1, &nobody, &suite->arena, fault);
	}
	if (is_fine && document.remarks.count)
		is_fine = refuse(&document, &suite->arena, fault);
	if (is_fine)
		buffer_append(out, buffer_text(&document.bytes));
	buffer_release(&fo);
	buffer_release(&document.bytes);
	ARRAY_RELEASE(&document.remarks);
	return is_fine;
}

/* `diff --format=pdf`: what changed between two versions, as PDF. */
#ifndef POLICYC_SITE_REDLINE_H
#define POLICYC_SITE_REDLINE_H

#include "publish/fault.h"
#include "tree/suite.h"
#include "write/diff.h"

/* Appends the PDF of the changes, with the project's templates; both sides are there. False, and nothing appended,
 * where templates have something wrong in them (the findings, in the suite's arena) or where it could not be made (the
 * fault). */
bool redline_pdf(struct suite *suite, const struct diff_pair *pair, struct findings *findings, struct fault *fault,
		 struct buffer *out);

#endif

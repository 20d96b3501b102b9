/* policy.fo: the XSL-FO document of a version, from templates/pdf.mustache around what the writer makes. */
#ifndef POLICYC_SITE_FO_DOCUMENT_H
#define POLICYC_SITE_FO_DOCUMENT_H

#include "site/publication.h"
#include "write/write.h"

/* Appends the document of a version, as from the folder that `edition` names; in large print, or as usual. What is
 * wrong in the templates goes to their findings: then false, and what was appended is of no use. Runs on any thread. */
bool fo_document(struct publication *publication, const struct policy *policy, const struct edition *edition,
		 bool is_large_print, struct buffer *out);

/* The same for one policy alone, outside of any build, with the project's templates. False where one could not be read
 * (the fault), or has something wrong in it (the findings, in the suite's arena). */
bool fo_document_show(struct suite *suite, const struct policy *policy, const struct edition *edition,
		      struct findings *findings, struct fault *fault, struct buffer *out);

/* The same of what changed between two versions. */
struct diff_pair;
bool fo_redline(struct suite *suite, const struct diff_pair *pair, struct findings *findings, struct fault *fault,
		struct buffer *out);

#endif

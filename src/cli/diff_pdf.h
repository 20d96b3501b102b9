/* The form of `policyc diff` that other programs make. */
#ifndef POLICYC_CLI_DIFF_PDF_H
#define POLICYC_CLI_DIFF_PDF_H

#include "cli/command.h"
#include "write/diff.h"

/* Writes the changes of the one pair there must be as PDF to --output, or standard output, with the templates of the
 * project in folder `root`. An exit status; STATUS_FINE says nothing of whether anything changed. */
int diff_write_pdf(const struct settings *settings, const char *root, const struct diff_pair *pairs, size_t count);

#endif

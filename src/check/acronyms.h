/* The acronyms that everybody knows, from the table acronyms.tsv. */
#ifndef POLICYC_CHECK_ACRONYMS_H
#define POLICYC_CHECK_ACRONYMS_H

#include "tree/suite.h"

struct acronyms;

/* NULL where there is no table, or the check is off. The suite's table must outlive it. Then only read, by all
 * threads. */
struct acronyms *acronyms_new(const struct suite *suite);
void acronyms_free(struct acronyms *acronyms);

#endif

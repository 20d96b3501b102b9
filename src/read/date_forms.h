/* Dates that are not written as dates are: what was meant, for messages. */
#ifndef POLICYC_READ_DATE_FORMS_H
#define POLICYC_READ_DATE_FORMS_H

#include "base/buffer.h"

/* "May 2025", "12/05/2025" as a date is to be written; `is_real`: there is such a day. False where that is unclear. */
bool date_guess(struct text text, struct buffer *iso, bool *is_real);
/* What was meant by a date with letters that look like figures (`letter` is the first), or with dashes that a word
 * processor made long; false where that is not all that is wrong. `letter` is 0 to begin with. */
bool date_meant(struct text text, struct buffer *meant, char *letter);

#endif

/* The organisation's own licensed code lists: policies/codes/<system>@<edition>.tsv, a line each of code, tab, words.
 */
#ifndef POLICYC_LOAD_CODE_LIST_H
#define POLICYC_LOAD_CODE_LIST_H

#include "tree/suite.h"

#define LIMIT_CODE_LIST_BYTES (16 * 1024 * 1024)

/* Fills suite->code_lists from the folder, where there is one. Of several editions of a system the newest counts. A
 * file of another name, a line without a tab, a code that has not its system's form, and a code listed twice are
 * findings of that list (or of the suite, where no list could be made), and the rest of the list is used. */
void code_lists_read(struct suite *suite);

#endif

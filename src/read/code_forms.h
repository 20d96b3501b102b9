/* Codes of a classification as they are written: their forms, families and ranges, and the words around them. SPEC
 * section 2, Body. */
#ifndef POLICYC_READ_CODE_FORMS_H
#define POLICYC_READ_CODE_FORMS_H

#include "read/codes.h"

/* Reads what looks like a code, a family ("H01.-") or a range ("W37.1–W39.9", "S60.1-.3", "M51.0 to M51.3") at `at`,
 * and fills all of `code` but its term and places. The length of what was read; 0 when nothing there looks like a code.
 * What looks like one and is none of its system has empty canonical forms. */
size_t code_read(struct arena *arena, enum code_system system, struct text words, size_t at, struct code *code);

/* The length of what stands between two codes of one line (", " "; " "/" "&" "and"); 0: nothing that does. */
size_t code_separator(struct text words, size_t at);
/* Where the words beside a code begin: after white space and one dash or other mark. */
size_t code_term_begin(struct text words, size_t at);

/* Where a line names a system, or TEXT_NOT_FOUND. Another revision of the ICD is no ICD-10. */
size_t code_system_named(struct text line, enum code_system system);
/* Are these words "None", or mean it? */
bool code_says_none(struct text words);

#endif

/* A document on paper: the words of a PDF compared with those that it was made of. */
#ifndef POLICYC_VERIFY_PRINT_H
#define POLICYC_VERIFY_PRINT_H

#include "verify/differences.h"

/* What a PDF should say. */
struct print;

/* Of XSL-FO, as build/ gives it to Apache FOP: what flows over the pages, what stands at their edges, and the heads of
 * tables. In the arena. */
struct print *print_of_fo(struct arena *arena, struct text fo);
/* Of what a browser prints of a page: struct web_copy's `paper`; `title` of the page, and `foot`, which its style sheet
 * has at the foot of each sheet. */
struct print *print_of_page(struct arena *arena, struct text paper, struct text title, struct text foot);
/* What differs; `words` are the PDF's, with a form feed after each page. How lines are broken, hyphens at their ends,
 * bullets, and the edges of pages make no difference. */
void print_compare(const struct print *print, struct text words, struct differences *differences);

#endif

/* site/words.txt: the words that are right although no dictionary has them. One word a line; lines that begin with "#",
 * and empty lines, are passed over. */
#ifndef POLICYC_LOAD_SITE_WORDS_H
#define POLICYC_LOAD_SITE_WORDS_H

#include "tree/suite.h"

/* Fills suite->words. What is wrong are findings of the suite in that file: `encoding`, of the whole, and `syntax` for
 * a line that is no word. All other lines are used. */
void site_words_read(struct suite *suite, const struct source *source);

#endif

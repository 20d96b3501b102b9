/* Files that nobody reads, and that somebody may take for policies: not-read, unreadable. */
#ifndef POLICYC_LOAD_OTHER_FILES_H
#define POLICYC_LOAD_OTHER_FILES_H

#include "tree/suite.h"

/* Looks at what has another name than those that are read from a folder of the project ("policies/versions"): a file,
 * or a folder with files in it. */
void other_file_look(struct suite *suite, const char *folder, const char *name);

#endif

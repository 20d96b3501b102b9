/* Files that would do something in a reader's browser: they are never published as they are, whoever made them. */
#ifndef POLICYC_PUBLISH_ACTIVE_CONTENT_H
#define POLICYC_PUBLISH_ACTIVE_CONTENT_H

#include "base/text.h"

/* Why a file of that name with these bytes may not be published, as words to follow its name: "is a web page". NULL: it
 * may. Web pages, scripts, and what a browser takes for one of them; of SVG, what has a script, a handler, an entity, a
 * foreign part, or refers to anything that is not in it. What can't be read as SVG with certainty may not. */
const char *active_content(struct text name, struct text bytes);

#endif

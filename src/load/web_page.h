/* Pages of the organisation's own: site/pages/<name>.md.
 *
 * The body is Markdown as in a policy, but that nothing is numbered or read as criteria, and three things are a page's
 * alone: `page:reviews/` links to a page of this site; {{organisation.email}} is what site.yaml says there; and a
 * paragraph or bullet that begins "GAP:" is a part that is still to be written, as is a {{…}} that site.yaml says
 * nothing about. */
#ifndef POLICYC_LOAD_WEB_PAGE_H
#define POLICYC_LOAD_WEB_PAGE_H

#include "tree/suite.h"

/* A page on the heap; `path` and `bytes` are copied. What is wrong with it becomes findings of the suite, whose
 * policies are all there. Never NULL; its document is freed with policy_free, itself with free. */
struct web_page *web_page_read(struct suite *suite, const char *path, struct text bytes);

#endif

/* Links of every scheme, and the references that follow from them. */
#ifndef POLICYC_READ_LINKS_H
#define POLICYC_READ_LINKS_H

#include "tree/policy.h"

/* Before numbering: makes links of bare addresses, bare refs and bare NICE identifiers in the text (splitting text
 * nodes; the words stay as written), and sets kind, ref, fragment of every link. bad-url is the check's: a refused
 * scheme gets LINK_REFUSED here and keeps its words. */
void links_recognise(struct policy *policy, const struct site *site);
/* After numbering: resolves LINK_WITHIN, sets url of each link (a policy's page is ../<slug>/ from another policy's
 * page), numbers citations, and fills policy->references. */
void links_resolve(struct policy *policy);

#endif
